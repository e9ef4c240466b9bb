//! `DUPLICATE_ID`: two entries of one kind have the same id, or one thing is listed twice where once is meant.

use super::{Context, Index, Rows};
use crate::finding::describe;
use crate::{Code, Finding};
use hashbrown::HashMap;

/// Reports every repeat; the first entry is the one that counts.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let document = cx.document;
    entries(&cx.activities, "activities", "activity", out);
    entries(&cx.instruments, "instruments", "instrument", out);
    entries(&cx.objectives, "objectives", "objective", out);
    entries(&cx.phases, "phases", "phase", out);
    entries(&cx.roles, "roles", "role", out);
    entries(&cx.sections, "sections", "section", out);
    entries(&cx.tools, "tools", "tool", out);
    entries(
        &Index::from_ids(document.sessions.iter().map(|x| x.id.as_str())),
        "sessions",
        "session",
        out,
    );
    entries(
        &Index::from_ids(document.rooms.iter().map(|x| x.id.as_str())),
        "rooms",
        "room",
        out,
    );
    entries(
        &Index::from_ids(document.trainers.iter().map(|x| x.id.as_str())),
        "trainers",
        "trainer",
        out,
    );
    for (name, scale) in &document.scales {
        let owner = ("scale", name.as_str());
        within(
            scale.levels.iter().map(String::as_str),
            "level",
            owner,
            |n| format!("scales.{name}.levels[{n}]"),
            out,
        );
    }
    for (at, tool) in document.tools.iter().enumerate() {
        let owner = ("tool", tool.id.as_str());
        let path = |n| format!("tools[{at}].features[{n}]");
        within(
            tool.features.iter().map(String::as_str),
            "feature",
            owner,
            path,
            out,
        );
    }
    for (at, objective) in document.objectives.iter().enumerate() {
        let owner = ("objective", objective.id.as_str());
        let path = |n| format!("objectives[{at}].features[{n}]");
        within(
            objective.features.iter().map(String::as_str),
            "feature",
            owner,
            path,
            out,
        );
        let path = |n| format!("objectives[{at}].requires[{n}]");
        within(
            objective.requires.iter().map(|r| r.objective.as_str()),
            "prerequisite",
            owner,
            path,
            out,
        );
    }
    for (at, role) in document.roles.iter().enumerate() {
        let owner = ("role", role.id.as_str());
        let path = |n| format!("roles[{at}].requires[{n}].objective");
        within(
            role.requires.iter().map(|r| r.objective.as_str()),
            "requirement",
            owner,
            path,
            out,
        );
    }
    for (at, activity) in document.activities.iter().enumerate() {
        let owner = ("activity", activity.id.as_str());
        let path = |n| format!("activities[{at}].teaches[{n}].objective");
        within(
            activity.teaches.iter().map(|t| t.objective.as_str()),
            "objective",
            owner,
            path,
            out,
        );
        let path = |n| format!("activities[{at}].requires[{n}]");
        within(
            activity.requires.iter().map(|r| r.objective.as_str()),
            "prerequisite",
            owner,
            path,
            out,
        );
    }
    for (at, instrument) in document.instruments.iter().enumerate() {
        let owner = ("instrument", instrument.id.as_str());
        let path = |n| format!("instruments[{at}].items[{n}].id");
        within(
            instrument.items.iter().map(|i| i.id.as_str()),
            "item",
            owner,
            path,
            out,
        );
    }
    previous_ids(cx, out);
    phases(cx, out);
    roles_of_people(cx, out);
    feature_use(cx, out);
}

/// Entries of the document that repeat an id.
fn entries(index: &Index, table: &'static str, kind: &str, out: &mut Vec<Finding>) {
    let mut rows = Rows::new(out, Code::DuplicateId, table);
    for &(at, number) in &index.repeats {
        rows.push(|| {
            let id = index.names.name(number);
            let first = index
                .first
                .get(number as usize)
                .copied()
                .unwrap_or_default();
            describe!(
                Code::DuplicateId,
                format!("{table}[{at}].id"),
                WrittenTwice { kind: kind, id: id }
            )
            .help(format!(
                "`{table}[{first}]` has this id already; rename one of them, or remove it"
            ))
        });
    }
}

/// Repeats inside one entry.
fn within<'i>(
    ids: impl Iterator<Item = &'i str>,
    kind: &str,
    owner: (&str, &str),
    path: impl Fn(usize) -> String,
    out: &mut Vec<Finding>,
) {
    let index = Index::from_ids(ids);
    for &(at, number) in &index.repeats {
        out.push(
            describe!(
                Code::DuplicateId,
                path(at),
                ListedTwice {
                    owner: owner.0,
                    id: owner.1,
                    kind: kind,
                    listed: index.names.name(number)
                }
            )
            .help("remove one of them"),
        );
    }
}

/// An id that one entry had before is the id of no other, now or before.
fn previous_ids(cx: &Context<'_>, out: &mut Vec<Finding>) {
    macro_rules! list {
        ($($list:ident $kind:literal)+) => {$(
            let entries = cx.document.$list.iter();
            let each = entries.map(|entry| (entry.id.as_str(), entry.previous_ids.as_slice()));
            previous_of(each, stringify!($list), $kind, out);
        )+};
    }
    list!(activities "activity" instruments "instrument" objectives "objective" people "person" roles "role" sections "section");
}

fn previous_of<'d>(
    entries: impl Iterator<Item = (&'d str, &'d [String])> + Clone,
    list: &'static str,
    kind: &str,
    out: &mut Vec<Finding>,
) {
    if entries.clone().all(|(_, previous)| previous.is_empty()) {
        return;
    }
    let current: HashMap<&str, ()> = entries.clone().map(|(id, _)| (id, ())).collect();
    let mut claimed: HashMap<&str, &str> = HashMap::new();
    let mut rows = Rows::new(out, Code::DuplicateId, list);
    for (at, (id, previous)) in entries.enumerate() {
        for (n, was) in previous.iter().enumerate() {
            let path = || format!("{list}[{at}].previous_ids[{n}]");
            let owner = claimed.insert(was, id).filter(|owner| *owner != id);
            if current.contains_key(was.as_str()) && was != id {
                rows.push(|| {

                    describe!(Code::DuplicateId, path(), PreviousIdInUse { was: was, kind: kind, id: id }).help("an id that is in use cannot mean another entry; remove it from one of the two")
                });
            } else if let Some(owner) = owner {
                rows.push(|| {
                    describe!(
                        Code::DuplicateId,
                        path(),
                        PreviousIdOfTwo {
                            was: was,
                            kind: kind,
                            first: owner,
                            second: id
                        }
                    )
                    .help("remove it from one of the two: what names it can mean only one")
                });
            }
        }
    }
}

/// An objective is rolled out once.
fn phases(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut held: HashMap<&str, &str> = HashMap::new();
    for (at, phase) in cx.document.phases.iter().enumerate() {
        for (n, objective) in phase.objectives.iter().enumerate() {
            if let Some(earlier) = held.insert(objective, &phase.id) {
                let path = format!("phases[{at}].objectives[{n}]");
                out.push(
                    describe!(
                        Code::DuplicateId,
                        path,
                        InPhaseAlready {
                            objective: objective,
                            phase: earlier
                        }
                    )
                    .help("keep it in the earlier phase only"),
                );
                held.insert(objective, earlier);
            }
        }
    }
}

fn roles_of_people(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut rows = Rows::new(out, Code::DuplicateId, "people");
    for (at, person) in cx.document.people.iter().enumerate() {
        for (n, role) in person.roles.iter().enumerate() {
            if person.roles.iter().take(n).any(|earlier| earlier == role) {
                rows.push(|| {
                    describe!(
                        Code::DuplicateId,
                        format!("people[{at}].roles[{n}]"),
                        RoleTwice {
                            person: &person.id,
                            role: role
                        }
                    )
                    .help("remove one of them")
                });
            }
        }
    }
}

fn feature_use(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut rows = Rows::new(out, Code::DuplicateId, "feature_use");
    let mut seen: HashMap<(&str, &str), usize> =
        HashMap::with_capacity(cx.document.feature_use.len());
    for (at, row) in cx.document.feature_use.iter().enumerate() {
        let first = *seen.entry((&row.section, &row.feature)).or_insert(at);
        if first != at {
            rows.push(|| {
                describe!(
                    Code::DuplicateId,
                    format!("feature_use[{at}].feature"),
                    UseTwice {
                        feature: &row.feature,
                        section: &row.section
                    }
                )
                .help(format!(
                    "`feature_use[{first}]` gives it already; keep one row for both"
                ))
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn distinct_ids_are_silent() {
        let text = r#"
            sections = [{ id = "a" }, { id = "b" }]
            roles = [{ id = "a" }, { id = "A" }]
            scales = { skill = { levels = ["low", "high"] } }
        "#;
        assert_eq!(messages_of(check, text), Vec::<String>::new());
    }

    #[test]
    fn a_previous_id_means_one_entry() {
        let text = r#"
            sections = [{ id = "a", previous_ids = ["b"] }, { id = "b" }]
            roles = [{ id = "r", previous_ids = ["x", "y"] }, { id = "s", previous_ids = ["x"] }]
        "#;
        assert_eq!(
            messages_of(check, text),
            [
                "roles[1].previous_ids[0]: `x` is a previous id of role `r` and of role `s` | remove it from one of the two: what names it can mean only one",
                "sections[0].previous_ids[0]: `b` is a previous id of section `a`, and the id of another section | an id that is in use cannot mean another entry; remove it from one of the two",
            ]
        );
    }

    #[test]
    fn repeats_are_found_wherever_they_are() {
        let text = r#"
            sections = [{ id = "a" }, { id = "b" }, { id = "a" }, { id = "a" }]
            scales = { skill = { levels = ["low", "high", "low"] } }
            tools = [{ id = "t", features = ["f", "f"] }]
            roles = [{ id = "r", requires = [{ objective = "o" }, { objective = "o" }] }]
            phases = [{ id = "one", objectives = ["o"] }, { id = "two", objectives = ["o"] }]
            instruments = [{ id = "i", items = [{ id = "q", measures = "x" }, { id = "q", measures = "x" }] }]
            people = [{ id = "p", section = "a", roles = ["r", "r"] }]
            feature_use = [
                { section = "a", feature = "t/f", uses_per_month = 1 },
                { section = "b", feature = "t/f", uses_per_month = 1 },
                { section = "a", feature = "t/f", uses_per_month = 2 },
            ]
        "#;
        assert_eq!(
            messages_of(check, text),
            [
                "sections[2].id: section `a` is written twice | `sections[0]` has this id already; rename one of them, or remove it",
                "sections[3].id: section `a` is written twice | `sections[0]` has this id already; rename one of them, or remove it",
                "scales.skill.levels[2]: scale `skill` lists level `low` twice | remove one of them",
                "tools[0].features[1]: tool `t` lists feature `f` twice | remove one of them",
                "roles[0].requires[1].objective: role `r` lists requirement `o` twice | remove one of them",
                "instruments[0].items[1].id: instrument `i` lists item `q` twice | remove one of them",
                "phases[1].objectives[0]: objective `o` is in phase `one` already | keep it in the earlier phase only",
                "people[0].roles[1]: person `p` has role `r` twice | remove one of them",
                "feature_use[2].feature: the use of `t/f` in section `a` is given twice | `feature_use[0]` gives it already; keep one row for both",
            ]
        );
    }
}
