/** `module.js` or `module.cjs` beside the entry. */
declare module "paratus-wasm-base64" {
  /** The module, or its first part. */
  export const first: () => string;
  /** The rest of it, where it has parts. */
  export const rest: (() => string) | undefined;
}

declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}
