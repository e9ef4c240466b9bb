//! Sample data for the template `km-government`: plausible, made up, and the same for the same seed.
//!
//! Nothing here describes real people. Ids are numbers; what happens to them is drawn from a seeded generator. The sample is
//! made to look like a programme in its second year: most staff have been reached, some of what was shown has aged, a few
//! people failed at what matters most, and about many nobody can tell yet.
//!
//! It has no error findings. Two warnings are there on purpose: `NO_FEATURE_USE` for the private office and
//! `UNTRAINED_FEATURE` for offline copies. Very small samples add `GATE_UNREACHABLE`, rightly: one person is no two.

mod catalogue;
mod evidence;
mod rng;
mod sections;
mod sessions;
mod staff;
mod survey_responses;

#[cfg(test)]
mod tests;

use crate::template;
use paratus::Date;
use rng::{Purpose, Rng};
use sessions::Timetable;
use staff::Staff;

/// The tables of a sample of this many people, as (file name, contents): `people.csv`, `feature_use.csv`, `evidence.csv`,
/// `responses.csv`, `acts.csv` and `sessions.csv`.
///
/// They fit the template `km-government`. The same arguments give the same bytes on every machine. No evidence, answer or
/// act is later than `as_of` or outside employment; the work and the output grow linearly with `people`.
#[must_use]
pub fn generate(people: usize, seed: u64, as_of: Date) -> Vec<(String, String)> {
    let staff = Staff::draw(people, seed, as_of);
    let needs: Vec<Vec<(usize, usize)>> = staff.people.iter().map(staff::Person::needs).collect();
    let mut timetable = Timetable::draw(&needs, seed, as_of);
    let answers = survey_responses::self_checks(&staff, &needs, seed, as_of);
    let record = evidence::draw(&staff, &needs, &mut timetable, &answers, seed, as_of);
    [
        ("people.csv", staff.csv()),
        (
            "feature_use.csv",
            sections::feature_use(&staff, seed, as_of),
        ),
        ("evidence.csv", record.csv),
        (
            "responses.csv",
            survey_responses::responses(&staff, &answers, seed, as_of),
        ),
        (
            "acts.csv",
            survey_responses::acts(&staff, &record.attended, seed, as_of),
        ),
        ("sessions.csv", timetable.csv(&staff, as_of)),
    ]
    .map(|(name, contents)| (name.to_owned(), contents))
    .into()
}

/// The files of `examples/ministry`: the template under a title of its own, with a sample of 400 people.
#[must_use]
pub fn ministry() -> Vec<(String, String)> {
    let as_of = Date::from_ymd(2027, 3, 14).unwrap_or(Date::MIN);
    let tables = generate(400, 1, as_of);
    let files = template::template_files("km-government").unwrap_or_default();
    let authored = files
        .into_iter()
        .filter(|(name, _)| tables.iter().all(|(table, _)| table != name));
    let mut all: Vec<(String, String)> = authored
        .map(|(name, contents)| {
            let contents = match name {
                "paratus.toml" => {
                    let (english, all) = TITLES;
                    let named = template::rename(contents, "records-ministry", english);
                    named.replacen(&format!("title  = \"{english}\"\n"), all, 1)
                }
                "README.md" => MINISTRY_README.to_owned(),
                _ => contents.to_owned(),
            };
            (name.to_owned(), contents)
        })
        .collect();
    all.extend(tables);
    all
}

/// The title of the ministry, and how it is written in every language.
const TITLES: (&str, &str) = (
    "Knowledge management at the Ministry of Records",
    "title.en = \"Knowledge management at the Ministry of Records\"
title.fr = \"La gestion des connaissances au ministère des Archives\"
title.ar = \"إدارة المعرفة في وزارة السجلات\"
",
);

const MINISTRY_README: &str = "\
# The Ministry of Records

A made-up ministry of 400 people in the second year of its knowledge-management programme. Nobody here is real: ids are
numbers, and every record was drawn from a seeded generator. `paratus init --template km-government --people 400 --seed 1`
writes the same tables.

Read it in this order: `paratus.toml` (tracks, rules), `objectives.toml` (what is to be known, followed and done),
`roles.toml` (by whom), `activities.toml` (how it is learned), `planning.toml` (in which rooms, by whom), `phases.toml` (in which order, behind which gates),
`instruments.toml` (what people are asked). The tables hold the facts, up to 2027-03-14.

Some things are there to be found:

- The private office has not measured its use of the tools, so nothing can be saved there (`NO_FEATURE_USE`).
- The regions work with offline copies, which no feature set teaches (`UNTRAINED_FEATURE`).
- Sections differ: the archive never works on bulk data, finance never publishes on the intranet. Their people are not
  trained on that, whatever their roles ask for; `paratus fit` lists what is saved.
- About a third of the staff is ready. Of most the records do not tell: they came to the training, but nobody has watched
  them at work lately, or what was seen has aged. A few failed at what is critical in their role.
- No time was released for training in the last 90 days, so the gate of the last phase stays shut. Whether the gate
  before it may open is not known yet: too few have answered, and of too many nothing recent is on record.
  `paratus gate` says what would open each.
- In finance people are divided: the mean of their buy-in speaks for nobody (`paratus survey`).
- The two ways of ranking what people say they need do not agree on what comes first (`paratus needs`).

The files are generated; `cargo xtask codegen` refreshes them after a change of the template or of the sample.
";

/// The days before the assessment, as (first, last), in which a phase was trained for the most part.
fn window(phase: usize) -> (i32, i32) {
    match phase {
        0 => (-510, -40),
        1 => (-300, -28),
        _ => (-190, -14),
    }
}
