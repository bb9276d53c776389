import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";

import { ApiError } from "@/api/errors";
import { useCan } from "@/features/auth/queries";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Field, Input } from "@/ui/Field";
import { Forbidden } from "@/ui/Forbidden";
import { Notice } from "@/ui/Notice";
import { PageHeader } from "@/ui/PageHeader";

import { CustomerPicker, type Party } from "./CustomerPicker";
import { customerQuery, usualContact } from "./customers";
import { NewCustomerModal } from "./NewCustomerModal";
import { createQuote, quoteQuery, type NewQuote } from "./queries";
import { StartFrom, startOf } from "./StartFrom";

/** A customer, then straight into the builder. */
function NewQuotePage() {
  const can = useCan();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [party, setParty] = useState<Party | null>(() => partyFrom(params));
  const [title, setTitle] = useState("");
  const [start, setStart] = useState("");
  const [making, setMaking] = useState<string | null>(null);
  const key = useRef(crypto.randomUUID());
  const titleField = useRef<HTMLInputElement>(null);

  const create = useMutation({
    mutationFn: async (quote: NewQuote) => {
      if (!quote.customer_id) return createQuote(quote, key.current);
      const customer = await client.fetchQuery({ ...customerQuery(quote.customer_id), staleTime: 60_000 });
      return createQuote({ ...quote, contact_id: usualContact(customer) }, key.current);
    },
    onSuccess: (quote) => {
      client.setQueryData(quoteQuery(quote.id).queryKey, quote);
      void client.invalidateQueries({ queryKey: ["quotes", "list"] });
      void client.invalidateQueries({ queryKey: ["quotes", "drafts"] });
      void navigate(`/quotes/${quote.id}/edit`, { replace: true });
    },
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });

  if (!can("quotes:write_own") && !can("quotes:write_all")) return <Forbidden permission="quotes:write_own" />;

  const choose = (chosen: Party) => {
    if (chosen.kind === "create") {
      setMaking(chosen.name);
      return;
    }
    if (chosen.kind === "customer") void client.prefetchQuery(customerQuery(chosen.id));
    setParty(chosen);
    // Another customer has another last quote.
    if (start.startsWith("quote:")) setStart("");
    titleField.current?.focus();
  };
  const begin = () => {
    if (!party || create.isPending) return;
    create.mutate({
      title: title.trim() === "" ? "New quote" : title.trim(),
      ...startOf(start),
      ...(party.kind === "customer" ? { customer_id: party.id } : { prospect_name: party.name }),
    });
  };

  return (
    <div className="mx-auto max-w-xl">
      <title>New quote · PatriotForge</title>
      <PageHeader title="New quote" back={{ to: "/quotes", label: "Quotes" }} />
      <Card aria-label="New quote">
        <form
          className="flex flex-col gap-4 p-4"
          onSubmit={(event) => {
            event.preventDefault();
            begin();
          }}
        >
          {create.error instanceof ApiError && <Notice tone="bad">{create.error.message}</Notice>}
          <Field label="Customer" hint="Three letters are enough. A new name makes a prospect or a customer.">
            <CustomerPicker value={party} onChange={choose} canCreate={can("customers:write")} autoFocus={party === null} />
          </Field>
          <Field label="Job" hint="What the customer calls it; you can name it later.">
            <Input ref={titleField} value={title} maxLength={200} placeholder="Fall menu kit" onChange={({ target }) => setTitle(target.value)} />
          </Field>
          <StartFrom party={party} value={start} onChange={setStart} />
          <Button type="submit" kind="primary" disabled={!party} busy={create.isPending} className="self-end">
            Start the quote
          </Button>
        </form>
      </Card>
      {making !== null && (
        <NewCustomerModal
          name={making}
          onClose={() => setMaking(null)}
          onMade={(customer) => {
            setMaking(null);
            choose({ kind: "customer", id: customer.id, name: customer.name, hint: "" });
          }}
        />
      )}
    </div>
  );
}

export { NewQuotePage as Component };

/** A customer's page links here with the customer in the address. */
function partyFrom(params: URLSearchParams): Party | null {
  const [id, name] = [params.get("customer"), params.get("name")];
  return id !== null && name !== null ? { kind: "customer", id, name, hint: "" } : null;
}
