//! Evidence as columns with lists of texts beside them: a million records without a text or a hash for any of them.

use super::interpretation::{Fields, TextNumbers, interpret};
use super::log::{EvidenceLog, RecordOutcome, number};
use super::packed::{NO_EXPIRY, NO_SOURCE, NO_TIME, PackedRecord, PackedRow};
use super::record::Record;
use super::weight::declared_weight;
use super::write_buffer::WriteBuffer;
use crate::document::Kind;
use crate::finding::describe;
use crate::future_rows::Location;
use crate::model::{NOT_HELD, TOGETHER};
use crate::table::{MAX_FINDINGS_PER_CODE, TableReport};
use crate::{Code, Date, Error, ErrorKind, Finding};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A column of texts: each record has the place of its text in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TextColumn<'a> {
    /// The texts; their order does not matter.
    pub texts: &'a [&'a str],
    /// For each record the place of its text, counted from 0. In columns that may be empty, [`TextColumn::NOTHING`] is none.
    pub codes: &'a [u32],
}

impl TextColumn<'_> {
    /// The code of a record that has no text in this column.
    pub const NOTHING: u32 = u32::MAX;

    fn get(&self, at: usize) -> Option<&str> {
        self.texts.get(*self.codes.get(at)? as usize).copied()
    }
}

/// Records of evidence as columns, all of the same length. What the fields mean is said at [`Record`]; columns have no times of day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EvidenceColumns<'a> {
    /// Ids of people.
    pub person: TextColumn<'a>,
    /// Ids of objectives.
    pub objective: TextColumn<'a>,
    /// Names of kinds.
    pub kind: TextColumn<'a>,
    /// Degrees of success, in [0, 1].
    pub value: &'a [f64],
    /// Days since 1970-01-01.
    pub day: &'a [i32],
    /// Names of levels.
    pub level: Option<TextColumn<'a>>,
    /// Keys.
    pub key: Option<TextColumn<'a>>,
    /// Last days on which records count, since 1970-01-01; [`EvidenceColumns::NEVER`] where they do not expire.
    pub expires: Option<&'a [i32]>,
    /// Sources.
    pub source: Option<TextColumn<'a>>,
}

impl<'a> EvidenceColumns<'a> {
    /// The expiry of a record that does not expire.
    pub const NEVER: i32 = i32::MAX;

    /// Every column's length, by name.
    fn lengths(&self) -> impl Iterator<Item = (&'static str, usize)> {
        let coded = |column: Option<TextColumn<'_>>| column.map(|column| column.codes.len());
        [
            ("person", Some(self.person.codes.len())),
            ("objective", Some(self.objective.codes.len())),
            ("kind", Some(self.kind.codes.len())),
            ("value", Some(self.value.len())),
            ("day", Some(self.day.len())),
            ("level", coded(self.level)),
            ("key", coded(self.key)),
            ("expires", self.expires.map(<[i32]>::len)),
            ("source", coded(self.source)),
        ]
        .into_iter()
        .filter_map(|(name, length)| Some((name, length?)))
    }

    /// The same columns, all cut to a length that they have, so that the compiler knows it.
    #[inline(always)]
    fn with_length(&self, rows: usize) -> Self {
        let coded = |column: TextColumn<'a>| TextColumn {
            texts: column.texts,
            codes: column.codes.get(..rows).unwrap_or_default(),
        };
        EvidenceColumns {
            person: coded(self.person),
            objective: coded(self.objective),
            kind: coded(self.kind),
            value: self.value.get(..rows).unwrap_or_default(),
            day: self.day.get(..rows).unwrap_or_default(),
            level: self.level.map(coded),
            key: self.key.map(coded),
            expires: self
                .expires
                .map(|days| days.get(..rows).unwrap_or_default()),
            source: self.source.map(coded),
        }
    }

    /// The record of a row, or the finding that keeps it from being one.
    fn record(&self, at: usize) -> Result<Record<'_>, Finding> {
        let misplaced = |name: &str, column: &TextColumn<'_>| {
            let code = column.codes.get(at).copied().unwrap_or(TextColumn::NOTHING);
            describe!(
                Code::BadValue,
                name,
                NumberOfNoText {
                    number: code.to_string(),
                    texts: column.texts.len()
                }
            )
            .help("places are counted from 0")
        };
        let may = |name: &str, column: Option<TextColumn<'_>>| match column {
            Some(column)
                if column.codes.get(at) != Some(&TextColumn::NOTHING)
                    && column.get(at).is_none() =>
            {
                Err(misplaced(name, &column))
            }
            _ => Ok(()),
        };
        let date = |name: &str, day: i32| {
            Date::from_days(day).ok_or_else(|| {
                describe!(Code::BadValue, name, DayOutsideYears { day: day })
                    .help("days are counted from 1970-01-01")
            })
        };
        let person = self
            .person
            .get(at)
            .ok_or_else(|| misplaced("person", &self.person))?;
        let objective = self
            .objective
            .get(at)
            .ok_or_else(|| misplaced("objective", &self.objective))?;
        let kind = self
            .kind
            .get(at)
            .ok_or_else(|| misplaced("kind", &self.kind))?;
        let Some(kind) = Kind::from_name(kind) else {
            let given = crate::formatting::shorten(kind);
            let finding = describe!(Code::BadValue, "kind", KindUnknown { given: given });
            return Err(finding.did_you_mean(kind, Kind::ALL.iter().map(|kind| kind.name())));
        };
        may("level", self.level)?;
        may("key", self.key)?;
        may("source", self.source)?;
        let expires = self
            .expires
            .and_then(|days| days.get(at).copied())
            .filter(|&day| day != Self::NEVER);
        Ok(Record {
            person,
            objective,
            kind,
            value: self.value.get(at).copied().unwrap_or(f64::NAN),
            date: date("day", self.day.get(at).copied().unwrap_or(i32::MIN))?,
            time: None,
            level: self.level.as_ref().and_then(|column| column.get(at)),
            key: self.key.as_ref().and_then(|column| column.get(at)),
            expires: expires.map(|day| date("expires", day)).transpose()?,
            source: self.source.as_ref().and_then(|column| column.get(at)),
        })
    }
}

/// Not seen yet; names are numbered below 2^31.
const NOT_RESOLVED: u32 = u32::MAX - 1;

/// What the lists of texts mean for a log, worked out once per text.
struct ResolvedColumns {
    /// The number of each person, or [`UNKNOWN_PERSON`].
    person: Vec<u32>,
    /// Days on which every person of the list is employed: the last one to join, the first one to leave.
    everyone: (i32, i32),
    /// Index and top level.
    objective: Vec<Option<(u32, u8)>>,
    kind: Vec<Option<Kind>>,
    /// The number of each kind's name as a key.
    kind_key: [u32; Kind::ALL.len()],
    key: Vec<u32>,
    source: Vec<u32>,
    /// The evidence weight of surveys and tests of each source, where the source is an instrument that declares one.
    source_weight: Vec<Option<u16>>,
}

/// The number of a person who is not known.
const UNKNOWN_PERSON: u32 = NOT_HELD;

/// Records whose people are looked up together: many slow reads of memory at once instead of one after the other.
const LOOKUP_BLOCK: usize = 256;

impl ResolvedColumns {
    /// The people of the records from row `first` on.
    #[inline]
    fn look_up(
        &self,
        columns: &EvidenceColumns<'_>,
        first: usize,
        people: &mut [u32; LOOKUP_BLOCK],
    ) {
        let codes = columns.person.codes.get(first..).unwrap_or_default();
        for (person, &code) in people.iter_mut().zip(codes) {
            *person = self
                .person
                .get(code as usize)
                .copied()
                .unwrap_or(UNKNOWN_PERSON);
        }
    }
}

impl EvidenceLog {
    /// Adds records given as columns: the same as [`EvidenceLog::push`] row by row, bit for bit, and much faster.
    ///
    /// Refused records and what is odd about others are findings with paths such as `evidence[3].value`, at most
    /// [`MAX_FINDINGS_PER_CODE`] of one code.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceLog;
    /// use paratus::evidence::{TextColumn, EvidenceColumns};
    ///
    /// let programme = sample::programme();
    /// let mut log = EvidenceLog::new(&programme);
    /// let day = sample::first(2).days();
    /// let report = log.push_columns(&EvidenceColumns {
    ///     person: TextColumn { codes: &[0, 1], texts: &["p-00", "p-01"] },
    ///     objective: TextColumn { codes: &[0, 0], texts: &["search"] },
    ///     kind: TextColumn { codes: &[0, 0], texts: &["quiz"] },
    ///     value: &[1.0, 0.5],
    ///     day: &[day, day],
    ///     ..EvidenceColumns::default()
    /// })?;
    /// assert_eq!(report.rows, 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the columns have different lengths; nothing is added then.
    #[inline]
    pub fn push_columns(&mut self, columns: &EvidenceColumns<'_>) -> Result<TableReport, Error> {
        let mut report = TableReport::default();
        let mut counts: BTreeMap<Code, u64> = BTreeMap::new();
        let set_aside = self.row_counts().set_aside;
        let spot = |at: usize| Location::Entry(at as u32);
        let findings = &mut report.findings;
        let careful = |log: &mut EvidenceLog, at: usize| {
            let mut outcome = log.push_row_of(columns, at, spot(at));
            if let RecordOutcome::Warned(finding) | RecordOutcome::Refused(finding) = &mut outcome {
                let count = counts.entry(finding.code).or_default();
                *count += 1;
                if *count <= MAX_FINDINGS_PER_CODE as u64 {
                    let path = format!("evidence[{at}].{}", finding.path);
                    findings.push(Finding {
                        path,
                        ..(**finding).clone()
                    });
                } else {
                    log.counted_alone.insert(finding.code);
                }
            }
            outcome
        };
        report.refused = self.push_each(columns, spot, careful, |_, _| {})?;
        self.counted_alone.clear();
        report.set_aside = self.row_counts().set_aside - set_aside;
        report.rows = columns.person.codes.len() as u64 - report.refused - report.set_aside;
        for (code, count) in counts
            .into_iter()
            .filter(|(_, count)| *count > MAX_FINDINGS_PER_CODE as u64)
        {
            let finding = describe!(
                Code::MoreFindings,
                "evidence",
                MoreOfCode {
                    found: count,
                    code: code.name(),
                    listed: MAX_FINDINGS_PER_CODE
                }
            );
            report.findings.push(Finding {
                severity: code.severity(),
                ..finding
            });
        }
        Ok(report)
    }

    /// Adds records that are at `spot`. Where something may be wrong or odd, `careful` adds them or says why not, and `note` takes
    /// what it finds. How many records were refused.
    #[inline]
    pub(super) fn push_each(
        &mut self,
        columns: &EvidenceColumns<'_>,
        spot: impl Fn(usize) -> Location,
        careful: impl FnMut(&mut EvidenceLog, usize) -> RecordOutcome,
        note: impl FnMut(usize, Box<Finding>),
    ) -> Result<u64, Error> {
        let rows = columns.person.codes.len();
        if let Some((name, length)) = columns.lengths().find(|(_, length)| *length != rows) {
            let finding = describe!(
                Code::WrongType,
                format!("evidence.{name}"),
                ColumnLengthsDiffer {
                    column: name,
                    length: length,
                    records: rows
                }
            );
            return Err(Error::new(ErrorKind::Shape, vec![finding]));
        }
        let mut resolved = self.resolve_texts(columns);
        self.reserve(rows);
        let columns = columns.with_length(rows);
        let refused = match columns {
            // As most columns are: what the compiler knows to be absent is not looked for in each row.
            EvidenceColumns {
                level: None,
                expires: None,
                source: None,
                ..
            } => {
                let columns = EvidenceColumns {
                    level: None,
                    expires: None,
                    source: None,
                    ..columns
                };
                self.push_rows(&columns, &mut resolved, spot, careful, note)
            }
            _ => self.push_rows(&columns, &mut resolved, spot, careful, note),
        };
        Ok(refused)
    }

    /// Adds the rows of columns that are all of the same length. How many were refused.
    #[inline(always)]
    fn push_rows(
        &mut self,
        columns: &EvidenceColumns<'_>,
        resolved: &mut ResolvedColumns,
        spot: impl Fn(usize) -> Location,
        mut careful: impl FnMut(&mut EvidenceLog, usize) -> RecordOutcome,
        mut note: impl FnMut(usize, Box<Finding>),
    ) -> u64 {
        let rows = columns.person.codes.len();
        let mut refused = 0;
        let mut people = [UNKNOWN_PERSON; LOOKUP_BLOCK];
        let mut waiting = WriteBuffer::new(self.partitions().shift());
        for at in 0..rows {
            if at % LOOKUP_BLOCK == 0 {
                resolved.look_up(columns, at, &mut people);
            }
            let person = people
                .get(at % LOOKUP_BLOCK)
                .copied()
                .unwrap_or(UNKNOWN_PERSON);
            if let Some(packed) = self.plain_row(columns, resolved, at, person) {
                if packed.expires == NO_EXPIRY && packed.source == NO_SOURCE {
                    if waiting.push(person, PackedRow::without_sparse(&packed)) {
                        self.add_waiting(&mut waiting);
                    }
                } else {
                    self.add_waiting(&mut waiting);
                    self.add(person, packed);
                }
                if packed.day > self.later().latest_day() {
                    self.later_mut().record(packed.day, spot(at));
                }
                continue;
            }
            self.add_waiting(&mut waiting);
            // Whatever is wrong or odd: the careful way, which says so.
            let outcome = careful(self, at);
            let (RecordOutcome::Warned(finding) | RecordOutcome::Refused(finding)) = outcome else {
                continue;
            };
            refused += u64::from(finding.severity == crate::Severity::Error);
            note(at, finding);
        }
        self.add_waiting(&mut waiting);
        refused
    }

    /// Adds the record of a row, or says why not.
    pub(super) fn push_row_of(
        &mut self,
        columns: &EvidenceColumns<'_>,
        at: usize,
        spot: Location,
    ) -> RecordOutcome {
        match columns.record(at) {
            Ok(record) => self.push_at(&record, Some(spot)),
            Err(finding) => self.refuse(finding),
        }
    }

    #[inline]
    fn resolve_texts(&self, columns: &EvidenceColumns<'_>) -> ResolvedColumns {
        let model = self.programme().model();
        let unseen = |column: Option<TextColumn<'_>>| {
            vec![NOT_RESOLVED; column.map_or(0, |column| column.texts.len())]
        };
        let instrument = |source: &&str| declared_weight(model, source);
        let mut person = Vec::with_capacity(columns.person.texts.len());
        for ids in columns.person.texts.chunks(TOGETHER) {
            let mut block = [&b""[..]; TOGETHER];
            block
                .iter_mut()
                .zip(ids)
                .for_each(|(to, id)| *to = id.as_bytes());
            let block = block.get(..ids.len()).unwrap_or_default();
            person.extend(model.people.ids.get_each(block).into_iter().take(ids.len()));
        }
        let employed = |&&number: &&u32| number != UNKNOWN_PERSON;
        let days = |&number: &u32| model.people.days_employed(number);
        let both = |days: (i32, i32), of: (i32, i32)| (days.0.max(of.0), days.1.min(of.1));
        let everyone = person
            .iter()
            .filter(employed)
            .map(days)
            .fold((i32::MIN, i32::MAX), both);
        let objective = |id: &&str| {
            let number = model.objective_ids.get(id)?;
            Some((
                number,
                model.objectives.get(number as usize)?.find_level(None)?,
            ))
        };
        ResolvedColumns {
            person,
            everyone,
            objective: columns.objective.texts.iter().map(objective).collect(),
            kind: columns
                .kind
                .texts
                .iter()
                .map(|name| Kind::from_name(name))
                .collect(),
            kind_key: [NOT_RESOLVED; Kind::ALL.len()],
            key: unseen(columns.key),
            source: unseen(columns.source),
            source_weight: columns.source.map_or(Vec::new(), |column| {
                column.texts.iter().map(instrument).collect()
            }),
        }
    }

    /// A record with which nothing is wrong or odd; `None` where something may be.
    #[inline(always)]
    fn plain_row(
        &mut self,
        columns: &EvidenceColumns<'_>,
        known: &mut ResolvedColumns,
        at: usize,
        person: u32,
    ) -> Option<PackedRecord> {
        if person == UNKNOWN_PERSON {
            return None;
        }
        if columns.source.is_some() && self.programme().model().previous_ids.may_rename_sources() {
            return None;
        }
        let text_of = |column: &TextColumn<'_>| Some(*column.codes.get(at)? as usize);
        let (objective, highest) = (*known.objective.get(text_of(&columns.objective)?)?)?;
        let level = match columns.level {
            None => highest,
            Some(column) => match text_of(&column)? {
                NOTHING => highest,
                text => {
                    let compiled = self
                        .programme()
                        .model()
                        .objectives
                        .get(objective as usize)?;
                    compiled.find_level(Some(column.texts.get(text)?))?
                }
            },
        };
        let expires = match columns.expires {
            None => NO_EXPIRY,
            Some(days) => match *days.get(at)? {
                EvidenceColumns::NEVER => NO_EXPIRY,
                day => Date::from_days(day)?.days(),
            },
        };
        let fields = Fields {
            objective,
            level,
            kind: (*known.kind.get(text_of(&columns.kind)?)?)?,
            value: *columns.value.get(at)?,
            day: *columns.day.get(at)?,
            time: NO_TIME,
            expires,
        };
        let is_own_source = || {
            let source = columns.source.as_ref().and_then(|column| column.get(at));
            source.is_some() && source == columns.person.get(at)
        };
        if fields.oddity(known.everyone, is_own_source).is_some() {
            // Somebody in the list is not employed on the day; the person may be.
            let employed = self.programme().model().people.days_employed(person);
            if fields.oddity(employed, is_own_source).is_some() {
                return None;
            }
        }
        let mut texts = ColumnTexts {
            log: self,
            known,
            columns,
            at,
        };
        interpret(fields, &mut texts).ok()
    }

    /// The number of a text, which is interned when it is first used: texts are numbered as if pushed one by one.
    #[inline(always)]
    fn number_of<'t>(
        &mut self,
        numbers: &mut [u32],
        text: usize,
        name: impl FnOnce() -> Option<&'t str>,
    ) -> Option<u32> {
        match *numbers.get(text)? {
            NOT_RESOLVED => self.first_number_of(numbers, text, name()?),
            number => Some(number),
        }
    }

    #[inline(never)]
    fn first_number_of(&mut self, numbers: &mut [u32], text: usize, name: &str) -> Option<u32> {
        let number = number(Arc::make_mut(self.names_mut()), name)?;
        *numbers.get_mut(text)? = number;
        Some(number)
    }
}

const NOTHING: usize = TextColumn::NOTHING as usize;

/// The texts of a row of columns: each is numbered once.
struct ColumnTexts<'a> {
    log: &'a mut EvidenceLog,
    known: &'a mut ResolvedColumns,
    columns: &'a EvidenceColumns<'a>,
    at: usize,
}

impl ColumnTexts<'_> {
    /// The place of the text of a column that may be empty; `None` inside where it is.
    #[inline(always)]
    fn text(&self, column: Option<TextColumn<'_>>) -> Option<Option<usize>> {
        let Some(column) = column else {
            return Some(None);
        };
        let text = *column.codes.get(self.at)? as usize;
        Some((text != NOTHING).then_some(text))
    }
}

impl TextNumbers for ColumnTexts<'_> {
    #[inline(always)]
    fn source(&mut self) -> Option<u32> {
        match self.text(self.columns.source)? {
            None => Some(NO_SOURCE),
            Some(text) => {
                let name = || self.columns.source?.texts.get(text).copied();
                self.log.number_of(&mut self.known.source, text, name)
            }
        }
    }

    #[inline(always)]
    fn key(&mut self) -> Option<Option<u32>> {
        match self.text(self.columns.key)? {
            None => Some(None),
            Some(text) => {
                let name = || self.columns.key?.texts.get(text).copied();
                self.log
                    .number_of(&mut self.known.key, text, name)
                    .map(Some)
            }
        }
    }

    #[inline(always)]
    fn kind_name(&mut self, kind: Kind) -> Option<u32> {
        self.log
            .number_of(&mut self.known.kind_key, kind as usize, || {
                Some(kind.name())
            })
    }

    #[inline(always)]
    fn declared_weight(&self) -> Option<u16> {
        let text = self.text(self.columns.source)??;
        *self.known.source_weight.get(text)?
    }
}
