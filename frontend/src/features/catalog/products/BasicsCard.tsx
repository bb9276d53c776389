import { Plus, Trash2 } from "lucide-react";
import { cn } from "@/lib/cn";
import { Button, IconButton } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { CONTROL, Field, Input } from "@/ui/Field";
import { Select } from "@/ui/Select";
import { parseSize, showSize } from "@/ui/spec/sizes";
import { problemAt, readCounts, readWords, workWord, type FieldProblem } from "./model";
import type { Product } from "./queries";
import { WordsInput } from "./WordsInput";

interface BasicsCardProps {
  product: Product;
  problems: readonly FieldProblem[];
  editable: boolean;
  onChange: (change: Partial<Product>) => void;
}

/** What a product is called and typed as, and the sizes and quantities that it starts with. */
export function BasicsCard({ product, problems, editable, onChange }: BasicsCardProps) {
  return (
    <Card>
      <CardHeader title="Product" meta={workWord(product.kind).toLowerCase()} />
      <fieldset disabled={!editable} className="grid gap-3 p-4 md:grid-cols-2">
        <legend className="sr-only">Product</legend>
        <Field label="Name" error={problemAt(problems, "name")} required>
          <Input value={product.name} onChange={({ target }) => onChange({ name: target.value })} />
        </Field>
        <Field label="Title of a new line" error={problemAt(problems, "title")} hint="The customer reads it.">
          <Input value={product.title} onChange={({ target }) => onChange({ title: target.value })} />
        </Field>
        <Field label="Group" error={problemAt(problems, "group")} hint="Under which it stands when it is looked for.">
          <Input value={product.group} onChange={({ target }) => onChange({ group: target.value })} />
        </Field>
        <Field label="Typed as" error={problemAt(problems, "aliases")} hint="Words that quick entry understands, with commas.">
          <WordsInput items={product.aliases} read={readWords} onChange={(aliases) => onChange({ aliases })} />
        </Field>
        <Field label="Quantities of a new line" error={problemAt(problems, "quantities")} hint="With commas, at most eight.">
          <WordsInput items={product.quantities} read={readCounts} onChange={(quantities) => onChange({ quantities })} />
        </Field>
        <Sizes product={product} problems={problems} onChange={(sizes) => onChange({ sizes })} />
      </fieldset>
    </Card>
  );
}

type Size = Product["sizes"][number];

interface SizesProps {
  product: Product;
  problems: readonly FieldProblem[];
  onChange: (sizes: Size[]) => void;
}

/** "8 1/2" is read as 8.5 when the field is left; what cannot be read stays for the server to refuse. */
function tidy(text: string): string {
  const parsed = parseSize(text);
  return parsed.ok ? parsed.value : text;
}

function Sizes({ product, problems, onChange }: SizesProps) {
  const { sizes } = product;
  const put = (place: number, change: Partial<Size>) => onChange(sizes.map((size, at) => (at === place ? { ...size, ...change } : size)));
  return (
    <fieldset className="min-w-0 md:col-span-2">
      <legend className="mb-1 text-xs font-medium text-soft">Usual sizes, the first one a new line's own</legend>
      <ul className="flex flex-col gap-1">
        {sizes.map((size, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- a size is its place in the list
          <li key={place}>
            <div className="flex flex-wrap items-center gap-1">
              <input aria-label={`Words of size ${place + 1}`} className={cn(CONTROL, "min-w-24 flex-1")} value={size.label} onChange={({ target }) => put(place, { label: target.value })} />
              {(["width", "height"] as const).map((side) => (
                <input
                  key={side}
                  aria-label={`${side === "width" ? "Width" : "Height"} of size ${place + 1}`}
                  aria-invalid={problemAt(problems, "sizes", place) ? true : undefined}
                  className={cn(CONTROL, "w-20 text-right tabular-nums")}
                  value={showSize(size[side])}
                  onChange={({ target }) => put(place, { [side]: target.value })}
                  onBlur={() => put(place, { [side]: tidy(size[side]) })}
                />
              ))}
              <Select aria-label={`Unit of size ${place + 1}`} className="w-20 shrink-0" value={size.unit} onChange={({ target }) => put(place, { unit: target.value === "mm" ? "mm" : "in" })} options={[{ value: "in", label: "in" }, { value: "mm", label: "mm" }]} />
              <IconButton label={`Remove size ${place + 1}`} icon={<Trash2 aria-hidden />} onClick={() => onChange(sizes.filter((_, at) => at !== place))} />
            </div>
            {problemAt(problems, "sizes", place) && <p className="mt-0.5 text-xs text-bad">{problemAt(problems, "sizes", place)}</p>}
          </li>
        ))}
      </ul>
      <Button kind="quiet" icon={<Plus aria-hidden />} onClick={() => onChange([...sizes, { label: "", width: "", height: "", unit: sizes[0]?.unit ?? "in" }])}>
        Add a size
      </Button>
    </fieldset>
  );
}
