//! In brief: what the panels say, one sentence each.

use super::cells::{everyone, shares, verdict_words};
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Panel, Tint};
use crate::text::Text;
use paratus::Severity;
use paratus::answers::ReportAnswer;

/// The headline findings.
#[must_use]
pub fn summary(answer: &ReportAnswer, findings: &Panel, figures: &[Panel], c: &Catalogue) -> Panel {
    let mut blocks = Vec::new();
    let unsound = !answer.sound;
    if let Some(everyone) = everyone(&answer.organisation).filter(|_| !unsound) {
        let counts = [everyone.ready, everyone.cannot_tell, everyone.not_ready]
            .map(|count| count.value().unwrap_or_default());
        let tints = [Tint::Ready, Tint::CannotTell, Tint::NotReady];
        let words = tints.into_iter().zip(verdict_words(c));
        let parts = words.zip(counts).zip(shares(counts));
        let part = |(((tint, word), count), share): (((Tint, Text), u64), f64)| {
            (tint, word, c.language.count(count), share)
        };
        blocks.push(Block::Figures(parts.map(part).collect()));
    }
    if !unsound {
        let gates = super::all_gates(&answer.gates, &answer.names, c);
        if let Some(table) = gates {
            blocks.push(Block::Heading(c.text(Key::SummaryGo)));
            blocks.push(Block::Table(table));
        }
        let facts = decisions(figures, c);
        if !facts.is_empty() {
            blocks.push(Block::Facts(facts));
        }
    }
    let mut rest: Vec<(Text, Option<String>)> = figures
        .iter()
        .filter(|panel| !panel.headline.is_empty() && !is_above(panel))
        .map(|panel| (panel.headline.clone(), Some(panel.id.clone())))
        .collect();
    if answer
        .findings
        .iter()
        .any(|group| group.severity != Severity::Info)
    {
        rest.push((findings.headline.clone(), Some(findings.id.clone())));
    }
    if !rest.is_empty() {
        if !unsound {
            blocks.push(Block::Heading(c.text(Key::SummaryRest)));
        }
        blocks.push(Block::List(rest));
    }
    let people = answer
        .organisation
        .units
        .first()
        .and_then(|unit| unit.people.value());
    let headline = match (unsound, people) {
        (true, _) => c.text(Key::SummaryUnsound),
        (false, None) => c.format(
            Key::SummaryWithheld,
            &[("min", Arg::Count(u64::from(answer.rules.min_cell)))],
        ),
        (false, Some(0)) => c.format(Key::SummaryNobody, &[("date", Arg::Date(answer.as_of))]),
        (false, Some(_)) if headline_of(figures, "readiness").is_some() => {
            headline_of(figures, "readiness").unwrap_or_default()
        }
        (false, Some(people)) => c.format(
            Key::SummaryHeadline,
            &[
                ("people", Arg::Count(people)),
                ("date", Arg::Date(answer.as_of)),
            ],
        ),
    };
    Panel {
        id: "summary".to_owned(),
        title: c.text(Key::TitleSummary),
        headline,
        blocks,
        own_page: false,
    }
}

/// What to do next, what becomes of it if nothing is done, and the plan.
fn decisions(figures: &[Panel], c: &Catalogue) -> Vec<(Text, Vec<Text>)> {
    let parts: [(Key, &[&str]); 3] = [
        (Key::SummaryNext, &["gaps", "needs"]),
        (Key::SummaryNothing, &["refresh"]),
        (Key::SummaryPlan, &["plan"]),
    ];
    parts
        .into_iter()
        .filter_map(|(key, panels)| {
            let lines: Vec<Text> = panels
                .iter()
                .filter_map(|id| headline_of(figures, id))
                .collect();
            (!lines.is_empty()).then(|| (c.text(key), lines))
        })
        .collect()
}

/// Whether the sentence of a panel is above the list already.
fn is_above(panel: &Panel) -> bool {
    matches!(
        panel.id.as_str(),
        "readiness" | "gaps" | "needs" | "refresh" | "plan"
    ) || panel.id.starts_with("gate-")
}

fn headline_of(figures: &[Panel], id: &str) -> Option<Text> {
    figures
        .iter()
        .find(|panel| panel.id == id)
        .map(|panel| panel.headline.clone())
        .filter(|headline| !headline.is_empty())
}
