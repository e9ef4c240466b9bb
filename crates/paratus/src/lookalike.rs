//! Characters that are not seen or look like others, named by code point: two ids that look the same need not be.

/// What a character stands for to the eye: `None` where it is not seen.
fn seen_as(c: char) -> Option<char> {
    match c {
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => None,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => Some('-'),
        '\u{2024}' => Some('.'),
        // Full width.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        _ => Some(letter(c)),
    }
}

/// The Latin letter that a Greek or Cyrillic one looks like, else the letter itself.
fn letter(c: char) -> char {
    const ALIKE: &[(char, &str)] = &[
        ('A', "ΑА"),
        ('B', "ΒВ"),
        ('C', "СϹ"),
        ('E', "ΕЕ"),
        ('H', "ΗН"),
        ('I', "ΙІӀ"),
        ('J', "ЈͿ"),
        ('K', "ΚК"),
        ('M', "ΜМ"),
        ('N', "Ν"),
        ('O', "ΟО"),
        ('P', "ΡР"),
        ('S', "Ѕ"),
        ('T', "ΤТ"),
        ('X', "ΧХ"),
        ('Y', "ΥҮ"),
        ('Z', "Ζ"),
        ('a', "αа"),
        ('c', "сϲ"),
        ('d', "ԁ"),
        ('e', "еҽ"),
        ('h', "һ"),
        ('i', "іι"),
        ('j', "јϳ"),
        ('o', "οо"),
        ('p', "ρр"),
        ('q', "ԛ"),
        ('s', "ѕ"),
        ('v', "νѵ"),
        ('w', "ԝ"),
        ('x', "хχ"),
        ('y', "уү"),
    ];
    if c.is_ascii() {
        return c;
    }
    ALIKE
        .iter()
        .find(|(_, others)| others.contains(c))
        .map_or(c, |(latin, _)| *latin)
}

/// A text as it looks: without what is not seen, and with letters that look alike as one.
pub(crate) fn look(text: &str) -> String {
    text.chars().filter_map(seen_as).collect()
}

/// Whether two different texts look the same, but for blanks around them.
pub(crate) fn look_the_same(a: &str, b: &str) -> bool {
    a != b && (!a.is_ascii() || !b.is_ascii()) && look(a).trim() == look(b).trim()
}

/// Most characters that are named.
const NAMED: usize = 3;

/// The characters of a text that are not what they look like, with their code points: "has U+200B, which is not seen, at character 3".
pub(crate) fn oddities(text: &str) -> Option<String> {
    let odd: Vec<String> = (1..)
        .zip(text.chars())
        .filter_map(|(at, c)| {
            let code = format!("U+{:04X}", u32::from(c));
            match seen_as(c) {
                None => Some(format!("{code}, which is not seen, at character {at}")),
                Some(' ') if c != ' ' => Some(format!(
                    "{code}, which looks like a blank, at character {at}"
                )),
                Some(seen) if seen != c => Some(format!(
                    "{code}, which looks like `{seen}`, at character {at}"
                )),
                Some(_) => None,
            }
        })
        .take(NAMED)
        .collect();
    match odd.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [init @ .., last] => Some(format!("{} and {last}", init.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_look_the_same_differ_by_code_point() {
        for (odd, plain, named) in [
            (
                "p\u{200b}-101",
                "p-101",
                "U+200B, which is not seen, at character 2",
            ),
            (
                "\u{feff}p-101",
                "p-101",
                "U+FEFF, which is not seen, at character 1",
            ),
            (
                "p\u{2011}101",
                "p-101",
                "U+2011, which looks like `-`, at character 2",
            ),
            (
                "s\u{435}arch",
                "search",
                "U+0435, which looks like `e`, at character 2",
            ),
            (
                "ｐ-101",
                "p-101",
                "U+FF50, which looks like `p`, at character 1",
            ),
            (
                "a\u{a0}b",
                "a b",
                "U+00A0, which looks like a blank, at character 2",
            ),
            (
                "co\u{ad}op",
                "coop",
                "U+00AD, which is not seen, at character 3",
            ),
        ] {
            assert!(
                look_the_same(odd, plain) && look_the_same(plain, odd),
                "{odd}"
            );
            assert_eq!(oddities(odd).as_deref(), Some(named));
        }
        assert!(!look_the_same("search", "search") && !look_the_same("search", "Search"));
        assert_eq!(oddities("Zürich-القاهرة"), None);
        let many = oddities("\u{200b}\u{200b}\u{200b}\u{200b}").unwrap();
        assert_eq!(many.matches("U+200B").count(), NAMED);
    }
}
