/** The rest of the module: what is not called first is made when something in it is called, or asked for. */

let make: (() => void) | undefined;

/** Says how the rest is made. */
export function later(how: () => void): void {
  make = how;
}

/** Makes the rest, if that is not done; the module calls it too. */
export function load_rest(): void {
  make?.();
  make = undefined;
}
