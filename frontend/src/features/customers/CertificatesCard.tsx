import { useQueryClient } from "@tanstack/react-query";
import { Archive, CircleCheck, CircleX, Pencil, Plus, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { ApiError } from "@/api/errors";
import { daysUntil, formatDay } from "@/lib/dates";
import { plural } from "@/lib/count";
import { Badge } from "@/ui/Badge";
import { Button, IconButton } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { ConfirmModal } from "@/ui/ConfirmModal";
import { EmptyState } from "@/ui/EmptyState";
import { toast } from "@/ui/toast";
import { CertificateDialog } from "./CertificateDialog";
import { archiveCertificate, customerQuery, keep, type Certificate, type Customer } from "./queries";
import { CERTIFICATE_KINDS } from "./words";

export function CertificatesCard({ customer, writes }: { customer: Customer; writes: boolean }) {
  const client = useQueryClient();
  const [editing, setEditing] = useState<Certificate | "new" | null>(null);
  const [archiving, setArchiving] = useState<Certificate | null>(null);
  const needed = customer.tax_class !== "taxable";
  return (
    <Card>
      <CardHeader
        title="Tax certificates"
        meta={customer.certificates.length}
        actions={
          writes && (
            <Button icon={<Plus aria-hidden />} onClick={() => setEditing("new")}>
              Certificate
            </Button>
          )
        }
      />
      {customer.certificates.length === 0 && (
        <EmptyState
          compact
          title="No certificates"
          hint={needed ? "Without a valid certificate this customer is charged sales tax, whatever the tax class says." : "A taxable customer needs none."}
        />
      )}
      <ul className="divide-y divide-line">
        {customer.certificates.map((one) => (
          <li key={one.id} className="flex min-h-14 items-center gap-3 px-4 py-2 text-sm">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {CERTIFICATE_KINDS[one.kind]} · {one.state}
                <Standing certificate={one} />
              </p>
              <p className="text-xs wrap-anywhere text-faint tabular-nums">No. {one.number}</p>
            </div>
            {writes && (
              <>
                <IconButton label={`Edit certificate ${one.number}`} icon={<Pencil aria-hidden />} onClick={() => setEditing(one)} />
                <IconButton label={`Archive certificate ${one.number}`} icon={<Archive aria-hidden />} onClick={() => setArchiving(one)} />
              </>
            )}
          </li>
        ))}
      </ul>
      {editing && <CertificateDialog customer={customer} {...(editing === "new" ? {} : { certificate: editing })} onClose={() => setEditing(null)} />}
      <ConfirmModal
        open={archiving !== null}
        title="Archive this certificate?"
        verb="Archive"
        danger
        onClose={() => setArchiving(null)}
        onConfirm={async () => {
          if (!archiving) return;
          try {
            await keep(client, await archiveCertificate(customer, archiving.id));
            toast("The certificate is archived.");
          } catch (error) {
            if (error instanceof ApiError && error.status === 412) await client.invalidateQueries(customerQuery(customer.id));
            throw error;
          }
        }}
      >
        <p>New quotes no longer rely on certificate {archiving?.number}. Quotes that were sent keep what they say.</p>
      </ConfirmModal>
    </Card>
  );
}

function Standing({ certificate }: { certificate: Certificate }) {
  const { expires_on, state_label } = certificate;
  if (expires_on === null) {
    return (
      <Badge tone="good" icon={<CircleCheck aria-hidden />}>
        Valid, no end
      </Badge>
    );
  }
  if (state_label === "expired") {
    return (
      <Badge tone="bad" icon={<CircleX aria-hidden />}>
        Expired {formatDay(expires_on)}
      </Badge>
    );
  }
  if (state_label === "expiring") {
    return (
      <Badge tone="warn" icon={<TriangleAlert aria-hidden />}>
        Expires in {plural(daysUntil(expires_on), "day")}
      </Badge>
    );
  }
  return (
    <Badge tone="good" icon={<CircleCheck aria-hidden />}>
      Valid until {formatDay(expires_on)}
    </Badge>
  );
}
