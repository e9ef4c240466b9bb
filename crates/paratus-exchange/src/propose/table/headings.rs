//! Columns by words in their headings.

use crate::contact::looks_like_contact;
use crate::propose::{column::Column, gradebook::ids};

pub(super) const PERSON: [&str; 27] = [
    "person",
    "actor",
    "employee",
    "staff",
    "learner",
    "student",
    "participant",
    "trainee",
    "user",
    "candidate",
    "holder",
    "id",
    "matricule",
    "agent",
    "employé",
    "apprenant",
    "étudiant",
    "candidat",
    "identifiant",
    "salarié",
    "utilisateur",
    "stagiaire",
    "الرقم",
    "الموظف",
    "المتدرب",
    "المعرف",
    "المستخدم",
];
pub(super) const OBJECTIVE: [&str; 20] = [
    "objective",
    "object",
    "skill",
    "competency",
    "competence",
    "course",
    "module",
    "assessment",
    "test",
    "topic",
    "certificate",
    "objectif",
    "compétence",
    "formation",
    "cours",
    "épreuve",
    "certificat",
    "الدورة",
    "المهارة",
    "الاختبار",
];
pub(super) const VALUE: [&str; 15] = [
    "score",
    "grade",
    "result",
    "mark",
    "points",
    "value",
    "percent",
    "percentage",
    "note",
    "résultat",
    "pourcentage",
    "النتيجة",
    "الدرجة",
    "العلامة",
    "النسبة",
];
pub(super) const MOST: [&str; 7] = [
    "max",
    "maximum",
    "possible",
    "total",
    "barème",
    "العظمى",
    "القصوى",
];
pub(super) const STATUS: [&str; 7] = [
    "verb",
    "status",
    "state",
    "outcome",
    "statut",
    "état",
    "الحالة",
];
pub(super) const ROLE: [&str; 12] = [
    "role",
    "job",
    "position",
    "post",
    "profile",
    "rôle",
    "fonction",
    "poste",
    "emploi",
    "الوظيفة",
    "الدور",
    "المنصب",
];
pub(super) const SECTION: [&str; 19] = [
    "section",
    "unit",
    "department",
    "division",
    "team",
    "office",
    "branch",
    "directorate",
    "service",
    "unité",
    "département",
    "direction",
    "équipe",
    "bureau",
    "القسم",
    "الإدارة",
    "الوحدة",
    "المديرية",
    "الفريق",
];
pub(super) const PARENT: [&str; 4] = ["parent", "rattachement", "rattaché", "الأم"];
pub(super) const MANAGER: [&str; 8] = [
    "manager",
    "supervisor",
    "boss",
    "responsable",
    "supérieur",
    "المدير",
    "المشرف",
    "الرئيس",
];
pub(super) const JOINED: [&str; 12] = [
    "joined",
    "start",
    "hire",
    "hired",
    "début",
    "arrivée",
    "recrutement",
    "from",
    "entrée",
    "embauche",
    "التعيين",
    "البداية",
];
pub(super) const LEFT: [&str; 10] = [
    "left",
    "end",
    "until",
    "leaving",
    "termination",
    "exit",
    "sortie",
    "départ",
    "fin",
    "النهاية",
];
/// What columns are called that hold the units of each level, with a number behind: `LEVEL1`, `Niveau 2`.
pub(super) const LEVELS: [&str; 4] = ["level", "niveau", "org level", "المستوى"];
pub(super) const ACTION: [&str; 8] = [
    "action",
    "activity",
    "event",
    "feature",
    "operation",
    "fonctionnalité",
    "activité",
    "النشاط",
];
pub(super) const USES: [&str; 5] = ["uses", "count", "times", "nombre", "العدد"];
pub(super) const QUESTION: [&str; 5] = ["question", "item", "statement", "énoncé", "السؤال"];
/// Words of headings of columns with the number of people over all answers.
pub(super) const TOTAL: [&str; 8] = [
    "total",
    "responses",
    "respondents",
    "base",
    "répondants",
    "réponses",
    "المجموع",
    "الإجمالي",
];
pub(super) const SKILL: [&str; 8] = [
    "skill",
    "competency",
    "competence",
    "objective",
    "capability",
    "compétence",
    "objectif",
    "المهارة",
];
pub(super) const BEFORE: [&str; 5] = [
    "prerequisite",
    "prerequisites",
    "requires",
    "before",
    "prérequis",
];
pub(super) const WEIGHT: [&str; 3] = ["weight", "weighting", "poids"];
pub(super) const CRITICAL: [&str; 4] = ["critical", "mandatory", "essential", "obligatoire"];
pub(super) const TRACK: [&str; 6] = ["track", "strand", "pillar", "axe", "volet", "المسار"];
pub(super) const LEVEL: [&str; 6] = [
    "level",
    "proficiency",
    "stage",
    "grade",
    "niveau",
    "المستوى",
];

/// The first column that has one of these words in its heading, in the order of the words.
pub(super) fn find<'c, 'p>(columns: &'c [Column<'p>], words: &[&str]) -> Option<&'c Column<'p>> {
    words.iter().find_map(|word| {
        columns.iter().find(|column| {
            let heading = column.name.to_lowercase();
            let mut parts = heading.split(|letter: char| !letter.is_alphanumeric());
            parts.any(|part| part == *word) && !looks_like_contact(&column.name)
        })
    })
}

/// The same as [`find`] for headings that may be names of people, as that of a manager is.
pub(super) fn find_any<'c, 'p>(
    columns: &'c [Column<'p>],
    words: &[&str],
) -> Option<&'c Column<'p>> {
    let is_address = |column: &Column<'_>| column.cells.iter().any(|cell| cell.contains('@'));
    columns.iter().find(|column| {
        let heading = column.name.to_lowercase();
        let mut parts = heading.split(|letter: char| !letter.is_alphanumeric());
        parts.any(|part| words.contains(&part)) && !is_address(column)
    })
}

/// The column that says who: by its heading; where it holds names, the column with the ids beside it.
pub(super) fn person_of<'c, 'p>(columns: &'c [Column<'p>]) -> Option<&'c Column<'p>> {
    let found = find(columns, &PERSON);
    let is_name = |cell: &&str| !cell.contains(|letter: char| letter.is_numeric() || letter == '@');
    let are_names = |column: &Column<'_>| column.cells.iter().all(is_name);
    let ids = ids(columns);
    match (found, ids) {
        (Some(found), Some(ids)) if are_names(found) && !are_names(ids) => Some(ids),
        _ => found.or(ids),
    }
}
