import { draftOf, type Draft, type DraftLine } from "./draft";
import type { Edit } from "./edits";
import { closeGroup, NO_HISTORY, record, redo, undo, type History } from "./history";
import { merge, type Conflict } from "./merge";
import { same, share } from "./same";
import type { LineEstimate, LineResponse, QuotePreview, QuoteResponse, Totals } from "./wire";

/** What the server last said about the figures, and for which revision of the draft it said so. */
export interface Figures {
  readonly revision: number;
  /** The draft that they were worked out for: a line that differs from it waits for its figures. */
  readonly asked: Draft;
  readonly lines: Readonly<Record<string, LineResponse>>;
  readonly totals: Totals;
}

export type SaveState =
  | { readonly kind: "saved"; readonly at: number | null }
  | { readonly kind: "unsaved" }
  | { readonly kind: "saving" }
  | { readonly kind: "offline" }
  | { readonly kind: "failed"; readonly message: string; readonly retry: boolean; readonly closed: boolean }
  | { readonly kind: "conflict" };

export interface Standoff {
  readonly conflicts: readonly Conflict[];
  readonly theirs: QuoteResponse;
  readonly by: string;
  readonly at: string;
}

/** The engine's account of a line, beside the line that it was made for: another line makes it an old one. */
export interface PricedLine {
  readonly line: DraftLine;
  readonly estimate: LineEstimate;
}

export interface BuilderState {
  /** The quote as the server last confirmed it, and what of it can be edited. */
  readonly quote: QuoteResponse;
  readonly saved: Draft;
  readonly draft: Draft;
  /** Grows with every change of the draft; figures carry the revision that they belong to. */
  readonly revision: number;
  /** Grows when the draft changes other than by typing: half-typed text in a field gives way then. */
  readonly epoch: number;
  readonly figures: Figures;
  readonly estimates: Readonly<Record<string, PricedLine>>;
  readonly previewProblem: string | null;
  /** Fields whose text cannot be read yet, by field, with what to do about it. */
  readonly unread: Readonly<Record<string, string>>;
  readonly save: SaveState;
  readonly standoff: Standoff | null;
  readonly history: History;
}

function linesById(lines: readonly LineResponse[]): Record<string, LineResponse> {
  return Object.fromEntries(lines.map((line) => [line.id, line]));
}

/** The builder's one store. Lives outside React, so that a keystroke renders one field and one row. */
export class DraftStore {
  private state: BuilderState;
  private readonly listeners = new Set<() => void>();
  private readonly now: () => number;

  constructor(quote: QuoteResponse, now: () => number = Date.now) {
    const draft = draftOf(quote);
    this.now = now;
    this.state = {
      quote,
      saved: draft,
      draft,
      revision: 0,
      epoch: 0,
      figures: { revision: 0, asked: draft, lines: linesById(quote.lines), totals: quote.totals },
      estimates: {},
      previewProblem: null,
      unread: {},
      save: { kind: "saved", at: null },
      standoff: null,
      history: NO_HISTORY,
    };
  }

  readonly getState = (): BuilderState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private set(fields: Partial<BuilderState>): void {
    this.state = { ...this.state, ...fields };
    for (const listener of this.listeners) listener();
  }

  private setDraft(next: Draft, fields: Partial<BuilderState> = {}): void {
    const draft = share(this.state.draft, next);
    const changed = draft !== this.state.draft;
    this.set({ ...fields, draft, revision: this.state.revision + (changed ? 1 : 0) });
  }

  /** `group` names the intent: keystrokes of one group in a row are one step of undo. */
  edit(label: string, edit: Edit, group: string | null = null): void {
    const before = this.state.draft;
    const after = share(before, edit(before));
    if (after === before) return;
    this.setDraft(after, { history: record(this.state.history, { label, before, after, group, at: this.now() }) });
  }

  endIntent(): void {
    const history = closeGroup(this.state.history);
    if (history !== this.state.history) this.set({ history });
  }

  undo(): string | null {
    const result = undo(this.state.history, this.state.draft);
    if (!result) return null;
    const label = this.state.history.past.at(-1)?.label ?? null;
    this.setDraft(result.draft, { history: result.history, ...this.nextEpoch() });
    return label;
  }

  redo(): string | null {
    const result = redo(this.state.history, this.state.draft);
    if (!result) return null;
    const label = this.state.history.future.at(-1)?.label ?? null;
    this.setDraft(result.draft, { history: result.history, ...this.nextEpoch() });
    return label;
  }

  setUnread(field: string, problem: string | null): void {
    if ((this.state.unread[field] ?? null) === problem) return;
    const { [field]: _, ...rest } = this.state.unread;
    this.set({ unread: problem === null ? rest : { ...rest, [field]: problem } });
  }

  setSave(save: SaveState): void {
    if (!same(save, this.state.save)) this.set({ save });
  }

  /** Paints the answer for `asked`, the draft at `revision`, unless something newer is painted already. */
  paint(revision: number, asked: Draft, preview: QuotePreview): void {
    const { figures, quote } = this.state;
    if (revision < figures.revision) return;
    const lines = share(figures.lines, linesById([...quote.lines, ...preview.lines]));
    this.set({
      figures: { revision, asked, lines, totals: share(figures.totals, preview.totals) },
      estimates: this.withEstimates(asked, preview.estimates),
      previewProblem: null,
    });
  }

  /** The engine is not asked again about what did not change: its earlier account of that still holds. */
  private withEstimates(asked: Draft, fresh: readonly LineEstimate[]): BuilderState["estimates"] {
    const estimates = { ...this.state.estimates };
    for (const estimate of fresh) {
      const line = asked.lines[estimate.line_id];
      if (!line) continue;
      const before = estimates[line.id];
      const known = before && same(before.line.spec, line.spec) ? before.estimate.quantities : [];
      const answers = [...estimate.quantities, ...known];
      const quantities = line.quantities.flatMap((row) => answers.find((one) => one.quantity === row.quantity) ?? []);
      if (quantities.length > 0) estimates[line.id] = { line, estimate: share(before?.estimate ?? estimate, { ...estimate, quantities }) };
    }
    return estimates;
  }

  setPreviewProblem(problem: string): void {
    this.set({ previewProblem: problem });
  }

  setEstimate(asked: Draft, estimate: LineEstimate): void {
    this.set({ estimates: this.withEstimates(asked, [estimate]) });
  }

  private nextEpoch(): Pick<BuilderState, "epoch" | "unread"> {
    return { epoch: this.state.epoch + 1, unread: {} };
  }

  /** The server has `quote`, made from `sent`; what was typed since stays on top of it. */
  confirm(quote: QuoteResponse, sent: Draft, revision: number): void {
    const saved = share(this.state.draft, draftOf(quote));
    const draft = merge(sent, this.state.draft, saved).draft;
    this.adopt(quote, saved, draft, revision);
  }

  /** A colleague's version came in without a conflict, or with every conflict decided. */
  rebase(theirs: QuoteResponse, draft: Draft): void {
    this.set(this.nextEpoch());
    this.adopt(theirs, draftOf(theirs), draft, this.state.revision);
  }

  private adopt(quote: QuoteResponse, saved: Draft, next: Draft, revision: number): void {
    const { figures } = this.state;
    const draft = share(this.state.draft, next);
    const moved = !same(draft, this.state.draft);
    const newest = revision >= figures.revision;
    const confirmed = share(this.state.quote, quote);
    const served = linesById(confirmed.lines);
    const painted = newest ? served : { ...served, ...figures.lines };
    this.set({
      quote: confirmed,
      saved,
      draft,
      revision: this.state.revision + (moved ? 1 : 0),
      figures: {
        revision: newest ? revision : figures.revision,
        asked: newest && revision === this.state.revision && !moved ? draft : figures.asked,
        lines: share(figures.lines, painted),
        totals: newest ? share(figures.totals, quote.totals) : figures.totals,
      },
      previewProblem: newest ? null : this.state.previewProblem,
      standoff: null,
    });
  }

  setStandoff(standoff: Standoff | null): void {
    this.set({ standoff });
  }

  /**
   * Takes up work that this browser kept: the quote as it was when the work began, so that the next save meets
   * the server's newer version in the ordinary way.
   */
  resume(version: number, saved: Draft, draft: Draft): void {
    const edit = { label: "unsaved work", before: saved, after: draft, group: null, at: this.now() };
    const history = record(this.state.history, edit);
    this.set({ quote: { ...this.state.quote, version }, saved });
    this.setDraft(draft, { history, ...this.nextEpoch() });
  }
}
