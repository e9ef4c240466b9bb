//! The table of people turned into people and sections of a programme.

use super::PeopleMap;
use crate::{
    OpenTable,
    cells::{DateCell, Test, TextCell, listed_ids},
    error::{ExchangeError, did_you_mean, quoted_cell},
    join::{JoinedTable, Refusal, report},
    outcome::Outcome,
    summary::{ImportSummary, Note, TableSummary},
    table::Table,
};
use paratus::document::{Document, PersonDoc, SectionDoc};
use std::collections::HashMap;

struct Columns<'m> {
    skip: Vec<Test<'m>>,
    id: TextCell<'m>,
    section: TextCell<'m>,
    section_title: Option<TextCell<'m>>,
    parent: Option<TextCell<'m>>,
    roles: Vec<TextCell<'m>>,
    leader: Option<Test<'m>>,
    joined: Option<DateCell<'m>>,
    left: Option<DateCell<'m>>,
}

/// Adds the people of the map's table, and the sections they are in, to `programme`.
pub(super) fn people(
    map: &PeopleMap,
    map_file: &str,
    missing: &[String],
    programme: &mut Document,
    open: &mut OpenTable<'_>,
    note: &mut dyn FnMut(&Note),
    summary: &mut ImportSummary,
) -> Result<(), ExchangeError> {
    let inner = open(&map.file).map_err(|error| ExchangeError::io(&map.file, error))?;
    let table = Table::open(&map.file, inner, &map.table)?;
    let mut rows = JoinedTable::new(table, &map.lookups, missing, map_file)?;
    let mut columns = Columns {
        skip: Test::read_cells(&map.skip_where, "people.skip_where", &mut rows)?,
        id: TextCell::new(&map.id, "people.id", &mut rows)?,
        section: TextCell::new(&map.section, "people.section", &mut rows)?,
        section_title: TextCell::optional(
            map.section_title.as_ref(),
            "people.section_title",
            &mut rows,
        )?,
        parent: TextCell::optional(map.parent.as_ref(), "people.parent", &mut rows)?,
        roles: map
            .roles
            .iter()
            .map(|role| TextCell::new(role, "people.roles", &mut rows))
            .collect::<Result<_, _>>()?,
        leader: map
            .leader
            .as_ref()
            .map(|leader| Test::new(leader, "people.leader", &mut rows))
            .transpose()?,
        joined: map
            .joined
            .as_ref()
            .map(|date| DateCell::new(date, "people.joined", &mut rows))
            .transpose()?,
        left: map
            .left
            .as_ref()
            .map(|date| DateCell::new(date, "people.left", &mut rows))
            .transpose()?,
    };
    let mut side = ImportSummary::default();
    rows.load(open, note, &mut side)?;
    let mut counts = TableSummary::new(&map.file);
    let mut seen: HashMap<String, usize> = HashMap::new();
    while let Some(shape) = rows.table.next()? {
        counts.read += 1;
        let person = Test::join(&columns.skip, &shape, &mut rows)
            .and_then(|()| columns.person(&rows, programme));
        let refusal = match person {
            Err(refusal) => refusal,
            Ok(person) => {
                match seen
                    .get(&person.id)
                    .and_then(|&at| programme.people.get(at))
                {
                    None => {
                        counts.added += 1;
                        seen.insert(person.id.clone(), programme.people.len());
                        programme.people.push(person);
                        continue;
                    }
                    Some(earlier) if *earlier == person => Refusal {
                        column: None,
                        outcome: Outcome::Same,
                        reason: "says the same as an earlier row of this person".into(),
                    },
                    Some(_) => {
                        let reason = "says something else than an earlier row of this person; that one counts".into();
                        Refusal {
                            column: Some(columns.id.label.clone()),
                            outcome: Outcome::Refused,
                            reason,
                        }
                    }
                }
            }
        };
        report(&rows.table, refusal, &mut counts, note);
    }
    summary.contact_columns.extend(rows.table.contact_columns());
    summary.contact_columns.append(&mut side.contact_columns);
    summary.tables.push(counts);
    summary.tables.append(&mut side.tables);
    Ok(())
}

impl Columns<'_> {
    fn person(
        &mut self,
        rows: &JoinedTable<'_, '_>,
        programme: &mut Document,
    ) -> Result<PersonDoc, Refusal> {
        let mut id = String::new();
        self.id.need(rows, &mut id)?;
        let mut section = String::new();
        self.section.need(rows, &mut section)?;
        let mut roles = Vec::new();
        for cell in &mut self.roles {
            let mut text = String::new();
            cell.write_whole(rows, &mut text)?;
            for role in listed_ids(&text) {
                if !programme.roles.iter().any(|known| known.id == role) {
                    let near =
                        did_you_mean(role, programme.roles.iter().map(|known| known.id.as_str()));
                    let near = near.map(|near| format!("; {near}")).unwrap_or_default();
                    return Err(Refusal::new(
                        &cell.label,
                        format!("the programme has no role {}{near}", quoted_cell(role)),
                    ));
                }
                if !roles.iter().any(|known| known == role) {
                    roles.push(role.to_owned());
                }
            }
        }
        let joined = DateCell::date_of(&mut self.joined, rows)?;
        let left = DateCell::date_of(&mut self.left, rows)?;
        if !programme.sections.iter().any(|known| known.id == section) {
            let title = TextCell::text_of(&mut self.section_title, rows)?;
            let parent = TextCell::text_of(&mut self.parent, rows)?;
            let parent = Some(parent).filter(|parent| !parent.is_empty());
            if let Some(parent) = &parent
                && !programme.sections.iter().any(|known| known.id == *parent)
            {
                programme
                    .sections
                    .push(section_doc(parent.clone(), String::new(), None));
            }
            programme
                .sections
                .push(section_doc(section.clone(), title, parent));
        }
        let leader = self.leader.as_ref().is_some_and(|test| test.holds(rows));
        Ok(PersonDoc {
            id,
            section,
            roles,
            leader,
            joined,
            left,
            previous_ids: Vec::new(),
        })
    }
}

/// A section of which nothing else is known.
pub(crate) fn section_doc(id: String, title: String, parent: Option<String>) -> SectionDoc {
    SectionDoc {
        id,
        title: title.into(),
        parent,
        site: None,
        max_absent: None,
        previous_ids: Vec::new(),
    }
}
