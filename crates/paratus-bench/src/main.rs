//! `paratus-bench`: the planner's benchmarks. `cargo xtask bench plan` builds and runs it.

use paratus::plan::choice::Limits;
use paratus_bench::choice::{Row, time, to_json};
use paratus_bench::{Instance, generate};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const HELP: &str = "\
usage: paratus-bench plan [--staff N,N…] [--seed N] [--nodes N] [--instance FILE] [--peers FOLDER] [--work FOLDER] [--seconds N]

  --staff     sizes of the instances made (500,2000,20000,100000,1000000)
  --seed      seed of the instances (1)
  --nodes     branching nodes for each site
  --instance  an instance from a file instead
  --peers     also solve each by the scripts in this folder (python3 with highspy and ortools)
  --work      where instances and problems are written (target/bench)
  --seconds   time limit of the peers for each (120)";

/// What was asked for.
struct Options {
    instance: Option<PathBuf>,
    nodes: u32,
    one: bool,
    peers: Option<PathBuf>,
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
    let options = options(std::env::args().skip(1))?;
    if options.one {
        return one(&options);
    }
    std::fs::create_dir_all(&options.work)
        .map_err(|error| format!("cannot make `{}`: {error}", options.work.display()))?;
    println!("| staff | solver | groups | cost | lower bound | gap % | seconds | CPU s | MiB | |");
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for &staff in &options.staff {
        // A process for each size, so that its memory is its own.
        let mut command = Command::new(std::env::current_exe().map_err(|error| error.to_string())?);
        command.args(["plan", "--one", "--staff", &staff.to_string(), "--seed", &options.seed.to_string()]);
        command.args(["--nodes", &options.nodes.to_string(), "--work"]).arg(&options.work);
        if let Some(instance) = &options.instance {
            command.arg("--instance").arg(instance);
        }
        let row: Row = serde_json::from_str(&output(&mut command)?).map_err(|error| error.to_string())?;
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
            println!("{}", peer(folder, solver, &options, row.staff)?);
        }
        if options.instance.is_some() {
            break;
        }
    }
    Ok(())
}

/// The command line.
fn options(mut words: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options {
        instance: None,
        nodes: Limits::default().nodes,
        one: false,
        peers: None,
        seconds: 120,
        seed: 1,
        staff: vec![500, 2_000, 20_000, 100_000, 1_000_000],
        work: PathBuf::from("target/bench"),
    };
    if words.next().as_deref() != Some("plan") {
        return Err(HELP.to_owned());
    }
    while let Some(word) = words.next() {
        if word == "--one" {
            options.one = true;
            continue;
        }
        let value = words.next().ok_or_else(|| format!("`{word}` needs a value\n{HELP}"))?;
        let number = || value.parse::<u32>().map_err(|_| format!("`{word}` takes a whole number, not `{value}`"));
        match word.as_str() {
            "--instance" => options.instance = Some(value.into()),
            "--nodes" => options.nodes = number()?,
            "--peers" => options.peers = Some(value.into()),
            "--seconds" => options.seconds = number()?,
            "--seed" => options.seed = u64::from(number()?),
            "--staff" => {
                let sizes = value.split(',').map(str::parse::<u32>).collect::<Result<_, _>>();
                options.staff =
                    sizes.map_err(|_| format!("`--staff` takes numbers with commas between, not `{value}`"))?;
            }
            "--work" => options.work = value.into(),
            _ => return Err(format!("`{word}` is not understood\n{HELP}")),
        }
    }
    Ok(options)
}

/// Solves one instance and prints its row as JSON; writes the instance and its problem for the peers.
fn one(options: &Options) -> Result<(), String> {
    let staff = options.staff.first().copied().unwrap_or(500);
    let instance: Instance = match &options.instance {
        Some(path) => {
            let text = std::fs::read(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
            serde_json::from_slice(&text).map_err(|error| format!("`{}`: {error}", path.display()))?
        }
        None => generate(staff, options.seed),
    };
    let limits = Limits { nodes: options.nodes, ..Limits::default() };
    let (row, problem, _) = time(&instance, limits);
    write(&options.work.join(format!("plan-{}.json", row.staff)), &instance)?;
    write(&problem_file(options, row.staff), &to_json(&problem))?;
    println!("{}", serde_json::to_string(&row).map_err(|error| error.to_string())?);
    Ok(())
}

fn problem_file(options: &Options, staff: u32) -> PathBuf {
    options.work.join(format!("choice-{staff}.json"))
}

fn write(path: &Path, value: &impl serde::Serialize) -> Result<(), String> {
    let text = serde_json::to_vec(value).map_err(|error| error.to_string())?;
    std::fs::write(path, text).map_err(|error| format!("cannot write `{}`: {error}", path.display()))
}

/// The row of another solver on the same problem.
fn peer(folder: &Path, solver: &str, options: &Options, staff: u32) -> Result<String, String> {
    let mut command = Command::new(std::env::var_os("PARATUS_PYTHON").unwrap_or_else(|| "python3".into()));
    command.arg(folder.join("choice.py")).arg(solver).arg(problem_file(options, staff));
    let said = output(command.args([options.seconds.to_string(), staff.to_string()]))?;
    // Solvers have greetings.
    said.lines()
        .rfind(|line| line.starts_with('|'))
        .map(str::to_owned)
        .ok_or_else(|| format!("{solver} printed no row"))
}

fn output(command: &mut Command) -> Result<String, String> {
    let done = command.output().map_err(|error| format!("cannot start {:?}: {error}", command.get_program()))?;
    let said = String::from_utf8_lossy(&done.stderr);
    if done.status.success() {
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    } else {
        Err(format!("{:?} ended with {}: {}", command.get_program(), done.status, said.trim()))
    }
}
