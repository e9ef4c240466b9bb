//! Rows held against the programme before they are taken: what `check` would report as an error is refused.

use super::{merge::Cells, table_kind::TableKind};
use crate::{
    cells::listed_ids,
    error::{did_you_mean, help_of, not_a_kind, quoted_cell},
    join::Refusal,
    outcome::Outcome,
    slug::{odd_character, rounded_number},
};
use paratus::{
    Date, EvidenceLog, Finding, Programme, Record, Severity,
    document::{Document, Kind, read_folder},
    evidence::RecordOutcome,
    survey::{Response, ResponseLog},
    table::TableLayout,
    text::escape_formula,
    unstable::{IdKind, PreviousIds, are_one_person, key_of_person, person_meant},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Rows after which what was read of them is let go: only the programme is needed to judge the next.
const KEPT_ROWS: usize = 1 << 16;

/// What rows are held against.
#[derive(Default)]
pub(super) struct RowCheck {
    /// The programme as it will be; `None` where there is none.
    document: Option<Document>,
    ready: Option<Ready>,
    rows: usize,
    /// Ids of people by what those of one person have in common: those of the programme, and of rows that were taken.
    people: HashMap<String, Vec<String>>,
}

/// The programme, compiled once the first row comes.
struct Ready {
    programme: Programme,
    evidence: EvidenceLog,
    responses: ResponseLog,
    sections: BTreeSet<String>,
    roles: BTreeSet<String>,
    features: BTreeSet<String>,
    people: BTreeSet<String>,
    activities: BTreeSet<String>,
    rooms: BTreeSet<String>,
    trainers: BTreeSet<String>,
}

impl RowCheck {
    pub(super) fn new(document: Option<&Document>) -> RowCheck {
        let mut check = RowCheck {
            document: document.cloned(),
            ..RowCheck::default()
        };
        for person in document.iter().flat_map(|document| &document.people) {
            for id in std::iter::once(&person.id).chain(&person.previous_ids) {
                check.note_person(id);
            }
        }
        check
    }

    /// Takes note of the id of a person.
    fn note_person(&mut self, id: &str) {
        let ids = self.people.entry(key_of_person(id)).or_default();
        if !ids.iter().any(|known| known == id) {
            ids.push(id.to_owned());
        }
    }

    /// Takes note of a row that is there.
    pub(super) fn note_row(&mut self, kind: &TableKind, cells: &Cells<'_>) {
        if self.document.is_none() && kind.name() == "evidence" {
            self.note_person(cells.get("person"));
        }
    }

    /// Refuses the id of somebody new that differs from another's in nothing but what the eye or a spreadsheet passes over.
    fn refuse_alike(&self, column: &str, id: &str) -> Result<(), Refusal> {
        let ids = self.people.get(&key_of_person(id));
        let Some(ids) = ids.filter(|ids| !ids.iter().any(|known| known == id)) else {
            return Ok(());
        };
        let mut ids = ids.iter().map(String::as_str);
        let Some(other) = ids.find(|known| are_one_person(known, id)) else {
            return Ok(());
        };
        let near = person_meant(id, [other]).unwrap_or_default();
        let reason = format!("{} looks like the id of another; {near}", quoted_cell(id));
        Err(Refusal::new(column, reason))
    }

    /// Takes note of entries that the import brings beside the rows.
    pub(super) fn bring(&mut self, wanted: &Document) {
        let Some(document) = &mut self.document else {
            self.document = Some(wanted.clone());
            return;
        };
        macro_rules! add {
            ($($list:ident),+) => {$(
                let there: BTreeSet<String> = document.$list.iter().map(|one| one.id.clone()).collect();
                let new = wanted.$list.iter().filter(|one| !there.contains(&one.id));
                document.$list.extend(new.cloned());
            )+};
        }
        add!(objectives, sections, roles, instruments, people);
        for (name, scale) in &wanted.scales {
            let entry = document.scales.entry(name.clone());
            entry.or_insert_with(|| scale.clone());
        }
    }

    fn ready(&mut self) -> Option<(&mut Ready, &Document)> {
        let document = self.document.as_ref()?;
        let ready = self.ready.get_or_insert_with(|| {
            let programme = Programme::compile(document);
            let features = document.tools.iter().flat_map(|tool| {
                let name = |feature| format!("{}/{feature}", tool.id);
                tool.features.iter().map(name)
            });
            macro_rules! ids {
                ($list:ident) => {
                    document.$list.iter().map(|one| one.id.clone()).collect()
                };
            }
            Ready {
                evidence: EvidenceLog::new(&programme),
                responses: ResponseLog::new(&programme),
                programme,
                sections: ids!(sections),
                roles: ids!(roles),
                features: features.collect(),
                people: ids!(people),
                activities: ids!(activities),
                rooms: ids!(rooms),
                trainers: ids!(trainers),
            }
        });
        self.rows += 1;
        if self.rows.is_multiple_of(KEPT_ROWS) {
            ready.evidence = EvidenceLog::new(&ready.programme);
            ready.responses = ResponseLog::new(&ready.programme);
        }
        Some((ready, document))
    }

    /// Refuses a row that has no place in the programme. Its cells are those that are compared.
    pub(super) fn check(
        &mut self,
        kind: &TableKind,
        cells: &Cells<'_>,
        layout: &TableLayout,
        previous_ids: &PreviousIds,
    ) -> Result<(), Refusal> {
        for column in kind.needed {
            if cells.get(column).is_empty() {
                return Err(Refusal::missing(column));
            }
        }
        for column in kind.ids {
            let ids = cells.get(column);
            match *column {
                "roles" => {
                    listed_ids(ids).try_for_each(|id| possible(column, id))?;
                }
                "feature" => ids.splitn(2, '/').try_for_each(|id| possible(column, id))?,
                _ => possible(column, ids)?,
            }
        }
        match kind.name() {
            "people" => self.person(cells, layout, previous_ids),
            "feature_use" => self.use_of_feature(cells, layout, previous_ids),
            "evidence" => self.record(cells, layout),
            "responses" => self.response(cells, layout),
            "acts" => self.act(kind, cells, previous_ids),
            "sessions" => self.session(kind, cells, layout, previous_ids),
            "absences" => self.absence(kind, cells, layout, previous_ids),
            _ => Ok(()),
        }
    }

    /// Refuses a row of a table of the programme that the library would refuse by itself.
    fn readable(&self, kind: &TableKind, cells: &Cells<'_>) -> Result<(), Refusal> {
        let mut table = csv::Writer::from_writer(Vec::new());
        // Writing to memory cannot fail.
        let _ = table.write_record(kind.columns);
        let row = kind
            .columns
            .iter()
            .map(|column| escape_formula(cells.get(column)));
        let _ = table.write_record(row.map(|cell| cell.into_owned()));
        let document = self.document.as_ref();
        let calendar = document.map(|document| document.calendar.clone());
        let calendar = calendar.unwrap_or_default();
        let programme = serde_json::json!({ "format": 1, "id": "any", "calendar": calendar });
        let folder = BTreeMap::from([
            (kind.file.to_owned(), table.into_inner().unwrap_or_default()),
            (
                "paratus.json".to_owned(),
                programme.to_string().into_bytes(),
            ),
        ]);
        let reading = read_folder(&folder);
        let findings = reading.map_or_else(|error| error.into_findings(), |all| all.findings);
        let mut errors = findings
            .iter()
            .filter(|one| one.severity == Severity::Error);
        let Some(mut refusal) = errors.next().map(refusal) else {
            return Ok(());
        };
        // The column is named before the reason.
        let column = refusal.column.as_deref().unwrap_or_default();
        let named = format!("column `{column}`: ");
        if refusal.reason.starts_with(&named) {
            refusal.reason.drain(..named.len());
        }
        Err(refusal)
    }

    fn act(
        &mut self,
        kind: &TableKind,
        cells: &Cells<'_>,
        previous_ids: &PreviousIds,
    ) -> Result<(), Refusal> {
        self.readable(kind, cells)?;
        let Some((ready, _)) = self.ready() else {
            return Ok(());
        };
        let actor = previous_ids.current(IdKind::Person, cells.get("actor"));
        known_person("actor", actor, &ready.people)
    }

    fn session(
        &mut self,
        kind: &TableKind,
        cells: &Cells<'_>,
        layout: &TableLayout,
        previous_ids: &PreviousIds,
    ) -> Result<(), Refusal> {
        self.readable(kind, cells)?;
        let Some((ready, _)) = self.ready() else {
            return Ok(());
        };
        let activity = previous_ids.current(IdKind::Activity, cells.get("activity"));
        known("activity", activity, &ready.activities)?;
        if layout.truth(cells.get("pinned")) != Some(true) {
            return Ok(());
        }
        // A session that plans keep takes a room and a trainer of the programme, where it declares any.
        for (column, ids) in [("room", &ready.rooms), ("trainer", &ready.trainers)] {
            let id = cells.get(column);
            if !id.is_empty() && !ids.is_empty() {
                known(column, id, ids)?;
            }
        }
        Ok(())
    }

    fn absence(
        &mut self,
        kind: &TableKind,
        cells: &Cells<'_>,
        layout: &TableLayout,
        previous_ids: &PreviousIds,
    ) -> Result<(), Refusal> {
        let whose: Vec<&str> = kind
            .ids
            .iter()
            .copied()
            .filter(|one| !cells.get(one).is_empty())
            .collect();
        let [whose] = whose.as_slice() else {
            let reason = match whose.len() {
                0 => "the row does not say who or what is away: a person, a trainer, a room or a section".to_owned(),
                _ => format!("the row says several who are away ({}): write a row for each", whose.join(", ")),
            };
            return Err(Refusal::new(whose.get(1).unwrap_or(&"person"), reason));
        };
        self.readable(kind, cells)?;
        let day = |name: &str| layout.date(cells.get(name));
        if let (Some(from), Some(until)) = (day("from"), day("until"))
            && until < from
        {
            let reason = format!("the absence ends on {until}, before it begins on {from}");
            return Err(Refusal::new("until", reason));
        }
        let Some((ready, _)) = self.ready() else {
            return Ok(());
        };
        let id = cells.get(whose);
        match *whose {
            "person" => known_person(
                "person",
                previous_ids.current(IdKind::Person, id),
                &ready.people,
            ),
            "section" => known(
                "section",
                previous_ids.current(IdKind::Section, id),
                &ready.sections,
            ),
            "room" => known("room", id, &ready.rooms),
            other => known(other, id, &ready.trainers),
        }
    }

    fn person(
        &mut self,
        cells: &Cells<'_>,
        layout: &TableLayout,
        previous_ids: &PreviousIds,
    ) -> Result<(), Refusal> {
        let day = |name: &str| layout.date(cells.get(name));
        if let (Some(joined), Some(left)) = (day("joined"), day("left"))
            && left < joined
        {
            let reason = format!("the person left on {left}, before joining on {joined}");
            return Err(Refusal::new("left", reason));
        }
        if layout.truth(cells.get("leader")).is_none() {
            let reason = format!(
                "{} is neither true nor false",
                quoted_cell(cells.get("leader"))
            );
            return Err(Refusal::new("leader", reason));
        }
        let (id, mut previous) = (cells.get("id"), listed_ids(cells.get("previous_ids")));
        if !previous.any(|was| key_of_person(was) == key_of_person(id)) {
            self.refuse_alike("id", id)?;
        }
        self.note_person(id);
        let Some((ready, _)) = self.ready() else {
            return Ok(());
        };
        let section = previous_ids.current(IdKind::Section, cells.get("section"));
        known("section", section, &ready.sections)?;
        for role in listed_ids(cells.get("roles")) {
            known(
                "role",
                previous_ids.current(IdKind::Role, role),
                &ready.roles,
            )
            .map_err(|refusal| Refusal {
                column: Some("roles".to_owned()),
                ..refusal
            })?;
        }
        Ok(())
    }

    fn use_of_feature(
        &mut self,
        cells: &Cells<'_>,
        layout: &TableLayout,
        previous_ids: &PreviousIds,
    ) -> Result<(), Refusal> {
        let uses = cells.get("uses_per_month");
        if layout
            .number(uses)
            .is_none_or(|uses| uses < 0.0 || !uses.is_finite())
        {
            let reason = format!("{} is not a number of uses", quoted_cell(uses));
            return Err(Refusal::new("uses_per_month", reason));
        }
        let Some((ready, _)) = self.ready() else {
            return Ok(());
        };
        let section = previous_ids.current(IdKind::Section, cells.get("section"));
        known("section", section, &ready.sections)?;
        let feature = previous_ids.current(IdKind::Feature, cells.get("feature"));
        known("feature", feature, &ready.features)
    }

    fn record(&mut self, cells: &Cells<'_>, layout: &TableLayout) -> Result<(), Refusal> {
        let written = cells.get("kind");
        let Ok(kind) = written.parse::<Kind>() else {
            return Err(Refusal::new("kind", not_a_kind(written)));
        };
        let number = cells.get("value");
        let value = layout.number(number);
        let Some(value) = value.filter(|value| (0.0..=1.0).contains(value)) else {
            let reason = format!("{} is not a number from 0 to 1", quoted_cell(number));
            return Err(Refusal::new("value", reason));
        };
        let day = |column| day_of(column, cells, layout);
        let date = day("date")?;
        let expires = if cells.get("expires").is_empty() {
            None
        } else {
            Some(day("expires")?)
        };
        if self.document.is_none() {
            // Nobody is known, so that people are those whom the table names.
            self.refuse_alike("person", cells.get("person"))?;
            self.note_person(cells.get("person"));
        }
        let Some((ready, _)) = self.ready() else {
            return Ok(());
        };
        let [person, objective, level, key, source] =
            ["person", "objective", "level", "key", "source"].map(|name| cells.get(name));
        let record = Record {
            level: given(level),
            key: given(key),
            expires,
            source: given(source),
            ..Record::new(person, objective, kind, value, date)
        };
        outcome(ready.evidence.push(&record))
    }

    fn response(&mut self, cells: &Cells<'_>, layout: &TableLayout) -> Result<(), Refusal> {
        let date = day_of("date", cells, layout)?;
        let [written, count] = ["answer", "count"].map(|name| cells.get(name));
        let count = if count.is_empty() {
            None
        } else {
            Some(count.parse::<u32>().map_err(|_| {
                let reason = format!("{} is not a number of people", quoted_cell(count));
                Refusal::new("count", reason)
            })?)
        };
        let Some((ready, document)) = self.ready() else {
            return Ok(());
        };
        let [respondent, instrument, item, section] =
            ["respondent", "instrument", "item", "section"].map(|name| cells.get(name));
        let scale = document.instruments.iter().find(|one| one.id == instrument);
        let Some(scale) = scale else {
            let ids = document.instruments.iter().map(|one| one.id.as_str());
            let near = did_you_mean(instrument, ids);
            let near = near.map(|near| format!("; {near}")).unwrap_or_default();
            let reason = format!(
                "the programme has no instrument {}{near}",
                quoted_cell(instrument)
            );
            return Err(Refusal::new("instrument", reason));
        };
        let answer = scale.answer_in(written).map_err(|error| {
            let help = help_of(error);
            let reason = format!("{} is not an answer: {help}", quoted_cell(written));
            Refusal::new("answer", reason)
        })?;
        let Some(answer) = answer else {
            return Err(Refusal {
                reason: format!("{} stands for no answer", quoted_cell(written)),
                ..Refusal::no_value("answer")
            });
        };
        let response = Response {
            respondent,
            instrument,
            item,
            answer,
            date,
            section: given(section),
            count,
        };
        outcome(ready.responses.push(&response))
    }
}

/// The day in a cell.
fn day_of(column: &str, cells: &Cells<'_>, layout: &TableLayout) -> Result<Date, Refusal> {
    let written = cells.get(column);
    let not_a_date = || {
        let reason = format!("{} is not a date", quoted_cell(written));
        Refusal::new(column, reason)
    };
    layout.date(written).ok_or_else(not_a_date)
}

/// What a cell holds, if anything.
fn given(cell: &str) -> Option<&str> {
    Some(cell).filter(|text| !text.is_empty())
}

/// Refuses what cannot be an id.
fn possible(column: &str, id: &str) -> Result<(), Refusal> {
    if let Some(rounded) = rounded_number(id) {
        return Err(Refusal::new(column, rounded));
    }
    let Some(odd) = odd_character(id) else {
        return Ok(());
    };
    let reason = format!(
        "{} cannot be an id: it has {odd}; ids have letters, digits, `-`, `_`, `.` and `:` (in a map, `slug = true` makes one of a text)",
        quoted_cell(id)
    );
    Err(Refusal::new(column, reason))
}

/// Refuses what the programme does not have.
fn known(what: &str, id: &str, ids: &BTreeSet<String>) -> Result<(), Refusal> {
    if ids.contains(id) {
        return Ok(());
    }
    let near = did_you_mean(id, ids.iter().map(String::as_str));
    Err(stranger(what, what, id, near))
}

/// What is said of an id that the programme does not have.
fn stranger(column: &str, what: &str, id: &str, near: Option<String>) -> Refusal {
    let near = near.map(|near| format!("; {near}")).unwrap_or_default();
    let reason = format!("the programme has no {what} {}{near}", quoted_cell(id));
    Refusal::new(column, reason)
}

/// Refuses somebody whom the programme does not have.
fn known_person(column: &str, id: &str, people: &BTreeSet<String>) -> Result<(), Refusal> {
    if people.contains(id) {
        return Ok(());
    }
    let near = person_meant(id, people.iter().map(String::as_str));
    Err(stranger(column, "person", id, near))
}

fn outcome(done: RecordOutcome) -> Result<(), Refusal> {
    match done {
        RecordOutcome::Refused(finding) => Err(refusal(&finding)),
        _ => Ok(()),
    }
}

/// What a finding says, as the reason why a row is not taken.
pub(super) fn refusal(finding: &Finding) -> Refusal {
    let help = finding.help.as_deref();
    let help = help.map(|help| format!("; {help}")).unwrap_or_default();
    Refusal {
        column: Some(finding.path.clone()).filter(|path| !path.is_empty()),
        outcome: Outcome::Refused,
        reason: format!("{}{help}", finding.message),
    }
}
