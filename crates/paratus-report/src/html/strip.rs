//! Strips: small drawings in cells. They show what the words beside them say, so they are hidden from screen readers; they
//! have no style of their own but classes, and mirror with the page.

use crate::panel::Tint;
use paratus::{Range, Verdict};
use std::fmt::Write;

/// Writing to a string does not fail.
macro_rules! put {
    ($out:expr, $($arg:tt)*) => {
        let _ = write!($out, $($arg)*);
    };
}

/// Two decimals at most, always with a point.
fn at(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A range on its scale from nothing to all, with a tick at the threshold.
pub(super) fn range(
    out: &mut String,
    range: Range,
    threshold: Option<f64>,
    verdict: Option<Verdict>,
) {
    const WIDTH: f64 = 100.0;
    let tint = verdict.map_or("plain", |verdict| Tint::from(verdict).name());
    // Never invisible, and never beyond the end.
    let width = ((range.high - range.low) * WIDTH).max(1.5);
    let low = (range.low * WIDTH).min(WIDTH - width);
    put!(
        out,
        "<svg class=\"strip\" viewBox=\"0 0 100 10\" aria-hidden=\"true\" focusable=\"false\">"
    );
    put!(out, "<path class=\"axis\" d=\"M0 5H100\"/>");
    put!(
        out,
        "<rect class=\"p-{tint}\" x=\"{}\" y=\"2.5\" width=\"{}\" height=\"5\"/>",
        at(low),
        at(width)
    );
    if let Some(threshold) = threshold {
        put!(
            out,
            "<path class=\"tick\" d=\"M{} 0V10\"/>",
            at(threshold * WIDTH)
        );
    }
    put!(out, "</svg>");
}

/// Parts of a whole, side by side. Those of a published whole are rounded each by itself: where they are more than it, they share it.
pub(super) fn bar(out: &mut String, parts: &[(Tint, f64)], class: &str) {
    put!(
        out,
        "<svg class=\"{class}\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">"
    );
    let mut start = 0.0;
    let all = parts.iter().map(|(_, share)| share).sum::<f64>().max(1.0);
    for (tint, share) in parts.iter().filter(|(_, share)| *share > 0.0) {
        let width = share / all * 100.0;
        put!(
            out,
            "<rect class=\"p-{}\" x=\"{}\" y=\"0\" width=\"{}\" height=\"8\"/>",
            tint.name(),
            at(start),
            at(width)
        );
        start += width;
    }
    put!(out, "</svg>");
}

/// What is held of what is required: a dot, the way to go, and a ring.
pub(super) fn gap(out: &mut String, held: f64) {
    let x = 5.0 + held.clamp(0.0, 1.0) * 90.0;
    put!(
        out,
        "<svg class=\"strip\" viewBox=\"0 0 100 10\" aria-hidden=\"true\" focusable=\"false\">"
    );
    put!(
        out,
        "<path class=\"axis\" d=\"M5 5H{0}\"/><path class=\"way\" d=\"M{0} 5H95\"/>",
        at(x)
    );
    put!(
        out,
        "<circle class=\"ring\" cx=\"95\" cy=\"5\" r=\"3.6\"/><circle class=\"dot\" cx=\"{}\" cy=\"5\" r=\"3.6\"/>",
        at(x)
    );
    put!(out, "</svg>");
}

/// A length beside the greatest of its column.
pub(super) fn amount(out: &mut String, share: f64) {
    put!(
        out,
        "<svg class=\"amount\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">"
    );
    put!(
        out,
        "<rect class=\"p-plain\" x=\"0\" y=\"0\" width=\"{}\" height=\"8\"/></svg> ",
        at(share.clamp(0.0, 1.0) * 100.0)
    );
}

/// Shares one after the other, as columns.
pub(super) fn steps(out: &mut String, steps: &[Option<f64>]) {
    let count = steps.len().max(1) as f64;
    put!(
        out,
        "<svg class=\"steps\" viewBox=\"0 0 100 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">"
    );
    put!(out, "<path class=\"axis\" d=\"M0 .25H100M0 19.75H100\"/>");
    for (step, share) in steps
        .iter()
        .enumerate()
        .filter_map(|(step, share)| Some((step, (*share)?)))
    {
        let height = (share * 19.5).max(0.4);
        let x = step as f64 * 100.0 / count;
        let width = at(100.0 / count * 0.82);
        put!(
            out,
            "<rect class=\"p-ready\" x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{}\"/>",
            at(x),
            at(19.75 - height),
            at(height)
        );
    }
    put!(out, "</svg>");
}

/// Shares over time as lines, each of its own pattern; nothing is below the lower line, all is the upper one.
pub(super) fn lines(out: &mut String, series: &[&[Option<f64>]]) {
    put!(
        out,
        "<svg viewBox=\"0 0 100 40\" preserveAspectRatio=\"none\" focusable=\"false\"><path class=\"axis\" d=\"M0 .3H100M0 20H100M0 39.7H100\"/>"
    );
    for (number, shares) in series.iter().enumerate() {
        let apart = 100.0 / shares.len().saturating_sub(1).max(1) as f64;
        let mut path = String::new();
        let mut begins = true;
        for (step, share) in shares.iter().enumerate() {
            let Some(share) = share else {
                begins = true;
                continue;
            };
            let to = if begins { 'M' } else { 'L' };
            put!(
                path,
                "{to}{} {}",
                at(step as f64 * apart),
                at(39.7 - share.clamp(0.0, 1.0) * 39.4)
            );
            begins = false;
        }
        put!(out, "<path class=\"line-{}\" d=\"{path}\"/>", number + 1);
    }
    put!(out, "</svg>");
}

/// The pattern of a line, for its legend.
pub(super) fn key(out: &mut String, number: usize) {
    put!(
        out,
        "<svg class=\"key\" viewBox=\"0 0 20 6\" aria-hidden=\"true\" focusable=\"false\"><path class=\"line-{}\" d=\"M0 3H20\"/></svg> ",
        number + 1
    );
}

/// The half days of a week, Monday's to Sunday's; those that are taken filled.
pub(super) fn week(out: &mut String, halves: &[bool; 14]) {
    put!(
        out,
        "<svg class=\"week\" viewBox=\"0 0 70 8\" aria-hidden=\"true\" focusable=\"false\">"
    );
    put!(out, "<path class=\"axis\" d=\"M0 7.75H70\"/>");
    for (at, _) in halves.iter().enumerate().filter(|(_, taken)| **taken) {
        // A gap after each day, none between its halves.
        let x = (at / 2) * 10 + (at % 2) * 4;
        put!(
            out,
            "<rect class=\"p-plain\" x=\"{}\" y=\"0\" width=\"4\" height=\"8\"/>",
            x + 1
        );
    }
    put!(out, "</svg>");
}

/// A stretch on a line of time, with what happens on it.
pub(super) fn span(out: &mut String, ends: [f64; 2], moments: &[f64]) {
    let [from, until] = ends.map(|end| end.clamp(0.0, 1.0) * 100.0);
    // A day is never invisible.
    let width = (until - from).max(0.8);
    put!(
        out,
        "<svg class=\"span\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">"
    );
    put!(
        out,
        "<path class=\"axis\" d=\"M0 9.75H100\"/><rect class=\"p-plain\" x=\"{}\" y=\"3\" width=\"{}\" height=\"4\"/>",
        at(from.min(100.0 - width)),
        at(width)
    );
    for moment in moments {
        put!(
            out,
            "<rect class=\"mark\" x=\"{}\" y=\"0\" width=\".5\" height=\"10\"/>",
            at((moment.clamp(0.0, 1.0) * 100.0).min(99.5))
        );
    }
    put!(out, "</svg>");
}

/// The tint of a column of counts.
pub(super) fn swatch(out: &mut String, tint: Tint) {
    put!(
        out,
        "<svg class=\"swatch\" viewBox=\"0 0 8 8\" aria-hidden=\"true\" focusable=\"false\">"
    );
    put!(
        out,
        "<rect class=\"p-{}\" x=\"0\" y=\"0\" width=\"8\" height=\"8\"/></svg>{}",
        tint.name(),
        '\u{a0}'
    );
}
