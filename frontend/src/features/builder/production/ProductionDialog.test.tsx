import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { describe, expect, it, vi } from "vitest";

import { createQueryClient } from "@/api/queryClient";
import { problem, server, url } from "@/testing/server";

import { CatalogContext } from "../catalog";
import { SessionContext } from "../context";
import { BuilderSession } from "../model/session";
import type { ByHand, QuantityEstimate, Settable } from "../model/wire";
import { exampleQuote, Shop } from "../testing/shop";
import { byHandIn } from "./byHand";
import { ProductionDialog, type ProductionDialogProps } from "./ProductionDialog";

const LINE = "l1";
const SHEET: Settable = { field: "overrides", part: "Sheet", figures: ["press", "method", "n_up", "per_hour", "waste"] };

const CARDS = { code: "business_card", name: "Cards", title: "Cards", group: "", aliases: [], kind: "flat" as const, sizes: [], quantities: [500], fields: [], by_hand: [SHEET] };

function answerOf(quantity: number, set: ByHand | null): QuantityEstimate {
  const layout = {
    units_per_inch: 40_640, kind: "grid", sheet_width: 1, sheet_height: 1, unprintable: { left: 0, right: 0, top: 0, bottom: 0 }, gripper: 0, colour_bar: 0,
    grain: "none" as const, bleed: 0, gap: 0, columns: 1, rows: 1, n_up: set?.n_up ?? 21, max_up: 23, proof: "", cells: [], cuts: [], folds: [], waste_fraction: "0",
  };
  return {
    quantity, price: set === null ? "80.00" : "95.50", unit_price: "0.1", price_per_m: "100", facts: [],
    parts: [{
      name: "Sheet", press: "D1", press_name: "Digital 1", press_kind: "digital", stock: "s", stock_name: "s", method: "duplex", words: "Digital 1, both sides in one pass",
      forms: 1, plates: 0, net_sheets: 24, gross_sheets: 26, parents: 26, parent_out: 1, clicks: 52, layout, facts: [], remarks: [],
      refused_routes: [{ press: "E1", name: "Envelope press", reason: "Too thin." }],
      internal: { other_routes: [{ press: "O1", name: "Offset 1", method: "sheetwise", words: "Offset 1, sheetwise", price: "120.00", dearer_by: "40.00" }] },
    }],
    internal: {
      cost: "1", margin: "1", margin_fraction: "0.5", formula_price: "1", buckets: [], price_steps: [],
      items: [{ part: "Sheet", resource: "D1", bucket: "press", operation: "Press", units: null, unit_name: "", hours: null, rate: "1", rate_reference: "", formula: "", inputs: { sides_per_minute: "50" }, amount: "1" }],
    },
  };
}

function show(props: Partial<ProductionDialogProps> = {}) {
  const asked: (ByHand | null)[] = [];
  server.use(http.post(url("/api/estimates"), async ({ request }) => {
    const { spec, quantities } = (await request.json()) as { spec: { overrides: ByHand | null }; quantities: number[] };
    asked.push(spec.overrides);
    if (spec.overrides?.n_up === 500) {
      const message = "23 up is the most on 13 x 19 in, not 500.";
      return problem(422, "estimate_refused", message, { fields: [{ path: ["spec", "overrides", "n_up"], message }] });
    }
    return HttpResponse.json({ quantities: quantities.map((quantity) => answerOf(quantity, spec.overrides)) });
  }));
  const shop = new Shop(exampleQuote(1));
  const session = new BuilderSession(shop.quote, "u1", {
    save: (version, changes) => Promise.resolve(shop.save(version, changes)),
    preview: (changes) => Promise.resolve(shop.preview(changes)),
    estimate: () => Promise.resolve(null),
  }, { onMerged: () => undefined, onTakenUp: () => undefined, onSaved: () => undefined }, localStorage);
  const onClose = vi.fn<() => void>();
  render(
    <QueryClientProvider client={createQueryClient()}>
      <CatalogContext value={{ stocks: [], products: [CARDS] }}><SessionContext value={session}><ProductionDialog lineId={LINE} settable={SHEET} onClose={onClose} {...props} /></SessionContext></CatalogContext>
    </QueryClientProvider>,
  );
  const set = () => byHandIn(session.store.getState().draft.lines[LINE]?.spec ?? null, "overrides");
  return { user: userEvent.setup(), session, onClose, asked, set };
}

const submit = () => screen.getByRole("button", { name: "Set by hand" });

describe("what is set by hand of a line's making", () => {
  it("stands beside what the engine takes, with both prices, and is set as one edit with one undo", async () => {
    const { user, session, onClose, set, asked } = show();
    expect(await screen.findByText("Engine: 21 up, at most 23 fit")).toBeTruthy();
    expect(screen.getByText("Engine: 3,000 sides")).toBeTruthy();
    expect(screen.getByText("Engine: 2 of 26 sheets, make-ready included")).toBeTruthy();
    await user.type(screen.getByLabelText("Number up"), "12");
    await user.type(screen.getByLabelText("Running waste, %"), "2.5");
    expect((await screen.findAllByText("$95.50")).length).toBeGreaterThan(0);
    expect(screen.getAllByText("$80.00").length).toBeGreaterThan(0);
    await user.type(screen.getByLabelText("Reason"), "the good guillotine is down");
    await user.click(submit());
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(set()).toEqual({ reason: "the good guillotine is down", press: null, method: null, n_up: 12, per_hour: null, waste: "0.025" });
    expect(asked.at(-1)).toEqual(set());
    session.store.undo();
    expect(set()).toBeNull();
    session.close();
  });

  it("needs a figure, a figure that can be read, and a reason, each said at its field", async () => {
    const { user, session, onClose, set } = show();
    await user.click(submit());
    const press = screen.getByLabelText("Press");
    expect(press.getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText("Set at least one figure by hand.")).toBeTruthy();
    await user.type(screen.getByLabelText("Sides an hour"), "fast");
    await user.type(screen.getByLabelText("Running waste, %"), "100");
    await user.click(submit());
    expect(screen.getByText("A whole number from 1 to 1,000,000.")).toBeTruthy();
    expect(screen.getByText("A percentage from 0 to 99, such as 4 or 2.5.")).toBeTruthy();
    expect(screen.getByText("Say why, for whoever opens this line next.")).toBeTruthy();
    expect(onClose).not.toHaveBeenCalled();
    expect(set()).toBeNull();
    session.close();
  });

  it("says the engine's refusal at the field that it names, and leaves the line as it was", async () => {
    const { user, session, onClose, set } = show();
    await user.type(screen.getByLabelText("Number up"), "500");
    await user.type(screen.getByLabelText("Reason"), "a try");
    await user.click(submit());
    await waitFor(() => expect(screen.getByLabelText("Number up").getAttribute("aria-invalid")).toBe("true"));
    expect(screen.getByText("23 up is the most on 13 x 19 in, not 500.", { selector: "p" })).toBeTruthy();
    expect(onClose).not.toHaveBeenCalled();
    expect(set()).toBeNull();
    session.close();
  });

  it("asks only for the figures that this part has", () => {
    const { session } = show({ settable: { field: "overrides", part: "Print", figures: ["press", "per_hour", "waste"] } });
    expect(screen.queryByLabelText("Method")).toBeNull();
    expect(screen.queryByLabelText("Number up")).toBeNull();
    expect(screen.getByLabelText("Running waste, %")).toBeTruthy();
    session.close();
  });

  it("begins with a way that was picked, and asks only why", async () => {
    const { user, session, set, onClose } = show({ start: { press: "O1", method: "sheetwise" } });
    const reason = screen.getByLabelText("Reason");
    expect(document.activeElement).toBe(reason);
    expect(await screen.findByRole("option", { name: "Envelope press (cannot print this)" })).toHaveProperty("disabled", true);
    await user.type(reason, "the customer asked for litho");
    await user.click(submit());
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(set()).toMatchObject({ press: "O1", method: "sheetwise", n_up: null });
    session.close();
  });
});
