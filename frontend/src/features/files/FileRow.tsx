import { Download, Ellipsis, Eye, FileText, Lock, LoaderCircle, Pencil, RotateCw, Trash2 } from "lucide-react";
import { useState } from "react";

import { formatAgo, formatMoment } from "@/lib/dates";
import { Badge } from "@/ui/Badge";
import { IconButton } from "@/ui/Button";
import { Menu, type MenuItem } from "@/ui/Menu";

import { Findings } from "./Findings";
import { contentUrl, pictureUrl, type KeptFile } from "./queries";
import { formatBytes } from "./sizes";

interface FileRowProps {
  readonly file: KeptFile;
  readonly writes: boolean;
  /** Where the list is of one line, it need not be said. */
  readonly showLine: boolean;
  readonly onShow: () => void;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
  readonly onLookAgain: () => void;
}

export function FileRow({ file, writes, showLine, onShow, onEdit, onDelete, onLookAgain }: FileRowProps) {
  const may = writes && !file.evidence;
  const items: MenuItem[] = [
    ...(file.previews > 0 ? [{ id: "show", label: "Look at it", icon: <Eye aria-hidden />, onSelect: onShow }] : []),
    { id: "download", label: "Download", icon: <Download aria-hidden />, onSelect: () => globalThis.location.assign(contentUrl(file)) },
    ...(may ? [{ id: "edit", label: "Rename or move", icon: <Pencil aria-hidden />, onSelect: onEdit }] : []),
    ...(writes && file.inspection === "failed" ? [{ id: "again", label: "Look into it again", icon: <RotateCw aria-hidden />, onSelect: onLookAgain }] : []),
    ...(may ? [{ id: "delete", label: "Delete", danger: true, icon: <Trash2 aria-hidden />, onSelect: onDelete }] : []),
  ];
  return (
    <li className="flex min-h-16 items-start gap-3 px-4 py-3 text-sm">
      <Thumbnail file={file} onShow={onShow} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <a href={contentUrl(file)} download={file.name} className="font-medium wrap-anywhere hover:underline">{file.name}</a>
          {file.evidence && <Badge tone="good" icon={<Lock aria-hidden />}>Evidence</Badge>}
          {showLine && file.line && <Badge>{`Line ${file.line.position}: ${file.line.title}`}</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-xs text-faint">
          <span className="tabular-nums">{formatBytes(file.size_bytes)}</span>
          {file.summary !== "" && <span>{file.summary}</span>}
          <span title={formatMoment(file.uploaded_at)}>{`${file.uploaded_by.name}, ${formatAgo(file.uploaded_at)}`}</span>
        </p>
        {file.problem !== "" && <p className="mt-1 text-pretty text-warn">{file.problem}</p>}
        {file.findings.length > 0 && <Findings findings={file.findings} />}
      </div>
      <Menu trigger={<IconButton label={`Actions for ${file.name}`} icon={<Ellipsis aria-hidden />} />} items={items} />
    </li>
  );
}

const BOX = "grid size-14 shrink-0 place-items-center overflow-hidden rounded-sm border border-line bg-sunken text-faint";

function Thumbnail({ file, onShow }: { readonly file: KeptFile; readonly onShow: () => void }) {
  const [broken, setBroken] = useState(false);
  if (file.inspection === "pending") {
    return (
      <span role="status" className={BOX}>
        <LoaderCircle className="size-5 animate-spin" aria-hidden />
        <span className="sr-only">Looking into {file.name}</span>
      </span>
    );
  }
  if (file.previews === 0 || broken) return <span className={BOX}><FileText className="size-6 stroke-[1.5]" aria-hidden /></span>;
  return (
    <button type="button" onClick={onShow} aria-label={`Look at ${file.name}`} className={`${BOX} bg-white hover:border-line-strong`}>
      <img src={pictureUrl(file, 0)} alt="" loading="lazy" className="max-h-full max-w-full object-contain" onError={() => setBroken(true)} />
    </button>
  );
}
