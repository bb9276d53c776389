import { DollarSign, StickyNote, Truck } from "lucide-react";
import { useRef, useState } from "react";

import { useHotkeys } from "@/lib/hotkeys";
import { Button } from "@/ui/Button";
import { Combobox } from "@/ui/Combobox";
import { Field } from "@/ui/Field";
import { Kbd } from "@/ui/Kbd";

import { addOther, addProduct } from "../actions";
import { useCatalog } from "../catalog";
import { useSession } from "../context";
import { openAndFocus } from "../focus";
import type { LineKind, ProductDefinition } from "../model/wire";
import { useBuilderUi } from "../ui";

/** The way in: type a product's name or alias and Enter; `/` comes here from anywhere. */
export function AddLine() {
  const session = useSession();
  const { products } = useCatalog();
  const { open } = useBuilderUi();
  const box = useRef<HTMLDivElement>(null);
  const [added, setAdded] = useState(0);
  const [text, setText] = useState("");
  useHotkeys([{ keys: "/", label: "Add a line", group: "Quote", run: () => box.current?.querySelector("input")?.focus() }]);

  const show = (id: string) => {
    setAdded((count) => count + 1);
    setText("");
    openAndFocus(open, id);
  };
  const other = (kind: Exclude<LineKind, "product">) => show(addOther(session, kind));

  return (
    <div ref={box} className="flex flex-wrap items-center gap-2 rounded-b-lg bg-sunken px-3 py-2.5 md:pl-4">
      <Field label="Add a product" hideLabel className="min-w-52 flex-1">
        <Combobox
          key={added}
          items={findProducts(products, text)}
          onQuery={setText}
          value={null}
          itemKey={(product) => product.code}
          itemLabel={(product) => product.name}
          itemHint={(product) => [product.group, ...product.aliases.slice(0, 3)].join(" · ")}
          placeholder="Add product…"
          emptyText="No product of that name. A charge takes any title."
          onChange={(product) => {
            if (product) show(addProduct(session, product));
          }}
        />
      </Field>
      <span className="hidden xl:block"><Kbd keys="/" /></span>
      <div className="flex flex-wrap gap-1.5 max-md:w-full max-md:[&>*]:flex-1">
        <Button icon={<DollarSign aria-hidden="true" />} onClick={() => other("charge")}>Charge</Button>
        <Button icon={<Truck aria-hidden="true" />} onClick={() => other("outside")}>Outside</Button>
        <Button icon={<StickyNote aria-hidden="true" />} onClick={() => other("note")}>Note</Button>
      </div>
    </div>
  );
}

/** Products whose name, group or alias begins a word with what was typed; an exact alias comes first. */
function findProducts(products: readonly ProductDefinition[], text: string): ProductDefinition[] {
  const words = text.trim().toLowerCase();
  if (words === "") return [...products];
  const fits = (name: string) => name.toLowerCase().split(/[\s,]+/).some((word) => word.startsWith(words)) || name.toLowerCase().startsWith(words);
  const exact = (product: ProductDefinition) => product.aliases.includes(words);
  return products
    .filter((product) => [product.name, product.group, ...product.aliases].some(fits))
    .toSorted((a, b) => (exact(a) ? 0 : 1) - (exact(b) ? 0 : 1));
}
