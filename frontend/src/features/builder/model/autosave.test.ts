import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { anyEdit } from "../testing/edits";
import { exampleQuote, Shop } from "../testing/shop";
import { AutoSave, type AskSave, type SaveAnswer } from "./autosave";
import { changesBetween } from "./changes";
import { setHead, setSpec } from "./edits";
import { same } from "./same";
import { LocalShelf } from "./shelf";
import { DraftStore } from "./store";

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => void vi.useRealTimers());

function open(shop: Shop, ask: AskSave = (version, changes) => Promise.resolve(shop.save(version, changes))) {
  const store = new DraftStore(shop.quote);
  const shelf = new LocalShelf("q1", "u1", store, localStorage);
  const merged: string[] = [];
  const saver = new AutoSave(store, ask, shelf, { onMerged: (by) => merged.push(by) });
  return { store, shelf, saver, merged };
}

describe("AutoSave", () => {
  it("waits for a pause of 800 ms, but not longer than 30 s", async () => {
    const shop = new Shop(exampleQuote());
    const { store } = open(shop);
    store.edit("title", setHead({ title: "A" }));
    await vi.advanceTimersByTimeAsync(790);
    expect(shop.saves).toBe(0);
    expect(store.getState().save.kind).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(20);
    expect(shop.saves).toBe(1);
    expect(store.getState().save.kind).toBe("saved");
    for (let tick = 0; tick < 61; tick += 1) {
      store.edit("title", setHead({ title: `B${tick}` }));
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(shop.saves).toBe(2);
  });

  it("keeps one request under way and then sends what was typed meanwhile", async () => {
    const shop = new Shop(exampleQuote());
    let underWay = 0;
    let most = 0;
    const { store, saver } = open(shop, async (version, changes) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => {
        setTimeout(resolve, 3_000);
      });
      underWay -= 1;
      return shop.save(version, changes);
    });
    store.edit("title", setHead({ title: "A" }));
    const done = saver.flush();
    await vi.advanceTimersByTimeAsync(100);
    store.edit("title", setHead({ title: "B" }));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await done).toBe(true);
    expect(most).toBe(1);
    expect(shop.quote.title).toBe("B");
  });

  it("merges a colleague's change to another field and says whose it was", async () => {
    const shop = new Shop(exampleQuote());
    const { store, saver, merged } = open(shop);
    shop.save(1, [{ op: "set", po_number: "PO 9" }], "Theo Park");
    store.edit("trim_width", setSpec("l1", { trim_width: "4" }));
    expect(await saver.flush()).toBe(true);
    expect(merged).toEqual(["Theo Park"]);
    expect(shop.quote.po_number).toBe("PO 9");
    expect(shop.quote.lines[0]?.spec).toMatchObject({ trim_width: "4" });
    expect(store.getState().draft.head.po_number).toBe("PO 9");
  });

  it("stops at a collision, overwrites nothing, and goes on as the person chose", async () => {
    const shop = new Shop(exampleQuote());
    const { store, saver } = open(shop);
    shop.save(1, [{ op: "set", title: "Theirs" }], "Theo Park");
    store.edit("title", setHead({ title: "Mine" }));
    expect(await saver.flush()).toBe(false);
    expect(store.getState().save.kind).toBe("conflict");
    expect(store.getState().standoff).toMatchObject({ by: "Theo Park" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shop.quote.title).toBe("Theirs");
    saver.resolve({ "quote/title": "mine" });
    await vi.advanceTimersByTimeAsync(10);
    expect(shop.quote.title).toBe("Mine");
    expect(store.getState().save.kind).toBe("saved");
  });

  it("does not hammer the server with what it refused, and tries again after the next edit", async () => {
    const shop = new Shop(exampleQuote());
    let asked = 0;
    const { store } = open(shop, (version, changes) => {
      asked += 1;
      return Promise.resolve<SaveAnswer>(asked === 1 ? { kind: "refused", message: "A title is needed." } : shop.save(version, changes));
    });
    store.edit("title", setHead({ title: "" }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(1);
    expect(store.getState().save).toMatchObject({ kind: "failed", message: "A title is needed." });
    store.edit("title", setHead({ title: "Kit" }));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(shop.quote.title).toBe("Kit");
    expect(store.getState().save.kind).toBe("saved");
  });
});

describe("work that was not saved", () => {
  it("is kept while offline, survives a reload, and is merged with what changed meanwhile", async () => {
    const shop = new Shop(exampleQuote());
    const first = open(shop, () => Promise.reject(new TypeError("network")));
    first.store.edit("trim_width", setSpec("l1", { trim_width: "9" }));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(first.store.getState().save.kind).toBe("offline");
    first.saver.close();
    shop.save(1, [{ op: "set", po_number: "PO 9" }], "Theo Park");

    const second = open(shop);
    expect(second.shelf.takeUp()).toBe(true);
    expect(await second.saver.flush()).toBe(true);
    expect(shop.quote.lines[0]?.spec).toMatchObject({ trim_width: "9" });
    expect(shop.quote.po_number).toBe("PO 9");
    expect(open(shop).shelf.takeUp()).toBe(false);
  });

  it("is never lost in 200 runs of random edits, lost requests, lost answers, reloads and colleagues (B4)", async () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: anyEdit("a").map((recipe) => ({ kind: "edit" as const, recipe })) },
      { weight: 2, arbitrary: anyEdit("b").map((recipe) => ({ kind: "colleague" as const, recipe })) },
      { weight: 3, arbitrary: fc.nat(3_000).map((ms) => ({ kind: "wait" as const, ms })) },
      { weight: 1, arbitrary: fc.constant({ kind: "reload" as const }) },
      { weight: 2, arbitrary: fc.constantFrom("lost", "answer lost", "up").map((net) => ({ kind: "net" as const, net })) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        localStorage.clear();
        const shop = new Shop(exampleQuote());
        let net = "up";
        const ask: AskSave = (version, changes) => {
          if (net === "lost") return Promise.reject(new TypeError("network"));
          const answer = shop.save(version, changes, "me");
          return net === "up" ? Promise.resolve(answer) : Promise.reject(new TypeError("network"));
        };
        let mine = open(shop, ask);
        for (const move of steps) {
          if (move.kind === "edit") mine.store.edit("edit", move.recipe);
          else if (move.kind === "wait") await vi.advanceTimersByTimeAsync(move.ms);
          else if (move.kind === "net") net = move.net;
          else if (move.kind === "colleague") {
            const before = shop.draft;
            shop.save(shop.quote.version, changesBetween(before, move.recipe(before)), "Theo");
          } else {
            const left = mine.store.getState().draft;
            const dirty = mine.saver.dirty;
            mine.saver.close();
            mine = open(shop, ask);
            if (dirty) {
              expect(mine.shelf.takeUp()).toBe(true);
              expect(same(mine.store.getState().draft, left)).toBe(true);
              void mine.saver.flush();
            }
          }
          if (mine.store.getState().standoff) {
            const { standoff, draft, saved } = mine.store.getState();
            expect(same(shop.quote, standoff?.theirs) || shop.quote.version > (standoff?.theirs.version ?? 0)).toBe(true);
            expect(same(draft, saved)).toBe(false);
            mine.saver.resolve({});
          }
        }
        net = "up";
        for (let tries = 0; tries < 20 && mine.store.getState().save.kind !== "saved"; tries += 1) {
          if (mine.store.getState().standoff) mine.saver.resolve({});
          await vi.advanceTimersByTimeAsync(20_000);
        }
        expect(mine.saver.dirty).toBe(false);
        const unmet = mine.store.getState().quote.version !== shop.quote.version;
        if (!unmet) expect(same(mine.store.getState().draft, shop.draft)).toBe(true);
        mine.saver.close();
      }),
      { numRuns: 200 },
    );
  });
});
