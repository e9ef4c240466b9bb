//! Findings of which only this many of one code are kept, and all are counted.

use super::MAX_FINDINGS_PER_CODE;
use crate::order::Map;
use crate::words::thousands;
use crate::{Code, Finding};

/// A list of findings that cannot outgrow memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct LimitedFindings {
    findings: Vec<Finding>,
    counts: Map<Code, u64>,
}

impl LimitedFindings {
    /// Counts a finding; it is made only if it is still listed.
    pub(crate) fn add(&mut self, code: Code, make: impl FnOnce() -> Finding) {
        let count = self.counts.entry(code).or_default();
        *count += 1;
        if *count <= MAX_FINDINGS_PER_CODE as u64 {
            self.findings.push(make());
        }
    }

    /// Whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// The listed findings, and one for each code that had more, about a file where there is one.
    pub(crate) fn finish(mut self, file: Option<&str>) -> Vec<Finding> {
        for (code, count) in self.counts {
            if count > MAX_FINDINGS_PER_CODE as u64 {
                let message = format!(
                    "{} findings of `{code}`; the first {} are listed",
                    thousands(count),
                    thousands(MAX_FINDINGS_PER_CODE as u64)
                );
                let mut finding = Finding::new(Code::MoreFindings, "", message);
                finding.file = file.map(str::to_owned);
                finding.severity = code.severity();
                self.findings.push(finding);
            }
        }
        self.findings
    }
}
