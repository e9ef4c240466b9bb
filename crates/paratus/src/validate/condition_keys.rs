//! `UNKNOWN_KEY`, in gates: a key that means nothing in a condition of that kind.

use super::{Context, context};
use crate::document::ConditionDoc;
use crate::finding::describe;
use crate::{Code, Finding};

/// The kinds of a condition and the keys that go with each.
const KINDS: [(&str, &[&str]); 7] = [
    ("readiness", &["at_least", "share"]),
    ("holders", &["per", "at_least"]),
    ("buy_in", &["at_least", "respondents"]),
    ("agreement", &["at_least", "respondents"]),
    ("acts", &["within_days"]),
    ("balance", &[]),
    ("phase", &["share"]),
];

/// The keys that name the kind of a condition; exactly one should.
pub(super) fn kinds(condition: &ConditionDoc) -> impl Iterator<Item = &'static str> {
    let written = [
        condition.readiness.is_some(),
        condition.holders.is_some(),
        condition.buy_in.is_some(),
        condition.agreement.is_some(),
        !condition.acts.is_empty(),
        condition.balance.is_some(),
        condition.phase.is_some(),
    ];
    KINDS
        .into_iter()
        .zip(written)
        .filter(|(_, written)| *written)
        .map(|((kind, _), _)| kind)
}

/// Every kind, for help.
pub(super) fn all_kinds() -> String {
    context::list(KINDS.into_iter().map(|(kind, _)| kind))
}

/// Reports keys that would be ignored. A condition of no kind or of two is `GATE_UNREACHABLE`.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (_, path, condition) in cx.conditions() {
        let mut kinds = kinds(condition);
        let (Some(kind), None) = (kinds.next(), kinds.next()) else {
            continue;
        };
        let takes = KINDS
            .into_iter()
            .find(|(name, _)| *name == kind)
            .map_or(&[][..], |(_, takes)| takes);
        let written = [
            ("at_least", condition.at_least.is_some()),
            ("per", condition.per.is_some()),
            ("respondents", condition.respondents.is_some()),
            ("share", condition.share.is_some()),
            ("within_days", condition.within_days.is_some()),
        ];
        for (key, _) in written
            .into_iter()
            .filter(|(key, written)| *written && !takes.contains(key))
        {
            let help = match takes {
                [] => format!("remove it; `{kind}` takes no other key"),
                _ => format!(
                    "remove it; `{kind}` takes {}",
                    context::list(takes.iter().copied())
                ),
            };
            out.push(
                describe!(
                    Code::UnknownKey,
                    format!("{path}.{key}"),
                    KeyNotOfCondition {
                        key: key,
                        kind: kind
                    }
                )
                .help(help),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn keys_of_their_kind_are_silent() {
        let text = r#"phases = [{ id = "p", gate = { all = [
            { readiness = "all", at_least = 0.5, share = 0.8 },
            { holders = "o", per = "section", at_least = 2 },
            { buy_in = "i", at_least = 0.6, respondents = 10 },
            { agreement = "i", at_least = 0.7, respondents = 10 },
            { acts = ["sponsor-named"], within_days = 90 },
            { balance = 0.2 },
            { phase = "o", share = 0.9 },
        ] } }]"#;
        assert_eq!(messages_of(check, text), Vec::<String>::new());
    }

    #[test]
    fn ignored_keys_are_found() {
        let text = r#"phases = [{ id = "p", gate = { any = [
            { holders = "o", share = 0.5 },
            { balance = 0.2, at_least = 0.1 },
        ] } }]"#;
        assert_eq!(
            messages_of(check, text),
            [
                "phases[0].gate.any[0].share: `share` means nothing in a condition on `holders` | remove it; `holders` takes `per` and `at_least`",
                "phases[0].gate.any[1].at_least: `at_least` means nothing in a condition on `balance` | remove it; `balance` takes no other key",
            ]
        );
    }
}
