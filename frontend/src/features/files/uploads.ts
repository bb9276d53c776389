import { ApiError } from "@/api/errors";

import { LARGEST_FILE, type KeptFile } from "./queries";

/** One file on its way, or one that did not arrive. */
export interface Sent {
  readonly id: string;
  readonly file: File;
  readonly lineId: string | null;
  readonly sent: number;
  readonly state: "waiting" | "sending" | "failed";
  readonly problem: string | null;
}

export type Send = (file: File, options: { lineId: string | null; key: string; signal: AbortSignal; onProgress: (sent: number) => void }) => Promise<KeptFile>;

const AT_ONCE = 2;

/** Files that are chosen together leave two at a time, each with its own progress, and each can be cancelled or sent again. */
export class Uploads {
  private list: readonly Sent[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly cancels = new Map<string, AbortController>();
  private readonly send: Send;
  private readonly arrived: (file: KeptFile) => void;

  constructor(send: Send, arrived: (file: KeptFile) => void) {
    this.send = send;
    this.arrived = arrived;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): readonly Sent[] => this.list;

  add(files: readonly File[], lineId: string | null): void {
    this.change([...this.list, ...files.map((file): Sent => ({ id: crypto.randomUUID(), file, lineId, sent: 0, ...first(file) }))]);
    this.next();
  }

  cancel(id: string): void {
    this.cancels.get(id)?.abort();
    this.change(this.list.filter((one) => one.id !== id));
    this.next();
  }

  retry(id: string): void {
    this.set(id, { state: "waiting", problem: null, sent: 0 });
    this.next();
  }

  /** Whoever shows the list is gone: what has not arrived will not. */
  stop(): void {
    for (const cancel of this.cancels.values()) cancel.abort();
    this.change([]);
  }

  private next(): void {
    while (this.list.filter((one) => one.state === "sending").length < AT_ONCE) {
      const waiting = this.list.find((one) => one.state === "waiting");
      if (!waiting) return;
      void this.start(waiting);
    }
  }

  private async start({ id, file, lineId }: Sent): Promise<void> {
    const cancel = new AbortController();
    this.cancels.set(id, cancel);
    this.set(id, { state: "sending" });
    try {
      // The key is the row's own: sent again after a lost answer, it is still one file.
      const kept = await this.send(file, { lineId, key: id, signal: cancel.signal, onProgress: (sent) => this.set(id, { sent }) });
      this.change(this.list.filter((one) => one.id !== id));
      this.arrived(kept);
    } catch (error) {
      if (!(error instanceof ApiError) && !cancel.signal.aborted) throw error;
      if (error instanceof ApiError) this.set(id, { state: "failed", problem: error.message });
    } finally {
      this.cancels.delete(id);
      this.next();
    }
  }

  private set(id: string, changed: Partial<Sent>): void {
    this.change(this.list.map((one) => (one.id === id ? { ...one, ...changed } : one)));
  }

  private change(list: readonly Sent[]): void {
    this.list = list;
    for (const listener of this.listeners) listener();
  }
}

/** What is too large is not sent at all: it would only be refused at its end. */
function first(file: File): Pick<Sent, "state" | "problem"> {
  if (file.size > LARGEST_FILE) return { state: "failed", problem: "This file is larger than 50 MiB: send a link to it, or save it smaller." };
  if (file.size === 0) return { state: "failed", problem: "This file is empty: choose another one." };
  return { state: "waiting", problem: null };
}
