//! Two plans compared.

use crate::args::Format;
use crate::console::{Context, FAINT, Look};
use crate::failure::Failure;
use crate::formatting;
use crate::output::Output;
use crate::table::{Align, Cell, Table, faint_paragraph, paragraph};
use crate::verbs::plan::{amount, half_of_day};
use paratus::Programme;
use paratus::plan::{
    NeedChange, PlaceAspect, PlanCosts, PlanDiff, SeatChange, SessionChange, SessionChangeKind,
    SessionPlace,
};

/// Columns of the flat table: one row for each need, seat and session that differs.
const HEADER: [&str; 15] = [
    "what",
    "change",
    "person",
    "objective",
    "level",
    "activity",
    "session_before",
    "session_after",
    "start_before",
    "start_after",
    "room_before",
    "room_after",
    "trainer_before",
    "trainer_after",
    "cause",
];

/// Shows what differs between two plans; in tables people are listed where that is asked.
pub(super) fn show(
    programme: &Programme,
    diff: &PlanDiff,
    people: bool,
    context: &Context,
) -> Result<(), Failure> {
    let mut output = Output::open(context)?;
    output.internal(context);
    match context.format {
        Format::Json => output.json(diff)?,
        Format::Ndjson => {
            diff.newly_met
                .iter()
                .try_for_each(|need| output.json(need))?;
            diff.newly_unmet
                .iter()
                .try_for_each(|need| output.json(need))?;
            diff.no_longer_needed
                .iter()
                .try_for_each(|need| output.json(need))?;
            diff.sessions
                .iter()
                .try_for_each(|session| output.json(session))?;
            diff.seats.iter().try_for_each(|seat| output.json(seat))?;
        }
        Format::Csv => output.csv(HEADER, rows(diff))?,
        Format::Md => {
            output.markdown_heading(1, programme.title());
            output.markdown_paragraph(&headline(diff));
            for (title, table) in tables(diff, people) {
                output.text(&format!("\n## {title}\n\n{}", table.markdown()));
            }
        }
        Format::Table => output.text(&text(programme, diff, people, &context.out)),
    }
    output.finish()
}

fn text(programme: &Programme, diff: &PlanDiff, people: bool, look: &Look) -> String {
    let title = look.title(&formatting::clean(programme.title()));
    let mut text = format!(
        "{title}\n{}\n",
        paragraph(&headline(diff), "", look.width())
    );
    for (title, table) in tables(diff, people) {
        text.push_str(&format!("{}\n{}\n", look.title(title), table.text(look)));
    }
    let list = if people {
        ""
    } else {
        " `--people` lists who is concerned."
    };
    let as_of = diff.before.as_of.max(diff.after.as_of);
    let caption = format!(
        "Only what is not over on {as_of} is compared. Balance and waiting are priced for each plan as a whole.{list}"
    );
    text + &faint_paragraph(&caption, look)
}

fn headline(diff: &PlanDiff) -> String {
    let needs = |list: &[NeedChange]| formatting::thousands(list.len() as u64);
    let of = |kind: SessionChangeKind| {
        diff.sessions
            .iter()
            .filter(|session| session.change == kind)
            .count()
    };
    let [opened, cancelled, changed_sessions] = [
        SessionChangeKind::Opened,
        SessionChangeKind::Cancelled,
        SessionChangeKind::Moved,
    ]
    .map(of);
    let gone = match diff.no_longer_needed.len() {
        0 => String::new(),
        count => format!(
            " ({} no longer needed)",
            formatting::thousands(count as u64)
        ),
    };
    let sessions = formatting::count(opened, "session", "sessions");
    let changed = diff
        .seats
        .iter()
        .filter(|seat| !seat.changed.is_empty())
        .count();
    format!(
        "Unmet needs: {} before, {} after; {} newly met, {} newly unmet{gone}. Cost: {} before, {} after. {sessions} opened, \
         {cancelled} cancelled, {changed_sessions} changed; {} in another session, at another time, of another length, in another room \
         or with another trainer",
        formatting::thousands(diff.before.unmet),
        formatting::thousands(diff.after.unmet),
        needs(&diff.newly_met),
        needs(&diff.newly_unmet),
        amount(diff.before.cost),
        amount(diff.after.cost),
        formatting::count(changed, "seat is", "seats are"),
    )
}

fn tables(diff: &PlanDiff, people: bool) -> Vec<(&'static str, Table)> {
    let mut tables = vec![("Cost by kind", costs(diff))];
    if !diff.sessions.is_empty() {
        tables.push(("Sessions", sessions(&diff.sessions)));
    }
    if people {
        for (title, list) in [
            ("Newly unmet", &diff.newly_unmet),
            ("Newly met", &diff.newly_met),
            ("No longer needed", &diff.no_longer_needed),
        ] {
            if !list.is_empty() {
                tables.push((title, needs(list)));
            }
        }
        if !diff.seats.is_empty() {
            tables.push(("Seats", seats(&diff.seats)));
        }
    }
    if !diff.absence.is_empty() {
        tables.push(("Most people away at once, by section", absence(diff)));
    }
    tables
}

fn costs(diff: &PlanDiff) -> Table {
    let mut table = Table::new([
        ("", Align::Left),
        ("before", Align::Right),
        ("after", Align::Right),
        ("change", Align::Right),
    ]);
    type Cost = fn(&PlanCosts) -> f64;
    let kinds: [(&str, Cost); 7] = [
        ("sessions", |costs| costs.sessions),
        ("seats", |costs| costs.seats),
        ("time", |costs| costs.time),
        ("moves", |costs| costs.moves),
        ("balance", |costs| costs.balance),
        ("waste", |costs| costs.waste),
        ("waiting", |costs| costs.waiting),
    ];
    for (name, of) in kinds {
        let (before, after) = (of(&diff.before.costs), of(&diff.after.costs));
        if before != 0.0 || after != 0.0 {
            table.row([
                name.into(),
                amount(before).into(),
                amount(after).into(),
                signed(of(&diff.costs)).into(),
            ]);
        }
    }
    table.row([
        "in all".into(),
        amount(diff.before.cost).into(),
        amount(diff.after.cost).into(),
        signed(diff.cost).into(),
    ]);
    table
}

/// An amount with its sign.
fn signed(value: f64) -> String {
    if value >= 0.5 {
        format!("+{}", amount(value))
    } else {
        amount(value)
    }
}

fn sessions(list: &[SessionChange]) -> Table {
    let mut table = Table::new([
        ("session", Align::Left),
        ("", Align::Left),
        ("before", Align::Left),
        ("after", Align::Left),
        ("people", Align::Right),
    ]);
    for session in list {
        let what = match session.change {
            SessionChangeKind::Moved => format!("other {}", aspects(&session.changed)),
            kind => kind.name().to_owned(),
        };
        table.row([
            session.session.as_str().into(),
            what.into(),
            place(session.before.as_ref(), false, &session.changed),
            place(session.after.as_ref(), false, &session.changed),
            formatting::thousands(session.people).into(),
        ]);
    }
    table
}

fn aspects(list: &[PlaceAspect]) -> String {
    let names: Vec<String> = list.iter().map(|aspect| aspect.name().to_owned()).collect();
    formatting::list(&names)
}

fn place(place: Option<&SessionPlace>, with_session: bool, changed: &[PlaceAspect]) -> Cell {
    let Some(place) = place else {
        return Cell::styled("-", FAINT);
    };
    let mut parts = Vec::new();
    if with_session {
        parts.push(place.session.clone());
    }
    parts.push(format!("{} {}", place.start, half_of_day(place.half)));
    if changed.contains(&PlaceAspect::Length) {
        parts.push(format!("{} hours to {}", place.hours, place.end));
    }
    parts.extend(place.site.clone());
    parts.extend(place.room.clone());
    parts.extend(place.trainer.clone());
    parts.join(", ").into()
}

fn needs(list: &[NeedChange]) -> Table {
    let mut table = Table::new([
        ("person", Align::Left),
        ("objective", Align::Left),
        ("level", Align::Left),
        ("cause where unmet", Align::Left),
        ("met by", Align::Left),
    ]);
    for need in list {
        table.row([
            need.person.as_str().into(),
            need.objective.as_str().into(),
            need.level.as_deref().unwrap_or("-").into(),
            need.cause.name().replace('_', " ").into(),
            need.met_by.as_deref().unwrap_or("-").into(),
        ]);
    }
    table
}

fn seats(list: &[SeatChange]) -> Table {
    let mut table = Table::new([
        ("person", Align::Left),
        ("activity", Align::Left),
        ("", Align::Left),
        ("before", Align::Left),
        ("after", Align::Left),
    ]);
    for seat in list {
        table.row([
            seat.person.as_str().into(),
            seat.activity.as_str().into(),
            kind(seat).into(),
            place(seat.before.as_ref(), true, &seat.changed),
            place(seat.after.as_ref(), true, &seat.changed),
        ]);
    }
    table
}

/// What became of a seat, in words.
fn kind(seat: &SeatChange) -> String {
    match (&seat.before, &seat.after) {
        (None, _) => "added".to_owned(),
        (_, None) => "dropped".to_owned(),
        _ => format!("other {}", aspects(&seat.changed)),
    }
}

fn absence(diff: &PlanDiff) -> Table {
    let mut table = Table::new([
        ("section", Align::Left),
        ("before", Align::Left),
        ("on", Align::Left),
        ("after", Align::Left),
        ("on", Align::Left),
    ]);
    for change in &diff.absence {
        let people =
            |peak: &paratus::plan::AbsencePeak| format!("{} of {}", peak.people, peak.most_away);
        let on = |peak: &paratus::plan::AbsencePeak| match (peak.date, peak.half) {
            (Some(date), Some(half)) => format!("{date} {}", half_of_day(half)),
            _ => "-".to_owned(),
        };
        table.row([
            change.section.as_str().into(),
            people(&change.before).into(),
            on(&change.before).into(),
            people(&change.after).into(),
            on(&change.after).into(),
        ]);
    }
    table
}

fn rows(diff: &PlanDiff) -> Vec<[String; 15]> {
    let mut rows = Vec::new();
    let lists = [
        ("newly_met", &diff.newly_met),
        ("newly_unmet", &diff.newly_unmet),
        ("no_longer_needed", &diff.no_longer_needed),
    ];
    for (change, need) in lists
        .into_iter()
        .flat_map(|(change, list)| list.iter().map(move |need| (change, need)))
    {
        let met_by = need.met_by.clone().unwrap_or_default();
        let (before, after) = if change == "newly_unmet" {
            (met_by, String::new())
        } else {
            (String::new(), met_by)
        };
        let mut row: [String; 15] = Default::default();
        let own = [
            "need".to_owned(),
            change.to_owned(),
            need.person.clone(),
            need.objective.clone(),
            need.level.clone().unwrap_or_default(),
            String::new(),
            before,
            after,
        ];
        row.iter_mut()
            .zip(own)
            .for_each(|(cell, text)| *cell = text);
        if let Some(last) = row.last_mut() {
            need.cause.name().clone_into(last);
        }
        rows.push(row);
    }
    for session in &diff.sessions {
        let change = session.change.name().to_owned();
        rows.push(row(
            ["session".to_owned(), change, String::new()],
            &session.activity,
            &session.before,
            &session.after,
        ));
    }
    for seat in &diff.seats {
        let change = match (&seat.before, &seat.after) {
            (None, _) => "added",
            (_, None) => "dropped",
            _ => "moved",
        };
        let first = ["seat".to_owned(), change.to_owned(), seat.person.clone()];
        rows.push(row(first, &seat.activity, &seat.before, &seat.after));
    }
    rows
}

fn row(
    [what, change, person]: [String; 3],
    activity: &str,
    before: &Option<SessionPlace>,
    after: &Option<SessionPlace>,
) -> [String; 15] {
    let of = |place: &Option<SessionPlace>, part: fn(&SessionPlace) -> String| {
        place.as_ref().map(part).unwrap_or_default()
    };
    let session = |place: &SessionPlace| place.session.clone();
    let start = |place: &SessionPlace| format!("{} {}", place.start, place.half);
    let room = |place: &SessionPlace| place.room.clone().unwrap_or_default();
    let trainer = |place: &SessionPlace| place.trainer.clone().unwrap_or_default();
    [
        what,
        change,
        person,
        String::new(),
        String::new(),
        activity.to_owned(),
        of(before, session),
        of(after, session),
        of(before, start),
        of(after, start),
        of(before, room),
        of(after, room),
        of(before, trainer),
        of(after, trainer),
        String::new(),
    ]
}
