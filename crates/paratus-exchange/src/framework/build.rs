//! A programme made row by row from a table of roles, skills and levels.

use super::{Columns, FrameworkMap, RequirementCell, trimmed_cell};
use crate::{
    cells::{DecimalMark, share_or_number},
    error::{did_you_mean, quoted_cell},
    join::{ColumnRef, JoinedTable, Refusal},
    map::is_missing,
    outcome::Outcome,
    slug::{distinct_ids, slug},
    summary::ImportSummary,
};
use paratus::Track;
use paratus::document::{Document, LevelRef, ObjectiveDoc, RequirementDoc, RoleDoc, ScaleDoc};
use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

/// A requirement already taken: its place in the role, its level, the line and the whole row it came from.
struct TakenRequirement {
    place: usize,
    level: usize,
    line: u64,
    row: u64,
}

/// What a row requires.
struct WantedRequirement {
    role: usize,
    skill: usize,
    level: usize,
    weight: f64,
    critical: bool,
}

/// A skill that a row says comes before another.
struct SkillOrder {
    skill: usize,
    name: String,
    column: String,
    line: u64,
}

/// A programme in the making.
pub(super) struct Build<'m> {
    map: &'m FrameworkMap,
    levels: Vec<String>,
    roles: Vec<RoleDoc>,
    /// What the id of each role is made of, and what it is called in messages.
    role_names: Vec<(String, String)>,
    /// The skills that each role requires, in the order of its requirements.
    required: Vec<Vec<usize>>,
    role_at: HashMap<Vec<String>, usize>,
    objectives: Vec<ObjectiveDoc>,
    pub(super) skill_at: HashMap<String, usize>,
    seen: HashMap<(usize, usize), TakenRequirement>,
    before: Vec<SkillOrder>,
    warnings: Vec<String>,
}

impl<'m> Build<'m> {
    pub(super) fn new(map: &'m FrameworkMap) -> Build<'m> {
        Build {
            map,
            levels: map.levels.order.iter().map(|level| slug(level)).collect(),
            roles: Vec::new(),
            role_names: Vec::new(),
            required: Vec::new(),
            role_at: HashMap::new(),
            objectives: Vec::new(),
            skill_at: HashMap::new(),
            seen: HashMap::new(),
            before: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Takes a requirement of the row just read, and gives the number of its role.
    pub(super) fn row(
        &mut self,
        columns: &Columns<'_>,
        cell: &RequirementCell<'_>,
        rows: &JoinedTable<'_, '_>,
    ) -> Result<usize, Refusal> {
        let need = |(column, name): (ColumnRef, &str)| {
            rows.cell(column)
                .map(trimmed_cell)
                .ok_or_else(|| Refusal::missing(name))
        };
        let needed = |columns: &[(ColumnRef, &str)]| {
            let cells = columns.iter().map(|&column| need(column));
            cells.collect::<Result<Vec<_>, _>>()
        };
        let (role_key, id_cells) = match cell {
            RequirementCell::OfRole(_, role) => {
                (vec![trimmed_cell(role)], vec![trimmed_cell(role)])
            }
            _ => (needed(&columns.role)?, needed(&columns.role_id)?),
        };
        let skill = match (cell, columns.skill) {
            (RequirementCell::OfSkill(_, skill), _) => trimmed_cell(skill),
            (_, Some(skill)) => need(skill)?,
            (_, None) => String::new(),
        };
        let (level, level_column) = match *cell {
            RequirementCell::Row => match columns.level {
                Some((column, name)) => (self.level(&need((column, name))?, name)?, name),
                None => (0, ""),
            },
            RequirementCell::OfRole(column, name) | RequirementCell::OfSkill(column, name) => {
                (self.marked(rows.cell(column), name)?, name)
            }
        };
        let weight = self.weight(columns, rows)?;
        let critical = columns
            .critical
            .as_ref()
            .is_some_and(|test| test.holds(rows));
        let said = columns
            .track
            .and_then(|(column, name)| rows.cell(column).map(|cell| (cell, name)));
        let track = self.map.tracks.track_of(&skill, said.map(|(cell, _)| cell));
        let track =
            track.map_err(|reason| Refusal::new(said.map_or("track", |(_, name)| name), reason))?;
        let text = |column: Option<ColumnRef>| {
            column
                .and_then(|column| rows.cell(column))
                .unwrap_or_default()
        };

        let skill_at = self.skill(
            skill,
            track,
            said.map(|(_, name)| name),
            text(columns.skill_description),
        )?;
        let wanted = WantedRequirement {
            role: self.role(columns, role_key, &id_cells, &text),
            skill: skill_at,
            level,
            weight,
            critical,
        };
        if let Some((column, name)) = columns.requires {
            self.note_prerequisites(
                skill_at,
                rows.cell(column).unwrap_or_default(),
                name,
                rows.table.line(),
            );
        }
        self.require(&wanted, level_column, rows)?;
        Ok(wanted.role)
    }

    /// The position on the scale of the cell of a role and a skill; without levels the cell has a mark.
    fn marked(&self, cell: Option<&str>, column: &str) -> Result<usize, Refusal> {
        let Some(cell) = cell else {
            return Err(Refusal {
                reason: "the role does not need the skill".into(),
                ..Refusal::no_value(column)
            });
        };
        if self.map.has_levels() {
            return self.level(&trimmed_cell(cell), column);
        }
        let lower = cell.to_lowercase();
        if self
            .map
            .marks
            .iter()
            .any(|mark| mark.to_lowercase() == lower)
        {
            return Ok(0);
        }
        let reason = format!(
            "{} is not one of the map's `marks`; a cell that says that the role does not need the skill is to be in `missing`",
            quoted_cell(cell)
        );
        Err(Refusal::new(column, reason))
    }

    /// The position on the scale of a cell.
    fn level(&self, cell: &str, column: &str) -> Result<usize, Refusal> {
        self.map.level(cell).ok_or_else(|| {
            let levels = &self.map.levels;
            let known = levels.order.iter().chain(levels.aliases.keys());
            let near = did_you_mean(cell, known.map(String::as_str))
                .map(|near| format!("; {near}"))
                .unwrap_or_default();
            Refusal::new(
                column,
                format!("{} is not a level of the map{near}", quoted_cell(cell)),
            )
        })
    }

    /// How much the requirement of a row counts.
    fn weight(&self, columns: &Columns<'_>, rows: &JoinedTable<'_, '_>) -> Result<f64, Refusal> {
        let cell = columns
            .weight
            .and_then(|(column, name)| Some((rows.cell(column)?, name)));
        let Some((cell, name)) = cell else {
            return Ok(1.0);
        };
        let is_number = columns
            .weight
            .is_some_and(|(column, _)| rows.is_number(column));
        let mark = DecimalMark::declared(self.map.decimal_comma).of_cell(is_number);
        share_or_number(cell, mark)
            .filter(|weight| *weight > 0.0 && weight.is_finite())
            .ok_or_else(|| {
                let help = mark.help(cell);
                Refusal::new(
                    name,
                    format!(
                        "{} is no weight: weights are numbers above 0{help}",
                        quoted_cell(cell)
                    ),
                )
            })
    }

    /// The place of a skill, which is new where no row before named it.
    fn skill(
        &mut self,
        name: String,
        track: Track,
        column: Option<&str>,
        description: &str,
    ) -> Result<usize, Refusal> {
        if let Some(&at) = self.skill_at.get(&name) {
            let there = self
                .objectives
                .get(at)
                .map_or(track, |objective| objective.track);
            if there == track {
                return Ok(at);
            }
            return Err(Refusal {
                column: column.map(str::to_owned),
                outcome: Outcome::Refused,
                reason: format!(
                    "the skill is in track `{there}` by an earlier row, here in `{track}`"
                ),
            });
        }
        let scale = self.map.has_levels();
        self.objectives.push(ObjectiveDoc {
            // Ids are given at the end.
            id: String::new(),
            track,
            title: name.as_str().into(),
            description: description.to_owned(),
            tool: None,
            features: Vec::new(),
            scale: scale.then(|| self.map.levels.scale.clone()),
            requires: Vec::new(),
            half_life_days: None,
            previous_ids: Vec::new(),
        });
        self.skill_at.insert(name, self.objectives.len() - 1);
        Ok(self.objectives.len() - 1)
    }

    /// The place of a role, which is new where no row before named it.
    fn role<'r>(
        &mut self,
        columns: &Columns<'_>,
        key: Vec<String>,
        id_cells: &[String],
        text: &dyn Fn(Option<ColumnRef>) -> &'r str,
    ) -> usize {
        if let Some(&at) = self.role_at.get(&key) {
            return at;
        }
        let title = match text(columns.role_title) {
            "" => key.join(", "),
            title => trimmed_cell(title),
        };
        self.role_names.push((id_cells.join(" "), key.join(", ")));
        self.required.push(Vec::new());
        let family = text(columns.role_family);
        let mut parts = Vec::new();
        if !family.is_empty() {
            parts.push(format!("Role family: {family}"));
        }
        if !text(columns.role_description).is_empty() {
            parts.push(text(columns.role_description).to_owned());
        }
        self.roles.push(RoleDoc {
            id: String::new(),
            title: title.into(),
            description: parts.join("\n\n"),
            requires: Vec::new(),
            previous_ids: Vec::new(),
        });
        self.role_at.insert(key, self.roles.len() - 1);
        self.roles.len() - 1
    }

    /// Keeps what a row says comes before a skill: skills may be named before their own rows.
    fn note_prerequisites(&mut self, skill: usize, cell: &str, column: &str, line: u64) {
        for name in cell.split(self.map.separator.as_str()).flat_map(str::lines) {
            let name = trimmed_cell(name);
            if !name.is_empty() && !is_missing(&name, &self.map.missing) {
                self.before.push(SkillOrder {
                    skill,
                    name,
                    column: column.to_owned(),
                    line,
                });
            }
        }
    }

    /// Gives skills their prerequisites, once all skills are known. What is no skill of the table is said.
    fn add_prerequisites(&mut self) {
        for SkillOrder {
            skill,
            name,
            column,
            line,
        } in std::mem::take(&mut self.before)
        {
            // A name may itself have an `@` in it.
            let (whole, split) = (self.skill_at.get(&name), name.rsplit_once('@'));
            let found = match (whole, split) {
                (Some(&at), _) => Some((at, None)),
                (None, Some((name, level))) => {
                    let at = self.skill_at.get(name.trim()).copied();
                    let level = self
                        .map
                        .level(level.trim())
                        .and_then(|at| self.levels.get(at));
                    at.zip(level).map(|(at, level)| (at, Some(level)))
                }
                (None, None) => None,
            };
            let found: Option<LevelRef> = found.and_then(|(at, level)| {
                let id = &self.objectives.get(at)?.id;
                Some(level.map_or_else(
                    || id.as_str().into(),
                    |level| format!("{id}@{level}").as_str().into(),
                ))
            });
            let Some(reference) = found else {
                let skills = self.objectives.iter().map(|objective| &*objective.title);
                let near = did_you_mean(&name, skills).map(|near| format!("; {near}"));
                self.warnings.push(format!(
                    "line {line}, column `{column}`: {} is no skill of the table, so it is required before nothing{}",
                    quoted_cell(&name),
                    near.unwrap_or_default()
                ));
                continue;
            };
            if let Some(objective) = self.objectives.get_mut(skill)
                && !objective.requires.contains(&reference)
            {
                objective.requires.push(reference);
            }
        }
    }

    fn require(
        &mut self,
        wanted: &WantedRequirement,
        column: &str,
        rows: &JoinedTable<'_, '_>,
    ) -> Result<(), Refusal> {
        let &WantedRequirement {
            role,
            skill,
            level,
            weight,
            critical,
        } = wanted;
        let mut hasher = DefaultHasher::new();
        rows.table
            .cells()
            .iter()
            .for_each(|cell| cell.hash(&mut hasher));
        let row = hasher.finish();
        let (Some(role_doc), Some(required)) =
            (self.roles.get_mut(role), self.required.get_mut(role))
        else {
            return Ok(());
        };
        let name = |level: usize| self.map.levels.order.get(level).map_or("", String::as_str);
        if let Some(seen) = self.seen.get_mut(&(role, skill)) {
            let there = role_doc.requires.get(seen.place);
            let other = there.is_some_and(|one| one.weight != weight || one.critical != critical);
            if seen.level == level && other {
                let reason = format!(
                    "line {} requires the same skill of the same role with another weight, or is critical where this is not; that one counts",
                    seen.line
                );
                return Err(Refusal {
                    column: None,
                    outcome: Outcome::Refused,
                    reason,
                });
            }
            if seen.level == level {
                let what = if seen.row == row {
                    "row"
                } else {
                    "requirement, in other words,"
                };
                let reason = format!("the same {what} as line {}", seen.line);
                return Err(Refusal {
                    column: None,
                    outcome: Outcome::Same,
                    reason,
                });
            }
            let (old, new) = (name(seen.level), name(level));
            let kept = name(seen.level.max(level));
            let reason = format!(
                "line {} requires the same skill of the same role at `{old}`, this one at `{new}`; `{kept}` counts",
                seen.line
            );
            if level > seen.level {
                seen.level = level;
                if let Some(requirement) = role_doc.requires.get_mut(seen.place) {
                    requirement.level = self.levels.get(level).cloned();
                }
            }
            return Err(Refusal {
                column: Some(column.to_owned()),
                outcome: Outcome::Refused,
                reason,
            });
        }
        self.seen.insert(
            (role, skill),
            TakenRequirement {
                place: role_doc.requires.len(),
                level,
                line: rows.table.line(),
                row,
            },
        );
        required.push(skill);
        role_doc.requires.push(RequirementDoc {
            objective: String::new(),
            level: self.levels.get(level).cloned(),
            weight,
            critical,
            threshold: None,
        });
        Ok(())
    }

    /// Gives skills and roles their ids, which do not depend on the order of the rows.
    fn give_ids(&mut self) {
        let skills: Vec<String> = self
            .objectives
            .iter()
            .map(|one| one.title.to_string())
            .collect();
        let of_skills = distinct_ids(&skills, "skill", &|_| false);
        let (made_of, roles): (Vec<String>, Vec<String>) =
            std::mem::take(&mut self.role_names).into_iter().unzip();
        let of_roles = distinct_ids(&made_of, "role", &|_| false);
        self.note_alike("skills", &skills, &skills, &of_skills);
        self.note_alike("roles", &made_of, &roles, &of_roles);
        for (objective, id) in self.objectives.iter_mut().zip(&of_skills) {
            objective.id.clone_from(id);
        }
        for ((role, id), required) in self.roles.iter_mut().zip(of_roles).zip(&self.required) {
            role.id = id;
            for (requirement, skill) in role.requires.iter_mut().zip(required) {
                if let Some(id) = of_skills.get(*skill) {
                    requirement.objective.clone_from(id);
                }
            }
        }
    }

    /// Says whose ids had to be distinguished.
    fn note_alike(&mut self, what: &str, made_of: &[String], names: &[String], ids: &[String]) {
        for ((made_of, name), id) in made_of.iter().zip(names).zip(ids) {
            let base = slug(made_of);
            let first = ids.iter().position(|other| *other == base);
            if let Some(first) = first.and_then(|at| names.get(at)).filter(|_| *id != base) {
                self.warnings.push(format!(
                    "{what} {} and {} have ids alike; the second is `{id}`",
                    quoted_cell(first),
                    quoted_cell(name)
                ));
            }
        }
    }

    pub(super) fn finish(
        mut self,
        mut described: HashMap<usize, String>,
        summary: &mut ImportSummary,
    ) -> Document {
        self.give_ids();
        for (at, objective) in self.objectives.iter_mut().enumerate() {
            if let Some(text) = described.remove(&at) {
                objective.description = text;
            }
        }
        for skill in self
            .map
            .tracks
            .skills
            .keys()
            .filter(|skill| !self.skill_at.contains_key(*skill))
        {
            let near = did_you_mean(
                skill,
                self.objectives.iter().map(|objective| &*objective.title),
            );
            let near = near.map(|near| format!("; {near}")).unwrap_or_default();
            self.warnings.push(format!(
                "`tracks.skills` names {}, which no row requires{near}",
                quoted_cell(skill)
            ));
        }
        self.add_prerequisites();
        summary.warnings.append(&mut self.warnings);
        let descriptions = self
            .map
            .levels
            .descriptions
            .iter()
            .map(|(level, text)| (slug(level), text.clone()))
            .collect();
        let scale = ScaleDoc {
            levels: self.levels,
            descriptions,
            previous_ids: Default::default(),
        };
        Document {
            id: self.map.programme.id.clone(),
            title: self.map.programme.title.as_str().into(),
            scales: if scale.levels.is_empty() {
                Default::default()
            } else {
                [(self.map.levels.scale.clone(), scale)].into()
            },
            objectives: self.objectives,
            roles: self.roles,
            ..Document::new("")
        }
    }
}
