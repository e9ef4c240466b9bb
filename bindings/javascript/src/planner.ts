/** Plans in the making: a first one early, better ones step by step, or several side by side; stopped at any time. */

import { badInput, isOurs, ParatusError } from "./errors.js";
import { guard } from "./instance.js";
import { nextTask, type StopSignal, watch } from "./signal.js";
import { fieldsOf, nameOf, reasonOf } from "./strict.js";
import type { RawPlanner, RawWhatIfPlanner } from "../pkg/web/paratus.js";
import type * as t from "./types.js";

/** How far planning has come. */
export interface PlanningProgress {
  /**
   * What the best plan costs that was written down so far; `null` before the first. A search under way shows only when it ends. Of plans
   * side by side it is that of the plan under way, as is `unmet`; rounds are those of all.
   */
  readonly cost: number | null;
  /** Rounds of improvement done. */
  readonly done: number;
  /** Whether nothing is left to do. */
  readonly finished: boolean;
  /** Rounds in all. More come where a search leaves somebody out. */
  readonly total: number;
  /** Needs that this plan leaves unmet. */
  readonly unmet: number | null;
}

/** How `planner.run` is watched and stopped. */
export interface RunOptions {
  /** Called after every step. */
  readonly onProgress?: ((progress: PlanningProgress) => void) | undefined;
  /** Stops it after the step under way; what there is by then is given, and where there is nothing it is refused as `ABORTED`. */
  readonly signal?: StopSignal | undefined;
  /** Rounds of improvement in one step, at most (100). */
  readonly rounds?: number | undefined;
}

/** Default rounds of a step. */
const ROUNDS = 100;

/** What both kinds have in the module. */
interface RawSteps {
  step(rounds: number): string;
  progress(): string;
  free(): void;
}

let rawOf: (steps: Steps<unknown>) => RawSteps;

/** Planning that is done in steps. Each takes a fraction of the time, so a worker stays reachable. */
abstract class Steps<Answer> {
  #raw: RawSteps | undefined;
  readonly #soFar: () => Answer | null;

  /** @internal */
  protected constructor(raw: RawSteps | undefined, maker: string, soFar: () => Answer | null) {
    if (raw === undefined) throw badInput("planner", `is made by \`programme.${maker}(…)\``);
    this.#raw = raw;
    this.#soFar = soFar;
  }

  static {
    rawOf = (steps) => {
      if (steps.#raw === undefined) throw new ParatusError("FREED", "this planner was freed");
      return steps.#raw;
    };
  }

  /** How far it has come. */
  get progress(): PlanningProgress {
    return JSON.parse(rawOf(this).progress()) as PlanningProgress;
  }

  /**
   * Does what is next: a part of a choice of activities with its first timetable, up to this many rounds of improvement, or a part of a
   * search for seats or of the bound. It ends where enough work is done.
   *
   * @throws {ParatusError} where pins contradict each other.
   * @example
   * ```js
   * const planner = programme.planner(records, { asOf: "2027-03-14", weeks: 12 });
   * const { done, total } = planner.step(50);
   * console.assert(done <= total);
   * planner.free();
   * ```
   */
  step(rounds: number = ROUNDS): PlanningProgress {
    const raw = rawOf(this);
    return JSON.parse(guard(() => raw.step(roundsOf("rounds", rounds)))) as PlanningProgress;
  }

  /**
   * All steps, with time in between for messages: so a worker is known to stop. Gives what there is then: the best plan, or the plans
   * side by side that are finished.
   *
   * @throws {ParatusError} where pins contradict each other, or this was freed meanwhile; `ABORTED` where it was stopped before there
   *   was a plan.
   * @example
   * ```js
   * const planner = programme.planner(records, { asOf: "2027-03-14", weeks: 12 });
   * const stop = new AbortController();
   * const plan = await planner.run({ signal: stop.signal, onProgress: ({ done }) => done >= 500 && stop.abort() });
   * console.assert(plan.sessions.length > 0);
   * planner.free();
   * ```
   */
  async run(options: RunOptions = {}): Promise<Answer> {
    const { onProgress, signal, rounds = ROUNDS, ...stray } = fieldsOf("options", options, "write a plain object") as RunOptions;
    const [unknown] = Object.keys(stray);
    if (unknown !== undefined) throw badInput(`options.${unknown}`, `\`${unknown}\` is not known here`, "write { onProgress, signal, rounds }", "UNKNOWN_KEY");
    if (onProgress !== undefined && typeof onProgress !== "function") throw badInput("options.onProgress", `is ${nameOf(onProgress)}`, "write a function");
    const stopped = watch(signal);
    roundsOf("options.rounds", rounds);
    let { finished } = this.progress;
    while (!finished && !stopped()) {
      const progress = this.step(rounds);
      notify(onProgress, progress);
      ({ finished } = progress);
      await nextTask();
    }
    const answer = this.#soFar();
    if (answer === null) throw new ParatusError("ABORTED", "planning was stopped before there was a plan");
    return answer;
  }

  /**
   * Gives back its memory at once. Nothing else can be asked of it then.
   *
   * @example
   * ```js
   * const planner = programme.planner(records, { asOf: "2027-03-14", weeks: 12 });
   * try {
   *   planner.step();
   * } finally {
   *   planner.free(); // `using planner = …` does the same
   * }
   * ```
   */
  free(): void {
    this.#raw?.free();
    this.#raw = undefined;
  }

  /** The same as `free`, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }
}

/**
 * Makes a handle: for programmes alone.
 *
 * @internal
 */
export let plannerOf: (raw: RawPlanner) => Planner;

/**
 * Makes a handle: for programmes alone.
 *
 * @internal
 */
export let whatIfPlannerOf: (raw: RawWhatIfPlanner) => WhatIfPlanner;

/**
 * A plan in the making. Each step takes a fraction of the time, so a worker can show a first plan early and stay reachable. When it has
 * finished, the plan is the one that `programme.plan` gives, byte for byte.
 *
 * @example
 * ```js
 * const planner = programme.planner(records, { asOf: "2027-03-14", weeks: 12 });
 * planner.step();
 * console.log(planner.plan().sessions.length); // there is a plan
 * while (!planner.step().finished); // a better one
 * console.assert(planner.plan().cost >= (planner.plan().lower_bound ?? 0));
 * planner.free();
 * ```
 */
export class Planner extends Steps<t.Plan> {
  /** Made by `programme.planner`. */
  private constructor(raw: RawPlanner) {
    super(raw, "planner", () => (this.progress.cost === null ? null : this.plan()));
  }

  static {
    plannerOf = (raw) => new this(raw);
  }

  /**
   * The best plan so far. Until everything is done its lower bound is `null`, and it does not say what stands in the way of unmet needs.
   *
   * @throws {ParatusError} where pins contradict each other.
   * @example
   * ```js
   * const planner = programme.planner(records, { asOf: "2027-03-14", weeks: 12 });
   * console.assert(planner.plan().schema === "paratus/plan/1");
   * planner.free();
   * ```
   */
  plan(): t.Plan {
    return JSON.parse(this.planJson()) as t.Plan;
  }

  /** `plan` as JSON text. */
  planJson(): string {
    const raw = rawOf(this) as RawPlanner;
    return guard(() => raw.plan());
  }
}

/**
 * Plans side by side in the making. When it has finished, they are those that `programme.whatIf` gives, byte for byte.
 *
 * @example
 * ```js
 * const planner = programme.whatIfPlanner(records, { changes: [{ weeks: 8 }], options: { asOf: "2027-03-14", effort: "quick" } });
 * const { variants } = await planner.run({ onProgress: ({ done, total }) => console.log(`${done} of ${total}`) });
 * console.assert(variants.length === 2);
 * planner.free();
 * ```
 */
export class WhatIfPlanner extends Steps<t.WhatIf> {
  /** Made by `programme.whatIfPlanner`. */
  private constructor(raw: RawWhatIfPlanner) {
    super(raw, "whatIfPlanner", () => {
      const compared = this.whatIf();
      return compared.variants.length === 0 ? null : compared;
    });
  }

  static {
    whatIfPlannerOf = (raw) => new this(raw);
  }

  /**
   * The plans that are finished.
   *
   * @example
   * ```js
   * const planner = programme.whatIfPlanner(records, { changes: [{ weeks: 8 }], options: { asOf: "2027-03-14", effort: "quick" } });
   * console.assert(planner.whatIf().variants.length === 0);
   * planner.free();
   * ```
   */
  whatIf(): t.WhatIf {
    return JSON.parse(this.whatIfJson()) as t.WhatIf;
  }

  /** `whatIf` as JSON text. */
  whatIfJson(): string {
    return (rawOf(this) as RawWhatIfPlanner).whatIf();
  }
}

function notify(onProgress: RunOptions["onProgress"], progress: PlanningProgress): void {
  try {
    onProgress?.(progress);
  } catch (error) {
    throw isOurs(error) ? error : badInput("options.onProgress", `failed: ${reasonOf(error)}`);
  }
}

function roundsOf(name: string, rounds: unknown): number {
  if (!Number.isInteger(rounds) || (rounds as number) < 1 || (rounds as number) > 0xffff_ffff) {
    throw badInput(name, typeof rounds === "number" ? `is ${rounds}` : `is ${nameOf(rounds)}`, "write a whole number from 1 on");
  }
  return rounds as number;
}
