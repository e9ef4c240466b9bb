//! `cargo xtask ci`: the same as `test`, after a few facts about the machine that help to read its log.

use super::{Verb, test};
use crate::Result;
use crate::args::{AcceptedArguments, Arguments};
use crate::checkout::Checkout;
use crate::process::{capture, in_ci};
use std::process::Command;
use std::thread;

/// The verb.
pub(super) const VERB: Verb = Verb {
    name: "ci",
    what: "the same, after facts about the machine",
    accepts: AcceptedArguments {
        flags: &["--quick"],
        options: &["--only"],
        words: 0,
    },
    run: ci,
};

/// The programs whose versions matter.
const PROGRAMS: [(&str, &[&str]); 7] = [
    ("rustc", &["-V"]),
    ("cargo", &["-V"]),
    ("cargo-deny", &["-V"]),
    ("node", &["--version"]),
    ("npm", &["--version"]),
    ("chromium", &["--version"]),
    ("python3", &["--version"]),
];

/// Prints the facts, unless `test` does so itself, and runs everything.
fn ci(checkout: &Checkout, arguments: &Arguments) -> Result {
    if !in_ci() {
        print_facts(checkout);
    }
    test::test(checkout, arguments)
}

/// How busy the machine is, in a few words; figures of a busy one are worse.
pub(super) fn load() -> String {
    let processors = thread::available_parallelism().map_or(0, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").ok();
    let load = load
        .as_deref()
        .and_then(|text| text.split_whitespace().next())
        .unwrap_or("not known");
    format!("load {load} on {processors} processors")
}

/// Prints the system, the processors, the programs and the commit.
pub(super) fn print_facts(checkout: &Checkout) {
    println!("== machine");
    let processors = thread::available_parallelism()
        .map_or_else(|_| "?".to_owned(), |number| number.to_string());
    println!(
        "{:<10} {} {}, {processors} processors",
        "system",
        std::env::consts::OS,
        std::env::consts::ARCH
    );
    for (program, arguments) in PROGRAMS {
        let said = capture(Command::new(program).args(arguments));
        println!(
            "{program:<10} {}",
            said.as_deref().map_or("not found", str::trim)
        );
    }
    let commit = capture(Command::new("git").current_dir(checkout.root()).args([
        "log",
        "-1",
        "--format=%h %s",
    ]));
    println!(
        "{:<10} {}",
        "commit",
        commit.as_deref().map_or("not a git checkout", str::trim)
    );
}
