/** The script of the worker that reads foreign tables, so that no page freezes. */

import { folderAsText, ParatusError, plan, propose, recognise, type ImportFile, type ImportPlanOptions, type NamedFiles } from "paratus/exchange";

/** What is asked: what the files are, and what taking them would do, or a map for one that needs one. */
export interface Ask {
  readonly files: readonly ImportFile<Uint8Array>[];
  readonly options: ImportPlanOptions;
}

/** A folder whose workbooks are wanted as text. */
export interface AskText {
  readonly folder: NamedFiles;
}

addEventListener("message", ({ data }: MessageEvent<Ask | AskText>) => {
  try {
    if ("folder" in data) {
      postMessage({ folder: folderAsText(data.folder) });
      return;
    }
    const { files, options } = data;
    const recognised = files.map((file) => recognise(file));
    const unknown = options.map ? undefined : files[recognised.findIndex(({ needs_map }) => needs_map)];
    if (unknown !== undefined) {
      const { date } = options;
      postMessage({ recognised, proposed: propose(unknown, { date }) });
      return;
    }
    postMessage({ recognised, plan: plan(files, options) });
  } catch (error) {
    postMessage({ error: error instanceof ParatusError ? error.toJSON() : { code: "INTERNAL", findings: [], message: String(error), name: "ParatusError" } });
  }
});
