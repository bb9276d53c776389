import { ClipboardPaste, DollarSign, LayoutTemplate, StickyNote, Truck } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";

import { ApiError } from "@/api/errors";
import { useHotkeys } from "@/lib/hotkeys";
import { Button } from "@/ui/Button";

import { addOther, addProduct } from "../actions";
import { useCatalog } from "../catalog";
import { useSession } from "../context";
import { EntryLine } from "../entry/EntryLine";
import { confirmed, type EntryReading } from "../entry/reading";
import { openAndFocus } from "../focus";
import { addLine } from "../model/edits";
import type { LineKind } from "../model/wire";
import { useBuilderUi } from "../ui";

// Opened by a paste or a button, after the quote stands there.
const PasteDialog = lazy(() => import("../entry/PasteDialog").then((module) => ({ default: module.PasteDialog })));

/** The way in: a product's name, or a whole line, and Enter; `/` comes here from anywhere. */
export function AddLine() {
  const session = useSession();
  const { products } = useCatalog();
  const { open, pickTemplate } = useBuilderUi();
  const box = useRef<HTMLDivElement>(null);
  const [pasted, setPasted] = useState<string | null>(null);
  useHotkeys([{ keys: "/", label: "Add a line", group: "Quote", run: () => box.current?.querySelector("input")?.focus() }]);

  const other = (kind: Exclude<LineKind, "product">) => openAndFocus(open, addOther(session, kind));
  const typed = async (reading: EntryReading) => {
    if (!reading.line) return "Some words of this line mean nothing yet.";
    try {
      const line = await confirmed(reading, reading.line);
      session.edit(`add ${line.title}`, addLine(line));
      // Who types lines goes on typing lines: the new one opens and the keyboard stays.
      open(line.id);
      return null;
    } catch (error) {
      return error instanceof ApiError ? error.message : "The line could not be added. Try again.";
    }
  };

  return (
    <div ref={box} className="flex flex-wrap gap-2 rounded-b-lg bg-sunken px-3 py-2.5 md:pl-4">
      <EntryLine products={products} onProduct={(product) => openAndFocus(open, addProduct(session, product))} onLine={typed} onRows={setPasted} />
      <div className="flex flex-wrap gap-1.5 max-md:grid max-md:w-full max-md:grid-cols-2">
        <Button icon={<ClipboardPaste aria-hidden="true" />} onClick={() => setPasted("")}>Paste</Button>
        <Button icon={<DollarSign aria-hidden="true" />} onClick={() => other("charge")}>Charge</Button>
        <Button icon={<Truck aria-hidden="true" />} onClick={() => other("outside")}>Outside</Button>
        <Button icon={<StickyNote aria-hidden="true" />} onClick={() => other("note")}>Note</Button>
        <Button icon={<LayoutTemplate aria-hidden="true" />} onClick={pickTemplate}>Template</Button>
      </div>
      {pasted !== null && (
        <Suspense>
          <PasteDialog pasted={pasted} onClose={() => setPasted(null)} />
        </Suspense>
      )}
    </div>
  );
}
