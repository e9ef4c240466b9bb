//! Formats of cells.

use crate::language::Language;
use crate::panel::Tint;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline};

pub(super) struct Formats {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) faint: Format,
    /// The mark of a figure that is not there.
    pub(super) none: Format,
    pub(super) link: Format,
}

impl Formats {
    pub(super) fn new() -> Formats {
        let top = || Format::new().set_align(FormatAlign::Top);
        Formats {
            title: Format::new().set_bold().set_font_size(13),
            heading: top()
                .set_bold()
                .set_text_wrap()
                .set_background_color("#E9EEEC")
                .set_border_bottom(FormatBorder::Thin),
            faint: top().set_font_color("#555D61"),
            none: top()
                .set_font_color("#555D61")
                .set_align(FormatAlign::Right),
            link: Format::new()
                .set_font_color("#17595C")
                .set_underline(FormatUnderline::Single),
        }
    }

    /// Words; bold in a row that is emphasised.
    pub(super) fn text(&self, strong: bool) -> Format {
        let format = Format::new().set_align(FormatAlign::Top).set_text_wrap();
        if strong { format.set_bold() } else { format }
    }

    /// Words where numbers are.
    pub(super) fn end(&self, strong: bool) -> Format {
        self.text(strong).set_align(FormatAlign::Right)
    }

    /// A number with this many decimals, thousands apart.
    pub(super) fn number(&self, decimals: usize, strong: bool) -> Format {
        self.text(strong)
            .set_num_format(with_decimals("#,##0", decimals))
    }

    /// A share with this many decimals of a per cent.
    pub(super) fn percent(&self, decimals: usize, strong: bool, language: Language) -> Format {
        self.text(strong)
            .set_num_format(percent_format(decimals, language))
    }

    /// A day.
    pub(super) fn date(&self, strong: bool) -> Format {
        self.text(strong).set_num_format("yyyy-mm-dd")
    }

    /// A verdict or another sign: its colour beside its word.
    pub(super) fn tinted(&self, tint: Tint, strong: bool) -> Format {
        let text = self.text(strong);
        let Some((paper, ink)) = colours(tint) else {
            return text;
        };
        text.set_background_color(paper).set_font_color(ink)
    }
}

/// The number format of a share with this many decimals of a per cent.
pub(super) fn percent_format(decimals: usize, language: Language) -> String {
    let sign = match language.percent_sign().strip_suffix('%') {
        None | Some("") => "%".to_owned(),
        Some(blank) => format!("\"{blank}\"%"),
    };
    with_decimals("0", decimals) + &sign
}

fn with_decimals(whole: &str, decimals: usize) -> String {
    match decimals {
        0 => whole.to_owned(),
        _ => format!("{whole}.{}", "0".repeat(decimals)),
    }
}

/// Background and ink, as the page has them.
const fn colours(tint: Tint) -> Option<(&'static str, &'static str)> {
    match tint {
        Tint::Ready | Tint::Agree | Tint::UsedAndTaught | Tint::Saved => {
            Some(("#E4EFED", "#0F4547"))
        }
        Tint::CannotTell | Tint::Neutral | Tint::Warning => Some(("#FBF5E3", "#5E4505")),
        Tint::NotReady | Tint::Disagree | Tint::Error | Tint::UsedNotTaught => {
            Some(("#F6D9CF", "#7F2D18"))
        }
        _ => None,
    }
}
