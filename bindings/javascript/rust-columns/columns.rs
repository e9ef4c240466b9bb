//! Evidence as typed arrays.

use paratus::answers::AppendAnswer;
use paratus::evidence::{EvidenceColumns, TextColumn};
use paratus::{Error, EvidenceStore};
use wasm_bindgen::prelude::wasm_bindgen;

/// Columns of evidence: put together one by one, each copied once.
#[wasm_bindgen]
#[derive(Default)]
pub struct RawColumns {
    person: Texts,
    objective: Texts,
    kind: Texts,
    level: Option<Texts>,
    key: Option<Texts>,
    source: Option<Texts>,
    value: Vec<f64>,
    day: Vec<i32>,
    expires: Option<Vec<i32>>,
}

/// A column of texts.
#[derive(Default)]
struct Texts {
    texts: Vec<String>,
    codes: Vec<u32>,
}

#[wasm_bindgen]
impl RawColumns {
    /// The columns that hold numbers.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(value: Vec<f64>, day: Vec<i32>, expires: Option<Vec<i32>>) -> RawColumns {
        RawColumns {
            value,
            day,
            expires,
            ..RawColumns::default()
        }
    }

    /// The same with a column of texts, whose list is JSON.
    #[must_use]
    pub fn with(mut self, column: &str, texts: &str, codes: Vec<u32>) -> RawColumns {
        let texts = Texts {
            texts: paratus::answers::parse_string_list(texts).unwrap_or_default(),
            codes,
        };
        match column {
            "person" => self.person = texts,
            "objective" => self.objective = texts,
            "kind" => self.kind = texts,
            "level" => self.level = Some(texts),
            "key" => self.key = Some(texts),
            _ => self.source = Some(texts),
        }
        self
    }
}

impl RawColumns {
    /// Adds the records to evidence.
    ///
    /// # Errors
    /// Where the columns have different lengths; nothing is added then.
    pub fn append_to(&self, store: &mut EvidenceStore) -> Result<AppendAnswer, Error> {
        let (person, objective, kind) =
            (self.person.list(), self.objective.list(), self.kind.list());
        let [level, key, source] = [&self.level, &self.key, &self.source].map(Option::as_ref);
        let (levels, keys, sources) = (
            level.map(Texts::list),
            key.map(Texts::list),
            source.map(Texts::list),
        );
        store.append_columns(&EvidenceColumns {
            person: self.person.coded(&person),
            objective: self.objective.coded(&objective),
            kind: self.kind.coded(&kind),
            value: &self.value,
            day: &self.day,
            level: level
                .zip(levels.as_deref())
                .map(|(column, list)| column.coded(list)),
            key: key
                .zip(keys.as_deref())
                .map(|(column, list)| column.coded(list)),
            expires: self.expires.as_deref(),
            source: source
                .zip(sources.as_deref())
                .map(|(column, list)| column.coded(list)),
        })
    }
}

impl Texts {
    fn list(&self) -> Vec<&str> {
        self.texts.iter().map(String::as_str).collect()
    }

    fn coded<'a>(&'a self, texts: &'a [&'a str]) -> TextColumn<'a> {
        TextColumn {
            texts,
            codes: &self.codes,
        }
    }
}
