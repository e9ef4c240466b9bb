//! One door: a file of any known form, or of any form with a map, into the tables of a programme's folder.

mod merge;
mod programme;
mod roster;

use crate::{
    EvidenceMap, FrameworkMap, ImportSummary, Note, OpenTable, ResponseMap, RosterMap,
    error::{ExchangeError, Problem},
    evidence::results,
    framework::framework,
    join::RowSink,
    map::{MapKind, kind_of},
    propose::{Draft, Hints, draft},
    recognise::{
        FOLDER_TABLES, Form, Peek, Recognition, recognise_bytes, recognise_table, unsupported,
    },
    responses::responses,
};
use merge::TableMerge;
use paratus::{
    Date,
    document::{Document, Files, read_folder},
};
use std::io::Cursor;

/// A file that somebody brings.
#[derive(Clone, Copy, Debug)]
pub struct ImportFile<'a> {
    /// Its name, for messages.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

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

/// What is known of a file beside its content.
#[derive(Clone, Copy, Debug, Default)]
pub struct ImportOptions<'a> {
    /// What the file is; found from content where left out.
    pub form: Option<Form>,
    /// The map; without one the form must be known.
    pub map: Option<ImportMap<'a>>,
    /// The day of results and answers that have none of their own.
    pub date: Option<Date>,
}

/// What an import would do. Nothing is written: the caller writes `files` or leaves it.
#[derive(Clone, Debug)]
pub struct ImportPlan {
    /// What the file is taken for.
    pub recognition: Recognition,
    /// What becomes of each row.
    pub summary: ImportSummary,
    /// Files of the folder that change, with their new content.
    pub files: Vec<(String, String)>,
    /// What the file holds, as a table of a folder or, of a framework, as a programme in JSON.
    pub content: String,
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
    let (found, peek) = recognition(file, options)?;
    Ok(proposal(file, &found, peek, options)?.text)
}

/// What the file is, by what is declared, else by its content.
fn recognition(
    file: &ImportFile<'_>,
    options: &ImportOptions<'_>,
) -> Result<(Recognition, Option<Peek>), ExchangeError> {
    if options.form.is_none() && options.map.is_none() {
        return recognise_table(file.name, file.bytes);
    }
    // A map or a declared form is for a table; what is none is said all the same.
    let found = match (recognise_bytes(file.name, file.bytes)?, options.form) {
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

fn proposal(
    file: &ImportFile<'_>,
    found: &Recognition,
    peek: Option<Peek>,
    options: &ImportOptions<'_>,
) -> Result<Draft, ExchangeError> {
    if let Form::Unsupported(_) | Form::XlsForm | Form::Archive = found.form {
        return Err(unsupported(file.name, found));
    }
    let peek = match peek {
        Some(peek) => peek,
        None => Peek::open(file.name, file.bytes, None)?,
    };
    draft(&peek, found, Hints { date: options.date })
}

/// Works out what importing a file into a folder would do: which rows are added, changed, the same, superseded, refused or set aside,
/// and what the folder's files would then hold. `open` gives side tables that the map names; `note` hears of each row that is not
/// simply added. Without a folder the result is what the file holds by itself.
///
/// Importing the same file again changes nothing.
///
/// # Errors
/// Where the file or the folder cannot be read, the file is of a form that cannot be imported, or it needs a map.
///
/// ```
/// use paratus_exchange::{ImportFile, ImportOptions, no_tables, plan};
/// use std::collections::BTreeMap;
/// let bytes = b"person,objective,kind,value,date\np-1,filing,quiz,0.8,2027-02-01\n";
/// let file = ImportFile { name: "new.csv", bytes };
/// let mut folder: BTreeMap<String, Vec<u8>> = BTreeMap::new();
/// let first = plan(&file, &ImportOptions::default(), Some(&folder), &mut no_tables, &mut |_| ()).unwrap();
/// assert_eq!(first.summary.main().added, 1);
/// folder.extend(first.files.into_iter().map(|(name, text)| (name, text.into_bytes())));
/// let again = plan(&file, &ImportOptions::default(), Some(&folder), &mut no_tables, &mut |_| ()).unwrap();
/// assert_eq!((again.summary.main().same, again.files.len()), (1, 0));
/// ```
pub fn plan(
    file: &ImportFile<'_>,
    options: &ImportOptions<'_>,
    folder: Option<&dyn Files>,
    open: &mut OpenTable<'_>,
    note: &mut dyn FnMut(&Note),
) -> Result<ImportPlan, ExchangeError> {
    let (found, peek) = recognition(file, options)?;
    let (name, text, left_out) = match options.map {
        Some(map) => (map.name.to_owned(), map.text.to_owned(), Vec::new()),
        None => match found.form {
            Form::FolderTable(table) => {
                let own = Own::load(folder)?;
                return own_table(file, found, table, &own, note);
            }
            Form::Table => {
                let message = format!("this is {}, so a map must say what they hold", found);
                let help = "`paratus import FILE --propose map.toml` writes one to correct, to be used with `--map map.toml`";
                return Err(ExchangeError::Table(
                    Problem::new(file.name, message).help(Some(help.into())),
                ));
            }
            _ => {
                let draft = proposal(file, &found, peek, options)?;
                if !draft.needed.is_empty() {
                    let date = draft
                        .needed
                        .iter()
                        .any(|need| need.starts_with("the day of"));
                    let message = format!(
                        "this is {}, but it does not say {}",
                        found.form.title(),
                        draft.needed.join("; ")
                    );
                    let help = if date && draft.needed.len() == 1 {
                        "add the day, for instance `--date 2027-01-31`"
                    } else {
                        "`--propose map.toml` writes a map to complete, to be used with `--map map.toml`"
                    };
                    return Err(ExchangeError::Table(
                        Problem::new(file.name, message).help(Some(help.into())),
                    ));
                }
                ("the proposed map".to_owned(), draft.text, draft.left_out)
            }
        },
    };
    let own = Own::load(folder)?;
    let mut plan = match kind_of(&text) {
        Some(MapKind::Framework) => {
            let map = FrameworkMap::parse(&name, &text)?;
            let mut reader = Cursor::new(file.bytes);
            let (document, summary) = framework(&map, file.name, &mut reader, open, note)?;
            own.with_programme(found, summary, &document, note)
        }
        Some(MapKind::Responses) => {
            let map = ResponseMap::parse(&name, &text)?;
            own.responses(file, found, &map, open, note)
        }
        Some(MapKind::Roster) => {
            let map = RosterMap::parse(&name, &text)?;
            roster::plan(&own, file, found, &map, options, open, note)
        }
        Some(MapKind::Scores) => Err(ExchangeError::map(
            &name,
            "published scores are compared, not merged into a folder",
        )),
        _ => {
            let map = EvidenceMap::parse(&name, &text)?;
            own.evidence(file, found, &map, open, note)
        }
    }?;
    let named = |column: &crate::ContactColumn| {
        let quoted = crate::error::quoted_cell(&column.column);
        left_out.iter().any(|text| text.contains(&quoted))
    };
    plan.summary.unused_columns.retain(|column| !named(column));
    let left_out = left_out
        .iter()
        .map(|text| format!("`{}`: {text}", file.name));
    plan.summary.warnings.extend(left_out);
    Ok(plan)
}

/// The folder that rows go into, as far as imports need it.
struct Own {
    /// Whether rows are merged into a folder at all.
    there: bool,
    /// The programme; `None` where the folder has none yet.
    document: Option<Document>,
    root: String,
    tables: Vec<(&'static str, String)>,
}

impl Own {
    fn load(folder: Option<&dyn Files>) -> Result<Own, ExchangeError> {
        let mut own = Own {
            there: folder.is_some(),
            document: None,
            root: String::new(),
            tables: Vec::new(),
        };
        let Some(files) = folder else {
            return Ok(own);
        };
        let read = |name: &str| -> Result<Option<String>, ExchangeError> {
            let bytes = files
                .read(name)
                .map_err(|reason| ExchangeError::table(name, reason))?;
            let utf8 = |bytes| {
                String::from_utf8(bytes).map_err(|_| {
                    let problem = Problem::new(name, "the folder's table is not UTF-8");
                    ExchangeError::Table(problem.help(Some("save it as UTF-8".into())))
                })
            };
            bytes.map(utf8).transpose()
        };
        for kind in &merge::KINDS {
            let text = read(kind.file)?;
            let stem = kind.file.strip_suffix(".csv").unwrap_or(kind.file);
            for ending in ["xlsx", "xls", "ods", "tsv"] {
                let other = format!("{stem}.{ending}");
                let there = files.read(&other).ok().flatten().is_some();
                if there {
                    let message = format!("the folder has its `{stem}` in this file");
                    let help = format!("rows are merged into `{}`: save it as that", kind.file);
                    return Err(ExchangeError::Table(
                        Problem::new(&other, message).help(Some(help)),
                    ));
                }
            }
            own.tables.push((kind.file, text.unwrap_or_default()));
        }
        if let Some(root) = read("paratus.toml")? {
            own.root = root;
            let reading = read_folder(files).map_err(|error| {
                let message = format!("the folder's programme cannot be read: {error}");
                ExchangeError::Table(
                    Problem::new("paratus.toml", message)
                        .help(Some("`paratus check` lists what is wrong".into())),
                )
            })?;
            own.document = Some(reading.document);
        } else if files.read("paratus.json").ok().flatten().is_some() {
            let message = "the folder's programme is JSON; rows are merged into folders with a `paratus.toml`";
            return Err(ExchangeError::table("paratus.json", message));
        }
        Ok(own)
    }

    fn table(&self, file: &str) -> &str {
        let found = self.tables.iter().find(|(name, _)| *name == file);
        found.map_or("", |(_, text)| text)
    }

    fn merge(&self, file: &str) -> Result<TableMerge<'_>, ExchangeError> {
        let kind = merge::kind_of(file)
            .ok_or_else(|| ExchangeError::table(file, "no rows are merged into this table"))?;
        TableMerge::open(kind, self.table(file))
    }

    fn evidence(
        &self,
        file: &ImportFile<'_>,
        found: Recognition,
        map: &EvidenceMap,
        open: &mut OpenTable<'_>,
        note: &mut dyn FnMut(&Note),
    ) -> Result<ImportPlan, ExchangeError> {
        let mut merge = self.merge("evidence.csv")?;
        let mut reader = Cursor::new(file.bytes);
        let known = self.document.as_ref();
        let (programme, summary) =
            results(map, known, file.name, &mut reader, open, &mut merge, note)?;
        let new = merge.finish();
        let mut wanted = programme;
        if self.there && self.document.is_none() && wanted.is_none() {
            wanted = Some(programme::of_evidence(
                new.as_deref().unwrap_or_default(),
                file.name,
            ));
        }
        self.planned(found, summary, "evidence.csv", new, wanted.as_ref(), note)
    }

    fn responses(
        &self,
        file: &ImportFile<'_>,
        found: Recognition,
        map: &ResponseMap,
        open: &mut OpenTable<'_>,
        note: &mut dyn FnMut(&Note),
    ) -> Result<ImportPlan, ExchangeError> {
        let mut merge = self.merge("responses.csv")?;
        let mut reader = Cursor::new(file.bytes);
        let summary = responses(map, file.name, &mut reader, open, &mut merge, note)?;
        let new = merge.finish();
        let mut wanted = match &self.document {
            Some(_) => programme::empty(""),
            None => programme::of_responses(new.as_deref().unwrap_or_default(), file.name),
        };
        wanted.instruments = map.instruments();
        self.planned(found, summary, "responses.csv", new, Some(&wanted), note)
    }

    /// The plan of a table and of the programme that it brings.
    fn planned(
        &self,
        found: Recognition,
        summary: ImportSummary,
        file: &str,
        new: Option<String>,
        wanted: Option<&Document>,
        note: &mut dyn FnMut(&Note),
    ) -> Result<ImportPlan, ExchangeError> {
        let mut plan = ImportPlan {
            recognition: found,
            summary,
            files: Vec::new(),
            content: new.clone().unwrap_or_default(),
        };
        if !self.there {
            if wanted.is_some_and(|document| !document.objectives.is_empty()) {
                let text = "the map also makes a programme; to have it written, name a folder with `--into`";
                plan.summary.warnings.push(text.into());
            }
            return Ok(plan);
        }
        if let Some(new) = new {
            plan.files.push((file.to_owned(), new));
        }
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
        note: &mut dyn FnMut(&Note),
    ) -> Result<ImportPlan, ExchangeError> {
        let json = serde_json::to_string_pretty(document).unwrap_or_default();
        let mut plan = ImportPlan {
            recognition: found,
            summary,
            files: Vec::new(),
            content: json + "\n",
        };
        if document.roles.is_empty() {
            let text = "no row became a requirement, so the programme has no roles";
            plan.summary.warnings.push(text.into());
        }
        if self.there {
            programme::merge(self, document, &mut plan, note)?;
        }
        Ok(plan)
    }
}

/// A table as the folder has it: its rows are merged as they are.
fn own_table(
    file: &ImportFile<'_>,
    found: Recognition,
    table: &str,
    own: &Own,
    note: &mut dyn FnMut(&Note),
) -> Result<ImportPlan, ExchangeError> {
    use crate::join::{Refusal, hand_on};
    use crate::map::TableOptions;
    use crate::summary::TableSummary;
    use crate::table::{Shape, Table};
    let kind = merge::kind_of(table)
        .ok_or_else(|| ExchangeError::table(file.name, "the folder has no such table"))?;
    let mut merge = own.merge(kind.file)?;
    let reader = Box::new(Cursor::new(file.bytes));
    let mut rows = Table::open(file.name, reader, &TableOptions::default())?;
    let there = |name: &&&str| rows.header.iter().any(|heading| heading == **name);
    let names: Vec<&str> = kind.columns.iter().filter(there).copied().collect();
    let columns = names
        .iter()
        .map(|name| rows.column(name, None, "the table"))
        .collect::<Result<Vec<_>, _>>()?;
    let needed = FOLDER_TABLES.iter().find(|(name, _)| *name == table);
    let lacking = needed.and_then(|(_, needed)| needed.iter().find(|name| !names.contains(name)));
    if let Some(lacking) = lacking {
        let message = format!("a table `{table}` has a column `{lacking}`, and this one has none");
        let help = "`--propose map.toml` writes a map that says which column is what";
        return Err(ExchangeError::Table(
            Problem::new(file.name, message).help(Some(help.into())),
        ));
    }
    merge.heading(&names)?;
    let dates: Vec<bool> = names
        .iter()
        .map(|name| ["date", "expires", "joined", "left"].contains(name))
        .collect();
    let mut counts = TableSummary::new(file.name);
    while let Some(shape) = rows.next()? {
        counts.read += 1;
        let cells: Vec<&str> = columns.iter().map(|&column| rows.cell(column)).collect();
        let wrong_date = names.iter().zip(&cells).zip(&dates).find_map(|((name, cell), date)| {
            let wrong = *date && !cell.is_empty() && Date::parse(cell).is_err();
            wrong.then(|| Refusal::new(name, format!("`{cell}` is not an ISO date; use a map that says the order of day and month")))
        });
        let taken = match (shape, cells.first(), wrong_date) {
            (Shape::Ragged(reason), ..) => Err(Refusal::ragged(reason)),
            (_, Some(&""), _) => Err(Refusal::missing(names.first().unwrap_or(&""))),
            (.., Some(refusal)) => Err(refusal),
            _ => Ok(cells.as_slice()),
        };
        hand_on(&rows, taken, &mut merge, &mut counts, note)?;
    }
    let mut summary = ImportSummary::default();
    summary.note_table(&rows, counts);
    own.planned(found, summary, kind.file, merge.finish(), None, note)
}
