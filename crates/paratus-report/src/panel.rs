//! Panels as values: what is reported, before it takes the form of a page, a sheet or a text.

use crate::text::Text;
use paratus::disclosure::Suppression;
use paratus::{Date, Range, Verdict};

/// A part of the report that answers one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// Its name in addresses: `readiness`, `gate-daily-work`.
    pub id: String,
    /// Its heading.
    pub title: Text,
    /// What it says, in a sentence.
    pub headline: Text,
    /// What it shows.
    pub blocks: Vec<Block>,
    /// Whether it starts a page in print.
    pub own_page: bool,
}

/// A piece of a panel.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading below the panel's.
    Heading(Text),
    /// A paragraph.
    Paragraph(Text),
    /// Something of lesser weight.
    Note(Text),
    /// The figures of a whole, large: tint, word, how the figure is written, and its share.
    Figures(Vec<(Tint, Text, String, f64)>),
    /// Terms with what they are.
    Facts(Vec<(Text, Vec<Text>)>),
    /// Sentences one below the other, each perhaps with the panel it comes from.
    List(Vec<(Text, Option<String>)>),
    /// A table.
    Table(Table),
    /// Lines over time, as a picture of what a table beside it says.
    Lines(Lines),
    /// What is there for those who look for it.
    Details(Text, Vec<Block>),
    /// Lines to be filled in by hand, on paper: the decision, then who, when, and a signature.
    SignOff {
        /// What is decided.
        title: Text,
        /// The boxes to tick.
        choices: Vec<Text>,
        /// The lines to fill in.
        lines: Vec<Text>,
    },
}

/// Shares of one population over time, as lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// What it shows.
    pub caption: Text,
    /// The first day and the last, in words.
    pub ends: [Text; 2],
    /// What each line is, and its shares at equal distances.
    pub series: Vec<(Text, Vec<Option<f64>>)>,
}

/// A table. Its strips show what is in its words anyway.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it shows: of whom, when, and of how many.
    pub caption: Text,
    /// A name short enough for the sheet of a workbook.
    pub name: Text,
    /// Its columns; the first names the rows.
    pub columns: Vec<Column>,
    /// Its rows, each with as many cells as there are columns.
    pub rows: Vec<Row>,
    /// Whether its columns are many and their titles are upright.
    pub matrix: bool,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// Its title.
    pub title: Text,
    /// Where its cells are.
    pub align: Align,
    /// Of stacked bars and steps, what their parts are, in order.
    pub parts: Vec<Text>,
    /// The part of another column's bar that it counts, to show its tint.
    pub swatch: Option<Tint>,
    /// Whether its cells stay on one line: ids, which would break at their hyphens.
    pub whole: bool,
}

/// Where cells are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Where reading starts.
    #[default]
    Start,
    /// Where it ends: numbers.
    End,
    /// In the middle: signs.
    Centre,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// How deep it lies below the rows before it.
    pub depth: usize,
    /// Whether it is emphasised: the total.
    pub strong: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(Text),
    /// Words in the one line, and lesser ones below: a title with its id.
    Named(Text, Text),
    /// A number, and how it is written.
    Number(f64, String),
    /// A share, and how it is written.
    Share(f64, String),
    /// A range with what it comes to against a threshold, and how it is written.
    Range {
        /// From what was shown to what is possible.
        range: Range,
        /// What it is held against.
        threshold: Option<f64>,
        /// The verdict, and its word.
        verdict: Option<(Verdict, Text)>,
        /// How it is written.
        shown: String,
    },
    /// A sign with its word.
    Sign(Tint, Text),
    /// A sign whose word is only for those who do not see it.
    Glyph(Tint, Text),
    /// Shares that add up to all: tint and share, and how the whole is written.
    Bar(Vec<(Tint, f64)>, String),
    /// Shares one after the other, and how they are written in short.
    Steps(Vec<Option<f64>>, String),
    /// What is held of what is required: a share, and how it is written.
    Gap(f64, String),
    /// A number beside the greatest of its column: the number, its share of that, and how it is written.
    Amount(f64, f64, String),
    /// A part of a whole beside what it is: its share, and how it is written.
    Part(f64, String),
    /// A day, and how it is written.
    Date(Date, String),
    /// The first of some half days, those of its week from Monday morning on, and how they are written.
    Week(Date, [bool; 14], String),
    /// A stretch of time: its first day and its last, with how each is written, where it lies on a line of time from 0 to 1, and the
    /// moments on it.
    Span {
        /// The first day, and how it is written.
        from: (Date, String),
        /// The last day, and how it is written.
        until: (Date, String),
        /// Where it begins and ends on the line.
        ends: [f64; 2],
        /// What happens on it, and where.
        moments: Vec<f64>,
    },
    /// Suppressed by disclosure control, and why.
    Suppressed(Suppression),
    /// Not known.
    Unknown,
    /// There is no such thing here.
    NotApplicable,
}

/// What a sign or a part of a bar stands for. Each has a glyph of its own; the tint is never the only mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Tint {
    Ready,
    CannotTell,
    NotReady,
    Agree,
    Neutral,
    Disagree,
    Shown,
    Failed,
    Stale,
    Never,
    People,
    Process,
    Technology,
    UsedAndTaught,
    UsedNotTaught,
    TaughtNotUsed,
    Saved,
    Neither,
    Stage(u8),
    NoBarrier,
    UnknownBarrier,
    Warning,
    Error,
    Info,
}

impl Tint {
    /// The sign.
    #[must_use]
    pub const fn glyph(self) -> &'static str {
        match self {
            Tint::Ready | Tint::Agree | Tint::Shown | Tint::NoBarrier => "✓",
            Tint::CannotTell | Tint::Neutral | Tint::UnknownBarrier | Tint::Never => "?",
            Tint::NotReady | Tint::Disagree | Tint::Failed | Tint::Error => "✗",
            Tint::UsedAndTaught => "●",
            Tint::UsedNotTaught | Tint::Warning => "▲",
            Tint::TaughtNotUsed => "○",
            Tint::Saved => "◇",
            Tint::Neither => "·",
            Tint::Info => "i",
            Tint::Stale => "↓",
            Tint::People | Tint::Process | Tint::Technology | Tint::Stage(_) => "■",
        }
    }

    /// The name in style sheets.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Tint::Ready => "ready",
            Tint::CannotTell => "cannot-tell",
            Tint::NotReady => "not-ready",
            Tint::Agree => "agree",
            Tint::Neutral => "neutral",
            Tint::Disagree => "disagree",
            Tint::Shown => "shown",
            Tint::Failed => "failed",
            Tint::Stale => "stale",
            Tint::Never => "never",
            Tint::People => "people",
            Tint::Process => "process",
            Tint::Technology => "technology",
            Tint::UsedAndTaught => "used-taught",
            Tint::UsedNotTaught => "used-not-taught",
            Tint::TaughtNotUsed => "taught-not-used",
            Tint::Saved => "saved",
            Tint::Neither => "neither",
            Tint::Stage(0) => "stage-1",
            Tint::Stage(1) => "stage-2",
            Tint::Stage(2) => "stage-3",
            Tint::Stage(3) => "stage-4",
            Tint::Stage(_) => "stage-5",
            Tint::NoBarrier => "no-barrier",
            Tint::UnknownBarrier => "unknown-barrier",
            Tint::Warning => "warning",
            Tint::Error => "error",
            Tint::Info => "info",
        }
    }
}

impl From<Verdict> for Tint {
    fn from(verdict: Verdict) -> Tint {
        match verdict {
            Verdict::Ready => Tint::Ready,
            Verdict::CannotTell => Tint::CannotTell,
            Verdict::NotReady => Tint::NotReady,
        }
    }
}

impl Column {
    /// A column of words.
    pub(crate) fn start(title: Text) -> Column {
        Column {
            title,
            ..Column::default()
        }
    }

    /// A column of numbers.
    pub(crate) fn end(title: Text) -> Column {
        Column {
            title,
            align: Align::End,
            ..Column::default()
        }
    }

    /// The same with the parts of its bars.
    pub(crate) fn with_parts(mut self, parts: impl IntoIterator<Item = Text>) -> Column {
        self.parts = parts.into_iter().collect();
        self
    }

    /// The same with its cells on one line.
    pub(crate) fn unbroken(mut self) -> Column {
        self.whole = true;
        self
    }

    /// The same with the tint of what it counts.
    pub(crate) fn tinted(mut self, tint: Tint) -> Column {
        self.swatch = Some(tint);
        self
    }
}

impl Row {
    /// A row at the margin.
    pub(crate) fn new(cells: impl IntoIterator<Item = Cell>) -> Row {
        Row {
            depth: 0,
            strong: false,
            cells: cells.into_iter().collect(),
        }
    }

    /// The same deeper.
    pub(crate) fn at_depth(mut self, depth: usize) -> Row {
        self.depth = depth;
        self
    }

    /// The same as a total.
    pub(crate) fn strong(mut self, strong: bool) -> Row {
        self.strong = strong;
        self
    }
}
