import { defineConfig } from "vite";

// Without a session the server gives out the log-in page and its parts only: everything else lies in a folder of its
// own and is loaded after the log-in. Every asset is a file, because the content security policy allows no data address
// for a script.
const pages = "app/[name]-[hash].js";
const login = "login/[name]-[hash].js";
const core = /src\/(api|language|app|dom|format|router|sound|stationStore|verdict|pages\/(login|setup))|preload-helper/;

export default defineConfig({
  base: "./",
  worker: { format: "es", rollupOptions: { output: { entryFileNames: pages } } },
  build: {
    outDir: "dist",
    target: "es2022",
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: "core", test: core }] },
        entryFileNames: login,
        assetFileNames: "login/[name]-[hash][extname]",
        chunkFileNames: (chunk) => (chunk.name === "core" ? login : pages),
      },
    },
  },
});
