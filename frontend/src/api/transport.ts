import { errorFrom, unreachable } from "./errors";
import { session } from "./session";

const CHANGING = new Set(["POST", "PUT", "PATCH", "DELETE"]);
const OWN_ANSWER = /\/api\/auth\/(login|logout|invitations)/;

/**
 * Every request to the API: it carries the CSRF token, waits for a new sign-in when the session has run out and then
 * goes out once more, and throws an ApiError for any answer that is not a success.
 */
export async function transport(request: Request): Promise<Response> {
  const again = request.clone();
  let response = await send(request);
  if (response.status === 401 && session.csrfToken() !== null && !OWN_ANSWER.test(request.url)) {
    if (await session.lost()) response = await send(again);
  }
  if (!response.ok) throw errorFrom(response, await bodyOf(response));
  return response;
}

async function send(request: Request): Promise<Response> {
  const token = session.csrfToken();
  if (token !== null && CHANGING.has(request.method)) request.headers.set("X-CSRF-Token", token);
  try {
    return await globalThis.fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
