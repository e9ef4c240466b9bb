//! Languages: direction, plural forms, and how numbers and dates are written.

use paratus::disclosure::Published;
use paratus::figure::{self, Threshold};
use paratus::{Date, Range};

/// A language that reports come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English; every text is there.
    #[default]
    English,
    /// French.
    French,
    /// Arabic, written from right to left, with the digits of international statistics.
    Arabic,
}

/// A space that does not break.
const NO_BREAK: char = '\u{a0}';

/// Opens and closes a run that is written from left to right whatever is around it.
const LEFT_TO_RIGHT: (char, char) = ('\u{2066}', '\u{2069}');

impl Language {
    /// Every language.
    pub const ALL: [Language; 3] = [Language::English, Language::French, Language::Arabic];

    /// Its code (BCP 47).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::French => "fr",
            Language::Arabic => "ar",
        }
    }

    /// The language of a code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Language> {
        Language::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    /// The direction of its script, as HTML names it.
    #[must_use]
    pub const fn direction(self) -> &'static str {
        match self {
            Language::Arabic => "rtl",
            _ => "ltr",
        }
    }

    /// Whether it is written from right to left.
    #[must_use]
    pub const fn is_right_to_left(self) -> bool {
        matches!(self, Language::Arabic)
    }

    /// How many forms a message has for the numbers of the language.
    pub(crate) const fn forms(self) -> usize {
        match self {
            Language::English | Language::French => 2,
            Language::Arabic => 6,
        }
    }

    /// Which of a message's forms goes with a number: of two the singular or the plural; of six the Arabic zero, one, two,
    /// few, many and other (CLDR).
    pub(crate) const fn plural(self, number: u64) -> usize {
        match self {
            Language::English => (number != 1) as usize,
            Language::French => (number > 1) as usize,
            Language::Arabic => match (number, number % 100) {
                (0..=2, _) => number as usize,
                (_, 3..=10) => 3,
                (_, 11..=99) => 4,
                _ => 5,
            },
        }
    }

    /// A whole number: `1,234` or `1 234`.
    #[must_use]
    pub fn count(self, number: u64) -> String {
        let digits = number.to_string();
        let separator = if self == Language::French {
            '\u{202f}'
        } else {
            ','
        };
        let mut text = String::with_capacity(digits.len() + digits.len() / 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        text
    }

    /// A number with this many decimals, rounded half to even.
    #[must_use]
    pub fn decimal(self, number: f64, decimals: usize) -> String {
        if !number.is_finite() {
            return if number < 0.0 { "−∞" } else { "∞" }.to_owned();
        }
        let number = figure::round(number, decimals);
        let text = format!("{:.decimals$}", number.abs());
        let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
        let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        let mut shown = if number < 0.0 && !is_zero {
            "−".to_owned()
        } else {
            String::new()
        };
        shown.push_str(
            &whole
                .parse()
                .map_or_else(|_| whole.to_owned(), |whole| self.count(whole)),
        );
        if !rest.is_empty() {
            shown.push(self.decimal_mark());
            shown.push_str(rest);
        }
        self.left_to_right(shown, number < 0.0)
    }

    /// How many digits a number has after the mark, as it is written in this language.
    #[cfg(feature = "xlsx")]
    pub(crate) fn decimals_shown(self, shown: &str) -> usize {
        let after = shown.split_once(self.decimal_mark());
        after.map_or(0, |(_, rest)| {
            rest.chars().take_while(char::is_ascii_digit).count()
        })
    }

    const fn decimal_mark(self) -> char {
        match self {
            Language::French => ',',
            _ => '.',
        }
    }

    /// A number as short as it is: without decimals that are zeros, at most two of them.
    #[must_use]
    pub fn short(self, number: f64) -> String {
        let text = self.decimal(number, 2);
        let text = text
            .trim_end_matches('0')
            .trim_end_matches(self.decimal_mark());
        if number.abs() >= 1.0 && number.fract() == 0.0 {
            self.decimal(number, 0)
        } else {
            text_or_zero(text)
        }
    }

    /// What follows the number of a percentage (CLDR): the sign, in French after a narrow space that does not break.
    pub(crate) const fn percent_sign(self) -> &'static str {
        match self {
            Language::French => "\u{202f}%",
            _ => "%",
        }
    }

    /// A fraction as a whole percentage. Only all is 100% and only nothing is 0%.
    #[must_use]
    pub fn percent(self, fraction: f64) -> String {
        self.percent_beside(fraction, None)
    }

    /// The same beside what it is held against: with as many digits as show it on the side where it is.
    #[must_use]
    pub fn percent_beside(self, fraction: f64, threshold: Option<Threshold>) -> String {
        let found = figure::percent(fraction, threshold);
        let sign = found.beyond.map_or_else(String::new, |at| at.sign().into());
        let text = format!(
            "{sign}{}{}",
            self.digits(found.number, found.decimals),
            self.percent_sign()
        );
        self.left_to_right(text, true)
    }

    /// A threshold as a percentage, with every digit that it was written with.
    #[must_use]
    pub fn threshold(self, fraction: f64) -> String {
        let number = fraction * 100.0;
        let text = format!(
            "{}{}",
            self.digits(number, figure::decimals_of(number, 0)),
            self.percent_sign()
        );
        self.left_to_right(text, true)
    }

    /// How the ends of a published mean are coded.
    #[must_use]
    pub fn coded(self, high: bool) -> String {
        let end = if high { ">90" } else { "<10" };
        self.left_to_right(format!("{end}{}", self.percent_sign()), true)
    }

    /// A mean; a published one is coded at its ends: 0 is under 10%, and 1 over 90%.
    #[must_use]
    pub fn mean(self, mean: Published<f64>) -> Option<String> {
        self.mean_beside(mean, None)
    }

    /// The same beside what it is held against.
    #[must_use]
    pub fn mean_beside(self, mean: Published<f64>, threshold: Option<Threshold>) -> Option<String> {
        let value = mean.value()?;
        Some(match () {
            () if mean.is_rounded() && value <= 0.0 => self.coded(false),
            () if mean.is_rounded() && value >= 1.0 => self.coded(true),
            () => self.percent_beside(value, threshold),
        })
    }

    /// A mean of ranges as it is given: the ends of a published one were rounded already, and are shown to the nearest.
    pub(crate) fn rounded_range(
        self,
        mean: Published<Range>,
        threshold: Option<f64>,
    ) -> Option<Range> {
        let range = mean.value()?;
        Some(if mean.is_rounded() {
            figure::nearest_range(range, threshold.map(Threshold::AtLeast), 2)
        } else {
            range
        })
    }

    /// The mean of ranges, perhaps beside a threshold; the ends of a published one are coded as [`Language::mean`] says.
    #[must_use]
    pub fn mean_range(self, mean: Published<Range>, threshold: Option<f64>) -> Option<String> {
        let range = self.rounded_range(mean, threshold)?;
        let bounds = figure::percent_bounds(range, threshold.map(Threshold::AtLeast));
        if !mean.is_rounded() {
            return Some(self.ends([bounds.low, bounds.high].map(|end| self.end(end))));
        }
        let is_coded = |end: f64| end <= 0.0 || end >= 1.0;
        if !is_coded(range.low) && !is_coded(range.high) {
            return Some(self.ends([bounds.low, bounds.high].map(|end| self.end(end))));
        }
        // A dash beside a sign is hard to read: a coded end is joined by a word.
        let shown = |exact: f64, end: (f64, usize)| match () {
            () if exact <= 0.0 => self.coded(false),
            () if exact >= 1.0 => self.coded(true),
            () => self.left_to_right(format!("{}{}", self.end(end), self.percent_sign()), true),
        };
        let [low, high] = [shown(range.low, bounds.low), shown(range.high, bounds.high)];
        let to = match self {
            Language::English => "to",
            Language::French => "à",
            Language::Arabic => "إلى",
        };
        Some(if low == high {
            low
        } else {
            format!("{low}{NO_BREAK}{to}{NO_BREAK}{high}")
        })
    }

    /// A range of fractions as percentages, rounded outwards so that it never claims more than is known.
    #[must_use]
    pub fn percents(self, range: Range) -> String {
        self.percents_beside(range, None)
    }

    /// The same beside what it is held against.
    #[must_use]
    pub fn percents_beside(self, range: Range, threshold: Option<Threshold>) -> String {
        let bounds = figure::percent_bounds(range, threshold);
        if bounds.is_point() {
            return self.percent_beside(range.low, threshold);
        }
        self.ends([bounds.low, bounds.high].map(|end| self.end(end)))
    }

    fn end(self, (number, decimals): (f64, usize)) -> String {
        self.digits(number, decimals)
    }

    fn ends(self, [low, high]: [String; 2]) -> String {
        let sign = self.percent_sign();
        let text = if low == high {
            format!("{low}{sign}")
        } else {
            format!("{low}–{high}{sign}")
        };
        self.left_to_right(text, true)
    }

    /// A number in digits, without marks of direction.
    fn digits(self, number: f64, decimals: usize) -> String {
        format!("{number:.decimals$}").replace('.', self.decimal_mark().encode_utf8(&mut [0; 4]))
    }

    /// A range with two decimals, rounded outwards, perhaps beside what it is held against.
    #[must_use]
    pub fn range(self, range: Range, threshold: Option<Threshold>) -> String {
        let bounds = figure::bounds(range, threshold, 2);
        let [low, high] = [bounds.low, bounds.high].map(|end| self.end(end));
        let text = if low == high {
            low
        } else {
            format!("{low}–{high}")
        };
        self.left_to_right(text, true)
    }

    /// A day: `14 March 2027`.
    #[must_use]
    pub fn date(self, date: Date) -> String {
        let (year, month, day) = date.ymd();
        format!("{day}{NO_BREAK}{}{NO_BREAK}{year}", self.month_name(month))
    }

    /// A month: `March 2027`.
    #[must_use]
    pub fn month(self, date: Date) -> String {
        let (year, month, _) = date.ymd();
        format!("{}{NO_BREAK}{year}", self.month_name(month))
    }

    fn month_name(self, month: u32) -> &'static str {
        const ENGLISH: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        const FRENCH: [&str; 12] = [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ];
        const ARABIC: [&str; 12] = [
            "يناير",
            "فبراير",
            "مارس",
            "أبريل",
            "مايو",
            "يونيو",
            "يوليو",
            "أغسطس",
            "سبتمبر",
            "أكتوبر",
            "نوفمبر",
            "ديسمبر",
        ];
        let names = match self {
            Language::English => &ENGLISH,
            Language::French => &FRENCH,
            Language::Arabic => &ARABIC,
        };
        names
            .get((month as usize).wrapping_sub(1))
            .copied()
            .unwrap_or("")
    }

    /// A run of digits and signs, held together where the script runs the other way.
    pub(crate) fn left_to_right(self, text: String, needed: bool) -> String {
        if self.is_right_to_left() && needed {
            format!("{}{text}{}", LEFT_TO_RIGHT.0, LEFT_TO_RIGHT.1)
        } else {
            text
        }
    }

    /// Clauses one after the other: `a; b`.
    pub(crate) fn clauses(self, clauses: &[String]) -> String {
        clauses.join(match self {
            Language::English => "; ",
            Language::French => " ; ",
            Language::Arabic => "؛ ",
        })
    }

    /// What is between a label and what it labels.
    pub(crate) const fn colon(self) -> &'static str {
        match self {
            Language::English | Language::Arabic => ": ",
            Language::French => "\u{a0}: ",
        }
    }

    /// `a`, `a and b`, `a, b and c`.
    pub(crate) fn list(self, words: &[String]) -> String {
        let and = match self {
            Language::English => " and ",
            Language::French => " et ",
            Language::Arabic => " و",
        };
        self.joined(words, and)
    }

    /// `a`, `a or b`, `a, b or c`.
    pub(crate) fn any(self, words: &[String]) -> String {
        let or = match self {
            Language::English => " or ",
            Language::French => " ou ",
            Language::Arabic => " أو ",
        };
        self.joined(words, or)
    }

    fn joined(self, words: &[String], before_last: &str) -> String {
        let comma = match self {
            Language::English | Language::French => ", ",
            Language::Arabic => "، ",
        };
        match words {
            [] => String::new(),
            [one] => one.clone(),
            [most @ .., last] => format!("{}{before_last}{last}", most.join(comma)),
        }
    }
}

fn text_or_zero(text: &str) -> String {
    if text.is_empty() || text == "−" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_language_does() {
        let shown = |language: Language| {
            [
                language.count(1_234_567),
                language.decimal(-1234.5, 1),
                language.short(3.50),
                language.short(20.0),
            ]
        };
        assert_eq!(
            shown(Language::English),
            ["1,234,567", "−1,234.5", "3.5", "20"]
        );
        assert_eq!(
            shown(Language::French),
            ["1\u{202f}234\u{202f}567", "−1\u{202f}234,5", "3,5", "20"]
        );
        assert_eq!(
            shown(Language::Arabic),
            ["1,234,567", "\u{2066}−1,234.5\u{2069}", "3.5", "20"]
        );
        let english = Language::English;
        assert_eq!(
            [0.0, 0.004, 100.0, 0.25].map(|number| english.short(number)),
            ["0", "0", "100", "0.25"]
        );
        assert_eq!(english.decimal(-0.001, 2), "0.00");
        assert_eq!(english.decimal(f64::NEG_INFINITY, 1), "−∞");
    }

    #[test]
    fn only_all_is_all_and_ranges_never_claim_more_than_is_known() {
        let english = Language::English;
        let shown = [0.0, 0.001, 0.42, 0.999, 1.0].map(|fraction| english.percent(fraction));
        assert_eq!(shown, ["0%", "<1%", "42%", ">99%", "100%"]);
        let range = |low, high| english.percents(Range { low, high });
        assert_eq!(range(0.389, 0.901), "38–91%");
        assert_eq!(range(0.29, 0.57), "29–57%");
        assert_eq!(range(1.0, 1.0), "100%");
        assert_eq!(
            english.range(
                Range {
                    low: 0.499,
                    high: 0.501
                },
                None
            ),
            "0.49–0.51"
        );
        let beside = |fraction| english.percent_beside(fraction, Some(Threshold::AtLeast(0.7)));
        assert_eq!(beside(0.6962), "69.6%");
        assert_eq!(english.threshold(0.705), "70.5%");
        assert_eq!(
            Language::Arabic.percents(Range {
                low: 0.3,
                high: 0.9
            }),
            "\u{2066}30–90%\u{2069}"
        );
    }

    #[test]
    fn dates_and_plurals() {
        let date = Date::from_ymd(2027, 3, 14).unwrap();
        assert_eq!(
            Language::English.date(date).replace('\u{a0}', " "),
            "14 March 2027"
        );
        assert_eq!(
            Language::French.month(date).replace('\u{a0}', " "),
            "mars 2027"
        );
        assert_eq!(
            Language::Arabic.date(date).replace('\u{a0}', " "),
            "14 مارس 2027"
        );
        assert_eq!([0, 1, 2].map(|n| Language::English.plural(n)), [1, 0, 1]);
        assert_eq!([0, 1, 2].map(|n| Language::French.plural(n)), [0, 0, 1]);
        assert_eq!(
            [0, 1, 2, 3, 10, 11, 99, 100, 103].map(|n| Language::Arabic.plural(n)),
            [0, 1, 2, 3, 3, 4, 4, 5, 3]
        );
    }
}
