//! A range as a strip of characters, with a tick at the threshold.

use paratus::Range;

/// How many cells a strip has; the tick is one more.
const CELLS: usize = 20;

/// The strip of a range: `····━━━━━━┿━━━━━·····`. The tick is between two cells; where the range covers both it
/// crosses it.
pub(crate) fn strip(range: Range, threshold: f64, ascii: bool) -> String {
    let [empty, full, tick, crossed] = if ascii {
        ['.', '=', '|', '+']
    } else {
        ['·', '━', '│', '┿']
    };
    let (start, end) = cells(range);
    let at = ((threshold * CELLS as f64).round() as usize).min(CELLS);
    let covered = |cell: usize| (start..end).contains(&cell);
    let mut text = String::with_capacity(3 * (CELLS + 1));
    for cell in 0..=CELLS {
        if cell == at {
            text.push(if cell > 0 && covered(cell - 1) && covered(cell) {
                crossed
            } else {
                tick
            });
        }
        if cell < CELLS {
            text.push(if covered(cell) { full } else { empty });
        }
    }
    text
}

/// The cells a range covers: at least one.
fn cells(range: Range) -> (usize, usize) {
    let width = CELLS as f64;
    let start = ((range.low * width + 1e-9).floor() as usize).min(CELLS - 1);
    let end = ((range.high * width - 1e-9).ceil() as usize).min(CELLS);
    (start, end.max(start + 1))
}

/// Shares one after the other, each as the height of a block; in ASCII as tenths.
pub(crate) fn steps(shares: impl IntoIterator<Item = f64>, ascii: bool) -> String {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    const TENTHS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
    let marks: &[char] = if ascii { &TENTHS } else { &BLOCKS };
    let mark = |share: f64| {
        let at = (share * marks.len() as f64 + 1e-9).floor() as usize;
        marks.get(at.min(marks.len() - 1)).copied().unwrap_or(' ')
    };
    shares.into_iter().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_show_shares() {
        assert_eq!(steps([0.0, 0.1, 0.5, 0.99, 1.0], false), "▁▁▅██");
        assert_eq!(steps([0.0, 0.1, 0.5, 0.99, 1.0], true), "01599");
    }

    #[test]
    fn strips_show_range_and_threshold() {
        let shown = |low, high, threshold| strip(Range { low, high }, threshold, false);
        assert_eq!(shown(0.0, 1.0, 0.5), "━━━━━━━━━━┿━━━━━━━━━━");
        assert_eq!(shown(0.1, 0.5, 0.5), "··━━━━━━━━│··········");
        assert_eq!(shown(0.5, 0.75, 0.5), "··········│━━━━━·····");
        assert_eq!(shown(1.0, 1.0, 0.5), "··········│·········━");
        assert_eq!(shown(0.0, 0.0, 0.0), "│━···················");
        assert_eq!(shown(0.3, 0.31, 1.0), "······━·············│");
        assert_eq!(
            strip(
                Range {
                    low: 0.2,
                    high: 0.8
                },
                0.5,
                true
            ),
            "....======+======...."
        );
    }
}
