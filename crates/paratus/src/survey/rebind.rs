//! The same answers for another version of the programme.

use super::{Response, ResponseLog};
use crate::document::ResponseDoc;
use crate::evidence::RecordOutcome;
use crate::{Finding, Programme};

impl ResponseLog {
    /// The same answers for another programme, by the ids of instruments, items and sections. Answers to what that programme does not
    /// ask are refused; [`ResponseLog::row_counts`] counts them.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::Programme;
    ///
    /// let log = sample::responses(&sample::programme());
    /// let mut shorter = sample::document();
    /// shorter.instruments.clear();
    /// let moved = log.for_programme(&Programme::compile(&shorter));
    /// assert_eq!((moved.len(), moved.row_counts().refused), (0, log.len() as u64), "nothing is asked any more");
    /// ```
    #[must_use]
    pub fn for_programme(&self, programme: &Programme) -> ResponseLog {
        if self.programme().is_same(programme) {
            return self.clone();
        }
        let mut log = ResponseLog::new(programme);
        for response in self.responses() {
            // What was odd about it was said when it was first read.
            let _ = log.push(&response);
        }
        log.later = self.later.clone();
        log
    }

    /// The answers for another programme, with those of `waiting`: answers to what an earlier programme did not ask. Those
    /// that this one lacks are handed back instead of refused, with the reason for each. The counts stay those of reading.
    pub(crate) fn reload(
        &self,
        programme: &Programme,
        waiting: &[ResponseDoc],
    ) -> (ResponseLog, Vec<(ResponseDoc, Option<Finding>)>) {
        let mut log = ResponseLog::new(programme);
        let mut missing = Vec::new();
        for response in self.responses().chain(waiting.iter().map(Response::from)) {
            match log.push(&response) {
                RecordOutcome::Accepted | RecordOutcome::Warned(_) => {}
                RecordOutcome::Refused(finding) => {
                    missing.push((ResponseDoc::from(response), Some(*finding)));
                }
                RecordOutcome::SetAside => missing.push((ResponseDoc::from(response), None)),
            }
        }
        log.counts = self.counts;
        log.later = self.later.clone();
        (log, missing)
    }
}
