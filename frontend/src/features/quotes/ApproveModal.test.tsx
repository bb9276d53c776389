import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";

import { exampleQuote } from "@/features/builder/testing/shop";
import { renderRoutes } from "@/testing/render";
import { server, url } from "@/testing/server";

import { ApproveModal } from "./ApproveModal";
import type { Quote } from "./queries";

const QUOTE = { ...exampleQuote(1), id: "q1", status: "sent" } as Quote;
const ORDER = {
  id: "f1", customer_id: null, quote_id: "q1", line: null, name: "PO 4471.pdf", media_type: "application/pdf", size_bytes: 4, sha256: "a".repeat(64), uploaded_at: "2026-11-20T15:00:00Z",
  uploaded_by: { id: "u1", name: "Dana Ruiz" }, evidence: false, inspection: "pending", problem: "", summary: "", facts: null, previews: 0, findings: [], version: 1,
};

test("a purchase order is attached to the yes that it proves, and what is taken out again is not", async () => {
  const asked: unknown[] = [];
  const deleted: string[] = [];
  server.use(
    http.post(url("/api/quotes/q1/files"), async ({ request }) => {
      await request.arrayBuffer();
      const name = new URL(request.url).searchParams.get("name") ?? "";
      return HttpResponse.json({ ...ORDER, id: name === "PO 4471.pdf" ? "f1" : "f2", name }, { status: 201 });
    }),
    http.delete(url("/api/files/:id"), ({ params }) => {
      deleted.push(String(params["id"]));
      return HttpResponse.json({ ...ORDER, id: String(params["id"]) });
    }),
    http.post(url("/api/quotes/q1/approve"), async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json(QUOTE);
    }),
  );
  const user = userEvent.setup();
  const done: string[] = [];
  renderRoutes([{ path: "/", element: <main><ApproveModal quote={QUOTE} onDone={async ({ id }) => { done.push(id); }} onClose={() => undefined} /></main> }], "/");
  const dialog = within(await screen.findByRole("dialog"));
  const pick = dialog.getByLabelText("Attach a PO or a mail", { selector: "input" });
  await user.upload(pick, [new File(["%PDF"], "PO 4471.pdf", { type: "application/pdf" }), new File(["x"], "wrong.txt", { type: "text/plain" })]);
  await user.click(await dialog.findByRole("button", { name: "Remove wrong.txt" }));
  await waitFor(() => expect(dialog.queryByText(/wrong/)).toBeNull());
  await user.clear(dialog.getByRole("textbox", { name: "Accepted by" }));
  await user.type(dialog.getByRole("textbox", { name: "Accepted by" }), "Maya Okafor");
  await user.click(dialog.getByRole("button", { name: "Record acceptance" }));
  await waitFor(() => expect(done).toEqual(["q1"]));
  expect(asked).toMatchObject([{ name: "Maya Okafor", evidence_ids: ["f1"] }]);
  expect(deleted).toEqual(["f2"]);
});
