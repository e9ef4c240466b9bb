//! What manifests and lock files say: TOML and JSON by path, and what cargo knows of packages.

use crate::checkout::read;
use crate::{Result, process};
use cargo_metadata::{CargoOpt, Metadata, MetadataCommand};
use std::env;
use std::path::Path;

/// A TOML file.
pub(crate) fn toml(path: &Path) -> Result<toml::Table> {
    read(path)?
        .parse()
        .map_err(|error| format!("`{}`: {error}", path.display()))
}

/// The text at a path of keys in a TOML table.
pub(crate) fn text<'a>(table: &'a toml::Table, keys: &[&str]) -> Option<&'a str> {
    let (last, above) = keys.split_last()?;
    let table = above
        .iter()
        .try_fold(table, |table, key| table.get(*key)?.as_table())?;
    table.get(*last)?.as_str()
}

/// A JSON file.
pub(crate) fn json(path: &Path) -> Result<serde_json::Value> {
    serde_json::from_str(&read(path)?).map_err(|error| format!("`{}`: {error}", path.display()))
}

/// The version of a package in a `Cargo.lock`.
pub(crate) fn locked_version(lock: &toml::Table, package: &str) -> Option<String> {
    let packages = lock
        .get("package")?
        .as_array()?
        .iter()
        .filter_map(toml::Value::as_table);
    let mut named = packages.filter(|table| text(table, &["name"]) == Some(package));
    text(named.next()?, &["version"]).map(str::to_owned)
}

/// The packages of the workspace around `folder`; with their dependencies, of all features and platforms, where wanted.
pub(crate) fn metadata(folder: &Path, dependencies: bool) -> Result<Metadata> {
    let mut command = MetadataCommand::new();
    command
        .current_dir(folder)
        .cargo_path(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    if process::in_ci() {
        command.other_options(["--locked".to_owned()]);
    }
    if dependencies {
        command.features(CargoOpt::AllFeatures);
    } else {
        command.no_deps();
    }
    command
        .exec()
        .map_err(|error| format!("cargo metadata in `{}`: {error}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_found_in_its_table_only() {
        let table = "[workspace.package]\nversion = \"1.2.3\" # now\n[package]\nname = \"a\"\nversion.workspace = true\n";
        let table: toml::Table = table.parse().unwrap();
        assert_eq!(
            text(&table, &["workspace", "package", "version"]),
            Some("1.2.3")
        );
        assert_eq!(text(&table, &["package", "name"]), Some("a"));
        assert_eq!(text(&table, &["package", "version"]), None);
    }

    #[test]
    fn the_locked_version_is_the_one_of_that_very_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"1.0.0\"\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"2.0.0\"\n";
        let lock = lock.parse().unwrap();
        assert_eq!(
            locked_version(&lock, "wasm-bindgen").as_deref(),
            Some("2.0.0")
        );
        assert_eq!(locked_version(&lock, "wasm"), None);
    }
}
