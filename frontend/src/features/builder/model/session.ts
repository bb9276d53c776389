import { AutoSave, type AskSave } from "./autosave";
import type { Edit } from "./edits";
import { PreviewQueue, type AskPreview } from "./preview";
import { LocalShelf } from "./shelf";
import { DraftStore } from "./store";
import type { LineEstimate, QuoteResponse } from "./wire";

export interface BuilderApi {
  readonly save: AskSave;
  readonly preview: AskPreview;
  readonly estimate: (lineId: string) => Promise<LineEstimate | null>;
}

export interface BuilderEvents {
  readonly onMerged: (by: string) => void;
  readonly onTakenUp: () => void;
  readonly onSaved: (quote: QuoteResponse) => void;
}

/** One open quote: its draft, what saves it and what prices it. */
export class BuilderSession {
  readonly store: DraftStore;
  readonly saver: AutoSave;
  private readonly api: BuilderApi;
  private readonly queue: PreviewQueue;
  private readonly events: BuilderEvents;
  private readonly leave = new AbortController();
  private confirmed: QuoteResponse;

  constructor(quote: QuoteResponse, userId: string, api: BuilderApi, events: BuilderEvents, storage: Storage) {
    this.store = new DraftStore(quote);
    this.api = api;
    this.events = events;
    this.confirmed = quote;
    const shelf = new LocalShelf(quote.id, userId, this.store, storage);
    this.saver = new AutoSave(this.store, api.save, shelf, { onMerged: events.onMerged });
    this.queue = new PreviewQueue(this.store, api.preview);
    if (shelf.takeUp()) {
      events.onTakenUp();
      void this.saver.flush();
    }
    this.store.subscribe(() => this.report());
    const { signal } = this.leave;
    addEventListener("pagehide", () => void this.saver.flush(true), { signal });
    addEventListener("online", () => this.comeBack(), { signal });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") void this.saver.flush(true);
    }, { signal });
  }

  readonly edit = (label: string, edit: Edit, group: string | null = null): void => {
    this.store.edit(label, edit, group);
  };

  /** A field was left: its intent ends, and what it changed need not wait any longer. */
  readonly leaveField = (): void => {
    this.store.endIntent();
    if (this.saver.dirty) void this.saver.flush();
  };

  /** Fetches the engine's account of a line that was saved in an earlier session. */
  readonly explain = async (lineId: string): Promise<void> => {
    const { draft } = this.store.getState();
    const estimate = await this.api.estimate(lineId);
    if (estimate) this.store.setEstimate(draft, estimate);
  };

  private comeBack(): void {
    this.queue.retry();
    void this.saver.flush();
  }

  private report(): void {
    const { quote } = this.store.getState();
    if (quote === this.confirmed) return;
    this.confirmed = quote;
    this.events.onSaved(quote);
  }

  /** Leaves the quote. What is not saved yet is sent; what cannot be sent waits on the shelf. */
  close(): void {
    this.leave.abort();
    this.queue.close();
    void this.saver.flush().finally(() => this.saver.close());
  }
}
