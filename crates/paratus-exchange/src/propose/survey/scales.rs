//! Scales of answers: declared by a form, known by their texts, or guessed from numbers.

use super::known_scales::{KnownScale, known_scales};
use crate::propose::column::Column;
use crate::questionnaire::{Choice, Question};
use paratus::document::InstrumentDoc;
use std::collections::{BTreeMap, BTreeSet};

/// Texts that are no answer whatever the scale.
pub(super) const NO_ANSWER: [&str; 34] = [
    "weiß nicht",
    "k. a.",
    "k.a.",
    "ns/nc",
    "nsp",
    "keine angabe",
    "nicht zutreffend",
    "no sabe",
    "no aplica",
    "je ne sais pas",
    "ne sait pas",
    "ne se prononce pas",
    "non concerné",
    "non applicable",
    "sans objet",
    "لا أدري",
    "لا أعرف",
    "لا ينطبق",
    "don't know",
    "dont know",
    "unfamiliar (n/a)",
    "not applicable",
    "prefer not to say",
    "no answer",
    "no opinion",
    "sans avis",
    "sans opinion",
    "keine meinung",
    "sin opinión",
    "لا رأي",
    "بلا رأي",
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
    /// The points of other scales that have all of the words too, where not all words of this one are there.
    pub(super) other_points: Vec<u32>,
    /// The words of the scale, where it is one that is known.
    pub(super) known: Option<KnownScale>,
    /// Texts of answers that are no words of the scale: a person must say what they are.
    pub(super) unknown: Vec<String>,
    pub(super) evidence: String,
}

/// Whether a text or a code stands for no answer, also where a form writes a number before or behind the text: `-99 - No answer`.
pub(in crate::propose) fn is_no_answer(text: &str) -> bool {
    let is_one = |text: &str| NO_ANSWER.contains(&text.to_lowercase().as_str());
    let positive = text.strip_prefix('-').unwrap_or(text);
    is_one(text) || without_number(positive).is_some_and(|(_, word)| is_one(word))
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
    let text = letters.collect::<String>().to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .join(" ")
        .replace("satisfait(e)", "satisfait")
        .replace("satisfaite", "satisfait")
}

/// A text without the number that a form writes before or behind it, and the number: `5 - Strongly agree`, `Strongly agree (5)`.
fn without_number(text: &str) -> Option<(u32, &str)> {
    let text = text.trim();
    let behind = text.strip_suffix([')', ']']);
    let behind = behind.and_then(|text| text.rsplit_once(['(', '[']));
    if let Some((word, number)) = behind
        && word.starts_with(char::is_alphabetic)
        && let Ok(number) = number.trim().parse()
    {
        return Some((number, word.trim_end()));
    }
    let word = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = text.strip_suffix(word)?;
    let word = word.trim_start();
    let inner = word
        .strip_prefix('(')
        .and_then(|word| word.strip_suffix(')'));
    let word =
        inner.unwrap_or_else(|| word.trim_start_matches(['-', '–', '—', '.', ':', '=', ')']));
    let word = word.trim();
    word.starts_with(char::is_alphabetic)
        .then(|| Some((digits.parse().ok()?, word)))?
}

/// The words of answers, where all have a number before them without it.
fn words_of<'t>(texts: &[&'t str]) -> Vec<(Option<u32>, &'t str)> {
    let numbered = texts.iter().map(|text| without_number(text));
    match numbered.collect::<Option<Vec<_>>>() {
        Some(numbered) => numbered
            .into_iter()
            .map(|(number, word)| (Some(number), word))
            .collect(),
        None => texts.iter().map(|text| (None, *text)).collect(),
    }
}

/// The place of each text on a scale.
fn places(scale: KnownScale, texts: &[&str]) -> Vec<Option<u32>> {
    let place = |text: &&str| scale.place(&plain(text));
    texts.iter().map(place).collect()
}

/// Whether no two different texts have one place: a scale on which they had is another than theirs.
fn are_apart(texts: &[&str], places: &[Option<u32>]) -> bool {
    let mut of_place: BTreeMap<u32, String> = BTreeMap::new();
    texts.iter().zip(places).all(|(text, place)| {
        place.is_none_or(|place| {
            let text = plain(text);
            *of_place.entry(place).or_insert_with(|| text.clone()) == text
        })
    })
}

/// Whether each place of a scale is among these.
fn has_all_places(scale: KnownScale, places: &[u32]) -> bool {
    (1..=scale.points()).all(|place| places.contains(&place))
}

/// Scales on which all of these texts have places of their own, with the places.
fn fitting(texts: &[&str]) -> Vec<(KnownScale, Vec<u32>)> {
    let fits = |scale: KnownScale| {
        let places = places(scale, texts);
        let apart = are_apart(texts, &places);
        let places: Vec<u32> = places.into_iter().collect::<Option<_>>()?;
        apart.then_some((scale, places))
    };
    let mut all: Vec<(KnownScale, Vec<u32>)> = known_scales().filter_map(fits).collect();
    let is_wide = |(scale, _): &(KnownScale, _)| !scale.is_narrow();
    if all.iter().any(is_wide) {
        all.retain(|(scale, places)| !scale.is_narrow() || has_all_places(*scale, places));
    }
    all
}

/// The texts that are nearly all of one scale, two different ones at least. A text that several people gave belongs to a scale of its
/// own.
fn mostly_known<'t>(texts: &[&'t str]) -> Option<Vec<&'t str>> {
    let of_scale = |scale: KnownScale| {
        let places = places(scale, texts);
        let placed = || texts.iter().copied().zip(&places);
        let known: Vec<&str> = placed()
            .filter_map(|(text, place)| place.is_some().then_some(text))
            .collect();
        let others: Vec<&str> = placed()
            .filter_map(|(text, place)| place.is_none().then_some(text))
            .collect();
        let different: BTreeSet<u32> = places.iter().copied().flatten().collect();
        let odd: BTreeSet<&str> = others.iter().copied().collect();
        let are_few = others.len() == 1 || others.len() * 20 <= texts.len();
        let is_scale = different.len() > 1 && are_few && odd.len() == others.len();
        (is_scale && are_apart(texts, &places)).then_some(known)
    };
    let all = known_scales().filter_map(of_scale);
    // Of those with as many texts the first.
    all.rev().max_by_key(Vec::len)
}

/// The answers of a column that are no marker for "no answer".
fn given<'p>(column: &Column<'p>) -> Vec<&'p str> {
    let cells = column.cells.iter().copied();
    cells.filter(|cell| !is_no_answer(cell)).collect()
}

/// The answers of a column that are words of a scale, and those that are none and that a person must judge; none where the column has no
/// scale. What single people wrote otherwise is refused as it comes.
fn scale_words<'p>(column: &Column<'p>) -> Option<(Vec<&'p str>, Vec<&'p str>)> {
    let given = given(column);
    let words: Vec<&str> = words_of(&given).into_iter().map(|(_, word)| word).collect();
    if words.is_empty() || words.iter().any(|word| word.parse::<f64>().is_ok()) {
        return None;
    }
    if !fitting(&words).is_empty() {
        return Some((words, Vec::new()));
    }
    if let Some(known) = mostly_known(&words) {
        return Some((known, Vec::new()));
    }
    let mut different = words;
    different.sort_unstable();
    different.dedup();
    partly_known(&different)
}

/// Of different texts the words of the scale that has the most of them, and the others; none where it has fewer than half.
fn partly_known<'t>(texts: &[&'t str]) -> Option<(Vec<&'t str>, Vec<&'t str>)> {
    let of_scale = |scale: KnownScale| {
        let places = places(scale, texts);
        let is_apart = are_apart(texts, &places);
        let placed = texts.iter().copied().zip(&places);
        let (mut known, mut others) = (Vec::new(), Vec::new());
        for (text, place) in placed {
            if place.is_some() {
                &mut known
            } else {
                &mut others
            }
            .push(text);
        }
        let different: BTreeSet<&u32> = places.iter().flatten().collect();
        // Yes and no are in many columns that are no scale.
        let is_long = scale.points() > 2 && different.len() > 1;
        let is_scale = is_apart && is_long && different.len() >= others.len();
        is_scale.then_some((known, others))
    };
    let all = known_scales().filter_map(of_scale);
    // Of those with as many texts the first.
    all.rev().max_by_key(|(known, _)| known.len())
}

/// The words of a form's scales: columns that share a word have one scale.
#[derive(Default)]
pub(super) struct FormWords<'p> {
    /// Of each group of columns their words, and the points that the folder has for one of their questions.
    groups: Vec<(BTreeMap<String, &'p str>, Option<u32>)>,
}

impl<'p> FormWords<'p> {
    /// Takes note of a column; `points`: how many answers the folder has for the question.
    pub(super) fn note(&mut self, column: &Column<'p>, points: Option<u32>) {
        let Some((words, _)) = scale_words(column) else {
            return;
        };
        let mut all: BTreeMap<String, &'p str> =
            words.into_iter().map(|word| (plain(word), word)).collect();
        let mut points = points;
        let mut apart = Vec::new();
        for (words, of_folder) in std::mem::take(&mut self.groups) {
            if words.keys().any(|word| all.contains_key(word)) {
                all.extend(words);
                points = points.or(of_folder);
            } else {
                apart.push((words, of_folder));
            }
        }
        apart.push((all, points));
        self.groups = apart;
    }

    /// The scale of the columns that share these words, and the points of others that have them all.
    fn scale(&self, words: &[&str]) -> Result<(KnownScale, Vec<u32>), String> {
        let own: Vec<String> = words.iter().map(|word| plain(word)).collect();
        let group = self
            .groups
            .iter()
            .find(|(all, _)| own.iter().any(|word| all.contains_key(word)));
        let (all, points) = match group {
            Some((all, points)) => (all.values().copied().collect(), *points),
            None => (words.to_vec(), None),
        };
        let mut found = fitting(&all);
        if let Some(points) = points
            && found.iter().any(|(scale, _)| scale.points() == points)
        {
            found.retain(|(scale, _)| scale.points() == points);
        }
        let listed = || crate::error::listed(all.iter().copied().take(12));
        let Some((first, places)) = found.first() else {
            return Err(format!(
                "its words and those of other columns that share them are of no one scale ({}); give their numbers under `answers` to read them",
                listed()
            ));
        };
        let is_as_long = |scale: &KnownScale| scale.points() == first.points();
        let mut as_long = found.iter().filter(|(scale, _)| is_as_long(scale));
        let other = as_long.find(|(_, other)| other != places);
        let is_whole = has_all_places(*first, places);
        let longer_or_shorter = found.iter().map(|(scale, _)| scale.points());
        let mut other_points: Vec<u32> = longer_or_shorter
            .filter(|points| !is_whole && *points != first.points())
            .collect();
        other_points.sort_unstable();
        other_points.dedup();
        match other {
            None => Ok((*first, other_points)),
            Some(_) => Err(format!(
                "words that are of several scales ({}) and have another number on each; give their numbers under `answers` to read them",
                listed()
            )),
        }
    }
}

/// The scale of the folder's instrument that asks a question, where most different answers are words of it.
pub(super) fn of_instrument(column: &Column<'_>, instrument: &InstrumentDoc) -> Option<Scale> {
    let is_one = |texts: &[String], cell: &str| texts.iter().any(|text| plain(text) == plain(cell));
    let mut words = given(column);
    words.retain(|cell| !is_one(&instrument.no_answer, cell));
    words.sort_unstable();
    words.dedup();
    let known = words.iter().filter(|cell| is_one(&instrument.labels, cell));
    (known.count() * 2 > words.len()).then(|| Scale {
        points: instrument.points,
        labels: instrument.labels.clone(),
        no_answer: instrument.no_answer.clone(),
        evidence: format!("{}, words of the folder's instrument", column.evidence()),
        ..Scale::default()
    })
}

/// The scale of a question, guessed from the cells of its column and the words of the whole form.
pub(super) fn guessed(column: &Column<'_>, form: &FormWords<'_>) -> Result<Guess, String> {
    let given = given(column);
    if given.is_empty() {
        return Err("nobody answered it".into());
    }
    let numbers: Option<Vec<f64>> = given.iter().map(|cell| cell.parse().ok()).collect();
    if let Some(numbers) = numbers {
        return numbered(&numbers).map(Guess::Numbers);
    }
    let Some((words, unknown)) = scale_words(column) else {
        let numbers: Option<Vec<f64>> = given.iter().map(|cell| leading_number(cell)).collect();
        return match numbers {
            Some(numbers) => numbered(&numbers).map(Guess::Numbers),
            None => Err(no_scale(column)),
        };
    };
    let (scale, other_points) = form.scale(&words)?;
    let mut answers: Vec<(String, u32)> = Vec::new();
    let texts = words_of(&given);
    for (text, (number, word)) in given.iter().zip(texts) {
        let [Some(place)] = places(scale, &[word])[..] else {
            continue;
        };
        if number.is_some_and(|number| number != place) {
            return Err(format!(
                "{} has another number than its words have on their scale, {place}; give the numbers under `answers` to read them",
                crate::error::quoted_cell(text)
            ));
        }
        answers.push(((*text).to_owned(), place));
    }
    answers.sort();
    answers.dedup();
    answers.sort_by_key(|(_, number)| *number);
    let mut no_answer = column.cells.clone();
    no_answer.retain(|cell| {
        is_no_answer(cell) && without_number(cell.trim_start_matches('-')).is_some()
    });
    no_answer.sort_unstable();
    no_answer.dedup();
    Ok(Guess::Scale(Scale {
        points: scale.points(),
        answers,
        no_answer: no_answer.into_iter().map(str::to_owned).collect(),
        unknown: unknown.into_iter().map(str::to_owned).collect(),
        other_points,
        known: Some(scale),
        evidence: column.evidence(),
        ..Scale::default()
    }))
}

/// The number of an answer that is one, or begins with it.
fn leading_number(cell: &str) -> Option<f64> {
    let number = without_number(cell).map(|(number, _)| f64::from(number));
    number.or_else(|| cell.parse().ok())
}

/// The numbers of answers that say a word beside it: `5 = fully` where others are `4` alone.
pub(super) fn worded_numbers(column: &Column<'_>) -> BTreeMap<String, u32> {
    let cells = given(column).into_iter();
    cells
        .filter_map(|cell| Some((cell.to_owned(), without_number(cell)?.0)))
        .collect()
}

/// Why texts are no scale: those that are not known beside those that are, else all of them.
pub(super) fn no_scale(column: &Column<'_>) -> String {
    let mut texts = given(column);
    texts.sort_unstable();
    texts.dedup();
    if texts.len() > 12 {
        return format!("{} different texts, which are no scale", texts.len());
    }
    let help = "give their numbers under `answers` to read them, or bring the form of the survey";
    let listed = |texts: &[&str]| crate::error::listed(texts.iter().copied().take(4));
    let words: Vec<&str> = words_of(&texts).into_iter().map(|(_, word)| word).collect();
    let best = known_scales().map(|scale| places(scale, &words)).rev();
    let best = best
        .max_by_key(|places| places.iter().flatten().count())
        .unwrap_or_default();
    let known = best.iter().flatten().count();
    if known > 1 && !are_apart(&words, &best) {
        return format!(
            "texts of which two would have one number ({}); {help}",
            crate::error::listed(texts.iter().copied())
        );
    }
    let unknown: Vec<&str> = texts
        .iter()
        .zip(&best)
        .filter_map(|(text, place)| place.is_none().then_some(*text))
        .collect();
    if known > 1 {
        let is = if unknown.len() == 1 {
            "is no word"
        } else {
            "are no words"
        };
        return format!(
            "{} {is} of the scale that the other texts are of; {help}",
            listed(&unknown)
        );
    }
    format!("texts without a known order ({}); {help}", listed(&texts))
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
        ..Scale::default()
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
        let mut scales = fitting(texts).into_iter();
        let has_all = |scale: &KnownScale| u32::try_from(choices.len()) == Ok(scale.points());
        let places = scales.find(|(scale, places)| has_all(scale) && places.len() == choices.len());
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
