import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { allowSingleKeys, keyCaps, useHotkeys, useShownHotkeys } from "./hotkeys";

function Screen({ run, palette }: { run: () => void; palette: () => void }) {
  useHotkeys([
    { keys: "c", label: "New quote", run },
    { keys: "g q", label: "Go to Quotes", group: "Go to", run },
    { keys: "$mod+k", label: "Search", whileTyping: true, run: palette },
  ]);
  const shown = useShownHotkeys();
  return (
    <>
      <input aria-label="Job" />
      <p>{shown.map((one) => one.label).join(", ")}</p>
    </>
  );
}

function setUp() {
  const run = vi.fn<() => void>();
  const palette = vi.fn<() => void>();
  return { run, palette, ...render(<Screen run={run} palette={palette} />) };
}

test("single keys act, and rest while one types", async () => {
  const user = userEvent.setup();
  const { run } = setUp();
  await user.keyboard("c");
  expect(run).toHaveBeenCalledTimes(1);
  await user.type(screen.getByLabelText("Job"), "cc");
  expect(run).toHaveBeenCalledTimes(1);
  expect(screen.getByLabelText<HTMLInputElement>("Job").value).toBe("cc");
});

test("a chord of two keys acts after both", async () => {
  const user = userEvent.setup();
  const { run } = setUp();
  await user.keyboard("g");
  expect(run).not.toHaveBeenCalled();
  await user.keyboard("q");
  expect(run).toHaveBeenCalledTimes(1);
});

test("a key with a modifier acts while one types, and when single keys are switched off", async () => {
  const user = userEvent.setup();
  const { run, palette } = setUp();
  allowSingleKeys(false);
  screen.getByLabelText("Job").focus();
  await user.keyboard("{Control>}k{/Control}");
  expect(palette).toHaveBeenCalledTimes(1);
  screen.getByLabelText("Job").blur();
  await user.keyboard("c");
  expect(run).not.toHaveBeenCalled();
});

test("the sheet lists what is mounted and forgets what is not", () => {
  const { unmount, container } = setUp();
  expect(container.textContent).toContain("New quote, Go to Quotes, Search");
  unmount();
  const { result } = { result: render(<Listed />) };
  expect(result.container.textContent).toBe("");
});

function Listed() {
  return <>{useShownHotkeys().map((one) => one.label)}</>;
}

test("keys are shown as the caps a person sees", () => {
  expect(keyCaps("g q")).toEqual(["G", "Q"]);
  expect(keyCaps("Shift+?")).toEqual(["?"]);
  expect(keyCaps("Escape")).toEqual(["Esc"]);
});
