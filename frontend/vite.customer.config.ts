import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

import { compress } from "./build/compress";

/** The customer's page is a build of its own, put beside the staff's: it shares no file with it, so that neither grows by the other. */
export default defineConfig({
  plugins: [react(), tailwindcss(), compress()],
  publicDir: false,
  resolve: { tsconfigPaths: true },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    emptyOutDir: false,
    modulePreload: { polyfill: false },
    manifest: ".vite/customer.json",
    rolldownOptions: { input: "customer.html" },
  },
});
