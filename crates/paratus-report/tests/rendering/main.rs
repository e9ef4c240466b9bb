//! Reports as pages, texts and workbooks.

mod common;
mod english;
mod languages;
mod report;
mod workbook;
