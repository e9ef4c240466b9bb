//! Digits and signs of other scripts.

use std::borrow::Cow;

/// A cell with Western digits and signs for the Arabic and Persian ones: `85 %` for `٨٥ ٪`.
pub(crate) fn western(cell: &str) -> Cow<'_, str> {
    let is_arabic = |letter: char| matches!(letter, '٠'..='٩' | '۰'..='۹' | '٪' | '٫' | '٬');
    if !cell.contains(is_arabic) {
        return Cow::Borrowed(cell);
    }
    let shown = |letter: char| match letter {
        '٠'..='٩' => char::from_digit(letter as u32 - '٠' as u32, 10),
        '۰'..='۹' => char::from_digit(letter as u32 - '۰' as u32, 10),
        '٪' => Some('%'),
        '٫' => Some('.'),
        '٬' => None,
        other => Some(other),
    };
    Cow::Owned(cell.chars().filter_map(shown).collect())
}
