//! Findings in the language of the catalogue, from their facts.

use super::{Arg, Catalogue, Key, sentences_arabic, sentences_french};
use crate::language::Language;
use paratus::plan::Statement;
use paratus::text::{fill, has_same_slots, printable};
use paratus::{Fact, Finding, Sentence};

/// Catalogues that lack a sentence, or have one with other parameters, do not build.
const _: () = {
    let mut rest = Sentence::ALL;
    while let [sentence, more @ ..] = rest {
        let english = sentence.english();
        assert!(
            has_same_slots(english, sentences_french::text(*sentence)),
            "other parameters in French"
        );
        assert!(
            has_same_slots(english, sentences_arabic::text(*sentence)),
            "other parameters in Arabic"
        );
        rest = more;
    }
};

/// What a finding says, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingWords {
    /// What is wrong.
    pub problem: String,
    /// What to do; empty where nothing is known.
    pub remedy: String,
}

impl Catalogue {
    /// A finding in the language of the catalogue. In English these are the library's own words; elsewhere its sentence and facts, and
    /// where it has none the meaning of its code with what the message quotes.
    ///
    /// ```
    /// use paratus::Programme;
    /// use paratus_report::{Catalogue, Language};
    ///
    /// let error = Programme::from_toml("format = 1\nid = \"t\"\n[rules]\nthreshold = 7").unwrap_err();
    /// let words = Catalogue::new(Language::French).finding(&error.findings()[0]);
    /// assert_eq!(words.problem, "`threshold` vaut 7, mais doit être de 0 à 1");
    /// ```
    #[must_use]
    pub fn finding(&self, finding: &Finding) -> FindingWords {
        // Facts are made printable one by one; what holds them apart in Arabic would not be.
        let (problem, remedy) = match self.language {
            Language::English => {
                let help = finding.help.as_deref().unwrap_or_default();
                (
                    printable(&finding.message).into_owned(),
                    printable(help).into_owned(),
                )
            }
            _ => (self.problem(finding), self.remedy(finding)),
        };
        FindingWords { problem, remedy }
    }

    fn problem(&self, finding: &Finding) -> String {
        let Some(sentence) = finding.sentence else {
            return self.meaning(finding);
        };
        let mut text = self.say(sentence, |name| finding.facts.get(name));
        let places = match finding.facts.get("places") {
            Some(Fact::Count(places)) => *places,
            _ => u64::from(finding.count),
        };
        if places > 1 {
            let more = [("n", Arg::Count(places))];
            text.push_str(&self.format(Key::FindingPlaces, &more).words);
        }
        text
    }

    /// A sentence with its facts.
    fn say<'f>(&self, sentence: Sentence, fact: impl Fn(&str) -> Option<&'f Fact>) -> String {
        fill(self.sentence(sentence), |slot, text| {
            if let Some(fact) = fact(slot.name) {
                self.fact(slot.kind, fact)
                    .write(slot.forms, self.language, text);
            }
        })
    }

    /// Statements as clauses in the language of the catalogue; the English text where there are none, because a later version has said
    /// what this one does not know.
    ///
    /// ```
    /// use paratus::Sentence;
    /// use paratus::plan::Statement;
    /// use paratus_report::{Catalogue, Language};
    ///
    /// let says = Statement::new(Sentence::PlanLonger, [("weeks", 2u64.into())]);
    /// let words = Catalogue::new(Language::French).statements(&[says], "plan for 2 more weeks");
    /// assert_eq!(words, "planifier 2 semaines de plus");
    /// ```
    #[must_use]
    pub fn statements(&self, says: &[Statement], english: &str) -> String {
        if says.is_empty() || self.language == Language::English {
            return printable(english).into_owned();
        }
        self.clauses(says)
    }

    /// Statements as clauses in the language of the catalogue.
    pub(crate) fn clauses(&self, says: &[Statement]) -> String {
        let said = says.iter();
        let said: Vec<String> = said
            .map(|one| self.say(one.sentence, |name| one.facts.get(name)))
            .collect();
        self.language.clauses(&said)
    }

    /// The meaning of its code, with the words of the files that the message quotes.
    fn meaning(&self, finding: &Finding) -> String {
        let meaning = self.code(finding.code).summary;
        let quoted: Vec<String> = finding
            .message
            .split('`')
            .skip(1)
            .step_by(2)
            .map(|word| self.quoted(word))
            .collect();
        if quoted.is_empty() {
            return meaning.to_owned();
        }
        let meaning = [
            (
                "meaning",
                Arg::Own(meaning.trim_end_matches('.').to_owned()),
            ),
            ("quoted", Arg::Own(self.language.list(&quoted))),
        ];
        self.format(Key::FindingQuotes, &meaning).words
    }

    fn remedy(&self, finding: &Finding) -> String {
        match finding.facts.get("meant") {
            Some(Fact::Text(meant)) => {
                self.format(Key::FindingMeant, &[("name", Arg::Author(meant))])
                    .words
            }
            _ => self.code(finding.code).remedy.to_owned(),
        }
    }

    const fn sentence(&self, sentence: Sentence) -> &'static str {
        match self.language {
            Language::English => sentence.english(),
            Language::French => sentences_french::text(sentence),
            Language::Arabic => sentences_arabic::text(sentence),
        }
    }

    /// A fact as its slot says what it is.
    fn fact<'f>(&self, kind: &str, fact: &'f Fact) -> Arg<'f> {
        match (kind, fact) {
            (_, Fact::Count(count)) => Arg::Count(*count),
            ("date", Fact::Text(date)) => match date.parse() {
                Ok(date) => Arg::Date(date),
                Err(_) => Arg::Author(date),
            },
            ("number", Fact::Text(number)) => match number.parse() {
                Ok(number) => Arg::Number(number),
                Err(_) => Arg::Author(number),
            },
            ("word", Fact::Text(word)) => match self.word(word) {
                Some(word) => Arg::Own(word.to_owned()),
                None => Arg::Author(word),
            },
            (_, Fact::Text(words)) => Arg::Author(words),
            (kind, Fact::List(list)) => {
                let quoted: Vec<String> = list.iter().map(|word| self.quoted(word)).collect();
                Arg::Own(match kind {
                    "any" => self.language.any(&quoted),
                    "chain" => quoted.join(" → "),
                    _ => self.language.list(&quoted),
                })
            }
        }
    }

    fn word(&self, word: &str) -> Option<&'static str> {
        match self.language {
            Language::English => None,
            Language::French => sentences_french::word(word),
            Language::Arabic => sentences_arabic::word(word),
        }
    }

    fn quoted(&self, word: &str) -> String {
        format!("`{}`", Arg::Author(word).shown(self.language))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_facts_is_translated() {
        for language in [Language::French, Language::Arabic] {
            let catalogue = Catalogue::new(language);
            for word in Sentence::WORDS {
                assert!(catalogue.word(word).is_some(), "{word} in {language:?}");
            }
        }
    }

    #[test]
    fn sentences_have_the_forms_and_kinds_of_their_language() {
        for &sentence in Sentence::ALL {
            let english = sentence.english();
            for language in [Language::French, Language::Arabic] {
                let forms = language.forms();
                let template = Catalogue::new(language).sentence(sentence);
                let mut kinds = Vec::new();
                let _ = fill(template, |slot, _| {
                    kinds.push((slot.name.to_owned(), slot.kind.to_owned()));
                    if let Some(of_slot) = slot.forms {
                        assert!(
                            (forms..=forms + 1).contains(&of_slot.split('|').count()),
                            "{sentence:?} in {language:?}"
                        );
                    }
                });
                let _ = fill(english, |slot, _| {
                    let of_slot = (slot.name.to_owned(), slot.kind.to_owned());
                    assert!(kinds.contains(&of_slot), "{sentence:?} in {language:?}");
                });
                assert_eq!(english.matches('`').count() % 2, 0, "{sentence:?}");
                assert_eq!(
                    template.matches('`').count() % 2,
                    0,
                    "{sentence:?} in {language:?}"
                );
            }
        }
    }
}
