import { useQuery, useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import { ApiError } from "@/api/errors";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { SkeletonLines } from "@/ui/Skeleton";
import { toast } from "@/ui/toast";

import { FileRow } from "./FileRow";
import type { FileLine } from "./lines";
import { deleteFile, filesQuery, keepFile, lookAgain, restoreFile, type Home, type KeptFile } from "./queries";

const EditFile = lazy(() => import("./EditFile").then((module) => ({ default: module.EditFile })));
const FileViewer = lazy(() => import("./FileViewer").then((module) => ({ default: module.FileViewer })));

interface FileListProps {
  readonly home: Home;
  readonly writes: boolean;
  readonly lines: readonly FileLine[];
  /** Only the files of this line. */
  readonly lineId?: string;
  readonly hint: string;
}

type Opened = { readonly kind: "show" | "edit"; readonly id: string } | null;

export function FileList({ home, writes, lines, lineId, hint }: FileListProps) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(filesQuery(home));
  const [opened, setOpened] = useState<Opened>(null);

  const act = async (work: (file: KeptFile) => Promise<KeptFile>, file: KeptFile, done?: (file: KeptFile) => void, gone = false) => {
    try {
      const changed = await work(file);
      await keepFile(client, home, changed, gone);
      done?.(changed);
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      toast(problem.message, { tone: "bad" });
      await client.invalidateQueries({ queryKey: filesQuery(home).queryKey });
    }
  };
  const remove = (file: KeptFile) =>
    act(deleteFile, file, (gone) => toast(`${gone.name} is deleted.`, { undo: () => void act(restoreFile, gone) }), true);

  if (error && !data) return <ErrorState error={error} title="The files could not be loaded" retry={() => void refetch()} />;
  if (!data) return <SkeletonLines lines={2} label="Loading the files" />;
  const files = data.items.filter((one) => lineId === undefined || one.line?.id === lineId);
  const current = files.find((one) => one.id === opened?.id);
  return (
    <>
      {files.length === 0 && <EmptyState compact title="No files yet" hint={hint} icon={<FileUp aria-hidden />} />}
      <ul className="divide-y divide-line">
        {files.map((file) => (
          <FileRow
            key={file.id}
            file={file}
            writes={writes}
            showLine={lineId === undefined}
            onShow={() => setOpened({ kind: "show", id: file.id })}
            onEdit={() => setOpened({ kind: "edit", id: file.id })}
            onDelete={() => void remove(file)}
            onLookAgain={() => void act(lookAgain, file)}
          />
        ))}
      </ul>
      <Suspense fallback={null}>
        {current && opened?.kind === "edit" && <EditFile file={current} lines={lines} onDone={(file) => keepFile(client, home, file)} onClose={() => setOpened(null)} />}
        {current && opened?.kind === "show" && <FileViewer file={current} onClose={() => setOpened(null)} />}
      </Suspense>
    </>
  );
}
