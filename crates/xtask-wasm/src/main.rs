//! Writes the JavaScript and the declarations that go with a compiled WebAssembly file, for one or more targets.
//!
//! Usage: `xtask-wasm INPUT.wasm OUT_DIR NAME TARGET... [-- LATE...]`. Each target gets a folder of its own in `OUT_DIR`; the WebAssembly
//! file is the same for all of them (this is checked) and is written once, as `OUT_DIR/NAME_bg.wasm`. Where parts of names of functions are
//! given that are wanted late, the file is written in two parts too: `OUT_DIR/NAME_first.wasm` and `OUT_DIR/NAME_rest.wasm`. Functions are
//! ordered so that the files are small as they are sent.

mod order;
mod split;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    match run(&env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the arguments, and makes every target.
fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let [input, out, name, rest @ ..] = arguments else {
        return Err("usage: xtask-wasm INPUT.wasm OUT_DIR NAME TARGET... [-- LATE...]".into());
    };
    let mut lists = rest.splitn(2, |word| word == "--");
    let (targets, late) = (
        lists.next().unwrap_or_default(),
        lists.next().unwrap_or_default(),
    );
    if targets.is_empty() {
        return Err("no target given (web, nodejs, bundler, deno)".into());
    }
    let out = Path::new(out);
    let mut first: Option<(&str, Vec<u8>)> = None;
    for target in targets {
        let wasm = bind(Path::new(input), out, name, target)?;
        match &first {
            Some((other, bytes)) if *bytes != wasm => {
                return Err(
                    format!("`{target}` and `{other}` want different WebAssembly files").into(),
                );
            }
            Some(_) => {}
            None => first = Some((target, wasm)),
        }
    }
    let Some((_, named)) = first else {
        return Ok(());
    };
    let write = |part: &str, wasm: &[u8]| -> Result<(), Box<dyn Error>> {
        let file = out.join(format!("{name}_{part}.wasm"));
        Ok(fs::write(file, order::ordered(wasm)?)?)
    };
    if !late.is_empty() {
        let split::Parts { first, rest } = split::split(&named, late, "load_rest")?;
        write("first", &first)?;
        write("rest", &rest)?;
    }
    write("bg", &split::without_names(&named)?)
}

/// Makes one target in its own folder, takes the WebAssembly file away from there and returns it, with the names of functions.
fn bind(input: &Path, out: &Path, name: &str, target: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(input)
        .out_name(name)
        .typescript(true)
        .demangle(false)
        .remove_producers_section(true);
    match target {
        "web" => bindgen.web(true)?,
        "nodejs" => bindgen.nodejs(true)?,
        "bundler" => bindgen.bundler(true)?,
        "deno" => bindgen.deno(true)?,
        other => {
            return Err(format!("unknown target `{other}` (web, nodejs, bundler, deno)").into());
        }
    };
    let folder: PathBuf = out.join(target);
    bindgen.generate(&folder)?;
    let wasm = folder.join(format!("{name}_bg.wasm"));
    let bytes = fs::read(&wasm)?;
    fs::remove_file(wasm)?;
    Ok(bytes)
}
