use crate::document::Document;
use crate::{FeatureFit, Programme};
use serde_json::json;

#[test]
fn use_and_training_side_by_side() {
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
        "people": [
            { "id": "o1", "section": "operations", "roles": ["clerk"] },
            { "id": "a1", "section": "archive", "roles": ["clerk"] },
            { "id": "a2", "section": "archive", "roles": ["clerk", "analyst"] },
            { "id": "a3", "section": "archive", "roles": ["clerk"], "joined": "2028-01-01" },
            { "id": "l1", "section": "legal", "roles": ["analyst"] },
            { "id": "c1", "section": "cabinet", "roles": ["clerk"] }],
        "feature_use": [
            { "section": "operations", "feature": "docket/search", "uses_per_month": 40.0 },
            { "section": "operations", "feature": "docket/export", "uses_per_month": 0.0 },
            { "section": "legal", "feature": "docket/labels", "uses_per_month": 2.0 },
            { "section": "empty", "feature": "docket/labels", "uses_per_month": 2.0 }],
    }))
    .unwrap();
    let fit = Programme::compile(&document).fit("2027-03-14".parse().unwrap());
    let cells: Vec<_> = fit
        .cells
        .iter()
        .map(|cell| (cell.section.as_str(), cell.feature.as_str(), cell.fit, cell.people, cell.spared))
        .collect();
    use FeatureFit::{Neither, TaughtNotUsed, UsedAndTaught, UsedNotTaught};
    assert_eq!(
        cells,
        [
            ("operations", "docket/search", UsedAndTaught, 3, false),
            // Never used, but taught with what is used.
            ("operations", "docket/history", TaughtNotUsed, 3, false),
            ("operations", "docket/export", TaughtNotUsed, 3, true),
            // Required, and nothing teaches it.
            ("operations", "docket/labels", Neither, 0, false),
            ("legal", "docket/search", Neither, 0, false),
            ("legal", "docket/history", Neither, 0, false),
            ("legal", "docket/export", TaughtNotUsed, 1, true),
            ("legal", "docket/labels", UsedNotTaught, 0, false),
        ]
    );
    assert!(fit.has_misfit());
    assert_eq!(fit.undeclared, ["cabinet"]);
    let items: Vec<_> = fit
        .spared
        .items
        .iter()
        .map(|item| {
            (item.section.as_str(), item.objective.as_str(), item.level.as_deref(), item.people, item.person_hours)
        })
        .collect();
    assert_eq!(
        items,
        [
            ("operations", "exports", Some("low"), 2, Some(2.0)),
            ("operations", "exports", Some("high"), 1, Some(4.0)),
            ("operations", "labels", None, 3, None),
            ("legal", "exports", Some("high"), 1, Some(4.0)),
        ]
    );
    assert_eq!(fit.spared.person_hours, 10.0);
    assert_eq!(serde_json::to_value(&fit).unwrap().to_string(), serde_json::to_string(&fit).unwrap());
}
