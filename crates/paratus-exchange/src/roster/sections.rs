//! Sections by their names and what they are part of, whatever the order of the rows.

use super::Member;
use crate::{
    error::quoted_cell,
    slug::{distinct_ids, is_one_name, slug},
};
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
    /// Whether it has its id from the folder, or from who manages it.
    has_id: bool,
}

/// A section that the folder has.
struct FolderSection {
    id: String,
    /// The names from the highest section down.
    path: Vec<String>,
    parent: Option<String>,
    /// Whether its id was made of its title, and so is no name of another.
    is_named_by_title: bool,
}

/// Whether two sections have the same names from the highest down.
fn is_one_path(one: &[String], other: &[String]) -> bool {
    let mut pairs = one.iter().zip(other);
    one.len() == other.len() && pairs.all(|(one, other)| is_one_name(one, other))
}

/// Sections on their way.
#[derive(Default)]
pub(super) struct Sections {
    /// Those that the folder has.
    folder_sections: Vec<FolderSection>,
    by_id: BTreeMap<String, Section>,
    renamed: Vec<String>,
    /// What else should be looked at.
    notes: Vec<String>,
}

impl Sections {
    /// Sections beside those that the folder has: what is there keeps its id, whatever the order of the rows.
    pub(super) fn beside(sections: &[SectionDoc]) -> Sections {
        let by_id: BTreeMap<&str, &SectionDoc> = sections
            .iter()
            .map(|section| (section.id.as_str(), section))
            .collect();
        let path = |section: &SectionDoc| {
            let mut names = Vec::new();
            let mut at = Some(section);
            // A circle of sections has no end.
            while let Some(section) = at.filter(|_| names.len() <= sections.len()) {
                let title = section.title.to_string();
                names.push(if title.is_empty() {
                    section.id.clone()
                } else {
                    title
                });
                let parent = section.parent.as_deref();
                at = parent.and_then(|parent| by_id.get(parent).copied());
            }
            names.reverse();
            names
        };
        let there = sections.iter().map(|section| {
            let path = path(section);
            let made = [slug(&section.title.to_string()), slug(&path.join(" "))];
            let is_made = |made: &String| section.id == *made || is_numbered(&section.id, made);
            FolderSection {
                id: section.id.clone(),
                parent: section.parent.clone(),
                is_named_by_title: !section.title.to_string().is_empty()
                    && made.iter().any(is_made),
                path,
            }
        });
        Sections {
            folder_sections: there.collect(),
            ..Sections::default()
        }
    }

    /// The section of the folder that has this name, where one has it alone.
    fn known(&self, path: &[String], parent: Option<&str>) -> Option<&str> {
        let whole = |section: &&FolderSection| is_one_path(&section.path, path);
        if let Some(section) = self.folder_sections.iter().find(whole) {
            return Some(&section.id);
        }
        let made = slug(&path.join(" "));
        let by_id = |section: &&FolderSection| section.id == made && !section.is_named_by_title;
        let [name] = path else {
            let section = self.folder_sections.iter().find(by_id);
            return section.map(|section| section.id.as_str());
        };
        let named: Vec<&FolderSection> = self
            .folder_sections
            .iter()
            .filter(|section| {
                section
                    .path
                    .last()
                    .is_some_and(|last| is_one_name(last, name))
            })
            .collect();
        let found = match named.as_slice() {
            [only] => Some(*only),
            several => several
                .iter()
                .find(|section| section.parent.as_deref() == parent)
                .copied(),
        };
        let found = found.or_else(|| self.folder_sections.iter().find(by_id));
        found.map(|section| section.id.as_str())
    }

    /// Whether the folder has a section under this id.
    fn is_of_folder(&self, id: &str) -> bool {
        self.folder_sections.iter().any(|section| section.id == id)
    }

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
        let known = self.known(path, parent.as_deref()).map(str::to_owned);
        let is_known = known.is_some();
        let mut id = known.unwrap_or_else(|| base.clone());
        let mut number = 2;
        loop {
            if !is_known && self.is_of_folder(&id) {
                id = format!("{base}-{number}");
                number += 1;
                continue;
            }
            let is_circle = parent
                .as_deref()
                .is_some_and(|above| self.is_part_of(above, &id));
            match self.by_id.get_mut(&id) {
                Some(there) if is_known || is_one_path(&there.path, path) => {
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
                        None if is_circle => {
                            return Err(format!(
                                "{} would be part of itself: other lines make `{}` part of it",
                                quoted_cell(&title),
                                parent.unwrap_or_default()
                            ));
                        }
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
        let section = Section {
            title,
            parent,
            path: path.to_vec(),
            line,
            has_id: is_known,
        };
        self.by_id.insert(id.clone(), section);
        Ok(id)
    }

    /// Whether a section is another or part of it: whether the way up leads there.
    fn is_part_of(&self, id: &str, of: &str) -> bool {
        let mut at = Some(id);
        // A circle of other sections has no end.
        for _ in 0..=self.by_id.len() {
            match at {
                Some(section) if section == of => return true,
                Some(section) => at = self.parent_of(section),
                None => return false,
            }
        }
        false
    }

    fn parent_of(&self, id: &str) -> Option<&str> {
        self.by_id.get(id)?.parent.as_deref()
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
                has_id: true,
            };
            self.by_id.insert(team(&Some(manager.clone())), section);
        }
        let top = Section {
            title: "The top".into(),
            parent: None,
            path: Vec::new(),
            line: None,
            has_id: true,
        };
        self.by_id.insert(TOP.to_owned(), top);
        let nobody = managers
            .iter()
            .filter(|manager| !above.contains_key(*manager));
        let nobody: Vec<&str> = nobody.map(String::as_str).collect();
        if !nobody.is_empty() {
            let are = match nobody.len() {
                1 => "is a manager and is",
                _ => "are managers and are",
            };
            self.notes.push(format!(
                "{} {are} in no row of the table; their people are in a section of their own all the same",
                crate::error::listed(nobody)
            ));
        }
        for manager in &managers {
            let id = team(&Some(manager.clone()));
            let above = self.parent_of(&id);
            if above.is_some_and(|above| self.is_part_of(above, &id)) {
                if let Some(section) = self.by_id.get_mut(&id) {
                    section.parent = Some(TOP.to_owned());
                }
                self.renamed.push(format!(
                    "{} is a manager of their own managers, so the people of {} are put at the top",
                    quoted_cell(manager),
                    quoted_cell(manager)
                ));
            }
        }
        for (member, ..) in people {
            member.section = team(&member.manager);
            member.leader |= managers.contains(&member.id);
        }
    }

    /// Gives each new section an id that does not depend on the order of the rows, and says which it had until now.
    pub(super) fn settle(&mut self) -> BTreeMap<String, String> {
        let new = self.by_id.iter().filter(|(_, section)| !section.has_id);
        let (had, names): (Vec<String>, Vec<String>) = new
            .map(|(id, section)| (id.clone(), section.path.join(" ")))
            .unzip();
        let is_taken = |id: &str| {
            let there = self.by_id.get(id).is_some_and(|section| section.has_id);
            there || self.is_of_folder(id)
        };
        let ids = distinct_ids(&names, "section", &is_taken);
        let is: BTreeMap<String, String> = had.into_iter().zip(ids).collect();
        let by_id = std::mem::take(&mut self.by_id).into_iter();
        self.by_id = by_id
            .map(|(id, mut section)| {
                if let Some(parent) = &mut section.parent {
                    rename(parent, &is);
                }
                (is.get(&id).cloned().unwrap_or(id), section)
            })
            .collect();
        for (id, section) in self.by_id.iter().filter(|(_, section)| !section.has_id) {
            let base = slug(&section.path.join(" "));
            if *id == base {
                continue;
            }
            let mut of_folder = self.folder_sections.iter();
            let of_folder = of_folder.find(|section| section.id == base);
            let of_folder = of_folder.and_then(|section| section.path.last());
            let other = match self.by_id.get(&base) {
                Some(there) => there.title.as_str(),
                None => of_folder.map_or("", String::as_str),
            };
            self.renamed.push(format!(
                "sections {} and {} have ids alike; the second is `{id}`",
                quoted_cell(other),
                quoted_cell(&section.title)
            ));
        }
        is
    }

    /// What should be looked at beside ids that had to be distinguished.
    pub(super) fn notes(&self) -> Vec<String> {
        self.notes.clone()
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

/// Puts the id that a section has in place of the one that it had.
pub(super) fn rename(id: &mut String, is: &BTreeMap<String, String>) {
    if let Some(is) = is.get(id) {
        id.clone_from(is);
    }
}

/// Whether an id is one that was distinguished from another by a number: `legal-2` of `legal`.
fn is_numbered(id: &str, base: &str) -> bool {
    let number = id
        .strip_prefix(base)
        .and_then(|rest| rest.strip_prefix('-'));
    number.is_some_and(|number| number.parse::<u32>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_of_the_folder_keep_their_ids_whatever_the_order() {
        let section =
            |id: &str, title: &str| crate::evidence::section_doc(id.into(), title.into(), None);
        let there = [
            section("legal-advice", "Legal / Advice"),
            section("legal-advice-2", "Legal - Advice"),
            section("archive", "Central archive"),
        ];
        let mut sections = Sections::beside(&there);
        let mut id = |name: &str| sections.add_path(&[name.to_owned()]).unwrap();
        assert_eq!(id("Legal - Advice"), "legal-advice-2");
        assert_eq!(id("Legal / Advice"), "legal-advice");
        assert_eq!(id("legal/advice "), "legal-advice");
        assert_eq!(id("Archive"), "archive");
        assert_eq!(id("ARCHIVE"), "archive");
        assert_eq!(id("Legal & Advice"), "legal-advice-3");
        sections.settle();
        assert_eq!(sections.renamed().len(), 1, "{:?}", sections.renamed());
    }

    #[test]
    fn capitals_and_blanks_make_no_other_section() {
        let mut sections = Sections::default();
        let mut id = |name: &str| sections.add_path(&[name.to_owned()]).unwrap();
        for name in ["Archive", "archive ", "ARCHIVE"] {
            assert_eq!(id(name), "archive");
        }
        for name in [
            "Operations > Archive",
            "Operations>Archive",
            "operations  >  archive",
        ] {
            assert_eq!(id(name), "operations-archive");
        }
        assert!(sections.renamed().is_empty(), "{:?}", sections.renamed());
    }

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
    fn a_section_is_never_part_of_itself() {
        let mut sections = Sections::default();
        let path = |name: &str| vec![name.to_owned()];
        for (name, parent, line) in [("A", "B", 2), ("B", "C", 3)] {
            assert!(sections.add_child(&path(name), parent, line).is_ok());
        }
        assert_eq!(
            sections.add_child(&path("C"), "A", 4),
            Err("`C` would be part of itself: other lines make `a` part of it".into())
        );
        assert!(sections.add_child(&path("D"), "D", 5).is_err());
        let roots = sections
            .finish()
            .into_iter()
            .filter(|one| one.parent.is_none());
        assert_eq!(roots.map(|one| one.id).collect::<Vec<_>>(), ["c", "d"]);
    }

    #[test]
    fn managers_of_each_other_are_put_at_the_top_and_named() {
        let member = |id: &str, manager: &str| Member {
            id: id.to_owned(),
            previous_ids: Vec::new(),
            section: String::new(),
            manager: (!manager.is_empty()).then(|| manager.to_owned()),
            roles: Vec::new(),
            leader: false,
            joined: None,
            left: None,
            is_by_name: false,
        };
        let people = [("a", "b"), ("b", "a"), ("c", "a"), ("d", "")];
        let mut people: Vec<_> = people.map(|(id, of)| (member(id, of), 0, 0)).into();
        let mut sections = Sections::default();
        sections.by_manager(&mut people);
        assert_eq!(sections.renamed().len(), 1, "{:?}", sections.renamed());
        let parents = sections
            .finish()
            .into_iter()
            .map(|one| (one.id, one.parent));
        let parents: Vec<_> = parents.collect();
        let of = |id: &str| parents.iter().find(|(one, _)| one == id).unwrap().1.clone();
        assert_eq!(of("team-a").as_deref(), Some("top"));
        assert_eq!(of("team-b").as_deref(), Some("team-a"));
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
        sections.settle();
        assert_eq!(sections.renamed().len(), 1);
    }
}
