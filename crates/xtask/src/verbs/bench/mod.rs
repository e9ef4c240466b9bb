//! `cargo xtask bench`: every benchmark of the workspace; `cargo xtask bench plan`: the planner's, by size.

use super::Verb;
use crate::Result;
use crate::args::{Accepts, Arguments};
use crate::checkout::{Checkout, files_below};
use crate::process::{cargo, run, succeeds};
use std::process::Command;

/// The verb.
pub(super) const VERB: Verb = Verb {
    name: "bench",
    what: "runs every benchmark; `--filter` takes part of a name; `bench plan` the planner by `--staff`, with `--peers` beside others",
    accepts: Accepts {
        flags: &["--peers"],
        options: &["--filter", "--nodes", "--rounds", "--seconds", "--seed", "--staff"],
        words: 1,
    },
    run: bench,
};

/// Runs the benchmarks by name, so that test programs without any are not started.
fn bench(checkout: &Checkout, arguments: &Arguments) -> Result {
    match arguments.rest() {
        [] => {}
        [word] if word == "plan" => return plan(checkout, arguments),
        words => return Err(format!("`{}` is not a benchmark of its own; `plan` is", words.join(" "))),
    }
    let mut names: Vec<String> = Vec::new();
    for folder in ["crates", "tests", "bindings"] {
        let sources = files_below(&checkout.path(folder), &|name| matches!(name, "src" | "node_modules"))?;
        let benches = sources.iter().filter(|file| file.extension().is_some_and(|ending| ending == "rs"));
        let benches = benches.filter(|file| file.parent().is_some_and(|folder| folder.ends_with("benches")));
        names.extend(benches.filter_map(|file| Some(file.file_stem()?.to_string_lossy().into_owned())));
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
    command.args(["--release", "--quiet", "-p", "paratus-bench", "--", "plan", "--work"]).arg(work);
    for option in ["--nodes", "--rounds", "--seconds", "--seed", "--staff"] {
        let values = arguments.values(option);
        if !values.is_empty() {
            command.args([option, &values.join(",")]);
        }
    }
    if arguments.has("--peers") {
        command.arg("--peers").arg(checkout.path("benches/peers")).env("PARATUS_PYTHON", python(checkout)?);
    }
    run(&mut command)
}

/// A Python with the other solvers, in a folder of its own; made where it is missing.
fn python(checkout: &Checkout) -> Result<std::path::PathBuf> {
    let folder = checkout.path("target/peers");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !succeeds(Command::new(&python).args(["-c", "import highspy, ortools"])) {
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "highspy", "ortools"]))?;
    }
    Ok(python)
}
