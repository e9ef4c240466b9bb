//! Sections by their names and what they are part of, whatever the order of the rows.

use super::Member;
use crate::{error::quoted_cell, slug::slug};
use paratus::document::SectionDoc;
use std::collections::{BTreeMap, BTreeSet};

/// The section of people without a manager.
const TOP: &str = "top";

struct Section {
    title: String,
    parent: Option<String>,
    /// The names from the highest section down, which tell it apart.
    path: Vec<String>,
    /// The line that says the parent.
    line: Option<u64>,
}

/// Sections on their way.
#[derive(Default)]
pub(super) struct Sections {
    by_id: BTreeMap<String, Section>,
    renamed: Vec<String>,
}

impl Sections {
    /// Adds a section with all it is part of. Its id is made from the whole path, so it is the same in any order of the rows.
    pub(super) fn add_path(&mut self, path: &[String]) -> Result<String, String> {
        let mut parent = None;
        for length in 1..=path.len() {
            let part = path.get(..length).unwrap_or_default();
            parent = Some(self.add(part, parent, None)?);
        }
        parent.ok_or_else(|| "there is no section".to_owned())
    }

    /// Adds a section that another column says to be part of one.
    pub(super) fn add_child(
        &mut self,
        path: &[String],
        parent: &str,
        line: u64,
    ) -> Result<String, String> {
        let above = if parent.is_empty() {
            None
        } else {
            Some(self.add(&[parent.to_owned()], None, None)?)
        };
        self.add(path, above, Some(line))
    }

    fn add(
        &mut self,
        path: &[String],
        parent: Option<String>,
        line: Option<u64>,
    ) -> Result<String, String> {
        let title = path.last().cloned().unwrap_or_default();
        let base = slug(&path.join(" "));
        if base.is_empty() {
            return Err(format!(
                "nothing is left of {} as an id",
                quoted_cell(&title)
            ));
        }
        let mut id = base.clone();
        let mut number = 2;
        loop {
            match self.by_id.get_mut(&id) {
                Some(there) if there.path == path => {
                    let Some(line) = line else { return Ok(id) };
                    match there.line {
                        Some(first) if there.parent != parent => {
                            let name = |parent: &Option<String>| match parent {
                                Some(parent) => format!("part of `{parent}`"),
                                None => "part of nothing".to_owned(),
                            };
                            return Err(format!(
                                "line {first} says that {} is {}, this one that it is {}",
                                quoted_cell(&title),
                                name(&there.parent),
                                name(&parent)
                            ));
                        }
                        Some(_) => {}
                        None => {
                            there.parent = parent;
                            there.line = Some(line);
                        }
                    }
                    return Ok(id);
                }
                Some(_) => {
                    id = format!("{base}-{number}");
                    number += 1;
                }
                None => break,
            }
        }
        if id != base {
            let other = self
                .by_id
                .get(&base)
                .map_or("", |there| there.title.as_str());
            self.renamed.push(format!(
                "sections {} and {} have ids alike; the second is `{id}`",
                quoted_cell(other),
                quoted_cell(&title)
            ));
        }
        let section = Section {
            title,
            parent,
            path: path.to_vec(),
            line,
        };
        self.by_id.insert(id.clone(), section);
        Ok(id)
    }

    /// Makes a section of the people of each manager. A manager leads it, and it is part of the section that the manager is in.
    pub(super) fn by_manager(&mut self, people: &mut [(Member, u64, u64)]) {
        let team = |manager: &Option<String>| match manager {
            Some(manager) => format!("team-{manager}"),
            None => TOP.to_owned(),
        };
        let managers: BTreeSet<String> = people
            .iter()
            .filter_map(|(member, ..)| member.manager.clone())
            .collect();
        let above: BTreeMap<String, String> = people
            .iter()
            .map(|(member, ..)| (member.id.clone(), team(&member.manager)))
            .collect();
        for manager in &managers {
            let parent = above
                .get(manager)
                .cloned()
                .unwrap_or_else(|| TOP.to_owned());
            let section = Section {
                title: format!("People of {manager}"),
                parent: Some(parent),
                path: Vec::new(),
                line: None,
            };
            self.by_id.insert(team(&Some(manager.clone())), section);
        }
        let top = Section {
            title: "The top".into(),
            parent: None,
            path: Vec::new(),
            line: None,
        };
        self.by_id.insert(TOP.to_owned(), top);
        for (member, ..) in people {
            member.section = team(&member.manager);
            member.leader |= managers.contains(&member.id);
        }
    }

    /// Ids that had to be distinguished.
    pub(super) fn renamed(&self) -> Vec<String> {
        self.renamed.clone()
    }

    pub(super) fn finish(self) -> Vec<SectionDoc> {
        let doc = |(id, section): (String, Section)| {
            crate::evidence::section_doc(id, section.title, section.parent)
        };
        self.by_id.into_iter().map(doc).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_may_come_after_their_children_and_contradictions_are_named() {
        let mut sections = Sections::default();
        let path = |name: &str| vec![name.to_owned()];
        assert_eq!(
            sections.add_child(&path("Archive"), "Records", 2),
            Ok("archive".into())
        );
        assert_eq!(
            sections.add_child(&path("Records"), "", 3),
            Ok("records".into())
        );
        assert_eq!(
            sections.add_child(&path("Archive"), "Finance", 4),
            Err("line 2 says that `Archive` is part of `records`, this one that it is part of `finance`".into())
        );
        let all = sections.finish();
        assert_eq!(
            all.iter()
                .map(|section| section.parent.as_deref())
                .collect::<Vec<_>>(),
            [Some("records"), None, None]
        );
    }

    #[test]
    fn sections_of_one_name_in_two_places_are_two() {
        let mut sections = Sections::default();
        let path = |names: [&str; 2]| names.map(str::to_owned).to_vec();
        assert_eq!(sections.add_path(&path(["A", "Pay"])), Ok("a-pay".into()));
        assert_eq!(sections.add_path(&path(["B", "Pay"])), Ok("b-pay".into()));
        assert_eq!(
            sections.add_path(&path(["B", "Pay!"])),
            Ok("b-pay-2".into())
        );
        assert_eq!(sections.renamed().len(), 1);
    }
}
