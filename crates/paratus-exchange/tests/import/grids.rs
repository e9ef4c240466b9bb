//! Tables of what roles need with a column for each role, or for each skill.

use crate::door::{Folder, folder, import, options, proposed, refused, taken, text, with_map};
use paratus_exchange::{ImportFile, propose};

/// What each role requires, as `role: skill@level`.
fn requirements(folder: &Folder) -> Vec<String> {
    let reading = paratus::document::read_folder(folder).unwrap();
    let roles = reading.document.roles.iter().flat_map(|role| {
        role.requires.iter().map(|one| {
            let level = one.level.as_ref().map(|level| format!("@{level}"));
            format!(
                "{}: {}{}",
                role.id,
                one.objective,
                level.unwrap_or_default()
            )
        })
    });
    let mut all: Vec<String> = roles.collect();
    all.sort();
    all
}

#[test]
fn a_row_for_each_skill_and_a_column_for_each_role() {
    let table = "Skill,Category,Clerk,Head of unit,Archivist\nFiling,Records,x,,X\nRetention rules,Records,,x,x\nSearch,Tools,x,x,no\n";
    let map = proposed("matrix.csv", table.as_bytes());
    assert!(
        map.contains("skill = \"Skill\"")
            && map.contains("roles = [\"Clerk\", \"Head of unit\", \"Archivist\"]")
            && map.contains("column `Category` is left out")
            && !map.contains("NEEDED"),
        "{map}"
    );
    let mut folder = Folder::new();
    let (done, notes) = taken(&mut folder, table, &with_map(&map, None));
    let main = done.summary.main();
    assert_eq!((main.read, main.added, main.set_aside), (9, 6, 3));
    assert!(
        notes[0]
            .contains("line 2, column `Head of unit`: set aside: the role does not need the skill"),
        "{notes:?}"
    );
    assert_eq!(
        requirements(&folder),
        [
            "archivist: filing",
            "archivist: retention-rules",
            "clerk: filing",
            "clerk: search",
            "head-of-unit: retention-rules",
            "head-of-unit: search",
        ]
    );
}

#[test]
fn a_row_for_each_role_and_levels_in_the_cells() {
    let table = "Role \\ Competency;Filing;Search;Retention\nClerk;1;3;0\nHead;;4;1\n";
    let map = proposed("matrix.csv", table.as_bytes());
    assert!(
        map.contains("role = \"Role \\\\ Competency\"")
            || map.contains("role = 'Role \\ Competency'"),
        "{map}"
    );
    assert!(
        map.contains("levels = { order = [\"1\", \"2\", \"3\", \"4\"] }")
            && !map.contains("NEEDED"),
        "{map}"
    );
    let mut folder = Folder::new();
    taken(&mut folder, table, &with_map(&map, None));
    assert_eq!(
        requirements(&folder),
        [
            "clerk: filing@1",
            "clerk: search@3",
            "head: retention@1",
            "head: search@4",
        ]
    );
}

#[test]
fn levels_in_words_are_asked_for_and_odd_cells_refused() {
    let table = "Compétence,Agent,Chef\nClassement,Initié,Initié\nRecherche,Initié,Maître\nVersement,Maître,?\n";
    let map = proposed("matrice.csv", table.as_bytes());
    assert!(map.contains("NEEDED: the order of the levels"), "{map}");
    let map = "programme = { id = \"f\" }\ntracks = { default = \"process\" }\nlevels = { order = [\"Initié\", \"Maître\"] }\n\
        columns = { skill = \"Compétence\", roles = [\"Agent\", \"Chef\"] }\n";
    let (done, notes) = taken(&mut Folder::new(), table, &with_map(map, None));
    assert_eq!((done.summary.main().added, refused(&done)), (5, 1));
    assert!(
        notes[0].contains("column `Chef`: refused: `?` is not a level of the map"),
        "{notes:?}"
    );
    let marks = map.replace("levels = { order = [\"Initié\", \"Maître\"] }\n", "");
    let (done, notes) = taken(
        &mut Folder::new(),
        "Compétence,Agent,Chef\nClassement,x,maybe\n",
        &with_map(&marks, None),
    );
    assert_eq!(refused(&done), 1);
    assert!(
        notes[0].contains("`maybe` is not one of the map's `marks`"),
        "{notes:?}"
    );
}

#[test]
fn levels_in_known_words_have_their_order() {
    let table = "Skill,Clerk,Head\nFiling,Basic,Expert\nSearch,,Intermediate\n";
    let map = proposed("matrix.csv", table.as_bytes());
    assert!(
        map.contains("levels = { order = [\"Basic\", \"Intermediate\", \"Expert\"] }")
            && !map.contains("NEEDED"),
        "{map}"
    );
}

#[test]
fn headings_in_german_and_spanish_are_known() {
    let table = "Personalnummer;Abteilung;Funktion;Eintrittsdatum;Austritt\n007;Archiv;Sachbearbeitung;14.03.2027;\n008;Registratur;Leitung;01.02.2026;31.12.2027\n";
    let map = proposed("liste.csv", table.as_bytes());
    assert!(
        map.contains("id = { column = \"Personalnummer\" }")
            && map.contains("section = { column = \"Abteilung\" }")
            && map.contains("roles = [{ column = \"Funktion\", slug = true }]")
            && map.contains("joined = { column = \"Eintrittsdatum\"")
            && map.contains("left = { column = \"Austritt\""),
        "{map}"
    );
    let table = "Empleado;Curso;Puntuación (%);Fecha\ne-1;Archivo;80;14 de marzo de 2027\ne-2;Archivo;65;3 de enero de 2027\n";
    let map = proposed("resultados.csv", table.as_bytes());
    assert!(
        map.contains("person = { column = \"Empleado\" }")
            && map.contains("objective = { column = \"Curso\", slug = true }")
            && map.contains("date = { column = \"Fecha\", form = \"month_name\" }"),
        "{map}"
    );
    let mut folder = Folder::new();
    let (done, notes) = import(
        &mut folder,
        "resultados.csv",
        table.as_bytes(),
        &with_map(&map, None),
    )
    .unwrap();
    assert_eq!((done.summary.main().added, notes), (2, Vec::new()));
    assert!(text(&folder, "evidence.csv").contains("2027-03-14"));
    let table = "Mitarbeiter;Kurs;Punkte;Prüfungsdatum\ne-1;Ablage;85;3. März 2027\ne-2;Ablage;40;14. Dezember 2026\n";
    let map = proposed("ergebnisse.csv", table.as_bytes());
    assert!(
        map.contains("value = { column = \"Punkte\"") && map.contains("form = \"month_name\""),
        "{map}"
    );
}

/// A programme whose skills have levels, and its people.
fn skilled() -> Folder {
    folder(
        "format = 1\nid = \"office\"\nas_of = 2027-03-14\nscales = { skill = { levels = [\"basic\", \"advanced\"] } }\n\
        objectives = [{ id = \"filing\", track = \"process\", scale = \"skill\" }, { id = \"search\", track = \"technology\", scale = \"skill\" }]\n\
        sections = [{ id = \"archive\" }]\n\
        roles = [{ id = \"clerk\", requires = [{ objective = \"filing\", level = \"basic\" }, { objective = \"search\", level = \"basic\" }] }]\n",
        "id,section,roles\ne-01,archive,clerk\ne-02,archive,clerk\n",
    )
}

#[test]
fn people_by_skills_show_the_levels_in_the_cells() {
    let table = "Employee;Team;Filing;Search\ne-01;A;Basic;Advanced\ne-02;A;Advanced;\n";
    let map = propose(
        &ImportFile {
            name: "skills.csv",
            bytes: table.as_bytes(),
        },
        &options(Some("2027-03-01")),
    )
    .unwrap();
    assert!(
        map.contains("level = { slug = true }")
            && map.contains("value = { constant = 1.0 }")
            && map.contains("kind = { constant = \"observation\" }")
            && !map.contains("NEEDED"),
        "{map}"
    );
    let mut folder = skilled();
    let (done, notes) = taken(&mut folder, table, &with_map(&map, None));
    let main = done.summary.main();
    assert_eq!(
        (main.read, main.added, main.set_aside),
        (4, 3, 1),
        "{notes:?}"
    );
    assert_eq!(
        text(&folder, "evidence.csv"),
        "person,objective,kind,value,date,level,key\ne-01,filing,observation,1,2027-03-01,basic,filing\n\
        e-01,search,observation,1,2027-03-01,advanced,search\ne-02,filing,observation,1,2027-03-01,advanced,filing\n"
    );
    let odd = table.replace("Advanced;\n", "Expert;\n");
    let (_, notes) = taken(&mut skilled(), &odd, &with_map(&map, None));
    assert!(
        notes
            .iter()
            .any(|note| note
                .contains("column `Filing`: refused: `expert` is not a level of `filing`")),
        "{notes:?}"
    );
    let error = paratus_exchange::EvidenceMap::parse(
        "map.toml",
        &map.replace(
            "value = { constant = 1.0 }",
            "value = { form = \"percent\" }",
        ),
    );
    assert!(
        error
            .unwrap_err()
            .to_string()
            .contains("where the cells of the items are levels")
    );
}

#[test]
fn a_map_with_a_place_to_complete_is_refused() {
    let table =
        "Staff ID,Unit,Job,Joined\ne-01,archive,clerk,03/04/2027\ne-02,archive,clerk,05/06/2026\n";
    let map = proposed("list.csv", table.as_bytes());
    assert!(
        map.contains("NEEDED: whether the dates of `Joined`"),
        "{map}"
    );
    let error = import(
        &mut skilled(),
        "list.csv",
        table.as_bytes(),
        &with_map(&map, None),
    )
    .unwrap_err();
    assert!(
        error.contains(
            "this is still to be said: whether the dates of `Joined` are day/month or month/day"
        ),
        "{error}"
    );
    let completed = map.replace("# joined =", "joined =");
    let (done, _) = taken(&mut skilled(), table, &with_map(&completed, None));
    assert_eq!(refused(&done), 0);
}

#[test]
fn a_list_of_posts_is_counted_by_grade() {
    let table = "Department,Unit,Grade,Job title,Posts in FTE\nHome,Archive,AO,Clerk,3.5\nHome,Registry,EO,Head,1\n";
    let map = proposed("posts.csv", table.as_bytes());
    assert!(
        map.contains("grade = { column = \"Grade\" }")
            && map.contains("fte = \"Posts in FTE\"")
            && !map.contains("NEEDED")
            && !map.contains("\nid ="),
        "{map}"
    );
}

#[test]
fn surveys_in_german_and_spanish_need_no_map() {
    let table = "ID;Startzeit;Fertigstellungszeit;E-Mail;Name;Ich weiß, wohin eine Akte gehört\n\
        1;14.03.2027 10:00;14.03.2027 10:05;a@x.de;;Stimme voll und ganz zu\n\
        2;15.03.2027 10:00;15.03.2027 10:05;b@x.de;;Stimme eher nicht zu\n";
    let mut folder = Folder::new();
    let (done, notes) = taken(&mut folder, table, &options(None));
    assert_eq!((done.summary.main().added, notes), (2, Vec::new()));
    let answers = text(&folder, "responses.csv");
    assert!(
        answers.contains(",5,2027-03-14") && answers.contains(",2,2027-03-15"),
        "{answers}"
    );
    let table = "Marca temporal,Sé dónde va un expediente\n\
        14/03/2027 10:05:00,Totalmente de acuerdo\n15/03/2027 10:05:00,En desacuerdo\n";
    let (done, notes) = taken(&mut Folder::new(), table, &options(None));
    assert_eq!((done.summary.main().added, notes), (2, Vec::new()));
}

#[test]
fn levels_of_people_are_results_and_no_framework() {
    let table = "User ID;Role;Skill;Level\ne-01;clerk;Filing;Basic\ne-02;clerk;Filing;Advanced\n";
    let file = ImportFile {
        name: "levels.csv",
        bytes: table.as_bytes(),
    };
    let map = propose(&file, &options(Some("2027-03-01"))).unwrap();
    assert!(
        map.contains("person = { column = \"User ID\" }")
            && map.contains("kind = { constant = \"observation\" }")
            && map.contains("level = { column = \"Level\", slug = true }")
            && !map.contains("NEEDED"),
        "{map}"
    );
    let (done, notes) = taken(&mut skilled(), table, &with_map(&map, None));
    assert_eq!((done.summary.main().added, notes), (2, Vec::new()));
}

#[test]
fn a_room_is_no_mark_of_a_session() {
    let table =
        "Training;Participant;Date;Room\nFiling;e-01;14/03/2027;A\nFiling;e-02;14/03/2027;A\n";
    let map = proposed("list.csv", table.as_bytes());
    assert!(
        map.contains("objective = { column = \"Training\", slug = true }")
            && !map.contains("column = \"Room\""),
        "{map}"
    );
}
