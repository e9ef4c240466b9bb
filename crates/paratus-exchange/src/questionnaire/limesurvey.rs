//! Structures of LimeSurvey (`.lss`): tables of questions, subquestions and answers, as XML.

use super::{Choice, Question, Questionnaire};
use crate::{
    error::{ExchangeError, Problem},
    source::entity,
};
use quick_xml::{Reader, events::Event};
use std::collections::BTreeMap;

/// A row: its fields by name.
type Row = BTreeMap<String, String>;

/// The tables of a structure by name.
type Tables = BTreeMap<String, Vec<Row>>;

pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Questionnaire, ExchangeError> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| ExchangeError::table(file, "the structure is not UTF-8"))?;
    let tables = tables(text.trim_start_matches('\u{feff}')).map_err(|reason| {
        let message = format!("the structure is broken: {reason}");
        let help = "export it again, as a LimeSurvey structure (.lss)";
        ExchangeError::Table(Problem::new(file, message).help(Some(help.into())))
    })?;
    Ok(Structure::new(&tables).questionnaire())
}

/// Elements within each other, at most; structures have five.
const DEEPEST: usize = 50;

/// All rows of all tables. Entities of the file's own are not known, so nothing can expand.
fn tables(text: &str) -> Result<Tables, String> {
    let mut reader = Reader::from_str(text);
    let mut tables = Tables::new();
    let mut path: Vec<String> = Vec::new();
    let mut row = Row::new();
    let mut field = String::new();
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match event {
            Event::Eof if path.is_empty() => return Ok(tables),
            Event::Eof => return Err("it ends too early".into()),
            Event::DocType(text) if text.contains("<!ENTITY") => {
                return Err("it declares entities, which are not read".into());
            }
            Event::Start(_) if path.len() == DEEPEST => {
                return Err(format!(
                    "it has more than {DEEPEST} elements within each other"
                ));
            }
            Event::Start(start) => {
                path.push(start.name().0.to_owned());
                field.clear();
            }
            Event::Text(part) => field.push_str(&part),
            Event::CData(part) => field.push_str(&part),
            Event::GeneralRef(part) => field.push_str(&entity(&part)),
            Event::End(_) => {
                let levels: Vec<&str> = path.iter().map(String::as_str).collect();
                match levels.as_slice() {
                    [_, _, "rows", "row", name] => {
                        row.insert((*name).to_owned(), field.trim().to_owned());
                    }
                    [_, table, "rows", "row"] => {
                        let rows = tables.entry((*table).to_owned()).or_default();
                        rows.push(std::mem::take(&mut row));
                    }
                    _ => {}
                }
                path.pop();
                field.clear();
            }
            _ => {}
        }
    }
}

fn get<'r>(row: &'r Row, name: &str) -> &'r str {
    row.get(name).map_or("", String::as_str)
}

/// The tables of a structure, as far as questions need them.
struct Structure<'t> {
    tables: &'t Tables,
    /// The survey's own language.
    language: &'t str,
}

impl<'t> Structure<'t> {
    fn new(tables: &'t Tables) -> Structure<'t> {
        let survey = tables.get("surveys").and_then(|rows| rows.first());
        Structure {
            tables,
            language: survey.map_or("", |row| get(row, "language")),
        }
    }

    fn rows(&self, table: &str) -> &'t [Row] {
        self.tables
            .get(table)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// Texts of a row in each language, the survey's own first: in a table of their own, or in the row itself.
    fn texts(&self, table: &str, key: &str, row: &'t Row, field: &str) -> Vec<String> {
        let id = get(row, key);
        let mut found: Vec<(&str, &str)> = self
            .rows(table)
            .iter()
            .filter(|text| get(text, key) == id)
            .map(|text| (get(text, "language"), get(text, field)))
            .collect();
        if found.is_empty() {
            found.push((get(row, "language"), get(row, field)));
        }
        found.sort_by_key(|(language, _)| *language != self.language);
        let texts = found.into_iter().map(|(_, text)| without_tags(text));
        texts.filter(|text| !text.is_empty()).collect()
    }

    /// The rows of a table in one language, in the order that the survey shows.
    fn ordered(&self, table: &str, order: &str) -> Vec<&'t Row> {
        let own = |row: &&Row| {
            let language = get(row, "language");
            language.is_empty() || self.language.is_empty() || language == self.language
        };
        let mut rows: Vec<&Row> = self.rows(table).iter().filter(own).collect();
        rows.sort_by_key(|row| get(row, order).parse::<i64>().unwrap_or(i64::MAX));
        rows
    }

    fn questionnaire(&self) -> Questionnaire {
        let settings = self.rows("surveys_languagesettings");
        let own = settings
            .iter()
            .find(|row| get(row, "surveyls_language") == self.language);
        let title = own
            .or(settings.first())
            .map_or("", |row| get(row, "surveyls_title"));
        let mut form = Questionnaire {
            not_read: Vec::new(),
            id: title.to_owned(),
            title: without_tags(title),
            questions: Vec::new(),
        };
        let questions = self.ordered("questions", "question_order");
        let mut parts = self.ordered("subquestions", "question_order");
        // Newer structures have questions and their parts in one table.
        let within = |row: &&Row| !matches!(get(row, "parent_qid"), "" | "0");
        parts.extend(questions.iter().copied().filter(|row| within(row)));
        for question in questions.into_iter().filter(|row| !within(row)) {
            self.question(question, &parts, &mut form.questions);
        }
        form
    }

    fn question(&self, row: &'t Row, parts: &[&'t Row], all: &mut Vec<Question>) {
        let (id, name, kind) = (get(row, "qid"), get(row, "title"), get(row, "type"));
        let texts = self.texts("question_l10ns", "qid", row, "question");
        let whole = Question {
            name: name.to_owned(),
            texts: texts.clone(),
            choices: self.choices(id, kind),
            several: matches!(kind, "M" | "P" | "R"),
            // Questions of an array have one scale by their nature.
            ordered: matches!(kind, "5" | "A" | "B" | "C" | "E" | "F" | "H" | "1"),
            declared: true,
            ..Question::default()
        };
        let parts: Vec<&&Row> = parts
            .iter()
            .filter(|part| get(part, "parent_qid") == id)
            .collect();
        if parts.is_empty() {
            all.push(whole);
            return;
        }
        for part in parts {
            let own = self.texts("question_l10ns", "qid", part, "question");
            let mut texts_of_part: Vec<String> = texts
                .iter()
                .zip(&own)
                .map(|(whole, part)| format!("{whole} [{part}]"))
                .collect();
            texts_of_part.extend(own);
            all.push(Question {
                name: format!("{name}[{}]", get(part, "title")),
                texts: texts_of_part,
                ..whole.clone()
            });
        }
    }

    /// What may be answered: by the kind of question, else as the survey lists it.
    fn choices(&self, id: &str, kind: &str) -> Vec<Choice> {
        let numbered = |last: u32| {
            (1..=last)
                .map(|number| Choice::new(number.to_string(), ""))
                .collect()
        };
        // The words of LimeSurvey itself, which no structure holds: in English, French and Arabic, the survey's own language first.
        let own = match self.language.get(..2) {
            Some("fr") => 1,
            Some("ar") => 2,
            _ => 0,
        };
        let worded = |words: &[(&str, &[&str; 3])]| {
            let choice = |(code, labels): &(&str, &[&str; 3])| {
                let mut labels = labels.map(str::to_owned).to_vec();
                labels.rotate_left(own);
                Choice {
                    code: (*code).to_owned(),
                    labels,
                }
            };
            words.iter().map(choice).collect::<Vec<_>>()
        };
        match kind {
            "5" | "A" => numbered(5),
            "B" => numbered(10),
            "C" => worded(&[
                ("N", &["No", "Non", "لا"]),
                ("U", &["Uncertain", "Incertain", "غير متأكد"]),
                ("Y", &["Yes", "Oui", "نعم"]),
            ]),
            "E" => worded(&[
                ("D", &["Decrease", "Diminuer", "نقصان"]),
                ("S", &["Same", "Sans changement", "نفس"]),
                ("I", &["Increase", "Augmenter", "زيادة"]),
            ]),
            "Y" => worded(&[("N", &["No", "Non", "لا"]), ("Y", &["Yes", "Oui", "نعم"])]),
            _ => {
                let answers = self.ordered("answers", "sortorder").into_iter();
                let mut choices: Vec<Choice> = Vec::new();
                for answer in answers.filter(|answer| get(answer, "qid") == id) {
                    let code = get(answer, "code").to_owned();
                    if !choices.iter().any(|choice| choice.code == code) {
                        let labels = self.texts("answer_l10ns", "aid", answer, "answer");
                        choices.push(Choice { code, labels });
                    }
                }
                choices
            }
        }
    }
}

/// A text without the markup of a web page.
fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut tag = false;
    for letter in text.chars() {
        match letter {
            '<' => tag = true,
            '>' => tag = false,
            _ if tag => {}
            letter => plain.push(letter),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "<?xml version='1.0'?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>
        <answers><fields><fieldname>qid</fieldname></fields><rows>
        <row><qid>1</qid><code><![CDATA[A2]]></code><answer><![CDATA[Always &amp; ever]]></answer><sortorder>2</sortorder><language>en</language></row>
        <row><qid>1</qid><code>A1</code><answer>Never</answer><sortorder>1</sortorder><language>en</language></row>
        </rows></answers>
        <questions><rows><row><qid>1</qid><parent_qid>0</parent_qid><type>F</type><title>Q1</title><question><![CDATA[<p>How&nbsp;often?</p>]]></question><question_order>1</question_order><language>en</language></row></rows></questions>
        <subquestions><rows><row><qid>7</qid><parent_qid>1</parent_qid><title>SQ001</title><question>I search &amp; find</question><question_order>1</question_order><language>en</language></row></rows></subquestions>
        <surveys><rows><row><language>en</language></row></rows></surveys>
        <surveys_languagesettings><rows><row><surveyls_language>en</surveyls_language><surveyls_title>Pulse 2027</surveyls_title></row></rows></surveys_languagesettings>
        </document>";

    #[test]
    fn arrays_have_a_question_for_each_part_and_answers_in_their_order() {
        let form = read("pulse.lss", OLD.as_bytes()).unwrap();
        assert_eq!(
            (form.title.as_str(), form.questions.len()),
            ("Pulse 2027", 1)
        );
        let question = &form.questions[0];
        assert_eq!(question.name, "Q1[SQ001]");
        assert_eq!(question.texts[1], "I search & find");
        assert!(question.ordered && !question.several);
        let codes: Vec<&str> = question
            .choices
            .iter()
            .map(|choice| choice.code.as_str())
            .collect();
        assert_eq!(codes, ["A1", "A2"]);
    }

    #[test]
    fn texts_in_tables_of_their_own_are_found() {
        let new = "<document><questions><rows>
            <row><qid>1</qid><parent_qid>0</parent_qid><type>L</type><title>mood</title></row>
            </rows></questions>
            <question_l10ns><rows><row><qid>1</qid><question>Humeur ?</question><language>fr</language></row><row><qid>1</qid><question>Mood?</question><language>en</language></row></rows></question_l10ns>
            <answers><rows><row><aid>5</aid><qid>1</qid><code>1</code><sortorder>0</sortorder></row></rows></answers>
            <answer_l10ns><rows><row><aid>5</aid><answer>Bad</answer><language>en</language></row></rows></answer_l10ns>
            <surveys><rows><row><language>en</language></row></rows></surveys></document>";
        let form = read("mood.lss", new.as_bytes()).unwrap();
        assert_eq!(form.questions[0].texts, ["Mood?", "Humeur ?"]);
        assert_eq!(form.questions[0].choices, [Choice::new("1", "Bad")]);
    }

    #[test]
    fn broken_structures_say_so() {
        let deep = "<a>".repeat(500_000);
        let entities = "<!DOCTYPE d [<!ENTITY a \"b\">]><document></document>";
        for broken in [
            "<document><questions>",
            "<document></questions>",
            &deep,
            entities,
        ] {
            let error = read("broken.lss", broken.as_bytes())
                .unwrap_err()
                .to_string();
            assert!(error.contains("the structure is broken"), "{error}");
        }
    }
}
