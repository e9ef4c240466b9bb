//! `PREREQUISITE_CYCLE`: objectives that are prerequisites of each other.

use super::Context;
use crate::finding::describe;
use crate::model::graph;
use crate::{Code, Finding};

/// Reports one shortest cycle of each knot of prerequisites, whole.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let index = &cx.objectives;
    // By number of the id, so that an objective that requires itself is seen too: the model leaves that out.
    let written = |number: usize| {
        index
            .first
            .get(number)
            .and_then(|&at| cx.document.objectives.get(at))
    };
    let targets = |number: usize| {
        let requires = written(number)
            .into_iter()
            .flat_map(|objective| &objective.requires);
        requires
            .filter_map(|reference| index.names.index(&reference.objective))
            .collect()
    };
    for cycle in graph::cycles(index.first.len(), targets) {
        let [start, ..] = cycle.as_slice() else {
            continue;
        };
        let next = cycle.get(1).unwrap_or(start);
        let name = |number: usize| written(number).map_or("", |objective| objective.id.as_str());
        let chain: Vec<&str> = cycle
            .iter()
            .chain([start])
            .map(|&number| name(number))
            .collect();
        let at = index.first.get(*start).copied().unwrap_or_default();
        let reference = written(*start)
            .and_then(|o| o.requires.iter().position(|r| r.objective == name(*next)));
        let path = format!(
            "objectives[{at}].requires[{}]",
            reference.unwrap_or_default()
        );
        let finding = if cycle.len() == 1 {
            describe!(
                Code::PrerequisiteCycle,
                path,
                OwnPrerequisite {
                    objective: name(*start)
                }
            )
        } else {
            describe!(
                Code::PrerequisiteCycle,
                path,
                PrerequisitesInCircle { objectives: chain }
            )
        };
        out.push(finding.help("remove one of these prerequisites"));
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn a_chain_is_silent() {
        let text = r#"objectives = [
            { id = "a", track = "people" },
            { id = "b", track = "people", requires = ["a"] },
            { id = "c", track = "people", requires = ["a", "b"] },
        ]"#;
        assert_eq!(messages_of(check, text), Vec::<String>::new());
    }

    #[test]
    fn the_whole_cycle_is_reported() {
        let text = r#"objectives = [
            { id = "a", track = "people", requires = ["d", "b"] },
            { id = "b", track = "people", requires = ["c"] },
            { id = "c", track = "people", requires = ["a"] },
            { id = "d", track = "people" },
            { id = "e", track = "people", requires = ["e"] },
            { id = "f", track = "people", requires = ["a"] },
        ]"#;
        assert_eq!(
            messages_of(check, text),
            [
                "objectives[0].requires[1]: objectives are prerequisites of each other: `a` -> `b` -> `c` -> `a` | remove one of these prerequisites",
                "objectives[4].requires[0]: objective `e` is its own prerequisite | remove one of these prerequisites",
            ]
        );
    }
}
