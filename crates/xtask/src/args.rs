//! The words after a verb: flags, options with a value, and the rest in order.

use crate::Result;
use lexopt::Arg::{Long, Value};
use lexopt::ValueExt as _;

/// The words after a verb, sorted out.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Arguments {
    flags: Vec<String>,
    options: Vec<(String, String)>,
    rest: Vec<String>,
}

/// What a verb takes. Anything else is refused.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct AcceptedArguments {
    /// Flags without a value, such as `--quick`.
    pub(crate) flags: &'static [&'static str],
    /// Options with a value, such as `--only`; `--only X` and `--only=X` are the same.
    pub(crate) options: &'static [&'static str],
    /// How many words without dashes may come.
    pub(crate) words: usize,
}

impl Arguments {
    /// Sorts out `words`, or says which of them the verb does not take.
    pub(crate) fn parse(words: Vec<String>, accepts: AcceptedArguments) -> Result<Self> {
        Self::read(words, accepts).map_err(|error| format!("{error}; {}", accepts.describe()))
    }

    /// Reads the words one by one.
    fn read(
        words: Vec<String>,
        accepts: AcceptedArguments,
    ) -> std::result::Result<Self, lexopt::Error> {
        let mut parsed = Self::default();
        let mut parser = lexopt::Parser::from_args(words);
        while let Some(word) = parser.next()? {
            match word {
                Long(name) => {
                    let name = format!("--{name}");
                    if accepts.flags.contains(&name.as_str()) {
                        parsed.flags.push(name);
                    } else if accepts.options.contains(&name.as_str()) {
                        parsed.options.push((name, parser.value()?.string()?));
                    } else {
                        return Err(lexopt::Error::UnexpectedOption(name));
                    }
                }
                Value(word) if parsed.rest.len() < accepts.words => {
                    parsed.rest.push(word.string()?);
                }
                word => return Err(word.unexpected()),
            }
        }
        Ok(parsed)
    }

    /// Whether the flag was given.
    pub(crate) fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|given| given == flag)
    }

    /// Every value given for the option; a value may hold several, with commas between them.
    pub(crate) fn values(&self, option: &str) -> Vec<&str> {
        let given = self.options.iter().filter(|(name, _)| name == option);
        given
            .flat_map(|(_, value)| value.split(','))
            .filter(|value| !value.is_empty())
            .collect()
    }

    /// The last value given for the option.
    pub(crate) fn value(&self, option: &str) -> Option<&str> {
        self.options
            .iter()
            .rev()
            .find(|(name, _)| name == option)
            .map(|(_, value)| value.as_str())
    }

    /// The words without dashes.
    pub(crate) fn rest(&self) -> &[String] {
        &self.rest
    }
}

impl AcceptedArguments {
    /// One clause that says what is taken.
    fn describe(self) -> String {
        let mut known: Vec<String> = self.flags.iter().map(|flag| format!("`{flag}`")).collect();
        known.extend(
            self.options
                .iter()
                .map(|option| format!("`{option} VALUE`")),
        );
        match (known.is_empty(), self.words) {
            (true, 0) => "this verb takes no arguments".to_owned(),
            (true, words) => format!("this verb takes {words} words and no flags"),
            (false, _) => format!("this verb takes {}", known.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCEPTS: AcceptedArguments = AcceptedArguments {
        flags: &["--quick"],
        options: &["--only"],
        words: 1,
    };

    fn parse(line: &str) -> Result<Arguments> {
        Arguments::parse(
            line.split_whitespace().map(str::to_owned).collect(),
            ACCEPTS,
        )
    }

    #[test]
    fn flags_options_and_words_are_distinguished() {
        let parsed = parse("--quick --only fmt,docs here --only=test").unwrap();
        assert!(parsed.has("--quick"));
        assert_eq!(parsed.values("--only"), ["fmt", "docs", "test"]);
        assert_eq!(parsed.rest(), ["here"]);
    }

    #[test]
    fn what_is_not_taken_is_refused_by_name() {
        assert_eq!(
            parse("--fast").unwrap_err(),
            "invalid option '--fast'; this verb takes `--quick`, `--only VALUE`"
        );
        for (line, message) in [
            ("one two", "unexpected argument \"two\""),
            ("-q", "invalid option '-q'"),
            (
                "--quick=yes",
                "unexpected argument for option '--quick': \"yes\"",
            ),
            ("--only", "missing argument for option '--only'"),
        ] {
            assert!(
                parse(line).unwrap_err().starts_with(message),
                "{line}: {:?}",
                parse(line)
            );
        }
    }
}
