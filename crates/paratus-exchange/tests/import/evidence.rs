//! Results: what is taken, what is reported, and what a wrong map says.

use crate::common::{fixtures, import_evidence, import_evidence_from};
use paratus_exchange::{EvidenceMap, evidence, no_tables};
use std::io::{self, Read, Write};

const MAP: &str = r#"
person = { column = "who" }
objective = { column = "test.measures" }
kind = { constant = "quiz" }
value = { column = "points", form = "points", max = "most", decimal_comma = true }
key = { template = "{{{test}}}" }
skip_where = [{ column = "state", equals = "void", reason = "declared void" }]

[[lookups]]
name = "test"
file = "tests.csv"
by = "id"
from = "test"

[date]
column = "day"
form = "days"
epoch = { column = "test.term", table = { spring = "2027-03-01", autumn = "2027-09-01" } }
instead = [{ when = [{ column = "state", equals = "old" }], date = { constant = "2020-01-01", plus_days = -1 } }]

[people]
file = "staff.csv"
id = { column = "id" }
section = { column = "unit", slug = true }
section_title = { column = "unit" }
parent = { column = "house", slug = true }
roles = [{ column = "job" }]
leader = { column = "boss", equals = "yes" }
joined = { column = "since", form = "dmy" }

[programme]
format = 1
id = "tests"
objectives = [{ id = "find-a-case", track = "technology" }, { id = "file-a-record", track = "process" }]
roles = [{ id = "clerk" }, { id = "head" }]
"#;

#[test]
fn rows_are_taken_or_reported() {
    let done = import_evidence(&fixtures(), MAP, "results.csv").unwrap();
    let (text, document) = &done.result;
    assert_eq!(
        text,
        "person,objective,kind,value,date,key\n\
         a1,find-a-case,quiz,0.75,2027-03-04,{T1}\n\
         a1,file-a-record,quiz,1,2027-08-30,{T2}\n\
         a2,find-a-case,quiz,0.7,2019-12-31,{T1}\n"
    );
    let main = done.summary.main();
    assert_eq!(
        (
            main.read,
            main.added,
            main.same,
            main.refused,
            main.set_aside
        ),
        (16, 3, 0, 11, 2)
    );
    assert_eq!(
        done.notes,
        [
            "`staff.csv`, line 4: same: says the same as an earlier row of this person",
            "`staff.csv`, line 5, column `id`: refused: says something else than an earlier row of this person; that one counts",
            "`staff.csv`, line 6, column `job`: refused: the programme has no role `clark`; did you mean `clerk`?",
            "`staff.csv`, line 7, column `unit`: refused: there is no value",
            "`staff.csv`, line 8, column `since`: refused: `31.2.2020` is not a day of the form day/month/year",
            "`tests.csv`, line 5, column `id`: same: the same as line 3",
            "`tests.csv`, line 6, column `id`: refused: line 3 has the same key and other values; that one counts",
            "`results.csv`, line 4, column `points`: set aside: there is no value",
            "`results.csv`, line 5, column `points`: refused: `11` is not from 0 to 10",
            "`results.csv`, line 6, column `points`: refused: `seven` is not a number",
            "`results.csv`, line 7, column `points`: refused: `7.5` is not a number; it has a decimal point, and `decimal_comma = true` is declared",
            "`results.csv`, line 8, column `test`: refused: `T9` is not in `tests.csv`",
            "`results.csv`, line 9, column `most`: refused: the most points are `0`; they must be above 0",
            "`results.csv`, line 10, column `day`: refused: `soon` is not a whole number of days",
            "`results.csv`, line 11, column `who`: refused: the person `a3` is not in `staff.csv`",
            "`results.csv`, line 12, column `state`: set aside: declared void",
            "`results.csv`, line 13, column `test.measures`: refused: the programme has no objective `find-a-cas`; did you mean `find-a-case`?",
            "`results.csv`, line 14, column `day`: refused: `9999999` is not a possible number of days",
            "`results.csv`, line 16, column `who`: refused: there is no value",
            "`results.csv`, line 17: refused: 3 columns, but the heading has 7",
        ]
    );
    assert_eq!(
        done.summary
            .contact_columns
            .iter()
            .map(|one| one.column.as_str())
            .collect::<Vec<_>>(),
        ["name"]
    );
    let document = document.as_ref().unwrap();
    let people: Vec<String> = document
        .people
        .iter()
        .map(|one| {
            format!(
                "{} {} {} {}",
                one.id,
                one.section,
                one.roles.join("+"),
                one.leader
            )
        })
        .collect();
    assert_eq!(
        people,
        [
            "a1 archive-north clerk true",
            "a2 archive-north clerk+head false"
        ]
    );
    assert_eq!(document.people[0].joined.unwrap().to_string(), "2020-03-01");
    assert_eq!(
        document
            .sections
            .iter()
            .map(|one| one.id.as_str())
            .collect::<Vec<_>>(),
        ["operations", "archive-north", "archive-south"]
    );
}

/// The cells of a column of the evidence that a map makes of a table with these cells in `x`, then the notes; or the error.
fn column_made(
    at: usize,
    value: &str,
    date: &str,
    cells: &[&str],
    note: impl Fn(&str) -> &str,
) -> Vec<String> {
    let map = format!(
        "person = {{ constant = \"p\" }}\nobjective = {{ constant = \"o\" }}\nkind = {{ constant = \"quiz\" }}\nvalue = {value}\ndate = {date}"
    );
    let rows: String = cells.iter().map(|cell| format!("{cell},\n")).collect();
    let table = format!("x,y\n{rows}");
    match import_evidence_from(&fixtures(), &map, "t.csv", &mut table.as_bytes()) {
        Err(error) => vec![error],
        Ok(done) => {
            let taken = done.result.0.lines().skip(1);
            let taken = taken.filter_map(|line| line.split(',').nth(at));
            let notes = done.notes.iter().map(|text| note(text));
            taken.chain(notes).map(str::to_owned).collect()
        }
    }
}

fn values(value: &str, cells: &str) -> Vec<String> {
    let cells: Vec<&str> = cells.split_whitespace().collect();
    column_made(3, value, "{ constant = \"2027-01-01\" }", &cells, |note| {
        note.rsplit(": ").next().unwrap_or(note)
    })
}

#[test]
fn values_are_read_by_declaration_only() {
    assert_eq!(
        values(
            r#"{ column = "x", form = "percent" }"#,
            "78 78% 0 100.0 101"
        ),
        ["0.78", "0.78", "0", "1", "`101` is not from 0 to 100"]
    );
    assert_eq!(
        values(
            r#"{ column = "x", form = "fraction" }"#,
            ".5 1 78 78% NaN inf 1e-1 -"
        ),
        [
            "0.5",
            "1",
            "`78` is not from 0 to 1",
            "`78%` is not a number; declare `form = \"percent\"`",
            "`NaN` is not a number",
            "`inf` is not a number",
            "`1e-1` is not a number",
            "there is no value",
        ]
    );
    assert_eq!(
        values(r#"{ column = "x", form = "points", max = 4 }"#, "3 -1"),
        ["0.75", "`-1` is not from 0 to 4"]
    );
    assert_eq!(
        values(r#"{ column = "x", form = "points", max = 10 }"#, "7/10 7/9"),
        ["0.7", "`7/9` is not out of 10"]
    );
    assert_eq!(
        values(r#"{ column = "x", form = "points" }"#, "7/10 3/4 3/0"),
        ["0.7", "0.75", "the most points must be above 0"]
    );
    assert_eq!(
        values(
            r#"{ column = "x", table = { Pass = 1.0, Fail = 0.0 } }"#,
            "Pass Fail Pas"
        ),
        [
            "1",
            "0",
            "`Pas` is not in the map's table; did you mean `Pass`?",
        ]
    );
    assert_eq!(values("{ constant = 1 }", "a"), ["1"]);
    assert_eq!(
        values(r#"{ column = "x" }"#, "a"),
        [
            "`map.toml`: `value` does not say how column `x` is written; declare `form` as `fraction`, `percent` or `points`, or give a `table`",
        ]
    );
    assert_eq!(
        values("{ constant = 2 }", "a"),
        ["`map.toml`: `value` has `2`, which is not from 0 to 1"]
    );
    assert_eq!(
        values(r#"{ column = "x", form = "points" }"#, "a"),
        ["`a` does not say the most points, as `7 / 10` does, and the map gives no `max`"]
    );
}

fn dates(date: &str, cells: &[&str]) -> Vec<String> {
    column_made(4, "{ constant = 1 }", date, cells, |note| {
        note.split(": refused: ").nth(1).unwrap_or(note)
    })
}

#[test]
fn dates_are_read_by_declaration_only() {
    assert_eq!(
        dates(
            r#"{ column = "x" }"#,
            &["2027-03-14", "14/03/2027", "2027-02-29"]
        ),
        [
            "2027-03-14",
            "`14/03/2027` is not a date; write it as `YYYY-MM-DD`; declare `form = \"dmy\"` or `form = \"mdy\"`",
            "`2027-02-29` is not in the calendar",
        ]
    );
    assert_eq!(
        dates(
            r#"{ column = "x", form = "iso_time" }"#,
            &[
                "2027-03-14T10:11:12+02:00",
                "2027-03-14 10:11",
                "2027-03-14"
            ]
        ),
        ["2027-03-14T10:11:12", "2027-03-14T10:11", "2027-03-14"]
    );
    assert_eq!(
        dates(
            r#"{ column = "x", form = "dmy" }"#,
            &["3/4/2027", "14.03.2027", "14/03/2027 10:22", "3/14/2027"]
        ),
        [
            "2027-04-03",
            "2027-03-14",
            "2027-03-14T10:22",
            "`3/14/2027` is not a day of the form day/month/year",
        ]
    );
    assert_eq!(
        dates(r#"{ column = "x", form = "mdy" }"#, &["3/4/2027"]),
        ["2027-03-04"]
    );
    assert_eq!(
        dates(
            r#"{ column = "x", form = "spreadsheet" }"#,
            &["46095", "46095.75", "12"]
        ),
        [
            "2026-03-14",
            "2026-03-14T18:00",
            "`12` is not a day as spreadsheets count them",
        ]
    );
    assert_eq!(
        dates(
            r#"{ column = "x", form = "days", epoch = "2027-01-31" }"#,
            &["1", "-31"]
        ),
        ["2027-02-01", "2026-12-31"]
    );
    assert_eq!(
        dates(r#"{ column = "x", form = "days" }"#, &["1"]),
        ["`map.toml`: `date` needs `epoch` with `form = \"days\"`, and only then"]
    );
    assert_eq!(
        dates("{ }", &["1"]),
        ["`map.toml`: `date` needs exactly one of `column` and `constant`"]
    );
}

#[test]
fn wrong_maps_say_what_is_wrong_and_where() {
    let wrong = |from: &str, to: &str| {
        assert!(MAP.contains(from), "{from}");
        import_evidence(&fixtures(), &MAP.replace(from, to), "results.csv")
            .err()
            .unwrap_or_default()
    };
    assert!(wrong("person = { column", "person = { colum").starts_with(
        "`map.toml`, line 2, column 12: unknown key `colum`; did you mean `column`? The keys are"
    ));
    assert_eq!(
        wrong("{ column = \"who\" }", "{ }"),
        "`map.toml`: `person` needs exactly one of `column`, `constant`, `template`"
    );
    assert_eq!(
        wrong("\"test.measures\"", "\"tst.measures\""),
        "`results.csv`: there is no column `tst.measures` and no lookup `tst`, which the map names in `objective`; did you mean `test`?"
    );
    assert!(wrong("\"test.measures\"", "\"test.measure\"").starts_with(
        "`tests.csv`: there is no column `measure`, which the map names in `test.…`; did you mean `measures`?"
    ));
    assert!(
        wrong("{{{test}}}", "{{{test}}")
            .starts_with("`map.toml`: `key` has a brace without its partner")
    );
    assert_eq!(
        wrong("by = \"id\"", "by = [\"id\", \"term\"]"),
        "`map.toml`: lookup `test` has 2 columns in `by` and 1 in `from`"
    );
    assert!(wrong("format = 1\n", "").starts_with("`map.toml`, line "));
    assert_eq!(
        wrong("spring = \"2027-03-01\"", "summer = \"2027-03-01\"").len(),
        0
    );
}

#[test]
fn kinds_levels_and_expiry() {
    let map = r#"
person = { column = "who", slug = true }
objective = { column = "what", table = { A = "aim" } }
kind = { column = "how", table = { exam = "quiz", seen = "observation", odd = "quizz" } }
value = { constant = 1 }
date = { column = "when" }
level = { column = "step" }
expires = { column = "until" }
source = { column = "from" }
programme = { format = 1, id = "p", scales = { s = { levels = ["low", "high"] } }, objectives = [{ id = "aim", track = "people", scale = "s" }] }
"#;
    let table = "who,what,how,when,step,until,from\n\
                 P 1,A,exam,2027-01-01,low,2028-01-01,\"x, y\"\n\
                 P 1,A,seen,2027-01-01,,n/a,\n\
                 P 1,A,odd,2027-01-01,,,\n\
                 P 1,A,exams,2027-01-01,,,\n\
                 P 1,A,exam,2027-01-01,hihg,,\n\
                 P 1,A,exam,2027-01-01,,never,\n\
                 !,A,exam,2027-01-01,,,\n";
    let done = import_evidence_from(&fixtures(), map, "t.csv", &mut table.as_bytes()).unwrap();
    assert_eq!(
        done.result.0,
        "person,objective,kind,value,date,level,expires,source\n\
         p-1,aim,quiz,1,2027-01-01,low,2028-01-01,\"x, y\"\n\
         p-1,aim,observation,1,2027-01-01,,,\n"
    );
    assert_eq!(
        done.notes,
        [
            "`t.csv`, line 4, column `how`: refused: `quizz` is not a kind of evidence; did you mean `quiz`?",
            "`t.csv`, line 5, column `how`: refused: `exams` is not in the map's table; did you mean `exam`?",
            "`t.csv`, line 6, column `step`: refused: `hihg` is not a level of `aim`; did you mean `high`?",
            "`t.csv`, line 7, column `until`: refused: `never` is not a date; write it as `YYYY-MM-DD`",
            "`t.csv`, line 8, column `who`: refused: nothing is left of it as an id: it has neither letters nor digits",
        ]
    );
    assert!(!done.summary.is_clean());
}

/// Makes a table of results while it is read.
struct Endless {
    rows: u32,
    made: u32,
    text: Vec<u8>,
    position: usize,
}

impl Read for Endless {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.position == self.text.len() && self.made < self.rows {
            self.text.clear();
            self.position = 0;
            for _ in 0..1000.min(self.rows - self.made) {
                self.made += 1;
                let score = if self.made.is_multiple_of(10) {
                    "-".to_owned()
                } else {
                    format!("{}%", self.made % 101)
                };
                writeln!(self.text, "p{},{score}", self.made % 5000)?;
            }
        }
        let count = out.len().min(self.text.len() - self.position);
        out[..count].copy_from_slice(&self.text[self.position..self.position + count]);
        self.position += count;
        Ok(count)
    }
}

#[test]
fn results_go_through_without_being_kept() {
    /// Counts lines.
    struct Lines(u64);
    impl Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += bytes.iter().filter(|&&byte| byte == b'\n').count() as u64;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let map = "person = { column = \"who\" }\nobjective = { constant = \"o\" }\nkind = { constant = \"quiz\" }\n\
               value = { column = \"score\", form = \"percent\" }\ndate = { constant = 2027-01-01 }";
    let map = EvidenceMap::parse("map.toml", map).unwrap();
    let rows = std::env::var("PARATUS_ROWS")
        .ok()
        .and_then(|rows| rows.parse().ok())
        .unwrap_or(100_000);
    let mut results = Endless {
        rows,
        made: 0,
        text: b"who,score\n".to_vec(),
        position: 0,
    };
    let mut lines = Lines(0);
    let mut missing = 0_u64;
    let done = evidence(
        &map,
        "t.csv",
        &mut results,
        &mut no_tables,
        &mut lines,
        &mut |_| missing += 1,
    );
    let (document, summary) = done.unwrap();
    let main = summary.main();
    assert_eq!(document, None);
    assert_eq!(
        (main.read, main.set_aside, main.added),
        (
            rows.into(),
            u64::from(rows / 10),
            u64::from(rows - rows / 10)
        )
    );
    assert_eq!((lines.0, missing), (main.added + 1, main.set_aside));
}

#[test]
fn reading_and_writing_that_fail_are_errors() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is full"))
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the line is cut"))
        }
    }
    let map = "person = { constant = \"p\" }\nobjective = { constant = \"o\" }\nkind = { constant = \"quiz\" }\n\
               value = { constant = 1 }\ndate = { constant = \"2027-01-01\" }";
    let map = EvidenceMap::parse("map.toml", map).unwrap();
    let full = evidence(
        &map,
        "t.csv",
        &mut "a\n1\n".as_bytes(),
        &mut no_tables,
        &mut Full,
        &mut |_| {},
    );
    assert_eq!(
        full.unwrap_err().to_string(),
        "`the evidence`: the disk is full"
    );
    let broken = evidence(
        &map,
        "t.csv",
        &mut Broken,
        &mut no_tables,
        &mut Vec::new(),
        &mut |_| {},
    );
    assert_eq!(broken.unwrap_err().to_string(), "`t.csv`: the line is cut");
}
