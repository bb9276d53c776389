import { useQueries, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";

import { ErrorState } from "@/ui/ErrorState";
import { LoadingSpinner } from "@/ui/LoadingSpinner";

import { pageQuery } from "./queries";

interface PageImagesProps {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** An old revision by its number; null for the current one. */
  readonly revision?: number | null;
}

/** The pages of the paper as pictures, exactly as the PDF has them. */
export function PageImages({ id, version, name, revision = null }: PageImagesProps) {
  const first = useQuery(pageQuery(id, version, 1, revision));
  const count = first.data?.count ?? 1;
  const others = useQueries({ queries: Array.from({ length: count - 1 }, (_, index) => pageQuery(id, version, index + 2, revision)) });
  if (first.error) return <ErrorState error={first.error} title="The pages could not be drawn" retry={() => void first.refetch()} />;
  if (!first.data) return <div className="grid aspect-[8.5/11] place-items-center bg-sunken"><LoadingSpinner label="Drawing the pages" /></div>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without a control inside, the keyboard scrolls by the list
    <ol tabIndex={0} className="flex flex-col gap-4 rounded-sm" aria-label={`Pages of ${name}`}>
      {[first, ...others].map((page, index) => (
        <li key={index} className="overflow-hidden rounded-sm border border-line bg-white shadow-card">
          {page.data ? <PageImage image={page.data.image} alt={`${name}, page ${index + 1} of ${count}`} /> : <div className="aspect-[8.5/11] animate-pulse bg-sunken" />}
        </li>
      ))}
    </ol>
  );
}

/** The picture's own address lives exactly as long as the element that shows it. */
function PageImage({ image, alt }: { readonly image: Blob; readonly alt: string }) {
  const show = useCallback((element: HTMLImageElement | null) => {
    if (!element) return undefined;
    const url = URL.createObjectURL(image);
    element.src = url;
    return () => URL.revokeObjectURL(url);
  }, [image]);
  return <img ref={show} alt={alt} className="block aspect-[8.5/11] w-full object-contain" />;
}
