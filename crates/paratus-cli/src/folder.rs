//! Which programme is meant, and its files on disk.

use crate::failure::Failure;
use crate::formatting;
use crate::inputs;
use paratus_exchange::TABLE_NAMES;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// Files that make a folder a programme.
const ROOTS: [&str; 2] = ["paratus.toml", "paratus.json"];

/// Endings of tables that are text.
pub(crate) const TEXT_ENDINGS: [&str; 2] = ["csv", "tsv"];

/// Evidence of a folder as Parquet.
pub(crate) const PARQUET: &str = "evidence.parquet";

/// Where a programme comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// A folder.
    Folder(PathBuf),
    /// One file with the whole document, TOML or JSON by its ending.
    Single(PathBuf),
    /// JSON on standard input.
    Standard,
}

impl Home {
    /// The programme that an argument names; without one the nearest here or above.
    pub(crate) fn find(argument: Option<&Path>) -> Result<Home, Failure> {
        let Some(path) = argument else {
            return nearest();
        };
        if is_standard(path) {
            return Ok(Home::Standard);
        }
        let metadata = std::fs::metadata(path).map_err(|error| missing(path, &error))?;
        if metadata.is_dir() {
            return if holds_root(path) {
                Ok(Home::Folder(path.to_owned()))
            } else {
                Err(not_a_programme(path))
            };
        }
        let is_root = path
            .file_name()
            .is_some_and(|name| ROOTS.iter().any(|root| name == *root));
        if is_root {
            let parent = path
                .parent()
                .filter(|parent| !parent.as_os_str().is_empty());
            return Ok(Home::Folder(parent.unwrap_or(Path::new(".")).to_owned()));
        }
        if let Some("json" | "toml") = path.extension().and_then(|ending| ending.to_str()) {
            Ok(Home::Single(path.to_owned()))
        } else {
            let message = format!("`{}` is not a programme", formatting::path(path));
            Err(Failure::new(message)
                .with_help("name a folder with a `paratus.toml`, or a `.json` or `.toml` file"))
        }
    }

    /// Whether an argument names a programme that is there, where it might be something else.
    pub(crate) fn is_one(argument: &str) -> bool {
        let path = Path::new(argument);
        let is_document = || {
            path.extension()
                .is_some_and(|ending| ending == "json" || ending == "toml")
        };
        is_standard(path) || holds_root(path) || (path.is_file() && is_document())
    }

    /// The folder that files of the programme are named relative to.
    pub(crate) fn folder(&self) -> &Path {
        match self {
            Home::Folder(folder) => folder,
            Home::Single(file) => file.parent().unwrap_or(Path::new("")),
            Home::Standard => Path::new(""),
        }
    }
}

/// The nearest folder, here or above, that holds a programme, as a relative path.
fn nearest() -> Result<Home, Failure> {
    let here =
        std::env::current_dir().map_err(|error| Failure::io("find", Path::new("."), &error))?;
    let mut path = PathBuf::new();
    for folder in here.ancestors() {
        if holds_root(folder) {
            return Ok(Home::Folder(if path.as_os_str().is_empty() {
                PathBuf::from(".")
            } else {
                path
            }));
        }
        path.push("..");
    }
    let failure =
        Failure::new("there is no programme here: no `paratus.toml` in this folder or above it");
    Err(failure.with_help(
        "name the folder of a programme, or write one to start from with `paratus init`",
    ))
}

fn holds_root(folder: &Path) -> bool {
    ROOTS.iter().any(|root| folder.join(root).exists())
}

fn missing(path: &Path, error: &std::io::Error) -> Failure {
    let failure = Failure::io("read", path, error);
    if error.kind() != ErrorKind::NotFound {
        return failure;
    }
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| holds_root(&entry.path()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    failure.did_you_mean(&name, names.iter().map(String::as_str))
}

fn not_a_programme(folder: &Path) -> Failure {
    let empty = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    let shown = formatting::path(folder);
    let what = if empty {
        "is empty"
    } else {
        "is not a programme: it has no `paratus.toml`"
    };
    Failure::new(format!("the folder `{shown}` {what}")).with_help(format!(
        "`paratus init {shown}` writes a programme to start from"
    ))
}

/// Bytes of a file that is read as a whole, at most: one more than a programme may have.
const LARGEST: u64 = 1 << 32;

/// Whether a file, as the system names it, belongs to a programme: its root, one of its tables, or TOML in or below its folder.
pub(crate) fn is_of_programme(path: &Path) -> bool {
    let named = |names: &[&str]| {
        path.file_name()
            .is_some_and(|file| names.iter().any(|name| file == *name))
    };
    let is_table = || {
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let is_named = stem.is_some_and(|stem| TABLE_NAMES.contains(&stem));
        let ending = path.extension().and_then(|ending| ending.to_str());
        let is_text = ending.is_some_and(|ending| TEXT_ENDINGS.contains(&ending));
        let is_table = is_named && is_text || named(&[PARQUET]) || is_workbook_name(path);
        is_table && path.parent().is_some_and(holds_root)
    };
    let is_toml = || {
        path.extension().is_some_and(|ending| ending == "toml")
            && path.ancestors().skip(1).any(holds_root)
    };
    path.is_file() && (named(&ROOTS) || is_table() || is_toml())
}

/// Whether a file is a workbook by its name.
pub(crate) fn is_workbook_name(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| paratus_exchange::is_workbook_name(&name))
}

/// Bytes of what an argument names and is read as a whole, at most: it may be a pipe or a device that never ends.
const LARGEST_NAMED: u64 = 1 << 30;

/// Whether an argument is `-`: standard input where a file is read, standard output where one is written.
pub(crate) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What an argument names, to be read from its beginning: a file or standard input.
pub(crate) fn input(path: &Path) -> std::io::Result<Box<dyn Read>> {
    Ok(if is_standard(path) {
        Box::new(inputs::standard()?)
    } else {
        Box::new(open(path)?)
    })
}

/// The whole of a file that an argument names, or of standard input.
pub(crate) fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    read_named(input(path)?)
}

fn read_named(input: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(LARGEST_NAMED + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_NAMED {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// A whole file that an argument names as a programme.
pub(crate) fn read_regular(path: &Path) -> std::io::Result<Vec<u8>> {
    read_named(open_regular(path)?)
}

pub(crate) fn read_whole(file: File) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether a file is a device other than a terminal, which need not end.
#[cfg(unix)]
fn is_device(file: &File) -> std::io::Result<bool> {
    use std::io::IsTerminal;
    use std::os::unix::fs::FileTypeExt;
    let kind = file.metadata()?.file_type();
    Ok((kind.is_char_device() || kind.is_block_device()) && !file.is_terminal())
}

#[cfg(not(unix))]
fn is_device(_: &File) -> std::io::Result<bool> {
    Ok(false)
}

/// Opens a file that an argument names, be it a pipe; a folder and a device are refused here and not at the first read.
pub(crate) fn open(path: &Path) -> std::io::Result<File> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if is_device(&file)? {
        return Err(std::io::Error::other("it is a device, not a file"));
    }
    inputs::note(path);
    Ok(file)
}

/// Opens a file that belongs to a folder. A folder was named on the command line, its files were not, so a link that leads out of it, a device and a
/// pipe are refused before anything of them is read.
pub(crate) fn open_within(folder: &Path, name: &str) -> std::io::Result<File> {
    let here = Path::new(".");
    let root = if folder.as_os_str().is_empty() {
        here
    } else {
        folder
    }
    .canonicalize()?;
    let path = match root.join(name).canonicalize() {
        Err(error)
            if error.kind() == ErrorKind::NotFound
                && std::fs::symlink_metadata(root.join(name)).is_ok() =>
        {
            return Err(std::io::Error::other(
                "it is a link to a file that is not there",
            ));
        }
        path => path?,
    };
    if !path.starts_with(&root) {
        return Err(std::io::Error::other(
            "it leads out of the folder, and only files inside it are read",
        ));
    }
    open_regular(&path)
}

/// Opens a file that is neither a folder nor a device nor a pipe: opening one of those could wait for ever, and it need not end.
pub(crate) fn open_regular(path: &Path) -> std::io::Result<File> {
    let regular = |metadata: std::fs::Metadata| match metadata {
        metadata if metadata.is_file() => Ok(()),
        metadata if metadata.is_dir() => Err(ErrorKind::IsADirectory.into()),
        _ => Err(std::io::Error::other(
            "it is a device or a pipe, not a file",
        )),
    };
    regular(std::fs::metadata(path)?)?;
    let file = open(path)?;
    regular(file.metadata()?)?;
    Ok(file)
}
