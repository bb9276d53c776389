import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { renderRoutes } from "@/testing/render";
import { useUrlState } from "@/lib/urlState";
import { DataTable, type Column } from "./DataTable";

interface Row {
  id: string;
  name: string;
}

const ROWS: Row[] = ["Atlas", "Bayou", "Cedar"].map((name) => ({ id: name.toLowerCase(), name }));
const COLUMNS: Column<Row>[] = [
  { id: "name", header: "Name", sort: "name", primary: true, cell: (row) => row.name },
  { id: "id", header: "Code", cell: (row) => row.id },
];

function List({ rows }: { rows: Row[] | undefined }) {
  const url = useUrlState({ sort: "name", page: "1" });
  return (
    <DataTable
      label="Shops"
      columns={COLUMNS}
      rows={rows}
      rowId={(row) => row.id}
      rowHref={(row) => `/shops/${row.id}`}
      sorting={{ value: url.values.sort, href: (sort) => url.href({ sort }) }}
      card={(row) => row.name}
    />
  );
}

function setUp({ rows = ROWS, address = "/", waiting = false } = {}) {
  return renderRoutes(
    [
      { path: "/", element: <List rows={waiting ? undefined : rows} /> },
      { path: "/shops/:id", element: <p>A shop</p> },
    ],
    address,
  );
}

test("J and K walk the rows, stop at the ends, and Enter opens", async () => {
  const user = userEvent.setup();
  const { router } = setUp();
  await user.keyboard("j");
  expect(document.activeElement?.textContent).toBe("Atlas");
  await user.keyboard("kjjj");
  expect(document.activeElement?.textContent).toBe("Cedar");
  await user.keyboard("k{Enter}");
  expect(router.state.location.pathname).toBe("/shops/bayou");
});

test("coming back puts the focus on the row that was left", async () => {
  const user = userEvent.setup();
  const { router } = setUp();
  await user.click(screen.getByRole("link", { name: "Cedar" }));
  expect(await screen.findByText("A shop")).toBeTruthy();
  await router.navigate(-1);
  await expect.poll(() => document.activeElement?.textContent).toBe("Cedar");
});

test("a list that is loaded anew by Back is scrolled once its rows are there, and that one time only", () => {
  const scrollTo = vi.spyOn(window, "scrollTo").mockImplementation(() => undefined);
  vi.spyOn(window, "scrollY", "get").mockReturnValue(640);
  const left = setUp({ address: "/?page=2" });
  dispatchEvent(new Event("pagehide"));
  left.unmount();
  setUp({ address: "/?page=2", waiting: true }).unmount();
  expect(scrollTo).not.toHaveBeenCalled();
  setUp({ address: "/?page=3" }).unmount();
  expect(scrollTo).not.toHaveBeenCalled();
  setUp({ address: "/?page=2" }).unmount();
  expect(scrollTo.mock.calls).toEqual([[0, 640]]);
  setUp({ address: "/?page=2" });
  expect(scrollTo).toHaveBeenCalledTimes(1);
});

test("a header sorts, turns, and says so; the page goes back to the first", async () => {
  const user = userEvent.setup();
  const { router } = setUp({ address: "/?page=3" });
  const header = () => screen.getByRole("columnheader", { name: "Name" });
  expect(header().getAttribute("aria-sort")).toBe("ascending");
  await user.click(within(header()).getByRole("link"));
  expect(header().getAttribute("aria-sort")).toBe("descending");
  expect(router.state.location.search).toBe("?sort=-name");
});

test("a list that waits says so and has the rows' boxes", () => {
  const { container } = setUp({ waiting: true });
  expect(screen.getByRole("status").textContent).toBe("Loading shops");
  expect(container.querySelectorAll("tbody tr")).toHaveLength(8);
});
