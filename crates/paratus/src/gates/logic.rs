//! Three-valued logic (Kleene): what is not known stays so unless the rest decides.

use crate::document::{ConditionDoc, GateDoc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The verdict of a gate's condition: met, not met, not known or suppressed. Ordered from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConditionVerdict {
    /// It does not hold, whatever is still unknown.
    NotMet,
    /// What is known does not decide.
    CannotTell,
    /// It was decided, and the decision depends on a small group: internal answers have it.
    Suppressed,
    /// It holds, whatever is still unknown.
    Met,
}

names! {
    ConditionVerdict (shown otherwise):
    NotMet = "not_met",
    CannotTell = "cannot_tell",
    Suppressed = "suppressed",
    Met = "met",
}

impl ConditionVerdict {
    /// Whether at least `needed` of some conditions hold, as far as it is known. All of n is n, any is 1.
    ///
    /// ```
    /// use paratus::rollout::ConditionVerdict;
    ///
    /// assert_eq!(ConditionVerdict::at_least(1, [ConditionVerdict::Met, ConditionVerdict::CannotTell]), ConditionVerdict::Met);
    /// assert_eq!(ConditionVerdict::at_least(2, [ConditionVerdict::Met, ConditionVerdict::CannotTell]), ConditionVerdict::CannotTell);
    /// ```
    #[must_use]
    pub fn at_least(
        needed: usize,
        of: impl IntoIterator<Item = ConditionVerdict>,
    ) -> ConditionVerdict {
        let (mut met, mut possible) = (0, 0);
        for holds in of {
            met += usize::from(holds == ConditionVerdict::Met);
            possible += usize::from(holds >= ConditionVerdict::CannotTell);
        }
        if met >= needed {
            ConditionVerdict::Met
        } else if possible >= needed {
            ConditionVerdict::CannotTell
        } else {
            ConditionVerdict::NotMet
        }
    }

    /// `value` known to lie between `low` and `high` must be at least `needed`.
    pub(super) fn reaches(low: f64, high: f64, needed: f64) -> ConditionVerdict {
        if low >= needed {
            ConditionVerdict::Met
        } else if high < needed {
            ConditionVerdict::NotMet
        } else {
            ConditionVerdict::CannotTell
        }
    }
}

impl fmt::Display for ConditionVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            ConditionVerdict::NotMet => "not met",
            ConditionVerdict::CannotTell => "cannot tell",
            ConditionVerdict::Suppressed => "suppressed",
            ConditionVerdict::Met => "met",
        })
    }
}

/// How many of a group of conditions must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GroupRule {
    /// Every one.
    All,
    /// One.
    Any,
    /// This many.
    AtLeast,
}

names! {
    GroupRule:
    All = "all",
    Any = "any",
    AtLeast = "at_least",
}

/// Conditions and groups of them.
#[derive(Clone, Debug)]
pub(super) enum ConditionNode<'a> {
    Leaf(&'a ConditionDoc),
    Group {
        rule: GroupRule,
        needed: usize,
        of: Vec<ConditionNode<'a>>,
        owner: Option<&'a str>,
    },
}

impl<'a> ConditionNode<'a> {
    /// A gate as written. Where more than one of `all`, `any` and `of` is written, each must hold.
    pub(super) fn of_gate(gate: &'a GateDoc) -> ConditionNode<'a> {
        let node = ConditionNode::of_lists(&gate.all, &gate.any, &gate.of, gate.at_least);
        node.unwrap_or(ConditionNode::group(GroupRule::All, 0, Vec::new()))
            .owned(gate.owner.as_deref())
    }

    fn of_condition(condition: &'a ConditionDoc) -> ConditionNode<'a> {
        let count = condition.at_least.filter(|n| *n >= 0.0).map(|n| n as usize);
        let node = ConditionNode::of_lists(&condition.all, &condition.any, &condition.of, count);
        node.unwrap_or(ConditionNode::Leaf(condition))
            .owned(condition.owner.as_deref())
    }

    fn of_lists(
        all: &'a [ConditionDoc],
        any: &'a [ConditionDoc],
        of: &'a [ConditionDoc],
        count: Option<usize>,
    ) -> Option<ConditionNode<'a>> {
        let list = |conditions: &'a [ConditionDoc]| {
            conditions
                .iter()
                .map(ConditionNode::of_condition)
                .collect::<Vec<_>>()
        };
        let mut groups = Vec::new();
        if !all.is_empty() {
            groups.push(ConditionNode::group(GroupRule::All, all.len(), list(all)));
        }
        if !any.is_empty() {
            groups.push(ConditionNode::group(GroupRule::Any, 1, list(any)));
        }
        if !of.is_empty() {
            groups.push(ConditionNode::group(
                GroupRule::AtLeast,
                count.unwrap_or(of.len()),
                list(of),
            ));
        }
        if groups.len() > 1 {
            Some(ConditionNode::group(GroupRule::All, groups.len(), groups))
        } else {
            groups.pop()
        }
    }

    fn group(rule: GroupRule, needed: usize, of: Vec<ConditionNode<'a>>) -> ConditionNode<'a> {
        ConditionNode::Group {
            rule,
            needed,
            of,
            owner: None,
        }
    }

    /// The same group with who sees to it; a condition knows itself.
    fn owned(self, owner: Option<&'a str>) -> ConditionNode<'a> {
        match self {
            ConditionNode::Group {
                rule, needed, of, ..
            } => ConditionNode::Group {
                rule,
                needed,
                of,
                owner,
            },
            leaf @ ConditionNode::Leaf(_) => leaf,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ConditionVerdict::{self, CannotTell, Met, NotMet};

    #[test]
    fn the_table_of_two() {
        let table = [
            (Met, Met, Met, Met),
            (Met, CannotTell, CannotTell, Met),
            (Met, NotMet, NotMet, Met),
            (CannotTell, CannotTell, CannotTell, CannotTell),
            (CannotTell, NotMet, NotMet, CannotTell),
            (NotMet, NotMet, NotMet, NotMet),
        ];
        for (a, b, all, any) in table {
            for pair in [[a, b], [b, a]] {
                assert_eq!(ConditionVerdict::at_least(2, pair), all, "all of {pair:?}");
                assert_eq!(ConditionVerdict::at_least(1, pair), any, "any of {pair:?}");
            }
        }
    }

    #[test]
    fn two_of_three() {
        assert_eq!(
            ConditionVerdict::at_least(2, [Met, CannotTell, NotMet]),
            CannotTell
        );
        assert_eq!(ConditionVerdict::at_least(2, [Met, Met, NotMet]), Met);
        assert_eq!(
            ConditionVerdict::at_least(2, [CannotTell, NotMet, NotMet]),
            NotMet
        );
        assert_eq!(ConditionVerdict::at_least(4, [Met, Met, Met]), NotMet);
    }
}
