//! Which rooms and trainers are free.
#![expect(clippy::indexing_slicing, reason = "sessions, slots and classes are indices of the same world")]

use super::board::Board;
use super::world::{NONE, World};

impl Board {
    /// A free room for so many people, else the largest free one: class and seats.
    pub(super) fn room(&self, world: &World, key: usize, start: u32, want: u32) -> Option<(u32, u32)> {
        let k = &world.keys[key];
        if !k.needs_room {
            return Some((NONE, k.cap));
        }
        let mut best = None;
        for &class in &k.rooms {
            let from = class * world.slots + start as usize;
            if self.room_free[from..from + k.duration as usize].iter().all(|&free| free > 0) {
                let seats = world.rooms[class].seats;
                best = Some((class as u32, seats.min(k.cap)));
                if seats >= want {
                    break;
                }
            }
        }
        best
    }

    /// A free trainer class ([`NONE`] where none is needed); nothing when all are taken.
    pub(super) fn trainer(&self, world: &World, key: usize, start: u32) -> Option<u32> {
        let k = &world.keys[key];
        if !k.needs_trainer {
            return Some(NONE);
        }
        let free = |class: &&usize| self.trainer_open(world, **class, k.site, start, k.duration);
        k.trainers.iter().find(free).map(|&class| class as u32)
    }

    /// Whether one of the class is free, and not at another site that day.
    pub(super) fn trainer_open(
        &self,
        world: &World,
        class: usize,
        site: Option<usize>,
        start: u32,
        duration: u32,
    ) -> bool {
        let from = class * world.slots + start as usize;
        if !self.trainer_free[from..from + duration as usize].iter().all(|&free| free > 0) {
            return false;
        }
        if self.learns[from..from + duration as usize].iter().any(|&learns| learns > 0) {
            return false;
        }
        let Some(site) = site.filter(|_| world.trainers[class].travels) else { return true };
        (start..start + duration).all(|t| {
            let (there, n) = self.travels[class * world.days + world.day[t as usize]];
            n == 0 || there == site as u32
        })
    }

    /// A trainer class, if need be by giving another session to someone else.
    pub(super) fn trainer_by_exchange(&mut self, world: &World, key: usize, start: u32) -> Option<u32> {
        if let Some(class) = self.trainer(world, key, start) {
            return Some(class);
        }
        let k = &world.keys[key];
        let end = start + k.duration;
        for &class in &k.trainers {
            let full = |t: u32| self.trainer_free[class * world.slots + t as usize] <= 0;
            let wanted: Vec<u32> = (start..end).filter(|&t| full(t)).collect();
            for other in 0..world.keys.len() {
                if !world.keys[other].trainers.contains(&class) || world.keys[other].trainers.len() < 2 {
                    continue;
                }
                for i in 0..self.of_key[other].len() {
                    let s = self.of_key[other][i];
                    let held = &self.sessions[s as usize];
                    let (from, to) = (held.start, held.start + world.keys[other].duration);
                    let frees = held.trainer == class as u32
                        && held.fixed == NONE
                        && !wanted.is_empty()
                        && wanted.iter().all(|&t| from <= t && t < to);
                    if !frees {
                        continue;
                    }
                    let (site, duration) = (world.keys[other].site, world.keys[other].duration);
                    let another = world.keys[other]
                        .trainers
                        .iter()
                        .find(|&&c| c != class && self.trainer_open(world, c, site, from, duration));
                    if let Some(&another) = another {
                        self.swap(world, s, another as u32);
                        if self.trainer_open(world, class, k.site, start, k.duration) {
                            return Some(class as u32);
                        }
                    }
                }
            }
        }
        None
    }
}
