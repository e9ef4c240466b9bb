//! Reports: what the answers say, as pages, spreadsheets and texts, the same for every client.
//!
//! The house chart is a table with strips: a real table whose cells hold a small drawing. The words of a cell say what its strip
//! shows, so the table is its own text alternative, wraps and mirrors by itself, and needs no font metrics.
//!
//! ```
//! use paratus::answers::{ReportAnswer, ReportInput};
//! use paratus::survey::ResponseLog;
//! use paratus::{EvidenceLog, Programme};
//! use paratus::disclosure::Disclosure;
//! use paratus_report::{Catalogue, Language, Style, panels};
//!
//! let programme = Programme::from_json(r#"{ "format": 1, "id": "records", "title": "Records & archives" }"#)?;
//! let (evidence, responses) = (EvidenceLog::new(&programme), ResponseLog::new(&programme));
//! let assessment = programme.assess(&evidence, "2027-03-14".parse()?);
//! let answer = ReportAnswer::new(&ReportInput {
//!     assessment: &assessment,
//!     disclosure: &Disclosure::default(),
//!     document: None,
//!     evidence: &evidence,
//!     findings: programme.findings(),
//!     language: "en",
//!     plan: None,
//!     responses: &responses,
//! })?;
//!
//! let catalogue = Catalogue::new(Language::English);
//! let panels = panels::panels(&answer, &catalogue);
//! let page = paratus_report::html::page(&answer, &panels, &catalogue, Style::Within);
//! assert!(page.starts_with("<!DOCTYPE html>") && page.contains("Records &amp; archives"));
//! assert!(paratus_report::markdown(&answer, &panels, &catalogue).starts_with("# Records &amp; archives\n"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! * [`panels`] turns answers into values, a panel per question; disclosure control was applied before, and no figure is computed.
//! * [`html`] writes a page or one panel; no script, and a policy that loads nothing.
//! * [`markdown()`] writes a text; `xlsx` (feature `xlsx`) a workbook with one table per sheet.
//! * [`Catalogue`] holds the texts: English, French and Arabic, each complete.
//!
//! Like the library it is pure: no input or output, no clock, and the same answers give the same bytes.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::unreachable
    )
)]

pub mod html;
mod language;
mod markdown;
mod message;
pub mod panel;
pub mod panels;
mod text;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use html::Style;
pub use language::Language;
pub use markdown::markdown;
pub use message::{Catalogue, FindingWords, Key};
pub use text::{Text, TextOrigin};
#[cfg(feature = "xlsx")]
pub use xlsx::{XlsxFailed, xlsx};
