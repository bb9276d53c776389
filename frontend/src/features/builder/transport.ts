import { answer, api, ifMatch, type Schemas } from "@/api/client";
import { ApiError } from "@/api/errors";

import type { SaveAnswer } from "./model/autosave";
import type { PreviewAnswer } from "./model/preview";
import type { BuilderApi } from "./model/session";
import type { Change, QuoteResponse } from "./model/wire";

/** The builder's words to the server: answers, refusals and silence as values, so that the model can decide. */
export function builderApi(id: string): BuilderApi {
  return {
    save: async (version, changes, keepalive) => {
      try {
        const params = { path: { quote_id: id }, header: ifMatch(version) };
        const quote = await answer(api.PATCH("/api/quotes/{quote_id}", { params, body: spoken(changes), keepalive }));
        return { kind: "saved", quote };
      } catch (error) {
        return refusedSave(error);
      }
    },
    preview: async (changes, signal) => {
      try {
        const params = { path: { quote_id: id } };
        const preview = await answer(api.POST("/api/quotes/{quote_id}/preview", { params, body: spoken(changes), signal }));
        return { kind: "priced", preview };
      } catch (error) {
        return refusedPreview(error);
      }
    },
    estimate: async (lineId) => {
      try {
        const params = { path: { quote_id: id, line_id: lineId } };
        return await answer(api.GET("/api/quotes/{quote_id}/lines/{line_id}/estimate", { params }));
      } catch {
        // The drawing and the build-up stay empty; price and totals do not depend on them.
        return null;
      }
    },
  };
}

/** A draft's texts were read as money and sizes when they were typed; the server asks once more. */
function spoken(changes: readonly Change[]): Schemas["QuoteUpdate"] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { changes: changes as Schemas["Change"][] };
}

function passing(error: ApiError): boolean {
  return error.status === 0 || error.status === 429 || error.status >= 500;
}

function refusedSave(error: unknown): SaveAnswer {
  if (!(error instanceof ApiError)) throw error;
  if (error.status === 0) return { kind: "offline" };
  if (passing(error)) return { kind: "busy", message: error.message };
  const { current, changed_by, changed_at } = error.details;
  if (error.status === 412 && isQuote(current)) {
    if (!current.allowed_actions.includes("edit")) {
      return { kind: "refused", message: `${nameOf(changed_by)} has moved this quote on; it is no draft any more.`, closed: true };
    }
    return { kind: "stale", current, by: nameOf(changed_by), at: typeof changed_at === "string" ? changed_at : current.updated_at };
  }
  return { kind: "refused", message: sentence(error), closed: isClosed(error) };
}

/** Whether the quote takes no edit at all any more; a right that one edit asked for leaves the others be. */
function isClosed({ status, details: { permission } }: ApiError): boolean {
  if (status === 403) return typeof permission !== "string" || permission.startsWith("quotes:");
  return status === 404 || status === 409;
}

function refusedPreview(error: unknown): PreviewAnswer {
  if (!(error instanceof ApiError) || passing(error)) return { kind: "offline" };
  return { kind: "refused", message: sentence(error) };
}

/** The server's sentence, with the first field's own where it names one. */
function sentence(error: ApiError): string {
  const [field] = error.fields;
  return field && !error.message.includes(field.message) ? `${error.message} ${field.message}` : error.message;
}

function isQuote(value: unknown): value is QuoteResponse {
  return typeof value === "object" && value !== null && "version" in value && "lines" in value && Array.isArray(value.lines);
}

function nameOf(by: unknown): string {
  if (typeof by === "string" && by !== "") return by;
  if (typeof by === "object" && by !== null && "name" in by && typeof by.name === "string") return by.name;
  return "Somebody else";
}
