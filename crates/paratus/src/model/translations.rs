//! Titles in several languages, and the model with those of one.

use super::{Model, or_id};
use crate::document::{Document, Title};
use std::collections::BTreeMap;

/// The titles that are in several languages, by list and id; the programme's own has the list `""`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Translations(BTreeMap<(&'static str, String), Title>);

impl Translations {
    /// Those of a document.
    pub(crate) fn new(document: &Document) -> Translations {
        let mut titles = Translations::default();
        titles.add("", &document.id, &document.title);
        macro_rules! of {
            ($($list:ident)+) => {$(
                for entry in &document.$list {
                    titles.add(stringify!($list), &entry.id, &entry.title);
                }
            )+};
        }
        of!(activities objectives roles sections tools);
        titles
    }

    /// The first title of an id counts, as the first entry does.
    fn add(&mut self, list: &'static str, id: &str, title: &Title) {
        if title.is_translated() {
            let entry = self.0.entry((list, id.to_owned()));
            entry.or_insert_with(|| title.clone());
        }
    }
}

impl Model {
    /// Whether any title is in several languages.
    pub(crate) fn is_translated(&self) -> bool {
        let phases = self.phases.iter().map(|phase| &phase.title);
        let instruments = self.instruments.iter().map(|one| &one.title);
        !self.translations.0.is_empty() || phases.chain(instruments).any(Title::is_translated)
    }

    /// Shows every title in a language, where it has one.
    pub(crate) fn show_language(&mut self, language: &str) {
        let translations = std::mem::take(&mut self.translations);
        let shown = |list: &'static str, id: &str, title: &mut String| {
            if let Some(translated) = translations.0.get(&(list, id.to_owned())) {
                *title = or_id(translated.in_language(language), id);
            }
        };
        shown("", &self.id, &mut self.title);
        for one in &mut self.activities {
            shown("activities", &one.id, &mut one.title);
        }
        for one in &mut self.objectives {
            shown("objectives", &one.id, &mut one.title);
        }
        for one in &mut self.roles {
            shown("roles", &one.id, &mut one.title);
        }
        for one in &mut self.sections {
            shown("sections", &one.id, &mut one.title);
        }
        for (id, title) in self.tool_ids.iter().zip(&mut self.tools) {
            shown("tools", id, title);
        }
        for phase in &mut self.phases {
            phase.title.show(language);
        }
        for instrument in &mut self.instruments {
            instrument.title.show(language);
        }
        self.translations = translations;
    }
}
