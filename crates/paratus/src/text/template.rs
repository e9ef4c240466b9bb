//! Templates of sentences: words with named slots, compared when the library is built.

/// A place of a template that is filled: `{name}`, `{name:kind}` or `{name?forms}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot<'t> {
    /// The parameter.
    pub name: &'t str,
    /// What it is, empty where the template does not say.
    pub kind: &'t str,
    /// The forms to choose from by a count.
    pub forms: Option<&'t str>,
}

/// A template with its slots filled by `write`, which adds to the text.
///
/// ```
/// use paratus::text::fill;
///
/// let text = fill("there is no {kind:word} `{given}`", |slot, text| text.push_str(slot.name));
/// assert_eq!(text, "there is no kind `given`");
/// ```
#[must_use]
pub fn fill(template: &str, mut write: impl FnMut(Slot<'_>, &mut String)) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((slot, after)) = after.split_once('}') else {
            break;
        };
        rest = after;
        let (slot, forms) = match slot.split_once('?') {
            Some((name, forms)) => (name, Some(forms)),
            None => (slot, None),
        };
        let (name, kind) = slot.split_once(':').unwrap_or((slot, ""));
        write(Slot { name, kind, forms }, &mut text);
    }
    text.push_str(rest);
    text
}

/// Where the next slot's name is in a template: its first byte and the byte behind it.
#[expect(clippy::indexing_slicing, reason = "evaluated when it is built")]
const fn next_slot(template: &[u8], mut at: usize) -> Option<(usize, usize)> {
    while at < template.len() {
        if template[at] == b'{' {
            let start = at + 1;
            let mut end = start;
            while end < template.len() && !matches!(template[end], b'}' | b'?' | b':') {
                end += 1;
            }
            return Some((start, end));
        }
        at += 1;
    }
    None
}

#[expect(clippy::indexing_slicing, reason = "evaluated when it is built")]
const fn is_at(text: &[u8], (start, end): (usize, usize), name: &[u8]) -> bool {
    if end - start != name.len() {
        return false;
    }
    let mut at = 0;
    while at < name.len() {
        if text[start + at] != name[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Whether these are the slots of a template, no more and no less; looked at when the library is built.
#[expect(clippy::indexing_slicing, reason = "evaluated when it is built")]
pub(crate) const fn are_slots(template: &str, names: &[&str]) -> bool {
    let template = template.as_bytes();
    let mut from = 0;
    while let Some(slot) = next_slot(template, from) {
        let mut known = false;
        let mut at = 0;
        while at < names.len() {
            known |= is_at(template, slot, names[at].as_bytes());
            at += 1;
        }
        if !known {
            return false;
        }
        from = slot.1;
    }
    let mut at = 0;
    while at < names.len() {
        let mut used = false;
        let mut from = 0;
        while let Some(slot) = next_slot(template, from) {
            used |= is_at(template, slot, names[at].as_bytes());
            from = slot.1;
        }
        if !used {
            return false;
        }
        at += 1;
    }
    true
}

/// Whether two templates have the same slots, in any order: those of a sentence in two languages.
///
/// ```
/// use paratus::text::has_same_slots;
///
/// assert!(has_same_slots("{people?# person|# people} of {all}", "{all}: {people}"));
/// assert!(!has_same_slots("{people}", "{persons}"));
/// ```
#[must_use]
pub const fn has_same_slots(one: &str, other: &str) -> bool {
    has_slots_of(one.as_bytes(), other.as_bytes()) && has_slots_of(other.as_bytes(), one.as_bytes())
}

/// Whether a template has every slot of another.
const fn has_slots_of(template: &[u8], other: &[u8]) -> bool {
    let mut from = 0;
    while let Some(slot) = next_slot(other, from) {
        let (_, name) = other.split_at(slot.0);
        let (name, _) = name.split_at(slot.1 - slot.0);
        let mut found = false;
        let mut at = 0;
        while let Some(candidate) = next_slot(template, at) {
            found |= is_at(template, candidate, name);
            at = candidate.1;
        }
        if !found {
            return false;
        }
        from = slot.1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_compared_by_name() {
        assert!(are_slots("a `{b}` {c?x|y} {d:date}", &["c", "b", "d"]));
        assert!(!are_slots("a {b}", &["b", "c"]));
        assert!(!are_slots("a {b} {c}", &["b"]));
        assert!(!are_slots("a {be}", &["b"]));
        assert!(are_slots("a", &[]));
    }
}
