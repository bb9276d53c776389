import { answer, api, type Schemas } from "@/api/client";

import type { Spec } from "../model/wire";

interface Job {
  readonly spec: Spec;
  readonly quantity: number;
  readonly customerId: string | null;
}

/** The price by which this quantity leaves the margin that is asked for, as the engine rounds it. */
export async function priceForMargin({ spec, quantity, customerId }: Job, margin: string, signal: AbortSignal): Promise<string> {
  // A form holds its fields by name; the server reads them as the specification of their kind.
  const body = { spec, quantity, customer_id: customerId, target: { kind: "margin", value: margin } } as unknown as Schemas["TargetRequest"];
  return (await answer(api.POST("/api/estimates/target", { body, signal }))).price;
}
