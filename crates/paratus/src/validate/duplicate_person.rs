//! `DUPLICATE_PERSON`: a person has more than one row for the same days.

use super::{Context, Rows};
use crate::document::PersonDoc;
use crate::finding::describe;
use crate::model::periods::common_day;
use crate::{Code, Finding};
use std::collections::BTreeMap;

const ONE_AFTER_THE_OTHER: &str = "let one row end on the day before the other begins";

/// Reports every row of a person that holds together with one before it. Rows for other days are other periods.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut rows = Rows::new(out, Code::DuplicatePerson, "people");
    let mut earlier: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for &(at, number) in &cx.people.repeats {
        let first = cx.people.first.get(number as usize).copied();
        let before = earlier
            .entry(number)
            .or_insert_with(|| first.into_iter().collect());
        let row = |at: usize| cx.document.people.get(at);
        let Some(new) = row(at) else { continue };
        let overlap = before
            .iter()
            .filter_map(|&at| Some((at, row(at)?)))
            .find_map(|(at, old)| Some((at, old, common_day(old, new)?)));
        before.push(at);
        let Some((other, old, day)) = overlap else {
            continue;
        };
        rows.push(|| {
            let path = format!("people[{at}].id");
            let days = |row: &PersonDoc| (row.joined, row.left);
            let (finding, help) = if days(old) == days(new) {
                let twice = describe!(Code::DuplicatePerson, path, PersonTwice { person: &new.id });
                (twice, "several roles go into one row")
            } else if day == crate::Date::MIN {
                let always = describe!(
                    Code::DuplicatePerson,
                    path,
                    PersonRowsOverlapAlways { person: &new.id }
                );
                (always, ONE_AFTER_THE_OTHER)
            } else {
                let on_day = describe!(
                    Code::DuplicatePerson,
                    path,
                    PersonRowsOverlap {
                        person: &new.id,
                        day: day
                    }
                );
                (on_day, ONE_AFTER_THE_OTHER)
            };
            finding.help(format!("`people[{other}]` is the row that counts; {help}"))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn one_row_each_is_silent() {
        assert!(
            messages_of(
                check,
                "people = [{ id = \"p1\", section = \"a\" }, { id = \"p2\", section = \"a\" }]"
            )
            .is_empty()
        );
    }

    #[test]
    fn a_second_row_is_found() {
        let text = r#"people = [{ id = "p1", section = "a" }, { id = "p2", section = "a" }, { id = "p1", section = "b" }]"#;
        let expected = "people[2].id: person `p1` appears more than once | `people[0]` is the row that counts; several roles go into one row";
        assert_eq!(messages_of(check, text), [expected]);
    }

    #[test]
    fn periods_follow_each_other_and_may_leave_gaps() {
        let people = |second: &str| {
            let text = format!(
                r#"people = [{{ id = "p", section = "a", left = "2027-03-31" }}, {{ id = "p", section = "b", {second} }}, {{ id = "p", section = "c", joined = "2028-01-01" }}]"#
            );
            messages_of(check, &text)
        };
        assert!(people(r#"joined = "2027-04-01", left = "2027-12-31""#).is_empty());
        assert!(people(r#"joined = "2027-06-01", left = "2027-06-01""#).is_empty());
        assert_eq!(
            people(r#"joined = "2027-03-31", left = "2027-12-31""#),
            [
                "people[1].id: person `p` has two rows that hold on 2027-03-31 | `people[0]` is the row that counts; let one row end on the day before the other begins"
            ]
        );
        assert_eq!(people(r#"joined = "2027-04-01""#).len(), 1);
        assert_eq!(people("leader = true").len(), 2);
    }
}
