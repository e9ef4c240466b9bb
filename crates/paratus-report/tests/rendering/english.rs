//! English words on pages of other languages. The tests of the command include this file too.

use serde_json::Value;
use std::collections::BTreeSet;

/// Words that are frequent in English and no words of French or Arabic.
const WORDS: &[&str] = &[
    "the",
    "and",
    "of",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "it",
    "its",
    "that",
    "this",
    "these",
    "with",
    "without",
    "people",
    "person",
    "nobody",
    "everyone",
    "not",
    "nothing",
    "from",
    "by",
    "for",
    "to",
    "than",
    "too",
    "few",
    "more",
    "enough",
    "answer",
    "answered",
    "answers",
    "give",
    "given",
    "has",
    "have",
    "must",
    "can",
    "could",
    "would",
    "who",
    "which",
    "what",
    "where",
    "there",
    "their",
    "they",
    "each",
    "only",
    "some",
    "any",
    "all",
    "many",
    "before",
    "after",
    "evidence",
    "gate",
    "track",
    "objective",
    "requirement",
    "training",
    "section",
    "role",
    "reads",
    "needs",
    "shown",
    "write",
    "remove",
    "add",
    "correct",
    "unknown",
    "missing",
    "ready",
    "closed",
    "open",
    "met",
    "figures",
    "nor",
    "one",
];

/// The words that are French too.
const FRENCH: &[&str] = &["section", "met", "correct"];

/// The English words that a page shows, but for places in files and what its authors wrote.
pub(crate) fn english_words(page: &str, answer: &Value) -> Vec<String> {
    let (places, authored) = (texts(answer, &PLACES), texts(answer, &AUTHORED));
    let mut words = Vec::new();
    for mut text in visible(page) {
        if places.iter().any(|place| place == text.trim()) {
            continue;
        }
        for author in authored.iter().filter(|author| author.len() > 2) {
            text = text.replace(author, " ");
        }
        let found = text.split_whitespace().map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        });
        words.extend(
            found.filter(|word| WORDS.contains(&word.as_str()) && !FRENCH.contains(&word.as_str())),
        );
    }
    words
}

/// Where an answer has places in files.
const PLACES: [&str; 2] = ["file", "path"];

/// Where an answer has what authors wrote. All of a decision beside a gate is its author's.
const AUTHORED: [&str; 10] = [
    "by",
    "construct",
    "evidence",
    "names",
    "override",
    "owner",
    "place",
    "site",
    "text",
    "title",
];

/// What is read of a page, on screen or aloud: its texts and the attributes that hold text, without keys and values in `code`.
fn visible(page: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = page;
    let mut hidden = None;
    while let Some((before, after)) = rest.split_once('<') {
        if hidden.is_none() {
            texts.push(before);
        }
        let (tag, after) = after.split_once('>').expect("a tag is closed");
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        match hidden {
            None if name == "style" || name == "code" => hidden = Some(name),
            Some(open) if tag.strip_prefix('/') == Some(open) => hidden = None,
            _ => {}
        }
        for attribute in ["aria-label=\"", "title=\"", "alt=\""] {
            let value = tag
                .split_once(attribute)
                .and_then(|(_, value)| value.split('"').next());
            texts.extend(value);
        }
        rest = after;
    }
    texts.push(rest);
    let plain = |text: &str| {
        text.replace("&#39;", "'")
            .replace("&#34;", "\"")
            .replace("&amp;", "&")
    };
    texts.into_iter().map(plain).collect()
}

/// The texts below these keys of an answer, the longest first.
fn texts(answer: &Value, keys: &[&str]) -> Vec<String> {
    let mut found = BTreeSet::new();
    collect(answer, keys, false, &mut found);
    let mut found: Vec<String> = found.into_iter().collect();
    found.sort_by_key(|text| std::cmp::Reverse(text.len()));
    found
}

fn collect(value: &Value, keys: &[&str], is_below: bool, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if is_below => {
            into.insert(text.clone());
        }
        Value::Array(list) => list
            .iter()
            .for_each(|value| collect(value, keys, is_below, into)),
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            collect(value, keys, is_below || keys.contains(&key.as_str()), into);
        }),
        _ => {}
    }
}
