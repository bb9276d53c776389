import { PackageCheck } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import { Button } from "@/ui/Button";

type Quote = React.ComponentProps<typeof ConvertModal>["quote"];

const ConvertModal = lazy(() => import("./ConvertModal").then((module) => ({ default: module.ConvertModal })));

/** The next step of an approved quote. */
export function ConvertButton({ quote }: { readonly quote: Quote }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="primary" icon={<PackageCheck aria-hidden />} onClick={() => setOpen(true)}>Convert to order</Button>
      {open && <Suspense fallback={null}><ConvertModal quote={quote} onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}
