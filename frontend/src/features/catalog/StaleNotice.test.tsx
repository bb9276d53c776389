import { screen } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { renderRoutes } from "@/testing/render";
import { ME, server, signedInAs, url } from "@/testing/server";
import { StaleNotice } from "./StaleNotice";
import { EFFECT, ESTIMATOR } from "./testing";

const QUOTE = { id: EFFECT.quotes[0]?.quote_id ?? "", version: 1, status: "sent", superseded: false, deleted_at: null };
const STALE = { ...EFFECT.quotes[0], card_version: 3, published_at: "2026-11-20T16:00:00Z", margin_floor: "0.3000" };
const SENTENCE = "Paper rose after this quote: margin 20 % is below the floor of 30 %.";

function show(me: typeof ME, quote = QUOTE) {
  const asked: string[] = [];
  server.use(
    signedInAs(me),
    http.get(url("/api/catalog/stale-quotes/:id"), ({ params }) => {
      asked.push(String(params["id"]));
      return HttpResponse.json({ stale: STALE, sentence: SENTENCE });
    }),
  );
  renderRoutes([{ path: "/", element: <><p>The quote</p><StaleNotice quote={quote} /></> }], "/");
  return asked;
}

test("an open quote that new rates took under the floor says what rose, and since which version", async () => {
  show(ESTIMATOR);
  expect(await screen.findByText(SENTENCE)).toBeTruthy();
  expect(screen.getByRole("link", { name: "version 3" }).getAttribute("href")).toBe("/rate-book/history?card=3&before=2");
});

test.each([
  ["who may not see costs", ME, QUOTE],
  ["a quote that is decided", ESTIMATOR, { ...QUOTE, status: "approved" }],
  ["a revision that another one replaced", ESTIMATOR, { ...QUOTE, superseded: true }],
])("nothing is asked nor said of %s", async (_, me, quote) => {
  const asked = show(me, quote);
  await screen.findByText("The quote");
  expect(asked).toEqual([]);
  expect(screen.queryByText(SENTENCE)).toBeNull();
});
