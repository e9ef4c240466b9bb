//! What operations are answered from: a programme and its evidence, assessed as of a date.

use crate::finding::describe;
use crate::survey::ResponseLog;
use crate::{Assessment, Code, Date, Error, ErrorKind, EvidenceLog, Finding, Programme};
#[cfg(feature = "surveys")]
use std::borrow::Cow;

/// What operations are answered from.
pub(super) trait AnswerSource {
    /// The programme.
    fn programme(&self) -> &Programme;
    /// The evidence.
    fn log(&self) -> &EvidenceLog;
    /// The answers to surveys.
    fn responses(&self) -> &ResponseLog;
    /// What was found on reading evidence and answers.
    fn read(&self) -> &[Finding];
    /// All findings: of the programme, of reading, and of what does not count on a day, or the programme's own.
    fn findings(&self, as_of: Option<Date>) -> Vec<Finding> {
        let mut findings = self.programme().findings().to_vec();
        findings.extend(self.evidence_findings(as_of));
        findings
    }
    /// The same without those of the programme.
    fn evidence_findings(&self, as_of: Option<Date>) -> Vec<Finding> {
        let programme = self.programme();
        let mut findings = self.read().to_vec();
        findings.extend(self.log().row_findings());
        match as_of.or(programme.as_of()) {
            Some(as_of) => {
                findings.extend(self.log().future_records(as_of));
                findings.extend(self.log().hidden_valid_records(as_of));
                findings.extend(super::uncounted_rows(programme, self.responses(), as_of));
            }
            None => findings.extend(self.responses().row_findings()),
        }
        findings
    }
    /// The assessment as of a date, or of the programme's own.
    fn assessment(&mut self, as_of: Option<Date>) -> Result<&Assessment, Error> {
        self.both(as_of).map(|(assessment, _)| assessment)
    }
    /// The same, with the answers to surveys.
    fn both(&mut self, as_of: Option<Date>) -> Result<(&Assessment, &ResponseLog), Error>;
}

/// A programme and evidence, assessed once.
pub(super) struct AssessedSource<'a> {
    pub(super) programme: &'a Programme,
    pub(super) evidence: &'a EvidenceLog,
    pub(super) responses: &'a ResponseLog,
    pub(super) findings: &'a [Finding],
    pub(super) assessment: Option<Assessment>,
}

impl AnswerSource for AssessedSource<'_> {
    fn programme(&self) -> &Programme {
        self.programme
    }

    fn log(&self) -> &EvidenceLog {
        self.evidence
    }

    fn responses(&self) -> &ResponseLog {
        self.responses
    }

    fn read(&self) -> &[Finding] {
        self.findings
    }

    fn both(&mut self, as_of: Option<Date>) -> Result<(&Assessment, &ResponseLog), Error> {
        Ok((
            self.assessment
                .insert(assess(self.programme, self.evidence, as_of)?),
            self.responses,
        ))
    }
}

/// The assessment as of a date, or of the programme's own.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers;
///
/// let programme = sample::programme();
/// let evidence = sample::evidence(&programme);
/// assert!(answers::assess(&programme, &evidence, Some(sample::first(3))).is_ok());
/// assert!(answers::assess(&programme, &evidence, None).is_err(), "there is no date, and there is no clock");
/// ```
///
/// # Errors
/// Where neither is given: there is no clock.
#[inline]
pub fn assess(
    programme: &Programme,
    evidence: &EvidenceLog,
    as_of: Option<Date>,
) -> Result<Assessment, Error> {
    Ok(programme.assess(evidence, date(programme, as_of)?))
}

/// The date given, or the programme's own.
pub(super) fn date(programme: &Programme, as_of: Option<Date>) -> Result<Date, Error> {
    as_of.or(programme.as_of()).ok_or_else(|| {
        let finding = describe!(Code::NoDate, "as_of", DateMissing)
            .help("give one as `YYYY-MM-DD`, or write `as_of` into the programme");
        Error::new(ErrorKind::NoDate, vec![finding])
    })
}

/// Refuses options of another date than that of what they are asked of: the answer would be to another question.
#[cfg(feature = "surveys")]
pub(super) fn of_date(as_of: Date, options: Option<Date>) -> Result<(), Error> {
    match options {
        Some(other) if other != as_of => {
            let finding = describe!(
                Code::ValueOutOfRange,
                "options.as_of",
                AnswerOfOtherDate {
                    other: other,
                    as_of: as_of
                }
            )
            .help("assess as of the same day, or leave `as_of` out");
            Err(Error::new(ErrorKind::Shape, vec![finding]))
        }
        _ => Ok(()),
    }
}

/// Answers to surveys as the programme of an assessment has them.
#[cfg(feature = "surveys")]
pub(super) fn of_programme<'r>(
    responses: &'r ResponseLog,
    programme: &Programme,
) -> Cow<'r, ResponseLog> {
    if responses.programme().is_same(programme) {
        Cow::Borrowed(responses)
    } else {
        Cow::Owned(responses.for_programme(programme))
    }
}
