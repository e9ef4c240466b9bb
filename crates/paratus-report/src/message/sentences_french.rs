//! The sentences of findings in French.

use paratus::Sentence;

/// The template of a sentence.
pub(super) const fn text(sentence: Sentence) -> &'static str {
    match sentence {
        Sentence::AbsenceOfNobody => "l’absence ne nomme personne ni rien",
        Sentence::AbsenceOfSeveral => "l’absence nomme {keys:list}",
        Sentence::ActUnevidenced => {
            "un jalon compte l’acte `{act}` du {date:date}, et rien ne dit où on peut le voir"
        }
        Sentence::AwayAtSession => {
            "indisponible à la séance `{session}` du {date:date} : `{id}` ({kind:word})"
        }
        Sentence::IdEmpty => "un identifiant est vide ({kind:word})",
        Sentence::IdWithSpace => "l’identifiant `{id}` contient une espace ({kind:word})",
        Sentence::IdWithCharacter => "l’identifiant `{id}` contient `{character}` ({kind:word})",
        Sentence::KeyNotOfCondition => "`{key}` n’a pas de sens dans une condition sur `{kind}`",
        Sentence::CountsExact => {
            "`round_to` vaut 1 : les effectifs publiés sont exacts et, combinés, peuvent désigner une personne"
        }
        Sentence::CriticalNeverUsed => {
            "`{objective}` est critique pour le rôle `{role}`, mais la section `{section}` n’utilise jamais aucune de ses fonctions"
        }
        Sentence::LeftBeforeJoining => {
            "la personne `{person}` est partie le {left:date}, avant son arrivée le {joined:date}"
        }
        Sentence::PlanningReversed => {
            "la planification finit le {until:date}, avant de commencer le {from:date}"
        }
        Sentence::PhaseReversed => {
            "la phase `{phase}` finit le {until:date}, avant de commencer le {from:date}"
        }
        Sentence::TrainerTimeReversed => {
            "une période du formateur `{trainer}` finit le {until:date}, avant de commencer le {from:date}"
        }
        Sentence::AbsenceReversed => {
            "l’absence finit le {until:date}, avant de commencer le {from:date}"
        }
        Sentence::WrittenTwice => "`{id}` est écrit deux fois ({kind:word})",
        Sentence::ListedTwice => "`{id}` ({owner:word}) énumère deux fois `{listed}` ({kind:word})",
        Sentence::PreviousIdInUse => {
            "`{was}` est un ancien identifiant de `{id}` et l’identifiant d’un autre élément ({kind:word})"
        }
        Sentence::PreviousIdOfTwo => {
            "`{was}` est un ancien identifiant de `{first}` et de `{second}` ({kind:word})"
        }
        Sentence::InPhaseAlready => "l’objectif `{objective}` est déjà dans la phase `{phase}`",
        Sentence::RoleTwice => "la personne `{person}` a deux fois le rôle `{role}`",
        Sentence::UseTwice => {
            "l’usage de `{feature}` dans la section `{section}` est donné deux fois"
        }
        Sentence::PersonRowsOverlap => {
            "la personne `{person}` a deux lignes valables le {day:date}"
        }
        Sentence::PersonRowsOverlapAlways => {
            "la personne `{person}` a deux lignes valables les mêmes jours"
        }
        Sentence::PersonTwice => "la personne `{person}` figure plusieurs fois",
        Sentence::FeatureSetOffTrack => {
            "l’objectif `{objective}` est un ensemble de fonctions, mais dans l’axe {track:word}"
        }
        Sentence::ToolWithoutFeatures => {
            "l’objectif `{objective}` nomme l’outil `{tool}` sans aucune de ses fonctions"
        }
        Sentence::FeaturesWithoutTool => {
            "l’objectif `{objective}` énumère des fonctions sans nommer d’outil"
        }
        Sentence::VerdictsApartInFew => {
            "le verdict de la condition et celui d’une condition précédente peuvent ne différer que par ce qu’ont montré moins de {people} personnes : les réponses publiées le masquent, ainsi que celui de son jalon"
        }
        Sentence::VerdictOfFew => {
            "le verdict de la condition dépend de groupes de moins de {people} personnes : les réponses publiées le masquent, avec celui du jalon, là où de plus grands groupes ne le tranchent pas"
        }
        Sentence::NoConditions => "aucune condition ({what:word})",
        Sentence::SeveralForms => {
            "{keys:list} à la fois, alors qu’un seul est possible ({what:word})"
        }
        Sentence::OfWithoutCount => "`of` sans `at_least` ({what:word})",
        Sentence::MoreThanListed => {
            "{asked} conditions sont demandées parmi {listed} ({what:word})"
        }
        Sentence::CountBesideList => "`at_least` à côté de `{list}` ({what:word})",
        Sentence::GroupWithKinds => {
            "la condition est un groupe et porte aussi sur {keys:list}, qui ne serait pas examiné"
        }
        Sentence::NoActListed => "la condition n’énumère aucun acte",
        Sentence::ConditionOfNothing => "la condition ne dit rien qui puisse être rempli",
        Sentence::SeveralKinds => "la condition porte à la fois sur {keys:list}",
        Sentence::FractionAboveOne => "`{key}` demande {value}, alors que 1 est le tout",
        Sentence::NobodyNeedsAnything => {
            "la condition demande d’être prêt, mais rien n’est requis de personne"
        }
        Sentence::NobodyNeedsTrack => {
            "la condition demande d’être prêt, mais rien n’est requis de personne dans l’axe {track:word}"
        }
        Sentence::NoRoleRequiresAnything => {
            "la condition demande d’être prêt, mais aucun rôle n’exige rien"
        }
        Sentence::NoRoleRequiresTrack => {
            "la condition demande d’être prêt, mais aucun rôle n’exige rien dans l’axe {track:word}"
        }
        Sentence::HoldersNotRequired => {
            "la condition demande des personnes prêtes dans `{objective}`, qu’aucun rôle n’exige"
        }
        Sentence::HoldersNotNeeded => {
            "la condition demande des personnes prêtes dans `{objective}`, dont personne n’a besoin"
        }
        Sentence::HoldersAboveNeed => {
            "la condition demande {asked} personnes prêtes dans `{objective}`, dont {people} seulement ont besoin"
        }
        Sentence::HoldersAboveFew => {
            "la condition demande {asked} personnes prêtes dans `{objective}`, dont moins ont besoin"
        }
        Sentence::HoldersAboveNeedPer => {
            "la condition demande {asked} personnes prêtes dans `{objective}` par unité ({unit:word}), dont {people} seulement ont besoin"
        }
        Sentence::HoldersAboveFewPer => {
            "la condition demande {asked} personnes prêtes dans `{objective}` par unité ({unit:word}), dont moins ont besoin"
        }
        Sentence::HoldersAboveNeedIn => {
            "la condition demande {asked} personnes prêtes dans `{objective}` par unité ({unit:word}), dont {people} seulement ont besoin dans `{name}`{units?| (# unités dans ce cas)}"
        }
        Sentence::HoldersAboveFewIn => {
            "la condition demande {asked} personnes prêtes dans `{objective}` par unité ({unit:word}), dont moins ont besoin dans `{name}`{units?| (# unités dans ce cas)}"
        }
        Sentence::InstrumentWithoutItems => {
            "la condition demande des réponses à `{instrument}`, qui n’a aucune question"
        }
        Sentence::MoreRespondentsThanPeople => {
            "la condition demande {asked} répondants, et l’effectif est de {people}"
        }
        Sentence::GateOfItself => "le jalon de la phase `{phase}` attend cette phase elle-même",
        Sentence::GateOfLaterPhase => "le jalon attend la phase `{phase}`, qui vient plus tard",
        Sentence::HorizonPast => {
            "la planification finit le {until:date}, et la date d’évaluation est le {as_of:date}"
        }
        Sentence::LevelDescribedOnly => {
            "l’échelle `{scale}` décrit `{level}`, qui n’est pas l’un de ses niveaux"
        }
        Sentence::ObjectiveWithoutScale => {
            "l’objectif `{objective}` n’a pas d’échelle, donc pas de niveau `{level}`"
        }
        Sentence::LevelUnknown => {
            "l’échelle `{scale}` de l’objectif `{objective}` n’a pas de niveau `{level}`"
        }
        Sentence::UseUndeclared => {
            "la section `{section}` ne déclare aucun usage, donc son personnel doit apprendre tous les ensembles de fonctions de ses rôles"
        }
        Sentence::RoomTooSmall => {
            "l’activité `{activity}` prend au moins {people} personnes, et la plus grande salle, `{room}`, a {seats} places"
        }
        Sentence::SessionTooLong => {
            "une séance de `{activity}` prend {slots} demi-journées dans une même semaine, et aucune semaine n’en a plus de {most}"
        }
        Sentence::PhaseIsOver => {
            "la phase `{phase}` de {activities:list} se termine le {until:date}, avant le début du plan"
        }
        Sentence::PhaseIsLater => {
            "la phase `{phase}` de {activities:list} commence le {from:date}, après la fin du plan"
        }
        Sentence::SponsorLater => {
            "un responsable n’est désigné que le {date:date}, après la date d’évaluation ({as_of:date})"
        }
        Sentence::SponsorMissing => "aucun acte de la direction ne désigne de responsable",
        Sentence::SkillOfNobody => {
            "l’activité `{activity}` demande la compétence `{skill}`, qu’aucun formateur n’a"
        }
        Sentence::DecisionsContradict => {
            "la phase `{phase}` est décidée ouverte alors que la phase antérieure `{earlier}` est décidée fermée, jusqu’au {until:date}"
        }
        Sentence::OpenDecisionExpired => {
            "la décision de `{by}` de tenir `{phase}` ouverte a expiré le {until:date}, {days?# jour|# jours} avant le {as_of:date}"
        }
        Sentence::ClosedDecisionExpired => {
            "la décision de `{by}` de tenir `{phase}` fermée a expiré le {until:date}, {days?# jour|# jours} avant le {as_of:date}"
        }
        Sentence::OpenDecisionAgrees => {
            "la décision de `{by}` de tenir `{phase}` ouverte dit ce que disent les faits"
        }
        Sentence::ClosedDecisionAgrees => {
            "la décision de `{by}` de tenir `{phase}` fermée dit ce que disent les faits"
        }
        Sentence::DecisionKeyBlank => "la décision à côté du jalon de `{phase}` a un `{key}` vide",
        Sentence::NoRole => "la personne `{person}` n’a pas de rôle",
        Sentence::PrerequisiteLater => {
            "`{objective}`, dans la phase `{phase}`, exige `{prerequisite}`, qui ne vient que dans la phase `{later}`"
        }
        Sentence::PhaseBeforeEarlier => {
            "la phase `{phase}` finit le {until:date}, avant que la phase `{earlier}` commence le {from:date}"
        }
        Sentence::OwnPrerequisite => "l’objectif `{objective}` est son propre prérequis",
        Sentence::PrerequisitesInCircle => {
            "des objectifs sont les prérequis les uns des autres : {objectives:chain}"
        }
        Sentence::PrerequisiteUntaughtElsewhere => {
            "l’activité `{activity}` exige `{objective}`, qu’aucune autre activité n’enseigne"
        }
        Sentence::PrerequisiteNeverUsed => {
            "`{objective}` exige `{prerequisite}`, mais la section `{section}` n’utilise jamais aucune de ses fonctions"
        }
        Sentence::RoomTakenTwice => {
            "les séances `{first}` et `{second}` occupent la salle `{room}` le {date:date}"
        }
        Sentence::MoreNotListed => {
            "{more} autres constats `{code}` dans `{table}` ne sont pas énumérés"
        }
        Sentence::MoreOfCode => "{found} constats `{code}` ; les {listed} premiers sont énumérés",
        Sentence::SeatsAboveNeed => {
            "l’activité `{activity}` prend au moins {least} personnes, et {people?# personne a|# personnes ont} besoin de ce qu’elle enseigne"
        }
        Sentence::OwnParent => "la section `{section}` est rattachée à elle-même",
        Sentence::SectionsInCircle => "des sections sont rattachées en boucle : {sections:chain}",
        Sentence::SessionOnDayOff => {
            "la séance `{session}` est fixée au {date:date}, un jour non ouvré"
        }
        Sentence::SeatsAboveRoom => {
            "la séance `{session}` a {seats} places, mais la salle `{room}` en a {most}"
        }
        Sentence::SeatsAboveActivity => {
            "la séance `{session}` a {seats} places, mais l’activité `{activity}` en permet {most}"
        }
        Sentence::RoleOfTechnologyOnly => {
            "le rôle `{role}` n’exige que des objectifs de technologie"
        }
        Sentence::TrackWithoutObjectives => "l’axe {track:word} n’a aucun objectif",
        Sentence::HoursOffBalance => {
            "l’axe {track:word} a {share} % des heures de formation requises, alors que son poids en demande {fair} % : personnes {people} h, processus {process} h, technologie {technology} h"
        }
        Sentence::TrainerTwice => {
            "le formateur `{trainer}` anime les séances `{first}` et `{second}` le {date:date}"
        }
        Sentence::NameUnknown => "nom inconnu : `{given}` ({kind:word})",
        Sentence::NameMissing => "aucun nom n’est donné ({kind:word})",
        Sentence::FeatureUnknown => "l’outil `{tool}` n’a pas de fonction `{feature}`",
        Sentence::ActOfNobody => "la condition demande l’acte `{act}`, que personne n’a fait",
        Sentence::ItemMeasuresNothing => "la question `{item}` ne mesure rien",
        Sentence::ItemMeasuresUnknown => {
            "la question `{item}` mesure `{given}`, qui n’est pas un objectif"
        }
        Sentence::SiteUnknown => "aucune section n’est sur le site `{site}`",
        Sentence::RequiredInNoPhase => {
            "l’objectif `{objective}` est exigé mais n’est dans aucune phase"
        }
        Sentence::PrerequisiteInNoPhase => {
            "l’objectif `{objective}` est un prérequis de ce qui est exigé mais n’est dans aucune phase"
        }
        Sentence::RequiredByNobody => "aucun rôle n’exige l’objectif `{objective}`",
        Sentence::FormatUnknown => "cette version ne lit pas le format `{format}`",
        Sentence::NothingTaught => {
            "les rôles exigent {objectives?# objectif|# objectifs}, et aucune activité n’en enseigne"
        }
        Sentence::RequiredUntaught => "un rôle exige `{objective}`, qu’aucune activité n’enseigne",
        Sentence::RequiredTaughtBelow => {
            "un rôle exige `{objective}`, mais les activités n’enseignent `{id}` que jusqu’à `{level}`"
        }
        Sentence::PrerequisiteUntaught => {
            "un prérequis demande `{objective}`, qu’aucune activité n’enseigne"
        }
        Sentence::PrerequisiteTaughtBelow => {
            "un prérequis demande `{objective}`, mais les activités n’enseignent `{id}` que jusqu’à `{level}`"
        }
        Sentence::FeatureUntrained => {
            "la fonction `{feature}` est utilisée {uses} fois par mois, surtout par la section `{section}` ({most}), mais aucune activité ne l’enseigne"
        }
        Sentence::TaughtNeverUsed => {
            "l’activité `{activity}` enseigne l’ensemble `{objective}`, mais aucune section n’utilise {features:list}"
        }
        Sentence::UseOfNobody => {
            "la section `{section}` déclare un usage et n’a personne, ni aucune section qui tienne son usage d’elle"
        }
        Sentence::NotAnAmount => "`{key}` vaut {value}, mais doit être de 0 à 1 000 000 000 000",
        Sentence::NotAFraction => "`{key}` vaut {value}, mais doit être de 0 à 1",
        Sentence::NotBelowOne => {
            "`{key}` vaut {value}, mais doit être d’au moins 0 et inférieur à 1"
        }
        Sentence::NotAHalfLife => "`{key}` vaut {value}, mais doit être de 0,01 à 1 000 000 jours",
        Sentence::NotHours => {
            "`{key}` vaut {value}, mais doit être supérieur à 0 et d’au plus 10 000"
        }
        Sentence::NotAnEvidenceWeight => {
            "`{key}` vaut {value}, mais doit être supérieur à 0 et d’au plus 8"
        }
        Sentence::NotAWeight => "`{key}` vaut {value}, mais doit être supérieur à 0",
        Sentence::NotWholeConditions => {
            "`{key}` vaut {value}, mais doit être un nombre entier de conditions, au moins 1"
        }
        Sentence::NotWholePeople => {
            "`{key}` vaut {value}, mais doit être un nombre entier de personnes, au moins 1"
        }
        Sentence::ExponentAboveOne => "`exponent` vaut {value}, mais doit être d’au plus 1",
        Sentence::MinCellTooLow => "`min_cell` vaut {value}, mais doit être d’au moins 5",
        Sentence::RoundToUnknown => "`round_to` vaut {value}, mais doit être 1, 3 ou 5",
        Sentence::HoursOfDay => {
            "`hours_per_day` vaut {value}, mais doit être supérieur à 0 et d’au plus 24"
        }
        Sentence::AfternoonNotAfterMorning => {
            "`afternoon` vaut {afternoon}, mais doit venir après `morning`, {morning}"
        }
        Sentence::HalfDayOverMidnight => {
            "une demi-journée compte {hours} heures, mais il en reste moins avant minuit à partir de `afternoon`, {afternoon}"
        }
        Sentence::NoDayToWork => "les sept jours sont `weekend` : il ne reste aucun jour ouvré",
        Sentence::RoomForNobody => "`{id}` n’a aucune place ({kind:word})",
        Sentence::ScaleWithoutLevels => "l’échelle `{scale}` n’a aucun niveau",
        Sentence::TooManyLevels => "l’échelle `{scale}` a {levels} niveaux, plus que {most}",
        Sentence::SeatsReversed => {
            "l’activité `{activity}` demande {least} participants mais n’a que {most} places"
        }
        Sentence::FewPoints => "`points` vaut {value}, mais doit être d’au moins 2",
        Sentence::LabelsNotPoints => {
            "l’enquête `{instrument}` a {labels} libellés pour {points} réponses possibles"
        }
        Sentence::GateAlwaysOpen => "`at_least` vaut 0 : le jalon serait toujours ouvert",
        Sentence::RoundedByShortKey => {
            "la clé de protection a moins de {characters} caractères : elle peut être devinée"
        }
        Sentence::RoundedByDerivedKey => {
            "les effectifs ont été arrondis avec une clé tirée des preuves : les réponses tirées d’autres preuves sont arrondies indépendamment"
        }
        Sentence::OneHolder => "une seule de {people} personnes est prête dans `{objective}`",
        Sentence::ExpiredHidesValid => {
            "`{person}`, `{objective}` : la preuve du {expired_date:date} ({expired:word}) a expiré le {expired_on:date} et masque celle du {valid_date:date} ({valid:word}) de même clé `{key}`, valable jusqu’au {until:date}"
        }
        Sentence::ExpiredHidesLasting => {
            "`{person}`, `{objective}` : la preuve du {expired_date:date} ({expired:word}) a expiré le {expired_on:date} et masque celle du {valid_date:date} ({valid:word}) de même clé `{key}`, qui n’expire pas"
        }
        Sentence::RecordsDiffer => {
            "`{person}`, `{objective}` : deux résultats {counts:word} {value} ont la clé `{key}` et la date du {date:date}, mais diffèrent par `{column}` ; celui avec `{text}` compte"
        }
        Sentence::RecordsConflict => {
            "`{person}`, `{objective}` : {value} ({counts:word}) et {other_value} ({other:word}) ont la clé `{key}` et la date du {date:date} ; c’est {value} qui compte"
        }
        Sentence::PersonNotOfProgramme => "`{given}` n’est pas une personne du programme",
        Sentence::ObjectiveNotOfProgramme => "`{given}` n’est pas un objectif du programme",
        Sentence::RecordWithoutScale => {
            "`{objective}` n’a pas d’échelle, donc pas de niveau `{level}`"
        }
        Sentence::LevelNotOfObjective => "`{level}` n’est pas un niveau de `{objective}`",
        Sentence::ObservesThemselves => "`{person}` est nommé comme observateur de `{person}`",
        Sentence::EvidenceBeforeJoining => {
            "preuve du {date:date} pour `{person}`, dont l’arrivée est du {joined:date}"
        }
        Sentence::EvidenceAfterLeaving => {
            "preuve du {date:date} pour `{person}`, dont le départ est du {left:date}"
        }
        Sentence::RecordValueOutside => "la valeur {value} est hors de 0 à 1",
        Sentence::PartialExpires => {
            "une preuve de valeur {value} ne peut expirer : seule une réussite complète le peut"
        }
        Sentence::ExpiresBeforeDate => {
            "l’expiration ({expires:date}) précède la date ({date:date})"
        }
        Sentence::AnswersConflict => {
            "`{respondent}` a répondu {other} et {answer} à cette question le même jour : {counts} compte"
        }
        Sentence::CountsConflict => {
            "le groupe `{group}` a les nombres {other} et {count} pour la réponse {answer} le même jour : {counts} est retenu"
        }
        Sentence::CountedTwice => {
            "`{section}` et sa partie `{part}` ont tous deux des nombres de réponses à `{instrument}` le {date:date} ; ils sont additionnés"
        }
        Sentence::CountOfPerson => {
            "`{respondent}` est une seule personne du programme, et `count` est pour les groupes"
        }
        Sentence::AnswerOutside => "la réponse {answer} est hors de 1 à {points}",
        Sentence::RespondentUnknown => {
            "`{respondent}` n’est pas une personne du programme et ne donne pas de section : la réponse ne compte que pour l’ensemble"
        }
        Sentence::RespondentAway => {
            "une réponse du {date:date} de `{respondent}`, qui ne travaillait pas ici alors"
        }
        Sentence::KeyUnknown => "`{key}` n’est pas une clé connue ici ({owner:word})",
        Sentence::NoRecordsNamed => "aucun enregistrement n’est désigné",
        Sentence::KeyMissing => "`{key}` manque ({owner:word})",
        Sentence::FewFields => {
            "la ligne n’a que {found?# champ|# champs}, l’en-tête en a {columns} ; la ligne a été refusée"
        }
        Sentence::ManyFields => {
            "la ligne a {found?# champ|# champs}, l’en-tête en a {columns} ; la ligne a été refusée"
        }
        Sentence::ColumnTwice => "la colonne `{column}` figure deux fois",
        Sentence::ColumnUnknown => {
            "`{column}` n’est pas une colonne de cette table ; elle n’est pas lue"
        }
        Sentence::ColumnMissing => "la colonne `{column}` manque",
        Sentence::HeaderMissing => {
            "la ligne d’en-tête manque : la première ligne ressemble à des données"
        }
        Sentence::FileEmpty => "le fichier est vide : il lui faut au moins une ligne d’en-tête",
        Sentence::AllRecordsRefused => {
            "{refused?la seule preuve a été refusée et ne compte|les # preuves ont toutes été refusées et ne comptent} pas"
        }
        Sentence::RecordsRefused => {
            "{refused?# preuve|# preuves} sur {rows} {refused?a été refusée et ne compte|ont été refusées et ne comptent} pas"
        }
        Sentence::AllAnswersRefused => {
            "{refused?la seule réponse a été refusée et ne compte|les # réponses ont toutes été refusées et ne comptent} pas"
        }
        Sentence::AnswersRefused => {
            "{refused?# réponse|# réponses} sur {rows} {refused?a été refusée et ne compte|ont été refusées et ne comptent} pas"
        }
        Sentence::SomeRecordsRefused => {
            "{refused?# preuve a été refusée et ne compte|# preuves ont été refusées et ne comptent} pas"
        }
        Sentence::SomeAnswersRefused => {
            "{refused?# réponse a été refusée et ne compte|# réponses ont été refusées et ne comptent} pas"
        }
        Sentence::SomeRecordsSetAside => {
            "{aside?# preuve renvoie|# preuves renvoient} à ce qui a été refusé dans le programme"
        }
        Sentence::SomeAnswersSetAside => {
            "{aside?# réponse renvoie|# réponses renvoient} à ce qui a été refusé dans le programme"
        }
        Sentence::RecordsSetAside => {
            "{aside?# preuve|# preuves} sur {rows} {aside?renvoie|renvoient} à ce qui a été refusé dans le programme"
        }
        Sentence::AnswersSetAside => {
            "{aside?# réponse|# réponses} sur {rows} {aside?renvoie|renvoient} à ce qui a été refusé dans le programme"
        }
        Sentence::RecordsRenamed => {
            "{renamed?# preuve|# preuves} sur {rows} {renamed?désigne|désignent} quelque chose par un ancien identifiant, et {renamed?compte|comptent}"
        }
        Sentence::AnswersMissing => {
            "{missing?# ligne|# lignes} de réponses aux enquêtes sur {rows} {missing?ne contient|ne contiennent} pas de réponse"
        }
        Sentence::AnswersRenamed => {
            "{renamed?# réponse|# réponses} sur {rows} {renamed?désigne|désignent} quelque chose par un ancien identifiant, et {renamed?compte|comptent}"
        }
        Sentence::FutureRecord => {
            "une preuve porte la date du {first:date}, après le {as_of:date}, et a été ignorée"
        }
        Sentence::FutureRecords => {
            "{rows} preuves sont postérieures au {as_of:date}, la première du {first:date}, et ont été ignorées"
        }
        Sentence::FutureAnswer => {
            "une réponse porte la date du {first:date}, après le {as_of:date}, et ne compte pas encore"
        }
        Sentence::FutureAnswers => {
            "{rows} réponses sont postérieures au {as_of:date}, la première du {first:date}, et ne comptent pas encore"
        }
        Sentence::FutureAct => {
            "un acte de la direction porte la date du {first:date}, après le {as_of:date}, et ne compte pas encore"
        }
        Sentence::FutureActs => {
            "{rows} actes de la direction sont postérieurs au {as_of:date}, le premier du {first:date}, et ne comptent pas encore"
        }
        Sentence::NotFinite => "`{key}` vaut {value}, mais doit être un nombre fini",
        Sentence::AnswerOfOtherDate => {
            "la réponse est demandée au {other:date}, mais l’évaluation est au {as_of:date}"
        }
        Sentence::PlanOfOtherDate => {
            "le plan est demandé au {other:date}, mais l’évaluation est au {as_of:date}"
        }
        Sentence::PlanBeginsEarly => {
            "la planification commencerait le {from:date}, avant le {as_of:date}, date de l’évaluation"
        }
        Sentence::PlanEndsEarly => {
            "la planification finirait le {until:date}, et non après le {as_of:date}, date de l’évaluation"
        }
        Sentence::EndGivenTwice => {
            "`until` et `weeks` disent tous deux quand la planification finit"
        }
        Sentence::WeeksOutOfRange => {
            "`weeks` vaut {value}, mais doit être compris entre 1 et {most}"
        }
        Sentence::AboveMost => "`{key}` vaut {value}, mais doit être au plus {most}",
        Sentence::OptionTwice => "l’option `{key}` est donnée deux fois",
        Sentence::PlanTooLong => {
            "un plan dure au plus dix ans, mais du {from:date} au {until:date} c’est plus long"
        }
        Sentence::EvidenceOfOtherProgramme => {
            "les preuves ont été lues pour un autre programme, ou pour celui-ci compilé de nouveau"
        }
        Sentence::AnswersOfOtherProgramme => {
            "les réponses ont été lues pour un autre programme, ou pour celui-ci compilé de nouveau"
        }
        Sentence::AnswersForOtherItems => {
            "des réponses à {given?# question|# questions} ne vont pas avec les sommes de {items?# question|# questions}"
        }
        Sentence::AnswerNotFinite => "une réponse n’est pas un nombre fini",
        Sentence::ValueNotAnAnswer => "`{value}` n’est pas une réponse à `{instrument}`",
        Sentence::OptionWithoutOther => "`{key}` n’a pas d’effet sans `{other}`",
        Sentence::OptionBesideOther => "`{key}` n’a pas d’effet à côté de `{other}`",
        Sentence::PlanOfOtherProgramme => {
            "le plan est celui du programme `{other}`, et non de `{programme}`"
        }
        Sentence::SessionTwiceInPlan => {
            "la séance `{session}` figure deux fois dans le plan : il a été modifié après coup"
        }
        Sentence::PinGivenUp => {
            "la séance `{session}` est fixée, mais il ne reste rien pour elle à ce moment ({what:word}) : elle n’a pas lieu"
        }
        Sentence::NoTrainerDeclared => {
            "aucun formateur n’est déclaré : les formateurs ne limitent donc rien"
        }
        Sentence::NoRoomDeclared => {
            "aucune salle n’est déclarée : les salles ne limitent donc rien"
        }
        Sentence::LeaveBeforeSessionEnds => {
            "les places de {people:list} dans la séance `{session}` sont abandonnées : départ avant sa fin, le {end:date}"
        }
        Sentence::RefreshAfterPhase => {
            "{people?1 personne doit|# personnes doivent} rafraîchir `{objective}` seulement après la fin de la phase `{phase}`, le {until:date} ; le plan ne le prévoit pas"
        }
        Sentence::UnpreparedOnDay => {
            "le {date:date}, {people:list} ne maîtriseront pas `{step}`, qu’exige la séance `{session}`"
        }
        Sentence::EarlierSessionSmall => {
            "la séance `{session}` du {date:date} a trop peu de participants : {people}, et son activité en demande {least} ou plus"
        }
        Sentence::LeaveBeforePlanEnds => {
            "{people?# personne qui a des besoins non couverts part|# personnes qui ont des besoins non couverts partent} avant la fin du plan, le {until:date} ; le plan ne leur donne rien de nouveau"
        }
        Sentence::NoWorkingDay => "il n’y a aucun jour ouvré du {from:date} au {until:date}",
        Sentence::LineUnknown => "le plan n’a pas de ligne `{line}`",
        Sentence::OptionUnknown => "`{key}` n’est pas une option de planification",
        Sentence::OptionOfOtherType => "`{key}` attend {expected:word}, et non `{value}`",
        Sentence::OptionForm => "`{option}` n’est pas écrit comme `option=valeur`",
        Sentence::TimetableRefused => "l’emploi du temps est refusé à `{place}` : {detail}",
        Sentence::NothingOpensGate => "aucun ensemble de changements n’ouvre le jalon de `{phase}`",
        Sentence::InstrumentNotOfProgramme => "`{given}` n’est pas une enquête du programme",
        Sentence::ItemNotOfInstrument => {
            "`{given}` n’est pas une question de l’enquête `{instrument}`"
        }
        Sentence::SectionNotOfProgramme => "`{given}` n’est pas une section du programme",
        Sentence::NotMeasured => "aucune question de l’enquête `{instrument}` ne mesure `{given}`",
        Sentence::NeedsNotAsked => {
            "l’enquête `{instrument}` ne demande pour rien l’importance et la capacité"
        }
        Sentence::NotAnId => "`{given}` ne peut pas être un identifiant",
        Sentence::TooManyRespondents => "il y a plus de {most} répondants",
        Sentence::TooManyKeys => "il y a plus de {most} clés et sources différentes",
        Sentence::ObjectiveInError => "l’objectif `{objective}` a une erreur",
        Sentence::NumberOfNoText => {
            "{number} n’est pas une place dans la liste de {texts?# texte|# textes}"
        }
        Sentence::DayOutsideYears => "le jour {day} n’est pas dans les années 1 à 9999",
        Sentence::KindUnknown => "`{given}` n’est pas un type de preuve",
        Sentence::ColumnLengthsDiffer => "`{column}` a {length} preuves et `person` en a {records}",
        Sentence::QuoteNotClosed => "un guillemet de cette ligne n’est jamais fermé",
        Sentence::QuoteSwallowsRows => {
            "un guillemet de cette ligne n’est jamais fermé : tout jusqu’à la ligne {last} est pris pour un seul champ"
        }
        Sentence::QuoteClosedWithin => {
            "un guillemet de cette ligne se ferme au milieu d’un champ {lines?# ligne|# lignes} plus loin ; la ligne a été refusée"
        }
        Sentence::HeaderTooLong => {
            "la ligne d’en-tête dépasse 1 Mio, ou un de ses guillemets n’est jamais fermé"
        }
        Sentence::FieldsFarTooMany => "la ligne a bien plus que les {columns} champs de l’en-tête",
        Sentence::RowTooLong => "la ligne dépasse 1 Mio ; elle a été ignorée",
        Sentence::CellInWindows1252 => {
            "colonne `{column}` : ce n’est pas de l’UTF-8 ; en Windows-1252 on lit `{text}` ; la ligne a été refusée"
        }
        Sentence::CellNotUtf8 => {
            "colonne `{column}` : ce n’est pas de l’UTF-8 valable ; la ligne a été refusée"
        }
        Sentence::HeadingEmpty => {
            "l’en-tête de la colonne {number} est vide ; la colonne n’est pas lue"
        }
        Sentence::ColumnOfOtherType => {
            "la colonne `{column}` est d’un type qui ne peut pas être lu : {detail}"
        }
        Sentence::CellEmpty => "colonne `{column}` : rien n’est écrit ici",
        Sentence::CellNoAnswer => "colonne `{column}` : `{value}` n’est pas une réponse",
        Sentence::CellNotOneOf => "colonne `{column}` : `{value}` n’est pas {words:any}",
        Sentence::CellTimeUnknown => {
            "colonne `{column}` : `{value}` a une date lisible, suivie de ce qui n’est pas une heure"
        }
        Sentence::CellYearOfTwoDigits => {
            "colonne `{column}` : `{value}` a une année à deux chiffres"
        }
        Sentence::CellDateForm => {
            "colonne `{column}` : `{value}` n’est pas écrit comme `YYYY-MM-DD`"
        }
        Sentence::CellDateOfOtherOrder => {
            "colonne `{column}` : `{value}` n’est pas une date dans l’ordre déclaré, {declared:word} ; dans l’ordre {other:word}, c’est `{date}`"
        }
        Sentence::CellDayNumber => {
            "colonne `{column}` : `{value}` est un numéro de jour d’Excel (`{date}`), et les dates sont déclarées dans l’ordre {declared:word}"
        }
        Sentence::CellNotInCalendar => {
            "colonne `{column}` : `{value}` n’est pas une date du calendrier, ni comme {declared:word}, ni comme `YYYY-MM-DD`"
        }
        Sentence::CellDayOfNoMonth => "colonne `{column}` : `{value}` n’est pas dans le calendrier",
        Sentence::CellNotADate => {
            "colonne `{column}` : `{value}` n’est pas une date ; écrivez-la comme `YYYY-MM-DD`"
        }
        Sentence::CellNumberNoDate => {
            "colonne `{column}` : `{value}` est un nombre, et non une date ; écrivez les dates comme `YYYY-MM-DD`"
        }
        Sentence::CellOrderUndeclared => {
            "colonne `{column}` : `{value}` n’est pas écrit comme `YYYY-MM-DD`, et aucun autre ordre du jour et du mois n’est déclaré"
        }
        Sentence::CellPercentage => {
            "colonne `{column}` : `{value}` est un pourcentage ; écrivez une fraction, comme 0.85 pour 85 %"
        }
        Sentence::CellPointsOfMost => {
            "colonne `{column}` : `{value}` donne des points sur un maximum ; écrivez une fraction, comme 0.7 pour 7 / 10"
        }
        Sentence::CellDecimalComma => {
            "colonne `{column}` : `{value}` a une virgule décimale, et un point est attendu"
        }
        Sentence::CellNumberMarks => "colonne `{column}` : `{value}` n’est pas un nombre lisible",
        Sentence::CellNotANumber => "colonne `{column}` : `{value}` n’est pas un nombre",
        Sentence::CellNotAWholeNumber => {
            "colonne `{column}` : `{value}` n’est pas un nombre entier d’au moins 0"
        }
        Sentence::CellNeitherTrueNorFalse => "colonne `{column}` : `{value}` n’est ni vrai ni faux",
        Sentence::CellHalfContradicts => {
            "colonne `{column}` : `{half}` n’est pas la demi-journée que dit `start`"
        }
        Sentence::CellTimeLeavesHalf => "colonne `{column}` : l’heure laisse une moitié de ce jour",
        Sentence::PreviousIdUsed => {
            "{references?# référence nomme|# références nomment} `{was}`, ancien identifiant de `{id}` ({kind:word})"
        }
        Sentence::TwoProgrammes => {
            "`paratus.toml` et `paratus.json` sont tous deux ici, et l’un et l’autre seraient le programme"
        }
        Sentence::NoProgramme => "il n’y a ici ni `paratus.toml` ni `paratus.json`",
        Sentence::TwoTables => {
            "`{first}` et `{second}` sont tous deux ici, et l’un et l’autre seraient la table `{table}`"
        }
        Sentence::FileTooLarge => "`{file}` dépasse {most}",
        Sentence::FileUnreadable => "`{file}` ne peut pas être lu : {detail}",
        Sentence::FileMissing => "il n’y a pas de fichier `{file}`",
        Sentence::FileEncoding => "ce fichier est en {encoding}",
        Sentence::FileInWindows1252 => "ce n’est pas de l’UTF-8 ; en Windows-1252 on lit `{text}`",
        Sentence::FileNotUtf8 => "ce n’est pas de l’UTF-8 valable",
        Sentence::JsonOnly => "cette version ne lit que le JSON",
        Sentence::NotJson => "ce n’est pas du JSON : {detail}",
        Sentence::NotToml => "ce n’est pas du TOML : {detail}",
        Sentence::TextNotClosed => "le texte qui commence ici n’est pas fermé",
        Sentence::NestedTooDeeply => "l’imbrication est trop profonde",
        Sentence::KeyGivenTwice => "`{key}` est donné deux fois",
        Sentence::IncludeOfNoFolder => "seul un fichier dans un dossier peut en inclure d’autres",
        Sentence::IncludeOutside => {
            "`{file}` n’est pas le nom d’un fichier du dossier du programme"
        }
        Sentence::IncludeOfItself => "un fichier ne peut pas s’inclure lui-même : {files:chain}",
        Sentence::IncludedTwice => "`{file}` est inclus deux fois",
        Sentence::TooManyProblems => {
            "trop de problèmes dans une seule entrée ; elle a été refusée en entier"
        }
        Sentence::ExpectedOnly => "attendu : {expected:word}",
        Sentence::ExpectedFound => "attendu : {expected:word} ; trouvé : {found:word}",
        Sentence::ExpectedFoundNumber => "attendu : {expected:word} ; trouvé : le nombre `{found}`",
        Sentence::ExpectedFoundText => "attendu : {expected:word} ; trouvé : le texte `{found}`",
        Sentence::ExpectedFoundWord => "attendu : {words:any} ; trouvé : `{found}`",
        Sentence::ExpectedFoundValue => "attendu : {expected:word} ; trouvé : `{found}`",
        Sentence::ExpectedFoundList => "attendu : {expected:word} ; trouvé : une liste de {length}",
        Sentence::ValueUnreadable => "la valeur ne peut pas être lue : {detail}",
        Sentence::NotOneOf => "`{given}` n’est pas {words:any}",
        Sentence::CodeUnknown => "`{given}` n’est pas le code d’un constat",
        Sentence::NoGateOfPhase => "il n’y a pas de phase `{phase}` avec un jalon",
        Sentence::RefreshersEnd => {
            "le dernier jour, {until:date}, doit être après la date de l’évaluation, {as_of:date}, et au plus tard le {last:date}"
        }
        Sentence::WindowReversed => {
            "le premier jour, {since:date}, est après le dernier, {as_of:date}"
        }
        Sentence::OffsetMissing => "aucun décalage par rapport au temps universel n’est donné",
        Sentence::OffsetTooLarge => {
            "un décalage de {minutes} minutes n’est pas inférieur à 18 heures"
        }
        Sentence::OffsetNotLater => {
            "le jour {from:date} n’est pas postérieur au précédent, {before:date}"
        }
        Sentence::DateMissing => "il n’y a pas de date d’évaluation, et il n’y a pas d’horloge",
        Sentence::RequestUnreadable => "la demande ne peut pas être lue : {detail}",
        Sentence::OperationUnknown => "`{operation}` n’est pas une opération",
        Sentence::OperationOfWritten => "`{operation}` a besoin du programme tel qu’il est écrit",
        Sentence::LeftOutOfBuild => "`{operation}` n’est pas dans cette version",
        Sentence::NothingToExplain => "nommez une seule chose à expliquer : {keys:any}",
        Sentence::SectionAndRole => "donnez `section` ou `role`, pas les deux",
        Sentence::DisclosureKeyLong => "`{name}` dépasse {bytes} octets : ce n’est pas une clé",
        Sentence::DisclosureKeyEmpty => "`{name}` est vide",
        Sentence::InPhase => "les jours sont ceux de la phase `{phase}`",
        Sentence::CannotLearn => {
            "{people?# personne ne peut|# personnes ne peuvent} pas apprendre `{objective}`"
        }
        Sentence::RequiresItself => "`{activity}` exige ce qui à son tour l’exige",
        Sentence::RestsOnUntaught => {
            "ce qui enseigne `{objective}` repose sur `{missing}`, qu’aucune activité n’enseigne"
        }
        Sentence::RestsOnImpossible => {
            "ce qui enseigne `{objective}` exige quelque chose qu’on ne peut obtenir"
        }
        Sentence::NoActivityTeaches => "aucune activité n’enseigne `{objective}`",
        Sentence::TrainersWithoutSkill => "aucun formateur n’a la compétence {skills:any}",
        Sentence::TrainersAway => {
            "tous les formateurs qui ont la compétence {skills:any} sont absents ou partis"
        }
        Sentence::TrainersElsewhere => {
            "tous les formateurs qui ont la compétence {skills:any} sont absents, partis ou sur un autre site"
        }
        Sentence::PeopleNeedActivities => {
            "{people?# personne a|# personnes ont} besoin de {activities:list}"
        }
        Sentence::NoTrainerForSession => {
            "aucun formateur avec {skills:list} n’est là pour une séance de {activities:list} du {from:date} au {until:date}"
        }
        Sentence::SessionsNeedTrainer => {
            "{sessions?# séance de|# séances de} {activities:list} {sessions?demande|demandent} un formateur avec {skills:list} du {from:date} au {until:date} ({trainers?# formateur|# formateurs})"
        }
        Sentence::NoRoomForSession => {
            "aucune {seats?salle|salle de # places ou plus} n’est là pour une séance de {activities:list} du {from:date} au {until:date}"
        }
        Sentence::NoRoomForSessionAt => {
            "aucune {seats?salle|salle de # places ou plus} à `{site}` n’est là pour une séance de {activities:list} du {from:date} au {until:date}"
        }
        Sentence::SeatsNeedRooms => {
            "{uses?# place de|# places de} {activities:list} {uses?demande|demandent} une {seats?salle|salle de # places ou plus} du {from:date} au {until:date}"
        }
        Sentence::SeatsNeedRoomsAt => {
            "{uses?# place de|# places de} {activities:list} {uses?demande|demandent} une {seats?salle|salle de # places ou plus} à `{site}` du {from:date} au {until:date}"
        }
        Sentence::SessionsNeedRoom => {
            "{sessions?# séance de|# séances de} {activities:list} {sessions?demande|demandent} une {seats?salle|salle de # places ou plus} du {from:date} au {until:date}"
        }
        Sentence::SessionsNeedRoomAt => {
            "{sessions?# séance de|# séances de} {activities:list} {sessions?demande|demandent} une {seats?salle|salle de # places ou plus} à `{site}` du {from:date} au {until:date}"
        }
        Sentence::MostAway => "section `{section}`, {most} absents à la fois au plus",
        Sentence::SeatsNeedAbsences => {
            "{seats?# place|# places} dans {activities:list} du {from:date} au {until:date}"
        }
        Sentence::SomebodyNeedsSessions => {
            "dans la section `{section}`, quelqu’un a besoin de {sessions?# séance|# séances} ({activities:list}) du {from:date} au {until:date}"
        }
        Sentence::PeopleAwayAtStarts => {
            "{people?# personne|# personnes} de la section `{section}` {people?n’est là|ne sont là} à aucun début possible de {activities:list} du {from:date} au {until:date}"
        }
        Sentence::OrderLeavesNoStart => {
            "{people?# personne|# personnes} de la section `{section}` {people?a|ont} besoin de {activities:list} du {from:date} au {until:date}, et ce qui vient avant et après ne laisse aucun début"
        }
        Sentence::FewCanCome => {
            "une séance de {activities:list} demande {least?# personne|# personnes} ou plus, et {people} peuvent venir ensemble"
        }
        Sentence::FewCanComeAt => {
            "une séance de {activities:list} demande {least?# personne|# personnes} ou plus, et {people} peuvent venir ensemble à `{site}`"
        }
        Sentence::SessionsOfPeople => {
            "il faut {sessions?# séance|# séances} de {activities:list} avec {least?# personne|# personnes} ou plus du {from:date} au {until:date}"
        }
        Sentence::SessionsOfPeopleAt => {
            "il faut {sessions?# séance|# séances} de {activities:list} avec {least?# personne|# personnes} ou plus à `{site}` du {from:date} au {until:date}"
        }
        Sentence::PeopleForSessions => "il y a du monde pour {available}",
        Sentence::NeedsMetTogether => {
            "{needs?# besoin|# besoins} de {people?# personne|# personnes} ensemble ({activities:list}), dont {available} au plus peuvent être satisfaits"
        }
        Sentence::NoSessionCanBegin => {
            "aucune séance de {activities:list} ({slots?# demi-journée|# demi-journées}) ne peut commencer du {from:date} au {until:date}"
        }
        Sentence::HalfDaysShort => {
            "il faut {needed?# demi-journée|# demi-journées}, et il y en a {available}"
        }
        Sentence::SeatHalfDaysShort => {
            "il faut {needed?# demi-journée de place|# demi-journées de place}, et il y en a {available}"
        }
        Sentence::TimeForSessions => "il y a du temps pour {available}",
        Sentence::LetMoreBeAway => {
            "permettre que {percent} % d’une section soient absents à la fois"
        }
        Sentence::LetPhaseEndLater => "faire finir la phase `{phase}` le {until:date}",
        Sentence::AddRooms => "{rooms?1 salle de plus|# salles de plus}",
        Sentence::AddRoomsAt => "{rooms?1 salle de plus|# salles de plus} à `{site}`",
        Sentence::AddTrainers => {
            "{trainers?1 formateur de plus|# formateurs de plus} avec `{skill}`"
        }
        Sentence::HoldLargerSessions => {
            "accueillir jusqu’à {people?# personne|# personnes} dans une séance de `{activity}`"
        }
        Sentence::HoldSmallerSessions => {
            "tenir les séances de `{activity}` dès {people?# personne|# personnes}"
        }
        Sentence::PlanLonger => "planifier {weeks?1 semaine de plus|# semaines de plus}",
        Sentence::MoveSeats => {
            "tout planifier à nouveau : {seats?# place annoncée change|# places annoncées changent}"
        }
        Sentence::ServesNobody => "ne répond au besoin de personne",
        Sentence::ServesNeed => {
            "répond au besoin de {objectives:list} de {people?# personne|# personnes}"
        }
        Sentence::ServesStale => {
            "répond au besoin de {objectives:list} de {people?# personne|# personnes} chez qui l’acquis se périme"
        }
        Sentence::ServesPartlyStale => {
            "répond au besoin de {objectives:list} de {people?# personne|# personnes}, dont {stale} chez qui l’acquis se périme"
        }
        Sentence::DateAbsence => {
            "plus tôt, trop de personnes d’une section seraient absentes à la fois"
        }
        Sentence::DateAway => "plus tôt, quelqu’un n’est pas là, ou le moment n’est pas venu",
        Sentence::DateBusy => "plus tôt, certains participants sont dans une autre séance",
        Sentence::DateEarliest => "au plus tôt selon le calendrier et la phase",
        Sentence::DateMinimum => {
            "plus tôt, moins de personnes que la plus petite séance n’en demande pourraient venir"
        }
        Sentence::DatePinned => "fixée à cette date",
        Sentence::DatePrerequisite => {
            "plus tôt, certains participants n’ont pas terminé ce qu’elle exige"
        }
        Sentence::DateRoom => "plus tôt, toutes les salles qui conviennent sont prises",
        Sentence::DateSearch => "elle pourrait être plus tôt, et le plan n’en serait pas meilleur",
        Sentence::DateTrainer => {
            "plus tôt, tous les formateurs qui ont la compétence sont pris ou absents"
        }
        Sentence::DoneBefore => "jusqu’au {until:date}, avant ce qui s’appuie dessus",
        Sentence::DoneBy => "jusqu’au {until:date}, la fin du plan",
        Sentence::DoneAsAnnounced => "jusqu’au {until:date}, comme annoncé",
        Sentence::DoneInPhase => "jusqu’au {until:date}, la fin de sa phase",
        Sentence::DoneWhileFresh => {
            "jusqu’au {until:date}, avant que ce qui est rafraîchi n’expire"
        }
        Sentence::DoneWhileThere => "jusqu’au {until:date}, leur dernier jour dans le plan",
        Sentence::StartsInAll => {
            "il y a {starts?# demi-journée|# demi-journées} pour une séance de `{activity}`"
        }
        Sentence::StartsAbsence => "à {starts}, trop de personnes de la section seraient absentes",
        Sentence::StartsAway => "à {starts}, la personne n’est pas là, ou le moment n’est pas venu",
        Sentence::StartsBusy => "à {starts}, la personne est dans une autre séance, ou enseigne",
        Sentence::StartsEarlierStep => "à {starts}, ce qu’elle exige n’est pas terminé",
        Sentence::StartsMinimum => {
            "à {starts}, moins de personnes que la plus petite séance n’en demande pourraient venir"
        }
        Sentence::StartsRoom => "à {starts}, aucune salle qui convient n’est libre",
        Sentence::StartsSearch => "à {starts}, une autre séance a été préférée",
        Sentence::StartsTrainer => "à {starts}, aucun formateur qui a la compétence n’est libre",
        Sentence::NoRoomHolds => {
            "aucune salle du site de la personne ne peut accueillir `{activity}`"
        }
        Sentence::NoTrainerHolds => "aucun formateur ne peut assurer `{activity}`",
        Sentence::NoTrainerWithSkill => {
            "aucun formateur qui a la compétence `{skill}` ne peut assurer `{activity}`"
        }
        Sentence::NoTimeLeft => "il ne reste pas de temps pour `{name}`",
        Sentence::RequirementsUnmet => "ce que `{activity}` exige n’est pas satisfait",
        Sentence::StepUnmet => {
            "`{activity}` vient après `{missing}`, où aucune place n’a été trouvée"
        }
        Sentence::NoPlaceFound => "aucune place dans `{activity}` n’a été trouvée",
        Sentence::OfPhase => "fait partie de la phase `{phase}`",
        Sentence::RequirementHeld => {
            "exige `{objective}`, que tous possèdent ou n’ont pas à apprendre"
        }
        Sentence::RequirementLearnt => {
            "exige `{objective}`, que tous apprennent avant dans ce plan"
        }
        Sentence::RequirementPartlyLearnt => {
            "exige `{objective}` : {learn?# personne l’apprend|# personnes l’apprennent} avant dans ce plan, {held?# personne le possède ou n’a|# personnes le possèdent ou n’ont} pas à l’apprendre"
        }
        Sentence::CostInAll => "coûte {cost:number}",
        Sentence::CostOfSession => "{cost:number} pour la séance",
        Sentence::CostOfSeats => "{cost:number} pour les places",
        Sentence::CostOfTime => {
            "{cost:number} pour le temps de {people?# personne|# personnes}, {hours:number} h chacune à {wage:number} l’heure"
        }
        Sentence::SeatsTaken => "{taken} de {seats?# place prise|# places prises}",
        Sentence::PinnedRegardless => "fixée : elle a lieu quel que soit le nombre de participants",
        Sentence::LeastToTakePlace => {
            "il faut au moins {least?# personne|# personnes} : avec {fewer} de moins, elle n’aurait pas lieu"
        }
        Sentence::ChangeMeetsAll => "tous les besoins sont alors satisfaits (`{option}`)",
        Sentence::ChangeLeaves => {
            "{needs?# besoin reste insatisfait|# besoins restent insatisfaits} (`{option}`)"
        }
        Sentence::CostsMore => "le plan coûte {cost:number} de plus",
        Sentence::CostsLess => "le plan coûte {cost:number} de moins",
        Sentence::PlanAsOfOtherDay => "le plan est au {day:date}, l’évaluation au {as_of:date}",
        Sentence::SessionIdTwice => "deux séances ont cet identifiant",
        Sentence::CancelledTakesPlace => "elle est parmi les séances annulées et elle a lieu",
        Sentence::TakesPlaceCancelled => "elle est annulée et parmi les séances qui ont lieu",
        Sentence::ActivityNotInSessions => "`{activity}` ne se tient pas en de telles séances",
        Sentence::SessionHoursDiffer => "elle prend {hours} heures, et non {written}",
        Sentence::SitsTwice => "a deux places dans `{session}`",
        Sentence::SessionOutsidePlan => "elle n’est pas entre le {from:date} et le {until:date}",
        Sentence::SessionOnFreeDay => "elle commence le {date:date}, un jour sans travail",
        Sentence::SessionEndsLate => "elle ne finit pas avant le {until:date}",
        Sentence::SessionEndDiffers => {
            "elle prend {slots?1 demi-journée|# demi-journées}, et ne finit pas ainsi"
        }
        Sentence::LongSessionInAfternoon => {
            "une séance de plusieurs demi-journées commence un matin"
        }
        Sentence::SessionOutsidePhase => {
            "elle n’est pas dans une même semaine et dans les jours de la phase `{phase}`"
        }
        Sentence::SessionOutsideWeek => {
            "elle n’est pas dans une même semaine et dans les jours du plan"
        }
        Sentence::SessionOfOtherPhase => "elle n’appartient pas à la phase qu’elle nomme",
        Sentence::MorePeopleThanSeats => {
            "elle a {seats?# place|# places} et {people?# personne|# personnes}"
        }
        Sentence::MoreSeatsThanAllowed => {
            "`{activity}` permet {most?# place|# places}, et non {seats}"
        }
        Sentence::FewerPeopleThanLeast => {
            "`{activity}` demande au moins {least?# personne|# personnes}, et non {people}"
        }
        Sentence::ParticipantElsewhere => "`{person}` travaille sur un autre site",
        Sentence::RoomNotNeeded => "elle n’a pas besoin de salle",
        Sentence::SessionWithoutRoom => "elle n’a pas de salle",
        Sentence::RoomElsewhere => "la salle `{room}` est sur un autre site",
        Sentence::RoomTooSmallFor => "la salle `{room}` a {seats} places, et non {people}",
        Sentence::RoomNotAvailable => "la salle `{room}` n’est pas disponible",
        Sentence::RoomTaken => "la salle `{room}` est alors prise par `{session}`",
        Sentence::TrainerNotNeeded => "elle n’a besoin d’aucun formateur du programme",
        Sentence::SessionWithoutTrainer => "elle n’a pas de formateur",
        Sentence::TrainerWithoutSkill => "le formateur `{trainer}` n’a pas la compétence `{skill}`",
        Sentence::TrainerNotAvailable => "le formateur `{trainer}` n’est pas disponible",
        Sentence::TrainerElsewhere => "le formateur `{trainer}` travaille sur un autre site",
        Sentence::TrainerElsewhereThatDay => {
            "le formateur `{trainer}` est sur un autre site ce jour-là"
        }
        Sentence::TrainerTaken => "le formateur `{trainer}` est alors pris par `{session}`",
        Sentence::PinnedMissing => "elle est fixée au {date:date} ({half:word}), et n’y est pas",
        Sentence::NotDoneAlone => "personne ne le fait seul",
        Sentence::NoTimeOfPlan => "du {from:date} au {until:date} n’est pas une période du plan",
        Sentence::MoreAwayThanAllowed => {
            "{away} de ses membres sont absents à la fois, et {most} peuvent l’être"
        }
        Sentence::NotThereAtSession => "n’est pas là au moment de `{session}`",
        Sentence::OwnTimeOutsidePhase => {
            "`{activity}` du {from:date} au {until:date} n’est pas dans les jours de sa phase"
        }
        Sentence::NotThereToLearn => {
            "n’est pas là pour `{activity}` du {from:date} au {until:date}"
        }
        Sentence::SessionsOfOneActivity => "`{first}` et `{second}` sont la même activité",
        Sentence::SessionsOverlap => "`{first}` et `{second}` se chevauchent",
        Sentence::TeachesAndSits => "enseigne dans `{teaches}` et participe à `{sits}`",
        Sentence::TakesTwice => "suit `{activity}` deux fois",
        Sentence::BeforeWhatItRequires => {
            "`{activity}` vient avant `{objective}`, que cette activité exige"
        }
        Sentence::NeedsNothingOf => "n’a besoin de rien de ce que `{activity}` enseigne",
        Sentence::RefreshesEarly => "`{activity}` remet à niveau avant l’échéance",
        Sentence::UnmetTwice => "`{objective}` figure deux fois parmi les besoins non satisfaits",
        Sentence::NeitherTaughtNorUnmet => {
            "`{objective}` n’est ni enseigné ni parmi les besoins non satisfaits"
        }
        Sentence::TaughtAndUnmet => {
            "`{objective}` est enseigné et figure parmi les besoins non satisfaits"
        }
        Sentence::UnmetAtOtherLevel => {
            "`{objective}` figure parmi les besoins non satisfaits à un autre niveau"
        }
        Sentence::UnmetNotNeeded => {
            "`{objective}` figure parmi les besoins non satisfaits et n’est pas nécessaire"
        }
        Sentence::StatusDiffers => {
            "{needs?# besoin n’est pas satisfait|# besoins ne sont pas satisfaits}, et le plan est `{status}`"
        }
        Sentence::FigureDiffers => "c’est {written}, et la somme des lignes est {counted}",
        Sentence::PhaseFiguresDiffer => {
            "son nombre de séances, ou son premier ou dernier jour, n’est pas celui de ses séances"
        }
        Sentence::PlanDaysDiffer => "le premier ou le dernier jour n’est pas celui des séances",
        Sentence::PeopleDiffer => {
            "c’est {written}, et {people?# personne est formée|# personnes sont formées}"
        }
        Sentence::GapDiffers => {
            "le coût {cost}, la borne {bound} et l’écart {gap} ne vont pas ensemble"
        }
        Sentence::BelowBounds => {
            "le plan coûte {cost} et laisse {unmet?# besoin|# besoins} sans réponse, sous les bornes {cost_bound} et {unmet_bound}"
        }
        Sentence::CancelledIdAgain => "elle a été annulée, et son identifiant sert de nouveau",
        Sentence::PinnedUnknown => "elle est fixée, et ni le programme ni le plan précédent ne l’a",
        Sentence::SessionOfOtherActivity => "c’était une séance de `{activity}`",
        Sentence::SequenceDiffers => "son numéro de version est {written}, et non {sequence}",
        Sentence::NumberUsed => "ses séances ont déjà eu le numéro {number}",
        Sentence::NumberOfPastSession => "une séance passée avait son numéro",
        Sentence::AnnouncedSessionMissing => {
            "elle a été annoncée, et n’est ni tenue ni parmi les séances annulées"
        }
        Sentence::CancelledUnannounced => "elle est annulée, et n’a jamais été annoncée",
        Sentence::EndNotKept => {
            "`{activity}` a été annoncé jusqu’au {until:date}, ce qui suffit encore, et finit plus tard"
        }
        Sentence::SectionsDiffer => "ses services ne sont pas ceux de ses participants",
        Sentence::FindingMissing => "le plan n’a pas de constat `{code}` à son sujet",
        Sentence::FindingUntrue => "un constat `{code}` du plan est faux",
        Sentence::WithdrawnFromNobody => {
            "elle est retirée sans que personne l’ait eue, ou elle est passée"
        }
        Sentence::WithdrawnMissing => {
            "elle a été annoncée à `{holder}`, qui ne l’a plus chacun de ses jours, et n’est pas retirée"
        }
        Sentence::NotAsAnnounced => "elle n’est pas telle qu’elle a été annoncée",
        Sentence::NotEarlier => "elle commence pendant le plan, ou elle est terminée",
        Sentence::PromiseMissing => {
            "`{objective}` a été annoncé et n’est ni enseigné ni parmi les pertes"
        }
        Sentence::PromiseKeptAndLost => "`{objective}` est enseigné et figure parmi les pertes",
        Sentence::PromiseOfOtherSession => "`{objective}` n’a pas été annoncé par `{session}`",
        Sentence::PromiseLostWithoutReason => {
            "`{objective}` : `{reason}` n’est pas une raison de perdre `{session}`"
        }
        Sentence::LostWithoutPromise => {
            "`{objective}` figure parmi les pertes et n’a pas été annoncé, ou n’est pas nécessaire"
        }
        Sentence::SeatNotKept => {
            "la place dans `{session}` a été annoncée, vaut encore, et n’est pas gardée"
        }
        Sentence::UnmetBesideFreeSeat => {
            "`{objective}` n’est pas satisfait, et `{session}` a une place libre"
        }
        Sentence::CauseOfOtherActivity => "`{objective}` : `{activity}` ne l’enseigne pas",
        Sentence::CauseTaught => "`{objective}` : une activité l’enseigne",
        Sentence::CauseRequirementsTaught => {
            "`{objective}` : une activité l’enseigne dont toutes les exigences peuvent être satisfaites"
        }
        Sentence::CauseRoomFits => "`{objective}` : une salle du site est assez grande",
        Sentence::CauseTrainerHasSkill => "`{objective}` : un formateur a la compétence",
        Sentence::CauseWithoutActivity => "`{objective}` : la cause `{cause}` demande une activité",
        Sentence::CauseStepTaught => "`{objective}` : cela n’attend pas `{missing}`",
        Sentence::CauseRequirementsMet => "`{objective}` : ce qu’il exige est satisfait",
        Sentence::CauseCouldBeTaken => {
            "`{objective}` : `{activity}` pourrait être suivi le {date:date}"
        }
        Sentence::CauseCountsDiffer => {
            "`{objective}` : on compte {counted:list}, et il est écrit {written:list}"
        }
        Sentence::CauseDiffers => "`{objective}` : la cause est `{cause}`, et non `{written}`",
        Sentence::DateCountsDiffer => "on compte {counted:list}, et il est écrit {written:list}",
        Sentence::DateReasonDiffers => "la raison de sa date est `{reason}`, et non `{written}`",
        Sentence::ListNotClosed => "cette liste n’est pas fermée : `]` manque",
        Sentence::TableNotClosed => "cette table n’est pas fermée : une accolade manque",
        Sentence::HeadingNotClosed => "cet en-tête n’est pas fermé : `]` manque",
        Sentence::KeyWithoutValue => "`{key}` n’a pas de valeur : écrivez `=` puis une valeur",
        Sentence::KeyUnwritable => {
            "`{key}` ne peut être une clé : les clés ont des lettres, des chiffres, `-` et `_`"
        }
        Sentence::LineGoesOn => "`{rest}` est de trop sur cette ligne",
        Sentence::ValueUnquoted => "`{value}` n’est pas une valeur de TOML",
    }
}

/// What a word of a fact is called; `None` for one that no finding uses.
pub(super) fn word(word: &str) -> Option<&'static str> {
    Some(match word {
        "activity" => "activité",
        "feature" => "fonction",
        "gate" => "jalon",
        "group" => "groupe",
        "instrument" => "enquête",
        "item" => "question",
        "level" => "niveau",
        "objective" => "objectif",
        "person" => "personne",
        "phase" => "phase",
        "prerequisite" => "prérequis",
        "programme" => "programme",
        "requirement" => "exigence",
        "role" => "rôle",
        "room" => "salle",
        "scale" => "échelle",
        "section" => "section",
        "session" => "séance",
        "site" => "site",
        "tool" => "outil",
        "trainer" => "formateur",
        "people" => "personnes",
        "process" => "processus",
        "technology" => "technologie",
        "certificate" => "certificat",
        "completion" => "achèvement",
        "observation" => "observation",
        "quiz" => "contrôle",
        "survey" => "enquête",
        "a condition" => "condition",
        "a feature use" => "usage de fonction",
        "a gate" => "jalon",
        "a person" => "personne",
        "a phase" => "phase",
        "a programme" => "programme",
        "a record" => "preuve",
        "a requirement" => "exigence",
        "a role" => "rôle",
        "a room" => "salle",
        "a scale" => "échelle",
        "a section" => "section",
        "a session" => "séance",
        "a title" => "titre",
        "a tool" => "outil",
        "a track" => "axe",
        "a trainer" => "formateur",
        "a window" => "période",
        "an absence" => "absence",
        "an act" => "acte",
        "an activity" => "activité",
        "an instrument" => "enquête",
        "an item" => "question",
        "an objective" => "objectif",
        "an override" => "décision",
        "the calendar" => "calendrier",
        "the descriptions" => "descriptions",
        "the evidence_weights" => "poids des preuves",
        "the options" => "options",
        "the planning" => "planification",
        "the rules" => "règles",
        "the scales" => "échelles",
        "the seats" => "places",
        "the tracks" => "axes",
        "this table" => "table",
        "what an activity teaches" => "ce qu’une activité enseigne",
        "trainer skill" => "compétence de formateur",
        "authored phase" => "phase écrite",
        "day/month/year" => "jour/mois/année",
        "month/day/year" => "mois/jour/année",
        "a day number of Excel" => "un numéro de jour d’Excel",
        "a date as `YYYY-MM-DD`" => "une date comme `YYYY-MM-DD`",
        "a time of day as `HH:MM`" => "une heure comme `HH:MM`",
        "`true` or `false`" => "`true` ou `false`",
        "`quick`, `normal` or `thorough`" => "`quick`, `normal` ou `thorough`",
        "a number" => "un nombre",
        "a number, or `-inf`" => "un nombre, ou `-inf`",
        "a whole number" => "un nombre entier",
        "a whole number of at least 0" => "un nombre entier d’au moins 0",
        "a whole number of 1 or more" => "un nombre entier d’au moins 1",
        "a text" => "un texte",
        "a text, or a text for each of `en`, `fr` and `ar`" => {
            "un texte, ou un texte pour chacune des langues `en`, `fr` et `ar`"
        }
        "an objective, or `objective@level`" => "un objectif, ou `objectif@niveau`",
        "a word" => "un mot",
        "a list" => "une liste",
        "a list of file names" => "une liste de noms de fichiers",
        "a table" => "une table",
        "nothing" => "rien",
        "something else" => "autre chose",
        "morning" => "le matin",
        "afternoon" => "l’après-midi",
        _ => return None,
    })
}
