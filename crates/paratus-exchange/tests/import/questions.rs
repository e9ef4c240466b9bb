//! Forms of surveys beside their answers, and by themselves.

use crate::common::data;
use crate::door::{Folder, import, options, text};
use paratus_exchange::{
    Form, ImportFile, ImportOptions, ImportPlan, no_tables, plan, propose, recognise,
};
use rust_xlsxwriter::Workbook;

/// The sheets of a form as a workbook.
fn form_of(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0u32..).zip(*rows) {
            for (column, cell) in (0u16..).zip(*cells) {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// A form with groups, two languages, a scale by its words, one by its numbers, one that is declared, and what is no scale.
fn xlsform() -> Vec<u8> {
    form_of(&[
        (
            "survey",
            &[
                &[
                    "type",
                    "name",
                    "label::English (en)",
                    "label::Français (fr)",
                    "appearance",
                ],
                &["start", "start", "", "", ""],
                &["begin_group", "use", "", "", ""],
                &[
                    "select_one agree",
                    "find",
                    "I find records",
                    "Je trouve les dossiers",
                    "",
                ],
                &[
                    "select_one ease",
                    "ease",
                    "How easy is it?",
                    "Est-ce facile ?",
                    "",
                ],
                &[
                    "select_one mood",
                    "mood",
                    "Your mood",
                    "Votre humeur",
                    "likert",
                ],
                &["end_group", "", "", "", ""],
                &[
                    "select_one place",
                    "place",
                    "Where do you work?",
                    "Où ?",
                    "",
                ],
                &["select_multiple place", "places", "All places", "Tous", ""],
                &["text", "more", "Anything else?", "Autre chose ?", ""],
            ],
        ),
        (
            "choices",
            &[
                &[
                    "list_name",
                    "name",
                    "label::English (en)",
                    "label::Français (fr)",
                ],
                &["agree", "sa", "Strongly agree", "Tout à fait d'accord"],
                &["agree", "a", "Agree", "Plutôt d'accord"],
                &["agree", "n", "Neutral", "Neutre"],
                &["agree", "d", "Disagree", "Pas d'accord"],
                &["agree", "sd", "Strongly disagree", "Pas du tout d'accord"],
                &["agree", "99", "Don't know", "Ne sait pas"],
                &["ease", "0", "Hopeless", "Impossible"],
                &["ease", "1", "So so", "Moyen"],
                &["ease", "2", "A breeze", "Facile"],
                &["mood", "sun", "Sun", "Soleil"],
                &["mood", "storm", "Storm", "Tempête"],
                &["place", "north", "North", "Nord"],
                &["place", "south", "South", "Sud"],
                &["place", "east", "East", "Est"],
            ],
        ),
        (
            "settings",
            &[
                &["form_title", "form_id", "default_language"],
                &["Pulse", "pulse_2027", "English (en)"],
            ],
        ),
    ])
}

const KOBO: &str = "start,use/find,use/ease,use/mood,place,places,more,_id,_uuid,_submission_time\n\
    2027-03-01T08:00:00,sa,0,sun,north,north south,ok,1,u1,2027-03-01T08:05:00\n\
    2027-03-01T08:00:00,sd,2,storm,south,,,2,u2,2027-03-02T08:05:00\n\
    2027-03-01T08:00:00,99,1,sun,east,,,3,u3,2027-03-03T08:05:00\n\
    2027-03-01T08:00:00,maybe,2,sun,east,,,4,u4,2027-03-03T08:05:00\n";

/// What importing files without a folder would do, and its notes.
fn planned(
    files: &[(&str, &[u8])],
    options: &ImportOptions<'_>,
) -> Result<(ImportPlan, Vec<String>), String> {
    let files: Vec<ImportFile<'_>> = files
        .iter()
        .map(|(name, bytes)| ImportFile { name, bytes })
        .collect();
    let mut notes = Vec::new();
    let done = plan(&files, options, None, &mut no_tables, &mut |note| {
        notes.push(note.to_string());
    });
    let done = done.map_err(|error| error.to_string())?;
    for table in &done.summary.tables {
        assert!(table.adds_up(), "{table}");
    }
    Ok((done, notes))
}

/// Answers of one respondent, as `item=answer`.
fn answers(content: &str, who: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(content.as_bytes());
    let rows = reader.records().flatten();
    rows.filter(|row| &row[0] == who)
        .map(|row| format!("{}={}", &row[2], &row[3]))
        .collect()
}

#[test]
fn a_form_says_what_the_answers_mean() {
    let form = xlsform();
    let found = recognise("f.xlsx", &form).unwrap();
    assert_eq!(found.form, Form::XlsForm);
    for files in [
        [
            ("answers.csv", KOBO.as_bytes()),
            ("form.xlsx", form.as_slice()),
        ],
        [
            ("form.xlsx", form.as_slice()),
            ("answers.csv", KOBO.as_bytes()),
        ],
    ] {
        let (done, notes) = planned(&files, &ImportOptions::default()).unwrap();
        assert_eq!(answers(&done.content, "u1"), ["find=5", "ease=1", "mood=1"]);
        assert_eq!(answers(&done.content, "u2"), ["find=1", "ease=3", "mood=2"]);
        // What stands for no answer is set aside; what the form does not have is refused.
        assert_eq!(answers(&done.content, "u3"), ["ease=2", "mood=1"]);
        let main = done.summary.main();
        assert_eq!(
            (main.read, main.added, main.refused, main.set_aside),
            (12, 10, 1, 1)
        );
        let refused: Vec<&String> = notes
            .iter()
            .filter(|note| note.contains(": refused:"))
            .collect();
        assert!(
            refused[0].contains("`maybe` is not an answer"),
            "{refused:?}"
        );
        let left = done.summary.warnings.join("\n");
        assert!(
            left.contains("`place` is left out: choices without a known order"),
            "{left}"
        );
        assert!(
            left.contains("`places` is left out: several answers may be chosen"),
            "{left}"
        );
        assert!(
            left.contains("`more` is left out: it is no choice from a list"),
            "{left}"
        );
    }
}

#[test]
fn labels_in_any_language_and_headings_of_any_kind_are_the_same_answers() {
    let form = xlsform();
    for heading in [
        "I find records",
        "Je trouve les dossiers",
        "find",
        "use-find",
        "use/find",
    ] {
        let table = format!(
            "KEY,SubmissionDate,{heading}\nk1,2027-03-01,Tout à fait d'accord\nk2,2027-03-01,Strongly disagree\n"
        );
        let files: [(&str, &[u8]); 2] = [("odk.csv", table.as_bytes()), ("form.xlsx", &form)];
        let (done, _) = planned(&files, &ImportOptions::default()).unwrap();
        assert_eq!(answers(&done.content, "k1"), ["find=5"], "{heading}");
        assert_eq!(answers(&done.content, "k2"), ["find=1"], "{heading}");
    }
}

/// What surveys have beside plain questions: groups in groups, conditions, another answer in words of one's own, notes and calculations,
/// and a form whose own language is Arabic.
#[test]
fn a_form_with_conditions_and_other_answers() {
    let form = form_of(&[
        (
            "survey",
            &[
                &[
                    "type",
                    "name",
                    "label::English (en)",
                    "label::العربية (ar)",
                    "relevant",
                ],
                &["note", "hello", "Welcome", "أهلا", ""],
                &["begin_group", "work", "Work", "العمل", ""],
                &[
                    "select_one yes_no",
                    "uses",
                    "Do you use it?",
                    "هل تستخدمه؟",
                    "",
                ],
                &[
                    "begin group",
                    "detail",
                    "Detail",
                    "تفصيل",
                    "${uses} = 'yes'",
                ],
                &[
                    "select_one often or_other",
                    "often",
                    "How often?",
                    "كم مرة؟",
                    "",
                ],
                &[
                    "select_multiple often or_other",
                    "when",
                    "When?",
                    "متى؟",
                    "",
                ],
                &["end group", "", "", "", ""],
                &["calculate", "total", "", "", "${uses} = 'yes'"],
                &["end_group", "", "", "", ""],
            ],
        ),
        (
            "choices",
            &[
                &[
                    "list name",
                    "name",
                    "label::English (en)",
                    "label::العربية (ar)",
                ],
                &["yes_no", "yes", "Yes", "نعم"],
                &["yes_no", "no", "No", "لا"],
                &["often", "never", "Never", "أبدا"],
                &["often", "rarely", "Rarely", "نادرا"],
                &["often", "sometimes", "Sometimes", "أحيانا"],
                &["often", "often", "Often", "غالبا"],
                &["often", "always", "Always", "دائما"],
            ],
        ),
        (
            "settings",
            &[
                &["form_title", "form_id", "default_language"],
                &["Use", "use", "ar"],
            ],
        ),
    ]);
    let table = "work/uses,work/detail/often,work/detail/often_other,work/detail/when,_id,_uuid,_submission_time\n\
        yes,often,,never often,1,u1,2027-03-01T08:05:00\n\
        نعم,other,each spring,other,2,u2,2027-03-02T08:05:00\n\
        no,,,,3,u3,2027-03-03T08:05:00\n\
        yes,دائما,,,4,u4,2027-03-03T08:05:00\n";
    let files: [(&str, &[u8]); 2] = [("use.xlsx", &form), ("answers.csv", table.as_bytes())];
    let (done, notes) = planned(&files, &options(None)).unwrap();
    let main = done.summary.main();
    assert_eq!(
        (main.read, main.added, main.refused),
        (8, 6, 0),
        "{notes:#?}"
    );
    let all: Vec<String> = ["u1", "u2", "u3", "u4"]
        .iter()
        .map(|who| answers(&done.content, who).join(" "))
        .collect();
    assert_eq!(
        all,
        ["uses=2 often=4", "uses=2", "uses=1", "uses=2 often=5"]
    );
    let said = done.summary.warnings.join("\n");
    assert!(
        said.contains("2 rows of the form have conditions under `relevant`, which is not read"),
        "{said}"
    );
    // By itself the form becomes instruments in its own language.
    let mut folder = Folder::new();
    folder.insert(
        "paratus.toml".into(),
        b"format = 1\nid = \"office\"\n".to_vec(),
    );
    let (done, _) = import(&mut folder, "use.xlsx", &form, &options(None)).unwrap();
    assert!(
        done.summary
            .warnings
            .iter()
            .any(|text| text.contains("`relevant`"))
    );
    let reading = paratus::document::read_folder(&folder).unwrap();
    assert_eq!(reading.document.instruments[1].labels[4], "دائما");
    assert_eq!(reading.document.instruments[1].items[0].text, "كم مرة؟");
}

/// What a form is called depends on the language of the person who exported the answers.
#[test]
fn exports_in_french_and_arabic_need_no_map() {
    let lime = [
        "\"ID de la réponse\";\"Date de soumission\";\"Dernière page\";\"Langue de départ\";\"Tête de série\";\"Je sais où classer\"\n\
         \"1\";\"2027-03-01 10:00:00\";\"2\";\"fr\";\"77\";\"Tout à fait d'accord\"\n\
         \"2\";\"\";\"1\";\"fr\";\"78\";\"D'accord\"\n",
        "\"معرّف الاستجابة\";\"تاريخ الارسال\";\"الصفحة الأخيرة\";\"لغة البدء\";\"البذرة\";\"أعرف أين أحفظ الملف\"\n\
         \"1\";\"2027-03-01 10:00:00\";\"2\";\"ar\";\"77\";\"أوافق بشدة\"\n\
         \"2\";\"\";\"1\";\"ar\";\"78\";\"أوافق\"\n",
    ];
    for table in lime {
        let found = recognise("export.csv", table.as_bytes()).unwrap();
        assert_eq!(found.form, Form::LimeSurvey, "{}", found.because);
        let (done, notes) = planned(&[("export.csv", table.as_bytes())], &options(None)).unwrap();
        let main = done.summary.main();
        assert_eq!(
            (main.read, main.added, main.set_aside),
            (2, 1, 1),
            "{notes:#?}"
        );
        assert!(
            done.content.ends_with(",5,2027-03-01\n"),
            "{}",
            done.content
        );
    }
    let forms = [
        "ID,Heure de debut,Heure de fin,Adresse de messagerie,Nom,Je sais où classer\n\
         1,14/03/2027 10:00:00,14/03/2027 10:05:00,a@example.org,A,Plutôt d'accord\n",
        "المعرف,وقت البدء,وقت الاكمال,البريد الإلكتروني,الاسم,أعرف أين أحفظ الملف\n\
         1,14/03/2027 10:00:00 ص,14/03/2027 10:05:00 ص,a@example.org,A,أوافق\n",
    ];
    for table in forms {
        let found = recognise("form.csv", table.as_bytes()).unwrap();
        assert_eq!(found.form, Form::MicrosoftForms, "{}", found.because);
        let (done, notes) = planned(&[("form.csv", table.as_bytes())], &options(None)).unwrap();
        let main = done.summary.main();
        assert_eq!((main.read, main.added), (1, 1), "{notes:#?}");
        assert!(
            done.content.ends_with(",4,2027-03-14\n"),
            "{}",
            done.content
        );
        assert!(!done.content.contains("example.org"), "{}", done.content);
    }
}

#[test]
fn a_form_that_does_not_fit_is_said_and_two_forms_are_too_many() {
    let form = xlsform();
    let other = "KEY,SubmissionDate,colour\nk1,2027-03-01,red\n";
    let files: [(&str, &[u8]); 2] = [("odk.csv", other.as_bytes()), ("form.xlsx", &form)];
    let error = planned(&files, &ImportOptions::default()).unwrap_err();
    assert!(
        error.contains("no column answers a question of `Pulse` on a scale"),
        "{error}"
    );
    let files: [(&str, &[u8]); 2] = [("a.xlsx", &form), ("b.xlsx", &form)];
    let error = planned(&files, &ImportOptions::default()).unwrap_err();
    assert!(error.contains("both forms of a survey"), "{error}");
}

#[test]
fn a_form_alone_becomes_instruments() {
    let mut folder = Folder::new();
    folder.insert(
        "paratus.toml".into(),
        b"format = 1\nid = \"office\"\n".to_vec(),
    );
    let (done, notes) = import(&mut folder, "form.xlsx", &xlsform(), &options(None)).unwrap();
    let main = done.summary.main();
    assert_eq!(
        (main.read, main.added, main.set_aside),
        (7, 3, 4),
        "{notes:#?}"
    );
    let reading = paratus::document::read_folder(&folder).unwrap();
    assert_eq!(reading.findings, []);
    let instruments = &reading.document.instruments;
    let ids: Vec<(&str, u32)> = instruments
        .iter()
        .map(|one| (one.id.as_str(), one.points))
        .collect();
    assert_eq!(
        ids,
        [("pulse-2027", 5), ("pulse-2027-2", 3), ("pulse-2027-3", 2)]
    );
    assert_eq!(instruments[0].labels[4], "Strongly agree");
    assert_eq!(instruments[0].items[0].text, "I find records");
    // The answers that come later find their instruments as they are.
    let both = [
        ImportFile {
            name: "form.xlsx",
            bytes: &xlsform(),
        },
        ImportFile {
            name: "answers.csv",
            bytes: KOBO.as_bytes(),
        },
    ];
    let done = plan(
        &both,
        &options(None),
        Some(&folder),
        &mut no_tables,
        &mut |_| (),
    )
    .unwrap();
    assert!(
        !done.files.contains_key("paratus.toml"),
        "{:?}",
        done.files.get("paratus.toml")
    );
    assert!(done.files.contains_key("responses.csv"));
    let toml = text(&folder, "paratus.toml");
    assert!(toml.starts_with("format = 1\nid = \"office\"\n"), "{toml}");
}

#[test]
fn a_structure_of_limesurvey_gives_its_arrays_their_order() {
    let lss = "<?xml version=\"1.0\"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>
        <answers><rows>
        <row><qid>1</qid><code>A1</code><answer>Rain</answer><sortorder>1</sortorder><language>en</language></row>
        <row><qid>1</qid><code>A2</code><answer>Cloud</answer><sortorder>2</sortorder><language>en</language></row>
        <row><qid>1</qid><code>A3</code><answer>Sun</answer><sortorder>3</sortorder><language>en</language></row>
        </rows></answers>
        <questions><rows><row><qid>1</qid><parent_qid>0</parent_qid><type>F</type><title>Q1</title><question>Weather</question><language>en</language></row>
        <row><qid>2</qid><parent_qid>0</parent_qid><type>S</type><title>Q2</title><question>Words</question><language>en</language></row></rows></questions>
        <subquestions><rows><row><qid>7</qid><parent_qid>1</parent_qid><title>SQ001</title><question>At work</question><language>en</language></row></rows></subquestions>
        <surveys><rows><row><language>en</language></row></rows></surveys>
        <surveys_languagesettings><rows><row><surveyls_language>en</surveyls_language><surveyls_title>Weather</surveyls_title></row></rows></surveys_languagesettings>
        </document>";
    assert_eq!(
        recognise("w.xml", lss.as_bytes()).unwrap().form,
        Form::LimeSurveyStructure
    );
    for (heading, low, high) in [
        ("Q1[SQ001]", "A1", "A3"),
        ("Weather [At work]", "Rain", "Sun"),
    ] {
        let table = format!(
            "id,submitdate,lastpage,startlanguage,{heading},Q2\n1,2027-03-01 10:00:00,1,en,{low},hm\n2,2027-03-01 10:00:00,1,en,{high},hm\n3,,1,en,{high},hm\n"
        );
        let files: [(&str, &[u8]); 2] =
            [("results.csv", table.as_bytes()), ("w.lss", lss.as_bytes())];
        let (done, _) = planned(&files, &ImportOptions::default()).unwrap();
        // The running number of an answer is nobody's id.
        let who = |number: u32| format!("limesurvey-{number}-2027-03-01-10-00-00");
        assert_eq!(answers(&done.content, &who(1)), ["q1-sq001=1"], "{heading}");
        assert_eq!(answers(&done.content, &who(2)), ["q1-sq001=3"], "{heading}");
        assert_eq!(
            (done.summary.main().added, done.summary.main().set_aside),
            (2, 1)
        );
    }
}

#[test]
fn a_list_of_items_names_what_a_table_holds() {
    let list = "item;text;measures;reversed;points\nv1;I know where to file;filing;;5\nv2;I get lost;filing;yes;5\n";
    let table = "ID,Start time,Completion time,v1,v2,v3\n1,3/14/2027 8:00:00,3/14/2027 8:05:00,4,2,9\n2,3/15/2027 8:00:00,3/15/2027 8:05:00,5,1,9\n";
    let options = ImportOptions {
        questions: Some(ImportFile {
            name: "items.csv",
            bytes: list.as_bytes(),
        }),
        ..ImportOptions::default()
    };
    let file = ImportFile {
        name: "answers.csv",
        bytes: table.as_bytes(),
    };
    let map = propose(&file, &options).unwrap();
    for wanted in [
        "text = \"I know where to file\"",
        "measures = \"filing\"",
        "reversed = true",
        "`v3` is left out: the form has no such question",
    ] {
        assert!(map.contains(wanted), "{wanted}:\n{map}");
    }
    let (done, _) = planned(&[("answers.csv", table.as_bytes())], &options).unwrap();
    let who = "microsoft-forms-1-3-14-2027-8-05-00";
    assert_eq!(answers(&done.content, who), ["v1=4", "v2=2"]);
}

#[test]
fn real_forms_are_read_and_every_question_is_placed_or_named() {
    let Some(folder) = data("xlsform-examples") else {
        return;
    };
    // Questions, and those on a scale.
    for (name, questions, scales) in REAL {
        let bytes = std::fs::read(folder.join("pyxform").join(name)).unwrap();
        assert_eq!(
            recognise(name, &bytes).unwrap().form,
            Form::XlsForm,
            "{name}"
        );
        let (done, notes) = planned(&[(name, &bytes)], &ImportOptions::default()).unwrap();
        let main = done.summary.main();
        assert_eq!(
            (main.read, main.added),
            (*questions, *scales),
            "{name}: {notes:#?}"
        );
        assert_eq!(main.set_aside as usize, notes.len());
    }
}

const REAL: &[(&str, u64, u64)] = &[
    ("choice_filter_test.xlsx", 3, 0),
    ("loop.xlsx", 2, 0),
    ("repeat_date_test.xls", 3, 2),
    ("specify_other.xls", 1, 0),
    ("widgets.xls", 32, 6),
    ("xlsform_spec_test.xlsx", 46, 6),
];

/// A repeated group has several rows for a submission: it is named, and a map that joins the submissions reads it.
#[test]
fn repeated_groups_are_named_and_joined_by_a_map() {
    let kobo = "colleague,works_well,_index,_parent_table_name,_parent_index\nann,4,1,main,1\nbob,2,2,main,1\ncy,5,3,main,2\n";
    let odk = "works_well,PARENT_KEY,KEY\n4,uuid:1,uuid:1/rep[1]\n";
    for (table, title) in [
        (kobo, "a repeated group of KoboToolbox"),
        (odk, "a repeated group of ODK Central"),
    ] {
        let said =
            planned(&[("rep.csv", table.as_bytes())], &ImportOptions::default()).unwrap_err();
        assert!(said.contains(title) && said.contains("`lookups`"), "{said}");
    }
    let map = r#"
        respondent = { template = "{_parent_index}-{colleague}" }
        date = { column = "main._submission_time", form = "iso_time" }
        [[lookups]]
        name = "main"
        file = "main.csv"
        by = "_index"
        from = "_parent_index"
        [[instruments]]
        id = "team"
        points = 5
        items = [{ column = "works_well", id = "works-well" }]
    "#;
    let options = ImportOptions {
        map: Some(paratus_exchange::ImportMap {
            name: "map.toml",
            text: map,
        }),
        ..ImportOptions::default()
    };
    let main = "_index,_submission_time\n1,2027-03-01T08:05:00\n2,2027-03-02T08:05:00\n";
    let file = ImportFile {
        name: "rep.csv",
        bytes: kobo.as_bytes(),
    };
    let mut open = |name: &str| -> std::io::Result<Box<dyn std::io::Read>> {
        assert_eq!(name, "main.csv");
        Ok(Box::new(main.as_bytes()))
    };
    let done = plan(&[file], &options, None, &mut open, &mut |_| ()).unwrap();
    assert_eq!(
        done.content,
        "respondent,instrument,item,answer,date\n1-ann,team,works-well,4,2027-03-01\n\
         1-bob,team,works-well,2,2027-03-01\n2-cy,team,works-well,5,2027-03-02\n"
    );
}
