//! Other tools, in a Python of our own.

use crate::Result;
use crate::checkout::Checkout;
use crate::process::{find, run, succeeds};
use std::path::PathBuf;
use std::process::Command;

/// A Python with these packages, in a folder of its own; made where it is missing. `None`, and a word about it, where that cannot
/// be done.
#[expect(clippy::unnecessary_wraps, reason = "callers pass failures on")]
pub(super) fn python(checkout: &Checkout, packages: &[&str]) -> Result<Option<PathBuf>> {
    let folder = checkout.path("target/peers");
    let python = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    if succeeds(
        Command::new(&python)
            .arg("-c")
            .arg(format!("import {}", packages.join(", "))),
    ) {
        return Ok(Some(python));
    }
    let Some(given) = ["python3", "python"]
        .into_iter()
        .find(|name| find(name).is_some())
    else {
        println!("other tools are left out: Python is not installed");
        return Ok(None);
    };
    let made = run(Command::new(given).args(["-m", "venv"]).arg(&folder)).and_then(|()| {
        run(Command::new(&python)
            .args(["-m", "pip", "install", "--quiet"])
            .args(packages))
    });
    if let Err(message) = made {
        println!(
            "other tools are left out: {} cannot be installed: {message}",
            packages.join(", ")
        );
        return Ok(None);
    }
    Ok(Some(python))
}
