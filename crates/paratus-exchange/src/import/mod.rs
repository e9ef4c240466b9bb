//! One door: a file of any known form, or of any form with a map, into the tables of a programme's folder.

mod append;
mod merge;
mod own;
mod own_table;
mod programme;
mod roster;
mod use_table;

use crate::{
    EventMap, EvidenceMap, FrameworkMap, ImportSummary, Note, OpenTable, ResponseMap, RosterMap,
    error::{ExchangeError, Problem},
    evidence::results,
    framework::framework,
    map::{MapKind, kind_of},
    propose::{Draft, Hints, draft},
    recognise::{Form, Peek, Recognition, recognise_bytes, recognise_table, unsupported},
    responses::responses,
};
use own::Own;
use paratus::{
    Date,
    document::{Document, Files},
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
    /// Without a folder: what the file holds, as a table of a folder or, of a framework, as a programme in JSON.
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
                return own_table::plan(&own, file, found, table, note);
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
        Some(MapKind::Events) => {
            let map = EventMap::parse(&name, &text)?;
            use_table::plan(&own, file, found, &map, open, note)
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

impl Own<'_> {
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
    ) -> Result<ImportPlan, ExchangeError> {
        let mut merge = self.merge("responses.csv")?;
        let mut reader = Cursor::new(file.bytes);
        let summary = responses(map, file.name, &mut reader, open, &mut merge, note)?;
        let new = merge.finish();
        let mut wanted = match &self.document {
            Some(_) => programme::empty(""),
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
    ) -> Result<ImportPlan, ExchangeError> {
        let mut plan = ImportPlan {
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
        note: &mut dyn FnMut(&Note),
    ) -> Result<ImportPlan, ExchangeError> {
        let json = match self.there() {
            true => String::new(),
            false => serde_json::to_string_pretty(document).unwrap_or_default() + "\n",
        };
        let mut plan = ImportPlan {
            recognition: found,
            summary,
            files: Vec::new(),
            content: json,
        };
        if document.roles.is_empty() {
            let text = "no row became a requirement, so the programme has no roles";
            plan.summary.warnings.push(text.into());
        }
        if self.there() {
            programme::merge(self, document, &mut plan, note)?;
            if plan.files.is_empty() {
                let refused = refused_entries(&plan.summary) > 0;
                if let Some(rows) = plan.summary.tables.first_mut() {
                    // All that the rows say is there already, or a part of it is there otherwise and left as it is.
                    let to = match refused {
                        true => &mut rows.refused,
                        false => &mut rows.same,
                    };
                    *to += std::mem::take(&mut rows.added);
                }
            }
        }
        Ok(plan)
    }
}

/// How many entries `paratus.toml` has with other content.
fn refused_entries(summary: &ImportSummary) -> u64 {
    let entries = summary
        .tables
        .iter()
        .filter(|one| one.file == "paratus.toml");
    entries.map(|one| one.refused).sum()
}

/// The text of a table that changes.
fn text_of(new: Option<&(String, String)>) -> &str {
    new.map_or("", |(_, text)| text)
}
