//! The periods of a person: several rows, of which the one that holds on a date gives section and roles.

use crate::Date;
use crate::document::PersonDoc;

/// The first and the last day on which a row holds.
pub(crate) fn days(row: &PersonDoc) -> (Date, Date) {
    (
        row.joined.unwrap_or(Date::MIN),
        row.left.unwrap_or(Date::MAX),
    )
}

/// The first day on which two rows both hold.
pub(crate) fn common_day(one: &PersonDoc, other: &PersonDoc) -> Option<Date> {
    let (one, other) = (days(one), days(other));
    let (first, last) = (one.0.max(other.0), one.1.min(other.1));
    (first <= last).then_some(first)
}

/// The row of a person that counts on a day, and from when until when the person works here around it.
///
/// Rows that follow each other without a day between them are one time of employment. On a day between two times (leave, secondment)
/// the next one counts, and after the last one the last. Without a day, section and roles are those on `usual`, else those of the
/// last row, and the person works here from the first day of all rows to the last. Of rows that hold together the first counts.
pub(super) fn on<'d>(
    first: &'d PersonDoc,
    rows: &[&'d PersonDoc],
    day: Option<Date>,
    usual: Option<Date>,
) -> (&'d PersonDoc, (Date, Date)) {
    let sound = |row: &&&PersonDoc| days(row).0 <= days(row).1;
    let mut sorted: Vec<&PersonDoc> = rows.iter().filter(sound).copied().collect();
    if sorted.is_empty() {
        sorted = rows.to_vec();
    }
    let holds = |on: Date| {
        let all = rows.iter().copied();
        all.filter(move |row| days(row).0 <= on && on <= days(row).1)
    };
    sorted.sort_by_key(|row| days(row));
    let mut times: Vec<(Date, Date)> = Vec::new();
    for (first, last) in sorted.iter().map(|row| days(row)) {
        match times.last_mut() {
            Some(time) if first <= time.1 || first == time.1.plus_days(1) => {
                time.1 = time.1.max(last);
            }
            _ => times.push((first, last)),
        }
    }
    let whole = (
        times.first().map_or(Date::MIN, |time| time.0),
        times.last().map_or(Date::MAX, |time| time.1),
    );
    let last = sorted.last().copied().unwrap_or(first);
    let Some(on) = day.or(usual) else {
        return (last, whole);
    };
    let time = times
        .iter()
        .find(|time| on <= time.1)
        .or(times.last())
        .copied()
        .unwrap_or(whole);
    let row = holds(on)
        .next()
        .or_else(|| holds(if on < time.0 { time.0 } else { time.1 }).next())
        .unwrap_or(last);
    (row, if day.is_some() { time } else { whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(section: &str, from: &str, until: &str) -> PersonDoc {
        let day = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        let mut row = PersonDoc::new("p", section);
        (row.joined, row.left) = (day(from), day(until));
        row
    }

    fn on_day(rows: &[PersonDoc], day: &str) -> String {
        let rows: Vec<&PersonDoc> = rows.iter().collect();
        let day = (!day.is_empty()).then(|| day.parse().unwrap());
        let (row, (first, last)) = on(rows[0], &rows, day, None);
        format!("{} {first} {last}", row.section)
    }

    #[test]
    fn the_row_that_holds_gives_the_section_and_neighbours_are_one_time() {
        let rows = [
            row("b", "2027-04-01", "2027-06-30"),
            row("a", "", "2027-03-31"),
            row("c", "2027-09-01", ""),
        ];
        let (first, last) = (Date::MIN, Date::MAX);
        for (day, expected) in [
            ("2020-01-01", format!("a {first} 2027-06-30")),
            ("2027-03-31", format!("a {first} 2027-06-30")),
            ("2027-04-01", format!("b {first} 2027-06-30")),
            ("2027-07-01", format!("c 2027-09-01 {last}")),
            ("2030-01-01", format!("c 2027-09-01 {last}")),
            ("", format!("c {first} {last}")),
        ] {
            assert_eq!(on_day(&rows, day), expected, "{day}");
        }
        let gone = [
            row("a", "", "2027-01-31"),
            row("b", "2027-03-01", "2027-03-31"),
        ];
        assert_eq!(on_day(&gone, "2027-05-01"), "b 2027-03-01 2027-03-31");
    }

    #[test]
    fn of_rows_that_hold_together_the_first_counts() {
        let rows = [
            row("a", "2027-01-01", ""),
            row("b", "2027-03-01", "2027-02-01"),
            row("c", "2027-03-01", ""),
        ];
        assert_eq!(
            on_day(&rows, "2027-04-01"),
            format!("a 2027-01-01 {}", Date::MAX)
        );
        assert_eq!(common_day(&rows[0], &rows[2]), rows[2].joined);
        assert_eq!(common_day(&rows[1], &rows[2]), None);
    }

    #[test]
    fn results_are_those_of_the_row_of_their_date() {
        let text = r#"{ "format": 1, "id": "t", "sections": [{ "id": "archive" }, { "id": "registry" }],
            "objectives": [{ "id": "filing", "track": "process" }],
            "roles": [{ "id": "clerk", "requires": [{ "objective": "filing" }] }],
            "people": [
                { "id": "p", "section": "archive", "left": "2027-03-31" },
                { "id": "p", "section": "registry", "roles": ["clerk"], "joined": "2027-06-01" }
            ] }"#;
        let programme = crate::Programme::from_json(text).unwrap();
        let mut log = crate::EvidenceLog::new(&programme);
        let table = "person,objective,kind,value,date\np,filing,observation,1,2027-02-01\n";
        let report = log.read_csv(
            "e.csv",
            table.as_bytes(),
            crate::table::TableOptions::default(),
        );
        assert_eq!((report.rows, report.findings), (1, vec![]));
        let on = |date: &str| {
            let assessment = programme.assess(&log, date.parse().unwrap());
            let needs = assessment
                .programme()
                .needs_of("p")
                .unwrap()
                .has(crate::Track::Process);
            (assessment.people().count(), needs)
        };
        let found = ["2027-03-31", "2027-04-01", "2027-06-01"].map(on);
        assert_eq!(found, [(1, false), (0, true), (1, true)]);
    }
}
