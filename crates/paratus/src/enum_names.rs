//! Names of the variants of public enums, in both directions.

use crate::finding::describe;
use crate::{Code, Error, ErrorKind};
use std::str::FromStr;

/// `Type: Variant = "name", …` gives `ALL`, `name`, `FromStr` and `Display`; with `(shown otherwise)` a type has its own `Display`.
macro_rules! names {
    ($type:ident: $($variant:ident = $name:literal),+ $(,)?) => {
        names! { $type (shown otherwise): $($variant = $name),+ }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
    ($type:ident (shown otherwise): $($variant:ident = $name:literal),+ $(,)?) => {
        impl $type {
            /// Every one of them.
            pub const ALL: [$type; [$($name),+].len()] = [$($type::$variant),+];

            /// The name used in files and answers.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $($type::$variant => $name,)+
                }
            }

            /// What has this name.
            pub(crate) fn from_name(name: &str) -> Option<$type> {
                $type::ALL.into_iter().find(|known| known.name() == name)
            }
        }

        /// Reads the name used in files and answers.
        impl std::str::FromStr for $type {
            type Err = $crate::Error;

            fn from_str(name: &str) -> Result<$type, $crate::Error> {
                $type::from_name(name)
                    .ok_or_else(|| $crate::enum_names::unknown(name, &$type::ALL.map($type::name)))
            }
        }
    };
}

/// The error of a name that is none of those known.
pub(crate) fn unknown(name: &str, known: &[&str]) -> Error {
    let finding = describe!(
        Code::BadValue,
        "",
        NotOneOf {
            given: name,
            words: known
        }
    );
    let finding = finding.did_you_mean(name, known.iter().copied());
    Error::new(ErrorKind::Unknown, vec![finding])
}

/// Reads a name as [`Code::from_name`] does.
impl FromStr for Code {
    type Err = Error;

    fn from_str(name: &str) -> Result<Code, Error> {
        Code::from_name(name).ok_or_else(|| {
            let finding = describe!(Code::BadValue, "", CodeUnknown { given: name });
            let finding = finding.did_you_mean(name, Code::ALL.iter().map(|code| code.name()));
            Error::new(ErrorKind::Unknown, vec![finding])
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Kind, Mode, Weekday};
    use crate::{Code, Severity, Track, Verdict};
    use serde::Serialize;
    use std::fmt::Debug;
    use std::str::FromStr;

    fn both_ways<T: Copy + Debug + PartialEq + Serialize + FromStr<Err = crate::Error>>(
        all: &[T],
        name: impl Fn(T) -> &'static str,
    ) {
        for &one in all {
            assert_eq!(name(one).parse::<T>().unwrap(), one);
            assert_eq!(serde_json::to_value(one).unwrap(), name(one));
        }
    }

    #[test]
    fn names_are_those_of_files_and_are_read_again() {
        both_ways(&Kind::ALL, Kind::name);
        both_ways(&Mode::ALL, Mode::name);
        both_ways(&Weekday::ALL, Weekday::name);
        both_ways(&Severity::ALL, Severity::name);
        both_ways(&Track::ALL, Track::name);
        both_ways(&Verdict::ALL, Verdict::name);
        both_ways(Code::ALL, Code::name);
    }

    #[test]
    fn an_unknown_name_is_refused_with_the_closest() {
        let error = "observaton".parse::<Kind>().unwrap_err().to_string();
        assert!(error.starts_with("`observaton` is not one of "), "{error}");
        assert!(error.ends_with("(did you mean `observation`?)"), "{error}");
    }
}
