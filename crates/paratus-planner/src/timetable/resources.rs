//! Which rooms and trainers are free.
use super::board::Board;
use super::instance::{Instance, NONE};

impl Board {
    /// A free room for a number of people, else the largest free one: class and seats.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn find_room(
        &self,
        instance: &Instance,
        key: usize,
        start: u32,
        want: u32,
    ) -> Option<(u32, u32)> {
        let k = &instance.keys[key];
        if !k.needs_room {
            return Some((NONE, k.cap));
        }
        let mut best = None;
        for &class in &k.rooms {
            if self.is_room_free(instance, class, start, k.duration) {
                let seats = instance.rooms[class].seats;
                best = Some((class as u32, seats.min(k.cap)));
                if seats >= want {
                    break;
                }
            }
        }
        best
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn is_room_free(
        &self,
        instance: &Instance,
        class: usize,
        start: u32,
        duration: u32,
    ) -> bool {
        let from = class * instance.slots + start as usize;
        self.room_free[from..from + duration as usize]
            .iter()
            .all(|&free| free > 0)
    }

    /// A free trainer class ([`NONE`] where none is needed); nothing when all are taken.
    pub(super) fn find_trainer(&self, instance: &Instance, key: usize, start: u32) -> Option<u32> {
        self.find_trainer_where(instance, key, start, |_| true)
    }

    /// The same, of those classes that serve.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn find_trainer_where(
        &self,
        instance: &Instance,
        key: usize,
        start: u32,
        serves: impl Fn(u32) -> bool,
    ) -> Option<u32> {
        let k = &instance.keys[key];
        if !k.needs_trainer {
            return Some(NONE);
        }
        let free = |class: &&usize| {
            self.is_trainer_free(instance, **class, k.site, start, k.duration)
                && serves(**class as u32)
        };
        k.trainers.iter().find(free).map(|&class| class as u32)
    }

    /// A trainer class, if need be by giving another session, that is not announced, to another trainer.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn find_trainer_by_exchange(
        &mut self,
        instance: &Instance,
        key: usize,
        start: u32,
    ) -> Option<u32> {
        if let Some(class) = self.find_trainer(instance, key, start) {
            return Some(class);
        }
        let k = &instance.keys[key];
        let end = start + k.duration;
        for &class in &k.trainers {
            let full = |t: u32| self.trainer_free[class * instance.slots + t as usize] <= 0;
            let wanted: Vec<u32> = (start..end).filter(|&t| full(t)).collect();
            if wanted.is_empty() {
                continue;
            }
            for &other in &instance.trainers[class].replaceable {
                let other = other as usize;
                for i in 0..self.of_key[other].len() {
                    let s = self.of_key[other][i];
                    let held = &self.sessions[s as usize];
                    let (from, to) = (held.start, held.start + instance.keys[other].duration);
                    let frees = held.trainer == class as u32
                        && held.announced == NONE
                        && wanted.iter().all(|&t| from <= t && t < to);
                    if !frees {
                        continue;
                    }
                    let (site, duration) =
                        (instance.keys[other].site, instance.keys[other].duration);
                    let another = instance.keys[other].trainers.iter().find(|&&c| {
                        c != class && self.is_trainer_free(instance, c, site, from, duration)
                    });
                    if let Some(&another) = another {
                        let mark = self.mark();
                        self.change_trainer(instance, s, another as u32);
                        if self.is_trainer_free(instance, class, k.site, start, k.duration) {
                            return Some(class as u32);
                        }
                        self.undo_to(instance, mark);
                    }
                }
            }
        }
        None
    }
}
