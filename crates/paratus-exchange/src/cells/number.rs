//! Numbers as people write them: decimal marks, and what separates thousands.

use crate::western::western;
use std::borrow::Cow;

/// What the full stop and the comma of a number are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DecimalMark {
    /// Nothing says it: a full stop is the decimal mark, and a comma what it is for certain, or nothing.
    #[default]
    Undeclared,
    /// The full stop is the decimal mark, and commas separate thousands.
    Point,
    /// The comma is the decimal mark, and full stops separate thousands.
    Comma,
}

impl DecimalMark {
    /// What a map says with `decimal_comma`.
    pub(crate) fn declared(decimal_comma: Option<bool>) -> DecimalMark {
        match decimal_comma {
            None => DecimalMark::Undeclared,
            Some(false) => DecimalMark::Point,
            Some(true) => DecimalMark::Comma,
        }
    }

    /// The same for a cell that a workbook may have as a number: that has a full stop.
    pub(crate) fn of_cell(self, is_number: bool) -> DecimalMark {
        if is_number { DecimalMark::Point } else { self }
    }

    /// What a map must declare for numbers with this mark, as the end of a table.
    pub(crate) fn toml(self) -> &'static str {
        match self {
            DecimalMark::Undeclared => "",
            DecimalMark::Point => ", decimal_comma = false",
            DecimalMark::Comma => ", decimal_comma = true",
        }
    }

    /// Why a cell is no number with this mark, where another one would make it one; the end of a sentence.
    pub(crate) fn help(self, cell: &str) -> &'static str {
        let is_number = |mark| plain_number(cell, mark).is_some();
        match self {
            DecimalMark::Undeclared if is_number(DecimalMark::Point) => {
                "; declare `decimal_comma = true` if the comma is the decimal mark, `false` if it separates thousands"
            }
            DecimalMark::Undeclared | DecimalMark::Point if is_number(DecimalMark::Comma) => {
                "; declare `decimal_comma = true` if the comma is the decimal mark"
            }
            DecimalMark::Comma if is_number(DecimalMark::Point) => {
                "; it has a decimal point, and `decimal_comma = true` is declared"
            }
            _ => "",
        }
    }
}

/// What separates thousands beside full stops and commas: blanks that do not break, thin ones, and apostrophes.
const GROUPING: [char; 6] = ['\u{a0}', '\u{202f}', '\u{2009}', ' ', '\'', '’'];

/// Digits without what separates their thousands; a sign may be before them.
fn without_groups(whole: &str, separators: &[char]) -> Option<String> {
    let mut groups = whole.split(separators);
    let first = groups.next()?;
    let digits = first.trim_start_matches(['-', '+']);
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let mut rest = groups.peekable();
    // `0.125` has no thousands.
    let begins = (1..=3).contains(&digits.len()) && !digits.starts_with('0');
    let fits = rest.peek().is_none() || begins;
    let fits = fits && is_number(digits) && rest.all(|group| group.len() == 3 && is_number(group));
    fits.then(|| whole.replace(separators, ""))
}

/// A number without blanks and apostrophes between its thousands.
fn ungrouped(cell: &str) -> Option<String> {
    let end = cell.find(['.', ',']).unwrap_or(cell.len());
    let (whole, part) = cell.split_at_checked(end)?;
    if part.contains(GROUPING) {
        return None;
    }
    Some(without_groups(whole, &GROUPING)? + part)
}

/// A number in digits. With `Undeclared` what may be read in two ways is none: `1,234`.
pub(crate) fn plain_number(cell: &str, mark: DecimalMark) -> Option<f64> {
    // Arabic marks are marks of their own, whatever is declared.
    let (cell, mark) = match western(cell) {
        Cow::Owned(cell) => (Cow::Owned(cell), DecimalMark::Undeclared),
        Cow::Borrowed(cell) => (Cow::Borrowed(cell), mark),
    };
    let cell = if cell.contains(GROUPING) {
        Cow::Owned(ungrouped(&cell)?)
    } else {
        cell
    };
    let allowed = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-' | b'+');
    if !cell.bytes().all(allowed) || !cell.ends_with(|last: char| last.is_ascii_digit()) {
        return None;
    }
    let count = |mark: char| cell.matches(mark).count();
    let (decimal, separator) = match mark {
        DecimalMark::Point => ('.', ','),
        DecimalMark::Comma => (',', '.'),
        DecimalMark::Undeclared => match (count('.'), count(',')) {
            (0 | 1, 0) => return cell.parse().ok(),
            (_, 0) => (',', '.'),
            (0, 1) => return None,
            (0, _) => ('.', ','),
            _ if cell.rfind('.') > cell.rfind(',') => ('.', ','),
            _ => (',', '.'),
        },
    };
    let (whole, part) = cell.split_once(decimal).unwrap_or((&cell, ""));
    if part.contains(['.', ',', '-', '+']) {
        return None;
    }
    if whole.contains(separator) {
        return format!("{}.{part}0", without_groups(whole, &[separator])?)
            .parse()
            .ok();
    }
    // `.5` has a decimal point; nobody writes `,5`.
    let is_short = whole.trim_start_matches(['-', '+']).is_empty();
    if is_short && (decimal == ',' || part.is_empty()) {
        return None;
    }
    format!("{whole}.{part}0").parse().ok()
}

/// A number, or a percentage as the fraction that it is: workbooks show shares in percent.
pub(crate) fn share_or_number(cell: &str, mark: DecimalMark) -> Option<f64> {
    match cell.strip_suffix(['%', '٪']) {
        // The decimal mark is moved, so that a fraction is the one that was shown.
        Some(share) => format!("{}e-2", plain_number(share.trim_end(), mark)?)
            .parse()
            .ok(),
        None => plain_number(cell, mark),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        DecimalMark::{Comma, Point, Undeclared},
        plain_number, share_or_number,
    };

    #[test]
    fn thousands_may_be_set_apart_by_blanks_and_apostrophes() {
        for cell in [
            "1\u{a0}234,5",
            "1\u{202f}234,5",
            "1\u{2009}234,5",
            "1 234,5",
            "1’234,5",
        ] {
            assert_eq!(plain_number(cell, Comma), Some(1234.5), "{cell}");
        }
        assert_eq!(
            plain_number("-12 345 678.25", Undeclared),
            Some(-12_345_678.25)
        );
        for cell in [
            "12 34",
            "7 10",
            "1 2345",
            " 123",
            "1234 567",
            "1 234 ",
            "1,2 3",
            "1 234.5 6",
        ] {
            assert_eq!(plain_number(cell, Undeclared), None, "{cell}");
        }
    }

    #[test]
    fn percentages_are_the_fractions_that_were_shown() {
        assert_eq!(share_or_number("64.53%", Undeclared), Some(0.6453));
        assert_eq!(share_or_number("7 %", Undeclared), Some(0.07));
        assert_eq!(share_or_number("٨٥ ٪", Comma), Some(0.85));
        assert_eq!(share_or_number("7,5", Comma), Some(7.5));
        assert_eq!(share_or_number("many%", Undeclared), None);
    }

    #[test]
    fn numbers_with_either_decimal_mark() {
        assert_eq!(plain_number("1.000,5", Comma), Some(1000.5));
        assert_eq!(plain_number("0,5", Comma), Some(0.5));
        assert_eq!(plain_number("7", Comma), Some(7.0));
        assert_eq!(plain_number("7.5", Undeclared), Some(7.5));
        assert_eq!(plain_number(".5", Point), Some(0.5));
        for (cell, mark) in [
            ("1.5", Comma),
            ("1,5", Undeclared),
            ("1,5", Point),
            ("1234.567,5", Comma),
            (",5", Comma),
            ("nan", Undeclared),
            ("1e3", Undeclared),
            ("", Comma),
            ("-", Point),
            ("5.", Undeclared),
            ("0.125", Comma),
        ] {
            assert_eq!(plain_number(cell, mark), None, "{cell}");
        }
    }

    #[test]
    fn a_mark_that_may_be_either_is_declared() {
        assert_eq!(plain_number("1,234", Undeclared), None);
        assert_eq!(plain_number("1,234", Point), Some(1234.0));
        assert_eq!(plain_number("1,234", Comma), Some(1.234));
        assert_eq!(plain_number("1.234", Comma), Some(1234.0));
        // What can be read in one way only needs no word.
        for (cell, number) in [
            ("1,234,567", 1_234_567.0),
            ("1.234.567", 1_234_567.0),
            ("1,234.5", 1234.5),
            ("1.234,5", 1234.5),
            ("١٬٢٣٤٫٥", 1234.5),
        ] {
            assert_eq!(plain_number(cell, Undeclared), Some(number), "{cell}");
        }
    }
}
