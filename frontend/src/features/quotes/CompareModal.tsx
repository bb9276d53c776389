import { useQuery } from "@tanstack/react-query";

import { ErrorState } from "@/ui/ErrorState";
import { Modal } from "@/ui/Modal";
import { SkeletonLines } from "@/ui/Skeleton";

import { Compared } from "./Compared";
import { comparisonQuery, type Quote } from "./queries";

/** What the quote would come to by today's rates, and what makes the difference. */
export function CompareModal({ quote, onClose }: { readonly quote: Quote; readonly onClose: () => void }) {
  const { data, error, refetch } = useQuery(comparisonQuery(quote.id, quote.version));
  return (
    <Modal open size="large" title={`${quote.number} by today’s rates`} description="The quote itself stays as it is." onClose={onClose}>
      {error ? <ErrorState error={error} title="The quote could not be compared" retry={() => void refetch()} /> : null}
      {data ? <Compared found={data} before="As quoted" after="Today" /> : error ? null : <SkeletonLines lines={6} label="Pricing the quote again" />}
    </Modal>
  );
}
