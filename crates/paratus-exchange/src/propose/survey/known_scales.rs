//! Scales whose words are known. Each word is written once; the scales say at which places it may be.

/// Words of one language that forms use for one another.
type Words = &'static [&'static str];

/// What one place of a scale is called.
type Place = &'static [Words];

/// A scale whose words are known.
#[derive(Debug)]
struct Wording {
    /// Its places, lowest first.
    places: &'static [Place],
    /// The place in the middle, where forms may leave it out.
    middle: Option<usize>,
    /// Whether its ends are words that other scales have nearer to their middle.
    is_narrow: bool,
}

/// A scale whose words are known, with its middle or without it.
#[derive(Clone, Copy, Debug)]
pub(super) struct KnownScale {
    wording: &'static Wording,
    without: Option<usize>,
}

impl PartialEq for KnownScale {
    fn eq(&self, other: &KnownScale) -> bool {
        std::ptr::eq(self.wording, other.wording) && self.without == other.without
    }
}

impl KnownScale {
    /// How many answers it has.
    pub(super) fn points(self) -> u32 {
        let places = self.wording.places.len() - usize::from(self.without.is_some());
        u32::try_from(places).unwrap_or(u32::MAX)
    }

    /// Whether it is meant only where no other scale has the words, or all of its own are there.
    pub(super) fn is_narrow(self) -> bool {
        self.wording.is_narrow
    }

    /// The place of a word, counted from 1.
    pub(super) fn place(self, word: &str) -> Option<u32> {
        let places = self.wording.places.iter().enumerate();
        let there = places.filter(|(at, _)| Some(*at) != self.without);
        let mut places = (1..).zip(there.map(|(_, place)| place));
        let is_here = |place: &Place| place.iter().any(|words| words.contains(&word));
        let found = places.find(|(_, place)| is_here(place));
        found.map(|(number, _)| number)
    }
}

/// All scales, those with a middle before those without it.
pub(super) fn known_scales() -> impl DoubleEndedIterator<Item = KnownScale> {
    let whole = SCALES.iter().map(|wording| KnownScale {
        wording,
        without: None,
    });
    let without = SCALES.iter().filter_map(|wording| {
        let without = Some(wording.middle?);
        Some(KnownScale { wording, without })
    });
    whole.chain(without)
}

/// A scale that always has all of its places.
const fn whole(places: &'static [Place]) -> Wording {
    Wording {
        places,
        middle: None,
        is_narrow: false,
    }
}

/// A scale between two opposites, of which forms leave the middle out or not.
const fn opposites(places: &'static [Place]) -> Wording {
    Wording {
        places,
        middle: Some(places.len() / 2),
        is_narrow: false,
    }
}

/// The same for one whose ends are words that other scales have nearer to their middle.
const fn narrow(wording: Wording) -> Wording {
    Wording {
        is_narrow: true,
        ..wording
    }
}

// English.
const STRONGLY_DISAGREE: Words = &[
    "strongly disagree",
    "completely disagree",
    "totally disagree",
];
const DISAGREE: Words = &["disagree"];
const TEND_TO_DISAGREE: Words = &["tend to disagree", "somewhat disagree", "slightly disagree"];
const NEITHER_AGREE: Words = &["neither agree nor disagree", "neither agree or disagree"];
const UNDECIDED: Words = &["undecided"];
const NEITHER: Words = &["neither"];
const TEND_TO_AGREE: Words = &["tend to agree", "somewhat agree", "slightly agree"];
const AGREE: Words = &["agree"];
const STRONGLY_AGREE: Words = &["strongly agree", "completely agree", "totally agree"];
/// The same in English, German and Spanish.
const NEUTRAL: Words = &["neutral"];
const VERY_DISSATISFIED: Words = &["very dissatisfied"];
const DISSATISFIED: Words = &["dissatisfied", "somewhat dissatisfied"];
const NEITHER_SATISFIED: Words = &["neither satisfied nor dissatisfied"];
const SATISFIED: Words = &["satisfied", "somewhat satisfied"];
const VERY_SATISFIED: Words = &["very satisfied"];
const VERY_UNLIKELY: Words = &["very unlikely", "extremely unlikely"];
const UNLIKELY: Words = &["unlikely", "somewhat unlikely"];
const NEITHER_LIKELY: Words = &["neither likely nor unlikely"];
const LIKELY: Words = &["likely", "somewhat likely"];
const VERY_LIKELY: Words = &["very likely", "extremely likely"];
const VERY_DIFFICULT: Words = &["very difficult", "very hard"];
const DIFFICULT: Words = &["difficult", "hard"];
const NEITHER_EASY: Words = &["neither easy nor difficult"];
const EASY: Words = &["easy"];
const VERY_EASY: Words = &["very easy"];
const VERY_UNIMPORTANT: Words = &["very unimportant"];
const SOMEWHAT_UNIMPORTANT: Words = &["somewhat unimportant"];
const NEITHER_IMPORTANT: Words = &[
    "neither important nor unimportant",
    "neither important nor unimportant (neutral)",
];
const NOT_IMPORTANT: Words = &["not at all important"];
const SLIGHTLY_IMPORTANT: Words = &["slightly important", "not so important"];
const MODERATELY_IMPORTANT: Words = &["moderately important"];
const SOMEWHAT_IMPORTANT: Words = &["somewhat important"];
const VERY_IMPORTANT: Words = &["very important"];
const EXTREMELY_IMPORTANT: Words = &["extremely important"];
const NOT_CONFIDENT: Words = &["not at all confident"];
const SLIGHTLY_CONFIDENT: Words = &["slightly confident", "not so confident"];
const MODERATELY_CONFIDENT: Words = &["moderately confident", "somewhat confident"];
const VERY_CONFIDENT: Words = &["very confident"];
const EXTREMELY_CONFIDENT: Words = &["extremely confident"];
const VERY_UNFAVORABLY: Words = &["very unfavorably"];
const UNFAVORABLY: Words = &["somewhat unfavorably"];
const NEITHER_FAVORABLY: Words = &[
    "neither favorably nor unfavorably",
    "neither favorably nor unfavorably (neutral)",
];
const FAVORABLY: Words = &["somewhat favorably"];
const VERY_FAVORABLY: Words = &["very favorably"];
const NEVER: Words = &["never"];
const RARELY: Words = &["rarely", "seldom"];
const SOMETIMES: Words = &["sometimes", "occasionally"];
const OFTEN: Words = &["often", "frequently"];
const ALWAYS: Words = &["always"];
const NOT_AT_ALL: Words = &["not at all"];
const NOT_MUCH: Words = &["not much"];
const SOME: Words = &["some"];
const A_LOT: Words = &["a lot"];
const HARDLY: Words = &["hardly", "a little", "slightly"];
const PARTLY: Words = &["partly", "moderately", "somewhat"];
const MOSTLY: Words = &["mostly", "very", "very much"];
const FULLY: Words = &["fully", "completely", "extremely"];
const VERY_POOR: Words = &["very poor"];
const VERY_BAD: Words = &["very bad"];
const POOR: Words = &["poor"];
const BAD: Words = &["bad"];
const FAIR: Words = &["fair"];
const AVERAGE: Words = &["average", "neither good nor poor"];
const GOOD: Words = &["good"];
const VERY_GOOD: Words = &["very good"];
/// The same in English and French.
const EXCELLENT: Words = &["excellent"];
const ACCEPTABLE: Words = &["acceptable"];

// French.
const FR_STRONGLY_DISAGREE: Words = &[
    "pas du tout d'accord",
    "fortement en désaccord",
    "tout à fait en désaccord",
    "totalement en désaccord",
];
const FR_DISAGREE: Words = &["pas d'accord", "en désaccord"];
const FR_TEND_TO_DISAGREE: Words = &["plutôt pas d'accord", "plutôt en désaccord"];
const FR_NEITHER_AGREE: Words = &[
    "ni d'accord ni pas d'accord",
    "ni en accord ni en désaccord",
    "ni d'accord ni en désaccord",
];
const FR_TEND_TO_AGREE: Words = &["plutôt d'accord"];
const FR_AGREE: Words = &["d'accord", "en accord"];
const FR_STRONGLY_AGREE: Words = &[
    "tout à fait d'accord",
    "fortement d'accord",
    "totalement d'accord",
    "entièrement d'accord",
    "fortement en accord",
];
const FR_NEUTRAL: Words = &["neutre"];
const FR_VERY_DISSATISFIED: Words = &["très insatisfait", "pas du tout satisfait"];
const FR_DISSATISFIED: Words = &["insatisfait", "plutôt insatisfait", "peu satisfait"];
const FR_NEITHER_SATISFIED: Words = &["ni satisfait ni insatisfait"];
const FR_SATISFIED: Words = &["satisfait", "plutôt satisfait", "assez satisfait"];
const FR_VERY_SATISFIED: Words = &["très satisfait", "tout à fait satisfait"];
const FR_VERY_UNLIKELY: Words = &["très improbable", "très peu probable"];
const FR_UNLIKELY: Words = &["improbable", "peu probable"];
const FR_LIKELY: Words = &["probable"];
const FR_VERY_LIKELY: Words = &["très probable"];
const FR_VERY_BAD: Words = &["très mauvais"];
const FR_BAD: Words = &["mauvais"];
const FR_AVERAGE: Words = &["moyen", "passable"];
const FR_GOOD: Words = &["bon"];
const FR_VERY_GOOD: Words = &["très bon"];
const FR_VERY_DIFFICULT: Words = &["très difficile"];
const FR_DIFFICULT: Words = &["difficile"];
const FR_NEITHER_EASY: Words = &["ni facile ni difficile"];
const FR_EASY: Words = &["facile"];
const FR_VERY_EASY: Words = &["très facile"];
const FR_NEVER: Words = &["jamais"];
const FR_RARELY: Words = &["rarement"];
const FR_SOMETIMES: Words = &["parfois", "quelquefois"];
const FR_OFTEN: Words = &["souvent"];
const FR_ALWAYS: Words = &["toujours"];

// Arabic.
const AR_STRONGLY_DISAGREE: Words = &[
    "غير موافق بشدة",
    "غير موافق على الإطلاق",
    "غير موافق تماما",
    "لا أوافق بشدة",
    "أعارض بشدة",
];
const AR_DISAGREE: Words = &["غير موافق", "لا أوافق", "أعارض"];
const AR_NEUTRAL: Words = &["محايد"];
const AR_AGREE: Words = &["موافق", "أوافق"];
const AR_STRONGLY_AGREE: Words = &["موافق بشدة", "موافق تماما", "أوافق بشدة"];
const AR_VERY_DISSATISFIED: Words = &["غير راض على الإطلاق", "غير راض بشدة", "غير راض جدا"];
const AR_DISSATISFIED: Words = &["غير راض"];
const AR_SATISFIED: Words = &["راض"];
const AR_VERY_SATISFIED: Words = &["راض جدا", "راض تماما"];
const AR_VERY_WEAK: Words = &["ضعيف جدا"];
const AR_WEAK: Words = &["ضعيف"];
const AR_ACCEPTABLE: Words = &["مقبول"];
const AR_AVERAGE: Words = &["متوسط"];
const AR_GOOD: Words = &["جيد"];
const AR_VERY_GOOD: Words = &["جيد جدا"];
const AR_EXCELLENT: Words = &["ممتاز"];
const AR_NEVER: Words = &["أبدا"];
const AR_RARELY: Words = &["نادرا"];
const AR_SOMETIMES: Words = &["أحيانا"];
const AR_OFTEN: Words = &["غالبا"];
const AR_ALWAYS: Words = &["دائما"];

// German.
const DE_STRONGLY_DISAGREE: Words = &[
    "stimme überhaupt nicht zu",
    "stimme gar nicht zu",
    "trifft überhaupt nicht zu",
    "trifft gar nicht zu",
];
const DE_DISAGREE: Words = &["stimme nicht zu", "trifft nicht zu"];
const DE_TEND_TO_DISAGREE: Words = &["stimme eher nicht zu", "trifft eher nicht zu"];
const DE_NEITHER: Words = &["teils/teils", "teils teils", "weder noch"];
const DE_NEITHER_AGREE: Words = &["unentschieden", "stimme weder zu noch nicht zu"];
const DE_TEND_TO_AGREE: Words = &["stimme eher zu", "trifft eher zu"];
const DE_AGREE: Words = &["stimme zu", "trifft zu"];
const DE_STRONGLY_AGREE: Words = &[
    "stimme voll und ganz zu",
    "stimme völlig zu",
    "stimme voll zu",
    "trifft voll und ganz zu",
    "trifft völlig zu",
];
const DE_VERY_DISSATISFIED: Words = &["sehr unzufrieden"];
const DE_DISSATISFIED: Words = &["unzufrieden", "eher unzufrieden"];
const DE_SATISFIED: Words = &["zufrieden", "eher zufrieden"];
const DE_VERY_SATISFIED: Words = &["sehr zufrieden"];
const DE_NEVER: Words = &["nie", "niemals"];
const DE_RARELY: Words = &["selten"];
const DE_SOMETIMES: Words = &["manchmal", "gelegentlich"];
const DE_OFTEN: Words = &["oft", "häufig"];
const DE_ALWAYS: Words = &["immer"];
const DE_VERY_BAD: Words = &["sehr schlecht"];
const DE_BAD: Words = &["schlecht"];
const DE_AVERAGE: Words = &["mittelmäßig", "befriedigend"];
const DE_GOOD: Words = &["gut"];
const DE_VERY_GOOD: Words = &["sehr gut"];

// Spanish.
const ES_STRONGLY_DISAGREE: Words = &["totalmente en desacuerdo", "muy en desacuerdo"];
const ES_DISAGREE: Words = &["en desacuerdo"];
const ES_NEITHER_AGREE: Words = &["ni de acuerdo ni en desacuerdo"];
const ES_AGREE: Words = &["de acuerdo"];
const ES_STRONGLY_AGREE: Words = &["totalmente de acuerdo", "muy de acuerdo"];
const ES_VERY_DISSATISFIED: Words = &["muy insatisfecho"];
const ES_DISSATISFIED: Words = &["insatisfecho"];
const ES_NEITHER_SATISFIED: Words = &["ni satisfecho ni insatisfecho"];
const ES_SATISFIED: Words = &["satisfecho"];
const ES_VERY_SATISFIED: Words = &["muy satisfecho"];
const ES_NEVER: Words = &["nunca"];
const ES_RARELY: Words = &["rara vez", "casi nunca"];
const ES_SOMETIMES: Words = &["a veces"];
const ES_OFTEN: Words = &["a menudo", "frecuentemente", "casi siempre"];
const ES_ALWAYS: Words = &["siempre"];
const ES_VERY_BAD: Words = &["muy malo"];
const ES_BAD: Words = &["malo"];
const ES_AVERAGE: Words = &["regular"];
const ES_GOOD: Words = &["bueno"];
const ES_VERY_GOOD: Words = &["muy bueno", "excelente"];

// Of all languages.
const NO: Words = &["no", "non", "لا", "nein"];
const YES: Words = &["yes", "oui", "نعم", "ja", "sí"];
const FALSE: Words = &["false"];
const TRUE: Words = &["true"];

/// The scales. Of two that have as many words of a form the first is meant.
static SCALES: [Wording; 47] = [
    opposites(&[
        &[STRONGLY_DISAGREE],
        &[DISAGREE, TEND_TO_DISAGREE],
        &[NEITHER_AGREE, NEITHER, UNDECIDED, NEUTRAL],
        &[AGREE, TEND_TO_AGREE],
        &[STRONGLY_AGREE],
    ]),
    narrow(opposites(&[
        &[DISAGREE],
        &[TEND_TO_DISAGREE],
        &[NEITHER_AGREE, NEITHER, UNDECIDED, NEUTRAL],
        &[TEND_TO_AGREE],
        &[AGREE],
    ])),
    opposites(&[
        &[STRONGLY_DISAGREE],
        &[DISAGREE],
        &[TEND_TO_DISAGREE],
        &[NEITHER_AGREE, NEITHER, UNDECIDED, NEUTRAL],
        &[TEND_TO_AGREE],
        &[AGREE],
        &[STRONGLY_AGREE],
    ]),
    narrow(whole(&[
        &[DISAGREE],
        &[NEITHER_AGREE, NEITHER, UNDECIDED, NEUTRAL],
        &[AGREE],
    ])),
    opposites(&[
        &[VERY_DISSATISFIED],
        &[DISSATISFIED],
        &[NEITHER_SATISFIED, NEUTRAL],
        &[SATISFIED],
        &[VERY_SATISFIED],
    ]),
    opposites(&[
        &[VERY_UNLIKELY],
        &[UNLIKELY],
        &[NEITHER_LIKELY, NEUTRAL, UNDECIDED],
        &[LIKELY],
        &[VERY_LIKELY],
    ]),
    opposites(&[
        &[VERY_DIFFICULT],
        &[DIFFICULT],
        &[NEITHER_EASY, NEUTRAL, NEITHER],
        &[EASY],
        &[VERY_EASY],
    ]),
    whole(&[&[NEVER], &[RARELY], &[SOMETIMES], &[OFTEN], &[ALWAYS]]),
    whole(&[&[NEVER], &[RARELY], &[SOMETIMES], &[OFTEN]]),
    whole(&[&[NOT_AT_ALL], &[NOT_MUCH], &[SOME], &[A_LOT]]),
    whole(&[
        &[NOT_CONFIDENT],
        &[SLIGHTLY_CONFIDENT],
        &[MODERATELY_CONFIDENT],
        &[VERY_CONFIDENT],
        &[EXTREMELY_CONFIDENT],
    ]),
    whole(&[
        &[NOT_IMPORTANT],
        &[SLIGHTLY_IMPORTANT],
        &[MODERATELY_IMPORTANT, SOMEWHAT_IMPORTANT],
        &[VERY_IMPORTANT],
        &[EXTREMELY_IMPORTANT],
    ]),
    opposites(&[
        &[VERY_UNIMPORTANT],
        &[SOMEWHAT_UNIMPORTANT],
        &[NEITHER_IMPORTANT],
        &[SOMEWHAT_IMPORTANT],
        &[VERY_IMPORTANT],
    ]),
    opposites(&[
        &[VERY_UNFAVORABLY],
        &[UNFAVORABLY],
        &[NEITHER_FAVORABLY],
        &[FAVORABLY],
        &[VERY_FAVORABLY],
    ]),
    whole(&[&[POOR], &[FAIR], &[GOOD], &[VERY_GOOD], &[EXCELLENT]]),
    whole(&[&[VERY_POOR], &[FAIR], &[GOOD], &[VERY_GOOD], &[EXCELLENT]]),
    whole(&[
        &[VERY_POOR, VERY_BAD],
        &[POOR, BAD],
        &[FAIR, AVERAGE, ACCEPTABLE],
        &[GOOD],
        &[EXCELLENT, VERY_GOOD],
    ]),
    whole(&[
        &[VERY_POOR],
        &[POOR],
        &[FAIR],
        &[GOOD],
        &[VERY_GOOD],
        &[EXCELLENT],
    ]),
    whole(&[&[NOT_AT_ALL], &[HARDLY], &[PARTLY], &[MOSTLY], &[FULLY]]),
    opposites(&[
        &[FR_STRONGLY_DISAGREE],
        &[FR_DISAGREE, FR_TEND_TO_DISAGREE],
        &[FR_NEITHER_AGREE, FR_NEUTRAL],
        &[FR_AGREE, FR_TEND_TO_AGREE],
        &[FR_STRONGLY_AGREE],
    ]),
    narrow(opposites(&[
        &[FR_DISAGREE],
        &[FR_TEND_TO_DISAGREE],
        &[FR_NEITHER_AGREE, FR_NEUTRAL],
        &[FR_TEND_TO_AGREE],
        &[FR_AGREE],
    ])),
    opposites(&[
        &[FR_STRONGLY_DISAGREE],
        &[FR_DISAGREE],
        &[FR_TEND_TO_DISAGREE],
        &[FR_NEITHER_AGREE, FR_NEUTRAL],
        &[FR_TEND_TO_AGREE],
        &[FR_AGREE],
        &[FR_STRONGLY_AGREE],
    ]),
    narrow(whole(&[
        &[FR_DISAGREE],
        &[FR_NEITHER_AGREE, FR_NEUTRAL],
        &[FR_AGREE],
    ])),
    opposites(&[
        &[FR_VERY_DISSATISFIED],
        &[FR_DISSATISFIED],
        &[FR_NEITHER_SATISFIED, FR_NEUTRAL],
        &[FR_SATISFIED],
        &[FR_VERY_SATISFIED],
    ]),
    opposites(&[
        &[FR_VERY_UNLIKELY],
        &[FR_UNLIKELY],
        &[FR_NEUTRAL],
        &[FR_LIKELY],
        &[FR_VERY_LIKELY],
    ]),
    whole(&[
        &[FR_VERY_BAD],
        &[FR_BAD],
        &[FR_AVERAGE, ACCEPTABLE],
        &[FR_GOOD],
        &[FR_VERY_GOOD, EXCELLENT],
    ]),
    opposites(&[
        &[FR_VERY_DIFFICULT],
        &[FR_DIFFICULT],
        &[FR_NEITHER_EASY, FR_NEUTRAL],
        &[FR_EASY],
        &[FR_VERY_EASY],
    ]),
    whole(&[
        &[FR_NEVER],
        &[FR_RARELY],
        &[FR_SOMETIMES],
        &[FR_OFTEN],
        &[FR_ALWAYS],
    ]),
    whole(&[&[FR_NEVER], &[FR_RARELY], &[FR_SOMETIMES], &[FR_OFTEN]]),
    opposites(&[
        &[AR_STRONGLY_DISAGREE],
        &[AR_DISAGREE],
        &[AR_NEUTRAL],
        &[AR_AGREE],
        &[AR_STRONGLY_AGREE],
    ]),
    narrow(whole(&[&[AR_DISAGREE], &[AR_NEUTRAL], &[AR_AGREE]])),
    opposites(&[
        &[AR_VERY_DISSATISFIED],
        &[AR_DISSATISFIED],
        &[AR_NEUTRAL],
        &[AR_SATISFIED],
        &[AR_VERY_SATISFIED],
    ]),
    whole(&[
        &[AR_WEAK],
        &[AR_ACCEPTABLE],
        &[AR_GOOD],
        &[AR_VERY_GOOD],
        &[AR_EXCELLENT],
    ]),
    whole(&[
        &[AR_VERY_WEAK],
        &[AR_WEAK],
        &[AR_AVERAGE],
        &[AR_GOOD],
        &[AR_EXCELLENT, AR_VERY_GOOD],
    ]),
    whole(&[
        &[AR_NEVER],
        &[AR_RARELY],
        &[AR_SOMETIMES],
        &[AR_OFTEN],
        &[AR_ALWAYS],
    ]),
    opposites(&[
        &[DE_STRONGLY_DISAGREE],
        &[DE_DISAGREE, DE_TEND_TO_DISAGREE],
        &[DE_NEITHER, DE_NEITHER_AGREE, NEUTRAL],
        &[DE_AGREE, DE_TEND_TO_AGREE],
        &[DE_STRONGLY_AGREE],
    ]),
    narrow(opposites(&[
        &[DE_DISAGREE],
        &[DE_TEND_TO_DISAGREE],
        &[DE_NEITHER, DE_NEITHER_AGREE, NEUTRAL],
        &[DE_TEND_TO_AGREE],
        &[DE_AGREE],
    ])),
    narrow(whole(&[
        &[DE_DISAGREE],
        &[DE_NEITHER, DE_NEITHER_AGREE, NEUTRAL],
        &[DE_AGREE],
    ])),
    opposites(&[
        &[DE_VERY_DISSATISFIED],
        &[DE_DISSATISFIED],
        &[DE_NEITHER, NEUTRAL],
        &[DE_SATISFIED],
        &[DE_VERY_SATISFIED],
    ]),
    whole(&[
        &[DE_NEVER],
        &[DE_RARELY],
        &[DE_SOMETIMES],
        &[DE_OFTEN],
        &[DE_ALWAYS],
    ]),
    whole(&[
        &[DE_VERY_BAD],
        &[DE_BAD],
        &[DE_AVERAGE],
        &[DE_GOOD],
        &[DE_VERY_GOOD],
    ]),
    opposites(&[
        &[ES_STRONGLY_DISAGREE],
        &[ES_DISAGREE],
        &[ES_NEITHER_AGREE, NEUTRAL],
        &[ES_AGREE],
        &[ES_STRONGLY_AGREE],
    ]),
    opposites(&[
        &[ES_VERY_DISSATISFIED],
        &[ES_DISSATISFIED],
        &[ES_NEITHER_SATISFIED, NEUTRAL],
        &[ES_SATISFIED],
        &[ES_VERY_SATISFIED],
    ]),
    whole(&[
        &[ES_NEVER],
        &[ES_RARELY],
        &[ES_SOMETIMES],
        &[ES_OFTEN],
        &[ES_ALWAYS],
    ]),
    whole(&[
        &[ES_VERY_BAD],
        &[ES_BAD],
        &[ES_AVERAGE],
        &[ES_GOOD],
        &[ES_VERY_GOOD],
    ]),
    whole(&[&[NO], &[YES]]),
    whole(&[&[FALSE], &[TRUE]]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn each_word_is_written_once() {
        let mut owners: BTreeMap<&str, Words> = BTreeMap::new();
        for wording in &SCALES {
            for words in wording.places.iter().copied().flatten().copied() {
                for word in words {
                    let owner = *owners.entry(word).or_insert(words);
                    assert!(std::ptr::eq(owner, words), "{word}");
                }
            }
        }
    }

    #[test]
    fn a_scale_has_a_word_at_one_place() {
        for scale in known_scales() {
            let words = scale.wording.places.iter().copied().flatten().copied();
            let mut all: Vec<&str> = words.flatten().copied().collect();
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), count, "{scale:?}");
        }
    }

    #[test]
    fn a_middle_may_be_left_out() {
        let places = |word| -> Vec<(u32, u32)> {
            let scales = known_scales();
            scales
                .filter_map(|scale| Some((scale.place(word)?, scale.points())))
                .collect()
        };
        assert_eq!(places("très facile"), [(5, 5), (4, 4)]);
        assert_eq!(places("ni facile ni difficile"), [(3, 5)]);
    }
}
