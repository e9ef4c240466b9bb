//! A Rust toolchain that builds for WebAssembly: the active one, the active one with the sources of the standard library added, or
//! Debian's packages. All of them build the standard library along with the crate: small, and without what panics would say, which
//! nothing prints there.

use crate::install;
use crate::{Result, process};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The target of every build here.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// The oldest compiler that can leave out what panics say.
const OLDEST: &str = "1.91";

/// Debian's packages for this target.
const DEBIAN_PACKAGES: [&str; 5] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-llvm",
    "lld-22",
];

/// Where those packages put the compiler and cargo.
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";

/// Names one of the ways below, for anyone who wants to try that one: `active`, `rustup` or `debian`.
const CHOICE: &str = "PARATUS_WASM_TOOLCHAIN";

/// What cargo is asked for the standard library. These flags are not promised to stay, nor are some of the compiler's, which is why both want
/// to be asked for them by a variable ([`UNPROMISED`]).
const STANDARD_LIBRARY: [&str; 2] = [
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
];

/// Lets a stable compiler take flags that are not promised to stay.
const UNPROMISED: &str = "RUSTC_BOOTSTRAP";

/// What an active toolchain leaves in the environment and another one must not see.
const LEFTOVERS: [&str; 7] = [
    "RUSTUP_TOOLCHAIN",
    "CARGO",
    "RUSTDOC",
    "RUSTC_WRAPPER",
    "LD_LIBRARY_PATH",
    "CARGO_ENCODED_RUSTFLAGS",
    "RUSTFLAGS",
];

/// A toolchain that has what the target needs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Toolchain {
    /// The one that is active.
    Active,
    /// Debian's.
    Debian,
}

impl Toolchain {
    /// The first toolchain that works, installing what can be installed; otherwise what to install by hand.
    pub(crate) fn find() -> Result<Self> {
        let choice = env::var(CHOICE).unwrap_or_default();
        if !matches!(choice.as_str(), "" | "active" | "rustup" | "debian") {
            return Err(format!(
                "`{CHOICE}` is `{choice}`; it may be active, rustup or debian"
            ));
        }
        let tried = |way: &str| choice.is_empty() || choice == way;
        let mut reasons = Vec::new();
        if tried("active") {
            match active() {
                Ok(()) => return Ok(Self::Active),
                Err(reason) => reasons.push(reason),
            }
        }
        if tried("rustup") {
            match add_sources().and_then(|()| active()) {
                Ok(()) => return Ok(Self::Active),
                Err(reason) => reasons.push(reason),
            }
        }
        if tried("debian") {
            match debian() {
                Ok(()) => return Ok(Self::Debian),
                Err(reason) => reasons.push(reason),
            }
        }
        Err(format!(
            "no Rust toolchain for {TARGET}: {}. Install one of: `rustup component add rust-src`; or, on Debian, `apt-get install {}`",
            reasons.join("; "),
            DEBIAN_PACKAGES.join(" ")
        ))
    }

    /// `cargo VERB` of this toolchain in `folder`, for the target and with these flags for the compiler.
    pub(crate) fn cargo(&self, folder: &Path, verb: &str, rustflags: &[String]) -> Command {
        let mut command = match self {
            Self::Active => process::cargo(folder, verb),
            Self::Debian => {
                let mut command = Command::new(DEBIAN_CARGO);
                for name in LEFTOVERS {
                    command.env_remove(name);
                }
                command.env("RUSTC", DEBIAN_RUSTC);
                command.current_dir(folder).arg(verb);
                command
            }
        };
        command
            .args(STANDARD_LIBRARY)
            .args(["--target", TARGET])
            .env(UNPROMISED, "1")
            .env("CARGO_ENCODED_RUSTFLAGS", rustflags.join("\u{1f}"));
        command
    }

    /// The folder that holds the compiler and its libraries.
    pub(crate) fn sysroot(&self) -> Result<PathBuf> {
        let printed = process::capture(self.rustc().args(["--print", "sysroot"]))?;
        Ok(PathBuf::from(printed.trim()))
    }

    /// One line for the person who reads the log.
    pub(crate) fn describe(&self) -> Result<String> {
        let version = process::capture(self.rustc().arg("--version"))?;
        let how = match self {
            Self::Active => "the active toolchain",
            Self::Debian => "Debian's packages",
        };
        Ok(format!("{} ({how})", version.trim()))
    }

    /// The compiler, without what another toolchain left in the environment.
    fn rustc(&self) -> Command {
        match self {
            Self::Active => Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())),
            Self::Debian => {
                let mut command = Command::new(DEBIAN_RUSTC);
                for name in LEFTOVERS {
                    command.env_remove(name);
                }
                command
            }
        }
    }
}

/// Whether the active toolchain has the sources of the standard library, and is new enough.
fn active() -> Result {
    if has_sources(&Toolchain::Active) {
        new_enough(&Toolchain::Active)
    } else {
        Err("the active toolchain lacks the sources of the standard library".to_owned())
    }
}

/// Whether the sources of the standard library are where cargo looks for them.
fn has_sources(toolchain: &Toolchain) -> bool {
    toolchain.sysroot().is_ok_and(|root| {
        root.join("lib/rustlib/src/rust/library/std/Cargo.toml")
            .is_file()
    })
}

/// Fails unless the compiler takes the flags that it is given.
fn new_enough(toolchain: &Toolchain) -> Result {
    let printed = process::capture(toolchain.rustc().arg("--version"))?;
    let version = printed.split_whitespace().nth(1).unwrap_or("0");
    if minor(version) < minor(OLDEST) {
        return Err(format!("its compiler is {version}, and {OLDEST} is needed"));
    }
    Ok(())
}

/// Asks rustup for the sources. Where its server cannot be reached it may hang, so there is a limit.
fn add_sources() -> Result {
    if process::find("rustup").is_none() {
        return Err("rustup is not installed".to_owned());
    }
    let limit = Some(Duration::from_secs(180));
    process::run_within(
        Command::new("rustup").args(["component", "add", "rust-src"]),
        limit,
    )
}

/// Whether Debian's packages are there and new enough; installs them where that is possible.
fn debian() -> Result {
    let there =
        || Path::new(DEBIAN_CARGO).is_file() && has_sources(&Toolchain::Debian) && has_linker();
    if !there() {
        install::apt_install(&DEBIAN_PACKAGES)?;
        if !there() {
            return Err("Debian's packages are installed but incomplete".to_owned());
        }
    }
    new_enough(&Toolchain::Debian)
}

/// Whether a linker for WebAssembly is there: `rust-lld`, or a `wasm-ld` of any version.
fn has_linker() -> bool {
    let version = DEBIAN_PACKAGES
        .iter()
        .find_map(|package| package.strip_prefix("lld-"))
        .unwrap_or_default();
    process::find("wasm-ld").is_some() || process::find(&format!("wasm-ld-{version}")).is_some()
}

/// The first two numbers of a version, for comparison.
fn minor(version: &str) -> (u32, u32) {
    let mut numbers = version
        .split(['.', '-'])
        .map(|part| part.parse().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        assert!(minor("1.100.0") > minor("1.88"));
        assert!(minor("1.88.0-nightly") == minor("1.88"));
    }

    #[test]
    fn debian_sees_nothing_of_the_active_toolchain() {
        let command = Toolchain::Debian.cargo(
            Path::new("."),
            "build",
            &["-Ca=b".to_owned(), "-Cc".to_owned()],
        );
        let removed: Vec<_> = command
            .get_envs()
            .filter(|(_, value)| value.is_none())
            .map(|(name, _)| name)
            .collect();
        assert!(
            removed.contains(&"RUSTUP_TOOLCHAIN".as_ref())
                && removed.contains(&"LD_LIBRARY_PATH".as_ref())
        );
        assert!(command.get_envs().any(|(name, value)| {
            name == "CARGO_ENCODED_RUSTFLAGS" && value == Some("-Ca=b\u{1f}-Cc".as_ref())
        }));
    }
}
