//! Building a crate for WebAssembly: cargo, then wasm-bindgen; and how large the result is.
//!
//! There is no wasm-opt after that: it makes the file a little smaller as it is, but a tenth larger as it is sent (325 kB became 363 kB
//! after brotli, 411 kB became 468 kB after gzip), because what it rearranges repeats itself less; and no faster.

use crate::checkout::{self, Checkout};
use crate::install;
use crate::manifest::locked_version;
use crate::toolchain::{TARGET, Toolchain};
use crate::{Result, manifest, process};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

/// The folder of the tool: the crate that calls wasm-bindgen.
const TOOLS: &str = "crates/xtask-wasm";

/// One crate to build.
pub(crate) struct Build<'a> {
    /// The folder of the crate; its library must be a `cdylib`.
    pub(crate) folder: &'a Path,
    /// The folder for the results, emptied first: `NAME_bg.wasm`, and a folder of JavaScript and declarations per target.
    pub(crate) out: &'a Path,
    /// The name that the results begin with.
    pub(crate) name: &'a str,
    /// The targets of wasm-bindgen: `web`, `nodejs`, `bundler`, `deno`. The `.wasm` is the same for all.
    pub(crate) targets: &'a [&'a str],
    /// Arguments of cargo that choose features: none, or `--no-default-features` and the like.
    pub(crate) features: &'a [&'a str],
    /// Parts of names of functions that are seldom called: where there are any, the `.wasm` is written as `NAME_first.wasm` and
    /// `NAME_rest.wasm` too.
    pub(crate) late: &'a [&'a str],
}

/// Bytes of a file as it is, and as web servers send it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sizes {
    /// As it is.
    pub(crate) raw: u64,
    /// Compressed by gzip, level 9.
    pub(crate) gzip: u64,
    /// Compressed by brotli, level 11.
    pub(crate) brotli: u64,
}

/// Builds the crate and returns the path of its `.wasm`, which Node has compiled once to see that it can.
pub(crate) fn build(checkout: &Checkout, wanted: &Build<'_>) -> Result<PathBuf> {
    install::need_node()?;
    let toolchain = Toolchain::find()?;
    println!("with {}", toolchain.describe()?);
    check_versions(checkout, wanted.folder)?;
    checkout::fresh_folder(wanted.out)?;

    let compiled = timed("cargo", || compile(checkout, &toolchain, wanted))?;
    timed("wasm-bindgen", || bind(checkout, &compiled, wanted))?;
    let wasm = wanted.out.join(format!("{}_bg.wasm", wanted.name));
    loads(&wasm)?;
    Ok(wasm)
}

/// The sizes of a file, as Node's own compressors see it.
pub(crate) fn sizes(file: &Path) -> Result<Sizes> {
    const SCRIPT: &str = "const b = require('fs').readFileSync(process.argv[1]), z = require('zlib');\
        console.log(b.length, z.gzipSync(b, { level: 9 }).length, z.brotliCompressSync(b).length)";
    let printed = process::capture(Command::new("node").args(["-e", SCRIPT]).arg(file))?;
    let numbers: Vec<u64> = printed
        .split_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect();
    let [raw, gzip, brotli] = numbers[..] else {
        return Err(format!("sizes are not three numbers: `{printed}`"));
    };
    Ok(Sizes { raw, gzip, brotli })
}

/// Compiles the crate and returns the path of the `.wasm` that the linker wrote.
fn compile(checkout: &Checkout, toolchain: &Toolchain, wanted: &Build<'_>) -> Result<PathBuf> {
    let folder = wanted.folder;
    let text = manifest::toml(&folder.join("Cargo.toml"))?;
    let name = manifest::text(&text, &["lib", "name"])
        .or_else(|| manifest::text(&text, &["package", "name"]));
    let name = name
        .ok_or_else(|| format!("`{}` names no package", folder.display()))?
        .replace('-', "_");
    // The two toolchains do not share what they built.
    let target = checkout.target().join(match toolchain {
        Toolchain::Active => "wasm",
        Toolchain::Debian => "wasm-debian",
    });
    // Dependencies first, so that the folders whose names are to be forgotten are there.
    process::run(process::cargo(folder, "fetch").arg("--quiet"))?;
    let flags = rustflags(checkout, toolchain)?;
    let mut cargo = toolchain.cargo(folder, "build", &flags);
    process::run(
        cargo
            .args(["--lib", "--profile", "wasm"])
            .args(wanted.features)
            .arg("--target-dir")
            .arg(&target),
    )?;
    let compiled = target
        .join(TARGET)
        .join("wasm")
        .join(format!("{name}.wasm"));
    if compiled.is_file() {
        Ok(compiled)
    } else {
        Err(format!(
            "`{name}` has no `cdylib`: {} is not there",
            compiled.display()
        ))
    }
}

/// The flags for the compiler: vector instructions, no path of this machine in the result, and of what can panic neither its place in the
/// sources nor what it would say. In WebAssembly nothing prints them, and they are a twentieth of the module.
fn rustflags(checkout: &Checkout, toolchain: &Toolchain) -> Result<Vec<String>> {
    let home = env::var_os("HOME")
        .or_else(|| env::var_os("USERPROFILE"))
        .map(PathBuf::from);
    let cargo_home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| home.map(|home| home.join(".cargo")));
    let sources = toolchain.sysroot()?.join("lib/rustlib/src/rust");
    let mut flags = vec![
        "-Ctarget-feature=+simd128".to_owned(),
        "-Zlocation-detail=none".to_owned(),
        "-Zunstable-options".to_owned(),
        "-Cpanic=immediate-abort".to_owned(),
    ];
    let mut forget = |path: &Path, name: &str| {
        flags.push(format!("--remap-path-prefix={}={name}", path.display()));
    };
    // The last one that fits is taken, so the checkout comes after what may lie around it.
    if let Some(cargo_home) = &cargo_home {
        forget(cargo_home, "cargo");
        // Each registry has a folder with a name of its own.
        let registries = fs::read_dir(cargo_home.join("registry/src"))
            .into_iter()
            .flatten()
            .flatten();
        let mut registries: Vec<PathBuf> = registries.map(|entry| entry.path()).collect();
        registries.sort();
        for registry in &registries {
            forget(registry, "crate");
        }
    }
    forget(checkout.root(), "paratus");
    forget(&sources, "rust");
    if let Ok(real) = sources.canonicalize() {
        forget(&real, "rust");
    }
    Ok(flags)
}

/// Makes the JavaScript and the declarations. The tool is built on first use, which takes a minute or two.
fn bind(checkout: &Checkout, compiled: &Path, wanted: &Build<'_>) -> Result {
    let mut cargo = process::cargo(&checkout.path(TOOLS), "run");
    cargo
        .arg("--target-dir")
        .arg(checkout.target().join("xtask-wasm"))
        .arg("--");
    process::run(
        cargo
            .arg(compiled)
            .arg(wanted.out)
            .arg(wanted.name)
            .args(wanted.targets)
            .arg("--")
            .args(wanted.late),
    )
}

/// Lets Node compile the file.
fn loads(wasm: &Path) -> Result {
    let script = "new WebAssembly.Module(require('fs').readFileSync(process.argv[1]))";
    process::capture(Command::new("node").args(["-e", script]).arg(wasm)).map(drop)
}

/// Fails unless the crate and the tool use the same wasm-bindgen; different versions do not understand each other.
fn check_versions(checkout: &Checkout, folder: &Path) -> Result {
    let tool = manifest::toml(&checkout.path(TOOLS).join("Cargo.lock"))?;
    let tool = locked_version(&tool, "wasm-bindgen-cli-support")
        .ok_or("the tool's lock file lacks wasm-bindgen")?;
    // The lock file of the workspace that the crate belongs to: the nearest one above it.
    let lock = folder
        .ancestors()
        .map(|above| above.join("Cargo.lock"))
        .find(|path| path.is_file());
    let lock =
        lock.ok_or_else(|| format!("there is no Cargo.lock above `{}`", folder.display()))?;
    match locked_version(&manifest::toml(&lock)?, "wasm-bindgen") {
        Some(version) if version == tool => Ok(()),
        Some(version) => Err(format!(
            "the crate uses wasm-bindgen {version} and {TOOLS} {tool}: pin both to the same version and commit both lock files"
        )),
        None => Err(format!("`{}` does not use wasm-bindgen", folder.display())),
    }
}

/// Does something and prints how long it took.
fn timed<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let started = Instant::now();
    let done = work()?;
    println!("{what}: {:.1} s", started.elapsed().as_secs_f64());
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_of_this_machine_is_left_for_the_compiler() {
        let checkout = Checkout::find().unwrap();
        let flags = rustflags(&checkout, &Toolchain::Active).unwrap();
        assert!(flags.contains(&format!(
            "--remap-path-prefix={}=paratus",
            checkout.root().display()
        )));
    }
}
