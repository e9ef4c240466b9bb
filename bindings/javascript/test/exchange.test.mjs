// Foreign tables: what files are, maps for them, and what importing them would do. The rules themselves are tested in Rust.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as whole from "paratus";
import { Programme } from "paratus";
import * as core from "paratus/core";
import { folderAsText, ParatusError, plan, propose, readFiles, recognise } from "paratus/exchange";

const EVIDENCE = { name: "new.csv", bytes: "person,objective,kind,value,date\np-1,filing,quiz,0.8,2027-02-01\np-2,filing,quiz,?,2027-02-01\n" };
const FOLDER = {
  "paratus.toml": 'format = 1\nid = "office"\nobjectives = [{ id = "filing", track = "process" }]\nsections = [{ id = "archive" }]\nroles = [{ id = "clerk", requires = [{ objective = "filing" }] }]\n',
  "people.csv": "id,section,roles\np-1,archive,clerk\np-2,archive,clerk\n",
};
const bytes = (text) => new TextEncoder().encode(text);

/** The error of a call, which is a `ParatusError` with this code. */
function refusal(call, code) {
  try {
    call();
  } catch (error) {
    assert(error instanceof ParatusError, String(error));
    assert.equal(error.code, code, error.message);
    return error;
  }
  assert.fail("nothing was thrown");
}

test("files are recognised by their content", () => {
  assert.deepEqual(recognise(EVIDENCE), {
    because: "it has the columns `person`, `objective`, `kind`, `value`, `date`",
    file: "new.csv",
    form: "evidence",
    importable: true,
    needs_map: false,
    title: "a table `evidence` as a programme's folder has it",
  });
  const table = recognise({ name: "x.csv", bytes: bytes("Employee;Course;Score\ne-1;Filing;80\n") });
  assert.equal(table.form, "table");
  assert(table.needs_map);
  const package_ = recognise({ name: "skills.csv", bytes: bytes('{"CFDocument": {}}').buffer });
  assert.equal(package_.importable, false);
  assert.equal(package_.title, "a CASE package, as JSON");
});

test("what is added, and again, which is nothing", () => {
  const first = plan([EVIDENCE], { folder: FOLDER });
  const [table] = first.summary.tables;
  assert.equal(first.schema, "paratus/import-plan/1");
  assert.equal(first.clean, false);
  assert.deepEqual([table.read, table.added, table.refused], [2, 1, 1]);
  assert.deepEqual(Object.keys(first.files), ["evidence.csv"]);
  const [row] = first.rows;
  assert.deepEqual([row.file, row.line, row.column, row.outcome], ["new.csv", 3, "value", "refused"]);
  const folder = { ...FOLDER, ...first.files };
  const again = plan([EVIDENCE], { folder });
  assert.deepEqual(again.files, {});
  assert.equal(again.summary.tables[0].same, 1);
  // What was taken is evidence of the programme.
  const programme = Programme.fromFiles(Object.fromEntries(Object.entries(folder).map(([name, text]) => [name, bytes(text)])));
  assert.equal(programme.evidence({ csv: folder["evidence.csv"] }).count, 1);
});

test("several files are one import, each sees what those before it change", () => {
  const done = plan([EVIDENCE, { ...EVIDENCE, name: "twice.csv" }], { folder: FOLDER });
  assert.deepEqual(done.summary.tables.map(({ file, added, same }) => [file, added, same]), [["new.csv", 1, 0], ["twice.csv", 0, 1]]);
  assert.deepEqual(done.recognised.map(({ file }) => file), ["new.csv", "twice.csv"]);
});

test("a table of an unknown form needs a map, which is proposed", () => {
  const file = { name: "results.csv", bytes: "Employee;Course;Score;Date\np-1;Filing;80;2027-02-01\np-2;Filing;65;2027-02-14\n" };
  const error = refusal(() => plan([file]), "UNREADABLE");
  assert.match(error.message, /a map must say what they hold/);
  assert.equal(error.findings[0].file, "results.csv");
  const map = propose(file);
  const done = plan([file], { map, folder: FOLDER });
  assert.equal(done.summary.tables[0].added, 2);
  const wrong = refusal(() => plan([file], { map: 'person = { colum = "Employee" }' }), "SHAPE");
  assert.equal(wrong.findings[0].line, 1);
  assert.match(wrong.message, /colum/);
});

test("side tables and the questions of a survey are given by name", () => {
  const items = { name: "items.csv", bytes: "item,text,points\nv1,I know where to file,5\n" };
  const answers = { name: "a.csv", bytes: "ID,Start time,Completion time,v1\n1,2027-03-14 08:00,2027-03-14 08:05,4\n" };
  const map = propose(answers, { questions: items });
  assert.match(map, /text = "I know where to file"/);
  const done = plan([answers], { questions: items, folder: FOLDER });
  assert.match(done.files["responses.csv"], /\nmicrosoft-forms-1-2027-03-14-08-05,items,v1,4,2027-03-14/);
  const joined = `person = { column = "who" }
date = { constant = "2027-01-01" }
kind = { constant = "quiz" }
objective = { column = "tests.name" }
value = { column = "v", form = "fraction" }
lookups = [{ name = "tests", file = "tests.csv", by = "id", from = "t" }]
`;
  const file = { name: "r.csv", bytes: "who,t,v\np-1,7,0.5\n" };
  const sides = { "tests.csv": "id,name\n7,filing\n" };
  assert.match(plan([file], { map: joined, sides }).content, /p-1,filing,quiz,0.5/);
  const missing = refusal(() => plan([file], { map: joined }), "UNREADABLE");
  assert.match(missing.message, /tests.csv/);
});

/** An archive of texts, not packed. */
function zip(files) {
  const table = Array.from({ length: 256 }, (_, at) => Array.from({ length: 8 }).reduce((sum) => (sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1), at));
  const sum = (content) => ~content.reduce((sum, byte) => table[(sum ^ byte) & 255] ^ (sum >>> 8), ~0);
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, content] = [Buffer.from(name), Buffer.from(text)];
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeInt32LE(sum(content), 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt32LE(content.length, 22);
    head.writeUInt16LE(path.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(offset, 42);
    parts.push(head, path, content);
    directory.push(entry, path);
    offset += 30 + path.length + content.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...parts, entries, end]));
}

test("workbooks and archives of tables are read", () => {
  const rows = [["id", "section", "roles"], ["p-9", "archive", "clerk"]];
  const cell = (text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const book = zip({
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><sheetData>${rows.map((row) => `<row>${row.map(cell).join("")}</row>`).join("")}</sheetData></worksheet>`,
  });
  assert.equal(recognise({ name: "staff.xlsx", bytes: book }).form, "people");
  assert.match(plan([{ name: "staff.xlsx", bytes: book }], { folder: FOLDER }).files["people.csv"], /p-9,archive,clerk/);
  const archive = zip({ "a/one.csv": EVIDENCE.bytes, "notes.md": "no table" });
  const done = plan([{ name: "all.zip", bytes: archive }], { folder: FOLDER });
  assert.deepEqual(done.recognised.map(({ file, form }) => [file, form]), [["all.zip/a/one.csv", "evidence"]]);
});

test("blobs are waited for", async () => {
  const [file] = await readFiles([{ name: "b.csv", bytes: new Blob([EVIDENCE.bytes]) }]);
  assert.equal(recognise(file).form, "evidence");
  await assert.rejects(readFiles([{ name: "b.csv", bytes: 3 }]), (error) => error instanceof ParatusError && error.code === "BAD_INPUT");
});

test("what makes no sense is refused with its path, and nothing breaks", () => {
  for (const [call, path] of [
    [() => recognise({ name: "a" }), "file.bytes"],
    [() => recognise({ bytes: "" }), "file.name"],
    [() => recognise({ name: "a", bytes: "", more: 1 }), "file.more"],
    [() => plan(EVIDENCE), "files"],
    [() => plan([EVIDENCE], { folder: 3 }), "options.folder"],
    [() => plan([EVIDENCE], { questions: {} }), "options.questions.name"],
  ]) {
    const error = refusal(call, "BAD_INPUT");
    assert.equal(error.findings[0].path, path);
  }
  const unknown = refusal(() => plan([EVIDENCE], { froms: 1 }), "SHAPE");
  assert.match(unknown.message, /froms/);
  assert.match(refusal(() => plan([EVIDENCE], { form: "exel" }), "SHAPE").message, /there is no form `exel`/);
  assert.match(refusal(() => recognise({ name: "e.csv", bytes: " \n" }), "UNREADABLE").message, /the file is empty/);
  for (let turn = 0; turn < 2000; turn++) refusal(() => recognise({ name: "e.csv", bytes: "" }), "UNREADABLE");
  assert.equal(recognise(EVIDENCE).form, "evidence");
});

/** A workbook whose only sheet has the two people of the folder. */
const WORKBOOK = Uint8Array.from(Buffer.from(
  "UEsDBBQAAAAIALO7fV1bma6u5QAAAAsCAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbK2RvVLDMBCEX0WjNhOdk4KCsZ0i0AYKXuCQz7HG+hudEszbIzuBggnQ" +
  "UN1Iu3vfalTvJmfFmRKb4Bu5UZXctfXLeyQWRfHcyCHneA/AeiCHrEIkX5Q+JIe5HNMRIuoRjwTbqroDHXwmn9d53iHb+oF6PNksHqdyfaEksizF/mKcWY3E" +
  "GK3RmIsOZ999o6yvBFWSi4cHE3lVDBJuEmblZ8A191SenUxH4hlTPqArLpgsvIU0voYwqt+X3GgZ+t5o6oI+uRJRHBNhxwNRdlYtUzk0fvU3fzEzLGPzz0W+" +
  "9n/2gOW72w9QSwMEFAAAAAgAs7t9XXQ+DyqUAAAAAwEAAAsAAABfcmVscy8ucmVsc43PPQ7CMAwF4KtEPkDdMjCgpF1YWBEXCMH9UZs4cgKU25ORIgZGPz99" +
  "lnW3+kU9SNLEwUBT1dC1+kyLzSVI4xSTKo2QDIw5xwNiciN5myqOFMqmZ/E2l1EGjNbNdiDc1fUe5dOAralONwPSgLq8Iv0jc99Pjo7s7p5C/nHgq1FkKwNl" +
  "A+uCT5b5yjxXBQVsNW7ea99QSwMEFAAAAAgAs7t9XRItaPaeAAAA9gAAAA8AAAB4bC93b3JrYm9vay54bWyNjzkSgzAMRa/i0QEwpEjBGNOkSZ0TOCDHHvAy" +
  "krMcPx4IfSotf/S+vho/YRUvJPYpDtA1LYxavRMt95QWUcXIA7hSci8lTw6D4SZljFWxiYIpdaSH5ExoZnaIJazy1LZnGYyPsBN6+oeRrPUTXtL0DBjLDiFc" +
  "TamvsfOZQavNgX9VRBNwgFsx1oLYVte5hgBBva8NdSC1kseNPGLpL1BLAwQUAAAACACzu31d7befwpgAAAAEAQAAGgAAAHhsL19yZWxzL3dvcmtib29rLnht" +
  "bC5yZWxzjc87DsIwDAbgq0Q+QN0yMKCmXVhYKy4QBbep2jxkh9ftiRgQlRiYLP+2Pstt//CruhHLHIOGpqqh79qBVpNLIG5OospGEA0u53RAFOvIG6liolAm" +
  "Y2Rvcml5wmTsYibCXV3vkb8N2JrqdNHADajzM9E/chzH2dIx2qunkH8cwHvkRRxRLqjhibKGTyT4Lk1VVMCuxc1/3QtQSwMEFAAAAAgAs7t9XQouDrLVAAAA" +
  "cAIAABgAAAB4bC93b3Jrc2hlZXRzL3NoZWV0MS54bWx9kt1qwzAMRl8l+H5VksIuhuPSbW+wJzCutpj6J0ii3ePPLSNsEPXOkr5jHbDt4Tun7oLEsZbJDLve" +
  "HJy9VjrzjChdmxaezCyyvABwmDF73tUFS5t8VspeWklfwAuhP92hnGDs+2fIPhbj7L337sU7S/XaUdvSuuF2OA6mk8nEkmLBD6HWj+ysuHiyIM7CrYLwm37V" +
  "0oxBmv4G8qYhVBPyfwCa3ao4roqjcsPyNGw5anFPYY4X3HLUkJCQzg8c96vjXnUctxy1+ANHDVEd4c+zw/qf3A9QSwECFAMUAAAACACzu31dW5muruUAAAAL" +
  "AgAAEwAAAAAAAAAAAAAAgAEAAAAAW0NvbnRlbnRfVHlwZXNdLnhtbFBLAQIUAxQAAAAIALO7fV10Pg8qlAAAAAMBAAALAAAAAAAAAAAAAACAARYBAABfcmVs" +
  "cy8ucmVsc1BLAQIUAxQAAAAIALO7fV0SLWj2ngAAAPYAAAAPAAAAAAAAAAAAAACAAdMBAAB4bC93b3JrYm9vay54bWxQSwECFAMUAAAACACzu31d7befwpgA" +
  "AAAEAQAAGgAAAAAAAAAAAAAAgAGeAgAAeGwvX3JlbHMvd29ya2Jvb2sueG1sLnJlbHNQSwECFAMUAAAACACzu31dCi4OstUAAABwAgAAGAAAAAAAAAAAAAAA" +
  "gAFuAwAAeGwvd29ya3NoZWV0cy9zaGVldDEueG1sUEsFBgAAAAAFAAUARQEAAHkEAAAAAA==",
  "base64",
));

test("tables in workbooks of a folder become text", () => {
  const { "people.csv": people, ...rest } = FOLDER;
  const folder = folderAsText({ ...rest, "people.xlsx": WORKBOOK });
  assert.deepEqual(folder, FOLDER);
  assert.equal(Programme.fromFiles(folder).document().people.length, 2);
  assert.deepEqual(folderAsText(FOLDER), FOLDER);
  const twice = refusal(() => folderAsText({ ...FOLDER, "people.xlsx": WORKBOOK }), "UNREADABLE");
  assert.match(twice.message, /both would be the table `people`/);
  refusal(() => folderAsText({ "people.xlsx": "no workbook" }), "UNREADABLE");
});

test("an error of one entry is an instance of the class of each", () => {
  const classes = [ParatusError, whole.ParatusError, core.ParatusError];
  const errors = [() => recognise(5), () => Programme.parse("{"), () => core.Programme.parse("{")].map((call) => {
    try {
      return call();
    } catch (error) {
      return error;
    }
  });
  for (const error of errors) for (const one of classes) assert(error instanceof one, `${error}`);
  for (const other of [new Error("no"), {}, null, undefined, 5, ParatusError.prototype.toJSON]) assert(!(other instanceof ParatusError));
  class Mine extends ParatusError {}
  assert(!(errors[0] instanceof Mine));
  assert(new Mine("SHAPE", "mine") instanceof Mine && new Mine("SHAPE", "mine") instanceof whole.ParatusError);
});
