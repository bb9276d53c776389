import { Calculator, ChartSpline } from "lucide-react";

import { cn } from "@/lib/cn";
import { percentToFraction, fractionToPercent, isMoney } from "@/lib/money";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Checkbox";
import { Field, Input, Textarea } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { Select } from "@/ui/Select";

import { useFigures, useSession } from "../context";
import { useTyping } from "../fields/useTyping";
import type { DraftLine } from "../model/draft";
import { setLine } from "../model/edits";
import { ProductionPanel } from "../production/ProductionPanel";
import { useBuilderUi } from "../ui";
import { ManualPrice } from "./ManualPrice";
import { PriceLocks } from "./PriceLocks";
import { ProductForm } from "./ProductForm";
import { QuantityMatrix } from "./QuantityMatrix";
import { VendorCosts } from "./VendorCosts";

interface LineEditorProps {
  readonly line: DraftLine;
  readonly showCost: boolean;
}

const TAX_CODES = [
  { value: "taxable", label: "Taxable" },
  { value: "exempt", label: "Exempt" },
  { value: "resale", label: "Resale" },
] as const;

export function LineEditor({ line, showCost }: LineEditorProps) {
  const figures = useFigures(line.id);
  const { curve, explain, canPrice } = useBuilderUi();
  const product = line.kind === "product";
  return (
    <div id={`editor-${line.id}`} className="flex flex-col gap-4 px-3 pt-1 pb-4 md:pr-4 md:pl-[4.75rem]">
      {line.spec ? <ProductForm line={line} spec={line.spec} /> : null}
      {line.kind === "note" ? null : (
        <>
          {product ? null : (
            <div className="grid grid-cols-2 gap-3 md:grid-cols-4" data-first>
              <TitleField line={line} />
              <ManualPrice line={line} />
            </div>
          )}
          {line.kind === "outside" && showCost && <VendorCosts line={line} />}
          {figures?.problem && <Notice tone="bad">{figures.problem}</Notice>}
          <QuantityMatrix lineId={line.id} showCost={showCost} hasPress={product} canPrice={canPrice && (product || line.vendor_costs !== null)} />
          <PriceLocks lineId={line.id} />
          {line.spec && <ProductionPanel line={line} spec={line.spec} />}
        </>
      )}
      <div className={cn("grid grid-cols-2 gap-3", product ? "md:grid-cols-[minmax(0,1fr)_8rem_8rem_auto]" : "md:grid-cols-[8rem_8rem_auto_1fr]")}>
        {product || line.kind === "note" ? <TitleField line={line} /> : null}
        {line.kind === "note" ? null : (
          <>
            <DiscountField line={line} />
            <TaxField line={line} />
            <OptionalField line={line} />
          </>
        )}
        <DescriptionField line={line} />
      </div>
      {product && (
        <div className="flex flex-wrap gap-2">
          {(showCost || line.spec?.kind === "listed") && (
            <Button icon={<Calculator aria-hidden="true" />} onClick={() => explain(line.id)}>
              Explain price
            </Button>
          )}
          <Button icon={<ChartSpline aria-hidden="true" />} onClick={() => curve(line.id)}>
            Quantity curve
          </Button>
        </div>
      )}
    </div>
  );
}

function TitleField({ line }: { readonly line: DraftLine }) {
  const session = useSession();
  const typing = useTyping({
    shown: line.title,
    field: `${line.id}/title`,
    take: (text) => {
      if (text.trim() === "") return "The customer reads this: give the line a name.";
      session.edit("line title", setLine(line.id, { title: text }), `${line.id}.title`);
      return null;
    },
  });
  return (
    <Field label="Line title" error={typing.problem ?? undefined} className={cn("col-span-2", line.kind === "product" && "md:col-span-1", line.kind === "note" && "col-span-full")}>
      <Input maxLength={200} value={typing.value} onChange={typing.onChange} onBlur={typing.onBlur} />
    </Field>
  );
}

function DescriptionField({ line }: { readonly line: DraftLine }) {
  const session = useSession();
  const typing = useTyping({
    shown: line.description,
    field: `${line.id}/description`,
    take: (text) => {
      session.edit("description", setLine(line.id, { description: text }), `${line.id}.description`);
      return null;
    },
  });
  return (
    <Field label={line.kind === "note" ? "Text of the note" : "Description for the customer"} className="col-span-full">
      <Textarea rows={2} maxLength={10_000} value={typing.value} onChange={typing.onChange} onBlur={typing.onBlur} />
    </Field>
  );
}

function DiscountField({ line }: { readonly line: DraftLine }) {
  const session = useSession();
  const typing = useTyping({
    shown: isMoney(line.discount_percent) ? fractionToPercent(line.discount_percent) : "0",
    field: `${line.id}/discount`,
    take: (text) => {
      const share = text.trim() === "" ? percentToFraction("0") : percentToFraction(text);
      if (share === null || !/^(0(\.\d+)?|1(\.0+)?)$/.test(share)) return "From 0 to 100 %.";
      session.edit("line discount", setLine(line.id, { discount_percent: share }), `${line.id}.discount`);
      return null;
    },
  });
  return (
    <Field label="Discount, %" error={typing.problem ?? undefined}>
      <Input inputMode="decimal" className="text-right tabular-nums" value={typing.value} onChange={typing.onChange} onBlur={typing.onBlur} />
    </Field>
  );
}

function TaxField({ line }: { readonly line: DraftLine }) {
  const session = useSession();
  return (
    <Field label="Sales tax">
      <Select
        value={line.tax_code}
        options={TAX_CODES}
        onChange={({ target }) => {
          const code = TAX_CODES.find((one) => one.value === target.value)?.value;
          if (code) session.edit("sales tax", setLine(line.id, { tax_code: code }));
        }}
      />
    </Field>
  );
}

function OptionalField({ line }: { readonly line: DraftLine }) {
  const session = useSession();
  return (
    <Checkbox
      className="items-center self-end pb-1"
      label="Optional"
      checked={line.optional}
      disabled={line.alternate_of !== null}
      onChange={({ target }) => session.edit("optional", setLine(line.id, { optional: target.checked }))}
    />
  );
}
