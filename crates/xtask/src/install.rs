//! What the checks need on the machine: found, installed, or named.

use crate::Result;
use crate::process::{self, capture, find, run, run_within, succeeds};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{env, fs};

/// The oldest Node that the npm package and its tests work with.
const NODE: u32 = 20;

/// How long an installation may take before it counts as hanging.
const LIMIT: Option<Duration> = Some(Duration::from_secs(600));

/// The names that Chromium and Chrome go by, in the order of preference.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// `rustfmt` or `clippy`, from rustup where it is not there.
pub(crate) fn rust_component(name: &str) -> Result {
    let program = if name == "clippy" {
        "cargo-clippy"
    } else {
        name
    };
    let there = || succeeds(Command::new(program).arg("--version"));
    if there() {
        return Ok(());
    }
    if find("rustup").is_some() {
        // Whether it worked is seen below.
        let _ = run_within(
            Command::new("rustup").args(["component", "add", name]),
            LIMIT,
        );
    }
    if there() {
        Ok(())
    } else {
        Err(format!("install it with `rustup component add {name}`"))
    }
}

/// Fails unless Node and npm are there and new enough; otherwise gives Node's version.
pub(crate) fn need_node() -> Result<String> {
    let wanted = format!("install Node {NODE} or newer, with npm");
    let version = capture(Command::new("node").arg("--version"))
        .map_err(|_| format!("there is no `node`: {wanted}"))?;
    let version = version.trim().trim_start_matches('v').to_owned();
    let major: u32 = version
        .split('.')
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or(0);
    if major < NODE {
        return Err(format!("`node` is {version}: {wanted}"));
    }
    if !succeeds(process::script("npm").arg("--version")) {
        return Err(format!("there is no `npm`: {wanted}"));
    }
    Ok(version)
}

/// The npm packages that a folder's lock file names, installed unless they already are.
pub(crate) fn npm_packages(folder: &Path) -> Result {
    let lock = folder.join("package-lock.json");
    if !lock.is_file() {
        return Err(format!(
            "`{}` has no package-lock.json; make it with `npm install`",
            folder.display()
        ));
    }
    let changed = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    let installed = changed(&folder.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= changed(&lock) {
        return Ok(());
    }
    need_node()?;
    let mut npm = process::script("npm");
    run_within(
        npm.current_dir(folder)
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]),
        LIMIT,
    )
}

/// A Chromium to test in: the one that `PARATUS_CHROMIUM` names, one from the search path, or Debian's, installed.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(path) = env::var_os("PARATUS_CHROMIUM").map(PathBuf::from) {
        let there = path.is_file();
        return if there {
            Ok(path)
        } else {
            Err(format!(
                "`PARATUS_CHROMIUM` is `{}`, which is not a file",
                path.display()
            ))
        };
    }
    let installed = || BROWSERS.iter().find_map(|name| find(name));
    if let Some(path) = installed() {
        return Ok(path);
    }
    apt_install(&["chromium"]).map_err(|reason| {
        format!("install Chromium, or name it in `PARATUS_CHROMIUM` ({reason})")
    })?;
    installed()
        .ok_or_else(|| "Debian's chromium is installed, but not in the search path".to_owned())
}

/// Installs Debian packages where that is possible: as root, with `apt-get`. Otherwise says what to type.
pub(crate) fn apt_install(packages: &[&str]) -> Result {
    let by_hand = format!("`apt-get install {}`", packages.join(" "));
    if find("apt-get").is_none() {
        return Err("this system has no `apt-get`".to_owned());
    }
    if capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() != "0") {
        return Err(format!("only root may run {by_hand}"));
    }
    let install = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").args([
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
        ]);
        run_within(apt.args(packages), LIMIT)
    };
    // The lists of packages may be absent or old: they are fetched when the first try fails.
    if install().is_ok() {
        return Ok(());
    }
    run(Command::new("apt-get").args(["update", "-qq"]))?;
    install().map_err(|reason| format!("{by_hand}: {reason}"))
}
