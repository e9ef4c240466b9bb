//! Writes the committed files that are made from the library's own types and tables.
//!
//! Usage: `paratus-codegen OUT`, called by `cargo xtask codegen`. Files go below `OUT` at the paths they have in the repository.

mod codes;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

/// One file.
struct File {
    /// Its path in the repository.
    path: &'static str,
    /// Makes its text.
    make: fn() -> String,
}

/// Everything that is made. This is the place for another file.
const FILES: &[File] = &[File { path: "bindings/schema/finding-codes.md", make: codes::reference }];

fn main() -> ExitCode {
    let Some(out) = env::args_os().nth(1) else {
        eprintln!("usage: paratus-codegen OUT");
        return ExitCode::FAILURE;
    };
    match write(Path::new(&out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: cannot write below `{}`: {error}", Path::new(&out).display());
            ExitCode::FAILURE
        }
    }
}

/// Writes every file below `out`.
fn write(out: &Path) -> io::Result<()> {
    for File { path, make } in FILES {
        let path = out.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, make())?;
    }
    Ok(())
}
