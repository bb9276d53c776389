import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useCallback, useState } from "react";

import { useRested } from "@/lib/useRested";
import { Card, CardHeader } from "@/ui/Card";
import { IconButton } from "@/ui/Button";
import { LoadingSpinner } from "@/ui/LoadingSpinner";
import { Notice } from "@/ui/Notice";

import { previewQuery, type Tried } from "./queries";

/** A sample quote with what is typed so far, drawn by the server a moment after the typing rests. */
export function PaperPreview(tried: Tried) {
  const rested = useRested(JSON.stringify(tried));
  const [page, setPage] = useState(1);
  const { data, error, isFetching } = useQuery(previewQuery(JSON.parse(rested) as Tried, page));
  const count = data?.count ?? 1;
  return (
    <Card aria-label="Preview of a quote" className="xl:sticky xl:top-[4.25rem]">
      <CardHeader
        title="Preview of a quote"
        meta={isFetching ? "Drawing…" : "With what is typed here, saved or not"}
        actions={
          count > 1 && (
            <>
              <IconButton label="Page before" icon={<ChevronLeft aria-hidden />} disabled={page === 1} onClick={() => setPage(page - 1)} />
              <span className="text-xs tabular-nums">
                {page} / {count}
              </span>
              <IconButton label="Next page" icon={<ChevronRight aria-hidden />} disabled={page >= count} onClick={() => setPage(page + 1)} />
            </>
          )
        }
      />
      <div className="p-3">
        {error && <Notice tone="info" className="mb-2">The picture follows as soon as what is typed can be saved: {error.message}</Notice>}
        {data ? <PageImage image={data.image} /> : !error && <div className="grid aspect-[8.5/11] place-items-center bg-sunken"><LoadingSpinner label="Drawing the preview" /></div>}
      </div>
    </Card>
  );
}

/** The picture's own address lives exactly as long as the element that shows it. */
function PageImage({ image }: { readonly image: Blob }) {
  const show = useCallback(
    (element: HTMLImageElement | null) => {
      if (!element) return undefined;
      const address = URL.createObjectURL(image);
      element.src = address;
      return () => URL.revokeObjectURL(address);
    },
    [image],
  );
  return <img ref={show} alt="A sample quote with these settings" className="block aspect-[8.5/11] w-full rounded-sm border border-line bg-white object-contain" />;
}
