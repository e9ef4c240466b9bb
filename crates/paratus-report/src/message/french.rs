//! The French texts: every key, or it does not compile. Native review is still owed.

use super::Key;

/// The text of a message.
pub(super) const fn text(key: Key) -> &'static str {
    match key {
        Key::PageReport => "Rapport de préparation",
        Key::PageAsOf => "Au {date}",
        Key::PageContents => "Sommaire",
        Key::PageProgramme => "Programme",
        Key::PageDate => "Date d’évaluation",
        Key::PageRules => "Règles",
        Key::PageSkip => "Aller au rapport",
        Key::PageTop => "Retour au sommaire",
        Key::PageMadeBy => {
            "Établi par Paratus {version} à partir des fichiers du programme. Les mêmes fichiers, la même date \
             et les mêmes règles donnent le même rapport."
        }
        Key::PageNumber => "N°",
        Key::PageSheet => "Feuille",
        Key::TitleSummary => "En bref",
        Key::TitleData => "Sur quoi reposent les chiffres",
        Key::TitleFindings => "Intégrité des données",
        Key::TitleReadiness => "Où sommes-nous prêts ?",
        Key::TitleGates => "La phase suivante peut-elle s’ouvrir ?",
        Key::TitleGate => "Jalon : {gate}",
        Key::TitleGaps => "Quel écart avec ce qui est requis ?",
        Key::TitleNeeds => "Que former en premier ?",
        Key::TitleFit => "La formation correspond-elle à l’usage ?",
        Key::TitleVoices => "Que répondent les personnes ?",
        Key::TitlePhases => "Dans quel ordre déployer ?",
        Key::TitlePlan => "Quand a lieu la formation ?",
        Key::TitleRefresh => "Qu’est-ce qui nous garde prêts ?",
        Key::TitleSensitivity => "Que doivent les verdicts aux règles ?",
        Key::TitleMethod => "La méthode en termes simples",
        Key::VerdictReady => "prêt",
        Key::PeopleReady => "prêts",
        Key::PeopleCannotTell => "indéterminés",
        Key::PeopleNotReady => "pas prêts",
        Key::VerdictNotReady => "pas prêt",
        Key::VerdictCannotTell => "indéterminé",
        Key::VerdictOpen => "ouvert",
        Key::VerdictClosed => "fermé",
        Key::VerdictMet => "remplie",
        Key::VerdictNotMet => "non remplie",
        Key::VerdictAgreed => "{value}, accord",
        Key::VerdictDivided => "{value}, partagés",
        Key::VerdictUsedAndTaught => "utilisé et enseigné",
        Key::VerdictUsedNotTaught => "utilisé, non enseigné",
        Key::VerdictTaughtNotUsed => "enseigné, non utilisé",
        Key::VerdictSaved => "jamais utilisé : formation épargnée",
        Key::VerdictNeither => "ni utilisé ni enseigné",
        Key::TrackPeople => "Personnes",
        Key::TrackProcess => "Processus",
        Key::TrackTechnology => "Technologie",
        Key::AllTracks => "tous les axes",
        Key::Everyone => "Ensemble",
        Key::HowFiguresComeAbout => "D’où viennent ces chiffres",
        Key::SummaryGo => "Peut-on continuer ?",
        Key::SummaryNext => "À faire ensuite",
        Key::SummaryNothing => "Perspective",
        Key::SummaryPlan => "Le plan",
        Key::SummaryRest => "Aussi dans ce rapport",
        Key::NameGates => "Tous les jalons",
        Key::ColumnGate => "Jalon",
        Key::ColumnMet => "Conditions remplies",
        Key::ColumnBlocking => "Ce qui le retient",
        Key::CaptionForecastLines => "Part prête de l’ensemble, mois par mois du {date} au {until}",
        Key::LineNothing => "si rien n’est fait",
        Key::LineBooked => "avec les séances réservées",
        Key::LinePlan => "avec le plan",
        Key::CaptionGates => {
            "Tous les jalons au {date} : le verdict, et la première condition qui en retient un"
        }
        Key::SummaryHeadline => "{people?# personne évaluée|# personnes évaluées} au {date}.",
        Key::SummaryNobody => "Personne n’est en poste au {date} : il n’y a personne à préparer.",
        Key::SummaryUnsound => {
            "Le programme contient des erreurs : ses chiffres ne seraient pas ceux voulus et ne sont pas \
             montrés. Corriger ce qui est listé ci-dessous."
        }
        Key::DataPeople => "Personnes",
        Key::DataPeopleIs => {
            "{people?# personne|# personnes} en poste au {date}, sur {listed?# listée|# listées}"
        }
        Key::DataScope => "Programme",
        Key::DataScopeIs => {
            "{sections?# section|# sections}, {roles?# rôle|# rôles}, {objectives?# objectif|# objectifs}"
        }
        Key::DataEvidence => "Preuves",
        Key::DataAnswers => "Réponses aux enquêtes",
        Key::DataRows => "{taken?# enregistrement|# enregistrements} ; aucun refusé",
        Key::DataRowsRefused => {
            "{taken?# enregistrement|# enregistrements} ; {refused?# ligne refusée, qui ne compte|# lignes \
             refusées, qui ne comptent} pas"
        }
        Key::DataRowsOnlyRefused => {
            "{refused?# ligne refusée, qui ne compte|# lignes refusées, qui ne comptent} pas"
        }
        Key::DataRowsRounded => {
            "les nombres d’enregistrements sont arrondis à la centaine, à partir de cent"
        }
        Key::DataRowsSetAside => {
            "{set_aside?# ligne renvoie|# lignes renvoient} à un élément du programme qui a été refusé, et ne \
             {set_aside?compte|comptent} pas"
        }
        Key::DataCoverage => "Couverture",
        Key::DataCoverageIs => {
            "{share} de ce dont les personnes ont besoin (personnes × objectifs) repose sur une preuve ; le \
             reste est inconnu, non nul"
        }
        Key::DataRules => "Règles",
        Key::FindingsNone => {
            "Rien d’erroné ni d’étrange dans le programme, les preuves et les réponses."
        }
        Key::FindingsHeadline => "Il y a {counts} sur le programme, les preuves et les réponses.",
        Key::FindingsErrors => "{n?# erreur|# erreurs}",
        Key::FindingsWarnings => "{n?# avertissement|# avertissements}",
        Key::FindingsNotes => "{n?# remarque|# remarques}",
        Key::FindingsEach => "Chaque constat",
        Key::FindingsPublished => {
            "Les constats dus à ce que quelqu’un a montré ou répondu ne sont pas comptés ici ; la commande paratus check les liste \
             aussi."
        }
        Key::FindingsPersonal => {
            "Les constats sur des lignes de personnes sont comptés et non cités ; la commande paratus check les \
             liste avec fichier et ligne."
        }
        Key::TitleHolders => "Qui d’autre sait le faire ?",
        Key::NameHolders => "Relève",
        Key::CaptionHolders => {
            "Personnes prêtes parmi celles qui doivent l’être, par objectif et par section au {date} ; chaque section avec celles qui en dépendent. ▲ : une seule personne ; ✗ : personne ; une case vide n’est pas requise."
        }
        Key::HoldersHeadline => {
            "{one?Nulle part une seule personne n’est prête|Dans # cas, une seule personne est prête|Dans # cas, une seule personne est prête} ; {nobody?ailleurs, plusieurs le sont|dans # cas, personne ne l’est|dans # cas, personne ne l’est} (un objectif dans une section qui l’exige)."
        }
        Key::NamePlanCalendar => "Calendrier",
        Key::CaptionPlanCalendar => "Séances par activité et par mois, du {from} au {until}",
        Key::ColumnDays => "Première et dernière séance",
        Key::FindingMeant => "Vouliez-vous dire `{name}` ?",
        Key::FindingPlaces => " ; {n} endroits en tout, voici le premier",
        Key::FindingQuotes => "{meaning} : {quoted}",
        Key::SeverityError => "erreur",
        Key::SeverityWarning => "avertissement",
        Key::SeverityInfo => "remarque",
        Key::CaptionFindings => "Constats par code, les plus graves d’abord",
        Key::CaptionFindingsEach => "Constats sur ce qui est rédigé, avec leur place",
        Key::ReadinessHeadline => {
            "Au {date}, sur {people?# personne|# personnes}, {ready?aucune n’est prête|# est prête|# sont prêtes}, {not_ready?aucune n’est non prête|# ne l’est pas|# ne le sont pas}, et {cannot_tell?pour aucune les preuves récentes ne manquent|pour # les preuves récentes ne suffisent pas|pour # les preuves récentes ne suffisent pas}. L’axe le plus \
             faible est « {track} » : {range}."
        }
        Key::ReadinessLevel => {
            "Au {date}, sur {people?# personne|# personnes}, {ready?aucune n’est prête|# est prête|# sont prêtes}, {not_ready?aucune n’est non prête|# ne l’est pas|# ne le sont pas}, et {cannot_tell?pour aucune les preuves récentes ne manquent|pour # les preuves récentes ne suffisent pas|pour # les preuves récentes ne suffisent pas}. Les axes sont au même niveau : aucun n’est plus faible que les autres au-delà de l’arrondi."
        }
        Key::TracksLevel => "au même niveau",
        Key::ReadinessNothingRequired => "Au {date}, rien n’est requis de personne.",
        Key::ReadinessDerivation => {
            "La préparation d’une unité est la moyenne des intervalles de ses personnes. À côté figure la \
             moyenne sur les axes des moyennes de l’unité. Où la seconde est plus haute, les compétences \
             existent mais chez des personnes différentes."
        }
        Key::CaptionHeat => {
            "Préparation par section et par axe : moyenne sur {people?# personne|# personnes} au {date}. La barre va de ce \
             qui est montré à ce qui est possible si tout l’inconnu était réussite ; le trait marque le seuil. ? marque une plage des deux côtés du seuil : indéterminé."
        }
        Key::CaptionHeatRoles => {
            "Préparation par rôle et par axe : moyenne sur les personnes qui ont le rôle, parmi d’autres \
             peut-être, au {date}. ? marque une plage des deux côtés du seuil : indéterminé."
        }
        Key::CaptionVerdicts => {
            "Verdicts par section : {people?# personne|# personnes} au {date}. Parts de celles dont quelque chose est \
             requis ; intervalle de Wilson à 95 %"
        }
        Key::CaptionMeans => {
            "Deux moyennes de la préparation par section, au {date} ; le trait marque {threshold}"
        }
        Key::NameRoles => "Préparation par rôle",
        Key::NameVerdicts => "Verdicts par section",
        Key::NameMeans => "Deux moyennes",
        Key::ColumnFrom => "de",
        Key::ColumnTo => "à",
        Key::ColumnDay => "jour",
        Key::ColumnCode => "Code",
        Key::ColumnSeverity => "Gravité",
        Key::ColumnCount => "Nombre",
        Key::ColumnMeaning => "Sens",
        Key::ColumnPlace => "Place",
        Key::ColumnProblem => "Problème",
        Key::ColumnSection => "Section",
        Key::ColumnRole => "Rôle",
        Key::ColumnPeople => "Personnes",
        Key::ColumnStaff => "Effectif",
        Key::ColumnReadiness => "Ensemble",
        Key::ColumnWeakest => "Axe le plus faible",
        Key::ColumnVerdicts => "Verdicts",
        Key::ColumnShareReady => "Part prête",
        Key::ColumnInterval => "Intervalle à 95 %",
        Key::ColumnCoverage => "Couverture",
        Key::ColumnNotRequired => "Rien de requis",
        Key::ColumnMeanOfPeople => "Moyenne des personnes",
        Key::ColumnMeanOfTracks => "Moyenne des axes",
        Key::ColumnCondition => "Condition",
        Key::ColumnValue => "Valeur",
        Key::ColumnNeeded => "Requis",
        Key::ColumnVerdict => "Verdict",
        Key::ColumnEvidence => "Preuve",
        Key::ColumnObjective => "Objectif",
        Key::ColumnTrack => "Axe",
        Key::ColumnRequired => "Requis de",
        Key::ColumnHeld => "Acquis sur requis",
        Key::ColumnStale => "Périmé",
        Key::ColumnNoEvidence => "Sans preuve",
        Key::ColumnGap => "Part de l’écart",
        Key::ColumnHoursToTeach => "Heures à enseigner",
        Key::ColumnShown => "Montré",
        Key::ColumnFailed => "Échoué",
        Key::ColumnGoneStale => "Périmé",
        Key::ColumnNeverShown => "Jamais montré",
        Key::ColumnParts => "Parts du tout",
        Key::ColumnRank => "Rang",
        Key::ColumnWorth => "Gain par 100 h",
        Key::ColumnToTeach => "À former",
        Key::ColumnHoursEach => "Heures chacun",
        Key::ColumnHoursAll => "Heures en tout",
        Key::ColumnCost => "Coût",
        Key::ColumnBorichRank => "Rang (Borich)",
        Key::ColumnBorich => "Score de Borich",
        Key::ColumnRdsRank => "Rang (RDS)",
        Key::ColumnRds => "RDS",
        Key::ColumnAgreeRanks => "Classements",
        Key::ColumnImportance => "Importance",
        Key::ColumnAbility => "Capacité",
        Key::ColumnPairs => "Réponses",
        Key::ColumnDropped => "Écartées",
        Key::ColumnFeature => "Outil et fonction",
        Key::ColumnHoursSaved => "Heures épargnées",
        Key::ColumnUses => "Usages par mois",
        Key::ColumnConstruct => "Question posée",
        Key::ColumnAnswered => "Ont répondu à ce sujet",
        Key::ColumnAnsweredStages => "Ont répondu sur les étapes",
        Key::ColumnRate => "Réponse",
        Key::ColumnAnswers => "Réponses",
        Key::ColumnAgree => "D’accord",
        Key::ColumnNeutral => "Neutre",
        Key::ColumnDisagree => "Pas d’accord",
        Key::ColumnNet => "Solde",
        Key::ColumnScoreBounds => "Score si tous répondaient",
        Key::ColumnAgreement => "Accord",
        Key::ColumnBarriers => "Où ils sont bloqués",
        Key::ColumnItems => "Items",
        Key::ColumnComplete => "Tout répondu",
        Key::ColumnAlpha => "Alpha",
        Key::ColumnOmega => "Oméga",
        Key::ColumnAct => "Acte",
        Key::ColumnLast => "Dernier le",
        Key::ColumnDaysAgo => "Jours avant",
        Key::ColumnTimes => "Fois",
        Key::ColumnPhase => "Phase",
        Key::ColumnObjectives => "Objectifs",
        Key::ColumnCovered => "Usage couvert",
        Key::ColumnHoursOf => "Heures : {track}",
        Key::ColumnBalance => "Équilibre des heures",
        Key::ColumnMostHours => "Maximum par personne",
        Key::ColumnCommon => "Courant",
        Key::ColumnReach => "Portée",
        Key::ColumnNow => "Maintenant",
        Key::ColumnForecast => "Mois par mois",
        Key::RefreshHeadlinePlan => {
            "{now} sont prêts au {date}. Si rien n’est fait, ce sera {then} au {until}, et avec le plan {planned}, au plus {most} entre-temps."
        }
        Key::RefreshHoursMore => {
            "{hours?# heure de remise à niveau de plus garde|# heures de remise à niveau de plus gardent} frais ce qui a été montré."
        }
        Key::RefreshHours => {
            "{hours?# heure de remise à niveau garde|# heures de remise à niveau gardent} frais ce qui a été montré."
        }
        Key::ColumnForecastPlan => "Avec le plan",
        Key::ColumnThenPlan => "Alors, avec lui",
        Key::ColumnForecastBooked => "Avec les séances réservées",
        Key::ColumnThenBooked => "Ensuite, avec elles",
        Key::ColumnBooked => "Séances réservées",
        Key::RefreshBooked => {
            "Avec {sessions?la séance réservée|les # séances réservées} d’ici là, ce serait {then} : chaque place va à qui elle aide \
             le plus vite, et qui participe montre ce qui est enseigné."
        }
        Key::ColumnThen => "Ensuite",
        Key::ColumnDate => "Quand",
        Key::ColumnActivity => "Activité",
        Key::ColumnMode => "Forme",
        Key::ColumnPlaceOf => "Où",
        Key::ColumnSeats => "Places",
        Key::ColumnWhen => "Pourquoi alors",
        Key::ColumnWhyNot => "Pourquoi pas",
        Key::ColumnSessions => "Séances",
        Key::ColumnMonth => "Du – au",
        Key::ColumnRefreshers => "Remises à niveau",
        Key::ColumnHours => "Heures",
        Key::ColumnJoiners => "Arrivées",
        Key::ColumnJoinerHours => "Leurs heures",
        Key::ColumnLeavers => "Départs",
        Key::ColumnRule => "Règle",
        Key::ColumnChanged => "Changent de verdict",
        Key::ColumnRankChange => "Changement moyen de rang",
        Key::GatesNone => "Aucune phase n’a de jalon : rien n’est retenu.",
        Key::GateOpenHeadline => {
            "« {gate} » peut s’ouvrir au {date} : sur {of?# condition|# conditions}, {met?# est remplie|# sont remplies}."
        }
        Key::GateClosedHeadline => {
            "« {gate} » ne peut pas s’ouvrir au {date} : sur {of?# condition|# conditions}, {met?# est remplie|# sont remplies}."
        }
        Key::GateCannotTellHeadline => {
            "On ne peut dire si « {gate} » peut s’ouvrir au {date} : sur {of?# condition|# conditions}, {met?# est remplie|# sont remplies}."
        }
        Key::CaptionGate => {
            "Conditions du jalon au {date}. Une valeur est un intervalle où une part est inconnue"
        }
        Key::NameGate => "Jalon {gate}",
        Key::GateAny => "Une de ces conditions suffit.",
        Key::GateAtLeast => "{n?# de ces conditions suffit|# de ces conditions suffisent}.",
        Key::GateToOpen => "Ce qui l’ouvrirait",
        Key::GateStep => "{condition} : {passes} par {who}",
        Key::GateWouldHelp => "Ce qui aiderait, sans suffire",
        Key::GateUnreachable => "Aucun ensemble de changements ne l’ouvre : {why}.",
        Key::OverrideExpired => "Une décision de {by} ({what}) a pris fin le {until} : {reason}",
        Key::OverrideDiffers => {
            "Décidé autrement par {by} : {what} jusqu’au {until}, parce que : {reason}"
        }
        Key::OverrideSame => {
            "Décidé de même par {by} : {what} jusqu’au {until}, parce que : {reason}"
        }
        Key::SignOff => "Décision sur « {gate} »",
        Key::SignOpen => "ouvrir la phase",
        Key::SignClosed => "la garder fermée",
        Key::SignReason => "Motif, si elle diffère du verdict",
        Key::SignName => "Nom et fonction",
        Key::SignDate => "Date",
        Key::SignSignature => "Signature",
        Key::ConditionActs => "Direction : {subject}",
        Key::ConditionAgreement => "Accord des réponses : {subject}",
        Key::ConditionBalance => "Équilibre des axes",
        Key::ConditionBuyIn => "Adhésion : {subject}",
        Key::ConditionCoverage => "Relève : {subject}",
        Key::ConditionAny => "Une parmi",
        Key::ConditionSome => "Certaines parmi",
        Key::ConditionAll => "Toutes",
        Key::ConditionPhase => "Phase achevée : {subject}",
        Key::ConditionReadiness => "Part des prêts : {subject}",
        Key::ConditionUnclear => "Condition peu claire",
        Key::NeededAt => "{value} des personnes à {threshold}",
        Key::NeededAtLeast => "{value}",
        Key::NeededAtMost => "au plus {value}",
        Key::GapsHeadline => {
            "Ce qui manque le plus est « {title} » : sur {people?# personne|# personnes} qui en {people?a|ont} \
             besoin, {ready?aucune n’est prête|# est prête|# sont prêtes}, pour {cannot_tell} les preuves récentes ne suffisent pas, et \
             {unknown} n’en {unknown?a|ont} aucune."
        }
        Key::GapsReady => {
            "Le plus grand écart avec la préparation complète est « {title} », alors que {people?la seule personne qui en a besoin est prête|les # personnes qui en ont besoin sont toutes prêtes}."
        }
        Key::GapsReadyPublished => {
            "Parmi ce qui est publié, le plus grand écart avec la préparation complète est « {title} », alors que toutes les personnes qui en ont besoin, ou presque toutes, sont prêtes."
        }
        Key::GapsEveryoneReady => {
            "Chaque personne est prête dans chacun des objectifs dont elle a besoin."
        }
        Key::GapsNone => "Rien ne manque.",
        Key::CaptionGaps => {
            "Objectifs par leur part de l’écart, le plus grand d’abord, au {date}. Acquis : part des personnes \
             concernées qui sont prêtes ; l’anneau marque ce qui est requis"
        }
        Key::CaptionShortfall => {
            "Ce qui manque à chaque objectif, en parts qui s’additionnent : moyennes sur les personnes \
             concernées, au {date}"
        }
        Key::NameShortfall => "Parts de l’écart",
        Key::NeedsHeadline => {
            "Une heure de formation apporte le plus pour « {title} » : {people?# personne|# personnes}, {hours} h chacune."
        }
        Key::NeedsNone => {
            "Aucune formation n’améliorerait la préparation : rien ne manque, ou rien n’enseigne ce qui manque."
        }
        Key::NeedsNoSurvey => "Les besoins vus par les personnes ne sont pas connus : {reason}.",
        Key::CaptionNeeds => {
            "Ce qui améliorerait le plus la préparation par heure de formation, au {date}. Gain : l’écart, en \
             personnes, que cent heures atteignent"
        }
        Key::CaptionNeedsSaid => {
            "Besoins vus par les personnes : {instrument}, réponses jusqu’au {date}. Les rangs égaux sont \
             marqués ="
        }
        Key::NameNeedsSaid => "Besoins : {instrument}",
        Key::RanksDisagree => "en désaccord",
        Key::FitNone => "Aucune section ne déclare son usage : rien ne peut être dit ni épargné.",
        Key::FitMisfits => {
            "{misfits?# fonction est utilisée|# fonctions sont utilisées} dans une section où personne n’y est \
             formé ; {hours?# heure de formation sur ce qui ne sert jamais est épargnée|# heures de formation sur ce qui ne sert jamais sont épargnées}."
        }
        Key::FitNoMisfit => {
            "Tout ce qui est utilisé est enseigné là où cela sert ; {hours?# heure|# heures} de formation sur ce qui ne \
             sert jamais sont épargnées."
        }
        Key::FitSaved => "Heures épargnées, ensemble par ensemble : {hours} en tout",
        Key::FitUndeclared => {
            "Aucun usage n’est déclaré pour {sections} : rien ne peut y être épargné, car inconnu n’est pas \
             jamais."
        }
        Key::CaptionFit => {
            "Usage et formation au {date} : {features?# fonction|# fonctions} par {sections?# section|# \
             sections}"
        }
        Key::CaptionMisfits => "Utilisé chaque mois et enseigné à personne, au {date}",
        Key::CaptionSaved => {
            "Ensembles requis par les rôles et jamais utilisés par les sections, au {date}"
        }
        Key::NameMisfits => "Utilisé, non enseigné",
        Key::NoteFit => {
            "● utilisé et enseigné. ▲ utilisé, non enseigné : un défaut. ○ enseigné, non utilisé. ◇ jamais \
             utilisé, formation épargnée. · ni l’un ni l’autre."
        }
        Key::VoicesHeadline => {
            "{agree} des réponses de {n?# personne|# personnes} approuvent « {construct} »."
        }
        Key::VoicesDivided => {
            "{agree} des réponses de {n?# personne|# personnes} approuvent « {construct} » ; elles sont trop partagées pour un seul score."
        }
        Key::VoicesNone => "Il n’y a pas d’enquête.",
        Key::VoicesActs => "Ce que la direction a fait",
        Key::VoicesReliability => "Dans quelle mesure les items disent la même chose",
        Key::CaptionVoices => {
            "{instrument} : réponses de tous jusqu’au {date}, sur une échelle de {points}"
        }
        Key::CaptionConstruct => "{instrument} : {construct} par section, réponses jusqu’au {date}",
        Key::CaptionBarriers => {
            "{instrument} : la première étape où une personne est bloquée, réponses jusqu’au {date}"
        }
        Key::CaptionReliability => {
            "{instrument} : fidélité avec son intervalle à 95 %, réponses jusqu’au {date}. Aucune valeur n’est \
             un seuil"
        }
        Key::CaptionActs => "Actes datés de la direction jusqu’au {date}",
        Key::NameVoices => "{instrument}",
        Key::NameConstruct => "{construct} par section",
        Key::NameBarriers => "Obstacles par section",
        Key::NameReliability => "Fidélité : {instrument}",
        Key::AllItems => "tous les items",
        Key::BarrierAwareness => "Conscience",
        Key::BarrierDesire => "Volonté",
        Key::BarrierKnowledge => "Savoir",
        Key::BarrierAbility => "Capacité",
        Key::BarrierReinforcement => "Renforcement",
        Key::BarrierNone => "Aucun",
        Key::BarrierUnknown => "Inconnu",
        Key::PhasesNone => "Il n’y a pas de phases.",
        Key::PhasesHeadline => {
            "{phases?# phase|# phases} : la première couvre {first} de l’usage quotidien, toutes ensemble \
             {last}."
        }
        Key::PhasesNoUse => {
            "{phases?# phase|# phases} ; aucun usage n’est déclaré, la part de l’usage qui est couverte n’est pas connue."
        }
        Key::PhasesStands => "Ce que contient « {phase} »",
        Key::PhasesTouched => "Personnes touchées : {sections}.",
        Key::PhasesEarlier => {
            "« {objective} » ({phase}) est plus courant que « {than} » ({than_phase}), qui vient plus tôt."
        }
        Key::PhasesUnplaced => "Nécessaire et dans aucune phase : {objectives}.",
        Key::CaptionPhases => {
            "Les phases dans l’ordre, au {date}. Usage couvert : part de l’usage quotidien de toutes les \
             fonctions que cette phase et les précédentes préparent"
        }
        Key::CaptionPhase => {
            "Objectifs de « {phase} ». Courant : fréquence d’usage et nombre d’usagers, de 0 à 1. Portée : part \
             des personnes dont la section l’utilise"
        }
        Key::NamePhase => "Phase {phase}",
        Key::NotePhases => "Les phases sont celles du programme.",
        Key::NotePhasesProposed => {
            "Les phases sont proposées d’après l’usage, le plus courant d’abord."
        }
        Key::PlanHeadline => {
            "{sessions?# séance|# séances} du {from} au {until} et environ {hours?# heure|# heures} du temps des personnes \
             répondent à tous les besoins. Le coût est d’environ {cost}, dont {gap} au plus pourraient encore être \
             épargnés."
        }
        Key::PlanPartial => {
            "{sessions?# séance|# séances} du {from} au {until} et environ {hours?# heure|# heures} du temps des personnes ; \
             tous les besoins n’ont pu être placés. Le coût est d’environ {cost}, dont {gap} au plus pourraient \
             encore être épargnés en satisfaisant les mêmes besoins."
        }
        Key::PlanInfeasible => {
            "Il est prouvé que tous les besoins ne peuvent être satisfaits du {from} au {until} ; {sessions?# séance \
             répond|# séances répondent} à ce qui peut l’être. Le coût est d’environ {cost}, dont {gap} au plus \
             pourraient encore être épargnés en satisfaisant les mêmes besoins."
        }
        Key::PlanNothing => "Rien n’est à enseigner du {from} au {until}.",
        Key::PlanAll => "Le tout",
        Key::PlanNoPhase => "Dans aucune phase",
        Key::PlanSeats => "{people} sur {seats}",
        Key::CaptionPlanHours => "Heures de tous les participants par axe, du {from} au {until}",
        Key::CaptionSessions => {
            "« {phase} » : les séances par date. La bande est la semaine ; les places prises sur celles qu’il y a"
        }
        Key::CaptionSelfPaced => {
            "À son rythme, formation en ligne et étude personnelle, du {from} au {until}"
        }
        Key::CaptionUnplaced => "Besoins que le plan ne satisfait pas, au {date}",
        Key::NameSessions => "Séances de {phase}",
        Key::NameSelfPaced => "À son rythme",
        Key::NameUnplaced => "Besoins sans réponse",
        Key::NamePlanSections => "Par section",
        Key::CaptionPlanSections => {
            "Ce que le plan demande à chaque section du {from} au {until} : les personnes de la section même, sans celles des \
             sections qui en dépendent. Coût : leur temps, leurs places et leur part des séances où elles sont."
        }
        Key::PlanShort => "Ce qui manque",
        Key::NameRelaxations => "Ce qui le rendrait possible",
        Key::CaptionRelaxations => {
            "Règles qui pourraient être assouplies, chacune essayée avec un plan entier, au {date}, la meilleure d’abord. \
             Surcoût : ce que ce plan-là coûte de plus que celui-ci."
        }
        Key::ColumnChange => "Changement",
        Key::ColumnLeftUnmet => "Besoins restants",
        Key::ColumnExtraCost => "Surcoût",
        Key::ModeWorkshop => "atelier",
        Key::ModeCourse => "cours",
        Key::ModeELearning => "formation en ligne",
        Key::ModeCoaching => "accompagnement",
        Key::ModeSelfStudy => "étude personnelle",
        Key::HalfMorning => "{date}, matin",
        Key::HalfAfternoon => "{date}, après-midi",
        Key::RefreshHeadline => {
            "Si rien n’est fait, {now} de prêts au {date} deviennent {then} au {until}."
        }
        Key::RefreshHoursWithheld => {
            "Le nombre d’heures de remise à niveau qui garderaient frais ce qui a été montré n’est pas publié : chaque remise à \
             niveau concerne peu de personnes."
        }
        Key::RefreshWithheld => {
            "Les remises à niveau qui concernent moins de personnes que le seuil sont comptées dans leur mois, sans leurs heures, \
             et ne sont pas détaillées par objectif. Les heures d’un mois qui n’en a pas d’autres sont masquées, [c]."
        }
        Key::RefreshEach => "Remises à niveau par objectif et par mois",
        Key::RefreshUnplaced => "Périme bien qu’une remise à niveau fût prévue",
        Key::RefreshLapses => "{title} : {people?# personne|# personnes}, {reason}",
        Key::CaptionForecast => {
            "Part prête mois par mois du {date} au {until}, si rien n’est fait : personnes en poste le premier \
             jour"
        }
        Key::CaptionCalendar => {
            "Remises à niveau du {date} au {until}, réparties pour qu’aucun mois ne dépasse {load?# heure|# heures}"
        }
        Key::CaptionCalendarOpen => {
            "Remises à niveau du {date} au {until}, réparties également entre les mois"
        }
        Key::CaptionRefreshEach => "Personnes à remettre à niveau par objectif et par mois",
        Key::NameForecast => "Prévision par section",
        Key::NameCalendar => "Calendrier des remises à niveau",
        Key::SensitivityHeadline => {
            "Des règles essayées, aucune ne compte plus que celle-ci : si {rule}, {changed?# personne changerait|# personnes \
             changeraient} de verdict."
        }
        Key::SensitivityNone => {
            "Quelle que soit la règle que l’on choisirait autrement, aucun verdict ne changerait."
        }
        Key::SensitivityWithheld => {
            "Trop peu de personnes sont en poste pour publier ces changements."
        }
        Key::SensitivityBase => "en vigueur",
        Key::CaptionSensitivity => {
            "Verdicts sur les mêmes preuves, une règle changée à la fois, au {date}"
        }
        Key::RuleExponentIs => "compensation entre les axes : exposant {value}",
        Key::RulePriorIs => "poids de ce qui n’est pas connu : {value}",
        Key::RuleHalfLivesTimes => "durée des preuves : × {value}",
        Key::RuleMassesTimes => "poids de chaque preuve : × {value}",
        Key::RuleThreshold => "Seuil des verdicts",
        Key::RuleExponent => "Exposant de la moyenne des axes",
        Key::RulePrior => "Masse de ce qui n’est pas connu",
        Key::RuleHalfLife => "Demi-vie des preuves, en jours",
        Key::RuleMassObservation => "Masse d’une observation",
        Key::RuleMassQuiz => "Masse d’un test",
        Key::RuleMassCertificate => "Masse d’un certificat",
        Key::RuleMassSurvey => "Masse d’une auto-évaluation",
        Key::RuleMassCompletion => "Masse d’un cours suivi",
        Key::RuleTrackWeight => "Poids : {track}",
        Key::RuleTrackThreshold => "Seuil : {track}",
        Key::RuleLead => "Jours avant l’échéance",
        Key::RuleTolerance => "Tolérance de l’équilibre des heures",
        Key::RuleAgreement => "Accord au moins",
        Key::CaptionRules => "Règles en vigueur. Les poids des preuves sont en essais équivalents",
        Key::NameRules => "Règles en vigueur",
        Key::MethodHash => "SHA-256 des règles : {hash}",
        Key::ActSponsorNamed => "un parrain est nommé",
        Key::ActMessageSent => "le message de la direction est envoyé",
        Key::ActTimeReleased => "du temps de travail est libéré pour la formation",
        Key::ActTrainingAttended => "les responsables suivent la formation",
        Key::ActToolUsed => "les responsables utilisent eux-mêmes les outils",
        Key::ActOther => "{act}",
        Key::ColumnOwner => "Responsable",
        Key::OwnerNone => "non désigné",
        Key::Points => "{value} {n?point|points}",
        Key::EvidenceTrack => {
            "sur {people?# personne|# personnes}, {ready?# atteint|# atteignent} {threshold} dans l’axe {track}"
        }
        Key::EvidenceAllTracks => {
            "sur {people?# personne|# personnes}, {ready?# atteint|# atteignent} {threshold} au total et \
             {ready?est prête|sont prêtes} dans tout ce qui est critique"
        }
        Key::EvidencePhase => {
            "sur {people?# personne|# personnes}, {ready?aucune n’est prête|# est prête|# sont prêtes} dans tout ce qu’il leur en \
             faut"
        }
        Key::EvidenceMore => " ; indéterminé pour {n}",
        Key::EvidenceCoverage => {
            "sur {units?# unité|# unités}, {enough?# en a|# en ont} assez ; la moins bien pourvue est {unit} : \
             sur {people?# personne|# personnes}, {ready?aucune n’est prête|# est prête|# sont prêtes}"
        }
        Key::EvidenceCoverageOne => {
            "{unit} : sur {people?# personne|# personnes}, {ready?aucune n’est prête|# est prête|# sont prêtes}"
        }
        Key::EvidenceCoverageWorst => {
            "la moins bien pourvue de {units?# unité|# unités} est {unit} : sur {people?# personne|# personnes}, \
             {ready?aucune n’est prête|# est prête|# sont prêtes}"
        }
        Key::EvidenceMean => "{track} {range}",
        Key::EvidenceBalance => {
            "Moyennes : {means}. L’écart est d’au plus {shown} dans ce qui a été montré, et {possible} dans ce \
             qui est possible"
        }
        Key::EvidenceBuyIn => {
            "sur {people?# personne|# personnes}, {respondents?# a répondu|# ont répondu}, en moyenne {mean} \
             ; les autres peuvent penser n’importe quoi"
        }
        Key::EvidenceAgreement => {
            "{respondents?# personne a répondu|# personnes ont répondu} ; 1,00 serait un accord entier"
        }
        Key::EvidenceActOn => "{act} : le {date}",
        Key::EvidenceActOld => "{act} : la dernière fois le {date}, {days?# jour|# jours} avant",
        Key::EvidenceActNever => "{act} : non consigné, donc considéré comme non fait",
        Key::EvidenceWithin => " (compte pendant {days?# jour|# jours})",
        Key::EvidenceGroupAll => {
            "sur {of?# condition|# conditions}, {met?# tient|# tiennent}, et toutes le doivent"
        }
        Key::EvidenceGroupAny => {
            "sur {of?# condition|# conditions}, {met?# tient|# tiennent}, et une le doit"
        }
        Key::EvidenceGroupSome => {
            "sur {of?# condition|# conditions}, {met?# tient|# tiennent}, et {needed?# le doit|# le doivent}"
        }
        Key::StepPasses => "{passes?# réussite observée|# réussites observées}",
        Key::StepPassesSome => "des réussites observées",
        Key::StepPeople => "{people?# personne|# personnes}",
        Key::StepAboutPeople => "environ {people?# personne|# personnes}",
        Key::StepFewPeople => "quelques personnes de plus",
        Key::StepMorePeople => "{people?# personne de plus|# personnes de plus}",
        Key::StepListed => "des personnes déjà comptées",
        Key::StepAct => "À faire, et à consigner avec sa preuve : {act}",
        Key::StepActCounts => " (cela compte pendant {days?# jour|# jours})",
        Key::StepAnswers => {
            "{people?# personne de plus doit|# personnes de plus doivent} répondre à « {instrument} »"
        }
        Key::StepAnswersFull => {
            "{people?# personne de plus doit|# personnes de plus doivent} répondre à « {instrument} » avec une \
             adhésion entière : on ne peut faire avec moins"
        }
        Key::StepAgreement => {
            "Porter l’accord des réponses à « {instrument} » à {value} : la formation seule n’y suffit pas"
        }
        Key::StepBuyIn => {
            "Porter la moyenne des réponses à « {instrument} » à {value}, pour que l’on puisse trancher"
        }
        Key::CaptionPlanPhases => "Les phases du plan et leurs séances, du {from} au {until}",
        Key::NamePlanPhases => "Phases du plan",
        Key::PlanHours => "Heures des participants",
        Key::PlanDerivation => {
            "Heures : chaque séance compte sa durée une fois par participant ; ce qui se fait à son rythme compte de \
             même. Coût : les heures des participants, les séances, les places et l’enseignement superflu, aux prix du programme. Ce \
             qui pourrait encore être épargné se trouve entre ce coût et une borne sous laquelle aucun plan ne descend où ceux qui ont \
             les mêmes besoins apprennent de même ; la borne ignore les dates. Heures épargnées : ce que les rôles exigent et que les \
             sections n’utilisent jamais, et qui n’est donc enseigné à personne."
        }
        Key::PlanDerivationPublished => {
            "Heures : les personnes de chaque ligne, telles qu’elles sont données, multipliées par les heures de son activité ; celles \
             d’une activité sont partagées également entre ce qu’elle enseigne. Coût : ces heures au salaire du programme, avec le \
             coût des places et des séances. Les séances de peu de personnes n’y sont pas. Ce qui pourrait encore être épargné sur tout \
             le plan est donné par pas de 5 %. Heures épargnées : ce que les rôles exigent et que les sections n’utilisent jamais, et \
             qui n’est donc enseigné à personne."
        }
        Key::PlanPublished => {
            "{sessions?# séance figurant|# séances figurant} ici du {from} au {until}, avec ce que l’on apprend à son rythme, prennent \
             environ {hours?# heure|# heures} du temps des personnes et coûtent environ {cost}. Tous les besoins sont satisfaits, sauf ceux de \
             quelques personnes au plus. Du coût de tout le plan, {gap} au plus pourraient encore être épargnés."
        }
        Key::PlanPublishedPartial => {
            "{sessions?# séance figurant|# séances figurant} ici du {from} au {until}, avec ce que l’on apprend à son rythme, prennent \
             environ {hours?# heure|# heures} du temps des personnes et coûtent environ {cost}. Tous les besoins n’ont pu être placés. Du coût de \
             tout le plan, {gap} au plus pourraient encore être épargnés en satisfaisant les mêmes besoins."
        }
        Key::PlanPublishedInfeasible => {
            "Il est prouvé que tous les besoins ne peuvent être satisfaits du {from} au {until}. {sessions?# séance figurant|# séances figurant} ici, \
             avec ce que l’on apprend à son rythme, prennent environ {hours?# heure|# heures} du temps des personnes et coûtent \
             environ {cost}. Du coût de tout le plan, {gap} au plus pourraient encore être épargnés en satisfaisant les mêmes besoins."
        }
        Key::IfExponent => "les axes se compensaient à un autre degré (exposant {value})",
        Key::IfPrior => "ce qui n’est pas connu pesait {value}",
        Key::IfHalfLives => "les preuves duraient {value} fois aussi longtemps",
        Key::IfMasses => "chaque preuve pesait {value} fois autant",
        Key::PageInternal => "Interne : chiffres exacts, petits groupes compris. Ne pas publier.",
        Key::TitleDisclosure => "Protection statistique",
        Key::VerdictSuppressed => "masqué",
        Key::CaptionPlanMonths => "Séances et personnes par mois et activité, du {from} au {until}",
        Key::ColumnPlanMonth => "Mois",
        Key::NamePlanMonths => "Séances par mois",
        Key::SignSuppressed => "[c] masqué : {causes}. Les totaux comprennent ce qui est masqué.",
        Key::SuppressedFew => "les chiffres de moins de {min} personnes",
        Key::SuppressedShare => "les parts de moins de 20 personnes",
        Key::SuppressedVerdict => "ce que moins de {min} personnes pourraient décider",
        Key::SuppressedInternal => "ce que seuls les rapports internes donnent",
        Key::SignUnknown => "[x] inconnu.",
        Key::SignNotApplicable => "[z] sans objet.",
        Key::NoteUneven => {
            "Les parts d’une ligne sont arrondies une à une ; leur somme peut donc différer de 100\u{202f}%."
        }
        Key::DataWithheld => "Masqué",
        Key::DataWithheldIs => {
            "{sections?# section|# sections} sur {of_sections} et {roles?# rôle|# rôles} sur {of_roles} : moins de {min} personnes"
        }
        Key::DataPeopleWithheld => "masqué : moins de {min} personnes",
        Key::SummaryWithheld => {
            "L’organisation compte moins de {min} personnes : aucun chiffre n’en est publié."
        }
        Key::GapsWithheld => "Les chiffres sont masqués : ils concernent trop peu de personnes.",
        Key::RuleMinCell => "Effectif minimal d’un chiffre publié",
        Key::RuleRoundTo => {
            "Les effectifs publiés (hors personnel et personnes requises) sont des multiples de"
        }
        Key::JustBelow => "juste au-dessous de {value}",
        Key::GateSuppressedHeadline => {
            "Le verdict sur « {gate} » au {date} est masqué : une condition fixerait celui de quelqu’un dans un petit groupe."
        }
        Key::DisclosureInternal => {
            "Ce rapport est interne. Ses chiffres sont exacts et ceux des petits groupes y figurent. Il est destiné à ceux qui \
             peuvent voir les chiffres de personnes isolées, et ne doit pas être transmis."
        }
        Key::DisclosureAim => {
            "Ce rapport peut être transmis. Il protège ce que l’on sait d’une personne, ou de moins de {min} personnes ensemble, \
             contre un lecteur qui connaît le programme, la liste du personnel et cette méthode, mais pas les preuves."
        }
        Key::DisclosureThreshold => {
            "Seuil : les chiffres portant sur moins de {min} personnes sont masqués, [c]. De deux chiffres ou verdicts qui, d’après le \
             programme, ne peuvent différer que par moins de {min} personnes, l’un est masqué."
        }
        Key::DisclosureCounts => {
            "Les effectifs sont arrondis au hasard à l’un des deux multiples voisins de {round}. Un effectif dont le reste est r est \
             arrondi vers le haut avec la probabilité r/{round}, de sorte que son espérance est l’effectif vrai ; les multiples \
             restent tels quels. Statistique Canada et Stats NZ font de même."
        }
        Key::DisclosureExact => {
            "Les effectifs sont exacts : le programme fixe round_to = 1. Les effectifs de plusieurs unités et mesures peuvent se \
             combiner jusqu’à révéler des personnes isolées ; ne transmettez pas ce rapport sans y penser."
        }
        Key::DisclosureKeyGiven => {
            "Un hachage à clé du groupe de personnes, de ce qui est compté et de l’effectif vrai décide du sens. Le même effectif est \
             arrondi de la même façon dans tous les rapports du service, et nul ne peut dire dans quel sens sans la clé."
        }
        Key::DisclosureKeyDerived => {
            "Un hachage à clé du groupe de personnes, de ce qui est compté et de l’effectif vrai décide du sens. Aucune clé n’a été \
             donnée ; elle a donc été dérivée des preuves : ce rapport est cohérent en lui-même, et les rapports issus d’autres \
             preuves sont arrondis indépendamment de lui."
        }
        Key::DisclosureMeans => {
            "Les moyennes de n personnes sont des sommes arrondies au hasard à des personnes entières (à partir de 100 personnes, à \
             des pour cent entiers d’entre elles), divisées par n : jamais plus fines que le poids d’une personne. Au-dessous de \
             10 % et au-dessus de 90 %, seul cela est dit. Les coefficients sont donnés par pas du même ordre."
        }
        Key::DisclosureShares => {
            "Parts, intervalles, heures, coûts et classements sont calculés à partir des chiffres publiés, les parts seulement pour \
             20 personnes ou plus. Chaque total est arrondi à part ; les chiffres peuvent donc ne pas s’additionner."
        }
        Key::DisclosureDecisions => {
            "Les verdicts des jalons sont rendus sur les chiffres exacts, et une valeur n’est jamais montrée du mauvais côté de son \
             seuil. Un verdict qui dépend d’un groupe de moins de {min} personnes est masqué. Que chacun soit prêt dans un groupe \
             plus grand est un fait qui concerne le groupe."
        }
        Key::DisclosureLists => {
            "Les listes de séances, de remises à niveau et de besoins non satisfaits ont des lignes qui concernent {min} personnes ou plus ; \
             le reste tient en une ligne arrondie."
        }
        Key::DisclosureChanges => {
            "Les changements et les prévisions sont des différences de chiffres publiés. Aucun chiffre ne porte sur ceux qui ont \
             changé."
        }
        Key::DisclosureKnown => {
            "Sont exacts les chiffres qui ne concernent personne, et ceux que donnent la liste du personnel et le programme : \
             l’effectif d’une unité, et combien de personnes doivent savoir quelque chose."
        }
        Key::ReadinessVerdicts => {
            "Au {date}, sur {people?# personne|# personnes}, {ready?aucune n’est prête|# est prête|# sont prêtes} ; {not_ready?aucune n’est non prête|# ne l’est pas|# ne le sont pas}, et {cannot_tell?pour aucune les preuves récentes ne manquent|pour # les preuves récentes ne suffisent pas|pour # les preuves récentes ne suffisent pas}. L’un des axes compte trop peu de personnes pour une moyenne."
        }
        Key::GapsHeadlinePublished => {
            "Parmi ce qui est publié, ce qui manque le plus est « {title} » : sur {people?# personne|# personnes} qui en {people?a|ont} besoin, {ready?aucune n’est prête|# est prête|# sont prêtes}, pour {cannot_tell} les preuves récentes ne suffisent pas, et {unknown} n’en {unknown?a|ont} aucune."
        }
        Key::GapsDerivation => {
            "L’écart de chaque personne (1 moins la préparation) est réparti exactement entre ce dont elle a besoin (valeurs de Shapley) ; la part de l’écart est la somme sur les personnes, en personnes. Pour chaque objectif, ce qui est montré, échoué, périmé et jamais montré fait le tout."
        }
        Key::NeedsHeadlinePublished => {
            "Parmi ce qui est publié, une heure de formation apporte le plus pour « {title} » : {people?# personne|# personnes}, {hours} h chacune."
        }
        Key::NoteNeeds => {
            "Borich : (importance − aptitude) × importance ; plus le chiffre est grand, plus le besoin est grand. RDS, score d’écart classé : part au-dessus moins part au-dessous, en points ; plus il est bas, plus le besoin est grand. Là où les deux classements divergent, regardez les réponses avant de décider."
        }
        Key::VoicesNothing => {
            "Trop peu de personnes ont répondu pour que des chiffres soient publiés."
        }
        Key::NoteVoices => {
            "D’accord : au-dessus du milieu de l’échelle. Solde : d’accord moins pas d’accord, en points. Score si tous répondaient : les non-réponses sont bornées, jamais devinées. L’accord est r_wg. Là où il est inférieur à la règle, les avis sont partagés : lisez la répartition des réponses, pas la moyenne."
        }
        Key::NotePlan => {
            "Les effectifs sont arrondis. Les activités d’un mois qui ne comptent pas sûrement {min} personnes ou plus ne sont pas listées, et leurs heures et coûts ne sont pas publiés. En plus de celles listées, {others?peu de personnes ou aucune ont une place|# personne a une place|# personnes ont des places}, et {unplaced?peu de personnes ou aucune ont des besoins non couverts|# personne a un besoin non couvert|# personnes ont des besoins non couverts} ; ce dont moins de {min} personnes peuvent avoir besoin n’est pas compté. Heures et coûts sont ceux des séances listées, calculés sur les effectifs arrondis. Participants et formateurs figurent dans le plan, pas dans ce rapport. La prévision ne compte pas le plan : à côté de celle qui est donnée, elle désignerait les quelques personnes qui font la différence."
        }
        Key::NotePlanExact => {
            "Participants et formateurs figurent dans le plan, pas dans ce rapport."
        }
        Key::CauseAbsence => "trop de personnes de la section seraient absentes",
        Key::CauseAway => "la personne n’est pas là, ou le moment n’est pas venu",
        Key::CauseBusy => "la personne est dans une autre séance",
        Key::CauseCircle => "ce qui l’enseigne requiert ce qui le requiert à son tour",
        Key::CauseEarlierStep => "ce qu’elle requiert n’est pas terminé",
        Key::CauseMinimum => {
            "moins de personnes que la plus petite séance n’en demande pourraient venir"
        }
        Key::CauseNoRoom => "aucune salle n’est assez grande",
        Key::CauseNoTrainer => "aucun formateur n’a la compétence",
        Key::CausePrerequisite => "ce qui l’enseigne requiert ce dont la personne n’a pas besoin",
        Key::CauseRoom => "toutes les salles sont prises",
        Key::CauseTrainer => "tous les formateurs compétents sont pris ou absents",
        Key::CauseUntaught => "aucune activité ne l’enseigne",
        Key::CauseWindow => "il ne reste pas de temps",
        Key::MethodTracks => {
            "La formation à la gestion des connaissances a trois axes : les personnes savent pourquoi elle compte, elles suivent le nouveau processus, elles maîtrisent la technologie. Aucun axe n’en compense un autre : la préparation est une moyenne qui reste basse tant qu’un axe est bas."
        }
        Key::MethodEvidence => {
            "Tout repose sur des faits datés. Une observation pèse {observation}, un test {quiz}, un certificat {certificate}, une auto-évaluation {survey}, une formation suivie jusqu’au bout {completion}. Un fait perd la moitié de son poids en {half_life?# jour|# jours}, sauf si l’objectif en dispose autrement. Parmi les faits d’une même source, le plus récent compte : répéter n’apporte rien."
        }
        Key::MethodRange => {
            "Chaque score est un intervalle. Il commence à ce qui est montré et finit à ce qui est possible si tout ce qu’on ignore était réussi. L’absence de preuve est l’intervalle entier, pas zéro. Ce qu’on ignore pèse {prior}, de sorte qu’un seul fait décide peu."
        }
        Key::MethodVerdict => {
            "Prêt : ce qui est montré atteint le seuil de {threshold}. Pas prêt : même ce qui est possible ne l’atteint pas. Indéterminé : les preuves récentes ne suffisent pas. Qui échoue à une exigence critique n’est jamais mieux que cette exigence."
        }
        Key::MethodUnits => {
            "Les chiffres des sections et des rôles sont des moyennes sur leurs personnes. Leur protection est expliquée à la page sur le contrôle de la divulgation. Rien dans ce rapport ne nomme une personne."
        }
        Key::MethodUse => {
            "Ce qu’une section n’utilise jamais n’y est pas enseigné, et les heures économisées sont indiquées. Un usage inconnu n’est pas un usage nul : rien n’est économisé là où aucun usage n’est déclaré."
        }
        Key::MethodRefresh => {
            "Ce qui est montré s’estompe. La prévision dit quand un verdict ne serait plus « prêt » si rien ne s’ajoutait ; le calendrier place une remise à niveau avant ce jour. Dans les {lead?# jour|# jours} qui précèdent, un objectif est dit « bientôt périmé »."
        }
        Key::MethodLimits => {
            "Le rapport ne prend de décision sur personne. Il dit ce que les preuves permettent d’affirmer, et ce qu’elles ne permettent pas."
        }
        Key::OverrideBeside => "Décision de {by} : {what} jusqu’au {until}. Motif : {reason}",
        Key::SensitivityAbout => {
            "Parmi les règles essayées, aucune ne compte plus que celle-ci : si {rule}, les effectifs publiés différeraient d’environ {changed?# personne|# personnes}."
        }
        Key::SensitivityLittle => {
            "Quelle que soit la règle choisie autrement, les effectifs publiés ne différeraient pas."
        }
        Key::EvidenceAgreementFew => {
            "le nombre de réponses n’est pas publié ; 1,00 serait un accord entier"
        }
        Key::StepAnswersAbout => {
            "Environ {people} personnes de plus doivent répondre à « {instrument} »"
        }
        Key::StepAnswersAboutFull => {
            "Environ {people} personnes de plus doivent répondre à « {instrument} » avec une adhésion entière : on ne peut faire avec moins"
        }
        Key::StepAnswersMore => "Plus de personnes doivent répondre à « {instrument} »",
        Key::StepAnswersMoreFull => {
            "Plus de personnes doivent répondre à « {instrument} », avec une adhésion entière"
        }
        Key::StepReach => {
            "Améliorer les réponses à « {instrument} » jusqu’à atteindre ce qui est requis"
        }
        Key::ObstacleAnswered => {
            "{respondents?# personne a répondu|# personnes ont répondu} à « {instrument} », et il en faut au moins {needed}"
        }
        Key::ObstacleAnswersSuppressed => {
            "trop peu de personnes ont répondu à « {instrument} » pour que des chiffres soient publiés"
        }
        Key::ObstacleConflict => "ses conditions se contrarient",
        Key::ObstacleEveryAnswer => {
            "même si tous répondaient à « {instrument} », cela ne suffirait pas"
        }
        Key::ObstacleFewAnswers => {
            "trop peu de personnes ont répondu à « {instrument} » : il en faut au moins {needed}"
        }
        Key::ObstacleFewAnswersAbout => {
            "trop peu de personnes ont répondu à « {instrument} » : il en faut environ {needed} ou plus"
        }
        Key::ObstacleFewConcerned => {
            "trop peu de personnes sont concernées pour que des chiffres soient publiés"
        }
        Key::ObstacleFewInTrack => {
            "dans l’un des axes, trop peu de personnes ont besoin de quelque chose pour que des chiffres soient publiés"
        }
        Key::ObstacleFewInUnit => {
            "chaque unité compte trop peu de personnes pour que des chiffres soient publiés"
        }
        Key::ObstacleFewNeed => {
            "certaines unités comptent moins de {needed} personnes qui ont besoin de « {objective} »"
        }
        Key::ObstacleFewRespondents => {
            "l’adhésion selon « {instrument} » n’est pas connue ({reason}), et trop peu de personnes y répondent"
        }
        Key::ObstacleNobodyAnswered => "personne n’a répondu à « {instrument} »",
        Key::ObstacleNoConditions => "il n’a pas de conditions",
        Key::ObstacleNoFigure => "« {instrument} » ne donne pas de chiffre : {reason}",
        Key::ObstacleNotEnough => "trop peu de personnes peuvent devenir prêtes",
        Key::ObstacleNotEnoughInTrack => {
            "trop peu de personnes peuvent devenir prêtes dans l’axe {track}"
        }
        Key::ObstacleNothingInTrack => "personne n’a besoin de quoi que ce soit dans l’axe {track}",
        Key::ObstacleNothingRequired => "rien n’est requis de personne",
        Key::ObstacleNotNeeded => "personne n’a besoin de « {objective} »",
        Key::ObstacleOneTrack => {
            "les besoins portent sur moins de deux axes : il n’y a rien à comparer"
        }
        Key::ObstaclePhaseNotNeeded => {
            "personne n’a besoin de quoi que ce soit dans la phase « {phase} »"
        }
        Key::ObstaclePhaseOutOfReach => {
            "trop peu de personnes peuvent achever la phase « {phase} »"
        }
        Key::ObstaclePhaseEmpty => "aucun objectif n’est inscrit dans la phase « {phase} »",
        Key::ObstacleSmallGroup => {
            "son verdict dépend d’un petit groupe ; les réponses internes le donnent"
        }
        Key::ObstacleTooManyNeeded => {
            "il ne peut y avoir {needed?# condition remplie|# conditions remplies} sur {of}"
        }
        Key::ObstacleTracksUneven => "les axes ne peuvent être équilibrés",
        Key::ObstacleUnclear => "une condition n’a pas de type, ou en a plusieurs",
        Key::ObstacleUnknown => "le programme ne connaît pas « {subject} »",
        Key::ObstacleUnusable => {
            "« {instrument} » ne donne pas d’adhésion ({reason}), et l’on ne sait pas ce qu’elle sera une fois cela corrigé"
        }
        Key::ReasonMinCell => "moins de personnes qu’il n’en faut pour publier",
        Key::ReasonMoreRespondents => "plus de personnes ont répondu qu’il n’y en a en poste",
        Key::ReasonNoAgreement => "les personnes ne s’accordent pas assez pour une seule moyenne",
        Key::ReasonCountsOnly => {
            "seuls les nombres de réponses sont connus, et il faut les réponses de chaque personne à plusieurs items"
        }
        Key::ReasonNoCompleteAnswers => {
            "moins de deux personnes ont répondu à toutes ses questions"
        }
        Key::ReasonNoConvergence => "le calcul n’a pas convergé",
        Key::ReasonNoItem => "aucun item ne le mesure",
        Key::ReasonNoVariance => "tous ont donné la même réponse",
        Key::ReasonNobodyAnswered => "personne n’a répondu",
        Key::ReasonNobodyThere => "personne n’y est en poste",
        Key::ReasonNoValue => "il n’y a pas de valeur",
        Key::ReasonSingular => "un item se déduit des autres",
        Key::ReasonTooFewItems => "trop peu d’items",
        Key::ReasonTooFewRespondents => "trop peu de réponses",
        Key::ReasonTooManyItems => "trop d’items pour des chiffres sur les paires d’items",
        Key::NeedsNoInstrument => "aucune enquête ne demande à la fois l’importance et l’aptitude",
        Key::NeedsOfRole => "les enquêtes se comptent par section, non par rôle",
        Key::RefreshNoMonth => "aucun mois d’avant n’a de place",
    }
}
