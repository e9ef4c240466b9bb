//! What a round of the search takes apart.
use super::instance::Instance;
use super::search::Search;

impl Search {
    /// Takes sessions apart; gives the keys they belong to, and those where someone has no seat.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn ruin(&mut self, instance: &Instance, part: usize) -> Vec<usize> {
        let near = self.related_sessions(instance, part);
        let slots = instance.slots;
        let (mut from, mut to) = (0, slots as u32);
        let mut wanted = usize::MAX;
        let mut chosen: Vec<usize> = Vec::new();
        let mut lacking: Vec<usize> = Vec::new();
        let dice = self.rng.below(1_000);
        if dice < 50 {
            // A key that has more sessions than it needs, or people without a seat, whole.
            lacking.extend(near.iter().filter(|&&key| self.lacks(instance, key)));
            if !lacking.is_empty() {
                chosen.push(lacking[self.rng.below(lacking.len())]);
                for _ in 0..self.rng.below(4) {
                    chosen.push(near[self.rng.below(near.len())]);
                }
            }
        }
        let whole = !chosen.is_empty();
        if whole {
            // Nothing more.
        } else if dice < 500 {
            // A few keys, in the whole horizon or in a part of it.
            for _ in 0..=self.rng.below(4) {
                chosen.push(near[self.rng.below(near.len())]);
            }
            if self.rng.per_mille(500) {
                let width = 5 + self.rng.below(slots / 2 + 1);
                from = self.rng.below(slots) as u32;
                to = from + width as u32;
            }
        } else {
            // A few sessions at about the same time.
            chosen = near;
            let width = 2 + self.rng.below(12);
            from = self.rng.below(slots) as u32;
            to = from + width as u32;
            wanted = 2 + self.rng.below(7);
        }
        chosen.sort_unstable();
        chosen.dedup();
        let mut apart: Vec<u32> = Vec::new();
        for &key in &chosen {
            for &s in &self.board.of_key[key] {
                let start = self.board.sessions[s as usize].start;
                if (from..to).contains(&start) {
                    apart.push(s);
                }
            }
        }
        while apart.len() > wanted {
            let i = self.rng.below(apart.len());
            apart.swap_remove(i);
        }
        let mut touched: Vec<usize> = apart
            .iter()
            .map(|&s| self.board.sessions[s as usize].key as usize)
            .collect();
        if self.board.missing > 0 {
            touched.extend(
                chosen
                    .iter()
                    .filter(|&&key| self.seated(key) < instance.keys[key].bookings.len()),
            );
        }
        touched.sort_unstable();
        touched.dedup();
        for s in apart {
            self.take_apart(instance, s);
        }
        touched
    }

    /// The keys of a part around one of them: those of its site and those online.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn related_sessions(&mut self, instance: &Instance, part: usize) -> Vec<usize> {
        let keys = &self.parts[part].keys;
        let site = instance.keys[keys[self.rng.below(keys.len())]].site;
        let online = keys.partition_point(|&key| instance.keys[key].site.is_none());
        let first = keys
            .partition_point(|&key| instance.keys[key].site < site)
            .max(online);
        let last = keys
            .partition_point(|&key| instance.keys[key].site <= site)
            .max(online);
        keys[..online]
            .iter()
            .chain(&keys[first..last])
            .copied()
            .collect()
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn lacks(&self, instance: &Instance, key: usize) -> bool {
        let k = &instance.keys[key];
        let open = &self.board.of_key[key];
        let fewest = k.bookings.len().div_ceil(k.cap.max(1) as usize);
        k.cap > 0
            && (open.len() > fewest
                || (self.board.missing > 0 && self.seated(key) < k.bookings.len()))
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn seated(&self, key: usize) -> usize {
        self.board.of_key[key]
            .iter()
            .map(|&s| self.board.sessions[s as usize].people.len())
            .sum()
    }
}
