import { cleanup, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";

import { renderRoutes } from "@/testing/render";
import { ME, problem, server, signedInAs, url } from "@/testing/server";

import type { Template } from "./queries";
import { TemplatesModal } from "./TemplatesModal";

function template(name: string, more: Partial<Template> = {}): Template {
  return { id: `id-${name}`, kind: "line", name, shared: false, owner: { id: "u1", name: "Dana Ruiz" }, titles: [name], may_change: true, version: 3, updated_at: "2026-11-20T15:00:00Z", ...more };
}

/** A shelf of templates that remembers what it was asked. */
function shelf(kept: Template[]) {
  const asked: string[] = [];
  const gone: Template[] = [];
  server.use(
    signedInAs({ ...ME, permissions: ["quotes:write_own"] }),
    http.get(url("/api/templates"), () => HttpResponse.json(kept)),
    http.get(url("/api/templates/:id"), ({ params }) => HttpResponse.json({ ...kept.find((one) => one.id === params["id"]), lines: [] })),
    http.patch(url("/api/templates/:id"), async ({ request, params }) => {
      asked.push(`${String(params["id"])} ${request.headers.get("if-match") ?? ""} ${JSON.stringify(await request.json())}`);
      return HttpResponse.json({ ...kept[0], lines: [] });
    }),
    http.delete(url("/api/templates/:id"), () => {
      gone.push(...kept.splice(0, 1));
      return new HttpResponse(null, { status: 204 });
    }),
    http.post(url("/api/templates/:id/restore"), () => {
      kept.push(...gone.splice(0));
      return HttpResponse.json({ ...kept[0], lines: [] });
    }),
  );
  const picked = vi.fn<(template: { name: string }) => void>();
  renderRoutes([{ path: "/", element: <TemplatesModal onPick={picked} onClose={() => undefined} /> }], "/");
  return { asked, picked };
}

test("a template is found by the name of one of its lines, and picked", async () => {
  const { picked } = shelf([template("Menus", { kind: "quote", titles: ["Bi-fold", "Table tents"] }), template("Foil", { may_change: false, shared: true })]);
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText("Find a template"), "tents");
  await waitFor(() => expect(screen.queryByText("Foil")).toBeNull());
  await user.click(screen.getByRole("button", { name: /^Menus/ }));
  await waitFor(() => expect(picked.mock.calls[0]?.[0].name).toBe("Menus"));
});

test("one's own is renamed and deleted with the way back; a colleague's is only used", async () => {
  const { asked } = shelf([template("Foil"), template("Theirs", { may_change: false, shared: true })]);
  const user = userEvent.setup();
  await screen.findByText("Theirs");
  expect(screen.queryByRole("button", { name: "More for Theirs" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "More for Foil" }));
  // Who only writes own quotes shares nothing.
  expect((await screen.findAllByRole("menuitem")).map((one) => one.textContent)).toEqual(["Rename", "Delete"]);
  await user.click(screen.getByRole("menuitem", { name: "Rename" }));
  await user.clear(screen.getByLabelText("Name of Foil"));
  await user.type(screen.getByLabelText("Name of Foil"), "Gold foil{Enter}");
  await waitFor(() => expect(asked).toEqual(['id-Foil "3" {"name":"Gold foil"}']));

  await user.click(await screen.findByRole("button", { name: "More for Foil" }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: /^Foil/ })).toBeNull());
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await screen.findByRole("button", { name: /^Foil/ });
});

test("without any it says where they come from; what cannot be loaded can be tried again", async () => {
  shelf([]);
  await screen.findByText("No templates yet");
  cleanup();
  server.use(http.get(url("/api/templates"), () => problem(500, "internal_error", "Something went wrong.")));
  renderRoutes([{ path: "/", element: <TemplatesModal onPick={() => undefined} onClose={() => undefined} /> }], "/");
  await screen.findByRole("button", { name: "Retry" });
});
