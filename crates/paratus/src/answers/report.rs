//! Everything that a report says, in one answer, for one audience; it never names a person.

use super::{
    FitAnswer, GapsAnswer, GatesAnswer, GatesOptions, NeedsAnswer, NeedsOptions, PhasesAnswer,
    PhasesOptions, RefreshAnswer, RefreshOptions, SensitivityAnswer, SurveyAnswer, SurveyOptions,
    UnitsAnswer,
};
use crate::disclosure::{Disclosure, DisclosureNote};
use crate::disclosure::{Published, SuppressedFigures, is_countable, is_personal};
use crate::document::{Document, Exponent, Kind};
use crate::model::Rules;
use crate::model::or_id;
use crate::plan::{Plan, PublishedPlan};
use crate::schema_id::schema_id;
use crate::survey::ResponseLog;
use crate::table::RowCounts;
use crate::units::{Holders, Unit, UnitKind};
use crate::{
    Assessment, Code, Date, Error, EvidenceLog, Finding, Programme, Severity, TrackValues,
};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

schema_id! {
    /// Schema id of [`ReportAnswer`].
    ReportSchema = "paratus/report/1"
}

/// How many people of a section are ready in what they are required to have.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SectionHolders {
    /// By objective and level, in the order of the programme.
    pub holders: Vec<Holders>,
    /// Id of the section.
    pub section: String,
}

/// Most sections whose holders a report shows: more columns no page holds.
const MOST_HOLDER_SECTIONS: usize = 60;

/// Everything that a report holds. The answers in it are those of their own operations, but that their findings are in
/// `findings`, once, and that leadership acts do not say who did them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportAnswer {
    /// The date of assessment.
    pub as_of: Date,
    /// What the figures rest on.
    pub data: ReportData,
    /// For whom the figures are, and how they were rounded.
    pub disclosure: DisclosureNote,
    /// Problems in programme, evidence and answers, worst first; those about rows of persons only as numbers.
    pub findings: Vec<FindingGroup>,
    /// What sections use beside what they are taught.
    pub fit: FitAnswer,
    /// What is missing in the organisation.
    pub gaps: GapsAnswer,
    /// The gates.
    pub gates: GatesAnswer,
    /// Who could cover for whom, by section: empty in published answers, whose counts would reveal single people, and where there are
    /// more than 60 sections.
    pub holders: Vec<SectionHolders>,
    /// Names for people of what answers refer to by id.
    pub names: ReportNames,
    /// What the organisation needs most.
    pub needs: NeedsAnswer,
    /// Readiness of the organisation.
    pub organisation: UnitsAnswer,
    /// The phases.
    pub phases: PhasesAnswer,
    /// The plan without people; `null` where none was given.
    pub plan: Option<PublishedPlan>,
    /// Id of the programme.
    pub programme: String,
    /// What goes stale within a year, and what keeps it from going.
    pub refresh: RefreshAnswer,
    /// Readiness by role.
    pub roles: UnitsAnswer,
    /// The rules in force.
    pub rules: RulesAnswer,
    /// Schema id of the answer.
    pub schema: ReportSchema,
    /// Readiness by section.
    pub sections: UnitsAnswer,
    /// The verdicts under other rules; `null` where the programme as written is not known.
    pub sensitivity: Option<SensitivityAnswer>,
    /// Whether the programme has no errors. Where it has some, the figures are not what the authors meant, and none should
    /// be shown; rows of evidence or answers that were refused do not matter here, for the rest counts.
    pub sound: bool,
    /// What people answer.
    pub survey: SurveyAnswer,
    /// Name of the programme for people.
    pub title: String,
}

/// The input of a report: assessment, evidence, survey answers, plan and audience.
#[derive(Clone, Copy, Debug)]
pub struct ReportInput<'a> {
    /// Everyone's readiness.
    pub assessment: &'a Assessment,
    /// For whom the report is.
    pub disclosure: &'a Disclosure,
    /// The programme as written; without it the sensitivity is left out.
    pub document: Option<&'a Document>,
    /// The evidence, with what people answered about objectives.
    pub evidence: &'a EvidenceLog,
    /// Findings of the programme and of reading.
    pub findings: &'a [Finding],
    /// The language of titles: `en`, `fr` or `ar`.
    pub language: &'a str,
    /// The plan, if it is to be reported; it must hold.
    pub plan: Option<&'a Plan>,
    /// The answers to surveys.
    pub responses: &'a ResponseLog,
}

/// The data behind a report: counts of people, objectives, records and survey answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportData {
    /// Answers to surveys; one that was given twice is counted once.
    pub answers: ReportRows,
    /// Records of evidence; answers about objectives are among them.
    pub evidence: ReportRows,
    /// How many objectives the programme has.
    pub objectives: u64,
    /// How many people the programme lists, whenever they are employed.
    pub people_listed: Published<u64>,
    /// How many roles it has.
    pub roles: u64,
    /// How many sections it has.
    pub sections: u64,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
}

/// Counts of the rows behind a report that were taken, refused and set aside.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportRows {
    /// How many could not be used; each is a finding.
    pub refused: u64,
    /// How many refer to an entry of the programme that was refused; the finding is that entry's.
    pub set_aside: u64,
    /// How many count. Published: to the nearest hundred, and one hundred at least.
    pub taken: Published<u64>,
}

/// Findings of one code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FindingGroup {
    /// The code.
    pub code: Code,
    /// How many there are.
    pub count: u64,
    /// Those that are not about rows of persons, in their published order.
    pub findings: Vec<Finding>,
    /// How bad they are.
    pub severity: Severity,
    /// What the code means.
    pub summary: String,
}

/// Names for people, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportNames {
    /// Of instruments.
    pub instruments: BTreeMap<String, String>,
    /// Of objectives.
    pub objectives: BTreeMap<String, String>,
    /// Of sections that are part of another: the id of that one.
    pub parents: BTreeMap<String, String>,
    /// Of phases.
    pub phases: BTreeMap<String, String>,
    /// Of roles.
    pub roles: BTreeMap<String, String>,
    /// Of sections.
    pub sections: BTreeMap<String, String>,
}

/// The rules in force.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RulesAnswer {
    /// The agreement (r_wg) from which the people of a unit count as agreed, in [0, 1].
    pub agreement_at_least: f64,
    /// How far a track may fall short of its share of training hours, in [0, 1].
    pub balance_tolerance: f64,
    /// Evidence weight of one fresh record by kind.
    pub evidence_weights: EvidenceWeightsAnswer,
    /// How far tracks make up for each other: 1 arithmetic, 0 geometric, -1 harmonic, `"-inf"` the minimum.
    pub exponent: Exponent,
    /// Days in which evidence loses half its evidence weight, where the objective does not say.
    pub half_life_days: f64,
    /// SHA-256 of the other values here, written as JSON with sorted keys and without spaces: the same rules have the
    /// same hash.
    pub hash: String,
    /// Fewest people of a published figure.
    pub min_cell: u32,
    /// Evidence weight of what is not known, in equivalent trials.
    pub prior_weight: f64,
    /// Days before the end of being ready in which an objective is `expiring`.
    pub refresh_lead_days: u32,
    /// Published counts of people are multiples of it.
    pub round_to: u32,
    /// Threshold of verdicts.
    pub threshold: f64,
    /// Threshold of each track's verdict.
    pub track_thresholds: TrackValues<f64>,
    /// Weight of each track.
    pub track_weights: TrackValues<f64>,
}

/// Evidence weight of one fresh record by kind, in equivalent trials.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "the kinds say it")]
pub struct EvidenceWeightsAnswer {
    pub certificate: f64,
    pub completion: f64,
    pub observation: f64,
    pub quiz: f64,
    pub survey: f64,
}

impl ReportAnswer {
    /// Makes all answers of a report.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::{ReportAnswer, ReportInput};
    /// use paratus::disclosure::Disclosure;
    ///
    /// let programme = sample::programme();
    /// let (evidence, responses) = (sample::evidence(&programme), sample::responses(&programme));
    /// let assessment = programme.assess(&evidence, sample::first(3));
    /// let answer = ReportAnswer::new(&ReportInput {
    ///     assessment: &assessment,
    ///     disclosure: &Disclosure::published("the key of the office"),
    ///     document: Some(&sample::document()),
    ///     evidence: &evidence,
    ///     findings: programme.findings(),
    ///     language: "en",
    ///     plan: None,
    ///     responses: &responses,
    /// })?;
    /// assert_eq!(answer.title, "Records office");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where refreshers cannot be looked at for a year, because the date of assessment is the last there is.
    pub fn new(input: &ReportInput<'_>) -> Result<ReportAnswer, Error> {
        let ReportInput {
            assessment,
            disclosure,
            document,
            evidence,
            findings,
            language,
            plan,
            responses,
        } = *input;
        let (assessment, responses) = if assessment.programme().model().is_translated() {
            (
                assessment.in_language(language),
                Cow::Owned(responses.in_language(language)),
            )
        } else {
            (assessment.clone(), Cow::Borrowed(responses))
        };
        let (assessment, responses): (&Assessment, &ResponseLog) = (&assessment, &responses);
        let programme = assessment.programme();
        let as_of = assessment.as_of();
        let (audience, key) = (Some(disclosure.audience()), disclosure.key());
        let units = |kind| {
            let mut units = UnitsAnswer::new(assessment, kind, disclosure, &[]);
            units.findings.clear();
            units
        };
        let conflicts = evidence.conflicting_records(as_of);
        let holders_alone = if disclosure.is_internal() {
            assessment.single_holders()
        } else {
            Vec::new()
        };
        let findings = [findings, &conflicts, &holders_alone].concat();
        let findings = findings.as_slice();
        let mut gates = super::gates(
            assessment,
            responses,
            &GatesOptions {
                as_of: None,
                disclosure: audience,
                disclosure_key: key,
                phase: None,
            },
            findings,
        )?;
        let mut all = std::mem::take(&mut gates.findings);
        // Those about rows of persons are counted here by code, and not shown.
        all.extend(
            super::all_findings(assessment, findings)
                .into_iter()
                .filter(|finding| is_personal(finding) && is_countable(finding))
                .filter(|_| !disclosure.is_internal()),
        );
        let findings = group(super::FindingsAnswer::new(all).findings);
        let mut gaps = GapsAnswer::new(assessment, Unit::Organisation, disclosure, &[])?;
        gaps.findings.clear();
        let of_all = NeedsOptions {
            disclosure: audience,
            disclosure_key: key,
            ..NeedsOptions::default()
        };
        let mut needs =
            super::survey::needs_of(gaps.gaps.clone(), assessment, responses, &of_all, &[])?;
        needs.findings.clear();
        let mut refresh = super::refresh(
            assessment,
            &RefreshOptions {
                disclosure: audience,
                disclosure_key: key,
                ..RefreshOptions::default()
            },
            &[],
        )?;
        refresh.findings.clear();
        // Published beside the forecast without it, it would reveal the few who make the difference.
        if let Some(plan) = plan.filter(|_| disclosure.is_internal()) {
            let limits = crate::refresh::RefreshLimits::new(refresh.refresh.until);
            refresh.refresh = assessment.refresh_with_plan(plan, &limits, disclosure)?;
        }
        let mut survey = super::survey(
            responses,
            as_of,
            &SurveyOptions {
                disclosure: audience,
                disclosure_key: key,
                ..SurveyOptions::default()
            },
            &[],
        )?;
        survey.commitment = survey.commitment.without_actors();
        let organisation = units(UnitKind::Organisation);
        let publisher = assessment.publisher(disclosure);
        let employed = organisation
            .units
            .iter()
            .filter_map(|unit| unit.people.value())
            .sum();
        let listed = programme.people() as u64;
        // Too few to be published is not nobody.
        let people = u64::max(employed, listed.min(1));
        let rows = |rows: usize, counts: RowCounts| ReportRows {
            refused: counts.refused,
            set_aside: counts.set_aside,
            taken: publisher.rows(rows as u64, people),
        };
        let answers = rows(responses.len(), responses.row_counts());
        let records = rows(evidence.len(), evidence.row_counts());
        let people_listed = publisher.of(people, listed);
        Ok(ReportAnswer {
            as_of,
            data: ReportData {
                answers,
                evidence: records,
                objectives: programme.objectives().len() as u64,
                people_listed,
                roles: programme.roles().len() as u64,
                sections: programme.sections().len() as u64,
                suppressed: SuppressedFigures::default()
                    .with_figure("answers.taken", &answers.taken)
                    .with_figure("evidence.taken", &records.taken)
                    .with_figure("people_listed", &people_listed),
            },
            disclosure: publisher.note(),
            findings,
            fit: FitAnswer::new(programme, as_of, disclosure),
            gaps,
            gates,
            holders: holders(assessment, disclosure),
            names: ReportNames::new(programme),
            needs,
            organisation,
            phases: super::phases(
                programme,
                as_of,
                &PhasesOptions {
                    disclosure: audience,
                    disclosure_key: key,
                    ..PhasesOptions::default()
                },
            )?,
            plan: plan
                .map(|plan| PublishedPlan::new(plan, programme, disclosure))
                .transpose()?,
            programme: programme.id().to_owned(),
            refresh,
            roles: units(UnitKind::Role),
            rules: RulesAnswer::new(programme.rules()),
            schema: ReportSchema::V1,
            sections: units(UnitKind::Section),
            sensitivity: document
                .map(|document| SensitivityAnswer::new(document, evidence, as_of, disclosure, &[])),
            sound: programme
                .findings()
                .iter()
                .all(|finding| finding.severity != Severity::Error),
            survey,
            title: programme.title().to_owned(),
        })
    }
}

/// Findings by severity and code, in the order of the first of each.
fn group(findings: Vec<Finding>) -> Vec<FindingGroup> {
    let mut groups: Vec<FindingGroup> = Vec::new();
    for finding in findings {
        let (code, severity) = (finding.code, finding.severity);
        let at = groups
            .iter()
            .position(|group| (group.code, group.severity) == (code, severity));
        let at = at.unwrap_or_else(|| {
            let summary = code.summary().to_owned();
            groups.push(FindingGroup {
                code,
                count: 0,
                findings: Vec::new(),
                severity,
                summary,
            });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(at) else {
            continue;
        };
        group.count += u64::from(finding.count);
        if !is_personal(&finding) {
            group.findings.push(finding);
        }
    }
    groups
}

/// The holders of every section that has people of its own or below it, where exact counts may be seen.
fn holders(assessment: &Assessment, disclosure: &Disclosure) -> Vec<SectionHolders> {
    let sections = assessment.programme().sections();
    if !disclosure.is_internal() || sections.len() > MOST_HOLDER_SECTIONS {
        return Vec::new();
    }
    let of = |section: &str| {
        let holders = assessment
            .holders(Unit::Section(section), disclosure)
            .ok()?;
        (!holders.is_empty()).then(|| SectionHolders {
            holders,
            section: section.to_owned(),
        })
    };
    sections
        .iter()
        .filter_map(|section| of(&section.id))
        .collect()
}

impl ReportNames {
    /// The names that a programme gives.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::ReportNames;
    ///
    /// assert_eq!(ReportNames::new(&sample::programme()).objectives["search"], "search");
    /// ```
    #[must_use]
    pub fn new(programme: &Programme) -> ReportNames {
        let model = programme.model();
        let or_id = |id: &str, title: &str| (id.to_owned(), or_id(title, id));
        ReportNames {
            instruments: model
                .instruments
                .iter()
                .map(|found| or_id(&found.id, &found.title))
                .collect(),
            objectives: model
                .objectives
                .iter()
                .map(|found| or_id(&found.id, &found.title))
                .collect(),
            parents: model
                .sections
                .iter()
                .filter_map(|found| {
                    Some((
                        found.id.clone(),
                        model.sections.get(found.parent?)?.id.clone(),
                    ))
                })
                .collect(),
            phases: model
                .phases
                .iter()
                .map(|found| or_id(&found.id, &found.title))
                .collect(),
            roles: model
                .roles
                .iter()
                .map(|found| or_id(&found.id, &found.title))
                .collect(),
            sections: model
                .sections
                .iter()
                .map(|found| or_id(&found.id, &found.title))
                .collect(),
        }
    }
}

impl RulesAnswer {
    /// The rules with their hash.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::RulesAnswer;
    ///
    /// let rules = RulesAnswer::new(sample::programme().rules());
    /// assert_eq!((rules.threshold, rules.hash.len()), (0.5, 64));
    /// ```
    #[must_use]
    pub fn new(rules: &Rules) -> RulesAnswer {
        let mut answer = RulesAnswer {
            agreement_at_least: rules.agreement_at_least,
            balance_tolerance: rules.balance_tolerance,
            exponent: Exponent(rules.exponent),
            half_life_days: rules.half_life_days,
            hash: String::new(),
            evidence_weights: EvidenceWeightsAnswer {
                certificate: rules.evidence_weight(Kind::Certificate),
                completion: rules.evidence_weight(Kind::Completion),
                observation: rules.evidence_weight(Kind::Observation),
                quiz: rules.evidence_weight(Kind::Quiz),
                survey: rules.evidence_weight(Kind::Survey),
            },
            min_cell: rules.min_cell,
            prior_weight: rules.prior_weight,
            refresh_lead_days: rules.refresh_lead_days,
            round_to: rules.round_to,
            threshold: rules.threshold,
            track_thresholds: rules.track_thresholds,
            track_weights: rules.track_weights,
        };
        let text = super::to_json(&answer).replacen("\"hash\":\"\",", "", 1);
        for byte in Sha256::digest(text) {
            // Writing to a string does not fail.
            let _ = write!(answer.hash, "{byte:02x}");
        }
        answer
    }
}
