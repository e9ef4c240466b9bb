//! What may be depended on: the licences, crates and sources that `deny.toml` allows.
//!
//! `cargo-deny` does this check where it is installed. Where it is not, the same file is read here for its three simplest
//! parts: allowed licences, banned crates, and the one registry.

use crate::Result;
use crate::checkout::{self, Checkout};
use crate::steps::Outcome;
use crate::{manifest, process, spdx};
use std::collections::BTreeSet;
use std::process::Command;

/// The folders whose lock files hold the dependencies: the workspace, and the tools kept out of it.
const WORKSPACES: [&str; 2] = ["", "crates/xtask-wasm"];

/// The registry that cargo uses when nobody says otherwise.
const REGISTRY: &str = "/crates.io-index";

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
    let rules = checkout::read(&checkout.path("deny.toml"))?;
    let mut problems = Vec::new();
    for folder in WORKSPACES {
        let lock = checkout::read(&checkout.path(folder).join("Cargo.lock"))?;
        problems.extend(judge_sources(&rules, &lock));
        let packages = packages(checkout, folder)?;
        println!(
            "{} packages in `{}/Cargo.lock`",
            packages.len(),
            if folder.is_empty() { "." } else { folder }
        );
        problems.extend(judge_licences(&rules, &packages));
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

/// Each dependency of any feature and any platform, with its licence expression.
fn packages(checkout: &Checkout, folder: &str) -> Result<BTreeSet<(String, String)>> {
    let mut tree = process::cargo(&checkout.path(folder), "tree");
    tree.args([
        "--workspace",
        "--all-features",
        "--target",
        "all",
        "--prefix",
        "none",
        "--format",
        "{p}|{l}",
    ]);
    let listed = process::capture(&mut tree)?;
    let lines = listed.lines().map(|line| line.trim_end_matches(" (*)"));
    Ok(lines
        .filter_map(|line| line.rsplit_once('|'))
        .map(|(name, licence)| (name.to_owned(), licence.to_owned()))
        .collect())
}

/// The packages whose licence the rules do not allow.
fn judge_licences(rules: &str, packages: &BTreeSet<(String, String)>) -> Vec<String> {
    let allowed = manifest::toml_list(rules, "licenses", "allow");
    packages
        .iter()
        .filter(|(_, licence)| !spdx::permits(licence, &|name| allowed.contains(&name)))
        .map(|(package, licence)| {
            let licence = if licence.is_empty() {
                "no licence"
            } else {
                licence
            };
            format!("{package}: {licence} is not allowed")
        })
        .collect()
}

/// The locked packages that are banned or come from somewhere else than the default registry.
fn judge_sources(rules: &str, lock: &str) -> Vec<String> {
    let banned = manifest::toml_list(rules, "bans", "deny");
    let mut problems = Vec::new();
    for (name, version, source) in manifest::locked(lock) {
        if banned.contains(&name) {
            problems.push(format!("{name} {version}: the crate is banned"));
        }
        if let Some(source) =
            source.filter(|from| !(from.starts_with("registry+") && from.ends_with(REGISTRY)))
        {
            problems.push(format!(
                "{name} {version}: comes from `{source}`, not from the default registry"
            ));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = "[licenses]\nallow = [\"MIT\"]\n[bans]\ndeny = [{ crate = \"bad\" }]\n";

    #[test]
    fn a_licence_outside_the_list_is_named_with_its_package() {
        let packages = [
            ("a v1.0.0", "MIT OR GPL-3.0"),
            ("b v2.0.0", "GPL-3.0"),
            ("c v3.0.0", ""),
        ];
        let packages = packages
            .map(|(name, licence)| (name.to_owned(), licence.to_owned()))
            .into();
        let problems = judge_licences(RULES, &packages);
        assert_eq!(
            problems,
            [
                "b v2.0.0: GPL-3.0 is not allowed",
                "c v3.0.0: no licence is not allowed"
            ]
        );
    }

    #[test]
    fn banned_crates_and_other_sources_are_found_in_the_lock_file() {
        let lock = "[[package]]\nname = \"bad\"\nversion = \"1.0.0\"\nsource = \"registry+x/crates.io-index\"\n\
                    [[package]]\nname = \"far\"\nversion = \"2.0.0\"\nsource = \"git+x\"\n\
                    [[package]]\nname = \"own\"\nversion = \"3.0.0\"\n";
        let problems = judge_sources(RULES, lock);
        assert_eq!(problems.len(), 2);
        assert_eq!(problems[0], "bad 1.0.0: the crate is banned");
        assert!(problems[1].starts_with("far 2.0.0: comes from `git+x`"));
    }

    #[test]
    fn the_rules_of_this_checkout_can_be_read() {
        let rules = checkout::read(&Checkout::find().unwrap().path("deny.toml")).unwrap();
        assert!(manifest::toml_list(&rules, "licenses", "allow").contains(&"MIT"));
        assert!(!manifest::toml_list(&rules, "bans", "deny").is_empty());
    }
}
