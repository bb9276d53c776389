import { useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore, Ellipsis, Pencil, Plus, Star } from "lucide-react";
import { useState } from "react";
import { ApiError } from "@/api/errors";
import { Badge } from "@/ui/Badge";
import { Button, IconButton } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { EmptyState } from "@/ui/EmptyState";
import { Menu } from "@/ui/Menu";
import { toast } from "@/ui/toast";
import { ContactDialog } from "./ContactDialog";
import { archiveContact, customerQuery, keep, restoreContact, type Contact, type Customer } from "./queries";

type Editing = Contact | "new" | null;

export function ContactsCard({ customer, writes }: { customer: Customer; writes: boolean }) {
  const client = useQueryClient();
  const [editing, setEditing] = useState<Editing>(null);
  const [archivedToo, setArchivedToo] = useState(false);
  const archived = customer.contacts.filter((one) => one.archived).length;
  const contacts = customer.contacts.filter((one) => archivedToo || !one.archived);

  const move = async (work: (from: Customer, id: string) => Promise<Customer>, contact: Contact, done: string, back?: typeof work) => {
    try {
      const latest = client.getQueryData(customerQuery(customer.id).queryKey) ?? customer;
      await keep(client, await work(latest, contact.id));
      toast(done, back ? { undo: () => void move(back, contact, `${contact.name} is back.`) } : {});
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(error.message, { tone: "bad" });
      await client.invalidateQueries(customerQuery(customer.id));
    }
  };

  return (
    <Card>
      <CardHeader
        title="Contacts"
        meta={customer.contacts.length - archived}
        actions={
          <>
            {archived > 0 && (
              <Button kind="quiet" aria-pressed={archivedToo} onClick={() => setArchivedToo(!archivedToo)}>
                {archivedToo ? "Hide archived" : `Show ${archived} archived`}
              </Button>
            )}
            {writes && (
              <Button icon={<Plus aria-hidden />} onClick={() => setEditing("new")}>
                Contact
              </Button>
            )}
          </>
        }
      />
      {contacts.length === 0 && <EmptyState compact title="No contacts" hint="A quote is sent to a person: add whoever asks for prices here." />}
      <ul className="divide-y divide-line">
        {contacts.map((contact) => (
          <li key={contact.id} className="flex min-h-14 items-center gap-3 px-4 py-2 text-sm">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
                {contact.name}
                {contact.job_title && <span className="font-normal text-faint">{contact.job_title}</span>}
                {contact.is_primary && (
                  <Badge tone="accent" icon={<Star aria-hidden />}>
                    Primary
                  </Badge>
                )}
                {contact.may_accept && !contact.archived && <Badge tone="good">May accept</Badge>}
                {contact.archived && <Badge>Archived</Badge>}
              </p>
              <p className="flex flex-wrap gap-x-3 text-xs text-faint">
                {contact.email && (
                  <a href={`mailto:${contact.email}`} className="wrap-anywhere hover:text-ink hover:underline">
                    {contact.email}
                  </a>
                )}
                {contact.phone && (
                  <a href={`tel:${contact.phone}`} className="hover:text-ink hover:underline">
                    {contact.phone}
                  </a>
                )}
              </p>
            </div>
            {writes && (
              <Menu
                trigger={<IconButton label={`Actions for ${contact.name}`} icon={<Ellipsis aria-hidden />} />}
                items={
                  contact.archived
                    ? [{ id: "restore", label: "Restore", icon: <ArchiveRestore aria-hidden />, onSelect: () => void move(restoreContact, contact, `${contact.name} is back.`) }]
                    : [
                        { id: "edit", label: "Edit", icon: <Pencil aria-hidden />, onSelect: () => setEditing(contact) },
                        { id: "archive", label: "Archive", icon: <Archive aria-hidden />, onSelect: () => void move(archiveContact, contact, `${contact.name} is archived.`, restoreContact) },
                      ]
                }
              />
            )}
          </li>
        ))}
      </ul>
      {editing && <ContactDialog customer={customer} {...(editing === "new" ? {} : { contact: editing })} onClose={() => setEditing(null)} />}
    </Card>
  );
}
