import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { useState } from "react";
import { describe, expect, it } from "vitest";

import { createQueryClient } from "@/api/queryClient";
import { server, url } from "@/testing/server";

import { SessionContext } from "../context";
import { BuilderSession } from "../model/session";
import { exampleQuote, Shop } from "../testing/shop";
import { GangDrawer } from "./GangDrawer";
import { GangStrip } from "./GangStrip";
import type { Gang, Gangs, Shown } from "./query";

const INCH = 40_640;
const cell = (x: number) => ({ x: x * INCH, y: INCH, width: 3 * INCH, height: 2 * INCH, rotated: false });
const noLines = { folds: [], scores: [], perforations: [], line_notes: [] };

const share = (position: number, changes: Partial<Gang["lines"][number]> = {}): Gang["lines"][number] => ({
  line_id: `l${position}`, position, title: `Cards ${position}`, quantity: 500, ups: 1, made: 504, needed: 500, overrun: 4, overrun_fraction: "0.0080",
  share: "0.5000", lines: noLines, keeps_price: false, price_apart: "53.52", price_together: "45.00", saves: "8.52", ...changes,
});

const gang: Gang = {
  sentence: "Lines 1 and 3 share 14 pt C2S cover, 4/4.", press: "d1", press_name: "Digital 1", stock: "s", stock_name: "14 pt C2S cover", method: "duplex",
  words: "Digital 1, 12 x 18 in, both sides in one pass, 2 up", proof: "72 sheets, and no arrangement needs fewer", forms: 2, plates: 0, net_sheets: 72,
  gross_sheets: 80, parents: 80, parent_out: 1, clicks: 320, owners: [0, 1], price_apart: "107.04", price_together: "90.00", saves: "17.04",
  lines: [share(1), share(3, { saves: "-6.41", lines: { ...noLines, line_notes: ["Half fold: 1 fold."], folds: [{ x1: INCH, y1: 0, x2: INCH, y2: 2 * INCH }] } })],
  layout: {
    units_per_inch: INCH, kind: "gang", sheet_width: 12 * INCH, sheet_height: 4 * INCH, unprintable: { left: 0, right: 0, top: 0, bottom: 0 }, gripper: 0,
    colour_bar: 0, grain: "width", bleed: 0, gap: 0, columns: 0, rows: 0, n_up: 2, max_up: 8, proof: "", cells: [cell(1), cell(5)], cuts: [], folds: [],
    waste_fraction: "0.5",
  },
};

const internal: NonNullable<Gang["internal"]> = {
  cost_apart: "77.90", shared: "40.53", cost_together: "70.53", saves: "15.66", differences: [{ what: "Cutting", apart: "16.00", together: "8.00", saves: "8.00" }],
  items: [{
    part: "Gang", resource: "Digital 1", bucket: "paper", operation: "Paper", units: "80", unit_name: "sheets", hours: null, rate: "85", rate_reference: "stock:s",
    formula: "80 sheets / 1,000 x $85 per M", inputs: {}, amount: "6.8",
  }],
};

function StripAndDrawer() {
  const [shown, setShown] = useState<Shown | null>(null);
  return <><GangStrip onShow={setShown} />{shown && <GangDrawer {...shown} onClose={() => setShown(null)} />}</>;
}

function show(answer: Gangs, lines = 3) {
  let asked = 0;
  server.use(http.get(url("/api/quotes/q1/gangs"), () => {
    asked += 1;
    return HttpResponse.json(answer);
  }));
  const shop = new Shop(exampleQuote(lines));
  const session = new BuilderSession(shop.quote, "u1", {
    save: (version, changes) => Promise.resolve(shop.save(version, changes)),
    preview: (changes) => Promise.resolve(shop.preview(changes)),
    estimate: () => Promise.resolve(null),
  }, { onMerged: () => undefined, onTakenUp: () => undefined, onSaved: () => undefined }, localStorage);
  const client = createQueryClient();
  render(<QueryClientProvider client={client}><SessionContext value={session}><StripAndDrawer /></SessionContext></QueryClientProvider>);
  return { user: userEvent.setup(), client, asked: () => asked };
}

const proposal = (gangs: readonly Gang[]): Gangs => ({
  rates_version: 1, gangs: [...gangs], alone: [{ line_id: "l2", position: 2, title: "Cards 2", reason: "It is 4/0, line 1 4/4." }],
});

describe("lines that could share a sheet", () => {
  it("are proposed in a line, and the drawer shows whose each piece is, what each line bears and why it saves", async () => {
    const costs = { cost_apart: "38.95", shared: "13.51", own: "15.00", cost_together: "28.51", saves: "10.44" } as const;
    const costly: Gang = { ...gang, internal, lines: gang.lines.map((line) => ({ ...line, internal: costs })) };
    const { user } = show(proposal([costly]));
    expect(await screen.findByText("Run together, they save $15.66 in cost.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Show the sheet" }));
    const dialog = await screen.findByRole("dialog", { name: "Lines 1 and 3 on one sheet" });
    const drawing = within(dialog).getByRole("img", { name: /^2 up on a sheet of 12 × 4 in, Digital 1: 1 of line 1, Cards 1; 1 of line 3, Cards 3\. Drawn with grain along the width\.$/ });
    expect([...drawing.querySelectorAll("text")].map((text) => text.textContent).slice(0, 2)).toEqual(["1", "3"]);
    expect([...drawing.querySelectorAll("[data-lines]")].map((path) => path.getAttribute("data-lines"))).toEqual(["1", "0", "0"]);
    expect(within(dialog).getByText("Fold")).toBeTruthy();
    expect(within(dialog).getByText("Half fold: 1 fold.")).toBeTruthy();
    expect(within(dialog).getByRole("row", { name: /^3\. Cards 3 500 1 504.*50\.0% \$53\.52 \$45\.00 \$6\.41 more$/ })).toBeTruthy();
    expect(within(dialog).getByRole("row", { name: "Cutting $16.00 $8.00 $8.00 less" })).toBeTruthy();
    expect(within(dialog).getByText("80 sheets / 1,000 x $85 per M = $6.8000")).toBeTruthy();
    expect(within(dialog).getByText("It is 4/0, line 1 4/4.")).toBeTruthy();
  });

  it("say to who sees no costs what the customer pays less, and nothing of costs", async () => {
    const { user } = show(proposal([gang]));
    expect(await screen.findByText("Run together, they cost the customer $17.04 less.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Show the sheet" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).queryByText(/The shared run|Cost by line|Where the saving/)).toBeNull();
    expect(within(dialog).getByText("$107.04")).toBeTruthy();
  });

  it("are the versions of one line too", async () => {
    const { user } = show(proposal([{ ...gang, sentence: "The 2 versions of line 1 share 14 pt C2S cover, 4/4.", lines: [share(1, { ups: 2 })], owners: [0, 0] }]));
    await user.click(await screen.findByRole("button", { name: "Show the sheet" }));
    expect(await screen.findByRole("dialog", { name: "Versions of line 1 on one sheet" })).toBeTruthy();
  });

  it("are not mentioned where there is no gang", async () => {
    const { client, asked } = show(proposal([]));
    await waitFor(() => expect(client.isFetching()).toBe(0));
    expect(asked()).toBe(1);
    expect(screen.queryByRole("region")).toBeNull();
  });

  it("are not asked for where no two lines could share anything", () => {
    const { asked } = show(proposal([gang]), 1);
    expect(asked()).toBe(0);
    expect(screen.queryByRole("region")).toBeNull();
  });
});
