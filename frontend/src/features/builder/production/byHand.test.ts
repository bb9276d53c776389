import { describe, expect, it } from "vitest";

import { changesBetween } from "../model/changes";
import { draftOf } from "../model/draft";
import { duplicateLine, setLine, setSpec } from "../model/edits";
import { changeProduct } from "../model/products";
import type { OfferedProduct, Settable } from "../model/wire";
import { exampleQuote } from "../testing/shop";
import { byHandIn, figuresOf, isOfPart, isSetByHand, readFigures, setsSomething, settableOf, wordsOf } from "./byHand";

const SET = { reason: "the good guillotine is down", press: "D1", method: null, n_up: 1200, per_hour: 6000, waste: "0.025" };

function product(code: string, kind: OfferedProduct["kind"], by_hand: Settable[] = []): OfferedProduct {
  return { by_hand, code, name: code, title: code, group: "", aliases: [], kind, sizes: [], quantities: [500], fields: [] };
}

describe("what is set by hand of how a line is made", () => {
  it("is read back from the form as it was shown there", () => {
    expect(readFigures(figuresOf(SET))).toEqual({ set: SET, problems: {} });
    expect(figuresOf(null)).toEqual({ press: "", method: "", n_up: "", per_hour: "", waste: "", reason: "" });
    expect(setsSomething(readFigures(figuresOf(null)).set)).toBe(false);
  });

  it("is said in the trade's words", () => {
    expect(wordsOf({ ...SET, method: "work_and_turn" }, (code) => (code === "D1" ? "Digital 1" : code))).toBe("Digital 1, work-and-turn, 1,200 up, 6,000 an hour, 2.5 % waste");
  });

  it("stays behind when the line is copied: nobody answers for it there", () => {
    const draft = setSpec("l1", { overrides: SET, cover_overrides: SET })(draftOf(exampleQuote(1)));
    const copied = duplicateLine("l1", "copy", () => crypto.randomUUID())(draft);
    expect(byHandIn(copied.lines["l1"]?.spec ?? null, "cover_overrides")).toEqual(SET);
    expect(isSetByHand(copied.lines["l1"]?.spec ?? null)).toBe(true);
    expect(isSetByHand(copied.lines["copy"]?.spec ?? null)).toBe(false);
  });

  it("goes along to another product of the same kind, and is named where it cannot", () => {
    const spec = { kind: "flat" as const, product_type: "card", overrides: SET };
    expect(changeProduct(spec, product("card", "flat"), product("flyer", "flat"), String)).toEqual({ spec: { kind: "flat", product_type: "flyer", overrides: SET }, dropped: [] });
    const bound = changeProduct(spec, product("card", "flat"), product("booklet", "bound"), String);
    expect(bound.dropped).toEqual(["figures set by hand"]);
    expect(isSetByHand(bound.spec)).toBe(false);
  });

  it("is of the part that a product names, or of all of them where it names one", () => {
    const [text, cover]: Settable[] = [{ field: "overrides", part: "Text", figures: ["press"] }, { field: "cover_overrides", part: "Cover", figures: ["press"] }];
    const plies: Settable = { field: "overrides", part: "Every ply", figures: ["waste"] };
    if (!text || !cover) throw new Error("two were made");
    const products = [product("booklet", "bound", [text, cover]), product("ncr", "set", [plies])];
    const bound = settableOf(products, { product_type: "booklet" });
    expect(bound.map((one) => [isOfPart(one, bound, "Text"), isOfPart(one, bound, "Cover")])).toEqual([[true, false], [false, true]]);
    expect(isOfPart(plies, settableOf(products, { product_type: "ncr" }), "Ply 2")).toBe(true);
    expect(settableOf(products, { product_type: "design" })).toEqual([]);
  });
});

describe("a vendor's cost", () => {
  it("that is taken away is said to the server, or it would come back", () => {
    const saved = setLine("l1", { cost: "4.50" })(draftOf(exampleQuote(1)));
    const [change] = changesBetween(saved, setLine("l1", { cost: null })(saved));
    expect(change).toMatchObject({ op: "put_line", line: { cost: null, vendor_costs: null } });
  });
});
