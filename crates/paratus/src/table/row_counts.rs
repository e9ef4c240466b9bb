//! What became of the rows of a table, in numbers and as findings.

use crate::finding::{Sentence, describe};
use crate::{Code, Finding};
use serde::{Deserialize, Serialize};

fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// Counts of rows of a table, or of entries of a list: taken, refused and set aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowCounts {
    /// How many hold no answer to a survey.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub missing: u64,
    /// How many of those that count name something by an id that it had before.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub renamed: u64,
    /// How many could not be used; each is a finding.
    pub refused: u64,
    /// How many refer to an entry of the programme that was refused; the finding is that entry's.
    pub set_aside: u64,
    /// How many count.
    pub taken: u64,
}

/// The findings of some counts, with the sentences about their list.
macro_rules! findings_of {
    ($counts:expr, $list:expr, $all:ident, $refused:ident, $aside:ident, $renamed:ident) => {{
        let (counts, list) = ($counts, $list);
        let (refused, aside, renamed) = (counts.refused, counts.set_aside, counts.renamed);
        let rows = counts.total();
        let refusal = (refused > 0).then(|| {
            if refused == rows {
                describe!(Code::RowsRefused, list, $all { refused: refused })
            } else {
                describe!(
                    Code::RowsRefused,
                    list,
                    $refused {
                        refused: refused,
                        rows: rows
                    }
                )
            }
        });
        let set_aside = (aside > 0).then(|| {
            describe!(
                Code::RowsSetAside,
                list,
                $aside {
                    aside: aside,
                    rows: rows
                }
            )
        });
        let previous = (renamed > 0).then(|| {
            describe!(
                Code::PreviousId,
                list,
                $renamed {
                    renamed: renamed,
                    rows: rows
                }
            )
        });
        with_remedies(refusal, set_aside, previous)
    }};
}

impl RowCounts {
    /// How many rows were read.
    #[must_use]
    pub const fn total(self) -> u64 {
        self.refused
            .saturating_add(self.missing)
            .saturating_add(self.set_aside)
            .saturating_add(self.taken)
    }

    /// These and more.
    pub(crate) fn add(&mut self, more: RowCounts) {
        self.missing = self.missing.saturating_add(more.missing);
        self.renamed = self.renamed.saturating_add(more.renamed);
        self.refused = self.refused.saturating_add(more.refused);
        self.set_aside = self.set_aside.saturating_add(more.set_aside);
        self.taken = self.taken.saturating_add(more.taken);
    }

    /// What does not count, and what counts under another id, each way in one finding, of records of evidence.
    pub(crate) fn of_evidence(self) -> Vec<Finding> {
        // After every record that is appended this is asked, and there is hardly ever anything to say.
        if self.refused == 0 && self.set_aside == 0 && self.renamed == 0 {
            return Vec::new();
        }
        let list = "evidence";
        findings_of!(
            self,
            list,
            AllRecordsRefused,
            RecordsRefused,
            RecordsSetAside,
            RecordsRenamed
        )
    }

    /// The same of answers to surveys.
    pub(crate) fn of_responses(self) -> Vec<Finding> {
        let list = "responses";
        let mut findings = findings_of!(
            self,
            list,
            AllAnswersRefused,
            AnswersRefused,
            AnswersSetAside,
            AnswersRenamed
        );
        if self.missing > 0 {
            findings.push(describe!(
                Code::NoAnswer,
                list,
                AnswersMissing {
                    missing: self.missing,
                    rows: self.total()
                }
            ));
        }
        findings
    }
}

/// A finding on rows that do not count without the number of all rows, which published answers do not give exactly; other findings as
/// they are.
pub(crate) fn without_total(finding: Finding) -> Finding {
    let sentence = match finding.sentence {
        Some(Sentence::AllRecordsRefused | Sentence::RecordsRefused) => {
            Sentence::SomeRecordsRefused
        }
        Some(Sentence::AllAnswersRefused | Sentence::AnswersRefused) => {
            Sentence::SomeAnswersRefused
        }
        Some(Sentence::RecordsSetAside) => Sentence::SomeRecordsSetAside,
        Some(Sentence::AnswersSetAside) => Sentence::SomeAnswersSetAside,
        _ => return finding,
    };
    let mut facts = finding.facts;
    facts.remove("rows");
    Finding {
        message: sentence.in_english(&facts),
        facts,
        sentence: Some(sentence),
        ..finding
    }
}

fn with_remedies(
    refused: Option<Finding>,
    aside: Option<Finding>,
    renamed: Option<Finding>,
) -> Vec<Finding> {
    let refused = refused.map(|finding| {
        finding.help("each is a finding of its own; correct them and read the table again")
    });
    let aside = aside.map(|finding| finding.help("correct the programme; they count again then"));
    refused.into_iter().chain(aside).chain(renamed).collect()
}

#[cfg(test)]
mod tests {
    use super::{RowCounts, without_total};

    #[test]
    fn what_does_not_count_is_said_once_with_its_number() {
        let said = |refused, set_aside, taken| {
            let findings = RowCounts {
                missing: 0,
                renamed: 0,
                refused,
                set_aside,
                taken,
            }
            .of_evidence();
            findings
                .into_iter()
                .map(|finding| finding.message)
                .collect::<Vec<_>>()
        };
        assert_eq!(said(0, 0, 400), Vec::<String>::new());
        assert_eq!(
            said(2, 0, 398),
            ["2 of 400 records of evidence were refused and do not count"]
        );
        assert_eq!(
            said(1, 0, 1_399),
            ["1 of 1,400 records of evidence was refused and does not count"]
        );
        assert_eq!(
            said(400, 0, 0),
            ["all 400 records of evidence were refused and do not count"]
        );
        assert_eq!(
            said(1, 0, 0),
            ["the only record of evidence was refused and does not count"]
        );
        assert_eq!(
            said(1, 70, 329),
            [
                "1 of 400 records of evidence was refused and does not count",
                "70 of 400 records of evidence refer to something that was refused in the programme",
            ]
        );
    }

    #[test]
    fn published_sentences_have_no_number_of_all_rows() {
        let said = |refused, set_aside, taken| {
            let counts = RowCounts {
                missing: 0,
                renamed: 0,
                refused,
                set_aside,
                taken,
            };
            let all = [counts.of_evidence(), counts.of_responses()].concat();
            let without = all.into_iter().map(without_total);
            without
                .inspect(|finding| assert!(!finding.facts.contains_key("rows")))
                .map(|finding| finding.message)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            said(2, 1, 397),
            [
                "2 records of evidence were refused and do not count",
                "1 record of evidence refers to something that was refused in the programme",
                "2 answers to surveys were refused and do not count",
                "1 answer to a survey refers to something that was refused in the programme",
            ]
        );
        assert_eq!(said(1, 0, 0), said(1, 0, 400));
    }
}
