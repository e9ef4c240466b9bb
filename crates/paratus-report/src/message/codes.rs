//! The texts of finding codes by language. English is the library's own.

use super::{Catalogue, codes_arabic, codes_french};
use crate::language::Language;
use paratus::Code;

/// What a code means, and what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CodeText {
    pub(crate) summary: &'static str,
    pub(crate) remedy: &'static str,
}

impl Catalogue {
    /// The text of a code. [`Code`] grows with the library; the tests hold that no code lacks its translation.
    pub(crate) fn code(&self, code: Code) -> CodeText {
        translation(self.language, code).unwrap_or(CodeText {
            summary: code.summary(),
            remedy: code.remedy(),
        })
    }
}

fn translation(language: Language, code: Code) -> Option<CodeText> {
    match language {
        Language::English => None,
        Language::French => codes_french::text(code),
        Language::Arabic => codes_arabic::text(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// What is in backticks: keys and values, which have no translation.
    fn quoted(text: &str) -> BTreeSet<&str> {
        text.split('`').skip(1).step_by(2).collect()
    }

    #[test]
    fn every_code_is_translated() {
        for language in [Language::French, Language::Arabic] {
            for &code in Code::ALL {
                let text = translation(language, code)
                    .unwrap_or_else(|| panic!("{code} has no text in {language:?}"));
                for (text, english) in
                    [(text.summary, code.summary()), (text.remedy, code.remedy())]
                {
                    assert!(text.ends_with('.'), "{code} in {language:?}: {text}");
                    assert_ne!(text, english, "{code} in {language:?}");
                    assert!(
                        quoted(english).is_subset(&quoted(text)),
                        "{code} in {language:?}: {text}"
                    );
                }
            }
        }
    }
}
