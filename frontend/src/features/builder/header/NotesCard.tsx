import { Card, CardHeader } from "@/ui/Card";

import { HeadText } from "../fields/HeadText";

export function NotesCard() {
  return (
    <Card aria-labelledby="notes-title">
      <CardHeader id="notes-title" title="Notes" />
      <div className="grid gap-4 p-4 md:grid-cols-2">
        <HeadText name="customer_note" label="To the customer" long hint="Printed on the quote" />
        <HeadText name="internal_note" label="Internal" long hint="Only the shop sees this" />
      </div>
    </Card>
  );
}
