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
  instruments: [
    {
      id: "pulse",
      title: "Pulse",
      points: 5,
      items: [
        { id: "worth-it", measures: "buy-in", text: "It is worth my time." },
        { id: "say-why", measures: "why-records", text: "I can say why records matter." },
      ],
    },
  ],
  phases: [
    {
      id: "pilot",
      title: "Pilot",
      objectives: ["why-records", "filing", "docket-basics"],
      gate: { all: [{ readiness: "people", at_least: 0.5, share: 0.5 }, { buy_in: "pulse", at_least: 0.5, respondents: 2 }] },
    },
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

/** @type {import("paratus").ResponseDoc[]} */
export const responses = [
  { respondent: "p-1", instrument: "pulse", item: "worth-it", answer: 4, date: "2027-03-01" },
  { respondent: "p-1", instrument: "pulse", item: "say-why", answer: 5, date: "2027-03-01" },
  { respondent: "p-2", instrument: "pulse", item: "worth-it", answer: 2, date: "2027-03-02" },
];

export const asOf = "2027-03-14";
