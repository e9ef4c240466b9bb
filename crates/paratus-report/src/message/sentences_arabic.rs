//! The sentences of findings in Arabic.

use paratus::Sentence;

/// The template of a sentence.
pub(super) const fn text(sentence: Sentence) -> &'static str {
    match sentence {
        Sentence::AbsenceOfNobody => "الغياب لا يسمّي أحداً ولا شيئاً",
        Sentence::AbsenceOfSeveral => "الغياب يسمّي {keys:list}",
        Sentence::ActUnevidenced => "تحتسب بوابة الفعل `{act}` بتاريخ {date:date} ولا مرجع له",
        Sentence::AwayAtSession => {
            "غير متاح عند الجلسة `{session}` في {date:date}: `{id}` ({kind:word})"
        }
        Sentence::IdEmpty => "معرّف فارغ ({kind:word})",
        Sentence::IdWithSpace => "في المعرّف `{id}` مسافة ({kind:word})",
        Sentence::IdWithCharacter => "في المعرّف `{id}` الرمز `{character}` ({kind:word})",
        Sentence::KeyNotOfCondition => "لا معنى لـ`{key}` في شرط على `{kind}`",
        Sentence::CountsExact => {
            "قيمة `round_to` هي 1: الأعداد المنشورة دقيقة، وجمعها قد يكشف أشخاصاً بعينهم"
        }
        Sentence::CriticalNeverUsed => {
            "الهدف `{objective}` حرج للدور `{role}`، لكن القسم `{section}` لا يستعمل أياً من ميزاته"
        }
        Sentence::LeftBeforeJoining => {
            "غادر الشخص `{person}` في {left:date} قبل التحاقه في {joined:date}"
        }
        Sentence::PlanningReversed => "ينتهي التخطيط في {until:date} قبل أن يبدأ في {from:date}",
        Sentence::PhaseReversed => {
            "تنتهي المرحلة `{phase}` في {until:date} قبل أن تبدأ في {from:date}"
        }
        Sentence::TrainerTimeReversed => {
            "تنتهي مدة للمدرب `{trainer}` في {until:date} قبل أن تبدأ في {from:date}"
        }
        Sentence::AbsenceReversed => "ينتهي الغياب في {until:date} قبل أن يبدأ في {from:date}",
        Sentence::WrittenTwice => "كُتب `{id}` مرتين ({kind:word})",
        Sentence::ListedTwice => "يذكر `{id}` ({owner:word}) مرتين `{listed}` ({kind:word})",
        Sentence::PreviousIdInUse => "`{was}` معرّف سابق لـ`{id}` وهو معرّف مدخل آخر ({kind:word})",
        Sentence::PreviousIdOfTwo => "`{was}` معرّف سابق لـ`{first}` ولـ`{second}` ({kind:word})",
        Sentence::InPhaseAlready => "الهدف `{objective}` في المرحلة `{phase}` من قبل",
        Sentence::RoleTwice => "للشخص `{person}` الدور `{role}` مرتين",
        Sentence::UseTwice => "استعمال `{feature}` في القسم `{section}` مذكور مرتين",
        Sentence::PersonRowsOverlap => "للشخص `{person}` سطران ساريان في {day:date}",
        Sentence::PersonRowsOverlapAlways => "للشخص `{person}` سطران ساريان في الأيام نفسها",
        Sentence::PersonTwice => "يرد الشخص `{person}` أكثر من مرة",
        Sentence::FeatureSetOffTrack => {
            "الهدف `{objective}` مجموعة ميزات لكنه في مسار {track:word}"
        }
        Sentence::ToolWithoutFeatures => {
            "الهدف `{objective}` يسمّي الأداة `{tool}` دون أي من ميزاتها"
        }
        Sentence::FeaturesWithoutTool => "الهدف `{objective}` يذكر ميزات دون أداة",
        Sentence::VerdictsApartInFew => {
            "قد لا يختلف حكم الشرط عن حكم شرط سابق إلا فيما أظهره أقل من {people} شخصاً: تحجبه الإجابات المنشورة، وتحجب حكم بوابته"
        }
        Sentence::VerdictOfFew => {
            "حكم الشرط يتعلق بمجموعات تقل عن {people} أشخاص: تحجبه الإجابات المنشورة مع حكم البوابة حيث لا تحسمه مجموعات أكبر"
        }
        Sentence::NoConditions => "لا شروط ({what:word})",
        Sentence::SeveralForms => "{keys:list} معاً والمقصود واحد منها ({what:word})",
        Sentence::OfWithoutCount => "`of` دون `at_least` ({what:word})",
        Sentence::MoreThanListed => "المطلوب {asked} شروط من {listed} ({what:word})",
        Sentence::CountBesideList => "`at_least` بجانب `{list}` ({what:word})",
        Sentence::GroupWithKinds => "الشرط مجموعة، ويتناول أيضاً {keys:list} ولن يُنظر فيه",
        Sentence::NoActListed => "الشرط لا يذكر أي فعل",
        Sentence::ConditionOfNothing => "لا يقول الشرط ما يمكن أن يتحقق",
        Sentence::SeveralKinds => "الشرط يتناول {keys:list} معاً",
        Sentence::FractionAboveOne => "`{key}` يطلب {value} والكل هو 1",
        Sentence::NobodyNeedsAnything => "الشرط يطلب الجاهزية ولا شيء مطلوب من أحد",
        Sentence::NobodyNeedsTrack => {
            "الشرط يطلب الجاهزية ولا شيء مطلوب من أحد في مسار {track:word}"
        }
        Sentence::NoRoleRequiresAnything => "الشرط يطلب الجاهزية ولا دور يتطلب شيئاً",
        Sentence::NoRoleRequiresTrack => {
            "الشرط يطلب الجاهزية ولا دور يتطلب شيئاً في مسار {track:word}"
        }
        Sentence::HoldersNotRequired => "الشرط يطلب جاهزين في `{objective}` ولا دور يتطلبه",
        Sentence::HoldersNotNeeded => "الشرط يطلب جاهزين في `{objective}` ولا أحد يحتاج إليه",
        Sentence::HoldersAboveNeed => {
            "الشرط يطلب {asked} جاهزين في `{objective}` ولا يحتاج إليه إلا {people}"
        }
        Sentence::HoldersAboveFew => {
            "الشرط يطلب {asked} جاهزين في `{objective}` ومن يحتاجون إليه أقل"
        }
        Sentence::HoldersAboveNeedPer => {
            "الشرط يطلب {asked} جاهزين في `{objective}` لكل وحدة ({unit:word}) ولا يحتاج إليه إلا {people}"
        }
        Sentence::HoldersAboveFewPer => {
            "الشرط يطلب {asked} جاهزين في `{objective}` لكل وحدة ({unit:word}) ومن يحتاجون إليه أقل"
        }
        Sentence::HoldersAboveNeedIn => {
            "الشرط يطلب {asked} جاهزين في `{objective}` لكل وحدة ({unit:word}) ولا يحتاج إليه إلا {people} في `{name}`{units?|| (وحدتان كهذه)| (# وحدات كهذه)| (# وحدة كهذه)| (# وحدة كهذه)}"
        }
        Sentence::HoldersAboveFewIn => {
            "الشرط يطلب {asked} جاهزين في `{objective}` لكل وحدة ({unit:word}) ومن يحتاجون إليه في `{name}` أقل{units?|| (وحدتان كهذه)| (# وحدات كهذه)| (# وحدة كهذه)| (# وحدة كهذه)}"
        }
        Sentence::InstrumentWithoutItems => "الشرط يطلب إجابات عن `{instrument}` وليس فيه بنود",
        Sentence::MoreRespondentsThanPeople => "الشرط يطلب {asked} مجيبين وعدد العاملين {people}",
        Sentence::GateOfItself => "بوابة المرحلة `{phase}` تنتظر المرحلة نفسها",
        Sentence::GateOfLaterPhase => "البوابة تنتظر المرحلة `{phase}` وهي لاحقة",
        Sentence::HorizonPast => "ينتهي التخطيط في {until:date} وتاريخ التقييم {as_of:date}",
        Sentence::LevelDescribedOnly => "السلّم `{scale}` يصف `{level}` وليس من مستوياته",
        Sentence::ObjectiveWithoutScale => "ليس للهدف `{objective}` سلّم، فليس له مستوى `{level}`",
        Sentence::LevelUnknown => "ليس في السلّم `{scale}` للهدف `{objective}` مستوى `{level}`",
        Sentence::UseUndeclared => {
            "لا يعلن القسم `{section}` استعمالاً للميزات، فيُطلب من أشخاصه تعلّم كل مجموعات الميزات في أدوارهم"
        }
        Sentence::RoomTooSmall => {
            "النشاط `{activity}` يستوعب {people} على الأقل، وأكبر قاعة `{room}` فيها {seats} مقعداً"
        }
        Sentence::SessionTooLong => {
            "تستغرق جلسة من `{activity}` {slots} من أنصاف الأيام في أسبوع واحد، ولا أسبوع فيه أكثر من {most}"
        }
        Sentence::PhaseIsOver => {
            "تنتهي المرحلة `{phase}` لـ{activities:list} في {until:date} قبل بدء الخطة"
        }
        Sentence::PhaseIsLater => {
            "تبدأ المرحلة `{phase}` لـ{activities:list} في {from:date} بعد نهاية الخطة"
        }
        Sentence::SponsorLater => "لا يُسمّى راعٍ إلا في {date:date}، بعد تاريخ التقييم {as_of:date}",
        Sentence::SponsorMissing => "لا فعل من أفعال القيادة يسمّي راعياً",
        Sentence::SkillOfNobody => "النشاط `{activity}` يطلب المهارة `{skill}` وليست لأي مدرب",
        Sentence::DecisionsContradict => {
            "تقرر فتح المرحلة `{phase}` والمرحلة الأسبق `{earlier}` تقرر إغلاقها حتى {until:date}"
        }
        Sentence::OpenDecisionExpired => {
            "انتهى قرار `{by}` بإبقاء `{phase}` مفتوحة في {until:date}، قبل {as_of:date} {days?بلا أيام|بيوم|بيومين|بـ# أيام|بـ# يوماً|بـ# يوم}"
        }
        Sentence::ClosedDecisionExpired => {
            "انتهى قرار `{by}` بإبقاء `{phase}` مغلقة في {until:date}، قبل {as_of:date} {days?بلا أيام|بيوم|بيومين|بـ# أيام|بـ# يوماً|بـ# يوم}"
        }
        Sentence::OpenDecisionAgrees => "قرار `{by}` بإبقاء `{phase}` مفتوحة يقول ما تقوله الوقائع",
        Sentence::ClosedDecisionAgrees => {
            "قرار `{by}` بإبقاء `{phase}` مغلقة يقول ما تقوله الوقائع"
        }
        Sentence::DecisionKeyBlank => "في القرار بجانب بوابة `{phase}` المفتاح `{key}` فارغ",
        Sentence::NoRole => "ليس للشخص `{person}` دور",
        Sentence::PrerequisiteLater => {
            "`{objective}` في المرحلة `{phase}` يشترط `{prerequisite}` الذي لا يأتي إلا في المرحلة `{later}`"
        }
        Sentence::PhaseBeforeEarlier => {
            "تنتهي المرحلة `{phase}` في {until:date} قبل أن تبدأ المرحلة `{earlier}` في {from:date}"
        }
        Sentence::OwnPrerequisite => "الهدف `{objective}` شرط مسبق لنفسه",
        Sentence::PrerequisitesInCircle => "أهداف يشترط كل منها الآخر: {objectives:chain}",
        Sentence::PrerequisiteUntaughtElsewhere => {
            "النشاط `{activity}` يشترط `{objective}` ولا يدرّسه أي نشاط آخر"
        }
        Sentence::PrerequisiteNeverUsed => {
            "`{objective}` يشترط `{prerequisite}`، لكن القسم `{section}` لا يستعمل أياً من ميزاته"
        }
        Sentence::RoomTakenTwice => {
            "الجلستان `{first}` و`{second}` في القاعة `{room}` في {date:date}"
        }
        Sentence::MoreNotListed => "{more} ملاحظات أخرى من `{code}` في `{table}` غير مذكورة",
        Sentence::MoreOfCode => "{found} ملاحظات من `{code}`؛ ذُكرت أول {listed} منها",
        Sentence::SeatsAboveNeed => {
            "النشاط `{activity}` يستوعب {least} على الأقل، ويحتاج إلى ما يدرّسه {people?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص}"
        }
        Sentence::OwnParent => "القسم `{section}` يتبع نفسه",
        Sentence::SectionsInCircle => "أقسام يتبع كل منها الآخر: {sections:chain}",
        Sentence::SessionOnDayOff => "الجلسة `{session}` مثبتة في {date:date} وهو يوم عطلة",
        Sentence::SeatsAboveRoom => "للجلسة `{session}` {seats} مقعداً وفي القاعة `{room}` {most}",
        Sentence::SeatsAboveActivity => {
            "للجلسة `{session}` {seats} مقعداً والنشاط `{activity}` يسمح بـ{most}"
        }
        Sentence::RoleOfTechnologyOnly => "الدور `{role}` يتطلب أهداف التقنية وحدها",
        Sentence::TrackWithoutObjectives => "لا أهداف في مسار {track:word}",
        Sentence::HoursOffBalance => {
            "لمسار {track:word} \u{2066}{share}%\u{2069} من ساعات التدريب المطلوبة ووزنه يقتضي \u{2066}{fair}%\u{2069}: الأفراد {people} ساعة، الإجراءات {process} ساعة، التقنية {technology} ساعة"
        }
        Sentence::TrainerTwice => {
            "للمدرب `{trainer}` الجلستان `{first}` و`{second}` في {date:date}"
        }
        Sentence::NameUnknown => "اسم غير معروف: `{given}` ({kind:word})",
        Sentence::NameMissing => "لا اسم مذكوراً ({kind:word})",
        Sentence::FeatureUnknown => "ليس في الأداة `{tool}` ميزة `{feature}`",
        Sentence::ActOfNobody => "الشرط يطلب الفعل `{act}` ولم يقم به أحد",
        Sentence::ItemMeasuresNothing => "البند `{item}` لا يقيس شيئاً",
        Sentence::ItemMeasuresUnknown => "البند `{item}` يقيس `{given}` وليس هدفاً",
        Sentence::SiteUnknown => "لا قسم في الموقع `{site}`",
        Sentence::RequiredInNoPhase => "الهدف `{objective}` مطلوب وليس في أي مرحلة",
        Sentence::PrerequisiteInNoPhase => "الهدف `{objective}` شرط مسبق لمطلوب وليس في أي مرحلة",
        Sentence::RequiredByNobody => "لا دور يتطلب الهدف `{objective}`",
        Sentence::FormatUnknown => "لا تقرأ هذه النسخة الصيغة `{format}`",
        Sentence::NothingTaught => {
            "تتطلب الأدوار {objectives?لا أهداف|هدفاً واحداً|هدفين|# أهداف|# هدفاً|# هدف} ولا نشاط يدرّس أياً منها"
        }
        Sentence::RequiredUntaught => "يتطلب دور `{objective}` ولا يدرّسه أي نشاط",
        Sentence::RequiredTaughtBelow => {
            "يتطلب دور `{objective}` والأنشطة تدرّس `{id}` إلى `{level}` فقط"
        }
        Sentence::PrerequisiteUntaught => "يطلب شرط مسبق `{objective}` ولا يدرّسه أي نشاط",
        Sentence::PrerequisiteTaughtBelow => {
            "يطلب شرط مسبق `{objective}` والأنشطة تدرّس `{id}` إلى `{level}` فقط"
        }
        Sentence::FeatureUntrained => {
            "تُستعمل الميزة `{feature}` {uses} مرة في الشهر، وأكثرها في القسم `{section}` ({most})، ولا يدرّسها أي نشاط"
        }
        Sentence::TaughtNeverUsed => {
            "النشاط `{activity}` يدرّس مجموعة الميزات `{objective}` ولا قسم يستعمل {features:list}"
        }
        Sentence::UseOfNobody => {
            "القسم `{section}` يعلن استعمالاً وليس فيه أشخاص، ولا في قسم يأخذ عنه استعماله"
        }
        Sentence::NotAnAmount => "قيمة `{key}` هي {value} ويجب أن تكون من 0 إلى 1,000,000,000,000",
        Sentence::NotAFraction => "قيمة `{key}` هي {value} ويجب أن تكون من 0 إلى 1",
        Sentence::NotBelowOne => "قيمة `{key}` هي {value} ويجب أن تكون 0 على الأقل وأقل من 1",
        Sentence::NotAHalfLife => "قيمة `{key}` هي {value} ويجب أن تكون من 0.01 إلى 1,000,000 يوم",
        Sentence::NotHours => "قيمة `{key}` هي {value} ويجب أن تكون فوق 0 ولا تتجاوز 10,000",
        Sentence::NotAnEvidenceWeight => "قيمة `{key}` هي {value} ويجب أن تكون فوق 0 ولا تتجاوز 8",
        Sentence::NotAWeight => "قيمة `{key}` هي {value} ويجب أن تكون فوق 0",
        Sentence::NotWholeConditions => {
            "قيمة `{key}` هي {value} ويجب أن تكون عدداً صحيحاً من الشروط، 1 على الأقل"
        }
        Sentence::NotWholePeople => {
            "قيمة `{key}` هي {value} ويجب أن تكون عدداً صحيحاً من الأشخاص، 1 على الأقل"
        }
        Sentence::ExponentAboveOne => "قيمة `exponent` هي {value} ويجب ألا تتجاوز 1",
        Sentence::MinCellTooLow => "قيمة `min_cell` هي {value} ويجب ألا تقل عن 5",
        Sentence::RoundToUnknown => "قيمة `round_to` هي {value} ويجب أن تكون 1 أو 3 أو 5",
        Sentence::HoursOfDay => "قيمة `hours_per_day` هي {value} ويجب أن تكون فوق 0 ولا تتجاوز 24",
        Sentence::AfternoonNotAfterMorning => {
            "قيمة `afternoon` هي {afternoon} ويجب أن تأتي بعد `morning`، أي {morning}"
        }
        Sentence::HalfDayOverMidnight => {
            "نصف اليوم {hours} من الساعات، ولا يبقى قبل منتصف الليل ابتداءً من `afternoon`، أي {afternoon}، إلا أقل منها"
        }
        Sentence::NoDayToWork => "الأيام السبعة كلها `weekend`، فلا يبقى يوم عمل",
        Sentence::RoomForNobody => "لا مقاعد في `{id}` ({kind:word})",
        Sentence::ScaleWithoutLevels => "ليس في السلّم `{scale}` مستويات",
        Sentence::TooManyLevels => "في السلّم `{scale}` {levels} مستوى، أكثر من {most}",
        Sentence::SeatsReversed => "يتطلب النشاط `{activity}` {least} مشاركاً وفيه {most} مقعداً",
        Sentence::FewPoints => "قيمة `points` هي {value} ويجب ألا تقل عن 2",
        Sentence::LabelsNotPoints => "في الأداة `{instrument}` {labels} تسمية لـ{points} درجة",
        Sentence::GateAlwaysOpen => "قيمة `at_least` هي 0، فتكون البوابة مفتوحة دائماً",
        Sentence::RoundedByShortKey => "مفتاح الحماية أقل من {characters} حرفاً: يمكن تخمينه",
        Sentence::RoundedByDerivedKey => {
            "قُرّبت الأعداد بمفتاح مشتق من الأدلة: تُقرَّب إجابات أدلة أخرى باستقلال"
        }
        Sentence::OneHolder => "شخص واحد فقط من {people} جاهز في `{objective}`",
        Sentence::ExpiredHidesValid => {
            "`{person}`، `{objective}`: انتهى دليل {expired_date:date} ({expired:word}) في {expired_on:date} ويحجب دليل {valid_date:date} ({valid:word}) بالمفتاح نفسه `{key}`، الساري حتى {until:date}"
        }
        Sentence::ExpiredHidesLasting => {
            "`{person}`، `{objective}`: انتهى دليل {expired_date:date} ({expired:word}) في {expired_on:date} ويحجب دليل {valid_date:date} ({valid:word}) بالمفتاح نفسه `{key}` الذي لا ينتهي"
        }
        Sentence::RecordsDiffer => {
            "`{person}`، `{objective}`: نتيجتان {counts:word} {value} بالمفتاح `{key}` وبتاريخ {date:date} تختلفان في `{column}`؛ وتُحتسب التي فيها `{text}`"
        }
        Sentence::RecordsConflict => {
            "`{person}`، `{objective}`: {value} ({counts:word}) و{other_value} ({other:word}) بالمفتاح `{key}` والتاريخ {date:date}؛ ويُحتسب {value}"
        }
        Sentence::PersonNotOfProgramme => "`{given}` ليس شخصاً في البرنامج",
        Sentence::ObjectiveNotOfProgramme => "`{given}` ليس هدفاً في البرنامج",
        Sentence::RecordWithoutScale => "ليس لـ`{objective}` سلّم، فليس له مستوى `{level}`",
        Sentence::LevelNotOfObjective => "`{level}` ليس مستوى من `{objective}`",
        Sentence::ObservesThemselves => "`{person}` مذكور ملاحِظاً لـ`{person}`",
        Sentence::EvidenceBeforeJoining => {
            "دليل بتاريخ {date:date} لـ`{person}` الذي التحق في {joined:date}"
        }
        Sentence::EvidenceAfterLeaving => {
            "دليل بتاريخ {date:date} لـ`{person}` الذي غادر في {left:date}"
        }
        Sentence::RecordValueOutside => "القيمة {value} خارج 0 إلى 1",
        Sentence::PartialExpires => "لا ينتهي دليل قيمته {value}: لا ينتهي إلا النجاح التام",
        Sentence::ExpiresBeforeDate => "ينتهي في {expires:date} قبل تاريخه {date:date}",
        Sentence::AnswersConflict => {
            "أجاب `{respondent}` عن هذا البند بـ{other} و{answer} في اليوم نفسه: تُحتسب {counts}"
        }
        Sentence::CountsConflict => {
            "للمجموعة `{group}` العددان {other} و{count} للإجابة {answer} في اليوم نفسه: يُحتسب {counts}"
        }
        Sentence::CountedTwice => {
            "للقسم `{section}` ولجزئه `{part}` أعداد إجابات عن `{instrument}` بتاريخ {date:date}؛ وهي تُجمع"
        }
        Sentence::CountOfPerson => "`{respondent}` شخص واحد من البرنامج، و`count` للمجموعات",
        Sentence::AnswerOutside => "الإجابة {answer} خارج 1 إلى {points}",
        Sentence::RespondentUnknown => {
            "`{respondent}` ليس شخصاً في البرنامج ولا يذكر قسماً: تُحتسب إجابته للكل فقط"
        }
        Sentence::RespondentAway => {
            "إجابة بتاريخ {date:date} من `{respondent}` ولم يكن يعمل هنا حينها"
        }
        Sentence::KeyUnknown => "`{key}` ليس مفتاحاً معروفاً هنا ({owner:word})",
        Sentence::NoRecordsNamed => "لم تُحدَّد أي سجلات",
        Sentence::KeyMissing => "`{key}` ناقص ({owner:word})",
        Sentence::FewFields => {
            "ليس في السطر إلا {found?لا حقول|حقل|حقلان|# حقول|# حقلاً|# حقل}، وفي الترويسة {columns}؛ رُفض السطر"
        }
        Sentence::ManyFields => {
            "في السطر {found?لا حقول|حقل|حقلان|# حقول|# حقلاً|# حقل}، وفي الترويسة {columns}؛ رُفض السطر"
        }
        Sentence::ColumnTwice => "العمود `{column}` يرد مرتين",
        Sentence::ColumnUnknown => "`{column}` ليس عموداً في هذا الجدول؛ لا يُقرأ",
        Sentence::ColumnMissing => "العمود `{column}` ناقص",
        Sentence::HeaderMissing => "سطر الترويسة ناقص: يبدو السطر الأول بيانات",
        Sentence::FileEmpty => "الملف فارغ: يلزمه سطر ترويسة على الأقل",
        Sentence::AllRecordsRefused => {
            "{refused?لم يُرفض دليل|رُفض الدليل الوحيد|رُفض الدليلان|رُفضت الأدلة الـ# كلها|رُفضت الأدلة الـ# كلها|رُفضت الأدلة الـ# كلها} ولا تُحتسب"
        }
        Sentence::RecordsRefused => {
            "رُفض {refused?لا دليل|دليل واحد|دليلان|# أدلة|# دليلاً|# دليل} من {rows} ولا تُحتسب"
        }
        Sentence::AllAnswersRefused => {
            "{refused?لم تُرفض إجابة|رُفضت الإجابة الوحيدة|رُفضت الإجابتان|رُفضت الإجابات الـ# كلها|رُفضت الإجابات الـ# كلها|رُفضت الإجابات الـ# كلها} ولا تُحتسب"
        }
        Sentence::AnswersRefused => {
            "رُفض {refused?لا إجابة|إجابة واحدة|إجابتان|# إجابات|# إجابة|# إجابة} من {rows} ولا تُحتسب"
        }
        Sentence::SomeRecordsRefused => {
            "رُفض {refused?لا دليل|دليل واحد|دليلان|# أدلة|# دليلاً|# دليل} ولا تُحتسب"
        }
        Sentence::SomeAnswersRefused => {
            "رُفض {refused?لا إجابة|إجابة واحدة|إجابتان|# إجابات|# إجابة|# إجابة} ولا تُحتسب"
        }
        Sentence::SomeRecordsSetAside => {
            "{aside?لا دليل يشير|دليل واحد يشير|دليلان يشيران|# أدلة تشير|# دليلاً يشير|# دليل يشير} إلى ما رُفض في البرنامج"
        }
        Sentence::SomeAnswersSetAside => {
            "{aside?لا إجابة تشير|إجابة واحدة تشير|إجابتان تشيران|# إجابات تشير|# إجابة تشير|# إجابة تشير} إلى ما رُفض في البرنامج"
        }
        Sentence::RecordsSetAside => {
            "من {rows}: {aside?لا دليل يشير|دليل واحد يشير|دليلان يشيران|# أدلة تشير|# دليلاً يشير|# دليل يشير} إلى ما رُفض في البرنامج"
        }
        Sentence::AnswersSetAside => {
            "من {rows}: {aside?لا إجابة تشير|إجابة واحدة تشير|إجابتان تشيران|# إجابات تشير|# إجابة تشير|# إجابة تشير} إلى ما رُفض في البرنامج"
        }
        Sentence::RecordsRenamed => {
            "من {rows}: {renamed?لا دليل يسمّي|دليل واحد يسمّي|دليلان يسمّيان|# أدلة تسمّي|# دليلاً يسمّي|# دليل يسمّي} شيئاً بمعرّف سابق، وتُحتسب"
        }
        Sentence::AnswersMissing => "أسطر من إجابات الاستبيانات بلا إجابة: {missing} من {rows}",
        Sentence::AnswersRenamed => {
            "من {rows}: {renamed?لا إجابة تسمّي|إجابة واحدة تسمّي|إجابتان تسمّيان|# إجابات تسمّي|# إجابة تسمّي|# إجابة تسمّي} شيئاً بمعرّف سابق، وتُحتسب"
        }
        Sentence::FutureRecord => "دليل تاريخه {first:date}، بعد {as_of:date}، وقد أُهمل",
        Sentence::FutureRecords => {
            "{rows?لا أدلة|دليل|دليلان|# أدلة|# دليلاً|# دليل} بعد {as_of:date}، أولها {first:date}، وقد أُهملت"
        }
        Sentence::FutureAnswer => "إجابة تاريخها {first:date}، بعد {as_of:date}، ولا تُحتسب بعد",
        Sentence::FutureAnswers => {
            "{rows?لا إجابات|إجابة|إجابتان|# إجابات|# إجابة|# إجابة} بعد {as_of:date}، أولاها {first:date}، ولا تُحتسب بعد"
        }
        Sentence::FutureAct => "فعل للقيادة تاريخه {first:date}، بعد {as_of:date}، ولا يُحتسب بعد",
        Sentence::FutureActs => {
            "{rows?لا أفعال|فعل|فعلان|# أفعال|# فعلاً|# فعل} للقيادة بعد {as_of:date}، أولها {first:date}، ولا تُحتسب بعد"
        }
        Sentence::NotFinite => "قيمة `{key}` هي {value} ويجب أن تكون عدداً منتهياً",
        Sentence::AnswerOfOtherDate => {
            "الجواب مطلوب بتاريخ {other:date} والتقييم بتاريخ {as_of:date}"
        }
        Sentence::PlanOfOtherDate => {
            "الخطة مطلوبة بتاريخ {other:date} والتقييم بتاريخ {as_of:date}"
        }
        Sentence::PlanBeginsEarly => "يبدأ التخطيط في {from:date} قبل تاريخ التقييم {as_of:date}",
        Sentence::PlanEndsEarly => "ينتهي التخطيط في {until:date} لا بعد تاريخ التقييم {as_of:date}",
        Sentence::EndGivenTwice => "كل من `until` و`weeks` يحدد نهاية التخطيط",
        Sentence::WeeksOutOfRange => "قيمة `weeks` هي {value} ويجب أن تكون من 1 إلى {most}",
        Sentence::AboveMost => "قيمة `{key}` هي {value} ويجب ألا تزيد على {most}",
        Sentence::OptionTwice => "الخيار `{key}` مذكور مرتين",
        Sentence::PlanTooLong => {
            "لا تتجاوز الخطة عشر سنوات والمدة من {from:date} إلى {until:date} أطول"
        }
        Sentence::EvidenceOfOtherProgramme => {
            "قُرئت الأدلة لبرنامج آخر، أو لهذا البرنامج مترجماً من جديد"
        }
        Sentence::AnswersOfOtherProgramme => {
            "قُرئت الإجابات لبرنامج آخر، أو لهذا البرنامج مترجماً من جديد"
        }
        Sentence::AnswersForOtherItems => {
            "إجابات عن أسئلة عددها {given} لا تناسب مجاميع أسئلة عددها {items}"
        }
        Sentence::AnswerNotFinite => "إحدى الإجابات ليست عدداً منتهياً",
        Sentence::ValueNotAnAnswer => "`{value}` ليس إجابة عن `{instrument}`",
        Sentence::OptionWithoutOther => "لا أثر لـ`{key}` دون `{other}`",
        Sentence::OptionBesideOther => "لا أثر لـ`{key}` مع `{other}`",
        Sentence::PlanOfOtherProgramme => "الخطة من البرنامج `{other}` لا من `{programme}`",
        Sentence::SessionTwiceInPlan => {
            "الجلسة `{session}` مذكورة مرتين في الخطة: عُدّلت بعد إعدادها"
        }
        Sentence::PinGivenUp => {
            "الجلسة `{session}` مثبتة ولم يبق لها شيء حينئذ ({what:word}): لا تُعقد"
        }
        Sentence::NoTrainerDeclared => "لم يُعلن أي مدرب، فلا يحد المدربون شيئاً",
        Sentence::NoRoomDeclared => "لم تُعلن أي قاعة، فلا تحد القاعات شيئاً",
        Sentence::LeaveBeforeSessionEnds => {
            "أُلغيت مقاعد {people:list} في الجلسة `{session}` لمغادرتهم قبل نهايتها في {end:date}"
        }
        Sentence::RefreshAfterPhase => {
            "موعد تجديد `{objective}` لا يحين إلا بعد انتهاء المرحلة `{phase}` في {until:date}، وعدد المعنيين {people}؛ ولا تتضمنه الخطة"
        }
        Sentence::UnpreparedOnDay => {
            "في {date:date} لن يكون {people:list} جاهزين في `{step}` الذي تتطلبه الجلسة `{session}`"
        }
        Sentence::EarlierSessionSmall => {
            "المشاركون في الجلسة `{session}` في {date:date} أقل من اللازم: {people}، ونشاطها يتطلب {least} أو أكثر"
        }
        Sentence::LeaveBeforePlanEnds => {
            "{people?لا أحد يغادر|شخص له احتياجات غير ملباة يغادر|شخصان لهما احتياجات غير ملباة يغادران|# أشخاص لهم احتياجات غير ملباة يغادرون|# شخصاً لهم احتياجات غير ملباة يغادرون|# شخص لهم احتياجات غير ملباة يغادرون} قبل نهاية الخطة في {until:date}؛ لا تضيف لهم الخطة شيئاً"
        }
        Sentence::NoWorkingDay => "لا يوم عمل من {from:date} إلى {until:date}",
        Sentence::LineUnknown => "ليس في الخطة سطر `{line}`",
        Sentence::OptionUnknown => "`{key}` ليس خياراً من خيارات التخطيط",
        Sentence::OptionOfOtherType => "المتوقع في `{key}`: {expected:word}، لا `{value}`",
        Sentence::OptionForm => "`{option}` غير مكتوب بصيغة `option=value`",
        Sentence::TimetableRefused => "رُفض الجدول عند `{place}`: {detail}",
        Sentence::NothingOpensGate => "لا مجموعة تغييرات تفتح بوابة `{phase}`",
        Sentence::InstrumentNotOfProgramme => "`{given}` ليس استبياناً في البرنامج",
        Sentence::ItemNotOfInstrument => "`{given}` ليس بنداً في الاستبيان `{instrument}`",
        Sentence::SectionNotOfProgramme => "`{given}` ليس قسماً في البرنامج",
        Sentence::NotMeasured => "لا يقيس أي بند في الاستبيان `{instrument}` ما هو `{given}`",
        Sentence::NeedsNotAsked => "لا يسأل الاستبيان `{instrument}` عن أهمية شيء وعن القدرة عليه",
        Sentence::NotAnId => "لا يصلح `{given}` معرّفاً",
        Sentence::TooManyRespondents => "عدد المجيبين أكثر من {most}",
        Sentence::TooManyKeys => "عدد المفاتيح والمصادر المختلفة أكثر من {most}",
        Sentence::ObjectiveInError => "في الهدف `{objective}` خطأ",
        Sentence::NumberOfNoText => {
            "{number} ليس موضعاً في القائمة ({texts?لا نصوص|نص واحد|نصان|# نصوص|# نصاً|# نص})"
        }
        Sentence::DayOutsideYears => "اليوم {day} خارج السنوات من 1 إلى 9999",
        Sentence::KindUnknown => "`{given}` ليس نوع دليل",
        Sentence::ColumnLengthsDiffer => "في `{column}` {length} من الأدلة وفي `person` {records}",
        Sentence::QuoteNotClosed => "في هذا السطر علامة اقتباس لا تُغلق",
        Sentence::QuoteSwallowsRows => {
            "في هذا السطر علامة اقتباس لا تُغلق: يُعد كل ما حتى السطر {last} حقلاً واحداً"
        }
        Sentence::QuoteClosedWithin => {
            "تُغلق علامة اقتباس من هذا السطر وسط حقل بعد {lines?لا أسطر|سطر|سطرين|# أسطر|# سطراً|# سطر}؛ رُفض السطر"
        }
        Sentence::HeaderTooLong => "سطر الترويسة أطول من 1 ميبيبايت أو فيه علامة اقتباس لا تُغلق",
        Sentence::FieldsFarTooMany => "حقول السطر أكثر بكثير من حقول الترويسة ({columns})",
        Sentence::RowTooLong => "السطر أطول من 1 ميبيبايت وقد تُجووز",
        Sentence::CellInWindows1252 => {
            "العمود `{column}`: ليس هذا UTF-8؛ وبترميز Windows-1252 يُقرأ `{text}`؛ رُفض السطر"
        }
        Sentence::CellNotUtf8 => "العمود `{column}`: ليس هذا UTF-8 صحيحاً؛ رُفض السطر",
        Sentence::HeadingEmpty => "عنوان العمود {number} فارغ؛ لا يُقرأ العمود",
        Sentence::ColumnOfOtherType => "العمود `{column}` من نوع لا يُقرأ: {detail}",
        Sentence::CellEmpty => "العمود `{column}`: لا شيء مكتوباً هنا",
        Sentence::CellNoAnswer => "العمود `{column}`: `{value}` ليست إجابة",
        Sentence::CellNotOneOf => "العمود `{column}`: `{value}` ليس {words:any}",
        Sentence::CellTimeUnknown => "العمود `{column}`: في `{value}` تاريخ مقروء يليه ما ليس وقتاً",
        Sentence::CellYearOfTwoDigits => "العمود `{column}`: سنة `{value}` من رقمين",
        Sentence::CellDateForm => "العمود `{column}`: `{value}` غير مكتوب بصيغة `YYYY-MM-DD`",
        Sentence::CellDateOfOtherOrder => {
            "العمود `{column}`: `{value}` ليس تاريخاً بالترتيب المعلن ({declared:word})؛ وبترتيب {other:word} هو `{date}`"
        }
        Sentence::CellDayNumber => {
            "العمود `{column}`: `{value}` رقم يوم في Excel (`{date}`) والتواريخ معلنة بترتيب {declared:word}"
        }
        Sentence::CellNotInCalendar => {
            "العمود `{column}`: `{value}` ليس تاريخاً في التقويم، لا بصيغة {declared:word} ولا بصيغة `YYYY-MM-DD`"
        }
        Sentence::CellDayOfNoMonth => "العمود `{column}`: `{value}` ليس في التقويم",
        Sentence::CellNotADate => {
            "العمود `{column}`: `{value}` ليس تاريخاً؛ اكتبه بصيغة `YYYY-MM-DD`"
        }
        Sentence::CellNumberNoDate => {
            "العمود `{column}`: `{value}` عدد وليس تاريخاً؛ اكتب التواريخ بصيغة `YYYY-MM-DD`"
        }
        Sentence::CellOrderUndeclared => {
            "العمود `{column}`: `{value}` غير مكتوب بصيغة `YYYY-MM-DD` ولم يُعلن ترتيب آخر لليوم والشهر"
        }
        Sentence::CellPercentage => {
            "العمود `{column}`: `{value}` نسبة مئوية؛ اكتب كسراً مثل 0.85 بدل \u{2066}85%\u{2069}"
        }
        Sentence::CellPointsOfMost => {
            "العمود `{column}`: `{value}` نقاط من حد أقصى؛ اكتب كسراً مثل 0.7 بدل 7 / 10"
        }
        Sentence::CellDecimalComma => "العمود `{column}`: في `{value}` فاصلة عشرية والمتوقع نقطة",
        Sentence::CellNumberMarks => "العمود `{column}`: `{value}` ليس عدداً مقروءاً",
        Sentence::CellNotANumber => "العمود `{column}`: `{value}` ليس عدداً",
        Sentence::CellNotAWholeNumber => "العمود `{column}`: `{value}` ليس عدداً صحيحاً لا يقل عن 0",
        Sentence::CellNeitherTrueNorFalse => "العمود `{column}`: `{value}` ليس صواباً ولا خطأ",
        Sentence::CellHalfContradicts => {
            "العمود `{column}`: `{half}` ليس نصف اليوم الذي يحدده `start`"
        }
        Sentence::CellTimeLeavesHalf => "العمود `{column}`: يترك الوقت نصفاً من هذا اليوم",
        Sentence::PreviousIdUsed => {
            "{references?لا إحالة|إحالة واحدة|إحالتان|# إحالات|# إحالة|# إحالة} إلى `{was}`، وهو معرّف سابق لـ`{id}` ({kind:word})"
        }
        Sentence::TwoProgrammes => {
            "`paratus.toml` و`paratus.json` كلاهما هنا وكل منهما قد يكون البرنامج"
        }
        Sentence::NoProgramme => "لا `paratus.toml` هنا ولا `paratus.json`",
        Sentence::TwoTables => "`{first}` و`{second}` كلاهما هنا وكل منهما قد يكون الجدول `{table}`",
        Sentence::FileTooLarge => "`{file}` أكبر من {most}",
        Sentence::FileUnreadable => "تتعذر قراءة `{file}`: {detail}",
        Sentence::FileMissing => "لا ملف `{file}`",
        Sentence::FileEncoding => "ترميز هذا الملف {encoding}",
        Sentence::FileInWindows1252 => "ليس هذا UTF-8؛ وبترميز Windows-1252 يُقرأ `{text}`",
        Sentence::FileNotUtf8 => "ليس هذا UTF-8 صحيحاً",
        Sentence::JsonOnly => "لا تقرأ هذه النسخة إلا JSON",
        Sentence::NotJson => "ليس هذا JSON: {detail}",
        Sentence::NotToml => "ليس هذا TOML: {detail}",
        Sentence::TextNotClosed => "النص الذي يبدأ هنا غير مغلق",
        Sentence::NestedTooDeeply => "التداخل هنا أعمق مما ينبغي",
        Sentence::KeyGivenTwice => "`{key}` مذكور مرتين",
        Sentence::IncludeOfNoFolder => "لا يضم ملفات أخرى إلا ملف في مجلد",
        Sentence::IncludeOutside => "`{file}` ليس اسم ملف في مجلد البرنامج",
        Sentence::IncludeOfItself => "لا يضم ملف نفسه: {files:chain}",
        Sentence::IncludedTwice => "`{file}` مضموم مرتين",
        Sentence::TooManyProblems => "مشكلات كثيرة في مدخل واحد؛ رُفض كله",
        Sentence::ExpectedOnly => "المتوقع: {expected:word}",
        Sentence::ExpectedFound => "المتوقع: {expected:word}؛ الموجود: {found:word}",
        Sentence::ExpectedFoundNumber => "المتوقع: {expected:word}؛ الموجود: العدد `{found}`",
        Sentence::ExpectedFoundText => "المتوقع: {expected:word}؛ الموجود: النص `{found}`",
        Sentence::ExpectedFoundWord => "المتوقع: {words:any}؛ الموجود: `{found}`",
        Sentence::ExpectedFoundValue => "المتوقع: {expected:word}؛ الموجود: `{found}`",
        Sentence::ExpectedFoundList => "المتوقع: {expected:word}؛ الموجود: قائمة من {length}",
        Sentence::ValueUnreadable => "تتعذر قراءة القيمة: {detail}",
        Sentence::NotOneOf => "`{given}` ليس {words:any}",
        Sentence::CodeUnknown => "`{given}` ليس رمز ملاحظة",
        Sentence::NoGateOfPhase => "لا مرحلة `{phase}` لها بوابة",
        Sentence::RefreshersEnd => {
            "يجب أن يقع اليوم الأخير {until:date} بعد تاريخ التقييم {as_of:date} وحتى {last:date}"
        }
        Sentence::WindowReversed => "اليوم الأول {since:date} بعد الأخير {as_of:date}",
        Sentence::OffsetMissing => "لم يُعطَ أي فرق عن التوقيت العالمي",
        Sentence::OffsetTooLarge => "فرق قدره {minutes} دقيقة ليس أقل من 18 ساعة",
        Sentence::OffsetNotLater => "اليوم {from:date} ليس بعد اليوم السابق {before:date}",
        Sentence::DateMissing => "لا تاريخ للتقييم ولا ساعة",
        Sentence::RequestUnreadable => "تتعذر قراءة الطلب: {detail}",
        Sentence::OperationUnknown => "`{operation}` ليس عملية",
        Sentence::OperationOfWritten => "يحتاج `{operation}` إلى البرنامج كما كُتب",
        Sentence::LeftOutOfBuild => "`{operation}` ليس في هذه النسخة",
        Sentence::NothingToExplain => "سمِّ شيئاً واحداً ليُشرح: {keys:any}",
        Sentence::SectionAndRole => "اذكر `section` أو `role` لا كليهما",
        Sentence::DisclosureKeyLong => "`{name}` أطول من {bytes} بايت: ليس مفتاحًا",
        Sentence::DisclosureKeyEmpty => "`{name}` فارغ",
        Sentence::InPhase => "الأيام أيام المرحلة `{phase}`",
        Sentence::CannotLearn => {
            "{people?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص} بلا سبيل إلى تعلّم `{objective}`"
        }
        Sentence::RequiresItself => "يشترط `{activity}` ما يشترطه هو بدوره",
        Sentence::RestsOnUntaught => "ما يدرّس `{objective}` يقوم على `{missing}` ولا نشاط يدرّسه",
        Sentence::RestsOnImpossible => "ما يدرّس `{objective}` يشترط ما لا سبيل إليه",
        Sentence::NoActivityTeaches => "لا نشاط يدرّس `{objective}`",
        Sentence::TrainersWithoutSkill => "لا مدرب لديه المهارة {skills:any}",
        Sentence::TrainersAway => "كل مدرب لديه المهارة {skills:any} غائب أو غادر العمل",
        Sentence::TrainersElsewhere => {
            "كل مدرب لديه المهارة {skills:any} غائب أو غادر العمل أو في موقع آخر"
        }
        Sentence::PeopleNeedActivities => {
            "يحتاج {people?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص} إلى {activities:list}"
        }
        Sentence::NoTrainerForSession => {
            "لا مدرب لديه {skills:list} متاح لجلسة من {activities:list} من {from:date} إلى {until:date}"
        }
        Sentence::SessionsNeedTrainer => {
            "{sessions?لا جلسات|جلسة واحدة|جلستان|# جلسات|# جلسة|# جلسة} من {activities:list} بحاجة إلى مدرب لديه {skills:list} من {from:date} إلى {until:date} ({trainers?لا مدربين|مدرب واحد|مدربان|# مدربين|# مدرباً|# مدرب})"
        }
        Sentence::NoRoomForSession => {
            "لا {seats?قاعة|قاعة|قاعة من مقعدين أو أكثر|قاعة من # مقاعد أو أكثر|قاعة من # مقعداً أو أكثر|قاعة من # مقعد أو أكثر} متاحة لجلسة من {activities:list} من {from:date} إلى {until:date}"
        }
        Sentence::NoRoomForSessionAt => {
            "لا {seats?قاعة|قاعة|قاعة من مقعدين أو أكثر|قاعة من # مقاعد أو أكثر|قاعة من # مقعداً أو أكثر|قاعة من # مقعد أو أكثر} في `{site}` متاحة لجلسة من {activities:list} من {from:date} إلى {until:date}"
        }
        Sentence::SeatsNeedRooms => {
            "{uses?لا مقاعد|مقعد واحد|مقعدان|# مقاعد|# مقعداً|# مقعد} من {activities:list} في حاجة إلى {seats?قاعة|قاعة|قاعة من مقعدين أو أكثر|قاعة من # مقاعد أو أكثر|قاعة من # مقعداً أو أكثر|قاعة من # مقعد أو أكثر} من {from:date} إلى {until:date}"
        }
        Sentence::SeatsNeedRoomsAt => {
            "{uses?لا مقاعد|مقعد واحد|مقعدان|# مقاعد|# مقعداً|# مقعد} من {activities:list} في حاجة إلى {seats?قاعة|قاعة|قاعة من مقعدين أو أكثر|قاعة من # مقاعد أو أكثر|قاعة من # مقعداً أو أكثر|قاعة من # مقعد أو أكثر} في `{site}` من {from:date} إلى {until:date}"
        }
        Sentence::SessionsNeedRoom => {
            "{sessions?لا جلسات|جلسة واحدة|جلستان|# جلسات|# جلسة|# جلسة} من {activities:list} بحاجة إلى {seats?قاعة|قاعة|قاعة من مقعدين أو أكثر|قاعة من # مقاعد أو أكثر|قاعة من # مقعداً أو أكثر|قاعة من # مقعد أو أكثر} من {from:date} إلى {until:date}"
        }
        Sentence::SessionsNeedRoomAt => {
            "{sessions?لا جلسات|جلسة واحدة|جلستان|# جلسات|# جلسة|# جلسة} من {activities:list} بحاجة إلى {seats?قاعة|قاعة|قاعة من مقعدين أو أكثر|قاعة من # مقاعد أو أكثر|قاعة من # مقعداً أو أكثر|قاعة من # مقعد أو أكثر} في `{site}` من {from:date} إلى {until:date}"
        }
        Sentence::MostAway => "القسم `{section}`، {most} غائبين معاً على الأكثر",
        Sentence::SeatsNeedAbsences => {
            "{seats?لا مقاعد|مقعد واحد|مقعدان|# مقاعد|# مقعداً|# مقعد} في {activities:list} من {from:date} إلى {until:date}"
        }
        Sentence::SomebodyNeedsSessions => {
            "في القسم `{section}` من يحتاج إلى {sessions?لا جلسات|جلسة واحدة|جلستين|# جلسات|# جلسة|# جلسة} ({activities:list}) من {from:date} إلى {until:date}"
        }
        Sentence::PeopleAwayAtStarts => {
            "{people?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص} من القسم `{section}` بلا حضور عند أي بداية ممكنة لـ{activities:list} من {from:date} إلى {until:date}"
        }
        Sentence::OrderLeavesNoStart => {
            "{people?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص} من القسم `{section}` في حاجة إلى {activities:list} من {from:date} إلى {until:date}، وما قبلها وما بعدها لا يترك بداية"
        }
        Sentence::FewCanCome => {
            "جلسة من {activities:list} تتطلب {least?لا أحد|شخصاً واحداً|شخصين|# أشخاص|# شخصاً|# شخص} أو أكثر، ومن يمكنهم الحضور معاً {people}"
        }
        Sentence::FewCanComeAt => {
            "جلسة من {activities:list} تتطلب {least?لا أحد|شخصاً واحداً|شخصين|# أشخاص|# شخصاً|# شخص} أو أكثر، ومن يمكنهم الحضور معاً في `{site}` {people}"
        }
        Sentence::SessionsOfPeople => {
            "يلزم {sessions?لا جلسات|جلسة واحدة|جلستان|# جلسات|# جلسة|# جلسة} من {activities:list} بـ{least?لا أحد|شخص واحد|شخصين|# أشخاص|# شخصاً|# شخص} أو أكثر من {from:date} إلى {until:date}"
        }
        Sentence::SessionsOfPeopleAt => {
            "يلزم {sessions?لا جلسات|جلسة واحدة|جلستان|# جلسات|# جلسة|# جلسة} من {activities:list} بـ{least?لا أحد|شخص واحد|شخصين|# أشخاص|# شخصاً|# شخص} أو أكثر في `{site}` من {from:date} إلى {until:date}"
        }
        Sentence::PeopleForSessions => "يكفي الناس لـ{available}",
        Sentence::NeedsMetTogether => {
            "{needs?لا احتياجات|احتياج واحد|احتياجان|# احتياجات|# احتياجاً|# احتياج} معاً لـ{people?لا أحد|شخص واحد|شخصين|# أشخاص|# شخصاً|# شخص} ({activities:list})، يُلبّى منها {available} على الأكثر"
        }
        Sentence::NoSessionCanBegin => {
            "لا جلسة من {activities:list} ({slots?بلا أنصاف أيام|نصف يوم|نصفا يوم|# أنصاف أيام|# نصف يوم|# نصف يوم}) يمكن أن تبدأ من {from:date} إلى {until:date}"
        }
        Sentence::HalfDaysShort => {
            "يلزم {needed?لا أنصاف أيام|نصف يوم واحد|نصفا يوم|# أنصاف أيام|# نصف يوم|# نصف يوم}، والمتاح {available}"
        }
        Sentence::SeatHalfDaysShort => {
            "يلزم {needed?لا أنصاف أيام|نصف يوم واحد|نصفا يوم|# أنصاف أيام|# نصف يوم|# نصف يوم} لمقعد واحد، والمتاح {available}"
        }
        Sentence::TimeForSessions => "يكفي الوقت لـ{available}",
        Sentence::LetMoreBeAway => "السماح بغياب \u{2066}{percent}%\u{2069} من القسم معاً",
        Sentence::LetPhaseEndLater => "إنهاء المرحلة `{phase}` في {until:date}",
        Sentence::AddRooms => {
            "إضافة {rooms?بلا قاعات|قاعة أخرى|قاعتين أخريين|# قاعات أخرى|# قاعة أخرى|# قاعة أخرى}"
        }
        Sentence::AddRoomsAt => {
            "إضافة {rooms?بلا قاعات|قاعة أخرى|قاعتين أخريين|# قاعات أخرى|# قاعة أخرى|# قاعة أخرى} في `{site}`"
        }
        Sentence::AddTrainers => {
            "إضافة {trainers?بلا مدربين|مدرب آخر|مدربين آخرين|# مدربين آخرين|# مدرباً آخر|# مدرب آخر} لديه `{skill}`"
        }
        Sentence::HoldLargerSessions => {
            "قبول {people?لا أحد|شخص واحد|شخصين|# أشخاص|# شخصاً|# شخص} على الأكثر في جلسة من `{activity}`"
        }
        Sentence::HoldSmallerSessions => {
            "عقد جلسات `{activity}` ابتداءً من {people?لا أحد|شخص واحد|شخصين|# أشخاص|# شخصاً|# شخص}"
        }
        Sentence::PlanLonger => {
            "التخطيط لمدة أطول {weeks?بلا أسابيع|بأسبوع|بأسبوعين|بـ# أسابيع|بـ# أسبوعاً|بـ# أسبوع}"
        }
        Sentence::MoveSeats => {
            "إعادة التخطيط كله: {seats?لا يتغيّر أي مقعد معلن|يتغيّر مقعد معلن واحد|يتغيّر مقعدان معلنان|تتغيّر # مقاعد معلنة|يتغيّر # مقعداً معلناً|يتغيّر # مقعد معلن}"
        }
        Sentence::ServesNobody => "لا يلبّي حاجة أحد",
        Sentence::ServesNeed => {
            "يلبّي الحاجة إلى {objectives:list} عند {people?لا أحد|شخص واحد|شخصين|# أشخاص|# شخصاً|# شخص}"
        }
        Sentence::ServesStale => {
            "يلبّي الحاجة إلى {objectives:list} عند {people?لا أحد|شخص واحد|شخصين|# أشخاص|# شخصاً|# شخص} ممن تتقادم معرفتهم"
        }
        Sentence::ServesPartlyStale => {
            "يلبّي الحاجة إلى {objectives:list} عند {people?لا أحد|شخص واحد|شخصين|# أشخاص|# شخصاً|# شخص}، منهم {stale} تتقادم معرفتهم"
        }
        Sentence::DateAbsence => "قبل ذلك سيغيب معاً من أحد الأقسام عدد أكبر من المسموح",
        Sentence::DateAway => "قبل ذلك أحد المشاركين غير موجود، أو لم يحن الموعد",
        Sentence::DateBusy => "قبل ذلك بعض المشاركين في جلسة أخرى",
        Sentence::DateEarliest => "أبكر ما يسمح به التقويم والمرحلة",
        Sentence::DateMinimum => "قبل ذلك يمكن أن يحضر أقل مما تتطلبه أصغر جلسة",
        Sentence::DatePinned => "مثبّتة في هذا التاريخ",
        Sentence::DatePrerequisite => "قبل ذلك لم يُنهِ بعض المشاركين ما تشترطه",
        Sentence::DateRoom => "قبل ذلك كل القاعات المناسبة محجوزة",
        Sentence::DateSearch => "يمكن أن تكون أبكر ولن تكون الخطة أفضل",
        Sentence::DateTrainer => "قبل ذلك كل مدرب لديه المهارة مشغول أو غائب",
        Sentence::DoneBefore => "حتى {until:date}، قبل ما يقوم عليه",
        Sentence::DoneBy => "حتى {until:date}، نهاية الخطة",
        Sentence::DoneAsAnnounced => "حتى {until:date}، كما أُعلن",
        Sentence::DoneInPhase => "حتى {until:date}، نهاية مرحلته",
        Sentence::DoneWhileFresh => "حتى {until:date}، قبل أن تنتهي صلاحية ما يجدّده",
        Sentence::DoneWhileThere => "حتى {until:date}، آخر يوم لهم في الخطة",
        Sentence::StartsInAll => {
            "لجلسة من `{activity}` {starts?لا أنصاف أيام|نصف يوم واحد|نصفا يوم|# أنصاف أيام|# نصف يوم|# نصف يوم}"
        }
        Sentence::StartsAbsence => "في {starts} سيغيب من القسم عدد أكبر من المسموح",
        Sentence::StartsAway => "في {starts} الشخص غير موجود، أو لم يحن الموعد",
        Sentence::StartsBusy => "في {starts} الشخص في جلسة أخرى، أو يدرّس",
        Sentence::StartsEarlierStep => "في {starts} لم ينتهِ ما تشترطه",
        Sentence::StartsMinimum => "في {starts} يمكن أن يحضر أقل مما تتطلبه أصغر جلسة",
        Sentence::StartsRoom => "في {starts} لا قاعة مناسبة متاحة",
        Sentence::StartsSearch => "في {starts} فُضّلت جلسة أخرى",
        Sentence::StartsTrainer => "في {starts} لا مدرب لديه المهارة متاح",
        Sentence::NoRoomHolds => "لا قاعة في موقع الشخص تتسع لـ`{activity}`",
        Sentence::NoTrainerHolds => "لا مدرب يمكنه تقديم `{activity}`",
        Sentence::NoTrainerWithSkill => "لا مدرب لديه المهارة `{skill}` يمكنه تقديم `{activity}`",
        Sentence::NoTimeLeft => "لم يبق وقت لـ`{name}`",
        Sentence::RequirementsUnmet => "ما يشترطه `{activity}` غير مستوفى",
        Sentence::StepUnmet => "يأتي `{activity}` بعد `{missing}`، ولم يوجد فيه مكان",
        Sentence::NoPlaceFound => "لم يُعثر على مكان في `{activity}`",
        Sentence::OfPhase => "من المرحلة `{phase}`",
        Sentence::RequirementHeld => "يشترط `{objective}`، وكلهم يملكونه أو لا يلزمهم تعلّمه",
        Sentence::RequirementLearnt => "يشترط `{objective}`، وكلهم يتعلّمونه قبله في هذه الخطة",
        Sentence::RequirementPartlyLearnt => {
            "يشترط `{objective}`: يتعلّمه قبله في هذه الخطة {learn?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص}، ويملكه أو لا يلزمه تعلّمه {held?لا أحد|شخص واحد|شخصان|# أشخاص|# شخصاً|# شخص}"
        }
        Sentence::CostInAll => "التكلفة {cost:number}",
        Sentence::CostOfSession => "{cost:number} للجلسة",
        Sentence::CostOfSeats => "{cost:number} للمقاعد",
        Sentence::CostOfTime => {
            "{cost:number} لوقت {people?لا أحد|شخص واحد|شخصين|# أشخاص|# شخصاً|# شخص}، لكل منهم {hours:number} ساعة بسعر {wage:number} للساعة"
        }
        Sentence::SeatsTaken => {
            "المشغول {taken} من {seats?لا مقاعد|مقعد واحد|مقعدين|# مقاعد|# مقعداً|# مقعد}"
        }
        Sentence::PinnedRegardless => "مثبّتة، وتُعقد أياً كان من يحضر",
        Sentence::LeastToTakePlace => {
            "تتطلب {least?لا أحد|شخصاً واحداً|شخصين|# أشخاص|# شخصاً|# شخص} على الأقل: لو نقص العدد {fewer} لما عُقدت"
        }
        Sentence::ChangeMeetsAll => "تُلبّى بذلك كل الاحتياجات (`{option}`)",
        Sentence::ChangeLeaves => {
            "يبقى بذلك {needs?لا احتياجات|احتياج واحد|احتياجان|# احتياجات|# احتياجاً|# احتياج} بلا تلبية (`{option}`)"
        }
        Sentence::CostsMore => "تزيد التكلفة {cost:number}",
        Sentence::CostsLess => "تنقص التكلفة {cost:number}",
        Sentence::PlanAsOfOtherDay => "الخطة بتاريخ {day:date} والتقييم بتاريخ {as_of:date}",
        Sentence::SessionIdTwice => "جلستان بهذا المعرّف",
        Sentence::CancelledTakesPlace => "هي بين الجلسات الملغاة وهي تُعقد",
        Sentence::TakesPlaceCancelled => "هي ملغاة وهي بين الجلسات التي تُعقد",
        Sentence::ActivityNotInSessions => "لا يُعقد `{activity}` في جلسات كهذه",
        Sentence::SessionHoursDiffer => "مدتها {hours} ساعة لا {written}",
        Sentence::SitsTwice => "له مقعدان في `{session}`",
        Sentence::SessionOutsidePlan => "ليست بين {from:date} و{until:date}",
        Sentence::SessionOnFreeDay => "تبدأ في {date:date} وهو يوم بلا عمل",
        Sentence::SessionEndsLate => "لا تنتهي قبل {until:date}",
        Sentence::SessionEndDiffers => {
            "مدتها {slots?بلا أنصاف أيام|نصف يوم|نصفا يوم|# أنصاف أيام|# نصف يوم|# نصف يوم} ونهايتها غير ذلك"
        }
        Sentence::LongSessionInAfternoon => "الجلسة التي تستغرق عدة أنصاف أيام تبدأ صباحاً",
        Sentence::SessionOutsidePhase => "ليست في أسبوع واحد وأيام المرحلة `{phase}`",
        Sentence::SessionOutsideWeek => "ليست في أسبوع واحد وأيام الخطة",
        Sentence::SessionOfOtherPhase => "لا تنتمي إلى المرحلة التي تسمّيها",
        Sentence::MorePeopleThanSeats => "المقاعد {seats} والمشاركون {people}",
        Sentence::MoreSeatsThanAllowed => "يسمح `{activity}` بعدد مقاعد {most} لا {seats}",
        Sentence::FewerPeopleThanLeast => {
            "يتطلب `{activity}` من المشاركين {least} على الأقل لا {people}"
        }
        Sentence::ParticipantElsewhere => "يعمل `{person}` في موقع آخر",
        Sentence::RoomNotNeeded => "لا تحتاج إلى قاعة",
        Sentence::SessionWithoutRoom => "بلا قاعة",
        Sentence::RoomElsewhere => "القاعة `{room}` في موقع آخر",
        Sentence::RoomTooSmallFor => "مقاعد القاعة `{room}` عددها {seats} لا {people}",
        Sentence::RoomNotAvailable => "القاعة `{room}` غير متاحة",
        Sentence::RoomTaken => "القاعة `{room}` مشغولة عندئذ بـ`{session}`",
        Sentence::TrainerNotNeeded => "لا تحتاج إلى مدرب من البرنامج",
        Sentence::SessionWithoutTrainer => "بلا مدرب",
        Sentence::TrainerWithoutSkill => "ليست لدى المدرب `{trainer}` المهارة `{skill}`",
        Sentence::TrainerNotAvailable => "المدرب `{trainer}` غير متاح",
        Sentence::TrainerElsewhere => "يعمل المدرب `{trainer}` في موقع آخر",
        Sentence::TrainerElsewhereThatDay => "المدرب `{trainer}` في موقع آخر ذلك اليوم",
        Sentence::TrainerTaken => "المدرب `{trainer}` مشغول عندئذ بـ`{session}`",
        Sentence::PinnedMissing => "هي مثبتة في {date:date} ({half:word}) وليست هناك",
        Sentence::NotDoneAlone => "لا يؤديه أحد منفرداً",
        Sentence::NoTimeOfPlan => "المدة من {from:date} إلى {until:date} خارج الخطة",
        Sentence::MoreAwayThanAllowed => "الغائبون منه معاً {away} والمسموح به {most}",
        Sentence::NotThereAtSession => "غير حاضر وقت `{session}`",
        Sentence::OwnTimeOutsidePhase => {
            "`{activity}` من {from:date} إلى {until:date} ليس ضمن أيام مرحلته"
        }
        Sentence::NotThereToLearn => "غير حاضر لـ`{activity}` من {from:date} إلى {until:date}",
        Sentence::SessionsOfOneActivity => "`{first}` و`{second}` نشاط واحد",
        Sentence::SessionsOverlap => "يتداخل `{first}` و`{second}`",
        Sentence::TeachesAndSits => "يدرّس في `{teaches}` ويشارك في `{sits}`",
        Sentence::TakesTwice => "يأخذ `{activity}` مرتين",
        Sentence::BeforeWhatItRequires => "يأتي `{activity}` قبل `{objective}` وهو من شروطه",
        Sentence::NeedsNothingOf => "لا يحتاج إلى شيء مما يدرّسه `{activity}`",
        Sentence::RefreshesEarly => "يجدّد `{activity}` قبل الأوان",
        Sentence::UnmetTwice => "ورد `{objective}` مرتين بين الاحتياجات غير الملباة",
        Sentence::NeitherTaughtNorUnmet => "لا يُدرَّس `{objective}` ولا يرد بين الاحتياجات غير الملباة",
        Sentence::TaughtAndUnmet => "يُدرَّس `{objective}` ويرد بين الاحتياجات غير الملباة",
        Sentence::UnmetAtOtherLevel => "ورد `{objective}` بين الاحتياجات غير الملباة بمستوى آخر",
        Sentence::UnmetNotNeeded => "ورد `{objective}` بين الاحتياجات غير الملباة ولا حاجة إليه",
        Sentence::StatusDiffers => "الاحتياجات غير الملباة {needs} والخطة `{status}`",
        Sentence::FigureDiffers => "المكتوب {written} ومجموع الأسطر {counted}",
        Sentence::PhaseFiguresDiffer => "عدد جلساتها أو أول أيامها أو آخرها ليس ما لجلساتها",
        Sentence::PlanDaysDiffer => "أول الأيام أو آخرها ليس ما للجلسات",
        Sentence::PeopleDiffer => "المكتوب {written} والمتدربون {people}",
        Sentence::GapDiffers => "التكلفة {cost} والحد {bound} والفارق {gap} لا تتفق",
        Sentence::BelowBounds => {
            "تكلفة الخطة {cost} واحتياجاتها غير الملباة {unmet}، دون الحدين {cost_bound} و{unmet_bound}"
        }
        Sentence::CancelledIdAgain => "أُلغيت من قبل واستُعمل معرّفها من جديد",
        Sentence::PinnedUnknown => "هي مثبتة وليست في البرنامج ولا في الخطة السابقة",
        Sentence::SessionOfOtherActivity => "كانت جلسة من `{activity}`",
        Sentence::SequenceDiffers => "رقم تعديلها {written} لا {sequence}",
        Sentence::NumberUsed => "سبق أن بلغت أرقام جلساته {number}",
        Sentence::NumberOfPastSession => "كان رقمها لجلسة مضت",
        Sentence::AnnouncedSessionMissing => "أُعلنت ولا تُعقد ولا ترد بين الجلسات الملغاة",
        Sentence::CancelledUnannounced => "هي ملغاة ولم تُعلن قط",
        Sentence::EndNotKept => "أُعلن `{activity}` حتى {until:date} وما زال ذلك كافياً، وينتهي بعده",
        Sentence::SectionsDiffer => "أقسامها ليست أقسام المشاركين فيها",
        Sentence::FindingMissing => "ليس في الخطة ملاحظة `{code}` بشأنها",
        Sentence::FindingUntrue => "في الخطة ملاحظة `{code}` لا تصح",
        Sentence::WithdrawnFromNobody => "سُحبت ممن لم تكن له قط أو انقضت",
        Sentence::WithdrawnMissing => "أُعلنت لـ`{holder}` ولم تعد له في كل أيامها ولم تُسحب منه",
        Sentence::NotAsAnnounced => "ليست كما أُعلنت",
        Sentence::NotEarlier => "تبدأ ضمن الخطة أو انتهت",
        Sentence::PromiseMissing => "أُعلن `{objective}` ولا يُدرَّس ولا يرد بين المفقود",
        Sentence::PromiseKeptAndLost => "يُدرَّس `{objective}` ويرد بين المفقود",
        Sentence::PromiseOfOtherSession => "لم يُعلن `{objective}` بالجلسة `{session}`",
        Sentence::PromiseLostWithoutReason => {
            "`{objective}`: ليس `{reason}` سبباً لفقدان `{session}`"
        }
        Sentence::LostWithoutPromise => "ورد `{objective}` بين المفقود ولم يُعلن، أو لا حاجة إليه",
        Sentence::SeatNotKept => "أُعلن المقعد في `{session}` وما زال صالحاً ولم يُحفظ",
        Sentence::UnmetBesideFreeSeat => "لم يُلبَّ `{objective}` وفي `{session}` مقعد شاغر",
        Sentence::CauseOfOtherActivity => "`{objective}`: لا يدرّسه `{activity}`",
        Sentence::CauseTaught => "`{objective}`: ثمة نشاط يدرّسه",
        Sentence::CauseRequirementsTaught => "`{objective}`: يدرّسه نشاط يمكن استيفاء كل شروطه",
        Sentence::CauseRoomFits => "`{objective}`: في الموقع قاعة تتسع",
        Sentence::CauseTrainerHasSkill => "`{objective}`: لدى أحد المدربين المهارة",
        Sentence::CauseWithoutActivity => "`{objective}`: السبب `{cause}` يتطلب نشاطاً",
        Sentence::CauseStepTaught => "`{objective}`: لا ينتظر `{missing}`",
        Sentence::CauseRequirementsMet => "`{objective}`: ما يشترطه مستوفى",
        Sentence::CauseCouldBeTaken => "`{objective}`: يمكن أخذ `{activity}` في {date:date}",
        Sentence::CauseCountsDiffer => {
            "`{objective}`: المعدود {counted:list} والمكتوب {written:list}"
        }
        Sentence::CauseDiffers => "`{objective}`: السبب `{cause}` لا `{written}`",
        Sentence::DateCountsDiffer => "المعدود {counted:list} والمكتوب {written:list}",
        Sentence::DateReasonDiffers => "سبب تاريخها `{reason}` لا `{written}`",
        Sentence::ListNotClosed => "هذه القائمة غير مغلقة: ينقصها `]`",
        Sentence::TableNotClosed => "هذا الجدول غير مغلق: ينقصه قوس معقوف",
        Sentence::HeadingNotClosed => "هذه الترويسة غير مغلقة: ينقصها `]`",
        Sentence::KeyWithoutValue => "لا قيمة لـ`{key}`: اكتب `=` ثم قيمة",
        Sentence::KeyUnwritable => "لا يصلح `{key}` مفتاحاً: في المفاتيح حروف وأرقام و`-` و`_`",
        Sentence::LineGoesOn => "`{rest}` زائد في هذا السطر",
        Sentence::ValueUnquoted => "ليس `{value}` قيمة من قيم TOML",
    }
}

/// What a word of a fact is called; `None` for one that no finding uses.
pub(super) fn word(word: &str) -> Option<&'static str> {
    Some(match word {
        "activity" => "نشاط",
        "feature" => "ميزة",
        "gate" => "بوابة",
        "group" => "مجموعة",
        "instrument" => "استبيان",
        "item" => "بند",
        "level" => "مستوى",
        "objective" => "هدف",
        "person" => "شخص",
        "phase" => "مرحلة",
        "prerequisite" => "شرط مسبق",
        "programme" => "برنامج",
        "requirement" => "متطلب",
        "role" => "دور",
        "room" => "قاعة",
        "scale" => "سلّم",
        "section" => "قسم",
        "session" => "جلسة",
        "site" => "موقع",
        "tool" => "أداة",
        "trainer" => "مدرب",
        "people" => "الأفراد",
        "process" => "الإجراءات",
        "technology" => "التقنية",
        "certificate" => "شهادة",
        "completion" => "إتمام",
        "observation" => "ملاحظة",
        "quiz" => "اختبار",
        "survey" => "استبيان",
        "a condition" => "شرط",
        "a feature use" => "استعمال ميزة",
        "a gate" => "بوابة",
        "a person" => "شخص",
        "a phase" => "مرحلة",
        "a programme" => "برنامج",
        "a record" => "دليل",
        "a requirement" => "متطلب",
        "a role" => "دور",
        "a room" => "قاعة",
        "a scale" => "سلّم",
        "a section" => "قسم",
        "a session" => "جلسة",
        "a title" => "عنوان",
        "a tool" => "أداة",
        "a track" => "مسار",
        "a trainer" => "مدرب",
        "a window" => "مدة",
        "an absence" => "غياب",
        "an act" => "فعل",
        "an activity" => "نشاط",
        "an instrument" => "استبيان",
        "an item" => "بند",
        "an objective" => "هدف",
        "an override" => "قرار",
        "the calendar" => "التقويم",
        "the descriptions" => "الأوصاف",
        "the evidence_weights" => "أوزان الأدلة",
        "the options" => "الخيارات",
        "the planning" => "التخطيط",
        "the rules" => "القواعد",
        "the scales" => "السلالم",
        "the seats" => "المقاعد",
        "the tracks" => "المسارات",
        "this table" => "جدول",
        "what an activity teaches" => "ما يدرّسه نشاط",
        "trainer skill" => "مهارة مدرب",
        "authored phase" => "مرحلة مكتوبة",
        "day/month/year" => "يوم/شهر/سنة",
        "month/day/year" => "شهر/يوم/سنة",
        "a day number of Excel" => "رقم يوم في Excel",
        "a date as `YYYY-MM-DD`" => "تاريخ بصيغة `YYYY-MM-DD`",
        "a time of day as `HH:MM`" => "وقت بصيغة `HH:MM`",
        "`true` or `false`" => "`true` أو `false`",
        "`quick`, `normal` or `thorough`" => "`quick` أو `normal` أو `thorough`",
        "a number" => "عدد",
        "a number, or `-inf`" => "عدد أو `-inf`",
        "a whole number" => "عدد صحيح",
        "a whole number of at least 0" => "عدد صحيح لا يقل عن 0",
        "a whole number of 1 or more" => "عدد صحيح لا يقل عن 1",
        "a text" => "نص",
        "a text, or a text for each of `en`, `fr` and `ar`" => "نص، أو نص لكل من `en` و`fr` و`ar`",
        "an objective, or `objective@level`" => "هدف أو `objective@level`",
        "a word" => "كلمة",
        "a list" => "قائمة",
        "a list of file names" => "قائمة بأسماء ملفات",
        "a table" => "جدول",
        "nothing" => "لا شيء",
        "something else" => "شيء آخر",
        "morning" => "صباحاً",
        "afternoon" => "بعد الظهر",
        _ => return None,
    })
}
