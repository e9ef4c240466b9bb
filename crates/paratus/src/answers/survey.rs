//! Surveys and needs: what people say, and what they need most.

use super::options::no_effect_beside;
use super::source::{of_date, of_programme};
use crate::disclosure::{Audience, Disclosure, DisclosureKey, DisclosureNote};
use crate::document::{Aspect, InstrumentDoc};
use crate::finding::describe;
use crate::schema_id::schema_id;
use crate::survey::{
    Barrier, Commitment, DifTable, MissingAnswers, Observers, Reliability, ResponseLog,
    UnitBarriers, UnitClimate, UnitNeeds, Window, commitment,
};
use crate::units::Unit;
use crate::units::gaps::UnitGaps;
use crate::{Assessment, Code, Date, Error, ErrorKind, Finding};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

schema_id! {
    /// Schema id of [`SurveyAnswer`].
    SurveySchema = "paratus/survey/1"
}
schema_id! {
    /// Schema id of [`NeedsAnswer`].
    NeedsSchema = "paratus/needs/1"
}

/// Options of `survey`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct SurveyOptions {
    /// The last day of answers that count; default: the programme's date of assessment.
    pub as_of: Option<Date>,
    /// For whom the answer is: `published` (rounded, small groups suppressed) where left out, or `internal` (exact).
    pub disclosure: Option<Audience>,
    /// The secret that decides how published counts are rounded; default: derived from the evidence. No answer repeats it.
    #[serde(skip_serializing)]
    pub disclosure_key: Option<DisclosureKey>,
    /// Id of an instrument; default: all.
    pub instrument: Option<String>,
    /// The first day of answers that count: the last wave of a survey, for instance.
    pub since: Option<Date>,
}

/// Options of `needs`: one of `section` and `role`, or neither for the organisation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct NeedsOptions {
    /// The date of assessment; default: the programme's own.
    pub as_of: Option<Date>,
    /// For whom the answer is: `published` (rounded, small groups suppressed) where left out, or `internal` (exact).
    pub disclosure: Option<Audience>,
    /// The secret that decides how published counts are rounded; default: derived from the evidence. No answer repeats it.
    #[serde(skip_serializing)]
    pub disclosure_key: Option<DisclosureKey>,
    /// Id of an instrument; default: all that ask for importance and ability.
    pub instrument: Option<String>,
    /// How needs are ranked; default: every way.
    pub methods: Vec<Method>,
    /// Id of a role. Surveys are not counted by role.
    pub role: Option<String>,
    /// Id of a section; its subtree counts with it.
    pub section: Option<String>,
    /// The first day of answers that count.
    pub since: Option<Date>,
}

constructors! {
    r#"let made = answers::SurveyOptions::new().instrument("pulse");"#
    SurveyOptions default { as_of: optional(Date), instrument: optional_text, since: optional(Date) }
    r#"let made = answers::NeedsOptions::new().section("archive").methods([answers::Method::Gap]);"#
    NeedsOptions default {
        as_of: optional(Date), instrument: optional_text, methods: list(Method), role: optional_text, section: optional_text,
        since: optional(Date),
    }
}

disclosure_setters!(SurveyOptions, NeedsOptions);

/// A way to rank needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Importance against ability, weighted by importance (Borich).
    Borich,
    /// What difficulty, importance and frequency say about training.
    Dif,
    /// What would raise readiness most per hour of teaching, from evidence.
    Gap,
    /// How many more people fall short than exceed (ranked discrepancy).
    Rdm,
}

names! {
    Method:
    Borich = "borich",
    Dif = "dif",
    Gap = "gap",
    Rdm = "rdm",
}

/// The figures of all surveys: reliability, agreement, climate and barriers by instrument.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SurveyAnswer {
    /// The last day of answers that count.
    pub as_of: Date,
    /// What leaders did: dated facts, no opinions.
    pub commitment: Commitment,
    /// For whom the figures are, and how they were rounded.
    pub disclosure: DisclosureNote,
    /// Problems in programme and answers that bear on the figures.
    pub findings: Vec<Finding>,
    /// The instruments, in the order of the programme.
    pub instruments: Vec<InstrumentAnswer>,
    /// How far those who watch people at work agree; `null` where only one instrument was asked for.
    pub observers: Option<Observers>,
    /// Id of the programme.
    pub programme: String,
    /// Schema id of the answer.
    pub schema: SurveySchema,
    /// The first day of answers that count; `null` where all up to the last do.
    pub since: Option<Date>,
}

impl SurveyAnswer {
    /// The same, with how far observers agree in the evidence of an assessment, where all instruments were asked for.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::{SurveyOptions, survey};
    ///
    /// let assessment = sample::assessment();
    /// let responses = sample::responses(assessment.programme());
    /// let options = SurveyOptions::default();
    /// let answer = survey(&responses, assessment.as_of(), &options, &[])?.observers(&assessment, &options);
    /// assert!(answer.observers.is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn observers(mut self, assessment: &Assessment, options: &SurveyOptions) -> SurveyAnswer {
        self.observers = options
            .instrument
            .is_none()
            .then(|| assessment.observers(&Disclosure::from(options)));
        self
    }
}

/// The figures of one instrument: reliability, agreement, climate and barriers.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InstrumentAnswer {
    /// Where people are stuck; `null` where the instrument does not ask for every stage.
    pub barriers: Option<BarriersAnswer>,
    /// Everything that its items measure but the stages of a change, in the order of the items.
    pub constructs: Vec<ConstructAnswer>,
    /// Its id.
    pub instrument: String,
    /// The number of answers of the scale.
    pub points: u32,
    /// How far all its items say the same thing.
    pub reliability: Reliability,
    /// Name for people.
    pub title: String,
}

/// Barriers to adoption: how many people of each unit are stuck at which stage.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BarriersAnswer {
    /// The organisation, then the sections in the order of the programme.
    pub units: Vec<UnitBarriers>,
}

/// The figures of one construct of an instrument: its reliability, and the climate of each unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConstructAnswer {
    /// What the items measure.
    pub construct: String,
    /// How many items ask for it.
    pub items: u64,
    /// Whether it is an objective, so that the answers count as evidence.
    pub objective: bool,
    /// How far its items say the same thing.
    pub reliability: Reliability,
    /// The organisation, then the sections in the order of the programme.
    pub units: Vec<UnitClimate>,
}

/// Training needs of a unit, ranked by the methods asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NeedsAnswer {
    /// The date of assessment.
    pub as_of: Date,
    /// For whom the figures are, and how they were rounded.
    pub disclosure: DisclosureNote,
    /// Problems in programme, evidence and answers that bear on the figures.
    pub findings: Vec<Finding>,
    /// What would raise readiness most per hour of teaching, first; what nothing teaches last. `null` where only surveyed
    /// needs were asked for, and there are some.
    pub gaps: Option<UnitGaps>,
    /// The ways of ranking that were asked for.
    pub methods: Vec<Method>,
    /// Id of the programme.
    pub programme: String,
    /// Why there are no surveyed needs although they were asked for.
    pub reason: Option<NoSurveyedNeeds>,
    /// Schema id of the answer.
    pub schema: NeedsSchema,
    /// The needs of the unit by each instrument that asks for them.
    pub surveys: Vec<SurveyedNeeds>,
}

/// The reason why a unit has no surveyed needs. `Display` says it in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoSurveyedNeeds {
    /// No instrument asks for the importance and the ability of anything.
    NoInstrument,
    /// The unit is a role, and surveys are counted by section.
    Role,
}

names! {
    NoSurveyedNeeds (shown otherwise):
    NoInstrument = "no_instrument",
    Role = "role",
}

impl fmt::Display for NoSurveyedNeeds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            NoSurveyedNeeds::NoInstrument => {
                "no instrument asks for the importance and the ability of anything"
            }
            NoSurveyedNeeds::Role => "surveys are counted by section, not by role",
        })
    }
}

/// The needs of a unit by one instrument.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SurveyedNeeds {
    /// Id of the instrument.
    pub instrument: String,
    /// What is needed, the greatest need first.
    pub needs: UnitNeeds,
    /// Name of the instrument for people.
    pub title: String,
}

fn window(as_of: Date, since: Option<Date>) -> Result<Window, Error> {
    match since {
        Some(since) if since > as_of => {
            let finding = describe!(
                Code::ValueOutOfRange,
                "options.since",
                WindowReversed {
                    since: since,
                    as_of: as_of
                }
            );
            Err(Error::new(ErrorKind::Shape, vec![finding]))
        }
        Some(since) => Ok(Window::new(as_of).since(since)),
        None => Ok(Window::new(as_of)),
    }
}

/// The error of an id in the options.
fn unknown(error: Error) -> Error {
    error.within("options")
}

/// Computes the figures of the surveys. `findings` are those of the programme and of reading.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers::{SurveyOptions, survey};
///
/// let responses = sample::responses(&sample::programme());
/// let answer = survey(&responses, sample::first(3), &SurveyOptions::default(), &[])?;
/// assert_eq!(answer.instruments.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where there is no such instrument, or the options name another date.
pub fn survey(
    responses: &ResponseLog,
    as_of: Date,
    options: &SurveyOptions,
    findings: &[Finding],
) -> Result<SurveyAnswer, Error> {
    let programme = responses.programme();
    of_date(as_of, options.as_of)?;
    let window = window(as_of, options.since)?;
    let disclosure = Disclosure::from(options);
    let publisher = responses.publisher(&disclosure);
    if let Some(id) = &options.instrument {
        // Asked for its finding alone.
        responses.barriers(id, window).map_err(unknown)?;
    }
    let wanted = |written: &&InstrumentDoc| {
        options
            .instrument
            .as_ref()
            .is_none_or(|id| written.id == *id)
    };
    let instruments = programme.model().instruments.iter().filter(wanted);
    let instruments: Result<Vec<_>, _> = instruments
        .map(|written| instrument(responses, written, window, &disclosure))
        .collect();
    Ok(SurveyAnswer {
        as_of,
        commitment: if disclosure.is_internal() {
            commitment(programme, as_of)
        } else {
            commitment(programme, as_of).without_actors()
        },
        disclosure: publisher.note(),
        findings: super::FindingsAnswer::new(
            publisher.findings(super::with_uncounted_rows(findings, responses, as_of)),
        )
        .findings,
        instruments: instruments.map_err(unknown)?,
        observers: None,
        programme: programme.id().to_owned(),
        schema: SurveySchema::V1,
        since: options.since,
    })
}

fn instrument(
    responses: &ResponseLog,
    written: &InstrumentDoc,
    window: Window,
    disclosure: &Disclosure,
) -> Result<InstrumentAnswer, Error> {
    let scored = || {
        written
            .items
            .iter()
            .filter(|item| item.aspect == Aspect::Ability)
    };
    let is_stage = |measures: &str| Barrier::STAGES.iter().any(|stage| stage.name() == measures);
    let stages = Barrier::STAGES
        .iter()
        .all(|stage| scored().any(|item| item.measures == stage.name()));
    let mut seen = BTreeSet::new();
    let mut constructs = Vec::new();
    for item in scored().filter(|item| !is_stage(&item.measures)) {
        if !seen.insert(item.measures.as_str()) {
            continue;
        }
        constructs.push(ConstructAnswer {
            construct: item.measures.clone(),
            items: scored()
                .filter(|other| other.measures == item.measures)
                .count() as u64,
            objective: responses
                .programme()
                .model()
                .objective_ids
                .get(&item.measures)
                .is_some(),
            reliability: responses.reliability(
                &written.id,
                Some(&item.measures),
                window,
                MissingAnswers::Complete,
                disclosure,
            )?,
            units: responses.climate(&written.id, &item.measures, window, disclosure)?,
        });
    }
    let barriers = if stages {
        Some(responses.unit_barriers(&written.id, window, disclosure)?)
    } else {
        None
    };
    Ok(InstrumentAnswer {
        barriers: barriers.map(|units| BarriersAnswer { units }),
        constructs,
        instrument: written.id.clone(),
        points: written.points,
        reliability: responses.reliability(
            &written.id,
            None,
            window,
            MissingAnswers::Complete,
            disclosure,
        )?,
        title: crate::model::or_id(&written.title, &written.id),
    })
}

/// Ranks the training needs of a unit. `findings` are those of the programme and of reading.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers::{NeedsOptions, needs};
///
/// let assessment = sample::assessment();
/// let responses = sample::responses(assessment.programme());
/// let answer = needs(&assessment, &responses, &NeedsOptions::default(), &[])?;
/// assert_eq!(answer.programme, "records");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where there is no such unit or instrument, or the options name another date than that of the assessment.
pub fn needs(
    assessment: &Assessment,
    responses: &ResponseLog,
    options: &NeedsOptions,
    findings: &[Finding],
) -> Result<NeedsAnswer, Error> {
    of_date(assessment.as_of(), options.as_of)?;
    let responses = &*of_programme(responses, assessment.programme());
    let unit = super::options::unit(options.section.as_deref(), options.role.as_deref())?;
    let gaps = assessment.gaps(unit, &Disclosure::from(options))?;
    needs_of(gaps, assessment, responses, options, findings)
}

/// The needs of a unit whose gaps are computed already.
pub(super) fn needs_of(
    gaps: UnitGaps,
    assessment: &Assessment,
    responses: &ResponseLog,
    options: &NeedsOptions,
    findings: &[Finding],
) -> Result<NeedsAnswer, Error> {
    let mut methods = options.methods.clone();
    if methods.is_empty() {
        methods = vec![Method::Borich, Method::Dif, Method::Gap, Method::Rdm];
    }
    methods.sort();
    methods.dedup();
    let unit = super::options::unit(options.section.as_deref(), options.role.as_deref())?;
    let surveyed = methods.iter().any(|method| *method != Method::Gap);
    let of_surveys = [
        ("instrument", options.instrument.is_some()),
        ("since", options.since.is_some()),
    ];
    if let (false, Some((key, _))) = (surveyed, of_surveys.iter().find(|(_, given)| *given)) {
        let help =
            "add `borich`, `dif` or `rdm` to `methods`, or leave it out: `gap` is of evidence";
        return Err(no_effect_beside(key, "methods: gap", help));
    }
    let (surveys, reason) = if surveyed {
        surveys(assessment, responses, options, unit)?
    } else {
        (Vec::new(), None)
    };
    let wanted = methods.contains(&Method::Gap) || surveys.is_empty();
    Ok(NeedsAnswer {
        as_of: assessment.as_of(),
        disclosure: assessment.publisher(&Disclosure::from(options)).note(),
        findings: super::unit_findings(
            assessment,
            &Disclosure::from(options),
            &super::with_uncounted_rows(findings, responses, assessment.as_of()),
        ),
        gaps: wanted.then(|| per_hour(gaps)),
        methods,
        programme: assessment.programme().id().to_owned(),
        reason,
        schema: NeedsSchema::V1,
        surveys,
    })
}

/// The surveyed needs of a unit, or why there are none.
fn surveys(
    assessment: &Assessment,
    responses: &ResponseLog,
    options: &NeedsOptions,
    unit: Unit<'_>,
) -> Result<(Vec<SurveyedNeeds>, Option<NoSurveyedNeeds>), Error> {
    let programme = assessment.programme();
    let window = window(assessment.as_of(), options.since)?;
    if let Some(id) = &options.instrument {
        responses
            .needs(id, window, &DifTable::default(), &Disclosure::from(options))
            .map_err(unknown)?;
    }
    let id = match unit {
        Unit::Organisation => programme.id(),
        Unit::Section(id) => id,
        Unit::Role(_) => {
            return Ok((Vec::new(), Some(NoSurveyedNeeds::Role)));
        }
    };
    let mut list = Vec::new();
    for written in &programme.model().instruments {
        if options
            .instrument
            .as_ref()
            .is_some_and(|wanted| *wanted != written.id)
        {
            continue;
        }
        // An instrument that asks for no needs is none of them.
        let Ok(units) = responses.needs(
            &written.id,
            window,
            &DifTable::default(),
            &Disclosure::from(options),
        ) else {
            continue;
        };
        let of_unit =
            |needs: &UnitNeeds| needs.unit == id && (unit == Unit::Organisation) == is_whole(needs);
        list.extend(units.into_iter().find(of_unit).map(|needs| SurveyedNeeds {
            instrument: written.id.clone(),
            needs,
            title: crate::model::or_id(&written.title, &written.id),
        }));
    }
    let reason = list.is_empty().then_some(NoSurveyedNeeds::NoInstrument);
    Ok((list, reason))
}

fn is_whole(needs: &UnitNeeds) -> bool {
    needs.kind == crate::units::UnitKind::Organisation
}

/// The same gaps, by what teaching brings per hour.
fn per_hour(mut gaps: UnitGaps) -> UnitGaps {
    let worth = |gap: &crate::units::gaps::Gap| gap.gap_per_hour.value().unwrap_or(-1.0);
    // The order of equal ones stays.
    gaps.rows.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
    gaps
}
