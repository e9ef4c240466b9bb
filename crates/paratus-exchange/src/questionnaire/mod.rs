//! The questions of a survey as its form declares them: an XLSForm, a LimeSurvey structure, or a list of items.

mod items;
mod limesurvey;
mod xlsform;

use crate::{
    error::ExchangeError,
    import_file::ImportFile,
    recognise::{BookPart, Form, by_content},
};

/// The questions of a survey.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Questionnaire {
    /// What ids are made of: the form's id, else its title.
    pub(crate) id: String,
    /// Name for people.
    pub(crate) title: String,
    pub(crate) questions: Vec<Question>,
    /// What the form says that is not read.
    pub(crate) not_read: Vec<String>,
}

/// A question.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Question {
    /// Its name within the form.
    pub(crate) name: String,
    /// The groups around it, outermost first.
    pub(crate) groups: Vec<String>,
    /// The question itself, in each language of the form; the form's own language first.
    pub(crate) texts: Vec<String>,
    /// What may be answered; none where it is no choice.
    pub(crate) choices: Vec<Choice>,
    /// Whether several choices may be taken.
    pub(crate) several: bool,
    /// Whether the form says that the choices are a scale, lowest first.
    pub(crate) ordered: bool,
    /// Whether its choices are declared; otherwise the answers show them.
    pub(crate) declared: bool,
    /// How many answers its scale has, where the form says that without naming them.
    pub(crate) points: Option<u32>,
    /// What it measures, where the form says so.
    pub(crate) measures: Option<String>,
    /// Whether agreement means the opposite.
    pub(crate) reversed: bool,
}

/// An answer that may be chosen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    pub(crate) code: String,
    /// Its words in each language; the form's own language first.
    pub(crate) labels: Vec<String>,
}

impl Choice {
    pub(crate) fn new(code: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice {
            code: code.into(),
            labels: vec![label.into()],
        }
    }
}

/// Whether a file of this form holds questions instead of answers.
pub(crate) fn is_questionnaire(form: Form) -> bool {
    matches!(form, Form::XlsForm | Form::LimeSurveyStructure)
}

/// Reads the questions of a file: of a form by its own rules, of any other table as a list of items.
pub(crate) fn read(file: &ImportFile<'_>) -> Result<Questionnaire, ExchangeError> {
    let ImportFile { name, bytes } = file;
    // Which tables are logs makes no difference to forms.
    match by_content(name, bytes, BookPart::default(), |_| false)?
        .0
        .form
    {
        Form::XlsForm => xlsform::read(name, bytes),
        Form::LimeSurveyStructure => limesurvey::read(name, bytes),
        _ => items::read(name, bytes),
    }
}

impl Questionnaire {
    /// The question that a column answers, by any of the ways in which exports call it.
    pub(crate) fn question(&self, heading: &str, second: Option<&str>) -> Option<&Question> {
        let named = |text: &str| {
            let wanted = plain(text);
            let mut all = self.questions.iter();
            all.find(|question| {
                !wanted.is_empty() && question.names().any(|name| plain(&name) == wanted)
            })
        };
        // LimeSurvey also writes code and question into one heading: `G01Q01[SQ001]. Do you agree? [I know]`.
        let code = heading.split_once(". ").map(|(code, _)| code);
        let found = named(heading).or_else(|| second.and_then(named));
        found.or_else(|| code.and_then(named))
    }
}

impl Question {
    /// Names of the column with its answers: `satisfaction`, `group/satisfaction`, `group-satisfaction`, or the question itself.
    fn names(&self) -> impl Iterator<Item = String> + '_ {
        let path = |mark: &str| {
            let mut path: Vec<&str> = self.groups.iter().map(String::as_str).collect();
            path.push(&self.name);
            path.join(mark)
        };
        let codes = [self.name.clone(), path("/"), path("-"), path(".")];
        codes.into_iter().chain(self.texts.iter().cloned())
    }
}

/// A name without marks that exports add or drop: blanks, tags, and what encloses a part.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut tag = false;
    for letter in text.chars() {
        match letter {
            '<' => tag = true,
            '>' if tag => tag = false,
            _ if tag => {}
            '[' | ']' | '_' | '.' if text.ends_with(']') || !text.contains(' ') => {
                if !out.ends_with('_') {
                    out.push('_');
                }
            }
            letter if letter.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            letter => out.extend(letter.to_lowercase()),
        }
    }
    // A text with a stray `<` is no markup.
    let out = if tag { text.to_lowercase() } else { out };
    out.trim_matches([' ', '_']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_every_name_that_exports_give_them() {
        let form = Questionnaire {
            questions: vec![
                Question {
                    name: "ease".into(),
                    groups: vec!["use".into(), "search".into()],
                    texts: vec!["How <b>easy</b> is it?".into(), "Est-ce facile ?".into()],
                    ..Question::default()
                },
                Question {
                    name: "Q2[SQ001]".into(),
                    ..Question::default()
                },
            ],
            ..Questionnaire::default()
        };
        let place = |heading: &str| {
            let found = form.question(heading, None)?;
            form.questions.iter().position(|one| one == found)
        };
        for heading in [
            "ease",
            "use/search/ease",
            "use-search-ease",
            "How easy\nis it?",
            "Est-ce facile ?",
        ] {
            assert_eq!(place(heading), Some(0), "{heading}");
        }
        for heading in ["Q2[SQ001]", "Q2_SQ001", "Q2.SQ001."] {
            assert_eq!(place(heading), Some(1), "{heading}");
        }
        for heading in ["", "search/ease", "Q2"] {
            assert_eq!(place(heading), None, "{heading}");
        }
    }
}
