//! What a condition was judged by, as data: what its detail says in words, for those who say it in words of their own.

use crate::disclosure::{Published, SuppressedFigures};
use crate::figure::{self, Threshold};
use crate::{Date, Range, TrackValues};
use serde::Serialize;

/// The figures of a condition. Which there are depends on its kind; none where nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ConditionFigures {
    /// Of acts: each that is asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<ActFigure>,
    /// Of balance: how far the tracks are apart if all that is unknown were success, in [0, 1].
    pub apart_possible: Published<f64>,
    /// Of balance: how far they are apart in what was shown, in [0, 1].
    pub apart_shown: Published<f64>,
    /// People without enough recent evidence either way; of holders those of the unit that is worst off.
    pub cannot_tell: Published<u64>,
    /// Of buy-in: the mean over those who answered, in [0, 1].
    pub mean: Published<f64>,
    /// Of whom `ready` and `cannot_tell` are; of buy-in those who were asked.
    pub people: Published<u64>,
    /// People who are ready; of holders those of the unit that is worst off.
    pub ready: Published<u64>,
    /// Those who answered.
    pub respondents: Published<u64>,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// Of balance: the mean of each track that anybody needs something in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracks: Option<TrackValues<Published<Range>>>,
    /// Of holders: the units in which anybody needs the objective.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<u64>,
    /// Of holders: those of them that have enough. Suppressed where two of the units, or a unit and another condition, differ in fewer
    /// than `min_cell` people: it would reveal these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units_enough: Option<Published<u64>>,
    /// Of acts: for how many days one counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u32>,
}

/// An act that a condition asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ActFigure {
    /// Its name.
    pub act: String,
    /// Whether it counts: it happened, and not too long ago.
    pub counts: bool,
    /// When it was last recorded, on or before the date.
    pub date: Option<Date>,
}

impl ConditionFigures {
    /// Notes what is suppressed.
    pub(super) fn noted(mut self) -> ConditionFigures {
        let mut suppressed = SuppressedFigures::default()
            .with_figure("apart_possible", &self.apart_possible)
            .with_figure("apart_shown", &self.apart_shown)
            .with_figure("cannot_tell", &self.cannot_tell)
            .with_figure("mean", &self.mean)
            .with_figure("people", &self.people)
            .with_figure("ready", &self.ready)
            .with_figure("respondents", &self.respondents);
        if let Some(enough) = &self.units_enough {
            suppressed.note("units_enough", enough);
        }
        for (track, mean) in self.tracks.iter().flat_map(TrackValues::iter) {
            suppressed.note(&format!("tracks.{track}"), mean);
        }
        self.suppressed = suppressed;
        self
    }
}

impl ActFigure {
    pub(super) fn new(act: &str, counts: bool, date: Option<Date>) -> ActFigure {
        ActFigure {
            act: act.to_owned(),
            counts,
            date,
        }
    }
}

/// A mean in words, with two decimals, or as many more as show it on the side of what is needed where it is; at the ends of a published
/// one as what it is coded to.
pub(super) fn mean_in_words(mean: f64, needed: f64, exact: bool) -> String {
    match () {
        () if !exact && mean == 0.0 => "below 0.10".to_owned(),
        () if !exact && mean == 1.0 => "above 0.90".to_owned(),
        () => figure::decimal_beside(mean, Threshold::AtLeast(needed), 2),
    }
}

#[cfg(test)]
mod tests {
    use crate::disclosure::Disclosure;
    use crate::gates::ConditionReport;
    use crate::survey::Climate;
    use crate::{EvidenceLog, Range, TrackValues};
    use serde_json::json;

    /// Ten clerks of whom nothing was shown, and one gate.
    fn judged(gate: serde_json::Value) -> Vec<ConditionReport> {
        let people: Vec<_> = (0..10)
            .map(|n| json!({ "id": format!("p{n}"), "section": "a", "roles": ["clerk"] }))
            .collect();
        let document = json!({
            "format": 1, "id": "ministry", "rules": { "min_cell": 5 }, "sections": [{ "id": "a" }], "people": people,
            "objectives": [{ "id": "why", "track": "people" }, { "id": "file", "track": "process" }],
            "roles": [{ "id": "clerk", "requires": [{ "objective": "why" }, { "objective": "file" }] }],
            "phases": [{ "id": "first", "gate": gate }],
            "acts": [{ "act": "sponsor-named", "actor": "p0", "date": "2026-03-14" }],
        });
        let programme = crate::document::read_json("paratus.json", &document.to_string())
            .unwrap()
            .compile();
        let assessment =
            programme.assess(&EvidenceLog::new(&programme), "2027-03-14".parse().unwrap());
        assessment
            .gates(&Climate::default(), &Disclosure::internal())
            .pop()
            .unwrap()
            .conditions
    }

    #[test]
    fn figures_say_what_the_detail_says() {
        let found = judged(json!({ "all": [
            { "readiness": "people", "share": 0.5 }, { "holders": "why", "at_least": 2 }, { "balance": 0.2 },
            { "acts": ["sponsor-named", "message-sent"], "within_days": 90 }, { "buy_in": "none" },
        ] }));
        let [readiness, holders, balance, acts, buy_in] = &found[..] else {
            panic!("{found:?}")
        };
        let of = |condition: &ConditionReport| condition.figures.clone().unwrap();
        assert_eq!(
            (
                of(readiness).ready.value(),
                of(readiness).people.value(),
                of(readiness).cannot_tell.value()
            ),
            (Some(0), Some(10), Some(10))
        );
        let cover = of(holders);
        assert_eq!(
            (
                cover.units,
                cover.units_enough.and_then(|enough| enough.value())
            ),
            (Some(1), Some(0))
        );
        assert_eq!(
            (
                cover.ready.value(),
                cover.people.value(),
                cover.cannot_tell.value()
            ),
            (Some(0), Some(10), Some(10))
        );
        let unknown = Some(Range::UNKNOWN);
        let means = TrackValues {
            people: unknown,
            process: unknown,
            technology: None,
        };
        assert_eq!(
            of(balance)
                .tracks
                .map(|tracks| tracks.map(|mean| mean.value())),
            Some(means)
        );
        assert_eq!(
            (
                of(balance).apart_shown.value(),
                of(balance).apart_possible.value()
            ),
            (Some(0.0), Some(0.0))
        );
        let acts = of(acts);
        let said: Vec<_> = acts
            .acts
            .iter()
            .map(|act| (act.act.as_str(), act.counts, act.date.is_some()))
            .collect();
        assert_eq!(
            said,
            [
                ("sponsor-named", false, true),
                ("message-sent", false, false)
            ]
        );
        assert_eq!(acts.within_days, Some(90));
        assert_eq!(buy_in.figures, None);
    }

    #[test]
    fn an_owner_is_the_nearest_that_is_written() {
        let found = judged(json!({ "owner": "gate", "all": [
            { "balance": 0.2 }, { "balance": 0.2, "owner": "condition" },
            { "owner": "group", "any": [{ "balance": 0.2 }, { "balance": 0.1, "owner": "inner" }] },
        ] }));
        let owners = |list: &[ConditionReport]| -> Vec<String> {
            list.iter()
                .map(|condition| condition.owner.clone().unwrap_or_default())
                .collect()
        };
        assert_eq!(owners(&found), ["gate", "condition", "group"]);
        assert_eq!(owners(&found[2].conditions), ["group", "inner"]);
        assert_eq!(
            owners(&judged(json!({ "all": [{ "balance": 0.2 }] }))),
            [""]
        );
    }
}
