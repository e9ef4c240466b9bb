//! Licence expressions, as manifests state them: `MIT OR (Apache-2.0 AND ISC)`.

/// Whether the expression can be met with licences that `allowed` accepts. An expression that cannot be read cannot be met.
///
/// `MIT/Apache-2.0`, as old manifests write it, means `OR`. A licence `WITH` an exception counts as one name.
pub(crate) fn permits(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader {
        words: &words,
        allowed,
    };
    reader.any_of() == Some(true) && reader.words.is_empty()
}

/// Reads an expression from left to right; `AND` binds tighter than `OR`.
struct Reader<'a> {
    words: &'a [&'a str],
    allowed: &'a dyn Fn(&str) -> bool,
}

impl<'a> Reader<'a> {
    /// Terms with `OR` between them.
    fn any_of(&mut self) -> Option<bool> {
        let mut met = self.all_of()?;
        while self.take("OR") {
            met |= self.all_of()?;
        }
        Some(met)
    }

    /// Terms with `AND` between them.
    fn all_of(&mut self) -> Option<bool> {
        let mut met = self.term()?;
        while self.take("AND") {
            met &= self.term()?;
        }
        Some(met)
    }

    /// A licence, or an expression in parentheses.
    fn term(&mut self) -> Option<bool> {
        if self.take("(") {
            let met = self.any_of()?;
            return self.take(")").then_some(met);
        }
        let name = self.next()?;
        if matches!(name, "AND" | "OR" | "WITH" | ")") {
            return None;
        }
        if self.take("WITH") {
            let exception = self.next()?;
            return Some((self.allowed)(&format!("{name} WITH {exception}")));
        }
        Some((self.allowed)(name))
    }

    /// The next word, taken.
    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }

    /// Takes the next word if it is this one.
    fn take(&mut self, word: &str) -> bool {
        let found = self.words.first() == Some(&word);
        if found {
            self.words = &self.words[1..];
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ok(expression: &str) -> bool {
        permits(expression, &|name| {
            matches!(
                name,
                "MIT" | "ISC" | "Unicode-3.0" | "Apache-2.0 WITH LLVM-exception"
            )
        })
    }

    #[test]
    fn one_allowed_choice_is_enough_and_every_part_of_a_sum_is_needed() {
        assert!(ok("MIT") && ok("GPL-3.0 OR MIT") && ok("MIT/Apache-2.0") && ok("MIT AND ISC"));
        assert!(!ok("GPL-3.0") && !ok("MIT AND GPL-3.0"));
        assert!(ok("(GPL-3.0 OR MIT) AND Unicode-3.0"));
        assert!(!ok("GPL-3.0 OR MIT AND GPL-2.0"), "`AND` binds tighter");
    }

    #[test]
    fn an_exception_belongs_to_the_name() {
        assert!(ok("Apache-2.0 WITH LLVM-exception") && !ok("Apache-2.0"));
    }

    #[test]
    fn what_cannot_be_read_is_not_met() {
        for broken in [
            "", "MIT OR", "(MIT", "MIT)", "MIT ISC", "OR MIT", "MIT WITH",
        ] {
            assert!(!ok(broken), "{broken}");
        }
    }
}
