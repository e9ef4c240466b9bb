//! Running other programs: what is run is printed, standard input is closed, failure is a message.

use crate::Result;
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

/// Prints the command, runs it with our own output, and fails when it does.
pub(crate) fn run(command: &mut Command) -> Result {
    run_within(command, None)
}

/// As [`run`], but ends the command when it takes longer than `limit`. For what asks the network, which may never answer.
pub(crate) fn run_within(command: &mut Command, limit: Option<Duration>) -> Result {
    let shown = display(command);
    println!("$ {shown}");
    std::io::stdout()
        .flush()
        .map_err(|error| error.to_string())?;
    let mut child = command
        .stdin(Stdio::null())
        .spawn()
        .map_err(|error| format!("cannot start `{shown}`: {error}"))?;
    let started = Instant::now();
    let status = loop {
        let Some(limit) = limit else {
            break child.wait();
        };
        match child.try_wait() {
            Ok(None) if started.elapsed() > limit => {
                // Already gone is as good as ended.
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!(
                    "`{shown}` was ended after {} s without an end",
                    limit.as_secs()
                ));
            }
            Ok(None) => thread::sleep(Duration::from_millis(100)),
            Ok(Some(status)) => break Ok(status),
            Err(error) => break Err(error),
        }
    }
    .map_err(|error| format!("cannot wait for `{shown}`: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{shown}` failed ({status})"))
    }
}

/// Runs the command quietly and returns what it printed on standard output.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let shown = display(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cannot start `{shown}`: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!(
            "`{shown}` failed ({}): {}",
            output.status,
            said.trim()
        ));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| format!("`{shown}` printed something that is not UTF-8"))
}

/// Whether the command starts and ends well; nothing is printed.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The first program of this name in the search path.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .flat_map(|folder| [folder.join(program), folder.join(format!("{program}.exe"))])
        .find(|path| path.is_file())
}

/// A program by name, also where the search path knows it only with the ending that Windows gives to scripts.
pub(crate) fn script(program: &str) -> Command {
    Command::new(if cfg!(windows) {
        format!("{program}.cmd")
    } else {
        program.to_owned()
    })
}

/// The cargo that started us, in `folder`; a stale lock file is an error where `CI` is set.
pub(crate) fn cargo(folder: &Path, verb: &str) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder).arg(verb);
    if in_ci() && !matches!(verb, "fmt" | "deny") {
        command.arg("--locked");
    }
    command
}

/// Whether this is a run nobody watches.
pub(crate) fn in_ci() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

/// The command as one would type it; paths of the checkout are not shortened.
fn display(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_stem().unwrap_or(OsStr::new("?"));
    let words = std::iter::once(name).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_name_the_command() {
        let error = run(Command::new("a-program-nobody-has").arg("now")).unwrap_err();
        assert!(
            error.starts_with("cannot start `a-program-nobody-has now`"),
            "{error}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_command_that_never_ends_is_ended() {
        let limit = Some(Duration::from_millis(50));
        let error = run_within(Command::new("sleep").arg("60"), limit).unwrap_err();
        assert!(error.contains("was ended"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn what_was_printed_is_captured() {
        assert_eq!(
            capture(Command::new("echo").arg("here")).unwrap().trim(),
            "here"
        );
        assert!(find("sh").is_some() && find("a-program-nobody-has").is_none());
    }
}
