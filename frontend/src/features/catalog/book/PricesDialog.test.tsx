import { fireEvent, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { routes } from "@/app/router";
import { quietShell } from "@/features/customers/testing";
import { today } from "@/lib/dates";
import { renderRoutes } from "@/testing/render";
import { problem, server, signedInAs, url } from "@/testing/server";
import { ESTIMATOR, quietBook, SHEET } from "../testing";
import { bracketProblems, bracketsOf, priceDays, refusedCells, type StockPrice } from "./prices";

const ID = "11111111-1111-4111-8111-111111111110";
const OLD: StockPrice = { effective_on: "2025-01-06", basis: "per_cwt", price: "98", min_weight_lb: "0" };
const COMING: StockPrice[] = [
  { effective_on: "2099-01-01", basis: "per_cwt", price: "104", min_weight_lb: "0" },
  { effective_on: "2099-01-01", basis: "per_cwt", price: "101.5", min_weight_lb: "500" },
];

async function openPrices(user: ReturnType<typeof userEvent.setup>, prices: readonly StockPrice[], answer: () => Response) {
  const sent: unknown[] = [];
  quietShell();
  server.use(
    signedInAs(ESTIMATOR),
    ...quietBook(),
    http.get(url("/api/catalog/staged/stocks"), () => HttpResponse.json(SHEET)),
    http.get(url(`/api/catalog/stocks/${ID}`), () => HttpResponse.json({ code: "A", name: "Paper A", internal: { prices } })),
    http.put(url(`/api/catalog/staged/stocks/${ID}/prices`), async ({ request }) => {
      sent.push([request.headers.get("If-Match"), await request.json()]);
      return answer();
    }),
  );
  renderRoutes(routes, "/rate-book/edit/stocks");
  const grid = await screen.findByRole("grid", { name: "Stocks" });
  await user.click(within(grid).getByText("100"));
  await user.click(await screen.findByRole("button", { name: "Prices of A" }));
  await screen.findByText("Prices so far");
  return sent;
}

test("brackets of weight are pasted from a spreadsheet and staged from a day on", async () => {
  const user = userEvent.setup();
  const sent = await openPrices(user, [OLD], () => HttpResponse.json(SHEET));
  const first = screen.getByLabelText<HTMLInputElement>("Brackets, Ordered from, row 1");
  fireEvent.paste(first, { clipboardData: { getData: () => "0\t$104.00\n500\t101.50\n2,000\t99" } });
  await user.click(screen.getByRole("button", { name: "Add a row" }));
  await user.click(screen.getByRole("button", { name: "Stage the price" }));
  expect(screen.getByText("Write a price, like 128.50.")).toBeTruthy();
  expect(sent).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Remove row 4" }));
  await user.click(screen.getByRole("button", { name: "Stage the price" }));
  await expect.poll(() => sent).toEqual([
    ['"7"', { effective_on: today(), basis: "per_cwt", brackets: [{ min_weight_lb: "0", price: "104.00" }, { min_weight_lb: "500", price: "101.50" }, { min_weight_lb: "2000", price: "99" }] }],
  ]);
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
});

test("a price that has not begun is withdrawn, one that has stays, and a refusal stands at its cell", async () => {
  const user = userEvent.setup();
  let refuse = true;
  const fields = [{ path: ["brackets", 1, "price"], message: "Must have at most 6 decimals." }];
  const sent = await openPrices(user, [OLD, ...COMING], () => (refuse ? problem(422, "validation_failed", "Price: Must have at most 6 decimals.", { fields }) : HttpResponse.json(SHEET)));
  expect(screen.getByLabelText<HTMLInputElement>("Begins on").value).toBe("2099-01-01");
  await user.click(screen.getByRole("button", { name: "Stage the price" }));
  expect(await screen.findByText("Must have at most 6 decimals.")).toBeTruthy();
  expect(screen.getByLabelText("Brackets, Price, row 2").getAttribute("aria-invalid")).toBe("true");
  expect(screen.queryByRole("button", { name: "Withdraw the price of Jan 6, 2025" })).toBeNull();
  refuse = false;
  await user.click(screen.getByRole("button", { name: "Withdraw the price of Jan 1, 2099" }));
  await expect.poll(() => sent.at(-1)).toEqual(['"7"', { effective_on: "2099-01-01", basis: "per_cwt", brackets: [] }]);
});

test("brackets begin at nothing, each once, and are sent as plain decimals", () => {
  expect([...bracketProblems([["0", "9"], ["500", "8"]])]).toEqual([]);
  expect([...bracketProblems([["100", "9"]]).keys()]).toEqual(["0/0"]);
  expect([...bracketProblems([["0", "9"], ["0.0", "8"]]).keys()]).toEqual(["1/0"]);
  expect([...bracketProblems([["-1", "dear"]]).keys()]).toEqual(["0/0", "0/1"]);
  expect(bracketsOf([["1,000", "$9.50"]])).toEqual([{ min_weight_lb: "1000", price: "9.50" }]);
  expect(priceDays([OLD, ...COMING]).map(({ day, brackets }) => [day, brackets.length])).toEqual([["2099-01-01", 2], ["2025-01-06", 1]]);
  expect([...refusedCells([{ path: ["prices", 0, "min_weight_lb"], message: "No." }, { path: ["effective_on"], message: "Past." }])]).toEqual([["0/0", "No."]]);
});
