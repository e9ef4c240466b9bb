//! The README shows what the command really prints.

use crate::common::Desk;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Blocks after `<!-- check: COMMAND -->`: the command, and the lines shown. `…` stands for lines left out.
fn checked_blocks(text: &str) -> Vec<(String, Vec<String>)> {
    let mut blocks = Vec::new();
    for part in text.split("<!-- check: ").skip(1) {
        let (command, rest) = part.split_once(" -->").unwrap();
        let shown = rest.trim_start().strip_prefix("```text\n").unwrap();
        let (shown, _) = shown.split_once("\n```").unwrap();
        blocks.push((
            command.to_owned(),
            shown
                .lines()
                .map(|line| line.trim_end().to_owned())
                .collect(),
        ));
    }
    blocks
}

fn output(command: &str) -> String {
    output_in(&root(), command)
}

fn output_in(folder: &Path, command: &str) -> String {
    let mut words = command.split(' ');
    let program = match words.next().unwrap() {
        "paratus" => env!("CARGO_BIN_EXE_paratus").to_owned(),
        "cargo" => env!("CARGO").to_owned(),
        other => panic!("the README checks `{other}`, which this test does not know"),
    };
    let ran = Command::new(program)
        .args(words)
        .current_dir(folder)
        .output()
        .unwrap();
    // A gate says its verdict by 3 and 4; 2 is always that it could not run.
    let verdict = command.starts_with("paratus gate") && matches!(ran.status.code(), Some(3 | 4));
    // So does a plan that is proven impossible, by 5.
    let verdict = verdict || (command.starts_with("paratus plan") && ran.status.code() == Some(5));
    assert!(
        verdict || ran.status.success(),
        "`{command}` failed:\n{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn every_checked_block_is_what_its_command_prints() {
    let pages = ["README.md", "docs/rust.md"]
        .map(|name| std::fs::read_to_string(root().join(name)).unwrap());
    let blocks: Vec<_> = pages.iter().flat_map(|page| checked_blocks(page)).collect();
    assert!(blocks.len() >= 2, "there are no checked blocks");
    blocks
        .iter()
        .for_each(|(command, shown)| held(command, shown));
}

fn held(command: &str, shown: &[String]) {
    same(command, &output(command), shown);
}

/// The block is what is printed, line for line; only `…` leaves lines out.
fn same(command: &str, printed: &str, shown: &[String]) {
    let mut lines = printed.lines().map(str::trim_end);
    let mut left_out = false;
    for line in shown {
        if line.trim() == "…" {
            left_out = true;
            continue;
        }
        // A dependency tree is shown without versions, which change with every update.
        let same = |printed: &str| {
            printed == line || (command.starts_with("cargo") && name(printed) == name(line))
        };
        let found = if left_out {
            lines.any(same)
        } else {
            lines.next().is_some_and(same)
        };
        assert!(
            found,
            "`{command}` does not print, in this order:\n{line}\nbut:\n{printed}"
        );
        left_out = false;
    }
    assert!(
        left_out || lines.next().is_none(),
        "`{command}` prints more than is shown: end the block with `…`:\n{printed}"
    );
}

/// The name in a line of a dependency tree.
fn name(line: &str) -> Option<&str> {
    line.split([' ', '─'])
        .find(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()))
}

#[test]
fn the_guide_to_rolling_out_shows_what_is_printed() {
    let guide = std::fs::read_to_string(root().join("docs/guides/rolling-out.md")).unwrap();
    let blocks = checked_blocks(&guide);
    // Every block that shows the command's work is checked.
    assert_eq!(guide.matches("```text").count(), blocks.len());
    assert!(blocks.len() >= 8, "{} blocks", blocks.len());
    blocks
        .iter()
        .for_each(|(command, shown)| held(command, shown));
}

#[test]
fn the_guide_to_planning_can_be_followed_from_an_empty_folder() {
    let guide = std::fs::read_to_string(root().join("docs/guides/planning.md")).unwrap();
    let blocks = checked_blocks(&guide);
    assert_eq!(guide.matches("```text").count(), blocks.len());
    assert!(blocks.len() >= 6, "{} blocks", blocks.len());
    let desk = Desk::new();
    std::fs::create_dir_all(desk.path("empty/office")).unwrap();
    for name in ["office/paratus.toml", "office/people.csv"] {
        let (_, rest) = guide.split_once(&format!("`{name}`:\n\n```")).unwrap();
        let (_, rest) = rest.split_once('\n').unwrap();
        desk.write(
            &format!("empty/{name}"),
            rest.split_once("\n```").unwrap().0,
        );
    }
    blocks.iter().for_each(|(command, shown)| {
        same(command, &output_in(&desk.path("empty"), command), shown);
    });
}

#[test]
fn the_guide_to_importing_can_be_followed() {
    let guide = std::fs::read_to_string(root().join("docs/guides/importing.md")).unwrap();
    let blocks = checked_blocks(&guide);
    assert_eq!(guide.matches("```text").count(), blocks.len());
    assert!(blocks.len() >= 4, "{} blocks", blocks.len());
    let desk = Desk::new();
    std::fs::create_dir_all(desk.path("empty")).unwrap();
    let mut files = 0;
    for part in guide
        .split("`:\n\n```")
        .skip(1)
        .zip(guide.split("`:\n\n```"))
    {
        let (rest, before) = part;
        let name = before.rsplit('`').next().unwrap();
        let (_, text) = rest.split_once('\n').unwrap();
        let text = text.split_once("\n```").unwrap().0;
        desk.write(&format!("empty/{name}"), format!("{text}\n"));
        files += 1;
    }
    assert_eq!(files, 11);
    for (command, shown) in &blocks {
        let words: Vec<&str> = command.split(' ').skip(1).collect();
        let ran = desk.run_in("empty", &words, b"");
        assert!(ran.code < 2, "`{command}`: {}", ran.err);
        same(command, &ran.err, shown);
        // Once more: nothing changes.
        let again = desk.run_in("empty", &words, b"");
        assert!(
            again.err.contains("stays as it is"),
            "`{command}`: {}",
            again.err
        );
    }
    for folder in ["empty/office", "empty/staff", "empty/service"] {
        assert_eq!(desk.run(&["check", folder]).code, 0);
    }
}

#[test]
fn every_file_that_the_readme_names_is_there() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let mut named = 0;
    for link in readme.split("](").skip(1) {
        let (path, _) = link.split_once(')').unwrap();
        assert!(
            root().join(path).exists(),
            "the README links to `{path}`, which is not there"
        );
        named += 1;
    }
    assert!(named > 3);
}
