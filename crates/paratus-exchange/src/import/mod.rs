//! One door: a file of any known form, or of any form with a map, into the tables of a programme's folder.

mod append;
mod files;
mod merge;
mod own_folder;
mod own_table;
mod programme;
mod roster;
mod row_check;
mod row_index;
mod survey_identity;
mod table_kind;
mod unpack;
mod use_table;
mod verify;

use crate::{
    EventMap, EvidenceMap, FactMap, FrameworkMap, ImportSummary, Note, OpenTable, Outcome,
    ResponseMap, RosterMap, TableSummary,
    error::{ExchangeError, Problem},
    evidence::results,
    facts::facts,
    form::recognise_table,
    framework::framework_rows,
    join::RowSink as _,
    map::{MapKind, kind_of},
    propose::{Draft, Hints, draft, form_map, with_order_below},
    questionnaire::{self, is_questionnaire},
    recognise::{BookPart, Form, Peek, Recognition, recognise_bytes, unsupported},
    responses::responses,
    summary::EntryRow,
};
use own_folder::OwnFolder;
use paratus::{
    Date,
    document::{Document, Files, InstrumentDoc},
};
use std::{collections::BTreeMap, io::Cursor};
use survey_identity::Uncontradicted;

pub use crate::import_file::ImportFile;
pub use files::plan;

/// A map that somebody wrote or corrected.
#[derive(Clone, Copy, Debug)]
pub struct ImportMap<'a> {
    /// Its name, for messages.
    pub name: &'a str,
    /// Its text, TOML.
    pub text: &'a str,
}

impl ImportMap<'_> {
    /// Whether it is a map of published scores, see [`crate::scores()`].
    ///
    /// ```
    /// let map = paratus_exchange::ImportMap { name: "map.toml", text: "organisation = \"Body\"\nyears = []" };
    /// assert!(map.compares_scores());
    /// ```
    #[must_use]
    pub fn compares_scores(&self) -> bool {
        kind_of(self.text) == Some(MapKind::Scores)
    }
}

/// Options of an import: what is known of a file beside its content.
#[derive(Clone, Copy, Debug, Default)]
pub struct ImportOptions<'a> {
    /// What the file is; default: found from content.
    pub form: Option<Form>,
    /// The map; without one the form must be known.
    pub map: Option<ImportMap<'a>>,
    /// The day of results and answers that have none of their own.
    pub date: Option<Date>,
    /// The questions of the survey: an XLSForm, a LimeSurvey structure (`.lss`) or a list of items. They say which columns are questions,
    /// and what their answers mean.
    pub questions: Option<ImportFile<'a>>,
}

/// A file with the form that it was recognised as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecognisedFile {
    /// The file's name; of a table in an archive, that of the archive before it.
    pub file: String,
    /// What it seems to be, and what shows it.
    pub recognition: Recognition,
}

/// What an import would do. Nothing is written: the caller writes `files` or leaves it.
#[derive(Clone, Debug, Default)]
pub struct ImportPlan {
    /// What the files are taken for.
    pub recognised: Vec<RecognisedFile>,
    /// What becomes of each row.
    pub summary: ImportSummary,
    /// Files of the folder that change, with their new content.
    pub files: BTreeMap<String, String>,
    /// Without a folder: what the files hold, as a table of a folder or, of a framework, as a programme in JSON.
    pub content: String,
}

/// What importing one table would do.
struct TablePlan {
    recognition: Recognition,
    summary: ImportSummary,
    files: Vec<(String, String)>,
    content: String,
}

/// Proposes a map for a table: which column is what, with the numbers that support each guess as comments. Columns of contact data are
/// left out.
///
/// # Errors
/// Where the file cannot be read, or is of a form that cannot be imported.
///
/// ```
/// use paratus_exchange::{ImportFile, ImportOptions, propose};
/// let bytes = b"Employee;Course;Score;Date\ne-1;Filing;80;2027-02-01\ne-2;Filing;65;2027-02-14\n";
/// let file = ImportFile { name: "results.csv", bytes };
/// let map = propose(&file, &ImportOptions::default()).unwrap();
/// assert!(map.contains("person = { column = \"Employee\" }"));
/// assert!(map.contains("# `Score`: 2 of 2 rows, 2 different, numbers from 65 to 80"));
/// ```
pub fn propose(
    file: &ImportFile<'_>,
    options: &ImportOptions<'_>,
) -> Result<String, ExchangeError> {
    let (found, peek) = recognition(file, BookPart::default(), options)?;
    let book = BookPart::default();
    Ok(proposal(file, book, &found, peek, options, None)?.text)
}

/// What the file is, by what is declared, else by its content.
fn recognition(
    file: &ImportFile<'_>,
    book: BookPart<'_>,
    options: &ImportOptions<'_>,
) -> Result<(Recognition, Option<Peek>), ExchangeError> {
    if options.form.is_none() && options.map.is_none() {
        return recognise_table(file.name, file.bytes, book);
    }
    // A map or a declared form is for a table; what is none is said all the same.
    let found = match (recognise_bytes(file.name, file.bytes)?, options.form) {
        (Some(found), _) if is_questionnaire(found.form) => found,
        (Some(found), _) => return Err(unsupported(file.name, &found)),
        (None, Some(form)) => Recognition {
            form,
            because: "so it was declared".into(),
        },
        (None, None) => Recognition {
            form: Form::Table,
            because: "it is read by its map".into(),
        },
    };
    Ok((found, None))
}

/// The instruments of the folder that answers go into: read when a map is proposed, because only then they are asked for.
type FolderInstruments<'f> = &'f dyn Fn() -> &'f [InstrumentDoc];

/// A map for a table, for a person to complete, or to import with as it is, into a folder that has `instruments`.
fn proposal(
    file: &ImportFile<'_>,
    book: BookPart<'_>,
    found: &Recognition,
    peek: Option<Peek>,
    options: &ImportOptions<'_>,
    instruments: Option<FolderInstruments<'_>>,
) -> Result<Draft, ExchangeError> {
    if found.form == Form::Archive {
        let message = "this is an archive of tables, and a map is proposed for one table";
        let help = "take the table out of the archive, and have a map proposed for it";
        return Err(ExchangeError::Table(
            Problem::new(file.name, message).help(Some(help.into())),
        ));
    }
    let no_table = matches!(found.form, Form::Unsupported(_));
    if no_table || is_questionnaire(found.form) {
        return Err(unsupported(file.name, found));
    }
    let peek = match peek {
        Some(peek) => peek,
        None => Peek::open(file.name, file.bytes, book)?,
    };
    let peek = with_order_below(peek, file.bytes, book)?;
    let questions = options.questions.as_ref().map(questionnaire::read);
    let questions = questions.transpose()?;
    let hints = Hints {
        date: options.date,
        questions: questions.as_ref(),
        instruments: instruments.map_or(&[], |instruments| instruments()),
        asks: instruments.is_none(),
    };
    draft(&peek, found, hints)
}

/// How a table is read.
enum Reading {
    /// As a table of a folder.
    FolderTable(&'static str),
    /// As the questions of a survey.
    Questions,
    /// By a map: its name, its text, and the columns that it leaves out with the reasons.
    Map(String, String, Vec<String>),
}

impl Reading {
    /// What is read before what: a programme, its people, the use of features, then what refers to all of them.
    fn rank(&self) -> u8 {
        match self {
            Reading::Questions => 1,
            Reading::FolderTable("people") => 2,
            Reading::FolderTable("feature_use") => 3,
            Reading::FolderTable(_) => 4,
            Reading::Map(_, text, _) => match kind_of(text) {
                Some(MapKind::Framework) => 0,
                Some(MapKind::Roster) => 2,
                Some(MapKind::Events) => 3,
                _ => 4,
            },
        }
    }
}

/// What a table is, and how it is read. The sheet is that of a workbook with several tables of a folder.
fn reading(
    file: &ImportFile<'_>,
    book: BookPart<'_>,
    options: &ImportOptions<'_>,
    instruments: FolderInstruments<'_>,
) -> Result<(Recognition, Reading), ExchangeError> {
    let (found, peek) = recognition(file, book, options)?;
    let (name, text, left_out) = match options.map {
        Some(map) => (map.name.to_owned(), map.text.to_owned(), Vec::new()),
        None => match found.form {
            Form::FolderTable(table) => return Ok((found, Reading::FolderTable(table))),
            form if is_questionnaire(form) => return Ok((found, Reading::Questions)),
            Form::Table if options.questions.is_none() => {
                let message = format!("this is {found}, so a map must say what they hold");
                let help = "have one proposed (`--propose map.toml`, or `propose`), correct it, and import with it (`--map map.toml`, or `map`)";
                return Err(ExchangeError::Table(
                    Problem::new(file.name, message).help(Some(help.into())),
                ));
            }
            _ => {
                let draft = proposal(file, book, &found, peek, options, Some(instruments))?;
                if !draft.needed.is_empty() {
                    let date = draft
                        .needed
                        .iter()
                        .any(|need| need.starts_with("the day of"));
                    let message = format!(
                        "this is {}, and this must be said before it can be read: {}",
                        found.form.title(),
                        draft.needed.join("; ")
                    );
                    let help = if date && draft.needed.len() == 1 {
                        "add the day, for instance `--date 2027-01-31`"
                    } else {
                        "have a map proposed (`--propose map.toml`, or `propose`), complete it, and import with it (`--map map.toml`, or `map`)"
                    };
                    return Err(ExchangeError::Table(
                        Problem::new(file.name, message).help(Some(help.into())),
                    ));
                }
                ("the proposed map".to_owned(), draft.text, draft.left_out)
            }
        },
    };
    Ok((found, Reading::Map(name, text, left_out)))
}

/// Works out what importing one table into a folder would do.
fn table(
    file: &ImportFile<'_>,
    book: BookPart<'_>,
    (found, reading): (Recognition, Reading),
    options: &ImportOptions<'_>,
    folder: Option<&dyn Files>,
    open: &mut OpenTable<'_>,
    note: &mut dyn FnMut(&Note),
) -> Result<TablePlan, ExchangeError> {
    let own = OwnFolder::load(folder)?;
    let plan = match reading {
        Reading::FolderTable(table) => own_table::plan(&own, file, found, (table, book), note),
        Reading::Questions => form_alone(file, found, &own, note),
        Reading::Map(name, text, left_out) => {
            let map = ProposedMap {
                name,
                text,
                left_out,
            };
            by_map((file, book), found, map, &own, options, open, note)
        }
    }?;
    verify::verify(&own, &plan.files)?;
    Ok(plan)
}

/// A map: its name, its text, and the columns that it leaves out with the reasons.
struct ProposedMap {
    name: String,
    text: String,
    left_out: Vec<String>,
}

/// What importing a table by its map would do.
fn by_map(
    (file, book): (&ImportFile<'_>, BookPart<'_>),
    found: Recognition,
    ProposedMap {
        name,
        text,
        left_out,
    }: ProposedMap,
    own: &OwnFolder<'_>,
    options: &ImportOptions<'_>,
    open: &mut OpenTable<'_>,
    note: &mut dyn FnMut(&Note),
) -> Result<TablePlan, ExchangeError> {
    let mut plan = match kind_of(&text) {
        Some(MapKind::Framework) => {
            let mut map = FrameworkMap::parse(&name, &text)?;
            book.declare(&mut map.table);
            let mut reader = Cursor::new(file.bytes);
            let read = framework_rows(&map, file.name, &mut reader, open, note)?;
            let (document, summary, rows) = read;
            let mut summary = summary;
            if document.roles.is_empty() {
                let text = "no row became a requirement, so the programme has no roles";
                summary.warnings.push(text.into());
            }
            own.with_programme(found, summary, &document, ("roles", &rows), note)
        }
        Some(MapKind::Responses) => {
            let mut map = ResponseMap::parse(&name, &text)?;
            book.declare(&mut map.table);
            let mut warnings = Vec::new();
            if let (Some(document), None) = (&own.document, options.map) {
                survey_identity::adopt(&mut map, document, &mut warnings);
            }
            let mut plan = own.responses(file, found, &map, open, note)?;
            plan.summary.warnings.append(&mut warnings);
            Ok(plan)
        }
        Some(MapKind::Roster) => {
            let mut map = RosterMap::parse(&name, &text)?;
            book.declare(&mut map.table);
            roster::plan(own, file, found, &map, options, open, note)
        }
        Some(MapKind::Events) => {
            let mut map = EventMap::parse(&name, &text)?;
            book.declare(&mut map.table);
            use_table::plan(own, file, found, &map, open, note)
        }
        Some(MapKind::Facts) => {
            let mut map = FactMap::parse(&name, &text)?;
            book.declare(&mut map.table);
            let mut merge = own.merge(map.table_name())?;
            let mut reader = Cursor::new(file.bytes);
            let summary = facts(&map, file.name, &mut reader, open, &mut merge, note)?;
            own.planned(found, summary, merge.finish(), None, note)
        }
        Some(MapKind::Scores) => Err(ExchangeError::map(
            &name,
            "published scores are compared, not merged into a folder",
        )),
        _ => {
            let mut map = EvidenceMap::parse(&name, &text)?;
            book.declare(&mut map.table);
            own.evidence(file, found, &map, open, note)
        }
    }?;
    let named = |column: &crate::ContactColumn| {
        let named = format!("column {}", crate::error::quoted_cell(&column.column));
        left_out.iter().any(|text| text.starts_with(&named))
    };
    plan.summary.unused_columns.retain(|column| !named(column));
    let left_out = left_out
        .iter()
        .map(|text| format!("`{}`: {text}", file.name));
    plan.summary.warnings.extend(left_out);
    Ok(plan)
}

/// The questions of a survey without answers: instruments of the programme.
fn form_alone(
    file: &ImportFile<'_>,
    found: Recognition,
    own: &OwnFolder<'_>,
    note: &mut dyn FnMut(&Note),
) -> Result<TablePlan, ExchangeError> {
    let form = questionnaire::read(file)?;
    if form.questions.is_empty() {
        return Err(ExchangeError::table(file.name, "the form has no questions"));
    }
    let (text, left_out) = form_map(&form);
    let mut map = ResponseMap::parse(file.name, &text)?;
    let not_read = form.not_read.iter();
    let mut warnings: Vec<String> = not_read
        .map(|text| format!("`{}`: {text}", file.name))
        .collect();
    if let Some(document) = &own.document {
        survey_identity::adopt(&mut map, document, &mut warnings);
    }
    let mut document = match &own.document {
        Some(_) => Document::new(""),
        None => programme::named(file.name, None),
    };
    document.instruments = map.instruments();
    let mut counts = TableSummary::new(file.name);
    counts.read = form.questions.len() as u64;
    counts.set_aside = left_out.len() as u64;
    counts.added = counts.read - counts.set_aside;
    for (question, why) in &left_out {
        note(&Note {
            column: Some(question.clone()),
            file: file.name.to_owned(),
            line: 0,
            outcome: Outcome::SetAside,
            reason: format!("the question is left out: {why}"),
            row: 0,
        });
    }
    let summary = ImportSummary {
        tables: vec![counts],
        warnings,
        ..ImportSummary::default()
    };
    let of = |(entry, one): (usize, &InstrumentDoc)| {
        let rows = one.items.iter().map(|item| EntryRow {
            entry,
            line: 0,
            row: 0,
            column: Some(item.id.clone()),
        });
        rows.collect::<Vec<_>>()
    };
    let instruments = document.instruments.iter().enumerate();
    let rows: Vec<EntryRow> = instruments.flat_map(of).collect();
    own.with_programme(found, summary, &document, ("instruments", &rows), note)
}

impl OwnFolder<'_> {
    fn evidence(
        &self,
        file: &ImportFile<'_>,
        found: Recognition,
        map: &EvidenceMap,
        open: &mut OpenTable<'_>,
        note: &mut dyn FnMut(&Note),
    ) -> Result<TablePlan, ExchangeError> {
        let known = self.document.as_ref();
        let mut merge = self.merge("evidence.csv")?;
        let mut reader = Cursor::new(file.bytes);
        let (programme, summary) =
            results(map, known, file.name, &mut reader, open, &mut merge, note)?;
        let new = merge.finish();
        let mut wanted = programme;
        if self.there() && self.document.is_none() && wanted.is_none() {
            wanted = Some(programme::of_evidence(text_of(new.as_ref()), file.name));
        }
        self.planned(found, summary, new, wanted.as_ref(), note)
    }

    fn responses(
        &self,
        file: &ImportFile<'_>,
        found: Recognition,
        map: &ResponseMap,
        open: &mut OpenTable<'_>,
        note: &mut dyn FnMut(&Note),
    ) -> Result<TablePlan, ExchangeError> {
        let mut merge = self.merge("responses.csv")?;
        let mut reader = Cursor::new(file.bytes);
        let mut contradicted = Default::default();
        if let Some(document) = &self.document {
            contradicted = survey_identity::contradicted(map, document);
            merge.bring(&Document {
                instruments: map.instruments(),
                ..Document::new("")
            });
        }
        let mut sink = Uncontradicted {
            inner: &mut merge,
            contradicted,
        };
        let summary = responses(map, file.name, &mut reader, open, &mut sink, note)?;
        let new = merge.finish();
        let mut wanted = match &self.document {
            Some(_) => Document::new(""),
            None => programme::of_responses(text_of(new.as_ref()), file.name),
        };
        wanted.instruments = map.instruments();
        self.planned(found, summary, new, Some(&wanted), note)
    }

    /// The plan of a table and of the programme that it brings.
    fn planned(
        &self,
        found: Recognition,
        summary: ImportSummary,
        new: Option<(String, String)>,
        wanted: Option<&Document>,
        note: &mut dyn FnMut(&Note),
    ) -> Result<TablePlan, ExchangeError> {
        let mut plan = TablePlan {
            recognition: found,
            summary,
            files: Vec::new(),
            content: String::new(),
        };
        if !self.there() {
            plan.content = new.map_or_else(String::new, |(_, text)| text);
            if wanted.is_some_and(|document| !document.objectives.is_empty()) {
                let text = "the map also makes a programme; to have it written, name a folder with `--into`";
                plan.summary.warnings.push(text.into());
            }
            return Ok(plan);
        }
        plan.files.extend(new);
        if let Some(wanted) = wanted {
            programme::merge(self, wanted, &mut plan, note)?;
        }
        Ok(plan)
    }

    fn with_programme(
        &self,
        found: Recognition,
        summary: ImportSummary,
        document: &Document,
        (list, rows): (&str, &[EntryRow]),
        note: &mut dyn FnMut(&Note),
    ) -> Result<TablePlan, ExchangeError> {
        let json = if self.there() {
            String::new()
        } else {
            serde_json::to_string_pretty(document).unwrap_or_default() + "\n"
        };
        let mut plan = TablePlan {
            recognition: found,
            summary,
            files: Vec::new(),
            content: json,
        };
        if self.there() {
            let outcomes = programme::merge(self, document, &mut plan, note)?;
            let of_list = programme::KEYS.iter().zip(outcomes);
            let outcomes = of_list.filter(|(key, _)| **key == list);
            let outcomes: Vec<Outcome> = outcomes.flat_map(|(_, outcomes)| outcomes).collect();
            if let Some(counts) = plan.summary.tables.first_mut() {
                count_by_entries(counts, list, rows, &outcomes, note);
            }
        }
        Ok(plan)
    }
}

/// Counts the rows of a table by what became of the entry that each is a part of: what is there already is the same, and what is there
/// otherwise is left as it is.
fn count_by_entries(
    counts: &mut TableSummary,
    list: &str,
    rows: &[EntryRow],
    outcomes: &[Outcome],
    note: &mut dyn FnMut(&Note),
) {
    for row in rows {
        let outcome = outcomes.get(row.entry).copied().unwrap_or(Outcome::Added);
        if outcome == Outcome::Added {
            continue;
        }
        counts.added = counts.added.saturating_sub(1);
        counts.count(outcome);
        let reason = match outcome {
            Outcome::Same => format!("it is in `{list}` of the folder as it is"),
            _ => format!(
                "what it is a part of is in `{list}` of the folder with other content, which is left as it is"
            ),
        };
        note(&Note {
            file: counts.file.clone(),
            line: row.line,
            row: row.row,
            column: row.column.clone(),
            outcome,
            reason,
        });
    }
}

/// The text of a table that changes.
fn text_of(new: Option<&(String, String)>) -> &str {
    new.map_or("", |(_, text)| text)
}
