import { expect, it } from "vitest";

import { isAddress, splitAddresses } from "./addresses";

it("reads several addresses as they are typed or pasted", () => {
  expect(splitAddresses(" a@b.example, c@d.example;e@f.example\n")).toEqual(["a@b.example", "c@d.example", "e@f.example"]);
  expect(splitAddresses("")).toEqual([]);
});

it("knows an address from what is none", () => {
  for (const good of ["maya@harbor.example", "o'neil+print@a-b.co.uk"]) expect(isAddress(good)).toBe(true);
  for (const bad of ["maya", "maya@harbor", "a@b@c.example", "maya@harbor.example>", "<x@y.example"]) expect(isAddress(bad)).toBe(false);
});
