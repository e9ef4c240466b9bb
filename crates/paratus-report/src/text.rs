//! Texts that know whose words they are, so that no face reads them in the wrong language or direction.

/// Words, and whose they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The words. Nothing in them steers a page: control characters are gone; a face escapes the rest.
    pub words: String,
    /// Whose they are.
    pub voice: Voice,
}

/// Whose words a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Voice {
    /// The report's, in its language.
    #[default]
    Own,
    /// The report's or the library's, in English because there is no translation.
    English,
    /// The authors' of the programme: a title, an id, a reason.
    Author,
}

impl Text {
    /// The report's own words.
    pub(crate) fn own(words: impl Into<String>) -> Text {
        Text { words: words.into(), voice: Voice::Own }
    }

    /// Words of the library, which are English.
    pub(crate) fn english(words: &str) -> Text {
        Text { words: clean(words), voice: Voice::English }
    }

    /// Words of the authors.
    pub(crate) fn author(words: &str) -> Text {
        Text { words: clean(words), voice: Voice::Author }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// A text without characters that no page may hold, on one line.
pub(crate) fn clean(text: &str) -> String {
    let shown = |c: char| match c {
        '\t' | '\n' | '\r' => ' ',
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        // Marks that turn the direction of everything behind them.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.chars().map(shown).collect()
}
