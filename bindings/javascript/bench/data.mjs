// Evidence as the scoring benchmark has it: people x 20 objectives, about 5 records each, in random order; the same at every run.

export const ASOF = "2025-06-30";
export const KINDS = ["survey", "completion", "quiz", "certificate", "observation"];
export const OBJECTIVES = Array.from({ length: 20 }, (_, at) => `obj${String(at).padStart(2, "0")}`);
const TRACKS = [...Array(8).fill("people"), ...Array(7).fill("process"), ...Array(5).fill("technology")];
const LAST = Date.parse(ASOF) / 86_400_000;

/** A programme of one role that requires everything. */
export function programmeOf(people) {
  return {
    format: 1,
    id: "bench",
    rules: { threshold: 0.7 },
    objectives: OBJECTIVES.map((id, at) => ({ id, title: id, track: TRACKS[at], ...(TRACKS[at] === "technology" ? { half_life_days: 120 } : {}) })),
    sections: [{ id: "s" }],
    roles: [{ id: "r", requires: OBJECTIVES.map((objective) => ({ objective })) }],
    people: people.map((id) => ({ id, section: "s", roles: ["r"] })),
  };
}

/** Ready columns. Every record has a key of its own among those of its person and objective, so that all of them count. */
export function columnsOf(count) {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, count];
  const random = () => {
    const t = (a + b + d++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return (t >>> 0) / 4294967296;
  };
  const rows = count * 100;
  const people = Array.from({ length: count }, (_, at) => `p${String(at).padStart(7, "0")}`);
  const skill = people.map(() => (random() + random() + random()) / 3);
  const [person, objective, kind] = [new Uint32Array(rows), new Uint8Array(rows), new Uint8Array(rows)];
  const [value, day, key] = [new Float64Array(rows), new Int32Array(rows), new Uint8Array(rows)];
  const seen = new Uint8Array(count * 20);
  for (let row = 0; row < rows; row++) {
    const [who, what, chance] = [Math.floor(random() * count), Math.floor(random() * 20), random()];
    const how = chance < 0.3 ? 0 : chance < 0.55 ? 1 : chance < 0.8 ? 2 : chance < 0.85 ? 3 : 4;
    const shown = Math.min(1, Math.max(0, skill[who] + (random() - 0.5) * 0.6));
    person[row] = who;
    objective[row] = what;
    kind[row] = how;
    value[row] = how === 1 || how === 3 ? 1 : how === 4 ? Number(shown > 0.5) : Math.round(shown * 20) / 20;
    day[row] = LAST - Math.floor(random() * 730);
    key[row] = seen[who * 20 + what]++;
  }
  const keys = Array.from({ length: Math.max(...seen.subarray(0, 1e5)) + 60 }, (_, at) => `k${at}`);
  return { people, person, objectives: OBJECTIVES, objective, kinds: KINDS, kind, value, day, keys, key };
}

/** The same as text, for peers. */
export function csvOf({ people, person, objective, kind, value, day }) {
  const dates = new Map();
  const date = (day) => dates.get(day) ?? (dates.set(day, new Date(day * 86_400_000).toISOString().slice(0, 10)), dates.get(day));
  const lines = ["person,objective,kind,date,value"];
  for (let row = 0; row < person.length; row++) {
    lines.push(`${people[person[row]]},${OBJECTIVES[objective[row]]},${KINDS[kind[row]]},${date(day[row])},${value[row]}`);
  }
  return `${lines.join("\n")}\n`;
}

/** The middle one of some times. */
export const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];

/** The least of some times: what the work takes where nothing else gets in its way. */
export const least = (times) => Math.min(...times);
