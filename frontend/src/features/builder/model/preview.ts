import { changesBetween } from "./changes";
import type { DraftStore } from "./store";
import type { Change, QuotePreview } from "./wire";

export type PreviewAnswer =
  | { readonly kind: "priced"; readonly preview: QuotePreview }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "offline" };

export type AskPreview = (changes: readonly Change[], signal: AbortSignal) => Promise<PreviewAnswer>;

const RETRY_MS = 1_500;

/**
 * Prices the draft after every change. The request before is aborted, and an answer that comes all the same is
 * dropped: only the newest question may paint. Without an answer the figures stay dimmed and the question is
 * asked again.
 */
export class PreviewQueue {
  private readonly store: DraftStore;
  private readonly ask: AskPreview;
  private running: AbortController | null = null;
  private asked: number;
  private readonly stop: () => void;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(store: DraftStore, ask: AskPreview) {
    this.store = store;
    this.ask = ask;
    this.asked = store.getState().revision;
    this.stop = store.subscribe(() => this.look());
  }

  private look(): void {
    const { revision } = this.store.getState();
    if (revision === this.asked) return;
    this.asked = revision;
    void this.request();
  }

  retry(): void {
    const { revision, figures } = this.store.getState();
    if (figures.revision < revision) void this.request();
  }

  private async request(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.running?.abort();
    const control = new AbortController();
    this.running = control;
    const { saved, draft, revision, quote } = this.store.getState();
    const changes = changesBetween(saved, draft);
    if (changes.length === 0) {
      this.store.paint(revision, draft, { lines: [], estimates: [], totals: quote.totals });
      return;
    }
    const answer = await this.ask(changes, control.signal).catch((): PreviewAnswer => ({ kind: "offline" }));
    if (control.signal.aborted) return;
    if (answer.kind === "priced") this.store.paint(revision, draft, answer.preview);
    else if (answer.kind === "refused") this.store.setPreviewProblem(answer.message);
    else this.timer = setTimeout(() => this.retry(), RETRY_MS);
  }

  close(): void {
    this.stop();
    if (this.timer) clearTimeout(this.timer);
    this.running?.abort();
  }
}
