//! Reports as HTML: no script, nothing loaded but a style sheet, everything escaped.

mod page;
mod strip;
mod table;

pub use page::{Style, page};

use crate::message::Catalogue;
use crate::panel::{Block, Lines, Panel};
use crate::text::{Text, TextOrigin};

/// The style sheet of pages and panels.
pub const STYLE_SHEET: &str = include_str!("paratus.css");

/// How panels fit into a page that is made elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PanelOptions {
    /// The level of the panel's heading, 1 to 5; those within it are one below.
    pub heading_level: u8,
    /// What its ids begin with, so that they are not those of other elements.
    pub id_prefix: String,
}

impl Default for PanelOptions {
    fn default() -> PanelOptions {
        PanelOptions {
            heading_level: 2,
            id_prefix: String::new(),
        }
    }
}

impl PanelOptions {
    /// The level of the panel's heading; 1 to 5 are possible.
    #[must_use]
    pub fn heading_level(mut self, level: u8) -> PanelOptions {
        self.heading_level = level.clamp(1, 5);
        self
    }

    /// What ids begin with.
    #[must_use]
    pub fn id_prefix(mut self, prefix: &str) -> PanelOptions {
        prefix.clone_into(&mut self.id_prefix);
        self
    }
}

/// One panel as a piece of a page: a `section` with its heading. It needs the [`STYLE_SHEET`] and an element around it with the
/// class `paratus`, which says its language and direction.
#[must_use]
pub fn panel(panel: &Panel, catalogue: &Catalogue) -> String {
    panel_with(panel, catalogue, &PanelOptions::default())
}

/// The same as it fits into a page that is made elsewhere.
#[must_use]
pub fn panel_with(panel: &Panel, catalogue: &Catalogue, options: &PanelOptions) -> String {
    let mut html = Html::new(catalogue);
    html.options = options.clone();
    html.panel(panel, None);
    html.out
}

/// A page, or a piece of one, as it is written.
pub(crate) struct Html<'a> {
    pub(crate) out: String,
    catalogue: &'a Catalogue,
    /// Tables so far, to number their captions.
    tables: usize,
    /// The id of the current panel.
    panel: String,
    options: PanelOptions,
}

impl<'a> Html<'a> {
    pub(crate) fn new(catalogue: &'a Catalogue) -> Html<'a> {
        Html {
            out: String::with_capacity(1 << 16),
            catalogue,
            tables: 0,
            panel: String::new(),
            options: PanelOptions::default(),
        }
    }

    /// Markup of our own.
    pub(crate) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Words of anybody, in content or in an attribute between double quotes.
    pub(crate) fn escape(&mut self, words: &str) {
        for c in words.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&#34;"),
                '\'' => self.out.push_str("&#39;"),
                c => self.out.push(c),
            }
        }
    }

    /// A text with its language and direction, where they are not those of the page.
    pub(crate) fn text(&mut self, text: &Text) {
        let language = self.catalogue.language;
        match text.voice {
            TextOrigin::Author if language.is_right_to_left() => {
                self.raw("<bdi>");
                self.escape(&text.words);
                self.raw("</bdi>");
            }
            TextOrigin::Own => self.quoted(&text.words),
            TextOrigin::Author => self.escape(&text.words),
        }
    }

    /// Words of the report, in which names are in backticks.
    fn quoted(&mut self, words: &str) {
        let parts: Vec<&str> = words.split('`').collect();
        // A backtick without its other one is itself.
        let paired = parts.len() % 2 == 1;
        for (at, part) in parts.iter().enumerate() {
            match (paired, at % 2, at) {
                (true, 1, _) => {
                    self.raw("<code>");
                    self.escape(part);
                    self.raw("</code>");
                }
                (false, _, 1..) => {
                    self.raw("`");
                    self.escape(part);
                }
                _ => self.escape(part),
            }
        }
    }

    /// An element without attributes around a text.
    pub(crate) fn element(&mut self, tag: &str, class: &str, text: &Text) {
        self.open(tag, class);
        self.text(text);
        self.close(tag);
    }

    /// The start of an element.
    pub(crate) fn open(&mut self, tag: &str, class: &str) {
        self.out.push('<');
        self.raw(tag);
        if !class.is_empty() {
            self.raw(" class=\"");
            self.raw(class);
            self.raw("\"");
        }
        self.out.push('>');
    }

    /// The end of an element.
    pub(crate) fn close(&mut self, tag: &str) {
        self.raw("</");
        self.raw(tag);
        self.raw(">");
    }

    /// A panel, with its number on a page of several.
    pub(crate) fn panel(&mut self, panel: &Panel, number: Option<usize>) {
        self.tables = 0;
        self.panel = format!("{}{}", self.options.id_prefix, panel.id);
        let (id, level) = (self.panel.clone(), self.options.heading_level);
        let class = if panel.own_page {
            "panel own-page"
        } else {
            "panel"
        };
        self.raw("<section class=\"");
        self.raw(class);
        self.raw("\" id=\"");
        self.escape(&id);
        self.raw("\" aria-labelledby=\"");
        self.escape(&id);
        self.raw(&format!("-title\">\n<h{level} id=\""));
        self.escape(&id);
        self.raw("-title\">");
        if let Some(number) = number {
            self.raw(&format!("<span class=\"number\">{number}</span> "));
        }
        self.text(&panel.title);
        self.raw(&format!("</h{level}>\n"));
        if !panel.headline.is_empty() {
            self.element("p", "lead", &panel.headline);
            self.raw("\n");
        }
        panel.blocks.iter().for_each(|block| self.block(block));
        self.raw("</section>\n");
    }

    /// Lines over time: the picture for those who see it; the legend and a table say the same.
    fn lines(&mut self, lines: &Lines) {
        self.raw("<figure class=\"lines\">\n<figcaption>");
        self.text(&lines.caption);
        self.raw("<ul>");
        let language = self.catalogue.language;
        for (at, (name, shares)) in lines.series.iter().enumerate() {
            self.raw("<li>");
            strip::key(&mut self.out, at);
            self.text(name);
            let shown: Vec<String> = [shares.first(), shares.last()]
                .into_iter()
                .filter_map(|share| Some(language.percent((*share?)?)))
                .collect();
            self.raw(language.colon());
            // Arrows do not mirror by themselves.
            let arrow = if language.is_right_to_left() {
                " ← "
            } else {
                " → "
            };
            self.escape(&shown.join(arrow));
            self.raw("</li>");
        }
        self.raw(
            "</ul></figcaption>\n<div class=\"plot\" aria-hidden=\"true\"><span class=\"top\">",
        );
        self.escape(&language.percent(1.0));
        self.raw("</span><span class=\"half\">");
        self.escape(&language.percent(0.5));
        self.raw("</span><span class=\"zero\">");
        self.escape(&language.percent(0.0));
        self.raw("</span>");
        let series: Vec<&[Option<f64>]> = lines
            .series
            .iter()
            .map(|(_, shares)| shares.as_slice())
            .collect();
        strip::lines(&mut self.out, &series);
        self.raw("</div>\n<p class=\"days\" aria-hidden=\"true\">");
        for end in &lines.ends {
            self.element("span", "", end);
        }
        self.raw("</p></figure>");
    }

    /// A heading within a panel.
    fn heading(&mut self, text: &Text) {
        let tag = format!("h{}", self.options.heading_level + 1);
        self.element(&tag, "", text);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) => self.heading(text),
            Block::Paragraph(text) => self.element("p", "", text),
            Block::Note(text) => self.element("p", "note", text),
            Block::Figures(parts) => {
                self.raw("<div class=\"figures\">\n<dl>");
                for (tint, word, shown, _) in parts {
                    self.raw(&format!(
                        "<div class=\"v-{}\"><dt><span class=\"glyph\" aria-hidden=\"true\">",
                        tint.name()
                    ));
                    self.raw(tint.glyph());
                    self.raw("</span> ");
                    self.text(word);
                    self.raw("</dt><dd>");
                    self.escape(shown);
                    self.raw("</dd></div>");
                }
                self.raw("</dl>\n");
                let shares: Vec<_> = parts
                    .iter()
                    .map(|(tint, _, _, share)| (*tint, *share))
                    .collect();
                strip::bar(&mut self.out, &shares, "bar wide");
                self.raw("</div>");
            }
            Block::Facts(facts) => {
                self.raw("<dl class=\"facts\">");
                for (term, is) in facts {
                    self.raw("<div>");
                    self.element("dt", "", term);
                    is.iter().for_each(|text| self.element("dd", "", text));
                    self.raw("</div>\n");
                }
                self.raw("</dl>");
            }
            Block::List(items) => {
                self.raw("<ul>");
                for (text, link) in items {
                    self.raw("<li>");
                    self.text(text);
                    if let Some(id) = link {
                        let id = format!("{}{id}", self.options.id_prefix);
                        self.raw(" <a href=\"#");
                        self.escape(&id);
                        self.raw("\" aria-labelledby=\"");
                        self.escape(&id);
                        self.raw("-title\"><span aria-hidden=\"true\">↓</span></a>");
                    }
                    self.raw("</li>\n");
                }
                self.raw("</ul>");
            }
            Block::Table(table) => self.table(table),
            Block::Lines(lines) => self.lines(lines),
            Block::Details(summary, blocks) => {
                self.raw("<details>\n");
                self.element("summary", "", summary);
                self.raw("\n");
                blocks.iter().for_each(|block| self.block(block));
                self.raw("</details>");
            }
            Block::SignOff {
                title,
                choices,
                lines,
            } => {
                self.raw("<div class=\"sign-off\">\n");
                self.heading(title);
                self.raw("<ul class=\"choices\">");
                for choice in choices {
                    self.raw("<li><span class=\"box\"></span> ");
                    self.text(choice);
                    self.raw("</li>");
                }
                self.raw("</ul>\n<dl>");
                for line in lines {
                    self.raw("<div>");
                    self.element("dt", "", line);
                    self.raw("<dd></dd></div>");
                }
                self.raw("</dl>\n</div>");
            }
        }
        self.raw("\n");
    }
}
