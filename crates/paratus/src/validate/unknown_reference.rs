//! `UNKNOWN_REFERENCE`: a name that nothing has.

use super::joined_names::joined_names;
use super::references::{References, Referrer};
use super::{Context, Index, absence_subject};
use crate::document::LevelRef;
use crate::finding::describe;
use crate::{Code, Finding};

/// Constructs that surveys measure beside objectives; any other word is accepted unless it looks like a slip.
const CONSTRUCTS: [&str; 6] = [
    "buy-in",
    "awareness",
    "desire",
    "knowledge",
    "ability",
    "reinforcement",
];

/// What leaders do, in the words of the format; a programme may have words of its own.
const ACTS: [&str; 5] = [
    "sponsor-named",
    "message-sent",
    "time-released",
    "training-attended",
    "tool-used",
];

const OBJECTIVES: Referrer = Referrer::new("objectives", "objective", "objectives");
const SECTIONS: Referrer = Referrer::new("sections", "section", "sections");
const ROLES: Referrer = Referrer::new("roles", "requirement of a role", "requirements of roles");
const ACTIVITIES: Referrer = Referrer::new(
    "activities",
    "entry of an activity",
    "entries of activities",
);
const PHASES: Referrer = Referrer::new("phases", "entry of a phase", "entries of phases");
const CONDITIONS: Referrer = Referrer::new("phases", "condition", "conditions");
const PEOPLE: Referrer = Referrer::new("people", "person", "people");
const FEATURE_USE: Referrer =
    Referrer::new("feature_use", "row of feature use", "rows of feature use");
const SESSIONS: Referrer = Referrer::new("sessions", "session", "sessions");
const ABSENCES: Referrer = Referrer::new("absences", "absence", "absences");
const ACTS_DONE: Referrer = Referrer::new("acts", "act", "acts");

/// Reports every name that does not resolve, once.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut all = References::default();
    objectives(cx, &mut all);
    sections_and_roles(cx, &mut all);
    activities(cx, &mut all);
    phases(cx, &mut all, out);
    items(cx, out);
    people(cx, &mut all);
    feature_use(cx, &mut all);
    sessions(cx, &mut all);
    absences(cx, &mut all);
    acts(cx, &mut all);
    sites(cx, out);
    all.finish(Code::UnknownReference, out);
}

/// No `kind` is called `given`.
fn missing<'n>(
    cx: &Context<'_>,
    path: String,
    kind: &str,
    given: &str,
    names: impl ExactSizeIterator<Item = &'n str> + Clone,
) -> Finding {
    let code = Code::UnknownReference;
    let finding = if given.is_empty() {
        describe!(code, path, NameMissing { kind: kind })
    } else {
        describe!(
            code,
            path,
            NameUnknown {
                kind: kind,
                given: given
            }
        )
    };
    cx.suggest(finding, given, kind, names)
}

/// A reference to an entry of one kind.
fn reference(
    (cx, kind, known): (&Context<'_>, &'static str, &Index),
    path: impl FnOnce() -> String,
    given: &str,
    by: Referrer,
    all: &mut References,
) {
    if !known.has(given) {
        all.note(kind, given, by, || {
            missing(cx, path(), kind, given, known.names.iter())
        });
    }
}

fn objective(
    cx: &Context<'_>,
    path: impl FnOnce() -> String,
    given: &str,
    by: Referrer,
    all: &mut References,
) {
    reference((cx, "objective", &cx.objectives), path, given, by, all);
}

fn level_refs(
    cx: &Context<'_>,
    by: Referrer,
    at: usize,
    references: &[LevelRef],
    all: &mut References,
) {
    for (n, reference) in references.iter().enumerate() {
        objective(
            cx,
            || format!("{}[{at}].requires[{n}]", by.list),
            &reference.objective,
            by,
            all,
        );
    }
}

fn objectives(cx: &Context<'_>, all: &mut References) {
    for (at, written) in cx.document.objectives.iter().enumerate() {
        level_refs(cx, OBJECTIVES, at, &written.requires, all);
        if let Some(scale) = written
            .scale
            .as_deref()
            .filter(|scale| !has_scale(cx, scale))
        {
            let names = cx.document.scales.keys().map(String::as_str);
            let make = || missing(cx, format!("objectives[{at}].scale"), "scale", scale, names);
            all.note("scale", scale, OBJECTIVES, make);
        }
        let Some(tool) = written.tool.as_deref() else {
            continue;
        };
        let Some(tool_at) = cx.tools.place(tool) else {
            if !cx.tools.has(tool) {
                let make = || {
                    missing(
                        cx,
                        format!("objectives[{at}].tool"),
                        "tool",
                        tool,
                        cx.tools.names.iter(),
                    )
                };
                all.note("tool", tool, OBJECTIVES, make);
            }
            continue;
        };
        for (n, feature) in written.features.iter().enumerate() {
            let name = format!("{tool}/{feature}");
            if cx.features.get(&name).is_none() {
                let tool_features = cx
                    .document
                    .tools
                    .get(tool_at)
                    .map_or(&[][..], |tool| &tool.features);
                let names = tool_features.iter().map(String::as_str);
                let path = format!("objectives[{at}].features[{n}]");
                all.note("feature", &name, OBJECTIVES, || {
                    let unknown = describe!(
                        Code::UnknownReference,
                        path,
                        FeatureUnknown {
                            tool: tool,
                            feature: feature
                        }
                    );
                    cx.suggest(unknown, feature, "feature", names)
                });
            }
        }
    }
}

fn has_scale(cx: &Context<'_>, scale: &str) -> bool {
    cx.document.scales.contains_key(scale) || cx.model.refused.has("scales", scale)
}

fn section(
    cx: &Context<'_>,
    path: impl FnOnce() -> String,
    given: &str,
    by: Referrer,
    all: &mut References,
) {
    reference((cx, "section", &cx.sections), path, given, by, all);
}

fn sections_and_roles(cx: &Context<'_>, all: &mut References) {
    for (at, written) in cx.document.sections.iter().enumerate() {
        if let Some(parent) = written.parent.as_deref() {
            section(
                cx,
                || format!("sections[{at}].parent"),
                parent,
                SECTIONS,
                all,
            );
        }
    }
    for (at, role) in cx.document.roles.iter().enumerate() {
        for (n, requirement) in role.requires.iter().enumerate() {
            objective(
                cx,
                || format!("roles[{at}].requires[{n}].objective"),
                &requirement.objective,
                ROLES,
                all,
            );
        }
    }
}

fn activities(cx: &Context<'_>, all: &mut References) {
    for (at, activity) in cx.document.activities.iter().enumerate() {
        level_refs(cx, ACTIVITIES, at, &activity.requires, all);
        for (n, taught) in activity.teaches.iter().enumerate() {
            objective(
                cx,
                || format!("activities[{at}].teaches[{n}].objective"),
                &taught.objective,
                ACTIVITIES,
                all,
            );
        }
    }
}

fn phases(cx: &Context<'_>, all: &mut References, out: &mut Vec<Finding>) {
    for (at, phase) in cx.document.phases.iter().enumerate() {
        for (n, id) in phase.objectives.iter().enumerate() {
            objective(
                cx,
                || format!("phases[{at}].objectives[{n}]"),
                id,
                PHASES,
                all,
            );
        }
    }
    for (_, path, condition) in cx.conditions() {
        if let Some(id) = &condition.holders {
            objective(cx, || format!("{path}.holders"), id, CONDITIONS, all);
        }
        for (key, instrument) in [
            ("buy_in", &condition.buy_in),
            ("agreement", &condition.agreement),
        ] {
            if let Some(id) = instrument.as_deref().filter(|id| !cx.instruments.has(id)) {
                let make = || {
                    missing(
                        cx,
                        format!("{path}.{key}"),
                        "instrument",
                        id,
                        cx.instruments.names.iter(),
                    )
                };
                all.note("instrument", id, CONDITIONS, make);
            }
        }
        // An act may have any name; only a slip in one that is known is reported.
        let done = cx.document.acts.iter().map(|act| act.act.as_str());
        let known: Vec<&str> = ACTS.into_iter().chain(done).collect();
        for (n, act) in condition
            .acts
            .iter()
            .enumerate()
            .filter(|(_, act)| !known.contains(&act.as_str()))
        {
            if let Some(meant) = known.iter().find(|known| is_slip(act, known)) {
                let finding = describe!(
                    Code::UnknownReference,
                    format!("{path}.acts[{n}]"),
                    ActOfNobody { act: act }
                );
                out.push(finding.with_meant(act, meant));
            }
        }
        if let Some(id) = condition.phase.as_deref().filter(|id| !cx.phases.has(id)) {
            let make = || {
                missing(
                    cx,
                    format!("{path}.phase"),
                    "phase",
                    id,
                    cx.phases.names.iter(),
                )
            };
            all.note("phase", id, CONDITIONS, make);
        }
    }
}

/// What an item measures may be a construct in anyone's words, so only a slip in an objective's id is reported.
fn items(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (at, instrument) in cx.document.instruments.iter().enumerate() {
        for (n, item) in instrument.items.iter().enumerate() {
            let given = item.measures.as_str();
            let path = || format!("instruments[{at}].items[{n}].measures");
            if given.is_empty() {
                let help = "name an objective, or a construct such as `buy-in`";
                out.push(
                    describe!(
                        Code::UnknownReference,
                        path(),
                        ItemMeasuresNothing { item: &item.id }
                    )
                    .help(help),
                );
            } else if !cx.objectives.has(given) && !CONSTRUCTS.contains(&given) {
                let slip = cx.objectives.names.iter().find(|id| is_slip(given, id));
                if let Some(id) = slip {
                    let finding = describe!(
                        Code::UnknownReference,
                        path(),
                        ItemMeasuresUnknown {
                            item: &item.id,
                            given: given
                        }
                    );
                    out.push(finding.with_meant(given, id));
                }
            }
        }
    }
}

/// One letter in five, two in ten.
fn is_slip(given: &str, id: &str) -> bool {
    let allowed = id.chars().count().min(given.chars().count()) / 5;
    given.chars().count().abs_diff(id.chars().count()) <= allowed.min(2)
        && strsim::damerau_levenshtein(given, id) <= allowed.min(2)
}

fn people(cx: &Context<'_>, all: &mut References) {
    for (at, person) in cx.document.people.iter().enumerate() {
        section(
            cx,
            || format!("people[{at}].section"),
            &person.section,
            PEOPLE,
            all,
        );
        for (n, role) in person
            .roles
            .iter()
            .enumerate()
            .filter(|(_, role)| !cx.roles.has(role))
        {
            let make = || {
                let path = format!("people[{at}].roles[{n}]");
                let unknown = missing(cx, path, "role", role, cx.roles.names.iter());
                match joined_names(role, |name| cx.roles.has(name)) {
                    Some(names) => unknown.help(format!("separate roles by spaces: `{names}`")),
                    None => unknown,
                }
            };
            all.note("role", role, PEOPLE, make);
        }
    }
}

fn feature_use(cx: &Context<'_>, all: &mut References) {
    for (at, row) in cx.document.feature_use.iter().enumerate() {
        section(
            cx,
            || format!("feature_use[{at}].section"),
            &row.section,
            FEATURE_USE,
            all,
        );
        let of_refused = row
            .feature
            .split_once('/')
            .is_some_and(|(tool, _)| cx.model.refused.has("tools", tool));
        if cx.features.get(&row.feature).is_none() && !of_refused {
            all.note("feature", &row.feature, FEATURE_USE, || {
                let finding = missing(
                    cx,
                    format!("feature_use[{at}].feature"),
                    "feature",
                    &row.feature,
                    cx.features.iter(),
                );
                match cx
                    .features
                    .iter()
                    .find(|name| name.rsplit('/').next() == Some(&row.feature))
                {
                    Some(name) => finding.help(format!("write tool and feature: `{name}`")),
                    None => finding,
                }
            });
        }
    }
}

fn rooms_and_trainers(cx: &Context<'_>) -> (Index, Index) {
    let rooms = cx.document.rooms.iter().map(|room| room.id.as_str());
    let trainers = cx.document.trainers.iter().map(|one| one.id.as_str());
    (Index::from_ids(rooms), Index::from_ids(trainers))
}

fn sessions(cx: &Context<'_>, all: &mut References) {
    let (rooms, trainers) = rooms_and_trainers(cx);
    for (at, session) in cx.document.sessions.iter().enumerate() {
        let path = |key: &str| format!("sessions[{at}].{key}");
        let activities = (cx, "activity", &cx.activities);
        reference(
            activities,
            || path("activity"),
            &session.activity,
            SESSIONS,
            all,
        );
        // Sessions that a plan keeps take a room and a trainer of the programme, where it declares any.
        if !session.pinned {
            continue;
        }
        for (key, id, known) in [
            ("room", session.room.as_deref(), &rooms),
            ("trainer", session.trainer.as_deref(), &trainers),
        ] {
            if let Some(id) = id.filter(|_| known.names.len() > 0) {
                reference((cx, key, known), || path(key), id, SESSIONS, all);
            }
        }
    }
}

fn absences(cx: &Context<'_>, all: &mut References) {
    let (rooms, trainers) = rooms_and_trainers(cx);
    for (at, absence) in cx.document.absences.iter().enumerate() {
        for (key, id) in absence_subject::subjects(absence) {
            let known = match key {
                "person" => &cx.people,
                "section" => &cx.sections,
                "room" => &rooms,
                _ => &trainers,
            };
            if let Some(id) = id.filter(|id| !known.has(id)) {
                let make = || {
                    missing(
                        cx,
                        format!("absences[{at}].{key}"),
                        key,
                        id,
                        known.names.iter(),
                    )
                };
                all.note(key, id, ABSENCES, make);
            }
        }
    }
}

/// A site is what sections name: rooms and trainers elsewhere serve nobody.
fn sites(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let known = Index::from_ids(
        cx.document
            .sections
            .iter()
            .filter_map(|section| section.site.as_deref()),
    );
    let rooms = cx
        .document
        .rooms
        .iter()
        .map(|room| room.site.as_deref())
        .enumerate();
    let trainers = cx
        .document
        .trainers
        .iter()
        .map(|trainer| trainer.site.as_deref())
        .enumerate();
    for (list, at, site) in rooms
        .map(|(at, site)| ("rooms", at, site))
        .chain(trainers.map(|(at, site)| ("trainers", at, site)))
    {
        if let Some(site) = site.filter(|site| !known.has(site)) {
            let finding = describe!(
                Code::UnknownReference,
                format!("{list}[{at}].site"),
                SiteUnknown { site: site }
            );
            out.push(cx.suggest(finding, site, "site", known.names.iter()));
        }
    }
}

/// Who acted can be checked only where people are listed.
fn acts(cx: &Context<'_>, all: &mut References) {
    if cx.document.people.is_empty() {
        return;
    }
    for (at, act) in cx
        .document
        .acts
        .iter()
        .enumerate()
        .filter(|(_, act)| !cx.people.has(&act.actor))
    {
        let make = || {
            missing(
                cx,
                format!("acts[{at}].actor"),
                "person",
                &act.actor,
                cx.people.names.iter(),
            )
        };
        all.note("person", &act.actor, ACTS_DONE, make);
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    const GOOD: &str = r#"
        [scales.skill]
        levels = ["working", "expert"]
        [[tools]]
        id = "docket"
        features = ["search", "label"]
        [[objectives]]
        id = "why-we-file"
        track = "people"
        [[objectives]]
        id = "docket-basics"
        track = "technology"
        tool = "docket"
        features = ["search"]
        scale = "skill"
        requires = ["why-we-file"]
        [[sections]]
        id = "archive"
        [[roles]]
        id = "clerk"
        requires = [{ objective = "docket-basics", level = "working" }]
        [[activities]]
        id = "course"
        mode = "course"
        hours = 2
        teaches = [{ objective = "docket-basics" }]
        requires = ["why-we-file"]
        [[phases]]
        id = "one"
        objectives = ["why-we-file"]
        [[phases]]
        id = "two"
        gate = { all = [{ holders = "why-we-file" }, { buy_in = "pulse" }, { phase = "one" }] }
        [[instruments]]
        id = "pulse"
        items = [{ id = "q1", measures = "why-we-file" }, { id = "q2", measures = "trust" }]
        [[people]]
        id = "p1"
        section = "archive"
        roles = ["clerk"]
        [[feature_use]]
        section = "archive"
        feature = "docket/search"
        uses_per_month = 4
        [[sessions]]
        id = "s1"
        start = "2027-03-01"
        activity = "course"
        [[acts]]
        act = "sponsor-named"
        actor = "p1"
        date = "2027-01-01"

        [[absences]]
        person = "p1"
        from = "2027-02-01"
        until = "2027-02-05"
    "#;

    #[test]
    fn what_resolves_is_silent() {
        assert_eq!(messages_of(check, GOOD), Vec::<String>::new());
    }

    #[test]
    fn every_reference_is_checked() {
        for (from, to, expected) in [
            (
                "scale = \"skill\"",
                "scale = \"skil\"",
                "objectives[1].scale: there is no scale `skil` | did you mean `skill`?",
            ),
            (
                "tool = \"docket\"",
                "tool = \"x\"",
                "objectives[1].tool: there is no tool `x` | there is `docket`; or add it",
            ),
            (
                "features = [\"search\"]",
                "features = [\"serach\"]",
                "objectives[1].features[0]: tool `docket` has no feature `serach` | did you mean `search`?",
            ),
            (
                "scale = \"skill\"\n        requires = [\"why-we-file\"]",
                "scale = \"skill\"\n        requires = [\"why-we-fail\"]",
                "objectives[1].requires[0]: there is no objective `why-we-fail` | did you mean `why-we-file`?",
            ),
            (
                "id = \"archive\"",
                "id = \"archive\"\nparent = \"archiv\"",
                "sections[0].parent: there is no section `archiv` | did you mean `archive`?",
            ),
            (
                "objective = \"docket-basics\", level",
                "objective = \"docket-basis\", level",
                "roles[0].requires[0].objective: there is no objective `docket-basis` | did you mean `docket-basics`?",
            ),
            (
                "objective = \"docket-basics\" }",
                "objective = \"docket-basis\" }",
                "activities[0].teaches[0].objective: there is no objective `docket-basis` | did you mean `docket-basics`?",
            ),
            (
                "objectives = [\"why-we-file\"]",
                "objectives = [\"zzz\"]",
                "phases[0].objectives[0]: there is no objective `zzz` | there are `why-we-file` and `docket-basics`; or add it",
            ),
            (
                "buy_in = \"pulse\"",
                "buy_in = \"puls\"",
                "phases[1].gate.all[1].buy_in: there is no instrument `puls` | did you mean `pulse`?",
            ),
            (
                "phase = \"one\"",
                "phase = \"ones\"",
                "phases[1].gate.all[2].phase: there is no phase `ones` | did you mean `one`?",
            ),
            (
                "measures = \"why-we-file\"",
                "measures = \"why-we-fle\"",
                "instruments[0].items[0].measures: item `q1` measures `why-we-fle`, which is no objective | did you mean `why-we-file`?",
            ),
            (
                "section = \"archive\"\n        roles",
                "section = \"archives\"\n        roles",
                "people[0].section: there is no section `archives` | did you mean `archive`?",
            ),
            (
                "roles = [\"clerk\"]",
                "roles = [\"clark\"]",
                "people[0].roles[0]: there is no role `clark` | did you mean `clerk`?",
            ),
            (
                "feature = \"docket/search\"",
                "feature = \"search\"",
                "feature_use[0].feature: there is no feature `search` | write tool and feature: `docket/search`",
            ),
            (
                "activity = \"course\"",
                "activity = \"curse\"",
                "sessions[0].activity: there is no activity `curse` | did you mean `course`?",
            ),
            (
                "activity = \"course\"",
                "activity = \"course\"\n        room = \"hal\"\n        pinned = true\n        [[rooms]]\n        id = \"hall\"\n        seats = 9",
                "sessions[0].room: there is no room `hal` | did you mean `hall`?",
            ),
            (
                "[[acts]]",
                "[[trainers]]\n        id = \"t\"\n        site = \"hil\"\n        [[acts]]",
                "trainers[0].site: no section is at the site `hil` | there is no site yet; add it",
            ),
            (
                "person = \"p1\"",
                "person = \"p2\"",
                "absences[0].person: there is no person `p2` | there is `p1`; or add it",
            ),
            (
                "person = \"p1\"",
                "section = \"archives\"",
                "absences[0].section: there is no section `archives` | did you mean `archive`?",
            ),
            (
                "person = \"p1\"",
                "trainer = \"p1\"",
                "absences[0].trainer: there is no trainer `p1` | there is no trainer yet; add it",
            ),
            (
                "person = \"p1\"",
                "room = \"hall\"",
                "absences[0].room: there is no room `hall` | there is no room yet; add it",
            ),
            (
                "actor = \"p1\"",
                "actor = \"\"",
                "acts[0].actor: no person is named | there is `p1`; or add it",
            ),
        ] {
            assert!(GOOD.contains(from), "{from}");
            assert_eq!(
                messages_of(check, &GOOD.replacen(from, to, 1)),
                vec![expected.to_owned()],
                "{to}"
            );
        }
    }

    #[test]
    fn a_name_is_one_finding_however_many_refer_to_it() {
        let more = r#"
        [[people]]
        id = "p2"
        section = "archive"
        roles = ["clerk"]
        [[feature_use]]
        section = "archive"
        feature = "docket/label"
        uses_per_month = 4
        "#;
        let renamed = format!("{GOOD}{more}").replacen("id = \"archive\"", "id = \"archives\"", 1);
        assert_eq!(
            messages_of(check, &renamed),
            [
                "people[0].section: there is no section `archive`, which 2 people and 2 rows of feature use name; this is the \
              first | did you mean `archives`?"
            ]
        );
        let renamed = GOOD.replacen("id = \"why-we-file\"", "id = \"why-file\"", 1);
        assert_eq!(
            messages_of(check, &renamed),
            [
                "objectives[1].requires[0]: there is no objective `why-we-file`, which 1 objective, 1 entry of an activity, \
              1 entry of a phase and 1 condition name; this is the first | did you mean `why-file`?"
            ]
        );
    }

    #[test]
    fn who_acted_is_not_checked_without_people() {
        let acts = "[[acts]]\nact = \"message-sent\"\nactor = \"head\"\ndate = \"2027-01-01\"";
        assert_eq!(messages_of(check, acts), Vec::<String>::new());
    }
}
