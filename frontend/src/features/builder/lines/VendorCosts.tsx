import { Table2 } from "lucide-react";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";

import { Button } from "@/ui/Button";

import { useSession } from "../context";
import type { DraftLine } from "../model/draft";
import { setLine } from "../model/edits";
import { VendorTable } from "./VendorTable";

/** The vendor's prices by quantity, in place of one price for a piece; for who may see costs. */
export function VendorCosts({ line }: { readonly line: DraftLine }) {
  const session = useSession();
  const [begun, setBegun] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const begin = () => {
    flushSync(() => setBegun(true));
    box.current?.querySelector("input")?.focus();
  };
  const remove = () => {
    flushSync(() => {
      setBegun(false);
      session.edit("remove the vendor's table", setLine(line.id, { vendor_costs: null }));
    });
    box.current?.querySelector("button")?.focus();
  };
  return (
    <div ref={box}>
      {line.vendor_costs !== null || begun ? (
        <VendorTable line={line} onRemove={remove} />
      ) : (
        <Button icon={<Table2 aria-hidden="true" />} onClick={begin}>Enter the vendor's prices by quantity</Button>
      )}
    </div>
  );
}
