import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { problem, server, url } from "@/testing/server";
import { answer, api, ifMatch } from "./client";
import { ApiError } from "./errors";
import { session } from "./session";

const CUSTOMER = "22222222-2222-4222-8222-222222222222";

function patch(version = 7) {
  return answer(api.PATCH("/api/customers/{customer_id}", { params: { path: { customer_id: CUSTOMER }, header: ifMatch(version) }, body: { name: "Harbor" } }));
}

async function failure(work: Promise<unknown>): Promise<ApiError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error("expected an ApiError");
  return error;
}

test("a change carries the CSRF token and the version it starts from; a read does not carry the token", async () => {
  session.opened("csrf-9");
  const seen: Record<string, string | null> = {};
  server.use(
    http.patch(url(`/api/customers/${CUSTOMER}`), ({ request }) => {
      seen["csrf"] = request.headers.get("X-CSRF-Token");
      seen["version"] = request.headers.get("If-Match");
      return HttpResponse.json({});
    }),
    http.get(url("/api/catalog/presses"), ({ request }) => {
      seen["read"] = request.headers.get("X-CSRF-Token");
      return HttpResponse.json([]);
    }),
  );
  await patch();
  await answer(api.GET("/api/catalog/presses"));
  expect(seen).toEqual({ csrf: "csrf-9", version: '"7"', read: null });
});

test("a stale version is an ApiError of 412 with what the server knows", async () => {
  server.use(http.patch(url(`/api/customers/${CUSTOMER}`), () => problem(412, "stale_version", "Theo has changed this.", { current: { name: "Harbour" } })));
  const error = await failure(patch());
  expect(error).toMatchObject({ status: 412, code: "stale_version", message: "Theo has changed this.", requestId: "req-1" });
  expect(error.details["current"]).toEqual({ name: "Harbour" });
});

test("field problems keep their paths", async () => {
  const fields = [{ path: ["email"], message: "Write the whole e-mail address." }];
  server.use(http.patch(url(`/api/customers/${CUSTOMER}`), () => problem(422, "invalid_input", "Look at the fields.", { fields })));
  expect((await failure(patch())).fields).toEqual(fields);
});

test("a page of a proxy and a dead network are sentences too", async () => {
  server.use(http.patch(url(`/api/customers/${CUSTOMER}`), () => new HttpResponse("<h1>Bad gateway</h1>", { status: 502 })));
  expect(await failure(patch())).toMatchObject({ status: 502, code: "unexpected_answer" });
  server.use(http.patch(url(`/api/customers/${CUSTOMER}`), () => HttpResponse.error()));
  expect(await failure(patch())).toMatchObject({ status: 0, code: "unreachable" });
});

test("how long to wait is read from Retry-After", async () => {
  server.use(http.post(url("/api/auth/login"), () => problem(429, "too_many_tries", "Wait.", {}, { "Retry-After": "42" })));
  const error = await failure(answer(api.POST("/api/auth/login", { body: { email: "a@b.example", password: "x" } })));
  expect(error.retryAfter).toBe(42);
});

test("a change that meets an ended session waits for the sign-in and goes out again, whole and with the new token", async () => {
  session.opened("old");
  const tries: { token: string | null; body: unknown }[] = [];
  server.use(
    http.patch(url(`/api/customers/${CUSTOMER}`), async ({ request }) => {
      tries.push({ token: request.headers.get("X-CSRF-Token"), body: await request.json() });
      return tries.length === 1 ? problem(401, "session_ended", "Sign in.") : HttpResponse.json({ name: "Harbor" });
    }),
  );
  const change = patch();
  const second = patch();
  await expect.poll(() => tries.length).toBe(2);
  session.opened("new");
  await expect(change).resolves.toEqual({ name: "Harbor" });
  await second;
  expect(tries.map((one) => one.token)).toContain("new");
  expect(tries.every((one) => JSON.stringify(one.body) === '{"name":"Harbor"}')).toBe(true);
});

test("who was never signed in gets the 401 at once", async () => {
  server.use(http.get(url("/api/auth/me"), () => problem(401, "not_signed_in", "Sign in.")));
  expect(await failure(answer(api.GET("/api/auth/me")))).toMatchObject({ status: 401 });
});
