//! `cargo xtask release`: checks that a release could be made now. It changes and publishes nothing.

use super::Verb;
use crate::args::{AcceptedArguments, Arguments};
use crate::checkout::{self, Checkout};
use crate::process::capture;
use crate::{Result, manifest};
use std::process::Command;

/// The verb.
pub(super) const VERB: Verb = Verb {
    name: "release",
    what: "checks versions, changelog and a clean checkout",
    accepts: AcceptedArguments {
        flags: &[],
        options: &[],
        words: 0,
    },
    run: release,
};

/// Checks everything and lists what stands in the way.
fn release(checkout: &Checkout, _: &Arguments) -> Result {
    let version = lockstep(checkout)?;
    let mut problems = Vec::new();
    let changelog = checkout::read(&checkout.path("CHANGELOG.md"))?;
    problems.extend(judge_changelog(&changelog, &version));
    match capture(
        Command::new("git")
            .current_dir(checkout.root())
            .args(["status", "--porcelain"]),
    ) {
        Ok(changes) if changes.is_empty() => {}
        Ok(changes) => problems.push(format!(
            "{} files are not committed",
            changes.lines().count()
        )),
        Err(reason) => problems.push(reason),
    }
    if problems.is_empty() {
        println!("{version} can be released");
        return Ok(());
    }
    Err(format!(
        "{version} cannot be released: {}",
        problems.join("; ")
    ))
}

/// The version of the workspace, if every manifest that states one states the same.
///
/// Manifests that take the workspace's version are right by themselves; private npm packages are never released.
pub(super) fn lockstep(checkout: &Checkout) -> Result<String> {
    let workspace = manifest::toml(&checkout.path("Cargo.toml"))?;
    let version = manifest::text(&workspace, &["workspace", "package", "version"])
        .ok_or("Cargo.toml has no version")?;
    let mut others = Vec::new();
    for name in ["Cargo.toml", "pyproject.toml", "package.json"] {
        for path in checkout.files_named(name)? {
            let stated = if name == "package.json" {
                let package = manifest::json(&path)?;
                let public = package["private"] != true;
                package["version"]
                    .as_str()
                    .filter(|_| public)
                    .map(str::to_owned)
            } else {
                let section = if name == "Cargo.toml" {
                    "package"
                } else {
                    "project"
                };
                manifest::text(&manifest::toml(&path)?, &[section, "version"]).map(str::to_owned)
            };
            if let Some(stated) = stated {
                println!("{stated:<10} {}", checkout.relative(&path));
                if stated != version {
                    others.push(format!("`{}` has {stated}", checkout.relative(&path)));
                }
            }
        }
    }
    println!("{version:<10} the workspace");
    if others.is_empty() {
        Ok(version.to_owned())
    } else {
        Err(format!(
            "the workspace has {version}, but {}",
            others.join(", ")
        ))
    }
}

/// What is wrong with the changelog: no dated heading for the version, or changes that no version has yet.
fn judge_changelog(text: &str, version: &str) -> Option<String> {
    let mut sections = text.split("\n## ").skip(1);
    let unreleased = sections
        .clone()
        .find(|section| section.starts_with("[Unreleased]"));
    if unreleased.is_some_and(|section| section.lines().any(|line| line.starts_with("- "))) {
        return Some(format!(
            "the changelog has changes under `[Unreleased]`: move them under `[{version}] - DATE`"
        ));
    }
    let heading = format!("[{version}] - ");
    let dated = sections.any(|section| section.starts_with(&heading));
    (!dated).then(|| format!("the changelog has no heading `## {heading}DATE`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changelog_is_ready_when_the_version_has_a_date_and_nothing_waits() {
        let ready =
            "# Changelog\n\n## [Unreleased]\n\n## [1.0.0] - 2027-01-31\n\n### Added\n\n- It.\n";
        assert_eq!(judge_changelog(ready, "1.0.0"), None);
        assert!(
            judge_changelog(ready, "1.1.0")
                .unwrap()
                .contains("no heading")
        );
        let waiting = "# Changelog\n\n## [Unreleased]\n\n- It.\n\n## [1.0.0] - 2027-01-31\n";
        assert!(
            judge_changelog(waiting, "1.0.0")
                .unwrap()
                .contains("[Unreleased]")
        );
    }

    #[test]
    fn this_checkout_has_one_version() {
        assert_eq!(
            lockstep(&Checkout::find().unwrap()).unwrap(),
            env!("CARGO_PKG_VERSION")
        );
    }
}
