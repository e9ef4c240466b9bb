//! `ABSENCE_SUBJECT`: it is not clear who or what is absent.

use super::{Context, Rows};
use crate::document::AbsenceDoc;
use crate::finding::describe;
use crate::{Code, Finding};

/// What can be absent: the keys, and what an absence says for each.
pub(super) fn subjects(absence: &AbsenceDoc) -> [(&'static str, Option<&str>); 4] {
    let AbsenceDoc {
        person,
        trainer,
        room,
        section,
        ..
    } = absence;
    [
        ("person", person),
        ("trainer", trainer),
        ("room", room),
        ("section", section),
    ]
    .map(|(key, id)| (key, id.as_deref()))
}

/// Reports absences of nobody and absences of several subjects. The model leaves both out.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut rows = Rows::new(out, Code::AbsenceSubject, "absences");
    for (at, absence) in cx.document.absences.iter().enumerate() {
        let named: Vec<&str> = subjects(absence)
            .into_iter()
            .filter(|(_, id)| id.is_some())
            .map(|(key, _)| key)
            .collect();
        match named.as_slice() {
            [_] => {}
            [] => rows.push(|| {
                describe!(
                    Code::AbsenceSubject,
                    format!("absences[{at}]"),
                    AbsenceOfNobody
                )
                .help("write the id of a `person`, a `trainer`, a `room` or a `section`")
            }),
            [_, second, ..] => rows.push(|| {
                describe!(
                    Code::AbsenceSubject,
                    format!("absences[{at}].{second}"),
                    AbsenceOfSeveral {
                        keys: named.clone()
                    }
                )
                .help("write one absence for each")
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn one_subject_is_silent() {
        let text = r#"absences = [
            { person = "p", from = "2027-03-01", until = "2027-03-02" },
            { trainer = "p", from = "2027-03-01", until = "2027-03-02" },
            { room = "r", from = "2027-03-01", until = "2027-03-02" },
            { section = "s", from = "2027-03-01", until = "2027-03-02", half = "morning" },
        ]"#;
        assert_eq!(messages_of(check, text), Vec::<String>::new());
    }

    #[test]
    fn none_and_several_are_found() {
        let text = r#"absences = [
            { from = "2027-03-01", until = "2027-03-02" },
            { person = "p", room = "r", section = "s", from = "2027-03-01", until = "2027-03-02" },
        ]"#;
        assert_eq!(
            messages_of(check, text),
            [
                "absences[0]: the absence names nobody and nothing | write the id of a `person`, a `trainer`, a `room` or a `section`",
                "absences[1].room: the absence names `person`, `room` and `section` | write one absence for each",
            ]
        );
    }
}
