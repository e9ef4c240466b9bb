//! Options of operations.

use crate::disclosure::{Audience, Disclosure, DisclosureKey};
use crate::document::read_table;
use crate::finding::describe;
use crate::units::{Unit, UnitKind};
use crate::{Code, Date, Error, ErrorKind};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Options of operations on an assessment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct AssessOptions {
    /// The date of assessment; default: the programme's own.
    pub as_of: Option<Date>,
    /// Ids of the people to answer for, employed or not, in this order; default: everyone employed.
    pub people: Option<Vec<String>>,
}

/// Options of `explain`: what is to be explained, one of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ExplainOptions {
    /// The date of assessment; default: the programme's own.
    pub as_of: Option<Date>,
    /// For whom the answer is: `published` (rounded, small groups suppressed) where left out, or `internal` (exact).
    pub disclosure: Option<Audience>,
    /// The secret that decides how published counts are rounded; default: derived from the evidence. No answer repeats it.
    #[serde(skip_serializing)]
    pub disclosure_key: Option<DisclosureKey>,
    /// Id of a phase, for its gate: answered as `gates` is.
    pub gate: Option<String>,
    /// Id of an instrument: answered as `survey` is.
    pub instrument: Option<String>,
    /// Id of a person.
    pub person: Option<String>,
    /// Id of a phase, authored or proposed: why it comes where it does.
    pub phase: Option<String>,
    /// Id of a role: answered as `unit` is.
    pub role: Option<String>,
    /// Id of a section: answered as `unit` is.
    pub section: Option<String>,
}

/// Options of `units`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitsOptions {
    /// The date of assessment; default: the programme's own.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// For whom the answer is: `published` (rounded, small groups suppressed) where left out, or `internal` (exact).
    #[serde(default)]
    pub disclosure: Option<Audience>,
    /// The secret that decides how published counts are rounded; default: derived from the evidence. No answer repeats it.
    #[serde(default, skip_serializing)]
    pub disclosure_key: Option<DisclosureKey>,
    /// Sections, roles, or the organisation as a whole.
    pub kind: UnitKind,
}

/// Options of `gaps` and `unit`: one of `section` and `role`, or neither for the organisation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct GapsOptions {
    /// The date of assessment; default: the programme's own.
    pub as_of: Option<Date>,
    /// For whom the answer is: `published` (rounded, small groups suppressed) where left out, or `internal` (exact).
    pub disclosure: Option<Audience>,
    /// The secret that decides how published counts are rounded; default: derived from the evidence. No answer repeats it.
    #[serde(skip_serializing)]
    pub disclosure_key: Option<DisclosureKey>,
    /// Id of a role.
    pub role: Option<String>,
    /// Id of a section; its subtree counts with it.
    pub section: Option<String>,
}

constructors! {
    r#"let made = answers::AssessOptions::new().people(["p-0117"]);"#
    AssessOptions default { as_of: optional(Date), people: optional_texts }
    r#"let made = answers::ExplainOptions::new().person("p-0117");"#
    ExplainOptions default {
        as_of: optional(Date), gate: optional_text, instrument: optional_text, person: optional_text, phase: optional_text,
        role: optional_text, section: optional_text,
    }
    UnitsOptions { as_of: optional(Date) }
    r#"let made = answers::GapsOptions::new().section("archive");"#
    GapsOptions default { as_of: optional(Date), role: optional_text, section: optional_text }
    r#"let made = answers::DateOptions::new().as_of("2027-03-01".parse().unwrap());"#
    DateOptions default { as_of: optional(Date) }
}

impl UnitsOptions {
    /// Options of an answer about units of a kind.
    ///
    /// ```
    /// use paratus::answers::UnitsOptions;
    /// use paratus::disclosure::Disclosure;
    /// use paratus::units::UnitKind;
    ///
    /// let options = UnitsOptions::new(UnitKind::Section).disclosure(Disclosure::internal());
    /// assert_eq!(options.as_of, None);
    /// ```
    #[must_use]
    pub fn new(kind: UnitKind) -> UnitsOptions {
        UnitsOptions {
            as_of: None,
            disclosure: None,
            disclosure_key: None,
            kind,
        }
    }
}

disclosure_setters!(ExplainOptions, UnitsOptions, GapsOptions, DateOptions);

impl GapsOptions {
    pub(super) fn unit(&self) -> Result<Unit<'_>, Error> {
        unit(self.section.as_deref(), self.role.as_deref())
    }
}

/// Options of what needs a date and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct DateOptions {
    /// The date of assessment; default: the programme's own.
    pub as_of: Option<Date>,
    /// For whom the answer is: `published` (rounded, small groups suppressed) where left out, or `internal` (exact).
    pub disclosure: Option<Audience>,
    /// The secret that decides how published counts are rounded; default: derived from the evidence. No answer repeats it.
    #[serde(skip_serializing)]
    pub disclosure_key: Option<DisclosureKey>,
}

/// Options that say for whom an answer is.
pub(crate) trait ForAudience {
    /// Whether there is a key of rounding, and for whom the answer is.
    fn key_and_audience(&self) -> (bool, Option<Audience>);
}

/// Options of an answer for an audience, from JSON text. A key is refused where nothing is rounded.
pub(super) fn read_options<T: DeserializeOwned + ForAudience>(text: &str) -> Result<T, Error> {
    let options: T = read_table("options", text)?;
    match options.key_and_audience() {
        (true, Some(Audience::Internal)) => Err(no_effect_beside(
            "disclosure_key",
            "disclosure: internal",
            "leave it out: internal figures are not rounded",
        )),
        _ => Ok(options),
    }
}

/// The error of an option that another one leaves without effect.
pub(super) fn no_effect_beside(key: &str, other: &str, help: &str) -> Error {
    let finding = describe!(
        Code::WrongType,
        format!("options.{key}"),
        OptionBesideOther {
            key: key,
            other: other
        }
    );
    Error::new(ErrorKind::Shape, vec![finding.help(help)])
}

/// Options of operations that have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NoOptions {}

/// For whom an answer is that takes a date alone, by its options as JSON text.
///
/// ```
/// use paratus::answers::disclosure_of;
///
/// assert!(disclosure_of(r#"{ "disclosure": "internal" }"#)?.is_internal());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the options cannot be read.
pub fn disclosure_of(options: &str) -> Result<Disclosure, Error> {
    let options: DateOptions = read_options(options)?;
    Ok(Disclosure::from(&options))
}

/// The unit that options name.
pub(super) fn unit<'a>(section: Option<&'a str>, role: Option<&'a str>) -> Result<Unit<'a>, Error> {
    match (section, role) {
        (None, None) => Ok(Unit::Organisation),
        (Some(section), None) => Ok(Unit::Section(section)),
        (None, Some(role)) => Ok(Unit::Role(role)),
        (Some(_), Some(_)) => {
            let finding = describe!(Code::WrongType, "options.role", SectionAndRole);
            Err(Error::new(ErrorKind::Shape, vec![finding]))
        }
    }
}
