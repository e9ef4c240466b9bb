//! The `paratus` command.

use std::process::ExitCode;

/// Millions of records are held in large pages, and memory that one step frees is there for the next.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    paratus_cli::run(std::env::args_os()).into()
}
