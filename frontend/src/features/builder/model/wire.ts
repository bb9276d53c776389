import type { Schemas } from "@/api/client";
import type { Money } from "@/lib/money";

/**
 * The API's shapes as a draft holds them. An amount is plain text here, because a person may be half-way through
 * typing it; whether it is money is asked where it is typed and where it is shown.
 */
type Plain<T> = T extends Money
  ? string
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : T extends object
      ? { [Key in keyof T]: Plain<T[Key]> }
      : T;

export type Change = Plain<Schemas["Change"]>;
export type HeadChange = Plain<Schemas["SetFields"]>;
export type LineInput = Plain<Schemas["LineInput"]>;
export type Spec = Plain<Schemas["FlatSpecification"]>;

export type LineKind = Schemas["LineKind"];
export type TaxCode = Schemas["TaxCode"];
export type Light = Schemas["Light"];
export type LostReason = Schemas["LostReason"];

export type QuantityResponse = Plain<Schemas["QuantityResponse"]>;
export type LineResponse = Plain<Schemas["LineResponse"]>;
export type Totals = Plain<Schemas["Totals"]>;
export type QuoteResponse = Plain<Schemas["QuoteResponse"]>;
export type QuotePreview = Plain<Schemas["QuotePreview"]>;
export type LineEstimate = Plain<Schemas["LineEstimate"]>;
export type QuantityEstimate = LineEstimate["quantities"][number];

export type ProductDefinition = Plain<Schemas["ProductDefinition"]>;
export type ProductField = Plain<Schemas["ProductField"]>;
export type PrintableStock = Plain<Schemas["PrintableStock"]>;
