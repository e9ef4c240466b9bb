//! Words that neither prose nor names may contain: readers of English as a second language look them up, or read
//! past them. CONTRIBUTING.md lists what to write instead.

use crate::Result;
use crate::checkout::{Checkout, files_below};
use crate::steps::Outcome;
use std::fs;

/// The words, in small letters; matched as whole words, in names between underscores too.
const WORDS: [&str; 25] = [
    "told",
    "anew",
    "amiss",
    "afresh",
    "so many",
    "put away",
    "in vain",
    "whoever",
    "at the least",
    "at the most",
    "as it were",
    "mend",
    "mends",
    "mended",
    "mending",
    "telling",
    "tell on",
    "tell of",
    "tells of",
    "what helps",
    "nothing is said",
    "at hand",
    "stands beside",
    "stand beside",
    "stands where",
];

/// Files that may contain a word, with the word and why. At most ten.
const EXCEPTIONS: [(&str, &str); 2] = [
    // The lists themselves.
    ("crates/xtask/src/language.rs", ""),
    ("CONTRIBUTING.md", ""),
];

/// Endings of the files that are read.
const ENDINGS: [&str; 10] = [
    "rs", "md", "toml", "ts", "tsx", "mjs", "html", "css", "json", "snap",
];

/// Fails where a file of the checkout contains one of the words.
pub(crate) fn check(checkout: &Checkout) -> Result<Outcome> {
    let files = files_below(checkout.root(), &|folder| {
        folder.starts_with('.')
            || folder.starts_with("target")
            || matches!(
                folder,
                "node_modules" | "pkg" | "dist" | "proptest-regressions"
            )
    })?;
    let mut found = Vec::new();
    for file in files {
        if !file
            .extension()
            .is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known))
        {
            continue;
        }
        // Fixtures in other encodings hold no words of ours.
        let Ok(text) = fs::read_to_string(&file) else {
            continue;
        };
        let path = checkout.relative(&file);
        for (number, line) in text.lines().enumerate() {
            for word in words_in(line) {
                if !EXCEPTIONS
                    .iter()
                    .any(|(at, of)| *at == path && (of.is_empty() || *of == word))
                {
                    found.push(format!("{path}:{}: `{word}`", number + 1));
                }
            }
        }
    }
    if found.is_empty() {
        return Ok(Outcome::Done);
    }
    println!("{}", found.join("\n"));
    Err(format!(
        "{} words that the project does not use; CONTRIBUTING.md names better ones",
        found.len()
    ))
}

/// The words of [`WORDS`] that a line contains.
fn words_in(line: &str) -> Vec<&'static str> {
    let line = line.to_lowercase();
    let inside = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
    let contains = |word: &str| {
        line.match_indices(word).any(|(at, _)| {
            let (before, after) = (line.get(..at), line.get(at + word.len()..));
            !inside(before.and_then(|text| text.chars().next_back()))
                && !inside(after.and_then(|text| text.chars().next()))
        })
    };
    WORDS.into_iter().filter(|word| contains(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::words_in;

    #[test]
    fn whole_words_are_found_in_prose_and_names() {
        assert_eq!(
            words_in("What it was Told of, and in vain."),
            ["told", "in vain"]
        );
        assert_eq!(words_in("let told_plan = retold;"), ["told"]);
        assert_eq!(
            words_in("Where nothing is said, it mends what stands beside it."),
            ["mends", "nothing is said", "stands beside"]
        );
        assert!(words_in("The untold, a renewal, not so manyfold.").is_empty());
    }
}
