import { useEffect } from "react";
import { toast } from "@/ui/toast";

const EVERY = 5 * 60_000;

/** The page names its own entry script; when the server's page names another, a newer app is there. */
async function deployed(): Promise<string | null> {
  const response = await fetch("/", { headers: { Accept: "text/html" }, cache: "no-store" });
  return response.ok ? entryOf(new DOMParser().parseFromString(await response.text(), "text/html")) : null;
}

function entryOf(page: Document): string | null {
  return page.querySelector('script[type="module"][src]')?.getAttribute("src") ?? null;
}

export function useNewVersion(): void {
  useEffect(() => {
    const mine = entryOf(document);
    if (mine === null || !import.meta.env.PROD) return undefined;
    let told = false;
    const look = async () => {
      if (told || document.hidden) return;
      const theirs = await deployed().catch(() => null);
      if (theirs === null || theirs === mine) return;
      told = true;
      toast("A new version of PatriotForge is ready.", { action: { label: "Reload", run: () => globalThis.location.reload() } });
    };
    const timer = setInterval(() => void look(), EVERY);
    return () => clearInterval(timer);
  }, []);
}
