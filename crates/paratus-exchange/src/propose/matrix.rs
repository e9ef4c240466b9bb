//! People by sessions or tasks: a column for each, with a mark for those who were there or did it.

use super::{
    Draft,
    column::Column,
    draft::{quoted, toml_column, toml_text},
};
use crate::{
    cells::{DayInBothOrders, in_both_orders, without_time},
    contact::looks_like_contact,
    map::default_missing,
    slug::slug,
    words::{
        ABSENT, COMPLETION, DAY, MANAGER, NO, REASON, ROLE, ROOM, SECTION, STATUS, TRAINER, VALUE,
        YES,
    },
};
use paratus::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What else the cells of items may be.
pub(super) const LEVELS_INSTEAD: &str = "Where the cells are levels of skills, write `level = { slug = true }` and `value = { constant = 1.0 }`.";

/// Words for marks, at most; what has more is a text.
const MOST_MARKS: usize = 8;

/// What a mark is worth, where it is known.
pub(super) fn worth(mark: &str) -> Option<f64> {
    let mark = mark.to_lowercase();
    let is = |words: &[&str]| words.contains(&mark.as_str());
    match (is(YES), is(NO)) {
        (true, _) => Some(1.0),
        (_, true) => Some(0.0),
        _ => None,
    }
}

/// Whether a mark says that somebody was not there.
pub(super) fn is_absent(mark: &str) -> bool {
    ABSENT.contains(&mark.to_lowercase().as_str())
}

/// Writes which words are no results.
pub(super) fn write_absent(draft: &mut Draft, words: &BTreeSet<&str>) {
    if words.is_empty() {
        return;
    }
    let missing = default_missing();
    let all = missing
        .iter()
        .map(String::as_str)
        .chain(words.iter().copied());
    let all: Vec<String> = all.map(toml_text).collect();
    draft.comment("Who was not there, or is not yet through, has no result.");
    draft.line(&format!("missing = [{}]", all.join(", ")));
}

/// A mark with what it is worth, as a map has it; of one that is not known a person must say it.
pub(super) fn mark_and_worth(mark: &str) -> String {
    let worth = worth(mark).map_or_else(|| "\"…\"".to_owned(), |worth| format!("{worth:?}"));
    format!("{} = {worth}", toml_text(mark))
}

/// Whether the cells of a column are marks, most of them known.
pub(super) fn are_marks(column: &Column<'_>) -> bool {
    let marks: BTreeSet<String> = column
        .cells
        .iter()
        .map(|cell| cell.to_lowercase())
        .collect();
    let is_known = |mark: &&String| worth(mark).is_some() || is_absent(mark);
    let known = marks.iter().filter(is_known).count();
    known > 0 && known * 2 >= marks.len() && marks.len() <= MOST_MARKS
}

/// Different words of results, at most.
const MOST_WORDS: usize = 12;

/// Columns of few words that they share, such as letters; none where there is only one such column.
fn of_words<'c, 'p>(columns: &'c [Column<'p>], person: Option<&Column<'_>>) -> Vec<&'c Column<'p>> {
    let no_result = [SECTION, ROLE, MANAGER, TRAINER, ROOM, REASON];
    let has_words = |column: &&Column<'_>| {
        Some(column.name.as_str()) != person.map(|person| person.name.as_str())
            && !looks_like_contact(&column.name)
            && !slug(&column.name).is_empty()
            && (1..=MOST_WORDS).contains(&column.distinct())
            && column.most_numbers().is_none()
            && !column.has_days()
            && !no_result.iter().any(|words| column.is_called(words))
    };
    let few: Vec<&Column<'_>> = columns.iter().filter(has_words).collect();
    let is_shared = |column: &&&Column<'_>| {
        let others = few
            .iter()
            .filter(|other| other.name != column.name || other.at != column.at);
        let words: BTreeSet<&str> = others
            .flat_map(|other| other.cells.iter().copied())
            .collect();
        let shared = column.cells.iter().filter(|cell| words.contains(*cell));
        shared.count() * 2 > column.cells.len()
    };
    let shared: Vec<&Column<'_>> = few.iter().filter(is_shared).copied().collect();
    if shared.len() > 1 { shared } else { Vec::new() }
}

/// A session or a task.
struct Session<'c, 'p> {
    column: &'c Column<'p>,
    /// The heading without its day.
    name: String,
    /// The day that the heading names, as day/month and as month/day.
    days: Option<DayInBothOrders>,
    /// The column with the day of each mark.
    dated: Option<&'c Column<'p>>,
}

/// People by sessions.
pub(super) struct Matrix<'c, 'p> {
    sessions: Vec<Session<'c, 'p>>,
    is_observed: bool,
    /// Whether the cells are words of results, such as letters, of which a person must say what they are worth.
    are_words: bool,
}

impl<'c, 'p> Matrix<'c, 'p> {
    /// The sessions among the columns; `person` is none.
    pub(super) fn find(
        columns: &'c [Column<'p>],
        person: Option<&Column<'_>>,
    ) -> Option<Matrix<'c, 'p>> {
        let is_session = |column: &&'c Column<'p>| {
            Some(column.name.as_str()) != person.map(|person| person.name.as_str())
                && !looks_like_contact(&column.name)
                && !column.name.is_empty()
                && are_marks(column)
        };
        let marked = columns.iter().filter(is_session).collect();
        let matrix = Matrix::of(columns, marked, false);
        // That nobody was there or did it is no sign of a session: `A` may be a room.
        let is_yes = |session: &Session<'_, '_>| {
            let mut cells = session.column.cells.iter();
            cells.any(|cell| worth(cell) == Some(1.0))
        };
        matrix.sessions.iter().any(is_yes).then_some(matrix)
    }

    /// Items with a column for each, whose results are words: letters, or how well somebody does it. `person` is none.
    pub(super) fn of_words(
        columns: &'c [Column<'p>],
        person: Option<&Column<'_>>,
    ) -> Option<Matrix<'c, 'p>> {
        let found = of_words(columns, person);
        (!found.is_empty()).then(|| Matrix::of(columns, found, true))
    }

    fn of(
        columns: &'c [Column<'p>],
        marked: Vec<&'c Column<'p>>,
        are_words: bool,
    ) -> Matrix<'c, 'p> {
        let session = |column: &'c Column<'p>| {
            let (name, days) = without_day(&column.name);
            let name = topic(&name);
            let of_session = |other: &&Column<'_>| {
                let rest = other.name.strip_prefix(column.name.as_str());
                rest.is_some_and(|rest| !rest.is_empty()) || topic(&other.name) == name
            };
            let mut dated = columns.iter().filter(of_session);
            let dated = dated.find(|other| other.has_days());
            Session {
                column,
                name,
                days,
                dated,
            }
        };
        let is_observer = |column: &Column<'_>| {
            let heading = column.name.to_lowercase();
            ["observ", "assess", "évalu", "مراقب", "ملاحظ"]
                .iter()
                .any(|word| heading.contains(word))
        };
        Matrix {
            sessions: marked.into_iter().map(session).collect(),
            is_observed: columns.iter().any(is_observer),
            are_words,
        }
    }

    /// Whether there is more than one session: a single column of marks may say anything of people.
    pub(super) fn is_wide(&self) -> bool {
        self.sessions.len() > 1
    }

    /// What the marks show.
    pub(super) fn kind(&self) -> &'static str {
        if self.is_observed {
            "observation"
        } else if self.are_words {
            "quiz"
        } else {
            "completion"
        }
    }

    /// Whether a column is a session, or the days of one.
    pub(super) fn has(&self, column: &Column<'_>) -> bool {
        let same = |other: &Column<'_>| other.name == column.name && other.at == column.at;
        self.sessions
            .iter()
            .any(|session| same(session.column) || session.dated.is_some_and(same))
    }

    /// Whether each session says its own day.
    pub(super) fn has_days(&self) -> bool {
        self.sessions
            .iter()
            .all(|session| session.days.is_some() || session.dated.is_some())
    }

    /// The order of day and month in the headings; `None` where both fit and the table does not show it elsewhere.
    fn month_first(&self) -> Option<bool> {
        let days = || self.sessions.iter().filter_map(|session| session.days);
        match (
            days().all(|(day, _)| day.is_some()),
            days().all(|(_, month)| month.is_some()),
        ) {
            (true, true) if days().any(|(day, month)| day != month) => {
                let order = self.sessions.first()?.column.order.as_ref();
                order.map(|order| order.month_first)
            }
            (day_first, _) => Some(!day_first),
        }
    }

    /// Writes the day of a map in which each session has its own; a map needs one all the same.
    pub(super) fn write_date(&self, draft: &mut Draft) {
        let dated = self.sessions.iter().find_map(|session| session.dated);
        if let Some(column) = dated {
            draft.day_or_need("date", column);
            return;
        }
        let month_first = self.month_first();
        let day = self.sessions.iter().filter_map(|session| session.days);
        let day = day
            .filter_map(|(day, month)| {
                if month_first == Some(true) {
                    month
                } else {
                    day
                }
            })
            .max();
        let line = |day: Date| format!("date = {{ constant = \"{day}\" }}");
        match (month_first, day) {
            (Some(_), Some(day)) => draft.line(&line(day)),
            (None, Some(day)) => draft.need(
                "whether the days in the headings are day/month or month/day: both fit all of them; look at the day of each item",
                &line(day),
            ),
            (_, None) => {}
        }
    }

    /// Writes what the marks are worth, and an item for each session.
    pub(super) fn write_items(&self, draft: &mut Draft) {
        let mut marks: BTreeMap<&str, Option<f64>> = BTreeMap::new();
        let mut absent = BTreeSet::new();
        for cell in self
            .sessions
            .iter()
            .flat_map(|session| session.column.cells.iter().copied())
        {
            // Among letters `A` is one of them.
            let is_letter = self.are_words && cell.chars().count() == 1;
            if is_absent(cell) && !is_letter {
                absent.insert(cell);
            } else {
                marks.insert(cell, worth(cell));
            }
        }
        write_absent(draft, &absent);
        let pairs: Vec<String> = marks.keys().map(|mark| mark_and_worth(mark)).collect();
        let line = format!("value = {{ table = {{ {} }} }}", pairs.join(", "));
        let unknown: Vec<&str> = marks
            .iter()
            .filter_map(|(mark, worth)| worth.is_none().then_some(*mark))
            .collect();
        if unknown.is_empty() {
            draft.comment("What each mark is worth; empty cells are no results.");
            draft.line(&line);
        } else {
            if self.are_words {
                draft.comment(LEVELS_INSTEAD);
            }
            let unknown = crate::error::listed(unknown);
            draft.need(
                &format!(
                    "what {unknown} of the marks is worth, from 0 to 1; leave out what is no result"
                ),
                &line,
            );
        }
        for session in &self.sessions {
            let column = session.column;
            draft.text.push('\n');
            draft.comment(&column.evidence());
            draft.line("[[items]]");
            draft.line(&toml_column(column).replace(", at", "\nat"));
            let id = slug(&session.name);
            if id.is_empty() {
                draft.need(
                    &format!(
                        "the objective of {}, which its heading does not name",
                        quoted(&column.name)
                    ),
                    "objective = \"…\"",
                );
            } else {
                draft.line(&format!("objective = {}", toml_text(&id)));
            }
            let day = session
                .days
                .and_then(|(day, month)| match self.month_first() {
                    Some(true) => month,
                    _ => day,
                });
            match (session.dated, day) {
                (Some(dated), _) => draft.day_or_need("date", dated),
                (None, Some(day)) => draft.line(&format!("date = {{ constant = \"{day}\" }}")),
                (None, None) => {}
            }
        }
    }
}

/// What a heading says beside words for results, states and days: `Filing` of `Filing passed` and of `Filing date`; the whole where it says
/// nothing else.
pub(super) fn topic(heading: &str) -> String {
    let beside = [VALUE, STATUS, COMPLETION, DAY];
    let is_own = |word: &&str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let word = word.to_lowercase();
        !beside.iter().any(|words| words.contains(&word.as_str()))
    };
    let own: Vec<&str> = heading.split_whitespace().filter(is_own).collect();
    let own = own.join(" ");
    if own.contains(char::is_alphabetic) {
        own
    } else {
        heading.to_owned()
    }
}

/// A heading without the day at its end, and that day in both orders.
pub(super) fn without_day(heading: &str) -> (String, Option<DayInBothOrders>) {
    let heading = heading.trim();
    let whole = without_time(heading);
    let words = || {
        [whole].into_iter().chain(
            heading
                .rsplit_once(char::is_whitespace)
                .map(|(_, word)| word),
        )
    };
    for word in words() {
        let word = word.trim_matches(['(', ')', '[', ']']);
        let own = Date::parse(word).ok();
        let (day, month) = own.map_or_else(|| in_both_orders(word), |day| (Some(day), Some(day)));
        if day.is_some() || month.is_some() {
            let end = heading.rfind(word).unwrap_or(heading.len());
            let name = heading.get(..end).unwrap_or_default();
            let name = name.trim_end_matches(|letter: char| !letter.is_alphanumeric());
            return (name.to_owned(), Some((day, month)));
        }
    }
    (heading.to_owned(), None)
}
