//! The `paratus` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    paratus_cli::run(std::env::args_os()).into()
}
