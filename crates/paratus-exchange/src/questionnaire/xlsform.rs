//! XLSForms: a workbook with a sheet of questions and one of choices.

use super::{Choice, Question, Questionnaire};
use crate::{
    error::ExchangeError,
    source::{SheetOptions, workbook_sheets, workbook_table},
};
use std::collections::BTreeMap;

/// A sheet: headings in small letters, and rows.
struct Sheet {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The sheet of one of these names, if the workbook has it.
    fn open(file: &str, bytes: &[u8], names: &[&str]) -> Result<Option<Sheet>, ExchangeError> {
        let sheets = workbook_sheets(file, bytes)?.unwrap_or_default();
        let is = |sheet: &&String| {
            names
                .iter()
                .any(|name| sheet.trim().eq_ignore_ascii_case(name))
        };
        let Some(sheet) = sheets.iter().find(is) else {
            return Ok(None);
        };
        let options = SheetOptions {
            sheet: Some(sheet.clone()),
            fill_down: true,
        };
        let text = workbook_table(file, bytes, &options)?;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let cells =
            |record: csv::StringRecord| record.iter().map(|cell| cell.trim().to_owned()).collect();
        let rows: Vec<Vec<String>> = reader.records().flatten().map(cells).collect();
        let mut rows = rows
            .into_iter()
            .filter(|row| row.iter().any(|cell| !cell.is_empty()));
        let headings = rows.next().unwrap_or_default();
        Ok(Some(Sheet {
            headings: headings
                .iter()
                .map(|heading| heading.to_lowercase())
                .collect(),
            rows: rows.collect(),
        }))
    }

    /// The cell of a row under one of these headings.
    fn cell<'r>(&self, row: &'r [String], names: &[&str]) -> &'r str {
        let at = self
            .headings
            .iter()
            .position(|heading| names.contains(&heading.as_str()));
        at.and_then(|at| row.get(at)).map_or("", String::as_str)
    }

    /// The cells of a row in each language: those under `label`, `label::English (en)`, `label:French`; `first` is the form's own.
    fn languages(&self, row: &[String], name: &str, first: &str) -> Vec<String> {
        let mut found: Vec<(bool, String)> = Vec::new();
        for (heading, cell) in self.headings.iter().zip(row) {
            let Some(rest) = heading.strip_prefix(name) else {
                continue;
            };
            let language = rest.trim_start_matches(':').trim();
            if !(rest.is_empty() || rest.starts_with(':')) || cell.is_empty() {
                continue;
            }
            let is_first =
                || language.starts_with(first) || language.ends_with(&format!("({first})"));
            let own = language.is_empty() || (!first.is_empty() && is_first());
            found.push((own, cell.clone()));
        }
        found.sort_by_key(|(own, _)| !own);
        found.into_iter().map(|(_, text)| text).collect()
    }
}

/// What `type` may begin with for a choice of one, and of several.
const ONE: [&str; 5] = [
    "select_one",
    "select one from",
    "select one",
    "select1",
    "add select one prompt using",
];
const SEVERAL: [&str; 6] = [
    "select_multiple",
    "select all that apply from",
    "select all that apply",
    "select multiple",
    "rank",
    "add select multiple prompt using",
];

pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Questionnaire, ExchangeError> {
    let missing = || ExchangeError::table(file, "the form has no sheet `survey`");
    let survey = Sheet::open(file, bytes, &["survey"])?.ok_or_else(missing)?;
    let settings = Sheet::open(file, bytes, &["settings"])?;
    let setting = |names: &[&str]| {
        let sheet = settings.as_ref();
        let found = sheet.and_then(|sheet| Some(sheet.cell(sheet.rows.first()?, names)));
        found.unwrap_or_default().to_owned()
    };
    let language = setting(&["default_language"]).to_lowercase();
    let lists = match Sheet::open(file, bytes, &["choices", "columns"])? {
        Some(sheet) => lists(&sheet, &language),
        None => BTreeMap::new(),
    };
    let (title, id) = (
        setting(&["form_title", "title"]),
        setting(&["form_id", "id_string"]),
    );
    let mut form = Questionnaire {
        id: if id.is_empty() { title.clone() } else { id },
        title,
        questions: Vec::new(),
        not_read: Vec::new(),
    };
    let mut groups: Vec<String> = Vec::new();
    let mut conditions = 0;
    for row in &survey.rows {
        conditions += u64::from(!survey.cell(row, &["relevant", "bind::relevant"]).is_empty());
        let kind = survey.cell(row, &["type"]);
        let name = survey.cell(row, &["name", "value"]).to_owned();
        let word = kind.to_lowercase().replace('_', " ");
        if word.starts_with("begin ") {
            groups.push(name);
            continue;
        }
        if word.starts_with("end ") {
            groups.pop();
            continue;
        }
        let after = |prefixes: &[&str]| {
            let lower = kind.to_lowercase();
            let found = prefixes.iter().find(|prefix| lower.starts_with(**prefix))?;
            kind.get(found.len()..).map(|list| list.trim().to_owned())
        };
        let several = after(&SEVERAL);
        let list = several.clone().or_else(|| after(&ONE));
        if name.is_empty() {
            continue;
        }
        // `or_other` adds the choice of another answer, whose words are in a column of their own.
        let listed = list.as_deref().map(|list| {
            let ends = [" or_other", " or specify other", " or other"];
            let mut lists = ends.iter().filter_map(|end| list.strip_suffix(end));
            lists
                .next()
                .map_or((list, false), |list| (list.trim(), true))
        });
        let choices = match listed {
            Some((list, has_other)) => {
                let choices = lists.get(list).cloned().unwrap_or_default();
                let other = has_other.then(|| Choice::new("other", "Other"));
                choices.into_iter().chain(other).collect()
            }
            None if word == "range" => range(survey.cell(row, &["parameters"])),
            None => Vec::new(),
        };
        let appearance = survey.cell(row, &["appearance"]).to_lowercase();
        form.questions.push(Question {
            name,
            groups: groups
                .iter()
                .filter(|name| !name.is_empty())
                .cloned()
                .collect(),
            texts: survey.languages(row, "label", &language),
            choices,
            several: several.is_some(),
            ordered: word == "range" || appearance.split_whitespace().any(|one| one == "likert"),
            declared: true,
            ..Question::default()
        });
    }
    if conditions > 0 {
        form.not_read.push(format!(
            "{} of the form {} `relevant`, which is not read: people who were not asked a question have no answer to it",
            if conditions == 1 { "1 row".to_owned() } else { format!("{conditions} rows") },
            if conditions == 1 { "has a condition under" } else { "have conditions under" }
        ));
    }
    Ok(form)
}

/// The choices of each list.
fn lists(sheet: &Sheet, language: &str) -> BTreeMap<String, Vec<Choice>> {
    let mut lists: BTreeMap<String, Vec<Choice>> = BTreeMap::new();
    for row in &sheet.rows {
        let list = sheet.cell(row, &["list_name", "list name", "listname"]);
        let code = sheet.cell(row, &["name", "value"]);
        if list.is_empty() || code.is_empty() {
            continue;
        }
        let choices = lists.entry(list.to_owned()).or_default();
        if !choices.iter().any(|choice| choice.code == code) {
            choices.push(Choice {
                code: code.to_owned(),
                labels: sheet.languages(row, "label", language),
            });
        }
    }
    lists
}

/// The steps of a question of type `range`: `start=1 end=5 step=1`.
fn range(parameters: &str) -> Vec<Choice> {
    let number = |name: &str, otherwise: i64| {
        let mut parts = parameters.split([' ', ';', ',']);
        let found = parts.find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
        match found {
            None => Some(otherwise),
            Some(text) => text.trim_end_matches(".0").parse().ok(),
        }
    };
    let (Some(start), Some(end), Some(step)) =
        (number("start", 1), number("end", 10), number("step", 1))
    else {
        return Vec::new();
    };
    let count = if step > 0 { (end - start) / step } else { -1 };
    (0..=count.min(20))
        .map(|at| Choice::new((start + at * step).to_string(), ""))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_steps() {
        let codes = |text: &str| {
            let choices = range(text).into_iter();
            choices
                .map(|choice| choice.code)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(codes("start=1 end=5 step=1"), "1 2 3 4 5");
        assert_eq!(codes("start=0;end=4;step=2"), "0 2 4");
        assert_eq!(codes("start=0.5 end=2 step=0.5"), "");
        assert_eq!(codes("start=5 end=1"), "");
    }
}
