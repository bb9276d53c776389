import { act, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { delay, HttpResponse, http } from "msw";
import { describe, expect, test, vi } from "vitest";
import type { Schemas } from "@/api/client";
import { routes } from "@/app/router";
import { quietShell } from "@/features/customers/testing";
import { renderRoutes } from "./render";
import { ME, problem, server, signedInAs, url } from "./server";

type Permission = Schemas["Me"]["permissions"][number];

/** A screen, by what it asks and what it shows; each of its states is a test. */
export interface Screen {
  readonly name: string;
  readonly address: string;
  /** The question without whose answer there is nothing to show, and what a full answer is. */
  readonly asks: string;
  readonly answer: object;
  /** Stands on the screen once the answer is there. */
  readonly loaded: string | RegExp;
  /** What it says when the answer does not come. */
  readonly broken: string;
  readonly empty?: { readonly answer: object; readonly says: string; readonly offers: readonly string[]; readonly address?: string };
  /** Rights beyond those that everybody here has. */
  readonly rights?: readonly Permission[];
  /** Without it the screen names it instead. */
  readonly permission?: Permission;
  /** What it says of a record that is not there. */
  readonly missing?: string;
  /** What else it asks. */
  readonly beside?: Readonly<Record<string, object>>;
}

const EVERYTHING: Permission[] = [
  "audit:read", "costs:view", "customers:read", "customers:write", "prices:override", "quotes:read_all", "quotes:send", "quotes:write_all",
  "quotes:write_own", "rates:read", "users:manage",
];

function rightsFor({ rights = [] }: Screen): Permission[] {
  return [...EVERYTHING, ...rights];
}

function open(one: Screen, { address = one.address, without }: { address?: string; without?: Permission | undefined } = {}) {
  quietShell();
  server.use(signedInAs({ ...ME, permissions: rightsFor(one).filter((permission) => permission !== without) }));
  for (const [path, body] of Object.entries(one.beside ?? {})) server.use(http.get(url(path), () => HttpResponse.json(body)));
  return renderRoutes(routes, address);
}

function answers(one: Screen, body: object = one.answer): void {
  server.use(http.get(url(one.asks), () => HttpResponse.json(body)));
}

/** Opens with an answer of its own to the screen's question, which wins over what the shell's pages get. */
function openWith(one: Screen, handler: Parameters<typeof server.use>[0], options?: Parameters<typeof open>[1]) {
  const opened = open(one, options);
  server.use(handler);
  return opened;
}

export function statesOf(one: Screen): void {
  describe(one.name, () => {
    test("while it loads, the shapes of what comes stand in their places, and it is said", async () => {
      openWith(one, http.get(url(one.asks), () => delay("infinite")));
      await expect.poll(() => document.querySelector("main [aria-busy=true]")).toBeTruthy();
      expect(screen.getByRole("heading", { level: 1 })).toBeTruthy();
      expect(screen.queryByText(one.loaded)).toBeNull();
    });

    test("an error says what did not come, with its reference, and Retry brings it", async () => {
      const user = userEvent.setup();
      openWith(one, http.get(url(one.asks), () => problem(500, "internal", "Something went wrong on our side.")));
      expect(within(await screen.findByRole("alert")).getByText(one.broken)).toBeTruthy();
      expect(screen.getByRole("heading", { level: 1 })).toBeTruthy();
      expect(screen.getByRole("button", { name: "Copy reference req-1" })).toBeTruthy();
      answers(one);
      await user.click(screen.getByRole("button", { name: "Retry" }));
      expect((await screen.findAllByText(one.loaded)).length).toBeGreaterThan(0);
      expect(screen.queryByRole("alert")).toBeNull();
    });

    test("without a connection it says so, keeps what it shows and can be tried again", async () => {
      openWith(one, http.get(url(one.asks), () => HttpResponse.json(one.answer)));
      await screen.findAllByText(one.loaded);
      vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
      act(() => void window.dispatchEvent(new Event("offline")));
      expect(await screen.findByText(/^You are offline\./)).toBeTruthy();
      expect(screen.getAllByText(one.loaded).length).toBeGreaterThan(0);
    });

    test("a session that has ended is begun again over the screen, which then goes on", async () => {
      const user = userEvent.setup();
      openWith(one, http.get(url(one.asks), () => problem(401, "not_logged_in", "Sign in.")));
      const dialog = await screen.findByRole("dialog", { name: "Your session has ended" });
      answers(one);
      server.use(http.post(url("/api/auth/login"), () => HttpResponse.json({ user: { ...ME, permissions: rightsFor(one) }, csrf_token: "csrf-2" })));
      await user.type(within(dialog).getByLabelText("Password"), "a long enough one{Enter}");
      expect((await screen.findAllByText(one.loaded)).length).toBeGreaterThan(0);
      await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
    });

    const { empty, permission, missing } = one;
    if (empty) {
      test("with nothing to show it says so, and offers what to do about it", async () => {
        openWith(one, http.get(url(one.asks), () => HttpResponse.json(empty.answer)), { address: empty.address ?? one.address });
        expect(await screen.findByText(empty.says)).toBeTruthy();
        const main = within(screen.getByRole("main"));
        for (const name of empty.offers) {
          expect([...main.queryAllByRole("button", { name }), ...main.queryAllByRole("link", { name })].length, name).toBeGreaterThan(0);
        }
      });
    }
    if (permission) {
      test("who may not open it reads which right that takes", async () => {
        open(one, { without: permission });
        expect(await screen.findByText(permission)).toBeTruthy();
        expect(screen.getByText(/An administrator can give it to you/)).toBeTruthy();
      });
    }
    if (missing !== undefined) {
      test("a record that is not there says so and leads back", async () => {
        openWith(one, http.get(url(one.asks), () => problem(404, "not_found", "There is no such record.")));
        expect(await screen.findByText(missing)).toBeTruthy();
        expect(within(screen.getByRole("main")).getByRole("link", { name: /^Go to the / })).toBeTruthy();
      });
    }
  });
}
