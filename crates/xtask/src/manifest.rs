//! The few values that the chores need from manifests and lock files, read without a parser.

/// The text of `key = "value"` in `[section]` of a TOML file; `section` is empty for the top.
pub(crate) fn toml_value<'a>(text: &'a str, section: &str, key: &str) -> Option<&'a str> {
    section_lines(text, section).find_map(|line| {
        let (name, value) = line.split_once('=')?;
        (name.trim() == key).then(|| quoted(value).next()).flatten()
    })
}

/// Every quoted text in the list `key = [ … ]` of `[section]`, also over several lines. Comments are left out.
pub(crate) fn toml_list<'a>(text: &'a str, section: &str, key: &str) -> Vec<&'a str> {
    let lines = section_lines(text, section)
        .map(|line| line.split_once('#').map_or(line, |(code, _)| code))
        .skip_while(|line| {
            line.split_once('=')
                .is_none_or(|(name, _)| name.trim() != key)
        });
    let mut list = Vec::new();
    for line in lines {
        let values = line
            .split_once('=')
            .filter(|(name, _)| name.trim() == key)
            .map_or(line, |(_, values)| values);
        list.extend(quoted(values));
        if line.trim_end().ends_with(']') {
            break;
        }
    }
    list
}

/// The text of the first `"key": "value"` of a JSON file as npm writes it.
pub(crate) fn json_value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        (name.trim().trim_start_matches('{').trim().trim_matches('"') == key)
            .then(|| quoted(value).next())
            .flatten()
    })
}

/// The packages of a `Cargo.lock`: name, version, and where each comes from (nothing for the checkout's own).
pub(crate) fn locked(text: &str) -> Vec<(&str, &str, Option<&str>)> {
    let packages = text.split("[[package]]").skip(1);
    packages
        .filter_map(|package| {
            Some((
                toml_value(package, "", "name")?,
                toml_value(package, "", "version")?,
                toml_value(package, "", "source"),
            ))
        })
        .collect()
}

/// The lines between `[section]` and the next heading.
fn section_lines<'a>(text: &'a str, section: &str) -> impl Iterator<Item = &'a str> {
    let mut inside = section.is_empty();
    let heading = format!("[{section}]");
    text.lines().filter(move |line| {
        let line = line.trim();
        if line.starts_with('[') && !line.contains('"') && !line.contains('=') {
            inside = line == heading;
            return false;
        }
        inside
    })
}

/// The texts between double quotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_in_their_section_only() {
        let text = "[workspace.package]\nversion = \"1.2.3\" # now\n[package]\nname = \"a\"\nversion.workspace = true\n";
        assert_eq!(
            toml_value(text, "workspace.package", "version"),
            Some("1.2.3")
        );
        assert_eq!(toml_value(text, "package", "name"), Some("a"));
        assert_eq!(toml_value(text, "package", "version"), None);
    }

    #[test]
    fn lists_may_go_over_lines_and_hold_tables() {
        let text = "[licenses]\nallow = [\n  \"MIT\", # \"not\" this\n  \"ISC\",\n]\nother = [\"Zlib\"]\n[bans]\nallow = [{ crate = \"x\" }]\n";
        assert_eq!(toml_list(text, "licenses", "allow"), ["MIT", "ISC"]);
        assert_eq!(toml_list(text, "licenses", "other"), ["Zlib"]);
        assert_eq!(toml_list(text, "bans", "allow"), ["x"]);
        assert!(toml_list(text, "bans", "deny").is_empty());
    }

    #[test]
    fn locked_packages_tell_where_they_come_from() {
        let text = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\ndependencies = [\n \"b\",\n]\n\n[[package]]\nname = \"b\"\nversion = \"2.0.0\"\nsource = \"registry+index\"\n";
        assert_eq!(
            locked(text),
            [("a", "1.0.0", None), ("b", "2.0.0", Some("registry+index"))]
        );
    }

    #[test]
    fn json_is_read_as_npm_writes_it() {
        let text = "{\n  \"name\": \"p\",\n  \"version\": \"0.1.0\",\n  \"private\": true\n}\n";
        assert_eq!(json_value(text, "version"), Some("0.1.0"));
        assert_eq!(json_value(text, "license"), None);
    }
}
