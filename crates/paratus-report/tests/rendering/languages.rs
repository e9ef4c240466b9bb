//! Pages in French and Arabic hold no English but what authors wrote.

use crate::common::{
    divided, empty, evidence, few, infeasible, internal, office, office_with_activities, planned,
    planned_of, report, report_in, responses, sound, unsound,
};
use crate::english::english_words;
use paratus::answers::{FindingGroup, ReportAnswer, parse_statements};
use paratus::disclosure::Disclosure;
use paratus::plan::Statement;
use paratus::rollout::GateObstacle;
use paratus::text::fill;
use paratus::{Code, Fact, Finding, Sentence};
use paratus_report::{Catalogue, Language, Style, html, panels};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const OTHERS: [Language; 2] = [Language::French, Language::Arabic];

fn has_no_english(name: &str, answer: &ReportAnswer) {
    let json = serde_json::to_value(answer).unwrap();
    for language in OTHERS {
        let catalogue = Catalogue::new(language);
        let panels = panels::panels(answer, &catalogue);
        let page = html::page(answer, &panels, &catalogue, Style::Within);
        assert!(!page.contains("lang=\"en\""), "{name} in {language:?}");
        let words = english_words(&page, &json);
        assert!(words.is_empty(), "{name} in {language:?}: {words:?}");
    }
}

/// An office whose second phase has a gate of this form.
fn gated(people: usize, gate: Value) -> Value {
    let mut document = office(people, "Office");
    document["phases"][1]["gate"] = gate;
    document
}

/// Conditions of every kind of which nothing can be said, or that nothing brings to hold.
fn obstructed() -> Value {
    json!([
        { "holders": "fly" }, { "holders": "spare" }, { "holders": "filing", "at_least": 500 },
        { "holders": "filing", "per": "section", "at_least": 2 },
        { "buy_in": "poll" }, { "buy_in": "void" }, { "agreement": "pulse", "at_least": 1.0 },
        { "buy_in": "pulse", "at_least": 1.0, "respondents": 29 },
        { "phase": "zeroth" }, { "phase": "bare" }, { "phase": "second", "share": 1.0 },
        { "readiness": "people", "share": 1.0, "at_least": 1.0 }, { "readiness": "all", "share": 1.0 },
        { "readiness": "technology", "share": 0.5 },
        { "acts": ["sponsor-named", "message-sent", "tea-served"], "within_days": 30 },
        { "balance": 0.0 }, { "at_least": 0.5 }, { "any": [] },
        { "at_least": 3, "of": [{ "balance": 0.1 }, { "phase": "first" }] },
    ])
}

fn obstructed_office(people: usize, rule: &str) -> Value {
    let mut document = gated(
        people,
        json!({ "owner": "Records office", rule: obstructed(), "override": {
            "open": true, "by": "The minister", "reason": "It is time", "until": "2027-04-01",
        } }),
    );
    let push = |list: &mut Value, entry: Value| list.as_array_mut().unwrap().push(entry);
    push(
        &mut document["objectives"],
        json!({ "id": "spare", "track": "process", "title": "Spare" }),
    );
    push(
        &mut document["phases"],
        json!({ "id": "bare", "title": "Bare" }),
    );
    push(
        &mut document["instruments"],
        json!({ "id": "void", "title": "Void", "points": 5, "items": [{ "id": "v", "measures": "ease", "text": "Easy" }] }),
    );
    document
}

#[test]
fn reports_of_every_kind_hold_no_english() {
    for (name, answer) in [
        ("empty", empty()),
        ("unsound", unsound()),
        ("few people", few()),
        ("sound", sound()),
        ("planned", planned()),
        ("infeasible", infeasible()),
        ("divided", divided()),
    ] {
        has_no_english(name, &answer);
    }
}

#[test]
fn what_is_short_and_what_would_help_are_said_in_every_language() {
    let answer = infeasible();
    let plan = answer.plan.as_ref().unwrap();
    assert!(!plan.conflicts.is_empty() && !plan.relaxations.is_empty());
    let said = plan.conflicts.iter().map(|one| (&one.says, &one.text));
    let helps = plan.relaxations.iter().map(|one| (&one.says, &one.text));
    for (says, english) in said.chain(helps) {
        let parts: Vec<String> = says.iter().map(ToString::to_string).collect();
        assert_eq!(
            parts.join("; "),
            *english,
            "the text is made of its statements"
        );
        for language in OTHERS {
            let words = Catalogue::new(language).statements(says, english);
            assert_ne!(words, *english);
            let panels = panels::panels(&answer, &Catalogue::new(language));
            let page = html::page(&answer, &panels, &Catalogue::new(language), Style::Within);
            let shown = words.split('`').next().unwrap();
            assert!(page.contains(shown), "{language:?}: {shown}");
        }
    }
    assert!(
        report(&office(30, "Office"), &evidence(30), &responses(30))
            .plan
            .is_none()
            && planned().plan.unwrap().conflicts.is_empty(),
        "what is published says nothing of what is short"
    );
}

/// Why sessions and lines of own time are when they are, and why needs are not met, of every kind.
fn lines_of_plans() -> Vec<Vec<Statement>> {
    let dates = [
        "absence",
        "away",
        "busy",
        "earliest",
        "minimum",
        "pinned",
        "prerequisite",
        "room",
        "search",
        "trainer",
    ];
    let starts = [
        "absence",
        "away",
        "busy",
        "earlier_step",
        "minimum",
        "room",
        "search",
        "trainer",
    ];
    let causes = [
        "absence",
        "circle",
        "earlier_step",
        "no_room",
        "no_trainer",
        "prerequisite",
        "untaught",
        "window",
    ];
    let needs: Value = json!([
        { "objective": "o-1", "people": 1, "refreshed": 0 },
        { "objective": "o-2", "people": 2, "refreshed": 2 },
        { "objective": "o-3", "people": 11, "refreshed": 1 },
    ]);
    let reasons = dates.map(|date| json!({ "session": "a-1-1", "level": null, "reason": { "date": date, "needs": needs } }));
    let alone =
        dates.map(|date| json!({ "reason": { "date": date, "needs": [] }, "until": "2027-04-02" }));
    let all: BTreeMap<&str, u32> = starts.into_iter().zip(1..).collect();
    let counted = json!({ "objective": "o-1", "cause": "room", "activity": "a-1",
        "witness": { "starts": 36, "causes": all } });
    let unmet = causes.into_iter().flat_map(|cause| {
        let bare = json!({ "objective": "o-1", "cause": cause });
        let mut named = bare.clone();
        named["activity"] = json!("a-1");
        let mut missing = named.clone();
        missing["missing"] = json!("o-2");
        [bare, named, missing]
    });
    let parts: Vec<Value> = reasons
        .into_iter()
        .chain(alone)
        .chain(unmet)
        .chain([counted])
        .collect();
    let stated = parse_statements(&Value::from(parts).to_string()).unwrap();
    stated.into_iter().map(|one| one.says).collect()
}

#[test]
fn every_line_of_a_plan_is_explained_in_every_language() {
    for says in lines_of_plans() {
        let english = Statement::join(&says);
        assert!(
            !says.is_empty() && !english.contains(['{', '}', '|']),
            "{english}"
        );
        for language in OTHERS {
            let words = Catalogue::new(language).statements(&says, &english);
            assert!(!words.contains(['{', '}', '|', '#']), "{words}");
            let wrong = english_words(&format!("<p>{words}</p>"), &Value::Null);
            assert!(wrong.is_empty(), "{wrong:?} in {words}");
        }
    }
}

#[test]
fn gates_that_say_nothing_hold_no_english() {
    for people in [6, 30] {
        for rule in ["all", "any"] {
            let document = obstructed_office(people, rule);
            let name = format!("{rule} of {people} people");
            let mut published = report(&document, &evidence(people), &responses(people));
            let mut exact = internal(&document, &evidence(people), &responses(people));
            // Some of the conditions are errors; here their gates are read all the same.
            (published.sound, exact.sound) = (true, true);
            has_no_english(&name, &published);
            has_no_english(&name, &exact);
            let obstacles = exact
                .gates
                .gates
                .iter()
                .flat_map(|gate| &gate.conditions)
                .filter_map(|condition| condition.obstacle.as_ref());
            assert!(
                obstacles
                    .clone()
                    .any(|found| matches!(found, GateObstacle::UnknownObjective { .. })),
                "{:?}",
                obstacles.collect::<Vec<_>>()
            );
        }
    }
}

#[test]
fn every_evidence_cell_says_something() {
    for people in [6, 30] {
        let document = obstructed_office(people, "all");
        for answer in [
            report(&document, &evidence(people), &responses(people)),
            internal(&document, &evidence(people), &responses(people)),
        ] {
            for condition in answer.gates.gates.iter().flat_map(|gate| &gate.conditions) {
                assert!(
                    condition.figures.is_some()
                        || condition.obstacle.is_some()
                        || !condition.conditions.is_empty()
                        || condition.rule.is_some(),
                    "{condition:?}"
                );
            }
        }
    }
}

/// A finding that says a sentence, with a parameter of its kind in each slot; `turn` chooses the counts and the words.
fn sample_finding(sentence: Sentence, code: Code, turn: usize) -> Finding {
    let mut finding = Finding::new(code, "roles[0].requires[0]", sentence, []);
    let _ = fill(sentence.english(), |slot, _| {
        let fact = match (slot.kind, slot.forms) {
            (_, Some(_)) => Fact::from([0u64, 1, 2, 7, 40, 300][turn % 6]),
            ("word", None) => Sentence::WORDS[turn % Sentence::WORDS.len()].into(),
            ("date", None) => "2027-03-14".into(),
            ("any" | "chain" | "list", None) => vec!["a1", "a2", "a3"].into(),
            _ => "a1".into(),
        };
        finding.facts.insert(slot.name.to_owned().into(), fact);
    });
    finding
}

/// Every sentence that findings can say, and every code, in turn; and every word of facts.
fn every_finding() -> Vec<FindingGroup> {
    let turns = Sentence::ALL.len().max(Code::ALL.len());
    let with_word = |sentence: &&Sentence| sentence.english().contains(":word}");
    let worded = Sentence::ALL.iter().find(with_word).unwrap();
    let sentences = (0..turns).map(|turn| (Sentence::ALL[turn % Sentence::ALL.len()], turn));
    let words = (0..Sentence::WORDS.len()).map(|turn| (*worded, turn));
    let groups = sentences.chain(words).map(|(sentence, turn)| {
        let code = Code::ALL[turn % Code::ALL.len()];
        FindingGroup {
            code,
            count: 1,
            findings: vec![sample_finding(sentence, code, turn)],
            severity: code.severity(),
            summary: code.summary().to_owned(),
        }
    });
    groups.collect()
}

#[test]
fn every_sentence_of_every_code_holds_no_english() {
    let groups = every_finding();
    for language in OTHERS {
        let catalogue = Catalogue::new(language);
        let page = html::panel(&panels::findings(&groups, true, &catalogue), &catalogue);
        let words = english_words(&page, &Value::Null);
        assert!(words.is_empty(), "{language:?}: {words:?}");
        for code in Code::ALL {
            assert!(page.contains(code.name()) && page.contains("roles[0].requires[0]"));
        }
    }
}

/// English and Arabic have no blank before the sign of a percentage, French a narrow one that does not break.
#[test]
fn percentages_are_written_as_the_language_has_them() {
    let answer = sound();
    for language in Language::ALL {
        let catalogue = Catalogue::new(language);
        let text: String = panels::panels(&answer, &catalogue)
            .iter()
            .map(|panel| html::panel(panel, &catalogue))
            .collect();
        assert!(text.matches('%').count() > 50);
        for (at, _) in text.match_indices('%') {
            let before = text.get(..at).unwrap();
            let holds = match language {
                Language::French => before.ends_with('\u{202f}'),
                _ => before.ends_with(|c: char| c.is_ascii_digit()),
            };
            assert!(
                holds,
                "{language:?}: {}",
                before.lines().next_back().unwrap()
            );
        }
    }
    for sentence in Sentence::ALL {
        assert!(!sentence.english().contains(" %"), "{sentence:?}");
    }
}

#[test]
fn the_word_list_sees_english() {
    let page = "<p title=\"the name\">People <code>of</code> Office of the State, is</p>";
    let answer = json!({ "title": "Office of the State" });
    assert_eq!(english_words(page, &answer), ["the", "people", "is"]);
}

#[test]
fn titles_are_in_the_language_of_the_report_and_stay_text() {
    let mut document = office(30, "Office");
    document["title"] = json!({ "en": "Office", "fr": "<b>Bureau\u{202e}</b>", "ar": "المكتب" });
    document["objectives"][0]["title"] = json!({ "en": "Says why", "fr": "Dit *pourquoi*" });
    for (language, title) in [
        (Language::French, "&lt;b&gt;Bureau\u{fffd}&lt;/b&gt;"),
        (Language::Arabic, "المكتب"),
        (Language::English, "Office"),
    ] {
        let answer = report_in(&document, &evidence(30), language.code());
        let catalogue = Catalogue::new(language);
        let panels = panels::panels(&answer, &catalogue);
        let page = html::page(&answer, &panels, &catalogue, Style::Within);
        assert!(page.contains(title), "{language:?}");
        assert!(
            !page.contains('\u{202e}') && !page.contains("<b>Bureau"),
            "{language:?}"
        );
        let objective = if language == Language::French {
            "Dit *pourquoi*"
        } else {
            "Says why"
        };
        assert!(page.contains(objective), "{language:?}");
        let text = paratus_report::markdown(&answer, &panels, &catalogue);
        assert!(
            !text.contains("<b>") && !text.contains(" *pourquoi*"),
            "{language:?}"
        );
    }
}

#[test]
fn activities_of_a_plan_are_in_the_language_of_the_report() {
    let mut document = office_with_activities();
    document["activities"][0]["title"] =
        json!({ "en": "The talk", "fr": "L’exposé", "ar": "العرض" });
    document["activities"][1]["title"] =
        json!({ "en": "The course", "fr": "Le cours", "ar": "الدورة" });
    document["activities"][1]["mode"] = json!("self-study");
    let published = Disclosure::published("the key of the tests");
    for disclosure in [published, Disclosure::internal()] {
        for (language, titles) in [
            (Language::English, ["The talk", "The course"]),
            (Language::French, ["L’exposé", "Le cours"]),
            (Language::Arabic, ["العرض", "الدورة"]),
        ] {
            let answer = planned_of(&document, &disclosure, language.code());
            let catalogue = Catalogue::new(language);
            let panels = panels::panels(&answer, &catalogue);
            let text = paratus_report::markdown(&answer, &panels, &catalogue);
            // The course is for too few to be published.
            let shown = if disclosure.is_internal() { 2 } else { 1 };
            let shown = titles.iter().take(shown);
            assert!(shown.clone().all(|title| text.contains(title)), "{text}");
            if language != Language::English {
                let page = html::page(&answer, &panels, &catalogue, Style::Within);
                for english in ["The talk", "The course"] {
                    assert!(!text.contains(english), "{language:?} {english}: {text}");
                    assert!(!page.contains(english), "{language:?} {english}");
                }
            }
        }
    }
}

#[test]
fn findings_name_what_they_are_about_in_every_language() {
    let answer = unsound();
    for (language, problem, remedy) in [
        (
            Language::English,
            "there is no objective `fileing`",
            "did you mean `filing`?",
        ),
        (
            Language::French,
            "nom inconnu : `fileing` (objectif)",
            "Vouliez-vous dire `filing` ?",
        ),
        (
            Language::Arabic,
            "اسم غير معروف: `\u{2068}fileing\u{2069}` (هدف)",
            "هل تقصدون `\u{2068}filing\u{2069}`؟",
        ),
    ] {
        let finding = answer
            .findings
            .iter()
            .flat_map(|group| &group.findings)
            .find(|finding| finding.code == Code::UnknownReference)
            .unwrap();
        let words = Catalogue::new(language).finding(finding);
        assert!(words.problem.starts_with(problem), "{}", words.problem);
        assert_eq!(words.remedy, remedy);
    }
}
