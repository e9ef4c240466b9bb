//! The test binaries and scripts that draw random examples, and how each is given a seed.

use crate::checkout::{self, Checkout, files_below};
use crate::{Result, install, manifest};
use std::path::{Path, PathBuf};

/// How a binary is given seeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seeds {
    /// One seed for all of its properties, in `PROPTEST_RNG_SEED`.
    Properties,
    /// The first seed in `PARATUS_SOAK_SEED` and how many follow in `PARATUS_SOAK_WORLDS`. Failing ones are printed as
    /// `FAILED seed N: what`.
    Worlds,
    /// One seed in `PARATUS_SOAK_SEED`, of a script that Node runs. It fails as simulations do.
    Script,
}

/// One test binary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// For `--only` and for the report.
    pub(crate) name: String,
    /// The package that cargo knows it by; of a script, its folder.
    pub(crate) package: String,
    /// The name of the integration test; `None` for the tests of the library.
    pub(crate) test: Option<String>,
    /// Path of its main file, from the top folder on.
    pub(crate) source: String,
    /// Beginnings of the names of the tests to run; all where empty.
    pub(crate) filters: Vec<String>,
    /// How it is given seeds.
    pub(crate) seeds: Seeds,
    /// Why it cannot run.
    pub(crate) missing: Option<String>,
}

/// Simulations with their own seeds, as integration tests of the package in `tests`.
const WORLDS: [&str; 2] = ["life", "privacy"];

/// The name of the calls into the npm package with arguments that nobody should pass, and their script.
const CALLS: (&str, &str) = ("npm", "bindings/javascript/test/fuzz.mjs");

impl Seeds {
    /// How many seeds one run tries.
    pub(crate) fn in_one_run(self) -> u64 {
        match self {
            Self::Properties | Self::Script => 1,
            Self::Worlds => 4,
        }
    }

    /// The environment of a run of `count` seeds.
    pub(crate) fn environment(self, first: u64, count: u64) -> Vec<(&'static str, String)> {
        match self {
            Self::Properties => vec![("PROPTEST_RNG_SEED", first.to_string())],
            Self::Worlds => vec![
                ("PARATUS_SOAK_SEED", first.to_string()),
                ("PARATUS_SOAK_WORLDS", count.to_string()),
            ],
            Self::Script => vec![("PARATUS_SOAK_SEED", first.to_string())],
        }
    }
}

impl Target {
    /// What one types to run one seed again, with only the tests named.
    pub(crate) fn command(&self, seed: u64, tests: &[String]) -> String {
        let environment = self
            .seeds
            .environment(seed, 1)
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"));
        let mut words: Vec<String> = environment.collect();
        if self.seeds == Seeds::Script {
            words.push(format!("node {}", self.source));
            return words.join(" ");
        }
        words.push(format!(
            "cargo test --package {} --all-features",
            self.package
        ));
        words.push(
            self.test
                .as_ref()
                .map_or_else(|| "--lib".to_owned(), |test| format!("--test {test}")),
        );
        if !tests.is_empty() {
            words.push(format!("-- --exact {}", tests.join(" ")));
        }
        words.join(" ")
    }
}

/// Every target of the checkout: the simulations, the calls into the npm package, then all binaries with properties.
pub(crate) fn targets(checkout: &Checkout) -> Result<Vec<Target>> {
    let mut found = Vec::new();
    let tests = checkout.path("tests");
    for name in WORLDS {
        found.push(worlds(checkout, &tests, name)?);
    }
    found.push(calls(checkout));
    for folder in packages(checkout)? {
        let package = package_name(&folder)?;
        let mut of_package: Vec<Target> = Vec::new();
        for file in files_below(&folder, &|name| {
            name.starts_with('.') || name.starts_with("target")
        })? {
            if file.extension().is_none_or(|extension| extension != "rs")
                || !has_properties(&checkout::read(&file)?)
            {
                continue;
            }
            let Some((test, filter)) = place(&folder, &file) else {
                continue;
            };
            let source = match &test {
                None => folder.join("src/lib.rs"),
                Some(test) => test_source(&folder, test).unwrap_or_else(|| file.clone()),
            };
            let at = of_package
                .iter()
                .position(|target| target.test == test)
                .unwrap_or_else(|| {
                    let kind = test.as_deref().unwrap_or("lib");
                    of_package.push(Target {
                        name: format!("{package}:{kind}"),
                        package: package.clone(),
                        source: checkout.relative(&source),
                        test,
                        filters: Vec::new(),
                        seeds: Seeds::Properties,
                        missing: None,
                    });
                    of_package.len() - 1
                });
            if let Some(target) = of_package.get_mut(at) {
                target.filters.push(filter);
            }
        }
        for target in &mut of_package {
            // A property in the main file itself: all tests are run.
            if target.filters.iter().any(String::is_empty) {
                target.filters.clear();
            }
        }
        found.append(&mut of_package);
    }
    Ok(found)
}

/// A simulation, or why there is none.
fn worlds(checkout: &Checkout, tests: &Path, name: &str) -> Result<Target> {
    let source = test_source(tests, name);
    let missing = match &source {
        None => Some(format!("there is no test `{name}` in `tests/tests`")),
        Some(main) => {
            let folder = main.parent().filter(|folder| folder.ends_with(name));
            let files = folder.map_or_else(
                || Ok(vec![main.clone()]),
                |folder| files_below(folder, &|_| false),
            )?;
            let mut reads = false;
            for file in files
                .iter()
                .filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
            {
                reads |= checkout::read(file)?.contains("PARATUS_SOAK_SEED");
            }
            (!reads).then(|| {
                format!(
                    "`{}` does not read PARATUS_SOAK_SEED",
                    checkout.relative(main)
                )
            })
        }
    };
    Ok(Target {
        name: name.to_owned(),
        package: package_name(tests)?,
        test: Some(name.to_owned()),
        source: source
            .map(|source| checkout.relative(&source))
            .unwrap_or_default(),
        filters: Vec::new(),
        seeds: Seeds::Worlds,
        missing,
    })
}

/// The calls into the npm package as it was built last, or what is missing for them.
fn calls(checkout: &Checkout) -> Target {
    let (name, source) = CALLS;
    let package = "bindings/javascript";
    let built = checkout.path(package).join("dist/node.cjs").is_file();
    let missing = if built {
        install::need_node().err()
    } else {
        Some("the npm package is not built: `cargo xtask npm`".to_owned())
    };
    Target {
        name: name.to_owned(),
        package: package.to_owned(),
        test: None,
        source: source.to_owned(),
        filters: Vec::new(),
        seeds: Seeds::Script,
        missing,
    }
}

/// The folders of packages that may have properties: all crates, and the package of tests.
fn packages(checkout: &Checkout) -> Result<Vec<PathBuf>> {
    let metadata = manifest::metadata(checkout.root(), false)?;
    let folders = metadata
        .packages
        .iter()
        .filter_map(|package| package.manifest_path.parent());
    let mut folders: Vec<PathBuf> = folders
        .filter(|folder| folder.join("src/lib.rs").is_file())
        .map(Into::into)
        .collect();
    folders.sort();
    Ok(folders)
}

/// The main file of an integration test.
fn test_source(package: &Path, test: &str) -> Option<PathBuf> {
    let tests = package.join("tests");
    [
        tests.join(test).join("main.rs"),
        tests.join(format!("{test}.rs")),
    ]
    .into_iter()
    .find(|path| path.is_file())
}

/// The name of a package by its manifest.
fn package_name(folder: &Path) -> Result<String> {
    let path = folder.join("Cargo.toml");
    let name = manifest::text(&manifest::toml(&path)?, &["package", "name"]).map(str::to_owned);
    name.ok_or_else(|| format!("`{}` names no package", path.display()))
}

/// Whether a source has properties of `proptest`.
fn has_properties(text: &str) -> bool {
    text.lines().any(|line| {
        line.trim_start().starts_with("proptest! {")
            || line.trim_start().starts_with("proptest::proptest! {")
    })
}

/// The integration test that a file belongs to (`None` for the library) and the beginning of the names of its tests.
fn place(package: &Path, file: &Path) -> Option<(Option<String>, String)> {
    let inside = file.strip_prefix(package).ok()?;
    let mut parts: Vec<String> = inside
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    let last = parts.pop()?;
    let stem = last.strip_suffix(".rs")?.to_owned();
    if parts.is_empty() {
        return None;
    }
    let root = parts.remove(0);
    let is_main = |stem: &str| matches!(stem, "lib" | "main" | "mod");
    let test = match root.as_str() {
        "src" => None,
        "tests" if parts.is_empty() => return Some((Some(stem), String::new())),
        "tests" => Some(parts.remove(0)),
        _ => return None,
    };
    parts.extend(Some(stem).filter(|stem| !is_main(stem)));
    let filter: String = parts.iter().map(|part| format!("{part}::")).collect();
    Some((test, filter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_belong_to_a_binary_and_a_module() {
        let found = |path: &str| place(Path::new("/p"), &Path::new("/p").join(path));
        assert_eq!(found("src/lib.rs"), Some((None, String::new())));
        assert_eq!(
            found("src/table/scan.rs"),
            Some((None, "table::scan::".to_owned()))
        );
        assert_eq!(
            found("src/properties/mod.rs"),
            Some((None, "properties::".to_owned()))
        );
        assert_eq!(
            found("tests/plan/laws.rs"),
            Some((Some("plan".to_owned()), "laws::".to_owned()))
        );
        assert_eq!(
            found("tests/plan/main.rs"),
            Some((Some("plan".to_owned()), String::new()))
        );
        assert_eq!(
            found("tests/keys.rs"),
            Some((Some("keys".to_owned()), String::new()))
        );
        assert_eq!(found("examples/seats.rs"), None);
        assert_eq!(found("build.rs"), None);
    }

    #[test]
    fn every_source_with_properties_is_in_a_target() {
        let checkout = Checkout::find().unwrap();
        let targets = targets(&checkout).unwrap();
        let names: Vec<&str> = targets.iter().map(|target| target.name.as_str()).collect();
        assert!(names.starts_with(&WORLDS), "{names:?}");
        for wanted in ["paratus:lib", "paratus-tests:lib", "paratus-tests:plan"] {
            assert!(names.contains(&wanted), "{wanted} is not in {names:?}");
        }
        for target in targets.iter().filter(|target| target.missing.is_none()) {
            assert!(checkout.path(&target.source).is_file(), "{target:?}");
        }
        let of_tests = targets
            .iter()
            .find(|target| target.name == "paratus-tests:lib")
            .unwrap();
        assert!(
            of_tests
                .filters
                .contains(&"properties::phases::".to_owned()),
            "{of_tests:?}"
        );
    }

    #[test]
    fn a_seed_can_be_run_again() {
        let mut target = Target {
            name: "p:plan".to_owned(),
            package: "p".to_owned(),
            test: Some("plan".to_owned()),
            source: String::new(),
            filters: Vec::new(),
            seeds: Seeds::Properties,
            missing: None,
        };
        assert_eq!(
            target.command(7, &["laws::one".to_owned()]),
            "PROPTEST_RNG_SEED=7 cargo test --package p --all-features --test plan -- --exact laws::one"
        );
        target.seeds = Seeds::Worlds;
        target.test = None;
        assert_eq!(
            target.command(8, &[]),
            "PARATUS_SOAK_SEED=8 PARATUS_SOAK_WORLDS=1 cargo test --package p --all-features --lib"
        );
        target.seeds = Seeds::Script;
        target.source = CALLS.1.to_owned();
        assert_eq!(
            target.command(9, &[]),
            "PARATUS_SOAK_SEED=9 node bindings/javascript/test/fuzz.mjs"
        );
    }
}
