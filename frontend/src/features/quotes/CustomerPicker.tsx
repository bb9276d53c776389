import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo, useState } from "react";

import { Combobox } from "@/ui/Combobox";

import { customerSearchQuery, type CustomerSummary } from "./customers";

/** Somebody known, or a name that is not known yet. */
export type Party =
  | { readonly kind: "customer"; readonly id: string; readonly name: string; readonly hint: string }
  | { readonly kind: "prospect"; readonly name: string }
  | { readonly kind: "create"; readonly name: string };

interface CustomerPickerProps {
  readonly value: Party | null;
  readonly onChange: (party: Party) => void;
  readonly canCreate: boolean;
  readonly autoFocus?: boolean;
}

/** Type three letters; the ones last worked with come first. A name that nobody has makes a prospect or a customer. */
export function CustomerPicker({ value, onChange, canCreate, autoFocus = false }: CustomerPickerProps) {
  const [text, setText] = useState("");
  const query = useDeferredValue(text.trim());
  const asked = value && query === nameOf(value) ? "" : query;
  const found = useQuery(customerSearchQuery(asked));
  const items = useMemo(() => {
    const known = (found.data?.items ?? []).map(partyOf);
    return asked === "" ? known : [...known, ...strangers(asked, canCreate, known)];
  }, [found.data, asked, canCreate]);
  return (
    <Combobox<Party>
      items={items}
      value={value}
      itemKey={keyOf}
      itemLabel={nameOf}
      itemHint={hintOf}
      onQuery={setText}
      query={text}
      loading={found.isLoading}
      placeholder="Type a customer's name"
      autoFocus={autoFocus}
      emptyText="No customer yet. Type a name."
      onChange={(party) => {
        if (party) onChange(party);
      }}
    />
  );
}

function partyOf(customer: CustomerSummary): Party {
  const hint = [customer.account_number, customer.email, customer.on_hold ? "on hold" : null].filter(Boolean).join(" · ");
  return { kind: "customer", id: customer.id, name: customer.name, hint };
}

function strangers(name: string, canCreate: boolean, known: readonly Party[]): Party[] {
  if (known.some((party) => party.name.toLowerCase() === name.toLowerCase())) return [];
  return [{ kind: "prospect", name }, ...(canCreate ? [{ kind: "create" as const, name }] : [])];
}

function nameOf(party: Party): string {
  return party.name;
}

function keyOf(party: Party): string {
  return party.kind === "customer" ? party.id : `${party.kind}:${party.name}`;
}

function hintOf(party: Party): string {
  switch (party.kind) {
    case "customer":
      return party.hint;
    case "prospect":
      return "A prospect: only a name on this quote";
    case "create":
      return "A new customer: opens a short form";
  }
}
