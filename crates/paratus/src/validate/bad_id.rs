//! `BAD_ID`: an id that is empty or has characters that ids cannot have.

use super::{Context, Rows};
use crate::finding::describe;
use crate::model::is_valid_id;
use crate::{Code, Finding};

/// Reports every id that the model leaves out for its characters.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let document = cx.document;
    if !is_valid_id(&document.id) {
        out.push(finding("id".to_owned(), "programme", &document.id));
    }
    table(
        "activities",
        "activity",
        document.activities.iter().map(|x| x.id.as_str()),
        out,
    );
    table(
        "instruments",
        "instrument",
        document.instruments.iter().map(|x| x.id.as_str()),
        out,
    );
    table(
        "objectives",
        "objective",
        document.objectives.iter().map(|x| x.id.as_str()),
        out,
    );
    table(
        "people",
        "person",
        document.people.iter().map(|x| x.id.as_str()),
        out,
    );
    table(
        "phases",
        "phase",
        document.phases.iter().map(|x| x.id.as_str()),
        out,
    );
    table(
        "rooms",
        "room",
        document.rooms.iter().map(|x| x.id.as_str()),
        out,
    );
    table(
        "roles",
        "role",
        document.roles.iter().map(|x| x.id.as_str()),
        out,
    );
    table(
        "sections",
        "section",
        document.sections.iter().map(|x| x.id.as_str()),
        out,
    );
    table(
        "sessions",
        "session",
        document.sessions.iter().map(|x| x.id.as_str()),
        out,
    );
    table(
        "trainers",
        "trainer",
        document.trainers.iter().map(|x| x.id.as_str()),
        out,
    );
    table(
        "tools",
        "tool",
        document.tools.iter().map(|x| x.id.as_str()),
        out,
    );
    for (at, tool) in document.tools.iter().enumerate() {
        for (n, feature) in tool
            .features
            .iter()
            .enumerate()
            .filter(|(_, feature)| !is_valid_id(feature))
        {
            out.push(finding(
                format!("tools[{at}].features[{n}]"),
                "feature",
                feature,
            ));
        }
    }
    for (at, instrument) in document.instruments.iter().enumerate() {
        for (n, item) in instrument
            .items
            .iter()
            .enumerate()
            .filter(|(_, item)| !is_valid_id(&item.id))
        {
            out.push(finding(
                format!("instruments[{at}].items[{n}].id"),
                "item",
                &item.id,
            ));
        }
    }
    for (name, scale) in &document.scales {
        if !is_valid_id(name) {
            out.push(finding(format!("scales.{name}"), "scale", name));
        }
        // Levels are words, which may have spaces; but there must be a word.
        for (n, level) in scale
            .levels
            .iter()
            .enumerate()
            .filter(|(_, level)| level.trim() != *level || level.is_empty())
        {
            out.push(finding(
                format!("scales.{name}.levels[{n}]"),
                "level",
                level,
            ));
        }
    }
}

fn table<'i>(
    table: &'static str,
    kind: &str,
    ids: impl Iterator<Item = &'i str>,
    out: &mut Vec<Finding>,
) {
    let mut rows = Rows::new(out, Code::BadId, table);
    for (at, id) in ids.enumerate().filter(|(_, id)| !is_valid_id(id)) {
        rows.push(|| finding(format!("{table}[{at}].id"), kind, id));
    }
}

fn finding(path: String, kind: &str, id: &str) -> Finding {
    let Some(bad) = id
        .chars()
        .find(|c| !is_valid_id(c.encode_utf8(&mut [0; 4])))
    else {
        return describe!(Code::BadId, path, IdEmpty { kind: kind }).help("give it an id");
    };

    let better: Vec<&str> = id
        .split(|c: char| !is_valid_id(c.encode_utf8(&mut [0; 4])))
        .filter(|s| !s.is_empty())
        .collect();
    let finding = if bad.is_whitespace() {
        describe!(Code::BadId, path, IdWithSpace { kind: kind, id: id })
    } else {
        describe!(
            Code::BadId,
            path,
            IdWithCharacter {
                kind: kind,
                id: id,
                character: bad.escape_default().to_string()
            }
        )
    };
    if better.is_empty() {
        finding.help("use letters, digits, `-`, `_`, `.` and `:`")
    } else {
        finding.help(format!("write `{}`", better.join("-")))
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn letters_of_any_language_are_silent() {
        let text = r#"
            sections = [{ id = "registre-général" }, { id = "記録" }, { id = "a.b:c_d-1" }]
            scales = { skill = { levels = ["has heard of it", "expert"] } }
        "#;
        assert_eq!(messages_of(check, text), Vec::<String>::new());
    }

    #[test]
    fn spaces_separators_and_nothing_are_found() {
        let text = r#"
            sections = [{ id = "front office" }, { id = "" }]
            tools = [{ id = "docket", features = ["a/b"] }]
            people = [{ id = "@@", section = "x" }]
            scales = { skill = { levels = [" ", "expert"] } }
        "#;
        assert_eq!(
            messages_of(check, text),
            [
                "people[0].id: person `@@` has `@` in its id | use letters, digits, `-`, `_`, `.` and `:`",
                "sections[0].id: section `front office` has a space in its id | write `front-office`",
                "sections[1].id: an id is empty (section) | give it an id",
                "tools[0].features[0]: feature `a/b` has `/` in its id | write `a-b`",
                "scales.skill.levels[0]: level ` ` has a space in its id | use letters, digits, `-`, `_`, `.` and `:`",
            ]
        );
    }
}
