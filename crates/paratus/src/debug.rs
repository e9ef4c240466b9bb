//! `Debug` of handles: short, and without a word about anybody. What they hold may be everyone's evidence, and programs log `{:?}`.

use crate::evidence::{EvidenceReader, LogReader, LogRows};
#[cfg(feature = "plan")]
use crate::plan::{CalendarFrame, Planner, WhatIfPlanner};
use crate::survey::{ResponseLog, ResponseLogReader, ResponseReader};
use crate::table::RowCounts;
use crate::{Assessment, EvidenceLog, EvidenceStore, PersonReadiness, Programme};
use std::fmt;

impl fmt::Debug for Programme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Programme");
        shown
            .field("id", &self.id())
            .field("people", &self.people())
            .finish_non_exhaustive()
    }
}

/// A log: whose it is, and how many rows it has.
fn log(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    programme: &Programme,
    rows: RowCounts,
) -> fmt::Result {
    f.debug_struct(name)
        .field("programme", &programme.id())
        .field("rows", &rows)
        .finish_non_exhaustive()
}

impl fmt::Debug for EvidenceLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        log(f, "EvidenceLog", self.programme(), self.row_counts())
    }
}

impl fmt::Debug for ResponseLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        log(f, "ResponseLog", self.programme(), self.row_counts())
    }
}

impl fmt::Debug for Assessment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Assessment");
        shown
            .field("programme", &self.programme().id())
            .field("as_of", &self.as_of())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for PersonReadiness<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PersonReadiness")
            .field("verdict", &self.verdict())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for EvidenceStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("EvidenceStore");
        shown
            .field("log", self.log())
            .field("responses", self.responses())
            .finish_non_exhaustive()
    }
}

/// Readers: whether they go on.
macro_rules! readers {
    ($($reader:ident),+) => {
        $(
            impl fmt::Debug for readers!(@ $reader) {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.debug_struct(stringify!($reader))
                        .field("is_stopped", &self.is_stopped())
                        .finish_non_exhaustive()
                }
            }
        )+
    };
    (@ EvidenceReader) => { EvidenceReader };
    (@ ResponseReader) => { ResponseReader };
    (@ $reader:ident) => { $reader<'_> };
}

readers!(
    EvidenceReader,
    LogReader,
    LogRows,
    ResponseLogReader,
    ResponseReader
);

#[cfg(feature = "plan")]
impl fmt::Debug for Planner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Planner")
            .field("assessment", self.assessment())
            .field("progress", &self.progress())
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "plan")]
impl fmt::Debug for WhatIfPlanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WhatIfPlanner")
            .field("progress", &self.progress())
            .finish_non_exhaustive()
    }
}

/// Without the person whose calendar it is.
#[cfg(feature = "plan")]
impl fmt::Debug for CalendarFrame<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CalendarFrame")
            .field("clock", &self.clock)
            .field("morning", &self.morning)
            .field("afternoon", &self.afternoon)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Record;
    use crate::document::Kind;
    #[cfg(feature = "plan")]
    use crate::plan::PlanOptions;
    use crate::table::TableOptions;

    #[test]
    fn handles_are_short_and_name_nobody() {
        let people: String = (0..2000)
            .map(|n| {
                format!(
                    r#"{}{{"id": "secret-{n}", "section": "s", "roles": ["r"]}}"#,
                    if n > 0 { "," } else { "" }
                )
            })
            .collect();
        let programme = Programme::from_json(&format!(
            r#"{{"format": 1, "id": "t", "objectives": [{{"id": "a", "track": "people"}}], "sections": [{{"id": "s"}}],
                 "roles": [{{"id": "r", "requires": [{{"objective": "a"}}]}}], "people": [{people}]}}"#
        ))
        .unwrap();
        let mut store = EvidenceStore::new(&programme);
        let csv = "person,objective,kind,value,date\nsecret-1,a,quiz,1,2027-01-10\n";
        assert_eq!(
            store
                .append_csv(
                    "e.csv",
                    csv.as_bytes(),
                    crate::table::TableOptions::default()
                )
                .taken,
            1
        );
        let mut log = EvidenceLog::new(&programme);
        let _ = log.push(&Record::new(
            "secret-1",
            "a",
            Kind::Quiz,
            1.0,
            "2027-01-10".parse().unwrap(),
        ));
        let assessment = programme.assess(&log, "2027-03-14".parse().unwrap());
        let person = assessment.person("secret-1").unwrap();
        let responses = ResponseLog::new(&programme);
        let mut read = EvidenceLog::new(&programme);
        let reader = format!("{:?}", read.reader("e.csv", TableOptions::new()));
        assert_eq!(reader, "LogReader { is_stopped: false, .. }");
        let all = [
            format!("{programme:?}"),
            format!("{log:?}"),
            format!("{responses:?}"),
            format!("{assessment:?}"),
            format!("{person:?}"),
            format!("{store:#?}"),
            format!("{:?}", EvidenceReader::new("e.csv", TableOptions::new())),
            format!("{:?}", ResponseReader::new("r.csv", TableOptions::new())),
            #[cfg(feature = "plan")]
            format!(
                "{:?}",
                Planner::new(assessment.clone(), PlanOptions::new()).unwrap()
            ),
            #[cfg(feature = "plan")]
            format!(
                "{:?}",
                WhatIfPlanner::new(&assessment, &PlanOptions::new(), &[]).unwrap()
            ),
        ];
        for shown in &all {
            assert!(shown.len() < 600 && !shown.contains("secret"), "{shown}");
        }
        assert_eq!(all[0], r#"Programme { id: "t", people: 2000, .. }"#);
    }

    #[test]
    fn handles_go_from_thread_to_thread() {
        fn assert_shared<T: Send + Sync>() {}
        assert_shared::<Programme>();
        assert_shared::<EvidenceLog>();
        assert_shared::<EvidenceStore>();
        assert_shared::<ResponseLog>();
        assert_shared::<EvidenceReader>();
        assert_shared::<LogReader<'static>>();
        assert_shared::<LogRows<'static>>();
        assert_shared::<ResponseReader>();
        assert_shared::<ResponseLogReader<'static>>();
        assert_shared::<Assessment>();
        assert_shared::<PersonReadiness<'static>>();
        assert_shared::<crate::Error>();
        assert_shared::<crate::Finding>();
        assert_shared::<crate::document::Document>();
        assert_shared::<crate::disclosure::Disclosure>();
        #[cfg(feature = "plan")]
        {
            assert_shared::<crate::plan::Plan>();
            assert_shared::<crate::plan::PlanOptions>();
            assert_shared::<Planner>();
            assert_shared::<WhatIfPlanner>();
            assert_shared::<crate::plan::CalendarFrame<'static>>();
        }
    }
}
