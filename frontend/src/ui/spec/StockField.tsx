import { Plus, X } from "lucide-react";
import { useMemo } from "react";

import { Button, IconButton } from "@/ui/Button";
import { Combobox } from "@/ui/Combobox";
import { Field } from "@/ui/Field";

import { useSpecForm, type PrintableStock } from "./context";
import { showSize } from "./sizes";
import { codesIn, textIn } from "./spec";
import type { SpecFieldProps } from "./SpecField";

function hint(stock: PrintableStock): string {
  const width = showSize(stock.sheet_width_in);
  const size = stock.sheet_height_in === null ? `${width} in roll` : `${width} × ${showSize(stock.sheet_height_in)} in`;
  return `${stock.family_name} · ${size} · ${stock.finish}`;
}

/** Papers in the order of the product's families, the others behind them. */
function stocksFor(stocks: readonly PrintableStock[], families: readonly string[]): PrintableStock[] {
  const rank = (stock: PrintableStock) => {
    const at = families.indexOf(stock.family);
    return at === -1 ? families.length : at;
  };
  return stocks.toSorted((a, b) => rank(a) - rank(b));
}

interface PickProps {
  readonly families: readonly string[];
  readonly code: string;
  readonly label: string;
  readonly noneLabel: string | null;
  readonly onPick: (code: string | null) => void;
}

/** A paper by name; an empty field means what `noneLabel` says, where it may be empty. */
function StockPick({ families, code, label, noneLabel, onPick }: PickProps) {
  const { stocks } = useSpecForm();
  const items = useMemo(() => stocksFor(stocks, families), [stocks, families]);
  const chosen = items.find((stock) => stock.code === code) ?? null;
  const missing = code !== "" && chosen === null && stocks.length > 0;
  return (
    <Field label={label} error={missing ? `The rate book has no paper ${code}. Choose another.` : undefined} className="col-span-2">
      <Combobox
        items={items}
        value={chosen}
        itemKey={(stock) => stock.code}
        itemLabel={(stock) => stock.name}
        itemHint={hint}
        emptyText="No paper of that name runs on a press"
        {...(noneLabel === null ? {} : { placeholder: noneLabel })}
        onChange={(stock) => {
          if (stock) onPick(stock.code);
          else if (noneLabel !== null) onPick(null);
        }}
      />
    </Field>
  );
}

export function StockField({ field, spec }: SpecFieldProps) {
  const form = useSpecForm();
  return (
    <StockPick
      families={field.families}
      code={textIn(spec, field.name)}
      label={field.label}
      noneLabel={field.none_label}
      onPick={(code) => form.edit(field.label, { [field.name]: code })}
    />
  );
}

/** A paper for each ply of a set, the top one first. */
export function StocksField({ field, spec }: SpecFieldProps) {
  const form = useSpecForm();
  const codes = codesIn(spec, field.name);
  const put = (changed: readonly string[]) => form.edit(field.label, { [field.name]: changed });
  const last = codes.at(-1);
  const most = field.maximum ?? 8;
  return (
    <fieldset className="col-span-full grid grid-cols-2 gap-3 md:grid-cols-[repeat(auto-fill,minmax(15rem,1fr))]">
      <legend className="mb-1 text-xs font-medium text-soft">{field.label}</legend>
      {codes.map((code, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a ply is its place in the set
        <div key={place} className="col-span-2 flex items-end gap-1 md:col-span-1">
          <div className="min-w-0 flex-1">
            <StockPick
              families={field.families}
              code={code}
              label={`Ply ${(place + 1).toString()}`}
              noneLabel={null}
              onPick={(chosen) => put(codes.map((one, at) => (at === place && chosen !== null ? chosen : one)))}
            />
          </div>
          {codes.length > 1 && (
            <IconButton icon={<X />} label={`Remove ply ${(place + 1).toString()}`} onClick={() => put(codes.filter((_, at) => at !== place))} />
          )}
        </div>
      ))}
      {last !== undefined && codes.length < most && (
        <Button kind="quiet" icon={<Plus />} className="self-end" onClick={() => put([...codes, last])}>
          Add a ply
        </Button>
      )}
    </fieldset>
  );
}
