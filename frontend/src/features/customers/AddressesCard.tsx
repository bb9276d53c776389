import { useQueryClient } from "@tanstack/react-query";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { ApiError } from "@/api/errors";
import { Button, IconButton } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { EmptyState } from "@/ui/EmptyState";
import { toast } from "@/ui/toast";
import { AddressDialog } from "./AddressDialog";
import { customerQuery, keep, replaceAddresses, type Address, type Customer } from "./queries";

const KINDS: Record<Address["kind"], string> = { billing: "Billing", shipping: "Shipping" };

export function AddressesCard({ customer, writes }: { customer: Customer; writes: boolean }) {
  const client = useQueryClient();
  const [editing, setEditing] = useState<Address | "new" | null>(null);

  const put = async (addresses: Address[], done: string, before?: Address[]) => {
    try {
      const latest = client.getQueryData(customerQuery(customer.id).queryKey) ?? customer;
      await keep(client, await replaceAddresses(latest, addresses));
      toast(done, before ? { undo: () => void put(before.map(withoutId), "The address is back.") } : {});
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(error.message, { tone: "bad" });
      await client.invalidateQueries(customerQuery(customer.id));
    }
  };

  return (
    <Card>
      <CardHeader
        title="Addresses"
        meta={customer.addresses.length}
        actions={
          writes && (
            <Button icon={<Plus aria-hidden />} onClick={() => setEditing("new")}>
              Address
            </Button>
          )
        }
      />
      {customer.addresses.length === 0 && <EmptyState compact title="No addresses" hint="The billing address stands on the quote; goods go to a shipping address." />}
      <ul className="grid gap-px overflow-hidden rounded-b-lg bg-line md:grid-cols-2">
        {customer.addresses.map((address) => (
          <li key={address.id} className="flex items-start gap-2 bg-surface px-4 py-3 text-sm md:odd:last:col-span-2">
            <div className="min-w-0 flex-1">
              <p className="text-xs font-medium text-faint">{KINDS[address.kind]}</p>
              <address className="not-italic">
                {address.line1}
                {address.line2 && <span className="block">{address.line2}</span>}
                <span className="block">
                  {[address.city, [address.region, address.postal_code].filter(Boolean).join(" ")].filter(Boolean).join(", ")}
                  {address.country !== "US" && ` · ${address.country}`}
                </span>
              </address>
            </div>
            {writes && (
              <>
                <IconButton label={`Edit ${address.line1}`} icon={<Pencil aria-hidden />} onClick={() => setEditing(address)} />
                <IconButton
                  label={`Remove ${address.line1}`}
                  icon={<Trash2 aria-hidden />}
                  onClick={() => void put(customer.addresses.filter((one) => one.id !== address.id), "The address is removed.", customer.addresses)}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      {editing && <AddressDialog customer={customer} {...(editing === "new" ? {} : { address: editing })} onClose={() => setEditing(null)} />}
    </Card>
  );
}

/** A removed address is gone from the server: bringing it back adds it anew. */
function withoutId(address: Address): Address {
  const { id: _id, ...rest } = address;
  return rest as Address;
}
