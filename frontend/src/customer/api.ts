import type { Schemas } from "@/api/client";

export type Offer = Schemas["OfferResponse"];
export type OfferDocument = Schemas["OfferDocument"];
export type OfferLine = Schemas["OfferLine"];
export type Totals = Schemas["OfferTotals"];
export type Choice = Schemas["OfferChoice"];
export type Receipt = Schemas["Receipt"];

/** What the server refused, in its own sentence. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
  ) {
    super(message);
  }
}

const OFFLINE = "We could not reach the server. Check your connection and try again.";

/** The address under which this page's own offer answers. */
export function addressOf(path = globalThis.location.pathname): string {
  return `/api/offers/${path.split("/").at(-1) ?? ""}`;
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`${addressOf()}${path}`, { credentials: "same-origin", ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refusal(OFFLINE, 0, "offline");
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const { error = OFFLINE, code = "unknown" } = (body ?? {}) as { error?: string; code?: string };
    throw new Refusal(error, response.status, code);
  }
  return body as T;
}

function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return ask<T>(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), ...(signal ? { signal } : {}) });
}

/** Tells the shop that somebody looks at the page; nobody waits for it, and nothing depends on it. */
export function tellSeen(): void {
  post("/seen", {}).catch(() => undefined);
}

export const readOffer = () => ask<Offer>("");
export const priceChoices = (choices: readonly Choice[], signal: AbortSignal) => post<Totals>("/totals", { choices }, signal);
export const accept = (yes: Schemas["OfferAccept"]) => post<Offer>("/accept", yes);
export const askForChanges = (wish: Schemas["OfferChanges"]) => post<Offer>("/changes", wish);
export const decline = (no: Schemas["OfferDecline"]) => post<Offer>("/decline", no);
export const askForRenewal = (wish: Schemas["OfferRenewal"]) => post<Offer>("/renewal", wish);

/** What the server wrote into the page, so that nothing has to be asked for before it is shown. */
export function writtenOffer(): Offer | null {
  const text = document.querySelector("#offer")?.textContent;
  return text ? (JSON.parse(text) as Offer) : null;
}
