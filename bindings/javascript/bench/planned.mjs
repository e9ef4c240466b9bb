// One plan, step by step, with the time at which each thing was there. In Node and in a worker of a browser.

/** Times count from when the programme is read: what is measured is the planning, from the first step on. */
export function planned(Programme, files, effort, now) {
  const programme = Programme.fromFiles(files);
  const evidence = programme.evidence({ csv: files["evidence.csv"] });
  const started = now();
  const planner = programme.planner(evidence, { relax: false, effort });
  let [first, shown, whole, last] = [null, null, null, null];
  do {
    last = planner.step();
    const time = now() - started;
    if (first === null) {
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
  return { first, shown, whole, last, end, sessions };
}
