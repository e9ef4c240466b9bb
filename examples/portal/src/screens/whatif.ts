/** What if: another weight, threshold or phase, and who changes verdict. */

import { ask, Refused } from "../ask";
import { count, findings, h, heading, table, tell, verdict } from "../dom";
import { failure } from "../failure";
import { panels } from "../panels";
import type { Changed, Rules } from "../protocol";
import { state, theReport } from "../state";
import { whyPerson } from "../why";
import { unsound } from "./figures";

const CAUSES: Record<string, string> = { evidence: "new evidence", ageing: "ageing", expiry: "expiry", rules: "the rules", requirements: "what is required", place: "another place" };
const SHOWN = 100;

/** The screen. */
export async function whatIf(): Promise<Node[]> {
  if (!(await theReport()).sound) return unsound("What if");
  const { rules, phases } = await ask("rules", null);
  const number = (id: string, value: number, attributes: Record<string, number>) => h("input", { type: "number", id, value, required: true, ...attributes });
  const weights = { people: number("weight-people", rules.weights.people, WEIGHT), process: number("weight-process", rules.weights.process, WEIGHT), technology: number("weight-technology", rules.weights.technology, WEIGHT) };
  const threshold = number("threshold", Math.round(rules.threshold * 100), { min: 0, max: 100, step: 1 });
  const phase = h("select", { id: "phase" }, h("option", { value: "" }, "All phases"), ...phases.map(({ id, title }) => h("option", { value: id }, `Up to: ${title}`)));
  const result = h("div", { id: "result" });
  let turn = 0;
  const run = async () => {
    turn += 1;
    const mine = turn;
    const asked: Rules = {
      weights: { people: weights.people.valueAsNumber, process: weights.process.valueAsNumber, technology: weights.technology.valueAsNumber },
      threshold: threshold.valueAsNumber / 100,
      phase: phase.value === "" ? null : phase.value,
    };
    if (!form.checkValidity()) {
      result.replaceChildren(h("p", { class: "note" }, "Write a number in each field."));
      return;
    }
    try {
      const changed = await ask("whatIf", asked);
      if (mine !== turn) return;
      result.replaceChildren(...shown(changed));
      tell(`${changed.diff.changes.length} people change verdict.`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (mine === turn) result.replaceChildren(...failure(error));
    }
  };
  const form = h("form", { class: "controls", onsubmit: (event) => { event.preventDefault(); void run(); }, oninput: () => void run() },
    h("label", {}, "Weight of people", weights.people), h("label", {}, "Weight of process", weights.process), h("label", {}, "Weight of technology", weights.technology),
    h("label", {}, "Threshold, %", threshold), h("label", {}, "What is required", phase),
    h("button", { type: "reset", onclick: () => setTimeout(() => void run()) }, "As written"));
  await run();
  const owed = h("div");
  const ask_ = h("button", { type: "button", onclick: async () => {
    ask_.disabled = true;
    owed.replaceChildren(h("p", { class: "busy" }, "Computing …"));
    try {
      owed.replaceChildren(panels(await ask("report", { language: state.language, sensitivity: true }), (id) => id === "sensitivity"));
    } catch (error) {
      owed.replaceChildren(...failure(error));
    }
  } }, "What do the verdicts owe to the rules?");
  return [heading("What if"), h("p", { class: "lead" }, "Change a rule and see who changes verdict. The programme itself stays as it is."), form, result, h("p", {}, ask_), owed];
}

const WEIGHT = { min: 0.01, step: "any" as unknown as number };

function shown({ diff, findings: found }: Changed): Node[] {
  const row = (name: string, of: Changed["diff"]["before"]) => [name, count(of.ready), count(of.cannot_tell), count(of.not_ready), count(of.not_required)];
  const nodes: Node[] = [
    h("section", { class: "panel" },
      h("h2", {}, diff.changes.length === 0 ? "Nobody changes verdict" : `${count(diff.changes.length)} people change verdict`),
      table(`Verdicts as of ${diff.to}`, ["Rules", { end: "✓ Ready" }, { end: "? Cannot tell" }, { end: "✗ Not ready" }, { end: "Nothing required" }], [row("As written", diff.before), row("As above", diff.after)]),
      diff.changes.length > 0 && table(`Who changes verdict${diff.changes.length > SHOWN ? `: the first ${SHOWN}` : ""}`, ["Person", "As written", "As above", "Because of"],
        diff.changes.slice(0, SHOWN).map(({ person, before, after, steps }) => [
          h("button", { type: "button", class: "why", "aria-haspopup": "dialog", onclick: () => void whyPerson(person) }, person),
          verdict(before), verdict(after), steps.map(({ cause }) => CAUSES[cause] ?? cause).join(", "),
        ]))),
  ];
  if (found.length > 0) nodes.unshift(findings(found, "These rules are in error"));
  return nodes;
}
