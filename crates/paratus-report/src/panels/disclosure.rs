//! How published figures are protected: the page on disclosure control.

use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Panel};
use crate::text::Text;
use paratus::disclosure::{DisclosureNote, KeyOrigin};

/// Which figures of a published answer are not rounded.
#[must_use]
pub fn exact_counts(c: &Catalogue) -> Text {
    c.text(Key::DisclosureKnown)
}

/// Disclosure control, in sentences that a statistician can hold the figures against.
#[must_use]
pub fn disclosure(note: &DisclosureNote, c: &Catalogue) -> Panel {
    let round = note.round_to.unwrap_or(1);
    let args = [
        (
            "min",
            Arg::Count(u64::from(note.min_cell.unwrap_or_default())),
        ),
        ("round", Arg::Count(u64::from(round))),
    ];
    let key = match note.key {
        Some(KeyOrigin::Given) => Key::DisclosureKeyGiven,
        _ => Key::DisclosureKeyDerived,
    };
    let rounding: &[Key] = if round == 1 {
        &[Key::DisclosureExact]
    } else {
        &[Key::DisclosureCounts, Key::DisclosureKnown, key]
    };
    let keys = if note.is_internal() {
        vec![Key::DisclosureInternal]
    } else {
        let rules = [
            Key::DisclosureMeans,
            Key::DisclosureShares,
            Key::DisclosureDecisions,
            Key::DisclosureLists,
            Key::DisclosureChanges,
        ];
        let aims = [Key::DisclosureAim, Key::DisclosureThreshold];
        [&aims[..], rounding, &rules].concat()
    };
    let lines = keys
        .iter()
        .map(|&key| (c.format(key, &args), None))
        .collect();
    Panel {
        id: "disclosure".to_owned(),
        title: c.text(Key::TitleDisclosure),
        headline: Text::default(),
        blocks: vec![Block::List(lines)],
        own_page: true,
    }
}
