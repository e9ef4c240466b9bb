//! The programme: the handle that everything starts from.

use crate::document::{
    Document, PersonDoc, PreviousIds, Reading, SourceMap, read_json, resolve_previous_ids,
};
use crate::finding::describe;
use crate::future_rows::{FutureRows, Location};
use crate::model::{self, Interner, Model, Objective, Profile, Role, Rules, Section};
use crate::table::{RowCounts, TableOptions};
use crate::{Code, Date, Error, ErrorKind, Finding, Severity, finding, validate};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A programme, compiled once and immutable. Cloning is cheap; it can be shared between threads.
#[derive(Clone)]
pub struct Programme {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    model: Model,
    findings: Vec<Finding>,
    /// The places of leadership acts that are later than those before them.
    acts: FutureRows,
    /// What became of the rows of tables, by list.
    rows: BTreeMap<String, RowCounts>,
    /// Rows of people, where a person has several: one for each period.
    periods: Option<Arc<[PersonDoc]>>,
    /// The same for the programme on every date.
    identity: Arc<()>,
}

impl Programme {
    /// A document to build a programme from in code; [`Document::build`] ends it.
    ///
    /// ```
    /// use paratus::document::{ObjectiveDoc, PersonDoc, RoleDoc, SectionDoc};
    /// use paratus::{Programme, Track};
    ///
    /// let programme = Programme::builder("records")
    ///     .objectives([ObjectiveDoc::new("file-a-record", Track::Process)])
    ///     .sections([SectionDoc::new("archive")])
    ///     .roles([RoleDoc::new("clerk").requires(["file-a-record"])])
    ///     .people([PersonDoc::new("p-0117", "archive").roles(["clerk"])])
    ///     .build()?;
    /// assert_eq!(programme.people(), 1);
    /// # Ok::<(), paratus::Error>(())
    /// ```
    #[must_use]
    pub fn builder(id: impl Into<String>) -> Document {
        Document::new(id)
    }

    /// Compiles a document built in code or read by [`crate::document`].
    ///
    /// Never fails: problems in the content are [`findings`](Programme::findings), and what has an error is left out.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::Programme;
    /// use paratus::document::PersonDoc;
    ///
    /// let document = sample::document().people([PersonDoc::new("p-1", "archive").roles(["clark"])]);
    /// let programme = Programme::compile(&document);
    /// assert!(programme.findings().iter().any(|finding| finding.message.contains("`clark`")));
    /// ```
    #[must_use]
    pub fn compile(document: &Document) -> Programme {
        let mut resolved = Cow::Borrowed(document);
        let mut findings = Vec::new();
        if !PreviousIds::new(document).is_empty() {
            findings = resolve_previous_ids(resolved.to_mut());
        }
        let document = &*resolved;
        let model = model::compile(document);
        findings.extend(validate::validate_all(document, &model));
        finding::sort(&mut findings);
        Programme {
            inner: Arc::new(Inner {
                model,
                findings,
                acts: later_acts(document, None),
                rows: BTreeMap::new(),
                periods: periods(document),
                identity: Arc::default(),
            }),
        }
    }

    /// Reads a programme from one TOML text.
    ///
    /// # Errors
    /// Where the text is not TOML, has unknown keys, wrong types or lacks keys, or its content has errors: every problem at
    /// its place. To go on with what is sound, read the text with [`read_toml`](crate::document::read_toml) and compile the
    /// [`Reading`].
    ///
    /// ```
    /// use paratus::Programme;
    ///
    /// let error = Programme::from_toml("format = 1\nid = \"t\"\n[rules]\nthreshold = 7").unwrap_err();
    /// assert!(error.to_string().contains("`threshold` is 7, but must be in [0, 1]"), "{error}");
    /// ```
    #[cfg(feature = "toml")]
    pub fn from_toml(text: &str) -> Result<Programme, Error> {
        crate::document::read_toml("paratus.toml", text)?
            .refuse_errors()?
            .compile()
            .without_errors()
    }

    /// Reads a programme from its canonical JSON.
    ///
    /// # Errors
    /// Where the text is not JSON, has unknown keys, wrong types or lacks keys, or its content has errors: every problem at
    /// its place. To go on with what is sound, read the text with [`read_json`] and compile the
    /// [`Reading`].
    ///
    /// ```
    /// use paratus::Programme;
    ///
    /// let text = r#"{ "format": 1, "id": "t", "roles": [{ "id": "clerk", "requires": [{ "objective": "filing" }] }] }"#;
    /// assert!(Programme::from_json(text).unwrap_err().to_string().contains("there is no objective `filing`"));
    /// ```
    pub fn from_json(text: &str) -> Result<Programme, Error> {
        read_json("paratus.json", text)?
            .refuse_errors()?
            .compile()
            .without_errors()
    }

    /// The same programme with its titles in a language (`en`, `fr`, `ar`); a title without it keeps the first of English, French and Arabic that it has.
    ///
    /// ```
    /// use paratus::Programme;
    ///
    /// let text = r#"{ "format": 1, "id": "t", "title": { "en": "Records office", "fr": "Archives" } }"#;
    /// assert_eq!(Programme::from_json(text)?.in_language("fr").title(), "Archives");
    /// # Ok::<(), paratus::Error>(())
    /// ```
    #[must_use]
    pub fn in_language(&self, language: &str) -> Programme {
        if !self.inner.model.is_translated() {
            return self.clone();
        }
        let mut model = self.inner.model.clone();
        model.show_language(language);
        Programme {
            inner: Arc::new(Inner {
                model,
                findings: self.inner.findings.clone(),
                acts: self.inner.acts.clone(),
                rows: self.inner.rows.clone(),
                periods: self.inner.periods.clone(),
                identity: Arc::clone(&self.inner.identity),
            }),
        }
    }

    /// The programme, where its content has no errors.
    fn without_errors(self) -> Result<Programme, Error> {
        if self
            .findings()
            .iter()
            .any(|finding| finding.severity == Severity::Error)
        {
            return Err(Error::new(ErrorKind::Content, self.findings().to_vec()));
        }
        Ok(self)
    }

    /// All problems in the content, worst first. With any of severity error, figures would not be what was meant.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.inner.findings
    }

    /// The id of the programme.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.inner.model.id
    }

    /// The title of the programme, for people.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.inner.model.title
    }

    /// The date of assessment that the programme itself names.
    #[must_use]
    pub fn as_of(&self) -> Option<Date> {
        self.inner.model.as_of
    }

    /// How the tables of the programme are written: its `[input]`.
    #[must_use]
    pub fn table_options(&self) -> &TableOptions {
        &self.inner.model.tables
    }

    /// The rules of measurement in force.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.inner.model.rules
    }

    /// What can be assessed and trained, in the order of the document. Indices elsewhere point into this list.
    #[must_use]
    pub fn objectives(&self) -> &[Objective] {
        &self.inner.model.objectives
    }

    /// The sections in the order of the tree: the parts of one follow it, and come in the order of the document.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.inner.model.sections
    }

    /// The roles, in the order of the document.
    #[must_use]
    pub fn roles(&self) -> &[Role] {
        &self.inner.model.roles
    }

    /// How many people there are, employed or not.
    #[must_use]
    pub fn people(&self) -> usize {
        self.inner.model.people.len()
    }

    /// Ids of all people, in the order of the document.
    pub fn people_ids(&self) -> impl Iterator<Item = &str> {
        self.inner.model.people.ids.iter()
    }

    /// What a person needs: the requirements of their roles, minus what their section never uses, with prerequisites.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::Track;
    ///
    /// let programme = sample::programme();
    /// let clerk = programme.needs_of("p-00")?;
    /// assert!(clerk.has(Track::Process));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the programme has no such person, with who may have been meant.
    pub fn needs_of(&self, person: &str) -> Result<&Profile, Error> {
        self.find_needs(person)
            .ok_or_else(|| self.no_such_person(person))
    }

    /// What a person needs, where there is one of that id.
    pub(crate) fn find_needs(&self, person: &str) -> Option<&Profile> {
        let model = &self.inner.model;
        let person = model.people.ids.index(person)?;
        model
            .profiles
            .get(*model.people.profile.get(person)? as usize)
    }

    /// The error of an id that nobody has, with who may have been meant.
    pub(crate) fn no_such_person(&self, id: &str) -> Error {
        let finding = describe!(
            Code::UnknownReference,
            "person",
            PersonNotOfProgramme { given: id }
        );
        Error::unknown(finding.did_you_mean(id, self.people_ids()))
    }

    /// The programme as it is on a date: where a person has several rows, the one that holds on that date gives section and roles.
    ///
    /// What is computed as of a date does this by itself: [`Programme::assess`], [`Programme::phases`], [`Programme::fit`].
    ///
    /// ```
    /// use paratus::{Programme, Track};
    ///
    /// let programme = Programme::from_json(r#"{ "format": 1, "id": "t", "sections": [{ "id": "archive" }],
    ///     "objectives": [{ "id": "filing", "track": "process" }], "roles": [{ "id": "clerk", "requires": [{ "objective": "filing" }] }],
    ///     "people": [
    ///         { "id": "p", "section": "archive", "left": "2027-03-31" },
    ///         { "id": "p", "section": "archive", "roles": ["clerk"], "joined": "2027-04-01" }
    ///     ] }"#)?;
    /// let is_needed = |date: &str| -> Result<bool, Box<dyn std::error::Error>> {
    ///     let programme = programme.on(date.parse()?);
    ///     Ok(programme.needs_of("p")?.has(Track::Process))
    /// };
    /// assert_eq!((is_needed("2027-03-31")?, is_needed("2027-04-01")?), (false, true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn on(&self, date: Date) -> Programme {
        let Some(periods) = &self.inner.periods else {
            return self.clone();
        };
        Programme {
            inner: Arc::new(Inner {
                model: self.inner.model.on(periods, date),
                findings: self.inner.findings.clone(),
                acts: self.inner.acts.clone(),
                rows: self.inner.rows.clone(),
                periods: Some(Arc::clone(periods)),
                identity: Arc::clone(&self.inner.identity),
            }),
        }
    }

    /// Whether both are the same compiled programme (clones of one another, or the same on other dates or in other languages).
    pub(crate) fn is_same(&self, other: &Programme) -> bool {
        Arc::ptr_eq(&self.inner.identity, &other.inner.identity)
    }

    /// The places of leadership acts that are later than those before them.
    pub(crate) fn later_acts(&self) -> &FutureRows {
        &self.inner.acts
    }

    /// What became of the rows of the tables that the programme was read from, by the list that they fill: `people`.
    pub(crate) fn row_counts(&self) -> &BTreeMap<String, RowCounts> {
        &self.inner.rows
    }

    pub(crate) fn model(&self) -> &Model {
        &self.inner.model
    }
}

impl Document {
    /// The programme, where the content has no errors. To go on with what is sound, take [`Programme::compile`].
    ///
    /// # Errors
    /// Where the content has errors: every problem, by the path of the value.
    ///
    /// ```
    /// use paratus::Programme;
    /// use paratus::document::PersonDoc;
    ///
    /// let error = Programme::builder("records").people([PersonDoc::new("p-1", "archive")]).build().unwrap_err();
    /// assert!(error.to_string().contains("there is no section `archive`"), "{error}");
    /// ```
    pub fn build(&self) -> Result<Programme, Error> {
        Programme::compile(self).without_errors()
    }
}

impl Reading {
    /// Compiles the document; the programme's findings are those of reading and of the content, each at its place.
    ///
    /// ```
    /// use paratus::document::read_json;
    ///
    /// let text = r#"{ "format": 1, "id": "records", "people": [{ "id": "p-1", "section": "archive" }] }"#;
    /// let programme = read_json("paratus.json", text)?.compile();
    /// let finding = &programme.findings()[0];
    /// assert_eq!((finding.file.as_deref(), finding.line), (Some("paratus.json"), Some(1)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn compile(&self) -> Programme {
        let mut model = model::compile(&self.document);
        model.refused = self.refused.clone();
        for objective in &self.document.objectives {
            if objective
                .scale
                .as_deref()
                .is_some_and(|scale| self.refused.has("scales", scale))
            {
                model.refused.add("levels of", objective.id.as_str());
            }
        }
        // People of a section that there is not are left out; nothing that names them has a fault of its own.
        let known = |person: &&PersonDoc| model.section_ids.get(&person.section).is_some();
        let lost: Vec<&PersonDoc> = self
            .document
            .people
            .iter()
            .filter(|person| !known(person))
            .collect();
        for person in lost
            .iter()
            .filter(|person| model.people.ids.get(&person.id).is_none())
        {
            model.refused.add("people", person.id.as_str());
        }
        let mut findings = match self.drafts.added_to(&self.document) {
            None => validate::validate_all(&self.document, &model),
            Some(draft) => {
                let mut of_draft = model::compile(&draft);
                of_draft.refused = self.drafts.lacking(&model.refused);
                let found = validate::validate_all(&draft, &of_draft);
                self.drafts.place(found, &self.document, &self.places)
            }
        };
        findings.retain(|finding| !self.follows(finding));
        // An objective that roles name and that does not exist has its finding now; evidence of it waits.
        for requirement in self.document.roles.iter().flat_map(|role| &role.requires) {
            if model.objective_ids.get(&requirement.objective).is_none() {
                model
                    .refused
                    .add("objectives", requirement.objective.as_str());
            }
        }
        for person in lost {
            model.refused.add("sections", person.section.as_str());
        }
        self.place(&mut findings);
        findings.extend(self.findings.iter().cloned());
        finding::sort(&mut findings);
        let acts = later_acts(&self.document, Some(&self.places));
        Programme {
            inner: Arc::new(Inner {
                model,
                findings,
                acts,
                rows: self.places.row_counts(),
                periods: periods(&self.document),
                identity: Arc::default(),
            }),
        }
    }

    /// Whether a condition seems to ask for nothing, only because what it asks for could not be read.
    fn follows(&self, finding: &Finding) -> bool {
        let inside = |unread: &Finding| {
            unread
                .path
                .strip_prefix(&finding.path)
                .is_some_and(|rest| rest.starts_with(['.', '[']))
        };
        finding.code == Code::GateUnreachable && self.findings.iter().any(inside)
    }
}

/// The rows of people, where a person has several.
fn periods(document: &Document) -> Option<Arc<[PersonDoc]>> {
    let mut names = Interner::default();
    let mut ids = document.people.iter().map(|person| &person.id);
    let several = ids.any(|id| matches!(names.intern(id), Some((_, false))));
    several.then(|| document.people.clone().into())
}

/// The places of acts that are later than those before them.
fn later_acts(document: &Document, places: Option<&SourceMap>) -> FutureRows {
    let mut later = FutureRows::default();
    for (at, act) in document
        .acts
        .iter()
        .enumerate()
        .filter(|(_, act)| act.date > Date::MIN)
    {
        if act.date.days() <= later.latest_day() {
            continue;
        }
        let spot = match places.and_then(|places| places.find(&format!("acts[{at}].date"))) {
            Some((file, line, _)) => Location::Line(later.file(file), line),
            None => Location::Entry(at as u32),
        };
        later.record(act.date.days(), spot);
    }
    later
}
