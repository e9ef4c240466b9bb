// The programme of the examples: a records office that moves its files into a new tool. Each example includes this file.

use paratus::document::{
    ActivityDoc, ConditionDoc, Document, FeatureUseDoc, GateDoc, InstrumentDoc, ItemDoc, Kind, Mode, ObjectiveDoc,
    PersonDoc, PhaseDoc, ResponseDoc, RoleDoc, SeatsDoc, SectionDoc, Subject, ToolDoc,
};
use paratus::survey::ResponseLog;
use paratus::{Assessment, Date, EvidenceLog, Programme, Record, Track};

/// The first day of a month of 2027.
#[allow(dead_code)]
pub fn first(month: u32) -> Date {
    Date::from_ymd(2027, month, 1).expect("a month has a first day")
}

/// The document of the programme: 24 clerks and 12 archivists in two sections.
#[allow(dead_code)]
pub fn document() -> Document {
    let people = (0..36).map(|number| {
        let (section, role) = if number < 24 { ("registry", "clerk") } else { ("archive", "archivist") };
        PersonDoc::new(format!("p-{number:02}"), section).roles([role])
    });
    Document::new("records")
        .title("Records office")
        .tools([ToolDoc::new("docflow").features(["search", "scan"])])
        .objectives([
            ObjectiveDoc::new("why", Track::People).title("Says why files move"),
            ObjectiveDoc::new("file-a-record", Track::Process).title("Files a record").requires(["why"]),
            ObjectiveDoc::new("search", Track::Technology).tool("docflow").features(["search"]),
            ObjectiveDoc::new("scan", Track::Technology).tool("docflow").features(["scan"]),
        ])
        .sections([SectionDoc::new("registry"), SectionDoc::new("archive")])
        .roles([
            RoleDoc::new("clerk").requires(["why", "file-a-record", "search"]),
            RoleDoc::new("archivist").requires(["why", "search", "scan"]),
        ])
        .activities([
            ActivityDoc::new("filing-course", Mode::Course, ["why", "file-a-record"], 3.0).seats(SeatsDoc::new(12)),
            ActivityDoc::new("docflow-course", Mode::Course, ["search", "scan"], 3.0).seats(SeatsDoc::new(12)),
        ])
        .phases([
            PhaseDoc::new("filing").objectives(["why", "file-a-record"]),
            PhaseDoc::new("docflow").objectives(["search", "scan"]).gate(
                GateDoc::default().all([ConditionDoc::default().readiness(Subject::People).at_least(0.5).share(0.8)]),
            ),
        ])
        .instruments([InstrumentDoc::new(
            "pulse",
            [ItemDoc::new("q1", "buy-in"), ItemDoc::new("q2", "buy-in"), ItemDoc::new("q3", "file-a-record")],
        )])
        .feature_use([
            FeatureUseDoc::new("registry", "docflow/search", 400.0),
            FeatureUseDoc::new("registry", "docflow/scan", 0.0),
            FeatureUseDoc::new("archive", "docflow/search", 80.0),
            FeatureUseDoc::new("archive", "docflow/scan", 200.0),
        ])
        .people(people)
}

/// The programme.
#[allow(dead_code)]
pub fn programme() -> Programme {
    Programme::compile(&document())
}

/// What was seen until March: everyone was asked why, and half of the clerks filed a record.
#[allow(dead_code)]
pub fn evidence(programme: &Programme) -> EvidenceLog {
    let mut log = EvidenceLog::new(programme);
    for number in 0..36 {
        let person = format!("p-{number:02}");
        log.push(&Record::new(&person, "why", Kind::Quiz, 0.9, first(2)));
        if number % 2 == 0 && number < 24 {
            log.push(&Record::new(&person, "file-a-record", Kind::Observation, 1.0, first(2)));
            log.push(&Record::new(&person, "search", Kind::Quiz, 1.0, first(2)));
        }
    }
    log
}

/// What clerks answered to the survey in February.
#[allow(dead_code)]
pub fn responses(programme: &Programme) -> ResponseLog {
    let mut log = ResponseLog::new(programme);
    for number in 0..24 {
        for (item, answer) in [("q1", 2 + number % 4), ("q2", 2 + number % 3), ("q3", 1 + number % 5)] {
            let clerk = format!("p-{number:02}");
            log.push_document(&ResponseDoc::new(clerk, "pulse", item, answer, first(2)));
        }
    }
    log
}

/// Everyone's readiness on 1 March 2027.
#[allow(dead_code)]
pub fn assessment() -> Assessment {
    let programme = programme();
    programme.assess(&evidence(&programme), first(3))
}
