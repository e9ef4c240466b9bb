//! Runs the real command in a folder of its own.
#![allow(dead_code, reason = "not every test file uses every helper")]

use jsonschema::Validator;
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder with a copy of the office in `office/`, in which the command runs.
pub(crate) struct Desk {
    folder: TempDir,
}

/// What a run left.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new() -> Desk {
        let desk = Desk {
            folder: tempfile::Builder::new()
                .prefix("paratus-cli-")
                .tempdir()
                .unwrap(),
        };
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        for folder in fs::read_dir(fixtures).unwrap() {
            let folder = folder.unwrap();
            fs::create_dir(desk.path(folder.file_name().to_str().unwrap())).unwrap();
            for file in fs::read_dir(folder.path()).unwrap() {
                let file = file.unwrap();
                let target = desk
                    .path("")
                    .join(folder.file_name())
                    .join(file.file_name());
                fs::copy(file.path(), target).unwrap();
            }
        }
        desk
    }

    /// The same with a copy of the example ministry in `ministry/`.
    pub(crate) fn with_ministry() -> Desk {
        let desk = Desk::new();
        fs::create_dir(desk.path("ministry")).unwrap();
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/ministry");
        for file in fs::read_dir(example).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), desk.path("ministry").join(file.file_name())).unwrap();
        }
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        fs::write(self.path(name), contents).unwrap();
    }

    pub(crate) fn append(&self, name: &str, contents: impl AsRef<[u8]>) {
        let mut file = fs::File::options()
            .append(true)
            .open(self.path(name))
            .unwrap();
        file.write_all(contents.as_ref()).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Replaces text in a file that holds it.
    pub(crate) fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "`{from}` is not in {name}");
        self.write(name, text.replacen(from, to, 1));
    }

    /// What checks answers against the schema of this name.
    pub(crate) fn validator(&self, name: &str) -> Validator {
        let ran = self.run(&["schema", name]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.err);
        let schema: Value = serde_json::from_str(&ran.out).unwrap();
        jsonschema::validator_for(&schema).unwrap()
    }

    /// Fails where an answer does not follow the schema of this name, with all that is wrong in it.
    pub(crate) fn assert_follows(&self, name: &str, answer: &Value) {
        let validator = self.validator(name);
        let errors: Vec<String> = validator
            .iter_errors(answer)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }

    /// Names of everything in a folder, sorted.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_in("", arguments, b"")
    }

    /// Runs in a folder of the desk with text on standard input.
    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        let mut child = command.current_dir(self.path(folder)).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // A command that does not read its input closes it.
        let _ = stdin.write_all(input);
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code().expect("it was not killed"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The command, not yet run, with a clean environment.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_paratus"));
        command.args(arguments).current_dir(self.folder.path());
        command
            .env_remove("PARATUS_AS_OF")
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE");
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// What a run shows, for a snapshot.
    pub(crate) fn shown(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        let words: Vec<String> = arguments
            .iter()
            .map(|word| {
                if word.contains(' ') {
                    format!("'{word}'")
                } else {
                    (*word).to_owned()
                }
            })
            .collect();
        let mut text = format!("$ paratus {}\n", words.join(" "));
        text.push_str(&ran.out);
        if !ran.err.is_empty() {
            text.push_str(&format!("--- standard error\n{}", ran.err));
        }
        text.push_str(&format!("--- exit code {}\n", ran.code));
        text
    }
}
