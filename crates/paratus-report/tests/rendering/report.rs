//! What reports say, and what they never do.

use crate::common::{
    HOSTILE, empty, evidence, few, hostile, infeasible, internal, office, office_with_activities,
    planned, planned_of, report, responses, sound, unsound,
};
use insta::assert_snapshot;
use paratus::answers::ReportAnswer;
use paratus::disclosure::Disclosure;
use paratus_report::{Catalogue, Language, Style, html, markdown, panels};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

fn text(answer: &ReportAnswer, language: Language) -> String {
    let catalogue = Catalogue::new(language);
    markdown(answer, &panels::panels(answer, &catalogue), &catalogue)
}

fn page(answer: &ReportAnswer, language: Language) -> String {
    let catalogue = Catalogue::new(language);
    html::page(
        answer,
        &panels::panels(answer, &catalogue),
        &catalogue,
        Style::Within,
    )
}

fn all() -> Vec<ReportAnswer> {
    vec![empty(), unsound(), few(), sound(), planned(), hostile()]
}

#[test]
fn what_they_say() {
    assert_snapshot!("empty", text(&empty(), Language::English));
    assert_snapshot!("unsound", text(&unsound(), Language::English));
    assert_snapshot!("few", text(&few(), Language::English));
    assert_snapshot!("sound", text(&sound(), Language::English));
    assert_snapshot!("french", text(&sound(), Language::French));
    assert_snapshot!("arabic", text(&sound(), Language::Arabic));
}

#[test]
fn a_panel_stands_alone() {
    let (answer, catalogue) = (sound(), Catalogue::new(Language::English));
    let panels = panels::panels(&answer, &catalogue);
    let gate = panels.iter().find(|panel| panel.id == "gate-1").unwrap();
    assert_snapshot!("gate", html::panel(gate, &catalogue));
    let fit = panels.iter().find(|panel| panel.id == "fit").unwrap();
    assert_snapshot!("fit", html::panel(fit, &catalogue));
}

#[test]
fn a_panel_fits_into_another_page() {
    let (answer, catalogue) = (sound(), Catalogue::new(Language::English));
    for panel in panels::panels(&answer, &catalogue) {
        let options = html::PanelOptions::default()
            .heading_level(4)
            .id_prefix("host-");
        let alone = html::panel(&panel, &catalogue);
        let fitted = html::panel_with(&panel, &catalogue, &options);
        // The same but for levels and ids.
        let back = ["id=\"", "labelledby=\"", "href=\"#"]
            .iter()
            .fold(fitted.clone(), |html, mark| {
                html.replace(&format!("{mark}host-"), mark)
            });
        let back = back.replace("h5>", "h3>").replace("h4>", "h2>");
        assert_eq!(back.replace("<h4 ", "<h2 "), alone);
        assert!(!fitted.contains("<h2") && !fitted.contains("<h3"));
    }
}

/// Every rule of the style sheet is in the layer, and begins at the class of panels or of whole pages.
#[test]
fn the_style_sheet_touches_nothing_else() {
    let sheet = html::STYLE_SHEET;
    let layer = sheet.split_once("@layer paratus {").unwrap().1;
    let (mut depth, mut rest) = (0, layer);
    while let Some(at) = rest.find(['{', '}']) {
        let (head, tail) = rest.split_at(at);
        if depth == 0 && tail.starts_with('{') {
            let head = head.rsplit("*/").next().unwrap_or(head).trim();
            let known = [
                "@keyframes paratus-",
                "@page paratus",
                "@media",
                ".paratus",
                ":root:has(> .paratus-page)",
            ];
            assert!(known.iter().any(|start| head.starts_with(start)), "{head}");
        }
        depth += if tail.starts_with('{') { 1 } else { -1 };
        rest = &tail[1..];
    }
    assert_eq!(depth, -1, "the layer is the whole sheet");
}

#[test]
fn a_plan_counts_people_in_bands() {
    let answer = planned();
    for language in [Language::English, Language::Arabic] {
        let catalogue = Catalogue::new(language);
        let panels = panels::panels(&answer, &catalogue);
        let plan = panels.iter().find(|panel| panel.id == "plan").unwrap();
        assert_snapshot!(
            format!("plan_{}", language.code()),
            html::panel(plan, &catalogue)
        );
    }
    let text = text(&answer, Language::English);
    let of = |what: &str| {
        text.lines()
            .find(|line| line.contains(what))
            .unwrap_or_else(|| panic!("{what}:\n{text}"))
    };
    // Three are taught to archive, and three cannot be taught to host: fewer than five have no line of their own.
    assert!(
        of("| talk | workshop |").contains(r"| \[c\] | 1.5 | 25 |"),
        "{}",
        of("| talk | workshop |")
    );
    assert!(!text.contains("| partitions |"), "{text}");
    let plan = answer.plan.unwrap();
    assert!(
        plan.sessions.is_empty()
            && plan
                .months
                .iter()
                .all(|line| line.people.value() >= Some(5))
    );
    assert!(plan.others.value().is_some() && plan.unplaced_others.value().is_some());
    let without = sound();
    let panels = panels::panels(&without, &Catalogue::new(Language::English));
    assert!(without.plan.is_none() && panels.iter().all(|panel| panel.id != "plan"));
}

/// The texts of the rows of a panel's first table.
fn rows(answer: &ReportAnswer, panel: &str, language: Language) -> Vec<String> {
    rows_of(answer, panel, 0, language)
}

/// The texts of the rows from a panel's table of this number on.
fn rows_of(answer: &ReportAnswer, panel: &str, table: usize, language: Language) -> Vec<String> {
    let catalogue = Catalogue::new(language);
    let panels = panels::panels(answer, &catalogue);
    let panel = panels.iter().find(|found| found.id == panel).unwrap();
    let text = markdown(answer, std::slice::from_ref(panel), &catalogue);
    let heads = text.match_indices("\n| --").map(|(at, _)| at);
    let from = heads.clone().nth(table).unwrap_or_default();
    text[from..]
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| --"))
        .map(str::to_owned)
        .collect()
}

fn headline(answer: &ReportAnswer, panel: &str, language: Language) -> String {
    let panels = panels::panels(answer, &Catalogue::new(language));
    panels
        .into_iter()
        .find(|found| found.id == panel)
        .unwrap()
        .headline
        .words
}

#[test]
fn a_withheld_gain_has_no_rank_and_the_headline_says_so() {
    let suppressed = few().fit.fit.saved.person_hours;
    assert!(suppressed.is_suppressed());
    let mut answer = sound();
    let reported = headline(&answer, "needs", Language::English);
    assert!(
        reported.starts_with("An hour of teaching brings most for “Office”"),
        "{reported}"
    );
    let gaps = answer.needs.gaps.as_mut().unwrap();
    gaps.rows[0].gap_per_hour = suppressed;
    let reported = headline(&answer, "needs", Language::English);
    assert!(
        reported.starts_with(
            "Among the published figures, an hour of teaching brings most for “Files a record”"
        ),
        "{reported}"
    );
    let rows = rows(&answer, "needs", Language::English);
    let ranks: Vec<&str> = rows
        .iter()
        .map(|row| row.split(" | ").next().unwrap())
        .collect();
    assert_eq!(ranks, ["| \\[c\\]", "| 1", "| 2", "| 3"], "{rows:#?}");
    // where nothing is published, nothing is called least needed.
    answer
        .needs
        .gaps
        .as_mut()
        .unwrap()
        .rows
        .iter_mut()
        .for_each(|gap| gap.gap_per_hour = suppressed);
    assert_eq!(
        headline(&answer, "needs", Language::English),
        "Figures are suppressed: they are about too few people."
    );
    // The same of what is missing.
    assert!(headline(&answer, "gaps", Language::English).starts_with("The greatest gap is in"));
    answer.gaps.gaps.rows[1].gap = suppressed;
    assert!(
        headline(&answer, "gaps", Language::English)
            .starts_with("Among the published figures, the greatest gap is in")
    );
}

#[test]
fn a_gap_of_people_who_are_all_ready_is_one_to_full_readiness() {
    let said = |answer: &ReportAnswer| headline(answer, "gaps", Language::English);
    let ready = |answer: &mut ReportAnswer, rows: usize| {
        for gap in &mut answer.gaps.gaps.rows[..rows] {
            gap.ready = gap.people;
        }
    };
    let mut exact = internal(&office(30, "Office"), &evidence(30), &responses(30));
    assert!(said(&exact).starts_with("The greatest gap is in"));
    ready(&mut exact, 1);
    let first = said(&exact);
    assert!(
        first.starts_with("The greatest gap to full readiness is in “")
            && first.ends_with(" people who need it are ready."),
        "{first}"
    );
    let every = exact.gaps.gaps.rows.len();
    ready(&mut exact, every);
    assert_eq!(
        said(&exact),
        format!("Everyone is ready in each objective that they need. {first}")
    );
    for language in [Language::French, Language::Arabic] {
        assert_eq!(headline(&exact, "gaps", language).matches('.').count(), 2);
    }
    // A count that was rounded does not say of everyone.
    let mut rounded = sound();
    assert!(rounded.gaps.gaps.rows[0].ready.is_rounded());
    let gap = &mut rounded.gaps.gaps.rows[0];
    gap.people = gap.ready;
    let said = said(&rounded);
    assert!(
        said.ends_with("all or nearly all people who need it are ready."),
        "{said}"
    );
}

#[test]
fn gates_speak_the_language_and_name_who_sees_to_them() {
    let answer = sound();
    for language in Language::ALL {
        let ninety = match language {
            Language::French => "90\u{202f}%",
            _ => "90%",
        };
        for row in rows(&answer, "gate-1", language) {
            assert!(
                !row.contains("..") && !row.contains('`') && !row.contains("2027-"),
                "{row}"
            );
            assert!(
                !row.contains("sponsor-named") && !row.contains("pulse"),
                "{row}"
            );
            assert!(
                // The first condition names an owner of its own; that of the balance has ends over 90% too.
                row.contains(if row.contains(ninety) && !row.contains("&gt;") {
                    "Heads of section"
                } else {
                    "Records office"
                }),
                "{row}"
            );
        }
    }
    let arabic = panels::panels(&answer, &Catalogue::new(Language::Arabic));
    let gate = html::panel(
        arabic.iter().find(|panel| panel.id == "gate-1").unwrap(),
        &Catalogue::new(Language::Arabic),
    );
    assert!(
        !gate.contains("lang=\"en\""),
        "some of it is English: {gate}"
    );
}

/// An office of as many people, whose second phase asks for agreement on the pulse.
fn office_that_agrees(people: usize) -> ReportAnswer {
    let mut document = office(people, "Office");
    let conditions = document["phases"][1]["gate"]["all"].as_array_mut().unwrap();
    conditions.push(json!({ "agreement": "pulse", "at_least": 0.6 }));
    report(&document, &evidence(people), &responses(people))
}

#[test]
fn agreement_has_one_value_on_the_survey_and_at_the_gate() {
    let of = |answer: &ReportAnswer| {
        let answer = serde_json::to_value(answer).unwrap();
        let unit = &answer["survey"]["instruments"][0]["constructs"][0]["units"][0];
        let conditions = answer["gates"]["gates"][0]["conditions"]
            .as_array()
            .unwrap();
        let condition = conditions
            .iter()
            .find(|condition| condition["kind"] == "agreement");
        let condition = condition.unwrap();
        (
            unit["agreement"]["r_wg"]["value"].clone(),
            condition["value"]["low"].clone(),
            condition["suppressed"]["value"].clone(),
        )
    };
    let (survey, gate, suppressed) = of(&office_that_agrees(90));
    assert!(survey.is_number() && survey == gate, "{survey} {gate}");
    assert!(suppressed.is_null());
    // One answer of so few could change it much: neither says it, and both say why.
    let few = office_that_agrees(30);
    let (survey, gate, suppressed) = of(&few);
    assert!(survey.is_null() && gate.is_null(), "{survey} {gate}");
    assert_eq!(suppressed, "verdict");
    let text = text(&few, Language::English);
    let gate = text
        .split("\n## ")
        .find(|part| part.starts_with("Gate: "))
        .unwrap();
    assert!(
        gate.contains(r"\[c\] suppressed: what fewer than 10 people could decide."),
        "{gate}"
    );
}

#[test]
fn legends_explain_the_signs_that_are_there_and_no_others() {
    let mut explained = 0;
    for answer in all() {
        let text = text(&answer, Language::English);
        for panel in text
            .split("\n## ")
            .filter(|panel| !panel.starts_with("Disclosure"))
        {
            for (sign, meaning) in [
                (r"\[c\]", r"\[c\] suppressed:"),
                (r"\[x\]", r"\[x\] not known."),
                (r"\[z\]", r"\[z\] does not apply."),
            ] {
                let shown = panel.replace(meaning, "").contains(sign);
                assert_eq!(shown, panel.contains(meaning), "{sign} in {panel}");
                explained += usize::from(shown);
            }
        }
    }
    assert!(explained > 10, "{explained}");
}

#[test]
fn rows_whose_parts_do_not_add_up_say_so() {
    let uneven = "Parts of a row are rounded one by one, so they may not add up to 100%.";
    let mut found = BTreeSet::new();
    for answer in all().iter().chain([&office_that_agrees(90)]) {
        let text = text(answer, Language::English);
        for panel in text.split("\n## ").filter(|panel| panel.contains("% / ")) {
            let sum = |cell: &str| -> u32 {
                let parts = cell.split(" / ").map(|part| {
                    let digits = part.trim_matches(|c: char| !c.is_ascii_digit());
                    digits.parse::<u32>().unwrap_or_default()
                });
                parts.sum()
            };
            let cells = panel.lines().flat_map(|line| line.split(" | "));
            let rows: Vec<&str> = cells.filter(|cell| cell.contains("% / ")).collect();
            let is_uneven = rows.iter().any(|row| ![0, 100].contains(&sum(row)));
            assert_eq!(is_uneven, panel.contains(uneven), "{panel}");
            found.insert(is_uneven);
        }
    }
    assert_eq!(found.len(), 2, "rows that add up, and others");
}

#[test]
fn a_coded_end_of_a_range_is_joined_by_a_word() {
    let joined = Language::ALL.map(|language| {
        let text = text(&office_that_agrees(90), language)
            .replace("&gt;", ">")
            .replace("&lt;", "<")
            .replace(['\u{a0}', '\u{202f}'], " ");
        assert!(
            !text.contains("–>") && !text.contains("<10–"),
            "{language:?}"
        );
        match language {
            Language::English => text.contains("% to >90%") || text.contains("<10% to "),
            Language::French => text.contains("% à >90 %") || text.contains("<10 % à "),
            Language::Arabic => text.contains(" إلى "),
        }
    });
    assert_eq!(joined, [true; 3]);
}

#[test]
fn an_undecided_verdict_is_explained_once() {
    let answer = sound();
    let rows = rows_of(&answer, "readiness", 1, Language::English);
    let undecided: Vec<&String> = rows.iter().filter(|row| row.contains("| ? ")).collect();
    assert!(!undecided.is_empty() && !undecided.iter().any(|row| row.contains("cannot tell")));
    let panels = panels::panels(&answer, &Catalogue::new(Language::English));
    let panel = panels.iter().find(|panel| panel.id == "readiness").unwrap();
    let page = html::panel(panel, &Catalogue::new(Language::English));
    assert!(page.contains("? marks a range on both sides of it: cannot tell."));
    // Those who do not see the sign hear its word.
    assert!(page.contains("<span class=\"unseen\">cannot tell</span>"));
}

#[test]
fn columns_of_respondents_say_what_was_answered() {
    let mut document = office(90, "Office");
    let items = document["instruments"][0]["items"].as_array_mut().unwrap();
    let mut answers = responses(90);
    let list = answers.as_array_mut().unwrap();
    for stage in [
        "awareness",
        "desire",
        "knowledge",
        "ability",
        "reinforcement",
    ] {
        items.push(json!({ "id": stage, "measures": stage, "text": stage }));
        list.extend((0..60).map(|at| {
            json!({ "respondent": crate::common::id(at), "instrument": "pulse", "item": stage, "answer": 4,
                "date": "2027-02-01" })
        }));
    }
    let text = text(
        &report(&document, &evidence(90), &answers),
        Language::English,
    );
    assert!(
        text.contains("| Asked about | Answered about it |"),
        "{text}"
    );
    assert!(
        text.contains("| Section | Answered about stages |"),
        "{text}"
    );
}

#[test]
fn a_published_plan_begins_and_ends_with_its_sessions() {
    let mut document = office_with_activities();
    for activity in document["activities"].as_array_mut().unwrap() {
        activity["seats"] = json!({ "max": 30 });
    }
    document["planning"] = json!({ "max_absent": 1.0 });
    let audience = Disclosure::published("the key of the tests");
    let answer = planned_of(&document, &audience, "en");
    let plan = answer.plan.as_ref().unwrap();
    let language = Language::English;
    let shown = headline(&answer, "plan", language);
    let (first, last) = (plan.first.unwrap(), plan.last.unwrap());
    assert!(last < plan.until);
    assert!(
        shown.contains(&format!(
            "from {} to {}",
            language.date(first),
            language.date(last)
        )),
        "{shown}"
    );
}

#[test]
fn a_plan_has_no_blank_cells() {
    use paratus_report::panel::{Block, Cell, Panel};
    fn tables(blocks: &[Block], into: &mut Vec<paratus_report::panel::Table>) {
        for block in blocks {
            match block {
                Block::Table(table) => into.push(table.clone()),
                Block::Details(_, inner) => tables(inner, into),
                _ => {}
            }
        }
    }
    let panels = panels::panels(&planned(), &Catalogue::new(Language::English));
    let plan: &Panel = panels.iter().find(|panel| panel.id == "plan").unwrap();
    let mut found = Vec::new();
    tables(&plan.blocks, &mut found);
    assert!(found.len() >= 2, "{}", found.len());
    let text = text(&planned(), Language::English);
    assert!(
        text.contains(
            "People are rounded. Activities of a month that are not surely of 5 people or more are not listed"
        ),
        "{text}"
    );
    for table in found {
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        assert!(
            cells.into_iter().all(|cell| *cell != Cell::Empty),
            "{}",
            table.caption.words
        );
    }
}

#[test]
fn shares_of_answers_are_given_of_twenty_people_or_more_and_are_near_the_truth() {
    let units = |answer: &ReportAnswer| {
        let answer = serde_json::to_value(answer).unwrap();
        let units = answer["survey"]["instruments"][0]["constructs"][0]["units"].clone();
        units.as_array().unwrap().clone()
    };
    let (mut given, mut suppressed) = (0, 0);
    // The sections are of 14 to 60 people, all of them answer.
    for people in [21, 36, 45, 60, 90] {
        let document = office(people, "Office");
        let of = |audience: fn(&Value, &Value, &Value) -> ReportAnswer| {
            audience(&document, &evidence(people), &responses(people))
        };
        let (shown, exact) = (of(report), of(internal));
        let rows = rows(&shown, "voices", Language::English);
        for (unit, exact) in units(&shown).iter().zip(units(&exact)) {
            let respondents = exact["respondents"].as_f64().unwrap();
            if unit["answers"].is_null() {
                suppressed += 1;
                assert!(respondents < 25.0, "{unit}");
                if respondents >= 14.0 {
                    assert_eq!(unit["suppressed"]["answers"], "share_threshold", "{unit}");
                }
                continue;
            }
            given += 1;
            assert!(respondents >= 20.0, "{unit}");
            for part in ["agree", "neutral", "disagree", "given"] {
                let [shown, exact] = [&unit["answers"][part], &exact["answers"][part]]
                    .map(|count| count.as_f64().unwrap() / 2.0);
                assert!((shown - exact).abs() < 5.0, "{part}: {unit}");
            }
        }
        for row in rows.iter().filter(|row| row.contains('%')) {
            // Behind the unit, the number and the rate of answers. In the back office everyone answers 4.
            let shares = row.splitn(5, '|').last().unwrap();
            assert!(
                row.contains("Back office") || !shares.contains("100%"),
                "nobody answers so alike: {row}"
            );
        }
    }
    assert!(given > 5 && suppressed > 5, "{given} {suppressed}");
}

#[test]
fn an_internal_report_counts_every_finding_that_is_listed_elsewhere() {
    let mut records = evidence(30);
    let again = json!({ "person": "zz-006", "objective": "filing", "kind": "observation", "value": 0.5,
        "date": "2027-02-01" });
    records.as_array_mut().unwrap().push(again);
    let of = |audience: fn(&Value, &Value, &Value) -> ReportAnswer| {
        let answer = audience(&office(30, "Office"), &records, &responses(30));
        let conflicts = answer
            .findings
            .iter()
            .filter(|group| group.code == paratus::Code::ConflictingRecords);
        conflicts.map(|group| group.count).sum::<u64>()
    };
    // How many there are is there because of what people have shown.
    assert_eq!((of(report), of(internal)), (0, 1));
}

#[test]
fn a_plan_with_exact_figures_ends_with_its_last_session() {
    let answer = infeasible();
    let plan = answer.plan.as_ref().unwrap();
    let last = plan
        .sessions
        .iter()
        .map(|session| session.end)
        .max()
        .unwrap();
    let language = Language::English;
    let shown = headline(&answer, "plan", language);
    assert!(
        shown.contains(&format!("to {}", language.date(last))),
        "{shown}"
    );
}

#[test]
fn errors_leave_no_figures() {
    let answer = unsound();
    let panels = panels::panels(&answer, &Catalogue::new(Language::English));
    let ids: Vec<&str> = panels.iter().map(|panel| panel.id.as_str()).collect();
    assert_eq!(ids, ["summary", "data", "findings", "method", "disclosure"]);
    assert!(page(&answer, Language::English).contains("did you mean <code>filing</code>?"));
}

/// Every element and attribute of a page that is also XML: tags are closed, attributes quoted and not repeated.
fn elements(page: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut reader = Reader::from_str(page);
    reader.config_mut().check_end_names = true;
    reader.config_mut().allow_unmatched_ends = false;
    let (mut found, mut depth) = (Vec::new(), 0);
    loop {
        let event = reader
            .read_event()
            .unwrap_or_else(|error| panic!("{error} at {}", reader.buffer_position()));
        let (start, opens) = match event {
            Event::Eof => break,
            Event::Start(start) => (start, 1),
            Event::Empty(start) => (start, 0),
            Event::End(_) => {
                depth -= 1;
                continue;
            }
            _ => continue,
        };
        depth += opens;
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            (
                attribute.key.as_ref().to_owned(),
                attribute.value.to_string(),
            )
        });
        found.push((start.name().as_ref().to_owned(), attributes.collect()));
    }
    assert_eq!(depth, 0, "an element is not closed");
    found
}

#[test]
fn pages_are_well_formed_and_hold_together() {
    for answer in all() {
        for language in Language::ALL {
            let page = page(&answer, language);
            let elements = elements(&page);
            let mut ids = BTreeSet::new();
            for id in elements
                .iter()
                .filter_map(|(_, attributes)| attributes.get("id"))
            {
                assert!(ids.insert(id.clone()), "the id {id} is there twice");
            }
            for (tag, attributes) in &elements {
                for name in ["aria-labelledby", "href"] {
                    let Some(target) = attributes.get(name) else {
                        continue;
                    };
                    let target = target.strip_prefix('#').unwrap_or(target);
                    assert!(
                        ids.contains(target),
                        "<{tag}> points to {target}, which is not there"
                    );
                }
                assert!(
                    !attributes.contains_key("style"),
                    "<{tag}> has a style of its own"
                );
                assert!(
                    attributes.keys().all(|name| !name.starts_with("on")),
                    "<{tag}> has a script"
                );
                assert!(
                    !["script", "img", "iframe", "object", "link", "form"].contains(&tag.as_str()),
                    "<{tag}>"
                );
            }
            let html = &elements[0];
            assert_eq!(
                (html.0.as_str(), html.1["lang"].as_str()),
                ("html", language.code())
            );
            assert_eq!(html.1["dir"], language.direction());
        }
    }
}

#[test]
fn tables_have_as_many_cells_as_columns() {
    for answer in all() {
        for panel in panels::panels(&answer, &Catalogue::new(Language::English)) {
            check(&panel.blocks, &panel.id);
        }
    }
    fn check(blocks: &[paratus_report::panel::Block], panel: &str) {
        use paratus_report::panel::Block;
        for block in blocks {
            match block {
                Block::Table(table) => {
                    assert!(
                        table.columns.iter().all(|column| !column.title.is_empty()),
                        "{panel}"
                    );
                    for row in &table.rows {
                        assert_eq!(
                            row.cells.len(),
                            table.columns.len(),
                            "{panel}: {:?}",
                            row.cells.first()
                        );
                    }
                }
                Block::Details(_, inner) => check(inner, panel),
                _ => {}
            }
        }
    }
}

#[test]
fn what_authors_write_never_becomes_markup() {
    let answer = hostile();
    for language in Language::ALL {
        let page = page(&answer, language);
        assert!(
            page.contains("=1+1|&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&#34;&amp;amp;*_"),
            "{language:?}"
        );
        assert!(!page.contains("<script") && !page.contains('\u{7}') && !page.contains('\u{202e}'));
        let text = text(&answer, language);
        assert!(
            text.contains(
                "=1+1\\|&lt;script&gt;alert('x')&lt;/script&gt;\"&amp;amp;\\*\\_\\`\\[a\\](b)"
            ),
            "{language:?}"
        );
        assert!(!text.contains(HOSTILE) && !text.contains("<script"));
    }
}

#[test]
fn nobody_is_named_and_few_are_not_reported_of() {
    for answer in all() {
        for language in Language::ALL {
            assert!(
                !page(&answer, language).contains("zz-"),
                "{}: a person is named",
                answer.title
            );
        }
        let json = serde_json::to_string(&answer).unwrap();
        assert!(
            !json.contains("zz-"),
            "{}: a person is named in the answer",
            answer.title
        );
    }
    let few = few();
    assert!(
        few.organisation
            .units
            .iter()
            .chain(&few.sections.units)
            .all(|unit| unit.is_suppressed())
    );
    let page = page(&few, Language::English);
    assert!(page.contains("[c]") && !page.contains("6 people") && !page.contains("of 6"));
}

#[test]
fn the_policy_names_the_style_sheet() {
    let (answer, catalogue) = (sound(), Catalogue::new(Language::English));
    let panels = panels::panels(&answer, &catalogue);
    let policy = |page: &str| {
        page.split("Security-Policy\" content=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    let within = html::page(&answer, &panels, &catalogue, Style::Within);
    assert!(
        policy(&within).starts_with("default-src 'none'; style-src 'sha256-"),
        "{}",
        policy(&within)
    );
    assert!(within.contains(html::STYLE_SHEET));
    let beside = html::page(&answer, &panels, &catalogue, Style::Beside("paratus.css"));
    assert!(policy(&beside).starts_with("default-src 'none'; style-src 'self';"));
    assert!(
        beside.contains("<link rel=\"stylesheet\" href=\"paratus.css\"/>")
            && !beside.contains("<style")
    );
    // Nothing in the style sheet is loaded from anywhere, and it can be part of a page.
    assert!(
        !html::STYLE_SHEET.contains("url(")
            && !html::STYLE_SHEET.contains("@import")
            && !html::STYLE_SHEET.contains("</")
    );
}

#[test]
fn the_same_answers_give_the_same_bytes() {
    for language in Language::ALL {
        assert_eq!(page(&sound(), language), page(&sound(), language));
        assert_eq!(text(&sound(), language), text(&sound(), language));
    }
}

#[test]
fn the_hash_names_the_rules() {
    let (one, other) = (sound(), few());
    assert_eq!(
        (one.rules.hash.len(), &one.rules.hash),
        (64, &other.rules.hash)
    );
    let mut document = crate::common::office(12, "Office");
    document["rules"] = serde_json::json!({ "threshold": 0.6 });
    let changed = crate::common::report(&document, &serde_json::json!([]), &serde_json::json!([]));
    assert_ne!(changed.rules.hash, one.rules.hash);
}
