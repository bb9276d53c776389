import type { Page } from "@playwright/test";

import { call, cards, makeQuote, readQuote, type Quote } from "./support/api";
import { glance, inspect } from "./support/inspect";
import { pdfText } from "./support/pdf";
import { expect, test } from "./support/test";

const PHONE = { width: 375, height: 812 };

/** A quote whose customer has one quantity to choose, of one paper or the other, sent; and the link that its mail carries. */
async function sendQuote(staff: Page): Promise<readonly [quote: Quote, address: string]> {
  const line = cards("Postcards");
  const open = { ...line, quantities: line.quantities.map((one) => ({ ...one, selected: false })) };
  const linen = { ...open, ...ownIds("Linen postcards", open.quantities), alternate_of: line.id };
  const draft = await makeQuote(staff, "Fall menu kit", [open, linen]);
  const quote = await call<Quote>(staff, "POST", `/api/quotes/${draft.id}/send`, {}, draft.version);
  const [link] = await call<{ address: string }[]>(staff, "GET", `/api/quotes/${quote.id}/links`);
  return [quote, new URL(link?.address ?? "").pathname];
}

function ownIds(title: string, quantities: readonly { quantity: number; selected: boolean }[]) {
  return { id: crypto.randomUUID(), title, quantities: quantities.map((one) => ({ ...one, id: crypto.randomUUID() })) };
}

test("a customer accepts on a phone in four taps, and the rep makes it an order with its ticket", async ({ openAs, openDoor }) => {
  const rep = await openAs("sales");
  const [quote, address] = await sendQuote(rep);
  const customer = await openDoor();
  await customer.setViewportSize(PHONE);
  await customer.goto(address);
  expect(customer.url()).not.toContain(address);

  // One tap takes the other paper in the larger quantity.
  await customer.getByRole("radio", { name: /^Linen postcards\s*1,000/ }).click();
  await customer.getByRole("button", { name: "Accept quote" }).click();
  await glance(customer, "accepting");
  await customer.getByRole("checkbox", { name: /^I accept the terms/ }).click();
  const accept = customer.getByRole("button", { name: /^Accept \$/ });
  const shown = (await accept.innerText()).replace(/^Accept \$/, "").replaceAll(",", "");
  await accept.click();
  await expect(customer.getByText("Thank you. This quote is accepted")).toBeVisible();
  await expect(customer.getByText(/^Document \(SHA-256\): [0-9a-f]{64}$/)).toBeVisible();
  await glance(customer, "a receipt");

  const accepted = await readQuote(rep, quote.id);
  expect(accepted.totals.total).toBe(shown);
  await rep.goto(`/quotes/${quote.id}`);
  await expect(rep.getByText("Approved", { exact: true })).toBeVisible();
  await expect(rep.getByText(/^Accepted by Maya Okafor/)).toBeVisible();
  await rep.getByRole("button", { name: "Convert to order" }).click();
  await rep.getByLabel("For production").fill("Pack by location");
  await rep.getByRole("button", { name: "Make the order" }).click();
  const number = quote.number.replace("Q", "SO");
  await expect(rep.getByRole("heading", { name: number, level: 1 })).toBeVisible();
  await expect(rep.getByText("Pack by location")).toBeVisible();
  await inspect(rep, "an order");
  const id = new URL(rep.url()).pathname.split("/").at(-1) ?? "";
  const ticket = pdfText(await (await rep.request.get(`/api/orders/${id}/ticket.pdf`)).body());
  for (const words of [number, "Linen postcards", "1,000", "Sheets to run", "Pack by location"]) expect(ticket).toContain(words);
  expect(ticket).not.toContain("$");
  expect(ticket.replaceAll("Linen postcards", "")).not.toContain("Postcards");

  await rep.getByRole("link", { name: "Orders", exact: true }).first().click();
  await expect(rep.getByRole("link", { name: number })).toBeVisible();
  await inspect(rep, "the orders");
});

test("nothing keeps anybody out of the customer's page, however the quote stands", async ({ openAs, openDoor }) => {
  const staff = await openAs("manager");
  const [quote, address] = await sendQuote(staff);
  const customer = await openDoor();
  await customer.goto(address);
  await expect(customer.getByRole("button", { name: "Accept quote" })).toBeVisible();
  await inspect(customer, "an open offer");
  await customer.getByRole("button", { name: "Ask for changes" }).click();
  await customer.getByLabel("Postcards", { exact: true }).fill("On the thicker stock, please");
  await inspect(customer, "asking for changes");
  await customer.getByRole("button", { name: "Send to the shop" }).click();
  await expect(customer.getByText(/^You asked for changes on/)).toBeVisible();
  await staff.goto(`/quotes/${quote.id}`);
  await expect(staff.getByText("On the thicker stock, please").first()).toBeVisible();
  await expect(staff.getByText("Changes asked", { exact: true })).toBeVisible();

  await customer.getByRole("button", { name: "Decline" }).click();
  await glance(customer, "declining");
  await customer.keyboard.press("Escape");

  // The server writes how the quote stands into the page; what it would write in a month is put there.
  const stands: readonly (readonly [state: string, words: RegExp])[] = [
    ["declined", /^You declined this quote/], ["on_hold", /^We are checking something/], ["expired", /^This quote was valid until/],
  ];
  for (const [state, words] of stands) {
    await customer.route("**/quote/*", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace('"state": "open"', `"state": "${state}"`) });
    });
    await customer.reload();
    await expect(customer.getByText(words)).toBeVisible();
    if (state !== "expired") await glance(customer, `an offer that is ${state}`);
    await customer.unroute("**/quote/*");
  }
  await expect(customer.getByRole("button", { name: "Ask us to renew it" })).toBeVisible();
  await inspect(customer, "an expired offer");

  const current = await readQuote(staff, quote.id);
  await call(staff, "POST", `/api/quotes/${quote.id}/revise`, {}, current.version);
  await customer.reload();
  await expect(customer.getByText(/^This quote was replaced/)).toBeVisible();
  await glance(customer, "a replaced offer");
});
