//! Headings that survey tools translate, in English, French and Arabic: a file has the language of the person who exported it.

/// Numbers of LimeSurvey's answers.
pub(crate) const LIMESURVEY_NUMBER: [&str; 9] = [
    "id",
    "Response ID",
    "ID de la réponse",
    "Identifiant de la réponse",
    "معرف الاستجابة",
    "معرف الإجابة",
    "معرف الرد",
    "رقم الاستجابة",
    "رقم الإجابة",
];

/// When answers were handed in to LimeSurvey.
pub(crate) const LIMESURVEY_DATE: [&str; 8] = [
    "submitdate",
    "Date submitted",
    "Date de soumission",
    "تاريخ الإرسال",
    "تاريخ التقديم",
    "تاريخ التسليم",
    "تم الإرسال بتاريخ",
    "سلم بتاريخ",
];

/// The language in which a survey of LimeSurvey was begun.
pub(crate) const LIMESURVEY_LANGUAGE: [&str; 7] = [
    "startlanguage",
    "Start language",
    "Langue de départ",
    "Langue de démarrage",
    "لغة البدء",
    "لغة البداية",
    "اللغة الأولية",
];

/// Running numbers of answers to a Microsoft form.
pub(crate) const MICROSOFT_NUMBER: [&str; 3] = ["ID", "المعرف", "معرف"];

/// When answers to a Microsoft form were begun.
pub(crate) const MICROSOFT_START: [&str; 4] =
    ["Start time", "Heure de début", "وقت البدء", "وقت البداية"];

/// When answers to a Microsoft form were handed in.
pub(crate) const MICROSOFT_END: [&str; 5] = [
    "Completion time",
    "Heure de fin",
    "وقت الإكمال",
    "وقت الاكتمال",
    "وقت الانتهاء",
];

/// Addresses of those who answered a Microsoft form.
pub(crate) const MICROSOFT_MAIL: [&str; 6] = [
    "Email",
    "Email Address",
    "Adresse de messagerie",
    "Adresse e-mail",
    "البريد الإلكتروني",
    "عنوان البريد الإلكتروني",
];

/// When answers to a Google form were sent: always the first column.
pub(crate) const GOOGLE_TIME: [&str; 5] = [
    "Timestamp",
    "Zeitstempel",
    "Horodateur",
    "Marca temporal",
    "طابع زمني",
];
