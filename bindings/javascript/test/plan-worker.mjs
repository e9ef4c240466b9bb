// Plans in a worker thread.

import { parentPort, workerData } from "node:worker_threads";
import { Programme } from "paratus";

const { document, records, options } = workerData;
parentPort.postMessage(Programme.parse(document).planJson(records, options));
