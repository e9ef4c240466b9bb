//! Number formats that change what a cell says: percents, and ids whose zeros are the format's.

/// What a number format shows beyond the number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NumberFormat {
    /// The number is a fraction and is shown in percent.
    Percent,
    /// Zeros in front, with literal text around them: `00000`, `"E-"0000`.
    Zeros(Vec<Part>),
}

/// A part of a format of zeros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Digit,
    Text(char),
}

/// Digits of a format of zeros, at least, where it has literal text: `0 "h"` is a number with its unit.
const DIGITS_OF_AN_ID: usize = 3;

/// Digits of a number that a 64-bit float holds exactly.
const EXACT: f64 = 1e15;

impl NumberFormat {
    /// What the code of a format shows; `None` for plain numbers, dates and texts.
    pub(crate) fn of_code(code: &str) -> Option<NumberFormat> {
        let mut parts = Vec::new();
        let (mut digits, mut is_percent, mut is_plain) = (0, false, true);
        let mut letters = code.chars();
        while let Some(letter) = letters.next() {
            match letter {
                // The first section is that of numbers from 0.
                ';' => break,
                '0' => {
                    digits += 1;
                    parts.push(Part::Digit);
                }
                '%' => is_percent = true,
                '"' => parts.extend(
                    letters
                        .by_ref()
                        .take_while(|next| *next != '"')
                        .map(Part::Text),
                ),
                '\\' => parts.extend(letters.next().map(Part::Text)),
                '-' | ' ' | '/' | '(' | ')' => parts.push(Part::Text(letter)),
                // Width and filling, and colours and conditions.
                '_' | '*' => drop(letters.next()),
                '[' => drop(letters.by_ref().find(|next| *next == ']')),
                _ => is_plain = false,
            }
        }
        if is_percent {
            return Some(NumberFormat::Percent);
        }
        let is_bare = parts.len() == digits;
        let least = if is_bare { 2 } else { DIGITS_OF_AN_ID };
        (is_plain && digits >= least).then_some(NumberFormat::Zeros(parts))
    }

    /// A format of this number of digits.
    pub(crate) fn zeros(digits: usize) -> Option<NumberFormat> {
        (2..=15)
            .contains(&digits)
            .then(|| NumberFormat::Zeros(vec![Part::Digit; digits]))
    }

    /// The number as the format shows it; `None` where it shows the number itself. Percents keep all digits.
    pub(crate) fn shown(&self, number: f64) -> Option<String> {
        match self {
            NumberFormat::Percent => Some(format!("{}%", times_hundred(number))),
            NumberFormat::Zeros(_) if number.fract() != 0.0 || !(0.0..EXACT).contains(&number) => {
                None
            }
            NumberFormat::Zeros(parts) => {
                let digits = parts.iter().filter(|part| **part == Part::Digit).count();
                let number = format!("{number:0digits$}");
                let mut more = number.len().saturating_sub(digits);
                let mut number = number.chars();
                let mut text = String::new();
                for part in parts {
                    match part {
                        Part::Text(letter) => text.push(*letter),
                        Part::Digit => {
                            // Digits beyond those of the format come before its first.
                            text.extend(number.by_ref().take(std::mem::take(&mut more) + 1));
                        }
                    }
                }
                Some(text)
            }
        }
    }
}

/// A number times 100, without the error of binary fractions: its decimal mark is moved.
fn times_hundred(number: f64) -> String {
    let text = number.to_string();
    let (sign, text) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let (moved, rest) = part.split_at_checked(2).unwrap_or((part, ""));
    let digits = format!("{whole}{moved:0<2}");
    let digits = digits.trim_start_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    let mark = if rest.is_empty() { "" } else { "." };
    format!("{sign}{digits}{mark}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: f64) -> Option<String> {
        NumberFormat::of_code(code)?.shown(number)
    }

    #[test]
    fn percents_are_moved_without_an_error_of_rounding() {
        for (number, text) in [
            (0.85, "85%"),
            (0.07, "7%"),
            (0.005, "0.5%"),
            (1.0, "100%"),
            (0.6453, "64.53%"),
            (-0.1, "-10%"),
            (0.0, "0%"),
            (1.1, "110%"),
        ] {
            assert_eq!(shown("0.00%", number).as_deref(), Some(text));
            assert_eq!(shown("[Red]0 %;-0 %", number).as_deref(), Some(text));
        }
    }

    #[test]
    fn zeros_of_a_format_belong_to_the_id() {
        for (code, number, text) in [
            ("00000", 204.0, Some("00204")),
            ("00", 7.0, Some("07")),
            ("000", 12_345.0, Some("12345")),
            ("\"E-\"0000", 12.0, Some("E-0012")),
            ("000\\-000", 1_234_567.0, Some("1234-567")),
            ("00000", 2.5, None),
            ("00000", -2.0, None),
            ("0", 2.0, None),
            ("0 \"h\"", 2.0, None),
            ("0.00", 2.0, None),
            ("#,##0", 2.0, None),
            ("General", 2.0, None),
            ("yyyy-mm-dd", 2.0, None),
            ("0.00E+00", 2.0, None),
        ] {
            assert_eq!(shown(code, number).as_deref(), text, "{code}");
        }
    }
}
