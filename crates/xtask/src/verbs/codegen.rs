//! `cargo xtask codegen`: writes the committed files that programs make; with `--check` only compares.
//!
//! A generator is a program of the workspace that writes files below a folder, at the paths they have in the checkout. It never
//! writes into the checkout itself: its files go to a folder of their own and are compared, or copied, from there.

use super::Verb;
use crate::args::{AcceptedArguments, Arguments};
use crate::checkout::{self, Checkout, files_below};
use crate::process::{cargo, run};
use crate::{Result, process};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The verb.
pub(super) const VERB: Verb = Verb {
    name: "codegen",
    what: "writes the generated files",
    accepts: AcceptedArguments {
        flags: &["--check"],
        options: &[],
        words: 0,
    },
    run: codegen,
};

/// One program that makes committed files.
struct Generator {
    /// What it makes.
    what: &'static str,
    /// The program: a binary of the workspace.
    program: &'static str,
    /// Its arguments; `{out}` stands for the folder to write below.
    arguments: &'static [&'static str],
    /// The files and folders it owns. In a folder it owns, whatever it did not write is stale.
    owns: &'static [&'static str],
}

/// Every generator. This is the place for another one.
const GENERATORS: &[Generator] = &[Generator {
    what: "references of the book, schemas, TypeScript types and the sample ministry",
    program: "paratus-codegen",
    arguments: &["{out}"],
    owns: &[
        "bindings/schema",
        "docs/reference",
        "bindings/javascript/src/types.ts",
        "examples/ministry",
    ],
}];

/// What to build for the generators alone.
const PROGRAMS: &[&str] = &["--bins"];

/// What to build after the tests, which have built it already: what tests depend on can switch on features of other crates, and
/// a build without it would begin again.
pub(super) const AS_FOR_TESTS: &[&str] = &["--lib", "--bins", "--tests", "--examples"];

/// Writes the files, or compares them.
fn codegen(checkout: &Checkout, arguments: &Arguments) -> Result {
    if arguments.has("--check") {
        return check(checkout, PROGRAMS);
    }
    for (generator, made) in generate(checkout, PROGRAMS)? {
        let differences = compare(checkout.root(), generator, &made)?;
        for path in &differences {
            let (from, to) = (made.join(path), checkout.path(path));
            if from.is_file() {
                copy_file(&from, &to)?;
                println!("written  {path}");
            } else {
                fs::remove_file(&to).map_err(|error| format!("cannot remove `{path}`: {error}"))?;
                println!("removed  {path}");
            }
        }
        println!("{}: {} files changed", generator.what, differences.len());
    }
    Ok(())
}

/// Fails when a committed file is not what its generator makes, and says how to refresh it.
pub(super) fn check(checkout: &Checkout, targets: &[&str]) -> Result {
    let mut stale = BTreeSet::new();
    for (generator, made) in generate(checkout, targets)? {
        stale.extend(compare(checkout.root(), generator, &made)?);
    }
    if stale.is_empty() {
        return Ok(());
    }
    let list = stale.into_iter().collect::<Vec<_>>().join(", ");
    Err(format!(
        "out of date: {list}; run `cargo xtask codegen` and commit what it changes"
    ))
}

/// Runs every generator into a folder of its own.
fn generate(checkout: &Checkout, targets: &[&str]) -> Result<Vec<(&'static Generator, PathBuf)>> {
    run(cargo(checkout.root(), "build")
        .args(["--quiet", "--workspace", "--all-features"])
        .args(targets))?;
    let mut made = Vec::new();
    for (number, generator) in GENERATORS.iter().enumerate() {
        let out = checkout.target().join("codegen").join(number.to_string());
        checkout::fresh_folder(&out)?;
        let program = checkout.target().join("debug").join(generator.program);
        let shown = out.to_string_lossy();
        let arguments = generator
            .arguments
            .iter()
            .map(|argument| argument.replace("{out}", &shown));
        process::capture(
            Command::new(program)
                .current_dir(checkout.root())
                .args(arguments),
        )?;
        made.push((generator, out));
    }
    Ok(made)
}

/// The files of a generator that are stale, missing or no longer made.
fn compare(committed: &Path, generator: &Generator, made: &Path) -> Result<BTreeSet<String>> {
    let mut paths = BTreeSet::new();
    for root in [made, committed] {
        for owned in generator.owns {
            let place = root.join(owned);
            let files = if place.is_file() {
                vec![place]
            } else {
                files_below(&place, &|_| false)?
            };
            paths.extend(
                files
                    .iter()
                    .filter_map(|file| Some(slashes(file.strip_prefix(root).ok()?))),
            );
        }
    }
    for file in files_below(made, &|_| false)? {
        let path = slashes(file.strip_prefix(made).unwrap_or(&file));
        if !paths.contains(&path) {
            return Err(format!(
                "`{}` wrote `{path}`, which it does not own",
                generator.program
            ));
        }
    }
    Ok(paths
        .into_iter()
        .filter(|path| fs::read(made.join(path)).ok() != fs::read(committed.join(path)).ok())
        .collect())
}

/// A relative path with `/` between its parts.
fn slashes(path: &Path) -> String {
    path.components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// Copies a file, making the folder it goes to.
fn copy_file(from: &Path, to: &Path) -> Result {
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder)
        .map_err(|error| format!("cannot make `{}`: {error}", folder.display()))?;
    fs::copy(from, to)
        .map(drop)
        .map_err(|error| format!("cannot write `{}`: {error}", to.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GENERATOR: Generator = Generator {
        what: "",
        program: "maker",
        arguments: &[],
        owns: &["all", "one.txt"],
    };

    /// A folder with these files, each of which holds its second part.
    fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let folder = Checkout::find()
            .unwrap()
            .target()
            .join("codegen-tests")
            .join(name);
        checkout::fresh_folder(&folder).unwrap();
        for (path, text) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn stale_missing_and_leftover_files_differ_and_others_are_left_alone() {
        let made = folder(
            "made",
            &[
                ("all/same", "1"),
                ("all/stale", "2"),
                ("all/deep/new", "3"),
                ("one.txt", "4"),
            ],
        );
        let committed = [
            ("all/same", "1"),
            ("all/stale", "old"),
            ("all/left", "5"),
            ("one.txt", "4"),
            ("hand", "6"),
        ];
        let differences = compare(&folder("committed", &committed), &GENERATOR, &made).unwrap();
        assert_eq!(
            differences.into_iter().collect::<Vec<_>>(),
            ["all/deep/new", "all/left", "all/stale"]
        );
    }

    #[test]
    fn a_generator_may_write_only_what_it_owns() {
        let made = folder("stray", &[("all/same", "1"), ("two.txt", "2")]);
        let error = compare(&folder("nothing", &[]), &GENERATOR, &made).unwrap_err();
        assert_eq!(error, "`maker` wrote `two.txt`, which it does not own");
    }
}
