//! The programme: the handle that everything starts from.

use crate::document::Document;
use crate::model::{self, Model, Objective, Profile, Role, Rules, Section};
use crate::{Date, Finding, finding, validate};
use std::sync::Arc;

/// A programme, compiled once and immutable. Cloning is cheap; it can be shared between threads.
#[derive(Clone, Debug)]
pub struct Programme {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    model: Model,
    findings: Vec<Finding>,
}

impl Programme {
    /// Compiles a document built in code or read by [`crate::document`].
    ///
    /// Never fails: problems in the content are [`findings`](Programme::findings), and what has an error is left out.
    #[must_use]
    pub fn compile(document: &Document) -> Programme {
        let model = model::compile(document);
        let mut findings = validate::all(document, &model);
        finding::sort(&mut findings);
        Programme { inner: Arc::new(Inner { model, findings }) }
    }

    /// The same programme with its findings changed, for instance given places in files.
    pub(crate) fn with_findings(self, change: impl FnOnce(&mut Vec<Finding>)) -> Programme {
        let mut findings = self.inner.findings.clone();
        change(&mut findings);
        finding::sort(&mut findings);
        match Arc::try_unwrap(self.inner) {
            Ok(inner) => Programme { inner: Arc::new(Inner { model: inner.model, findings }) },
            Err(shared) => Programme { inner: Arc::new(Inner { model: shared.model.clone(), findings }) },
        }
    }

    /// All problems in the content, worst first. With any of severity error, figures would not be what was meant.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.inner.findings
    }

    /// Short name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.inner.model.id
    }

    /// Name for people.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.inner.model.title
    }

    /// The date of assessment that the programme itself names.
    #[must_use]
    pub fn as_of(&self) -> Option<Date> {
        self.inner.model.as_of
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

    /// The sections, in the order of the document.
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
    #[must_use]
    pub fn needs_of(&self, person: &str) -> Option<&Profile> {
        let model = &self.inner.model;
        let person = model.people.ids.index(person)?;
        model.profiles.get(*model.people.profile.get(person)? as usize)
    }

    /// Whether both are the same compiled programme (clones of one another).
    pub(crate) fn is_same(&self, other: &Programme) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
    }

    pub(crate) fn model(&self) -> &Model {
        &self.inner.model
    }
}
