// Readiness, what-if and a plan in React. Everything is computed in a worker: the page draws while a plan is made.

import { StrictMode, useEffect, useReducer, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { connect, ParatusError, type AssessmentAnswer, type Client, type Plan, type PlanningProgress } from "paratus/client";

/** One client for as long as the component is there. */
function useClient(failed: (error: unknown) => void): Client | null {
  const [client, setClient] = useState<Client | null>(null);
  useEffect(() => {
    let mine: Client | undefined;
    let gone = false;
    connect().then((made) => {
      if (gone) return made.close();
      mine = made;
      setClient(made);
    }, failed);
    return () => {
      gone = true;
      mine?.close();
    };
  }, []);
  return client;
}

interface State {
  readonly said: string;
  readonly assessment: AssessmentAnswer | null;
  readonly plan: Plan | null;
  /** How far the plan that is being made is. */
  readonly progress: PlanningProgress | null;
}

function App() {
  const [state, change] = useReducer((before: State, changes: Partial<State>) => ({ ...before, ...changes }), { said: "Choose the files of a programme.", assessment: null, plan: null, progress: null });
  const [asOf, setAsOf] = useState("");
  const stopping = useRef<AbortController | null>(null);
  const failed = (error: unknown) => change({ said: error instanceof ParatusError ? error.message : String(error), progress: null });
  const client = useClient(failed);

  async function open(chosen: FileList): Promise<void> {
    if (client === null) return;
    change({ said: "Reading …", assessment: null, plan: null });
    // The files are read in the worker, `evidence.csv` and `responses.csv` among them.
    const folder = Object.fromEntries(Array.from(chosen, (file) => [file.name, file]));
    const { title, people, asOf: own } = await client.open({ files: folder });
    change({ said: `${title}: ${people} people` });
    const date = asOf || own || "";
    setAsOf(date);
    if (date !== "") await assess(date);
  }

  async function assess(date: string): Promise<void> {
    setAsOf(date);
    if (client !== null && date !== "") change({ assessment: await client.assess({ asOf: date }), plan: null });
  }

  async function plan(): Promise<void> {
    if (client === null) return;
    stopping.current = new AbortController();
    change({ said: "Planning …", progress: { cost: null, done: 0, finished: false, total: 1, unmet: null } });
    const made = await client.plan(
      { asOf, weeks: 12, effort: "quick", relax: false },
      { signal: stopping.current.signal, onProgress: (progress) => change({ progress }), onPlan: (better) => change({ plan: better }) },
    );
    change({ plan: made, progress: null, said: `${made.sessions.length} sessions, ${made.unplaced.length} needs unmet` });
  }

  const { said, assessment, plan: shown, progress } = state;
  return (
    <main>
      <h1>Readiness in React</h1>
      <p>
        <label>
          Programme and evidence: <input type="file" multiple accept=".toml,.csv,.json" disabled={client === null} onChange={({ target }) => target.files && open(target.files).catch(failed)} />
        </label>
      </p>
      <p>
        <label>
          As of <input type="date" value={asOf} onChange={({ target }) => assess(target.value).catch(failed)} />
        </label>{" "}
        <button disabled={assessment === null || progress !== null} onClick={() => plan().catch(failed)}>
          Plan twelve weeks
        </button>{" "}
        <button disabled={progress === null} onClick={() => stopping.current?.abort()}>
          Stop
        </button>{" "}
        {progress && <progress max={progress.total} value={progress.done} />}
      </p>
      <p role="status">{said}</p>
      {assessment && <Verdicts people={assessment.people} />}
      {shown && <Sessions sessions={shown.sessions} />}
    </main>
  );
}

/** How many people have each verdict. */
function Verdicts({ people }: { people: AssessmentAnswer["people"] }) {
  const counts = new Map<string, number>();
  for (const { verdict } of people) counts.set(verdict ?? "nothing required", (counts.get(verdict ?? "nothing required") ?? 0) + 1);
  return (
    <dl>
      {[...counts].map(([verdict, count]) => (
        <div key={verdict}>
          <dt>{verdict.replaceAll("_", " ")}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}

function Sessions({ sessions }: { sessions: Plan["sessions"] }) {
  return (
    <table>
      <caption>Sessions</caption>
      <thead>
        <tr>{["Session", "Start", "People"].map((name) => <th key={name} scope="col">{name}</th>)}</tr>
      </thead>
      <tbody>
        {sessions.map(({ session, start, people }) => (
          <tr key={session}>{[session, start, people.length].map((cell, at) => <td key={at}>{cell}</td>)}</tr>
        ))}
      </tbody>
    </table>
  );
}

createRoot(document.getElementById("root") as HTMLElement).render(<StrictMode><App /></StrictMode>);
