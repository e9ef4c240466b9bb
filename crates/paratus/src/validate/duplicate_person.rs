//! `DUPLICATE_PERSON`: a person has more than one row for the same days.

use super::{Context, Rows};
use crate::document::PersonDoc;
use crate::model::periods::common_day;
use crate::order::Map;
use crate::{Code, Finding};

/// Reports every row of a person that holds together with one before it. Rows for other days are other periods.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut rows = Rows::new(out, Code::DuplicatePerson, "people");
    let mut earlier: Map<u32, Vec<usize>> = Map::new();
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
            let days = |row: &PersonDoc| (row.joined, row.left);
            let (message, help) = if days(old) != days(new) {
                let day = if day == crate::Date::MIN {
                    "the same days".to_owned()
                } else {
                    day.to_string()
                };
                (
                    format!("person `{}` has two rows that hold on {day}", new.id),
                    format!("`people[{other}]` is the row that counts; let one row end on the day before the other begins"),
                )
            } else {
                (
                    format!("person `{}` appears more than once", new.id),
                    format!("`people[{other}]` is the row that counts; several roles go into one row"),
                )
            };
            Finding::new(Code::DuplicatePerson, format!("people[{at}].id"), message).with_help(help)
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
