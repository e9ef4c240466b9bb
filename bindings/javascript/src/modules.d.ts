declare module "paratus-wasm-base64" {
  /** A function, so that the text takes no memory until it is asked for. */
  const base64: () => string;
  export default base64;
}

declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}
