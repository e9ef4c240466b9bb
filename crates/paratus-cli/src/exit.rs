//! What the command's exit code means.

use std::process::ExitCode;

/// The exit codes of all verbs. 2 always means "could not run", never a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[non_exhaustive]
pub enum Exit {
    /// It ran, and found nothing that should stop a script.
    Done = 0,
    /// It ran, and found errors in the input (`check`), refused rows (`import`) or misfits (`fit`).
    Found = 1,
    /// It could not run: wrong arguments, missing or unreadable files, a programme with errors, no date.
    CouldNotRun = 2,
    /// `gate`: a gate is closed.
    Closed = 3,
    /// `gate`: what is known does not decide whether a gate is open.
    CannotTell = 4,
    /// `plan` without `--previous`: it is proven that not every need can be met.
    Infeasible = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}
