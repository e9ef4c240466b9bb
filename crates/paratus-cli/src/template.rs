//! Starter programmes that `paratus init` writes.

/// The names that [`template_files`] knows.
pub const NAMES: &[&str] = &["km-government"];

macro_rules! files {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        vec![$(($name, include_str!(concat!("../templates/", $folder, "/", $name)))),+]
    };
}

/// The files of a template, as (name, contents), in the order in which a reader meets them; none for an unknown name.
///
/// A template is a complete programme without staff: its tables hold their headings only.
#[must_use]
pub fn template_files(name: &str) -> Option<Vec<(&'static str, &'static str)>> {
    (name == "km-government").then(|| {
        files!("km-government":
            "README.md",
            "paratus.toml",
            "objectives.toml",
            "tools.toml",
            "sections.toml",
            "roles.toml",
            "activities.toml",
            "planning.toml",
            "phases.toml",
            "instruments.toml",
            "people.csv",
            "feature_use.csv",
            "evidence.csv",
            "responses.csv",
            "acts.csv",
            "sessions.csv",
        )
    })
}

/// The text of a `paratus.toml` with another `id` and `title` at its head; comments and everything else stay.
#[must_use]
pub fn rename(paratus_toml: &str, id: &str, title: &str) -> String {
    let mut in_head = true;
    let mut text = String::with_capacity(paratus_toml.len() + id.len() + title.len());
    for line in paratus_toml.split_inclusive('\n') {
        in_head &= !line.starts_with('[');
        let key = line.split_once('=').map_or("", |(key, _)| key.trim_end());
        match key {
            "id" if in_head => push_pair(&mut text, "id    ", id),
            "title" if in_head => push_pair(&mut text, "title ", title),
            _ => text.push_str(line),
        }
    }
    text
}

fn push_pair(text: &mut String, key: &str, value: &str) {
    text.push_str(key);
    text.push_str(" = \"");
    for letter in value.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            control if control.is_control() => text.push(' '),
            plain => text.push(plain),
        }
    }
    text.push_str("\"\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_files_and_others_have_none() {
        assert!(
            NAMES
                .iter()
                .all(|name| template_files(name).is_some_and(|files| !files.is_empty()))
        );
        assert!(template_files("no-such-template").is_none());
    }

    #[test]
    fn only_the_head_is_renamed() {
        let text = "# id = 1\nid = \"a\"\ntitle = \"A\"\n[x]\nid = \"kept\"\n";
        assert_eq!(
            rename(text, "b", "The \"B\""),
            "# id = 1\nid     = \"b\"\ntitle  = \"The \\\"B\\\"\"\n[x]\nid = \"kept\"\n"
        );
    }
}
