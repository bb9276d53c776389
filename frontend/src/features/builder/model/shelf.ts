import type { Shelf } from "./autosave";
import type { Draft } from "./draft";
import type { DraftStore } from "./store";

const PREFIX = "forge.unsaved.";

interface Kept {
  readonly format: 1;
  /** Which tab wrote it: another tab that has saved its own work leaves this alone. */
  readonly by: string;
  readonly version: number;
  readonly saved: Draft;
  readonly draft: Draft;
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== "object" || value === null) return false;
  return "format" in value && value.format === 1 && "by" in value && "version" in value && "saved" in value && "draft" in value;
}

/**
 * Unsaved work of one quote in this browser's storage: the version it started from beside what became of it, so
 * that it can be merged with whatever the server holds by then.
 */
export class LocalShelf implements Shelf {
  private readonly key: string;
  private readonly store: DraftStore;
  private readonly storage: Storage;

  private readonly tab = crypto.randomUUID();

  constructor(quoteId: string, userId: string, store: DraftStore, storage: Storage) {
    this.key = `${PREFIX}${userId}.${quoteId}`;
    this.store = store;
    this.storage = storage;
  }

  keep(): void {
    const { quote, saved, draft } = this.store.getState();
    const kept: Kept = { format: 1, by: this.tab, version: quote.version, saved, draft };
    try {
      this.storage.setItem(this.key, JSON.stringify(kept));
    } catch {
      // A full or forbidden storage costs the safety net, never the edit itself.
    }
  }

  clear(): void {
    const kept = this.read();
    if (kept?.by === this.tab) this.storage.removeItem(this.key);
  }

  /** Puts what was left behind back on the screen. True when there was something. */
  takeUp(): boolean {
    const kept = this.read();
    if (!kept) return false;
    this.store.resume(kept.version, kept.saved, kept.draft);
    this.keep();
    return true;
  }

  private read(): Kept | null {
    try {
      const kept: unknown = JSON.parse(this.storage.getItem(this.key) ?? "null");
      return isKept(kept) ? kept : null;
    } catch {
      return null;
    }
  }
}
