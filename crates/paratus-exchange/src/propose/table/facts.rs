//! Maps for what leaders did, for sessions and for absences.

use super::{dated_column, head, leave_out_contacts, leave_out_others};
use crate::propose::headings::{find, named_person};
use crate::{
    cells::{time_in, without_time},
    contact::looks_like_contact,
    propose::{
        Draft,
        column::Column,
        draft::{quoted, toml_column, toml_text},
        gradebook,
    },
    recognise::{Peek, Recognition},
    slug::slug,
    words::{
        ACT, ACTIVITY, ACTOR, AWAY, DAY, FROM, HALF, JOINED, LEFT, PERSON, PROOF, REASON, ROOM,
        SEATS, SECTION, SESSION, TIME, TRAINER, UNTIL,
    },
};

/// Acts that the format has words for.
const KNOWN_ACTS: [&str; 5] = [
    "sponsor-named",
    "message-sent",
    "time-released",
    "training-attended",
    "tool-used",
];

/// A map where the table seems to hold facts of one of the three kinds; `has_results`: whether it has results, as no such table has.
pub(super) fn facts(
    peek: &Peek,
    found: &Recognition,
    columns: &[Column<'_>],
    has_results: bool,
) -> Option<Draft> {
    if has_results {
        return None;
    }
    absences(peek, found, columns)
        .or_else(|| sessions(peek, found, columns))
        .or_else(|| acts(peek, found, columns))
}

fn text<'c, 'p>(columns: &'c [Column<'p>], words: &[&str]) -> Option<&'c Column<'p>> {
    find(columns, words).filter(|column| column.dates().is_none() && !column.cells.is_empty())
}

fn day<'c, 'p>(columns: &'c [Column<'p>], words: &[&str]) -> Option<&'c Column<'p>> {
    let mut named = columns.iter().filter(|column| {
        let one = std::slice::from_ref(*column);
        find(one, words).is_some()
    });
    named.find(|column| column.has_days())
}

/// Whether a heading, a reason, or the name of the file or the sheet, has one of these words.
fn says(peek: &Peek, columns: &[Column<'_>], words: &[&str]) -> bool {
    let names = [Some(&peek.file), peek.sheet.as_ref()];
    let names = names.into_iter().flatten().map(String::as_str);
    let headings = columns.iter().map(|column| column.name.as_str());
    let reasons = columns.iter().filter(|column| column.is_called(REASON));
    let reasons = reasons.flat_map(|column| column.words());
    names.chain(headings).chain(reasons).any(|name| {
        let name = name.to_lowercase();
        let mut parts = name.split(|letter: char| !letter.is_alphanumeric());
        // `absences`, `Urlaubsliste`.
        parts.any(|part| {
            words
                .iter()
                .any(|word| part == *word || (word.len() > 4 && part.starts_with(word)))
        })
    })
}

/// Whether a table of people with a first and a last day has nothing else that is known to be no part of absences, and so may be a list of
/// leave without a word for it.
fn may_be_absences(columns: &[Column<'_>], days: (&Column<'_>, &Column<'_>)) -> bool {
    let Some(person) = named_person(columns) else {
        return false;
    };
    let known = [SECTION, REASON, HALF, DAY];
    let (from, until) = days;
    let is_known = |column: &Column<'_>| {
        [person, from, until]
            .iter()
            .any(|one| one.name == column.name)
            || known.iter().any(|words| column.is_called(words))
            || looks_like_contact(&column.name)
            || column.name.is_empty()
    };
    // The days of employment are called so.
    let is_of_employment = |column: &Column<'_>, all: &[&str], of_any: &[&str]| {
        all.iter()
            .any(|word| !of_any.contains(word) && column.is_called(&[*word]))
    };
    columns.iter().all(is_known)
        && !is_of_employment(from, JOINED, FROM)
        && !is_of_employment(until, LEFT, UNTIL)
}

/// Writes the half of the day that each word of the column with halves is; gives the column.
fn half_days<'c, 'p>(draft: &mut Draft, columns: &'c [Column<'p>]) -> Option<&'c Column<'p>> {
    let half = text(columns, HALF).filter(|half| half.distinct() <= 4)?;
    let words = half.words();
    let pairs: Vec<String> = words
        .iter()
        .map(|word| format!("{} = \"{}\"", toml_text(word), half_of(word).unwrap_or("…")))
        .collect();
    let line = format!(
        "half = {{ {}, table = {{ {} }} }}",
        toml_column(half),
        pairs.join(", ")
    );
    if words.iter().all(|word| half_of(word).is_some()) {
        draft.line(&line);
    } else {
        draft.need(
            "which half of the day each word is: `morning` or `afternoon`",
            &line,
        );
    }
    Some(half)
}

fn absences(peek: &Peek, found: &Recognition, columns: &[Column<'_>]) -> Option<Draft> {
    let (from, until) = (day(columns, FROM)?, day(columns, UNTIL)?);
    let is_certain = says(peek, columns, AWAY);
    if from.name == until.name || !(is_certain || may_be_absences(columns, (from, until))) {
        return None;
    }
    let whose = [
        ("person", PERSON),
        ("trainer", TRAINER),
        ("room", ROOM),
        ("section", SECTION),
    ];
    let whose = whose
        .into_iter()
        .find_map(|(key, words)| Some((key, text(columns, words)?)));
    let mut draft = Draft::new(peek, found, "absences");
    head(&mut draft, peek);
    draft.text.push('\n');
    draft.line("[absences]");
    if let Some((key, column)) = whose {
        draft.describe(column);
        let slug = if key == "section" {
            ", slug = true"
        } else {
            ""
        };
        draft.line(&format!("{key} = {{ {}{slug} }}", toml_column(column)));
    } else {
        gradebook::person(&mut draft, columns, "person");
    }
    if is_certain {
        draft.day_or_need("from", from);
    } else {
        let form = from
            .dates()
            .map_or_else(|| from.likely_form().to_owned(), |(form, _)| form);
        draft.need(
            "whether these are absences: nothing in the table says so; of the days from when to when somebody is employed write a map of a roster",
            &format!("from = {{ {}, {form} }}", toml_column(from)),
        );
    }
    draft.comment("The last day of the absence, not the day after it.");
    draft.day_or_need("until", until);
    let half = half_days(&mut draft, columns);
    let whose = whose.map(|(_, column)| column);
    let is_whose = |column: &Column<'_>| whose.is_some_and(|whose| whose.name == column.name);
    let mut rest = columns.to_vec();
    if let Some(reason) = text(columns, REASON).filter(|reason| !is_whose(reason)) {
        draft.leave_out(reason, "why somebody is away is not kept");
        rest.retain(|column| column.name != reason.name);
    }
    leave_out_others(&mut draft, &rest, &[whose, Some(from), Some(until), half]);
    leave_out_contacts(&mut draft, columns);
    Some(draft)
}

fn sessions(peek: &Peek, found: &Recognition, columns: &[Column<'_>]) -> Option<Draft> {
    if named_person(columns).is_some() {
        return None;
    }
    // Beside a column of activities that of sessions has their ids.
    let no_sessions = columns.iter().filter(|column| !column.is_called(SESSION));
    let no_sessions: Vec<Column<'_>> = no_sessions.cloned().collect();
    let activity = text(&no_sessions, ACTIVITY).or_else(|| text(columns, ACTIVITY))?;
    let others = columns.iter().filter(|column| column.name != activity.name);
    let others: Vec<Column<'_>> = others.cloned().collect();
    let (trainer, room) = (text(&others, TRAINER), text(&others, ROOM));
    let seats = find(&others, SEATS).filter(|column| column.numbers().is_some());
    let id = text(&others, SESSION)
        .or_else(|| text(&others, &["id"]))
        .filter(|column| column.distinct() == column.rows);
    let start = day(&others, FROM).or_else(|| others.iter().find(|column| column.has_days()))?;
    let is_time = |time: &&Column<'_>| {
        let mut cells = time.cells.iter();
        time.name != start.name
            && !time.is_called(UNTIL)
            && cells.all(|cell| time_in(cell).is_some())
    };
    let mut times = others
        .iter()
        .filter(|column| column.is_called(TIME) && !column.cells.is_empty());
    let time = times.find(is_time);
    let there = [
        trainer.is_some(),
        room.is_some(),
        seats.is_some(),
        id.is_some(),
        time.is_some(),
    ];
    // Where contact data are, rows may be about people.
    let is_about_people = columns
        .iter()
        .any(|column| looks_like_contact(&column.name));
    let least = if is_about_people { 2 } else { 1 };
    if there.into_iter().filter(|is| *is).count() < least {
        return None;
    }
    let mut draft = Draft::new(peek, found, "sessions");
    head(&mut draft, peek);
    draft.text.push('\n');
    draft.line("[sessions]");
    match id {
        Some(id) => {
            draft.describe(id);
            draft.line(&format!("id = {{ {}, slug = true }}", toml_column(id)));
        }
        None => draft.comment("No column has ids, so that they are made of activity and day: a session that is moved is then another."),
    }
    draft.describe(activity);
    draft.comment("The programme's activities must have these ids; where they have others, name them in `table = { … }`.");
    draft.line(&format!(
        "activity = {{ {}, slug = true }}",
        toml_column(activity)
    ));
    draft.day_or_need("start", start);
    if let Some(time) = time {
        draft.line(&format!("time = {}", toml_text(&time.name)));
    }
    let has_times = start.cells.iter().any(|cell| without_time(cell) != *cell);
    let mut times = others.iter().filter(|column| {
        column.is_called(TIME) && !column.is_called(UNTIL) && !column.cells.is_empty()
    });
    let unread = times.find(|column| column.name != start.name && !has_times);
    if let (None, Some(unread)) = (time, unread) {
        draft.need(
            &format!(
                "when a session begins: {} of {} is no time of day; write it into the table as `14:00`, or say the half of the day in `half`",
                quoted(unread.cells.first().unwrap_or(&"")),
                quoted(&unread.name)
            ),
            &format!("time = {}", toml_text(&unread.name)),
        );
    }
    let half = match time {
        None => half_days(&mut draft, &others),
        Some(_) => None,
    };
    if let Some(seats) = seats {
        draft.line(&format!("seats = {}", toml_text(&seats.name)));
    }
    for (key, column) in [("trainer", trainer), ("room", room)] {
        if let Some(column) = column {
            draft.describe(column);
            draft.line(&format!(
                "{key} = {{ {}, slug = true }}",
                toml_column(column)
            ));
        }
    }
    draft.comment("A plan may move them; to keep it from that, say which: `pinned = { column = \"…\", equals = \"yes\" }`.");
    let used = [
        id,
        Some(activity),
        Some(start),
        time,
        half,
        seats,
        trainer,
        room,
    ];
    leave_out_others(&mut draft, columns, &used);
    leave_out_contacts(&mut draft, columns);
    Some(draft)
}

/// The half of the day that a word is.
fn half_of(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    match word.as_str() {
        "am" | "a.m." | "morning" | "matin" | "vormittag" | "vormittags" | "mañana" | "صباحا" => {
            Some("morning")
        }
        "pm" | "p.m." | "afternoon" | "après-midi" | "nachmittag" | "nachmittags" | "tarde"
        | "مساء" => Some("afternoon"),
        _ => None,
    }
}

fn acts(peek: &Peek, found: &Recognition, columns: &[Column<'_>]) -> Option<Draft> {
    let act = text(columns, ACT)?;
    let others = columns.iter().filter(|column| column.name != act.name);
    let others: Vec<Column<'_>> = others.cloned().collect();
    let actor = text(&others, ACTOR).or_else(|| text(&others, PERSON))?;
    let date = dated_column(&others)?;
    let proof = text(&others, PROOF).filter(|proof| proof.name != actor.name);
    let mut draft = Draft::new(peek, found, "what leaders did");
    head(&mut draft, peek);
    draft.text.push('\n');
    draft.line("[acts]");
    draft.describe(act);
    let mut words = act.cells.clone();
    words.sort_unstable();
    words.dedup();
    let is_known = |word: &&str| KNOWN_ACTS.contains(&slug(word).as_str());
    if words.iter().all(is_known) {
        draft.line(&format!("act = {{ {}, slug = true }}", toml_column(act)));
    } else {
        let pairs: Vec<String> = words
            .iter()
            .take(30)
            .map(|word| format!("{} = {}", toml_text(word), toml_text(&slug(word))))
            .collect();
        draft.need(
            &format!(
                "which act each word is: {}, or a word of the programme's own",
                KNOWN_ACTS.map(|act| format!("`{act}`")).join(", ")
            ),
            &format!(
                "act = {{ {}, table = {{ {} }} }}",
                toml_column(act),
                pairs.join(", ")
            ),
        );
    }
    draft.describe(actor);
    draft.line(&format!("actor = {{ {} }}", toml_column(actor)));
    draft.day_or_need("date", date);
    if let Some(proof) = proof {
        draft.describe(proof);
        draft.line(&format!("evidence = {{ {} }}", toml_column(proof)));
    }
    leave_out_others(
        &mut draft,
        columns,
        &[Some(act), Some(actor), Some(date), proof],
    );
    leave_out_contacts(&mut draft, columns);
    Some(draft)
}
