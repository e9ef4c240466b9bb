// A short part of what `cargo xtask soak` does with new seeds and more calls.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fuzz } from "./fuzz.mjs";

test("calls with arguments that nobody should pass do no harm", async () => {
  const { wrong, refused } = await fuzz(20261129, 3_000);
  assert.equal(wrong, undefined);
  assert(refused > 2_000, `only ${refused} calls were refused`);
});
