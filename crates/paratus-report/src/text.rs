//! Texts that know whose words they are, so that nobody reads them in the wrong direction.

use paratus::text::printable;

/// Words, and whose they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The words. Nothing in them steers a page: see [`paratus::text::printable`]; a writer escapes the rest.
    pub words: String,
    /// Whose they are.
    pub voice: TextOrigin,
}

/// Whose words a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextOrigin {
    /// The report's, in its language.
    #[default]
    Own,
    /// The authors' of the programme: a title, an id, a reason.
    Author,
}

impl Text {
    /// The report's own words.
    pub(crate) fn own_words(words: impl Into<String>) -> Text {
        Text {
            words: words.into(),
            voice: TextOrigin::Own,
        }
    }

    /// Words of the authors.
    pub(crate) fn author(words: &str) -> Text {
        Text {
            words: printable(words).into_owned(),
            voice: TextOrigin::Author,
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}
