import { useState } from "react";

import { cn } from "@/lib/cn";
import { Card, CardHeader } from "@/ui/Card";
import { Select } from "@/ui/Select";

import { lineOptions, type FileLine } from "./lines";
import { FileList } from "./FileList";
import { Picker, useDrop } from "./Picker";
import type { Home } from "./queries";
import { SentRows } from "./SentRows";
import { useUploads } from "./useUploads";

interface FilesCardProps {
  readonly home: Home;
  readonly writes: boolean;
  /** The quote's lines in their order. */
  readonly lines?: readonly FileLine[];
}

const NO_LINES: readonly FileLine[] = [];

/** The files of a quote or a customer: dropped or picked, several at once, each with what was found in it. */
export function FilesCard({ home, writes, lines = NO_LINES }: FilesCardProps) {
  const { uploads, sent } = useUploads(home);
  const only = lines.length === 1 ? lines[0] : undefined;
  const [chosen, setChosen] = useState<string | null>(null);
  // What comes for a quote of one line is that line's artwork, unless a person says otherwise.
  const lineId = chosen ?? only?.id ?? "";
  const add = (files: File[]) => uploads.add(files, lineId === "" ? null : lineId);
  const drop = useDrop(writes ? add : null);
  return (
    <Card aria-labelledby="files-title" {...drop.on} className={cn("min-h-48", drop.over && "outline-2 outline-offset-2 outline-accent")}>
      <CardHeader
        id="files-title"
        title="Files"
        actions={
          writes && (
            <>
              {lines.length > 0 && (
                <Select aria-label="New files belong to" className="max-w-44" value={lineId} options={lineOptions(lines)} onChange={({ target }) => setChosen(target.value)} />
              )}
              <Picker onPick={add} />
            </>
          )
        }
      />
      <SentRows uploads={uploads} sent={sent} />
      <FileList home={home} writes={writes} lines={lines} hint={writes ? "Drop artwork, a purchase order or a mail here, or add files." : "Nobody has added a file."} />
    </Card>
  );
}
