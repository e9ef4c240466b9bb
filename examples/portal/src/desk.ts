/** The clients: one that answers for every screen, and one that plans, so that the others never wait for a plan. */

import { connect, type Client } from "paratus/client";
import { read } from "./reading";
import type { Chosen, Opened } from "./types";

const make = () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
let reserve: Worker | undefined;

/** A worker. Another one stands ready where planning may be stopped, because there may be no connection by then. */
function worker(): Worker {
  const mine = reserve ?? make();
  reserve = reserve === undefined ? undefined : make();
  return mine;
}

let main: Promise<Client> | undefined;
let planner: Promise<Client> | undefined;
let chosen: readonly Chosen[] = [];
let sample: Promise<readonly Chosen[]> | undefined;

const TINY = { format: 1, id: "tiny", as_of: "2027-01-02", sections: [{ id: "s" }], objectives: [{ id: "o", track: "people" }], roles: [{ id: "r", requires: [{ objective: "o" }] }], people: [{ id: "p", section: "s", roles: ["r"] }] } as const;

/** The client of the screens. */
export function screens(): Promise<Client> {
  if (main === undefined) {
    const mine = connect({ worker });
    main = mine;
    mine.catch(() => void (main === mine && (main = undefined)));
  }
  return main;
}

// Browsers compile what is run, when it is first run: this is before anybody waits for it. What hinders it is reported when something is
// asked of it.
async function warm(): Promise<void> {
  const client = await screens();
  await client.open(TINY, { csv: "person,objective,kind,value,date,key\np,o,quiz,1,2027-01-01,k\n" });
  await Promise.all([client.report(), client.document()]);
}
void warm().catch(() => {});

const theSample = (): Promise<readonly Chosen[]> => (sample ??= import("./sample").then((found) => found.sample()));

/** Starts what is not needed yet: the page works without a connection once this is done. */
export function prepare(): void {
  reserve ??= make();
  planner ??= connect({ worker });
  void Promise.allSettled([planner, theSample()]);
}

/** Opens files; what was open before stays open where this fails. */
export async function openFiles(files: readonly Chosen[] | "sample", progress: (said: string) => void): Promise<Opened> {
  const given = files === "sample" ? await theSample() : files;
  await screens();
  const client = await connect({ worker });
  try {
    const opened = await read(client, given, progress);
    const before = await screens();
    main = Promise.resolve(client);
    before.close();
    chosen = given;
    forgetPlanner();
    return opened;
  } catch (error) {
    client.close();
    throw error;
  }
}

let reading: Promise<Client> | undefined;

/** The client that plans, with what is open. */
export function planning(): Promise<Client> {
  reading ??= (async () => {
    planner ??= connect({ worker });
    const client = await planner;
    await read(client, chosen, () => {});
    return client;
  })();
  const mine = reading;
  mine.catch(() => void (reading === mine && forgetPlanner()));
  return mine;
}

/** Forgets what the client that plans has read. */
export function forgetPlanner(): void {
  if (reading === undefined) return;
  const before = planner;
  reading = undefined;
  planner = connect({ worker });
  planner.catch(() => (planner = undefined));
  void before?.then((client) => client.close(), () => {});
}
