//! `cargo xtask test`: everything that must hold, in one run that prepares what it needs.
//!
//! A new check is a line in [`STEPS`] and a function below it. Steps share what cargo builds: the same profile and the same
//! features everywhere.

use super::{Verb, ci, codegen, npm, release};
use crate::Result;
use crate::args::{AcceptedArguments, Arguments};
use crate::checkout::Checkout;
use crate::process::{cargo, in_ci, run};
use crate::steps::{Outcome, Selection, Step, StepCondition, run_all};
use crate::{api, checkout, install, language, policy, process};
use std::fs;
use std::path::{Path, PathBuf};

/// The verb.
pub(super) const VERB: Verb = Verb {
    name: "test",
    what: "runs every check, installing what it needs",
    accepts: AcceptedArguments {
        flags: &["--quick", "--slow"],
        options: &["--only"],
        words: 0,
    },
    run: test,
};

/// Every step, cheap ones first.
const STEPS: &[Step] = &[
    Step {
        name: "format",
        what: "sources are formatted",
        when: StepCondition::Always,
        run: format,
    },
    Step {
        name: "versions",
        what: "all manifests have one version",
        when: StepCondition::Always,
        run: versions,
    },
    Step {
        name: "language",
        what: "words that the project does not use",
        when: StepCondition::Always,
        run: language::check,
    },
    Step {
        name: "clippy",
        what: "no warnings, all targets",
        when: StepCondition::Always,
        run: clippy,
    },
    Step {
        name: "test",
        what: "unit and integration tests",
        when: StepCondition::Always,
        run: tests,
    },
    Step {
        name: "examples",
        what: "examples in the documentation run",
        when: StepCondition::Always,
        run: doc_tests,
    },
    Step {
        name: "generated",
        what: "generated files are up to date",
        when: StepCondition::Always,
        run: generated,
    },
    Step {
        name: "features",
        what: "the library builds with each of its features alone",
        when: StepCondition::NotQuick,
        run: features,
    },
    Step {
        name: "docs",
        what: "the documentation has no warnings",
        when: StepCondition::NotQuick,
        run: docs,
    },
    Step {
        name: "api",
        what: "the library's public names, and their examples",
        when: StepCondition::NotQuick,
        run: api::check,
    },
    Step {
        name: "packages",
        what: "the crates can be published, in order",
        when: StepCondition::NotQuick,
        run: packages,
    },
    Step {
        name: "book",
        what: "the book builds, and no link within it is dead",
        when: StepCondition::NotQuick,
        run: book,
    },
    Step {
        name: "policy",
        what: "licences, bans and sources of dependencies",
        when: StepCondition::NotQuick,
        run: policy::check,
    },
    Step {
        name: "npm-build",
        what: "the npm package builds",
        when: StepCondition::NotQuick,
        run: npm_build,
    },
    Step {
        name: "npm-test",
        what: "the npm package in Node",
        when: StepCondition::NotQuick,
        run: npm_test,
    },
    Step {
        name: "npm-browser",
        what: "the npm package and the report in a browser",
        when: StepCondition::NotQuick,
        run: npm_browser,
    },
    Step {
        name: "npm-places",
        what: "the npm package in tools that are installed for it",
        when: StepCondition::Slow,
        run: npm_places,
    },
    Step {
        name: "portal",
        what: "the example site in a browser",
        when: StepCondition::NotQuick,
        run: portal,
    },
];

/// What every build of the workspace covers. The same for all steps, so that they share what is built.
const EVERYTHING: [&str; 2] = ["--workspace", "--all-features"];

/// Runs the steps that the flags ask for.
pub(super) fn test(checkout: &Checkout, arguments: &Arguments) -> Result {
    if in_ci() {
        ci::print_facts(checkout);
    }
    run_all(
        checkout,
        STEPS,
        &Selection {
            quick: arguments.has("--quick"),
            slow: arguments.has("--slow"),
            only: arguments.values("--only"),
        },
    )
}

/// Formatting, of the workspace and of the crate outside it.
fn format(checkout: &Checkout) -> Result<Outcome> {
    install::rust_component("rustfmt")?;
    run(cargo(checkout.root(), "fmt").args(["--all", "--check"]))?;
    run(cargo(&checkout.path("crates/xtask-wasm"), "fmt").arg("--check"))?;
    Ok(Outcome::Done)
}

/// The versions in all manifests.
fn versions(checkout: &Checkout) -> Result<Outcome> {
    release::lockstep(checkout).map(|_| Outcome::Done)
}

/// Lints, with every warning an error.
fn clippy(checkout: &Checkout) -> Result<Outcome> {
    install::rust_component("clippy")?;
    run(cargo(checkout.root(), "clippy").args(EVERYTHING).args([
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    Ok(Outcome::Done)
}

/// Where properties draw their examples from, unless the environment says otherwise: the same tree passes or fails everywhere alike.
const SEED: (&str, &str) = ("PROPTEST_RNG_SEED", "20261123");

/// All tests but those in the documentation; a failure does not keep the others from running.
fn tests(checkout: &Checkout) -> Result<Outcome> {
    let mut command = cargo(checkout.root(), "test");
    if std::env::var_os(SEED.0).is_none() {
        command.env(SEED.0, SEED.1);
    }
    run(command.args(EVERYTHING).args([
        "--no-fail-fast",
        "--lib",
        "--bins",
        "--tests",
        "--examples",
    ]))?;
    Ok(Outcome::Done)
}

/// The examples in doc comments.
fn doc_tests(checkout: &Checkout) -> Result<Outcome> {
    run(cargo(checkout.root(), "test")
        .args(EVERYTHING)
        .args(["--no-fail-fast", "--doc"]))?;
    Ok(Outcome::Done)
}

/// The committed files that programs write.
fn generated(checkout: &Checkout) -> Result<Outcome> {
    codegen::check(checkout, codegen::AS_FOR_TESTS).map(|()| Outcome::Done)
}

/// The library as embedders build parts of it, and the crate of the smaller module: each feature alone, and none.
fn features(checkout: &Checkout) -> Result<Outcome> {
    install::rust_component("clippy")?;
    let alone = |package: &str, feature: &str| {
        let mut command = cargo(checkout.root(), "clippy");
        command.args([
            "--package",
            package,
            "--no-default-features",
            "--features",
            feature,
            "--",
            "-D",
            "warnings",
        ]);
        run(&mut command)
    };
    for feature in ["", "surveys", "rollout", "diff", "plan", "report", "toml"] {
        alone("paratus", feature)?;
    }
    alone("paratus-wasm", "")?;
    Ok(Outcome::Done)
}

/// The documentation. The command is left out, because its program and the library have the same name.
fn docs(checkout: &Checkout) -> Result<Outcome> {
    let mut command = cargo(checkout.root(), "doc");
    command.args(EVERYTHING).args([
        "--no-deps",
        "--lib",
        "--bin",
        "xtask",
        "--document-private-items",
    ]);
    run(command.env("RUSTDOCFLAGS", "-D warnings"))?;
    Ok(Outcome::Done)
}

/// What cargo would publish, built as it would be downloaded. Nothing is published.
fn packages(checkout: &Checkout) -> Result<Outcome> {
    let target = checkout.path("target/packages");
    forget_packages(&target)?;
    let mut command = cargo(checkout.root(), "publish");
    command.args(["--workspace", "--dry-run", "--allow-dirty", "--quiet"]);
    // Nothing of it is run, so nothing is written for debuggers.
    command.env("CARGO_PROFILE_DEV_DEBUG", "0");
    run(command.arg("--target-dir").arg(&target))?;
    Ok(Outcome::Done)
}

/// Removes what cargo unpacked and built of the project's crates in the last dry run: it takes a crate of the same version for the same.
fn forget_packages(target: &Path) -> Result<()> {
    let folders = |of: &Path, start: &str| -> Vec<PathBuf> {
        let paths = fs::read_dir(of).into_iter().flatten().flatten();
        let is_named = |path: &PathBuf| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with(start))
        };
        paths.map(|entry| entry.path()).filter(is_named).collect()
    };
    let mut old = folders(&target.join("debug/.fingerprint"), "paratus");
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    if let Some(home) = home {
        // The registry of a dry run has no name: its folder begins with the dash before the hash.
        for registry in folders(&home.join("registry/src"), "-") {
            old.extend(folders(&registry, "paratus"));
        }
    }
    for folder in old {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    Ok(())
}

/// `cargo xtask npm`.
fn npm_build(checkout: &Checkout) -> Result<Outcome> {
    let Some(_) = npm::folder(checkout) else {
        return Ok(Outcome::Skipped(npm::MISSING.to_owned()));
    };
    npm::build(checkout).map(|()| Outcome::Done)
}

/// The book in `docs`.
fn book(checkout: &Checkout) -> Result<Outcome> {
    install::need_node()?;
    let folder = checkout.path("docs");
    install::npm_packages(&folder)?;
    run(process::script("npm")
        .current_dir(&folder)
        .args(["run", "build"]))?;
    Ok(Outcome::Done)
}

/// The package's own `test` script.
fn npm_test(checkout: &Checkout) -> Result<Outcome> {
    npm_script(checkout, "test")
}

/// The package's `test:browser` script, which finds the browser in `PARATUS_CHROMIUM`: every loader, and the report, whose tests
/// are beside them; the example in React with its own packages too.
fn npm_browser(checkout: &Checkout) -> Result<Outcome> {
    install::need_node()?;
    install::npm_packages(&checkout.path("examples/react"))?;
    npm_script(checkout, "test:browser")
}

/// The package's `test:places` script, which installs the tools of other people's projects.
fn npm_places(checkout: &Checkout) -> Result<Outcome> {
    npm_script(checkout, "test:places")
}

/// The example site: types, build, and every screen in a browser. It uses the package as it was built last; pictures of the
/// screens are left in `.artifacts/portal`.
fn portal(checkout: &Checkout) -> Result<Outcome> {
    let Some(package) = npm::folder(checkout) else {
        return Ok(Outcome::Skipped(npm::MISSING.to_owned()));
    };
    if !package.join("dist").is_dir() {
        npm::build(checkout)?;
    }
    install::need_node()?;
    install::npm_packages(&package)?;
    let folder = checkout.path("examples/portal");
    install::npm_packages(&folder)?;
    run(process::script("npm")
        .current_dir(&folder)
        .args(["run", "build"]))?;
    let mut npm = process::script("npm");
    npm.current_dir(&folder)
        .args(["test"])
        .env("PARATUS_CHROMIUM", install::chromium()?);
    npm.env("PARATUS_COMMAND", command(checkout)?);
    let pictures = checkout.path(".artifacts/portal");
    let tested = run(npm.env("PARATUS_SHOTS", &pictures));
    // Where a test fails, they are looked at first.
    println!("pictures of every screen are in {}", pictures.display());
    tested.map(|()| Outcome::Done)
}

/// The command, as all steps build it: the package must give the same bytes.
fn command(checkout: &Checkout) -> Result<PathBuf> {
    run(cargo(checkout.root(), "build")
        .arg("--quiet")
        .args(EVERYTHING)
        .args(codegen::AS_FOR_TESTS))?;
    let built = checkout
        .target()
        .join("debug")
        .join(format!("paratus{}", std::env::consts::EXE_SUFFIX));
    if built.is_file() {
        Ok(built)
    } else {
        Err(format!("cargo built no `{}`", built.display()))
    }
}

/// One script of the package, after what it needs.
fn npm_script(checkout: &Checkout, script: &str) -> Result<Outcome> {
    let Some(folder) = npm::folder(checkout) else {
        return Ok(Outcome::Skipped(npm::MISSING.to_owned()));
    };
    let manifest = checkout::read(&folder.join("package.json"))?;
    if !manifest.contains(&format!("\"{script}\":")) {
        return Ok(Outcome::Skipped(format!(
            "package.json has no script `{script}` yet"
        )));
    }
    install::need_node()?;
    install::npm_packages(&folder)?;
    let mut npm = process::script("npm");
    npm.current_dir(&folder)
        .args(["run", script])
        .env("PARATUS_COMMAND", command(checkout)?);
    if script.ends_with("browser") {
        npm.env("PARATUS_CHROMIUM", install::chromium()?);
    }
    run(&mut npm)?;
    Ok(Outcome::Done)
}
