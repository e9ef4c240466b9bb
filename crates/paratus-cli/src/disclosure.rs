//! For whom the output is, and the key that counts are rounded by.

use crate::args::Global;
use crate::console::FAINT;
use crate::failure::{Failure, reason};
use crate::folder;
use crate::formatting;
use crate::table::Cell;
use paratus::disclosure::{Disclosure, Published};
use paratus::{Code, Fact, Finding, Programme, Range, Sentence};
use paratus_report::Catalogue;
use std::io::Read as _;
use std::path::Path;

/// The variable that may hold the key.
const VARIABLE: &str = "PARATUS_DISCLOSURE_KEY";

/// Bytes of a key at most. A table that was named by mistake, or a device that never ends, is no secret.
const LONGEST_KEY: u64 = 1 << 16;

/// The flag that names a file with it.
const FLAG: &str = "--disclosure-key-file";

/// What the flags and the environment say. No message repeats the key.
pub(crate) fn of_flags(global: &Global) -> Result<Disclosure, Failure> {
    if global.internal {
        return Ok(Disclosure::internal());
    }
    if let Some(path) = &global.disclosure_key_file {
        let mut key = Vec::new();
        folder::input(path)
            .and_then(|file| file.take(LONGEST_KEY + 1).read_to_end(&mut key))
            .map_err(|error| {
                let why = [
                    ("file", formatting::path(path).into()),
                    ("detail", reason(&error).into()),
                ];
                missing(FLAG, Sentence::FileUnreadable, why)
            })?;
        if key.len() as u64 > LONGEST_KEY {
            let size = [
                ("name", formatting::path(path).into()),
                ("bytes", LONGEST_KEY.into()),
            ];
            return Err(missing(FLAG, Sentence::DisclosureKeyLong, size));
        }
        if key.trim_ascii().is_empty() {
            return Err(empty(FLAG, formatting::path(path)));
        }
        return Ok(Disclosure::published(key));
    }
    match std::env::var_os(VARIABLE) {
        None => Ok(Disclosure::default()),
        Some(key) if key.to_string_lossy().trim().is_empty() => {
            Err(empty(VARIABLE, VARIABLE.to_owned()))
        }
        Some(key) => Ok(Disclosure::published(key.as_encoded_bytes())),
    }
}

/// The place that was named is there, and holds nothing.
fn empty(place: &str, name: String) -> Failure {
    missing(place, Sentence::DisclosureKeyEmpty, [("name", name.into())])
}

/// There is no key in the place that was named.
fn missing<const N: usize>(
    place: &str,
    sentence: Sentence,
    facts: [(&'static str, Fact); N],
) -> Failure {
    let finding = Finding::new(Code::DisclosureKeyMissing, place, sentence, facts).help(
        "write a long secret into it and keep it with the office; without a key, one is derived from the evidence",
    );
    Failure::new("there is no disclosure key to round by")
        .with_findings(vec![finding], Path::new(""))
}

/// What every internal output for people begins with.
pub(crate) const INTERNAL: &str =
    "Internal: exact figures, those of small groups included. Not for publication.";

/// What the signs of a text mean, of those that are in it, and how its figures were rounded. `others` are the signs that mean something
/// else in each text.
pub(crate) fn legend(
    shown: &str,
    others: &[(&str, &str)],
    programme: &Programme,
    disclosure: &Disclosure,
) -> String {
    let rules = programme.rules();
    let mut sentences = signs(shown, others);
    if disclosure.is_internal() {
        sentences.push("Figures are exact.".to_owned());
        return sentences.join(" ");
    }
    if shown.contains("[c]") {
        sentences.push(format!(
            "[c]: suppressed, about fewer than {} people (shares: fewer than {}), or so few could decide it; totals include what \
             is suppressed.",
            rules.min_cell,
            paratus::disclosure::FEWEST_FOR_SHARES,
        ));
    }
    sentences.push(match rules.round_to {
        1 => "Published form: counts are exact (`round_to` is 1).".to_owned(),
        step => format!(
            "Published form: counts of people are rounded to multiples of {step}, so they may not add up. {}",
            paratus_report::panels::exact_counts(&Catalogue::default()).words
        ),
    });
    if ["<10%", ">90%", "<0.10", ">0.90"]
        .iter()
        .any(|coded| shown.contains(coded))
    {
        sentences.push("Below 10% and above 90% only that is said of means.".to_owned());
    }
    sentences.push("`--internal` gives exact figures.".to_owned());
    if disclosure.key().is_none() && rules.round_to > 1 {
        sentences.push(
            "The key was derived from the evidence, which a good guess of the evidence gives away: give one (`PARATUS_DISCLOSURE_KEY`)."
                .to_owned(),
        );
    }
    sentences.join(" ")
}

/// What the signs of a text mean, of those that are in it.
pub(crate) fn signs(shown: &str, meanings: &[(&str, &str)]) -> Vec<String> {
    let is_there = |(sign, _): &&(&str, &str)| shown.contains(sign);
    let found = meanings.iter().filter(is_there);
    found
        .map(|(sign, meaning)| format!("{sign}: {meaning}."))
        .collect()
}

/// A figure: its cell, or the sign of one that is suppressed, or does not apply.
pub(crate) fn published_cell<T: Copy>(figure: Published<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
    match figure.value() {
        Some(value) => cell(value),
        None => Cell::styled(sign(&figure), FAINT),
    }
}

/// The sign of a figure that is not given.
pub(crate) fn sign<T>(figure: &Published<T>) -> &'static str {
    if figure.is_suppressed() { "[c]" } else { "[z]" }
}

/// A count in words, or its sign.
pub(crate) fn count(figure: Published<u64>) -> String {
    figure
        .value()
        .map_or_else(|| sign(&figure).to_owned(), formatting::thousands)
}

/// A figure of a flat table; empty where it is not given.
pub(crate) fn flat<T: Copy + ToString>(figure: Published<T>) -> String {
    figure
        .value()
        .map(|value| value.to_string())
        .unwrap_or_default()
}

/// A mean as a percentage; the ends of a published one are coded.
pub(crate) fn percent(mean: Published<f64>) -> String {
    match mean.value() {
        None => sign(&mean).to_owned(),
        Some(value) if mean.is_rounded() && value <= 0.0 => "<10%".to_owned(),
        Some(value) if mean.is_rounded() && value >= 1.0 => ">90%".to_owned(),
        Some(value) => formatting::percent(value),
    }
}

/// A mean of ranges beside its threshold; the ends of a published one are coded.
pub(crate) fn range(mean: Published<Range>, threshold: f64) -> String {
    let shown = mean.mean_text(Some(threshold));
    shown.unwrap_or_else(|| sign(&mean).to_owned())
}
