//! Gates, phases and refreshers: the decisions of a roll-out.

use super::source::{of_date, of_programme};
use crate::disclosure::Publisher;
use crate::disclosure::{Audience, Disclosure, DisclosureKey, DisclosureNote};
use crate::gates::{GateReport, GateVerdict, no_gate};
use crate::model::limits::positive;
use crate::phases::{PhaseExplanation, Phases, ProposalOptions};
use crate::refresh::{Refresh, RefreshLimits};
use crate::schema_id::schema_id;
use crate::survey::ResponseLog;
use crate::{Assessment, Date, Error, Finding, Programme};
use serde::{Deserialize, Serialize};

schema_id! {
    /// Schema id of [`GatesAnswer`].
    GatesSchema = "paratus/gates/1"
}
schema_id! {
    /// Schema id of [`PhasesAnswer`].
    PhasesSchema = "paratus/phases/1"
}
schema_id! {
    /// Schema id of [`PhaseExplanationAnswer`].
    PhaseExplanationSchema = "paratus/phase-why/1"
}
schema_id! {
    /// Schema id of [`RefreshAnswer`].
    RefreshSchema = "paratus/refresh/1"
}

/// Options of `gates`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct GatesOptions {
    /// The date of assessment; default: the programme's own.
    pub as_of: Option<Date>,
    /// For whom the answer is: `published` (rounded, small groups suppressed) where left out, or `internal` (exact).
    pub disclosure: Option<Audience>,
    /// The secret that decides how published counts are rounded; default: derived from the evidence. No answer repeats it.
    #[serde(skip_serializing)]
    pub disclosure_key: Option<DisclosureKey>,
    /// Id of the phase whose gate is asked for; default: all gates.
    pub phase: Option<String>,
}

/// Options of `phases`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct PhasesOptions {
    /// The date on which people are employed; default: the programme's own.
    pub as_of: Option<Date>,
    /// For whom the answer is: `published` (rounded, small groups suppressed) where left out, or `internal` (exact).
    pub disclosure: Option<Audience>,
    /// The secret that decides how published counts are rounded; default: derived from the evidence. No answer repeats it.
    #[serde(skip_serializing)]
    pub disclosure_key: Option<DisclosureKey>,
    /// How many phases to propose at most, none of them empty; implies `propose`.
    pub count: Option<u32>,
    /// Most hours that a person spends in one proposed phase; implies `propose`. `hours_exceeded` says what alone takes more.
    pub hours: Option<f64>,
    /// Whether to propose phases even where the programme says what is in them.
    pub propose: bool,
}

/// Options of `refresh`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct RefreshOptions {
    /// The date of assessment; default: the programme's own.
    pub as_of: Option<Date>,
    /// For whom the answer is: `published` (rounded, small groups suppressed) where left out, or `internal` (exact).
    pub disclosure: Option<Audience>,
    /// The secret that decides how published counts are rounded; default: derived from the evidence. No answer repeats it.
    #[serde(skip_serializing)]
    pub disclosure_key: Option<DisclosureKey>,
    /// Most hours of refreshers in any month; default: spread evenly over the months.
    pub hours: Option<f64>,
    /// The last day that is looked at; default: a year after the date of assessment.
    pub until: Option<Date>,
}

constructors! {
    r#"let made = answers::GatesOptions::new().phase("docflow");"#
    GatesOptions default { as_of: optional(Date), phase: optional_text }
    r"let made = answers::PhasesOptions::new().count(3);"
    PhasesOptions default { as_of: optional(Date), count: optional(u32), hours: optional(f64), propose: bool }
    r#"let made = answers::RefreshOptions::new().until("2027-12-31".parse().unwrap());"#
    RefreshOptions default { as_of: optional(Date), hours: optional(f64), until: optional(Date) }
}

disclosure_setters!(GatesOptions, PhasesOptions, RefreshOptions);

/// The gates of a programme.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GatesAnswer {
    /// The date of assessment.
    pub as_of: Date,
    /// For whom the figures are, and how they were rounded.
    pub disclosure: DisclosureNote,
    /// Problems in programme, evidence and answers that bear on the verdicts.
    pub findings: Vec<Finding>,
    /// The gates, in the order of the phases.
    pub gates: Vec<GateReport>,
    /// Id of the programme.
    pub programme: String,
    /// Schema id of the answer.
    pub schema: GatesSchema,
}

/// The phases of a programme.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PhasesAnswer {
    /// For whom the figures are, and how they were rounded.
    pub disclosure: DisclosureNote,
    /// The phases, and what would be more common earlier.
    pub phases: Phases,
    /// Id of the programme.
    pub programme: String,
    /// Schema id of the answer.
    pub schema: PhasesSchema,
}

/// The explanation of a phase's place in the roll-out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PhaseExplanationAnswer {
    /// Id of the programme.
    pub programme: String,
    /// Schema id of the answer.
    pub schema: PhaseExplanationSchema,
    /// The grounds.
    pub why: PhaseExplanation,
}

/// The refresher calendar: what stops being ready, and the refreshers that prevent it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RefreshAnswer {
    /// For whom the figures are, and how they were rounded.
    pub disclosure: DisclosureNote,
    /// Problems in programme and evidence that bear on the figures.
    pub findings: Vec<Finding>,
    /// Id of the programme.
    pub programme: String,
    /// Forecast and calendar.
    pub refresh: Refresh,
    /// Schema id of the answer.
    pub schema: RefreshSchema,
}

impl GatesAnswer {
    /// The verdict of all gates together: the worst of them; open where there are none.
    #[must_use]
    pub fn verdict(&self) -> GateVerdict {
        self.gates
            .iter()
            .map(|gate| gate.verdict)
            .min()
            .unwrap_or(GateVerdict::Open)
    }
}

/// Evaluates all gates, or that of one phase. `findings` are those of the programme and of reading.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers::{GatesOptions, gates};
///
/// let assessment = sample::assessment();
/// let responses = sample::responses(assessment.programme());
/// assert_eq!(gates(&assessment, &responses, &GatesOptions::default(), &[])?.gates.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where there is no such phase, or it has no gate; and where the options name another date than that of the assessment.
pub fn gates(
    assessment: &Assessment,
    responses: &ResponseLog,
    options: &GatesOptions,
    findings: &[Finding],
) -> Result<GatesAnswer, Error> {
    of_date(assessment.as_of(), options.as_of)?;
    let responses = &*of_programme(responses, assessment.programme());
    let disclosure = Disclosure::from(options);
    let mut gates = assessment.gates(&responses.gate_climate(assessment.as_of()), &disclosure);
    if let Some(phase) = &options.phase {
        gates.retain(|gate| gate.phase == *phase);
        if gates.is_empty() {
            return Err(no_gate(assessment.programme(), phase));
        }
    }
    let findings = super::with_uncounted_rows(findings, responses, assessment.as_of());
    let mut findings = super::unit_findings(assessment, &disclosure, &findings);
    // What the programme says of itself on its own date may be said again of the gate.
    let of_gates = gates.iter().flat_map(|gate| &gate.findings);
    let is_new = |finding: &&Finding| {
        findings
            .iter()
            .all(|f| (f.code, &f.path) != (finding.code, &finding.path))
    };
    let more: Vec<Finding> = of_gates.filter(is_new).cloned().collect();
    findings.extend(more);
    Ok(GatesAnswer {
        as_of: assessment.as_of(),
        disclosure: assessment.publisher(&disclosure).note(),
        findings: super::FindingsAnswer::new(findings).findings,
        gates,
        programme: assessment.programme().id().to_owned(),
        schema: GatesSchema::V1,
    })
}

/// The phases, authored or proposed.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers::{PhasesOptions, phases};
///
/// let answer = phases(&sample::programme(), sample::first(3), &PhasesOptions::default())?;
/// assert_eq!(answer.programme, "records");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the options ask for no phases, for hours that are no positive number, or for another date.
pub fn phases(
    programme: &Programme,
    as_of: Date,
    options: &PhasesOptions,
) -> Result<PhasesAnswer, Error> {
    of_date(as_of, options.as_of)?;
    let wanted = ProposalOptions {
        hours_per_person: match options.hours {
            Some(hours) => Some(positive("options.hours", hours)?),
            None => None,
        },
        phases: match options.count {
            Some(count) => {
                Some(positive("options.count", f64::from(count)).map(|_| count as usize)?)
            }
            None => None,
        },
        propose: options.propose,
    };
    let disclosure = Disclosure::from(options);
    let phases = programme.phases(as_of, &wanted, &disclosure)?;
    let note = Publisher::publish(&disclosure, programme.rules()).note();
    Ok(PhasesAnswer {
        disclosure: note,
        phases,
        programme: programme.id().to_owned(),
        schema: PhasesSchema::V1,
    })
}

/// Why a phase of the programme, authored or proposed, comes where it does.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers::explain_phase;
///
/// assert!(explain_phase(&sample::programme(), sample::first(3), "docflow").is_ok());
/// let error = explain_phase(&sample::programme(), sample::first(3), "docflw").err().ok_or("there is none")?;
/// assert!(error.to_string().contains("`docflw`"), "{error}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where there is no such phase.
pub fn explain_phase(
    programme: &Programme,
    as_of: Date,
    phase: &str,
) -> Result<PhaseExplanationAnswer, Error> {
    let why = programme.explain_phase(as_of, &ProposalOptions::default(), phase)?;
    Ok(PhaseExplanationAnswer {
        programme: programme.id().to_owned(),
        schema: PhaseExplanationSchema::V1,
        why,
    })
}

/// Forecasts what stops being ready until a day, with a refresher calendar. `findings` are those of the programme and of reading.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers::{RefreshOptions, refresh};
///
/// let answer = refresh(&sample::assessment(), &RefreshOptions::default(), &[])?;
/// assert_eq!(answer.programme, "records");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the last day is not after the date of assessment, the hours are no positive number, or the options name another date than that
/// of the assessment.
pub fn refresh(
    assessment: &Assessment,
    options: &RefreshOptions,
    findings: &[Finding],
) -> Result<RefreshAnswer, Error> {
    of_date(assessment.as_of(), options.as_of)?;
    let until = options.until.unwrap_or(assessment.as_of().plus_days(365));
    let disclosure = Disclosure::from(options);
    let mut limits = RefreshLimits::new(until);
    if let Some(hours) = options.hours {
        limits = limits.hours_per_month(positive("options.hours", hours)?);
    }
    Ok(RefreshAnswer {
        disclosure: assessment.publisher(&disclosure).note(),
        findings: super::unit_findings(assessment, &disclosure, findings),
        programme: assessment.programme().id().to_owned(),
        refresh: assessment.refresh(&limits, &disclosure)?,
        schema: RefreshSchema::V1,
    })
}
