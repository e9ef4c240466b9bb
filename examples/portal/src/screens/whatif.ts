/** What if: another weight, threshold or phase, and who changes verdict. */

import type { FindingWords } from "paratus";
import * as answers from "../answers";
import { count, findings, h, heading, table, tell, verdict } from "../dom";
import { failure, isRefusal } from "../failure";
import { panels } from "../panels";
import type { Changed, Rules } from "../types";
import { theReport, theWholeReport } from "../state";
import { t } from "../words";
import { explained, whyPerson } from "../why";
import { unsound } from "./figures";

const CAUSES: Record<string, () => string> = { evidence: () => t("new evidence"), ageing: () => t("ageing"), expiry: () => t("expiry"), rules: () => t("the rules"), requirements: () => t("what is required"), place: () => t("another place") };
const SHOWN = 100;

/** The screen. */
export async function whatIf(): Promise<Node[]> {
  if (!(await theReport()).sound) return unsound(t("What if"));
  const { rules, phases } = await answers.rules();
  const number = (id: string, value: number, attributes: Record<string, number>) => h("input", { type: "number", id, value, required: true, ...attributes });
  const weights = { people: number("weight-people", rules.weights.people, WEIGHT), process: number("weight-process", rules.weights.process, WEIGHT), technology: number("weight-technology", rules.weights.technology, WEIGHT) };
  const threshold = number("threshold", Math.round(rules.threshold * 100), { min: 0, max: 100, step: 1 });
  const phase = h("select", { id: "phase" }, h("option", { value: "" }, t("All phases")), ...phases.map(({ id, title }) => h("option", { value: id }, t("Up to: {phase}", { phase: title }))));
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
      result.replaceChildren(h("p", { class: "note" }, t("Write a number in each field.")));
      return;
    }
    try {
      const changed = await answers.whatIf(asked);
      const words = await answers.describe(changed.findings);
      if (mine !== turn) return;
      result.replaceChildren(...shown(changed, words));
      tell(t("{n} people change verdict", { n: changed.diff.changes.length }));
    } catch (error) {
      if (!(isRefusal(error))) throw error;
      if (mine === turn) result.replaceChildren(...failure(error));
    }
  };
  const form = h("form", { class: "controls", onsubmit: (event) => { event.preventDefault(); void run(); }, oninput: () => void run() },
    h("label", {}, t("Weight of people"), weights.people), h("label", {}, t("Weight of process"), weights.process), h("label", {}, t("Weight of technology"), weights.technology),
    h("label", {}, t("Threshold, %"), threshold), h("label", {}, t("What is required"), phase),
    h("button", { type: "reset", onclick: () => setTimeout(() => void run()) }, t("As written")));
  await run();
  const owed = h("div");
  const ask_ = h("button", { type: "button", onclick: async () => {
    ask_.disabled = true;
    owed.replaceChildren(h("p", { class: "busy" }, t("Computing …")));
    try {
      owed.replaceChildren(panels(await theWholeReport(), (id) => id === "sensitivity"));
    } catch (error) {
      owed.replaceChildren(...failure(error));
    }
  } }, t("How much do the verdicts depend on the rules?"));
  return [heading(t("What if")), h("p", { class: "lead" }, t("Change a rule and see who changes verdict. The programme itself stays as it is.")), form, result, h("p", {}, ask_), owed];
}

const WEIGHT = { min: 0.01, step: "any" as unknown as number };

function shown({ diff, findings: found }: Changed, words: readonly FindingWords[] | undefined): Node[] {
  const row = (name: string, of: Changed["diff"]["before"]) => [name, ...[of?.ready, of?.cannot_tell, of?.not_ready, of?.not_required].map((number) => (number === undefined ? "[c]" : count(number)))];
  const nodes: Node[] = [
    h("section", { class: "panel" },
      h("h2", {}, diff.changes.length === 0 ? t("Nobody changes verdict") : diff.changes.length === 1 ? t("1 person changes verdict") : t("{n} people change verdict", { n: count(diff.changes.length) })),
      explained(table(t("Verdicts as of {date}", { date: diff.to }), [t("Rules"), { end: `✓ ${t("Ready")}` }, { end: `? ${t("Cannot tell")}` }, { end: `✗ ${t("Not ready")}` }, { end: t("Nothing required") }], [row(t("As written"), diff.before), row(t("As above"), diff.after)]), (of) => [
        h("p", {}, of === 0 ? t("Everyone who works here on that day, judged by the rules of the programme.") : t("The same people with the same evidence, judged by the rules that are set above.")),
        h("p", {}, t("Who changes, and because of what, is listed below; a name says why in full."))]),
      diff.changes.length > 0 && table(diff.changes.length > SHOWN ? t("Who changes verdict: the first {n}", { n: SHOWN }) : t("Who changes verdict"), [t("Person"), t("As written"), t("As above"), t("Because of")],
        diff.changes.slice(0, SHOWN).map(({ person, before, after, steps }) => [
          h("button", { type: "button", class: "why", "aria-haspopup": "dialog", onclick: () => void whyPerson(person) }, person),
          verdict(before), verdict(after), steps.map(({ cause }) => CAUSES[cause]?.() ?? cause).join(", "),
        ]))),
  ];
  if (found.length > 0) nodes.unshift(findings(found, t("These rules are in error"), words));
  return nodes;
}
