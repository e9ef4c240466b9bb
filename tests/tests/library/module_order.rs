//! Modules of a crate depend on each other in one direction: no module reaches, over others, itself again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The modules that each module uses, with one file that does.
type Uses = BTreeMap<String, BTreeMap<String, String>>;

#[test]
fn no_module_depends_on_itself_over_others() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut circles = Vec::new();
    let mut modules = 0;
    for entry in fs::read_dir(crates).unwrap() {
        let source = entry.unwrap().path().join("src");
        let uses = uses_of_crate(&source);
        modules += uses.len();
        circles.extend(
            circles_in(&uses)
                .into_iter()
                .map(|circle| format!("{}: {circle}", source.display())),
        );
    }
    assert!(
        modules > 60,
        "only {modules} modules use others: are the sources where they were?"
    );
    assert_eq!(circles, [""; 0]);
}

#[test]
fn a_circle_is_found_also_over_names_of_the_root() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "lib.rs",
        "mod a;\nmod b;\nmod c;\npub use b::{Deep, inner::Other as Thing};\n",
    );
    write("a.rs", "use crate::{Thing, c::{self, Last}};\n");
    write(
        "b.rs",
        "fn f() { crate::c::call() }\n#[cfg(test)]\nmod tests {\n    use crate::a::X;\n}\n",
    );
    write("c.rs", "// use crate::a::X;\n");
    assert_eq!(circles_in(&uses_of_crate(folder.path())), [""; 0]);
    write("c.rs", "use crate::a::X;\n");
    assert_eq!(
        circles_in(&uses_of_crate(folder.path())),
        [
            "a -> b (a.rs) -> c (b.rs) -> a (c.rs)",
            "a -> c (a.rs) -> a (c.rs)"
        ]
    );
}

/// What the modules of a crate use of each other; unit tests may use anything.
fn uses_of_crate(source: &Path) -> Uses {
    let mut files = Vec::new();
    find_sources(source, &mut files);
    let module_of = |file: &Path| {
        let first = file
            .strip_prefix(source)
            .unwrap()
            .components()
            .next()
            .unwrap();
        first
            .as_os_str()
            .to_string_lossy()
            .trim_end_matches(".rs")
            .to_owned()
    };
    let modules: BTreeSet<String> = files.iter().map(|file| module_of(file)).collect();
    let mut root = BTreeMap::new();
    for name in ["lib.rs", "main.rs"] {
        let text = fs::read_to_string(source.join(name)).unwrap_or_default();
        for line in uses_in(&text) {
            let line = line.trim_start_matches("crate::");
            if let (Some(first), Some(last)) =
                (line.split("::").next(), line.split([':', ' ']).next_back())
            {
                root.insert(last.to_owned(), first.to_owned());
            }
        }
    }
    let mut uses = Uses::new();
    for file in &files {
        let me = module_of(file);
        if matches!(me.as_str(), "lib" | "main")
            || file
                .strip_prefix(source)
                .unwrap()
                .to_string_lossy()
                .contains("tests")
        {
            continue;
        }
        let text = fs::read_to_string(file).unwrap();
        for path in paths_of_crate(&text) {
            let module = root
                .get(&path)
                .filter(|_| !modules.contains(&path))
                .unwrap_or(&path);
            if *module != me && modules.contains(module) {
                let place = file.strip_prefix(source).unwrap().display().to_string();
                uses.entry(me.clone())
                    .or_default()
                    .entry(module.clone())
                    .or_insert(place);
            }
        }
    }
    uses
}

fn find_sources(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            find_sources(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// The source without comments and without its unit tests.
fn code_of(text: &str) -> String {
    let text = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    text.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Every name that `use` lines bring in, with the path that leads there: `b::inner::Other as Thing`.
fn uses_in(text: &str) -> Vec<String> {
    let code = code_of(text);
    let mut found = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let rest = &code[at + 4..];
        expand("", &rest[..rest.find(';').unwrap_or(0)], &mut found);
    }
    found
}

/// The first segment behind each `crate::` of the code.
fn paths_of_crate(text: &str) -> Vec<String> {
    let code = code_of(text);
    let mut found = Vec::new();
    for (at, matched) in code.match_indices("crate::") {
        let rest = &code[at + matched.len()..];
        let path = if rest.starts_with('{') {
            &rest[..rest.find(';').unwrap_or(rest.len())]
        } else {
            rest
        };
        expand("", path, &mut found);
    }
    let first = |path: String| {
        let end = path.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
        path[..end.unwrap_or(path.len())].to_owned()
    };
    found.into_iter().map(first).collect()
}

/// `a::{b, c::d}` as `a::b` and `a::c::d`.
fn expand(before: &str, tree: &str, found: &mut Vec<String>) {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        found.push(format!("{before}{tree}"));
        return;
    };
    let before = format!("{before}{}", &tree[..open]);
    let mut depth = 0;
    let mut start = open + 1;
    for (at, letter) in tree.char_indices().skip_while(|(at, _)| *at < open) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if (letter == ',' && depth == 1) || (letter == '}' && depth == 0) {
            if !tree[start..at].trim().is_empty() {
                expand(&before, &tree[start..at], found);
            }
            start = at + 1;
        }
        if depth == 0 {
            return;
        }
    }
}

/// The shortest way from each module back to itself, where there is one and it begins with the first of its modules.
fn circles_in(uses: &Uses) -> Vec<String> {
    let mut circles = Vec::new();
    for (start, firsts) in uses {
        for (first, place) in firsts.iter().filter(|(first, _)| *first > start) {
            let mut ways = vec![(first.clone(), format!("{start} -> {first} ({place})"))];
            let mut seen = BTreeSet::from([first.clone()]);
            let mut at = 0;
            while let Some((module, way)) = ways.get(at).cloned() {
                at += 1;
                for (next, place) in uses.get(&module).into_iter().flatten() {
                    if next == start {
                        circles.push(format!("{way} -> {next} ({place})"));
                        at = ways.len();
                        break;
                    }
                    if next > start && seen.insert(next.clone()) {
                        ways.push((next.clone(), format!("{way} -> {next} ({place})")));
                    }
                }
            }
        }
    }
    circles
}
