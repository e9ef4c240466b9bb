//! What surveys say of the climate.

use super::{Reason, ResponseLog, Window};
use std::collections::BTreeMap;

/// Buy-in and agreement of every instrument, against which gates hold their conditions.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Climate {
    /// Agreement of the answers, in [0, 1].
    pub agreement: BTreeMap<String, ClimateFigure>,
    /// Mean buy-in, in [0, 1].
    pub buy_in: BTreeMap<String, ClimateFigure>,
    /// The answers as a number, which a disclosure key is derived from where none is given.
    pub(crate) evidence: u128,
}

/// Buy-in or agreement of one instrument: a value, or the reason why there is none.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ClimateFigure {
    /// How many could have answered; 0 stands for everyone employed on the date.
    pub people: u64,
    /// Of agreement, how many items it is about, on which its published value depends; 0 where that is not known.
    pub(crate) items: u64,
    /// Why there is no value.
    pub reason: Option<Reason>,
    /// How many answered.
    pub respondents: u64,
    /// The figure, over those who answered; `None` where it cannot be computed.
    pub value: Option<f64>,
}

impl ClimateFigure {
    /// A figure over `respondents` of `people` (0: everyone employed).
    ///
    /// ```
    /// use paratus::rollout::ClimateFigure;
    ///
    /// let figure = ClimateFigure::new(0.72, 24, 36);
    /// assert_eq!((figure.value, figure.respondents), (Some(0.72), 24));
    /// ```
    #[must_use]
    pub fn new(value: f64, respondents: u64, people: u64) -> ClimateFigure {
        ClimateFigure {
            people,
            respondents,
            value: Some(value),
            ..ClimateFigure::default()
        }
    }

    /// A figure without a value, with the reason.
    ///
    /// ```
    /// use paratus::rollout::ClimateFigure;
    ///
    /// let figure = ClimateFigure::without_value(paratus::survey::Reason::NobodyAnswered, 0, 36);
    /// assert_eq!(figure.value, None);
    /// ```
    #[must_use]
    pub fn without_value(reason: Reason, respondents: u64, people: u64) -> ClimateFigure {
        ClimateFigure {
            people,
            reason: Some(reason),
            respondents,
            ..ClimateFigure::default()
        }
    }
}

impl Climate {
    /// What the answers to every instrument say of the organisation: the same as [`ResponseLog::gate_climate`].
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::rollout::Climate;
    ///
    /// let responses = sample::responses(&sample::programme());
    /// let climate = Climate::from_responses(&responses, sample::first(3));
    /// assert_eq!(climate.buy_in["pulse"].respondents, 24);
    /// ```
    #[must_use]
    pub fn from_responses(responses: &ResponseLog, window: impl Into<Window>) -> Climate {
        responses.gate_climate(window)
    }

    /// Adds what one instrument measured.
    ///
    /// ```
    /// use paratus::rollout::{Climate, ClimateFigure};
    ///
    /// let climate = Climate::default().instrument("pulse", Some(ClimateFigure::new(0.72, 24, 36)), None);
    /// assert!(climate.buy_in.contains_key("pulse") && climate.agreement.is_empty());
    /// ```
    #[must_use]
    pub fn instrument(
        mut self,
        instrument: &str,
        buy_in: Option<ClimateFigure>,
        agreement: Option<ClimateFigure>,
    ) -> Climate {
        self.buy_in
            .extend(buy_in.map(|figure| (instrument.to_owned(), figure)));
        self.agreement
            .extend(agreement.map(|figure| (instrument.to_owned(), figure)));
        self
    }
}
