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

/// The English words that a page shows, but for what its authors wrote.
pub(crate) fn english_words(page: &str, answer: &Value) -> Vec<String> {
    let mut text = visible(page);
    for author in authored(answer) {
        text = text.replace(&author, " ");
    }
    let words = text.split_whitespace().map(|word| {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    });
    words
        .filter(|word| WORDS.contains(&word.as_str()) && !FRENCH.contains(&word.as_str()))
        .collect()
}

/// What is read of a page, on screen or aloud: its text and the attributes that hold text, without keys and values in `code`.
fn visible(page: &str) -> String {
    let mut text = String::new();
    let mut rest = page;
    let mut hidden = None;
    while let Some((before, after)) = rest.split_once('<') {
        if hidden.is_none() {
            text.push_str(before);
        }
        let (tag, after) = after.split_once('>').expect("a tag is closed");
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        match hidden {
            None if name == "style" || name == "code" => hidden = Some(name),
            Some(open) if tag.strip_prefix('/') == Some(open) => hidden = None,
            _ => {}
        }
        for attribute in ["aria-label=\"", "title=\"", "alt=\"", "data-label=\""] {
            if let Some((_, value)) = tag.split_once(attribute) {
                text.push(' ');
                text.push_str(value.split('"').next().unwrap_or_default());
            }
        }
        text.push(' ');
        rest = after;
    }
    text.push_str(rest);
    text.replace("&#39;", "'")
        .replace("&#34;", "\"")
        .replace("&amp;", "&")
}

/// What authors wrote, the longest first: titles, owners and reasons, as an answer has them.
fn authored(answer: &Value) -> Vec<String> {
    let mut found = BTreeSet::new();
    collect(answer, false, &mut found);
    let mut found: Vec<String> = found.into_iter().filter(|text| text.len() > 2).collect();
    found.sort_by_key(|text| std::cmp::Reverse(text.len()));
    found
}

fn collect(value: &Value, is_authored: bool, into: &mut BTreeSet<String>) {
    const KEYS: [&str; 8] = [
        "title",
        "owner",
        "by",
        "construct",
        "names",
        "site",
        "place",
        "text",
    ];
    match value {
        Value::String(text) if is_authored => {
            into.insert(text.clone());
        }
        Value::Array(list) => list
            .iter()
            .for_each(|value| collect(value, is_authored, into)),
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            // The reason of a decision is its author's; others are the library's.
            let is_decision = key == "override";
            let authored = is_authored || is_decision || KEYS.contains(&key.as_str());
            collect(value, authored, into);
        }),
        _ => {}
    }
}
