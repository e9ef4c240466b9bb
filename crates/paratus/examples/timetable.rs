//! Makes a timetable of a problem in JSON and says what it costs: `timetable FILE [ROUNDS] [SEED] [UNIT]`.
use paratus::plan::timetable::{Solver, TimetableProblem, check};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("which file?")?;
    let mut problem: TimetableProblem = serde_json::from_slice(&std::fs::read(file)?)?;
    if let Some(rounds) = args.next() {
        problem.limits.rounds = rounds.parse()?;
    }
    if let Some(seed) = args.next() {
        problem.seed = seed.parse()?;
    }
    let unit: f64 = args.next().map_or(Ok(1.0), |unit| unit.parse())?;
    let begin = Instant::now();
    let mut solver = Solver::new(&problem)?;
    println!(
        "list schedule {:.3} in {:.3} s",
        solver.progress().cost as f64 / unit,
        begin.elapsed().as_secs_f64()
    );
    let slice = (problem.limits.rounds / 20).max(1);
    while solver.progress().done < problem.limits.rounds {
        let progress = solver.improve(slice);
        println!(
            "{:>9} {:.3} {:.2} s",
            progress.done,
            progress.cost as f64 / unit,
            begin.elapsed().as_secs_f64()
        );
    }
    let timetable = solver.timetable();
    println!("checked: {:?}", check(&problem, &timetable));
    println!(
        "cost {:.3}, bound {:.3}, {} sessions, {} needs unmet, {:.2} s",
        timetable.cost as f64 / unit,
        timetable.lower_bound as f64 / unit,
        timetable.sessions.len(),
        timetable.unmet.len(),
        begin.elapsed().as_secs_f64()
    );
    Ok(())
}
