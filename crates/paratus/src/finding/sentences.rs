//! The sentences of findings in English, by key; other languages have the same keys.

use super::facts::sentences;

sentences! {
    AbsenceOfNobody "absence-of-nobody": "the absence names nobody and nothing";
    AbsenceOfSeveral "absence-of-several": "the absence names {keys:list}";
    ActUnevidenced "act-unevidenced": "a gate counts `{act}` of {date:date}, and nothing says where it can be seen";
    AwayAtSession "away-at-session": "{kind:word} `{id}` is not available when session `{session}` is held ({date:date})";
    IdEmpty "id-empty": "an id is empty ({kind:word})";
    IdWithSpace "id-with-space": "{kind:word} `{id}` has a space in its id";
    IdWithCharacter "id-with-character": "{kind:word} `{id}` has `{character}` in its id";
    KeyNotOfCondition "key-not-of-condition": "`{key}` means nothing in a condition on `{kind}`";
    CountsExact "counts-exact": "`round_to` is 1: published counts are exact, and can be combined until they give single people away";
    CriticalNeverUsed "critical-never-used": "`{objective}` is critical for role `{role}`, but section `{section}` never uses any of its features";
    LeftBeforeJoining "left-before-joining": "person `{person}` left on {left:date}, before joining on {joined:date}";
    PlanningReversed "planning-reversed": "planning ends on {until:date}, before it begins on {from:date}";
    PhaseReversed "phase-reversed": "phase `{phase}` ends on {until:date}, before it begins on {from:date}";
    TrainerTimeReversed "trainer-time-reversed": "a time of trainer `{trainer}` ends on {until:date}, before it begins on {from:date}";
    AbsenceReversed "absence-reversed": "the absence ends on {until:date}, before it begins on {from:date}";
    WrittenTwice "written-twice": "{kind:word} `{id}` is written twice";
    ListedTwice "listed-twice": "{owner:word} `{id}` lists {kind:word} `{listed}` twice";
    PreviousIdInUse "previous-id-in-use": "`{was}` is a previous id of {kind:word} `{id}`, and the id of another {kind:word}";
    PreviousIdOfTwo "previous-id-of-two": "`{was}` is a previous id of {kind:word} `{first}` and of {kind:word} `{second}`";
    InPhaseAlready "in-phase-already": "objective `{objective}` is in phase `{phase}` already";
    RoleTwice "role-twice": "person `{person}` has role `{role}` twice";
    UseTwice "use-twice": "the use of `{feature}` in section `{section}` is given twice";
    PersonTwice "person-twice": "person `{person}` appears more than once";
    PersonRowsOverlap "person-rows-overlap": "person `{person}` has two rows that hold on {day:date}";
    PersonRowsOverlapAlways "person-rows-overlap-always": "person `{person}` has two rows that hold on the same days";
    FeatureSetOffTrack "feature-set-off-track": "objective `{objective}` is a feature set, but in the {track:word} track";
    ToolWithoutFeatures "tool-without-features": "objective `{objective}` names tool `{tool}` but none of its features";
    FeaturesWithoutTool "features-without-tool": "objective `{objective}` lists features but names no tool";
    VerdictsApartInFew "verdicts-apart-in-few": "the verdict of the condition and that of an earlier one can differ in what fewer than {people} people have shown: published answers suppress it, and that of its gate";
    VerdictOfFew "verdict-of-few": "the verdict of the condition depends on groups of fewer than {people} people: published answers suppress it where larger ones do not decide it, and that of its gate";
    NoConditions "no-conditions": "the {what:word} has no conditions";
    SeveralForms "several-forms": "the {what:word} has {keys:list}, but one of them is meant";
    OfWithoutCount "of-without-count": "the {what:word} has `of` without `at_least`";
    MoreThanListed "more-than-listed": "the {what:word} asks for {asked} conditions of {listed}";
    CountBesideList "count-beside-list": "the {what:word} has `at_least` beside `{list}`";
    GroupWithKinds "group-with-kinds": "the condition is a group, and about {keys:list} too, which would not be looked at";
    NoActListed "no-act-listed": "the condition lists no act";
    ConditionOfNothing "condition-of-nothing": "the condition says nothing that could hold";
    SeveralKinds "several-kinds": "the condition is about {keys:list} at once";
    FractionAboveOne "fraction-above-one": "`{key}` asks for {value}, and 1 is all";
    NobodyNeedsAnything "nobody-needs-anything": "the condition asks for readiness, but nobody needs anything";
    NobodyNeedsTrack "nobody-needs-track": "the condition asks for readiness, but nobody needs anything in the {track:word} track";
    NoRoleRequiresAnything "no-role-requires-anything": "the condition asks for readiness, but no role requires anything";
    NoRoleRequiresTrack "no-role-requires-track": "the condition asks for readiness, but no role requires anything in the {track:word} track";
    HoldersNotRequired "holders-not-required": "the condition asks for people ready in `{objective}`, but no role requires it";
    HoldersNotNeeded "holders-not-needed": "the condition asks for people ready in `{objective}`, but nobody needs it";
    HoldersAboveNeed "holders-above-need": "the condition asks for {asked} people ready in `{objective}`, but only {people} people need it";
    HoldersAboveFew "holders-above-few": "the condition asks for {asked} people ready in `{objective}`, but fewer need it";
    HoldersAboveNeedPer "holders-above-need-per": "the condition asks for {asked} people ready in `{objective}` per {unit:word}, but only {people} people need it";
    HoldersAboveFewPer "holders-above-few-per": "the condition asks for {asked} people ready in `{objective}` per {unit:word}, but fewer need it";
    HoldersAboveNeedIn "holders-above-need-in": "the condition asks for {asked} people ready in `{objective}` per {unit:word}, but only {people} people need it in `{name}`{units?| (# such units)}";
    HoldersAboveFewIn "holders-above-few-in": "the condition asks for {asked} people ready in `{objective}` per {unit:word}, but fewer need it in `{name}`{units?| (# such units)}";
    InstrumentWithoutItems "instrument-without-items": "the condition asks for answers to `{instrument}`, which has no items";
    MoreRespondentsThanPeople "more-respondents-than-people": "the condition asks for {asked} respondents, and there are {people} people";
    GateOfItself "gate-of-itself": "the gate of phase `{phase}` waits for the phase itself";
    GateOfLaterPhase "gate-of-later-phase": "the gate waits for phase `{phase}`, which comes later";
    HorizonPast "horizon-past": "planning ends on {until:date}, and the date of assessment is {as_of:date}";
    LevelDescribedOnly "level-described-only": "scale `{scale}` describes `{level}`, which is not one of its levels";
    ObjectiveWithoutScale "objective-without-scale": "objective `{objective}` has no scale, so it has no level `{level}`";
    LevelUnknown "level-unknown": "scale `{scale}` of objective `{objective}` has no level `{level}`";
    UseUndeclared "use-undeclared": "section `{section}` declares no feature use, so its people are asked to learn every feature set of their roles";
    RoomTooSmall "room-too-small": "activity `{activity}` takes at least {people} people, and the largest room, `{room}`, seats {seats}";
    SessionTooLong "session-too-long": "a session of `{activity}` takes {slots} half days in one week, and no week has more than {most}";
    SponsorLater "sponsor-later": "a sponsor is named only on {date:date}, after the date of assessment {as_of:date}";
    SponsorMissing "sponsor-missing": "no leadership act names a sponsor";
    SkillOfNobody "skill-of-nobody": "activity `{activity}` needs the skill `{skill}`, which no trainer has";
    DecisionsContradict "decisions-contradict": "phase `{phase}` is decided open while the earlier `{earlier}` is decided closed, until {until:date}";
    OpenDecisionExpired "open-decision-expired": "the decision of `{by}` to hold `{phase}` open ran out on {until:date}, {days?# day|# days} before {as_of:date}";
    ClosedDecisionExpired "closed-decision-expired": "the decision of `{by}` to hold `{phase}` closed ran out on {until:date}, {days?# day|# days} before {as_of:date}";
    OpenDecisionAgrees "open-decision-agrees": "the decision of `{by}` to hold `{phase}` open says what the facts say";
    ClosedDecisionAgrees "closed-decision-agrees": "the decision of `{by}` to hold `{phase}` closed says what the facts say";
    DecisionKeyBlank "decision-key-blank": "the decision beside the gate of `{phase}` has a blank `{key}`";
    NoRole "no-role": "person `{person}` has no role";
    PrerequisiteLater "prerequisite-later": "`{objective}` in phase `{phase}` requires `{prerequisite}`, which comes only in phase `{later}`";
    PhaseBeforeEarlier "phase-before-earlier": "phase `{phase}` ends on {until:date}, before phase `{earlier}` begins on {from:date}";
    OwnPrerequisite "own-prerequisite": "objective `{objective}` is its own prerequisite";
    PrerequisitesInCircle "prerequisites-in-circle": "objectives are prerequisites of each other: {objectives:chain}";
    PrerequisiteUntaughtElsewhere "prerequisite-untaught-elsewhere": "activity `{activity}` requires `{objective}`, which no other activity teaches";
    PrerequisiteNeverUsed "prerequisite-never-used": "`{objective}` requires `{prerequisite}`, but section `{section}` never uses any of its features";
    RoomTakenTwice "room-taken-twice": "sessions `{first}` and `{second}` take room `{room}` on {date:date}";
    MoreNotListed "more-not-listed": "{more} more findings of `{code}` in `{table}` are not listed";
    MoreOfCode "more-of-code": "{found} findings of `{code}`; the first {listed} are listed";
    SeatsAboveNeed "seats-above-need": "activity `{activity}` takes at least {least} people, and {people?1 person needs|# people need} what it teaches";
    OwnParent "own-parent": "section `{section}` is its own parent";
    SectionsInCircle "sections-in-circle": "sections are parents of each other: {sections:chain}";
    SessionOnDayOff "session-on-day-off": "session `{session}` is pinned to {date:date}, a day without work";
    SeatsAboveRoom "seats-above-room": "session `{session}` has {seats} seats, but room `{room}` has {most}";
    SeatsAboveActivity "seats-above-activity": "session `{session}` has {seats} seats, but activity `{activity}` allows {most}";
    RoleOfTechnologyOnly "role-of-technology-only": "role `{role}` requires technology objectives only";
    TrackWithoutObjectives "track-without-objectives": "the {track:word} track has no objective";
    HoursOffBalance "hours-off-balance": "the {track:word} track has {share}% of the required training hours where its weight asks for {fair}%: people {people} h, process {process} h, technology {technology} h";
    TrainerTwice "trainer-twice": "trainer `{trainer}` holds sessions `{first}` and `{second}` on {date:date}";
    NameUnknown "name-unknown": "there is no {kind:word} `{given}`";
    NameMissing "name-missing": "no {kind:word} is named";
    FeatureUnknown "feature-unknown": "tool `{tool}` has no feature `{feature}`";
    ActOfNobody "act-of-nobody": "the condition asks for the act `{act}`, which nobody has done";
    ItemMeasuresNothing "item-measures-nothing": "item `{item}` measures nothing";
    ItemMeasuresUnknown "item-measures-unknown": "item `{item}` measures `{given}`, which is no objective";
    SiteUnknown "site-unknown": "no section is at the site `{site}`";
    RequiredInNoPhase "required-in-no-phase": "objective `{objective}` is required but is in no phase";
    PrerequisiteInNoPhase "prerequisite-in-no-phase": "objective `{objective}` is a prerequisite of what is required but is in no phase";
    RequiredByNobody "required-by-nobody": "no role requires objective `{objective}`";
    FormatUnknown "format-unknown": "format `{format}` is not one that this version reads";
    NothingTaught "nothing-taught": "roles require {objectives?# objective|# objectives}, and no activity teaches {objectives?it|any}";
    RequiredUntaught "required-untaught": "a role requires `{objective}`, but no activity teaches it";
    RequiredTaughtBelow "required-taught-below": "a role requires `{objective}`, but activities teach `{id}` only up to `{level}`";
    PrerequisiteUntaught "prerequisite-untaught": "a prerequisite asks for `{objective}`, but no activity teaches it";
    PrerequisiteTaughtBelow "prerequisite-taught-below": "a prerequisite asks for `{objective}`, but activities teach `{id}` only up to `{level}`";
    FeatureUntrained "feature-untrained": "feature `{feature}` is used {uses} times a month, most by section `{section}` ({most}), but no activity teaches it";
    TaughtNeverUsed "taught-never-used": "activity `{activity}` teaches feature set `{objective}`, but no section ever uses {features:list}";
    UseOfNobody "use-of-nobody": "section `{section}` declares feature use and has no people, nor has a section that takes its use from it";
    NotAnAmount "not-an-amount": "`{key}` is {value}, but must be from 0 to 1,000,000,000,000";
    NotAFraction "not-a-fraction": "`{key}` is {value}, but must be in [0, 1]";
    NotBelowOne "not-below-one": "`{key}` is {value}, but must be in [0, 1), below 1";
    NotAHalfLife "not-a-half-life": "`{key}` is {value}, but must be from 0.01 to 1,000,000 days";
    NotHours "not-hours": "`{key}` is {value}, but must be above 0 and at most 10,000";
    NotAnEvidenceWeight "not-an-evidence-weight": "`{key}` is {value}, but must be above 0 and at most 8";
    NotAWeight "not-a-weight": "`{key}` is {value}, but must be above 0";
    NotWholeConditions "not-whole-conditions": "`{key}` is {value}, but must be a whole number of conditions, at least 1";
    NotWholePeople "not-whole-people": "`{key}` is {value}, but must be a whole number of people, at least 1";
    ExponentAboveOne "exponent-above-one": "`exponent` is {value}, but must be at most 1";
    MinCellTooLow "min-cell-too-low": "`min_cell` is {value}, but must be at least 5";
    RoundToUnknown "round-to-unknown": "`round_to` is {value}, but must be 1, 3 or 5";
    HoursOfDay "hours-of-day": "`hours_per_day` is {value}, but must be above 0 and at most 24";
    AfternoonNotAfterMorning "afternoon-not-after-morning": "`afternoon` is {afternoon}, but must be after `morning`, {morning}";
    HalfDayOverMidnight "half-day-over-midnight": "half a day is {hours} hours, but from `afternoon`, {afternoon}, on fewer are left before midnight";
    NoDayToWork "no-day-to-work": "all seven days are `weekend`, so no day is left to work";
    RoomForNobody "room-for-nobody": "{kind:word} `{id}` has room for nobody";
    ScaleWithoutLevels "scale-without-levels": "scale `{scale}` has no levels";
    TooManyLevels "too-many-levels": "scale `{scale}` has {levels} levels, more than {most}";
    SeatsReversed "seats-reversed": "activity `{activity}` needs {least} participants but has room for {most}";
    FewPoints "few-points": "`points` is {value}, but must be at least 2";
    LabelsNotPoints "labels-not-points": "instrument `{instrument}` has {labels} labels for {points} points";
    GateAlwaysOpen "gate-always-open": "`at_least` is 0, so the gate would always be open";
    RoundedByShortKey "rounded-by-short-key": "the disclosure key has fewer than {characters} characters: it can be guessed";
    RoundedByDerivedKey "rounded-by-derived-key": "counts were rounded by a key derived from the evidence: answers from other evidence are rounded independently";
    OneHolder "one-holder": "only one of {people} people is ready in `{objective}`";
    ExpiredHidesValid "expired-hides-valid": "`{person}`, `{objective}`: the {expired:word} of {expired_date:date} expired on {expired_on:date} and hides the {valid:word} of {valid_date:date} with the same key `{key}`, which counts until {until:date}";
    ExpiredHidesLasting "expired-hides-lasting": "`{person}`, `{objective}`: the {expired:word} of {expired_date:date} expired on {expired_on:date} and hides the {valid:word} of {valid_date:date} with the same key `{key}`, which does not expire";
    RecordsDiffer "records-differ": "`{person}`, `{objective}`: two records {counts:word} {value} have the key `{key}` and the date {date:date}, but differ in `{column}`; the one with `{text}` counts";
    RecordsConflict "records-conflict": "`{person}`, `{objective}`: {counts:word} {value} and {other:word} {other_value} have the key `{key}` and the date {date:date}; the {counts:word} {value} counts";
    PersonNotOfProgramme "person-not-of-programme": "`{given}` is not a person of the programme";
    ObjectiveNotOfProgramme "objective-not-of-programme": "`{given}` is not an objective of the programme";
    RecordWithoutScale "record-without-scale": "`{objective}` has no scale, so it has no level `{level}`";
    LevelNotOfObjective "level-not-of-objective": "`{level}` is not a level of `{objective}`";
    ObservesThemselves "observes-themselves": "`{person}` is named as the observer of `{person}`";
    EvidenceBeforeJoining "evidence-before-joining": "evidence of {date:date} for `{person}`, who joined on {joined:date}";
    EvidenceAfterLeaving "evidence-after-leaving": "evidence of {date:date} for `{person}`, who left on {left:date}";
    RecordValueOutside "record-value-outside": "the value {value} is outside 0 to 1";
    PartialExpires "partial-expires": "evidence of value {value} cannot expire: only full success can";
    ExpiresBeforeDate "expires-before-date": "it expires on {expires:date}, before its date {date:date}";
    AnswersConflict "answers-conflict": "`{respondent}` answered this item with {other} and {answer} on the same day: {counts} counts";
    CountsConflict "counts-conflict": "the group `{group}` has the counts {other} and {count} for the answer {answer} on the same day: {counts} counts";
    CountedTwice "counted-twice": "`{section}` and its part `{part}` both have counts of answers to `{instrument}` on {date:date}; they are added";
    CountOfPerson "count-of-person": "`{respondent}` is one person of the programme, and `count` is for groups";
    AnswerOutside "answer-outside": "the answer {answer} is outside 1 to {points}";
    RespondentUnknown "respondent-unknown": "`{respondent}` is not a person of the programme and gives no section: the answer counts for the whole only";
    RespondentAway "respondent-away": "an answer of {date:date} by `{respondent}`, who did not work here then";
    KeyUnknown "key-unknown": "`{key}` is not a key of {owner:word}";
    NoRecordsNamed "no-records-named": "no records are named";
    KeyMissing "key-missing": "`{key}` is missing from {owner:word}";
    FewFields "few-fields": "the row has only {found?# field|# fields}, the header has {columns}; the row was refused";
    ManyFields "many-fields": "the row has {found?# field|# fields}, the header has {columns}; the row was refused";
    ColumnTwice "column-twice": "column `{column}` appears twice";
    ColumnUnknown "column-unknown": "`{column}` is not a column of this table; it is not read";
    ColumnMissing "column-missing": "column `{column}` is missing";
    HeaderMissing "header-missing": "the header row is missing: the first row looks like data";
    FileEmpty "file-empty": "the file is empty: it needs at least a header row";
    AllRecordsRefused "all-records-refused": "{refused?the only record of evidence was|all # records of evidence were} refused and {refused?does|do} not count";
    RecordsRefused "records-refused": "{refused} of {rows} records of evidence {refused?was|were} refused and {refused?does|do} not count";
    AllAnswersRefused "all-answers-refused": "{refused?the only answer to a survey was|all # answers to surveys were} refused and {refused?does|do} not count";
    AnswersRefused "answers-refused": "{refused} of {rows} answers to surveys {refused?was|were} refused and {refused?does|do} not count";
    SomeRecordsRefused "some-records-refused": "{refused?# record|# records} of evidence {refused?was|were} refused and {refused?does|do} not count";
    SomeAnswersRefused "some-answers-refused": "{refused?# answer to a survey was|# answers to surveys were} refused and {refused?does|do} not count";
    SomeRecordsSetAside "some-records-set-aside": "{aside?# record|# records} of evidence {aside?refers|refer} to something that was refused in the programme";
    SomeAnswersSetAside "some-answers-set-aside": "{aside?# answer to a survey refers|# answers to surveys refer} to something that was refused in the programme";
    RecordsSetAside "records-set-aside": "{aside} of {rows} records of evidence {aside?refers|refer} to something that was refused in the programme";
    AnswersSetAside "answers-set-aside": "{aside} of {rows} answers to surveys {aside?refers|refer} to something that was refused in the programme";
    RecordsRenamed "records-renamed": "{renamed} of {rows} records of evidence {renamed?names|name} something by an id that it had before, and count";
    AnswersRenamed "answers-renamed": "{renamed} of {rows} answers to surveys {renamed?names|name} something by an id that it had before, and count";
    AnswersMissing "answers-missing": "{missing} of {rows} rows of answers to surveys {missing?holds|hold} no answer";
    FutureRecord "future-record": "1 record is dated {first:date}, after {as_of:date}, and was ignored";
    FutureRecords "future-records": "{rows} records are dated after {as_of:date}, the earliest {first:date}, and were ignored";
    FutureAnswer "future-answer": "1 answer to a survey is dated {first:date}, after {as_of:date}, and does not count yet";
    FutureAnswers "future-answers": "{rows} answers to surveys are dated after {as_of:date}, the earliest {first:date}, and do not count yet";
    FutureAct "future-act": "1 leadership act is dated {first:date}, after {as_of:date}, and does not count yet";
    FutureActs "future-acts": "{rows} leadership acts are dated after {as_of:date}, the earliest {first:date}, and do not count yet";
    NotFinite "not-finite": "`{key}` is {value}, but must be a finite number";
    PlanOfOtherDate "plan-of-other-date": "the plan is asked for as of {other:date}, but the assessment is as of {as_of:date}";
    PlanBeginsEarly "plan-begins-early": "planning would begin on {from:date}, before {as_of:date}, the date of assessment";
    PlanEndsEarly "plan-ends-early": "planning would end on {until:date}, not after {as_of:date}, the date of assessment";
    EndGivenTwice "end-given-twice": "`until` and `weeks` both say when planning ends";
    WeeksOutOfRange "weeks-out-of-range": "`weeks` is {value}, but must be 1 to {most}";
    AboveMost "above-most": "`{key}` is {value}, but must be at most {most}";
    OptionTwice "option-twice": "option `{key}` is given twice";
    PlanTooLong "plan-too-long": "a plan spans at most ten years, but {from:date} to {until:date} is longer";
    AnswerOfOtherDate "answer-of-other-date": "the answer is asked for as of {other:date}, but the assessment is as of {as_of:date}";
    EvidenceOfOtherProgramme "evidence-of-other-programme": "the evidence was read for another programme, or for this one compiled again";
    AnswersOfOtherProgramme "answers-of-other-programme": "the answers were read for another programme, or for this one compiled again";
    AnswersForOtherItems "answers-for-other-items": "answers to {given?# item|# items} do not fit the sums of {items?# item|# items}";
    AnswerNotFinite "answer-not-finite": "an answer is not a finite number";
    ValueNotAnAnswer "value-not-an-answer": "`{value}` is not an answer to `{instrument}`";
    OptionWithoutOther "option-without-other": "`{key}` has no effect without `{other}`";
    OptionBesideOther "option-beside-other": "`{key}` has no effect beside `{other}`";
    PlanOfOtherProgramme "plan-of-other-programme": "the plan is one of the programme `{other}`, not of `{programme}`";
    SessionTwiceInPlan "session-twice-in-plan": "session `{session}` is in the plan twice: it was changed after it was made";
    PinGivenUp "pin-given-up": "session `{session}` is pinned, and no {what:word} is left for it then: it is not held";
    NoTrainerDeclared "no-trainer-declared": "no trainer is declared, so trainers set no limit";
    NoRoomDeclared "no-room-declared": "no room is declared, so rooms set no limit";
    LeaveBeforeSessionEnds "leave-before-session-ends": "the seats of {people:list} in session `{session}` are given up: they leave before it ends on {end:date}";
    RefreshAfterPhase "refresh-after-phase": "{people?1 person is|# people are} to refresh `{objective}` only after phase `{phase}` ends on {until:date}; the plan does not refresh it";
    UnpreparedOnDay "unprepared-on-day": "on {date:date} {people:list} will not be ready in `{step}`, which session `{session}` requires";
    EarlierSessionSmall "earlier-session-small": "session `{session}` on {date:date} has too few people: {people}, and its activity takes {least} or more";
    LeaveBeforePlanEnds "leave-before-plan-ends": "{people?1 person with unmet needs leaves|# people with unmet needs leave} before the plan ends on {until:date}; the plan gives them nothing new";
    NoWorkingDay "no-working-day": "there is no working day from {from:date} to {until:date}";
    LineUnknown "line-unknown": "the plan has no line `{line}`";
    OptionUnknown "option-unknown": "`{key}` is not an option of planning";
    OptionOfOtherType "option-of-other-type": "`{key}` takes {expected:word}, not `{value}`";
    OptionForm "option-form": "`{option}` is not written as `option=value`";
    TimetableRefused "timetable-refused": "the timetable is refused at `{place}`: {detail}";
    NothingOpensGate "nothing-opens-gate": "no set of changes opens the gate of `{phase}`";
    InstrumentNotOfProgramme "instrument-not-of-programme": "`{given}` is not an instrument of the programme";
    ItemNotOfInstrument "item-not-of-instrument": "`{given}` is not an item of the instrument `{instrument}`";
    SectionNotOfProgramme "section-not-of-programme": "`{given}` is not a section of the programme";
    NotMeasured "not-measured": "`{given}` is not measured by an item of the instrument `{instrument}`";
    NeedsNotAsked "needs-not-asked": "the instrument `{instrument}` asks for the importance and ability of nothing";
    NotAnId "not-an-id": "`{given}` cannot be an id";
    TooManyRespondents "too-many-respondents": "there are more than {most} respondents";
    TooManyKeys "too-many-keys": "there are more than {most} different keys and sources";
    ObjectiveInError "objective-in-error": "the objective `{objective}` has an error";
    NumberOfNoText "number-of-no-text": "{number} is not a position in the list of {texts?# text|# texts}";
    DayOutsideYears "day-outside-years": "day {day} is not in the years 1 to 9999";
    KindUnknown "kind-unknown": "`{given}` is not a kind";
    ColumnLengthsDiffer "column-lengths-differ": "`{column}` has {length} records and `person` has {records}";
    QuoteNotClosed "quote-not-closed": "a quote in this row is never closed";
    QuoteSwallowsRows "quote-swallows-rows": "a quote in this row is never closed: everything to line {last} is taken for one field";
    QuoteClosedWithin "quote-closed-within": "a quote in this row is closed in the middle of a field {lines?# line|# lines} further on; the row was refused";
    HeaderTooLong "header-too-long": "the header row is longer than 1 MiB, or a quote in it is never closed";
    FieldsFarTooMany "fields-far-too-many": "the row has far more than the {columns} fields of the header";
    RowTooLong "row-too-long": "the row is longer than 1 MiB; it was passed over";
    CellInWindows1252 "cell-in-windows-1252": "column `{column}`: this is not UTF-8; as Windows-1252 it reads `{text}`; the row was refused";
    CellNotUtf8 "cell-not-utf-8": "column `{column}`: this is not valid UTF-8; the row was refused";
    HeadingEmpty "heading-empty": "the heading of column {number} is empty; the column is not read";
    ColumnOfOtherType "column-of-other-type": "column `{column}` is {detail}, which cannot be read";
    CellEmpty "cell-empty": "column `{column}`: nothing is written here";
    CellNoAnswer "cell-no-answer": "column `{column}`: `{value}` is not an answer";
    CellNotOneOf "cell-not-one-of": "column `{column}`: `{value}` is not one of {words:any}";
    CellTimeUnknown "cell-time-unknown": "column `{column}`: `{value}` has a readable date, followed by something that is not a time of day";
    CellYearOfTwoDigits "cell-year-of-two-digits": "column `{column}`: `{value}` has a year of two digits";
    CellDateForm "cell-date-form": "column `{column}`: `{value}` is not written as `YYYY-MM-DD`";
    CellDateOfOtherOrder "cell-date-of-other-order": "column `{column}`: `{value}` is no date as {declared:word}, which is declared; as {other:word} it is `{date}`";
    CellDayNumber "cell-day-number": "column `{column}`: `{value}` is a day number of Excel (`{date}`), and dates are declared as {declared:word}";
    CellNotInCalendar "cell-not-in-calendar": "column `{column}`: `{value}` is not a date in the calendar, as {declared:word} or as `YYYY-MM-DD`";
    CellDayOfNoMonth "cell-day-of-no-month": "column `{column}`: `{value}` is not in the calendar";
    CellNotADate "cell-not-a-date": "column `{column}`: `{value}` is not a date; write it as `YYYY-MM-DD`";
    CellNumberNoDate "cell-number-no-date": "column `{column}`: `{value}` is a number, not a date; write dates as `YYYY-MM-DD`";
    CellOrderUndeclared "cell-order-undeclared": "column `{column}`: `{value}` is not written as `YYYY-MM-DD`, and no other order of day and month is declared";
    CellPercentage "cell-percentage": "column `{column}`: `{value}` is a percentage; write a fraction, as 0.85 for 85%";
    CellPointsOfMost "cell-points-of-most": "column `{column}`: `{value}` is points of a maximum; write a fraction, as 0.7 for 7 / 10";
    CellDecimalComma "cell-decimal-comma": "column `{column}`: `{value}` has a decimal comma, and a decimal point is expected";
    CellNumberMarks "cell-number-marks": "column `{column}`: `{value}` is not a number that can be read";
    CellNotANumber "cell-not-a-number": "column `{column}`: `{value}` is not a number";
    CellNotAWholeNumber "cell-not-a-whole-number": "column `{column}`: `{value}` is not a whole number of at least 0";
    CellNeitherTrueNorFalse "cell-neither-true-nor-false": "column `{column}`: `{value}` is neither true nor false";
    CellHalfContradicts "cell-half-contradicts": "column `{column}`: `{half}` contradicts the time of `start`";
    CellTimeLeavesHalf "cell-time-leaves-half": "column `{column}`: the time leaves a half of this day";
    PreviousIdUsed "previous-id-used": "{references?# reference names|# references name} `{was}`, which the {kind:word} `{id}` was called before";
    TwoProgrammes "two-programmes": "`paratus.toml` and `paratus.json` are both here, and both would be the programme";
    NoProgramme "no-programme": "there is no `paratus.toml` and no `paratus.json` here";
    TwoTables "two-tables": "`{first}` and `{second}` are both here, and both would be the table `{table}`";
    FileTooLarge "file-too-large": "`{file}` is larger than {most}";
    FileUnreadable "file-unreadable": "`{file}` cannot be read: {detail}";
    FileMissing "file-missing": "there is no file `{file}`";
    FileEncoding "file-encoding": "this file is {encoding}";
    FileInWindows1252 "file-in-windows-1252": "this is not UTF-8; as Windows-1252 it reads `{text}`";
    FileNotUtf8 "file-not-utf-8": "this is not valid UTF-8";
    JsonOnly "json-only": "this build reads JSON alone";
    NotJson "not-json": "this is not JSON: {detail}";
    NotToml "not-toml": "this is not TOML: {detail}";
    TextNotClosed "text-not-closed": "the text that begins here is not closed";
    NestedTooDeeply "nested-too-deeply": "this is nested too deeply";
    KeyGivenTwice "key-given-twice": "`{key}` is given twice";
    IncludeOfNoFolder "include-of-no-folder": "only a file in a folder can include others";
    IncludeOutside "include-outside": "`{file}` is not the name of a file in the programme's folder";
    IncludeOfItself "include-of-itself": "a file cannot include itself: {files:chain}";
    IncludedTwice "included-twice": "`{file}` is included twice";
    TooManyProblems "too-many-problems": "too many problems in one entry; it was refused as a whole";
    ExpectedOnly "expected-only": "expected {expected:word}";
    ExpectedFound "expected-found": "expected {expected:word}, found {found:word}";
    ExpectedFoundNumber "expected-found-number": "expected {expected:word}, found the number `{found}`";
    ExpectedFoundText "expected-found-text": "expected {expected:word}, found the text `{found}`";
    ExpectedFoundWord "expected-found-word": "expected {words:any}, found `{found}`";
    ExpectedFoundValue "expected-found-value": "expected {expected:word}, found `{found}`";
    ExpectedFoundList "expected-found-list": "expected {expected:word}, found a list of {length}";
    ValueUnreadable "value-unreadable": "the value cannot be read: {detail}";
    NotOneOf "not-one-of": "`{given}` is not one of {words:any}";
    CodeUnknown "code-unknown": "`{given}` is not the code of a finding";
    NoGateOfPhase "no-gate-of-phase": "there is no phase `{phase}` with a gate";
    RefreshersEnd "refreshers-end": "the last day {until:date} must lie after the date of assessment {as_of:date}, up to {last:date}";
    WindowReversed "window-reversed": "the first day {since:date} lies after the last, {as_of:date}";
    OffsetMissing "offset-missing": "no offset from universal time is given";
    OffsetTooLarge "offset-too-large": "an offset of {minutes} minutes is not below 18 hours";
    OffsetNotLater "offset-not-later": "the day {from:date} is not later than the one before, {before:date}";
    DateMissing "date-missing": "there is no date of assessment, and there is no clock";
    RequestUnreadable "request-unreadable": "the request cannot be read: {detail}";
    OperationUnknown "operation-unknown": "`{operation}` is not an operation";
    OperationOfWritten "operation-of-written": "`{operation}` needs the programme as it is written";
    LeftOutOfBuild "left-out-of-build": "`{operation}` was left out of this build";
    NothingToExplain "nothing-to-explain": "name one thing to explain: {keys:any}";
    SectionAndRole "section-and-role": "give `section` or `role`, not both";
    DisclosureKeyLong "disclosure-key-long": "`{name}` is longer than {bytes} bytes: it is no key";
    DisclosureKeyEmpty "disclosure-key-empty": "`{name}` is empty";
    InPhase "in-phase": "the days are those of phase `{phase}`";
    CannotLearn "cannot-learn": "{people?# person|# people} cannot learn `{objective}`";
    RequiresItself "requires-itself": "`{activity}` requires what in turn requires it";
    RestsOnUntaught "rests-on-untaught": "what teaches `{objective}` rests on `{missing}`, which no activity teaches";
    RestsOnImpossible "rests-on-impossible": "what teaches `{objective}` requires something that cannot be learned";
    NoActivityTeaches "no-activity-teaches": "no activity teaches `{objective}`";
    TrainersWithoutSkill "trainers-without-skill": "no trainer has the skill {skills:any}";
    TrainersAway "trainers-away": "every trainer with the skill {skills:any} is away or no longer employed";
    TrainersElsewhere "trainers-elsewhere": "every trainer with the skill {skills:any} is away, no longer employed or at another site";
    PeopleNeedActivities "people-need-activities": "{people?# person needs|# people need} {activities:list}";
    NoTrainerForSession "no-trainer-for-session": "no trainer with {skills:list} is available for a session of {activities:list} from {from:date} to {until:date}";
    SessionsNeedTrainer "sessions-need-trainer": "{sessions?# session|# sessions} of {activities:list} {sessions?needs|need} a trainer with {skills:list} from {from:date} to {until:date} ({trainers?# trainer|# trainers})";
    NoRoomForSession "no-room-for-session": "no {seats?room|room of # seats or more} is available for a session of {activities:list} from {from:date} to {until:date}";
    NoRoomForSessionAt "no-room-for-session-at": "no {seats?room|room of # seats or more} at `{site}` is available for a session of {activities:list} from {from:date} to {until:date}";
    SeatsNeedRooms "seats-need-rooms": "{uses?# seat|# seats} of {activities:list} {uses?needs|need} {seats?a room|a room of # seats or more} from {from:date} to {until:date}";
    SeatsNeedRoomsAt "seats-need-rooms-at": "{uses?# seat|# seats} of {activities:list} {uses?needs|need} {seats?a room|a room of # seats or more} at `{site}` from {from:date} to {until:date}";
    SessionsNeedRoom "sessions-need-room": "{sessions?# session|# sessions} of {activities:list} {sessions?needs|need} {seats?a room|a room of # seats or more} from {from:date} to {until:date}";
    SessionsNeedRoomAt "sessions-need-room-at": "{sessions?# session|# sessions} of {activities:list} {sessions?needs|need} {seats?a room|a room of # seats or more} at `{site}` from {from:date} to {until:date}";
    MostAway "most-away": "section `{section}`, {most} away at most at once";
    SeatsNeedAbsences "seats-need-absences": "{seats?# seat|# seats} in {activities:list} from {from:date} to {until:date}";
    SomebodyNeedsSessions "somebody-needs-sessions": "somebody of section `{section}` needs {sessions?# session|# sessions} ({activities:list}) from {from:date} to {until:date}";
    PeopleAwayAtStarts "people-away-at-starts": "{people?# person|# people} of section `{section}` {people?is|are} not there at any possible start of {activities:list} from {from:date} to {until:date}";
    OrderLeavesNoStart "order-leaves-no-start": "{people?# person|# people} of section `{section}` {people?needs|need} {activities:list} from {from:date} to {until:date}, and what comes before and after leaves no start";
    FewCanCome "few-can-come": "a session of {activities:list} takes {least?# person|# people} or more, and {people} can come together";
    FewCanComeAt "few-can-come-at": "a session of {activities:list} takes {least?# person|# people} or more, and {people} can come together at `{site}`";
    SessionsOfPeople "sessions-of-people": "{sessions?# session|# sessions} of {activities:list} with {least?# person|# people} or more {sessions?is|are} needed from {from:date} to {until:date}";
    SessionsOfPeopleAt "sessions-of-people-at": "{sessions?# session|# sessions} of {activities:list} with {least?# person|# people} or more {sessions?is|are} needed at `{site}` from {from:date} to {until:date}";
    PeopleForSessions "people-for-sessions": "there are people for {available}";
    NeedsMetTogether "needs-met-together": "{needs?# need|# needs} of {people?# person|# people} together ({activities:list}), of which {available} can be met at most";
    PhaseIsOver "phase-is-over": "phase `{phase}` of {activities:list} ends on {until:date}, before the plan begins";
    PhaseIsLater "phase-is-later": "phase `{phase}` of {activities:list} begins on {from:date}, after the plan ends";
    NoSessionCanBegin "no-session-can-begin": "no session of {activities:list} ({slots?# half day|# half days}) can begin from {from:date} to {until:date}";
    HalfDaysShort "half-days-short": "{needed?# half day is|# half days are} needed, and there {available?is #|are #}";
    SeatHalfDaysShort "seat-half-days-short": "{needed?# half day on a single seat is|# half days on single seats are} needed, and there {available?is #|are #}";
    TimeForSessions "time-for-sessions": "there is time for {available}";
    LetMoreBeAway "let-more-be-away": "let {percent}% of a section be away at once";
    LetPhaseEndLater "let-phase-end-later": "let phase `{phase}` end on {until:date}";
    AddRooms "add-rooms": "{rooms?1 more room|# more rooms}";
    AddRoomsAt "add-rooms-at": "{rooms?1 more room|# more rooms} at `{site}`";
    AddTrainers "add-trainers": "{trainers?1 more trainer|# more trainers} with `{skill}`";
    HoldLargerSessions "hold-larger-sessions": "take up to {people?# person|# people} into a session of `{activity}`";
    HoldSmallerSessions "hold-smaller-sessions": "hold sessions of `{activity}` for {people?a single person|# people or more}";
    PlanLonger "plan-longer": "plan for {weeks?1 more week|# more weeks}";
    MoveSeats "move-seats": "plan everything again: {seats?# announced seat changes|# announced seats change}";
    ServesNobody "serves-nobody": "serves nobody's need";
    ServesNeed "serves-need": "serves {objectives:list} for {people?# person|# people}";
    ServesStale "serves-stale": "serves {objectives:list} for {people?# person|# people} in whom it goes stale";
    ServesPartlyStale "serves-partly-stale": "serves {objectives:list} for {people?# person|# people}, {stale} of them in whom it goes stale";
    DateAbsence "date-absence": "before it, too many of a section would be away at once";
    DateAway "date-away": "before it, somebody is not there, or it is not due yet";
    DateBusy "date-busy": "before it, some of its people are in another session";
    DateEarliest "date-earliest": "as early as calendar and phase allow";
    DateMinimum "date-minimum": "before it, fewer people than the smallest session could come";
    DatePinned "date-pinned": "pinned to this date";
    DatePrerequisite "date-prerequisite": "before it, some of its people have not finished what it requires";
    DateRoom "date-room": "before it, every suitable room is taken";
    DateSearch "date-search": "it could be earlier, and the plan would be no better";
    DateTrainer "date-trainer": "before it, every trainer with the skill is taken or away";
    DoneBefore "done-before": "by {until:date}, before what relies on it";
    DoneBy "done-by": "by {until:date}, the end of the plan";
    DoneAsAnnounced "done-as-announced": "by {until:date}, as announced";
    DoneInPhase "done-in-phase": "by {until:date}, the end of its phase";
    DoneWhileFresh "done-while-fresh": "by {until:date}, before what it refreshes lapses";
    DoneWhileThere "done-while-there": "by {until:date}, their last day in the plan";
    StartsInAll "starts-in-all": "there {starts?is # half day|are # half days} for a session of `{activity}`";
    StartsAbsence "starts-absence": "on {starts}, too many of the person's section would be away";
    StartsAway "starts-away": "on {starts}, the person is not there, or it is not due";
    StartsBusy "starts-busy": "on {starts}, the person is in another session, or teaches";
    StartsEarlierStep "starts-earlier-step": "on {starts}, what it requires is not over";
    StartsMinimum "starts-minimum": "on {starts}, fewer people than the smallest session could come";
    StartsRoom "starts-room": "on {starts}, no suitable room is free";
    StartsSearch "starts-search": "on {starts}, another session was preferred";
    StartsTrainer "starts-trainer": "on {starts}, no trainer with the skill is free";
    NoRoomHolds "no-room-holds": "no room at the person's site can hold `{activity}`";
    NoTrainerHolds "no-trainer-holds": "no trainer can hold `{activity}`";
    NoTrainerWithSkill "no-trainer-with-skill": "no trainer with the skill `{skill}` can hold `{activity}`";
    NoTimeLeft "no-time-left": "no time is left for `{name}`";
    RequirementsUnmet "requirements-unmet": "what `{activity}` requires is not met";
    StepUnmet "step-unmet": "`{activity}` comes after `{missing}`, in which no place was found";
    NoPlaceFound "no-place-found": "no place in `{activity}` was found";
    OfPhase "of-phase": "it belongs to phase `{phase}`";
    RequirementHeld "requirement-held": "it requires `{objective}`, which all of them hold or need not learn";
    RequirementLearnt "requirement-learnt": "it requires `{objective}`, which all of them learn before it in this plan";
    RequirementPartlyLearnt "requirement-partly-learnt": "it requires `{objective}`: {learn?# person learns|# people learn} it before it in this plan, {held?# person holds it or needs|# people hold it or need} not learn it";
    CostInAll "cost-in-all": "it costs {cost:number}";
    CostOfSession "cost-of-session": "{cost:number} for the session";
    CostOfSeats "cost-of-seats": "{cost:number} for seats";
    CostOfTime "cost-of-time": "{cost:number} for the time of {people?# person|# people}, {hours:number} h each at {wage:number} an hour";
    SeatsTaken "seats-taken": "{taken} of {seats?# seat is|# seats are} taken";
    PinnedRegardless "pinned-regardless": "it is pinned and takes place regardless of who comes";
    LeastToTakePlace "least-to-take-place": "it takes at least {least?# person|# people}: with {fewer} fewer it would not take place";
    ChangeMeetsAll "change-meets-all": "this meets every need (`{option}`)";
    ChangeLeaves "change-leaves": "this leaves {needs?# need|# needs} unmet (`{option}`)";
    CostsMore "costs-more": "it costs {cost:number} more";
    CostsLess "costs-less": "it costs {cost:number} less";
    PlanAsOfOtherDay "plan-as-of-other-day": "the plan is as of {day:date}, the assessment as of {as_of:date}";
    SessionIdTwice "session-id-twice": "two sessions have this id";
    CancelledTakesPlace "cancelled-takes-place": "it is among the cancelled sessions and takes place";
    TakesPlaceCancelled "takes-place-cancelled": "it is cancelled and among the sessions that take place";
    ActivityNotInSessions "activity-not-in-sessions": "`{activity}` is not held in such sessions";
    SessionHoursDiffer "session-hours-differ": "it takes {hours} hours, not {written}";
    SitsTwice "sits-twice": "sits twice in `{session}`";
    SessionOutsidePlan "session-outside-plan": "it is not between {from:date} and {until:date}";
    SessionOnFreeDay "session-on-free-day": "it begins on {date:date}, a day without work";
    SessionEndsLate "session-ends-late": "it does not end before {until:date}";
    SessionEndDiffers "session-end-differs": "it takes {slots?1 half day|# half days}, and does not end so";
    LongSessionInAfternoon "long-session-in-afternoon": "a session of several half days begins in a morning";
    SessionOutsidePhase "session-outside-phase": "it is not within one week and the days of phase `{phase}`";
    SessionOutsideWeek "session-outside-week": "it is not within one week and the days of the plan";
    SessionOfOtherPhase "session-of-other-phase": "it does not belong to the phase that it names";
    MorePeopleThanSeats "more-people-than-seats": "it has {seats?1 seat|# seats} and {people?1 person|# people}";
    MoreSeatsThanAllowed "more-seats-than-allowed": "`{activity}` allows {most?1 seat|# seats}, not {seats}";
    FewerPeopleThanLeast "fewer-people-than-least": "`{activity}` takes at least {least?1 person|# people}, not {people}";
    ParticipantElsewhere "participant-elsewhere": "`{person}` works at another site";
    RoomNotNeeded "room-not-needed": "it needs no room";
    SessionWithoutRoom "session-without-room": "it has no room";
    RoomElsewhere "room-elsewhere": "room `{room}` is at another site";
    RoomTooSmallFor "room-too-small-for": "room `{room}` seats {seats}, not {people}";
    RoomNotAvailable "room-not-available": "room `{room}` is not available";
    RoomTaken "room-taken": "room `{room}` is taken by `{session}` then";
    TrainerNotNeeded "trainer-not-needed": "it needs no trainer of the programme";
    SessionWithoutTrainer "session-without-trainer": "it has no trainer";
    TrainerWithoutSkill "trainer-without-skill": "trainer `{trainer}` does not have the skill `{skill}`";
    TrainerNotAvailable "trainer-not-available": "trainer `{trainer}` is not available";
    TrainerElsewhere "trainer-elsewhere": "trainer `{trainer}` works at another site";
    TrainerElsewhereThatDay "trainer-elsewhere-that-day": "trainer `{trainer}` is at another site that day";
    TrainerTaken "trainer-taken": "trainer `{trainer}` is taken by `{session}` then";
    PinnedMissing "pinned-missing": "it is pinned to {date:date} ({half:word}), and is missing";
    NotDoneAlone "not-done-alone": "nobody does it alone";
    NoTimeOfPlan "no-time-of-plan": "{from:date} to {until:date} is not within the plan";
    MoreAwayThanAllowed "more-away-than-allowed": "{away} of its people are away at once, and {most} may be";
    NotThereAtSession "not-there-at-session": "is not there at the time of `{session}`";
    OwnTimeOutsidePhase "own-time-outside-phase": "`{activity}` from {from:date} to {until:date} is not within the days of its phase";
    NotThereToLearn "not-there-to-learn": "is not there for `{activity}` from {from:date} to {until:date}";
    SessionsOfOneActivity "sessions-of-one-activity": "`{first}` and `{second}` are the same activity";
    SessionsOverlap "sessions-overlap": "`{first}` and `{second}` overlap";
    TeachesAndSits "teaches-and-sits": "teaches `{teaches}` and sits in `{sits}`";
    TakesTwice "takes-twice": "takes `{activity}` twice";
    BeforeWhatItRequires "before-what-it-requires": "`{activity}` comes before `{objective}`, which it requires";
    NeedsNothingOf "needs-nothing-of": "needs nothing of what `{activity}` teaches";
    RefreshesEarly "refreshes-early": "`{activity}` refreshes before it is due";
    UnmetTwice "unmet-twice": "`{objective}` is listed twice as unmet";
    NeitherTaughtNorUnmet "neither-taught-nor-unmet": "`{objective}` is neither taught nor listed as unmet";
    TaughtAndUnmet "taught-and-unmet": "`{objective}` is taught and listed as unmet";
    UnmetAtOtherLevel "unmet-at-other-level": "`{objective}` is listed as unmet at another level";
    UnmetNotNeeded "unmet-not-needed": "`{objective}` is listed as unmet and not needed";
    StatusDiffers "status-differs": "{needs?1 need is|# needs are} unmet, and the plan is `{status}`";
    FigureDiffers "figure-differs": "it is {written}, and the lines add up to {counted}";
    PhaseFiguresDiffer "phase-figures-differ": "its number of sessions, or its first or last day, is not that of its sessions";
    PlanDaysDiffer "plan-days-differ": "the first or the last day is not that of the sessions";
    PeopleDiffer "people-differ": "it is {written}, and {people?1 person is|# people are} trained";
    GapDiffers "gap-differs": "cost {cost}, bound {bound} and gap {gap} do not fit";
    BelowBounds "below-bounds": "the plan costs {cost} and leaves {unmet?1 need|# needs} unmet, below the bounds {cost_bound} and {unmet_bound}";
    CancelledIdAgain "cancelled-id-again": "it was cancelled before, and its id is used again";
    PinnedUnknown "pinned-unknown": "it is pinned, and neither the programme nor the previous plan has it";
    SessionOfOtherActivity "session-of-other-activity": "it was a session of `{activity}`";
    SequenceDiffers "sequence-differs": "its sequence is {written}, not {sequence}";
    NumberUsed "number-used": "its sessions have had number {number}";
    NumberOfPastSession "number-of-past-session": "a session that is past had its number";
    AnnouncedSessionMissing "announced-session-missing": "it was announced, and is neither held nor among the cancelled sessions";
    CancelledUnannounced "cancelled-unannounced": "it is cancelled, and was never announced";
    EndNotKept "end-not-kept": "`{activity}` was announced until {until:date}, which is still enough, and ends later";
    SectionsDiffer "sections-differ": "its sections are not those of its people";
    FindingMissing "finding-missing": "the plan has no finding `{code}` about it";
    FindingUntrue "finding-untrue": "a finding `{code}` of the plan does not hold";
    WithdrawnFromNobody "withdrawn-from-nobody": "it is withdrawn from nobody who has had it, or is past";
    WithdrawnMissing "withdrawn-missing": "it was announced to `{holder}`, who does not have it on each of its days any more, and is not withdrawn";
    NotAsAnnounced "not-as-announced": "it is not as it was announced";
    NotEarlier "not-earlier": "it begins in the plan, or is over";
    PromiseMissing "promise-missing": "`{objective}` was announced and is neither taught nor listed as lost";
    PromiseKeptAndLost "promise-kept-and-lost": "`{objective}` is taught and listed as lost";
    PromiseOfOtherSession "promise-of-other-session": "`{objective}` was not announced by `{session}`";
    PromiseLostWithoutReason "promise-lost-without-reason": "`{objective}`: `{reason}` is no reason for losing `{session}`";
    LostWithoutPromise "lost-without-promise": "`{objective}` is listed as lost and was not announced, or is not needed";
    SeatNotKept "seat-not-kept": "the seat in `{session}` was announced, still holds, and is not kept";
    UnmetBesideFreeSeat "unmet-beside-free-seat": "`{objective}` is unmet, and `{session}` has a free seat";
    CauseOfOtherActivity "cause-of-other-activity": "`{objective}`: `{activity}` does not teach it";
    CauseTaught "cause-taught": "`{objective}`: an activity teaches it";
    CauseRequirementsTaught "cause-requirements-taught": "`{objective}`: something teaches it whose requirements can all be met";
    CauseRoomFits "cause-room-fits": "`{objective}`: a room at the site is large enough";
    CauseTrainerHasSkill "cause-trainer-has-skill": "`{objective}`: a trainer has the skill";
    CauseWithoutActivity "cause-without-activity": "`{objective}`: the cause `{cause}` needs an activity";
    CauseStepTaught "cause-step-taught": "`{objective}`: it does not wait for `{missing}`";
    CauseRequirementsMet "cause-requirements-met": "`{objective}`: what it requires is met";
    CauseCouldBeTaken "cause-could-be-taken": "`{objective}`: `{activity}` could be taken on {date:date}";
    CauseCountsDiffer "cause-counts-differ": "`{objective}`: {counted:list} are counted, and {written:list} are written";
    CauseDiffers "cause-differs": "`{objective}`: the cause is `{cause}`, not `{written}`";
    DateCountsDiffer "date-counts-differ": "{counted:list} are counted, and {written:list} are written";
    DateReasonDiffers "date-reason-differs": "the reason of its date is `{reason}`, not `{written}`";
    ListNotClosed "list-not-closed": "this list is not closed: `]` is missing";
    TableNotClosed "table-not-closed": "this table is not closed: a curly bracket is missing";
    HeadingNotClosed "heading-not-closed": "this heading is not closed: `]` is missing";
    KeyWithoutValue "key-without-value": "`{key}` has no value: write `=` and a value behind it";
    KeyUnwritable "key-unwritable": "`{key}` cannot be a key: keys have letters, digits, `-` and `_`";
    LineGoesOn "line-goes-on": "`{rest}` is too much on this line";
    ValueUnquoted "value-unquoted": "`{value}` is not a value of TOML";
}

impl Sentence {
    /// What facts call things: words that catalogues translate, in slots such as `{kind:word}`.
    pub const WORDS: &'static [&'static str] = &[
        "activity",
        "feature",
        "gate",
        "group",
        "instrument",
        "item",
        "level",
        "objective",
        "person",
        "phase",
        "prerequisite",
        "programme",
        "requirement",
        "role",
        "room",
        "scale",
        "section",
        "session",
        "site",
        "tool",
        "trainer",
        "people",
        "process",
        "technology",
        "certificate",
        "completion",
        "observation",
        "quiz",
        "survey",
        "a condition",
        "a feature use",
        "a gate",
        "a person",
        "a phase",
        "a programme",
        "a record",
        "a requirement",
        "a role",
        "a room",
        "a scale",
        "a section",
        "a session",
        "a title",
        "a tool",
        "a track",
        "a trainer",
        "a window",
        "an absence",
        "an act",
        "an activity",
        "an instrument",
        "an item",
        "an objective",
        "an override",
        "the calendar",
        "the descriptions",
        "the evidence_weights",
        "the options",
        "the planning",
        "the rules",
        "the scales",
        "the seats",
        "the tracks",
        "this table",
        "what an activity teaches",
        "trainer skill",
        "authored phase",
        "day/month/year",
        "month/day/year",
        "a day number of Excel",
        "a date as `YYYY-MM-DD`",
        "a time of day as `HH:MM`",
        "`true` or `false`",
        "`quick`, `normal` or `thorough`",
        "a number",
        "a number, or `-inf`",
        "a whole number",
        "a whole number of at least 0",
        "a whole number of 1 or more",
        "a text",
        "a text, or a text for each of `en`, `fr` and `ar`",
        "an objective, or `objective@level`",
        "a word",
        "a list",
        "a list of file names",
        "a table",
        "nothing",
        "something else",
        "morning",
        "afternoon",
    ];
}
