//! What became of the rows of a table, in numbers and as findings.

use crate::words::thousands;
use crate::{Code, Finding};
use serde::{Deserialize, Serialize};

fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// What became of the rows of a table, or of the entries of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowCounts {
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

impl RowCounts {
    /// How many were read.
    #[must_use]
    pub const fn read(self) -> u64 {
        self.refused
            .saturating_add(self.set_aside)
            .saturating_add(self.taken)
    }

    /// These and more.
    pub(crate) fn add(&mut self, more: RowCounts) {
        self.renamed = self.renamed.saturating_add(more.renamed);
        self.refused = self.refused.saturating_add(more.refused);
        self.set_aside = self.set_aside.saturating_add(more.set_aside);
        self.taken = self.taken.saturating_add(more.taken);
    }

    /// What does not count, and what counts under another id, each way in one finding. `list` is that of the document; `one` and `many` name its rows.
    pub(crate) fn findings(self, list: &'static str, one: &str, many: &str) -> Vec<Finding> {
        let share = |count: u64| match (count, self.read()) {
            (1, 1) => format!("the only {one}"),
            (count, read) if count == read => format!("all {} {many}", thousands(read)),
            (count, read) => format!("{} of {} {many}", thousands(count), thousands(read)),
        };
        let mut findings = Vec::new();
        if self.refused > 0 {
            let so = if self.refused == 1 {
                "was refused and does not count"
            } else {
                "were refused and do not count"
            };
            let finding = Finding::new(
                Code::RowsRefused,
                list,
                format!("{} {so}", share(self.refused)),
            );
            findings.push(
                finding.with_help(
                    "each is a finding of its own; correct them and read the table again",
                ),
            );
        }
        if self.set_aside > 0 {
            let so = if self.set_aside == 1 {
                "refers"
            } else {
                "refer"
            };
            let message = format!(
                "{} {so} to something that was refused in the programme",
                share(self.set_aside)
            );
            let finding = Finding::new(Code::RowsSetAside, list, message);
            findings.push(finding.with_help("correct the programme; they count again then"));
        }
        if self.renamed > 0 {
            let so = if self.renamed == 1 { "names" } else { "name" };
            let message = format!(
                "{} {so} something by an id that it had before, and count",
                share(self.renamed)
            );
            findings.push(Finding::new(Code::PreviousId, list, message));
        }
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::RowCounts;

    #[test]
    fn what_does_not_count_is_said_once_with_its_number() {
        let said = |refused, set_aside, taken| {
            let findings = RowCounts {
                renamed: 0,
                refused,
                set_aside,
                taken,
            }
            .findings("evidence", "record", "records of evidence");
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
            ["the only record was refused and does not count"]
        );
        assert_eq!(
            said(1, 70, 329),
            [
                "1 of 400 records of evidence was refused and does not count",
                "70 of 400 records of evidence refer to something that was refused in the programme",
            ]
        );
    }
}
