//! The page around the panels.

use super::{Html, STYLE_SHEET};
use crate::message::{Arg, Catalogue, Key};
use crate::panel::Panel;
use crate::text::Text;
use base64ct::{Base64, Encoding as _};
use paratus::answers::ReportAnswer;
use paratus::text::printable;
use sha2::{Digest as _, Sha256};

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
            Base64::encode_string(&Sha256::digest(STYLE_SHEET))
        ),
        Style::Beside(_) => "'self'".to_owned(),
    };
    html.raw(&format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {source}; base-uri 'none'; \
         form-action 'none'\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"referrer\" content=\"no-referrer\"/>\n<title>"
    ));
    let report = c.text(Key::PageReport);
    html.escape(&(report.words + c.language.colon() + &printable(&answer.title)));
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
    html.raw("</head>\n<body class=\"paratus paratus-page\">\n<a class=\"skip\" href=\"#report\">");
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
        "<nav id=\"contents\" aria-labelledby=\"contents-title\">\n<details><summary><h2 id=\"contents-title\">",
    );
    html.text(&c.text(Key::PageContents));
    html.raw("</h2></summary>\n<ol>");
    for panel in panels {
        html.raw("<li><a href=\"#");
        html.escape(&panel.id);
        html.raw("\">");
        html.text(&panel.title);
        html.raw("</a></li>\n");
    }
    html.raw("</ol></details>\n</nav>\n");
}
