//! Reports as pages, texts and workbooks.

mod common;
mod report;
mod workbook;
