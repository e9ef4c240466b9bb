//! A progress bar for long reads: on standard error, on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Files smaller than this are read before a bar could be seen.
const WORTH_SHOWING: u64 = 8 << 20;

/// Shows how much of a file was read. Without a terminal, or for small files, it does nothing.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// For a file of this many bytes, if that is known.
    pub(crate) fn reading(name: &str, bytes: Option<u64>) -> Progress {
        let bar = match bytes {
            Some(bytes) if bytes < WORTH_SHOWING => ProgressBar::hidden(),
            // indicatif draws nothing where standard error is not a terminal.
            Some(bytes) => {
                ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr_with_hz(8))
            }
            None => ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8)),
        };
        let template = match bytes {
            Some(_) => "reading {msg} [{bar:30}] {bytes} of {total_bytes}, {eta} left",
            None => "reading {msg} {spinner} {bytes}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(name.to_owned());
        Progress(bar)
    }

    /// For rounds of work, whose number is not known yet.
    pub(crate) fn rounds(name: &str) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(1), ProgressDrawTarget::stderr_with_hz(8));
        if let Ok(style) =
            ProgressStyle::with_template("{msg} [{bar:30}] {pos} of {len} rounds, {eta} left")
        {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(name.to_owned());
        Progress(bar)
    }

    /// What is done, and the whole as far as it is known.
    pub(crate) fn set_progress(&self, done: u64, total: u64) {
        self.0.set_length(total);
        self.0.set_position(done);
    }

    /// This many bytes more.
    pub(crate) fn add(&self, bytes: usize) {
        self.0.inc(bytes as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
