//! The chores of this repository, as `cargo xtask VERB`: tests, generated files, packages, releases.

mod api;
mod args;
mod checkout;
mod install;
mod language;
mod manifest;
mod policy;
mod process;
mod soak;
mod steps;
mod toolchain;
mod verbs;
mod wasm;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let Some(name) = words
        .next()
        .filter(|word| !matches!(word.as_str(), "help" | "--help" | "-h"))
    else {
        println!("{}", verbs::usage());
        return ExitCode::SUCCESS;
    };
    match verbs::run(&name, words.collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// What every chore returns: nothing, or one message for the person who started it.
type Result<T = ()> = std::result::Result<T, String>;
