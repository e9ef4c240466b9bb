/** Tables that may be larger than memory, in pieces that end where a row ends. */

/** How much is read at a time, in bytes. */
const BLOCK = 4 << 20;
/** A row longer than this is none: a quote was never closed, or it is no table. */
const LONGEST = 16 << 20;
const [QUOTE, NEWLINE] = [0x22, 0x0a];

/** A piece of a table: its header and whole rows. */
export interface Block {
  readonly piece: Uint8Array;
  /** How many lines of the file are between its header and the first row of this piece. */
  readonly before: number;
  /** How much of the file was read, in [0, 1]. */
  readonly share: number;
}

/** Reads a file block by block. */
export async function* blocks(file: Blob, size = BLOCK): AsyncGenerator<Block> {
  let [rest, header]: [Uint8Array, Uint8Array | undefined] = [new Uint8Array(), undefined];
  let before = 0;
  let headerLines = 1;
  for (let at = 0; at < file.size || at === 0; at += size) {
    const read = new Uint8Array(await file.slice(at, at + size).arrayBuffer());
    const bytes = joined(rest, read);
    const last = at + size >= file.size;
    const { first, end, lines } = rows(bytes);
    const whole = last ? bytes.length : end;
    if (whole === 0 && !last) {
      if (bytes.length > LONGEST) throw new RangeError("has a row longer than 16 MB: a quote may not be closed, or it is no table");
      rest = bytes;
      continue;
    }
    const part = bytes.subarray(0, whole);
    const share = file.size === 0 ? 1 : Math.min(1, (at + size) / file.size);
    if (header === undefined) {
      const end = first === 0 ? whole : first;
      header = part.slice(0, end);
      headerLines = part.subarray(0, end).reduce((count, byte) => count + Number(byte === NEWLINE), 0);
      yield { piece: part.slice(), before: 0, share };
      before = lines - headerLines;
    } else if (part.length > 0) {
      yield { piece: joined(header, part), before, share };
      before += lines;
    }
    rest = bytes.slice(whole);
    if (last) break;
  }
}

/** One after the other. */
function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(one.length + other.length);
  bytes.set(one);
  bytes.set(other, one.length);
  return bytes;
}

/** Where the first row ends, where the last whole one does, and how many lines are before that. */
function rows(bytes: Uint8Array): { first: number; end: number; lines: number } {
  let [first, end, lines, all, quoted] = [0, 0, 0, 0, false];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === NEWLINE) {
      all += 1;
      if (quoted) continue;
      end = at + 1;
      lines = all;
      if (first === 0) first = end;
    }
  }
  return { first, end, lines };
}
