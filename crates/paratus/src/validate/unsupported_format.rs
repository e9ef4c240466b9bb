//! `UNSUPPORTED_FORMAT`: a document made in code says that it has another format.

use super::Context;
use crate::document::FORMAT;
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports a format other than the one that this version reads. A text with another format is not read at all.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let format = cx.document.format;
    if format != FORMAT {
        let help = format!("this version reads `format = {FORMAT}`");
        out.push(
            describe!(
                Code::UnsupportedFormat,
                "format",
                FormatUnknown {
                    format: format.to_string()
                }
            )
            .help(help),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::document::read_json;

    #[test]
    fn a_document_made_in_code_is_of_the_format_that_is_read() {
        let mut document = read_json("paratus.json", r#"{"format": 1, "id": "t"}"#)
            .unwrap()
            .document;
        let codes = |document: &crate::document::Document| {
            let programme = crate::Programme::compile(document);
            programme
                .findings()
                .iter()
                .filter(|finding| finding.code == crate::Code::UnsupportedFormat)
                .count()
        };
        assert_eq!(codes(&document), 0);
        document.format = 2;
        assert_eq!(codes(&document), 1);
    }
}
