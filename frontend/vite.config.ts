import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { compress } from "./build/compress";
import { pages } from "./build/pages";

const API = process.env["FORGE_API"] ?? "http://127.0.0.1:8000";

const COMPILED_WHOLE = new Set(["index", "parts"]);

export default defineConfig({
  plugins: [react(), tailwindcss(), pages(), compress()],
  resolve: { tsconfigPaths: true },
  build: {
    target: "es2024",
    // The content security policy allows no inline script, style, font or image.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      output: {
        // Compiled by the browser while they arrive: function by function costs a phone longer (decision 0017).
        postBanner: ({ name }) => (COMPILED_WHOLE.has(name) ? "//# allFunctionsCalledOnLoad" : ""),
        // Small parts of many pages travel and compress better together than one by one.
        codeSplitting: { groups: [{ name: "parts", test: /lucide-react|src\/(ui|lib)\//, minShareCount: 5 }] },
      },
    },
  },
  server: { proxy: { "/api": API, "/healthz": API } },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/setup.ts"],
    restoreMocks: true,
    // A busy machine imports a page slowly; a wait that ends early would say nothing of the page.
    testTimeout: 30_000,
    expect: { poll: { timeout: 8_000 } },
  },
});
