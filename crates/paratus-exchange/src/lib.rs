//! Foreign tables turned into Paratus programmes and evidence, and programmes turned into folders.
//!
//! Everything that is particular to a foreign table (its columns, words, dates and ids) is in a *map*, a TOML file that
//! people write; the code knows no dataset. Two importers read tables through a map:
//!
//! * [`framework()`]: a table of role, skill and level becomes a programme with roles, objectives and requirements.
//! * [`evidence()`]: a table of results becomes the rows of `evidence.csv`, in one pass and constant memory, and on request a
//!   small programme with its people and sections.
//!
//! [`write_folder`] turns any [`paratus::document::Document`] into the files of a programme's folder.
//!
//! Nothing is dropped silently: each row that is not taken is handed to the caller as a [`Note`] with file, line, column and
//! reason, and an [`ImportSummary`] counts all rows. The library opens no files; readers and writers are parameters.
//!
//! ```
//! use paratus_exchange::{FrameworkMap, framework};
//!
//! let map = FrameworkMap::parse("map.toml", r#"
//!     programme = { id = "post-room" }
//!     levels = { order = ["basic", "full"] }
//!     tracks = { default = "process" }
//!     [columns]
//!     role = "Job"
//!     skill = "Skill"
//!     level = "Level"
//! "#)?;
//! let table = "Job;Skill;Level\nClerk;Sorting;basic\nClerk;Sorting;basic\n";
//! let mut notes = Vec::new();
//! let (document, summary) =
//!     framework(&map, "jobs.csv", &mut table.as_bytes(), &mut paratus_exchange::no_tables, &mut |note| notes.push(note.to_string()))?;
//! assert_eq!(document.roles[0].requires[0].objective, "sorting");
//! assert_eq!((summary.main().read, summary.main().added, summary.main().same), (2, 1, 1));
//! assert_eq!(notes, ["`jobs.csv`, line 3: same: the same row as line 2"]);
//! # Ok::<(), paratus_exchange::ExchangeError>(())
//! ```

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::unreachable
    )
)]

mod answer;
mod cells;
mod checked_book;
mod contact;
mod error;
mod events;
mod evidence;
mod facts;
mod folder;
mod form;
mod framework;
mod import;
mod import_file;
mod join;
mod map;
mod outcome;
mod periods;
mod propose;
mod questionnaire;
mod recognise;
mod responses;
mod roster;
mod scores;
mod slug;
mod source;
mod summary;
mod table;
#[cfg(feature = "calendars")]
mod timezone;
mod western;
mod words;

pub use answer::{FirstNotes, ImportAnswer, ImportPlanAnswer, RecognitionAnswer};
pub use error::{ExchangeError, Problem};
pub use events::{EventMap, Events};
pub use evidence::{EvidenceMap, PeopleMap, ResultItem, evidence};
pub use facts::{AbsenceColumns, ActColumns, FactMap, SessionColumns};
pub use folder::{
    FolderAsText, TABLE_NAMES, folder_as_text, is_sheet_of, is_workbook_name, table_of_name,
    tables_in_workbook, write_folder,
};
pub use form::recognise;
pub use framework::{
    FrameworkColumns, FrameworkLevels, FrameworkMap, FrameworkProgramme, FrameworkTracks,
    SkillTable, TrackRule, framework,
};
pub use import::{ImportFile, ImportMap, ImportOptions, ImportPlan, RecognisedFile, plan, propose};
pub use map::{
    Condition, DateException, DateForm, DateMap, Delimiter, Encoding, Epoch, LookupMap, OneOrMany,
    TableOptions, TextMap, ValueForm, ValueMap, ValueMax,
};
pub use outcome::Outcome;
pub use recognise::{Form, Recognition, archive_tables};
pub use responses::{AnswerColumns, AnswerForm, Question, ResponseInstrument, ResponseMap};
pub use roster::{PathColumn, Roster, RosterMap};
pub use scores::{Numbers, OrganisationScores, ScoreMap, ScoreYear, Scores, Theme, scores};
pub use slug::slug;
pub use source::{SheetOptions, workbook_sheets, workbook_table};
pub use summary::{ImportSummary, Note, TableSummary};
pub use table::ContactColumn;
#[cfg(feature = "calendars")]
pub use timezone::calendar_zone;

use std::io::{self, Read};

/// Opens a side table that a map names, by the name in the map.
pub type OpenTable<'a> = dyn FnMut(&str) -> io::Result<Box<dyn Read>> + 'a;

/// An [`OpenTable`] for maps without side tables: finds none.
///
/// # Errors
/// Always [`io::ErrorKind::NotFound`].
pub fn no_tables(_: &str) -> io::Result<Box<dyn Read>> {
    Err(io::ErrorKind::NotFound.into())
}
