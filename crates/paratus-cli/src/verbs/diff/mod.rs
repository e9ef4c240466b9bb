//! `diff`: who changes verdict, and why; and how much the verdicts owe to the rules.

mod plans;

use crate::args::{Format, Source, date};
use crate::console::{Context, FAINT, Look};
use crate::diagnostics;
use crate::disclosure::published_cell;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::formatting;
use crate::load::{self, AssessedProgramme, Evidence, LoadedProgramme};
use crate::output::Output;
use crate::table::{Align, Cell, Table, faint_paragraph, paragraph};
use clap::{Args, ValueHint};
use paratus::answers::{DiffAnswer, DiffPlansOptions, SensitivityAnswer, diff_plans};
use paratus::compare::{Diff, DiffSide, Sensitivity, VerdictCause, VerdictChange, VerdictCounts};
use paratus::disclosure::{Audience, Disclosure, Published};
use paratus::{Date, Verdict};
use std::path::{Path, PathBuf};

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus diff ministry --as-of 2026-12-31 --to 2027-03-14     two dates
  paratus diff ministry ministry-draft                         two programmes, or two sets of rules
  paratus diff ministry --to-evidence new.csv --people         more evidence: everyone whose verdict changes
  paratus diff ministry --to 2027-06-30 --fail-on worse        exit 1 if anyone is worse off
  paratus diff ministry --plan plan.json replan.json           two plans: needs, money, sessions, seats, absence
  paratus diff ministry --sensitivity                          the verdicts under other rules

Exit codes: 0 done; 1 with --fail-on worse, if anyone's verdict is worse, or a need is newly unmet; 2 could not run.

";

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    #[command(flatten)]
    source: Source,
    /// The second programme [default: the first]
    #[arg(value_name = "AFTER", value_hint = ValueHint::AnyPath)]
    after: Option<PathBuf>,
    /// The second date of assessment [default: that of the second programme, else `--as-of`]
    #[arg(long, value_name = "DATE", value_parser = date)]
    to: Option<Date>,
    /// The second evidence [default: the `evidence.csv` of the second programme]; may be given several times
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    to_evidence: Vec<PathBuf>,
    /// Compare two plans of the programme, as `plan --format json` wrote them; not for publication
    #[arg(long, num_args = 2, value_names = ["BEFORE", "AFTER"], value_hint = ValueHint::FilePath)]
    #[arg(conflicts_with_all = ["after", "to", "to_evidence", "sensitivity"])]
    plan: Vec<PathBuf>,
    /// List everyone whose verdict, needs or seats change, in tables; not for publication
    #[arg(long)]
    people: bool,
    /// Show the verdicts under other rules
    #[arg(long, conflicts_with_all = ["after", "to", "to_evidence", "people", "fail_on"])]
    sensitivity: bool,
    /// Exit with 1 in this case
    #[arg(long, value_name = "CASE", value_enum, default_value_t = FailCondition::Never)]
    fail_on: FailCondition,
}

/// What makes `diff` exit with 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum FailCondition {
    /// Somebody's verdict is worse, or a need is newly unmet
    Worse,
    /// Never
    Never,
}

/// Columns of the flat table: everyone whose verdict changes.
const HEADER: [&str; 4] = ["person", "before", "after", "causes"];
/// Columns of the flat table of other rules.
const VARIANTS: [&str; 7] = [
    "rule",
    "value",
    "ready",
    "not_ready",
    "cannot_tell",
    "changed",
    "mean_rank_change",
];

impl DiffArgs {
    /// Whether those who changed, or who is in a plan, are named.
    pub(crate) fn names_people(&self) -> bool {
        !self.sensitivity && (self.people || !self.plan.is_empty())
    }
}

pub(crate) fn run(args: &DiffArgs, context: &Context) -> Result<Exit, Failure> {
    if args.sensitivity {
        return sensitivity(args, context);
    }
    if let [before, after] = args.plan.as_slice() {
        return plans(args, [before, after], context);
    }
    if args.after.is_none() && args.to.is_none() && args.to_evidence.is_empty() {
        return Err(Failure::new("there is nothing to compare with")
            .with_help("name a second programme, or add `--to DATE`, `--to-evidence FILE` or `--plan BEFORE AFTER`"));
    }
    let before = AssessedProgramme::read(&args.source, context)?;
    let other = args
        .after
        .as_deref()
        .map(|folder| {
            LoadedProgramme::load_valid(Some(folder), args.source.evidence.table_options(), context)
        })
        .transpose()?;
    let from = before.assessment.as_of();
    let evidence = after(args, &before, other.as_ref(), context)?;
    let loaded = other.as_ref().unwrap_or(&before.loaded);
    let own = if other.is_some() {
        context.as_of.or(loaded.programme.as_of())
    } else {
        None
    };
    let sides = (
        DiffSide {
            as_of: from,
            document: &before.loaded.reading.document,
            evidence: &before.evidence.log,
        },
        DiffSide {
            as_of: args.to.or(own).unwrap_or(from),
            document: &loaded.reading.document,
            evidence: evidence
                .as_ref()
                .map_or(&before.evidence.log, |evidence| &evidence.log),
        },
    );
    // Whether anyone is worse off is known of exact figures alone; anyone who asks for people sees them.
    let within = args.people || context.disclosure.is_internal();
    let disclosure = if within {
        Disclosure::internal()
    } else {
        context.disclosure
    };
    let mut findings = before.loaded.findings_with(&before.evidence, from);
    match (&other, &evidence) {
        (Some(other), Some(evidence)) => {
            findings.extend(other.findings_with(evidence, sides.1.as_of));
        }
        (None, Some(evidence)) => findings.extend(evidence.findings(sides.1.as_of)),
        _ => {}
    }
    let answer = DiffAnswer::new(&sides.0, &sides.1, &disclosure, &findings);
    let worse = args.fail_on == FailCondition::Worse
        && if within {
            answer.diff.is_worse()
        } else {
            DiffAnswer::new(&sides.0, &sides.1, &Disclosure::internal(), &[])
                .diff
                .is_worse()
        };
    let diff = &answer.diff;
    let mut output = Output::open(context)?;
    if within {
        output.internal(context);
    } else {
        output.rows_of(Audience::Published);
    }
    match context.format {
        Format::Json => output.json(&answer)?,
        Format::Ndjson => diff
            .changes
            .iter()
            .try_for_each(|change| output.json(change))?,
        Format::Csv => output.csv(HEADER, diff.changes.iter().map(flat))?,
        Format::Md => {
            output.markdown_heading(1, before.loaded.programme.title());
            output.markdown_paragraph(&headline(diff));
            output.line("");
            output.text(&causes(diff).markdown());
            if args.people {
                output.text(&format!("\n{}", people(diff, &context.out).markdown()));
                let moves = moves(diff, &context.out);
                output.text(
                    &moves
                        .map(|table| format!("\n{}", table.markdown()))
                        .unwrap_or_default(),
                );
            }
        }
        Format::Table => output.text(&text(
            before.loaded.programme.title(),
            diff,
            args.people,
            &context.out,
        )),
    }
    output.finish()?;
    if !within && matches!(context.format, Format::Ndjson | Format::Csv) {
        diagnostics::note(
            "who changed is in internal answers only: add `--people` or `--internal`",
            context,
        );
    }
    Ok(if worse { Exit::Found } else { Exit::Done })
}

/// What differs between two plans.
fn plans(args: &DiffArgs, paths: [&Path; 2], context: &Context) -> Result<Exit, Failure> {
    let loaded = LoadedProgramme::load_valid(
        args.source.folder.as_deref(),
        args.source.evidence.table_options(),
        context,
    )?;
    let [first_path, second_path] = paths;
    let [before, after] = paths.map(super::plan::previous);
    let options = DiffPlansOptions {
        before: before?,
        after: after?,
    };
    let diff = diff_plans(&loaded.programme, &options).map_err(|error| {
        let first = error.findings().first();
        let is_after = first.is_some_and(|finding| finding.path == "options.after");
        let path = if is_after { second_path } else { first_path };
        let named = format!("`{}`", formatting::path(path));
        let mut failure = super::refused(error);
        failure.message = failure.message.replacen("the plan", &named, 1);
        failure
    })?;
    plans::show(&loaded.programme, &diff, args.people, context)?;
    Ok(if args.fail_on == FailCondition::Worse && diff.is_worse() {
        Exit::Found
    } else {
        Exit::Done
    })
}

/// The evidence after, where it is another.
fn after(
    args: &DiffArgs,
    before: &AssessedProgramme,
    other: Option<&LoadedProgramme>,
    context: &Context,
) -> Result<Option<Evidence>, Failure> {
    if other.is_none() && args.to_evidence.is_empty() {
        return Ok(None);
    }
    let loaded = other.unwrap_or(&before.loaded);
    let mut wanted = args.source.evidence.clone();
    wanted.evidence.clone_from(&args.to_evidence);
    if other.is_some() {
        wanted.responses.clear();
    }
    let evidence = loaded.read_evidence_with_notes(&wanted, context)?;
    if !context.notes.is_internal() {
        // Instead of the rows themselves.
        load::note_findings(evidence.log.row_findings(), context);
    }
    Ok(Some(evidence))
}

fn headline(diff: &Diff) -> String {
    let (better, worse) =
        diff.changes.iter().fold((0, 0), |(better, worse), change| {
            match change.before.zip(change.after) {
                Some((before, after)) if after > before => (better + 1, worse),
                Some((before, after)) if after < before => (better, worse + 1),
                _ => (better, worse),
            }
        });
    let people = match diff.people.value() {
        Some(people) => formatting::count(people as usize, "person is", "people are"),
        None => "[c] people are".to_owned(),
    };
    if diff.suppressed.get("changes").is_some() {
        return format!(
            "From {} to {}, {people} there on both sides: the counts before and after each cause",
            diff.from, diff.to
        );
    }
    let change = format!(
        "{} better, {} worse",
        formatting::thousands(better),
        formatting::thousands(worse)
    );
    let moves = format!(
        "{} joined, {} left, {} moved",
        diff.joined.len(),
        diff.left.len(),
        diff.moved.len()
    );
    let new = diff.joined.iter().chain(&diff.moved);
    let (needs, hours) = new.fold((0, 0.0), |(needs, hours), who| {
        (needs + who.new_needs, hours + who.hours)
    });
    let learn = if needs == 0 {
        String::new()
    } else {
        let needs = formatting::count(needs as usize, "new need", "new needs");
        format!(
            ", with {needs} ({} hours to teach)",
            formatting::thousands(hours.ceil() as u64)
        )
    };
    format!(
        "From {} to {}, {people} there on both sides: verdicts of {change}; {moves}{learn}",
        diff.from, diff.to
    )
}

fn text(title: &str, diff: &Diff, list: bool, look: &Look) -> String {
    let title = look.title(&formatting::clean(title));
    let mut text = format!(
        "{title}\n{}\n",
        paragraph(&headline(diff), "", look.width())
    );
    text.push_str(&causes(diff).text(look));
    if list {
        text.push_str(&format!(
            "\n{}\n{}",
            look.title("Who changes verdict"),
            people(diff, look).text(look)
        ));
        if let Some(table) = moves(diff, look) {
            text.push_str(&format!(
                "\n{}\n{}",
                look.title("Who joined, left or moved"),
                table.text(look)
            ));
        }
    }
    let caption = "What differs is exchanged one after the other; a cause has what changes at its step, and the rows add up. \
                   Better and worse are steps from not ready by cannot tell to ready. Published counts are rounded; what changed \
                   is their difference. [c]: `--internal` counts and lists who changed.";
    text.push('\n');
    text + &faint_paragraph(caption, look)
}

/// What each cause did, from the verdicts before to those after.
fn causes(diff: &Diff) -> Table {
    let mut table = Table::new([
        ("because of", Align::Left),
        ("better", Align::Right),
        ("worse", Align::Right),
        ("ready", Align::Right),
        ("not ready", Align::Right),
        ("cannot tell", Align::Right),
        ("nothing required", Align::Right),
    ]);
    let number = |number: u64| {
        Cell::styled(
            formatting::thousands(number),
            if number == 0 {
                FAINT
            } else {
                anstyle::Style::new()
            },
        )
    };
    let mut row = |name: &str,
                   changes: Option<(Published<u64>, Published<u64>)>,
                   then: Published<VerdictCounts>| {
        let change = |change: Option<Published<u64>>| {
            change
                .map(|count| published_cell(count, number))
                .unwrap_or_default()
        };
        table.row([
            name.into(),
            change(changes.map(|(better, _)| better)),
            change(changes.map(|(_, worse)| worse)),
            published_cell(then, |then| number(then.ready)),
            published_cell(then, |then| number(then.not_ready)),
            published_cell(then, |then| number(then.cannot_tell)),
            published_cell(then, |then| number(then.not_required)),
        ]);
    };
    row("(before)", None, diff.before);
    for cause in &diff.causes {
        row(
            name(cause.cause),
            Some((cause.better, cause.worse)),
            cause.then,
        );
    }
    table
}

/// A cause in words.
const fn name(cause: VerdictCause) -> &'static str {
    match cause {
        VerdictCause::Evidence => "other evidence",
        VerdictCause::Ageing => "evidence grown older",
        VerdictCause::Expiry => "evidence expired",
        VerdictCause::Rules => "other rules",
        VerdictCause::Requirements => "other requirements",
        VerdictCause::Place => "other section or roles",
    }
}

/// Who joined, left and moved, and what that asks them to learn; `None` where nobody did.
fn moves(diff: &Diff, look: &Look) -> Option<Table> {
    let mut table = Table::new([
        ("person", Align::Left),
        ("", Align::Left),
        ("from", Align::Left),
        ("to", Align::Left),
        ("verdict", Align::Left),
        ("new needs", Align::Right),
        ("hours", Align::Right),
    ]);
    let sides = [
        ("joined", &diff.joined),
        ("left", &diff.left),
        ("moved", &diff.moved),
    ];
    for (what, who) in sides
        .iter()
        .flat_map(|(what, list)| list.iter().map(move |who| (*what, who)))
    {
        let place = |section: &Option<String>| section.clone().unwrap_or_default();
        let what = if who.roles_changed {
            format!("{what}, other roles")
        } else {
            what.to_owned()
        };
        table.row([
            who.person.as_str().into(),
            what.into(),
            place(&who.from).into(),
            place(&who.to).into(),
            verdict_cell(who.verdict, look),
            formatting::thousands(who.new_needs).into(),
            formatting::thousands(who.hours.ceil() as u64).into(),
        ]);
    }
    sides
        .iter()
        .any(|(_, list)| !list.is_empty())
        .then_some(table)
}

/// A verdict, painted.
fn verdict_cell(verdict: Option<Verdict>, look: &Look) -> Cell {
    match verdict {
        Some(verdict) => {
            let text = format!("{} {verdict}", formatting::glyph(verdict, look.ascii));
            Cell::styled(text, crate::console::of_verdict(verdict))
        }
        None => Cell::styled("[z]", FAINT),
    }
}

fn people(diff: &Diff, look: &Look) -> Table {
    let mut table = Table::new([
        ("person", Align::Left),
        ("before", Align::Left),
        ("after", Align::Left),
        ("because of", Align::Left),
    ]);
    for change in &diff.changes {
        let mut causes: Vec<String> = change
            .steps
            .iter()
            .map(|step| name(step.cause).to_owned())
            .collect();
        causes.dedup();
        table.row([
            change.person.as_str().into(),
            verdict_cell(change.before, look),
            verdict_cell(change.after, look),
            formatting::list(&causes).into(),
        ]);
    }
    table
}

fn flat(change: &VerdictChange) -> [String; 4] {
    let verdict = |verdict: Option<Verdict>| {
        verdict.map_or(String::new(), |verdict| verdict.name().to_owned())
    };
    let causes: Vec<&str> = change.steps.iter().map(|step| step.cause.name()).collect();
    [
        change.person.clone(),
        verdict(change.before),
        verdict(change.after),
        causes.join(" "),
    ]
}

/// The verdicts under other rules.
fn sensitivity(args: &DiffArgs, context: &Context) -> Result<Exit, Failure> {
    let assessed = AssessedProgramme::read(&args.source, context)?;
    let as_of = assessed.assessment.as_of();
    let document = &assessed.loaded.reading.document;
    let answer = SensitivityAnswer::new(
        document,
        &assessed.evidence.log,
        as_of,
        &assessed.disclosure,
        &assessed.loaded.findings_with(&assessed.evidence, as_of),
    );
    let found = &answer.sensitivity;
    let title = formatting::clean(assessed.loaded.programme.title());
    let mut output = Output::open(context)?;
    output.marked(context);
    match context.format {
        Format::Json => output.json(&answer)?,
        Format::Ndjson => found
            .variants
            .iter()
            .try_for_each(|variant| output.json(variant))?,
        Format::Csv => output.csv(
            VARIANTS,
            found.variants.iter().map(|variant| {
                let count = |of: fn(&VerdictCounts) -> u64| {
                    variant.counts.as_ref().map(of).map(|n| n.to_string())
                };
                [
                    Some(variant.rule.clone()),
                    Some(variant.value.to_string()),
                    count(|counts| counts.ready),
                    count(|counts| counts.not_ready),
                    count(|counts| counts.cannot_tell),
                    variant.changed.value().map(|n| n.to_string()),
                    variant.mean_rank_change.value().map(|n| n.to_string()),
                ]
                .map(Option::unwrap_or_default)
            }),
        )?,
        Format::Md => {
            output.markdown_heading(1, &title);
            output.line(&format!("\nThe verdicts of {as_of} under other rules\n"));
            output.text(&variants(found).markdown());
        }
        Format::Table => {
            let look = &context.out;
            output.line(&look.title(&title));
            output.line(&format!(
                "The verdicts of {as_of} under other rules, one changed at a time\n"
            ));
            output.text(&variants(found).text(look));
            let caption = "Changed: people with another verdict than under the programme's own rules ([c]: only with \
                           `--internal`; else it is the difference of rounded counts). Places: by how many \
                           places a person moves on average, ordered by what was shown. Half-lives and evidence weights are \
                           multiplied by the value.";
            output.line("");
            output.text(&faint_paragraph(caption, look));
        }
    }
    output.finish()?;
    Ok(Exit::Done)
}

fn variants(found: &Sensitivity) -> Table {
    let mut table = Table::new([
        ("rule", Align::Left),
        ("value", Align::Right),
        ("ready", Align::Right),
        ("not ready", Align::Right),
        ("cannot tell", Align::Right),
        ("changed", Align::Right),
        ("places", Align::Right),
    ]);
    let number = |number: Option<u64>| {
        number.map_or_else(
            || Cell::styled("[c]", FAINT),
            |n| formatting::thousands(n).into(),
        )
    };
    let of = |counts: Option<&VerdictCounts>| {
        [
            counts.map(|c| c.ready),
            counts.map(|c| c.not_ready),
            counts.map(|c| c.cannot_tell),
        ]
        .map(number)
    };
    let [ready, not_ready, cannot_tell] = of(found.counts.as_ref());
    table.row([
        "the programme's own".into(),
        "".into(),
        ready,
        not_ready,
        cannot_tell,
        "".into(),
        "".into(),
    ]);
    for variant in &found.variants {
        let [ready, not_ready, cannot_tell] = of(variant.counts.as_ref());
        table.row([
            variant.rule.replace('_', " ").into(),
            variant.value.to_string().into(),
            ready,
            not_ready,
            cannot_tell,
            published_cell(variant.changed, |n| formatting::thousands(n).into()),
            published_cell(variant.mean_rank_change, |places| {
                format!("{places:.1}").into()
            }),
        ]);
    }
    table
}
