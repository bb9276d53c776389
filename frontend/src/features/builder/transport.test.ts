import { http } from "msw";
import { expect, it } from "vitest";

import { problem, server, url } from "@/testing/server";

import { builderApi } from "./transport";

it.each([
  ["a right that only this edit asked for", 403, "production:override", false],
  ["a right to the quote itself", 403, "quotes:write_all", true],
  ["a quote that is gone", 404, undefined, true],
  ["a figure that cannot be", 422, undefined, false],
])("a refusal for %s ends the work on the quote or leaves it open", async (_, status, permission, closed) => {
  server.use(http.patch(url("/api/quotes/q1"), () => problem(status, "refused", "No.", permission === undefined ? {} : { permission })));
  expect(await builderApi("q1").save(3, [], false)).toEqual({ kind: "refused", message: "No.", closed });
});
