//! Wall time, processor time and peak memory of this process, one line each.

use std::error::Error;
use std::fs;
use std::time::Instant;

/// Runs `work` this many times and prints `name|wall seconds,…|processor seconds,…|MB before|MB at most|check,…`.
pub(super) fn rounds(
    name: &str,
    rounds: usize,
    mut work: impl FnMut() -> Result<Vec<f64>, Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let (mut wall, mut cpu, mut check) = (Vec::new(), Vec::new(), Vec::new());
    let before = memory("VmRSS");
    for _ in 0..rounds {
        let (started, used) = (Instant::now(), processor_seconds());
        check = work()?;
        wall.push(started.elapsed().as_secs_f64());
        cpu.push(processor_seconds() - used);
    }
    print(name, &wall, &cpu, before, &check);
    Ok(())
}

/// Prints the line.
pub(super) fn print(name: &str, wall: &[f64], cpu: &[f64], before: f64, check: &[f64]) {
    let list = |numbers: &[f64], digits: usize| {
        numbers
            .iter()
            .map(|number| format!("{number:.digits$}"))
            .collect::<Vec<_>>()
            .join(",")
    };
    let (wall, cpu, check) = (list(wall, 6), list(cpu, 6), list(check, 10));
    println!(
        "{name}|{wall}|{cpu}|{before:.1}|{:.1}|{check}",
        memory("VmHWM")
    );
}

/// Seconds that this process's threads have had a processor; 0 where the system does not say.
pub(super) fn processor_seconds() -> f64 {
    let Ok(threads) = fs::read_dir("/proc/self/task") else {
        return 0.0;
    };
    let nanoseconds = threads.flatten().filter_map(|thread| {
        let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<f64>().ok()
    });
    nanoseconds.sum::<f64>() / 1e9
}

/// A field of this process's status, in MB; 0 where the system does not say.
pub(super) fn memory(field: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find(|line| line.starts_with(field))
        .unwrap_or_default();
    line.split_whitespace()
        .nth(1)
        .and_then(|kb| kb.parse::<f64>().ok())
        .unwrap_or(0.0)
        / 1024.0
}
