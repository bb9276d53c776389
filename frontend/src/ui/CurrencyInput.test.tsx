import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import type { Money } from "@/lib/money";
import { CurrencyInput } from "./CurrencyInput";
import { Field } from "./Field";

function Price() {
  const [value, setValue] = useState<Money | null>("10.00");
  return (
    <>
      <Field label="Price">
        <CurrencyInput value={value} onChange={setValue} />
      </Field>
      <output>{value ?? "none"}</output>
    </>
  );
}

test("what is typed stays as it is typed, while exact money goes out", async () => {
  const user = userEvent.setup();
  render(<Price />);
  const field = screen.getByLabelText<HTMLInputElement>("Price");
  await user.clear(field);
  await user.type(field, "1,250.");
  expect(field.value).toBe("1,250.");
  expect(screen.getByRole("status").textContent).toBe("1250");
  await user.tab();
  expect(field.value).toBe("1250");
});

test("what is no money is kept, marked, and not handed on", async () => {
  const user = userEvent.setup();
  render(<Price />);
  const field = screen.getByLabelText<HTMLInputElement>("Price");
  await user.clear(field);
  await user.type(field, "12.345");
  await user.tab();
  expect(field.value).toBe("12.345");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByRole("status").textContent).toBe("none");
});
