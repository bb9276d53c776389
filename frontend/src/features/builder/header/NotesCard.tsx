import { MessagesSquare } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import { Button } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";

import { HeadText } from "../fields/HeadText";

const ActivityDialog = lazy(() => import("../dialogs/ActivityDialog").then((module) => ({ default: module.ActivityDialog })));

export function NotesCard() {
  const [open, setOpen] = useState(false);
  return (
    <Card aria-labelledby="notes-title">
      <CardHeader
        id="notes-title"
        title="Notes"
        actions={<Button icon={<MessagesSquare aria-hidden="true" />} onClick={() => setOpen(true)}>For colleagues…</Button>}
      />
      <div className="grid gap-4 p-4 md:grid-cols-2">
        <HeadText name="customer_note" label="To the customer" long hint="Printed on the quote" />
        <HeadText name="internal_note" label="Internal" long hint="Only the shop sees this" />
      </div>
      {open && <Suspense fallback={null}><ActivityDialog onClose={() => setOpen(false)} /></Suspense>}
    </Card>
  );
}
