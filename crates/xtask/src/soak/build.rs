//! Builds test binaries and finds them in what cargo prints.

use super::{Seeds, Target};
use crate::Result;
use crate::checkout::Checkout;
use crate::process::{capture, cargo};
use cargo_metadata::Message;
use std::path::{Path, PathBuf};

/// Builds the binaries of the targets and returns the program of each in the same order: as `cargo xtask test` builds them where
/// `whole` says that the whole workspace is wanted, else only their packages. Scripts are run by Node.
pub(crate) fn build(checkout: &Checkout, targets: &[&Target], whole: bool) -> Result<Vec<PathBuf>> {
    let (scripts, tests): (Vec<&Target>, Vec<&Target>) =
        (targets.iter()).partition(|target| target.seeds == Seeds::Script);
    if tests.is_empty() {
        return Ok(scripts.iter().map(|_| NODE.into()).collect());
    }
    let mut built = binaries(checkout, &tests, whole)?.into_iter();
    let program = |target: &&Target| match target.seeds {
        Seeds::Script => NODE.into(),
        Seeds::Properties | Seeds::Worlds => built.next().unwrap_or_default(),
    };
    Ok(targets.iter().map(program).collect())
}

/// What runs scripts.
const NODE: &str = "node";

/// Builds the test binaries of the targets and returns their paths in the same order.
fn binaries(checkout: &Checkout, targets: &[&Target], whole: bool) -> Result<Vec<PathBuf>> {
    let mut command = cargo(checkout.root(), "test");
    command.args([
        "--all-features",
        "--no-run",
        "--message-format=json-render-diagnostics",
    ]);
    if whole {
        command.arg("--workspace");
    } else {
        let mut packages: Vec<&String> = targets.iter().map(|target| &target.package).collect();
        packages.sort();
        packages.dedup();
        for package in packages {
            command.args(["--package", package]);
        }
    }
    if targets.iter().any(|target| target.test.is_none()) {
        command.arg("--lib");
    }
    let mut tests: Vec<&String> = targets
        .iter()
        .filter_map(|target| target.test.as_ref())
        .collect();
    tests.sort();
    tests.dedup();
    for test in tests {
        command.args(["--test", test]);
    }
    println!("building {} test binaries", targets.len());
    let printed = capture(&mut command)?;
    let find = |target: &&Target| {
        executable(&printed, &checkout.path(&target.source))
            .ok_or_else(|| format!("cargo built no test binary of `{}`", target.source))
    };
    targets.iter().map(find).collect()
}

/// The executable of the test whose main file is `source`, by the messages of cargo, one JSON object a line.
fn executable(messages: &str, source: &Path) -> Option<PathBuf> {
    let messages = Message::parse_stream(messages.as_bytes()).filter_map(|message| match message {
        Ok(Message::CompilerArtifact(artifact)) if artifact.target.src_path == source => {
            artifact.executable
        }
        _ => None,
    });
    messages.last().map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_binary_of_a_source_is_found() {
        let artifact = |source: &str, executable: Option<&str>| {
            let target = json!({ "name": "t", "kind": ["test"], "crate_types": ["bin"], "edition": "2024", "src_path": source });
            let profile = json!({
                "opt_level": "0", "debuginfo": 0, "debug_assertions": true, "overflow_checks": true, "test": true
            });
            json!({
                "reason": "compiler-artifact", "package_id": "p", "manifest_path": "/p/Cargo.toml", "target": target,
                "profile": profile, "features": [], "filenames": [], "executable": executable, "fresh": true
            })
        };
        let messages = [
            artifact("/p/src/lib.rs", None),
            artifact("/p/tests/two.rs", Some("/t/two-1")),
            json!({ "reason": "build-finished", "success": true }),
        ];
        let messages = messages.map(|message| message.to_string()).join("\n");
        assert_eq!(
            executable(&messages, Path::new("/p/tests/two.rs")),
            Some(PathBuf::from("/t/two-1"))
        );
        assert_eq!(executable(&messages, Path::new("/p/src/lib.rs")), None);
        assert_eq!(executable(&messages, Path::new("/p/tests/three.rs")), None);
    }
}
