//! `cargo xtask bench`: every benchmark of the workspace.

use super::Verb;
use crate::Result;
use crate::args::{Accepts, Arguments};
use crate::checkout::{Checkout, files_below};
use crate::process::{cargo, run};

/// The verb.
pub(super) const VERB: Verb = Verb {
    name: "bench",
    what: "runs every benchmark; `--filter` takes part of a name",
    accepts: Accepts { flags: &[], options: &["--filter"], words: 0 },
    run: bench,
};

/// Runs the benchmarks by name, so that test programs without any are not started.
fn bench(checkout: &Checkout, arguments: &Arguments) -> Result {
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
