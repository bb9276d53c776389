import { queryOptions } from "@tanstack/react-query";

import { answer, api, type Schemas } from "@/api/client";

import type { ByHand, LineEstimate, Spec } from "../model/wire";

export interface Question {
  readonly spec: Spec;
  /** The specification's field for what is set of the part. */
  readonly field: string;
  readonly quantities: readonly number[];
  readonly customerId: string | null;
}

type Quantities = LineEstimate["quantities"];

/** The engine's account of a specification with these figures of a part set by hand, or with none. */
export function tryOutQuery({ spec, field, quantities, customerId }: Question, set: ByHand | null) {
  const asked = { ...spec, [field]: set };
  return queryOptions({
    queryKey: ["try-out", asked, quantities, customerId],
    queryFn: async ({ signal }): Promise<Quantities> => {
      // A form holds its fields by name; the server reads them as the specification of their kind.
      const body = { spec: asked, quantities, customer_id: customerId } as unknown as Schemas["EstimateRequest"];
      return (await answer(api.POST("/api/estimates", { body, signal }))).quantities;
    },
    staleTime: 60_000,
    retry: false,
  });
}
