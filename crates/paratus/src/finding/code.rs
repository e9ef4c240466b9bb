//! The codes of findings: stable names, usual severity, and what `explain CODE` says.

use super::Severity;
use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal $severity:ident: $why:literal, $remedy:literal;)+) => {
        /// The stable code of a finding. Codes never change meaning; the list only grows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ #[serde(rename = $name)] $variant,)+
        }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// The name, for instance `UNKNOWN_REFERENCE`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// The severity a finding of this code usually has.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)+ }
            }

            /// What the code means, in one sentence.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self { $(Code::$variant => const { concat!($($doc),+).trim_ascii_start() },)+ }
            }

            /// Why a finding of this code matters, in one sentence.
            #[must_use]
            pub const fn why(self) -> &'static str {
                match self { $(Code::$variant => $why,)+ }
            }

            /// What to do about a finding of this code, in one sentence.
            #[must_use]
            pub const fn remedy(self) -> &'static str {
                match self { $(Code::$variant => $remedy,)+ }
            }
        }
    };
}

codes! {
    /// A file cannot be read as what its name says.
    Unreadable "UNREADABLE" Error:
        "Nothing after the error can be read.",
        "Correct the file at the place of the error.";
    /// A file that must be there is not.
    MissingFile "MISSING_FILE" Error:
        "What it holds would silently be missing.",
        "Add the file, or correct its name.";
    /// A table of the folder is there twice, in two forms.
    TableTwice "TABLE_TWICE" Error:
        "Which of the two is meant is not known, and they may differ.",
        "Keep one of the two files in the folder.";
    /// A file is included that cannot be: by itself, twice, or from outside the folder.
    BadInclude "BAD_INCLUDE" Error:
        "Its entries would be counted twice, or depend on what lies outside the programme.",
        "Include each file once, by its name within the folder.";
    /// The same key is given a value twice.
    DuplicateKey "DUPLICATE_KEY" Error:
        "Which of the two is meant is not known.",
        "Keep one of the two.";
    /// A key that the format does not know.
    UnknownKey "UNKNOWN_KEY" Error:
        "A misspelt key would silently leave its default in force.",
        "Correct the spelling, or remove the key; `paratus schema document` lists every key.";
    /// A value of another type or form than the key takes.
    WrongType "WRONG_TYPE" Error:
        "A value that cannot be read cannot be scored.",
        "Write the value in the form the message names.";
    /// A required key is not there.
    MissingKey "MISSING_KEY" Error:
        "The entry means nothing without it.",
        "Add the key.";
    /// The `format` of the document is not one this version reads.
    UnsupportedFormat "UNSUPPORTED_FORMAT" Error:
        "A later format may give the same keys another meaning.",
        "Use a version of Paratus that reads this format, or write `format = 1`.";
    /// A table without a header row.
    EmptyTable "EMPTY_TABLE" Error:
        "An empty file is more often a failed export than a table without rows.",
        "Write the header row, or remove the file.";
    /// A column that the table must have is not there.
    MissingColumn "MISSING_COLUMN" Error:
        "No row of the table can be read without it.",
        "Add the column to the header row, or correct its name.";
    /// A column that the table does not know.
    UnknownColumn "UNKNOWN_COLUMN" Warning:
        "A misspelt heading would silently leave its default in force for every row.",
        "Correct the heading, or remove the column.";
    /// A row has another number of fields than the header.
    BadRow "BAD_ROW" Error:
        "Its values cannot be distinguished, so the row was refused.",
        "Count the separators; quote values that contain one.";
    /// A row of a table is longer than a row can be (1 MiB).
    RowTooLong "ROW_TOO_LONG" Error:
        "Such a row is usually a quote that is never closed and swallows the rows after it.",
        "Close the quote at the beginning of the row, or shorten it.";
    /// A value in a table cannot be read.
    BadValue "BAD_VALUE" Error:
        "The row was refused: guessing would change someone's score.",
        "Write the value in the form the message names.";
    /// Rows of a table that were refused and do not count.
    RowsRefused "ROWS_REFUSED" Warning:
        "Figures rest on fewer rows than the table has, and may change once all can be read.",
        "Correct the rows; each has a finding of its own.";
    /// Rows of a table that refer to something that was refused in the programme.
    RowsSetAside "ROWS_SET_ASIDE" Warning:
        "They have no fault of their own, and count again as soon as the programme is corrected.",
        "Correct the programme first; its own findings name what was refused.";
    /// Text that is not valid UTF-8.
    NotUtf8 "NOT_UTF8" Error:
        "Ids that differ only in damaged characters would be confused.",
        "Save the file as UTF-8.";
    /// A reference to an entry that does not exist.
    UnknownReference "UNKNOWN_REFERENCE" Error:
        "The reference would silently have no effect.",
        "Correct the name, or add the entry.";
    /// Two entries of one kind have the same id.
    DuplicateId "DUPLICATE_ID" Error:
        "References to the id would be ambiguous; only the first was kept.",
        "Give each entry an id of its own.";
    /// A person has more than one row for the same day.
    DuplicatePerson "DUPLICATE_PERSON" Error:
        "Counted twice, a person would weigh twice in every share; on days that several rows name, the first counts.",
        "Keep one row per person and period, with `from` and `until`; several roles go into one field, separated by spaces.";
    /// An id that is empty or has characters that ids cannot have.
    BadId "BAD_ID" Error:
        "Ids are used in paths, lists and file names, where spaces and separators would split them.",
        "Use letters, digits, `-`, `_`, `.` and `:`; put words for people into `title`.";
    /// Objectives that are prerequisites of each other.
    PrerequisiteCycle "PREREQUISITE_CYCLE" Error:
        "Nobody could ever begin: each waits for the other.",
        "Remove one of the prerequisites the message lists.";
    /// Sections that are parents of each other.
    SectionCycle "SECTION_CYCLE" Error:
        "Sections form a tree; a circle has no total.",
        "Correct one of the parents the message lists.";
    /// A level that the objective's scale does not have.
    LevelNotOnScale "LEVEL_NOT_ON_SCALE" Error:
        "It cannot be placed above or below the others.",
        "Use a level of the scale, or leave `level` out for the top one.";
    /// A number outside its limits.
    ValueOutOfRange "VALUE_OUT_OF_RANGE" Error:
        "Values have fixed limits; one beyond them would distort every figure that uses it.",
        "Bring the value into the range the message names; convert percentages to fractions.";
    /// A feature set is not in the technology track, or lacks its tool or features.
    FeatureSetIncomplete "FEATURE_SET_INCOMPLETE" Error:
        "A feature set is one tool and some of its features, trained together, and belongs to the technology track.",
        "Give `tool` and `features` together, in an objective of the technology track.";
    /// Two dates are in the wrong order.
    DatesReversed "DATES_REVERSED" Error:
        "Something would end before it begins.",
        "Correct one of the two dates.";
    /// A role requires an objective that no activity teaches to that level.
    UntaughtObjective "UNTAUGHT_OBJECTIVE" Warning:
        "People are held to something that they are given no way to learn.",
        "Add an activity that teaches it, or remove the requirement.";
    /// No role requires an objective.
    UnrequiredObjective "UNREQUIRED_OBJECTIVE" Info:
        "Nobody's readiness depends on it; training in it would serve no need.",
        "Add it to the roles it is for, or remove it.";
    /// An activity teaches a feature set that no section uses.
    UnusedFeatureTraining "UNUSED_FEATURE_TRAINING" Warning:
        "A section that never uses a set of features needs no training in it.",
        "Remove the training, or correct the feature use.";
    /// A feature is used but belongs to no feature set that is taught.
    UntrainedFeature "UNTRAINED_FEATURE" Warning:
        "People use it every month without having been shown how.",
        "Put the feature into a feature set, and the set into an activity.";
    /// A section has people but no declared feature use, its own or an ancestor's.
    NoFeatureUse "NO_FEATURE_USE" Warning:
        "Unknown is not never: nothing can be saved there, and its people are asked to learn every feature set of their roles.",
        "Measure or declare the section's use in `feature_use.csv`; write 0 for never.";
    /// A section declares feature use, but has no people, and neither has any section that takes its use from it.
    UseWithoutPeople "USE_WITHOUT_PEOPLE" Warning:
        "Phases and the fit of training count people, so this use counts nowhere.",
        "Add the people of the section, or declare the use for the section where they are.";
    /// A critical requirement lies in a feature set that the section never uses.
    CriticalUnused "CRITICAL_UNUSED" Warning:
        "Either the requirement is not critical there, or the use is wrong. People must decide which.",
        "Correct the feature use, or give that section's people another role.";
    /// A prerequisite lies in a feature set that the section never uses.
    PrerequisiteUnused "PREREQUISITE_UNUSED" Warning:
        "Its people will meet the later training without the earlier one.",
        "Correct the feature use, or the prerequisite.";
    /// A track has no objective.
    TrackEmpty "TRACK_EMPTY" Warning:
        "Training needs all three: knowing why, knowing the new ways, and being competent with the tools.",
        "Add objectives to the track.";
    /// Required training hours are far from equal focus over the tracks.
    TrackImbalance "TRACK_IMBALANCE" Warning:
        "Emphasis on one track, usually technology, does not give the best outcome.",
        "Add activities to the track that is short, or give tracks weights that say what is meant.";
    /// A role requires technology objectives and nothing else.
    TechnologyOnly "TECHNOLOGY_ONLY" Warning:
        "Staff who are shown the tools but neither why nor how work changes tend to go back to the old ways.",
        "Give the role people and process objectives too.";
    /// A prerequisite belongs to a later phase than what needs it.
    PhaseOutOfOrder "PHASE_OUT_OF_ORDER" Warning:
        "People would need in one phase what they learn only in a later one.",
        "Move the prerequisite into the same or an earlier phase.";
    /// A role requires an objective that is in no phase although phases are authored.
    UnphasedObjective "UNPHASED_OBJECTIVE" Warning:
        "It is required but never rolled out.",
        "Add the objective to a phase.";
    /// A condition of a gate can never be met.
    GateUnreachable "GATE_UNREACHABLE" Warning:
        "The phase behind it would never open, whatever people do.",
        "Change the condition to one that can be met.";
    /// A decision beside a gate's verdict has run out.
    OverrideExpired "OVERRIDE_EXPIRED" Warning:
        "Its last day has passed; the gate now follows its conditions alone.",
        "Remove it, or have it decided again with a later `until`.";
    /// Two decisions beside gates contradict each other.
    OverrideConflict "OVERRIDE_CONFLICT" Warning:
        "Phases follow each other: one cannot be held open while an earlier one is held closed.",
        "Withdraw one of the two decisions.";
    /// A decision beside a gate's verdict agrees with it.
    OverrideAgrees "OVERRIDE_AGREES" Info:
        "A decision that agrees with the verdict decides nothing, and would hide a later change of the verdict.",
        "Remove it; the verdict says the same.";
    /// No leadership act names a sponsor.
    NoSponsor "NO_SPONSOR" Warning:
        "Commitment from the top comes first; without a named sponsor the programme has no one to release time or settle conflicts.",
        "Record the act `sponsor-named` with its date and evidence in `acts.csv`.";
    /// A person has no role.
    PersonWithoutRole "PERSON_WITHOUT_ROLE" Warning:
        "Nothing is required of them, so nothing can be said about their readiness.",
        "Give the person a role.";
    /// An entry is referred to by an earlier id.
    PreviousId "PREVIOUS_ID" Info:
        "The reference counts for the entry that had the id. The number of such references shows when the old id can be removed.",
        "Nothing has to be done. Use the new id when the tables are next written, then remove the old one from `previous_ids`.";
    /// Evidence is dated after the date of assessment.
    EvidenceInFuture "EVIDENCE_IN_FUTURE" Warning:
        "Evidence from the future was ignored.",
        "Correct the date, or assess as of a later one.";
    /// An answer to a survey is dated after the date of assessment.
    AnswerInFuture "ANSWER_IN_FUTURE" Warning:
        "Answers from the future count neither in survey figures nor as evidence.",
        "Correct the date, or assess as of a later one.";
    /// A record that has expired hides one of the same key that has not.
    ExpiredHidesValid "EXPIRED_HIDES_VALID" Warning:
        "Only the latest record of a key counts, so nothing of this key counts any more.",
        "Give the records keys of their own if the later one does not replace the earlier one; else remove the earlier one.";
    /// A leadership act is dated after the date of assessment.
    ActInFuture "ACT_IN_FUTURE" Warning:
        "An act in the future opens no gate and shows no commitment.",
        "Correct the date, or assess as of a later one.";
    /// A leadership act that a gate counts has no evidence.
    ActWithoutEvidence "ACT_WITHOUT_EVIDENCE" Warning:
        "The gate relies on the act, and nobody can check that it was done.",
        "Write the reference of a document into `evidence` of the act.";
    /// Evidence is dated before the person joined or after they left.
    EvidenceOutsideEmployment "EVIDENCE_OUTSIDE_EMPLOYMENT" Warning:
        "Either the evidence or the employment dates are wrong. The evidence still counts.",
        "Correct the date of the evidence, or `joined` and `left`.";
    /// Evidence of less than full success has an expiry date.
    ExpiryOnPartial "EXPIRY_ON_PARTIAL" Error:
        "Dropping a bad result when it expires would raise a score by doing nothing; the row was refused.",
        "Leave `expires` out: only records of value 1 may have it.";
    /// An observation was made by the person observed.
    SelfAssessedObservation "SELF_ASSESSED_OBSERVATION" Warning:
        "A self-report weighs 1, an observation 4; the row counts as it was written.",
        "Name the observer in `source`, or use the kind `survey`.";
    /// A session has more seats than its activity allows.
    SessionOverSeats "SESSION_OVER_SEATS" Warning:
        "The activity was designed for a smaller group.",
        "Lower the seats of the session, or raise `seats.max` of the activity.";
    /// A trainer holds two sessions at the same time.
    TrainerDoubleBooked "TRAINER_DOUBLE_BOOKED" Warning:
        "One of the two sessions will not take place.",
        "Move a session, or name another trainer.";
    /// Only one person is ready in something that several people are required to know.
    SingleHolder "SINGLE_HOLDER" Info:
        "If that person is away, nobody can cover.",
        "Train a second person.";
    /// There is no date of assessment.
    NoDate "NO_DATE" Error:
        "Evidence ages: readiness is always as of a date, and the computer's clock is never read, so that the same input gives the same figures.",
        "Give the date (`--as-of` on the command line), or write `as_of` into the programme.";
    /// One respondent gave different answers to the same item on the same day.
    ConflictingAnswers "CONFLICTING_ANSWERS" Warning:
        "Which of them was meant is not known; the one that scores lower counts, so that the order of rows does not matter.",
        "Keep one of the answers.";
    /// Answers are known as counts both for a section and for one of its parts.
    CountedTwice "COUNTED_TWICE" Warning:
        "The counts are added. Where those of the section are a total, the people of its parts count twice.",
        "Keep the counts of the parts, and leave out the rows of the total.";
    /// Rows of a table of answers hold no answer.
    NoAnswer "NO_ANSWER" Info:
        "Questions that were left out are missing: they are never counted as the lowest answer.",
        "Nothing has to be done. List codes for no answer, such as 99, in `no_answer` of the instrument.";
    /// One person has different records of the same key on the same day.
    ConflictingRecords "CONFLICTING_RECORDS" Warning:
        "Which of them was the last is not known, because they have no times of day; the one with the lower value counts, so a correction entered on the same day does not.",
        "Remove the record that is wrong, write the time behind the date (`2027-03-14T15:30`), or give the records keys of their own.";
    /// Two sessions take the same room at the same time.
    RoomDoubleBooked "ROOM_DOUBLE_BOOKED" Warning:
        "One of the two sessions has nowhere to go.",
        "Move a session, or name another room.";
    /// An absence names none or several of person, trainer, room and section.
    AbsenceSubject "ABSENCE_SUBJECT" Error:
        "It is not clear who or what is away, so the absence was ignored.",
        "Name one of the four; write one absence for each.";
    /// The trainer or the room of a dated session is not available then.
    AwayAtSession "AWAY_AT_SESSION" Warning:
        "The session cannot be held as it is written.",
        "Move the session, name another trainer or room, or correct the absence.";
    /// A pinned session lies on a day without work, or beyond the plan.
    SessionOutsideCalendar "SESSION_OUTSIDE_CALENDAR" Warning:
        "A plan has no half day for it, and leaves it out.",
        "Move the session, or correct the calendar.";
    /// An activity asks for a skill that no trainer has.
    NoTrainerForSkill "NO_TRAINER_FOR_SKILL" Warning:
        "No session of it can ever be held.",
        "Give a trainer the skill, or correct its name.";
    /// No room holds the smallest session of an activity.
    NoRoomLargeEnough "NO_ROOM_LARGE_ENOUGH" Warning:
        "No session of it can ever be held where people meet.",
        "Add a larger room, lower `seats.min`, or hold it `online`.";
    /// A session of an activity takes more half days than a week has.
    SessionLongerThanWeek "SESSION_LONGER_THAN_WEEK" Warning:
        "No session of it can ever be held: the half days of a session lie in one week.",
        "Split the activity into parts that each fit in a week, or correct its hours.";
    /// Fewer people need anything that an activity teaches than its smallest session takes.
    SeatsMinAboveDemand "SEATS_MIN_ABOVE_DEMAND" Warning:
        "A session for them would never take place.",
        "Lower `seats.min`, or teach it otherwise: by coaching or e-learning.";
    /// An activity requires something that no activity teaches.
    PrerequisiteUntaught "PREREQUISITE_UNTAUGHT" Warning:
        "Only people who learned it elsewhere can ever take part.",
        "Add an activity that teaches it, or remove the requirement.";
    /// The days of a phase end before those of an earlier one begin.
    PhaseWindowsContradict "PHASE_WINDOWS_CONTRADICT" Warning:
        "Nobody could do the earlier phase before the later one.",
        "Move one of the two windows.";
    /// A plan would end, or begin, before the date of assessment.
    HorizonInPast "HORIZON_IN_PAST" Warning:
        "What is past cannot be planned.",
        "Name later days, or assess as of an earlier date.";
    /// There is no working day in the time of a plan.
    NoWorkingDays "NO_WORKING_DAYS" Warning:
        "No session can be held.",
        "Plan for longer, or correct the calendar.";
    /// No trainer is declared, so trainers set no limit to a plan.
    NoTrainers "NO_TRAINERS" Info:
        "The plan may ask for more sessions at once than there are people to hold them.",
        "Declare `trainers` with their skills.";
    /// No room is declared, so rooms set no limit to a plan.
    NoRooms "NO_ROOMS" Info:
        "The plan may ask for more sessions at once than there are rooms.",
        "Declare `rooms` with their seats.";
    /// People with unmet needs leave before the plan ends, and are left out of it.
    LeavingLeftOut "LEAVING_LEFT_OUT" Info:
        "What they learn would leave with them.",
        "To train them anyway, end the plan before they leave.";
    /// What people show now is due to be refreshed only after the phases in which it is taught, and is not refreshed.
    RefreshAfterPhase "REFRESH_AFTER_PHASE" Warning:
        "It goes stale before the plan ends, and no session of its phase is late enough to refresh it.",
        "Let the phase end later, or leave out its `until`.";
    /// People in a session who will not be ready on its day in what it requires.
    Unprepared "UNPREPARED" Warning:
        "They have not learned, or no longer know, what the session builds on.",
        "Teach it to them before, or give them a later session.";
    /// A session that begins before the plan does, with fewer people than its activity takes.
    SessionTooSmall "SESSION_TOO_SMALL" Warning:
        "It was announced and goes on, however few people are left in it.",
        "Cancel it, or plan from its day on, so that its people can be moved.";
    /// Pinned sessions or seats that cannot hold together.
    PinsContradict "PINS_CONTRADICT" Error:
        "No plan can keep all of them.",
        "Release one of the pins that the message names.";
    /// A plan breaks one of its own rules.
    PlanRefused "PLAN_REFUSED" Error:
        "An independent verifier checks every plan; one that breaks a rule is not returned.",
        "Report it with the programme: it is a bug in the planner.";
    /// Published counts of people are not rounded.
    CountsNotRounded "COUNTS_NOT_ROUNDED" Warning:
        "Exact counts of several units and measures can be combined until they reveal single people, however large each unit is.",
        "Remove `round_to` from the rules, or write 3 or 5; `--internal` gives exact counts to those who may see them.";
    /// No disclosure key was given, so counts were rounded by one derived from the evidence.
    DisclosureKeyDerived "DISCLOSURE_KEY_DERIVED" Info:
        "Answers from other evidence are rounded independently: a count that did not change may be rounded the other way next month.",
        "Give the key of the office: `--disclosure-key-file`, `PARATUS_DISCLOSURE_KEY`, or `disclosureKey` in JavaScript.";
    /// A disclosure key is missing or empty.
    DisclosureKeyMissing "DISCLOSURE_KEY_MISSING" Error:
        "Without it counts would be rounded in another way than in the other answers of the office.",
        "Write the key into the file or the variable, or give none.";
    /// The disclosure key is so short that it can be guessed.
    DisclosureKeyShort "DISCLOSURE_KEY_SHORT" Warning:
        "A person who knows the exact figures of one unit can try keys until the published ones fit, and then narrow down those of all others.",
        "Choose a random key of 16 characters or more.";
    /// The verdict on a condition of a gate depends on too few people to be published.
    GateNotPublishable "GATE_NOT_PUBLISHABLE" Warning:
        "Published answers suppress this verdict and that of the gate; internal answers hold them.",
        "Ask for a share or a number that does not identify single people, or apply the condition to larger units.";
    /// More findings of the same code were found than are listed.
    MoreFindings "MORE_FINDINGS" Warning:
        "A long list hides its beginning; the count is exact.",
        "Correct the listed ones first; they often have one cause.";
}

impl Code {
    /// The code of that name (any case), if there is one.
    ///
    /// ```
    /// use paratus::Code;
    ///
    /// assert_eq!(Code::from_name("UNKNOWN_REFERENCE"), Some(Code::UnknownReference));
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Code> {
        Code::ALL
            .iter()
            .copied()
            .find(|code| code.name().eq_ignore_ascii_case(name))
    }
}

impl Code {
    /// Whether a finding of this code is about persons, rows or answers, or about so few people that it tells who they are: it
    /// belongs to `check`, and not to a published answer about units.
    #[must_use]
    pub const fn concerns_persons(self) -> bool {
        matches!(
            self,
            Code::AnswerInFuture
                | Code::ConflictingAnswers
                | Code::ConflictingRecords
                | Code::DuplicatePerson
                | Code::EvidenceInFuture
                | Code::EvidenceOutsideEmployment
                | Code::ExpiredHidesValid
                | Code::ExpiryOnPartial
                | Code::NoAnswer
                | Code::PersonWithoutRole
                | Code::PreviousId
                | Code::SelfAssessedObservation
                | Code::SingleHolder
        )
    }
}

/// When a problem is met on the way from text to figures. One of an earlier stage can cause those of later stages, never the other way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// A text is read: what is misspelt or damaged is missing from the programme.
    Reading,
    /// Entries get their ids.
    Ids,
    /// Entries are resolved: what they name, and what they say.
    Content,
    /// The programme is seen as a whole.
    Whole,
    /// Findings and rows are counted.
    Counts,
}

impl Code {
    /// The stage at which it is found.
    pub(super) const fn stage(self) -> Stage {
        match self {
            Code::BadInclude
            | Code::BadRow
            | Code::BadValue
            | Code::DuplicateKey
            | Code::EmptyTable
            | Code::MissingColumn
            | Code::MissingFile
            | Code::MissingKey
            | Code::NotUtf8
            | Code::RowTooLong
            | Code::TableTwice
            | Code::UnknownColumn
            | Code::UnknownKey
            | Code::Unreadable
            | Code::UnsupportedFormat
            | Code::WrongType => Stage::Reading,
            Code::BadId | Code::DuplicateId | Code::DuplicatePerson => Stage::Ids,
            Code::AbsenceSubject
            | Code::DatesReversed
            | Code::ExpiryOnPartial
            | Code::FeatureSetIncomplete
            | Code::LevelNotOnScale
            | Code::PrerequisiteCycle
            | Code::SectionCycle
            | Code::UnknownReference
            | Code::ValueOutOfRange => Stage::Content,
            Code::MoreFindings | Code::NoAnswer | Code::RowsRefused | Code::RowsSetAside => {
                Stage::Counts
            }
            _ => Stage::Whole,
        }
    }
}

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
