import { createContext, useContext } from "react";

import type { OfferedProduct, PrintableStock, ProductDefinition } from "./model/wire";

/** What can be quoted: the kinds of product with their forms, and the papers that run on a press. */
export interface Catalog {
  readonly products: readonly OfferedProduct[];
  readonly stocks: readonly PrintableStock[];
}

export const CatalogContext = createContext<Catalog>({ products: [], stocks: [] });

export function useCatalog(): Catalog {
  return useContext(CatalogContext);
}

/** The name of a finishing operation, as the product forms label it. */
export function operationName(products: readonly ProductDefinition[], code: string): string {
  for (const product of products) {
    for (const field of product.fields) {
      if (field.kind !== "operations") continue;
      const option = field.options.find((one) => one.value === code);
      if (option) return option.label;
    }
  }
  return code.replaceAll("_", " ");
}
