import { fireEvent, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { routes } from "@/app/router";
import { quietShell } from "@/features/customers/testing";
import { renderRoutes } from "@/testing/render";
import { ME, problem, server, signedInAs, url } from "@/testing/server";
import { ESTIMATOR, PRESSES, quietBook, SHEET, type Saved } from "./testing";

function sheet(answer: object = SHEET, kind = "stocks") {
  return http.get(url(`/api/catalog/staged/${kind}`), () => HttpResponse.json(answer));
}

function saves(kind = "stocks") {
  const saved: Saved[] = [];
  const handler = http.patch(url(`/api/catalog/staged/${kind}`), async ({ request }) => {
    saved.push({ version: request.headers.get("If-Match"), ...((await request.json()) as Omit<Saved, "version">) });
    return HttpResponse.json({ ...SHEET, version: 8 });
  });
  return { saved, handler };
}

async function openGrid(user: ReturnType<typeof userEvent.setup>) {
  const grid = await screen.findByRole("grid", { name: "Stocks" });
  await user.click(within(grid).getByText("100"));
  return grid;
}

test("prices are typed by keyboard, filled down, undone and saved in one request", async () => {
  const user = userEvent.setup();
  const { saved, handler } = saves();
  quietShell();
  server.use(signedInAs(ESTIMATOR), ...quietBook(), sheet(), handler);
  renderRoutes(routes, "/rate-book/edit/stocks");
  await openGrid(user);
  await user.keyboard("110{Enter}120{Enter}");
  expect(screen.getByText("2 cells are not saved")).toBeTruthy();
  await user.keyboard("{ArrowUp}{Shift>}{ArrowDown}{/Shift}{Control>}d{/Control}");
  expect(screen.getByText("3 cells are not saved")).toBeTruthy();
  await user.keyboard("{Control>}z{/Control}");
  expect(screen.getByText("2 cells are not saved")).toBeTruthy();
  await user.type(screen.getByLabelText("Prices begin on"), "2026-12-01");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await expect.poll(() => saved).toEqual([
    {
      version: '"7"',
      effective_on: "2026-12-01",
      cells: [
        { code: "A", field: "price", value: "110" },
        { code: "B", field: "price", value: "120" },
      ],
    },
  ]);
  await expect.poll(() => screen.queryByText("2 cells are not saved")).toBeNull();
});

test("a block of a spreadsheet is pasted over the cells below, codes apart", async () => {
  const user = userEvent.setup();
  quietShell();
  server.use(signedInAs(ESTIMATOR), ...quietBook(), sheet());
  renderRoutes(routes, "/rate-book/edit/stocks");
  const grid = await openGrid(user);
  fireEvent.paste(within(grid).getByText("100"), { clipboardData: { getData: () => "200\tper_cwt\n201\tper_cwt\n202\tper_cwt\n203\tper_cwt" } });
  expect(screen.getByText("6 cells are not saved")).toBeTruthy();
  expect(within(grid).getAllByText("per cwt")).toHaveLength(3);
  await user.keyboard("{Home}");
  fireEvent.paste(grid, { clipboardData: { getData: () => "X" } });
  expect(within(grid).queryByText("X")).toBeNull();
});

test("a refused cell is marked and says why, and nothing that was typed is lost", async () => {
  const user = userEvent.setup();
  quietShell();
  server.use(
    signedInAs(ESTIMATOR),
    ...quietBook(),
    sheet(),
    http.patch(url("/api/catalog/staged/stocks"), () => problem(422, "validation_failed", "Price: Write a number, like 12.50.", { fields: [{ path: ["cells", 0, "value"], message: "Write a number, like 12.50." }] })),
  );
  renderRoutes(routes, "/rate-book/edit/stocks");
  const grid = await openGrid(user);
  await user.keyboard("cheap{Enter}");
  await user.click(screen.getByRole("button", { name: "Save" }));
  const cell = (await within(grid).findByText("cheap")).closest("td");
  await expect.poll(() => cell?.getAttribute("aria-invalid")).toBe("true");
  expect(cell?.title).toBe("Write a number, like 12.50.");
  server.use(http.patch(url("/api/catalog/staged/stocks"), () => problem(412, "rates_changed", "Pat changed the rate book meanwhile.")));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await user.click(await screen.findByRole("button", { name: "Load their version" }));
  expect(within(grid).getByText("cheap")).toBeTruthy();
});

test("a press is a form with its tables, drawn from its columns", async () => {
  const user = userEvent.setup();
  const { saved, handler } = saves("presses");
  quietShell();
  server.use(signedInAs(ESTIMATOR), ...quietBook(), sheet(PRESSES, "presses"), handler);
  renderRoutes(routes, "/rate-book/edit/presses");
  const rate = await screen.findByLabelText("Hourly rate, $/h");
  await user.clear(rate);
  await user.type(rate, "66");
  await user.click(screen.getByRole("button", { name: "Remove row 2" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await expect.poll(() => saved[0]?.cells).toEqual([
    { code: "D1", field: "hourly_rate", value: "66" },
    { code: "D1", field: "waste", value: "0 | 4" },
  ]);
});

test("a sheet that does not come says so and comes after Retry; who may not stage is told", async () => {
  const user = userEvent.setup();
  quietShell();
  server.use(signedInAs(ESTIMATOR), ...quietBook(), http.get(url("/api/catalog/staged/stocks"), () => problem(500, "internal", "Something went wrong on our side.")));
  const { unmount } = renderRoutes(routes, "/rate-book/edit/stocks");
  expect((await screen.findByRole("alert")).textContent).toContain("The rate book could not be loaded");
  server.use(sheet());
  await user.click(screen.getByRole("button", { name: "Retry" }));
  expect(await screen.findByRole("grid")).toBeTruthy();
  unmount();
  server.use(signedInAs(ME));
  renderRoutes(routes, "/rate-book/edit/stocks");
  expect(await screen.findByText("rates:stage")).toBeTruthy();
});

test("a price file is tried, mapped and staged only when no cell is wrong", async () => {
  const user = userEvent.setup();
  const asked: unknown[] = [];
  const report = { columns: [{ header: "Item", field: null }, { header: "Price", field: "price" }], rows: 1, added: 0, changed_cells: 0, problems: [{ row: 1, column: "code", message: "Every row needs a code." }], problem_count: 1, sample: [["A", "120"]] };
  quietShell();
  server.use(
    signedInAs(ESTIMATOR),
    ...quietBook(),
    sheet(),
    http.post(url("/api/catalog/staged/stocks/import/check"), async ({ request }) => {
      const body = (await request.json()) as { mapping: object | null };
      asked.push(body.mapping);
      return HttpResponse.json(body.mapping === null ? report : { ...report, columns: [{ header: "Item", field: "code" }, report.columns[1]], changed_cells: 1, problems: [], problem_count: 0 });
    }),
    http.post(url("/api/catalog/staged/stocks/import"), () => HttpResponse.json({ ...SHEET, version: 8 })),
  );
  renderRoutes(routes, "/rate-book/edit/stocks");
  await user.click(await screen.findByRole("button", { name: "Import" }));
  const dialog = screen.getByRole("dialog");
  await user.upload(within(dialog).getByLabelText("File"), new File(["Item,Price\nA,120"], "june.csv", { type: "text/csv" }));
  expect(await within(dialog).findByText("Every row needs a code.")).toBeTruthy();
  expect(within(dialog).getByRole<HTMLButtonElement>("button", { name: "Stage 0 cells" }).disabled).toBe(true);
  await user.selectOptions(within(dialog).getByLabelText("Item fills"), "code");
  await user.click(await within(dialog).findByRole("button", { name: "Stage 1 cell" }));
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(asked).toEqual([null, { Item: "code", Price: "price" }]);
});
