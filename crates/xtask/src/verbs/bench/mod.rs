//! `cargo xtask bench`: every benchmark of the workspace; with a word after it, a large one by size.

mod counts;
mod growth;
mod line;
mod peers;
mod plot;
mod score;

use super::Verb;
use crate::Result;
use crate::args::{AcceptedArguments, Arguments};
use crate::checkout::{Checkout, files_below};
use crate::process::{cargo, run};
use std::path::PathBuf;

/// The verb.
pub(super) const VERB: Verb = Verb {
    name: "bench",
    what: "runs every benchmark (`--filter` takes part of a name); `bench plan` the planner by `--staff`, with `--peers` beside others; \
           `bench score` everyone's readiness of `--rows` records beside others; `bench growth` the same by size, with \
           at most `--memory` records in memory and the others on disk; `bench counts` counts instructions and compares them with \
           those committed (`--update` writes them)",
    accepts: AcceptedArguments {
        flags: &["--alone", "--peers", "--update"],
        options: &[
            "--filter",
            "--memory",
            "--nodes",
            "--rounds",
            "--rows",
            "--seconds",
            "--seed",
            "--staff",
        ],
        words: 1,
    },
    run: bench,
};

/// Runs the benchmarks by name, so that test programs without any are not started.
fn bench(checkout: &Checkout, arguments: &Arguments) -> Result {
    let words: Vec<&str> = arguments.rest().iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => {}
        ["plan"] => return plan(checkout, arguments),
        ["score"] => return score::score(checkout, arguments),
        ["growth"] => return growth::growth(checkout, arguments),
        ["counts"] => return counts::run(checkout, arguments.has("--update")),
        words => {
            let word = words.join(" ");
            return Err(format!(
                "`{word}` is not a benchmark of its own; `counts`, `growth`, `plan` and `score` are"
            ));
        }
    }
    let mut names: Vec<String> = Vec::new();
    for folder in ["crates", "tests", "bindings"] {
        let sources = files_below(&checkout.path(folder), &|name| {
            matches!(name, "src" | "node_modules")
        })?;
        let benches = sources
            .iter()
            .filter(|file| file.extension().is_some_and(|ending| ending == "rs"));
        let benches = benches.filter(|file| {
            file.parent()
                .is_some_and(|folder| folder.ends_with("benches"))
        });
        names.extend(
            benches.filter_map(|file| Some(file.file_stem()?.to_string_lossy().into_owned())),
        );
    }
    if names.is_empty() {
        return Err("there is no benchmark: no package has a folder `benches`".to_owned());
    }
    let mut command = cargo(checkout.root(), "bench");
    command.arg("--workspace");
    for name in &names {
        command.args(["--bench", name]);
    }
    run(command.arg("--").args(arguments.values("--filter")))
}

/// Times the planner on instances of growing size; with `--peers` also other solvers on the same problems.
fn plan(checkout: &Checkout, arguments: &Arguments) -> Result {
    let work = checkout.path("target/bench");
    let mut command = cargo(checkout.root(), "run");
    command
        .args([
            "--release",
            "--quiet",
            "-p",
            "paratus-bench",
            "--",
            "plan",
            "--work",
        ])
        .arg(work);
    for option in ["--nodes", "--rounds", "--seconds", "--seed", "--staff"] {
        let values = arguments.values(option);
        if !values.is_empty() {
            command.args([option, &values.join(",")]);
        }
    }
    if arguments.has("--peers")
        && let Some(python) = peers::python(checkout, &["highspy", "ortools"])?
    {
        command
            .arg("--peers")
            .arg(checkout.path("benches/peers"))
            .env("PARATUS_PYTHON", python);
    }
    run(&mut command)
}

/// Builds the program of the large benchmarks, with threads.
fn program(checkout: &Checkout) -> Result<PathBuf> {
    run(cargo(checkout.root(), "build").args([
        "--release",
        "--quiet",
        "-p",
        "paratus-bench",
        "--features",
        "threads",
    ]))?;
    Ok(checkout
        .path("target/release")
        .join(format!("paratus-bench{}", std::env::consts::EXE_SUFFIX)))
}

/// The numbers of an option; `otherwise` where it was not given.
fn numbers(arguments: &Arguments, option: &str, otherwise: &[usize]) -> Result<Vec<usize>> {
    let given = arguments.values(option);
    if given.is_empty() {
        return Ok(otherwise.to_vec());
    }
    let number = |text: &str| {
        text.replace('_', "")
            .parse()
            .ok()
            .filter(|number| *number > 0)
    };
    let numbers = given.iter().map(|text| number(text)).collect::<Option<_>>();
    numbers.ok_or_else(|| {
        format!(
            "`{option}` takes whole numbers above 0, not `{}`",
            given.join(",")
        )
    })
}
