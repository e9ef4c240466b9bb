//! Small seeded jobs whose instructions are counted: always the same work.

use super::columns::Columns32;
use super::generate;
use super::programme::{self, AS_OF, OBJECTIVES};
use super::runs::{Run, taken};
use paratus::document::Kind;
use paratus::table::TableOptions;
use paratus::{Date, EvidenceLog, Record};
use std::hint::black_box;

/// 400 people with 100 records each.
const PEOPLE: usize = 400;
const RECORDS: usize = 40_000;
/// Records added one by one.
const ADDED: usize = 100;

/// What is counted is what this function calls, and nothing else.
#[inline(never)]
fn counted_job(work: &mut dyn FnMut() -> Run) -> Run {
    work()
}

/// Does the job of that name.
pub(super) fn run(name: &str) -> Run {
    let programme = programme::compile(PEOPLE)?;
    let as_of: Date = AS_OF.parse()?;
    let made = generate::columns(PEOPLE, RECORDS, 0);
    let mut table = Vec::new();
    if name == "csv" {
        generate::table(&made, &mut table)?;
    }
    let columns = Columns32::from_columns(made, programme::people(PEOPLE), 0)?;
    columns.with_columns(|columns| match name {
        "columns" => counted_job(&mut || {
            black_box(taken(&programme, columns)?.into_assessment(as_of));
            Ok(())
        }),
        "csv" => counted_job(&mut || {
            let mut log = EvidenceLog::new(&programme);
            let report = log.read_csv("evidence.csv", &table, TableOptions::default());
            if report.rows != RECORDS as u64 {
                return Err("rows were refused".into());
            }
            black_box(log.into_assessment(as_of));
            Ok(())
        }),
        "append" => {
            let mut assessment = programme.assess(&taken(&programme, columns)?, as_of);
            let ids: Vec<(String, String)> = (0..ADDED)
                .map(|at| {
                    (
                        programme::person(at * 37 % PEOPLE),
                        programme::objective(at % OBJECTIVES),
                    )
                })
                .collect();
            counted_job(&mut || {
                for (person, objective) in &ids {
                    black_box(assessment.append([Record::new(
                        person,
                        objective,
                        Kind::Quiz,
                        0.75,
                        as_of,
                    )]));
                }
                Ok(())
            })
        }
        "units" => {
            let assessment = programme.assess(&taken(&programme, columns)?, as_of);
            counted_job(&mut || {
                black_box(assessment.units(
                    paratus::units::UnitKind::Section,
                    &paratus::disclosure::Disclosure::published("office"),
                ));
                Ok(())
            })
        }
        _ => Err(format!("`{name}` is no job; append, columns, csv and units are").into()),
    })
}
