//! `cargo xtask npm`: builds the npm package, prints its sizes and holds them to a budget.

use super::{Verb, setup};
use crate::args::{Accepts, Arguments};
use crate::checkout::{self, Checkout};
use crate::wasm::{self, Build};
use crate::{Result, process};
use std::path::PathBuf;

/// The verb.
pub(super) const VERB: Verb = Verb {
    name: "npm",
    what: "builds the npm package",
    accepts: Accepts { flags: &[], options: &[], words: 0 },
    run: |checkout, _: &Arguments| build(checkout),
};

/// The crate and the package, side by side.
const FOLDER: &str = "bindings/javascript";

/// Where the compiled parts go, inside that folder. Not committed.
const PARTS: &str = "pkg";

/// What is said while there is no package.
pub(super) const MISSING: &str = "bindings/javascript is not there yet";

/// The largest `.wasm` that is accepted, in bytes after brotli: what there is now, and little more, so that it does not grow unseen.
/// What stands in it is in BENCHMARKS.md.
const BUDGET: u64 = 640_000;

/// The folder of the package, if there is one.
pub(super) fn folder(checkout: &Checkout) -> Option<PathBuf> {
    let folder = checkout.path(FOLDER);
    (folder.join("Cargo.toml").is_file() && folder.join("package.json").is_file()).then_some(folder)
}

/// Compiles the crate into `pkg`, then runs the package's `build` script, which makes the entries from it.
pub(super) fn build(checkout: &Checkout) -> Result {
    let folder = folder(checkout).ok_or(MISSING)?;
    let out = folder.join(PARTS);
    let wanted = Build { folder: &folder, out: &out, name: "paratus", targets: &["web"] };
    let wasm = wasm::build(checkout, &wanted)?;
    setup::npm_packages(&folder)?;
    if checkout::read(&folder.join("package.json"))?.contains("\"build\":") {
        process::run(process::script("npm").current_dir(&folder).args(["run", "build"]))?;
    } else {
        println!("package.json has no script `build`: only `{PARTS}` was made");
    }
    let sizes = wasm::sizes(&wasm)?;
    println!(
        "{}: {} bytes, {} gzip, {} brotli (of {BUDGET})",
        checkout.relative(&wasm),
        sizes.raw,
        sizes.gzip,
        sizes.brotli
    );
    if sizes.brotli > BUDGET {
        return Err(format!("the package has {} bytes after brotli, and {BUDGET} is the budget", sizes.brotli));
    }
    Ok(())
}
