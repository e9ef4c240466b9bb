//! `cargo xtask wasm FOLDER OUT`: builds any crate for WebAssembly exactly as the npm package is built.

use super::Verb;
use crate::Result;
use crate::args::{AcceptedArguments, Arguments};
use crate::checkout::Checkout;
use crate::wasm::{self, Build};
use std::path::Path;

/// The verb.
pub(super) const VERB: Verb = Verb {
    name: "wasm",
    what: "builds the crate in FOLDER for WebAssembly into OUT",
    accepts: AcceptedArguments {
        flags: &[],
        options: &["--targets"],
        words: 2,
    },
    run: build,
};

/// Builds and prints the sizes.
fn build(checkout: &Checkout, arguments: &Arguments) -> Result {
    let [folder, out] = arguments.rest() else {
        return Err("usage: cargo xtask wasm FOLDER OUT [--targets web,…]".to_owned());
    };
    let name = Path::new(folder)
        .file_name()
        .map_or("module".into(), |name| name.to_string_lossy())
        .replace('-', "_");
    let targets = arguments.values("--targets");
    let targets = if targets.is_empty() {
        &["web"][..]
    } else {
        &targets
    };
    let wanted = Build {
        folder: Path::new(folder),
        out: Path::new(out),
        name: &name,
        targets,
        features: &[],
        late: &[],
    };
    let sizes = wasm::sizes(&wasm::build(checkout, &wanted)?)?;
    println!(
        "{name}: {} bytes, {} gzip, {} brotli",
        sizes.raw, sizes.gzip, sizes.brotli
    );
    Ok(())
}
