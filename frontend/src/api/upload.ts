import { ApiError, errorFrom, unreachable } from "./errors";
import { session } from "./session";

interface UploadOptions {
  /** Bytes that have left so far. */
  readonly onProgress: (sent: number) => void;
  readonly signal: AbortSignal;
  /** Makes sending it twice the same as sending it once. */
  readonly key: string;
}

/**
 * Sends a file as it is. `fetch` cannot say how much has left, so this goes the older way; errors, a lost session and the
 * CSRF token are as in `transport`. Resolves with the body of the answer; cancelling rejects with an AbortError.
 */
export async function upload(address: string, file: File, options: UploadOptions): Promise<unknown> {
  try {
    return await send(address, file, options);
  } catch (error) {
    const lost = error instanceof ApiError && error.status === 401 && session.csrfToken() !== null;
    if (!lost || !(await session.lost())) throw error;
    return send(address, file, options);
  }
}

function send(address: string, file: File, { onProgress, signal, key }: UploadOptions): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const cancel = () => request.abort();
    request.open("POST", address);
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.setRequestHeader("Idempotency-Key", key);
    const token = session.csrfToken();
    if (token !== null) request.setRequestHeader("X-CSRF-Token", token);
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    request.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    request.addEventListener("error", () => reject(unreachable()));
    request.addEventListener("loadend", () => signal.removeEventListener("abort", cancel));
    request.addEventListener("load", () => {
      const body = bodyOf(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body);
      else reject(errorFrom(new Response(null, { status: request.status }), body));
    });
    signal.addEventListener("abort", cancel);
    if (signal.aborted) reject(new DOMException("cancelled", "AbortError"));
    else request.send(file);
  });
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
