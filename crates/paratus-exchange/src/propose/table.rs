//! Maps for tables of unknown form, by words in their headings.

use super::{
    Draft, Hints,
    column::{Column, columns},
    draft::{quoted, toml_column, toml_text},
    gradebook::{EXPIRY, which_order},
    matrix::Matrix,
};
use crate::{
    contact::looks_like_contact,
    recognise::{Peek, Recognition, heading_max},
    slug::Ids,
    table::PART_OF_HEADING,
};

const PERSON: [&str; 27] = [
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
const OBJECTIVE: [&str; 20] = [
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
const VALUE: [&str; 15] = [
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
const MOST: [&str; 7] = [
    "max",
    "maximum",
    "possible",
    "total",
    "barème",
    "العظمى",
    "القصوى",
];
const STATUS: [&str; 7] = [
    "verb",
    "status",
    "state",
    "outcome",
    "statut",
    "état",
    "الحالة",
];
const ROLE: [&str; 12] = [
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
const SECTION: [&str; 19] = [
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
const PARENT: [&str; 4] = ["parent", "rattachement", "rattaché", "الأم"];
const MANAGER: [&str; 8] = [
    "manager",
    "supervisor",
    "boss",
    "responsable",
    "supérieur",
    "المدير",
    "المشرف",
    "الرئيس",
];
const JOINED: [&str; 12] = [
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
const LEFT: [&str; 10] = [
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
const LEVELS: [&str; 4] = ["level", "niveau", "org level", "المستوى"];
const ACTION: [&str; 8] = [
    "action",
    "activity",
    "event",
    "feature",
    "operation",
    "fonctionnalité",
    "activité",
    "النشاط",
];
const USES: [&str; 5] = ["uses", "count", "times", "nombre", "العدد"];
const QUESTION: [&str; 5] = ["question", "item", "statement", "énoncé", "السؤال"];
const SKILL: [&str; 8] = [
    "skill",
    "competency",
    "competence",
    "objective",
    "capability",
    "compétence",
    "objectif",
    "المهارة",
];
const BEFORE: [&str; 5] = [
    "prerequisite",
    "prerequisites",
    "requires",
    "before",
    "prérequis",
];
const WEIGHT: [&str; 3] = ["weight", "weighting", "poids"];
const CRITICAL: [&str; 4] = ["critical", "mandatory", "essential", "obligatoire"];
const LEVEL: [&str; 6] = [
    "level",
    "proficiency",
    "stage",
    "grade",
    "niveau",
    "المستوى",
];

/// The first column that has one of these words in its heading, in the order of the words.
fn find<'c, 'p>(columns: &'c [Column<'p>], words: &[&str]) -> Option<&'c Column<'p>> {
    words.iter().find_map(|word| {
        columns.iter().find(|column| {
            let heading = column.name.to_lowercase();
            let mut parts = heading.split(|letter: char| !letter.is_alphanumeric());
            parts.any(|part| part == *word) && !looks_like_contact(&column.name)
        })
    })
}

/// The column that says who: by its heading; where it holds names, the column with the ids beside it.
fn person_of<'c, 'p>(columns: &'c [Column<'p>]) -> Option<&'c Column<'p>> {
    let found = find(columns, &PERSON);
    let is_name = |cell: &&str| !cell.contains(|letter: char| letter.is_numeric() || letter == '@');
    let are_names = |column: &Column<'_>| column.cells.iter().all(is_name);
    let ids = super::gradebook::ids(columns);
    match (found, ids) {
        (Some(found), Some(ids)) if are_names(found) && !are_names(ids) => Some(ids),
        _ => found.or(ids),
    }
}

pub(super) fn draft(peek: &Peek, found: &Recognition, hints: Hints<'_>) -> Draft {
    let grouped = peek.grouped();
    let peek = grouped.as_ref().unwrap_or(peek);
    let columns = columns(peek, 0);
    let value = find(&columns, &VALUE).filter(|column| column.numbers().is_some());
    match (find(&columns, &ROLE), find(&columns, &LEVEL), value) {
        (Some(role), Some(level), None)
            if level.distinct() <= 12 && find(&columns, &SKILL).is_some() =>
        {
            return framework(peek, found, &columns, role, Some(level));
        }
        // A table of roles and skills in which nobody is named and nothing has a date.
        (Some(role), None, None)
            if find(&columns, &SKILL).is_some()
                && person_of(&columns).is_none()
                && columns.iter().all(|column| column.dates().is_none()) =>
        {
            return framework(peek, found, &columns, role, None);
        }
        _ => {}
    }
    let objective = find(&columns, &OBJECTIVE).filter(|column| column.numbers().is_none());
    let person = person_of(&columns);
    let section = find(&columns, &SECTION).filter(|column| column.numbers().is_none());
    let question = find(&columns, &QUESTION).filter(|column| column.numbers().is_none());
    let of_answers: Vec<&Column<'_>> = columns
        .iter()
        .filter(|column| Some(column.name.as_str()) != person.map(|one| one.name.as_str()))
        .filter(|column| column.numbers().is_some())
        .collect();
    if let (Some(question), None, true) = (question, objective, of_answers.len() > 1) {
        return counts(peek, found, &columns, section, question, &of_answers, hints);
    }
    if let (Some(action), true, None, None) = (
        find(&columns, &ACTION).filter(|column| column.numbers().is_none()),
        person.is_some() || section.is_some(),
        value,
        objective,
    ) && dated_column(&columns).is_some()
    {
        return events(peek, found, &columns, (person, section), action);
    }
    // Rows of people in sections without any results are a list of people.
    let manager = find_any(&columns, &MANAGER);
    let has_place = section.is_some() || manager.is_some() || levels_of(&columns).len() > 1;
    let is_list = value.is_none()
        && objective.is_none()
        && scales(&columns) == 0
        && !columns.iter().any(|column| are_results(column, peek));
    let matrix = Matrix::find(&columns, person);
    let is_matrix = matrix.is_some_and(|matrix| matrix.is_wide());
    let is_list = is_list && !is_matrix;
    let has_role = find(&columns, &ROLE).is_some();
    if person.is_none() && section.is_some() && has_role && is_list {
        return roster(peek, found, &columns, None, section, None);
    }
    if let (Some(person), true, None, None) = (person, has_place, value, objective)
        && person.distinct() == person.cells.len()
        && is_list
    {
        return roster(peek, found, &columns, Some(person), section, manager);
    }
    let has_marks = person.is_some() && is_matrix;
    if value.is_none() && objective.is_none() && scales(&columns) > 1 && !has_marks {
        return answers(peek, found, hints);
    }
    results(peek, found, &columns, hints)
}

/// Whether a table is a log of results and asks nothing: it names people or courses, and no heading is a question or has answers in words.
pub(crate) fn is_log(peek: &Peek) -> bool {
    let columns = columns(peek, 0);
    let is_named = |column: &&Column<'_>| {
        let one = std::slice::from_ref(*column);
        find(one, &PERSON).is_some() || find(one, &OBJECTIVE).is_some()
    };
    let asks = |column: &Column<'_>| {
        let heading = column.name.trim();
        heading.ends_with(['?', '؟'])
            || (heading.split_whitespace().count() > 2 && !is_named(&column))
            || (column.distinct() > 2 && super::survey::is_in_words(column))
    };
    let mut others = columns.iter().skip(1);
    others.clone().any(|column| is_named(&column)) && !others.any(asks)
}

/// Whether the numbers of a column are clearly results: out of points, in percent, or of a group of columns.
fn are_results(column: &Column<'_>, peek: &Peek) -> bool {
    let Some((_, _, others)) = column.most_numbers() else {
        return false;
    };
    let is_of_group = peek.is_grouped && column.name.contains(PART_OF_HEADING);
    let in_percent = column.cells.iter().any(|cell| cell.ends_with(['%', '٪']));
    others.is_empty() && (is_of_group || in_percent || points_in(&column.name).is_some())
}

/// How many columns hold words of a known scale of answers.
fn scales(columns: &[Column<'_>]) -> usize {
    let is_scale = |column: &&Column<'_>| super::survey::is_in_words(column);
    columns.iter().filter(is_scale).count()
}

/// The same as [`find`] for headings that may be names of people, as that of a manager is.
fn find_any<'c, 'p>(columns: &'c [Column<'p>], words: &[&str]) -> Option<&'c Column<'p>> {
    let is_address = |column: &Column<'_>| column.cells.iter().any(|cell| cell.contains('@'));
    columns.iter().find(|column| {
        let heading = column.name.to_lowercase();
        let mut parts = heading.split(|letter: char| !letter.is_alphanumeric());
        parts.any(|part| words.contains(&part)) && !is_address(column)
    })
}

fn dated_column<'c, 'p>(columns: &'c [Column<'p>]) -> Option<(&'c Column<'p>, (String, String))> {
    columns
        .iter()
        .find_map(|column| Some((column, column.dates()?)))
}

/// A survey in a form of its own: who answers is asked for, and what questions are is known by their words.
fn answers(peek: &Peek, found: &Recognition, hints: Hints<'_>) -> Draft {
    match super::survey::draft(peek, found, hints) {
        Ok(draft) => draft,
        Err(_) => Draft::new(peek, found, "survey answers"),
    }
}

/// The columns with the units of each level, the highest first.
fn levels_of<'c, 'p>(columns: &'c [Column<'p>]) -> Vec<&'c Column<'p>> {
    let number = |column: &&'c Column<'p>| {
        let heading = column.name.to_lowercase();
        let word = heading.trim_end_matches(|letter: char| letter.is_numeric());
        let is_level = LEVELS.contains(&word.trim_end_matches([' ', '_', '-', '.']));
        let number = heading.get(word.len()..)?.parse::<u32>().ok();
        number.filter(|_| is_level && column.numbers().is_none())
    };
    let mut levels: Vec<&Column<'_>> = columns
        .iter()
        .filter(|column| number(column).is_some())
        .collect();
    levels.sort_by_key(number);
    levels
}

/// A list of people.
fn roster(
    peek: &Peek,
    found: &Recognition,
    columns: &[Column<'_>],
    person: Option<&Column<'_>>,
    section: Option<&Column<'_>>,
    manager: Option<&Column<'_>>,
) -> Draft {
    let mut draft = Draft::new(peek, found, "a list of people");
    head(&mut draft, peek);
    draft.text.push('\n');
    draft.line("[roster]");
    let said = |column: &Column<'_>| format!("{}: {}", quoted(&column.name), column.evidence());
    let mut used = Vec::new();
    match person {
        Some(person) => {
            draft.comment(&said(person));
            draft.line(&format!("id = {{ {} }}", toml_column(person)));
            used.push(person.name.as_str());
        }
        None => super::gradebook::person(&mut draft, columns, "id"),
    }
    if let Some(section) = section {
        draft.comment(&said(section));
        let separator = [" > ", " / ", "/", " - "].into_iter().find(|mark| {
            let with = section.cells.iter().filter(|cell| cell.contains(mark));
            with.count() * 2 > section.cells.len()
        });
        match separator {
            Some(mark) => draft.line(&format!(
                "path = {{ {}, separator = {} }}",
                toml_column(section),
                toml_text(mark)
            )),
            None => draft.line(&format!("section = {{ {} }}", toml_column(section))),
        }
        used.push(&section.name);
        let parent = find(columns, &PARENT).filter(|parent| parent.name != section.name);
        if let (Some(parent), None) = (parent, separator) {
            draft.comment(&said(parent));
            draft.line(&format!("parent = {{ {} }}", toml_column(parent)));
            used.push(&parent.name);
        }
    } else if let (levels @ [_, _, ..], None) = (levels_of(columns).as_slice(), manager) {
        draft.comment("Units within units, the highest first.");
        let names: Vec<String> = levels.iter().map(|level| toml_text(&level.name)).collect();
        draft.line(&format!("levels = [{}]", names.join(", ")));
        used.extend(levels.iter().map(|level| level.name.as_str()));
    } else if let Some(manager) = manager {
        draft.comment(&said(manager));
        draft.line(&format!("manager = {{ {} }}", toml_column(manager)));
        used.push(&manager.name);
    }
    if let Some(role) = find(columns, &ROLE) {
        draft.comment(&said(role));
        let role_column = toml_column(role);
        draft.line(&format!("roles = [{{ {role_column}, slug = true }}]"));
        used.push(&role.name);
    }
    for (key, words) in [("joined", &JOINED[..]), ("left", &LEFT[..])] {
        let dated = columns.iter().find_map(|column| {
            let heading = column.name.to_lowercase();
            let mut parts = heading.split(|letter: char| !letter.is_alphanumeric());
            let named = parts.any(|part| words.contains(&part));
            Some(column).filter(|column| named && !column.cells.is_empty())
        });
        let Some(column) = dated else { continue };
        used.push(&column.name);
        match column.dates() {
            Some((form, evidence)) => {
                draft.comment(&format!("{}: {evidence}", quoted(&column.name)));
                draft.line(&format!("{key} = {{ {}, {form} }}", toml_column(column)));
            }
            None => draft.need(
                &if column.is_ambiguous_date() {
                    which_order(column)
                } else {
                    format!(
                        "how the days of {} are written: not all of its cells are days of one form",
                        quoted(&column.name)
                    )
                },
                &format!("{key} = {{ {}, form = \"dmy\" }}", toml_column(column)),
            ),
        }
    }
    draft.comment("If the table holds everybody, who is not in it has left: add `complete = true`, and `--date` with its day.");
    let is_used = |column: &Column<'_>| used.contains(&column.name.as_str());
    let others: Vec<&Column<'_>> = columns.iter().filter(|column| !is_used(column)).collect();
    for column in others {
        if !looks_like_contact(&column.name) && !column.name.is_empty() {
            draft.leave_out(column, "a list of people does not need it");
        }
    }
    leave_out_contacts(&mut draft, columns);
    draft
}

/// A log of events, or a table of counted uses.
fn events(
    peek: &Peek,
    found: &Recognition,
    columns: &[Column<'_>],
    (person, section): (Option<&Column<'_>>, Option<&Column<'_>>),
    action: &Column<'_>,
) -> Draft {
    let mut draft = Draft::new(peek, found, "events of use");
    head(&mut draft, peek);
    draft.text.push('\n');
    draft.line("[events]");
    if let Some(person) = person {
        draft.comment(&format!("{}: {}", quoted(&person.name), person.evidence()));
        draft.line(&format!("person = {{ {} }}", toml_column(person)));
    } else if let Some(section) = section {
        draft.comment(&format!(
            "{}: {}",
            quoted(&section.name),
            section.evidence()
        ));
        draft.line(&format!(
            "section = {{ {}, slug = true }}",
            toml_column(section)
        ));
    }
    if let Some((column, (form, evidence))) = dated_column(columns) {
        draft.comment(&format!("{}: {evidence}", quoted(&column.name)));
        draft.line(&format!("date = {{ {}, {form} }}", toml_column(column)));
    }
    let uses = find(columns, &USES).filter(|column| column.numbers().is_some());
    if let Some(uses) = uses {
        draft.comment(&format!("{}: {}", quoted(&uses.name), uses.evidence()));
        draft.line(&format!("count = {}", toml_text(&uses.name)));
    }
    let mut words = action.cells.clone();
    words.sort_unstable();
    words.dedup();
    let pairs: Vec<String> = words
        .iter()
        .take(30)
        .map(|word| format!("{} = \"tool/feature\"", toml_text(word)))
        .collect();
    draft.comment(&format!("{}: {}", quoted(&action.name), action.evidence()));
    draft.need(
        &format!(
            "which feature of which tool each word of {} is",
            quoted(&action.name)
        ),
        &format!(
            "feature = {{ {}, table = {{ {} }}, otherwise = \"\" }}",
            toml_column(action),
            pairs.join(", ")
        ),
    );
    leave_out_contacts(&mut draft, columns);
    draft
}

/// Answers that are counted for groups: a column for each answer.
fn counts(
    peek: &Peek,
    found: &Recognition,
    columns: &[Column<'_>],
    section: Option<&Column<'_>>,
    question: &Column<'_>,
    of_answers: &[&Column<'_>],
    hints: Hints<'_>,
) -> Draft {
    let mut draft = Draft::new(peek, found, "counted answers");
    head(&mut draft, peek);
    match section {
        Some(section) => {
            draft.comment(&format!(
                "{}: {}",
                quoted(&section.name),
                section.evidence()
            ));
            let column = toml_column(section);
            draft.line(&format!("respondent = {{ {column}, slug = true }}"));
        }
        None => draft.need(
            "the column with the groups that are counted",
            "respondent = { column = \"…\" }",
        ),
    }
    match (dated_column(columns), hints.date) {
        (Some((column, (form, evidence))), _) => {
            draft.comment(&format!("{}: {evidence}", quoted(&column.name)));
            draft.line(&format!("date = {{ {}, {form} }}", toml_column(column)));
        }
        (None, Some(day)) => draft.line(&format!("date = {{ constant = \"{day}\" }}")),
        (None, None) => draft.need(
            "the day of the answers, which the table does not hold",
            "date = { constant = \"2027-01-31\" }",
        ),
    }
    draft.comment(&format!(
        "{}: {}",
        quoted(&question.name),
        question.evidence()
    ));
    draft.line(&format!("question = {{ {} }}", toml_column(question)));
    let names: Vec<String> = of_answers
        .iter()
        .map(|column| toml_text(&column.name))
        .collect();
    draft.need(
        "whether the columns are all answers, the lowest first, and numbers of people (`count`) or percentages (`percent`, with the column of the `total`)",
        &format!("answers = {{ columns = [{}], form = \"count\" }}", names.join(", ")),
    );
    draft.text.push('\n');
    draft.line("[[instruments]]");
    draft.line("id = \"survey\"");
    draft.line(&format!("points = {}", of_answers.len()));
    let mut ids = Ids::default();
    let mut texts = question.cells.clone();
    let mut seen = std::collections::BTreeSet::new();
    texts.retain(|text| seen.insert(*text));
    for text in texts {
        let (id, _) = ids.make(text, "item");
        draft.line("[[instruments.items]]");
        draft.line(&format!("column = {}", toml_text(text)));
        draft.line(&format!("id = {}", toml_text(&id)));
        draft.line(&format!("text = {}", toml_text(text)));
    }
    leave_out_contacts(&mut draft, columns);
    draft
}

fn head(draft: &mut Draft, peek: &Peek) {
    let mut keys = Vec::new();
    if peek.skip_before() > 0 {
        draft.comment("Rows above the heading are titles.");
        keys.push(format!("skip_before = {}", peek.skip_before()));
    }
    if peek.is_grouped {
        draft.comment("The heading has two rows: groups of columns, and below each its columns.");
        keys.push("heading_rows = 2".to_owned());
    }
    let joined = peek.joined_below();
    if !joined.is_empty() {
        draft.comment("Cells are joined over several rows; their value holds for all of them.");
        let names: Vec<String> = joined.iter().map(|name| toml_text(name)).collect();
        keys.push(format!("fill_down = [{}]", names.join(", ")));
    }
    if !keys.is_empty() {
        draft.line(&format!("table = {{ {} }}", keys.join(", ")));
    }
}

fn results(peek: &Peek, found: &Recognition, columns: &[Column<'_>], hints: Hints<'_>) -> Draft {
    let mut draft = Draft::new(peek, found, "results");
    head(&mut draft, peek);
    let person = person_of(columns);
    match person {
        Some(column) => {
            draft.comment(&format!("{}: {}", quoted(&column.name), column.evidence()));
            draft.line(&format!("person = {{ {} }}", toml_column(column)));
        }
        None => super::gradebook::person(&mut draft, columns, "person"),
    }
    let is_number = |column: &Column<'_>| {
        Some(column.name.as_str()) != person.map(|person| person.name.as_str())
            && !looks_like_contact(&column.name)
            && column.dates().is_none()
            && column.most_numbers().is_some()
    };
    let has_objective = find(columns, &OBJECTIVE).is_some_and(|column| {
        column.numbers().is_none() && Matrix::find(std::slice::from_ref(column), None).is_none()
    });
    let matrix =
        Matrix::find(columns, person).filter(|_| !has_objective && !columns.iter().any(is_number));
    match &matrix {
        Some(matrix) if matrix.has_days() => matrix.write_date(&mut draft),
        _ => super::gradebook::date(&mut draft, columns, hints),
    }
    let expires = columns.iter().find_map(|column| {
        let is_named = find(std::slice::from_ref(column), &EXPIRY).is_some();
        Some((column, column.dates().filter(|_| is_named)?))
    });
    if let Some((column, (form, evidence))) = &expires {
        draft.comment(&format!("{}: {evidence}", quoted(&column.name)));
        draft.line(&format!("expires = {{ {}, {form} }}", toml_column(column)));
    }
    let kind = matrix.as_ref().map_or("quiz", Matrix::kind);
    draft.line(&format!("kind = {{ constant = \"{kind}\" }}"));
    if let Some(matrix) = matrix {
        matrix.write_items(&mut draft);
        for column in columns {
            let is_person = person.is_some_and(|person| person.name == column.name);
            let is_known = matrix.has(column) || is_person || column.dates().is_some();
            if !is_known && !looks_like_contact(&column.name) && !column.name.is_empty() {
                draft.leave_out(column, "its cells are no marks");
            }
        }
        leave_out_contacts(&mut draft, columns);
        return draft;
    }
    let is_date = |column: &Column<'_>| column.dates().is_some() || column.is_ambiguous_date();
    let same = |one: &Column<'_>, other: Option<&Column<'_>>| {
        other.is_some_and(|other| other.name == one.name && other.at == one.at)
    };
    let objective = find(columns, &OBJECTIVE).filter(|column| column.numbers().is_none());
    let most = find(columns, &MOST).filter(|column| column.numbers().is_some());
    let most =
        most.filter(|most| find(columns, &VALUE).is_some_and(|value| value.name != most.name));
    let items: Vec<&Column<'_>> = columns
        .iter()
        .filter(|column| !same(column, most))
        .filter(|column| !same(column, person) && !is_date(column))
        .filter(|column| !looks_like_contact(&column.name) && column.most_numbers().is_some())
        .collect();
    let value = find(columns, &VALUE).filter(|column| column.numbers().is_some());
    let single = value.or_else(|| items.first().copied());
    match (objective, single) {
        (Some(objective), Some(value)) => {
            draft.comment(&format!(
                "{}: {}",
                quoted(&objective.name),
                objective.evidence()
            ));
            draft.line(&format!(
                "objective = {{ {}, slug = true }}",
                toml_column(objective)
            ));
            draft.comment(&format!("{}: {}", quoted(&value.name), value.evidence()));
            let (form, comma) = form_of(value);
            let column = toml_column(value);
            let line = match (form, most, points_in(&value.name)) {
                (_, Some(most), _) => format!(
                    "value = {{ {column}, form = \"points\", max = {}{comma} }}",
                    toml_text(&most.name)
                ),
                (NumberNotation::Points, None, Some(max)) => {
                    format!("value = {{ {column}, form = \"points\", max = {max:?}{comma} }}")
                }
                _ => format!("value = {{ {column}, {}{comma} }}", form.toml()),
            };
            match form {
                NumberNotation::Unknown if most.is_none() => draft.need(&most_points(value), &line),
                NumberNotation::Mixed if most.is_none() => draft.need(&mixed(value), &line),
                _ => draft.line(&line),
            }
            let dated = super::gradebook::dated(columns).map(|(column, _)| column);
            let expires = expires.as_ref().map(|(column, _)| *column);
            let used = [person, Some(objective), Some(value), most, dated, expires];
            for column in columns {
                let is_used = used.iter().any(|used| same(column, *used));
                if !is_used && !looks_like_contact(&column.name) && !column.name.is_empty() {
                    draft.leave_out(column, "this map does not use it");
                }
            }
        }
        (None, Some(_)) => {
            wide(&mut draft, peek, columns, &items, most);
            for column in columns {
                let used = items.iter().any(|item| same(column, Some(item)));
                let known = used || same(column, person) || same(column, most) || is_date(column);
                if !known && !looks_like_contact(&column.name) && !column.name.is_empty() {
                    draft.leave_out(column, "its cells are no numbers");
                }
            }
        }
        (objective, None) => {
            if let Some(objective) = objective {
                let column = toml_column(objective);
                draft.line(&format!("objective = {{ {column}, slug = true }}"));
            }
            match find(columns, &STATUS) {
                Some(status) => {
                    let mut words = status.cells.clone();
                    words.sort_unstable();
                    words.dedup();
                    let pairs: Vec<String> = words
                        .iter()
                        .take(12)
                        .map(|word| format!("{} = {}", toml_text(word), value_of(word)))
                        .collect();
                    draft.need(
                        &format!("what each word of {} is worth, from 0 to 1; leave out what is no result", quoted(&status.name)),
                        &format!(
                            "value = {{ {}, table = {{ {} }} }}",
                            toml_column(status),
                            pairs.join(", ")
                        ),
                    );
                }
                None => draft.need(
                    "the column with the results",
                    "value = { column = \"…\", form = \"percent\" }",
                ),
            }
        }
    }
    leave_out_contacts(&mut draft, columns);
    draft
}

/// What a word for the state of a course is worth, as a guess.
fn value_of(word: &str) -> &'static str {
    let passed = [
        "passed",
        "pass",
        "completed",
        "réussi",
        "terminé",
        "validé",
        "ناجح",
        "مكتمل",
    ];
    if passed.contains(&word.to_lowercase().as_str()) {
        "1.0"
    } else {
        "0.0"
    }
}

/// The most points that a heading names: `Score/20`, `Note sur 20`.
fn points_in(heading: &str) -> Option<f64> {
    let worded = || {
        let lower = heading.to_lowercase();
        let (_, number) = [" sur ", " out of ", " من "]
            .into_iter()
            .find_map(|word| lower.rsplit_once(word))?;
        number.trim().replace(',', ".").parse().ok()
    };
    heading_max(heading)
        .or_else(worded)
        .filter(|max: &f64| *max > 0.0 && max.is_finite())
}

/// Items of a table with a column for each.
fn wide(
    draft: &mut Draft,
    peek: &Peek,
    columns: &[Column<'_>],
    items: &[&Column<'_>],
    most: Option<&Column<'_>>,
) {
    draft.comment("A column for each item: the forms must be the same for all of them.");
    let forms: Vec<(NumberNotation, &str)> = items.iter().map(|column| form_of(column)).collect();
    // What has the most points in its heading is read as points, whatever the form of the others.
    let others = || {
        let all = items.iter().zip(&forms);
        all.filter(|(column, _)| points_in(&column.name).is_none())
            .map(|(column, (form, _))| (column, *form))
    };
    let form = others().map(|(_, form)| form).max();
    let comma = forms
        .iter()
        .map(|(_, comma)| *comma)
        .find(|comma| !comma.is_empty());
    let form = form.unwrap_or(NumberNotation::Points);
    let line = format!("value = {{ {}{} }}", form.toml(), comma.unwrap_or_default());
    let unknown = others().find(|(_, one)| *one == form);
    let is_unknown = matches!(form, NumberNotation::Unknown | NumberNotation::Mixed);
    match (most, unknown.filter(|_| is_unknown)) {
        (Some(most), _) => {
            let (most, comma) = (toml_text(&most.name), comma.unwrap_or_default());
            draft.line(&format!(
                "value = {{ form = \"points\", max = {most}{comma} }}"
            ));
        }
        (None, Some((column, NumberNotation::Mixed))) => draft.need(&mixed(column), &line),
        (None, Some((column, _))) => draft.need(&most_points(column), &line),
        (None, None) => draft.line(&line),
    }
    let mut ids = Ids::default();
    let names = names_of(items, peek.is_grouped);
    for (column, name) in items.iter().zip(names) {
        let (id, _) = ids.make(name, "item");
        draft.text.push('\n');
        draft.comment(&column.evidence());
        let (_, _, others) = column.most_numbers().unwrap_or_default();
        if !others.is_empty() {
            let others = crate::error::listed(others.iter().copied().take(4));
            draft.comment(&format!(
                "{others} is no number: such cells are refused unless `missing` lists them"
            ));
        }
        draft.line("[[items]]");
        draft.line(&toml_column(column).replace(", at", "\nat"));
        draft.line(&format!("objective = {}", toml_text(&id)));
        if let Some(max) = points_in(&column.name) {
            draft.line(&format!("max = {max:?}"));
        }
        let group = column
            .name
            .rsplit_once(PART_OF_HEADING)
            .filter(|_| peek.is_grouped);
        let of_group = |other: &&Column<'_>| {
            let other = other.name.rsplit_once(PART_OF_HEADING);
            other.map(|(other, _)| other) == group.map(|(group, _)| group)
        };
        let mut dates = columns.iter().filter(of_group);
        let is_date = |date: &&Column<'_>| date.dates().is_some() || date.is_ambiguous_date();
        let (Some(_), Some(date)) = (group, dates.find(is_date)) else {
            continue;
        };
        match date.dates() {
            Some((form, _)) => draft.line(&format!("date = {{ {}, {form} }}", toml_column(date))),
            None => draft.need(
                &which_order(date),
                &format!("date = {{ {}, form = \"dmy\" }}", toml_column(date)),
            ),
        }
    }
}

/// A heading without the most points at its end: `Filing` of `Filing /20`.
fn without_points(heading: &str) -> &str {
    let before = heading
        .rsplit_once('/')
        .map(|(before, _)| before.trim_end());
    before
        .filter(|_| heading_max(heading).is_some())
        .unwrap_or(heading)
}

/// What the items of a wide table are called: of a heading of two rows the part that tells them apart.
fn names_of<'c>(items: &[&'c Column<'_>], is_grouped: bool) -> Vec<&'c str> {
    let whole = || items.iter().map(|column| column.name.as_str());
    if !is_grouped {
        return whole().map(without_points).collect();
    }
    let part = |is_below: bool| -> Vec<&'c str> {
        let parts = whole().map(|name| match name.rsplit_once(PART_OF_HEADING) {
            Some((_, below)) if is_below => without_points(below),
            Some((group, _)) => group,
            None => without_points(name),
        });
        parts.collect()
    };
    let differ = |names: &Vec<&str>| {
        let different: std::collections::BTreeSet<&&str> = names.iter().collect();
        different.len() == names.len()
    };
    [part(true), part(false)]
        .into_iter()
        .find(differ)
        .unwrap_or_else(|| whole().collect())
}

/// The most points that results without a maximum seem to be out of, where no result is above it.
const FEW_POINTS: f64 = 20.0;

/// How the numbers of a column seem to be written. Of a table with several the last of these is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NumberNotation {
    Fraction,
    Percent,
    /// So few points that they may be out of 10 or 20 as well as out of 100.
    Unknown,
    Points,
    /// Some as fractions and others in percent.
    Mixed,
}

impl NumberNotation {
    fn toml(self) -> String {
        match self {
            NumberNotation::Fraction => "form = \"fraction\"".into(),
            NumberNotation::Percent | NumberNotation::Mixed => "form = \"percent\"".into(),
            NumberNotation::Unknown => format!("form = \"points\", max = {FEW_POINTS:?}"),
            NumberNotation::Points => "form = \"points\"".into(),
        }
    }
}

/// What a person must say of results that may be points or percentages.
fn most_points(column: &Column<'_>) -> String {
    let name = quoted(&column.name);
    format!(
        "the most points of {name}: no result is above {FEW_POINTS}, so they may be no percentages"
    )
}

/// What a person must say of results of which some may be fractions and others percentages.
fn mixed(column: &Column<'_>) -> String {
    let name = quoted(&column.name);
    format!(
        "how the results of {name} are written: some may be fractions, from 0 to 1, and others are percentages; write them in one way in the table"
    )
}

/// How the numbers of a column seem to be written, and whether with a decimal comma.
fn form_of(column: &Column<'_>) -> (NumberNotation, &'static str) {
    let (numbers, comma, _) = column.most_numbers().unwrap_or_default();
    let highest = numbers.iter().copied().fold(0.0, f64::max);
    let has_sign = column.cells.iter().any(|cell| cell.ends_with(['%', '٪']));
    let is_low = |cell: &&&str| {
        let number = column.number(cell, comma);
        number.is_some_and(|number| number > 0.0 && number <= 1.0) && !cell.ends_with(['%', '٪'])
    };
    let has_fractions = column.cells.iter().any(|cell| is_low(&cell));
    let form = if column.is_out_of() || points_in(&column.name).is_some() {
        NumberNotation::Points
    } else if has_fractions && (has_sign || highest > FEW_POINTS) {
        NumberNotation::Mixed
    } else if has_sign {
        NumberNotation::Percent
    } else if highest <= 1.0 {
        NumberNotation::Fraction
    } else if highest <= FEW_POINTS {
        NumberNotation::Unknown
    } else {
        NumberNotation::Percent
    };
    (form, if comma { ", decimal_comma = true" } else { "" })
}

fn framework(
    peek: &Peek,
    found: &Recognition,
    columns: &[Column<'_>],
    role: &Column<'_>,
    level: Option<&Column<'_>>,
) -> Draft {
    let mut draft = Draft::new(peek, found, "a framework");
    head(&mut draft, peek);
    draft.line("programme = { id = \"framework\", title = \"Imported framework\" }");
    draft.line("tracks = { default = \"process\" }");
    if let Some(level) = level {
        let mut levels: Vec<&str> = Vec::new();
        for cell in &level.cells {
            if !levels.contains(cell) {
                levels.push(cell);
            }
        }
        let numbers: Option<Vec<u32>> = levels.iter().map(|level| level.parse().ok()).collect();
        let listed = |levels: &[&str]| {
            let levels: Vec<String> = levels.iter().map(|level| toml_text(level)).collect();
            format!("levels = {{ order = [{}] }}", levels.join(", "))
        };
        if numbers.is_some() {
            levels.sort_by_key(|level| level.parse::<u32>().unwrap_or_default());
            draft.comment("The levels by their numbers, lowest first.");
            draft.line(&listed(&levels));
        } else if levels.len() < 2 {
            draft.line(&listed(&levels));
        } else {
            draft.need(
                "the order of the levels, lowest first; here they are as they come in the table",
                &listed(&levels),
            );
        }
    }
    if let Some(critical) = find(columns, &CRITICAL).filter(|column| column.distinct() <= 4) {
        let word = critical.cells.iter().find(|cell| is_yes(cell));
        draft.comment(&format!(
            "{}: {}",
            quoted(&critical.name),
            critical.evidence()
        ));
        match word {
            Some(word) => draft.line(&format!(
                "critical = {{ {}, equals = {} }}",
                toml_column(critical),
                toml_text(word)
            )),
            None => draft.comment(&format!(
                "critical = {{ {}, equals = \"…\" }}",
                toml_column(critical)
            )),
        }
    }
    draft.text.push('\n');
    draft.line("[columns]");
    draft.comment(&role.evidence());
    draft.line(&format!("role = {}", toml_text(&role.name)));
    match find(columns, &SKILL) {
        Some(skill) => {
            draft.comment(&skill.evidence());
            draft.line(&format!("skill = {}", toml_text(&skill.name)));
        }
        None => draft.need("the column with the skills", "skill = \"…\""),
    }
    let weight = find(columns, &WEIGHT).filter(|column| column.numbers().is_some());
    let others = [
        ("level", level),
        ("requires", find(columns, &BEFORE)),
        ("weight", weight),
    ];
    for (key, column) in others {
        if let Some(column) = column {
            draft.comment(&column.evidence());
            draft.line(&format!("{key} = {}", toml_text(&column.name)));
        }
    }
    leave_out_contacts(&mut draft, columns);
    draft
}

/// Whether a cell says that something is so.
fn is_yes(cell: &str) -> bool {
    let words = [
        "yes",
        "y",
        "true",
        "x",
        "1",
        "critical",
        "mandatory",
        "must",
        "oui",
        "ja",
        "نعم",
    ];
    words.contains(&cell.to_lowercase().as_str())
}

fn leave_out_contacts(draft: &mut Draft, columns: &[Column<'_>]) {
    for column in columns
        .iter()
        .filter(|column| looks_like_contact(&column.name))
    {
        draft.leave_out(column, "it looks like contact data");
    }
    draft.list_left_out();
}
