//! Gates, phases and refreshers: the decisions of a roll-out.

use crate::disclosure::Publisher;
use crate::disclosure::{Audience, Disclosure, DisclosureKey, DisclosureNote};
use crate::finding::describe;
use crate::gates::{GateReport, GateVerdict};
use crate::phases::{PhaseOptions, PhaseWhy, Phases};
use crate::refresh::Refresh;
use crate::schema_id::schema_id;
use crate::survey::ResponseLog;
use crate::{Assessment, Code, Date, Error, ErrorKind, Finding, Programme};
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
    /// Schema id of [`PhaseWhyAnswer`].
    PhaseWhySchema = "paratus/phase-why/1"
}
schema_id! {
    /// Schema id of [`RefreshAnswer`].
    RefreshSchema = "paratus/refresh/1"
}

/// Options of `gates`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct GatesOptions {
    /// The date of assessment; default: the programme's own.
    pub as_of: Option<Date>,
    /// For whom the answer is: `published` (rounded, small groups suppressed) where left out, or `internal` (exact).
    pub disclosure: Option<Audience>,
    /// The secret that decides how published counts are rounded; default: derived from the evidence. No answer repeats it.
    pub disclosure_key: Option<DisclosureKey>,
    /// Id of the phase whose gate is asked for; default: all gates.
    pub phase: Option<String>,
}

impl GatesOptions {
    /// For whom the answer is.
    #[must_use]
    pub fn disclosure(&self) -> Disclosure {
        Disclosure::new(self.disclosure.unwrap_or_default(), self.disclosure_key)
    }
}

/// Options of `phases`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct PhasesOptions {
    /// The date on which people are employed; default: the programme's own.
    pub as_of: Option<Date>,
    /// For whom the answer is: `published` (rounded, small groups suppressed) where left out, or `internal` (exact).
    pub disclosure: Option<Audience>,
    /// The secret that decides how published counts are rounded; default: derived from the evidence. No answer repeats it.
    pub disclosure_key: Option<DisclosureKey>,
    /// How many phases to propose at most, none of them empty; implies `propose`.
    pub count: Option<u32>,
    /// Most hours that a person spends in one proposed phase; implies `propose`. `hours_exceeded` says what alone takes more.
    pub hours: Option<f64>,
    /// Whether to propose phases even where the programme says what is in them.
    pub propose: bool,
}

impl PhasesOptions {
    /// For whom the answer is.
    #[must_use]
    pub fn disclosure(&self) -> Disclosure {
        Disclosure::new(self.disclosure.unwrap_or_default(), self.disclosure_key)
    }
}

/// Options of `refresh`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct RefreshOptions {
    /// The date of assessment; default: the programme's own.
    pub as_of: Option<Date>,
    /// For whom the answer is: `published` (rounded, small groups suppressed) where left out, or `internal` (exact).
    pub disclosure: Option<Audience>,
    /// The secret that decides how published counts are rounded; default: derived from the evidence. No answer repeats it.
    pub disclosure_key: Option<DisclosureKey>,
    /// Most hours of refreshers in any month; default: spread evenly over the months.
    pub hours: Option<f64>,
    /// The last day that is looked at; default: a year after the date of assessment.
    pub until: Option<Date>,
}

impl RefreshOptions {
    /// For whom the answer is.
    #[must_use]
    pub fn disclosure(&self) -> Disclosure {
        Disclosure::new(self.disclosure.unwrap_or_default(), self.disclosure_key)
    }
}

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
    /// What this is.
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
    /// What this is.
    pub schema: PhasesSchema,
}

/// Why a phase comes where it does.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PhaseWhyAnswer {
    /// Id of the programme.
    pub programme: String,
    /// What this is.
    pub schema: PhaseWhySchema,
    /// The grounds.
    pub why: PhaseWhy,
}

/// What goes stale, and what keeps it from going.
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
    /// What this is.
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

/// All gates, or that of one phase. `findings` are those of the programme and of reading.
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
/// Where there is no such phase, or it has no gate.
pub fn gates(
    assessment: &Assessment,
    responses: &ResponseLog,
    options: &GatesOptions,
    findings: &[Finding],
) -> Result<GatesAnswer, Error> {
    let disclosure = options.disclosure();
    let mut gates = assessment.gates(&responses.gate_climate(assessment.as_of()), &disclosure);
    if let Some(phase) = &options.phase {
        let known: Vec<String> = gates.iter().map(|gate| gate.phase.clone()).collect();
        gates.retain(|gate| gate.phase == *phase);
        if gates.is_empty() {
            let finding = describe!(
                Code::UnknownReference,
                "options.phase",
                NoGateOfPhase { phase: phase }
            );
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let finding = finding.did_you_mean_one_of(phase, &known);
            return Err(Error::new(ErrorKind::Unknown, vec![finding]));
        }
    }
    let findings = super::with_not_counted(findings, responses, assessment.as_of());
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
/// Where the options ask for no phases, or for hours that are no positive number.
pub fn phases(
    programme: &Programme,
    as_of: Date,
    options: &PhasesOptions,
) -> Result<PhasesAnswer, Error> {
    let mut wanted = PhaseOptions::default();
    if let Some(hours) = options.hours {
        wanted = wanted.with_hours(positive("options.hours", hours)?);
    }
    if let Some(count) = options.count {
        wanted = wanted
            .with_phases(positive("options.count", f64::from(count)).map(|_| count as usize)?);
    }
    if options.propose {
        wanted = wanted.proposed();
    }
    let disclosure = options.disclosure();
    let phases = programme.phases(as_of, &wanted, &disclosure);
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
/// use paratus::answers::phase_why;
///
/// assert!(phase_why(&sample::programme(), sample::first(3), "docflow").is_ok());
/// let error = phase_why(&sample::programme(), sample::first(3), "docflw").err().ok_or("there is none")?;
/// assert!(error.to_string().contains("`docflw`"), "{error}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where there is no such phase.
pub fn phase_why(programme: &Programme, as_of: Date, phase: &str) -> Result<PhaseWhyAnswer, Error> {
    let options = PhaseOptions::default();
    let why = programme.phase_why(as_of, &options, phase).ok_or_else(|| {
        let phases = programme
            .phases(as_of, &options, &Disclosure::internal())
            .phases;
        let known: Vec<&str> = phases.iter().map(|known| known.phase.as_str()).collect();
        let finding = describe!(
            Code::UnknownReference,
            "options.phase",
            NameUnknown {
                kind: "phase",
                given: phase
            }
        );
        Error::new(
            ErrorKind::Unknown,
            vec![finding.did_you_mean_one_of(phase, &known)],
        )
    })?;
    Ok(PhaseWhyAnswer {
        programme: programme.id().to_owned(),
        schema: PhaseWhySchema::V1,
        why,
    })
}

/// What goes stale until a day. `findings` are those of the programme and of reading the evidence.
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
/// Where the last day is not after the date of assessment, or the hours are no positive number.
pub fn refresh(
    assessment: &Assessment,
    options: &RefreshOptions,
    findings: &[Finding],
) -> Result<RefreshAnswer, Error> {
    let as_of = assessment.as_of();
    let until = options.until.unwrap_or(as_of.plus_days(365));
    let last = as_of.plus_days(MOST_DAYS);
    if until <= as_of || until > last {
        let finding = describe!(
            Code::ValueOutOfRange,
            "options.until",
            RefreshersEnd {
                until: until,
                as_of: as_of,
                last: last
            }
        );
        return Err(Error::new(ErrorKind::Shape, vec![finding]));
    }
    let disclosure = options.disclosure();
    let mut wanted = crate::refresh::RefreshOptions::until(until);
    if let Some(hours) = options.hours {
        wanted = wanted.with_hours(positive("options.hours", hours)?);
    }
    Ok(RefreshAnswer {
        disclosure: assessment.publisher(&disclosure).note(),
        findings: super::unit_findings(assessment, &disclosure, findings),
        programme: assessment.programme().id().to_owned(),
        refresh: assessment.refresh(&wanted, &disclosure),
        schema: RefreshSchema::V1,
    })
}

/// The furthest day that refreshers are asked for: ten years.
const MOST_DAYS: i32 = 3653;

fn positive(path: &str, number: f64) -> Result<f64, Error> {
    if number.is_finite() && number > 0.0 {
        return Ok(number);
    }
    let code = Code::ValueOutOfRange;
    let key = path.strip_prefix("options.").unwrap_or(path);
    let finding = if number.is_finite() {
        describe!(
            code,
            path,
            NotAWeight {
                key: key,
                value: number
            }
        )
    } else {
        describe!(
            code,
            path,
            NotFinite {
                key: key,
                value: number
            }
        )
    };
    Err(Error::new(ErrorKind::Shape, vec![finding]))
}
