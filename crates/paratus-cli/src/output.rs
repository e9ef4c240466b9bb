//! Where output goes: standard output, or a file that appears whole or not at all.

use crate::args::Format;
use crate::console::Context;
use crate::disclosure::INTERNAL;
use crate::failure::{Failure, reason};
use crate::formatting::{self, escape_controls};
use crate::{folder, inputs};
use paratus::disclosure::Audience;
use paratus::text::{escape_formula, printable};
use serde::Serialize;
use std::fs::Permissions;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The column, or key of a line, that says for whom the row is.
const AUDIENCE: &str = "audience";

/// The sink of a verb's output. Nothing is kept unless [`Output::finish`] is called.
pub(crate) struct Output {
    target: OutputTarget,
    /// What went wrong first; reported by [`Output::finish`].
    error: Option<io::Error>,
    /// For whom tables and lines are, where they are about people: each row says it.
    audience: Option<Audience>,
    /// Whether each JSON value is a line of its own.
    is_lines: bool,
}

enum OutputTarget {
    /// Standard output.
    Standard(BufWriter<anstream::Stdout>),
    /// A reader that has gone away: `paratus … | head`. What else is written is for nobody.
    Closed,
    /// A file beside its final place.
    Beside(BufWriter<NamedTempFile>, PathBuf),
    /// Something that is no file: a device or a pipe.
    Through(BufWriter<std::fs::File>, PathBuf),
}

impl Output {
    /// The output that the flags ask for.
    pub(crate) fn open(context: &Context) -> Result<Output, Failure> {
        let is_lines = context.format == Format::Ndjson;
        match &context.output {
            None => Ok(Output {
                is_lines,
                ..Output::standard()
            }),
            Some(path) => Ok(Output {
                is_lines,
                ..Output::file(path)?
            }),
        }
    }

    fn standard() -> Output {
        let writer = BufWriter::with_capacity(1 << 16, anstream::stdout());
        Output::to(OutputTarget::Standard(writer))
    }

    fn to(target: OutputTarget) -> Output {
        Output {
            target,
            error: None,
            audience: None,
            is_lines: false,
        }
    }

    /// A file, or standard output.
    pub(crate) fn file(shown: &Path) -> Result<Output, Failure> {
        if folder::is_standard(shown) {
            return Ok(Output::standard());
        }
        // A link stays a link: what it points to is replaced.
        let path = shown.canonicalize().unwrap_or_else(|_| shown.to_owned());
        let existing = std::fs::metadata(&path).ok();
        refuse_input(&path, shown)?;
        let fail = |error: &io::Error| Failure::io("write", shown, error);
        match &existing {
            Some(existing) if existing.is_dir() => {
                let message = format!("cannot write `{}`: it is a folder", formatting::path(shown));
                return Err(Failure::new(message).with_help("name a file in it"));
            }
            Some(existing) if !existing.is_file() => {
                let file = std::fs::File::options()
                    .write(true)
                    .open(&path)
                    .map_err(|error| fail(&error))?;
                return Ok(Output::to(OutputTarget::Through(
                    BufWriter::new(file),
                    path,
                )));
            }
            _ => {}
        }
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        if !folder.is_dir() {
            let message = format!(
                "cannot write `{}`: there is no folder `{}`",
                formatting::path(shown),
                formatting::path(folder)
            );
            return Err(Failure::new(message).with_help("create the folder first"));
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".paratus-");
        let permissions = existing
            .map(|existing| existing.permissions())
            .or_else(usual_permissions);
        if let Some(permissions) = permissions {
            if permissions.readonly() {
                let message = format!(
                    "cannot write `{}`: it is read-only",
                    formatting::path(shown)
                );
                return Err(Failure::new(message));
            }
            builder.permissions(permissions);
        }
        let file = builder.tempfile_in(folder).map_err(|error| fail(&error))?;
        Ok(Output::to(OutputTarget::Beside(
            BufWriter::with_capacity(1 << 16, file),
            path,
        )))
    }

    /// Writes text. What goes wrong is reported by [`Output::finish`].
    pub(crate) fn text(&mut self, text: &str) {
        let result = self.write_all(text.as_bytes());
        if let Err(error) = result {
            self.error.get_or_insert(error);
        }
    }

    /// Writes a line.
    pub(crate) fn line(&mut self, text: &str) {
        self.text(text.trim_end());
        self.text("\n");
    }

    /// Writes a heading in Markdown; `words` may be anybody's.
    pub(crate) fn markdown_heading(&mut self, level: usize, words: &str) {
        self.text(&format!(
            "{} {}\n",
            "#".repeat(level),
            formatting::markdown(words)
        ));
    }

    /// Writes a paragraph in Markdown, after an empty line; `words` may be anybody's.
    pub(crate) fn markdown_paragraph(&mut self, words: &str) {
        self.text(&format!("\n{}\n", formatting::markdown(words)));
    }

    /// Writes a value as JSON on one line, keys sorted.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        // Through a value: its maps are sorted by key.
        let mut value = serde_json::to_value(value).map_err(unwritable)?;
        if let (Some(audience), true, Some(line)) =
            (self.audience, self.is_lines, value.as_object_mut())
        {
            line.insert(AUDIENCE.to_owned(), audience.name().into());
        }
        let text = serde_json::to_string(&value).map_err(unwritable)?;
        self.text(&escape_controls(&text));
        self.text("\n");
        Ok(())
    }

    /// Says that what follows is internal: at the top where people read it, in every row of tables and lines. JSON says it itself.
    pub(crate) fn internal(&mut self, context: &Context) {
        self.audience = Some(Audience::Internal);
        match context.format {
            Format::Table => self.line(&context.out.title(INTERNAL)),
            Format::Md => self.line(&format!("> **{INTERNAL}**\n")),
            Format::Json | Format::Ndjson | Format::Csv => {}
        }
    }

    /// Says for whom what follows is: the audience that the flags ask for.
    pub(crate) fn marked(&mut self, context: &Context) {
        self.audience = Some(context.disclosure.audience());
        if context.disclosure.is_internal() {
            self.internal(context);
        }
    }

    /// The same in rows of tables and lines alone.
    pub(crate) fn rows_of(&mut self, audience: Audience) {
        self.audience = Some(audience);
    }

    /// Writes a flat table with a header row, its last column the audience where it has one. No cell is a formula; its texts may be
    /// anybody's.
    pub(crate) fn csv<const N: usize>(
        &mut self,
        header: [&str; N],
        rows: impl IntoIterator<Item = [String; N]>,
    ) -> Result<(), Failure> {
        let audience = self.audience;
        let mut writer = csv::Writer::from_writer(&mut *self);
        let write = || {
            writer.write_record(header.into_iter().chain(audience.map(|_| AUDIENCE)))?;
            let safe = |cell: &String| escape_formula(&printable(cell)).into_owned();
            let whom = || audience.map(|audience| audience.name().to_owned());
            rows.into_iter()
                .try_for_each(|row| writer.write_record(row.iter().map(safe).chain(whom())))?;
            writer.flush().map_err(csv::Error::from)
        };
        write().map_err(|error| Failure::new(format!("the table could not be written: {error}")))
    }

    /// Puts the output in its place. Until then nothing of it is to be seen in a file.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        let flushed = self.flush();
        let error = self.error.take().or(flushed.err());
        match (self.target, error) {
            (OutputTarget::Standard(_) | OutputTarget::Closed, None) => Ok(()),
            (OutputTarget::Standard(_) | OutputTarget::Closed, Some(error)) => Err(Failure::new(
                format!("cannot write to standard output: {}", reason(&error)),
            )),
            (OutputTarget::Beside(_, path) | OutputTarget::Through(_, path), Some(error)) => {
                Err(Failure::io("write", &path, &error))
            }
            (OutputTarget::Through(..), None) => Ok(()),
            (OutputTarget::Beside(writer, path), None) => {
                let file = writer
                    .into_inner()
                    .map_err(|error| Failure::io("write", &path, error.error()))?;
                // What was read since the output was opened counts too.
                refuse_input(&path, &path)?;
                let synced = file.as_file().sync_all();
                synced.map_err(|error| Failure::io("write", &path, &error))?;
                file.persist(&path)
                    .map_err(|error| Failure::io("write", &path, &error.error))?;
                Ok(())
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = match &mut self.target {
            OutputTarget::Standard(writer) => writer.write(bytes),
            OutputTarget::Closed => Ok(bytes.len()),
            OutputTarget::Beside(writer, _) => writer.write(bytes),
            OutputTarget::Through(writer, _) => writer.write(bytes),
        };
        match result {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.target = OutputTarget::Closed;
                Ok(bytes.len())
            }
            result => result,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = match &mut self.target {
            OutputTarget::Standard(writer) => writer.flush(),
            OutputTarget::Closed => Ok(()),
            OutputTarget::Beside(writer, _) => writer.flush(),
            OutputTarget::Through(writer, _) => writer.flush(),
        };
        match result {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.target = OutputTarget::Closed;
                Ok(())
            }
            result => result,
        }
    }
}

/// What new files may be read and written by, before the user's mask.
#[cfg_attr(
    unix,
    expect(
        clippy::unnecessary_wraps,
        reason = "other systems have no such permissions"
    )
)]
fn usual_permissions() -> Option<Permissions> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        Some(Permissions::from_mode(0o666))
    }
    #[cfg(not(unix))]
    None
}

fn unwritable(error: serde_json::Error) -> Failure {
    Failure::new(format!("the answer could not be written as JSON: {error}"))
}

/// Refuses a file as the place of an output where that would destroy what was read, or a file of a programme. `shown` is its name in
/// the message.
pub(crate) fn refuse_input(path: &Path, shown: &Path) -> Result<(), Failure> {
    let Ok(whole) = path.canonicalize() else {
        return Ok(());
    };
    let why = if inputs::was_read(&whole) {
        "it is read by this command"
    } else if folder::is_of_programme(&whole) {
        "it is a file of a programme"
    } else {
        return Ok(());
    };
    let failure = Failure::new(format!("cannot write `{}`: {why}", formatting::path(shown)));
    Err(failure.with_help("name another file, or move this one away first"))
}
