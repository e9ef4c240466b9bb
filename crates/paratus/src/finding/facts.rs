//! What a finding says as facts: a sentence by key, and its parameters. Catalogues make words of them.

use super::sentences::Sentence;
use crate::formatting::{grouped, thousands, written};
use crate::text::fill;
use crate::{Date, Track};
use serde::{Deserialize, Deserializer, Serialize, de};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// A parameter of a finding's sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Fact {
    /// How many.
    Count(u64),
    /// Ids, keys or other words of the files, in their order.
    List(Vec<String>),
    /// An id, a key, a number as it was written, a date (`YYYY-MM-DD`), or a word that catalogues translate.
    Text(String),
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Fact, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Fact;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a count or a list of texts")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Fact, E> {
                Ok(text.into())
            }

            fn visit_u64<E: de::Error>(self, count: u64) -> Result<Fact, E> {
                Ok(Fact::Count(count))
            }

            fn visit_i64<E: de::Error>(self, count: i64) -> Result<Fact, E> {
                u64::try_from(count)
                    .map(Fact::Count)
                    .map_err(|_| E::custom("a count is at least 0"))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<Fact, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = list.next_element()? {
                    texts.push(text);
                }
                Ok(Fact::List(texts))
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

/// The parameters of a sentence by name.
pub(crate) type Facts = BTreeMap<Cow<'static, str>, Fact>;

macro_rules! facts_from {
    ($($type:ty => |$value:ident| $fact:expr;)+) => {
        $(impl From<$type> for Fact {
            fn from($value: $type) -> Fact {
                $fact
            }
        })+
    };
}

facts_from! {
    &str => |text| Fact::Text(text.to_owned());
    &String => |text| Fact::Text(text.clone());
    String => |text| Fact::Text(text);
    Date => |date| Fact::Text(date.to_string());
    Track => |track| Fact::Text(track.name().to_owned());
    f64 => |number| Fact::Text(written(number));
    i32 => |number| Fact::Text(number.to_string());
    u32 => |count| Fact::Count(u64::from(count));
    u64 => |count| Fact::Count(count);
    usize => |count| Fact::Count(count as u64);
    Vec<String> => |list| Fact::List(list);
    &[&str] => |list| list.to_vec().into();
    Vec<&str> => |list| Fact::List(list.into_iter().map(str::to_owned).collect());
}

macro_rules! sentences {
    ($($variant:ident $name:literal: $english:literal;)+) => {
        /// What a finding says, by key. The list only grows, and every catalogue has all of it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the English texts say it")]
        pub enum Sentence {
            $($variant,)+
        }

        impl Sentence {
            /// Every sentence.
            pub const ALL: &'static [Sentence] = &[$(Sentence::$variant),+];

            /// Its name in answers: `name-unknown`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Sentence::$variant => $name,)+ }
            }

            /// Its English template. `{name}` is a parameter; `{name?one|many}` chooses by a count, which stands for `#`;
            /// `{name:date}`, `{name:number}`, `{name:word}`, `{name:list}` (all of them), `{name:any}` (one of them) and `{name:chain}` say
            /// what kind of parameter it is.
            #[must_use]
            pub const fn english(self) -> &'static str {
                match self { $(Sentence::$variant => $english,)+ }
            }
        }
    };
}
pub(super) use sentences;

impl Sentence {
    /// The sentence of that name, if there is one.
    ///
    /// ```
    /// use paratus::Sentence;
    ///
    /// assert_eq!(Sentence::from_name("name-unknown"), Some(Sentence::NameUnknown));
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Sentence> {
        Sentence::ALL.iter().copied().find(|one| one.name() == name)
    }

    /// The sentence in English.
    pub(crate) fn in_english(self, facts: &Facts) -> String {
        fill(self.english(), |slot, text| {
            let Some(fact) = facts.get(slot.name) else {
                return;
            };
            match (fact, slot.forms) {
                (Fact::Count(count), Some(forms)) => {
                    let form = forms.split('|').nth(usize::from(*count != 1));
                    let form = form.or(forms.split('|').next_back()).unwrap_or("#");
                    text.push_str(&form.replace('#', &thousands(*count)));
                }
                (Fact::Count(count), None) => text.push_str(&thousands(*count)),
                (Fact::Text(number), _) if slot.kind == "number" => {
                    text.push_str(&number.parse().map_or(number.clone(), grouped));
                }
                (Fact::Text(words), _) => text.push_str(words),
                (Fact::List(list), _) => {
                    let quoted: Vec<String> = list.iter().map(|one| format!("`{one}`")).collect();
                    let last = if slot.kind == "any" { "or" } else { "and" };
                    text.push_str(&match (slot.kind, quoted.as_slice()) {
                        ("chain", _) => quoted.join(" -> "),
                        (_, [init @ .., end]) if !init.is_empty() => {
                            format!("{} {last} {end}", init.join(", "))
                        }
                        _ => quoted.concat(),
                    });
                }
            }
        })
    }
}

impl Serialize for Sentence {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A finding from a sentence and its parameters: `describe!(Code::NoSponsor, "acts", SponsorMissing)`,
/// `describe!(Code::BadId, path, IdEmpty { kind: "role" })`. A parameter that the sentence lacks, or one too few, does not build.
macro_rules! describe {
    ($code:expr, $path:expr, $($statement:tt)+) => {
        $crate::Finding::of_statement($code, $path.into(), $crate::finding::say!($($statement)+))
    };
}
pub(crate) use describe;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_used_once_and_templates_are_whole() {
        let mut names = BTreeSet::new();
        for &sentence in Sentence::ALL {
            assert!(names.insert(sentence.name()), "{sentence:?}");
            assert_eq!(Sentence::from_name(sentence.name()), Some(sentence));
            let template = sentence.english();
            assert_eq!(template.matches('{').count(), template.matches('}').count());
            let _ = fill(template, |slot, _| {
                let kinds = ["", "any", "chain", "date", "list", "number", "word"];
                assert!(kinds.contains(&slot.kind), "{sentence:?}: {}", slot.kind);
            });
        }
    }

    #[test]
    fn english_is_made_of_facts() {
        let finding = describe!(
            crate::Code::SessionOverSeats,
            "x",
            SeatsAboveRoom {
                session: "s",
                seats: 1200u32,
                room: "r",
                most: 7u32
            }
        );
        assert_eq!(
            finding.message,
            "session `s` has 1,200 seats, but room `r` has 7"
        );
        let list = describe!(
            crate::Code::AbsenceSubject,
            "x",
            AbsenceOfSeveral {
                keys: vec!["a", "b", "c"]
            }
        );
        assert_eq!(list.message, "the absence names `a`, `b` and `c`");
        let one = describe!(
            crate::Code::AbsenceSubject,
            "x",
            AbsenceOfSeveral { keys: vec!["a"] }
        );
        assert_eq!(one.message, "the absence names `a`");
    }
}
