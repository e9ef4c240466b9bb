//! `cargo xtask setup`: installs what the checks need, or says exactly what to install.
//!
//! The other verbs install what they need themselves, so that running `setup` first is never required.

use super::{Verb, npm};
use crate::Result;
use crate::args::{AcceptedArguments, Arguments};
use crate::checkout::Checkout;
use crate::install::{chromium, need_node, npm_packages, rust_component};
use crate::toolchain::Toolchain;

/// The verb.
pub(super) const VERB: Verb = Verb {
    name: "setup",
    what: "installs what the checks need, or says what to install",
    accepts: AcceptedArguments {
        flags: &[],
        options: &[],
        words: 0,
    },
    run: setup,
};

/// Prepares everything, and fails at the end with what is missing.
fn setup(checkout: &Checkout, _: &Arguments) -> Result {
    let mut missing = 0;
    let mut report = |what: &str, result: Result<String>| match result {
        Ok(found) => println!("{what:<14} ready    {found}"),
        Err(reason) => {
            missing += 1;
            println!("{what:<14} MISSING  {reason}");
        }
    };
    for component in ["rustfmt", "clippy"] {
        report(component, rust_component(component).map(|()| String::new()));
    }
    report(
        "WebAssembly",
        Toolchain::find().and_then(|toolchain| toolchain.describe()),
    );
    report("Node", need_node());
    if let Some(folder) = npm::folder(checkout) {
        report(
            "npm packages",
            npm_packages(&folder).map(|()| checkout.relative(&folder)),
        );
    }
    report(
        "Chromium",
        chromium().map(|path| path.display().to_string()),
    );
    if missing == 0 {
        Ok(())
    } else {
        Err(format!("{missing} things are missing"))
    }
}
