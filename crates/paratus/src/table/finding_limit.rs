//! Findings of one cause as one, with a count; of further causes of one code only this many are kept, and all are counted.

use super::MAX_FINDINGS_PER_CODE;
use super::cell::{DAY_FIRST, EITHER_ORDER, MONTH_FIRST};
use crate::finding::describe;
use crate::words::count;
use crate::{Code, Finding};
use std::collections::BTreeMap;

/// Lines named of the rows that have the same as the first one.
const NAMED_LINES: usize = 5;

/// Other contents of cells that are named beside the first one: all of them, or none where there are more.
const NAMED_CONTENTS: usize = 8;

/// A list of findings that cannot outgrow memory.
///
/// Where one cause comes back in row after row, the first has a finding, which says how many others there are and where. The same cause
/// is the same code, the same column or key, and the same sentence, with whatever is in backticks where it is the content of a cell that cannot be read.
#[derive(Clone, Debug, Default)]
pub(crate) struct LimitedFindings {
    findings: Vec<Listed>,
    /// The place of each cause in the list.
    causes: BTreeMap<(Code, String, String), usize>,
    /// Findings of each code that have no place in the list.
    left_out: BTreeMap<Code, u64>,
    listed: BTreeMap<Code, usize>,
}

/// A finding with what is known of those that are like it.
#[derive(Clone, Debug)]
struct Listed {
    finding: Finding,
    /// How many more there are.
    more: u64,
    /// The first lines of these.
    lines: Vec<u32>,
    /// What these quote where the first quotes something else, each once; no more than one beyond those that are named.
    others: Vec<String>,
}

impl LimitedFindings {
    /// Counts a finding; it is placed only if it is listed. Gives where its cause is in the list, for [`Self::again`].
    pub(crate) fn add(
        &mut self,
        finding: Finding,
        place: impl FnOnce(Finding) -> Finding,
    ) -> Option<usize> {
        let key = (
            finding.code,
            without_numbers(&finding.path),
            cause(&finding),
        );
        if let Some(&at) = self.causes.get(&key) {
            if let Some(listed) = self.findings.get_mut(at) {
                merge_help(&mut listed.finding.help, finding.help.as_deref());
                listed.note_other(&finding.message);
            }
            self.again(at, || place(finding).line);
            return Some(at);
        }
        let listed = self.listed.entry(finding.code).or_default();
        if *listed == MAX_FINDINGS_PER_CODE {
            *self.left_out.entry(finding.code).or_default() += 1;
            return None;
        }
        *listed += 1;
        let at = self.findings.len();
        self.causes.insert(key, at);
        self.findings.push(Listed {
            finding: place(finding),
            more: 0,
            lines: Vec::new(),
            others: Vec::new(),
        });
        Some(at)
    }

    /// Counts one more of the cause at a place in the list, without a finding of its own.
    pub(crate) fn again(&mut self, at: usize, line: impl FnOnce() -> Option<u32>) {
        let Some(listed) = self.findings.get_mut(at) else {
            return;
        };
        listed.more += 1;
        if listed.lines.len() < NAMED_LINES
            && let Some(line) = line()
            && listed.lines.last().or(listed.finding.line.as_ref()) != Some(&line)
        {
            listed.lines.push(line);
        }
    }

    /// Whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// The listed findings, and one for each code that had more, about a file where there is one.
    pub(crate) fn finish(self, file: Option<&str>) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self.findings.into_iter().map(Listed::finish).collect();
        for (code, left_out) in self.left_out {
            let mut finding = describe!(
                Code::MoreFindings,
                "",
                MoreOfCode {
                    found: left_out + MAX_FINDINGS_PER_CODE as u64,
                    code: code.name(),
                    listed: MAX_FINDINGS_PER_CODE
                }
            );
            finding.file = file.map(str::to_owned);
            finding.severity = code.severity();
            findings.push(finding);
        }
        findings
    }
}

/// What a message quotes.
fn quoted(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
}

impl Listed {
    /// Takes note of what a message of the same cause quotes where the first one quotes something else.
    fn note_other(&mut self, message: &str) {
        if self.others.len() > NAMED_CONTENTS {
            return;
        }
        let other = quoted(&self.finding.message)
            .zip(quoted(message))
            .find(|(first, other)| first != other);
        if let Some((_, other)) = other
            && !self.others.iter().any(|known| known == other)
        {
            self.others.push(other.to_owned());
        }
    }

    /// The finding, which says how many others there are and where.
    fn finish(self) -> Finding {
        let Listed {
            mut finding,
            more,
            lines,
            others,
        } = self;
        if more == 0 {
            return finding;
        }
        let have = if more == 1 { "has" } else { "have" };
        finding.count = u32::try_from(more + 1).unwrap_or(u32::MAX);
        let lines = match lines.as_slice() {
            [] => String::new(),
            [line] => format!(", on line {line}"),
            [init @ .., last] => {
                let init: Vec<String> = init.iter().map(u32::to_string).collect();
                let all = more == lines.len() as u64;
                let (and, on) = if all { (" and ", "") } else { (", ", ", …") };
                format!(", on lines {}{and}{last}{on}", init.join(", "))
            }
        };
        let more = if finding.path.contains(['[', '.']) {
            count(more, "more place", "more places")
        } else {
            count(more, "more row", "more rows")
        };
        let others: Vec<String> = others.iter().map(|other| format!("`{other}`")).collect();
        let others = match others.len() {
            1..=NAMED_CONTENTS => format!(" ({})", others.join(", ")),
            _ => String::new(),
        };
        finding.message += &format!("; {more} {have} this too{others}{lines}");
        finding
    }
}

/// What findings of one cause have in common of their messages.
fn cause(finding: &Finding) -> String {
    match finding.code {
        Code::BadValue | Code::NotUtf8 | Code::BadRow => without_quotes(&finding.message),
        _ => finding.message.clone(),
    }
}

/// A path without the numbers of entries: `roles[].requires[]`.
pub(crate) fn without_numbers(path: &str) -> String {
    path.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// A sentence without what is quoted in it, except for the name of the column at its beginning.
fn without_quotes(message: &str) -> String {
    message.split('`').step_by(2).collect()
}

/// The help against all findings of one cause: where some dates fit one order of day and month alone, that is the order.
fn merge_help(help: &mut Option<String>, other: Option<&str>) {
    let (Some(one), Some(other)) = (help.as_deref(), other) else {
        return;
    };
    let merged = match (one, other) {
        (EITHER_ORDER, DAY_FIRST | MONTH_FIRST) => other,
        (DAY_FIRST, MONTH_FIRST) | (MONTH_FIRST, DAY_FIRST) => BOTH_ORDERS,
        _ => return,
    };
    *help = Some(merged.to_owned());
}

const BOTH_ORDERS: &str =
    "some have the day first and some the month; write all of them as `YYYY-MM-DD`";

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(code: Code, message: String) -> Finding {
        Finding {
            message,
            ..describe!(code, "date", FileEmpty)
        }
    }

    fn all(findings: Vec<Finding>) -> Vec<(u32, String)> {
        let mut limited = LimitedFindings::default();
        for (line, finding) in (2..).zip(findings) {
            limited.add(finding, |finding| finding.at("t.csv", line, None));
        }
        let finished = limited.finish(Some("t.csv"));
        finished
            .into_iter()
            .map(|one| (one.count, one.message))
            .collect()
    }

    #[test]
    fn one_cause_is_one_finding_with_a_count() {
        let dates = |n: u32| finding(Code::BadValue, format!("`{n}` is no date"));
        assert_eq!(all(vec![dates(1)]), [(1, "`1` is no date".to_owned())]);
        assert_eq!(
            all(vec![dates(1), dates(2)]),
            [(
                2,
                "`1` is no date; 1 more row has this too (`2`), on line 3".to_owned()
            )]
        );
        assert_eq!(
            all((0..785).map(dates).collect()),
            [(
                785,
                "`0` is no date; 784 more rows have this too, on lines 3, 4, 5, 6, 7, …".to_owned()
            )]
        );
        let codes = |n: u32| finding(Code::BadValue, format!("`-{}` is no answer", n % 3));
        assert_eq!(
            all((0..9).map(codes).collect()),
            [(
                9,
                "`-0` is no answer; 8 more rows have this too (`-1`, `-2`), on lines 3, 4, 5, 6, 7, …"
                    .to_owned()
            )]
        );
        let people = |n: u32| {
            finding(
                Code::UnknownReference,
                format!("there is no person `p-{}`", n % 2),
            )
        };
        assert_eq!(
            all((0..5).map(people).collect()).len(),
            2,
            "each name is a cause"
        );
    }

    #[test]
    fn more_causes_than_are_listed_are_counted() {
        let people =
            |n: usize| finding(Code::UnknownReference, format!("there is no person `{n}`"));
        let listed = all((0..1_500).map(people).collect());
        assert_eq!(listed.len(), MAX_FINDINGS_PER_CODE + 1);
        assert!(listed.last().unwrap().1.starts_with("1,500 findings"));
    }

    #[test]
    fn the_help_with_dates_is_the_order_that_all_of_them_fit() {
        let merged = |helps: [&str; 3]| {
            let mut help = Some(helps[0].to_owned());
            helps[1..]
                .iter()
                .for_each(|other| merge_help(&mut help, Some(other)));
            help.unwrap()
        };
        assert_eq!(merged([EITHER_ORDER, DAY_FIRST, EITHER_ORDER]), DAY_FIRST);
        assert_eq!(merged([DAY_FIRST, EITHER_ORDER, DAY_FIRST]), DAY_FIRST);
        assert_eq!(
            merged([EITHER_ORDER, EITHER_ORDER, EITHER_ORDER]),
            EITHER_ORDER
        );
        assert_eq!(merged([DAY_FIRST, MONTH_FIRST, DAY_FIRST]), BOTH_ORDERS);
    }
}
