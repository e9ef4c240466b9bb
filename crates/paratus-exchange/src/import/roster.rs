//! A roster merged into a folder: who joins, moves and leaves.

use super::{
    ImportFile, ImportOptions, TablePlan, merge::TableMerge, own_folder::OwnFolder, programme,
};
use crate::{
    OpenTable,
    error::{ExchangeError, did_you_mean, quoted_cell},
    folder::{has_previous_ids, people_rows},
    join::{Refusal, RowSink},
    outcome::Outcome,
    periods::overlap,
    recognise::Recognition,
    roster::{Member, RosterMap, RosterRows, roster},
    summary::{Note, TableSummary},
};
use paratus::{
    Date,
    document::{Document, PersonDoc, SectionDoc},
    unstable::{IdKind, PreviousIds, key_of_person},
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn plan(
    own: &OwnFolder<'_>,
    file: &ImportFile<'_>,
    found: Recognition,
    map: &RosterMap,
    options: &ImportOptions<'_>,
    open: &mut OpenTable<'_>,
    note: &mut dyn FnMut(&Note),
) -> Result<TablePlan, ExchangeError> {
    let mut reader = std::io::Cursor::new(file.bytes);
    let sections = own.document.as_ref();
    let sections = sections.map_or(&[][..], |document| document.sections.as_slice());
    let mut read = roster(map, sections, file.name, &mut reader, open, note)?;
    current_ids(
        &mut read,
        &own.document
            .as_ref()
            .map(PreviousIds::new)
            .unwrap_or_default(),
    );
    let (mut counts, mut summary) = (read.counts, read.summary);
    let before = PeopleBefore::new(own.document.as_ref());
    let mut merge = own.merge("people.csv")?;
    let mut wanted = match &own.document {
        Some(_) => Document::new(""),
        None => programme::named(file.name, options.date),
    };
    wanted.sections = std::mem::take(&mut read.sections);
    if own.document.is_none() {
        let named = read.people.iter().flat_map(|(member, ..)| &member.roles);
        let named: BTreeSet<&String> = named.collect();
        let roles = named.into_iter().map(|role| programme::role(role));
        wanted.roles = roles.collect();
    }
    merge.bring(&wanted);
    let later = options
        .date
        .and_then(|day| PeopleBefore::later_list(day, own.document.as_ref()));
    let mut used: BTreeSet<String> = BTreeSet::new();
    let renames = |(member, ..): &(Member, u64, u64)| !member.previous_ids.is_empty();
    let previous_ids =
        own.document.as_ref().is_some_and(has_previous_ids) || read.people.iter().any(renames);
    let (heading, _) = people_rows(&wanted, previous_ids);
    let mut moved = 0;
    let mut joined = 0_u64;
    if map.roster.id.is_some() {
        merge.heading(&heading)?;
        let roles = programme::roles(own.document.as_ref());
        let mut ids = BTreeSet::new();
        let several: BTreeSet<&str> = read
            .people
            .iter()
            .map(|(member, ..)| member.id.as_str())
            .filter(|id| !ids.insert(*id))
            .collect();
        for (member, line, row) in &read.people {
            let unknown = member
                .roles
                .iter()
                .find(|role| !roles.contains(role.as_str()));
            let (outcome, reason) = if let Some(later) = later {
                before.compared(member, map, options.date, later)
            } else if let (Some(role), Some(_)) = (unknown, &own.document) {
                (Outcome::Refused, no_role(role, &roles))
            } else if let Some(was) = before.somebody_else(member) {
                (Outcome::Refused, both_there(&member.id, was))
            } else {
                let day = options.date.filter(|_| !before.rows.is_empty());
                let has_history = several.contains(member.id.as_str());
                let update = before.update(member, map, day, has_history);
                let done = update.put(&mut merge, previous_ids, *line)?;
                let taken = done.outcome != Outcome::Refused;
                joined += u64::from(update.joins && taken);
                moved += usize::from(update.moves && taken);
                (done.outcome, done.reason)
            };
            counts.count(outcome);
            if !matches!(outcome, Outcome::Refused | Outcome::Superseded) {
                used.insert(member.section.clone());
            }
            if outcome != Outcome::Added {
                note(&Note {
                    file: file.name.to_owned(),
                    line: *line,
                    row: *row,
                    column: None,
                    outcome,
                    reason,
                });
            }
        }
        used.append(&mut read.unplaced.into_iter().collect());
        keep_used(&mut wanted.sections, used);
    }
    let left = if later.is_some() {
        0
    } else {
        let here = read.people.iter();
        let here = here.map(|(member, ..)| before.id(member));
        let here = here.chain(read.refused_ids.iter().map(String::as_str));
        leave(
            here.collect(),
            &before,
            map,
            options.date,
            (&mut merge, previous_ids),
            &mut summary,
            note,
        )?
    };
    if map.roster.id.is_some() && !before.rows.is_empty() {
        summary.warnings.push(format!(
            "compared with the folder: {joined} joined, {moved} moved, {left} left"
        ));
    } else if map.roster.id.is_none() {
        let text =
            "these are posts without ids: they are counted, and nobody joins, moves or leaves";
        summary.warnings.push(text.into());
    }
    summary.tables.insert(0, counts);
    let mut plan = TablePlan {
        recognition: found,
        summary,
        files: Vec::new(),
        content: String::new(),
    };
    let people = merge.finish();
    plan.content = match &people {
        _ if own.there() => String::new(),
        _ if map.roster.id.is_none() => posts(file.name, &read.posts),
        Some((_, text)) => text.clone(),
        None => String::new(),
    };
    if own.there() {
        plan.files.extend(people);
        programme::merge(own, &wanted, &mut plan, note)?;
    }
    Ok(plan)
}

/// Why a person with a role that the programme does not have is refused.
fn no_role(role: &str, roles: &BTreeSet<&str>) -> String {
    let near = did_you_mean(role, roles.iter().copied()).unwrap_or_else(|| {
        "add it to `paratus.toml`, or say in the map which role it is (`table` of `roles`)".into()
    });
    format!("the programme has no role {}; {near}", quoted_cell(role))
}

/// Why a person is refused of whom the folder has the id that is and one that was.
fn both_there(is: &str, was: &str) -> String {
    format!(
        "the folder has people {} and {}, and by this row they are one; give the rows of both one id in `people.csv`, and the other under `previous_ids`",
        quoted_cell(is),
        quoted_cell(was)
    )
}

/// Puts a row of `people.csv`: what becomes of it, and why where it is not added.
fn put(
    merge: &mut TableMerge,
    person: &PersonDoc,
    previous_ids: bool,
    line: u64,
) -> Result<Refusal, ExchangeError> {
    let cells = cells_of(person, previous_ids);
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let done = merge.row(&cells, line)?;
    Ok(done.err().unwrap_or_else(|| Refusal {
        column: None,
        outcome: Outcome::Added,
        reason: String::new(),
    }))
}

/// A person as a row of `people.csv`.
fn cells_of(person: &PersonDoc, previous_ids: bool) -> Vec<String> {
    let document = Document {
        people: vec![person.clone()],
        ..Document::new("")
    };
    let (_, rows) = people_rows(&document, previous_ids);
    rows.into_iter().flatten().collect()
}

/// Names sections and roles by the ids that the folder has for them now.
fn current_ids(read: &mut RosterRows, previous_ids: &PreviousIds) {
    if previous_ids.is_empty() {
        return;
    }
    for (member, ..) in &mut read.people {
        previous_ids.rename(IdKind::Section, &mut member.section);
        for role in &mut member.roles {
            previous_ids.rename(IdKind::Role, role);
        }
    }
    for section in &mut read.sections {
        previous_ids.rename(IdKind::Section, &mut section.id);
        if let Some(parent) = &mut section.parent {
            previous_ids.rename(IdKind::Section, parent);
        }
    }
    let mut seen = BTreeSet::new();
    read.sections
        .retain(|section| seen.insert(section.id.clone()));
}

/// Leaves out sections in which nobody is who was taken, and which no such section is part of.
fn keep_used(sections: &mut Vec<SectionDoc>, mut used: BTreeSet<String>) {
    loop {
        let above = sections.iter().filter(|section| used.contains(&section.id));
        let above: Vec<String> = above.filter_map(|section| section.parent.clone()).collect();
        let before = used.len();
        used.extend(above);
        if used.len() == before {
            break;
        }
    }
    sections.retain(|section| used.contains(&section.id));
}

/// The people of the folder before the roster, each with a row for every period.
struct PeopleBefore<'d> {
    rows: BTreeMap<&'d str, Vec<&'d PersonDoc>>,
    /// The id that is, by one that was.
    renamed: BTreeMap<&'d str, &'d str>,
}

/// What a row of a roster makes of a person.
struct Update {
    /// Rows of `people.csv` that say so.
    rows: Vec<PersonDoc>,
    joins: bool,
    moves: bool,
    reason: String,
    /// Whether the list and the folder contradict each other.
    is_refused: bool,
}

impl Update {
    /// Puts the rows. A move has a new row, and is a change of the person.
    fn put(
        &self,
        merge: &mut TableMerge,
        previous_ids: bool,
        line: u64,
    ) -> Result<Refusal, ExchangeError> {
        let mut done = Refusal {
            column: None,
            outcome: if self.is_refused {
                Outcome::Refused
            } else {
                Outcome::Same
            },
            reason: self.reason.clone(),
        };
        // Of several rows that belong together none is taken alone.
        if self.rows.len() > 1 {
            for row in &self.rows {
                let cells = cells_of(row, previous_ids);
                let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
                if let Some(refusal) = merge.refusal(&cells) {
                    return Ok(refusal);
                }
            }
        }
        for row in &self.rows {
            let put = put(merge, row, previous_ids, line)?;
            match put.outcome {
                Outcome::Refused => return Ok(put),
                Outcome::Added if self.joins => done.outcome = Outcome::Added,
                Outcome::Added | Outcome::Changed => done.outcome = Outcome::Changed,
                _ => {}
            }
        }
        Ok(done)
    }
}

fn days(row: &PersonDoc) -> (Date, Date) {
    (
        row.joined.unwrap_or(Date::MIN),
        row.left.unwrap_or(Date::MAX),
    )
}

impl<'d> PeopleBefore<'d> {
    fn new(document: Option<&'d Document>) -> PeopleBefore<'d> {
        let mut before = PeopleBefore {
            rows: BTreeMap::new(),
            renamed: BTreeMap::new(),
        };
        for person in document.iter().flat_map(|document| &document.people) {
            let id = person.id.as_str();
            before.rows.entry(id).or_default().push(person);
            let were = person.previous_ids.iter();
            before.renamed.extend(were.map(|was| (was.as_str(), id)));
        }
        before
    }

    /// The id that a person of the roster has in the folder: their own, or one that it has for them until now.
    fn id<'m>(&self, member: &'m Member) -> &'m str
    where
        'd: 'm,
    {
        let previous = member.previous_ids.iter().map(String::as_str);
        let known = |id: &'m str| {
            let own = Some(id).filter(|id| self.rows.contains_key(id));
            own.or_else(|| self.renamed.get(id).copied())
        };
        let mut ids = [member.id.as_str()].into_iter().chain(previous);
        ids.find_map(known).unwrap_or(&member.id)
    }

    /// The first of the previous ids that the folder has for somebody beside the id that is.
    fn somebody_else<'m>(&self, member: &'m Member) -> Option<&'m str> {
        let is_there = |id: &&String| self.rows.contains_key(id.as_str());
        let mut previous = member.previous_ids.iter();
        let found = previous.find(is_there).filter(|_| is_there(&&member.id));
        found.map(String::as_str)
    }

    /// The id of a person once the row of the roster counts.
    fn id_then<'m>(&self, member: &'m Member) -> &'m str
    where
        'd: 'm,
    {
        let id = self.id(member);
        if member.previous_ids.iter().any(|was| was == id) {
            &member.id
        } else {
            id
        }
    }

    /// The day of a later list that the folder was made of.
    fn later_list(day: Date, document: Option<&Document>) -> Option<Date> {
        let document = document?;
        let is_made = document.title.to_string().starts_with(programme::IMPORTED);
        document.as_of.filter(|first| is_made && *first > day)
    }

    /// What a row of an older list is beside what the folder has from a later one: the same, or no longer so.
    fn compared(
        &self,
        member: &Member,
        map: &RosterMap,
        day: Option<Date>,
        later: Date,
    ) -> (Outcome, String) {
        let id = self.id(member);
        let rows = self.rows.get(id).map_or(&[][..], Vec::as_slice);
        let there = self.row_of(rows, member, map, day);
        let same = there.is_some_and(|there| {
            let person = with_roster(
                programme::person(id, &member.section),
                Some(there),
                member,
                map,
            );
            person.section == there.section
                && person.roles == there.roles
                && person.leader == there.leader
        });
        if same {
            return (Outcome::Same, "as in the folder".into());
        }
        let reason = format!("the folder has what a later list says, of {later}, which counts");
        (Outcome::Superseded, reason)
    }

    /// The row of the folder that a row of the roster is about: the one that holds on the day of the roster, else one of its days.
    fn row_of(
        &self,
        rows: &[&'d PersonDoc],
        member: &Member,
        map: &RosterMap,
        day: Option<Date>,
    ) -> Option<&'d PersonDoc> {
        let roster = &map.roster;
        if roster.joined.is_none() && roster.left.is_none() {
            return row_on(rows, day);
        }
        let is_here = day.is_some_and(|day| overlap(member.days(), (day, day)));
        if is_here && let Some(row) = row_on(rows, day) {
            return Some(row);
        }
        // A first day of employment alone does not say that somebody who had left was there all the time.
        if is_here && (roster.left.is_none() || member.joined.is_none()) {
            return None;
        }
        let of_days = rows.iter().filter(|row| overlap(days(row), member.days()));
        of_days.max_by_key(|row| days(row)).copied()
    }

    /// What the roster of a day says of a person; what it does not say stays as it is. `has_history`: whether the roster has other rows
    /// of this person, and so says itself from when to when each holds.
    fn update(
        &self,
        member: &Member,
        map: &RosterMap,
        day: Option<Date>,
        has_history: bool,
    ) -> Update {
        let id = self.id(member);
        let rows = self.rows.get(id).map_or(&[][..], Vec::as_slice);
        let there = self.row_of(rows, member, map, day);
        if let (Some(there), Some(day)) = (there, day)
            && let Some(left) = there.left.filter(|left| *left >= day)
            && map.roster.left.is_some()
            && member.left.is_none()
        {
            // Whether the list is older than what the folder knows, or somebody stays after all, it does not say.
            return Update {
                rows: Vec::new(),
                joins: false,
                moves: false,
                reason: format!(
                    "the folder says that the person leaves on {left}, and the list says no last day; correct the one that is wrong"
                ),
                is_refused: true,
            };
        }
        let new = programme::person(self.id_then(member), &member.section);
        let mut person = with_roster(new, there, member, map);
        let Some(there) = there else {
            // Somebody new, or who comes back; until the next row that is known already.
            let before = rows.iter().map(|row| days(row).1).max();
            let is_known = before.is_some_and(|last| days(&person).0 <= last);
            if person.joined.is_none() || is_known {
                let (joined, left) = days(&person);
                let first = day.filter(|day| joined < *day && *day <= left);
                person.joined = first.or(person.joined);
            }
            if person.left.is_none() {
                person.left = next_row(rows, person.joined);
            }
            let reason = match (rows.is_empty(), member.joined.is_some() && !is_known) {
                (true, _) => "joins",
                (false, true) => "another period",
                (false, false) => "comes back",
            };
            return Update {
                rows: vec![person],
                joins: rows.is_empty(),
                moves: false,
                reason: reason.into(),
                is_refused: false,
            };
        };
        let moves = there.section != person.section;
        let differs = moves || there.roles != person.roles || there.leader != person.leader;
        let first = days(there).0;
        // The first day of employment is in an earlier row of the person.
        let is_earlier = |row: &&&PersonDoc| days(row).0 < first && days(row).1 >= days(&person).0;
        if !has_history && rows.iter().any(|row| is_earlier(&row)) {
            person.joined = there.joined;
        }
        let from = match member.joined {
            Some(joined) if joined > first => Some(joined),
            _ => day,
        };
        let from = from.filter(|from| differs && !has_history && first < *from);
        let mut changed = Vec::new();
        let reason = match from {
            Some(from) if from <= days(&person).1 => {
                changed.push(PersonDoc {
                    left: Some(from.plus_days(-1)),
                    ..with_ids(there, &person)
                });
                person.joined = Some(from);
                format!("{}, from {from}", change(there, &person))
            }
            // Who has left since is not in the section of the roster on any day that is known.
            Some(_) => {
                person = PersonDoc {
                    left: person.left,
                    ..with_ids(there, &person)
                };
                change(there, &person)
            }
            None => change(there, &person),
        };
        changed.push(person);
        Update {
            rows: changed,
            joins: false,
            moves,
            reason,
            is_refused: false,
        }
    }
}

/// The row of a person that holds on a day; without a day the last one.
fn row_on<'d>(rows: &[&'d PersonDoc], day: Option<Date>) -> Option<&'d PersonDoc> {
    let Some(day) = day else {
        return rows.iter().max_by_key(|row| days(row)).copied();
    };
    let holds = |row: &&&PersonDoc| overlap(days(row), (day, day));
    rows.iter().find(holds).copied()
}

/// The last day before the next row of a person after a day, where there is one.
fn next_row(rows: &[&PersonDoc], day: Option<Date>) -> Option<Date> {
    let later = rows.iter().map(|row| days(row).0);
    let next = later
        .filter(|first| day.is_some_and(|day| *first > day))
        .min();
    next.map(|first| first.plus_days(-1))
}

/// A row of a person with the ids of another.
fn with_ids(row: &PersonDoc, ids: &PersonDoc) -> PersonDoc {
    PersonDoc {
        id: ids.id.clone(),
        previous_ids: ids.previous_ids.clone(),
        ..row.clone()
    }
}

/// A person as the roster has them; what the roster does not say stays as it is.
fn with_roster(
    new: PersonDoc,
    there: Option<&PersonDoc>,
    member: &Member,
    map: &RosterMap,
) -> PersonDoc {
    let roster = &map.roster;
    let id = new.id.clone();
    let mut person = there.cloned().unwrap_or(new);
    for was in &member.previous_ids {
        if !person.previous_ids.contains(was) {
            person.previous_ids.push(was.clone());
        }
    }
    person.id = id;
    person.section.clone_from(&member.section);
    if !roster.roles.is_empty() {
        person.roles.clone_from(&member.roles);
    }
    if roster.leader.is_some() || roster.manager.is_some() {
        person.leader = member.leader;
    }
    if member.joined.is_some() {
        person.joined = member.joined;
    }
    if roster.left.is_some() {
        person.left = member.left;
    }
    person
}

fn change(there: &PersonDoc, person: &PersonDoc) -> String {
    if there.section != person.section {
        format!("moves from `{}` to `{}`", there.section, person.section)
    } else if there != person {
        let date =
            |date: Option<Date>| date.map_or_else(|| "none".to_owned(), |date| date.to_string());
        let fields = [
            ("roles", there.roles.join(" "), person.roles.join(" ")),
            (
                "leader",
                there.leader.to_string(),
                person.leader.to_string(),
            ),
            ("id", there.id.clone(), person.id.clone()),
            (
                "previous_ids",
                there.previous_ids.join(" "),
                person.previous_ids.join(" "),
            ),
            ("joined", date(there.joined), date(person.joined)),
            ("left", date(there.left), date(person.left)),
        ];
        let changed = fields.iter().filter(|(_, was, is)| was != is);
        let changed: Vec<String> = changed
            .map(|(field, was, is)| {
                format!(
                    "`{field}` is {} instead of {}",
                    quoted_cell(is),
                    quoted_cell(was)
                )
            })
            .collect();
        changed.join(", ")
    } else {
        "as in the folder".into()
    }
}

/// Fewest people of a folder of whom it is held to be a mistake that most have left.
const FEWEST_PEOPLE: usize = 4;

/// Marks who is no longer in a complete roster as having left on the day before it; `here`: who is in it.
fn leave(
    here: BTreeSet<&str>,
    before: &PeopleBefore<'_>,
    map: &RosterMap,
    day: Option<Date>,
    (merge, previous_ids): (&mut TableMerge, bool),
    summary: &mut crate::ImportSummary,
    note: &mut dyn FnMut(&Note),
) -> Result<usize, ExchangeError> {
    if map.roster.id.is_none() {
        return Ok(0);
    }
    // Who is in the list under an id that looks like theirs has not left.
    let strange = here.iter().filter(|id| !before.rows.contains_key(**id));
    let strange: BTreeSet<String> = strange.map(|id| key_of_person(id)).collect();
    let is_here = |id: &str| here.contains(id) || strange.contains(&key_of_person(id));
    let of_day = |rows: &Vec<&'_ PersonDoc>| match day {
        Some(_) => row_on(rows, day).cloned(),
        None => rows
            .iter()
            .find(|row| row.left.is_none())
            .map(|row| (**row).clone()),
    };
    let employed = before.rows.iter();
    let employed: Vec<(bool, PersonDoc)> = employed
        .filter_map(|(id, rows)| Some((is_here(id), of_day(rows)?)))
        .collect();
    let everybody = employed.len();
    let gone: Vec<PersonDoc> = employed
        .into_iter()
        .filter_map(|(is_here, person)| (!is_here).then_some(person))
        .collect();
    if gone.is_empty() {
        return Ok(0);
    }
    let Some(last) = day
        .map(|day| day.plus_days(-1))
        .filter(|_| map.roster.complete)
    else {
        let count = gone.len();
        summary.warnings.push(format!(
            "{count} of the folder's people are not in the roster; with `complete = true` in the map and `--date DAY` they have left on the day before"
        ));
        return Ok(0);
    };
    let mut counts = TableSummary::new("people.csv");
    let mut left = 0;
    let are_most =
        gone.len() * 2 > everybody && everybody >= FEWEST_PEOPLE && !map.roster.most_leave;
    if are_most {
        summary.warnings.push(format!(
            "{} of the folder's {everybody} people are not in the list, so they would all have left on {last}; nobody is held to have left, because the list may be short or have other ids than the folder: if it is right, add `most_leave = true` under `[roster]` in the map",
            gone.len()
        ));
    }
    for person in &gone {
        counts.read += 1;
        let reason = if are_most {
            format!("`{}` is not in the list, as most are not", person.id)
        } else if days(person).0 > last {
            format!(
                "`people.csv` says that `{}` begins on {}, and the list of that day is complete without them; correct the one that is wrong",
                person.id,
                days(person).0
            )
        } else {
            let person = PersonDoc {
                left: Some(last),
                ..person.clone()
            };
            let outcome = put(merge, &person, previous_ids, 0)?.outcome;
            left += usize::from(outcome == Outcome::Changed);
            counts.count(outcome);
            continue;
        };
        counts.count(Outcome::Refused);
        note(&Note {
            file: "people.csv".into(),
            line: 0,
            row: 0,
            column: None,
            outcome: Outcome::Refused,
            reason,
        });
    }
    summary.tables.push(counts);
    Ok(left)
}

/// Posts by section and grade.
fn posts(file: &str, posts: &BTreeMap<(String, String), (u64, f64)>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(["file", "section", "grade", "posts", "fte"]);
    for ((section, grade), (count, fte)) in posts {
        let fte = (fte * 1e6).round() / 1e6;
        let safe = |cell: &str| paratus::text::escape_formula(cell).into_owned();
        let _ = writer.write_record([
            safe(file),
            safe(section),
            safe(grade),
            count.to_string(),
            fte.to_string(),
        ]);
    }
    writer
        .into_inner()
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}
