import { queryOptions } from "@tanstack/react-query";

import { answer, api, type Schemas } from "@/api/client";

import type { Spec } from "../model/wire";

export type Curve = Schemas["CurveResponse"];

/** The prices of a specification from one piece up, as the engine says them now. */
export function curveQuery(spec: Spec, customerId: string | null) {
  return queryOptions({
    queryKey: ["curve", spec, customerId],
    queryFn: ({ signal }) => {
      // A form holds its fields by name; the server reads them as the specification of their kind.
      const body = { spec, customer_id: customerId } as unknown as Schemas["CurveRequest"];
      return answer(api.POST("/api/estimates/curve", { body, signal }));
    },
    staleTime: 60_000,
  });
}
