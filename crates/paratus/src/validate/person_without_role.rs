//! `PERSON_WITHOUT_ROLE`: a person has no role.

use super::{Context, Rows};
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports people of whom nothing is required because no role is written. Roles that do not exist are reported as such.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut rows = Rows::new(out, Code::PersonWithoutRole, "people");
    for (at, person) in cx.document.people.iter().enumerate() {
        if person.roles.is_empty() {
            rows.push(|| {
                describe!(
                    Code::PersonWithoutRole,
                    format!("people[{at}].roles"),
                    NoRole { person: &person.id }
                )
                .help("give the person a role")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn a_role_is_enough() {
        assert!(
            messages_of(
                check,
                "people = [{ id = \"p\", section = \"a\", roles = [\"r\"] }]"
            )
            .is_empty()
        );
    }

    #[test]
    fn no_role_is_found() {
        let text = "people = [{ id = \"p\", section = \"a\" }]";
        assert_eq!(
            messages_of(check, text),
            ["people[0].roles: person `p` has no role | give the person a role"]
        );
    }
}
