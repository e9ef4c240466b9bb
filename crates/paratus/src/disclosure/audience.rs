//! For whom an answer is, and the key that its counts are rounded by.

use serde::{Deserialize, Deserializer, Serialize, de};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// For whom an answer is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Anyone: small groups are suppressed, counts and means are rounded.
    #[default]
    Published,
    /// Those who may see the figures of single people: exact and complete.
    Internal,
}

names! {
    Audience:
    Published = "published",
    Internal = "internal",
}

/// The secret that decides how counts are rounded. The text is hashed at once and never kept; nothing prints or serialises it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct DisclosureKey {
    pub(super) hash: [u8; 16],
    /// Whether the text has fewer than [`FEWEST_OF_KEY`] bytes.
    pub(super) is_short: bool,
}

/// Bytes of a key that nobody can guess: a person who knows the exact figures of one unit can check each guess by its published ones.
pub(super) const FEWEST_OF_KEY: usize = 16;

impl DisclosureKey {
    /// The key of a secret text: the first half of its SHA-256. White space at its ends does not count, so that a key file
    /// may end in a line break. `None` where nothing is left.
    ///
    /// ```
    /// use paratus::disclosure::DisclosureKey;
    ///
    /// assert_eq!(DisclosureKey::new("a secret\n"), DisclosureKey::new("a secret"));
    /// assert!(DisclosureKey::new(" ").is_none());
    /// ```
    #[must_use]
    pub fn new(secret: impl AsRef<[u8]>) -> Option<DisclosureKey> {
        let secret = secret.as_ref().trim_ascii();
        let hash = Sha256::digest(secret);
        let half = hash.first_chunk::<16>().filter(|_| !secret.is_empty())?;
        Some(DisclosureKey {
            hash: *half,
            is_short: secret.len() < FEWEST_OF_KEY,
        })
    }
}

/// Never the key.
impl fmt::Debug for DisclosureKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DisclosureKey(..)")
    }
}

/// From a text. An error never repeats what was given.
impl<'de> Deserialize<'de> for DisclosureKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<DisclosureKey, D::Error> {
        let given = String::deserialize(deserializer).ok();
        let key = given.and_then(DisclosureKey::new);
        key.ok_or_else(|| de::Error::custom("the disclosure key must be a text that is not empty"))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for DisclosureKey {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "DisclosureKey".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "minLength": 1 })
    }
}

/// The audience of an answer and the key of its rounding: published (rounded, suppressed) or internal (exact).
///
/// ```
/// use paratus::disclosure::Disclosure;
/// // Safe to hand on. Counts are rounded by the key of the office: the same figure is always rounded the same way.
/// let office = Disclosure::published(b"a long secret of the office");
/// // Without a key, one is derived from the evidence: each answer is consistent in itself.
/// assert_eq!(Disclosure::default().audience(), office.audience());
/// // Exact figures, for those who may see the figures of single people anyway.
/// let inside = Disclosure::internal();
/// assert_eq!(format!("{office:?} {inside:?}"), "Disclosure(published, given key) Disclosure(internal)");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Disclosure {
    audience: Audience,
    key: Option<DisclosureKey>,
}

impl Disclosure {
    /// Disclosure to the public: counts are rounded by this key; where it is empty, by one that is derived from the evidence.
    ///
    /// ```
    /// use paratus::disclosure::{Audience, Disclosure};
    ///
    /// assert_eq!(Disclosure::published("the key of the office").audience(), Audience::Published);
    /// ```
    #[must_use]
    pub fn published(key: impl AsRef<[u8]>) -> Disclosure {
        Disclosure {
            audience: Audience::Published,
            key: DisclosureKey::new(key),
        }
    }

    /// Disclosure within the organisation, exact and complete: for those who may see the figures of single people.
    ///
    /// ```
    /// use paratus::disclosure::Disclosure;
    ///
    /// assert!(Disclosure::internal().is_internal());
    /// ```
    #[must_use]
    pub fn internal() -> Disclosure {
        Disclosure {
            audience: Audience::Internal,
            key: None,
        }
    }

    /// Disclosure to an audience, with a key of rounding where there is one.
    ///
    /// ```
    /// use paratus::disclosure::{Audience, Disclosure, DisclosureKey};
    ///
    /// let disclosure = Disclosure::new(Audience::Published, DisclosureKey::new("the key of the office"));
    /// assert!(disclosure.key().is_some());
    /// ```
    #[must_use]
    pub fn new(audience: Audience, key: Option<DisclosureKey>) -> Disclosure {
        Disclosure { audience, key }
    }

    /// The audience that answers are for: the public, or those within the organisation.
    #[must_use]
    pub fn audience(&self) -> Audience {
        self.audience
    }

    /// Whether answers are internal: exact, and with people by id.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        self.audience == Audience::Internal
    }

    /// The key of rounding, where one was given; `Debug` does not show it.
    #[must_use]
    pub fn key(&self) -> Option<DisclosureKey> {
        self.key
    }
}

/// For whom, and whether there is a key; never the key.
impl fmt::Debug for Disclosure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.audience, self.key) {
            (Audience::Internal, _) => f.write_str("Disclosure(internal)"),
            (Audience::Published, Some(_)) => f.write_str("Disclosure(published, given key)"),
            (Audience::Published, None) => f.write_str("Disclosure(published, derived key)"),
        }
    }
}

/// The origin of the key by which counts of an answer are rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum KeyOrigin {
    /// The caller gave it: answers from different evidence are rounded alike.
    Given,
    /// It was derived from the evidence: answers from different evidence are rounded independently.
    Derived,
}

names! {
    KeyOrigin:
    Given = "given",
    Derived = "derived",
}

/// For whom an answer is and how it was rounded: part of every answer about people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DisclosureNote {
    /// For whom.
    pub audience: Audience,
    /// Where the key comes from that counts are rounded by; left out of internal answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<KeyOrigin>,
    /// Fewest people of a figure; left out of internal answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_cell: Option<u32>,
    /// Counts are multiples of it; left out of internal answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_to: Option<u32>,
}

impl DisclosureNote {
    /// The note of an answer that names people, or has exact figures.
    ///
    /// ```
    /// use paratus::disclosure::DisclosureNote;
    ///
    /// assert!(DisclosureNote::internal().is_internal());
    /// ```
    #[must_use]
    pub const fn internal() -> DisclosureNote {
        DisclosureNote {
            audience: Audience::Internal,
            key: None,
            min_cell: None,
            round_to: None,
        }
    }

    /// Whether the answer has exact figures.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        self.audience == Audience::Internal
    }
}

impl Default for DisclosureNote {
    fn default() -> DisclosureNote {
        DisclosureNote::internal()
    }
}
