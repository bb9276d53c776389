import { changesBetween } from "./changes";
import { draftOf, type Draft } from "./draft";
import { merge, type Choices } from "./merge";
import type { DraftStore } from "./store";
import type { Change, QuoteResponse } from "./wire";

export type SaveAnswer =
  | { readonly kind: "saved"; readonly quote: QuoteResponse }
  | { readonly kind: "stale"; readonly current: QuoteResponse; readonly by: string; readonly at: string }
  /** `closed`: this draft can no longer be saved at all, whatever is changed in it. */
  | { readonly kind: "refused"; readonly message: string; readonly closed?: boolean }
  | { readonly kind: "offline" }
  | { readonly kind: "busy"; readonly message: string };

export type AskSave = (version: number, changes: readonly Change[], keepalive: boolean) => Promise<SaveAnswer>;

/** Where unsaved work waits for a better moment. */
export interface Shelf {
  keep(): void;
  clear(): void;
}

export interface AutoSaveOptions {
  readonly onMerged?: (by: string) => void;
  readonly debounceMs?: number;
  readonly maxWaitMs?: number;
}

const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 15_000] as const;

/**
 * Saves the draft by itself: soon after the last keystroke, at the latest half a minute after the first one, at
 * once when asked. One request is under way at a time, each names the version that it started from.
 */
export class AutoSave {
  private readonly store: DraftStore;
  private readonly ask: AskSave;
  private readonly shelf: Shelf;
  private readonly options: Required<Omit<AutoSaveOptions, "onMerged">> & Pick<AutoSaveOptions, "onMerged">;
  private readonly stop: () => void;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private firstAt: number | null = null;
  private seen: number;
  private running: Promise<boolean> | null = null;
  private attempts = 0;
  private refused: Draft | null = null;
  private closed = false;

  constructor(store: DraftStore, ask: AskSave, shelf: Shelf, options: AutoSaveOptions = {}) {
    this.store = store;
    this.ask = ask;
    this.shelf = shelf;
    this.options = { debounceMs: 800, maxWaitMs: 30_000, ...options };
    this.seen = store.getState().revision;
    this.stop = store.subscribe(() => this.look());
  }

  private look(): void {
    const { revision } = this.store.getState();
    if (revision === this.seen) return;
    this.seen = revision;
    this.shelf.keep();
    this.schedule(this.options.debounceMs);
    const { kind } = this.store.getState().save;
    if (kind === "saved" || (kind === "failed" && this.refused)) this.store.setSave({ kind: "unsaved" });
  }

  private schedule(wait: number): void {
    if (this.closed) return;
    if (this.timer) clearTimeout(this.timer);
    const now = Date.now();
    this.firstAt ??= now;
    const latest = Math.max(0, this.firstAt + this.options.maxWaitMs - now);
    this.timer = setTimeout(() => void this.flush(), Math.min(wait, latest));
  }

  get dirty(): boolean {
    const { saved, draft } = this.store.getState();
    return changesBetween(saved, draft).length > 0;
  }

  /** Saves until nothing is left. True when the server holds everything that the screen shows. */
  async flush(keepalive = false): Promise<boolean> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    let goOn = true;
    while (goOn && !this.closed) {
      if (this.running) {
        goOn = await this.running;
        continue;
      }
      const { saved, draft, standoff } = this.store.getState();
      if (standoff || draft === this.refused) return false;
      const changes = changesBetween(saved, draft);
      if (changes.length === 0) {
        this.settle();
        return true;
      }
      this.running = this.send(changes, keepalive).finally(() => {
        this.running = null;
      });
      goOn = await this.running;
    }
    return false;
  }

  private settle(): void {
    this.firstAt = null;
    this.shelf.clear();
    const { save } = this.store.getState();
    if (save.kind !== "saved") this.store.setSave({ kind: "saved", at: Date.now() });
  }

  /** One request. True when it is worth going on at once with what is still unsaved. */
  private async send(changes: readonly Change[], keepalive: boolean): Promise<boolean> {
    const { quote, draft, revision } = this.store.getState();
    this.firstAt = null;
    this.store.setSave({ kind: "saving" });
    const answer = await this.ask(quote.version, changes, keepalive).catch((): SaveAnswer => ({ kind: "offline" }));
    if (answer.kind === "offline" || answer.kind === "busy") {
      this.store.setSave(answer.kind === "offline" ? answer : { kind: "failed", message: answer.message, retry: true, closed: false });
      this.schedule(RETRY_MS[Math.min(this.attempts, RETRY_MS.length - 1)] ?? 0);
      this.attempts += 1;
      return false;
    }
    this.attempts = 0;
    if (answer.kind === "saved") {
      this.store.confirm(answer.quote, draft, revision);
      return true;
    }
    if (answer.kind === "stale") return this.meet(answer);
    this.refused = draft;
    this.store.setSave({ kind: "failed", message: answer.message, retry: false, closed: answer.closed ?? false });
    return false;
  }

  /** Somebody else saved first. What does not collide merges at once; the rest waits for a person. */
  private meet(answer: Extract<SaveAnswer, { kind: "stale" }>): boolean {
    const { saved, draft } = this.store.getState();
    const { draft: merged, conflicts } = merge(saved, draft, draftOf(answer.current));
    if (conflicts.length === 0) {
      this.store.rebase(answer.current, merged);
      this.options.onMerged?.(answer.by);
      return true;
    }
    this.store.setStandoff({ conflicts, theirs: answer.current, by: answer.by, at: answer.at });
    this.store.setSave({ kind: "conflict" });
    return false;
  }

  /** The person has chosen for every field that both had changed. */
  resolve(choices: Choices): void {
    const { standoff, saved, draft } = this.store.getState();
    if (!standoff) return;
    this.store.rebase(standoff.theirs, merge(saved, draft, draftOf(standoff.theirs), choices).draft);
    void this.flush();
  }

  close(): void {
    if (this.dirty) this.shelf.keep();
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    this.stop();
  }
}
