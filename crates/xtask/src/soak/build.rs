//! Builds test binaries and finds them in what cargo prints.

use super::Target;
use crate::Result;
use crate::checkout::Checkout;
use crate::process::{capture, cargo};
use std::path::PathBuf;

/// Builds the binaries of the targets and returns their paths in the same order: as `cargo xtask test` builds them where
/// `whole` says that the whole workspace is wanted, else only their packages.
pub(crate) fn build(checkout: &Checkout, targets: &[&Target], whole: bool) -> Result<Vec<PathBuf>> {
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
        let source = checkout.path(&target.source);
        executable(&printed, &source.to_string_lossy())
            .map(PathBuf::from)
            .ok_or_else(|| format!("cargo built no test binary of `{}`", target.source))
    };
    targets.iter().map(find).collect()
}

/// The executable of the test whose main file is `source`, by the messages of cargo, one JSON object a line.
fn executable(messages: &str, source: &str) -> Option<String> {
    let lines = messages
        .lines()
        .filter(|line| string(line, "src_path").as_deref() == Some(source));
    lines
        .filter_map(|line| string(line, "executable"))
        .next_back()
}

/// The first string with this key in a line of JSON; `None` where the value is no string.
fn string(line: &str, key: &str) -> Option<String> {
    let (_, rest) = line.split_once(&format!("\"{key}\":\""))?;
    let mut value = String::new();
    let mut chars = rest.chars();
    loop {
        match chars.next()? {
            '"' => return Some(value),
            // Paths hold no escapes but backslashes and quotes.
            '\\' => value.push(chars.next()?),
            other => value.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_binary_of_a_source_is_found() {
        let messages = r#"{"reason":"compiler-artifact","target":{"name":"one","src_path":"/p/src/lib.rs"},"executable":null}
{"reason":"compiler-artifact","target":{"name":"two","src_path":"/p/tests/two.rs"},"executable":"/t/two-1"}
{"reason":"compiler-artifact","target":{"name":"one","src_path":"C:\\p\\src\\lib.rs"},"executable":"C:\\t\\one.exe"}
{"reason":"build-finished","success":true}"#;
        assert_eq!(
            executable(messages, "/p/tests/two.rs").as_deref(),
            Some("/t/two-1")
        );
        assert_eq!(
            executable(messages, r"C:\p\src\lib.rs").as_deref(),
            Some(r"C:\t\one.exe")
        );
        assert_eq!(executable(messages, "/p/src/lib.rs"), None);
    }
}
