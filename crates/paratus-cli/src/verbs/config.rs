//! `config`: the rules in force, what each means, and where it comes from.

use crate::args::Format;
use crate::console::{Context, FAINT};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::load::LoadedProgramme;
use crate::output::Output;
use crate::table::{Align, Cell, Table};
use clap::{Args, ValueHint};
use paratus::TrackValues;
use paratus::document::{CalendarDoc, PlanningDoc, RulesDoc, TrackDoc};
use paratus::table::TableOptions;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus config                     the rules of the programme here, with their defaults
  paratus config ministry            of another one
  paratus config --defaults          the defaults alone, without a programme

";

/// Arguments of `config`.
#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// Folder of the programme [default: the nearest `paratus.toml` here or above]
    #[arg(value_hint = ValueHint::AnyPath)]
    folder: Option<PathBuf>,
    /// Print the defaults, without a programme
    #[arg(long, conflicts_with = "folder")]
    defaults: bool,
}

/// One rule.
#[derive(Serialize, JsonSchema)]
struct Setting {
    default: Value,
    key: String,
    meaning: String,
    /// `default`, or file and line.
    source: String,
    value: Value,
}

/// All rules with their schema id.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Config {
    programme: Option<String>,
    schema: &'static str,
    settings: Vec<Setting>,
}

/// What can be set, as the document has it.
#[derive(Default, Serialize)]
struct SettableRules {
    calendar: CalendarDoc,
    planning: PlanningDoc,
    rules: RulesDoc,
    tracks: TrackValues<ShownTrack>,
}

/// A track with its threshold shown even where it is not set.
#[derive(Default, Serialize)]
struct ShownTrack {
    threshold: Option<f64>,
    weight: f64,
}

impl From<&TrackDoc> for ShownTrack {
    fn from(track: &TrackDoc) -> ShownTrack {
        ShownTrack {
            threshold: track.threshold,
            weight: track.weight,
        }
    }
}

pub(crate) fn run(args: &ConfigArgs, context: &Context) -> Result<Exit, Failure> {
    let loaded = if args.defaults {
        None
    } else {
        Some(LoadedProgramme::read(
            args.folder.as_deref(),
            TableOptions::default(),
        )?)
    };
    let config = config(loaded.as_ref())?;
    let mut output = Output::open(context)?;
    match context.format {
        Format::Json => output.json(&config)?,
        Format::Ndjson => config
            .settings
            .iter()
            .try_for_each(|setting| output.json(setting))?,
        Format::Csv => output.csv(
            ["key", "value", "default", "source", "meaning"],
            config.settings.iter().map(|s| {
                [
                    s.key.clone(),
                    display_value(&s.value),
                    display_value(&s.default),
                    s.source.clone(),
                    s.meaning.clone(),
                ]
            }),
        )?,
        Format::Md => output.text(&table(&config).markdown()),
        Format::Table => output.text(&table(&config).text(&context.out)),
    }
    output.finish()?;
    Ok(Exit::Done)
}

fn config(loaded: Option<&LoadedProgramme>) -> Result<Config, Failure> {
    let unset = SettableRules {
        tracks: TrackValues::from_fn(|_| ShownTrack::from(&TrackDoc::default())),
        ..SettableRules::default()
    };
    let set = match loaded {
        None => SettableRules {
            tracks: TrackValues::from_fn(|_| ShownTrack::from(&TrackDoc::default())),
            ..SettableRules::default()
        },
        Some(loaded) => {
            let document = &loaded.reading.document;
            let tracks = document.tracks.map(|track| ShownTrack::from(track));
            SettableRules {
                calendar: document.calendar.clone(),
                planning: document.planning.clone(),
                rules: document.rules.clone(),
                tracks,
            }
        }
    };
    let value = |settable: &SettableRules| {
        let fail = |error| Failure::new(format!("the rules could not be written as JSON: {error}"));
        serde_json::to_value(settable).map_err(fail)
    };
    let (set, unset) = (value(&set)?, value(&unset)?);
    let mut settings = Vec::new();
    for part in ["rules", "tracks", "calendar", "planning"] {
        if let (Some(Value::Object(set)), Some(Value::Object(unset))) =
            (set.get(part), unset.get(part))
        {
            collect(part, set, unset, loaded, &mut settings);
        }
    }
    Ok(Config {
        programme: loaded.map(|l| l.programme.id().to_owned()),
        schema: "paratus/config/1",
        settings,
    })
}

fn collect(
    before: &str,
    set: &Map<String, Value>,
    unset: &Map<String, Value>,
    loaded: Option<&LoadedProgramme>,
    settings: &mut Vec<Setting>,
) {
    for (name, value) in set {
        let key = format!("{before}.{name}");
        let default = unset.get(name).cloned().unwrap_or(Value::Null);
        if let (Value::Object(set), Value::Object(unset)) = (value, &default) {
            collect(&key, set, unset, loaded, settings);
        } else {
            let written = loaded.and_then(|loaded| written_at(loaded, before, &key));
            let source = written.unwrap_or_else(|| "default".to_owned());
            settings.push(Setting {
                default,
                meaning: meaning(&key).to_owned(),
                source,
                value: value.clone(),
                key,
            });
        }
    }
}

/// File and line of a key, if it is written at all.
fn written_at(loaded: &LoadedProgramme, parent: &str, key: &str) -> Option<String> {
    let places = &loaded.reading.places;
    let (file, line, column) = places.find(key)?;
    // A key that is not there has the place of what is around it.
    (places.find(parent) != Some((file, line, column))).then(|| format!("{file}:{line}"))
}

/// What a key means: the text of its schema.
fn meaning(key: &str) -> &'static str {
    match key {
        "rules.half_life_days" => {
            "days in which evidence loses half its weight, where the objective does not say"
        }
        "rules.exponent" => {
            "how far strong tracks make up for weak ones: 1 fully, 0 geometric, -1 harmonic, -inf not at all"
        }
        "rules.threshold" => "what a range must reach to be ready, 0 to 1",
        "rules.prior_weight" => "evidence weight of what is not known, in equivalent trials",
        "rules.evidence_weights.observation" => {
            "evidence weight of a record where someone watched the person do it, at most 8"
        }
        "rules.evidence_weights.quiz" => "evidence weight of a test",
        "rules.evidence_weights.certificate" => "evidence weight of a certificate",
        "rules.evidence_weights.survey" => "evidence weight of a self-report",
        "rules.evidence_weights.completion" => "evidence weight of having been there to the end",
        "rules.min_cell" => "fewest people of a published figure, at least 5",
        "rules.round_to" => "published counts of people are multiples of it: 1, 3 or 5",
        "rules.refresh_lead_days" => {
            "days ahead in which what is ready but will not stay so is called expiring"
        }
        "rules.agreement_at_least" => "agreement (r_wg) from which people count as agreed, 0 to 1",
        "rules.balance_tolerance" => {
            "how far a track may fall short of its share of training hours, 0 to 1"
        }
        "calendar.weekend" => "days of the week without work",
        "calendar.holidays" => "dates without work",
        "calendar.hours_per_day" => {
            "hours of a working day; half of them are a slot of the timetable"
        }
        "calendar.morning" => "when sessions in the morning begin",
        "calendar.afternoon" => "when sessions in the afternoon begin",
        "planning.from" => {
            "the first day of planning; the day after the assessment where nothing is written"
        }
        "planning.until" => "the last day of planning, in place of the weeks",
        "planning.weeks" => "how many weeks are planned",
        "planning.max_absent" => {
            "share of a section that may be away for training at once; one person always may"
        }
        "planning.wage_per_hour" => {
            "price of an hour of a participant, in the programme's currency"
        }
        "planning.waste_per_hour" => {
            "price of an hour of teaching that somebody does not need, beside the time"
        }
        "planning.balance_per_hour" => {
            "price of an hour by which a track is off its share beyond the tolerance"
        }
        "planning.cost_per_move" => "price of moving somebody's seat when planning again",
        key if key.ends_with(".weight") => "weight of the track; equal weights are equal focus",
        key if key.ends_with(".threshold") => {
            "threshold of the track; the rules' threshold where nothing is written"
        }
        _ => "",
    }
}

fn display_value(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(display_value).collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.to_string().trim_end_matches(".0").to_owned(),
        other => other.to_string(),
    }
}

/// A value in the cell of a table: of a long list the first, the last and how many.
fn short_value(value: &Value) -> String {
    match value {
        Value::Array(list) => match list.as_slice() {
            [first, _, _, .., last] => format!(
                "{}..{} ({})",
                display_value(first),
                display_value(last),
                list.len()
            ),
            _ => display_value(value),
        },
        other => display_value(other),
    }
}

fn table(config: &Config) -> Table {
    let mut table = Table::new([
        ("rule", Align::Left),
        ("value", Align::Right),
        ("default", Align::Right),
        ("from", Align::Left),
        ("meaning", Align::Left),
    ]);
    for setting in &config.settings {
        let dash = |text: String| {
            if text.is_empty() {
                "-".to_owned()
            } else {
                text
            }
        };
        let changed = setting.value != setting.default;
        let style = if changed { crate::console::BOLD } else { FAINT };
        table.row([
            setting.key.clone().into(),
            Cell::styled(
                dash(short_value(&setting.value)),
                if changed {
                    style
                } else {
                    anstyle::Style::new()
                },
            ),
            Cell::styled(dash(short_value(&setting.default)), FAINT),
            Cell::styled(setting.source.clone(), style),
            setting.meaning.clone().into(),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_rule_has_a_meaning() {
        for setting in super::config(None).unwrap().settings {
            assert!(!setting.meaning.is_empty(), "{}", setting.key);
        }
    }
}
