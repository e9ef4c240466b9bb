//! References to names that nothing has: each name is one finding, at its first place, with the number of what refers to it.

use super::rows::MOST_LISTED;
use crate::finding::describe;
use crate::formatting::{count, thousands};
use crate::{Code, Finding};
use std::collections::BTreeMap;

/// What refers to names: its list in the document, and the words for one and for several of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Referrer {
    pub(crate) list: &'static str,
    pub(crate) one: &'static str,
    pub(crate) many: &'static str,
}

impl Referrer {
    pub(crate) const fn new(list: &'static str, one: &'static str, many: &'static str) -> Referrer {
        Referrer { list, one, many }
    }
}

/// A reference to an entry that does not exist.
struct UnknownName {
    /// The finding at the first place that names it; none is made beyond [`MOST_LISTED`] of one list.
    finding: Option<Finding>,
    /// Whether it is a name at all: where none is written, the same is missing everywhere.
    named: bool,
    /// How many of each list refer to it, in the order of the first of each.
    by: Vec<(Referrer, u64)>,
}

/// Names that nothing has, in the order of the first reference to each.
#[derive(Default)]
pub(crate) struct References {
    unknown: Vec<UnknownName>,
    /// Place in `unknown` by kind and name.
    places: BTreeMap<(&'static str, String), usize>,
    /// How many names were first met in each list.
    first: BTreeMap<&'static str, usize>,
}

impl References {
    /// Notes a reference to the `kind` called `name`, which nothing is. The finding is made if it is the first.
    pub(crate) fn note(
        &mut self,
        kind: &'static str,
        name: &str,
        by: Referrer,
        make: impl FnOnce() -> Finding,
    ) {
        let key = (kind, name.to_owned());
        let at = if let Some(&at) = self.places.get(&key) {
            at
        } else {
            let met = self.first.entry(by.list).or_default();
            *met += 1;
            let finding = (*met <= MOST_LISTED).then(make);
            self.unknown.push(UnknownName {
                finding,
                named: !name.is_empty(),
                by: Vec::new(),
            });
            self.places.insert(key, self.unknown.len() - 1);
            self.unknown.len() - 1
        };
        let Some(unknown) = self.unknown.get_mut(at) else {
            return;
        };
        match unknown.by.iter_mut().find(|(known, _)| *known == by) {
            Some((_, count)) => *count += 1,
            None => unknown.by.push((by, 1)),
        }
    }

    /// The findings, one for each name, and one for each list with more names than are listed.
    pub(crate) fn finish(self, code: Code, out: &mut Vec<Finding>) {
        for UnknownName { finding, named, by } in self.unknown {
            let Some(mut finding) = finding else { continue };
            let places = by.iter().map(|(_, count)| count).sum::<u64>();
            if places > 1 {
                finding.facts.insert("places".into(), places.into());
                let each: Vec<String> = by
                    .iter()
                    .map(|(by, number)| count(*number, by.one, by.many))
                    .collect();
                let each = match each.split_last() {
                    Some((last, [])) => last.clone(),
                    Some((last, most)) => format!("{} and {last}", most.join(", ")),
                    None => String::new(),
                };
                finding.message += &if named {
                    format!(", which {each} name; this is the first")
                } else {
                    format!(" by {each}; this is the first")
                };
            }
            out.push(finding);
        }
        for (list, met) in self.first.into_iter().filter(|(_, met)| *met > MOST_LISTED) {
            let help = format!(
                "correct the {} listed ones first; they often have one cause",
                thousands(MOST_LISTED as u64)
            );
            out.push(
                describe!(
                    Code::MoreFindings,
                    list,
                    MoreNotListed {
                        more: met - MOST_LISTED,
                        code: code.name(),
                        table: list
                    }
                )
                .help(help),
            );
        }
    }
}
