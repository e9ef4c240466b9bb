use crate::Programme;
use crate::disclosure::{Disclosure, Suppression};
use crate::document::Document;
use crate::units::fit::FeatureFit;
use serde_json::json;

#[test]
fn use_and_training_side_by_side() {
    // Ten of each, so that all may be published.
    let crowds = [
        ("o", "operations", "clerk"),
        ("a", "archive", "clerk"),
        ("l", "legal", "analyst"),
        ("c", "cabinet", "clerk"),
    ];
    let ten = |(id, section, role): (&str, &str, &str)| -> Vec<serde_json::Value> {
        (0..10)
            .map(|n| json!({ "id": format!("{id}{n}"), "section": section, "roles": [role] }))
            .collect()
    };
    let mut people: Vec<serde_json::Value> = crowds.into_iter().flat_map(ten).collect();
    people.extend((0..10).map(
        |n| json!({ "id": format!("b{n}"), "section": "archive", "roles": ["clerk", "analyst"] }),
    ));
    people.push(
        json!({ "id": "later", "section": "archive", "roles": ["clerk"], "joined": "2028-01-01" }),
    );
    let document: Document = serde_json::from_value(json!({
        "format": 1, "id": "ministry",
        "tools": [{ "id": "docket", "features": ["search", "history", "export", "labels"] }],
        "scales": { "skill": { "levels": ["low", "high"] } },
        "objectives": [
            { "id": "basics", "track": "technology", "tool": "docket", "features": ["search", "history"] },
            { "id": "exports", "track": "technology", "tool": "docket", "features": ["export"], "scale": "skill" },
            { "id": "labels", "track": "technology", "tool": "docket", "features": ["labels"] }],
        "sections": [{ "id": "operations" }, { "id": "archive", "parent": "operations" }, { "id": "legal" },
            { "id": "cabinet" }, { "id": "empty" }],
        "roles": [
            { "id": "clerk", "requires": [{ "objective": "basics" }, { "objective": "exports", "level": "low" },
                { "objective": "labels" }] },
            { "id": "analyst", "requires": [{ "objective": "exports" }] }],
        "activities": [
            { "id": "course", "mode": "course", "hours": 3.0, "teaches": [{ "objective": "basics" }] },
            { "id": "lesson", "mode": "course", "hours": 4.0, "teaches": [{ "objective": "exports" }] },
            { "id": "video", "mode": "e-learning", "hours": 1.0,
              "teaches": [{ "objective": "exports", "level": "low" }] }],
        "people": people,
        "feature_use": [
            { "section": "operations", "feature": "docket/search", "uses_per_month": 40.0 },
            { "section": "operations", "feature": "docket/export", "uses_per_month": 0.0 },
            { "section": "legal", "feature": "docket/labels", "uses_per_month": 2.0 },
            { "section": "empty", "feature": "docket/labels", "uses_per_month": 2.0 }],
    }))
    .unwrap();
    let fit =
        Programme::compile(&document).fit("2027-03-14".parse().unwrap(), &Disclosure::default());
    let cells: Vec<_> = fit
        .cells
        .iter()
        .map(|cell| {
            (
                cell.section.as_str(),
                cell.feature.as_str(),
                cell.fit,
                cell.people.value(),
                cell.saved,
            )
        })
        .collect();
    use FeatureFit::{Neither, TaughtNotUsed, UsedAndTaught, UsedNotTaught};
    assert_eq!(
        cells,
        [
            (
                "operations",
                "docket/search",
                UsedAndTaught,
                Some(30),
                false
            ),
            // Never used, but taught with what is used.
            (
                "operations",
                "docket/history",
                TaughtNotUsed,
                Some(30),
                false
            ),
            ("operations", "docket/export", TaughtNotUsed, Some(30), true),
            // Required, and nothing teaches it.
            ("operations", "docket/labels", Neither, Some(0), false),
            ("legal", "docket/search", Neither, Some(0), false),
            ("legal", "docket/history", Neither, Some(0), false),
            ("legal", "docket/export", TaughtNotUsed, Some(10), true),
            ("legal", "docket/labels", UsedNotTaught, Some(0), false),
        ]
    );
    assert!(fit.has_misfit());
    assert_eq!(fit.undeclared, ["cabinet"]);
    let items: Vec<_> = fit
        .saved
        .items
        .iter()
        .map(|item| {
            (
                item.section.as_str(),
                item.objective.as_str(),
                item.level.as_deref(),
                item.people.value(),
                item.person_hours.value(),
            )
        })
        .collect();
    assert_eq!(
        items,
        [
            ("operations", "exports", Some("low"), Some(20), Some(20.0)),
            ("operations", "exports", Some("high"), Some(10), Some(40.0)),
            ("operations", "labels", None, Some(30), None),
            ("legal", "exports", Some("high"), Some(10), Some(40.0)),
        ]
    );
    assert_eq!(fit.saved.person_hours.value(), Some(100.0));
    assert_eq!(
        serde_json::to_value(&fit).unwrap().to_string(),
        serde_json::to_string(&fit).unwrap()
    );
}

/// Eleven in one section, three in another: the three are not counted, and the total covers them.
#[test]
fn few_people_are_not_counted() {
    let people: Vec<serde_json::Value> = (0..14)
        .map(|n| json!({ "id": format!("p{n}"), "section": if n < 3 { "cabinet" } else { "archive" }, "roles": ["clerk"] }))
        .collect();
    let document: Document = serde_json::from_value(json!({
        "format": 1, "id": "ministry", "tools": [{ "id": "docket", "features": ["search", "labels"] }],
        "objectives": [{ "id": "labels", "track": "technology", "tool": "docket", "features": ["labels"] }],
        "sections": [{ "id": "archive" }, { "id": "cabinet" }, { "id": "attic" }],
        "roles": [{ "id": "clerk", "requires": [{ "objective": "labels" }] }],
        "activities": [{ "id": "course", "mode": "course", "hours": 3.0, "teaches": [{ "objective": "labels" }] }],
        "people": people,
        "feature_use": [{ "section": "archive", "feature": "docket/search", "uses_per_month": 4.0 },
            { "section": "cabinet", "feature": "docket/search", "uses_per_month": 4.0 }],
    }))
    .unwrap();
    let fit =
        Programme::compile(&document).fit("2027-03-14".parse().unwrap(), &Disclosure::default());
    assert!(
        fit.cells
            .iter()
            .all(|cell| cell.people.is_suppressed() == (cell.section == "cabinet"))
    );
    let items: Vec<_> = fit
        .saved
        .items
        .iter()
        .map(|item| (item.people.value(), item.person_hours.value()))
        .collect();
    assert_eq!(items, [(Some(11), Some(33.0)), (None, None)]);
    assert_eq!(
        fit.saved.items[1].suppressed.get("people"),
        Some(Suppression::Threshold)
    );
    assert_eq!(fit.saved.person_hours.value(), Some(42.0));
    let exact =
        Programme::compile(&document).fit("2027-03-14".parse().unwrap(), &Disclosure::internal());
    assert_eq!(exact.saved.items[1].people.value(), Some(3));
}
