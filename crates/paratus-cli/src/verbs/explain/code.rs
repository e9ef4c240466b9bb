//! Codes of findings: what they mean, why they matter, what to do about them.

use crate::args::Format;
use crate::console::{Context, of_severity};
use crate::failure::Failure;
use crate::output::Output;
use crate::table::{Align, Cell, Table, paragraph};
use crate::verbs::no_such_form;
use paratus::Code;
use paratus::answers::{CodeAnswer, CodesAnswer};

/// One code.
pub(super) fn write(code: Code, context: &Context) -> Result<(), Failure> {
    let look = &context.out;
    let mut output = Output::open(context)?;
    match context.format {
        Format::Json | Format::Ndjson => output.json(&CodesAnswer {
            codes: vec![CodeAnswer::new(code)],
            ..CodesAnswer::all()
        })?,
        Format::Csv => {
            return Err(no_such_form(
                "explain CODE",
                context.format,
                "table, md and json",
            ));
        }
        Format::Md => {
            output.line(&format!(
                "## {code} ({})\n\n{}\n",
                code.severity(),
                code.summary()
            ));
            output.line(&format!(
                "Why it matters: {}\n\nRemedy: {}",
                code.why(),
                code.remedy()
            ));
        }
        Format::Table => {
            output.line(&look.paint(
                of_severity(code.severity()),
                &format!("{code} ({})", code.severity()),
            ));
            output.text(&paragraph(code.summary(), "  ", look.width()));
            for (title, text) in [("Why it matters", code.why()), ("Remedy", code.remedy())] {
                output.line(&format!("\n{}", look.title(title)));
                output.text(&paragraph(text, "  ", look.width()));
            }
        }
    }
    output.finish()
}

/// All codes.
pub(super) fn write_all(context: &Context) -> Result<(), Failure> {
    let mut table = Table::new([
        ("code", Align::Left),
        ("severity", Align::Left),
        ("what it means", Align::Left),
    ]);
    for code in Code::ALL {
        let severity = Cell::styled(code.severity().name(), of_severity(code.severity()));
        table.row([code.name().into(), severity, code.summary().into()]);
    }
    let all = CodesAnswer::all();
    let mut output = Output::open(context)?;
    match context.format {
        Format::Json => output.json(&all)?,
        Format::Ndjson => all.codes.iter().try_for_each(|code| output.json(code))?,
        Format::Csv => output.csv(
            ["code", "severity", "summary", "why", "remedy"],
            all.codes.iter().map(|code| {
                let severity = code.severity.name().to_owned();
                [
                    code.code.name().to_owned(),
                    severity,
                    code.summary.clone(),
                    code.why.clone(),
                    code.remedy.clone(),
                ]
            }),
        )?,
        Format::Md => output.text(&table.markdown()),
        Format::Table => output.text(&table.text(&context.out)),
    }
    output.finish()
}
