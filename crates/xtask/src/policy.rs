//! What may be depended on: the licences, crates and sources that `deny.toml` allows.
//!
//! `cargo-deny` does this check where it is installed, as in the hosted workflow. Where it is not, three of its parts are done here
//! from the same file: allowed licences, banned crates, and the one registry.

use crate::checkout::Checkout;
use crate::steps::Outcome;
use crate::{Result, manifest, process};
use cargo_metadata::Package;
use spdx::{Expression, Licensee, ParseMode};
use std::process::Command;

/// The folders whose lock files hold the dependencies: the workspace, and the tools kept out of it.
const WORKSPACES: [&str; 2] = ["", "crates/xtask-wasm"];

/// What `deny.toml` says of the three.
#[derive(Debug)]
struct Rules {
    licences: Vec<Licensee>,
    banned: Vec<String>,
}

/// Checks every dependency, by `cargo-deny` or by ourselves, and says which.
pub(crate) fn check(checkout: &Checkout) -> Result<Outcome> {
    if process::succeeds(Command::new("cargo-deny").arg("--version")) {
        for folder in WORKSPACES {
            let mut deny = process::cargo(&checkout.path(folder), "deny");
            deny.args(["--all-features", "--config"])
                .arg(checkout.path("deny.toml"));
            process::run(deny.args([
                "check",
                "--hide-inclusion-graph",
                "bans",
                "licenses",
                "sources",
            ]))?;
        }
        return Ok(Outcome::DoneWithout(
            "security advisories: they need a database from outside".to_owned(),
        ));
    }
    let rules = Rules::new(&manifest::toml(&checkout.path("deny.toml"))?)?;
    let mut problems = Vec::new();
    for folder in WORKSPACES {
        let packages = manifest::metadata(&checkout.path(folder), true)?.packages;
        println!(
            "{} packages in `{}/Cargo.lock`",
            packages.len(),
            if folder.is_empty() { "." } else { folder }
        );
        problems.extend(packages.iter().filter_map(|package| rules.problem(package)));
    }
    if !problems.is_empty() {
        println!("{}", problems.join("\n"));
        return Err(format!(
            "{} dependencies break the rules of deny.toml",
            problems.len()
        ));
    }
    Ok(Outcome::DoneWithout(
        "cargo-deny is not installed: licences, bans and sources were checked by xtask, advisories were not".to_owned(),
    ))
}

impl Rules {
    /// Reads the rules.
    fn new(deny: &toml::Table) -> Result<Self> {
        let list = |section: &str, key: &str| deny.get(section)?.get(key)?.as_array();
        let licences = list("licenses", "allow")
            .into_iter()
            .flatten()
            .filter_map(toml::Value::as_str);
        let licences = licences
            .map(|name| Licensee::parse(name).map_err(|error| format!("deny.toml: {error}")));
        let banned = list("bans", "deny")
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.get("crate")?.as_str());
        Ok(Self {
            licences: licences.collect::<Result<_>>()?,
            banned: banned.map(str::to_owned).collect(),
        })
    }

    /// Why a package may not be depended on.
    fn problem(&self, package: &Package) -> Option<String> {
        let why = if self.banned.iter().any(|banned| *banned == *package.name) {
            "the crate is banned".to_owned()
        } else if let Some(source) = package
            .source
            .as_ref()
            .filter(|source| !source.is_crates_io())
        {
            format!("comes from `{source}`, not from the default registry")
        } else if self.permits(package.license.as_deref().unwrap_or_default()) {
            return None;
        } else {
            format!(
                "{} is not allowed",
                package.license.as_deref().unwrap_or("no licence")
            )
        };
        Some(format!("{} {}: {why}", package.name, package.version))
    }

    /// Whether an expression can be met with licences that are allowed. One that cannot be read cannot be met.
    fn permits(&self, expression: &str) -> bool {
        // `MIT/Apache-2.0`, as old manifests write it, means `OR`.
        let parsed = Expression::parse_mode(expression, ParseMode::LAX);
        parsed.is_ok_and(|parsed| {
            parsed.evaluate(|needed| self.licences.iter().any(|one| one.satisfies(needed)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rules() -> Rules {
        let deny = "[licenses]\nallow = [\"MIT\", \"Apache-2.0 WITH LLVM-exception\"]\n[bans]\ndeny = [{ crate = \"bad\" }]\n";
        Rules::new(&deny.parse().unwrap()).unwrap()
    }

    fn problem(name: &str, licence: Option<&str>, source: Option<&str>) -> Option<String> {
        let package = json!({
            "name": name, "version": "1.0.0", "id": name, "license": licence, "source": source, "dependencies": [],
            "targets": [], "features": {}, "manifest_path": "/p/Cargo.toml"
        });
        rules().problem(&serde_json::from_value(package).unwrap())
    }

    #[test]
    fn licences_outside_the_list_are_named_with_their_package() {
        for good in [
            "MIT",
            "MIT OR GPL-3.0",
            "GPL-3.0/MIT",
            "Apache-2.0 WITH LLVM-exception AND MIT",
        ] {
            assert_eq!(problem("a", Some(good), None), None, "{good}");
        }
        for bad in [
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "GPL-3.0 OR MIT AND GPL-2.0",
            "Apache-2.0",
            "MIT OR",
            "MIT ISC",
            "",
        ] {
            assert_eq!(
                problem("a", Some(bad), None),
                Some(format!("a 1.0.0: {bad} is not allowed"))
            );
        }
        assert_eq!(
            problem("a", None, None).as_deref(),
            Some("a 1.0.0: no licence is not allowed")
        );
    }

    #[test]
    fn banned_crates_and_other_sources_are_named() {
        let registry = Some("registry+https://github.com/rust-lang/crates.io-index");
        assert_eq!(
            problem("bad", Some("MIT"), registry).as_deref(),
            Some("bad 1.0.0: the crate is banned")
        );
        assert_eq!(problem("good", Some("MIT"), registry), None);
        let problem = problem("far", Some("MIT"), Some("git+https://example.org/x")).unwrap();
        assert!(
            problem.starts_with("far 1.0.0: comes from `git+"),
            "{problem}"
        );
    }

    #[test]
    fn the_rules_of_this_checkout_can_be_read() {
        let rules =
            Rules::new(&manifest::toml(&Checkout::find().unwrap().path("deny.toml")).unwrap())
                .unwrap();
        assert!(rules.permits("MIT") && !rules.banned.is_empty());
    }
}
