/** The clients: one that answers for every screen, one that reads what is opened next, and one that plans, so that none waits for another. */

import { connect, type Client } from "paratus/client";
import { withoutWorkbooks } from "./exchange";
import { read } from "./reading";
import type { Chosen, Opened } from "./types";

const worker = () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });

/** Gives one client for as long as the page is open: there may be no connection by the time that another one would be wanted. */
function lasting(): () => Promise<Client> {
  let made: Promise<Client> | undefined;
  return () => {
    const mine = (made ??= connect({ worker }));
    mine.catch(() => void (made === mine && (made = undefined)));
    return mine;
  };
}

let [shown, next] = [lasting(), lasting()];
const planner = lasting();
let chosen: readonly Chosen[] = [];
let sample: Promise<readonly Chosen[]> | undefined;

const TINY = { format: 1, id: "tiny", as_of: "2027-01-02", sections: [{ id: "s" }], objectives: [{ id: "o", track: "people" }], roles: [{ id: "r", requires: [{ objective: "o" }] }], people: [{ id: "p", section: "s", roles: ["r"] }] } as const;

/** The client of the screens. */
export const screens = (): Promise<Client> => shown();

/** A client that knows the library's words, also while no programme is open. */
export const speaker = (): Promise<Client> => (chosen.length > 0 ? shown() : next());

// Browsers compile what is run, when it is first run: this is before anybody waits for it. What hinders it is reported when something is
// asked of it.
async function warm(): Promise<void> {
  const client = await next();
  await client.open(TINY, { csv: "person,objective,kind,value,date,key\np,o,quiz,1,2027-01-01,k\n" });
  await Promise.all([client.report(), client.document()]);
}
void warm().catch(() => {});

const theSample = (): Promise<readonly Chosen[]> => (sample ??= import("./sample").then((found) => found.sample()));

/** Starts what is not needed yet: the page works without a connection once this is done. */
export function prepare(): void {
  void Promise.allSettled([screens(), planner(), theSample()]);
}

/** The files that are open. */
export const filesOpen = (): readonly Chosen[] => chosen;

let reading: Promise<unknown> | undefined;
let opening: Promise<unknown> = Promise.resolve();

/** Opens files; what was open before stays open where this fails. */
export function openFiles(files: readonly Chosen[] | "sample", progress: (said: string) => void): Promise<Opened> {
  const mine = opening.then(async () => {
    const given = files === "sample" ? await theSample() : await withoutWorkbooks(files);
    const opened = await read(await next(), given, progress);
    [shown, next] = [next, shown];
    chosen = given;
    reading = undefined;
    return opened;
  });
  opening = mine.catch(() => {});
  return mine;
}

let before: Promise<unknown> = Promise.resolve();

/** The client that plans, with what is open. */
export async function planning(): Promise<Client> {
  const client = await planner();
  if (reading === undefined) {
    // What is still being read comes first.
    const mine = (reading = before.then(() => read(client, chosen, () => {})));
    before = mine.catch(() => void (reading === mine && (reading = undefined)));
  }
  await reading;
  return client;
}
