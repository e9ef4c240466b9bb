//! How things look on this terminal, and what the flags ask for.

use crate::args::{ColorChoice, ErrorFormat, Form, Format, Global};
use anstyle::{AnsiColor, Style};
use paratus::disclosure::Disclosure;
use paratus::{Date, Severity, Verdict};
use std::io::IsTerminal;
use std::path::PathBuf;

/// The flags that every verb has, resolved.
#[derive(Clone, Debug)]
pub(crate) struct Context {
    /// The date of the flag or the environment.
    pub(crate) as_of: Option<Date>,
    /// The form asked for, if any.
    pub(crate) form: Option<Form>,
    /// The same among those that most verbs have.
    pub(crate) format: Format,
    /// The file that takes the output in place of standard output.
    pub(crate) output: Option<PathBuf>,
    /// How problems are shown.
    pub(crate) error_format: ErrorFormat,
    /// For whom the output is.
    pub(crate) disclosure: Disclosure,
    /// For whom the notes on standard error are: where the output names people, they may too.
    pub(crate) notes: Disclosure,
    /// Look of what goes to standard output.
    pub(crate) out: Look,
    /// Look of what goes to standard error.
    pub(crate) err: Look,
}

impl Context {
    pub(crate) fn new(global: &Global) -> Context {
        let choice = match global.color {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
        let to_file = global
            .output
            .as_ref()
            .is_some_and(|path| !crate::folder::is_standard(path));
        let color = |auto: anstream::ColorChoice| auto != anstream::ColorChoice::Never;
        Context {
            as_of: global.as_of,
            form: global.format,
            format: global.format.and_then(Form::format).unwrap_or_default(),
            output: global.output.clone().filter(|_| to_file),
            error_format: global.error_format,
            disclosure: Disclosure::default(),
            notes: Disclosure::default(),
            out: Look {
                color: !to_file && color(anstream::AutoStream::choice(&std::io::stdout())),
                ascii: global.plain,
                width: if to_file { None } else { width_of_terminal() },
            },
            err: Look {
                color: color(anstream::AutoStream::choice(&std::io::stderr())),
                ascii: global.plain,
                width: width_of_terminal(),
            },
        }
    }
}

/// `COLUMNS` where it is set, as `ls` and others take it; else what the terminal says.
fn width_of_terminal() -> Option<usize> {
    let asked = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.trim().parse().ok());
    if let Some(columns) = asked.filter(|&columns| columns > 0) {
        return Some(columns);
    }
    if !std::io::stdout().is_terminal() {
        return None;
    }
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}

/// Columns of a page where there is no terminal to ask.
const PAGE: usize = 120;
/// Columns from which tables keep their columns, whatever they need.
const WIDE: usize = 100;

/// Colour, characters and width of one output.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Whether to colour.
    pub(crate) color: bool,
    /// Whether to keep to ASCII.
    pub(crate) ascii: bool,
    /// Columns of the terminal, if it is one.
    width: Option<usize>,
}

impl Look {
    /// Columns that text is wrapped to.
    pub(crate) fn width(&self) -> usize {
        self.width.unwrap_or(PAGE).max(40)
    }

    /// Columns of a terminal that is too narrow for wide tables.
    pub(crate) fn narrow(&self) -> Option<usize> {
        self.width.filter(|&width| width < WIDE)
    }

    /// A text in a style, if colours are on.
    pub(crate) fn paint(&self, style: Style, text: &str) -> String {
        if self.color && style != Style::new() && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    /// A title, wrapped to the page.
    pub(crate) fn title(&self, text: &str) -> String {
        let lines = crate::formatting::wrap(text, self.width());
        let lines: Vec<String> = lines.iter().map(|line| self.paint(BOLD, line)).collect();
        lines.join("\n")
    }

    /// Something of lesser weight.
    pub(crate) fn faint(&self, text: &str) -> String {
        self.paint(FAINT, text)
    }

    /// The verdict's sign and word.
    pub(crate) fn verdict(&self, verdict: Verdict) -> String {
        self.paint(
            of_verdict(verdict),
            &format!(
                "{} {verdict}",
                crate::formatting::glyph(verdict, self.ascii)
            ),
        )
    }
}

/// Titles.
pub(crate) const BOLD: Style = Style::new().bold();
/// What is there for those who look for it.
pub(crate) const FAINT: Style = Style::new().dimmed();

/// The tint of a severity.
pub(crate) const fn of_severity(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Info => AnsiColor::Cyan.on_default().bold(),
    }
}

/// The tint of a verdict.
pub(crate) const fn of_verdict(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Ready => AnsiColor::Green.on_default(),
        Verdict::NotReady => AnsiColor::Red.on_default(),
        Verdict::CannotTell => AnsiColor::Yellow.on_default(),
    }
}
