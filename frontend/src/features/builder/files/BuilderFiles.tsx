import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { FilesCard } from "@/features/files/FilesCard";
import { LineFiles } from "@/features/files/LineFiles";
import { filesQuery, type Home } from "@/features/files/queries";

import { useBuilder } from "../context";

/** The lines that artwork can be kept with: those that are made of something, and saved. */
function useHome(): { home: Home; lines: { id: string; title: string }[] } {
  const id = useBuilder((state) => state.quote.id);
  const saved = useBuilder((state) => state.saved);
  const lines = saved.order.flatMap((lineId) => {
    const line = saved.lines[lineId];
    return line && (line.kind === "product" || line.kind === "outside") ? [{ id: lineId, title: line.title }] : [];
  });
  return { home: { kind: "quotes", id }, lines };
}

export function BuilderFiles() {
  const client = useQueryClient();
  const { home, lines } = useHome();
  const saved = useBuilder((state) => state.saved.lines);
  const key = filesQuery({ kind: "quotes", id: home.id }).queryKey;
  useEffect(() => {
    // A line that changed may fit its artwork now, or no more.
    const known = client.getQueryData(key)?.items.some((one) => one.line !== null);
    if (known) void client.invalidateQueries({ queryKey: key });
    // oxlint-disable-next-line react/exhaustive-deps -- the key is the quote's id in an array that is made anew
  }, [client, saved, home.id]);
  return <FilesCard home={home} writes lines={lines} />;
}

export function BuilderLineFiles({ lineId, onClose }: { readonly lineId: string; readonly onClose: () => void }) {
  const { home, lines } = useHome();
  const line = lines.find((one) => one.id === lineId);
  return line && <LineFiles home={home} line={line} lines={lines} writes onClose={onClose} />;
}
