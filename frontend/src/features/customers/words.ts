import type { Certificate, Customer } from "./queries";

export const TAX_CLASSES: Record<Customer["tax_class"], string> = {
  taxable: "Taxable",
  exempt: "Tax exempt",
  resale: "Resale",
};

export const CERTIFICATE_KINDS: Record<Certificate["kind"], string> = {
  exempt: "Exemption",
  resale: "Resale",
};


/** Null for an empty field: that is how the API says "none". */
export function orNull(typed: string): string | null {
  const text = typed.trim();
  return text === "" ? null : text;
}
