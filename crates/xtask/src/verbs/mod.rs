//! The verbs, one file each.

mod bench;
mod ci;
mod codegen;
mod npm;
mod release;
pub(crate) mod setup;
mod soak;
mod test;
mod wasm;

use crate::Result;
use crate::args::{AcceptedArguments, Arguments};
use crate::checkout::Checkout;
use std::fmt::Write as _;

/// One verb.
pub(crate) struct Verb {
    /// The word after `cargo xtask`.
    name: &'static str,
    /// What it does, in one line.
    what: &'static str,
    /// What may come after the word.
    accepts: AcceptedArguments,
    /// Does it.
    run: fn(&Checkout, &Arguments) -> Result,
}

/// Every verb, in the order of the usage text.
const VERBS: &[Verb] = &[
    test::VERB,
    soak::VERB,
    ci::VERB,
    setup::VERB,
    codegen::VERB,
    npm::VERB,
    wasm::VERB,
    bench::VERB,
    release::VERB,
];

/// Runs the verb of this name on the words that follow it.
pub(crate) fn run(name: &str, words: Vec<String>) -> Result {
    let verb = VERBS.iter().find(|verb| verb.name == name);
    let verb = verb.ok_or_else(|| format!("there is no verb `{name}`\n{}", usage()))?;
    let arguments = Arguments::parse(words, verb.accepts)?;
    (verb.run)(&Checkout::find()?, &arguments)
}

/// The text that lists the verbs.
pub(crate) fn usage() -> String {
    let mut text = "usage: cargo xtask VERB [FLAGS]\n".to_owned();
    for Verb {
        name,
        what,
        accepts,
        ..
    } in VERBS
    {
        let flags = accepts.flags.iter().map(|flag| format!(" [{flag}]"));
        let options = accepts
            .options
            .iter()
            .map(|option| format!(" [{option} X]"));
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "\n  {name:<8} {what}{}",
            flags.chain(options).collect::<String>()
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_verb_or_flag_is_answered_with_what_there_is() {
        assert!(
            run("tset", Vec::new())
                .unwrap_err()
                .starts_with("there is no verb `tset`\nusage:")
        );
        assert!(
            run("release", vec!["--now".to_owned()])
                .unwrap_err()
                .starts_with("invalid option '--now'")
        );
    }

    #[test]
    fn the_usage_names_every_verb_once() {
        for verb in VERBS {
            assert_eq!(
                usage().matches(&format!("\n  {} ", verb.name)).count(),
                1,
                "{}",
                verb.name
            );
        }
    }
}
