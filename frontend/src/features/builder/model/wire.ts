import type { Schemas } from "@/api/client";
import type { Money } from "@/lib/money";

/**
 * The API's shapes as a draft holds them. An amount is plain text here, because a person may be half-way through
 * typing it; whether it is money is asked where it is typed and where it is shown.
 */
type Plain<T> = T extends Money
  ? string
  : T extends WireSpec
    ? Spec
    : T extends readonly (infer Item)[]
      ? Plain<Item>[]
      : T extends object
        ? { [Key in keyof T]: Plain<T[Key]> }
        : T;

type WireSpec = NonNullable<Schemas["LineInput"]["spec"]>;

/** What an estimator set by hand of how a line is made: the only field that is an object. */
export type ByHand = Readonly<Plain<Schemas["ByHand"]>>;
export type SpecValue = string | number | boolean | null | readonly string[] | ByHand;

/** Whether a field holds codes. */
export function isCodes(value: SpecValue | undefined): value is readonly string[] {
  return Array.isArray(value);
}

/** A specification of any kind of work: a form fills its fields by the names that the catalogue gives it. */
export interface Spec {
  readonly kind?: ProductDefinition["kind"];
  readonly product_type: string;
  readonly unit?: "in" | "mm";
  readonly [field: string]: SpecValue | undefined;
}

export type Change = Plain<Schemas["Change"]>;
export type HeadChange = Plain<Schemas["SetFields"]>;
export type LineInput = Plain<Schemas["LineInput"]>;
export type VendorCosts = Plain<Schemas["VendorCosts"]>;

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
export type OfferedProduct = Plain<Schemas["OfferedProduct"]>;
/** What may be set by hand of a part, or of parts alike: under which field, which figures. */
export type Settable = OfferedProduct["by_hand"][number];
export type ProductField = Plain<Schemas["ProductField"]>;
export type PrintableStock = Plain<Schemas["PrintableStock"]>;
