//! `DUPLICATE_PERSON`: a person appears more than once.

use super::{Context, Rows};
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports every row of a person after the first.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut rows = Rows::new(out, Code::DuplicatePerson, "people");
    for &(at, number) in &cx.people.repeats {
        rows.push(|| {
            let first = cx
                .people
                .first
                .get(number as usize)
                .copied()
                .unwrap_or_default();

            describe!(
                Code::DuplicatePerson,
                format!("people[{at}].id"),
                PersonTwice {
                    person: cx.people.names.name(number)
                }
            )
            .with_help(format!(
                "`people[{first}]` is the row that counts; several roles go into one row"
            ))
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
}
