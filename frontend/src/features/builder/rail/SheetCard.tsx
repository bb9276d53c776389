import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/count";
import { Card, CardHeader } from "@/ui/Card";
import { StatCard } from "@/ui/StatCard";

import { useEstimate, useLine } from "../context";
import { percent } from "../format";
import { sheetSize } from "../SheetDrawing/geometry";
import { SheetDrawing } from "../SheetDrawing/SheetDrawing";

/** The press sheet of the open line, at the quantity that is quoted. */
export function SheetCard({ lineId }: { readonly lineId: string | null }) {
  const line = useLine(lineId ?? "");
  const { estimate, old } = useEstimate(lineId);
  const chosen = line?.quantities.find((row) => row.id === line.selected)?.quantity;
  const shown = estimate?.quantities.find((one) => one.quantity === chosen) ?? estimate?.quantities[0];
  const part = shown?.parts.find((one) => one.layout !== null);
  const layout = part?.layout;
  return (
    <Card aria-labelledby="sheet-title">
      <CardHeader id="sheet-title" title="Sheet layout" meta={layout ? sheetSize(layout) : undefined} />
      {shown && part && layout ? (
        <div className={cn("transition-opacity delay-150", old && "opacity-60")} aria-busy={old}>
          <div className="bg-sunken px-4 py-3">
            <SheetDrawing layout={layout} press={part.press_name} />
          </div>
          <div className="grid grid-cols-3 divide-x divide-line border-t border-line">
            <StatCard label="Up" value={formatCount(layout.n_up)} />
            <StatCard label="Sheets" value={formatCount(part.gross_sheets)} />
            <StatCard label="Waste" value={percent(layout.waste_fraction)} />
          </div>
          <p className="border-t border-line px-4 py-2 text-xs text-faint">
            {formatCount(shown.quantity)} on {part.press_name}, {part.stock_name}
          </p>
        </div>
      ) : (
        <Blank pending={line?.kind === "product"} />
      )}
    </Card>
  );
}

/** The box of the drawing before there is one: of its own height while it is on its way, so that nothing moves. */
function Blank({ pending }: { readonly pending: boolean }) {
  if (!pending) {
    return <p className="grid h-40 place-items-center px-6 text-center text-sm text-pretty text-faint">Add a product to see how it lies on the press sheet.</p>;
  }
  return (
    <>
      <p className="grid h-66 place-items-center bg-sunken px-6 text-center text-sm text-pretty text-faint">
        The sheet is drawn as soon as the line can be estimated.
      </p>
      <div className="grid grid-cols-3 divide-x divide-line border-t border-line" aria-hidden="true">
        <StatCard label="Up" value="–" />
        <StatCard label="Sheets" value="–" />
        <StatCard label="Waste" value="–" />
      </div>
      <p className="border-t border-line px-4 py-2 text-xs text-faint" aria-hidden="true">&nbsp;</p>
    </>
  );
}
