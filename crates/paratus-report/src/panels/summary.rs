//! In brief: what the panels say, one sentence each.

use super::common::{everyone, shares, verdict};
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Panel, Tint};
use crate::text::Text;
use paratus::answers::ReportAnswer;
use paratus::{Severity, Verdict};

/// The headline findings.
#[must_use]
pub fn summary(answer: &ReportAnswer, findings: &Panel, figures: &[Panel], c: &Catalogue) -> Panel {
    let mut blocks = Vec::new();
    let unsound = !answer.sound;
    if let Some(everyone) = everyone(&answer.organisation).filter(|_| !unsound) {
        let counts = [everyone.ready, everyone.cannot_tell, everyone.not_ready]
            .map(|count| count.value().unwrap_or_default());
        let verdicts = [Verdict::Ready, Verdict::CannotTell, Verdict::NotReady];
        let parts = verdicts.into_iter().zip(counts).zip(shares(counts));
        let part = |((found, count), share): ((Verdict, u64), f64)| {
            (
                Tint::from(found),
                verdict(found, c),
                c.language.count(count),
                share,
            )
        };
        blocks.push(Block::Figures(parts.map(part).collect()));
    }
    let reported = figures.iter().filter(|panel| !panel.headline.is_empty());
    let mut list: Vec<(Text, Option<String>)> = reported
        .map(|panel| (panel.headline.clone(), Some(panel.id.clone())))
        .collect();
    if answer
        .findings
        .iter()
        .any(|group| group.severity != Severity::Info)
    {
        list.push((findings.headline.clone(), Some(findings.id.clone())));
    }
    if !list.is_empty() {
        blocks.push(Block::List(list));
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
