//! The columns of the tables of a programme's folder.

use super::Column;

/// The columns of `people`.
pub(crate) static PEOPLE: [Column; 7] = [
    Column::required("id").or(&["person_id", "person"]),
    Column::required("section").or(&["section_id"]),
    Column::required("roles").or(&["role", "role_id"]),
    Column::optional("leader"),
    Column::optional("joined").or(&["from"]),
    Column::optional("left").or(&["until"]),
    Column::optional("previous_ids"),
];

/// The columns of `feature_use`.
pub(crate) static FEATURE_USE: [Column; 5] = [
    Column::required("section").or(&["section_id"]),
    Column::required("feature").or(&["feature_id"]),
    Column::required("uses_per_month"),
    Column::optional("source"),
    Column::optional("date"),
];

/// The columns of `acts`.
pub(crate) static ACTS: [Column; 4] = [
    Column::required("act"),
    Column::required("actor").or(&["person", "person_id"]),
    Column::required("date"),
    Column::optional("evidence"),
];

/// The columns of `sessions`.
pub(crate) static SESSIONS: [Column; 8] = [
    Column::required("id").or(&["session_id", "session"]),
    Column::required("activity").or(&["activity_id"]),
    Column::required("start"),
    Column::optional("seats"),
    Column::optional("trainer").or(&["trainer_id"]),
    Column::optional("room").or(&["room_id"]),
    Column::optional("pinned"),
    Column::optional("half"),
];

/// The columns of `absences`.
pub(crate) static ABSENCES: [Column; 8] = [
    Column::optional("person").or(&["person_id"]),
    Column::optional("trainer").or(&["trainer_id"]),
    Column::optional("room").or(&["room_id"]),
    Column::optional("section").or(&["section_id"]),
    Column::required("from"),
    Column::required("until"),
    Column::optional("half"),
    Column::optional("note"),
];

/// The columns of `evidence`.
pub(crate) static EVIDENCE: [Column; 9] = [
    Column::required("person").or(&["person_id"]),
    Column::required("objective").or(&["objective_id"]),
    Column::required("kind"),
    Column::required("value"),
    Column::required("date"),
    Column::optional("level"),
    Column::optional("key"),
    Column::optional("expires"),
    Column::optional("source"),
];

/// The columns of `responses`.
pub(crate) static RESPONSES: [Column; 7] = [
    Column::required("respondent").or(&["respondent_id", "person", "person_id"]),
    Column::required("instrument").or(&["instrument_id"]),
    Column::required("item").or(&["item_id"]),
    Column::required("answer"),
    Column::required("date"),
    Column::optional("section").or(&["section_id"]),
    Column::optional("count"),
];

/// The columns of a table, by its name without an ending.
pub(super) fn of_table(name: &str) -> Option<&'static [Column]> {
    Some(match name {
        "absences" => &ABSENCES,
        "acts" => &ACTS,
        "evidence" => &EVIDENCE,
        "feature_use" => &FEATURE_USE,
        "people" => &PEOPLE,
        "responses" => &RESPONSES,
        "sessions" => &SESSIONS,
        _ => return None,
    })
}
