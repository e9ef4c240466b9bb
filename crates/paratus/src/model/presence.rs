//! When people, trainers, rooms and sections are there: employment and availability less absences, in half days.

use super::Model;
use crate::Date;
use crate::document::{AbsenceDoc, Document, Half};

/// Half days from one to another, both included; numbered two for each day from 1970-01-01, the afternoon after the morning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HalfDays {
    pub(crate) first: i32,
    pub(crate) last: i32,
}

impl HalfDays {
    /// The number of a half day.
    pub(crate) const fn number(day: Date, half: Half) -> i32 {
        day.days() * 2 + half as i32
    }

    /// One half day.
    pub(crate) const fn of_half(day: Date, half: Half) -> HalfDays {
        HalfDays {
            first: HalfDays::number(day, half),
            last: HalfDays::number(day, half),
        }
    }

    /// The half days of whole days.
    pub(crate) const fn of_days(from: Date, until: Date) -> HalfDays {
        HalfDays {
            first: HalfDays::number(from, Half::Morning),
            last: HalfDays::number(until, Half::Afternoon),
        }
    }

    /// Whether a half day is one of them.
    pub(crate) const fn contains(self, half_day: i32) -> bool {
        self.first <= half_day && half_day <= self.last
    }

    /// What two have in common.
    pub(crate) fn intersection(self, other: HalfDays) -> Option<HalfDays> {
        let both = HalfDays {
            first: self.first.max(other.first),
            last: self.last.min(other.last),
        };
        (both.first <= both.last).then_some(both)
    }
}

/// An absence of one subject.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Absence {
    /// Index of the person, trainer, room or section.
    pub(crate) subject: usize,
    pub(crate) days: HalfDays,
    /// Only this half of each day.
    pub(crate) half: Option<Half>,
}

/// Absences by subject.
#[derive(Clone, Debug, Default)]
pub(crate) struct Absences(Vec<Absence>);

impl Absences {
    /// All of them, by subject.
    pub(crate) fn every_absence(&self) -> &[Absence] {
        &self.0
    }

    /// Half days that are sorted and apart, without those of the absences of a subject; sorted and apart too.
    pub(crate) fn without(&self, subject: usize, present: Vec<HalfDays>) -> Vec<HalfDays> {
        subtract(present, self.absences_of(subject).iter())
    }

    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    fn absences_of(&self, subject: usize) -> &[Absence] {
        let first = self.0.partition_point(|absence| absence.subject < subject);
        let end = self.0.partition_point(|absence| absence.subject <= subject);
        &self.0[first..end]
    }
}

impl From<Vec<Absence>> for Absences {
    fn from(mut absences: Vec<Absence>) -> Absences {
        absences.sort_by_key(|absence| absence.subject);
        Absences(absences)
    }
}

/// The compiled absences, and which trainers are persons.
#[derive(Clone, Debug, Default)]
pub(crate) struct Presence {
    pub(crate) people: Absences,
    pub(crate) trainers: Absences,
    pub(crate) rooms: Absences,
    pub(crate) sections: Absences,
    /// The person that each trainer is.
    persons: Vec<Option<usize>>,
}

/// Compiles the absences. People, sections, rooms and trainers are compiled; what is named by none or by two is left out.
pub(super) fn build(model: &Model, document: &Document) -> Presence {
    let mut presence = Presence {
        persons: model
            .trainers
            .iter()
            .map(|trainer| model.people.ids.index(&trainer.id))
            .collect(),
        ..Presence::default()
    };
    for written in &document.absences {
        if written.until < written.from {
            continue;
        }
        let AbsenceDoc {
            person,
            trainer,
            room,
            section,
            ..
        } = written;
        let (absences, names, id) = match (person, trainer, room, section) {
            (Some(id), None, None, None) => (&mut presence.people, &model.people.ids, id),
            (None, Some(id), None, None) => (&mut presence.trainers, &model.trainer_ids, id),
            (None, None, Some(id), None) => (&mut presence.rooms, &model.room_ids, id),
            (None, None, None, Some(id)) => (&mut presence.sections, &model.section_ids, id),
            _ => continue,
        };
        if let Some(subject) = names.index(id) {
            let days = HalfDays::of_days(written.from, written.until);
            absences.0.push(Absence {
                subject,
                days,
                half: written.half,
            });
        }
    }
    for absences in [
        &mut presence.people,
        &mut presence.trainers,
        &mut presence.rooms,
        &mut presence.sections,
    ] {
        absences.0.sort_by_key(|absence| absence.subject);
    }
    presence
}

impl Model {
    /// When a person is there to learn within some half days: employed, not absent, and their section sends people. Sorted, apart.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn learner_presence(&self, person: usize, within: HalfDays) -> Vec<HalfDays> {
        let section = self.people.section[person] as usize;
        let present = self.person_presence(person, within);
        let absences = self
            .lineage(section)
            .flat_map(|above| self.presence.sections.absences_of(above));
        subtract(present, absences)
    }

    /// When a person works here within some half days and is not absent. Sorted, apart.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn person_presence(&self, person: usize, within: HalfDays) -> Vec<HalfDays> {
        let employed = HalfDays::of_days(self.people.joined[person], self.people.left[person]);
        subtract(
            employed.intersection(within).into_iter().collect(),
            self.presence.people.absences_of(person).iter(),
        )
    }

    /// When a trainer can hold sessions within some half days: available, not absent, and employed where the trainer is a person of
    /// the programme. Sorted, apart.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn trainer_presence(&self, trainer: usize, within: HalfDays) -> Vec<HalfDays> {
        let windows = &self.trainers[trainer].available;
        let mut present: Vec<HalfDays> = if windows.is_empty() {
            vec![within]
        } else {
            let days = windows.iter().map(|window| {
                HalfDays::of_days(
                    window.from.unwrap_or(Date::MIN),
                    window.until.unwrap_or(Date::MAX),
                )
            });
            union(days.filter_map(|days| days.intersection(within)).collect())
        };
        if let Some(person) = self.person_of(trainer) {
            let employed = self.person_presence(person, within);
            let overlaps = |days: HalfDays| {
                employed
                    .iter()
                    .filter_map(move |other| days.intersection(*other))
            };
            present = present.into_iter().flat_map(overlaps).collect();
        }
        subtract(present, self.presence.trainers.absences_of(trainer).iter())
    }

    /// The person that a trainer is.
    pub(crate) fn person_of(&self, trainer: usize) -> Option<usize> {
        self.presence.persons.get(trainer).copied().flatten()
    }

    /// The trainer that a person is.
    pub(crate) fn trainer_of(&self, person: usize) -> Option<usize> {
        let mut persons = self.presence.persons.iter();
        persons.position(|known| *known == Some(person))
    }

    /// When a room is open within some half days. Sorted, apart.
    pub(crate) fn room_presence(&self, room: usize, within: HalfDays) -> Vec<HalfDays> {
        subtract(vec![within], self.presence.rooms.absences_of(room).iter())
    }
}

/// Half days that may overlap or touch, as half days that do not.
fn union(mut all: Vec<HalfDays>) -> Vec<HalfDays> {
    all.sort_by_key(|days| days.first);
    let mut apart: Vec<HalfDays> = Vec::with_capacity(all.len());
    for days in all.into_iter().filter(|days| days.first <= days.last) {
        match apart.last_mut() {
            Some(last) if days.first <= last.last.saturating_add(1) => {
                last.last = last.last.max(days.last);
            }
            _ => apart.push(days),
        }
    }
    apart
}

/// Half days without those of absences; `present` is sorted and apart, and so is what is left.
fn subtract<'a>(
    present: Vec<HalfDays>,
    absences: impl Iterator<Item = &'a Absence>,
) -> Vec<HalfDays> {
    let (Some(first), Some(last)) = (present.first(), present.last()) else {
        return present;
    };
    let within = HalfDays {
        first: first.first,
        last: last.last,
    };
    let mut away = Vec::new();
    for absence in absences {
        let Some(days) = absence.days.intersection(within) else {
            continue;
        };
        match absence.half {
            None => away.push(days),
            Some(half) => {
                let halves =
                    (days.first..=days.last).filter(|number| number.rem_euclid(2) == half as i32);
                away.extend(halves.map(|number| HalfDays {
                    first: number,
                    last: number,
                }));
            }
        }
    }
    if away.is_empty() {
        return present;
    }
    let away = union(away);
    let mut left = Vec::with_capacity(present.len() + away.len());
    let mut cuts = away.into_iter().peekable();
    for mut days in present {
        while let Some(&cut) = cuts.peek() {
            if cut.first > days.last {
                break;
            }
            if cut.first > days.first {
                left.push(HalfDays {
                    first: days.first,
                    last: cut.first - 1,
                });
            }
            days.first = days.first.max(cut.last.saturating_add(1));
            if cut.last > days.last {
                // It may reach into the next ones.
                break;
            }
            cuts.next();
        }
        if days.first <= days.last {
            left.push(days);
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn model(text: &str) -> Model {
        let document: Document =
            toml::from_str(&format!("format = 1\nid = \"test\"\n{text}")).unwrap();
        super::super::compile(&document)
    }

    /// The half days of 1 to 5 March 2027, as letters where somebody is there: `M` in the morning, `a` in the afternoon.
    fn week(present: &[HalfDays]) -> String {
        assert!(
            present
                .windows(2)
                .all(|pair| pair[0].last + 1 < pair[1].first),
            "{present:?}"
        );
        let first = HalfDays::number(day("2027-03-01"), Half::Morning);
        (first..first + 10)
            .map(
                |number| match present.iter().any(|days| days.contains(number)) {
                    false => '.',
                    true if number % 2 == 0 => 'M',
                    true => 'a',
                },
            )
            .collect()
    }

    const WEEK: fn() -> HalfDays = || HalfDays::of_days(day("2027-03-01"), day("2027-03-05"));

    #[test]
    fn who_is_nowhere_absent_is_there() {
        let model = model(
            r#"
            sections = [{ id = "s" }]
            people = [{ id = "p", section = "s" }, { id = "q", section = "s", joined = "2027-03-02", left = "2027-03-04" }]
            trainers = [{ id = "t" }, { id = "q" }, { id = "u", available = [{ until = "2027-03-01" }, { from = "2027-03-02", until = "2027-03-02" }, { from = "2027-03-05" }] }]
            rooms = [{ id = "r", seats = 9 }]
            "#,
        );
        assert_eq!(week(&model.learner_presence(0, WEEK())), "MaMaMaMaMa");
        assert_eq!(week(&model.learner_presence(1, WEEK())), "..MaMaMa..");
        let trainers: Vec<String> = (0..3)
            .map(|at| week(&model.trainer_presence(at, WEEK())))
            .collect();
        assert_eq!(trainers, ["MaMaMaMaMa", "..MaMaMa..", "MaMa....Ma"]);
        assert_eq!(week(&model.room_presence(0, WEEK())), "MaMaMaMaMa");
    }

    #[test]
    fn absences_count_whole_days_or_halves_of_them() {
        let model = model(
            r#"
            sections = [{ id = "top" }, { id = "part", parent = "top" }]
            people = [{ id = "p", section = "part" }, { id = "q", section = "top" }]
            trainers = [{ id = "p" }]
            rooms = [{ id = "r", seats = 9 }]
            absences = [
                { person = "p", from = "2027-03-02", until = "2027-03-03" },
                { person = "p", from = "2027-02-01", until = "2027-03-02", half = "morning" },
                { trainer = "p", from = "2027-03-04", until = "2027-03-04", half = "afternoon" },
                { section = "part", from = "2027-03-05", until = "2027-03-09" },
                { room = "r", from = "2027-03-01", until = "2027-03-05", half = "afternoon" },
                { room = "r", from = "2027-03-05", until = "2027-03-01" },
                { room = "nowhere", from = "2027-03-01", until = "2027-03-05" },
                { room = "r", section = "top", from = "2027-03-01", until = "2027-03-05" },
            ]
            "#,
        );
        assert_eq!(week(&model.learner_presence(0, WEEK())), ".a....Ma..");
        assert_eq!(week(&model.person_presence(0, WEEK())), ".a....MaMa");
        assert_eq!(week(&model.trainer_presence(0, WEEK())), ".a....M.Ma");
        assert_eq!(week(&model.learner_presence(1, WEEK())), "MaMaMaMaMa");
        assert_eq!(week(&model.room_presence(0, WEEK())), "M.M.M.M.M.");
    }

    #[test]
    fn every_cut_is_that_of_single_half_days() {
        // All pairs of absences over four half days, beside asking each half day.
        let spans: Vec<HalfDays> = (0..6)
            .flat_map(|first| (first..6).map(move |last| HalfDays { first, last }))
            .collect();
        let present = vec![
            HalfDays { first: 0, last: 1 },
            HalfDays { first: 3, last: 5 },
        ];
        for one in &spans {
            for two in &spans {
                let absences = [(*one, None), (*two, Some(Half::Afternoon))];
                let absences = absences.map(|(days, half)| Absence {
                    subject: 0,
                    days,
                    half,
                });
                let left = subtract(present.clone(), absences.iter());
                for number in 0..6 {
                    let away = one.contains(number) || two.contains(number) && number % 2 == 1;
                    let expected = number != 2 && !away;
                    assert_eq!(
                        left.iter().any(|days| days.contains(number)),
                        expected,
                        "{one:?} {two:?} {number}"
                    );
                }
            }
        }
    }
}
