//! Ids made from names.

use crate::western::western;
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Write as _,
};

/// A name as an id: lower case letters and digits, other runs turned into one `-`.
///
/// Accents are taken off Latin letters; letters of other scripts stay. Of a name without letters and digits nothing is left.
///
/// ```
/// assert_eq!(paratus_exchange::slug("Cyber & Sécurité (IT)"), "cyber-securite-it");
/// assert_eq!(paratus_exchange::slug("قسم الأرشيف ٢"), "قسم-الأرشيف-2");
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
    for letter in western(name).chars() {
        let folded = if letter.is_ascii() { "" } else { fold(letter) };
        if is_mark(letter) {
            continue;
        }
        if letter.is_alphanumeric() {
            if gap && id.len() > start {
                id.push('-');
            }
            gap = false;
            if folded.is_empty() {
                let lower = letter.to_lowercase();
                id.extend(lower.filter(|letter| letter.is_alphanumeric()));
            } else {
                id.push_str(folded);
            }
        } else {
            gap = true;
        }
    }
}

/// Whether a character belongs to the word around it and is no letter of its own: an apostrophe, a mark above or below a letter, the stroke
/// that lengthens Arabic words, or what is not seen.
fn is_mark(letter: char) -> bool {
    is_unseen(letter)
        || matches!(letter, '\'' | '’' | '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Whether a character is not seen and is no blank.
pub(crate) fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    )
}

/// Why a text is nobody's number: a spreadsheet wrote it shorter, as `1.23457E+11`, and its other digits are lost.
pub(crate) fn rounded_number(text: &str) -> Option<String> {
    let (digits, power) = text.split_once(['E', 'e'])?;
    let power = power.strip_prefix('+')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    (is_number(whole) && is_number(part) && is_number(power)).then(|| {
        format!(
            "a spreadsheet has rounded `{text}`, so that its last digits are lost: format the column as text, or as numbers without decimals, where the whole numbers are, and save the table again"
        )
    })
}

/// What an id has that ids cannot have, as part of a sentence.
pub(crate) fn odd_character(id: &str) -> Option<String> {
    let is_odd =
        |letter: &char| !letter.is_alphanumeric() && !matches!(letter, '-' | '_' | '.' | ':');
    let odd = id.chars().find(is_odd)?;
    Some(match odd {
        ' ' => "a blank".to_owned(),
        odd if odd.is_ascii_graphic() => format!("`{odd}`"),
        odd => format!("the character U+{:04X}", odd as u32),
    })
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
    /// The id for a new name, and the earlier name with the same slug, if any. `word` is used for a name without letters and digits.
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

/// An id for each name, the same whatever the order of the names: of several with one slug the first by its letters has the slug itself, and
/// the others have a number behind it. No id is one of those that are taken. `word` is used for a name without letters and digits.
pub(crate) fn distinct_ids(
    names: &[String],
    word: &str,
    is_taken: &dyn Fn(&str) -> bool,
) -> Vec<String> {
    let base = |name: &str| Some(slug(name)).filter(|id| !id.is_empty());
    let mut order: Vec<(&String, usize)> = names.iter().zip(0..).collect();
    order.sort_unstable();
    let mut ids: BTreeMap<usize, String> = BTreeMap::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut others = Vec::new();
    for (name, at) in order {
        let base = base(name).unwrap_or_else(|| word.to_owned());
        if !is_taken(&base) && taken.insert(base.clone()) {
            ids.insert(at, base);
        } else {
            others.push((base, at));
        }
    }
    for (base, at) in others {
        let mut number = 2;
        let mut id = format!("{base}-{number}");
        while is_taken(&id) || !taken.insert(id.clone()) {
            number += 1;
            id = format!("{base}-{number}");
        }
        ids.insert(at, id);
    }
    ids.into_values().collect()
}

/// Whether two headings differ in nothing but capitals, accents and marks, and the ways in which Arabic letters are written.
pub(crate) fn same_heading(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let letters = text.trim().chars().filter(|letter| !is_mark(*letter));
        let mut plain = String::with_capacity(text.len());
        for letter in letters {
            match (fold(letter), letter) {
                ("", 'أ' | 'إ' | 'آ' | 'ٱ') => plain.push('ا'),
                ("", 'ى') => plain.push('ي'),
                ("", 'ة') => plain.push('ه'),
                ("", letter) if letter.is_whitespace() => plain.push(' '),
                ("", letter) => plain.extend(letter.to_lowercase()),
                (folded, _) => plain.push_str(folded),
            }
        }
        plain
    };
    one.eq_ignore_ascii_case(other) || plain(one) == plain(other)
}

/// Whether two names differ in nothing but capitals, what is not seen, how many blanks there are, and blanks beside marks:
/// `Operations>Archive` is `operations > archive`.
pub(crate) fn is_one_name(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let mut plain = String::with_capacity(text.len());
        let mut gap = false;
        for letter in text.chars() {
            if letter.is_whitespace() {
                gap = true;
                continue;
            }
            if is_unseen(letter) {
                continue;
            }
            if gap && letter.is_alphanumeric() && plain.ends_with(char::is_alphanumeric) {
                plain.push(' ');
            }
            gap = false;
            plain.extend(letter.to_lowercase());
        }
        plain
    };
    // Most texts that are compared begin otherwise.
    let first = |text: &str| {
        let is_seen = |letter: &char| !letter.is_whitespace() && !is_unseen(*letter);
        let mut letters = text.chars().filter(is_seen);
        letters
            .next()
            .map(|letter| letter.to_lowercase().to_string())
    };
    one == other || (first(one) == first(other) && plain(one) == plain(other))
}

/// A question without what does not tell it apart: capitals, and how many blanks there are.
pub(crate) fn plain_text(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
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
        assert_eq!(slug("知識"), "知識");
        assert_eq!(slug("كَاتِب السجلّـات"), "كاتب-السجلات");
        assert_eq!(slug("fil\u{ad}ing\u{200b}"), "filing");
        assert_eq!(slug("&&"), "");
    }

    #[test]
    fn headings_are_the_same_however_they_are_written() {
        for (one, other) in [
            ("Heure de debut", "Heure de début"),
            ("وقت الاكمال", "وقت الإكمال"),
            ("معرّف", "معرف"),
            ("START\u{a0}time", "Start time"),
        ] {
            assert!(same_heading(one, other), "{one}");
        }
        assert!(!same_heading("_id", "id"));
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
    fn distinct_ids_do_not_depend_on_the_order_of_names() {
        let names = ["A B", "a-b", "A B 2", "&"].map(str::to_owned);
        let ids = distinct_ids(&names, "section", &|id| id == "a-b-3");
        assert_eq!(ids, ["a-b", "a-b-4", "a-b-2", "section"]);
        let mut backwards = names.to_vec();
        backwards.reverse();
        let mut again = distinct_ids(&backwards, "section", &|id| id == "a-b-3");
        again.reverse();
        assert_eq!(again, ids);
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
        assert_eq!(ids.make("&", "skill"), ("skill".into(), None));
        assert_eq!(ids.make("%", "skill"), ("skill-2".into(), Some("&".into())));
    }
}
