//! `DATES_REVERSED`: two dates are in the wrong order.

use super::{Context, Rows};
use crate::finding::describe;
use crate::{Code, Date, Finding};

/// Reports people who left before they joined, and windows that end before they begin.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    windows(cx, out);
    let mut rows = Rows::new(out, Code::DatesReversed, "people");
    for (at, person) in cx.document.people.iter().enumerate() {
        let (Some(joined), Some(left)) = (person.joined, person.left) else {
            continue;
        };
        if left < joined {
            rows.push(|| {
                describe!(
                    Code::DatesReversed,
                    format!("people[{at}].left"),
                    LeftBeforeJoining {
                        person: &person.id,
                        left: left,
                        joined: joined
                    }
                )
                .help("correct `joined` or `left`")
            });
        }
    }
}

/// Windows of planning, of phases and of trainers, and absences.
fn windows(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let document = cx.document;
    let reversed = |from: Option<Date>, until: Option<Date>| {
        from.zip(until).filter(|(from, until)| until < from)
    };
    let mut report = |finding: Finding| out.push(finding.help("correct `from` or `until`"));
    if let Some((from, until)) = reversed(document.planning.from, document.planning.until) {
        report(describe!(
            Code::DatesReversed,
            "planning.until",
            PlanningReversed {
                from: from,
                until: until
            }
        ));
    }
    for (at, phase) in document.phases.iter().enumerate() {
        if let Some((from, until)) = reversed(phase.from, phase.until) {
            let path = format!("phases[{at}].until");
            report(describe!(
                Code::DatesReversed,
                path,
                PhaseReversed {
                    phase: &phase.id,
                    from: from,
                    until: until
                }
            ));
        }
    }
    for (at, trainer) in document.trainers.iter().enumerate() {
        for (n, days) in trainer.available.iter().enumerate() {
            if let Some((from, until)) = reversed(days.from, days.until) {
                let path = format!("trainers[{at}].available[{n}].until");
                report(describe!(
                    Code::DatesReversed,
                    path,
                    TrainerTimeReversed {
                        trainer: &trainer.id,
                        from: from,
                        until: until
                    }
                ));
            }
        }
    }
    let mut rows = Rows::new(out, Code::DatesReversed, "absences");
    for (at, absence) in document
        .absences
        .iter()
        .enumerate()
        .filter(|(_, absence)| absence.until < absence.from)
    {
        rows.push(|| {
            describe!(
                Code::DatesReversed,
                format!("absences[{at}].until"),
                AbsenceReversed {
                    until: absence.until,
                    from: absence.from
                }
            )
            .help("correct `from` or `until`")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn a_single_day_is_silent() {
        let text = r#"people = [
            { id = "p", section = "a", joined = "2027-01-01", left = "2027-01-01" },
            { id = "q", section = "a", left = "2020-01-01" },
        ]"#;
        assert_eq!(messages_of(check, text), Vec::<String>::new());
    }

    #[test]
    fn windows_that_end_before_they_begin_are_found() {
        let text = r#"
            planning = { from = "2027-03-02", until = "2027-03-01" }
            phases = [{ id = "one", from = "2027-03-02", until = "2027-03-02" }, { id = "two", from = "2027-03-02", until = "2027-03-01" }]
            trainers = [{ id = "t", available = [{ from = "2027-03-02", until = "2027-03-01" }, { from = "2027-03-02" }] }]
            absences = [{ room = "r", from = "2027-03-02", until = "2027-03-02" }, { room = "r", from = "2027-03-02", until = "2027-03-01" }]
        "#;
        assert_eq!(
            messages_of(check, text),
            [
                "planning.until: planning ends on 2027-03-01, before it begins on 2027-03-02 | correct `from` or `until`",
                "phases[1].until: phase `two` ends on 2027-03-01, before it begins on 2027-03-02 | correct `from` or `until`",
                "trainers[0].available[0].until: a time of trainer `t` ends on 2027-03-01, before it begins on 2027-03-02 | correct `from` or `until`",
                "absences[1].until: the absence ends on 2027-03-01, before it begins on 2027-03-02 | correct `from` or `until`",
            ]
        );
    }

    #[test]
    fn leaving_before_joining_is_found() {
        let text =
            r#"people = [{ id = "p", section = "a", joined = "2027-01-02", left = "2027-01-01" }]"#;
        let expected = "people[0].left: person `p` left on 2027-01-01, before joining on 2027-01-02 | correct `joined` or `left`";
        assert_eq!(messages_of(check, text), [expected]);
    }
}
