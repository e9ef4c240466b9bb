//! Messages: keys with parameters, and finding codes; one catalogue per language, each complete.

mod arabic;
mod codes;
mod codes_arabic;
mod codes_french;
mod finding;
mod french;
mod keys;
mod sentences_arabic;
mod sentences_french;

pub use finding::FindingWords;
pub use keys::Key;

use crate::language::Language;
use crate::text::{Text, TextOrigin};
use paratus::Date;
use paratus::figure;
use paratus::text::{has_same_slots, printable};

/// A parameter of a message.
#[derive(Clone, Debug)]
pub(crate) enum Arg<'a> {
    /// A whole number, which may choose a plural.
    Count(u64),
    /// A number with at most two decimals.
    Number(f64),
    /// A number of hours, whole.
    Hours(f64),
    /// A fraction.
    Percent(f64),
    /// A threshold: a fraction with every digit that it was written with.
    Threshold(f64),
    /// A day.
    Date(Date),
    /// Words of the authors.
    Author(&'a str),
    /// Words of the catalogue itself.
    Own(String),
}

/// The texts of a language.
#[derive(Clone, Copy, Debug, Default)]
pub struct Catalogue {
    /// The language.
    pub language: Language,
}

impl Catalogue {
    /// The catalogue of a language.
    #[must_use]
    pub const fn new(language: Language) -> Catalogue {
        Catalogue { language }
    }

    /// The template of a message.
    #[must_use]
    pub const fn template(&self, key: Key) -> &'static str {
        match self.language {
            Language::English => key.english(),
            Language::French => french::text(key),
            Language::Arabic => arabic::text(key),
        }
    }

    /// A message without parameters.
    pub(crate) fn text(&self, key: Key) -> Text {
        self.format(key, &[])
    }

    /// The words of a message without parameters.
    pub(crate) fn words(&self, key: Key) -> String {
        self.text(key).words
    }

    /// A message with its parameters.
    pub(crate) fn format(&self, key: Key, args: &[(&str, Arg<'_>)]) -> Text {
        Text {
            words: fill(self.template(key), self.language, args),
            voice: TextOrigin::Own,
        }
    }
}

/// A template with its parameters in their places.
fn fill(template: &str, language: Language, args: &[(&str, Arg<'_>)]) -> String {
    paratus::text::fill(template, |slot, text| {
        if let Some((_, arg)) = args.iter().find(|(given, _)| *given == slot.name) {
            arg.write(slot.forms, language, text);
        }
    })
}

/// Catalogues that lack a message, or have one with other parameters, do not build.
const _: () = {
    let mut rest = Key::ALL;
    while let [key, more @ ..] = rest {
        assert!(
            has_same_slots(key.english(), french::text(*key)),
            "other parameters in French"
        );
        assert!(
            has_same_slots(key.english(), arabic::text(*key)),
            "other parameters in Arabic"
        );
        rest = more;
    }
};

impl Arg<'_> {
    /// Adds the parameter to a text, in the form that goes with its number where there are several.
    fn write(&self, forms: Option<&str>, language: Language, text: &mut String) {
        let shown = self.shown(language);
        match (forms, self) {
            (Some(forms), Arg::Count(_) | Arg::Hours(_) | Arg::Number(_) | Arg::Own(_)) => {
                let number = self.plural_number(language);
                // One form more than the language has is that of none, before the others.
                let none = forms.split('|').count().saturating_sub(language.forms());
                let at = match number {
                    0 if none > 0 => 0,
                    number => none + language.plural(number),
                };
                let form = forms.split('|').nth(at);
                let form = form.or(forms.split('|').next_back()).unwrap_or("#");
                text.push_str(&form.replace('#', &shown));
            }
            _ => text.push_str(&shown),
        }
    }

    /// The whole number whose plural goes with it. What has decimals is singular below 2 in French, and else takes the last form (CLDR), as does a
    /// suppressed number.
    fn plural_number(&self, language: Language) -> u64 {
        const LAST: u64 = 100;
        match self {
            Arg::Count(number) => *number,
            Arg::Hours(hours) => figure::round(*hours, 0).max(0.0) as u64,
            Arg::Number(number) if number.fract() == 0.0 => number.max(0.0) as u64,
            Arg::Number(number) if language == Language::French && *number < 2.0 => 1,
            _ => LAST,
        }
    }

    fn shown(&self, language: Language) -> String {
        match self {
            Arg::Count(number) => language.count(*number),
            Arg::Number(number) => language.short(*number),
            Arg::Hours(hours) => language.decimal(*hours, 0),
            Arg::Percent(fraction) => language.percent(*fraction),
            Arg::Threshold(fraction) => language.threshold(*fraction),
            Arg::Date(date) => language.date(*date),
            // Held apart, so that a title in another script does not turn the sentence around it.
            Arg::Author(words) if language.is_right_to_left() => {
                format!("\u{2068}{}\u{2069}", printable(words))
            }
            Arg::Author(words) => printable(words).into_owned(),
            Arg::Own(words) => words.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The names of the parameters of a template.
    fn parameters(template: &str) -> BTreeSet<&str> {
        let slots = template
            .split('{')
            .skip(1)
            .map(|rest| rest.split_once('}').expect("it is closed").0);
        slots.map(|slot| slot.split('?').next().unwrap()).collect()
    }

    #[test]
    fn english_is_complete_and_names_are_used_once() {
        let mut names = BTreeSet::new();
        for &key in Key::ALL {
            assert!(!key.english().trim().is_empty(), "{}", key.name());
            assert!(names.insert(key.name()), "{} is there twice", key.name());
        }
    }

    #[test]
    fn translations_have_the_parameters_and_the_forms_of_their_message() {
        for language in [Language::French, Language::Arabic] {
            for &key in Key::ALL {
                let template = Catalogue::new(language).template(key);
                assert_eq!(
                    parameters(template),
                    parameters(key.english()),
                    "{} in {language:?}",
                    key.name()
                );
                let forms = language.forms();
                for slot in template
                    .split('{')
                    .skip(1)
                    .filter_map(|rest| rest.split_once('}')?.0.split_once('?'))
                {
                    let of_slot = slot.1.split('|').count();
                    assert!(
                        (forms..=forms + 1).contains(&of_slot),
                        "{} in {language:?}",
                        key.name()
                    );
                }
            }
        }
    }

    #[test]
    fn a_percentage_has_one_form_in_a_language() {
        let keys = Key::ALL.iter();
        let of = |language: Language| {
            let catalogue = Catalogue::new(language);
            let keys = keys.clone().map(move |key| catalogue.template(*key));
            let sentences = paratus::Sentence::ALL.iter();
            let sentences = sentences.map(move |sentence| match language {
                Language::Arabic => sentences_arabic::text(*sentence),
                _ => sentences_french::text(*sentence),
            });
            keys.chain(sentences)
        };
        // Behind an Arabic letter a number and its sign change places, unless they are held together.
        for template in of(Language::Arabic).filter(|template| template.contains('%')) {
            let bare = template
                .split('\u{2066}')
                .map(|part| part.split_once('\u{2069}').map_or(part, |(_, rest)| rest));
            assert!(!bare.collect::<String>().contains('%'), "{template}");
        }
        for template in of(Language::French) {
            let mut before = template.split('%').rev();
            before.next();
            assert!(before.all(|part| part.ends_with('\u{202f}')), "{template}");
        }
    }

    #[test]
    fn parameters_take_their_places() {
        let args = [("n", Arg::Count(1)), ("who", Arg::Author("a\u{7}<b>"))];
        assert_eq!(
            fill("{n?# person|# people}, {who}!", Language::English, &args),
            "1 person, a\u{fffd}<b>!"
        );
        let many = [("n", Arg::Count(1234))];
        assert_eq!(
            fill("{n?# person|# people}", Language::English, &many),
            "1,234 people"
        );
        for (number, shown) in [(1.0, "1 hour"), (1.4, "1 hour"), (1.6, "2 hours")] {
            let hours = [("n", Arg::Hours(number))];
            assert_eq!(fill("{n?# hour|# hours}", Language::English, &hours), shown);
        }
        let half = [("n", Arg::Number(1.5))];
        assert_eq!(
            fill("{n?# jour|# jours}", Language::French, &half),
            "1,5 jour"
        );
        assert_eq!(
            fill("{who}", Language::Arabic, &args),
            "\u{2068}a\u{fffd}<b>\u{2069}"
        );
    }
}
