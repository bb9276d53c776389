import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { anyEdit } from "../testing/edits";
import { applied, exampleQuote, Shop } from "../testing/shop";
import { changesBetween } from "./changes";
import { setSpec } from "./edits";
import { PreviewQueue } from "./preview";
import { DraftStore } from "./store";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

describe("PreviewQueue", () => {
  it("aborts the question before and never paints an answer that comes late", async () => {
    const shop = new Shop(exampleQuote());
    const store = new DraftStore(shop.quote);
    const delays = [500, 50];
    const aborted: boolean[] = [];
    const queue = new PreviewQueue(store, async (changes, signal) => {
      await wait(delays.shift() ?? 0);
      aborted.push(signal.aborted);
      return shop.preview(changes);
    });
    store.edit("trim_width", setSpec("l1", { trim_width: "4" }));
    store.edit("trim_width", setSpec("l1", { trim_width: "42" }));
    await vi.advanceTimersByTimeAsync(60);
    const painted = store.getState().figures;
    expect(painted.revision).toBe(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(aborted).toEqual([false, true]);
    expect(store.getState().figures).toBe(painted);
    queue.close();
  });

  it("does not complain about what has been mended since", async () => {
    const store = new DraftStore(new Shop(exampleQuote()).quote);
    const queue = new PreviewQueue(store, async (changes) => {
      const wide = JSON.stringify(changes).includes("99");
      await wait(wide ? 500 : 1_000);
      return wide ? { kind: "refused", message: "99 in is too wide." } : { kind: "offline" };
    });
    store.edit("trim_width", setSpec("l1", { trim_width: "99" }));
    store.edit("trim_width", setSpec("l1", { trim_width: "9" }));
    await vi.advanceTimersByTimeAsync(900);
    expect(store.getState().previewProblem).toBeNull();
    queue.close();
  });

  it("asks again after a lost connection", async () => {
    const shop = new Shop(exampleQuote());
    const store = new DraftStore(shop.quote);
    let online = false;
    const queue = new PreviewQueue(store, (changes) =>
      online ? Promise.resolve(shop.preview(changes)) : Promise.reject(new TypeError("network")));
    store.edit("trim_width", setSpec("l1", { trim_width: "4" }));
    await vi.advanceTimersByTimeAsync(100);
    expect(store.getState().figures.revision).toBe(0);
    online = true;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(store.getState().figures.revision).toBe(1);
    queue.close();
  });

  it("ends at the server's figures for the final draft in 1,000 runs with latencies up to 2 s (B3)", async () => {
    const step = fc.tuple(anyEdit("a"), fc.nat(400), fc.nat(2_000), fc.nat(9));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const shop = new Shop(exampleQuote());
        const store = new DraftStore(shop.quote);
        const latencies = steps.map(([, , latency]) => latency);
        const queue = new PreviewQueue(store, async (changes) => {
          const answer = shop.preview(changes);
          await wait(latencies.shift() ?? 0);
          return answer;
        });
        for (const [recipe, pause, , dice] of steps) {
          if (dice > 7) store.undo();
          else store.edit("edit", recipe);
          await vi.advanceTimersByTimeAsync(pause);
          const { saved, draft, quote, revision } = store.getState();
          const answer = dice === 0 ? shop.save(quote.version, changesBetween(saved, draft)) : null;
          if (answer?.kind === "saved") store.confirm(answer.quote, draft, revision);
        }
        await vi.advanceTimersByTimeAsync(2_100);
        const { saved, draft, figures, revision } = store.getState();
        const truth = shop.preview(changesBetween(saved, draft));
        expect(figures.revision).toBe(revision);
        if (truth.kind !== "priced") throw new Error("the shop prices everything");
        expect(figures.totals).toEqual(truth.preview.totals);
        const lines = applied(shop.quote, changesBetween(saved, draft)).lines;
        expect(lines.map((line) => line.quantities)).toEqual(draft.order.map((id) => figures.lines[id]?.quantities));
        queue.close();
      }),
      { numRuns: 1_000 },
    );
  });
});
