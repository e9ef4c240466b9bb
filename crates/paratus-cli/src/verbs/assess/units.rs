//! Sections, roles or the organisation, and what is missing most.

use crate::args::Format;
use crate::console::{Context, FAINT, Look, of_verdict};
use crate::disclosure::{self, published_cell};
use crate::failure::Failure;
use crate::formatting;
use crate::load::AssessedProgramme;
use crate::output::Output;
use crate::strip::strip;
use crate::table::{Align, Cell, Table, faint_paragraph, paragraph};
use paratus::answers::UnitsAnswer;
use paratus::disclosure::Published;
use paratus::document::at_level;
use paratus::units::{Gap, Unit, UnitKind, UnitSummary, WeakestTrack};
use paratus::{Range, Track, Verdict};

/// Columns of the flat table.
const HEADER: [&str; 19] = [
    "unit",
    "kind",
    "title",
    "parent",
    "suppressed",
    "people",
    "ready",
    "not_ready",
    "cannot_tell",
    "not_required",
    "coverage",
    "low",
    "high",
    "people_low",
    "people_high",
    "process_low",
    "process_high",
    "technology_low",
    "technology_high",
];

/// Reasons that the overview lists.
const REASONS: usize = 5;

pub(super) fn write(
    assessed: &AssessedProgramme,
    kind: UnitKind,
    context: &Context,
) -> Result<(), Failure> {
    let assessment = &assessed.assessment;
    let units = assessment.units(kind, &assessed.disclosure);
    let mut output = Output::open(context)?;
    output.marked(context);
    match context.format {
        Format::Json => output.json(&UnitsAnswer::new(
            assessment,
            kind,
            &assessed.disclosure,
            &assessed.findings(),
        ))?,
        Format::Ndjson => units.iter().try_for_each(|unit| output.json(unit))?,
        Format::Csv => output.csv(HEADER, units.iter().map(flat))?,
        Format::Md => {
            output.markdown_heading(1, assessed.loaded.programme.title());
            output.line("");
            output.line(&format!("{}\n", headline(assessed)));
            let table = unit_table(assessed, kind, &units, &context.out).markdown();
            output.text(&table);
            output.line(&format!(
                "\n{}",
                caption(&table, assessed, true, &context.out)
                    .trim()
                    .replace('\n', " ")
            ));
        }
        Format::Table => {
            let look = &context.out;
            output.line(&look.title(&formatting::clean(assessed.loaded.programme.title())));
            output.text(&paragraph(&headline(assessed), "", look.width()));
            output.line("");
            let table = unit_table(assessed, kind, &units, look).text(look);
            output.text(&table);
            output.line("");
            output.text(&caption(&table, assessed, true, look));
            let reasons = reasons(assessed, Unit::Organisation, REASONS, look);
            if !reasons.is_empty() {
                output.line("");
                output.line(&look.title("What is missing most"));
                output.text(&reasons);
                output.line("");
                let next = "`paratus gaps` ranks all of it; `paratus explain WHAT` says why for a section, a role or a person.";
                output.text(&paragraph(next, "", look.width()));
            }
        }
    }
    output.finish()
}

/// Who was assessed, when, and with what outcome, in a sentence.
pub(crate) fn headline(assessed: &AssessedProgramme) -> String {
    let as_of = assessed.assessment.as_of();
    let units = assessed
        .assessment
        .units(UnitKind::Organisation, &assessed.disclosure);
    let Some(everyone) = units.first().filter(|everyone| !everyone.is_suppressed()) else {
        let min_cell = assessed.loaded.programme.rules().min_cell;
        return format!("As of {as_of}; figures of fewer than {min_cell} people are suppressed");
    };
    let people = everyone.people.value().unwrap_or(0);
    if people == 0 {
        return format!(
            "Nobody is employed on {as_of}, so there is nobody to assess; staff are in `people.csv`"
        );
    }
    let people = formatting::count(people as usize, "person", "people");
    format!("{people} as of {as_of}: {}", verdicts(everyone))
}

/// The people of a unit by verdict, in words.
pub(crate) fn verdicts(unit: &UnitSummary) -> String {
    let count = disclosure::count;
    let nothing = match unit.not_required.value() {
        Some(1..) => format!("; nothing is required of {}", count(unit.not_required)),
        _ => String::new(),
    };
    let [ready, not_ready, cannot_tell] = [unit.ready, unit.not_ready, unit.cannot_tell].map(count);
    format!(
        "{ready} ready, {not_ready} not ready, {cannot_tell} without enough recent evidence{nothing}"
    )
}

/// What the figures of a table mean.
pub(crate) fn caption(
    shown: &str,
    assessed: &AssessedProgramme,
    units: bool,
    look: &Look,
) -> String {
    let programme = &assessed.loaded.programme;
    let mean = if units {
        "the mean over people of "
    } else {
        ""
    };
    let mut sentences = vec![format!(
        "Readiness is {mean}a range, from what was shown to what is possible. At least that much shown is ready; too little possible \
         is not ready; anything between is cannot tell: not enough recent evidence either way."
    )];
    let tick = if look.ascii {
        ["|", "+"]
    } else {
        ["│", "┿"]
    };
    if tick.iter().any(|tick| shown.contains(tick)) {
        let threshold = formatting::threshold(programme.rules().threshold);
        sentences.insert(1, format!("{} marks {threshold}.", tick[0]));
    }
    let signs = [("[z]", "nothing is required")];
    if units {
        sentences.push(disclosure::legend(
            shown,
            &signs,
            programme,
            &assessed.disclosure,
        ));
    } else {
        sentences.push("A critical requirement that is worse holds its person back.".to_owned());
        sentences.extend(disclosure::signs(shown, &signs));
    }
    faint_paragraph(&sentences.join(" "), look)
}

/// Units as a table; sections and roles under everyone.
pub(crate) fn unit_table(
    assessed: &AssessedProgramme,
    kind: UnitKind,
    units: &[UnitSummary],
    look: &Look,
) -> Table {
    let threshold = assessed.loaded.programme.rules().threshold;
    let mut table = Table::new([
        (kind.name(), Align::Left),
        ("people", Align::Right),
        ("ready", Align::Right),
        ("not ready", Align::Right),
        ("cannot tell", Align::Right),
        ("readiness", Align::Left),
        ("range", Align::Left),
        ("weakest track", Align::Left),
    ])
    .optional(["readiness", "weakest track"]);
    let everyone = if kind == UnitKind::Organisation {
        Vec::new()
    } else {
        assessed
            .assessment
            .units(UnitKind::Organisation, &assessed.disclosure)
    };
    for unit in everyone.iter().chain(units) {
        let title = if kind == unit.kind {
            &unit.title
        } else {
            "Everyone"
        };
        let name = format!(
            "{}{}",
            "  ".repeat(depth(unit, units)),
            formatting::clean(title)
        );
        let count = |figure: Published<u64>, verdict: Option<Verdict>| {
            published_cell(figure, |count| {
                let style = match verdict {
                    _ if count == 0 => FAINT,
                    Some(verdict) => of_verdict(verdict),
                    None => anstyle::Style::new(),
                };
                Cell::styled(formatting::thousands(count), style)
            })
        };
        let (readiness, range) = match unit.readiness.value() {
            Some(range) => {
                let tint = of_verdict(range.verdict(threshold));
                (
                    Cell::styled(strip(range, threshold, look.ascii), tint),
                    disclosure::range(unit.readiness, threshold).into(),
                )
            }
            None => (
                Cell::styled(disclosure::sign(&unit.readiness), FAINT),
                Cell::default(),
            ),
        };
        table.row([
            name.into(),
            count(unit.people, None),
            count(unit.ready, Some(Verdict::Ready)),
            count(unit.not_ready, Some(Verdict::NotReady)),
            count(unit.cannot_tell, Some(Verdict::CannotTell)),
            readiness,
            range,
            weakest(unit),
        ]);
    }
    table
}

fn weakest(unit: &UnitSummary) -> Cell {
    match unit.weakest_track() {
        WeakestTrack::Track(track) => track.name().into(),
        WeakestTrack::Level => Cell::styled("level", FAINT),
        WeakestTrack::Suppressed => Cell::styled("[c]", FAINT),
        WeakestTrack::NotApplicable => Cell::default(),
    }
}

/// How many units of the list a unit lies in.
fn depth(unit: &UnitSummary, units: &[UnitSummary]) -> usize {
    let parent = |unit: &UnitSummary| {
        units
            .iter()
            .find(|other| Some(&other.unit) == unit.parent.as_ref())
    };
    let mut depth = 0;
    let mut at = parent(unit);
    while let Some(unit) = at {
        depth += 1;
        at = if depth < units.len() {
            parent(unit)
        } else {
            None
        };
    }
    depth
}

/// The greatest gaps of a unit in words.
pub(crate) fn reasons(
    assessed: &AssessedProgramme,
    unit: Unit<'_>,
    most: usize,
    look: &Look,
) -> String {
    let Ok(gaps) = assessed.assessment.gaps(unit, &assessed.disclosure) else {
        return String::new();
    };
    let mut text = String::new();
    let shown = gaps
        .rows
        .iter()
        .filter(|gap| gap.ready.value().is_some() && open(gap) > 0);
    for (number, gap) in shown.take(most).enumerate() {
        let head: String = paragraph(&gap.title, "    ", look.width())
            .lines()
            .map(|line| format!("    {}\n", look.title(line.trim_start())))
            .collect();
        let head = head.replacen("    ", &format!("{:>2}. ", number + 1), 1);
        let rest = format!(
            "{}, {}: {}",
            at_level(&gap.objective, gap.level.as_deref()),
            gap.track.name(),
            sentence(gap)
        );
        text.push_str(&format!("{head}{}", paragraph(&rest, "    ", look.width())));
    }
    text
}

/// People of a gap who are not ready.
fn open(gap: &Gap) -> u64 {
    let ready = gap.total_ready().value().unwrap_or(0);
    gap.people.value().unwrap_or(0).saturating_sub(ready)
}

/// The states of the people of a gap, the largest group first.
pub(crate) fn sentence(gap: &Gap) -> String {
    let mut parts = [
        (gap.cannot_tell, "have too little evidence"),
        (gap.unknown, "have none at all"),
        (gap.stale, "have evidence gone stale"),
        (gap.not_ready, "are not ready"),
    ]
    .map(|(count, words)| (count.value().unwrap_or(0), words));
    parts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    // "None at all" says what of only behind those who have too little.
    let [first, ..] = &mut parts;
    if first.1 == "have none at all" {
        first.1 = "have no evidence at all";
    }
    let missing: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| match count {
            1 => format!(
                "1 {}",
                words.replacen("have", "has", 1).replacen("are", "is", 1)
            ),
            count => format!("{} {words}", formatting::thousands(count)),
        })
        .collect();
    let expiring = gap.expiring.value().unwrap_or(0);
    let people = gap.people.value().unwrap_or(0);
    let ready = gap.total_ready().value().unwrap_or(0);
    let soon = if expiring > 0 {
        format!(
            " ({} of them not for long)",
            formatting::thousands(expiring)
        )
    } else {
        String::new()
    };
    let needed = formatting::thousands(people);
    let ready = match ready {
        0 => "none is ready".to_owned(),
        1 => "1 is ready".to_owned(),
        ready => format!("{} are ready", formatting::thousands(ready)),
    };
    let head = format!("of {needed} who need it {ready}{soon}");
    if missing.is_empty() {
        head
    } else {
        format!("{head}; {}", formatting::list(&missing))
    }
}

fn flat(unit: &UnitSummary) -> [String; 19] {
    let number = disclosure::flat;
    let bounds = |range: Published<Range>| match range.value() {
        Some(range) => [range.low.to_string(), range.high.to_string()],
        None => [String::new(), String::new()],
    };
    let track = |track: Track| bounds(*unit.tracks.get(track));
    let [low, high] = bounds(unit.readiness);
    let [people_low, people_high] = track(Track::People);
    let [process_low, process_high] = track(Track::Process);
    let [technology_low, technology_high] = track(Track::Technology);
    [
        unit.unit.clone(),
        unit.kind.name().to_owned(),
        unit.title.clone(),
        unit.parent.clone().unwrap_or_default(),
        unit.is_suppressed().to_string(),
        number(unit.people),
        number(unit.ready),
        number(unit.not_ready),
        number(unit.cannot_tell),
        number(unit.not_required),
        disclosure::flat(unit.coverage),
        low,
        high,
        people_low,
        people_high,
        process_low,
        process_high,
        technology_low,
        technology_high,
    ]
}
