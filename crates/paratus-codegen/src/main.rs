//! Writes the committed files that are made from the library's own types and tables, and the sample ministry.
//!
//! Usage: `paratus-codegen OUT`, called by `cargo xtask codegen`. Files go below `OUT` at the paths they have in the repository.

mod codes;
mod reference;
mod schemas;
mod typescript;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

/// One file: its path in the repository, and its text.
type File = (String, String);

/// Everything that is made. This is the place for another file.
fn files() -> Vec<File> {
    let mut files = vec![
        (
            "docs/reference/finding-codes.md".to_owned(),
            codes::reference(),
        ),
        ("docs/reference/format.md".to_owned(), reference::format()),
        ("docs/reference/maps.md".to_owned(), reference::maps()),
        ("docs/reference/command.md".to_owned(), reference::command()),
        (
            "bindings/javascript/src/types.ts".to_owned(),
            typescript::declarations(),
        ),
    ];
    for entry in schemas::ENTRIES {
        files.push((
            format!("bindings/schema/{}.schema.json", entry.name),
            schemas::text(entry),
        ));
    }
    let ministry = paratus_cli::sample::ministry().into_iter();
    files.extend(ministry.map(|(name, text)| (format!("examples/ministry/{name}"), text)));
    files
}

fn main() -> ExitCode {
    let Some(out) = env::args_os().nth(1) else {
        eprintln!("usage: paratus-codegen OUT");
        return ExitCode::FAILURE;
    };
    match write(Path::new(&out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "error: cannot write below `{}`: {error}",
                Path::new(&out).display()
            );
            ExitCode::FAILURE
        }
    }
}

/// Writes every file below `out`.
fn write(out: &Path) -> io::Result<()> {
    for (path, text) in files() {
        let path = out.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn committed_files_are_what_is_made_now() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let stale = files()
            .into_iter()
            .filter(|(path, text)| fs::read_to_string(root.join(path)).ok().as_ref() != Some(text));
        let stale: Vec<String> = stale.map(|(path, _)| path).collect();
        assert!(
            stale.is_empty(),
            "out of date: {}; run `cargo xtask codegen` and commit what it changes",
            stale.join(", ")
        );
    }
}
