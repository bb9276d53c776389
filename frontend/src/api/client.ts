import createClient from "openapi-fetch";
import type { components, paths } from "./schema.gen";
import { transport } from "./transport";

export type Schemas = components["schemas"];

/** The API by its own description. Its answers go through `answer`, which leaves only the success. */
export const api = createClient<paths>({
  baseUrl: globalThis.location.origin,
  fetch: (request) => transport(request),
  querySerializer: { array: { style: "form", explode: true } },
});

interface Exchange<T> {
  data?: T;
  response: Response;
}

/** The body of a success; anything else has been thrown as an ApiError by the transport. */
export async function answer<T>(exchange: Promise<Exchange<T>>): Promise<T> {
  const { data } = await exchange;
  return data as T;
}

/** Said with what a page asks again and again by itself: it keeps nobody signed in who has left the screen. */
export const UNATTENDED = { "x-unattended": "1" };

/** The header that says which version a change starts from. */
export function ifMatch(version: number): { "if-match": string } {
  return { "if-match": `"${version}"` };
}
