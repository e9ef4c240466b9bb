// A small programme and a little evidence, for tests and for the examples in the documentation.

/** @type {import("paratus").ProgrammeDocument} */
export const document = {
  format: 1,
  id: "pilot",
  title: "Pilot",
  scales: { steps: { levels: ["aware", "working", "expert"] } },
  objectives: [
    { id: "docket-basics", title: "Dockets", track: "technology", scale: "steps" },
    { id: "why-records", title: "Why records matter", track: "people" },
    { id: "filing", title: "Filing", track: "process" },
  ],
  sections: [{ id: "archive", title: "Archive" }],
  roles: [
    {
      id: "registry-clerk",
      title: "Registry clerk",
      requires: [{ objective: "docket-basics", level: "working" }, { objective: "why-records" }, { objective: "filing" }],
    },
  ],
  activities: [
    { id: "day-one", mode: "workshop", hours: 6, teaches: [{ objective: "docket-basics" }, { objective: "filing" }, { objective: "why-records" }] },
  ],
  people: [
    { id: "p-1", section: "archive", roles: ["registry-clerk"] },
    { id: "p-2", section: "archive", roles: ["registry-clerk"] },
  ],
};

/** @type {import("paratus").EvidenceRecord[]} */
export const records = [
  { person: "p-1", objective: "docket-basics", kind: "quiz", value: 0.7, date: "2027-01-10" },
  { person: "p-1", objective: "why-records", kind: "survey", value: 0.75, date: "2027-02-01" },
  { person: "p-2", objective: "filing", kind: "observation", value: 1, date: "2027-02-20", source: "p-1" },
];

export const asOf = "2027-03-14";
