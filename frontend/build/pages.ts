import type { Plugin, Rollup } from "vite";

interface Page {
  /** A regular expression for the whole address with its query, in the server's grammar; a named part may stand in `data`. */
  readonly path: string;
  readonly module: string;
  /** What the page asks the API first, letter by letter as it asks. */
  readonly data: readonly string[];
}

const SHELL = ["/api/auth/session", "/api/quotes?tab=mine&per_page=1"];
const QUOTE = "/api/quotes/{id}";
const ID = "(?P<id>[0-9a-f-]{36})";

const LIST = { module: "src/features/quotes/QuoteListPage.tsx" };

/** Pages that people open often, from the outside: what their code asks for only once it runs is on its way before. */
const PAGES: readonly Page[] = [
  { path: "/login(\\?.*)?", module: "src/features/auth/LoginPage.tsx", data: [] },
  { ...LIST, path: "/quotes", data: [...SHELL, "/api/quotes?tab=all&q=&sort=-updated_at&page=1&per_page=25"] },
  { ...LIST, path: "/quotes\\?.*", data: SHELL },
  { path: `/quotes/${ID}/edit`, module: "src/features/builder/BuilderPage.tsx", data: [...SHELL, QUOTE, "/api/catalog/products", "/api/catalog/printable-stocks"] },
  { path: `/quotes/${ID}`, module: "src/features/quotes/QuotePage.tsx", data: [...SHELL, QUOTE, `${QUOTE}/timeline`] },
];

/** Leaves a list for the server: which files a page loads beyond the entry's own, and what it asks for first. */
export function pages(): Plugin {
  return {
    name: "pages",
    apply: "build",
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      const entry = chunks.find((chunk) => chunk.isEntry);
      if (!entry) return;
      const named = closure(entry, bundle);
      const listed = PAGES.map(({ path, module, data }) => {
        const chunk = chunks.find((one) => one.facadeModuleId?.endsWith(module));
        if (!chunk) throw new Error(`${module} has no chunk of its own: see build/pages.ts.`);
        const scripts = [...closure(chunk, bundle)].filter((file) => !named.has(file)).map((file) => `/${file}`);
        return { path, scripts, data };
      });
      this.emitFile({ type: "asset", fileName: "pages.json", source: JSON.stringify({ pages: listed }, null, 1) });
    },
  };
}

function closure(chunk: Rollup.OutputChunk, bundle: Rollup.OutputBundle, found = new Set<string>()): Set<string> {
  if (found.has(chunk.fileName)) return found;
  found.add(chunk.fileName);
  for (const name of chunk.imports) {
    const next = bundle[name];
    if (next?.type === "chunk") closure(next, bundle, found);
  }
  return found;
}
