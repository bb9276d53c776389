import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeAll } from "vitest";
import { session } from "@/api/session";
import { dismissToasts } from "@/ui/toast";
import { server } from "./server";

// jsdom lays nothing out: every media query is answered as for a wide, light screen.
window.matchMedia = (query) =>
  Object.assign(new EventTarget(), {
    media: query,
    matches: query.includes("min-width"),
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

// jsdom knows the dialog element but not its modal state.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
  this.dispatchEvent(new Event("close"));
};
Element.prototype.scrollIntoView = () => undefined;
window.scrollTo = () => undefined;

configure({ asyncUtilTimeout: 8_000 });

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => {
  cleanup();
  server.resetHandlers();
  session.closed();
  dismissToasts();
  localStorage.clear();
  sessionStorage.clear();
});
afterAll(() => server.close());
