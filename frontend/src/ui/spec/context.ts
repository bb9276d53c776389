import { createContext, useContext } from "react";

import type { Schemas } from "@/api/client";

import type { Filled } from "./spec";
import type { Typist } from "./useTyping";

export type PrintableStock = Pick<Schemas["PrintableStock"], "code" | "name" | "family" | "family_name" | "finish"> & {
  readonly sheet_width_in: string;
  readonly sheet_height_in: string | null;
};

/** What a product's form is drawn into: a line of a quote, or a preview. */
export interface SpecForm {
  /** Papers to choose from. */
  readonly stocks: readonly PrintableStock[];
  readonly operationName: (code: string) => string;
  /** Changes fields in one step under this label; steps that name the same field are one. */
  readonly edit: (label: string, values: Filled, name?: string) => void;
  readonly typist: Typist;
}

export const SpecFormContext = createContext<SpecForm | null>(null);

export function useSpecForm(): SpecForm {
  const form = useContext(SpecFormContext);
  if (!form) throw new Error("A field of a product's form needs a form around it.");
  return form;
}
