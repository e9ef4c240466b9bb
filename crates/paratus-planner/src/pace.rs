//! Long work in pieces: it is written from top to bottom, pauses where enough of it is done, and goes on when it is asked to.
//!
//! Work is counted, never timed, so that pauses change nothing about its result.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, Waker};

/// How much work is done before a pause. A unit is a step of a loop that is compiled well, some two nanoseconds.
#[derive(Debug)]
pub struct Pace {
    most: u64,
    done: AtomicU64,
}

impl Pace {
    /// A pause after this much work.
    #[must_use]
    pub const fn new(most: u64) -> Pace {
        Pace {
            most,
            done: AtomicU64::new(0),
        }
    }

    /// No pause.
    #[must_use]
    pub const fn without_pauses() -> Pace {
        Pace::new(u64::MAX)
    }

    /// Counts work where there can be no pause. Whether it should end here: enough of it is done, and the next work that is counted pauses.
    pub fn count(&self, work: u64) -> bool {
        let done = self.done.load(Ordering::Relaxed).saturating_add(work);
        self.done.store(done, Ordering::Relaxed);
        done >= self.most && self.most < u64::MAX
    }

    /// Counts work, and pauses where enough of it is done.
    pub async fn spend(&self, work: u64) {
        let done = self.done.load(Ordering::Relaxed).saturating_add(work);
        if done < self.most {
            self.done.store(done, Ordering::Relaxed);
            return;
        }
        self.done.store(0, Ordering::Relaxed);
        let mut has_paused = self.most == u64::MAX;
        poll_fn(|_| {
            if std::mem::replace(&mut has_paused, true) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }
}

/// Work that was begun.
pub struct Work<T>(Pin<Box<dyn Future<Output = T> + Send + Sync>>);

impl<T> Work<T> {
    /// Takes work over; nothing of it is done yet.
    pub fn new(work: impl Future<Output = T> + Send + Sync + 'static) -> Work<T> {
        Work(Box::pin(work))
    }

    /// Goes on until the next pause, or to the end, with what came of it. It must not be asked after that.
    pub fn go_on(&mut self) -> Option<T> {
        match self
            .0
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Ready(result) => Some(result),
            Poll::Pending => None,
        }
    }
}

/// Does work to its end, whatever its pauses.
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(result) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return result;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    async fn count(pace: &Pace, upto: u64) -> u64 {
        let mut sum = 0;
        for work in 1..=upto {
            sum += work;
            pace.spend(work).await;
        }
        sum
    }

    #[test]
    fn work_pauses_where_enough_is_done_and_gives_the_same() {
        let pace = Arc::new(Pace::new(10));
        let mut work = Work::new({
            let pace = pace.clone();
            async move { count(&pace, 10).await }
        });
        let mut pauses = 0;
        let sum = loop {
            match work.go_on() {
                Some(sum) => break sum,
                None => pauses += 1,
            }
        };
        assert_eq!((sum, pauses), (55, 4));
        assert_eq!(at_once(count(&Pace::without_pauses(), 10)), 55);
        assert_eq!(at_once(count(&Pace::new(1), 10)), 55);
    }
}
