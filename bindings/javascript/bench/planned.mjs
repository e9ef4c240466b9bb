// One plan, step by step, with the time at which each thing was there. In Node and in a worker of a browser.

/** What takes longer than this in milliseconds is named: a stop waits for it. */
const LONG = 100;

/** Times count from when the programme is read: what is measured is the planning, from the first step on. */
export function planned(Programme, files, effort, now) {
  const programme = Programme.fromFiles(files);
  const evidence = programme.evidence({ csv: files["evidence.csv"] });
  const started = now();
  const planner = programme.planner(evidence, { relax: false, effort });
  const long = now() - started > LONG ? [{ done: 0, cost: null, took: now() - started }] : [];
  let [first, shown, whole, last] = [null, null, null, null];
  do {
    const before = now();
    last = planner.step();
    const time = now() - started;
    const took = now() - before;
    if (took > LONG) long.push({ done: last.done, cost: last.cost, took });
    if (first === null && last.cost !== null) {
      first = { ...last, time };
      planner.plan();
      shown = now() - started;
    }
    if (whole === null && last.unmet === 0) whole = time;
  } while (!last.finished);
  const end = now() - started;
  const sessions = planner.plan().sessions.length;
  planner.free();
  evidence.free();
  programme.free();
  return { first, shown, whole, last, end, sessions, long };
}
