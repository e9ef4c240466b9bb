//! The page around the panels.

use super::{Html, STYLE_SHEET};
use crate::message::{Arg, Catalogue, Key};
use crate::panel::Panel;
use crate::text::Text;
use paratus::answers::ReportAnswer;
use paratus::text::printable;
use paratus::unstable;

/// Where a page has its style sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style<'a> {
    /// Within it: one file that works from anywhere.
    #[default]
    Within,
    /// In a file of this name beside it, which holds the [`STYLE_SHEET`].
    Beside(&'a str),
}

/// A whole page: script-free, under a policy that lets it load its style sheet and nothing else.
#[must_use]
pub fn page(
    answer: &ReportAnswer,
    panels: &[Panel],
    catalogue: &Catalogue,
    style: Style<'_>,
) -> String {
    let (c, language) = (catalogue, catalogue.language);
    let mut html = Html::new(c);
    html.raw(&format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n",
        language.code(),
        language.direction()
    ));
    let source = match style {
        Style::Within => format!(
            "'sha256-{}'",
            base64(&unstable::sha256(STYLE_SHEET.as_bytes()))
        ),
        Style::Beside(_) => "'self'".to_owned(),
    };
    html.raw(&format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {source}; base-uri 'none'; \
         form-action 'none'\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"referrer\" content=\"no-referrer\"/>\n<title>"
    ));
    let report = c.text(Key::PageReport);
    html.escape(&format!("{}: {}", report.words, printable(&answer.title)));
    html.raw("</title>\n");
    match style {
        Style::Within => {
            html.raw("<style>");
            html.raw(STYLE_SHEET);
            html.raw("</style>\n");
        }
        Style::Beside(file) => {
            html.raw("<link rel=\"stylesheet\" href=\"");
            html.escape(file);
            html.raw("\"/>\n");
        }
    }
    html.raw("</head>\n<body>\n<a class=\"skip\" href=\"#report\">");
    html.text(&c.text(Key::PageSkip));
    html.raw("</a>\n");
    if answer.disclosure.is_internal() {
        html.raw("<p class=\"banner\" role=\"note\">");
        html.text(&c.text(Key::PageInternal));
        html.raw("</p>\n");
    }
    masthead(&mut html, answer, c);
    contents(&mut html, panels, c);
    html.raw("<main id=\"report\">\n");
    for (at, panel) in panels.iter().enumerate() {
        html.panel(panel, Some(at + 1));
    }
    html.raw("</main>\n<footer>\n<p>");
    html.text(&c.format(
        Key::PageMadeBy,
        &[("version", Arg::Own(env!("CARGO_PKG_VERSION").to_owned()))],
    ));
    html.raw("</p>\n<p class=\"screen\"><a href=\"#contents\">");
    html.text(&c.text(Key::PageTop));
    html.raw("</a></p>\n</footer>\n</body>\n</html>\n");
    html.out
}

fn masthead(html: &mut Html<'_>, answer: &ReportAnswer, c: &Catalogue) {
    html.raw("<header class=\"masthead\">\n");
    html.element("p", "kicker", &c.text(Key::PageReport));
    html.element("h1", "", &Text::author(&answer.title));
    html.raw("\n<dl>");
    let short: String = answer.rules.hash.chars().take(12).collect();
    let facts = [
        (
            Key::PageDate,
            Text::own_words(c.language.date(answer.as_of)),
        ),
        (Key::PageProgramme, Text::author(&answer.programme)),
        (Key::PageRules, Text::author(&short)),
    ];
    for (key, is) in facts {
        html.raw("<div>");
        html.element("dt", "", &c.text(key));
        html.element("dd", "", &is);
        html.raw("</div>");
    }
    html.raw("</dl>\n</header>\n");
}

fn contents(html: &mut Html<'_>, panels: &[Panel], c: &Catalogue) {
    html.raw(
        "<nav id=\"contents\" aria-labelledby=\"contents-title\">\n<h2 id=\"contents-title\">",
    );
    html.text(&c.text(Key::PageContents));
    html.raw("</h2>\n<ol>");
    for panel in panels {
        html.raw("<li><a href=\"#");
        html.escape(&panel.id);
        html.raw("\">");
        html.text(&panel.title);
        html.raw("</a></li>\n");
    }
    html.raw("</ol>\n</nav>\n");
}

/// Bytes in base 64 (RFC 4648), as policies write digests.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, at| {
            bits << 8 | u32::from(three.get(at).copied().unwrap_or_default())
        });
        for at in 0..4 {
            let digit = DIGITS
                .get((bits >> (18 - 6 * at) & 63) as usize)
                .copied()
                .unwrap_or(b'=');
            text.push(if at <= three.len() {
                char::from(digit)
            } else {
                '='
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_as_published() {
        // RFC 4648, section 10.
        let texts = ["", "f", "fo", "foo", "foob", "fooba", "foobar"];
        let written = [
            "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy",
        ];
        assert_eq!(texts.map(|text| base64(text.as_bytes())), written);
    }
}
