//! Ids made from names.

use sha2::{Digest, Sha256};
use std::{collections::HashMap, fmt::Write as _};

/// A name as an id: lower case letters and digits of ASCII, other runs turned into one `-`.
///
/// Accents are taken off Latin letters; what has no ASCII form is left out, so the result may be empty.
///
/// ```
/// assert_eq!(paratus_exchange::slug("Cyber & Sécurité (IT)"), "cyber-securite-it");
/// ```
#[must_use]
pub fn slug(name: &str) -> String {
    let mut id = String::with_capacity(name.len());
    push_slug(name, &mut id);
    id
}

/// Appends the pseudonym of a text: the same for the same text, whatever its capitals and surrounding blanks.
pub(crate) fn push_pseudonym(text: &str, id: &mut String) {
    let digest = Sha256::digest(text.trim().to_lowercase().as_bytes());
    id.push_str("p-");
    for byte in digest.iter().take(8) {
        let _ = write!(id, "{byte:02x}");
    }
}

/// Appends the slug of `name`.
pub(crate) fn push_slug(name: &str, id: &mut String) {
    let start = id.len();
    let mut gap = false;
    for letter in name.chars() {
        let ascii = if letter.is_ascii() { "" } else { fold(letter) };
        if letter.is_ascii_alphanumeric() || !ascii.is_empty() {
            if gap && id.len() > start {
                id.push('-');
            }
            gap = false;
            if ascii.is_empty() {
                id.push(letter.to_ascii_lowercase());
            } else {
                id.push_str(ascii);
            }
        } else if !matches!(letter, '\'' | '’') {
            gap = true;
        }
    }
}

/// The ASCII form of a Latin letter, in lower case; empty where it has none.
fn fold(letter: char) -> &'static str {
    match letter {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ð' | 'ð' | 'Ď'..='đ' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => "e",
        'Ĝ'..='ģ' => "g",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => "i",
        'Ł' | 'ł' | 'Ĺ'..='ŀ' => "l",
        'Ñ' | 'ñ' | 'Ń'..='ň' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => "o",
        'Œ' | 'œ' => "oe",
        'Ŕ'..='ř' => "r",
        'Ś'..='š' | 'Ș' | 'ș' => "s",
        'ß' => "ss",
        'Ţ'..='ŧ' | 'Ț' | 'ț' => "t",
        'Þ' | 'þ' => "th",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => "u",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => "y",
        'Ź'..='ž' => "z",
        _ => "",
    }
}

/// Gives each name an id of its own: a second name with the same slug gets `-2`, and so on.
#[derive(Default)]
pub(crate) struct Ids {
    taken: HashMap<String, String>,
}

impl Ids {
    /// The id for a new name, and the earlier name with the same slug, if any. `word` is used for a name without ASCII letters.
    pub(crate) fn make(&mut self, name: &str, word: &str) -> (String, Option<String>) {
        let mut base = slug(name);
        if base.is_empty() {
            word.clone_into(&mut base);
        }
        let earlier = self.taken.get(&base).cloned();
        let mut id = base.clone();
        let mut number = 2;
        while self.taken.contains_key(&id) {
            id = format!("{base}-{number}");
            number += 1;
        }
        self.taken.insert(id.clone(), name.to_owned());
        (id, earlier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        assert_eq!(
            slug("  Testing (business analysis) "),
            "testing-business-analysis"
        );
        assert_eq!(slug("Context, problem & option"), "context-problem-option");
        assert_eq!(slug("Łódź Straße’s"), "lodz-strasses");
        assert_eq!(slug("知識"), "");
    }

    #[test]
    fn pseudonyms_are_the_same_for_the_same_text() {
        let of = |text: &str| {
            let mut id = String::new();
            push_pseudonym(text, &mut id);
            id
        };
        assert_eq!(of(" A@example.org"), of("a@example.org"));
        assert_ne!(of("a@example.org"), of("b@example.org"));
        assert_eq!(of("a").len(), 18);
    }

    #[test]
    fn equal_ids_are_reported_apart() {
        let mut ids = Ids::default();
        assert_eq!(
            ids.make("Data modelling", "skill"),
            ("data-modelling".into(), None)
        );
        assert_eq!(
            ids.make("Data Modelling", "skill"),
            ("data-modelling-2".into(), Some("Data modelling".into()))
        );
        assert_eq!(ids.make("知識", "skill"), ("skill".into(), None));
        assert_eq!(
            ids.make("学習", "skill"),
            ("skill-2".into(), Some("知識".into()))
        );
    }
}
