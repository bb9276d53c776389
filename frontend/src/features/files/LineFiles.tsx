import { cn } from "@/lib/cn";
import { Modal } from "@/ui/Modal";

import type { FileLine } from "./lines";
import { FileList } from "./FileList";
import { Picker, useDrop } from "./Picker";
import type { Home } from "./queries";
import { SentRows } from "./SentRows";
import { useUploads } from "./useUploads";

interface LineFilesProps {
  readonly home: Home;
  readonly line: FileLine;
  readonly lines: readonly FileLine[];
  readonly writes: boolean;
  readonly onClose: () => void;
}

/** The artwork of one line. */
export function LineFiles({ home, line, lines, writes, onClose }: LineFilesProps) {
  const { uploads, sent } = useUploads(home);
  const add = (files: File[]) => uploads.add(files, line.id);
  const drop = useDrop(writes ? add : null);
  return (
    <Modal open size="side" title="Artwork" description={line.title} onClose={onClose}>
      <div {...drop.on} className={cn("-mx-5 -my-4 min-h-full pb-4", drop.over && "bg-accent-soft")}>
        {writes && <div className="flex justify-end border-b border-line px-4 py-2"><Picker label="Add artwork" onPick={add} /></div>}
        <SentRows uploads={uploads} sent={sent} />
        <FileList home={home} writes={writes} lines={lines} lineId={line.id} hint="Drop the artwork here: its size, bleed and pages are held beside the line." />
      </div>
    </Modal>
  );
}
