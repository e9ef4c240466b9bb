//! `cargo xtask npm`: builds the npm package, prints its sizes and holds them to a budget.

use super::Verb;
use crate::args::{AcceptedArguments, Arguments};
use crate::checkout::{self, Checkout};
use crate::install;
use crate::wasm::{self, Build};
use crate::{Result, process};
use std::path::PathBuf;

/// The verb.
pub(super) const VERB: Verb = Verb {
    name: "npm",
    what: "builds the npm package",
    accepts: AcceptedArguments {
        flags: &[],
        options: &[],
        words: 0,
    },
    run: |checkout, _: &Arguments| build(checkout),
};

/// The crate and the package, side by side.
const FOLDER: &str = "bindings/javascript";

/// Where the compiled parts go, inside that folder. Not committed.
const PARTS: &str = "pkg";

/// What is said while there is no package.
pub(super) const MISSING: &str = "bindings/javascript is not there yet";

/// One module of the package.
struct Module {
    /// What it is called in messages.
    name: &'static str,
    /// The folder of its crate, within the package's.
    krate: &'static str,
    /// Its folder within the compiled parts.
    folder: &'static str,
    /// The features of the crate.
    features: &'static [&'static str],
    /// Parts of names of functions that are wanted late: the module comes in two parts then.
    late: &'static [&'static str],
    /// The largest that is accepted, in bytes after brotli. What is in it is in BENCHMARKS.md.
    budget: u64,
}

/// Whose functions are no part of a first answer: what `paratus/core` does not have.
const LATE: [&str; 18] = [
    "paratus::answers::diff::",
    "paratus::answers::planning::",
    "paratus::answers::report::",
    "paratus::answers::rollout::",
    "paratus::answers::survey::",
    "paratus::diff::",
    "paratus::gates::",
    "paratus::phases::",
    "paratus::plan::",
    "paratus::refresh::",
    "paratus_planner::",
    "paratus_report::",
    "paratus_wasm::RawProgramme>::document",
    "paratus_wasm::RawProgramme>::from_files",
    "paratus_wasm::RawProgramme>::report",
    "paratus_wasm::planner::",
    "paratus_wasm::report::",
    "toml::",
];

/// The modules, held to what they may have so that they do not grow unseen: the whole one; the smaller one, which portals take that
/// show readiness alone; and that of foreign tables, which only those load who import it.
const MODULES: [Module; 3] = [
    Module {
        name: "paratus",
        krate: "",
        folder: "",
        features: &[],
        late: &LATE,
        budget: 897_000,
    },
    Module {
        name: "paratus/core",
        krate: "",
        folder: "core",
        features: &["--no-default-features"],
        late: &[],
        budget: 330_000,
    },
    Module {
        name: "paratus/exchange",
        krate: "rust-exchange",
        folder: "exchange",
        features: &[],
        late: &[],
        budget: 880_000,
    },
];

/// The folder of the package, if there is one.
pub(super) fn folder(checkout: &Checkout) -> Option<PathBuf> {
    let folder = checkout.path(FOLDER);
    (folder.join("Cargo.toml").is_file() && folder.join("package.json").is_file()).then_some(folder)
}

/// Compiles the crate into `pkg`, once for each module, then runs the package's `build` script, which makes the entries from them.
pub(super) fn build(checkout: &Checkout) -> Result {
    let folder = folder(checkout).ok_or(MISSING)?;
    let mut built = Vec::new();
    for module in &MODULES {
        let out = folder.join(PARTS).join(module.folder);
        let wanted = Build {
            folder: &folder.join(module.krate),
            out: &out,
            name: "paratus",
            targets: &["web"],
            features: module.features,
            late: module.late,
        };
        built.push((module, wasm::build(checkout, &wanted)?));
    }
    install::npm_packages(&folder)?;
    if checkout::read(&folder.join("package.json"))?.contains("\"build\":") {
        process::run(
            process::script("npm")
                .current_dir(&folder)
                .args(["run", "build"]),
        )?;
    } else {
        println!("package.json has no script `build`: only `{PARTS}` was made");
    }
    let mut over = Vec::new();
    for (Module { name, budget, .. }, wasm) in built {
        let sizes = wasm::sizes(&wasm)?;
        println!(
            "{name}: {}: {} bytes, {} gzip, {} brotli (of {budget})",
            checkout.relative(&wasm),
            sizes.raw,
            sizes.gzip,
            sizes.brotli
        );
        if sizes.brotli > *budget {
            over.push(format!(
                "the module of `{name}` has {} bytes after brotli, and {budget} is the budget",
                sizes.brotli
            ));
        }
    }
    if over.is_empty() {
        Ok(())
    } else {
        Err(over.join("; "))
    }
}
