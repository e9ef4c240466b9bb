//! `paratus-bench`: the planner's benchmarks and those of scoring. `cargo xtask bench plan` and `bench score` build and run it.

use paratus::plan::selection::Limits;
use paratus_bench::selection::{Row, time, to_json};
use paratus_bench::{Instance, generate, score, timetable};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// As the command has it.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

const HELP: &str = "\
usage: paratus-bench plan [--staff N,N…] [--seed N] [--nodes N] [--instance FILE] [--peers FOLDER] [--work FOLDER] [--seconds N] [--rounds N]

  --staff     sizes of the instances made (500,2000,20000,100000,1000000)
  --seed      seed of the instances (1)
  --nodes     branching nodes for each site
  --instance  an instance from a file instead
  --peers     also solve each by the scripts in this folder (python3 with highspy and ortools)
  --work      where instances and problems are written (target/bench)
  --seconds   time limit of the peers for each (120)
  --rounds    rounds of improvement of sessions and seats (500000)";

/// What a process of its own does.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Selection,
    Seats,
}

/// What was asked for.
struct Options {
    instance: Option<PathBuf>,
    nodes: u32,
    one: Option<Stage>,
    peers: Option<PathBuf>,
    rounds: u32,
    seconds: u32,
    seed: u64,
    staff: Vec<u32>,
    work: PathBuf,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let Some(("score", words)) = words
        .split_first()
        .map(|(first, rest)| (first.as_str(), rest))
    {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        return score::run(&words).map_err(|error| error.to_string());
    }
    let options = options(std::env::args().skip(1))?;
    match options.one {
        Some(Stage::Selection) => return one(&options),
        Some(Stage::Seats) => return run_one(&options),
        None => {}
    }
    std::fs::create_dir_all(&options.work)
        .map_err(|error| format!("cannot make `{}`: {error}", options.work.display()))?;
    println!("| staff | solver | groups | cost | lower bound | gap % | seconds | CPU s | MiB | |");
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for &staff in &options.staff {
        let row: Row = measure(
            &options,
            "--one",
            staff,
            ["--nodes", &options.nodes.to_string()],
        )?;
        println!(
            "| {} | paratus | {} | {:.4} | {:.4} | {:.4} | {:.3} | {:.3} | {} | {} nodes; {} of {} sites proven; {:.3} s before for demand |",
            row.staff,
            row.groups,
            row.cost,
            row.bound,
            100.0 * (row.cost - row.bound) / row.cost.max(1e-9),
            row.seconds,
            row.cpu_seconds,
            row.peak_mib,
            row.nodes,
            row.sites_proven,
            row.sites,
            row.prepare_seconds,
        );
        for solver in ["highs", "cpsat"] {
            let Some(folder) = &options.peers else { break };
            let problem = problem_file(&options, row.staff);
            println!(
                "{}",
                row_of(
                    folder,
                    "selection.py",
                    &[solver],
                    &problem,
                    &options,
                    row.staff
                )?
            );
        }
        if options.instance.is_some() {
            break;
        }
    }
    seats(&options)
}

/// Measures one size in a process of its own, so that its memory is its own.
fn measure<T: serde::de::DeserializeOwned>(
    options: &Options,
    stage: &str,
    staff: u32,
    limit: [&str; 2],
) -> Result<T, String> {
    let mut command = Command::new(std::env::current_exe().map_err(|error| error.to_string())?);
    command
        .args(["plan", stage, "--staff", &staff.to_string()])
        .args(["--seed", &options.seed.to_string()])
        .args(limit)
        .arg("--work")
        .arg(&options.work);
    if let Some(instance) = &options.instance {
        command.arg("--instance").arg(instance);
    }
    serde_json::from_str(&output(&mut command)?).map_err(|error| error.to_string())
}

/// The table of sessions and seats.
fn seats(options: &Options) -> Result<(), String> {
    println!();
    println!(
        "| staff | solver | half days | seats | sessions | list schedule | seconds | cost | lower bound | gap % | unplaced | rounds | seconds | CPU s | MiB |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for &staff in &options.staff {
        let limit = ["--rounds", &options.rounds.to_string()];
        let row: timetable::Row = measure(options, "--one-timetable", staff, limit)?;
        if row.broken > 0 {
            return Err(format!(
                "the timetable of {} people breaks {} rules",
                row.staff, row.broken
            ));
        }
        println!(
            "| {} | paratus | {} | {} | {} | {:.3} | {:.3} | {:.3} | {:.3} | {:.2} | {} | {} | {:.2} | {:.2} | {} |",
            row.staff,
            row.half_days,
            row.seats,
            row.sessions,
            row.first,
            row.first_seconds,
            row.cost,
            row.bound,
            100.0 * (row.cost - row.bound) / row.cost.max(1e-9),
            row.unplaced,
            row.rounds,
            row.seconds,
            row.cpu_seconds,
            row.peak_mib,
        );
        // One model of the whole: beyond a few thousand people nothing is to be had of it.
        if let Some(folder) = options.peers.as_ref().filter(|_| row.staff <= MODELLED) {
            let problem = timetable_file(options, row.staff);
            println!(
                "{}",
                row_of(folder, "seats.py", &[], &problem, options, row.staff)?
            );
        }
        if options.instance.is_some() {
            break;
        }
    }
    Ok(())
}

/// Most people whose sessions and seats are given to another solver.
const MODELLED: u32 = 2_000;

/// Sessions and seats of one instance, as JSON; writes the problem.
fn run_one(options: &Options) -> Result<(), String> {
    let instance = instance(options)?;
    let half_days = match instance.meta.staff {
        0..=500 => 52,
        501..=2_000 => 80,
        _ => 120,
    };
    let (row, problem) = timetable::time(&instance, half_days, options.rounds);
    write(&timetable_file(options, row.staff), &problem)?;
    println!(
        "{}",
        serde_json::to_string(&row).map_err(|error| error.to_string())?
    );
    Ok(())
}

/// The instance asked for: from a file, or made.
fn instance(options: &Options) -> Result<Instance, String> {
    let Some(path) = &options.instance else {
        return Ok(generate(
            options.staff.first().copied().unwrap_or(500),
            options.seed,
        ));
    };
    let text = std::fs::read(path)
        .map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    serde_json::from_slice(&text).map_err(|error| format!("`{}`: {error}", path.display()))
}

/// The command line.
fn options(mut words: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options {
        instance: None,
        nodes: Limits::default().nodes,
        one: None,
        peers: None,
        rounds: 500_000,
        seconds: 120,
        seed: 1,
        staff: vec![500, 2_000, 20_000, 100_000, 1_000_000],
        work: PathBuf::from("target/bench"),
    };
    if words.next().as_deref() != Some("plan") {
        return Err(format!("{HELP}\n\n{}", score::HELP));
    }
    while let Some(word) = words.next() {
        match word.as_str() {
            "--one" => options.one = Some(Stage::Selection),
            "--one-timetable" => options.one = Some(Stage::Seats),
            _ => {}
        }
        if word.starts_with("--one") {
            continue;
        }
        let value = words
            .next()
            .ok_or_else(|| format!("`{word}` needs a value\n{HELP}"))?;
        let number = || {
            value
                .parse::<u32>()
                .map_err(|_| format!("`{word}` takes a whole number, not `{value}`"))
        };
        match word.as_str() {
            "--instance" => options.instance = Some(value.into()),
            "--nodes" => options.nodes = number()?,
            "--peers" => options.peers = Some(value.into()),
            "--rounds" => options.rounds = number()?,
            "--seconds" => options.seconds = number()?,
            "--seed" => options.seed = u64::from(number()?),
            "--staff" => {
                let sizes = value
                    .split(',')
                    .map(str::parse::<u32>)
                    .collect::<Result<_, _>>();
                options.staff = sizes.map_err(|_| {
                    format!("`--staff` takes numbers with commas between, not `{value}`")
                })?;
            }
            "--work" => options.work = value.into(),
            _ => return Err(format!("`{word}` is not understood\n{HELP}")),
        }
    }
    Ok(options)
}

/// Solves one instance and prints its row as JSON; writes the instance and its problem for the peers.
fn one(options: &Options) -> Result<(), String> {
    let instance = instance(options)?;
    let limits = Limits {
        nodes: options.nodes,
        ..Limits::default()
    };
    let (row, problem, _) = time(&instance, limits);
    write(
        &options.work.join(format!("plan-{}.json", row.staff)),
        &instance,
    )?;
    write(&problem_file(options, row.staff), &to_json(&problem))?;
    println!(
        "{}",
        serde_json::to_string(&row).map_err(|error| error.to_string())?
    );
    Ok(())
}

fn problem_file(options: &Options, staff: u32) -> PathBuf {
    options.work.join(format!("selection-{staff}.json"))
}

fn timetable_file(options: &Options, staff: u32) -> PathBuf {
    options.work.join(format!("timetable-{staff}.json"))
}

fn write(path: &Path, value: &impl serde::Serialize) -> Result<(), String> {
    let text = serde_json::to_vec(value).map_err(|error| error.to_string())?;
    std::fs::write(path, text)
        .map_err(|error| format!("cannot write `{}`: {error}", path.display()))
}

/// The row that a script of other solvers prints for a problem.
fn row_of(
    folder: &Path,
    script: &str,
    solver: &[&str],
    problem: &Path,
    options: &Options,
    staff: u32,
) -> Result<String, String> {
    let mut command =
        Command::new(std::env::var_os("PARATUS_PYTHON").unwrap_or_else(|| "python3".into()));
    command.arg(folder.join(script)).args(solver).arg(problem);
    let said = output(command.args([options.seconds.to_string(), staff.to_string()]))?;
    // Solvers have greetings.
    said.lines()
        .rfind(|line| line.starts_with('|'))
        .map(str::to_owned)
        .ok_or_else(|| format!("`{script}` printed no row"))
}

fn output(command: &mut Command) -> Result<String, String> {
    let done = command
        .output()
        .map_err(|error| format!("cannot start {}: {error}", command.get_program().display()))?;
    let said = String::from_utf8_lossy(&done.stderr);
    if done.status.success() {
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    } else {
        Err(format!(
            "{} ended with {}: {}",
            command.get_program().display(),
            done.status,
            said.trim()
        ))
    }
}
