//! Everyone's figures as typed arrays.

use paratus::{Error, EvidenceStore, Range, Track, Verdict};
use wasm_bindgen::prelude::wasm_bindgen;

/// The figures of everyone employed on the date, in the order of the programme; taken out once.
#[wasm_bindgen]
pub struct RawScores {
    people: String,
    figures: Vec<f64>,
    verdicts: Vec<u8>,
}

#[wasm_bindgen]
impl RawScores {
    /// Ids of the people, as a JSON list.
    #[wasm_bindgen(js_name = takePeople)]
    #[must_use]
    pub fn take_people(&self) -> String {
        self.people.clone()
    }

    /// Low and high readiness, then low and high of the tracks people, process and technology: eight columns, one after the other.
    /// Not a number where nothing is required.
    #[wasm_bindgen(js_name = takeFigures)]
    #[must_use]
    pub fn take_figures(&self) -> Vec<f64> {
        self.figures.clone()
    }

    /// 0 not ready, 1 cannot tell, 2 ready, 255 nothing required.
    #[wasm_bindgen(js_name = takeVerdicts)]
    #[must_use]
    pub fn take_verdicts(&self) -> Vec<u8> {
        self.verdicts.clone()
    }
}

impl RawScores {
    /// The figures of evidence, as of a date that the options name.
    ///
    /// # Errors
    /// Where the options cannot be read, or there is no date.
    pub fn new(store: &mut EvidenceStore, options: &str) -> Result<RawScores, Error> {
        let assessment = store.assess_json(options)?;
        let people: Vec<_> = assessment.people().collect();
        let rows = people.len();
        let mut figures = vec![f64::NAN; rows * 8];
        let mut columns: Vec<&mut [f64]> = figures.chunks_mut(rows.max(1)).collect();
        for (row, person) in people.iter().enumerate() {
            let ranges = [
                person.readiness(),
                person.track(Track::People),
                person.track(Track::Process),
            ];
            let ranges = ranges.into_iter().chain([person.track(Track::Technology)]);
            for (column, Range { low, high }) in ranges
                .enumerate()
                .filter_map(|(at, range)| Some((at * 2, range?)))
            {
                put(&mut columns, column, row, low);
                put(&mut columns, column + 1, row, high);
            }
        }
        let code = |verdict: Option<Verdict>| match verdict {
            None => u8::MAX,
            Some(Verdict::NotReady) => 0,
            Some(Verdict::CannotTell) => 1,
            Some(Verdict::Ready) => 2,
        };
        let ids: Vec<&str> = people.iter().map(paratus::PersonReadiness::id).collect();
        Ok(RawScores {
            people: paratus::answers::to_json(&ids),
            verdicts: people.iter().map(|person| code(person.verdict())).collect(),
            figures,
        })
    }
}

fn put(columns: &mut [&mut [f64]], column: usize, row: usize, value: f64) {
    if let Some(place) = columns
        .get_mut(column)
        .and_then(|column| column.get_mut(row))
    {
        *place = value;
    }
}
