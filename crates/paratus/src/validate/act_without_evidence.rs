//! `ACT_WITHOUT_EVIDENCE`: a gate counts an act that nobody can look up.

use super::{Context, Rows};
use crate::finding::describe;
use crate::formatting::shorten;
use crate::{Code, Finding};
use std::collections::BTreeSet;

/// Reports acts that a gate asks for and that say nowhere where they can be seen. They count all the same.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let asked: BTreeSet<String> = cx
        .conditions()
        .flat_map(|(_, _, condition)| condition.acts.clone())
        .collect();
    let mut rows = Rows::new(out, Code::ActWithoutEvidence, "acts");
    for (at, act) in cx.document.acts.iter().enumerate() {
        if act.evidence.trim().is_empty() && asked.contains(&act.act) {
            rows.push(|| {
                describe!(
                    Code::ActWithoutEvidence,
                    format!("acts[{at}].evidence"),
                    ActUnevidenced {
                        act: shorten(&act.act),
                        date: act.date
                    }
                )
                .help("write the reference of a document: a circular, minutes, a letter")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    const GATE: &str =
        "phases = [{ id = \"two\", gate = { all = [{ acts = [\"sponsor-named\"] }] } }]\n";

    fn act(evidence: &str) -> String {
        format!(
            "acts = [{{ act = \"sponsor-named\", actor = \"p\", date = \"2027-01-04\", evidence = \"{evidence}\" }}]"
        )
    }

    #[test]
    fn an_act_with_evidence_or_that_no_gate_counts_is_silent() {
        assert_eq!(
            messages_of(check, &format!("{GATE}{}", act("circular 12"))),
            Vec::<String>::new()
        );
        assert_eq!(messages_of(check, &act("")), Vec::<String>::new());
    }

    #[test]
    fn an_act_that_a_gate_counts_without_evidence_is_found() {
        let expected = "acts[0].evidence: a gate counts `sponsor-named` of 2027-01-04, and nothing says where it can be \
                        seen | write the reference of a document: a circular, minutes, a letter";
        for evidence in ["", "  "] {
            assert_eq!(
                messages_of(check, &format!("{GATE}{}", act(evidence))),
                [expected]
            );
        }
    }
}
