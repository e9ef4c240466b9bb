//! Findings on the rows of a table, of which there may be a million: the first are listed, all are counted.

use crate::finding::describe;
use crate::formatting::thousands;
use crate::{Code, Finding};

/// Most findings of one code that are listed for one table.
pub(crate) const MOST_LISTED: usize = 1000;

/// Findings of one code on one table. When it is dropped, those beyond [`MOST_LISTED`] become one `MORE_FINDINGS`.
pub(crate) struct Rows<'o> {
    out: &'o mut Vec<Finding>,
    code: Code,
    table: &'static str,
    found: usize,
}

impl<'o> Rows<'o> {
    /// A list of findings of `code` on `table`.
    pub(crate) fn new(out: &'o mut Vec<Finding>, code: Code, table: &'static str) -> Rows<'o> {
        Rows {
            out,
            code,
            table,
            found: 0,
        }
    }

    /// Counts one more finding, and makes and lists it if there is room.
    pub(crate) fn push(&mut self, finding: impl FnOnce() -> Finding) {
        if self.found < MOST_LISTED {
            self.out.push(finding());
        }
        self.found += 1;
    }
}

impl Drop for Rows<'_> {
    fn drop(&mut self) {
        let more = self.found.saturating_sub(MOST_LISTED);
        if more > 0 {
            let (code, table) = (self.code, self.table);

            let help = format!(
                "correct the {} listed ones first; they often have one cause",
                thousands(MOST_LISTED as u64)
            );
            self.out.push(
                describe!(
                    Code::MoreFindings,
                    table,
                    MoreNotListed {
                        more: more,
                        code: code.name(),
                        table: table
                    }
                )
                .help(help),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(count: usize) -> Vec<Finding> {
        let mut out = Vec::new();
        let mut rows = Rows::new(&mut out, Code::BadId, "people");
        for row in 0..count {
            rows.push(|| {
                let path = format!("people[{row}].id");
                describe!(Code::BadId, path, IdEmpty { kind: "person" })
            });
        }
        drop(rows);
        out
    }

    #[test]
    fn a_long_list_ends_with_its_exact_count() {
        let out = listed(MOST_LISTED + 234);
        assert_eq!(out.len(), MOST_LISTED + 1);
        assert_eq!(
            out.last().map(ToString::to_string).as_deref(),
            Some(
                "people: warning[MORE_FINDINGS]: 234 more findings of `BAD_ID` in `people` are not listed (correct the 1,000 listed ones first; they often have one cause)"
            )
        );
    }

    #[test]
    fn a_short_list_is_whole() {
        assert_eq!(listed(MOST_LISTED).len(), MOST_LISTED);
        assert!(listed(0).is_empty());
    }
}
