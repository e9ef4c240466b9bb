//! Findings, and the table of their codes.

use crate::disclosure::DisclosureNote;
use crate::schema_id::schema_id;
use crate::survey::ResponseLog;
use crate::table::RowCounts;
use crate::{Code, EvidenceLog, Finding, Severity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

schema_id! {
    /// Schema id of [`FindingsAnswer`].
    FindingsSchema = "paratus/findings/1"
}
schema_id! {
    /// Schema id of [`CodesAnswer`].
    CodesSchema = "paratus/codes/1"
}

/// All problems in the input, worst first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FindingsAnswer {
    /// Internal: findings are about persons and rows.
    #[serde(default)]
    pub disclosure: DisclosureNote,
    /// The findings, worst first, then by place.
    pub findings: Vec<Finding>,
    /// What became of the rows of each table that was read, by the list of the document that it fills: `evidence`, `people`.
    #[serde(default)]
    pub rows: BTreeMap<String, RowCounts>,
    /// Schema id of the answer.
    pub schema: FindingsSchema,
}

impl FindingsAnswer {
    /// The answer from findings in any order.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::FindingsAnswer;
    ///
    /// let answer = FindingsAnswer::new(sample::programme().findings().to_vec());
    /// println!("{} findings", answer.findings.len());
    /// ```
    #[must_use]
    pub fn new(mut findings: Vec<Finding>) -> FindingsAnswer {
        crate::finding::sort(&mut findings);
        FindingsAnswer {
            disclosure: DisclosureNote::internal(),
            findings,
            rows: BTreeMap::new(),
            schema: FindingsSchema::V1,
        }
    }

    /// The same answer with what became of the rows of the programme's tables, of evidence and of answers to surveys.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::FindingsAnswer;
    ///
    /// let programme = sample::programme();
    /// let (evidence, responses) = (sample::evidence(&programme), sample::responses(&programme));
    /// let answer = FindingsAnswer::new(Vec::new()).rows(&evidence, &responses);
    /// assert_eq!(answer.rows["responses"].refused, 0);
    /// ```
    #[must_use]
    pub fn rows(mut self, evidence: &EvidenceLog, responses: &ResponseLog) -> FindingsAnswer {
        self.rows.clone_from(evidence.programme().row_counts());
        self.rows
            .insert("evidence".to_owned(), evidence.row_counts());
        self.rows
            .insert("responses".to_owned(), responses.row_counts());
        self
    }

    /// How many findings have a severity.
    ///
    /// ```
    /// use paratus::Severity;
    /// use paratus::answers::FindingsAnswer;
    ///
    /// assert_eq!(FindingsAnswer::new(Vec::new()).count(Severity::Error), 0);
    /// ```
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    }
}

/// The table of finding codes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CodesAnswer {
    /// Every code, in the order of the documentation.
    pub codes: Vec<CodeAnswer>,
    /// Schema id of the answer.
    pub schema: CodesSchema,
}

/// A finding code: its meaning, why it matters and the remedy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CodeAnswer {
    /// The code.
    pub code: Code,
    /// What to do about it.
    pub remedy: String,
    /// The severity it usually has.
    pub severity: Severity,
    /// What it means.
    pub summary: String,
    /// Why it matters.
    pub why: String,
}

impl CodesAnswer {
    /// The table of all codes.
    ///
    /// ```
    /// use paratus::Code;
    /// use paratus::answers::CodesAnswer;
    ///
    /// assert_eq!(CodesAnswer::all().codes.len(), Code::ALL.len());
    /// ```
    #[must_use]
    pub fn all() -> CodesAnswer {
        CodesAnswer {
            codes: Code::ALL.iter().copied().map(CodeAnswer::new).collect(),
            schema: CodesSchema::V1,
        }
    }
}

impl CodeAnswer {
    /// What one code means.
    ///
    /// ```
    /// use paratus::Code;
    /// use paratus::answers::CodeAnswer;
    ///
    /// let answer = CodeAnswer::new(Code::UnknownReference);
    /// println!("{}: {}", answer.summary, answer.remedy);
    /// ```
    #[must_use]
    pub fn new(code: Code) -> CodeAnswer {
        CodeAnswer {
            code,
            remedy: code.remedy().to_owned(),
            severity: code.severity(),
            summary: code.summary().to_owned(),
            why: code.why().to_owned(),
        }
    }
}
