//! Scales of answers: declared by a form, known by their texts, or guessed from numbers.

use crate::propose::column::Column;
use crate::questionnaire::{Choice, Question};
use std::collections::BTreeSet;

/// Texts of answers in their order, lowest first. Texts of one place are separated by a stroke.
const SCALES: [&[&str]; 20] = [
    &[
        "strongly disagree",
        "disagree",
        "neither agree nor disagree|neutral|undecided|neither",
        "agree",
        "strongly agree",
    ],
    &[
        "strongly disagree",
        "disagree",
        "somewhat disagree",
        "neither agree nor disagree|neutral",
        "somewhat agree",
        "agree",
        "strongly agree",
    ],
    &[
        "strongly disagree",
        "somewhat disagree",
        "neither agree nor disagree|neutral",
        "somewhat agree",
        "strongly agree",
    ],
    &["strongly disagree", "disagree", "agree", "strongly agree"],
    &[
        "very dissatisfied",
        "dissatisfied|somewhat dissatisfied",
        "neither satisfied nor dissatisfied|neutral",
        "satisfied|somewhat satisfied",
        "very satisfied",
    ],
    &[
        "never",
        "rarely|seldom",
        "sometimes|occasionally",
        "often|frequently",
        "always",
    ],
    &["never", "rarely", "sometimes", "often"],
    &["not at all", "not much", "some", "a lot"],
    &[
        "not at all confident",
        "slightly confident|not so confident",
        "moderately confident|somewhat confident",
        "very confident",
        "extremely confident",
    ],
    &[
        "not at all important",
        "slightly important|not so important",
        "moderately important|somewhat important",
        "very important",
        "extremely important",
    ],
    &[
        "very unimportant",
        "somewhat unimportant",
        "neither important nor unimportant|neither important nor unimportant (neutral)",
        "somewhat important",
        "very important",
    ],
    &[
        "very unfavorably",
        "somewhat unfavorably",
        "neither favorably nor unfavorably|neither favorably nor unfavorably (neutral)",
        "somewhat favorably",
        "very favorably",
    ],
    &["very poor|poor", "fair", "good", "very good", "excellent"],
    &[
        "not at all",
        "hardly|a little|slightly",
        "partly|moderately|somewhat",
        "mostly|very|very much",
        "fully|completely|extremely",
    ],
    &[
        "pas du tout d'accord|أعارض بشدة|لا أوافق بشدة",
        "plutôt pas d'accord|pas d'accord|أعارض|لا أوافق",
        "ni d'accord ni pas d'accord|neutre|sans avis|محايد",
        "plutôt d'accord|d'accord|أوافق",
        "tout à fait d'accord|أوافق بشدة",
    ],
    &[
        "jamais|أبدا",
        "rarement|نادرا",
        "parfois|quelquefois|أحيانا",
        "souvent|غالبا",
        "toujours|دائما",
    ],
    &["non|لا", "oui|نعم"],
    &[
        "very difficult|very hard",
        "difficult|hard",
        "neither easy nor difficult|neutral|neither",
        "easy",
        "very easy",
    ],
    &["no", "yes"],
    &["false", "true"],
];

/// Texts that are no answer whatever the scale.
pub(super) const NO_ANSWER: [&str; 9] = [
    "don't know",
    "dont know",
    "unfamiliar (n/a)",
    "not applicable",
    "prefer not to say",
    "no answer",
    "-oth-",
    "99",
    "-99",
];

/// What the answers of a column seem to be.
pub(super) enum Guess {
    Scale(Scale),
    /// Whole numbers from 1 to the highest of them.
    Numbers(f64),
}

/// What a question's answers are.
#[derive(Default)]
pub(super) struct Scale {
    pub(super) points: u32,
    /// Words for the answers, lowest first; none where they are not known for all.
    pub(super) labels: Vec<String>,
    /// Numbers of texts and codes that are no labels.
    pub(super) answers: Vec<(String, u32)>,
    /// Texts and codes that stand for no answer.
    pub(super) no_answer: Vec<String>,
    pub(super) evidence: String,
}

/// Whether a text or a code stands for no answer.
fn is_no_answer(text: &str) -> bool {
    NO_ANSWER.contains(&text.to_lowercase().as_str())
}

/// A text as scales have it: in small letters, with blanks as a code has none, and without marks that are written or not.
fn plain(text: &str) -> String {
    let letters = text
        .chars()
        .filter(|letter| !matches!(letter, '\u{640}' | '\u{64b}'..='\u{65f}'));
    let letters = letters.map(|letter| match letter {
        '_' => ' ',
        '’' => '\'',
        letter => letter,
    });
    letters.collect::<String>().to_lowercase()
}

/// The place of each text on a scale.
fn places(scale: &[&str], texts: &[&str]) -> Vec<Option<u32>> {
    let place = |text: &&str| {
        let text = plain(text);
        let mut places = (1..).zip(scale.iter());
        let found = places.find(|(_, texts)| texts.split('|').any(|known| known == text));
        found.map(|(place, _)| place)
    };
    texts.iter().map(place).collect()
}

/// The first scale that has all of these texts: how many points it has, and the place of each text.
fn known(texts: &[&str]) -> Option<(u32, Vec<u32>)> {
    SCALES.iter().find_map(|scale| {
        let places: Option<Vec<u32>> = places(scale, texts).into_iter().collect();
        places.map(|places| (points_of(scale), places))
    })
}

fn points_of(scale: &[&str]) -> u32 {
    u32::try_from(scale.len()).unwrap_or(5)
}

/// The scale that nearly all of these texts are of, two different ones at least: how many points it has, and each of its texts with its
/// place. A text that several people gave belongs to a scale of its own.
fn mostly_known<'t>(texts: &[&'t str]) -> Option<(u32, Vec<(&'t str, u32)>)> {
    let of_scale = |scale: &&[&str]| {
        let places = places(scale, texts);
        let placed = || texts.iter().copied().zip(&places);
        let known: Vec<(&str, u32)> = placed()
            .filter_map(|(text, place)| Some((text, (*place)?)))
            .collect();
        let others: Vec<&str> = placed()
            .filter_map(|(text, place)| place.is_none().then_some(text))
            .collect();
        let different: BTreeSet<u32> = known.iter().map(|(_, place)| *place).collect();
        let odd: BTreeSet<&str> = others.iter().copied().collect();
        let are_few = others.len() == 1 || others.len() * 20 <= texts.len();
        let is_scale = different.len() > 1 && are_few && odd.len() == others.len();
        is_scale.then(|| (points_of(scale), known))
    };
    let all = SCALES.iter().filter_map(of_scale);
    // Of those with as many texts the first.
    all.rev().max_by_key(|(_, known)| known.len())
}

/// The scale of a question, guessed from the cells of its column.
pub(super) fn guessed(column: &Column<'_>) -> Result<Guess, String> {
    let cells = column.cells.iter().copied();
    let given: Vec<&str> = cells.filter(|cell| !is_no_answer(cell)).collect();
    if given.is_empty() {
        return Err("nobody answered it".into());
    }
    let numbers: Option<Vec<f64>> = given.iter().map(|cell| cell.parse().ok()).collect();
    if let Some(numbers) = numbers {
        return numbered(&numbers).map(Guess::Numbers);
    }
    let all =
        known(&given).map(|(points, places)| (points, given.iter().copied().zip(places).collect()));
    if let Some((points, texts)) = all.or_else(|| mostly_known(&given)) {
        let texts: Vec<(&str, u32)> = texts;
        let texts = texts
            .into_iter()
            .map(|(text, place)| (text.to_owned(), place));
        let mut answers: Vec<(String, u32)> = texts.collect();
        answers.sort();
        answers.dedup();
        answers.sort_by_key(|(_, number)| *number);
        return Ok(Guess::Scale(Scale {
            points,
            answers,
            evidence: column.evidence(),
            ..Scale::default()
        }));
    }
    let mut texts = given.clone();
    texts.sort_unstable();
    texts.dedup();
    if texts.len() > 12 {
        return Err(format!(
            "{} different texts, which are no scale",
            texts.len()
        ));
    }
    let listed = crate::error::listed(texts.iter().copied().take(4));
    Err(format!(
        "texts without a known order ({listed}); give their numbers under `answers` to read them, or bring the form of the survey"
    ))
}

/// The highest of numbers that may be answers on a scale.
fn numbered(numbers: &[f64]) -> Result<f64, String> {
    let highest = numbers.iter().copied().fold(0.0, f64::max);
    if numbers.iter().all(|number| [0.0, 1.0].contains(number)) && numbers.contains(&0.0) {
        return Err("only 0 and 1, as where a box is ticked or not".into());
    }
    let whole = |number: &f64| number.fract() == 0.0 && *number >= 1.0;
    if !numbers.iter().all(whole) || highest > 10.0 {
        return Err("numbers that are no scale from 1 to at most 10".into());
    }
    Ok(highest)
}

/// How many points a scale with this highest answer usually has.
pub(super) fn usual_points(highest: f64) -> u32 {
    let mut usual = [5, 7, 10].into_iter();
    let points = usual.find(|points| highest <= f64::from(*points));
    points.unwrap_or(10)
}

/// The scale of a question, as a form declares its choices.
pub(super) fn declared(question: &Question) -> Result<Guess, String> {
    if question.several {
        return Err("several answers may be chosen, which is no scale".into());
    }
    let none = |choice: &&Choice| {
        let texts = || choice.labels.iter().chain([&choice.code]);
        texts().any(|text| is_no_answer(text)) || NO_CODES.contains(&choice.code.as_str())
    };
    let (missing, choices): (Vec<&Choice>, Vec<&Choice>) = question.choices.iter().partition(none);
    if !(2..=11).contains(&choices.len()) {
        return Err(match choices.len() {
            0 => "it is no choice from a list".to_owned(),
            count => format!("{count} choices, which are no scale"),
        });
    }
    let (ordered, why) = in_order(question, &choices)?;
    let texts = |choice: &Choice| {
        let mut texts = vec![choice.code.clone()];
        texts.extend(
            choice
                .labels
                .iter()
                .filter(|text| !text.is_empty())
                .cloned(),
        );
        texts
    };
    let labels: Vec<String> = ordered
        .iter()
        .filter_map(|choice| {
            choice
                .labels
                .first()
                .filter(|text| !text.is_empty())
                .cloned()
        })
        .collect();
    let mut distinct = labels.clone();
    distinct.sort();
    distinct.dedup();
    let labels = if distinct.len() == ordered.len() {
        labels
    } else {
        Vec::new()
    };
    let mut answers: Vec<(String, u32)> = Vec::new();
    for (number, choice) in (1u32..).zip(&ordered) {
        for text in texts(choice) {
            let is_label = labels.get(number as usize - 1) == Some(&text);
            if text != number.to_string()
                && !is_label
                && !answers.iter().any(|(had, _)| *had == text)
            {
                answers.push((text, number));
            }
        }
    }
    Ok(Guess::Scale(Scale {
        points: u32::try_from(ordered.len()).unwrap_or(0),
        labels,
        answers,
        no_answer: missing.into_iter().flat_map(texts).collect(),
        evidence: format!("{} choices in the form, {why}", ordered.len()),
    }))
}

/// Codes of choices that stand for no answer in forms.
const NO_CODES: [&str; 15] = [
    "other", "-1", "-8", "-9", "-77", "-88", "-98", "88", "98", "77", "999", "dk", "na", "n/a",
    "none",
];

/// The choices from the lowest to the highest, and what shows it.
fn in_order<'q>(
    question: &Question,
    choices: &[&'q Choice],
) -> Result<(Vec<&'q Choice>, &'static str), String> {
    let first = choices.iter().filter_map(|choice| choice.labels.first());
    let labels: Vec<&str> = first.map(String::as_str).collect();
    let codes: Vec<&str> = choices.iter().map(|choice| choice.code.as_str()).collect();
    let by = |keys: &[i64]| {
        let mut ordered: Vec<(i64, &Choice)> =
            keys.iter().copied().zip(choices.iter().copied()).collect();
        ordered.sort_by_key(|(key, _)| *key);
        let distinct = ordered.is_sorted_by(|one, next| one.0 < next.0);
        distinct.then(|| {
            ordered
                .into_iter()
                .map(|(_, choice)| choice)
                .collect::<Vec<_>>()
        })
    };
    for texts in [&labels, &codes] {
        let places = known(texts).filter(|(points, places)| {
            places.len() == choices.len() && *points as usize == choices.len()
        });
        let keys = places.map(|(_, places)| places.into_iter().map(i64::from).collect::<Vec<_>>());
        if let Some(ordered) = keys.and_then(|keys| by(&keys)) {
            return Ok((ordered, "in the order of their words"));
        }
    }
    let numbers: Option<Vec<i64>> = codes.iter().map(|code| code.parse().ok()).collect();
    if let Some(numbers) = numbers {
        let span = |numbers: &[i64]| Some(numbers.iter().max()? - numbers.iter().min()?);
        let steps = i64::try_from(choices.len()).unwrap_or(i64::MAX) - 1;
        if (choices.len() > 2 || question.ordered)
            && span(&numbers) == Some(steps)
            && let Some(ordered) = by(&numbers)
        {
            return Ok((ordered, "numbered in steps of one"));
        }
    }
    if question.ordered {
        return Ok((
            choices.to_vec(),
            "in the order of the form, which says that they are a scale",
        ));
    }
    let listed = crate::error::listed(labels.iter().chain(&codes).copied().take(4));
    Err(format!(
        "choices without a known order ({listed}); give their numbers under `answers` to read them"
    ))
}
