//! The side table that describes skills and their levels.

use super::{FrameworkMap, SkillTable, trimmed_cell};
use crate::{
    OpenTable,
    error::{ExchangeError, listed, quoted_cell},
    join::{Refusal, report},
    map::is_missing,
    outcome::Outcome,
    slug::slug,
    summary::{ImportSummary, Note, TableSummary},
    table::{Shape, Table},
};
use std::collections::HashMap;

/// Descriptions of skills by their position.
pub(super) fn describe(
    map: &FrameworkMap,
    side: &SkillTable,
    skills: &HashMap<String, usize>,
    open: &mut OpenTable<'_>,
    note: &mut dyn FnMut(&Note),
    summary: &mut ImportSummary,
) -> Result<HashMap<usize, String>, ExchangeError> {
    let inner = open(&side.file).map_err(|error| ExchangeError::io(&side.file, error))?;
    let mut table = Table::open(&side.file, inner, &side.table)?;
    let skill = table.column(&side.skill, None, "skills_table.skill")?;
    let description = side
        .description
        .as_ref()
        .map(|name| table.column(name, None, "skills_table.description"))
        .transpose()?;
    let mut levels = Vec::new();
    for name in &map.levels.order {
        let id = slug(name);
        if let Some((_, column)) = side.levels.iter().find(|(level, _)| slug(level) == id) {
            levels.push((name, table.column(column, None, "skills_table.levels")?));
        }
    }
    let mut counts = TableSummary::new(&side.file);
    let mut described: HashMap<usize, (String, u64)> = HashMap::new();
    while let Some(shape) = table.next()? {
        counts.read += 1;
        let refusal = if let Shape::Ragged(reason) = shape {
            Refusal::ragged(reason)
        } else {
            let name = trimmed_cell(table.cell(skill));
            let there = |column: usize| {
                Some(table.cell(column)).filter(|cell| !is_missing(cell, &map.missing))
            };
            let mut parts: Vec<String> = description
                .and_then(there)
                .map(str::to_owned)
                .into_iter()
                .collect();
            parts.extend(levels.iter().filter_map(|&(level, column)| {
                there(column).map(|text| format!("{level}: {text}"))
            }));
            let text = parts.join("\n\n");
            match skills.get(&name) {
                _ if is_missing(&name, &map.missing) => Refusal::missing(&side.skill),
                None => Refusal {
                    column: Some(side.skill.clone()),
                    outcome: Outcome::SetAside,
                    reason: format!("no role requires {}", quoted_cell(&name)),
                },
                Some(at) => match described.get(at) {
                    None => {
                        described.insert(*at, (text, table.line()));
                        counts.added += 1;
                        continue;
                    }
                    Some((before, line)) if *before == text => Refusal {
                        column: None,
                        outcome: Outcome::Same,
                        reason: format!("the same as line {line}"),
                    },
                    Some((_, line)) => Refusal {
                        column: Some(side.skill.clone()),
                        outcome: Outcome::Refused,
                        reason: format!(
                            "line {line} describes {} otherwise; that one counts",
                            quoted_cell(&name)
                        ),
                    },
                },
            }
        };
        report(&table, refusal, &mut counts, note);
    }
    let mut bare: Vec<&str> = skills
        .iter()
        .filter(|(_, at)| !described.contains_key(at))
        .map(|(name, _)| name.as_str())
        .collect();
    if !bare.is_empty() {
        bare.sort_unstable();
        summary.warnings.push(format!(
            "`{}` does not describe {}",
            side.file,
            listed(bare)
        ));
    }
    summary.note_table(&table, counts);
    Ok(described
        .into_iter()
        .map(|(at, (text, _))| (at, text))
        .collect())
}
