import { useMemo, useState } from "react";
import { RotateCcw } from "lucide-react";
import { Button } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { SpecFormContext, type PrintableStock, type SpecForm } from "@/ui/spec/context";
import { defaultSpec, type Filled } from "@/ui/spec/spec";
import { SpecFields } from "@/ui/spec/SpecFields";
import { makeTypist } from "@/ui/spec/typist";
import type { Product } from "./queries";

interface FormPreviewProps {
  product: Product;
  stocks: readonly PrintableStock[];
  operationName: (code: string) => string;
}

/** The product's form as a line of a quote draws it; what is typed into it is only played with. */
export function FormPreview({ product, stocks, operationName }: FormPreviewProps) {
  const [typist] = useState(makeTypist);
  const [played, setPlayed] = useState<Filled>({});
  const form = useMemo<SpecForm>(() => ({ stocks, operationName, typist, edit: (_label, values) => setPlayed((before) => ({ ...before, ...values })) }), [stocks, operationName, typist]);
  const spec = useMemo(() => ({ ...defaultSpec(product), ...played }), [product, played]);
  return (
    <Card aria-label="Preview">
      <CardHeader
        title={product.title || product.name}
        meta="as the builder draws it"
        actions={
          Object.keys(played).length > 0 && (
            <Button kind="quiet" icon={<RotateCcw aria-hidden />} onClick={() => setPlayed({})}>
              Start again
            </Button>
          )
        }
      />
      <div className="grid grid-cols-2 gap-3 p-4 md:grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))]">
        <SpecFormContext value={form}>
          <SpecFields product={product} spec={spec} />
        </SpecFormContext>
      </div>
      {product.quantities.length > 0 && <p className="border-t border-line px-4 py-2 text-xs text-soft tabular-nums">A new line asks for {product.quantities.map((count) => count.toLocaleString("en-US")).join(", ")}.</p>}
    </Card>
  );
}
