import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  worker: { format: "es" },
  build: { target: "es2022", modulePreload: { polyfill: false }, chunkSizeWarningLimit: 5000, assetsInlineLimit: 0 },
  // The package lies beside this folder.
  server: { fs: { allow: ["../.."] } },
});
