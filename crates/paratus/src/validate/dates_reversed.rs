//! `DATES_REVERSED`: two dates stand in the wrong order.

use super::{Context, Rows};
use crate::{Code, Finding};

/// Reports people who left before they joined.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut rows = Rows::new(out, Code::DatesReversed, "people");
    for (at, person) in cx.document.people.iter().enumerate() {
        let (Some(joined), Some(left)) = (person.joined, person.left) else { continue };
        if left < joined {
            rows.push(|| {
                let message = format!("person `{}` left on {left}, before joining on {joined}", person.id);
                Finding::new(Code::DatesReversed, format!("people[{at}].left"), message)
                    .with_help("correct `joined` or `left`")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::said;

    #[test]
    fn a_single_day_is_silent() {
        let text = r#"people = [
            { id = "p", section = "a", joined = "2027-01-01", left = "2027-01-01" },
            { id = "q", section = "a", left = "2020-01-01" },
        ]"#;
        assert_eq!(said(check, text), Vec::<String>::new());
    }

    #[test]
    fn leaving_before_joining_is_found() {
        let text = r#"people = [{ id = "p", section = "a", joined = "2027-01-02", left = "2027-01-01" }]"#;
        let expected =
            "people[0].left: person `p` left on 2027-01-01, before joining on 2027-01-02 | correct `joined` or `left`";
        assert_eq!(said(check, text), [expected]);
    }
}
