//! Numbers and counts as sentences show them, the same in every client.

/// A whole number for people: `1,234,567`.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number for people, with at most two decimals: `1,234`, `-12.50`, `2.75`.
pub(crate) fn grouped(number: f64) -> String {
    if number.abs() >= MOST_DIGITS {
        return written(number);
    }
    let rounded = crate::figure::round(number, 2);
    let sign = if rounded < 0.0 { "-" } else { "" };
    let text = format!("{:.2}", rounded.abs());
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, "00"));
    let whole = whole.parse().map_or(whole.to_owned(), thousands);
    match decimals {
        "00" => format!("{sign}{whole}"),
        decimals => format!("{sign}{whole}.{decimals}"),
    }
}

/// Numbers from here on are written with an exponent: hundreds of digits say nothing.
const MOST_DIGITS: f64 = 1e16;

/// A number with all its digits; a huge one as `1e300`.
pub(crate) fn written(number: f64) -> String {
    if number.abs() >= MOST_DIGITS {
        format!("{number:e}")
    } else {
        number.to_string()
    }
}

/// `1 person`, `1,000 people`.
pub(crate) fn count(number: u64, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        thousands(number),
        if number == 1 { one } else { many }
    )
}

/// "`a`, `b` or `c`".
pub(crate) fn one_of(words: &[&str]) -> String {
    let mut text = String::new();
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            text.push_str(if index + 1 == words.len() {
                " or "
            } else {
                ", "
            });
        }
        text.push('`');
        text.push_str(word);
        text.push('`');
    }
    text
}

/// At most the first 60 characters of what somebody wrote.
pub(crate) fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Number of characters of UTF-8; damaged bytes count as one each where they look like a beginning.
pub(crate) fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

/// A count as it is shown, held at the largest that can be.
pub(crate) fn saturating_count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1000), "1,000");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(count(1, "person", "people"), "1 person");
        assert_eq!(count(11_760, "pass", "passes"), "11,760 passes");
    }
}
