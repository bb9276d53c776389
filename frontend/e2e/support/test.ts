import { test as base, expect, type Browser, type BrowserContext, type Page } from "@playwright/test";

import { loginOf, type Role } from "./logins";

type Session = Awaited<ReturnType<BrowserContext["storageState"]>>;

interface Journeys {
  /** A signed-in page of this role, watched: an error in the console, but for what the test provokes, or a request elsewhere fails it. */
  openAs: (role: Role, provoked?: RegExp) => Promise<Page>;
  /** A page of nobody, watched too. */
  openDoor: () => Promise<Page>;
}

interface Worker {
  sessionOf: (role: Role) => Promise<Session>;
}

export const test = base.extend<Journeys, Worker>({
  sessionOf: [
    async ({ browser }, provide) => {
      const kept = new Map<Role, Promise<Session>>();
      await provide((role) => {
        const session = kept.get(role) ?? signInOnce(browser, role);
        kept.set(role, session);
        return session;
      });
    },
    { scope: "worker" },
  ],

  openAs: async ({ browser, sessionOf, baseURL }, provide) => {
    const watched: Watched[] = [];
    await provide(async (role, provoked) => {
      const context = await browser.newContext({ storageState: await sessionOf(role) });
      watched.push(watch(context, baseURL ?? "", provoked));
      return context.newPage();
    });
    await settle(watched);
  },

  openDoor: async ({ browser, baseURL }, provide) => {
    const watched: Watched[] = [];
    await provide(async () => {
      const context = await browser.newContext();
      watched.push(watch(context, baseURL ?? ""));
      return context.newPage();
    });
    await settle(watched);
  },
});

export { expect };

export async function signIn(page: Page, role: Role): Promise<void> {
  const { email, password } = loginOf(role);
  await page.goto("/login");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Quotes", level: 1 })).toBeVisible();
}

async function signInOnce(browser: Browser, role: Role): Promise<Session> {
  const context = await browser.newContext();
  await signIn(await context.newPage(), role);
  const session = await context.storageState();
  await context.close();
  return session;
}

interface Watched {
  readonly context: BrowserContext;
  readonly provoked: RegExp | undefined;
  readonly complaints: string[];
}

/** What nobody may see in a journey: console errors, exceptions, broken policies, requests to strangers. */
function watch(context: BrowserContext, baseURL: string, provoked?: RegExp): Watched {
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()} ${message.location().url}`);
  });
  context.on("weberror", (error) => complaints.push(`exception: ${error.error().message}`));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL) && !url.startsWith("blob:") && !url.startsWith("data:")) complaints.push(`request to ${url}`);
  });
  return { context, provoked, complaints };
}

async function settle(watched: readonly Watched[]): Promise<void> {
  for (const { context } of watched) await context.close();
  expect(watched.flatMap(({ complaints, provoked }) => complaints.filter((one) => !isExpected(one) && !provoked?.test(one)))).toEqual([]);
}

/** The id of a quote that does not exist: asked for on purpose, answered with 404. */
export const NOWHERE = "00000000-0000-4000-8000-000000000000";

/** A refusal that a journey provokes on purpose is logged by the browser itself: a stale version, an ended session, no network. */
function isExpected(complaint: string): boolean {
  return /status of (401|409|412)|net::ERR_(INTERNET_DISCONNECTED|FAILED|ABORTED)/.test(complaint) || complaint.includes(NOWHERE);
}
