//! The keys of all messages, with their English texts.

macro_rules! messages {
    ($($key:ident $name:literal: $english:literal;)+) => {
        /// What a message says. Names never change meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the English texts say it")]
        pub enum Key {
            $($key,)+
        }

        impl Key {
            /// Every key.
            pub const ALL: &'static [Key] = &[$(Key::$key),+];

            /// Its name in catalogues: `title.summary`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Key::$key => $name,)+ }
            }

            /// Its English text. `{name}` is a parameter, `{name?one|many}` chooses by a number, which stands for `#`.
            #[must_use]
            pub const fn english(self) -> &'static str {
                match self { $(Key::$key => $english,)+ }
            }
        }
    };
}

messages! {
    PageReport "page.report": "Readiness report";
    PageAsOf "page.as-of": "As of {date}";
    PageContents "page.contents": "Contents";
    PageProgramme "page.programme": "Programme";
    PageDate "page.date": "Date of assessment";
    PageRules "page.rules": "Rules";
    PageSkip "page.skip": "Skip to the report";
    PageTop "page.top": "Back to the contents";
    PageMadeBy "page.made-by":
        "Made by Paratus {version} from the files of the programme. The same files, date and rules give the same \
         report.";
    PageNumber "page.number": "No.";
    PageSheet "page.sheet": "Sheet";
    TitleSummary "title.summary": "In brief";
    TitleData "title.data": "What the figures rest on";
    TitleFindings "title.findings": "Integrity of the data";
    TitleReadiness "title.readiness": "Where are we ready?";
    TitleGates "title.gates": "May the next phase open?";
    TitleGate "title.gate": "Gate: {gate}";
    TitleGaps "title.gaps": "How far from what is required?";
    TitleNeeds "title.needs": "What to train first?";
    TitleFit "title.fit": "Does training fit use?";
    TitleVoices "title.voices": "What do people answer?";
    TitlePhases "title.phases": "In which order is it rolled out?";
    TitlePlan "title.plan": "When is training?";
    TitleRefresh "title.refresh": "What keeps us ready?";
    TitleSensitivity "title.sensitivity": "How much do the verdicts depend on the rules?";
    TitleMethod "title.method": "Method in plain words";
    VerdictReady "verdict.ready": "ready";
    VerdictNotReady "verdict.not-ready": "not ready";
    PeopleReady "people.ready": "ready";
    PeopleCannotTell "people.cannot-tell": "cannot tell";
    PeopleNotReady "people.not-ready": "not ready";
    VerdictCannotTell "verdict.cannot-tell": "cannot tell";
    VerdictOpen "verdict.open": "open";
    VerdictClosed "verdict.closed": "closed";
    VerdictMet "verdict.met": "met";
    VerdictNotMet "verdict.not-met": "not met";
    VerdictAgreed "verdict.agreed": "{value}, agreed";
    VerdictDivided "verdict.divided": "{value}, divided";
    VerdictUsedAndTaught "verdict.used-and-taught": "used and taught";
    VerdictUsedNotTaught "verdict.used-not-taught": "used, not taught";
    VerdictTaughtNotUsed "verdict.taught-not-used": "taught, not used";
    VerdictSaved "verdict.saved": "never used: training saved";
    VerdictNeither "verdict.neither": "neither used nor taught";
    TrackPeople "track.people": "People";
    TrackProcess "track.process": "Process";
    TrackTechnology "track.technology": "Technology";
    AllTracks "all.tracks": "all tracks";
    Everyone "everyone": "Everyone";
    HowFiguresComeAbout "how.figures-come-about": "How these figures come about";
    SummaryGo "summary.go": "May we go on?";
    SummaryNext "summary.next": "Do next";
    SummaryNothing "summary.nothing": "Outlook";
    SummaryPlan "summary.plan": "The plan";
    SummaryRest "summary.rest": "More in this report";
    NameGates "name.gates": "All gates";
    ColumnGate "column.gate": "Gate";
    ColumnMet "column.met": "Conditions met";
    ColumnBlocking "column.blocking": "What blocks it";
    CaptionForecastLines "caption.forecast-lines": "Share of everyone who is ready, month by month from {date} to {until}";
    LineNothing "line.nothing": "if nothing is done";
    LineBooked "line.booked": "with booked sessions";
    LinePlan "line.plan": "with the plan";
    CaptionGates "caption.gates": "All gates as of {date}: the verdict, and the first condition that holds one back";
    SummaryHeadline "summary.headline": "{people?One person is|# people are} assessed as of {date}.";
    SummaryNobody "summary.nobody": "Nobody is employed on {date}, so there is nobody to be ready.";
    SummaryWithheld "summary.withheld":
        "The organisation has fewer than {min} people: no figures of it are published.";
    SummaryUnsound "summary.unsound":
        "The programme has errors, so its figures would not be what was meant, and none are shown. Correct what is \
         listed below.";
    DataPeople "data.people": "People";
    DataPeopleIs "data.people-is": "{people?one person|# people} employed on {date}, of {listed} listed";
    DataPeopleWithheld "data.people-withheld":
        "suppressed: fewer than {min} people";
    DataScope "data.scope": "Programme";
    DataScopeIs "data.scope-is":
        "{sections?one section|# sections}, {roles?one role|# roles}, {objectives?one objective|# objectives}";
    DataEvidence "data.evidence": "Evidence";
    DataAnswers "data.answers": "Answers to surveys";
    DataRows "data.rows": "{taken?one record|# records}; none refused";
    DataRowsRefused "data.rows-refused":
        "{taken?one record|# records}; {refused?one row was|# rows were} refused and {refused?does|do} not count";
    DataRowsOnlyRefused "data.rows-only-refused":
        "{refused?one row was|# rows were} refused and {refused?does|do} not count";
    DataRowsRounded "data.rows-rounded": "numbers of records are given to the nearest hundred, from one hundred on";
    DataRowsSetAside "data.rows-set-aside":
        "{set_aside?one row refers|# rows refer} to something that was refused in the programme and {set_aside?does|do} not count";
    DataCoverage "data.coverage": "Coverage";
    DataCoverageIs "data.coverage-is":
        "{share} of all that people need (persons × objectives) has any evidence; the rest is unknown, not zero";
    DataWithheld "data.withheld":
        "Suppressed";
    DataWithheldIs "data.withheld-is":
        "{sections} of {of_sections?# section|# sections} and {roles} of {of_roles?# role|# roles}: fewer than {min} people";
    DataRules "data.rules": "Rules";
    FindingsNone "findings.none": "Nothing wrong or odd was found in programme, evidence and answers.";
    FindingsHeadline "findings.headline": "On programme, evidence and answers: {counts}.";
    FindingsErrors "findings.errors": "{n?one error|# errors}";
    FindingsWarnings "findings.warnings": "{n?one warning|# warnings}";
    FindingsNotes "findings.notes": "{n?one note|# notes}";
    FindingsEach "findings.each": "Each finding";
    FindingsPersonal "findings.personal":
        "Findings about rows of persons are counted here and not quoted; the command paratus check lists them \
         with file and line.";
    FindingsPublished "findings.published":
        "Findings that are there because of what somebody has shown or answered are not counted here; the command paratus check lists \
         them too.";
    TitleHolders "title.holders": "Who else can do it?";
    NameHolders "name.holders": "Holders";
    CaptionHolders "caption.holders": "People who are ready, of those required, by objective and section as of {date}; sections with those below them. ▲ marks one person alone, ✗ nobody; an empty cell is not required.";
    HoldersHeadline "holders.headline": "In {one?one case|# cases} one person alone is ready, and in {nobody?one case|# cases} nobody (an objective in a section that requires it).";
    NamePlanCalendar "name.plan-calendar": "Calendar";
    CaptionPlanCalendar "caption.plan-calendar": "Sessions by activity and month, {from} to {until}";
    ColumnDays "column.days": "First and last session";
    FindingMeant "finding.meant": "did you mean `{name}`?";
    FindingPlaces "finding.places": "; {n} places in all, this is the first";
    FindingQuotes "finding.quotes": "{meaning}: {quoted}";
    SeverityError "severity.error": "error";
    SeverityWarning "severity.warning": "warning";
    SeverityInfo "severity.info": "note";
    CaptionFindings "caption.findings": "Findings by code, the most severe first";
    CaptionFindingsEach "caption.findings-each": "Findings on what is authored, with their places";
    ReadinessHeadline "readiness.headline":
        "{ready} of {people?one person is|# people are} ready as of {date}; {not_ready} {not_ready?is|are} not, \
         and for {cannot_tell} there is not enough recent evidence. {track} is the weakest track: {range}.";
    ReadinessVerdicts "readiness.verdicts":
        "{ready} of {people?one person is|# people are} ready as of {date}; {not_ready} {not_ready?is|are} not, and for {cannot_tell} there is not enough recent evidence. One of the tracks has too few people for a mean.";
    ReadinessLevel "readiness.level":
        "{ready} of {people?one person is|# people are} ready as of {date}; {not_ready} {not_ready?is|are} not, and for {cannot_tell} there is not enough recent evidence. The tracks are level: none is weaker than the others by more than the rounding.";
    TracksLevel "tracks.level": "level";
    ReadinessNothingRequired "readiness.nothing-required": "As of {date} nothing is required of anybody.";
    ReadinessDerivation "readiness.derivation":
        "A unit’s readiness is the mean of its people’s ranges. Beside it is the mean over tracks of the \
         unit’s track means. Where the second is higher, the skills are there but sit in different people.";
    CaptionHeat "caption.heat":
        "Readiness by section and track: mean over people, {people?# person|# people} as of {date}. The bar runs from what \
         was shown to what is possible if all that is unknown were success; the tick marks the threshold. ? marks a range on \
         both sides of it: cannot tell.";
    CaptionHeatRoles "caption.heat-roles":
        "Readiness by role and track: mean over people who have the role, among others perhaps, as of {date}. ? marks a range on \
         both sides of the threshold: cannot tell.";
    CaptionVerdicts "caption.verdicts":
        "Verdicts by section: {people?# person|# people} as of {date}. Shares are of those of whom something is required; \
         the interval is Wilson’s, at 95%";
    CaptionMeans "caption.means": "Two means of readiness by section, as of {date}; the tick marks {threshold}";
    NameRoles "name.roles": "Readiness by role";
    NameVerdicts "name.verdicts": "Verdicts by section";
    NameMeans "name.means": "Two means of readiness";
    SignSuppressed "sign.suppressed": "[c] suppressed: {causes}. Totals include what is suppressed.";
    SuppressedFew "suppressed.few": "figures of fewer than {min} people";
    SuppressedShare "suppressed.share": "shares of fewer than 20 people";
    SuppressedVerdict "suppressed.verdict": "what fewer than {min} people could decide";
    SuppressedInternal "suppressed.internal": "what internal reports alone have";
    SignUnknown "sign.unknown": "[x] not known.";
    SignNotApplicable "sign.not-applicable": "[z] does not apply.";
    NoteUneven "note.uneven": "Parts of a row are rounded one by one, so they may not add up to 100%.";
    ColumnFrom "column.from": "from";
    ColumnTo "column.to": "to";
    ColumnDay "column.day": "day";
    ColumnCode "column.code": "Code";
    ColumnSeverity "column.severity": "Severity";
    ColumnCount "column.count": "Count";
    ColumnMeaning "column.meaning": "Meaning";
    ColumnPlace "column.place": "Place";
    ColumnProblem "column.problem": "Problem";
    ColumnSection "column.section": "Section";
    ColumnRole "column.role": "Role";
    ColumnPeople "column.people": "People";
    ColumnStaff "column.staff": "Staff";
    ColumnReadiness "column.readiness": "Overall";
    ColumnWeakest "column.weakest": "Weakest track";
    ColumnVerdicts "column.verdicts": "Verdicts";
    ColumnShareReady "column.share-ready": "Share ready";
    ColumnInterval "column.interval": "95% interval";
    ColumnCoverage "column.coverage": "Coverage";
    ColumnNotRequired "column.not-required": "Nothing required";
    ColumnMeanOfPeople "column.mean-of-people": "Mean over people";
    ColumnMeanOfTracks "column.mean-of-tracks": "Mean over tracks";
    ColumnCondition "column.condition": "Condition";
    ColumnValue "column.value": "Value";
    ColumnNeeded "column.needed": "Needed";
    ColumnVerdict "column.verdict": "Verdict";
    ColumnEvidence "column.evidence": "Evidence";
    ColumnObjective "column.objective": "Objective";
    ColumnTrack "column.track": "Track";
    ColumnRequired "column.required": "Required of";
    ColumnHeld "column.held": "Held of required";
    ColumnStale "column.stale": "Gone stale";
    ColumnNoEvidence "column.no-evidence": "No evidence";
    ColumnGap "column.gap": "Part of the gap";
    ColumnHoursToTeach "column.hours-to-teach": "Hours to teach";
    ColumnShown "column.shown": "Shown";
    ColumnFailed "column.failed": "Failed";
    ColumnGoneStale "column.gone-stale": "Gone stale";
    ColumnNeverShown "column.never-shown": "Never shown";
    ColumnParts "column.parts": "Parts of the whole";
    ColumnRank "column.rank": "Rank";
    ColumnWorth "column.worth": "Gain per 100 h";
    ColumnToTeach "column.to-teach": "To teach";
    ColumnHoursEach "column.hours-each": "Hours each";
    ColumnHoursAll "column.hours-all": "Hours in all";
    ColumnCost "column.cost": "Cost";
    ColumnBorichRank "column.borich-rank": "Rank (Borich)";
    ColumnBorich "column.borich": "Borich score";
    ColumnRdsRank "column.rds-rank": "Rank (RDS)";
    ColumnRds "column.rds": "RDS";
    ColumnAgreeRanks "column.agree-ranks": "Rankings";
    ColumnImportance "column.importance": "Importance";
    ColumnAbility "column.ability": "Ability";
    ColumnPairs "column.pairs": "Answers";
    ColumnDropped "column.dropped": "Left out";
    ColumnFeature "column.feature": "Tool and feature";
    ColumnHoursSaved "column.hours-saved": "Hours saved";
    ColumnUses "column.uses": "Uses a month";
    ColumnConstruct "column.construct": "Asked about";
    ColumnAnswered "column.answered": "Answered about it";
    ColumnAnsweredStages "column.answered-stages": "Answered about stages";
    ColumnRate "column.rate": "Response";
    ColumnAnswers "column.answers": "Answers";
    ColumnAgree "column.agree": "Agree";
    ColumnNeutral "column.neutral": "Neither";
    ColumnDisagree "column.disagree": "Disagree";
    ColumnNet "column.net": "Net";
    ColumnScoreBounds "column.score-bounds": "Score, if all answered";
    ColumnAgreement "column.agreement": "Agreement";
    ColumnBarriers "column.barriers": "Where they are stuck";
    ColumnItems "column.items": "Items";
    ColumnComplete "column.complete": "Answered all";
    ColumnAlpha "column.alpha": "Alpha";
    ColumnOmega "column.omega": "Omega";
    ColumnAct "column.act": "Act";
    ColumnLast "column.last": "Last on";
    ColumnDaysAgo "column.days-ago": "Days before";
    ColumnTimes "column.times": "Times";
    ColumnPhase "column.phase": "Phase";
    ColumnObjectives "column.objectives": "Objectives";
    ColumnCovered "column.covered": "Use covered";
    ColumnHoursOf "column.hours-of": "Hours: {track}";
    ColumnBalance "column.balance": "Balance of hours";
    ColumnMostHours "column.most-hours": "Most for one person";
    ColumnCommon "column.common": "Common";
    ColumnReach "column.reach": "Reach";
    ColumnNow "column.now": "Now";
    ColumnForecast "column.forecast": "Month by month";
    ColumnThen "column.then": "Then";
    RefreshHeadlinePlan "refresh.headline-plan":
        "{now} are ready on {date}. If nothing is done it is {then} by {until}, and with the plan {planned}, at most {most} in between.";
    RefreshHoursMore "refresh.hours-more": "The refreshers listed take {hours?# more hour|# more hours} and keep what was shown fresh.";
    RefreshHours "refresh.hours": "The refreshers listed take {hours?# hour|# hours} and keep what was shown fresh.";
    ColumnForecastPlan "column.forecast-plan": "With the plan";
    ColumnThenPlan "column.then-plan": "Then, with it";
    ColumnForecastBooked "column.forecast-booked": "With booked sessions";
    ColumnThenBooked "column.then-booked": "Then, with them";
    ColumnBooked "column.booked": "Booked sessions";
    ColumnDate "column.date": "When";
    ColumnActivity "column.activity": "Activity";
    ColumnMode "column.mode": "How";
    ColumnPlaceOf "column.place-of": "Where";
    ColumnSeats "column.seats": "Seats";
    ColumnWhen "column.when": "Why then";
    ColumnWhyNot "column.why-not": "Why not";
    ColumnSessions "column.sessions": "Sessions";
    ColumnMonth "column.month": "From – to";
    ColumnRefreshers "column.refreshers": "Refreshers";
    ColumnHours "column.hours": "Hours";
    ColumnJoiners "column.joiners": "Joiners";
    ColumnJoinerHours "column.joiner-hours": "Their hours";
    ColumnLeavers "column.leavers": "Leavers";
    ColumnRule "column.rule": "Rule";
    ColumnChanged "column.changed": "Change verdict";
    ColumnRankChange "column.rank-change": "Mean change of rank";
    GatesNone "gates.none": "No phase has a gate, so nothing is held back.";
    GateOpenHeadline "gate.open-headline": "“{gate}” may open as of {date}: {met} of {of?# condition is|# conditions are} met.";
    GateClosedHeadline "gate.closed-headline":
        "“{gate}” may not open as of {date}: {met} of {of?# condition is|# conditions are} met.";
    GateCannotTellHeadline "gate.cannot-tell-headline":
        "Whether “{gate}” may open is not known as of {date}: {met} of {of?# condition is|# conditions are} met.";
    CaptionGate "caption.gate": "Conditions of the gate as of {date}. A value is a range where part of it is unknown";
    NameGate "name.gate": "Gate {gate}";
    GateAny "gate.any": "One of these conditions is enough.";
    GateAtLeast "gate.at-least": "{n} of these conditions are enough.";
    GateToOpen "gate.to-open": "What would open it";
    GateStep "gate.step": "{condition}: {passes} by {who}";
    GateWouldHelp "gate.would-help": "Changes that are needed, and not enough";
    GateUnreachable "gate.unreachable": "No set of changes opens it: {why}.";
    OverrideExpired "override.expired": "A decision of {by} to hold it {what} ran out on {until}: {reason}";
    OverrideDiffers "override.differs": "Decided otherwise by {by}: {what} until {until}, because: {reason}";
    OverrideSame "override.same": "Decided the same by {by}: {what} until {until}, because: {reason}";
    SignOff "sign.off": "Decision on “{gate}”";
    SignOpen "sign.open": "open the phase";
    SignClosed "sign.closed": "keep it closed";
    SignReason "sign.reason": "Reason, where it differs from the verdict";
    SignName "sign.name": "Name and office";
    SignDate "sign.date": "Date";
    SignSignature "sign.signature": "Signature";
    ConditionActs "condition.acts": "Leadership: {subject}";
    ConditionAgreement "condition.agreement": "Agreement of answers: {subject}";
    ConditionBalance "condition.balance": "Balance of tracks";
    ConditionBuyIn "condition.buy-in": "Buy-in: {subject}";
    ConditionCoverage "condition.coverage": "Cover: {subject}";
    ConditionAny "condition.any": "One of";
    ConditionSome "condition.some": "Some of";
    ConditionAll "condition.all": "All of";
    ConditionPhase "condition.phase": "Phase done: {subject}";
    ConditionReadiness "condition.readiness": "Share ready: {subject}";
    ConditionUnclear "condition.unclear": "Unclear condition";
    NeededAt "needed.at": "{value} of people at {threshold}";
    NeededAtLeast "needed.at-least": "{value}";
    NeededAtMost "needed.at-most": "at most {value}";
    GapsHeadline "gaps.headline":
        "The greatest gap is in “{title}”: of {people?the one person|# people} who {people?needs|need} it, {ready} \
         {ready?is|are} ready, for {cannot_tell} there is not enough recent evidence, and {unknown} {unknown?has|have} none.";
    GapsHeadlinePublished "gaps.headline-published":
        "Among the published figures, the greatest gap is in “{title}”: of {people?the one person|# people} who {people?needs|need} it, {ready} {ready?is|are} ready, for {cannot_tell} there is not enough recent evidence, and {unknown} {unknown?has|have} none.";
    GapsReady "gaps.ready":
        "The greatest gap to full readiness is in “{title}”, although {people?the one person who needs it is|all # people who need it are} ready.";
    GapsReadyPublished "gaps.ready-published":
        "Among the published figures, the greatest gap to full readiness is in “{title}”, although all or nearly all people who need it are ready.";
    GapsEveryoneReady "gaps.everyone-ready":
        "Everyone is ready in each objective that they need.";
    GapsNone "gaps.none": "Nothing is missing.";
    GapsWithheld "gaps.withheld":
        "Figures are suppressed: they are about too few people.";
    GapsDerivation "gaps.derivation":
        "Each person’s shortfall (1 less readiness) is shared exactly among what the person needs (Shapley \
         values); the part of the gap is the sum over people, in persons. Of each objective, what was shown, \
         failed, gone stale and never shown add up to the whole.";
    CaptionGaps "caption.gaps":
        "Objectives by their part of the shortfall, the greatest first, as of {date}. Held: share of those who \
         need it and are ready; the ring marks what is required";
    CaptionShortfall "caption.shortfall":
        "What is missing of each objective, in parts that add up: means over those who need it, as of {date}";
    NameShortfall "name.shortfall": "Parts of the shortfall";
    NeedsHeadline "needs.headline":
        "An hour of teaching brings most for “{title}”: {people?one person|# people}, {hours} h each.";
    NeedsHeadlinePublished "needs.headline-published":
        "Among the published figures, an hour of teaching brings most for “{title}”: {people?one person|# people}, {hours} h each.";
    NeedsNone "needs.none": "No teaching would raise readiness: nothing is missing, or nothing teaches what is.";
    NeedsNoSurvey "needs.no-survey": "Needs as people see them are not known: {reason}.";
    CaptionNeeds "caption.needs":
        "What would raise readiness most per hour of teaching, as of {date}. Gain: the shortfall, in persons, \
         that a hundred hours of teaching reach";
    CaptionNeedsSaid "caption.needs-said":
        "Needs as people see them: {instrument}, answers up to {date}. Equal ranks are marked =";
    NameNeedsSaid "name.needs-said": "Needs: {instrument}";
    RanksDisagree "ranks.disagree": "disagree";
    NoteNeeds "note.needs":
        "Borich: (importance − ability) × importance, the higher the greater the need. RDS, the ranked \
         discrepancy score: share above less share below, in points, the lower the greater the need. Where the \
         two rankings disagree, look at the answers before deciding.";
    FitNone "fit.none": "No section declares which features it uses, so the fit is not known and nothing is saved.";
    FitMisfits "fit.misfits":
        "{misfits?One feature is|# features are} used in a section where nobody is taught {misfits?it|them}; \
         {hours?# hour of training on what is never used is|# hours of training on what is never used are} saved.";
    FitNoMisfit "fit.no-misfit":
        "Every feature in use is taught where it is used; {hours?# hour|# hours} of training on what is never used are \
         saved.";
    FitSaved "fit.saved": "Hours saved, set by set: {hours} in all";
    FitUndeclared "fit.undeclared":
        "No feature use is declared for {sections}: nothing can be saved there, because unknown is not never.";
    CaptionFit "caption.fit":
        "Use and training as of {date}: {features?one feature|# features} by {sections?one section|# sections}";
    CaptionMisfits "caption.misfits": "Used every month and taught to nobody there, as of {date}";
    CaptionSaved "caption.saved": "Feature sets that roles require and sections never use, as of {date}";
    NameMisfits "name.misfits": "Used, not taught";
    NoteFit "note.fit":
        "● used and taught. ▲ used, not taught: a misfit. ○ taught, not used. ◇ never used, so training is \
         saved. · neither.";
    VoicesHeadline "voices.headline": "{agree} of the answers by {n?# person|# people} agree on “{construct}”.";
    VoicesDivided "voices.divided":
        "{agree} of the answers by {n?# person|# people} agree on “{construct}”; the people are too divided for one score.";
    VoicesNone "voices.none": "There is no survey.";
    VoicesNothing "voices.nothing":
        "Too few people have answered for figures to be published.";
    VoicesActs "voices.acts": "What leaders did";
    VoicesReliability "voices.reliability": "How far the items say the same thing";
    CaptionVoices "caption.voices": "{instrument}: answers of everyone up to {date}, on a scale of {points}";
    CaptionConstruct "caption.construct": "{instrument}: {construct} by section, answers up to {date}";
    CaptionBarriers "caption.barriers":
        "{instrument}: the first stage at which a person is stuck, answers up to {date}";
    CaptionReliability "caption.reliability":
        "{instrument}: reliability with its 95% interval, answers up to {date}. None of it decides a gate";
    CaptionActs "caption.acts": "Dated acts of leaders up to {date}";
    NameVoices "name.voices": "{instrument}";
    NameConstruct "name.construct": "{construct} by section";
    NameBarriers "name.barriers": "Barriers by section";
    NameReliability "name.reliability": "Reliability: {instrument}";
    NoteVoices "note.voices":
        "Agree: above the middle of the scale. Net: agree less disagree, in points. Score, if all answered: who \
         did not answer is bounded, never guessed. Agreement is r_wg. Where it is below the rule, the people are \
         divided: read the spread of answers, not the mean.";
    AllItems "all.items": "all items";
    BarrierAwareness "barrier.awareness": "Awareness";
    BarrierDesire "barrier.desire": "Desire";
    BarrierKnowledge "barrier.knowledge": "Knowledge";
    BarrierAbility "barrier.ability": "Ability";
    BarrierReinforcement "barrier.reinforcement": "Reinforcement";
    BarrierNone "barrier.none": "None";
    BarrierUnknown "barrier.unknown": "Not known";
    PhasesNone "phases.none": "There are no phases.";
    PhasesHeadline "phases.headline":
        "{phases?One phase|# phases}: the first covers {first} of day-to-day use, all together {last}.";
    PhasesNoUse "phases.no-use":
        "{phases?One phase|# phases}; no feature use is declared, so what they cover is not known.";
    PhasesStands "phases.stands": "Objectives of “{phase}”";
    PhasesTouched "phases.touched": "People touched: {sections}.";
    PhasesEarlier "phases.earlier":
        "“{objective}” ({phase}) is more common than “{than}” ({than_phase}), which comes earlier.";
    PhasesUnplaced "phases.unplaced": "Required, but in no phase: {objectives}.";
    CaptionPhases "caption.phases":
        "Phases in order, as of {date}. Use covered: the share of the day-to-day uses of all features that this \
         phase and those before it train for";
    CaptionPhase "caption.phase":
        "Objectives of “{phase}”. Common: how often a feature set is used, and by how many, from 0 to 1. Reach: \
         share of people whose section uses it";
    NamePhase "name.phase": "Phase {phase}";
    NotePhases "note.phases": "The phases are those of the programme.";
    NotePhasesProposed "note.phases-proposed": "The phases are proposed from feature use, the most common first.";
    PlanHeadline "plan.headline":
        "{sessions?One session|# sessions} from {from} to {until} and about {hours?# hour|# hours} of people’s time meet every \
         need. It costs about {cost}, of which at most {gap} could still be saved.";
    PlanPartial "plan.partial":
        "{sessions?One session|# sessions} from {from} to {until} and about {hours?# hour|# hours} of people’s time; not every \
         need could be placed. It costs about {cost}, of which at most {gap} could still be saved while the same \
         needs are met.";
    PlanInfeasible "plan.infeasible":
        "It is proven that not every need can be met from {from} to {until}; {sessions?one session meets|# sessions \
         meet} what can be. It costs about {cost}, of which at most {gap} could still be saved while the same \
         needs are met.";
    PlanPublished "plan.published":
        "{sessions?One session|# sessions} listed here from {from} to {until}, with what people learn in their own time, \
         take about {hours?# hour|# hours} of their time and cost about {cost}. Every need is met, but for those of a few people at most. Of the \
         cost of the whole plan at most {gap} could still be saved.";
    PlanPublishedPartial "plan.published-partial":
        "{sessions?One session|# sessions} listed here from {from} to {until}, with what people learn in their own time, \
         take about {hours?# hour|# hours} of their time and cost about {cost}. Not every need could be placed. Of the cost of the whole plan at \
         most {gap} could still be saved while the same needs are met.";
    PlanPublishedInfeasible "plan.published-infeasible":
        "It is proven that not every need can be met from {from} to {until}. {sessions?One session|# sessions} listed here, \
         with what people learn in their own time, take about {hours?# hour|# hours} of their time and cost about {cost}. Of the cost of the whole \
         plan at most {gap} could still be saved while the same needs are met.";
    PlanNothing "plan.nothing": "Nothing needs to be taught from {from} to {until}.";
    PlanAll "plan.all": "All of it";
    PlanNoPhase "plan.no-phase": "In no phase";
    PlanSeats "plan.seats": "{people} of {seats}";
    CaptionPlanHours "caption.plan-hours":
        "Hours of all participants together by track, from {from} to {until}";
    CaptionSessions "caption.sessions":
        "“{phase}”: sessions by date. The strip is the week; seats taken of those there are";
    CaptionSelfPaced "caption.self-paced":
        "In people’s own time, e-learning and self-study, from {from} to {until}";
    CaptionUnplaced "caption.unplaced": "Needs that the plan does not meet, as of {date}";
    NameSessions "name.sessions": "Sessions of {phase}";
    NameSelfPaced "name.self-paced": "In their own time";
    NameUnplaced "name.unplaced": "Needs not met";
    NamePlanSections "name.plan-sections": "By section";
    CaptionPlanSections "caption.plan-sections":
        "What the plan takes of each section from {from} to {until}: people of the section itself, not of those below it. \
         Cost: their time, their seats, and their part of the sessions they sit in.";
    PlanShort "plan.short": "What is short";
    NameRelaxations "name.relaxations": "What would make it possible";
    CaptionRelaxations "caption.relaxations":
        "Rules that could be relaxed, each tried with a whole plan, as of {date}, the best first. \
         Extra cost: what that plan costs more than this one.";
    ColumnChange "column.change": "Change";
    ColumnLeftUnmet "column.left-unmet": "Needs left unmet";
    ColumnExtraCost "column.extra-cost": "Extra cost";
    NotePlan "note.plan":
        "People are rounded. Activities of a month that are not surely of {min} people or more are not listed, and their hours and costs are not published. Beside those listed, {others?few or no people have seats|# person has a seat|# people have seats}, and {unplaced?few or no people have needs that are not met|# person has a need that is not met|# people have needs that are not met}; what fewer than {min} people can need is not counted. Hours and costs are those of the sessions listed, computed from the rounded counts. Participants and trainers are in the plan, not in this report. The forecast does not count the plan: beside the one given, it would reveal the few people who make the difference.";
    NotePlanExact "note.plan-exact": "Participants and trainers are in the plan, not in this report.";
    ModeWorkshop "mode.workshop": "workshop";
    ModeCourse "mode.course": "course";
    ModeELearning "mode.e-learning": "e-learning";
    ModeCoaching "mode.coaching": "coaching";
    ModeSelfStudy "mode.self-study": "self-study";
    HalfMorning "half.morning": "{date}, morning";
    HalfAfternoon "half.afternoon": "{date}, afternoon";
    CauseAbsence "cause.absence": "too many of the section would be away";
    CauseAway "cause.away": "the person is not there, or it is not due";
    CauseBusy "cause.busy": "the person is in another session";
    CauseCircle "cause.circle": "what teaches it requires what in turn requires it";
    CauseEarlierStep "cause.earlier-step": "what it requires is not over";
    CauseMinimum "cause.minimum": "fewer people than the smallest session could come";
    CauseNoRoom "cause.no-room": "no room is large enough";
    CauseNoTrainer "cause.no-trainer": "no trainer with the skill is available";
    CausePrerequisite "cause.prerequisite": "what teaches it requires what the person does not need";
    CauseRoom "cause.room": "every room is taken";
    CauseTrainer "cause.trainer": "every trainer with the skill is taken or away";
    CauseUntaught "cause.untaught": "no activity teaches it";
    CauseWindow "cause.window": "no time is left";
    RefreshHeadline "refresh.headline":
        "If nothing is done, {now} ready on {date} become {then} by {until}.";
    RefreshHoursWithheld "refresh.hours-withheld":
        "How many hours of refreshers would keep what was shown fresh is not published: each is needed by few people.";
    RefreshEach "refresh.each": "Refreshers by objective and month";
    RefreshBooked "refresh.booked":
        "With the {sessions?one session|# sessions} booked until then it would be {then}: each seat goes to whom it helps \
         most urgently, and who takes part shows what is taught.";
    RefreshWithheld "refresh.withheld":
        "Refreshers that fewer people need than the threshold are counted in their month, without their hours, and not listed by \
         objective. Where a month has no others, its hours are suppressed, [c].";
    RefreshUnplaced "refresh.unplaced": "Not refreshed in time";
    RefreshLapses "refresh.lapses": "{title}: {people?# person|# people}, {reason}";
    CaptionForecast "caption.forecast":
        "Share ready month by month from {date} to {until}, if nothing is done: people employed on the first day";
    CaptionCalendar "caption.calendar":
        "Refreshers from {date} to {until}, spread so that no month holds more than {load?# hour|# hours}";
    CaptionCalendarOpen "caption.calendar-open": "Refreshers from {date} to {until}, spread evenly over the months";
    CaptionRefreshEach "caption.refresh-each": "People to be refreshed by objective and month";
    NameForecast "name.forecast": "Forecast by section";
    NameCalendar "name.calendar": "Refresher calendar";
    SensitivityHeadline "sensitivity.headline":
        "The rule that matters most of those tried: if {rule}, {changed?one person|# people} would change \
         verdict.";
    SensitivityNone "sensitivity.none":
        "No change of these rules would change anybody’s verdict.";
    SensitivityWithheld "sensitivity.withheld": "Too few people are employed to publish how verdicts would change.";
    SensitivityBase "sensitivity.base": "the rules in force";
    CaptionSensitivity "caption.sensitivity":
        "Verdicts on the same evidence with one rule changed at a time, as of {date}";
    RuleExponentIs "rule.exponent-is": "how far tracks make up for each other: exponent {value}";
    RulePriorIs "rule.prior-is": "weight of what is not known: {value}";
    RuleHalfLivesTimes "rule.half-lives-times": "how long evidence lasts: × {value}";
    RuleMassesTimes "rule.evidence_weights-times": "weight of every record: × {value}";
    RuleThreshold "rule.threshold": "Threshold of verdicts";
    RuleExponent "rule.exponent": "Exponent of the mean over tracks";
    RulePrior "rule.prior": "Evidence weight of what is not known";
    RuleHalfLife "rule.half-life": "Half-life of evidence, in days";
    RuleMassObservation "rule.mass-observation": "Evidence weight of an observation";
    RuleMassQuiz "rule.mass-quiz": "Evidence weight of a test";
    RuleMassCertificate "rule.mass-certificate": "Evidence weight of a certificate";
    RuleMassSurvey "rule.mass-survey": "Evidence weight of a self-report";
    RuleMassCompletion "rule.mass-completion": "Evidence weight of having completed";
    RuleTrackWeight "rule.track-weight": "Weight of {track}";
    RuleTrackThreshold "rule.track-threshold": "Threshold of {track}";
    RuleMinCell "rule.min-cell":
        "Fewest people of a published figure";
    RuleLead "rule.lead": "Days ahead called expiring";
    RuleTolerance "rule.tolerance": "Tolerance of the balance of hours";
    RuleAgreement "rule.agreement": "Agreement at least";
    CaptionRules "caption.rules": "Rules in force. Evidence weights are in equivalent trials";
    NameRules "name.rules": "Rules in force";
    MethodTracks "method.tracks":
        "Training for knowledge management has three tracks: people know why it matters, they follow the new \
         process, and they master the technology. No track makes up for another: readiness is a mean that stays \
         low while any track is low.";
    MethodEvidence "method.evidence":
        "Everything rests on dated records. An observation weighs {observation}, a test {quiz}, a certificate \
         {certificate}, a self-report {survey}, a completed course {completion}. A record loses half its \
         weight in {half_life?# day|# days} unless the objective sets another half-life. Of records with the same key the \
         latest counts, so repeating gains nothing.";
    MethodRange "method.range":
        "Every score is a range. It begins at what was shown and ends at what is possible if all that is not \
         known were success. No evidence is the whole range, not zero. What is not known weighs {prior}, so that \
         one record alone decides little.";
    MethodVerdict "method.verdict":
        "Ready: what was shown reaches the threshold of {threshold}. Not ready: even what is possible does not. \
         Cannot tell: the evidence does not decide. Anyone who fails a critical requirement is never better than \
         that requirement.";
    MethodUnits "method.units":
        "Figures of sections and roles are means over their people. How they are protected is on the page on disclosure control. Nothing in this report names a person.";
    MethodUse "method.use":
        "What a section never uses is not taught there, and the hours are listed as saved. Unknown use is not \
         never: nothing is saved where no use is declared.";
    MethodRefresh "method.refresh":
        "What was shown fades. The forecast says when a verdict would no longer be ready if nothing were added; \
         the calendar places a refresher before that day. Within {lead?# day|# days} of it an objective is called \
         expiring.";
    MethodLimits "method.limits":
        "The report takes no decision about anyone. It says what the evidence supports and what it does not.";
    MethodHash "method.hash": "SHA-256 of the rules: {hash}";
    ActSponsorNamed "act.sponsor-named": "a sponsor is named";
    ActMessageSent "act.message-sent": "the message from the top is sent";
    ActTimeReleased "act.time-released": "working time is released for training";
    ActTrainingAttended "act.training-attended": "leaders attend training";
    ActToolUsed "act.tool-used": "leaders use the tools themselves";
    ActOther "act.other": "{act}";
    ColumnOwner "column.owner": "Owner";
    OwnerNone "owner.none": "not named";
    Points "points": "{value} {n?point|points}";
    EvidenceTrack "evidence.track":
        "{ready} of {people?one person|# people} {ready?reaches|reach} {threshold} in the track {track}";
    EvidenceAllTracks "evidence.all-tracks":
        "{ready} of {people?one person|# people} {ready?reaches|reach} {threshold} overall, and {ready?is|are} \
         ready in all that is critical";
    EvidencePhase "evidence.phase":
        "{ready} of {people?one person|# people} {ready?is|are} ready in all that they need of it";
    EvidenceMore "evidence.more": "; not enough evidence on {n}";
    EvidenceCoverage "evidence.coverage":
        "{enough} of {units?one unit|# units} {enough?has|have} enough; worst off is {unit}: {ready} of \
         {people?one person|# people} {ready?is|are} ready";
    EvidenceCoverageOne "evidence.coverage-one":
        "{unit}: {ready} of {people?one person|# people} {ready?is|are} ready";
    EvidenceCoverageWorst "evidence.coverage-worst":
        "Worst off of {units?one unit|# units} is {unit}: {ready} of {people?one person|# people} {ready?is|are} ready";
    EvidenceMean "evidence.mean": "{track} {range}";
    EvidenceBalance "evidence.balance":
        "Means: {means}. They are at most {shown} apart in what was shown, and {possible} in what could be";
    EvidenceBuyIn "evidence.buy-in":
        "{respondents} of {people?one person|# people} answered, on average {mean}; the others may think anything";
    EvidenceAgreement "evidence.agreement":
        "{respondents?one person|# people} answered; 1.00 would be full agreement";
    EvidenceActOn "evidence.act-on": "{act}: on {date}";
    EvidenceActOld "evidence.act-old": "{act}: last on {date}, {days?one day|# days} before";
    EvidenceActNever "evidence.act-never": "{act}: not recorded, so it counts as not done";
    EvidenceWithin "evidence.within": " (counts for {days?one day|# days})";
    EvidenceGroupAll "evidence.group-all": "{met} of {of} hold, and all must";
    EvidenceGroupAny "evidence.group-any": "{met} of {of} hold, and one must";
    EvidenceGroupSome "evidence.group-some": "{met} of {of} hold, and {needed} must";
    StepPasses "step.passes": "{passes?one observed pass|# observed passes}";
    StepPassesSome "step.passes-some": "observed passes";
    StepPeople "step.people": "{people?one person|# people}";
    StepAboutPeople "step.about-people": "about {people?one person|# people}";
    StepFewPeople "step.few-people": "a few more people";
    StepMorePeople "step.more-people": "{people?one more person|# more people}";
    StepListed "step.listed": "people counted already";
    StepAct "step.act": "To be done, and recorded with its evidence: {act}";
    StepActCounts "step.act-counts": " (it counts for {days?one day|# days})";
    StepAnswers "step.answers":
        "{people?one more person|# more people} must answer “{instrument}”";
    StepAnswersFull "step.answers-full":
        "{people?one more person|# more people} must answer “{instrument}”, {people?|all of them }with full \
         buy-in: the fewest that can do";
    StepAgreement "step.agreement":
        "Bring the agreement of the answers to “{instrument}” to {value}: training alone does not";
    StepBuyIn "step.buy-in":
        "Bring the mean of the answers to “{instrument}” to {value}, so that it is known";
    CaptionPlanPhases "caption.plan-phases":
        "Phases of the plan and their sessions, from {from} to {until}";
    NamePlanPhases "name.plan-phases": "Phases of the plan";
    PlanHours "plan.hours": "Hours of participants";
    PlanDerivation "plan.derivation":
        "Hours: each session counts its length once for each participant; what is done in one’s own time counts \
         likewise. Cost: the hours of participants, the sessions, the seats and the teaching that is not needed, at the prices of the \
         programme. What could still be saved lies between this cost and a bound that no plan can go \
         below in which people with the same needs learn the same; the bound knows nothing of dates. Hours saved: what roles require and sections never use, so \
         that nobody is taught it.";
    PlanDerivationPublished "plan.derivation-published":
        "Hours: the people of each line, as they are given, times the hours of its activity; those of an activity are shared equally among \
         what it teaches. Cost: these hours at the wage of the programme, with what its seats and sessions cost. Sessions of few people \
         are in neither. What could still be saved of the whole plan is given in steps of 5%. Hours saved: what roles require and \
         sections never use, so that nobody is taught it.";
    IfExponent "if.exponent":
        "tracks made up for each other to another degree (exponent {value})";
    IfPrior "if.prior": "what is not known weighed {value}";
    IfHalfLives "if.half-lives": "evidence lasted {value} times as long";
    IfMasses "if.evidence_weights": "every record weighed {value} times as much";
    PageInternal "page.internal": "Internal: exact figures, those of small groups included. Not for publication.";
    TitleDisclosure "title.disclosure": "Disclosure control";
    VerdictSuppressed "verdict.suppressed": "suppressed";
    GateSuppressedHeadline "gate.suppressed-headline":
        "The verdict on “{gate}” as of {date} is suppressed: a condition would fix the verdict of someone in a small group.";
    OverrideBeside "override.beside": "Decided by {by}: {what} until {until}, because: {reason}";
    JustBelow "just-below": "just below {value}";
    SensitivityAbout "sensitivity.about":
        "The rule that matters most of those tried: if {rule}, the published counts would differ by about \
         {changed?one person|# people}.";
    SensitivityLittle "sensitivity.little": "No change of these rules would change the published counts.";
    CaptionPlanMonths "caption.plan-months": "Sessions and people by month and activity, from {from} to {until}";
    NamePlanMonths "name.plan-months": "Sessions by month";
    ColumnPlanMonth "column.plan-month": "Month";
    RuleRoundTo "rule.round-to": "Published counts of people (other than staff and those required) are multiples of";
    DisclosureInternal "disclosure.internal":
        "This report is internal. Its figures are exact, and those of small groups are shown. It is for people who may see the \
         figures of single persons, and must not be handed on.";
    DisclosureAim "disclosure.aim":
        "This report may be handed on. It protects what is known of a person, or of fewer than {min} people together, against a \
         reader who knows the programme, the staff list and this method, but not the evidence.";
    DisclosureThreshold "disclosure.threshold":
        "Threshold: figures about fewer than {min} people are suppressed, [c]. Of two figures or verdicts that by the programme can \
         differ in fewer than {min} people alone, one is suppressed.";
    DisclosureCounts "disclosure.counts":
        "Counts of people are rounded at random to one of the two neighbouring multiples of {round}. A count whose remainder is r is \
         rounded up with probability r/{round}, so that its expected value is the true count; multiples stay as they are. Statistics \
         Canada and Stats NZ do the same.";
    DisclosureExact "disclosure.exact":
        "Counts of people are exact: the programme sets round_to = 1. Counts of several units and measures can be combined until \
         they give single people away; do not hand this report on without that in mind.";
    DisclosureKeyGiven "disclosure.key-given":
        "A keyed hash of the group of people, of what is counted and of the true count decides the direction. The same count is \
         rounded the same way in every report of the office, and nobody without the key can tell which way.";
    DisclosureKeyDerived "disclosure.key-derived":
        "A keyed hash of the group of people, of what is counted and of the true count decides the direction. No key was given, so \
         one was derived from the evidence: this report is consistent in itself, and reports from other evidence are rounded \
         independently of it.";
    DisclosureMeans "disclosure.means":
        "Means of n people are sums rounded at random to whole persons (to whole per cents of them from 100 people on), divided by n: \
         never finer than one person weighs. Below 10% and above 90% only that is said. Coefficients are given in steps of the same size.";
    DisclosureShares "disclosure.shares":
        "Shares, intervals, hours, costs and rankings are computed from the published figures, shares only for 20 people or more. \
         Each total is rounded by itself, so figures may not add up.";
    DisclosureDecisions "disclosure.decisions":
        "Verdicts of gates are decided on exact figures, and a value is never shown on the wrong side of its threshold. A verdict \
         that depends on a group of fewer than {min} people is suppressed. That everyone in a larger group is ready is a fact about \
         the group.";
    DisclosureLists "disclosure.lists":
        "Lists of sessions, refreshers and unmet needs have lines about {min} people or more; the rest is one rounded line.";
    DisclosureChanges "disclosure.changes":
        "Changes and forecasts are differences of published figures. There are no figures about those who changed.";
    DisclosureKnown "disclosure.known":
        "Exact are figures about no person, and those that the staff list and the programme give: the staff of a unit, and how many \
         are required to have something.";
    EvidenceAgreementFew "evidence.agreement-few": "how many answered is not published; 1.00 would be full agreement";
    StepAnswersAbout "step.answers-about": "About {people} more must answer “{instrument}”";
    StepAnswersAboutFull "step.answers-about-full": "About {people} more must answer “{instrument}”, all of them with full buy-in: the fewest that can do";
    StepAnswersMore "step.answers-more": "More people must answer “{instrument}”";
    StepAnswersMoreFull "step.answers-more-full": "More people must answer “{instrument}”, all of them with full buy-in";
    StepReach "step.reach": "Raise the answers to “{instrument}” until they reach what is needed";
    ObstacleAnswered "obstacle.answered": "{respondents} answered “{instrument}”, and at least {needed} must";
    ObstacleAnswersSuppressed "obstacle.answers-suppressed": "too few answered “{instrument}” for figures to be published";
    ObstacleConflict "obstacle.conflict": "its conditions work against each other";
    ObstacleEveryAnswer "obstacle.every-answer": "even if everyone answered “{instrument}”, it would not be enough";
    ObstacleFewAnswers "obstacle.few-answers": "too few answered “{instrument}”: at least {needed} must";
    ObstacleFewAnswersAbout "obstacle.few-answers-about": "too few answered “{instrument}”: about {needed} or more must";
    ObstacleFewConcerned "obstacle.few-concerned": "too few people are concerned for figures to be published";
    ObstacleFewInTrack "obstacle.few-in-track": "too few people need something in one of the tracks for figures to be published";
    ObstacleFewInUnit "obstacle.few-in-unit": "each unit has too few people for figures to be published";
    ObstacleFewNeed "obstacle.few-need": "some units have fewer than {needed} people who need “{objective}”";
    ObstacleFewRespondents "obstacle.few-respondents": "the buy-in of “{instrument}” is not known ({reason}), and too few answer it";
    ObstacleNobodyAnswered "obstacle.nobody-answered": "nobody has answered “{instrument}”";
    ObstacleNoConditions "obstacle.no-conditions": "it has no conditions";
    ObstacleNoFigure "obstacle.no-figure": "“{instrument}” gives no figure: {reason}";
    ObstacleNotEnough "obstacle.not-enough": "not enough people can become ready";
    ObstacleNotEnoughInTrack "obstacle.not-enough-in-track": "not enough people can become ready in the track {track}";
    ObstacleNothingInTrack "obstacle.nothing-in-track": "nobody needs anything in the track {track}";
    ObstacleNothingRequired "obstacle.nothing-required": "nothing is required of anybody";
    ObstacleNotNeeded "obstacle.not-needed": "nobody needs “{objective}”";
    ObstacleOneTrack "obstacle.one-track": "people need something in fewer than two tracks, so there is nothing to compare";
    ObstaclePhaseNotNeeded "obstacle.phase-not-needed": "nobody needs anything of the phase “{phase}”";
    ObstaclePhaseOutOfReach "obstacle.phase-out-of-reach": "not enough people can complete the phase “{phase}”";
    ObstaclePhaseEmpty "obstacle.phase-empty": "no objectives are written in the phase “{phase}”";
    ObstacleSmallGroup "obstacle.small-group": "its verdict depends on a small group; internal answers have it";
    ObstacleTooManyNeeded "obstacle.too-many-needed": "{needed} of {of?# condition|# conditions} can never hold";
    ObstacleTracksUneven "obstacle.tracks-uneven": "the tracks cannot be evened out";
    ObstacleUnclear "obstacle.unclear": "a condition names no kind, or more than one";
    ObstacleUnknown "obstacle.unknown": "the programme has no “{subject}”";
    ObstacleUnusable "obstacle.unusable": "“{instrument}” gives no buy-in ({reason}), and what it will be once that is corrected is not known";
    ReasonMinCell "reason.min-cell": "fewer people than may be published";
    ReasonMoreRespondents "reason.more-respondents": "more people answered than work there";
    ReasonNoAgreement "reason.no-agreement": "people do not agree enough for one mean";
    ReasonCountsOnly "reason.counts-only": "only counts of answers are known, and it needs each person's answers to several items";
    ReasonNoCompleteAnswers "reason.no-complete-answers": "fewer than two people answered all of its items";
    ReasonNoConvergence "reason.no-convergence": "the computation did not settle";
    ReasonNoItem "reason.no-item": "no item measures it";
    ReasonNoVariance "reason.no-variance": "everyone gave the same answer";
    ReasonNobodyAnswered "reason.nobody-answered": "nobody answered";
    ReasonNobodyThere "reason.nobody-there": "nobody works there";
    ReasonNoValue "reason.no-value": "there is no value";
    ReasonSingular "reason.singular": "one item is made of the others";
    ReasonTooFewItems "reason.too-few-items": "too few items";
    ReasonTooFewRespondents "reason.too-few-respondents": "too few respondents";
    ReasonTooManyItems "reason.too-many-items": "too many items for figures on pairs of items";
    NeedsNoInstrument "needs.no-instrument": "no instrument asks for the importance and the ability of anything";
    NeedsOfRole "needs.of-role": "surveys are counted by section, not by role";
    RefreshNoMonth "refresh.no-month": "no month before has room";
}
