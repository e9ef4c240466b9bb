//! `COUNTS_NOT_ROUNDED`: published counts are exact.

use super::Context;
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports `round_to = 1`, which is allowed.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    if cx.document.rules.round_to == 1 {
        let help = "remove it, or write 3 or 5";
        out.push(describe!(Code::CountsNotRounded, "rules.round_to", CountsExact).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn exact_counts_are_found() {
        let found = messages_of(check, "rules = { round_to = 1 }");
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("rules.round_to: `round_to` is 1"),
            "{found:?}"
        );
        for silent in [
            "",
            "rules = { round_to = 3 }",
            "rules = { round_to = 5 }",
            "rules = { round_to = 4 }",
        ] {
            assert_eq!(messages_of(check, silent), Vec::<String>::new(), "{silent}");
        }
    }
}
