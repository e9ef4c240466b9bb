import { defineConfig, type Plugin } from "vite";

/** What the page may do: run its own scripts and module, use its own style sheet, and ask its own host. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/** Writes the policy into the built page, so that it holds on any host. `vite dev` opens a socket and adds styles; it has none. */
const policy: Plugin = {
  name: "policy",
  apply: "build",
  transformIndexHtml: () => [
    { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: POLICY }, injectTo: "head-prepend" },
  ],
};

export default defineConfig({
  base: "./",
  plugins: [policy],
  worker: { format: "es" },
  build: { target: "es2022", modulePreload: { polyfill: false }, chunkSizeWarningLimit: 4000, assetsInlineLimit: 0 },
  preview: { headers: { "content-security-policy": POLICY } },
  // The sample and the package lie beside this folder.
  server: { fs: { allow: ["../.."] } },
});
