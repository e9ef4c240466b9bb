//! What the method says of people, whatever they have shown: constraints that hold in each cell.

use super::person::{ASKED, BARRIERS, EXPONENTS, Measure, NEED, SQUARE, STATES, STUCK, VARIANTS};
use super::system::System;

impl System {
    /// What the method says of each cell, whatever its people have shown.
    pub(crate) fn relate_all(&mut self) {
        (0..self.cells.len()).for_each(|cell| self.relate_cell(cell));
        (0..self.cells.len()).for_each(|cell| self.relate_answers(cell));
        let keys: Vec<_> = self.keys.clone();
        for (cell, measure) in keys {
            self.relate_measure(cell, measure);
        }
    }

    fn relate_cell(&mut self, cell: usize) {
        let (profile, n) = (self.cells[cell].profile.clone(), self.size(cell));
        let any = f64::INFINITY;
        for (&objective, need) in &profile.needs {
            let state = |state| Measure::State(objective, state);
            let (low, high, never) = (
                Measure::Low(objective),
                Measure::High(objective),
                Measure::Never(objective),
            );
            let t = need.threshold;
            let states: Vec<_> = (0..STATES.len()).map(|at| (state(at), 1.0)).collect();
            self.relate(cell, &states, n, n);
            self.relate(
                cell,
                &[
                    (Measure::Held(objective), 1.0),
                    (state(0), -1.0),
                    (state(1), -1.0),
                ],
                0.0,
                0.0,
            );
            self.relate_course(cell, objective);
            self.relate(cell, &[(high, 1.0), (low, -1.0), (never, -1.0)], 0.0, any);
            self.relate(cell, &[(never, 1.0), (state(5), -1.0)], 0.0, any);
            // Who is ready has shown the threshold, and nobody else has; who has no evidence has shown nothing.
            self.relate(
                cell,
                &[(low, 1.0), (state(0), -t), (state(1), -t)],
                0.0,
                any,
            );
            self.relate(
                cell,
                &[
                    (low, 1.0),
                    (state(0), t - 1.0),
                    (state(1), t - 1.0),
                    (state(5), t),
                ],
                -any,
                t * n,
            );
            // Who is not ready may not reach it, and everyone else may; who has no evidence may reach all.
            self.relate(cell, &[(high, 1.0), (state(2), 1.0 - t)], -any, n);
            self.relate(
                cell,
                &[
                    (high, 1.0),
                    (state(2), t),
                    (state(4), t),
                    (state(5), t - 1.0),
                ],
                t * n,
                any,
            );
        }
        if profile.needs.is_empty() {
            return;
        }
        let track = |at: usize, end: fn(usize) -> Measure, by: f64| -> Vec<(Measure, f64)> {
            let of = profile.shares.iter().filter(|(_, (track, _))| *track == at);
            of.map(|(&objective, (_, share))| (end(objective), by * share))
                .collect()
        };
        let (count, p) = (profile.tracks.len() as f64, profile.exponent);
        for (ready, end) in [
            (Measure::ReadyLow, Measure::Low as fn(usize) -> Measure),
            (Measure::ReadyHigh, Measure::High),
        ] {
            let mean: Vec<_> = profile
                .tracks
                .iter()
                .flat_map(|&at| track(at, end, -1.0 / count))
                .collect();
            let sum: Vec<_> = profile
                .tracks
                .iter()
                .flat_map(|&at| track(at, end, -1.0))
                .collect();
            let with = |mut terms: Vec<(Measure, f64)>| {
                terms.push((ready, 1.0));
                terms
            };
            let is_mean = count == 1.0 || p == 1.0;
            self.relate(cell, &with(mean), if is_mean { 0.0 } else { -any }, 0.0);
            if !is_mean {
                self.relate(cell, &with(sum), (1.0 - count) * n, any);
                if p < 0.0 {
                    let factor = count.powf(-1.0 / p);
                    profile.tracks.iter().for_each(|&at| {
                        self.relate(cell, &with(track(at, end, -factor)), -any, 0.0);
                    });
                }
            }
        }
        self.relate(
            cell,
            &[(Measure::ReadyHigh, 1.0), (Measure::ReadyLow, -1.0)],
            0.0,
            any,
        );
        let gaps = profile
            .needs
            .keys()
            .map(|&objective| (Measure::Gap(objective), 1.0));
        self.relate(
            cell,
            &gaps.chain([(Measure::ReadyLow, 1.0)]).collect::<Vec<_>>(),
            n,
            n,
        );
        if count == 1.0 || p == 1.0 {
            for (&objective, (_, share)) in &profile.shares {
                let part = share / count;
                self.relate(
                    cell,
                    &[
                        (Measure::Gap(objective), 1.0),
                        (Measure::Low(objective), part),
                    ],
                    part * n,
                    part * n,
                );
            }
        }
    }

    /// Everyone who does not hold an objective is seated for it or not placed; what is refreshed is held, and what expires is refreshed.
    fn relate_course(&mut self, cell: usize, objective: usize) {
        let of = |system: &System, is: &dyn Fn(Measure) -> bool| -> Vec<(Measure, f64)> {
            let known = system
                .keys
                .iter()
                .filter(|(at, measure)| *at == cell && is(*measure));
            known.map(|(_, measure)| (*measure, 1.0)).collect()
        };
        let n = self.size(cell);
        for date in 0..2 {
            // Of people who are not there any more no plan is made.
            if !self.cell_of[date].contains(&Some(cell)) {
                continue;
            }
            let seats = of(
                self,
                &|measure| matches!(measure, Measure::Seat(at, of, _) if (at, of) == (objective, date)),
            );
            let is_seated = self.cells[cell].people.iter().all(|person| {
                let place = person.seats[date].get(&objective);
                place.is_none_or(|&place| {
                    seats
                        .iter()
                        .any(|(measure, _)| *measure == Measure::Seat(objective, date, place))
                })
            });
            if self.has_plan[date] && is_seated && !seats.is_empty() {
                let held = [(Measure::Held(objective), 1.0)];
                self.relate(cell, &[&seats[..], &held].concat(), n, n);
            }
            let months = of(
                self,
                &|measure| matches!(measure, Measure::Refreshed(at, of, _) if (at, of) == (objective, date)),
            );
            if !months.is_empty() {
                let held = [(Measure::Held(objective), -1.0)];
                self.relate(cell, &[&months[..], &held].concat(), f64::NEG_INFINITY, 0.0);
            }
        }
    }

    /// Anyone who answered agrees, disagrees or neither; the score says which.
    fn relate_answers(&mut self, cell: usize) {
        for (_, at) in ASKED {
            if !self.variables.contains_key(&(cell, Measure::Other(at))) {
                continue;
            }
            let [all, score] = [Measure::Other(at), Measure::Amount(at + 1)];
            let [agree, neutral, disagree] = [2, 3, 4].map(|more| Measure::Other(at + more));
            self.relate(
                cell,
                &[(agree, 1.0), (neutral, 1.0), (disagree, 1.0), (all, -1.0)],
                0.0,
                0.0,
            );
            self.relate(
                cell,
                &[(score, 1.0), (agree, -0.75), (neutral, -0.5)],
                0.0,
                f64::INFINITY,
            );
            let most = [
                (score, 1.0),
                (agree, -1.0),
                (neutral, -0.5),
                (disagree, -0.25),
            ];
            self.relate(cell, &most, f64::NEG_INFINITY, 0.0);
            let square = Measure::Amount(at + SQUARE);
            if self.variables.contains_key(&(cell, square)) {
                // A square is 1.75 of the score less .75 where it is .75 or 1, and .25 of it where it is 0 or .25.
                let part = |of_disagree| {
                    [
                        (square, 1.0),
                        (score, -1.75),
                        (agree, 0.75),
                        (neutral, 0.625),
                        (disagree, of_disagree),
                    ]
                };
                self.relate(cell, &part(0.0), f64::NEG_INFINITY, 0.0);
                self.relate(cell, &part(0.375), 0.0, f64::INFINITY);
            }
        }
        if self.variables.contains_key(&(cell, Measure::Other(NEED))) {
            let [both, below, above, equal] = [0, 1, 2, 3].map(|more| Measure::Other(NEED + more));
            self.relate(
                cell,
                &[(below, 1.0), (above, 1.0), (equal, 1.0), (both, -1.0)],
                0.0,
                0.0,
            );
            self.relate(
                cell,
                &[(both, 1.0), (Measure::Other(ASKED[1].1), -1.0)],
                0.0,
                0.0,
            );
            self.relate(
                cell,
                &[
                    (Measure::Amount(NEED + 6), 1.0),
                    (Measure::Amount(ASKED[1].1 + 1), -1.0),
                ],
                0.0,
                0.0,
            );
        }
        if self.variables.contains_key(&(cell, Measure::Other(STUCK))) {
            let parts = (0..BARRIERS.len()).map(|at| (Measure::Other(STUCK + 1 + at), 1.0));
            let parts: Vec<_> = parts.chain([(Measure::Other(STUCK), -1.0)]).collect();
            self.relate(cell, &parts, 0.0, 0.0);
        }
    }

    /// What follows for counts that figures are about.
    fn relate_measure(&mut self, cell: usize, measure: Measure) {
        let (profile, n) = (self.cells[cell].profile.clone(), self.size(cell));
        let any = f64::INFINITY;
        let verdicts =
            |of: &dyn Fn(usize) -> Measure| (0..3).map(|at| (of(at), 1.0)).collect::<Vec<_>>();
        match measure {
            Measure::Verdict(0) => {
                self.relate(cell, &verdicts(&Measure::Verdict), n, n);
                self.relate_threshold(
                    cell,
                    3,
                    profile.threshold,
                    (Measure::Verdict(0), Measure::Verdict(1)),
                    true,
                );
            }
            Measure::VerdictUnder(at, 0) => {
                self.relate(
                    cell,
                    &verdicts(&|verdict| Measure::VerdictUnder(at, verdict)),
                    n,
                    n,
                );
                // The less what is not known weighs, the more is decided; evidence weights by 1.5 are a prior weight of 1.3, by .5 of 4.
                let order = [(4, 5), (5, 6)].into_iter().chain([(10, 9)]);
                for (less, more) in order.filter(|(less, _)| *less == at) {
                    for verdict in 0..2 {
                        let terms = [
                            (Measure::VerdictUnder(less, verdict), 1.0),
                            (Measure::VerdictUnder(more, verdict), -1.0),
                        ];
                        self.relate(cell, &terms, 0.0, any);
                    }
                }
                // Where one track is needed the exponent does not matter; a prior weight of 2 is the programme's.
                let is_same = (at < EXPONENTS.len() && profile.tracks.len() == 1)
                    || VARIANTS[at] == ("exponent", profile.exponent)
                    || VARIANTS[at] == ("prior_weight", 2.0);
                if is_same {
                    for verdict in 0..3 {
                        let same = [
                            (Measure::VerdictUnder(at, verdict), 1.0),
                            (Measure::Verdict(verdict), -1.0),
                        ];
                        self.relate(cell, &same, 0.0, 0.0);
                    }
                }
            }
            Measure::ReadyOn(0) => self.relate(
                cell,
                &[(measure, 1.0), (Measure::Verdict(0), -1.0)],
                0.0,
                0.0,
            ),
            Measure::ReadyOn(day) => {
                self.relate(
                    cell,
                    &[(Measure::ReadyOn(day - 1), 1.0), (measure, -1.0)],
                    0.0,
                    any,
                );
            }
            Measure::Reaches(track, thousandths, false) => {
                let (ready, may) = (measure, Measure::Reaches(track, thousandths, true));
                self.relate(cell, &[(may, 1.0), (ready, -1.0)], 0.0, any);
                self.relate_threshold(
                    cell,
                    track,
                    f64::from(thousandths) / 1000.0,
                    (ready, may),
                    false,
                );
                if track == 3 && f64::from(thousandths) / 1000.0 == profile.threshold {
                    self.relate(cell, &[(ready, 1.0), (Measure::Verdict(0), -1.0)], 0.0, 0.0);
                    self.relate(cell, &[(may, 1.0), (Measure::Verdict(1), 1.0)], n, n);
                }
            }
            Measure::Phase(parity, false) => {
                let (ready, may) = (measure, Measure::Phase(parity, true));
                let of: Vec<usize> = profile
                    .needs
                    .keys()
                    .copied()
                    .filter(|objective| objective % 2 == parity)
                    .collect();
                self.relate(cell, &[(may, 1.0), (ready, -1.0)], 0.0, any);
                for &objective in &of {
                    let held = [
                        (Measure::State(objective, 0), 1.0),
                        (Measure::State(objective, 1), 1.0),
                        (ready, -1.0),
                    ];
                    self.relate(cell, &held, 0.0, if of.len() == 1 { 0.0 } else { any });
                    self.relate(
                        cell,
                        &[(may, 1.0), (Measure::State(objective, 2), 1.0)],
                        -any,
                        n,
                    );
                }
                let all = of
                    .iter()
                    .flat_map(|&o| [(Measure::State(o, 0), -1.0), (Measure::State(o, 1), -1.0)]);
                let all: Vec<_> = all.chain([(ready, 1.0)]).collect();
                self.relate(cell, &all, -(of.len() as f64 - 1.0) * n, any);
            }
            _ => {}
        }
    }

    /// Who reaches a threshold has a mean at least as high. `(ready, may)`: counts of those who do and those who still may;
    /// with `is_verdict` the second counts those who do not reach it any more.
    fn relate_threshold(
        &mut self,
        cell: usize,
        track: usize,
        t: f64,
        (ready, may): (Measure, Measure),
        is_verdict: bool,
    ) {
        let (profile, n) = (self.cells[cell].profile.clone(), self.size(cell));
        let any = f64::INFINITY;
        let mean = |end: fn(usize) -> Measure, whole: Measure| -> Vec<(Measure, f64)> {
            if track == 3 {
                return vec![(whole, 1.0)];
            }
            let of = profile.shares.iter().filter(|(_, (at, _))| *at == track);
            of.map(|(&objective, (_, share))| (end(objective), *share))
                .collect()
        };
        let (low, high) = (
            mean(Measure::Low, Measure::ReadyLow),
            mean(Measure::High, Measure::ReadyHigh),
        );
        let with = |terms: &[(Measure, f64)], more: (Measure, f64)| {
            terms.iter().copied().chain([more]).collect::<Vec<_>>()
        };
        let critical: Vec<usize> = profile
            .needs
            .iter()
            .filter(|(_, need)| need.critical && track == 3)
            .map(|(o, _)| *o)
            .collect();
        self.relate(cell, &with(&low, (ready, -t)), 0.0, any);
        // Who may still reach it: n less those who may not.
        let (by, base) = if is_verdict { (t, t * n) } else { (-t, 0.0) };
        if critical.is_empty() {
            self.relate(cell, &with(&low, (ready, t - 1.0)), -any, t * n);
            self.relate(cell, &with(&high, (may, by)), base, any);
            let (by, base) = if is_verdict {
                (1.0 - t, n)
            } else {
                (t - 1.0, t * n)
            };
            self.relate(cell, &with(&high, (may, by)), -any, base);
        } else {
            for objective in critical {
                let held = [
                    (Measure::State(objective, 0), 1.0),
                    (Measure::State(objective, 1), 1.0),
                    (ready, -1.0),
                ];
                self.relate(cell, &held, 0.0, any);
            }
            if !is_verdict {
                self.relate(cell, &with(&high, (may, by)), base, any);
            }
        }
    }
}
