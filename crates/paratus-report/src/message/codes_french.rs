//! The French texts of finding codes: what each means, and what to do.

use super::codes::CodeText;
use paratus::Code;

/// The text of a code; `None` for one that has no translation yet.
pub(super) const fn text(code: Code) -> Option<CodeText> {
    let (summary, remedy) = match code {
        Code::Unreadable => (
            "Un fichier ne peut être lu comme ce que son nom annonce.",
            "Corrigez le fichier à l’endroit de l’erreur.",
        ),
        Code::MissingFile => (
            "Un fichier obligatoire n’existe pas.",
            "Ajoutez le fichier ou corrigez son nom.",
        ),
        Code::TableTwice => (
            "Une table du dossier existe deux fois, sous deux formes.",
            "Gardez l’un des deux fichiers dans le dossier.",
        ),
        Code::PreviousId => (
            "Quelque chose est désigné par un ancien identifiant.",
            "Rien à faire. Quand les tables seront réécrites, utilisez le nouvel identifiant et retirez l’ancien de `previous_ids`.",
        ),
        Code::UseWithoutPeople => (
            "Une section déclare un usage des fonctions, mais elle n’a personne, ni aucune section qui en dépend.",
            "Ajoutez le personnel de la section, ou déclarez l’usage pour la section où il se trouve.",
        ),
        Code::BadInclude => (
            "Un fichier est inclus à tort : par lui-même, deux fois, ou depuis l’extérieur du dossier.",
            "Incluez chaque fichier une seule fois, par son nom dans le dossier.",
        ),
        Code::DuplicateKey => ("La même clé reçoit deux valeurs.", "Gardez l’une des deux."),
        Code::UnknownKey => (
            "Une clé est inconnue du format.",
            "Corrigez l’orthographe ou supprimez la clé ; `paratus schema document` énumère toutes les clés.",
        ),
        Code::WrongType => (
            "Une valeur n’a pas le type ou la forme que la clé demande.",
            "Écrivez la valeur sous la forme demandée.",
        ),
        Code::MissingKey => ("Une clé obligatoire manque.", "Ajoutez la clé."),
        Code::UnsupportedFormat => (
            "Cette version ne lit pas le `format` du document.",
            "Utilisez une version de Paratus qui lit ce format, ou écrivez `format = 1`.",
        ),
        Code::EmptyTable => (
            "Une table n’a pas de ligne d’en-tête.",
            "Écrivez la ligne d’en-tête ou supprimez le fichier.",
        ),
        Code::MissingColumn => (
            "Une colonne obligatoire manque dans la table.",
            "Ajoutez la colonne à l’en-tête ou corrigez son nom.",
        ),
        Code::UnknownColumn => (
            "La table ne connaît pas une colonne.",
            "Corrigez l’en-tête ou supprimez la colonne.",
        ),
        Code::BadRow => (
            "Une ligne n’a pas autant de champs que l’en-tête.",
            "Comptez les séparateurs ; mettez entre guillemets les valeurs qui en contiennent un.",
        ),
        Code::RowTooLong => (
            "Une ligne dépasse la longueur permise (1 Mio).",
            "Fermez le guillemet ouvert au début de la ligne, ou raccourcissez-la.",
        ),
        Code::BadValue => (
            "Une valeur de la table est illisible.",
            "Écrivez la valeur sous la forme demandée.",
        ),
        Code::RowsRefused => (
            "Des lignes d’une table ont été refusées et ne comptent pas.",
            "Corrigez ces lignes ; chacune a son propre constat.",
        ),
        Code::NoAnswer => (
            "Des lignes d’une table de réponses n’en contiennent pas.",
            "Il n’y a rien à faire. Les codes d’absence de réponse, comme 99, se déclarent dans `no_answer` de l’instrument.",
        ),
        Code::RowsSetAside => (
            "Des lignes d’une table renvoient à ce qui a été refusé dans le programme.",
            "Corrigez d’abord le programme ; ses propres constats nomment ce qui a été refusé.",
        ),
        Code::NotUtf8 => (
            "Le texte n’est pas en UTF-8 valide.",
            "Enregistrez le fichier en UTF-8.",
        ),
        Code::UnknownReference => (
            "Un nom ne désigne rien.",
            "Corrigez le nom, ou ajoutez ce qu’il désigne.",
        ),
        Code::DuplicateId => (
            "Deux entrées de même nature ont le même identifiant.",
            "Donnez à chaque entrée un identifiant propre.",
        ),
        Code::DuplicatePerson => (
            "Une personne a plusieurs lignes pour un même jour.",
            "Gardez une ligne par personne et par période, avec `from` et `until` ; plusieurs rôles tiennent dans un champ, séparés par des espaces.",
        ),
        Code::BadId => (
            "Un identifiant est vide ou contient des caractères interdits.",
            "Employez des lettres, des chiffres, `-`, `_`, `.` et `:` ; le nom lisible va dans `title`.",
        ),
        Code::PrerequisiteCycle => (
            "Des objectifs sont les prérequis les uns des autres.",
            "Supprimez l’un des prérequis en cause.",
        ),
        Code::SectionCycle => (
            "Des sections sont rattachées les unes aux autres en boucle.",
            "Corrigez l’un des rattachements en cause.",
        ),
        Code::LevelNotOnScale => (
            "Un niveau n’est pas sur l’échelle de l’objectif.",
            "Prenez un niveau de l’échelle, ou omettez `level` pour le plus élevé.",
        ),
        Code::ValueOutOfRange => (
            "Un nombre est hors de ses limites.",
            "Ramenez la valeur dans ses limites ; écrivez les pourcentages en fractions.",
        ),
        Code::FeatureSetIncomplete => (
            "Un ensemble de fonctions n’est pas dans l’axe technologie, ou n’a pas d’outil ou de fonctions.",
            "Donnez `tool` et `features` ensemble, dans un objectif de l’axe technologie.",
        ),
        Code::DatesReversed => (
            "Deux dates sont dans le mauvais ordre.",
            "Corrigez l’une des deux dates.",
        ),
        Code::UntaughtObjective => (
            "Un rôle exige un objectif qu’aucune activité n’enseigne à ce niveau.",
            "Ajoutez une activité qui l’enseigne, ou supprimez l’exigence.",
        ),
        Code::UnrequiredObjective => (
            "Aucun rôle n’exige un objectif.",
            "Ajoutez-le aux rôles auxquels il est destiné, ou supprimez-le.",
        ),
        Code::UnusedFeatureTraining => (
            "Une activité enseigne un ensemble de fonctions qu’aucune section n’utilise.",
            "Renoncez à cette formation, ou corrigez l’usage des fonctions.",
        ),
        Code::UntrainedFeature => (
            "Une fonction est utilisée sans appartenir à un ensemble enseigné.",
            "Placez la fonction dans un ensemble, et l’ensemble dans une activité.",
        ),
        Code::NoFeatureUse => (
            "Une section a du personnel, mais ni elle ni une section supérieure ne déclare d’usage des fonctions.",
            "Mesurez ou déclarez l’usage de la section dans `feature_use.csv` ; écrivez 0 pour jamais.",
        ),
        Code::CriticalUnused => (
            "Une exigence critique porte sur un ensemble de fonctions que la section n’utilise jamais.",
            "Corrigez l’usage des fonctions, ou donnez un autre rôle aux personnes de cette section.",
        ),
        Code::PrerequisiteUnused => (
            "Un prérequis porte sur un ensemble de fonctions que la section n’utilise jamais.",
            "Corrigez l’usage des fonctions, ou le prérequis.",
        ),
        Code::TrackEmpty => (
            "Un axe n’a aucun objectif.",
            "Ajoutez des objectifs à cet axe.",
        ),
        Code::TrackImbalance => (
            "Les heures de formation requises sont loin d’être également réparties entre les axes.",
            "Ajoutez des activités à l’axe qui en manque, ou donnez aux axes les poids voulus.",
        ),
        Code::TechnologyOnly => (
            "Un rôle n’exige que des objectifs de technologie.",
            "Donnez aussi au rôle des objectifs des axes personnes et processus.",
        ),
        Code::PhaseOutOfOrder => (
            "Un prérequis appartient à une phase postérieure à ce qui en dépend.",
            "Placez le prérequis dans la même phase ou dans une phase antérieure.",
        ),
        Code::UnphasedObjective => (
            "Un rôle exige un objectif qui n’est dans aucune phase, alors que des phases sont rédigées.",
            "Ajoutez l’objectif à une phase.",
        ),
        Code::GateUnreachable => (
            "Un jalon demande ce qui ne peut se produire.",
            "Remplacez la condition par une condition qui peut être remplie.",
        ),
        Code::OverrideExpired => (
            "Une décision prise à côté du verdict d’un jalon a expiré.",
            "Supprimez-la, ou faites-la reprendre avec un `until` plus lointain.",
        ),
        Code::OverrideConflict => (
            "Deux décisions prises à côté de jalons se contredisent.",
            "Revenez sur l’une des deux décisions.",
        ),
        Code::OverrideAgrees => (
            "Une décision prise à côté du verdict d’un jalon dit la même chose que les faits.",
            "Supprimez-la ; le verdict se suffit à lui-même.",
        ),
        Code::NoSponsor => (
            "Aucun acte de la direction ne désigne de responsable.",
            "Consignez l’acte `sponsor-named`, avec sa date et sa preuve, dans `acts.csv`.",
        ),
        Code::PersonWithoutRole => (
            "Une personne n’a pas de rôle.",
            "Donnez un rôle à cette personne.",
        ),
        Code::EvidenceInFuture => (
            "Une preuve est postérieure à la date d’évaluation.",
            "Corrigez la date, ou évaluez à une date plus tardive.",
        ),
        Code::AnswerInFuture => (
            "Une réponse à une enquête est postérieure à la date d’évaluation.",
            "Corrigez la date, ou évaluez à une date plus tardive.",
        ),
        Code::ExpiredHidesValid => (
            "Un enregistrement expiré en masque un autre, de même clé, qui est encore valable.",
            "Donnez à chaque enregistrement sa propre clé si le second ne remplace pas le premier ; sinon, supprimez le premier.",
        ),
        Code::ActInFuture => (
            "Un acte de la direction est postérieur à la date d’évaluation.",
            "Corrigez la date, ou évaluez à une date plus tardive.",
        ),
        Code::ActWithoutEvidence => (
            "Un acte de la direction qui compte pour un jalon n’a pas de preuve.",
            "Indiquez la référence d’un document dans `evidence` de l’acte.",
        ),
        Code::EvidenceOutsideEmployment => (
            "Une preuve est antérieure à l’arrivée de la personne ou postérieure à son départ.",
            "Corrigez la date de la preuve, ou `joined` et `left`.",
        ),
        Code::ExpiryOnPartial => (
            "Une preuve de réussite incomplète porte une date d’expiration.",
            "Omettez `expires` : seuls les enregistrements de valeur 1 peuvent en avoir un.",
        ),
        Code::SelfAssessedObservation => (
            "Une observation a été faite par la personne observée.",
            "Nommez l’observateur dans `source`, ou employez le type `survey`.",
        ),
        Code::SessionOverSeats => (
            "Une séance a plus de places que son activité n’en permet.",
            "Réduisez les places de la séance, ou relevez `seats.max` de l’activité.",
        ),
        Code::TrainerDoubleBooked => (
            "Un formateur anime deux séances en même temps.",
            "Déplacez une séance, ou nommez un autre formateur.",
        ),
        Code::SingleHolder => (
            "Une seule personne est prête dans ce que plusieurs personnes doivent savoir.",
            "Formez une deuxième personne.",
        ),
        Code::NoDate => (
            "Il n’y a pas de date d’évaluation.",
            "Donnez la date (`--as-of` dans la commande), ou écrivez `as_of` dans le programme.",
        ),
        Code::ConflictingAnswers => (
            "Une personne a répondu différemment à la même question le même jour.",
            "Gardez l’une des réponses.",
        ),
        Code::CountedTwice => (
            "Les réponses sont connues en nombres pour une section et pour une de ses parties.",
            "Gardez les nombres des parties, et écartez les lignes du total.",
        ),
        Code::ConflictingRecords => (
            "Une personne a des preuves différentes de la même clé le même jour.",
            "Retirez celle qui est fausse, écrivez l’heure après la date (`2027-03-14T15:30`), ou donnez à chacune sa propre clé.",
        ),
        Code::RoomDoubleBooked => (
            "Deux séances occupent la même salle en même temps.",
            "Déplacez une séance, ou nommez une autre salle.",
        ),
        Code::AbsenceSubject => (
            "Une absence ne nomme ni personne, ni formateur, ni salle, ni section, ou en nomme plusieurs.",
            "Nommez l’un des quatre ; écrivez une absence pour chacun.",
        ),
        Code::AwayAtSession => (
            "Le formateur ou la salle d’une séance datée n’est pas disponible à ce moment.",
            "Déplacez la séance, nommez un autre formateur ou une autre salle, ou corrigez l’absence.",
        ),
        Code::SessionOutsideCalendar => (
            "Une séance fixée tombe un jour non ouvré ou au-delà du plan.",
            "Déplacez la séance, ou corrigez le calendrier.",
        ),
        Code::NoTrainerForSkill => (
            "Une activité demande une compétence qu’aucun formateur n’a.",
            "Donnez la compétence à un formateur, ou corrigez son nom.",
        ),
        Code::SessionLongerThanWeek => (
            "Une séance d’une activité prend plus de demi-journées qu’une semaine n’en a.",
            "Divisez l’activité en parties dont chacune tient dans une semaine, ou corrigez ses heures.",
        ),
        Code::NoRoomLargeEnough => (
            "Aucune salle ne contient la plus petite séance d’une activité.",
            "Ajoutez une salle plus grande, baissez `seats.min`, ou tenez la séance en ligne (`online`).",
        ),
        Code::SeatsMinAboveDemand => (
            "Moins de personnes ont besoin de ce qu’une activité enseigne que sa plus petite séance n’en demande.",
            "Baissez `seats.min`, ou enseignez autrement : par accompagnement ou formation en ligne.",
        ),
        Code::PrerequisiteUntaught => (
            "Une activité exige ce qu’aucune activité n’enseigne.",
            "Ajoutez une activité qui l’enseigne, ou supprimez l’exigence.",
        ),
        Code::PhaseWindowsContradict => (
            "Les jours d’une phase finissent avant que commencent ceux d’une phase antérieure.",
            "Déplacez l’une des deux périodes.",
        ),
        Code::HorizonInPast => (
            "Un plan finirait ou commencerait avant la date d’évaluation.",
            "Indiquez des jours plus tardifs, ou évaluez à une date antérieure.",
        ),
        Code::NoWorkingDays => (
            "La durée d’un plan ne contient aucun jour ouvré.",
            "Planifiez sur une durée plus longue, ou corrigez le calendrier.",
        ),
        Code::NoTrainers => (
            "Aucun formateur n’est déclaré : les formateurs ne limitent donc pas le plan.",
            "Déclarez `trainers` avec leurs compétences.",
        ),
        Code::NoRooms => (
            "Aucune salle n’est déclarée : les salles ne limitent donc pas le plan.",
            "Déclarez `rooms` avec leurs places.",
        ),
        Code::LeavingLeftOut => (
            "Des personnes dont les besoins ne sont pas couverts partent avant la fin du plan ; il ne les comprend pas.",
            "Planifiez jusqu’à une date antérieure pour les former malgré tout.",
        ),
        Code::RefreshAfterPhase => (
            "Ce qui est acquis aujourd’hui n’est à rafraîchir qu’après la fin des phases où on l’enseigne, et ne l’est pas.",
            "Prolongez la phase, ou supprimez son `until`.",
        ),
        Code::Unprepared => (
            "Des participants d’une séance ne maîtriseront pas, ce jour-là, ce qu’elle exige.",
            "Enseignez-le-leur avant, ou donnez-leur une séance plus tardive.",
        ),
        Code::SessionTooSmall => (
            "Une séance qui commence avant le plan a moins de participants que son activité n’en demande.",
            "Annulez-la, ou planifiez à partir de son jour, pour que ses participants puissent être déplacés.",
        ),
        Code::PinsContradict => (
            "Des séances ou des places fixées sont incompatibles.",
            "Libérez l’une des séances ou des places en cause.",
        ),
        Code::PlanRefused => (
            "Un plan enfreint l’une de ses propres règles.",
            "Signalez-le avec le programme : c’est une erreur du planificateur.",
        ),
        Code::CountsNotRounded => (
            "Les effectifs publiés ne sont pas arrondis.",
            "Supprimez `round_to` des règles, ou écrivez 3 ou 5 ; `--internal` donne les effectifs exacts à ceux qui peuvent les voir.",
        ),
        Code::DisclosureKeyDerived => (
            "Aucune clé de protection n’a été donnée ; les effectifs ont été arrondis avec une clé dérivée des preuves.",
            "Donnez la clé du service : `--disclosure-key-file`, `PARATUS_DISCLOSURE_KEY`, ou `disclosureKey` en JavaScript.",
        ),
        Code::DisclosureKeyMissing => (
            "Une clé de protection manque ou est vide.",
            "Écrivez la clé dans le fichier ou la variable, ou n’en donnez pas.",
        ),
        Code::DisclosureKeyShort => (
            "La clé de protection est si courte qu’elle peut être devinée.",
            "Choisissez une clé aléatoire d’au moins 16 caractères.",
        ),
        Code::GateNotPublishable => (
            "Le verdict d’une condition de jalon dépend de si peu de personnes que les réponses publiées ne le donnent pas.",
            "Demandez une part ou un nombre qui ne désigne personne, ou appliquez la condition à des unités plus grandes.",
        ),
        Code::MoreFindings => (
            "Il y a plus de constats de ce code que la liste n’en montre.",
            "Corrigez d’abord ceux de la liste ; ils ont souvent une cause commune.",
        ),
        _ => return None,
    };
    Some(CodeText { summary, remedy })
}
