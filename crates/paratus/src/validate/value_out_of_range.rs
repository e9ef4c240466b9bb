//! `VALUE_OUT_OF_RANGE`: a number outside what it can be.

use super::{Context, Rows, context};
use crate::document::{ActivityDoc, InstrumentDoc, Weekday};
use crate::finding::describe;
use crate::model::limits::{self, MOST_LEVELS, MOST_PLAN_DAYS, MOST_PLAN_WEEKS};
use crate::{Code, Finding, Track};

/// Reports every number that the model replaces by its default, or that nothing could be computed with.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    rules(cx, out);
    outline(cx, out);
    for (at, activity) in cx.document.activities.iter().enumerate() {
        self::activity(at, activity, out);
    }
    for (at, instrument) in cx.document.instruments.iter().enumerate() {
        self::instrument(at, instrument, out);
    }
    gates(cx, out);
    facts(cx, out);
}

/// What a number must be.
#[derive(Clone, Copy)]
enum NumberRule {
    Amount,
    Fraction,
    FractionBelowOne,
    HalfLife,
    Hours,
    Mass,
    Weight,
    WholeConditions,
    WholePeople,
}

impl NumberRule {
    fn met_by(self, value: f64) -> bool {
        value.is_finite()
            && match self {
                NumberRule::Amount => limits::is_amount(value),
                NumberRule::Fraction => (0.0..=1.0).contains(&value),
                NumberRule::FractionBelowOne => (0.0..1.0).contains(&value),
                NumberRule::HalfLife => limits::is_half_life(value),
                NumberRule::Hours => limits::is_hours(value),
                NumberRule::Mass => value > 0.0 && value <= 8.0,
                NumberRule::Weight => limits::is_weight(value),
                NumberRule::WholeConditions | NumberRule::WholePeople => {
                    value >= 1.0 && value == value.trunc()
                }
            }
    }

    fn finding(self, path: String, key: &str, value: String) -> Finding {
        macro_rules! found {
            ($sentence:ident) => {
                describe!(
                    Code::ValueOutOfRange,
                    path,
                    $sentence {
                        key: key,
                        value: value
                    }
                )
            };
        }
        match self {
            NumberRule::Amount => found!(NotAnAmount),
            NumberRule::Fraction => found!(NotAFraction),
            NumberRule::FractionBelowOne => found!(NotBelowOne),
            NumberRule::HalfLife => found!(NotAHalfLife),
            NumberRule::Hours => found!(NotHours),
            NumberRule::Mass => found!(NotAnEvidenceWeight),
            NumberRule::Weight => found!(NotAWeight),
            NumberRule::WholeConditions => found!(NotWholeConditions),
            NumberRule::WholePeople => found!(NotWholePeople),
        }
    }
}

fn number(path: impl FnOnce() -> String, value: f64, wants: NumberRule, out: &mut Vec<Finding>) {
    if !wants.met_by(value) {
        out.push(finding(path(), value, wants));
    }
}

fn finding(path: String, value: f64, wants: NumberRule) -> Finding {
    let key = path.rsplit('.').next().unwrap_or_default().to_owned();
    let finding = wants.finding(path, &key, shown(value));
    if matches!(wants, NumberRule::Fraction) {
        finding.help(limits::fraction_help(value))
    } else if !value.is_finite() {
        finding.help("write a finite number")
    } else {
        finding.help("bring it into that range")
    }
}

/// A number as it may have been written: not with three hundred zeros.
fn shown(value: f64) -> String {
    let plain = value.to_string();
    if plain.len() > 20 {
        format!("{value:e}")
    } else {
        plain
    }
}

/// A finding of the code with this sentence and help.
macro_rules! other {
    ($path:expr, $help:expr, $($sentence:tt)+) => {
        describe!(Code::ValueOutOfRange, $path, $($sentence)+).help($help)
    };
}

fn rules(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let rules = &cx.document.rules;
    let evidence_weights = &rules.evidence_weights;
    for (key, value, wants) in [
        ("half_life_days", rules.half_life_days, NumberRule::HalfLife),
        ("threshold", rules.threshold, NumberRule::Fraction),
        ("prior_weight", rules.prior_weight, NumberRule::Weight),
        (
            "agreement_at_least",
            rules.agreement_at_least,
            NumberRule::Fraction,
        ),
        (
            "balance_tolerance",
            rules.balance_tolerance,
            NumberRule::Fraction,
        ),
        (
            "evidence_weights.observation",
            evidence_weights.observation,
            NumberRule::Mass,
        ),
        (
            "evidence_weights.quiz",
            evidence_weights.quiz,
            NumberRule::Mass,
        ),
        (
            "evidence_weights.certificate",
            evidence_weights.certificate,
            NumberRule::Mass,
        ),
        (
            "evidence_weights.survey",
            evidence_weights.survey,
            NumberRule::Mass,
        ),
        (
            "evidence_weights.completion",
            evidence_weights.completion,
            NumberRule::Mass,
        ),
    ] {
        number(|| format!("rules.{key}"), value, wants, out);
    }
    let exponent = rules.exponent.0;
    if exponent.is_nan() || exponent > 1.0 {
        let help = "above 1 a strong track would hide a weak one; write 1 for the arithmetic mean";
        out.push(other!(
            "rules.exponent",
            help,
            ExponentAboveOne { value: exponent }
        ));
    }
    if rules.min_cell < 5 {
        let help = "figures of fewer people than 5 would reveal single persons";
        out.push(other!(
            "rules.min_cell",
            help,
            MinCellTooLow {
                value: rules.min_cell
            }
        ));
    }
    if !limits::is_round_to(rules.round_to) {
        let help = "write 5, or 3 where counts must be closer; 1 publishes exact counts";
        out.push(other!(
            "rules.round_to",
            help,
            RoundToUnknown {
                value: rules.round_to
            }
        ));
    }
    for track in Track::ALL {
        let written = cx.document.tracks.get(track);
        number(
            || format!("tracks.{track}.weight"),
            written.weight,
            NumberRule::Weight,
            out,
        );
        if let Some(threshold) = written.threshold {
            number(
                || format!("tracks.{track}.threshold"),
                threshold,
                NumberRule::Fraction,
                out,
            );
        }
    }
    calendar(cx, out);
    planning(cx, out);
}

fn calendar(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let calendar = &cx.document.calendar;
    let hours = calendar.hours_per_day;
    if !(hours > 0.0 && hours <= 24.0) {
        out.push(other!(
            "calendar.hours_per_day",
            "bring it into that range",
            HoursOfDay { value: hours }
        ));
    }
    let half_day = (hours.clamp(0.0, 24.0) * 30.0).round() as u16;
    if calendar.afternoon <= calendar.morning {
        out.push(other!(
            "calendar.afternoon",
            "correct `morning` or `afternoon`",
            AfternoonNotAfterMorning {
                afternoon: calendar.afternoon.to_string(),
                morning: calendar.morning.to_string()
            }
        ));
    } else if hours <= 24.0 && calendar.afternoon.minutes() + half_day > 24 * 60 {
        out.push(other!(
            "calendar.afternoon",
            "write an earlier `afternoon`, or fewer `hours_per_day`",
            HalfDayOverMidnight {
                afternoon: calendar.afternoon.to_string(),
                hours: f64::from(half_day) / 60.0
            }
        ));
    }
    if Weekday::ALL
        .iter()
        .all(|day| calendar.weekend.contains(day))
    {
        out.push(other!(
            "calendar.weekend",
            "list only the days without work",
            NoDayToWork
        ));
    }
}

fn planning(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let planning = &cx.document.planning;
    for (key, value, wants) in [
        ("max_absent", planning.max_absent, NumberRule::Fraction),
        ("wage_per_hour", planning.wage_per_hour, NumberRule::Amount),
        (
            "waste_per_hour",
            planning.waste_per_hour,
            NumberRule::Amount,
        ),
        (
            "balance_per_hour",
            planning.balance_per_hour,
            NumberRule::Amount,
        ),
        ("cost_per_move", planning.cost_per_move, NumberRule::Amount),
    ] {
        number(|| format!("planning.{key}"), value, wants, out);
    }
    if !(1..=MOST_PLAN_WEEKS).contains(&planning.weeks) {
        out.push(other!(
            "planning.weeks",
            "bring it into that range",
            WeeksOutOfRange {
                value: planning.weeks,
                most: MOST_PLAN_WEEKS
            }
        ));
    }
    if let (Some(from), Some(until)) = (planning.from, planning.until)
        && until.days_since(from) >= MOST_PLAN_DAYS
    {
        out.push(other!(
            "planning.until",
            "name an earlier last day",
            PlanTooLong {
                from: from,
                until: until
            }
        ));
    }
    for (at, section) in cx.document.sections.iter().enumerate() {
        if let Some(share) = section.max_absent {
            number(
                || format!("sections[{at}].max_absent"),
                share,
                NumberRule::Fraction,
                out,
            );
        }
    }
    for (at, room) in cx
        .document
        .rooms
        .iter()
        .enumerate()
        .filter(|(_, room)| room.seats == 0)
    {
        out.push(other!(
            format!("rooms[{at}].seats"),
            "write at least 1",
            RoomForNobody {
                kind: "room",
                id: &room.id
            }
        ));
    }
}

fn outline(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (name, scale) in &cx.document.scales {
        let path = || format!("scales.{name}.levels");
        if scale.levels.is_empty() {
            let help = "list its levels, lowest first, or remove the scale";
            out.push(other!(path(), help, ScaleWithoutLevels { scale: name }));
        } else if scale.levels.len() > MOST_LEVELS {
            out.push(other!(
                path(),
                "merge levels",
                TooManyLevels {
                    scale: name,
                    levels: scale.levels.len(),
                    most: MOST_LEVELS
                }
            ));
        }
    }
    for (at, objective) in cx.document.objectives.iter().enumerate() {
        if let Some(days) = objective.half_life_days {
            number(
                || format!("objectives[{at}].half_life_days"),
                days,
                NumberRule::HalfLife,
                out,
            );
        }
    }
    for (at, role) in cx.document.roles.iter().enumerate() {
        for (n, requirement) in role.requires.iter().enumerate() {
            number(
                || format!("roles[{at}].requires[{n}].weight"),
                requirement.weight,
                NumberRule::Weight,
                out,
            );
            if let Some(threshold) = requirement.threshold {
                number(
                    || format!("roles[{at}].requires[{n}].threshold"),
                    threshold,
                    NumberRule::Fraction,
                    out,
                );
            }
        }
    }
}

fn activity(at: usize, activity: &ActivityDoc, out: &mut Vec<Finding>) {
    number(
        || format!("activities[{at}].hours"),
        activity.hours,
        NumberRule::Hours,
        out,
    );
    number(
        || format!("activities[{at}].cost"),
        activity.cost,
        NumberRule::Amount,
        out,
    );
    number(
        || format!("activities[{at}].cost_per_person"),
        activity.cost_per_person,
        NumberRule::Amount,
        out,
    );
    let Some(seats) = activity.seats else { return };
    if seats.max == 0 {
        out.push(other!(
            format!("activities[{at}].seats.max"),
            "write at least 1",
            RoomForNobody {
                kind: "activity",
                id: &activity.id
            }
        ));
    } else if seats.max < seats.min {
        out.push(other!(
            format!("activities[{at}].seats.max"),
            "raise `max`, or lower `min`",
            SeatsReversed {
                activity: &activity.id,
                least: seats.min,
                most: seats.max
            }
        ));
    }
}

fn instrument(at: usize, instrument: &InstrumentDoc, out: &mut Vec<Finding>) {
    if instrument.points < 2 {
        out.push(other!(
            format!("instruments[{at}].points"),
            "write the number of answers to choose from",
            FewPoints {
                value: instrument.points
            }
        ));
    } else if !instrument.labels.is_empty() && instrument.labels.len() != instrument.points as usize
    {
        out.push(other!(
            format!("instruments[{at}].labels"),
            "write one label for each point, lowest first",
            LabelsNotPoints {
                instrument: &instrument.id,
                labels: instrument.labels.len(),
                points: instrument.points
            }
        ));
    }
    if let Some(mass) = instrument.evidence_weight {
        number(
            || format!("instruments[{at}].evidence_weight"),
            mass,
            NumberRule::Mass,
            out,
        );
    }
    if let Some(reliability) = instrument.reliability {
        number(
            || format!("instruments[{at}].reliability"),
            reliability,
            NumberRule::FractionBelowOne,
            out,
        );
    }
}

/// Fractions above 1 are `GATE_UNREACHABLE`.
fn gates(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (at, phase) in cx.document.phases.iter().enumerate() {
        if phase
            .gate
            .as_ref()
            .is_some_and(|gate| gate.at_least == Some(0))
        {
            out.push(other!(
                format!("phases[{at}].gate.at_least"),
                "write at least 1, or remove the gate",
                GateAlwaysOpen
            ));
        }
    }
    for (_, path, group) in cx
        .nodes()
        .into_iter()
        .filter(|(_, _, condition)| context::is_group(condition))
    {
        if let Some(count) = group
            .at_least
            .filter(|count| !NumberRule::WholeConditions.met_by(*count))
        {
            out.push(finding(
                format!("{path}.at_least"),
                count,
                NumberRule::WholeConditions,
            ));
        }
    }
    for (_, path, condition) in cx.conditions() {
        if let Some(value) = condition.at_least {
            let wants = if condition.holders.is_some() {
                NumberRule::WholePeople
            } else {
                NumberRule::Fraction
            };
            if condition.holders.is_some() || value.is_nan() || value <= 1.0 {
                number(|| format!("{path}.at_least"), value, wants, out);
            }
        }
        if let Some(value) = condition
            .share
            .filter(|value| value.is_nan() || *value <= 1.0)
        {
            number(|| format!("{path}.share"), value, NumberRule::Fraction, out);
        }
        if let Some(value) = condition.balance {
            number(
                || format!("{path}.balance"),
                value,
                NumberRule::Fraction,
                out,
            );
        }
    }
}

fn facts(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut rows = Rows::new(out, Code::ValueOutOfRange, "feature_use");
    for (at, row) in cx.document.feature_use.iter().enumerate() {
        if !NumberRule::Amount.met_by(row.uses_per_month) {
            rows.push(|| {
                finding(
                    format!("feature_use[{at}].uses_per_month"),
                    row.uses_per_month,
                    NumberRule::Amount,
                )
            });
        }
    }
    drop(rows);
    let mut rows = Rows::new(out, Code::ValueOutOfRange, "sessions");
    for (at, session) in cx.document.sessions.iter().enumerate() {
        if session.seats == Some(0) {
            rows.push(|| {
                other!(
                    format!("sessions[{at}].seats"),
                    "write at least 1, or leave `seats` out",
                    RoomForNobody {
                        kind: "session",
                        id: &session.id
                    }
                )
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn the_ends_of_each_range_are_silent() {
        let text = r#"
            rules = { half_life_days = 0.1, exponent = "-inf", threshold = 0, min_cell = 5, evidence_weights = { quiz = 8 } }
            tracks = { people = { weight = 0.1, threshold = 1 } }
            scales = { s = { levels = ["one"] } }
            roles = [{ id = "r", requires = [{ objective = "o", weight = 0.01, threshold = 1 }] }]
            activities = [{ id = "a", mode = "course", hours = 0.5, teaches = [], seats = { min = 1, max = 1 } }]
            instruments = [{ id = "i", points = 2, labels = ["no", "yes"], reliability = 0, items = [] }]
            phases = [{ id = "p", gate = { all = [{ balance = 0 }, { holders = "o", at_least = 1 }, { phase = "p", share = 80 }] } }]
            feature_use = [{ section = "a", feature = "t/f", uses_per_month = 0 }]
            sessions = [{ id = "s", activity = "a", start = "2027-01-01", seats = 1 }]
        "#;
        assert_eq!(messages_of(check, text), Vec::<String>::new());
    }

    #[test]
    fn every_number_is_checked() {
        let range = "bring it into that range";
        for (text, expected) in [
            ("rules = { half_life_days = 0 }", format!("rules.half_life_days: `half_life_days` is 0, but must be from 0.01 to 1,000,000 days | {range}")),
            ("rules = { threshold = 60 }", "rules.threshold: `threshold` is 60, but must be in [0, 1] | write a fraction: 0.6 for 60%".to_owned()),
            ("rules = { prior_weight = nan }", "rules.prior_weight: `prior_weight` is NaN, but must be above 0 | write a finite number".to_owned()),
            ("rules = { evidence_weights = { quiz = 9 } }", format!("rules.evidence_weights.quiz: `quiz` is 9, but must be above 0 and at most 8 | {range}")),
            ("rules = { exponent = 2 }", "rules.exponent: `exponent` is 2, but must be at most 1 | above 1 a strong track would hide a weak one; write 1 for the arithmetic mean".to_owned()),
            ("rules = { min_cell = 4 }", "rules.min_cell: `min_cell` is 4, but must be at least 5 | figures of fewer people than 5 would reveal single persons".to_owned()),
            ("rules = { balance_tolerance = -0.1 }", format!("rules.balance_tolerance: `balance_tolerance` is -0.1, but must be in [0, 1] | {range}")),
            ("tracks = { process = { weight = 0 } }", format!("tracks.process.weight: `weight` is 0, but must be above 0 | {range}")),
            ("tracks = { process = { threshold = -1 } }", format!("tracks.process.threshold: `threshold` is -1, but must be in [0, 1] | {range}")),
            ("calendar = { hours_per_day = 0 }", format!("calendar.hours_per_day: `hours_per_day` is 0, but must be above 0 and at most 24 | {range}")),
            (
                r#"calendar = { weekend = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] }"#,
                "calendar.weekend: all seven days are `weekend`, so no day is left to work | list only the days without work".to_owned(),
            ),
            ("planning = { max_absent = 20 }", "planning.max_absent: `max_absent` is 20, but must be in [0, 1] | write a fraction: 0.2 for 20%".to_owned()),
            ("planning = { wage_per_hour = -1 }", format!("planning.wage_per_hour: `wage_per_hour` is -1, but must be from 0 to 1,000,000,000,000 | {range}")),
            ("calendar = { morning = \"13:00\", afternoon = \"09:00\" }", "calendar.afternoon: `afternoon` is 09:00, but must be after `morning`, 13:00 | correct `morning` or `afternoon`".to_owned()),
            ("calendar = { morning = \"19:00\", afternoon = \"22:00\", hours_per_day = 6 }", "calendar.afternoon: half a day is 3 hours, but from `afternoon`, 22:00, on fewer are left before midnight | write an earlier `afternoon`, or fewer `hours_per_day`".to_owned()),
            ("planning = { weeks = 0 }", "planning.weeks: `weeks` is 0, but must be 1 to 522 | bring it into that range".to_owned()),
            ("planning = { weeks = 523 }", "planning.weeks: `weeks` is 523, but must be 1 to 522 | bring it into that range".to_owned()),
            (
                "planning = { from = \"2027-01-01\", until = \"9999-12-31\" }",
                "planning.until: a plan spans at most ten years, but 2027-01-01 to 9999-12-31 is longer | name an earlier last day".to_owned(),
            ),
            ("sections = [{ id = \"s\", max_absent = -0.5 }]", format!("sections[0].max_absent: `max_absent` is -0.5, but must be in [0, 1] | {range}")),
            ("rooms = [{ id = \"r\", seats = 0 }]", "rooms[0].seats: room `r` has room for nobody | write at least 1".to_owned()),
            ("scales = { s = { levels = [] } }", "scales.s.levels: scale `s` has no levels | list its levels, lowest first, or remove the scale".to_owned()),
            (r#"objectives = [{ id = "o", track = "people", half_life_days = inf }]"#, "objectives[0].half_life_days: `half_life_days` is inf, but must be from 0.01 to 1,000,000 days | write a finite number".to_owned()),
            (r#"roles = [{ id = "r", requires = [{ objective = "o", weight = -1 }] }]"#, format!("roles[0].requires[0].weight: `weight` is -1, but must be above 0 | {range}")),
            (r#"roles = [{ id = "r", requires = [{ objective = "o", threshold = 1.5 }] }]"#, "roles[0].requires[0].threshold: `threshold` is 1.5, but must be in [0, 1] | write a fraction: 0.015 for 1.5%".to_owned()),
            (r#"activities = [{ id = "a", mode = "course", hours = 0, teaches = [] }]"#, format!("activities[0].hours: `hours` is 0, but must be above 0 and at most 10,000 | {range}")),
            (r#"activities = [{ id = "a", mode = "course", hours = 1, cost = -5, teaches = [] }]"#, format!("activities[0].cost: `cost` is -5, but must be from 0 to 1,000,000,000,000 | {range}")),
            (r#"activities = [{ id = "a", mode = "course", hours = 1, teaches = [], seats = { max = 0 } }]"#, "activities[0].seats.max: activity `a` has room for nobody | write at least 1".to_owned()),
            (r#"activities = [{ id = "a", mode = "course", hours = 1, teaches = [], seats = { min = 3, max = 2 } }]"#, "activities[0].seats.max: activity `a` needs 3 participants but has room for 2 | raise `max`, or lower `min`".to_owned()),
            (r#"instruments = [{ id = "i", points = 1, items = [] }]"#, "instruments[0].points: `points` is 1, but must be at least 2 | write the number of answers to choose from".to_owned()),
            (r#"instruments = [{ id = "i", labels = ["no"], items = [] }]"#, "instruments[0].labels: instrument `i` has 1 labels for 5 points | write one label for each point, lowest first".to_owned()),
            (r#"instruments = [{ id = "i", evidence_weight = 0, items = [] }]"#, format!("instruments[0].evidence_weight: `evidence_weight` is 0, but must be above 0 and at most 8 | {range}")),
            (r#"instruments = [{ id = "i", reliability = 1, items = [] }]"#, format!("instruments[0].reliability: `reliability` is 1, but must be in [0, 1), below 1 | {range}")),
            (r#"phases = [{ id = "p", gate = { all = [{ readiness = "all", share = -1 }] } }]"#, format!("phases[0].gate.all[0].share: `share` is -1, but must be in [0, 1] | {range}")),
            (r#"phases = [{ id = "p", gate = { all = [{ holders = "o", at_least = 0.5 }] } }]"#, format!("phases[0].gate.all[0].at_least: `at_least` is 0.5, but must be a whole number of people, at least 1 | {range}")),
            (r#"phases = [{ id = "p", gate = { at_least = 0, of = [{ balance = 0.1 }] } }]"#, "phases[0].gate.at_least: `at_least` is 0, so the gate would always be open | write at least 1, or remove the gate".to_owned()),
            (r#"feature_use = [{ section = "a", feature = "t/f", uses_per_month = -1 }]"#, format!("feature_use[0].uses_per_month: `uses_per_month` is -1, but must be from 0 to 1,000,000,000,000 | {range}")),
            (r#"sessions = [{ id = "s", activity = "a", start = "2027-01-01", seats = 0 }]"#, "sessions[0].seats: session `s` has room for nobody | write at least 1, or leave `seats` out".to_owned()),
        ] {
            assert_eq!(messages_of(check, text), [expected], "{text}");
        }
    }

    #[test]
    fn numbers_whose_sums_would_overflow_or_vanish_are_found_and_not_used() {
        for (text, expected) in [
            (
                r#"activities = [{ id = "a", mode = "course", hours = 1e308, teaches = [] }]"#,
                "activities[0].hours: `hours` is 1e308, but must be above 0 and at most 10,000",
            ),
            (
                r#"activities = [{ id = "a", mode = "course", hours = 1, cost = 1e300, teaches = [] }]"#,
                "activities[0].cost: `cost` is 1e300, but must be from 0 to 1,000,000,000,000",
            ),
            (
                "calendar = { hours_per_day = 24.5 }",
                "calendar.hours_per_day: `hours_per_day` is 24.5, but must be above 0 and at most 24",
            ),
            (
                r#"objectives = [{ id = "o", track = "people", half_life_days = 1e-300 }]"#,
                "objectives[0].half_life_days: `half_life_days` is 1e-300, but must be from 0.01 to 1,000,000 days",
            ),
            (
                "rules = { half_life_days = 1e300 }",
                "rules.half_life_days: `half_life_days` is 1e300, but must be from 0.01 to 1,000,000 days",
            ),
            (
                r#"feature_use = [{ section = "a", feature = "t/f", uses_per_month = 1e308 }]"#,
                "feature_use[0].uses_per_month: `uses_per_month` is 1e308, but must be from 0 to 1,000,000,000,000",
            ),
        ] {
            assert_eq!(
                messages_of(check, text),
                [format!("{expected} | bring it into that range")],
                "{text}"
            );
        }
        let levels: Vec<String> = (0..300).map(|level| format!("\"l{level}\"")).collect();
        let text = format!(
            "scales = {{ s = {{ levels = [{}] }} }}\nobjectives = [{{ id = \"o\", track = \"people\", scale = \"s\" }}]",
            levels.join(", ")
        );
        assert_eq!(
            messages_of(check, &text),
            ["scales.s.levels: scale `s` has 300 levels, more than 255 | merge levels"]
        );
        let document: crate::document::Document =
            toml::from_str(&format!("format = 1\nid = \"test\"\n{text}"))
                .expect("the test's document");
        let objective = crate::model::compile(&document).objectives.remove(0);
        assert_eq!(
            (
                objective.highest_level(),
                objective.level_name(objective.highest_level())
            ),
            (254, Some("l254"))
        );
        assert_eq!(
            objective.find_level(Some("l299")),
            None,
            "no number is given twice"
        );
    }
}
