//! Titles in several languages.

use paratus::document::read_toml;
use paratus::{Code, Programme};

const TEXT: &str = r#"
    format = 1
    id = "p"
    title.en = "Records"
    title.ar = "السجلات"
    [[objectives]]
    id = "why"
    track = "people"
    title = { en = "Says why", fr = "Dit pourquoi" }
    [[objectives]]
    id = "plain"
    track = "people"
    title = "Plain"
    [[sections]]
    id = "archive"
    title.fr = "Archives"
    [[roles]]
    id = "clerk"
    title = { fr = "Agent", ar = "موظف" }
"#;

/// All titles of a programme.
fn titles(programme: &Programme) -> Vec<String> {
    let objectives = programme.objectives().iter().map(|one| one.title.clone());
    let sections = programme.sections().iter().map(|one| one.title.clone());
    let roles = programme.roles().iter().map(|one| one.title.clone());
    let own = [programme.title().to_owned()].into_iter();
    own.chain(objectives).chain(sections).chain(roles).collect()
}

#[test]
fn titles_are_shown_in_the_language_that_is_asked_for_else_the_first_there_is() {
    let programme = Programme::from_toml(TEXT).unwrap();
    let english = ["Records", "Says why", "Plain", "Archives", "Agent"];
    assert_eq!(titles(&programme), english);
    for (language, shown) in [
        ("en", english),
        (
            "fr",
            ["Records", "Dit pourquoi", "Plain", "Archives", "Agent"],
        ),
        ("ar", ["السجلات", "Says why", "Plain", "Archives", "موظف"]),
    ] {
        assert_eq!(
            titles(&programme.in_language(language)),
            shown,
            "{language}"
        );
    }
    // From any language to any other.
    assert_eq!(
        titles(&programme.in_language("fr").in_language("en")),
        english
    );
}

#[test]
fn languages_stay_in_the_document_and_mistakes_are_found_at_their_place() {
    let reading = read_toml("paratus.toml", TEXT).unwrap();
    let json = serde_json::to_string(&reading.document).unwrap();
    assert!(
        json.contains(r#""title":{"en":"Says why","fr":"Dit pourquoi"}"#),
        "{json}"
    );
    assert!(json.contains(r#""title":"Plain""#), "{json}");
    let wrong = TEXT
        .replace("title.ar", "title.de")
        .replace("fr = \"Dit pourquoi\"", "fr = 3");
    let findings = read_toml("paratus.toml", &wrong).unwrap().findings;
    let found: Vec<(Code, &str, Option<u32>)> = findings
        .iter()
        .map(|finding| (finding.code, finding.path.as_str(), finding.line))
        .collect();
    assert_eq!(
        found,
        [
            (Code::UnknownKey, "title.de", Some(5)),
            (Code::WrongType, "objectives[0].title.fr", Some(9)),
        ]
    );
}
