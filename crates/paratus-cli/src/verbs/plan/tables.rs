//! A plan for people to read.

use super::PlanPart;
use crate::console::{FAINT, Look};
use crate::formatting;
use crate::table::{Align, Cell, Table, faint_paragraph, paragraph};
use paratus::document::Half;
use paratus::document::at_level;
use paratus::plan::{
    Plan, PlanSession, PlanStatus, ReleaseCause, SavedReason, SelfPacedActivity, Statement,
    UnplacedNeed,
};
use paratus::{Programme, Track};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Money and hours as people say them.
pub(crate) fn amount(value: f64) -> String {
    let sign = if value <= -0.5 { "-" } else { "" };
    format!(
        "{sign}{}",
        formatting::thousands(paratus::figure::whole_number(value.abs()))
    )
}

/// A half of a day, in short.
pub(crate) const fn half_of_day(half: Half) -> &'static str {
    match half {
        Half::Morning => "am",
        Half::Afternoon => "pm",
    }
}

/// The plan in one paragraph.
pub(super) fn headline(plan: &Plan) -> String {
    let sessions = formatting::count(plan.sessions.len(), "session", "sessions");
    let people = formatting::count(plan.people as usize, "person", "people");
    let hours: f64 = plan.hours.iter().map(|(_, hours)| *hours).sum();
    let bound = plan
        .lower_bound
        .map_or_else(|| "not known".to_owned(), amount);
    let (first, last) = (
        plan.first.unwrap_or(plan.from),
        plan.last.unwrap_or(plan.until),
    );
    let (nothing, same) = if plan.unplaced.is_empty() {
        ("nothing cheaper exists", "")
    } else {
        (
            "nothing cheaper meets the same needs",
            " while the same needs are met",
        )
    };
    let gap = match plan.gap {
        gap if gap <= 0.0 => nothing.to_owned(),
        gap => format!(
            "at most {} of it could be saved{same} (bound {bound})",
            formatting::percent(paratus::figure::upper_share(gap))
        ),
    };
    if plan.people == 0 && plan.unplaced.is_empty() {
        let held = match plan.sessions.len() {
            0 => String::new(),
            1 => "; 1 session takes place all the same".to_owned(),
            _ => format!("; {sessions} take place all the same"),
        };
        return format!(
            "Nobody needs to be trained from {} to {}{held}, cost {}",
            plan.from,
            plan.until,
            amount(plan.cost)
        );
    }
    let status = match plan.status {
        PlanStatus::Feasible => "Everyone is placed".to_owned(),
        PlanStatus::Partial => format!(
            "{} not met",
            formatting::count(plan.unplaced.len(), "need is", "needs are")
        ),
        PlanStatus::Infeasible => {
            let needs = formatting::count(plan.unplaced.len(), "need is", "needs are");
            format!("It is proven that not every need can be met; {needs} left")
        }
    };
    format!(
        "{status}: {sessions} for {people} from {first} to {last}, {} hours, cost {}; {gap}",
        amount(hours),
        amount(plan.cost)
    )
}

/// Title of the sessions of the previous plan that begin before this one.
const EARLIER: &str = "Announced before, and take place";

/// Title of what people do in their own time until the plan begins.
const EARLIER_ALONE: &str = "Announced before, in people's own time";

/// The plan on a terminal.
pub(super) fn text(
    programme: &Programme,
    plan: &Plan,
    part: Option<PlanPart>,
    look: &Look,
) -> String {
    let mut text = format!(
        "{}\n{}\n",
        look.title(&formatting::clean(programme.title())),
        paragraph(&headline(plan), "", look.width())
    );
    let all = part.is_none();
    let mut section = |title: &str, table: Table| {
        text.push_str(&format!("{}\n{}\n", look.title(title), table.text(look)));
    };
    if all && !plan.conflicts.is_empty() {
        section("What cannot be done together", conflicts(plan));
    }
    if all && !plan.relaxations.is_empty() {
        section("What would make it possible, best first", relaxations(plan));
    }
    if all {
        section("Phases", phases(plan));
    }
    if (all && !plan.changes.is_empty()) || part == Some(PlanPart::Changes) {
        section("Changes since the previous plan", changes(plan));
    }
    if all && !plan.earlier_sessions.is_empty() {
        section(EARLIER, sessions(&plan.earlier_sessions));
    }
    if all && !plan.earlier_self_paced.is_empty() {
        section(EARLIER_ALONE, self_study_table(&plan.earlier_self_paced));
    }
    if all && !plan.released.is_empty() {
        section("Pinned or announced, and not kept", released(plan));
    }
    if all && !plan.promises_lost.is_empty() {
        section(
            "Announced needs that are not met any more",
            promises_lost(plan),
        );
    }
    if all || part == Some(PlanPart::Sessions) {
        section("Sessions", sessions(&plan.sessions));
        if !plan.self_paced.is_empty() {
            section("In people's own time", self_study_table(&plan.self_paced));
        }
    }
    if part == Some(PlanPart::People) {
        section("Who goes where", people(plan));
    }
    if (all && !plan.unplaced.is_empty()) || part == Some(PlanPart::Unplaced) {
        section(
            "Not met",
            if all {
                unplaced(plan)
            } else {
                unplaced_people(plan)
            },
        );
    }
    if part == Some(PlanPart::Saved) {
        section("Saved", saved_table(plan));
    }
    if all {
        for note in notes(plan) {
            text.push_str(&paragraph(&note, "", look.width()));
            text.push('\n');
        }
        text += &faint_paragraph(&caption(), look);
    } else {
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// How to read it.
fn caption() -> String {
    let bound = "Bound: no choice of what people take that meets the needs met here costs less, whatever its dates.";
    format!(
        "Each session says what it serves and what set its date. Ready: who has been shown all of a phase by its last day, if \
         everyone passes. {bound} `--show people` says who goes where, `--what-if` compares plans."
    )
}

/// The plan in Markdown, below its headline.
pub(super) fn markdown(plan: &Plan, part: Option<PlanPart>) -> String {
    let mut text = String::new();
    let mut section =
        |title: &str, table: Table| text.push_str(&format!("\n## {title}\n\n{}", table.markdown()));
    let shows = |wanted: PlanPart| part.is_none_or(|part| part == wanted);
    if part.is_none() {
        if !plan.conflicts.is_empty() {
            section("What cannot be done together", conflicts(plan));
        }
        if !plan.relaxations.is_empty() {
            section("What would make it possible, best first", relaxations(plan));
        }
        section("Phases", phases(plan));
    }
    if shows(PlanPart::Changes) && (part.is_some() || !plan.changes.is_empty()) {
        section("Changes since the previous plan", changes(plan));
    }
    if part.is_none() && !plan.earlier_sessions.is_empty() {
        section(EARLIER, sessions(&plan.earlier_sessions));
    }
    if part.is_none() && !plan.earlier_self_paced.is_empty() {
        section(EARLIER_ALONE, self_study_table(&plan.earlier_self_paced));
    }
    if part.is_none() && !plan.released.is_empty() {
        section("Pinned or announced, and not kept", released(plan));
    }
    if part.is_none() && !plan.promises_lost.is_empty() {
        section(
            "Announced needs that are not met any more",
            promises_lost(plan),
        );
    }
    if shows(PlanPart::Sessions) {
        section("Sessions", sessions(&plan.sessions));
        if !plan.self_paced.is_empty() {
            section("In people's own time", self_study_table(&plan.self_paced));
        }
    }
    if part == Some(PlanPart::People) {
        section("Who goes where", people(plan));
    }
    if shows(PlanPart::Unplaced) && (part.is_some() || !plan.unplaced.is_empty()) {
        section(
            "Not met",
            if part.is_none() {
                unplaced(plan)
            } else {
                unplaced_people(plan)
            },
        );
    }
    if part == Some(PlanPart::Saved) {
        section("Saved", saved_table(plan));
    }
    if part.is_none() {
        notes(plan)
            .iter()
            .for_each(|note| text.push_str(&format!("\n{}\n", formatting::markdown(note))));
    }
    text
}

fn text_or_dash(text: &Option<String>) -> Cell {
    text.as_deref().map_or_else(
        || Cell::styled("-", FAINT),
        |text| formatting::clean(text).into(),
    )
}

fn phases(plan: &Plan) -> Table {
    let mut table = Table::new([
        ("phase", Align::Left),
        ("first", Align::Left),
        ("last", Align::Left),
        ("sessions", Align::Right),
        ("hours: people", Align::Right),
        ("process", Align::Right),
        ("technology", Align::Right),
        ("ready", Align::Right),
    ])
    .optional(["sessions"]);
    for phase in &plan.phases {
        let hours = |track: Track| Cell::from(amount(*phase.hours.get(track)));
        let day = |day: Option<paratus::Date>| text_or_dash(&day.map(|day| day.to_string()));
        let share = phase.ready as f64 / phase.people as f64;
        table.row([
            phase.phase.clone().into(),
            day(phase.first),
            day(phase.last),
            phase.sessions.to_string().into(),
            hours(Track::People),
            hours(Track::Process),
            hours(Track::Technology),
            if phase.people == 0 {
                Cell::styled("[z]", FAINT)
            } else {
                formatting::percent(share).into()
            },
        ]);
    }
    table
}

fn sessions(sessions: &[PlanSession]) -> Table {
    let mut table = Table::new([
        ("date", Align::Left),
        ("half", Align::Left),
        ("activity", Align::Left),
        ("people", Align::Right),
        ("site", Align::Left),
        ("room", Align::Left),
        ("trainer", Align::Left),
        ("why", Align::Left),
    ])
    .optional(["site", "trainer", "room"]);
    for session in sessions {
        let half = half_of_day(session.half);
        table.row([
            session.start.to_string().into(),
            half.into(),
            session.activity.clone().into(),
            format!("{}/{}", session.people.len(), session.seats).into(),
            text_or_dash(&session.site),
            text_or_dash(&session.room),
            text_or_dash(&session.trainer),
            why(&session.statements()),
        ]);
    }
    // What no session has says nothing.
    let mut empty = Vec::new();
    let mut used = |title: &'static str, of: fn(&PlanSession) -> bool| {
        if !sessions.iter().any(of) {
            empty.push(title);
        }
    };
    used("site", |session| session.site.is_some());
    used("room", |session| session.room.is_some());
    used("trainer", |session| session.trainer.is_some());
    table.without(&empty)
}

fn self_study_table(lines: &[SelfPacedActivity]) -> Table {
    let mut table = Table::new([
        ("from", Align::Left),
        ("until", Align::Left),
        ("activity", Align::Left),
        ("hours", Align::Right),
        ("people", Align::Right),
        ("why", Align::Left),
    ]);
    for line in lines {
        table.row([
            line.from.to_string().into(),
            line.until.to_string().into(),
            line.activity.clone().into(),
            format!("{:.1}", line.hours).into(),
            line.people.len().to_string().into(),
            why(&line.statements()),
        ]);
    }
    table
}

fn people(plan: &Plan) -> Table {
    let mut table = Table::new([
        ("person", Align::Left),
        ("date", Align::Left),
        ("half", Align::Left),
        ("what", Align::Left),
    ]);
    let mut rows: Vec<(String, String, String, String)> = Vec::new();
    for session in &plan.sessions {
        let half = half_of_day(session.half);
        let row = |person: &String| {
            (
                person.clone(),
                session.start.to_string(),
                half.to_owned(),
                session.session.clone(),
            )
        };
        rows.extend(session.people.iter().map(row));
    }
    for line in &plan.self_paced {
        let what = format!("{} (until {})", line.activity, line.until);
        rows.extend(line.people.iter().map(|person| {
            (
                person.clone(),
                line.from.to_string(),
                String::new(),
                what.clone(),
            )
        }));
    }
    rows.sort();
    for (person, date, half, what) in rows {
        table.row([person.into(), date.into(), half.into(), what.into()]);
    }
    table
}

/// Why something is so, in a cell.
fn why(says: &[Statement]) -> Cell {
    formatting::clean(&Statement::join(says)).into()
}

/// Unmet needs counted by objective and reason.
fn unplaced(plan: &Plan) -> Table {
    let mut table = Table::new([
        ("objective", Align::Left),
        ("people", Align::Right),
        ("why", Align::Left),
    ]);
    // Words are made for each group of equal facts, not for each of what may be millions of needs.
    let mut groups: BTreeMap<_, (u64, &UnplacedNeed)> = BTreeMap::new();
    for need in &plan.unplaced {
        let of_activity = (&need.activity, need.cause, &need.missing, &need.witness);
        let group = groups.entry((&need.objective, &need.level, of_activity));
        group.or_insert((0, need)).0 += 1;
    }
    let mut counts: BTreeMap<(&str, Vec<Statement>), u64> = BTreeMap::new();
    for (people, need) in groups.into_values() {
        *counts
            .entry((&need.objective, need.statements()))
            .or_default() += people;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(_, people)| Reverse(*people));
    for ((objective, says), people) in rows {
        table.row([
            objective.into(),
            formatting::thousands(people).into(),
            why(&says),
        ]);
    }
    table
}

fn unplaced_people(plan: &Plan) -> Table {
    let mut table = Table::new([
        ("person", Align::Left),
        ("objective", Align::Left),
        ("why", Align::Left),
    ]);
    for unplaced in &plan.unplaced {
        let need = at_level(&unplaced.objective, unplaced.level.as_deref());
        table.row([
            unplaced.person.clone().into(),
            need.into(),
            why(&unplaced.statements()),
        ]);
    }
    table
}

fn saved_table(plan: &Plan) -> Table {
    let mut table = Table::new([
        ("section", Align::Left),
        ("objective", Align::Left),
        ("people", Align::Right),
        ("hours", Align::Right),
        ("because", Align::Left),
    ]);
    for item in &plan.saved.items {
        let because = match item.because {
            SavedReason::Ready => "they have shown it",
            SavedReason::Unused => "the section never uses it",
        };
        let need = at_level(&item.objective, item.level.as_deref());
        table.row([
            item.section.clone().into(),
            need.into(),
            item.people.map_or_else(
                || Cell::styled("[c]", FAINT),
                |people| formatting::thousands(people).into(),
            ),
            item.person_hours
                .map_or_else(|| Cell::styled("[x]", FAINT), |hours| amount(hours).into()),
            because.into(),
        ]);
    }
    table
}

fn conflicts(plan: &Plan) -> Table {
    let mut table = Table::new([("short", Align::Right), ("what", Align::Left)]);
    for conflict in &plan.conflicts {
        table.row([
            formatting::thousands(conflict.needed.saturating_sub(conflict.available)).into(),
            formatting::clean(&conflict.text).into(),
        ]);
    }
    table
}

fn relaxations(plan: &Plan) -> Table {
    let mut table = Table::new([
        ("left unmet", Align::Right),
        ("extra cost", Align::Right),
        ("what, and how to see the plan", Align::Left),
    ]);
    for relaxation in &plan.relaxations {
        table.row([
            formatting::thousands(relaxation.unplaced).into(),
            amount(relaxation.extra_cost).into(),
            format!(
                "{}\n{}",
                formatting::clean(&relaxation.text),
                what_if(&relaxation.option)
            )
            .into(),
        ]);
    }
    table
}

/// An option as it is typed; several are broken over lines where the page is narrow.
fn what_if(option: &str) -> String {
    if option.contains(',') {
        format!("--what-if '{}'", option.replace(',', ", "))
    } else {
        format!("--what-if {option}")
    }
}

fn changes(plan: &Plan) -> Table {
    let mut table = Table::new([
        ("change", Align::Left),
        ("people", Align::Right),
        ("from", Align::Left),
        ("to", Align::Left),
    ]);
    for change in &plan.changes {
        table.row([
            change.change.name().into(),
            change.people.len().to_string().into(),
            text_or_dash(&change.before),
            text_or_dash(&change.now),
        ]);
    }
    table
}

/// What prevents that something is kept, in words.
fn release_cause(cause: ReleaseCause) -> &'static str {
    match cause {
        ReleaseCause::Absence => "too many of the section would be away",
        ReleaseCause::Calendar => "outside the working half days of the plan or its phase",
        ReleaseCause::Cancelled => "the session is cancelled",
        ReleaseCause::DoubleBooked => "the person is in another session, or teaches",
        ReleaseCause::Full => "no seat is left",
        ReleaseCause::Gone => "the person is not there then, or does not need it any more",
        ReleaseCause::Minimum => "fewer people than the smallest session",
        ReleaseCause::Moves => "moves cost nothing, so everything is planned again",
        ReleaseCause::Order => "what it requires is not over by then",
        ReleaseCause::Room => "no suitable room is free",
        ReleaseCause::Site => "the person works at another site",
        ReleaseCause::Trainer => "no trainer with the skill is free",
    }
}

/// The cause that a whole session could not be kept.
fn cause_of_session(cause: ReleaseCause) -> &'static str {
    match cause {
        ReleaseCause::DoubleBooked => "its people are in other sessions, or teach",
        ReleaseCause::Gone => "its people are not there then, or do not need it any more",
        ReleaseCause::Order => "its people have not finished what it requires by then",
        ReleaseCause::Site => "its people work at another site",
        other => release_cause(other),
    }
}

/// Sessions and seats that could not be kept; seats counted by session and cause.
fn released(plan: &Plan) -> Table {
    let mut table = Table::new([
        ("session", Align::Left),
        ("what", Align::Left),
        ("why", Align::Left),
    ]);
    let mut counts: BTreeMap<(&str, bool, ReleaseCause), usize> = BTreeMap::new();
    for released in &plan.released {
        *counts
            .entry((
                &released.session,
                released.person.is_some(),
                released.reason,
            ))
            .or_default() += 1;
    }
    for ((session, seats, reason), count) in counts {
        let (what, why) = if seats {
            (
                formatting::count(count, "seat", "seats"),
                release_cause(reason),
            )
        } else {
            ("the session".to_owned(), cause_of_session(reason))
        };
        table.row([formatting::clean(session).into(), what.into(), why.into()]);
    }
    table
}

fn promises_lost(plan: &Plan) -> Table {
    let mut table = Table::new([
        ("person", Align::Left),
        ("objective", Align::Left),
        ("session", Align::Left),
        ("why", Align::Left),
    ]);
    for lost in &plan.promises_lost {
        let need = at_level(&lost.objective, lost.level.as_deref());
        table.row([
            lost.person.clone().into(),
            need.into(),
            formatting::clean(&lost.session).into(),
            release_cause(lost.reason).into(),
        ]);
    }
    table
}

/// Hours by track, costs, and what is saved.
fn notes(plan: &Plan) -> Vec<String> {
    let track = |track: Track| {
        let share = formatting::percent(*plan.balance.shares.get(track));
        format!(
            "{} {} ({share})",
            track.name(),
            amount(*plan.hours.get(track))
        )
    };
    let tracks: Vec<String> = Track::ALL.into_iter().map(track).collect();
    let mut hours = format!("Hours by track: {}", tracks.join(", "));
    let beyond: f64 = plan.balance.beyond.iter().map(|(_, hours)| *hours).sum();
    if beyond > 0.0 {
        hours.push_str(&format!(
            "; {} of them are beyond an equal share and its tolerance, which costs {} ({} for each percentage point)",
            amount(beyond),
            amount(plan.costs.balance),
            amount(plan.balance.price_per_point)
        ));
    }
    let costs = &plan.costs;
    let parts = [
        ("time of staff", costs.time),
        ("sessions", costs.sessions),
        ("seats", costs.seats),
        ("teaching beside the needs", costs.waste),
        ("imbalance", costs.balance),
        ("moved seats", costs.moves),
        ("half days that pass", costs.waiting),
    ];
    let mut parts: Vec<String> = parts
        .iter()
        .filter(|(_, cost)| *cost > 0.0)
        .map(|(name, cost)| format!("{name} {}", amount(*cost)))
        .collect();
    if parts.is_empty() {
        parts.push("nothing".to_owned());
    }
    let spared = |because: SavedReason| -> f64 {
        let items = plan
            .saved
            .items
            .iter()
            .filter(|item| item.because == because);
        items.filter_map(|item| item.person_hours).sum()
    };
    vec![
        format!("{hours}."),
        format!("Cost: {}.", parts.join(", ")),
        format!(
            "Saved: {} hours that people have shown already, {} that their sections never use.",
            amount(spared(SavedReason::Ready)),
            amount(spared(SavedReason::Unused))
        ),
    ]
}
