//! Headings that survey tools translate, in English, French, Arabic, German and Spanish: a file has the language of the person who exported it.

/// Numbers of LimeSurvey's answers.
pub(crate) const LIMESURVEY_NUMBER: &[&str] = &[
    "id",
    "Response ID",
    "ID de la réponse",
    "Identifiant de la réponse",
    "معرف الاستجابة",
    "معرف الإجابة",
    "معرف الرد",
    "رقم الاستجابة",
    "رقم الإجابة",
    "Antwort-ID",
    "Antwort ID",
    "ID de respuesta",
];

/// When answers were handed in to LimeSurvey.
pub(crate) const LIMESURVEY_DATE: &[&str] = &[
    "submitdate",
    "Date submitted",
    "Date de soumission",
    "تاريخ الإرسال",
    "تاريخ التقديم",
    "تاريخ التسليم",
    "تم الإرسال بتاريخ",
    "سلم بتاريخ",
    "Datum Abgeschickt",
    "Datum der Abgabe",
    "Fecha de envío",
];

/// The language in which a survey of LimeSurvey was begun.
pub(crate) const LIMESURVEY_LANGUAGE: &[&str] = &[
    "startlanguage",
    "Start language",
    "Langue de départ",
    "Langue de démarrage",
    "لغة البدء",
    "لغة البداية",
    "اللغة الأولية",
    "Start-Sprache",
    "Startsprache",
    "Lenguaje inicial",
    "Idioma inicial",
];

/// Running numbers of answers to a Microsoft form.
pub(crate) const MICROSOFT_NUMBER: &[&str] = &["ID", "المعرف", "معرف"];

/// When answers to a Microsoft form were begun.
pub(crate) const MICROSOFT_START: &[&str] = &[
    "Start time",
    "Heure de début",
    "وقت البدء",
    "وقت البداية",
    "Startzeit",
    "Hora de inicio",
];

/// When answers to a Microsoft form were handed in.
pub(crate) const MICROSOFT_END: &[&str] = &[
    "Completion time",
    "Heure de fin",
    "وقت الإكمال",
    "وقت الاكتمال",
    "وقت الانتهاء",
    "Fertigstellungszeit",
    "Abschlusszeit",
    "Hora de finalización",
];

/// Addresses of those who answered a Microsoft form.
pub(crate) const MICROSOFT_MAIL: &[&str] = &[
    "Email",
    "Email Address",
    "Adresse de messagerie",
    "Adresse e-mail",
    "البريد الإلكتروني",
    "عنوان البريد الإلكتروني",
    "E-Mail",
    "E-Mail-Adresse",
    "Correo electrónico",
];

/// When answers to a Google form were sent: always the first column.
pub(crate) const GOOGLE_TIME: &[&str] = &[
    "Timestamp",
    "Zeitstempel",
    "Horodateur",
    "Marca temporal",
    "طابع زمني",
];
