//! A programme with evidence and a date, and how to put it to the library.

use paratus::document::{Document, EvidenceDoc};
use paratus::evidence::RecordOutcome;
use paratus::explain::PersonExplanation;
use paratus::{Assessment, Date, EvidenceLog, Programme};
use proptest::prelude::ProptestConfig;

/// A programme, its evidence and the date of assessment.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) document: Document,
    pub(crate) evidence: Vec<EvidenceDoc>,
    pub(crate) as_of: Date,
}

impl Case {
    pub(crate) fn programme(&self) -> Programme {
        Programme::compile(&self.document)
    }

    pub(crate) fn assess(&self) -> Assessment {
        let programme = self.programme();
        programme.assess(&log(&programme, &self.evidence), self.as_of)
    }

    /// The same case with other evidence.
    pub(crate) fn with(&self, evidence: Vec<EvidenceDoc>) -> Case {
        Case {
            evidence,
            ..self.clone()
        }
    }

    /// Every record with a key of its own, so that none supersedes another.
    pub(crate) fn with_own_keys(mut self) -> Case {
        for (at, record) in self.evidence.iter_mut().enumerate() {
            record.key = Some(format!("own-{at}"));
        }
        self
    }

    pub(crate) fn people(&self) -> impl Iterator<Item = &str> {
        self.document.people.iter().map(|person| person.id.as_str())
    }
}

/// A log of records, none of which may be refused.
pub(crate) fn log<'a>(
    programme: &Programme,
    records: impl IntoIterator<Item = &'a EvidenceDoc>,
) -> EvidenceLog {
    let mut log = EvidenceLog::new(programme);
    for record in records {
        match log.push_document(record) {
            RecordOutcome::Accepted | RecordOutcome::Warned(_) => {}
            RecordOutcome::SetAside => panic!("{record:?} was set aside"),
            RecordOutcome::Refused(finding) => {
                panic!("{record:?} was refused: {}", finding.message)
            }
        }
    }
    log
}

/// Everything the library says about everyone, with every digit: equal texts mean equal bits.
pub(crate) fn everything(assessment: &Assessment) -> Vec<String> {
    explanations(assessment, |_| {})
}

/// `everything`, but for the records that do not count.
pub(crate) fn figures(assessment: &Assessment) -> Vec<String> {
    explanations(assessment, |explained| {
        for objective in &mut explained.objectives {
            objective.uncounted.clear();
        }
    })
}

fn explanations(assessment: &Assessment, edit: impl Fn(&mut PersonExplanation)) -> Vec<String> {
    let person = |id: &str| {
        let person = assessment.person(id).expect("a person of the programme");
        let mut explained = person.explain();
        edit(&mut explained);
        let explained = serde_json::to_string(&explained).expect("answers can be written");
        format!("{id} {:?} {explained}", person.objectives())
    };
    assessment.programme().people_ids().map(person).collect()
}

/// This many random cases, or as many as `PROPTEST_CASES` says.
pub(crate) fn cases(usually: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|text| text.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(usually),
        ..ProptestConfig::default()
    }
}

/// Fails where two numbers differ by more than a tolerance.
#[track_caller]
pub(crate) fn near(what: &str, found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{what}: {found:?}, but {expected:?} was expected"
    );
}
