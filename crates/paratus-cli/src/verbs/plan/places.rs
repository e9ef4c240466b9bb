//! Every place for one person in a plan.

use super::tables::{amount, half_of_day};
use crate::args::Format;
use crate::console::{Context, Look};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::formatting;
use crate::output::Output;
use crate::table::{Align, Table, faint_paragraph, paragraph};
use paratus::Programme;
use paratus::plan::{ChangeKind, PlaceKind, PlaceNeed, PlaceSeat, PlanPlace, PlanPlaces};

/// One row for each seat of each place.
const HEADER: [&str; 20] = [
    "place",
    "kind",
    "cost",
    "needs",
    "activity",
    "session",
    "before",
    "start",
    "half",
    "end",
    "site",
    "room",
    "trainer",
    "taken",
    "seats",
    "away",
    "most_away",
    "opened",
    "moved",
    "joining",
];
/// Places shown on a terminal.
const SHOWN: usize = 12;

/// Shows the places of a person.
pub(super) fn show(
    programme: &Programme,
    found: &PlanPlaces,
    context: &Context,
) -> Result<Exit, Failure> {
    let mut output = Output::open(context)?;
    output.internal(context);
    match context.format {
        Format::Json => output.json(found)?,
        Format::Ndjson => found
            .places
            .iter()
            .try_for_each(|place| output.json(place))?,
        Format::Csv => {
            let places = (1_usize..).zip(&found.places);
            output.csv(
                HEADER,
                places.flat_map(|(at, place)| {
                    place
                        .seats
                        .iter()
                        .map(move |seat| flat(found, at, place, seat))
                }),
            )?;
        }
        Format::Md => {
            output.markdown_heading(1, programme.title());
            output.markdown_paragraph(&headline(found));
            output.line("");
            output.text(&table(found, usize::MAX).markdown());
        }
        Format::Table => output.text(&text(programme, found, &context.out)),
    }
    output.finish()?;
    Ok(Exit::Done)
}

fn text(programme: &Programme, found: &PlanPlaces, look: &Look) -> String {
    let title = look.title(&formatting::clean(programme.title()));
    let mut text = format!(
        "{title}\n{}\n",
        paragraph(&headline(found), "", look.width())
    );
    if found.places.is_empty() {
        return text;
    }
    text.push_str(&table(found, SHOWN).text(look));
    let rest = found.places.len().saturating_sub(SHOWN);
    if rest > 0 {
        let rest = formatting::count(rest, "more place", "more places");
        text.push_str(&format!("\n{rest}: see `--format md`, `csv` or `json`\n"));
    }
    let caption = "Cost: what the plan would cost more. Away: the most people of the section away during the session, of those who \
                   may be. Nothing has changed: to take a place, plan with `--previous` and a `--pin SESSION=PERSON` for each \
                   seat that changes.";
    text.push('\n');
    text + &faint_paragraph(caption, look)
}

/// What was found, in a sentence.
fn headline(found: &PlanPlaces) -> String {
    let person = formatting::clean(&found.person);
    let unmet = match found.unmet.as_slice() {
        [] => format!("`{person}` has no unmet need"),
        [need] => format!("`{person}` has 1 unmet need, {}", name(need)),
        needs => {
            let names: Vec<String> = needs.iter().map(name).collect();
            format!(
                "`{person}` has {} unmet needs, {}",
                needs.len(),
                formatting::list(&names)
            )
        }
    };
    let (meeting, other): (Vec<_>, Vec<_>) = found
        .places
        .iter()
        .partition(|place| !place.needs.is_empty());
    let other = match other.len() {
        0 => "no other session".to_owned(),
        count => formatting::count(count, "other session", "other sessions"),
    };
    let other = format!("{other} could replace one that the person has");
    let pronoun = if found.unmet.len() == 1 { "it" } else { "them" };
    match (found.unmet.is_empty(), meeting.len()) {
        (true, _) => format!("{unmet}; {other}"),
        (false, 0) => format!("{unmet}, and no place for {pronoun}; {other}"),
        (false, count) => {
            let meeting = formatting::count(count, "place meets", "places meet");
            let which = if found.unmet.len() == 1 {
                "it"
            } else {
                "one or more of them"
            };
            format!("{unmet}: {meeting} {which}; {other}")
        }
    }
}

/// A need in words.
fn name(need: &PlaceNeed) -> String {
    let name = match &need.level {
        Some(level) => format!("{} ({level})", need.objective),
        None => need.objective.clone(),
    };
    formatting::clean(&name)
}

fn table(found: &PlanPlaces, most: usize) -> Table {
    let mut table = Table::new([
        ("for", Align::Left),
        ("session", Align::Left),
        ("instead of", Align::Left),
        ("date", Align::Left),
        ("room", Align::Left),
        ("trainer", Align::Left),
        ("people", Align::Right),
        ("away", Align::Right),
        ("cost", Align::Right),
        ("what changes", Align::Left),
    ]);
    for place in found.places.iter().take(most) {
        for (at, seat) in place.seats.iter().enumerate() {
            let first = at == 0;
            let or_nothing = |text: String| if first { text } else { String::new() };
            let needs: Vec<String> = place.needs.iter().map(name).collect();
            let needs = if needs.is_empty() {
                seat.activity.clone()
            } else {
                formatting::list(&needs)
            };
            table.row([
                or_nothing(needs).into(),
                seat.session.as_str().into(),
                seat.before.as_deref().unwrap_or("-").into(),
                format!("{} {}", seat.start, half_of_day(seat.half)).into(),
                seat.room.as_deref().unwrap_or("-").into(),
                seat.trainer.as_deref().unwrap_or("-").into(),
                format!("{} of {}", seat.taken, seat.seats).into(),
                format!("{} of {}", seat.away, seat.most_away).into(),
                or_nothing(amount(place.cost)).into(),
                or_nothing(changes(&found.person, place)).into(),
            ]);
        }
    }
    table
}

/// What a place changes beside the person's own seats, in words.
fn changes(person: &str, place: &PlanPlace) -> String {
    let mut parts = Vec::new();
    let opened: Vec<String> = place
        .seats
        .iter()
        .filter(|seat| seat.opened)
        .map(|seat| seat.session.clone())
        .collect();
    if !opened.is_empty() {
        parts.push(format!("{} opened", formatting::list(&opened)));
    }
    if !place.closed.is_empty() {
        parts.push(format!("{} not held", formatting::list(&place.closed)));
    }
    for change in &place.changes {
        let others: Vec<String> = change
            .people
            .iter()
            .filter(|other| *other != person)
            .cloned()
            .collect();
        if !others.is_empty() {
            let (people, now) = (
                formatting::list(&others),
                change.now.as_deref().unwrap_or("no session"),
            );
            parts.push(match change.change {
                ChangeKind::Added => format!("{people} also to {now}"),
                _ => format!("{people} moves to {now}"),
            });
        } else if change.now.is_none() && change.before.is_none() {
            let verb = if change.change == ChangeKind::Added {
                "also"
            } else {
                "no longer"
            };
            parts.push(format!("{verb} {} alone", change.activity));
        }
    }
    match place.kind {
        PlaceKind::FreeSeat if parts.is_empty() => "nobody moves".to_owned(),
        _ => parts.join("; "),
    }
}

fn flat(found: &PlanPlaces, at: usize, place: &PlanPlace, seat: &PlaceSeat) -> [String; 20] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let needs: Vec<String> = place.needs.iter().map(name).collect();
    let others = |kind: ChangeKind| {
        let changes = place
            .changes
            .iter()
            .filter(|change| change.change == kind)
            .flat_map(|change| &change.people);
        changes
            .filter(|person| **person != found.person)
            .cloned()
            .collect::<Vec<String>>()
            .join(" ")
    };
    [
        at.to_string(),
        place.kind.name().to_owned(),
        place.cost.to_string(),
        needs.join(" "),
        seat.activity.clone(),
        seat.session.clone(),
        text(&seat.before),
        seat.start.to_string(),
        seat.half.to_string(),
        seat.end.to_string(),
        text(&seat.site),
        text(&seat.room),
        text(&seat.trainer),
        seat.taken.to_string(),
        seat.seats.to_string(),
        seat.away.to_string(),
        seat.most_away.to_string(),
        seat.opened.to_string(),
        others(ChangeKind::Moved),
        others(ChangeKind::Added),
    ]
}
