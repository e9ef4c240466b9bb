//! The Arabic texts: every key, or it does not compile. Native review is still owed.

use super::Key;

/// The text of a message.
pub(super) const fn text(key: Key) -> &'static str {
    match key {
        Key::PageReport => "تقرير الجاهزية",
        Key::PageAsOf => "في {date}",
        Key::PageContents => "المحتويات",
        Key::PageProgramme => "البرنامج",
        Key::PageDate => "تاريخ التقييم",
        Key::PageRules => "القواعد",
        Key::PageSkip => "الانتقال إلى التقرير",
        Key::PageTop => "العودة إلى المحتويات",
        Key::PageMadeBy => {
            "أعدّه Paratus {version} من ملفات البرنامج. الملفات نفسها والتاريخ نفسه والقواعد نفسها تعطي التقرير \
             نفسه."
        }
        Key::PageNumber => "رقم",
        Key::PageSheet => "ورقة",
        Key::TitleSummary => "بإيجاز",
        Key::TitleData => "على ماذا تستند الأرقام",
        Key::TitleFindings => "سلامة البيانات",
        Key::TitleReadiness => "أين نحن جاهزون؟",
        Key::TitleGates => "هل يجوز فتح المرحلة التالية؟",
        Key::TitleGate => "البوابة: {gate}",
        Key::TitleGaps => "كم نبعد عن المطلوب؟",
        Key::TitleNeeds => "على ماذا ندرّب أولاً؟",
        Key::TitleFit => "هل يلائم التدريب الاستعمال؟",
        Key::TitleVoices => "بماذا يجيب الناس؟",
        Key::TitlePhases => "بأي ترتيب يجري التطبيق؟",
        Key::TitlePlan => "متى التدريب؟",
        Key::TitleRefresh => "ما الذي يُبقينا جاهزين؟",
        Key::TitleSensitivity => "بماذا تدين الأحكام للقواعد؟",
        Key::TitleMethod => "المنهج بكلمات بسيطة",
        Key::VerdictReady => "جاهز",
        Key::PeopleReady => "جاهزون",
        Key::PeopleCannotTell => "لا يمكن الجزم",
        Key::PeopleNotReady => "غير جاهزين",
        Key::VerdictNotReady => "غير جاهز",
        Key::VerdictCannotTell => "لا يمكن الجزم",
        Key::VerdictOpen => "مفتوحة",
        Key::VerdictClosed => "مغلقة",
        Key::VerdictMet => "متحقق",
        Key::VerdictNotMet => "غير متحقق",
        Key::VerdictAgreed => "{value}، متفقون",
        Key::VerdictDivided => "{value}، منقسمون",
        Key::VerdictUsedAndTaught => "مستعمل ويُدرَّس",
        Key::VerdictUsedNotTaught => "مستعمل ولا يُدرَّس",
        Key::VerdictTaughtNotUsed => "يُدرَّس ولا يُستعمل",
        Key::VerdictSaved => "لا يُستعمل أبداً: وُفِّر التدريب",
        Key::VerdictNeither => "لا يُستعمل ولا يُدرَّس",
        Key::TrackPeople => "الأفراد",
        Key::TrackProcess => "الإجراءات",
        Key::TrackTechnology => "التقنية",
        Key::AllTracks => "كل المسارات",
        Key::Everyone => "الجميع",
        Key::HowFiguresComeAbout => "كيف نشأت هذه الأرقام",
        Key::SummaryGo => "هل نمضي؟",
        Key::SummaryNext => "الخطوة التالية",
        Key::SummaryNothing => "التوقعات",
        Key::SummaryPlan => "الخطة",
        Key::SummaryRest => "المزيد في هذا التقرير",
        Key::NameGates => "كل البوابات",
        Key::ColumnGate => "البوابة",
        Key::ColumnMet => "الشروط المتحققة",
        Key::ColumnBlocking => "ما يعطلها",
        Key::CaptionForecastLines => "نسبة الجاهزين من الجميع، شهراً بعد شهر من {date} إلى {until}",
        Key::LineNothing => "إن لم يُفعل شيء",
        Key::LineBooked => "مع الجلسات المحجوزة",
        Key::LinePlan => "مع الخطة",
        Key::CaptionGates => "كل البوابات في {date}: الحكم، وأول شرط يعطل إحداها",
        Key::SummaryHeadline => "قُيِّم {people?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص} في {date}.",
        Key::SummaryNobody => "لا أحد في الخدمة في {date}.",
        Key::SummaryUnsound => {
            "في البرنامج أخطاء، فلن تكون أرقامه هي المقصودة، ولا يُعرض منها شيء. أصلحوا ما يرد أدناه."
        }
        Key::DataPeople => "الأشخاص",
        Key::DataPeopleIs => {
            "{people?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص} في الخدمة في {date}، من {listed} في القوائم"
        }
        Key::DataScope => "البرنامج",
        Key::DataScopeIs => "الأقسام: {sections}، الأدوار: {roles}، الأهداف: {objectives}",
        Key::DataEvidence => "الأدلة",
        Key::DataAnswers => "إجابات الاستبيانات",
        Key::DataRows => "السجلات: {taken}؛ لم يُرفض شيء",
        Key::DataRowsRefused => "السجلات: {taken}؛ رُفض منها ولا يُحتسب: {refused}",
        Key::DataRowsOnlyRefused => "سجلات رُفضت ولا تُحتسب: {refused}",
        Key::DataRowsRounded => "أعداد السجلات مقربة إلى أقرب مئة، بدءاً من مئة",
        Key::DataRowsSetAside => "سجلات تشير إلى ما رُفض في البرنامج، ولا تُحتسب: {set_aside}",
        Key::DataCoverage => "التغطية",
        Key::DataCoverageIs => {
            "{share} مما يحتاجه الناس (أشخاص × أهداف) عليه دليل ما؛ والباقي مجهول، لا صفر"
        }
        Key::DataRules => "القواعد",
        Key::FindingsNone => "لم يوجد خطأ ولا غريب في البرنامج والأدلة والإجابات.",
        Key::FindingsHeadline => "في البرنامج والأدلة والإجابات: {counts}.",
        Key::FindingsErrors => "أخطاء: {n}",
        Key::FindingsWarnings => "تحذيرات: {n}",
        Key::FindingsNotes => "ملاحظات: {n}",
        Key::FindingsEach => "كل ملاحظة",
        Key::TitleHolders => "من غيره يستطيع ذلك؟",
        Key::NameHolders => "البدلاء",
        Key::CaptionHolders => {
            "الجاهزون ممن يُطلب منهم ذلك، حسب الهدف والقسم في {date}؛ كل قسم مع ما تحته. ▲ شخص واحد فقط، ✗ لا أحد؛ والخانة الفارغة غير مطلوبة."
        }
        Key::HoldersHeadline => {
            "{one?لا حالة فيها شخص واحد فقط جاهز|شخص واحد فقط جاهز في حالة واحدة|شخص واحد فقط جاهز في حالتين|شخص واحد فقط جاهز في # حالات|شخص واحد فقط جاهز في # حالة|شخص واحد فقط جاهز في # حالة}، {nobody?وفي غيرها أكثر من واحد|ولا أحد في حالة واحدة|ولا أحد في حالتين|ولا أحد في # حالات|ولا أحد في # حالة|ولا أحد في # حالة} (هدف في قسم يتطلبه)."
        }
        Key::NamePlanCalendar => "التقويم",
        Key::CaptionPlanCalendar => "الجلسات حسب النشاط والشهر، من {from} إلى {until}",
        Key::ColumnDays => "أول جلسة وآخر جلسة",
        Key::FindingMeant => "هل تقصدون `{name}`؟",
        Key::FindingPlaces => "؛ {n} مواضع في المجموع، وهذا أولها",
        Key::FindingQuotes => "{meaning}: {quoted}",
        Key::SeverityError => "خطأ",
        Key::SeverityWarning => "تحذير",
        Key::SeverityInfo => "ملاحظة",
        Key::CaptionFindings => "الملاحظات بحسب الرمز، الأشد أولاً",
        Key::CaptionFindingsEach => "الملاحظات على ما كُتب، مع مواضعها",
        Key::ReadinessHeadline => {
            "في {date}: الجاهزون {ready} من {people}، وغير الجاهزين {not_ready}، و{cannot_tell} لا تكفي الأدلة \
             للجزم بشأنهم. أضعف المسارات «{track}»: {range}."
        }
        Key::ReadinessLevel => {
            "في {date}: الجاهزون {ready} من {people}، وغير الجاهزين {not_ready}، و{cannot_tell} لا تكفي الأدلة الحديثة للحكم عليهم. المسارات متساوية: لا يضعف أحدها عن غيره بأكثر من التقريب."
        }
        Key::TracksLevel => "متساوية",
        Key::ReadinessNothingRequired => "في {date} لا شيء مطلوب من أحد.",
        Key::CaptionHeat => {
            "الجاهزية بحسب القسم والمسار: متوسط {people} من الأشخاص في {date}. يمتد الشريط مما ثبت إلى ما هو \
             ممكن لو كان كل مجهول نجاحاً؛ والعلامة هي العتبة. وتعني ? مدى على جانبي العتبة: لا يمكن الجزم."
        }
        Key::CaptionHeatRoles => {
            "الجاهزية بحسب الدور والمسار: متوسط من لهم الدور، ولو مع غيره، في {date}. وتعني ? مدى على جانبي العتبة: لا يمكن الجزم."
        }
        Key::CaptionVerdicts => {
            "الأحكام بحسب القسم: {people} من الأشخاص في {date}. النسب ممن يُطلب منهم شيء؛ والفترة فترة ويلسون \
             عند \u{2066}95%\u{2069}"
        }
        Key::CaptionMeans => "متوسطان للجاهزية بحسب القسم في {date}؛ العلامة عند {threshold}",
        Key::NameRoles => "الجاهزية بحسب الدور",
        Key::NameVerdicts => "الأحكام بحسب القسم",
        Key::NameMeans => "متوسطان للجاهزية",
        Key::ColumnFrom => "من",
        Key::ColumnTo => "إلى",
        Key::ColumnDay => "اليوم",
        Key::ColumnCode => "الرمز",
        Key::ColumnSeverity => "الشدة",
        Key::ColumnCount => "العدد",
        Key::ColumnMeaning => "المعنى",
        Key::ColumnPlace => "الموضع",
        Key::ColumnProblem => "المشكلة",
        Key::ColumnSection => "القسم",
        Key::ColumnRole => "الدور",
        Key::ColumnPeople => "الأشخاص",
        Key::ColumnStaff => "العاملون",
        Key::ColumnReadiness => "الإجمالي",
        Key::ColumnWeakest => "أضعف مسار",
        Key::ColumnVerdicts => "الأحكام",
        Key::ColumnShareReady => "نسبة الجاهزين",
        Key::ColumnInterval => "فترة \u{2066}95%\u{2069}",
        Key::ColumnCoverage => "التغطية",
        Key::ColumnNotRequired => "لا شيء مطلوب",
        Key::ColumnMeanOfPeople => "متوسط الأشخاص",
        Key::ColumnMeanOfTracks => "متوسط المسارات",
        Key::ColumnCondition => "الشرط",
        Key::ColumnValue => "القيمة",
        Key::ColumnNeeded => "المطلوب",
        Key::ColumnVerdict => "الحكم",
        Key::ColumnEvidence => "الدليل",
        Key::ColumnObjective => "الهدف",
        Key::ColumnTrack => "المسار",
        Key::ColumnRequired => "مطلوب من",
        Key::ColumnHeld => "المتحقق من المطلوب",
        Key::ColumnStale => "تقادم",
        Key::ColumnNoEvidence => "بلا دليل",
        Key::ColumnGap => "نصيبه من النقص",
        Key::ColumnHoursToTeach => "ساعات التدريب",
        Key::ColumnShown => "ثبت",
        Key::ColumnFailed => "أخفق",
        Key::ColumnGoneStale => "تقادم",
        Key::ColumnNeverShown => "لم يثبت قط",
        Key::ColumnParts => "أجزاء الكل",
        Key::ColumnRank => "الرتبة",
        Key::ColumnWorth => "الكسب لكل 100 ساعة",
        Key::ColumnToTeach => "للتدريب",
        Key::ColumnHoursEach => "ساعات لكل شخص",
        Key::ColumnHoursAll => "مجموع الساعات",
        Key::ColumnCost => "التكلفة",
        Key::ColumnBorichRank => "الرتبة (Borich)",
        Key::ColumnBorich => "درجة Borich",
        Key::ColumnRdsRank => "الرتبة (RDS)",
        Key::ColumnRds => "RDS",
        Key::ColumnAgreeRanks => "الترتيبان",
        Key::ColumnImportance => "الأهمية",
        Key::ColumnAbility => "القدرة",
        Key::ColumnPairs => "الإجابات",
        Key::ColumnDropped => "المستبعد",
        Key::ColumnFeature => "الأداة والميزة",
        Key::ColumnHoursSaved => "ساعات وُفِّرت",
        Key::ColumnUses => "الاستعمال شهرياً",
        Key::ColumnConstruct => "موضوع السؤال",
        Key::ColumnAnswered => "أجابوا عنه",
        Key::ColumnAnsweredStages => "أجابوا عن المراحل",
        Key::ColumnRate => "الاستجابة",
        Key::ColumnAnswers => "الإجابات",
        Key::ColumnAgree => "موافق",
        Key::ColumnNeutral => "محايد",
        Key::ColumnDisagree => "غير موافق",
        Key::ColumnNet => "الصافي",
        Key::ColumnScoreBounds => "الدرجة لو أجاب الجميع",
        Key::ColumnAgreement => "الاتفاق",
        Key::ColumnBarriers => "أين تعثروا",
        Key::ColumnItems => "البنود",
        Key::ColumnComplete => "أجابوا عن الكل",
        Key::ColumnAlpha => "ألفا",
        Key::ColumnOmega => "أوميغا",
        Key::ColumnAct => "الفعل",
        Key::ColumnLast => "آخر مرة",
        Key::ColumnDaysAgo => "قبل أيام",
        Key::ColumnTimes => "المرات",
        Key::ColumnPhase => "المرحلة",
        Key::ColumnObjectives => "الأهداف",
        Key::ColumnCovered => "الاستعمال المغطى",
        Key::ColumnHoursOf => "ساعات: {track}",
        Key::ColumnBalance => "توازن الساعات",
        Key::ColumnMostHours => "الأقصى لشخص",
        Key::ColumnCommon => "الشيوع",
        Key::ColumnReach => "المدى",
        Key::ColumnNow => "الآن",
        Key::ColumnForecast => "شهراً بعد شهر",
        Key::RefreshHeadlinePlan => {
            "نسبة الجاهزين في {date}: {now}. إن لم يُفعل شيء تصبح {then} بحلول {until}، ومع الخطة {planned}، وأعلاها بينهما {most}."
        }
        Key::RefreshHoursMore => {
            "تحتاج التجديدات الأخرى المذكورة التي تُبقي ما ثبت حديثاً إلى {hours?لا ساعات|ساعة واحدة|ساعتين|# ساعات|# ساعة|# ساعة}."
        }
        Key::RefreshHours => "ساعات التجديد المذكورة التي تُبقي ما ثبت حديثاً عددها {hours}.",
        Key::ColumnForecastPlan => "مع الخطة",
        Key::ColumnThenPlan => "ثم، معها",
        Key::ColumnForecastBooked => "مع الجلسات المحجوزة",
        Key::ColumnThenBooked => "لاحقاً معها",
        Key::ColumnBooked => "جلسات محجوزة",
        Key::RefreshBooked => {
            "مع الجلسات المحجوزة حتى ذلك الحين وعددها {sessions} تكون النسبة {then}: كل مقعد لمن ينفعه أعجل، ومن يحضر يُثبت ما \
             يُدرَّس."
        }
        Key::ColumnThen => "لاحقاً",
        Key::ColumnDate => "متى",
        Key::ColumnActivity => "النشاط",
        Key::ColumnMode => "الشكل",
        Key::ColumnPlaceOf => "أين",
        Key::ColumnSeats => "المقاعد",
        Key::ColumnWhen => "لماذا حينها",
        Key::ColumnWhyNot => "لماذا لا",
        Key::ColumnSessions => "الجلسات",
        Key::ColumnMonth => "من – إلى",
        Key::ColumnRefreshers => "التجديدات",
        Key::ColumnHours => "الساعات",
        Key::ColumnJoiners => "الملتحقون",
        Key::ColumnJoinerHours => "ساعاتهم",
        Key::ColumnLeavers => "المغادرون",
        Key::ColumnRule => "القاعدة",
        Key::ColumnChanged => "يتغير حكمهم",
        Key::ColumnRankChange => "متوسط تغير الرتبة",
        Key::GatesNone => "ليس لأي مرحلة بوابة، فلا شيء محجوز.",
        Key::GateOpenHeadline => "يجوز فتح «{gate}» في {date}: تحقق {met} من {of} من الشروط.",
        Key::GateClosedHeadline => "لا يجوز فتح «{gate}» في {date}: تحقق {met} من {of} من الشروط.",
        Key::GateCannotTellHeadline => {
            "لا يمكن الجزم بجواز فتح «{gate}» في {date}: تحقق {met} من {of} من الشروط."
        }
        Key::CaptionGate => "شروط البوابة في {date}. القيمة مدى حيث يُجهل بعضها",
        Key::NameGate => "البوابة {gate}",
        Key::GateAny => "يكفي واحد من هذه الشروط.",
        Key::GateAtLeast => "يكفي من هذه الشروط {n}.",
        Key::GateToOpen => "ما الذي يفتحها",
        Key::GateStep => "{condition}: {passes} من {who}",
        Key::GateWouldHelp => "ما الذي يفيد، ولا يكفي",
        Key::GateUnreachable => "لا مجموعة تغييرات تفتحها: {why}.",
        Key::SignOff => "القرار بشأن «{gate}»",
        Key::SignOpen => "فتح المرحلة",
        Key::SignClosed => "إبقاؤها مغلقة",
        Key::SignReason => "السبب، إن خالف الحكم",
        Key::SignName => "الاسم والوظيفة",
        Key::SignDate => "التاريخ",
        Key::SignSignature => "التوقيع",
        Key::ConditionActs => "القيادة: {subject}",
        Key::ConditionAgreement => "اتفاق الإجابات: {subject}",
        Key::ConditionBalance => "توازن المسارات",
        Key::ConditionBuyIn => "القبول: {subject}",
        Key::ConditionCoverage => "البدلاء: {subject}",
        Key::ConditionAny => "واحد من",
        Key::ConditionSome => "بعض من",
        Key::ConditionAll => "كل من",
        Key::ConditionPhase => "اكتمال المرحلة: {subject}",
        Key::ConditionReadiness => "الجاهزون: {subject}",
        Key::ConditionUnclear => "شرط غير واضح",
        Key::NeededAt => "{value} من الناس عند {threshold}",
        Key::NeededAtLeast => "{value}",
        Key::NeededAtMost => "{value} على الأكثر",
        Key::GapsHeadline => {
            "أكثر ما ينقص «{title}»: ممن يحتاجونه وعددهم {people}، الجاهزون {ready}، ولا يمكن الجزم بشأن \
             {cannot_tell}، و{unknown} بلا أي دليل."
        }
        Key::GapsReady => {
            "أكبر نقص عن الجاهزية الكاملة في «{title}»، مع أن {people?لا أحد يحتاج إليه|الشخص الوحيد الذي يحتاج إليه جاهز|الشخصين اللذين يحتاجان إليه جاهزان|جميع من يحتاجون إليه جاهزون وعددهم #|جميع من يحتاجون إليه جاهزون وعددهم #|جميع من يحتاجون إليه جاهزون وعددهم #}."
        }
        Key::GapsReadyPublished => {
            "من بين ما يُنشر، أكبر نقص عن الجاهزية الكاملة في «{title}»، مع أن جميع من يحتاجون إليه أو جميعهم تقريباً جاهزون."
        }
        Key::GapsEveryoneReady => "الجميع جاهزون في كل هدف يحتاجون إليه.",
        Key::GapsNone => "لا ينقص شيء.",
        Key::CaptionGaps => {
            "الأهداف بحسب نصيبها من النقص، الأكبر أولاً، في {date}. المتحقق: نسبة الجاهزين ممن يحتاجونه؛ \
             والحلقة هي المطلوب"
        }
        Key::CaptionShortfall => {
            "ما ينقص كل هدف، بأجزاء مجموعها الكل: متوسطات من يحتاجونه، في {date}"
        }
        Key::NameShortfall => "أجزاء النقص",
        Key::NeedsHeadline => {
            "ساعة التدريب أنفع ما تكون في «{title}»: الأشخاص {people}، الساعات لكل منهم {hours}."
        }
        Key::NeedsNone => "لا تدريب يرفع الجاهزية: لا ينقص شيء، أو لا نشاط يدرّس ما ينقص.",
        Key::NeedsNoSurvey => "لا تُعرف الحاجات كما يراها الناس: {reason}.",
        Key::CaptionNeeds => {
            "ما يرفع الجاهزية أكثر لكل ساعة تدريب، في {date}. الكسب: النقص، بالأشخاص، الذي تبلغه مئة ساعة"
        }
        Key::CaptionNeedsSaid => {
            "الحاجات كما يراها الناس: {instrument}، إجابات حتى {date}. الرتب المتساوية عليها ="
        }
        Key::NameNeedsSaid => "الحاجات: {instrument}",
        Key::RanksDisagree => "مختلفان",
        Key::FitNone => "لا يعلن أي قسم ما يستعمله، فلا يُقال شيء ولا يُوفَّر شيء.",
        Key::FitMisfits => {
            "ميزات تُستعمل في قسم لا يُدرَّب فيه أحد عليها: {misfits}؛ ووُفِّرت من تدريب على ما لا يُستعمل \
             ساعات عددها {hours}."
        }
        Key::FitNoMisfit => "كل ما يُستعمل يُدرَّس حيث يُستعمل؛ ووُفِّرت ساعات عددها {hours}.",
        Key::FitSaved => "الساعات الموفَّرة: {hours}",
        Key::FitUndeclared => {
            "لم يُعلن استعمال عند {sections}: لا يُوفَّر شيء هناك، فالمجهول غير المعدوم."
        }
        Key::CaptionFit => "الاستعمال والتدريب في {date}: الميزات {features}، الأقسام {sections}",
        Key::CaptionMisfits => "يُستعمل كل شهر ولا يُدرَّس لأحد هناك، في {date}",
        Key::CaptionSaved => "مجموعات تتطلبها الأدوار ولا تستعملها الأقسام، في {date}",
        Key::NameMisfits => "مستعمل ولا يُدرَّس",
        Key::NoteFit => {
            "● مستعمل ويُدرَّس. ▲ مستعمل ولا يُدرَّس: خلل. ○ يُدرَّس ولا يُستعمل. ◇ لا يُستعمل أبداً، فوُفِّر \
             التدريب. · لا هذا ولا ذاك."
        }
        Key::VoicesHeadline => "من إجابات {n} من الأشخاص {agree} توافق على «{construct}».",
        Key::VoicesDivided => {
            "من إجابات {n} من الأشخاص {agree} توافق على «{construct}»؛ والناس أكثر انقساماً من أن تكفيهم درجة واحدة."
        }
        Key::VoicesNone => "لا استبيان.",
        Key::VoicesActs => "ما فعلته القيادة",
        Key::VoicesReliability => "إلى أي حد تقول البنود الشيء نفسه",
        Key::CaptionVoices => "{instrument}: إجابات الجميع حتى {date}، على مقياس من {points}",
        Key::CaptionConstruct => "{instrument}: {construct} بحسب القسم، إجابات حتى {date}",
        Key::CaptionBarriers => "{instrument}: أول مرحلة يتعثر عندها الشخص، إجابات حتى {date}",
        Key::CaptionReliability => {
            "{instrument}: الثبات مع فترة \u{2066}95%\u{2069}، إجابات حتى {date}. وليس شيء منها بوابة"
        }
        Key::CaptionActs => "أفعال القيادة المؤرخة حتى {date}",
        Key::NameVoices => "{instrument}",
        Key::NameConstruct => "{construct} بحسب القسم",
        Key::NameBarriers => "العوائق بحسب القسم",
        Key::NameReliability => "الثبات: {instrument}",
        Key::AllItems => "كل البنود",
        Key::BarrierAwareness => "الوعي",
        Key::BarrierDesire => "الرغبة",
        Key::BarrierKnowledge => "المعرفة",
        Key::BarrierAbility => "القدرة",
        Key::BarrierReinforcement => "التعزيز",
        Key::BarrierNone => "لا عائق",
        Key::BarrierUnknown => "غير معروف",
        Key::PhasesNone => "لا مراحل.",
        Key::PhasesHeadline => {
            "عدد المراحل {phases}: تغطي الأولى {first} من الاستعمال اليومي، وكلها معاً {last}."
        }
        Key::PhasesNoUse => "عدد المراحل {phases}؛ لم يُعلن استعمال، فما تغطيه غير معروف.",
        Key::PhasesStands => "ما في «{phase}»",
        Key::PhasesTouched => "من تمسهم: {sections}.",
        Key::PhasesUnplaced => "مطلوب وليس في أي مرحلة: {objectives}.",
        Key::CaptionPhases => {
            "المراحل بالترتيب، في {date}. الاستعمال المغطى: نصيب الاستعمال اليومي لكل الميزات الذي تدرّب عليه \
             هذه المرحلة وما قبلها"
        }
        Key::CaptionPhase => {
            "أهداف «{phase}». الشيوع: كم تُستعمل المجموعة ومن كم، من 0 إلى 1. المدى: نسبة من يستعملها قسمهم"
        }
        Key::NamePhase => "المرحلة {phase}",
        Key::NotePhases => "المراحل هي مراحل البرنامج.",
        Key::NotePhasesProposed => "المراحل مقترحة من الاستعمال، الأكثر شيوعاً أولاً.",
        Key::PlanHeadline => {
            "عدد الجلسات {sessions} من {from} إلى {until}، ومن وقت الناس نحو {hours?لا ساعات|ساعة واحدة|ساعتان|# ساعات|# ساعة|# ساعة}، وهي تفي بكل الحاجات. \
             تكلف نحو {cost}، يمكن توفير {gap} منها على الأكثر."
        }
        Key::PlanPartial => {
            "عدد الجلسات {sessions} من {from} إلى {until}، ومن وقت الناس نحو {hours?لا ساعات|ساعة واحدة|ساعتان|# ساعات|# ساعة|# ساعة}؛ ولم يمكن وضع كل حاجة. \
             تكلف نحو {cost}، يمكن توفير {gap} منها على الأكثر مع تلبية الحاجات نفسها."
        }
        Key::PlanInfeasible => {
            "ثبت أن الحاجات لا يمكن أن تُلبى كلها من {from} إلى {until}؛ وعدد الجلسات التي تلبي ما يمكن {sessions}. \
             تكلف نحو {cost}، يمكن توفير {gap} منها على الأكثر مع تلبية الحاجات نفسها."
        }
        Key::PlanNothing => "لا شيء يحتاج إلى تعليم من {from} إلى {until}.",
        Key::PlanAll => "الكل",
        Key::PlanNoPhase => "خارج المراحل",
        Key::PlanSeats => "{people} من {seats}",
        Key::CaptionPlanHours => "ساعات المشاركين جميعاً بحسب المسار، من {from} إلى {until}",
        Key::CaptionSessions => {
            "«{phase}»: الجلسات بحسب التاريخ. الشريط هو الأسبوع؛ والمقاعد المشغولة من الموجود"
        }
        Key::CaptionSelfPaced => {
            "في وقت الناس الخاص، تعلم إلكتروني ودراسة ذاتية، من {from} إلى {until}"
        }
        Key::CaptionUnplaced => "حاجات لا تلبيها الخطة، في {date}",
        Key::NameSessions => "جلسات {phase}",
        Key::NameSelfPaced => "في وقتهم الخاص",
        Key::NameUnplaced => "حاجات لم تُلبَّ",
        Key::NamePlanSections => "بحسب القسم",
        Key::CaptionPlanSections => {
            "ما تتطلبه الخطة من كل قسم من {from} إلى {until}: أهل القسم نفسه دون ما تحته. \
             التكلفة: وقتهم ومقاعدهم ونصيبهم من الجلسات التي يحضرونها."
        }
        Key::PlanShort => "ما ينقص",
        Key::NameRelaxations => "ما يجعله ممكناً",
        Key::CaptionRelaxations => {
            "قواعد يمكن تخفيفها، جُرّبت كل واحدة بخطة كاملة، في {date}، والأفضل أولاً. \
             الزيادة: ما تزيد به تكلفة تلك الخطة على هذه."
        }
        Key::ColumnChange => "التغيير",
        Key::ColumnLeftUnmet => "حاجات باقية",
        Key::ColumnExtraCost => "الزيادة في التكلفة",
        Key::ModeWorkshop => "ورشة",
        Key::ModeCourse => "دورة",
        Key::ModeELearning => "تعلم إلكتروني",
        Key::ModeCoaching => "إرشاد",
        Key::ModeSelfStudy => "دراسة ذاتية",
        Key::HalfMorning => "{date}، صباحاً",
        Key::HalfAfternoon => "{date}، بعد الظهر",
        Key::RefreshHeadline => {
            "إن لم يُفعل شيء، فإن {now} من الجاهزين في {date} يصيرون {then} في {until}."
        }
        Key::RefreshHoursWithheld => {
            "لا يُنشر عدد ساعات التجديد التي تُبقي ما ثبت حديثاً: فكل تجديد يحتاجه قليل من الناس."
        }
        Key::RefreshWithheld => {
            "التجديدات التي يحتاجها أقل من الحد تُعدّ في شهرها بلا ساعاتها، ولا تُذكر بحسب الهدف. وإن لم يكن في الشهر غيرها \
             فساعاته محجوبة، [c]."
        }
        Key::RefreshEach => "التجديدات بحسب الهدف والشهر",
        Key::RefreshUnplaced => "يسقط وإن كان تجديده مقرراً",
        Key::RefreshLapses => "{title}: الأشخاص {people}، {reason}",
        Key::CaptionForecast => {
            "نسبة الجاهزين شهراً بعد شهر من {date} إلى {until}، إن لم يُفعل شيء: العاملون في اليوم الأول"
        }
        Key::CaptionCalendar => {
            "التجديدات من {date} إلى {until}، موزعة بحيث لا يزيد شهر على {load} من الساعات"
        }
        Key::CaptionCalendarOpen => "التجديدات من {date} إلى {until}، موزعة بالتساوي على الأشهر",
        Key::CaptionRefreshEach => "من يُجدَّد لهم بحسب الهدف والشهر",
        Key::NameForecast => "التوقع بحسب القسم",
        Key::NameCalendar => "تقويم التجديد",
        Key::SensitivityHeadline => {
            "لا قاعدة من القواعد المجرَّبة أهم من هذه: لو {rule} لتغيّر حكم {changed}."
        }
        Key::SensitivityNone => "أياً كانت القاعدة التي تُختار على نحو آخر، لا يتغير حكم أحد.",
        Key::SensitivityWithheld => "العاملون أقل من أن يُنشر كيف تتغير الأحكام.",
        Key::SensitivityBase => "كما هي سارية",
        Key::CaptionSensitivity => "الأحكام على الأدلة نفسها مع تغيير قاعدة واحدة كل مرة، في {date}",
        Key::RuleExponentIs => "مدى تعويض المسارات بعضها بعضاً: الأس {value}",
        Key::RulePriorIs => "وزن ما لا يُعرف: {value}",
        Key::RuleHalfLivesTimes => "مدة بقاء الدليل: × {value}",
        Key::RuleMassesTimes => "وزن كل دليل: × {value}",
        Key::RuleThreshold => "عتبة الأحكام",
        Key::RuleExponent => "أس متوسط المسارات",
        Key::RulePrior => "كتلة ما لا يُعرف",
        Key::RuleHalfLife => "نصف عمر الدليل بالأيام",
        Key::RuleMassObservation => "كتلة الملاحظة",
        Key::RuleMassQuiz => "كتلة الاختبار",
        Key::RuleMassCertificate => "كتلة الشهادة",
        Key::RuleMassSurvey => "كتلة التقييم الذاتي",
        Key::RuleMassCompletion => "كتلة إتمام الدورة",
        Key::RuleTrackWeight => "وزن: {track}",
        Key::RuleTrackThreshold => "عتبة: {track}",
        Key::RuleLead => "أيام ما قبل الانتهاء",
        Key::RuleTolerance => "تسامح توازن الساعات",
        Key::RuleAgreement => "الحد الأدنى للاتفاق",
        Key::CaptionRules => "القواعد السارية. الكتل بمحاولات مكافئة",
        Key::NameRules => "القواعد السارية",
        Key::MethodHash => "بصمة القواعد (SHA-256): {hash}",
        Key::ActSponsorNamed => "تعيين راعٍ",
        Key::ActMessageSent => "إرسال رسالة القيادة",
        Key::ActTimeReleased => "تفريغ وقت عمل للتدريب",
        Key::ActTrainingAttended => "حضور القادة للتدريب",
        Key::ActToolUsed => "استعمال القادة للأدوات بأنفسهم",
        Key::ActOther => "{act}",
        Key::ColumnOwner => "المسؤول",
        Key::OwnerNone => "غير معيّن",
        Key::Points => "{value} {n?نقطة|نقطة|نقطة|نقاط|نقطة|نقطة}",
        Key::EvidenceTrack => "بلغ {ready} من أصل {people} نسبة {threshold} في مسار {track}",
        Key::EvidenceAllTracks => {
            "بلغ {ready} من أصل {people} نسبة {threshold} إجمالاً، وهم جاهزون في كل ما هو حرج"
        }
        Key::EvidencePhase => "الجاهزون في كل ما يحتاجونه منها {ready} من أصل {people}",
        Key::EvidenceMore => "؛ ولا يمكن الجزم بشأن {n}",
        Key::EvidenceCoverage => {
            "لدى {enough} من أصل {units} من الوحدات ما يكفي؛ وأقلها حظاً {unit}: الجاهزون {ready} من أصل {people}"
        }
        Key::EvidenceCoverageOne => "{unit}: الجاهزون {ready} من أصل {people}",
        Key::EvidenceCoverageWorst => {
            "أقل الوحدات حظاً، من أصل {units}، هي {unit}: الجاهزون {ready} من أصل {people}"
        }
        Key::EvidenceMean => "{track} {range}",
        Key::EvidenceBalance => {
            "المتوسطات: {means}. أقصى تباعد بينها {shown} فيما ثبت، و{possible} فيما هو ممكن"
        }
        Key::EvidenceBuyIn => {
            "أجاب {respondents} من أصل {people}، بمتوسط {mean}؛ والآخرون قد يرون أي شيء"
        }
        Key::EvidenceAgreement => "أجاب {respondents}؛ والاتفاق التام 1.00",
        Key::EvidenceActOn => "{act}: في {date}",
        Key::EvidenceActOld => "{act}: آخر مرة في {date}، قبل {days} يوماً",
        Key::EvidenceActNever => "{act}: غير مسجّل، فيُعدّ غير منجز",
        Key::EvidenceWithin => " (يُحتسب {days} يوماً)",
        Key::EvidenceGroupAll => "يتحقق {met} من {of}، والمطلوب كلها",
        Key::EvidenceGroupAny => "يتحقق {met} من {of}، والمطلوب واحد",
        Key::EvidenceGroupSome => "يتحقق {met} من {of}، والمطلوب {needed}",
        Key::StepPasses => "نجاحات ملاحَظة عددها {passes}",
        Key::StepPassesSome => "نجاحات ملاحَظة",
        Key::StepPeople => "{people} من الأشخاص",
        Key::StepAboutPeople => "نحو {people} من الأشخاص",
        Key::StepFewPeople => "عدد قليل من الأشخاص",
        Key::StepMorePeople => "{people} آخرين",
        Key::StepListed => "أشخاص حُسبوا من قبل",
        Key::StepAct => "يُنجز ويُسجّل مع دليله: {act}",
        Key::StepActCounts => " (يُحتسب {days} يوماً)",
        Key::StepAnswers => "يجب أن يجيب {people} آخرون عن «{instrument}»",
        Key::StepAnswersFull => {
            "يجب أن يجيب {people} آخرون عن «{instrument}» بقبول تام: وهو أقل ما يكفي"
        }
        Key::StepAgreement => {
            "رفع اتفاق الإجابات عن «{instrument}» إلى {value}: التدريب وحده لا يكفي"
        }
        Key::StepBuyIn => "رفع متوسط الإجابات عن «{instrument}» إلى {value}، ليمكن الجزم",
        Key::CaptionPlanPhases => "مراحل الخطة وجلساتها، من {from} إلى {until}",
        Key::NamePlanPhases => "مراحل الخطة",
        Key::PlanHours => "ساعات المشاركين",
        Key::PlanDerivation => {
            "الساعات: تُحسب مدة كل جلسة مرة لكل مشارك، وكذلك ما يُنجز في الوقت الخاص. الكلفة: ساعات المشاركين والجلسات والمقاعد \
             والتدريس الذي لا حاجة إليه، بأسعار البرنامج. وما يمكن توفيره يقع بين هذه الكلفة وحدّ لا تنزل دونه خطة يتعلم فيها ذوو \
             الحاجات نفسها الشيء نفسه؛ والحدّ لا يعرف التواريخ. الساعات الموفّرة: ما تتطلبه الأدوار ولا تستعمله الأقسام أبداً، فلا \
             يُدرَّس لأحد."
        }
        Key::PlanDerivationPublished => {
            "الساعات: عدد الناس في كل سطر كما هو معطى، مضروباً في ساعات نشاطه؛ وتُقسم ساعات النشاط بالتساوي على ما يعلّمه. الكلفة: هذه \
             الساعات بأجر البرنامج، مع كلفة المقاعد والجلسات. ولا تدخل فيها جلسات القليل من الناس. وما يمكن توفيره من الخطة كلها \
             يُعطى بخطوات من \u{2066}5%\u{2069}. الساعات الموفّرة: ما تتطلبه الأدوار ولا تستعمله الأقسام أبداً، فلا يُدرَّس لأحد."
        }
        Key::PlanPublished => {
            "عدد الجلسات المذكورة هنا {sessions} من {from} إلى {until}، وهي مع ما يُتعلّم في الوقت الخاص تأخذ من وقت \
             الناس نحو {hours?لا ساعات|ساعة واحدة|ساعتان|# ساعات|# ساعة|# ساعة} وتكلف نحو {cost}. وتُلبى كل الحاجات، إلا ما يخص قليلاً من الناس على الأكثر. ويمكن توفير {gap} على \
             الأكثر من كلفة الخطة كلها."
        }
        Key::PlanPublishedPartial => {
            "عدد الجلسات المذكورة هنا {sessions} من {from} إلى {until}، وهي مع ما يُتعلّم في الوقت الخاص تأخذ من وقت \
             الناس نحو {hours?لا ساعات|ساعة واحدة|ساعتان|# ساعات|# ساعة|# ساعة} وتكلف نحو {cost}. ولم يمكن وضع كل حاجة. ويمكن توفير {gap} على الأكثر من كلفة الخطة كلها مع تلبية \
             الحاجات نفسها."
        }
        Key::PlanPublishedInfeasible => {
            "ثبت أن الحاجات لا يمكن أن تُلبى كلها من {from} إلى {until}. عدد الجلسات المذكورة هنا {sessions}، وهي مع ما \
             يُتعلّم في الوقت الخاص تأخذ من وقت الناس نحو {hours?لا ساعات|ساعة واحدة|ساعتان|# ساعات|# ساعة|# ساعة} وتكلف نحو {cost}. ويمكن توفير {gap} على الأكثر من كلفة الخطة \
             كلها مع تلبية الحاجات نفسها."
        }
        Key::IfExponent => "عوّضت المسارات بعضها بعضاً بدرجة أخرى (الأس {value})",
        Key::IfPrior => "كان وزن ما لا يُعرف {value}",
        Key::IfHalfLives => "دام الدليل {value} ضعفاً من مدته",
        Key::IfMasses => "كان وزن كل دليل {value} ضعفاً",
        Key::PageInternal => "داخلي: أرقام دقيقة تشمل الجماعات الصغيرة. ليس للنشر.",
        Key::TitleDisclosure => "ضبط الإفصاح",
        Key::VerdictSuppressed => "محجوب",
        Key::CaptionPlanMonths => "الجلسات والأشخاص بحسب الشهر والنشاط، من {from} إلى {until}",
        Key::ColumnPlanMonth => "الشهر",
        Key::NamePlanMonths => "الجلسات بحسب الشهر",
        Key::SignSuppressed => "[c] محجوب: {causes}. المجاميع تشمل المحجوب.",
        Key::SuppressedFew => "أرقام تخص أقل من {min?لا أحد|شخص واحد|شخصين|# أشخاص|# شخصاً|# شخص}",
        Key::SuppressedShare => "نسب من أقل من 20 شخصاً",
        Key::SuppressedVerdict => {
            "ما قد يحسمه أقل من {min?لا أحد|شخص واحد|شخصين|# أشخاص|# شخصاً|# شخص}"
        }
        Key::SuppressedInternal => "ما لا يرد إلا في التقارير الداخلية",
        Key::SignUnknown => "[x] غير معروف.",
        Key::SignNotApplicable => "[z] لا ينطبق.",
        Key::NoteUneven => "تُقرّب أجزاء الصف واحداً واحداً، فقد لا يكون مجموعها \u{2066}100%\u{2069}.",
        Key::DataWithheld => "المحجوب",
        Key::DataWithheldIs => {
            "الأقسام: {sections} من {of_sections}، والأدوار: {roles} من {of_roles}: أقل من {min?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص}"
        }
        Key::DataPeopleWithheld => "محجوب: أقل من {min?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص}",
        Key::GapsWithheld => "الأرقام محجوبة: تخص عدداً قليلاً جداً من الناس.",
        Key::RuleMinCell => "أقل عدد من الناس لرقم منشور",
        Key::RuleRoundTo => "أعداد الناس المنشورة (عدا العاملين ومن يُطلب منهم) مضاعفات",
        Key::DisclosureInternal => {
            "هذا التقرير داخلي. أرقامه دقيقة، وفيه أرقام الجماعات الصغيرة. وهو لمن يحق لهم الاطلاع على أرقام الأفراد، ولا يُسلَّم \
             لغيرهم."
        }
        Key::DisclosureAim => {
            "يجوز تسليم هذا التقرير لغير أصحابه. وهو يحمي ما يُعرف عن شخص، أو عن أقل من {min?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص} معاً، من قارئ يعرف البرنامج \
             وقائمة العاملين وهذا المنهج، ولا يعرف الأدلة."
        }
        Key::DisclosureThreshold => {
            "الحد: الأرقام التي تخص أقل من {min?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص} محجوبة، [c]. ومن كل رقمين أو حكمين لا يختلفان بحسب البرنامج إلا في أقل من {min?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص} يُحجب أحدهما."
        }
        Key::DisclosureCounts => {
            "تُقرّب أعداد الناس عشوائياً إلى أحد المضاعفين المجاورين للعدد {round}. والعدد الذي باقيه r يُقرّب إلى أعلى باحتمال \
             r/{round}، فتكون قيمته المتوقعة هي العدد الحقيقي؛ وتبقى المضاعفات كما هي. وهذا ما تفعله هيئة الإحصاء الكندية وهيئة \
             الإحصاء النيوزيلندية."
        }
        Key::DisclosureExact => {
            "أعداد الناس دقيقة: فالبرنامج يحدد round_to = 1. ويمكن الجمع بين أعداد وحدات ومقاييس عدة حتى تكشف عن أفراد؛ فلا \
             تسلّم هذا التقرير من غير أن تتنبه لذلك."
        }
        Key::DisclosureKeyGiven => {
            "يقرر الاتجاهَ تجزئةٌ بمفتاح لجماعة الناس ولما يُعدّ وللعدد الحقيقي. ويُقرّب العدد نفسه بالطريقة نفسها في كل تقارير \
             الجهة، ولا يعرف الاتجاه من ليس لديه المفتاح."
        }
        Key::DisclosureKeyDerived => {
            "يقرر الاتجاهَ تجزئةٌ بمفتاح لجماعة الناس ولما يُعدّ وللعدد الحقيقي. ولم يُعطَ مفتاح فاشتُق واحد من الأدلة: فهذا \
             التقرير متسق في ذاته، والتقارير من أدلة أخرى تُقرّب مستقلة عنه."
        }
        Key::DisclosureMeans => {
            "متوسطات n من الأشخاص مجاميع مقرّبة عشوائياً إلى أشخاص كاملين (ومن 100 شخص فصاعداً إلى واحد في المئة منهم)، مقسومة \
             على n: فلا تكون أدق من وزن شخص واحد. وما دون \u{2066}10%\u{2069} وما فوق \u{2066}90%\u{2069} لا يقال عنه إلا ذلك. والمعاملات بخطوات من القدر نفسه."
        }
        Key::DisclosureShares => {
            "تُحسب النسب والفترات والساعات والتكاليف والمراتب من الأرقام المنشورة، والنسب من 20 شخصاً فأكثر فقط. ويُقرّب كل مجموع \
             على حدة، فقد لا تتطابق المجاميع."
        }
        Key::DisclosureDecisions => {
            "تصدر أحكام البوابات على أرقام دقيقة، ولا تُعرض قيمة في غير جانبها من الحد. ويُحجب الحكم الذي يتوقف على جماعة أقل من \
             {min?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص}. أما أن الجميع جاهزون في جماعة أكبر فحقيقة عن الجماعة."
        }
        Key::DisclosureLists => {
            "في قوائم الجلسات والتجديدات والحاجات غير الملباة أسطر تخص {min?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص} أو أكثر؛ والباقي سطر واحد مقرّب."
        }
        Key::DisclosureChanges => "التغيرات والتوقعات فروق بين أرقام منشورة. ولا أرقام عمن تغيروا.",
        Key::DisclosureKnown => {
            "الدقيق هو الأرقام التي لا تخص أحداً، وما تعطيه قائمة العاملين والبرنامج: عدد العاملين في الوحدة، وكم منهم يُطلب منه شيء."
        }
        Key::SummaryWithheld => "عدد العاملين في المنظمة أقل من {min}: لا تُنشر أرقام عنها.",
        Key::FindingsPublished => {
            "الملاحظات الناشئة عما أثبته شخص أو أجاب به لا تُعَدّ هنا؛ والأمر paratus check يسردها أيضاً."
        }
        Key::FindingsPersonal => {
            "الملاحظات على سجلات الأشخاص تُعَدّ هنا ولا تُذكر؛ يسردها الأمر paratus check مع الملف والسطر."
        }
        Key::ReadinessVerdicts => {
            "الجاهزون في {date}: {ready} من {people?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص}؛ غير الجاهزين: {not_ready}، ومن لا تكفي الأدلة الحديثة للحكم عليهم: {cannot_tell}. أحد المسارات فيه أشخاص أقل من أن يُحسب لهم متوسط."
        }
        Key::ReadinessDerivation => {
            "جاهزية الوحدة هي متوسط نطاقات أفرادها. وبجانبها متوسط المسارات من متوسطات الوحدة. وحيث يكون الثاني أعلى، فالمهارات موجودة لكنها عند أشخاص مختلفين."
        }
        Key::OverrideExpired => "انتهى في {until} قرار {by} باعتبارها {what}: {reason}",
        Key::OverrideDiffers => "قرار مخالف من {by}: {what} حتى {until}، والسبب: {reason}",
        Key::OverrideSame => "قرار مطابق من {by}: {what} حتى {until}، والسبب: {reason}",
        Key::OverrideBeside => "قرار {by}: {what} حتى {until}، والسبب: {reason}",
        Key::GapsHeadlinePublished => {
            "من بين ما يُنشر، أكثر ما ينقص هو «{title}»: يحتاج إليه {people?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص}، الجاهزون منهم {ready}، ومن لا تكفي الأدلة للحكم عليهم {cannot_tell}، ومن لا دليل لهم {unknown}."
        }
        Key::GapsDerivation => {
            "يُقسم نقص كل شخص (1 ناقص الجاهزية) بدقة على ما يحتاج إليه (قيم شابلي)؛ وحصة الفجوة هي المجموع على الأشخاص، بالأشخاص. ولكل هدف: ما أُثبت وما فشل وما تقادم وما لم يُثبت قط، مجموعها الكل."
        }
        Key::NeedsHeadlinePublished => {
            "من بين ما يُنشر، أكثر ما تفيد فيه ساعة تدريب هو «{title}»: {people?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص}، {hours?لا ساعات|ساعة واحدة|ساعتان|# ساعات|# ساعة|# ساعة} لكل منهم."
        }
        Key::NoteNeeds => {
            "بوريتش: (الأهمية − القدرة) × الأهمية، وكلما كبر زادت الحاجة. RDS، درجة الفارق المرتبة: الحصة فوق ناقص الحصة تحت، بالنقاط، وكلما صغرت زادت الحاجة. وحيث يختلف الترتيبان، انظر إلى الإجابات قبل القرار."
        }
        Key::VoicesNothing => "أجاب أشخاص أقل من أن تُنشر أرقام عنهم.",
        Key::NoteVoices => {
            "موافق: فوق وسط المقياس. الصافي: الموافقون ناقص غير الموافقين، بالنقاط. الدرجة لو أجاب الجميع: من لم يجب تُحصر إجابته بين حدين ولا تُخمَّن. الاتفاق هو r_wg. وحيث يقل عن القاعدة فالآراء منقسمة: اقرأ توزيع الإجابات لا المتوسط."
        }
        Key::PhasesEarlier => {
            "«{objective}» ({phase}) أكثر شيوعاً من «{than}» ({than_phase}) الذي يأتي قبله."
        }
        Key::NotePlan => {
            "أعداد الناس مقرّبة. أنشطة الشهر التي لا يُؤكد أن فيها {min?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص} أو أكثر لا تُذكر، ولا تُنشر ساعاتها ولا تكاليفها. إضافةً إلى المذكورين، من لهم مقاعد: {others?قليلون أو لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص}، ومن لهم احتياجات لم تُلبَّ: {unplaced?قليلون أو لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص}؛ وما لا يمكن أن يحتاجه {min?أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص} أو أكثر لا يُحسب. الساعات والتكاليف هي تكاليف الجلسات المذكورة، محسوبة من الأعداد المقرّبة. المشاركون والمدربون في الخطة لا في هذا التقرير. ولا تحتسب التوقعات الخطة: فإلى جانب ما ذُكر منها تكشف القلائل الذين يصنعون الفرق."
        }
        Key::NotePlanExact => "المشاركون والمدربون في الخطة لا في هذا التقرير.",
        Key::CauseAbsence => "سيغيب من القسم عدد أكبر من المسموح",
        Key::CauseAway => "الشخص غير موجود، أو لم يحن الموعد",
        Key::CauseBusy => "الشخص في جلسة أخرى",
        Key::CauseCircle => "ما يعلّمه يتطلب ما يتطلبه هو نفسه",
        Key::CauseEarlierStep => "ما يتطلبه لم ينته",
        Key::CauseMinimum => "يمكن أن يحضر أقل مما تتطلبه أصغر جلسة",
        Key::CauseNoRoom => "لا توجد قاعة كبيرة بما يكفي",
        Key::CauseNoTrainer => "لا مدرب لديه المهارة",
        Key::CausePrerequisite => "ما يعلّمه يتطلب ما لا يحتاج إليه الشخص",
        Key::CauseRoom => "كل القاعات محجوزة",
        Key::CauseTrainer => "كل مدرب لديه المهارة مشغول أو غائب",
        Key::CauseUntaught => "لا نشاط يعلّمه",
        Key::CauseWindow => "لم يبق وقت",
        Key::MethodTracks => {
            "للتدريب على إدارة المعرفة ثلاثة مسارات: أن يعرف الناس لماذا هي مهمة، وأن يتبعوا العملية الجديدة، وأن يتقنوا التقنية. لا يعوّض مسار عن آخر: الجاهزية متوسط يبقى منخفضاً ما دام أي مسار منخفضاً."
        }
        Key::MethodEvidence => {
            "كل شيء يقوم على سجلات مؤرخة. تزن الملاحظة {observation}، والاختبار {quiz}، والشهادة {certificate}، والتقييم الذاتي {survey}، وإتمام دورة {completion}. يفقد السجل نصف وزنه في {half_life?# يوم|يوم واحد|يومين|# أيام|# يوماً|# يوم} ما لم يحدد الهدف غير ذلك. ومن سجلات المصدر نفسه يُحتسب الأحدث، فلا فائدة من التكرار."
        }
        Key::MethodRange => {
            "كل درجة نطاق: يبدأ بما أُثبت وينتهي بما هو ممكن لو كان كل مجهول نجاحاً. غياب الدليل هو النطاق كله لا الصفر. ويزن المجهول {prior}، فلا يحسم سجل واحد وحده إلا القليل."
        }
        Key::MethodVerdict => {
            "جاهز: ما أُثبت يبلغ العتبة {threshold}. غير جاهز: حتى الممكن لا يبلغها. لا يُحسم: الأدلة لا تحسم. ومن لم يستوفِ متطلباً حاسماً لا يكون أفضل من ذلك المتطلب."
        }
        Key::MethodUnits => {
            "أرقام الأقسام والأدوار متوسطات على أفرادها. وحمايتها مشروحة في صفحة ضبط الإفصاح. لا شيء في هذا التقرير يسمّي شخصاً."
        }
        Key::MethodUse => {
            "ما لا يستخدمه قسم أبداً لا يُدرَّب عليه، وتُذكر الساعات الموفَّرة. والاستخدام المجهول ليس انعدام استخدام: لا يُوفَّر شيء حيث لم يُصرَّح باستخدام."
        }
        Key::MethodRefresh => {
            "ما أُثبت يتقادم. يقول التوقع متى لن يبقى الحكم «جاهزاً» لو لم يُضف شيء؛ ويضع التقويم دورة تنشيطية قبل ذلك اليوم. وخلال {lead?# يوم|يوم واحد|يومين|# أيام|# يوماً|# يوم} قبله يسمى الهدف «على وشك التقادم»."
        }
        Key::MethodLimits => {
            "لا يتخذ التقرير قراراً في شأن أحد. إنه يقول ما تسنده الأدلة وما لا تسنده."
        }
        Key::GateSuppressedHeadline => {
            "حُجب الحكم على «{gate}» في {date}: أحد الشروط كان سيحدد حكم شخص في مجموعة صغيرة."
        }
        Key::JustBelow => "أقل قليلاً من {value}",
        Key::SensitivityAbout => {
            "من القواعد التي جُرّبت، لا قاعدة أهم من هذه: إذا {rule}، لاختلفت الأعداد المنشورة بنحو {changed?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص}."
        }
        Key::SensitivityLittle => {
            "أياً كانت القاعدة التي تُختار على نحو آخر، لن تختلف الأعداد المنشورة."
        }
        Key::EvidenceAgreementFew => "عدد من أجابوا غير منشور؛ والاتفاق التام 1.00",
        Key::StepAnswersAbout => "يجب أن يجيب نحو {people} آخرين عن «{instrument}»",
        Key::StepAnswersAboutFull => {
            "يجب أن يجيب نحو {people} آخرين عن «{instrument}» بقبول تام: وهو أقل ما يكفي"
        }
        Key::StepAnswersMore => "يجب أن يجيب عدد أكبر عن «{instrument}»",
        Key::StepAnswersMoreFull => "يجب أن يجيب عدد أكبر عن «{instrument}»، وكلهم بقبول تام",
        Key::StepReach => "تحسين الإجابات عن «{instrument}» حتى تبلغ المطلوب",
        Key::ObstacleAnswered => "أجاب {respondents} عن «{instrument}»، والمطلوب {needed} على الأقل",
        Key::ObstacleAnswersSuppressed => "أجاب عن «{instrument}» عدد أقل من أن تُنشر أرقامه",
        Key::ObstacleConflict => "شروطها يعاكس بعضها بعضاً",
        Key::ObstacleEveryAnswer => "حتى لو أجاب الجميع عن «{instrument}» لما كفى ذلك",
        Key::ObstacleFewAnswers => {
            "أجاب عدد قليل جداً عن «{instrument}»: والمطلوب {needed} على الأقل"
        }
        Key::ObstacleFewAnswersAbout => {
            "أجاب عدد قليل جداً عن «{instrument}»: والمطلوب نحو {needed} أو أكثر"
        }
        Key::ObstacleFewConcerned => "المعنيون أقل من أن تُنشر أرقامهم",
        Key::ObstacleFewInTrack => "من يحتاجون شيئاً في أحد المسارات أقل من أن تُنشر أرقامهم",
        Key::ObstacleFewInUnit => "في كل وحدة أشخاص أقل من أن تُنشر أرقامهم",
        Key::ObstacleFewNeed => "في بعض الوحدات من يحتاجون «{objective}» أقل من {needed}",
        Key::ObstacleFewRespondents => {
            "القبول بحسب «{instrument}» غير معروف ({reason})، ومن يجيبون عنه قليلون جداً"
        }
        Key::ObstacleNobodyAnswered => "لم يجب أحد عن «{instrument}»",
        Key::ObstacleNoConditions => "ليس لها شروط",
        Key::ObstacleNoFigure => "«{instrument}» لا يعطي رقماً: {reason}",
        Key::ObstacleNotEnough => "لا يمكن أن يصبح عدد كافٍ من الأشخاص جاهزين",
        Key::ObstacleNotEnoughInTrack => "لا يمكن أن يصبح عدد كافٍ من الأشخاص جاهزين في مسار {track}",
        Key::ObstacleNothingInTrack => "لا أحد يحتاج شيئاً في مسار {track}",
        Key::ObstacleNothingRequired => "لا شيء مطلوب من أحد",
        Key::ObstacleNotNeeded => "لا أحد يحتاج «{objective}»",
        Key::ObstacleOneTrack => "الحاجات في أقل من مسارين، فلا شيء يُقارن",
        Key::ObstaclePhaseNotNeeded => "لا أحد يحتاج شيئاً من المرحلة «{phase}»",
        Key::ObstaclePhaseOutOfReach => "لا يمكن أن يُتم المرحلة «{phase}» عدد كافٍ من الأشخاص",
        Key::ObstaclePhaseEmpty => "لا أهداف مكتوبة في المرحلة «{phase}»",
        Key::ObstacleSmallGroup => "يتعلق حكمه بمجموعة صغيرة؛ وهو في الإجابات الداخلية",
        Key::ObstacleTooManyNeeded => "لا يمكن أن يتحقق {needed} من {of} من الشروط",
        Key::ObstacleTracksUneven => "لا يمكن موازنة المسارات",
        Key::ObstacleUnclear => "شرط لا يسمّي نوعاً، أو يسمّي أكثر من نوع",
        Key::ObstacleUnknown => "لا يوجد «{subject}» في البرنامج",
        Key::ObstacleUnusable => {
            "«{instrument}» لا يعطي درجة قبول ({reason})، ولا يُعرف كم ستكون بعد تصحيح ذلك"
        }
        Key::ReasonMinCell => "الأشخاص أقل مما يجوز نشره",
        Key::ReasonMoreRespondents => "أجاب أكثر ممن يعملون هناك",
        Key::ReasonNoAgreement => "لا يتفق الناس بما يكفي لمتوسط واحد",
        Key::ReasonCountsOnly => {
            "لا تُعرف إلا أعداد الإجابات، ويحتاج ذلك إلى إجابات كل شخص عن عدة بنود"
        }
        Key::ReasonNoCompleteAnswers => "أقل من شخصين أجابوا عن كل بنوده",
        Key::ReasonNoConvergence => "لم يستقر الحساب",
        Key::ReasonNoItem => "لا بند يقيسه",
        Key::ReasonNoVariance => "أجاب الجميع الإجابة نفسها",
        Key::ReasonNobodyAnswered => "لم يجب أحد",
        Key::ReasonNobodyThere => "لا أحد يعمل هناك",
        Key::ReasonNoValue => "لا توجد قيمة",
        Key::ReasonSingular => "أحد البنود مؤلف من غيره",
        Key::ReasonTooFewItems => "البنود قليلة جداً",
        Key::ReasonTooFewRespondents => "المجيبون قليلون جداً",
        Key::ReasonTooManyItems => "البنود أكثر من أن تُحسب أرقام أزواجها",
        Key::NeedsNoInstrument => "لا استبيان يسأل عن الأهمية والقدرة معاً",
        Key::NeedsOfRole => "تُحصى الاستبيانات بحسب القسم لا بحسب الدور",
        Key::RefreshNoMonth => "لا متسع في أي شهر قبل ذلك",
    }
}
