//! Names for people, in one language or in several.

use crate::Error;
use serde::de::value::MapAccessDeserializer;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::ops::Deref;

/// A name for people: one text, or one for each language.
///
/// In a file it is `title = "Records office"`, or `title.en = "Records office"` with `title.fr` and `title.ar`. Where a language is
/// asked for that has none, the first of English, French and Arabic that exists is used.
///
/// ```
/// use paratus::document::Title;
///
/// let title = Title::by_language([("en", "Records office"), ("fr", "Archives")])?;
/// assert_eq!(title.in_language("fr"), "Archives");
/// assert_eq!(title.in_language("ar"), "Records office");
/// assert_eq!(&*Title::from("Records office"), "Records office");
/// # Ok::<(), paratus::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// The text that is shown.
    text: String,
    /// A text for each language; empty where there is one text for all.
    languages: ByLanguage,
}

/// A text for each language that reports come in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct ByLanguage {
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    en: Option<String>,
    /// In French.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fr: Option<String>,
    /// In Arabic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ar: Option<String>,
}

impl ByLanguage {
    fn get(&self, language: &str) -> Option<&String> {
        match language {
            "en" => self.en.as_ref(),
            "fr" => self.fr.as_ref(),
            "ar" => self.ar.as_ref(),
            _ => None,
        }
    }

    fn first(&self) -> Option<&String> {
        let rest = || self.fr.as_ref().or(self.ar.as_ref());
        self.en.as_ref().or_else(rest)
    }
}

impl Title {
    /// A title from a text for each language: `en`, `fr`, `ar`.
    ///
    /// ```
    /// use paratus::document::Title;
    ///
    /// assert!(Title::by_language([("fr", "Archives")]).is_ok());
    /// assert!(Title::by_language([("de", "Archiv")]).is_err());
    /// ```
    ///
    /// # Errors
    /// Where a language is none of these.
    pub fn by_language<'t>(
        texts: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Result<Title, Error> {
        let mut languages = ByLanguage::default();
        for (language, text) in texts {
            let place = match language {
                "en" => &mut languages.en,
                "fr" => &mut languages.fr,
                "ar" => &mut languages.ar,
                _ => return Err(crate::names::unknown(language, &["en", "fr", "ar"])),
            };
            *place = Some(text.to_owned());
        }
        Ok(languages.into())
    }

    /// The text in a language, else the first of English, French and Arabic that exists.
    ///
    /// ```
    /// use paratus::document::Title;
    ///
    /// assert_eq!(Title::from("Archive").in_language("fr"), "Archive");
    /// ```
    #[must_use]
    pub fn in_language(&self, language: &str) -> &str {
        let own = self.languages.get(language);
        own.or_else(|| self.languages.first()).unwrap_or(&self.text)
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether there is a text for each of several languages.
    pub(crate) fn is_translated(&self) -> bool {
        self.languages != ByLanguage::default()
    }

    /// Shows the text of a language from now on.
    pub(crate) fn show(&mut self, language: &str) {
        self.text = self.in_language(language).to_owned();
    }
}

impl From<ByLanguage> for Title {
    fn from(languages: ByLanguage) -> Title {
        Title {
            text: languages.first().cloned().unwrap_or_default(),
            languages,
        }
    }
}

impl From<String> for Title {
    fn from(text: String) -> Title {
        Title {
            text,
            languages: ByLanguage::default(),
        }
    }
}

impl From<&str> for Title {
    fn from(text: &str) -> Title {
        text.to_owned().into()
    }
}

impl Deref for Title {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Title {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl PartialEq<str> for Title {
    fn eq(&self, text: &str) -> bool {
        self.text == text
    }
}

impl PartialEq<&str> for Title {
    fn eq(&self, text: &&str) -> bool {
        self.text == *text
    }
}

impl Serialize for Title {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_translated() {
            self.languages.serialize(serializer)
        } else {
            serializer.serialize_str(&self.text)
        }
    }
}

impl<'de> Deserialize<'de> for Title {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Title, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Title;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a text for each of `en`, `fr` and `ar`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Title, E> {
                Ok(text.into())
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Title, A::Error> {
                ByLanguage::deserialize(MapAccessDeserializer::new(map)).map(Title::from)
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

/// How a title is written.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes the two forms, and is never made")]
enum TitleForms {
    /// One text for all languages.
    Text(String),
    /// A text for each language.
    Languages(ByLanguage),
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Title {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Title".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        TitleForms::json_schema(generator)
    }
}
