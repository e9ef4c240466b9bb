//! Names that are written as one: `clerk/head`, `clerk + head`, `clerk,`.

/// The known names that something written as one is made of, with spaces between; `None` where it is made of anything else.
pub(super) fn joined_names(given: &str, is_known: impl Fn(&str) -> bool) -> Option<String> {
    let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let names: Vec<&str> = given
        .split(|letter| !is_part(letter))
        .filter(|name| !name.is_empty())
        .collect();
    let is_known = !names.is_empty() && names.iter().all(|name| is_known(name));
    is_known.then(|| names.join(" "))
}

#[cfg(test)]
mod tests {
    use super::joined_names;

    #[test]
    fn names_are_found_whatever_stands_between_them() {
        let known = |name: &str| ["clerk", "head-of-unit", "a.b"].contains(&name);
        for given in [
            "clerk/head-of-unit",
            "clerk + head-of-unit",
            "clerk|head-of-unit",
            "clerk، head-of-unit",
        ] {
            assert_eq!(
                joined_names(given, known).as_deref(),
                Some("clerk head-of-unit"),
                "{given}"
            );
        }
        assert_eq!(joined_names("clerk,", known).as_deref(), Some("clerk"));
        assert_eq!(joined_names("clerk/chief", known), None);
        assert_eq!(joined_names("/", known), None);
    }
}
