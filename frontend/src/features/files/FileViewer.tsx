import { Download } from "lucide-react";
import { useState, type CSSProperties } from "react";

import { Checkbox } from "@/ui/Checkbox";
import { Modal } from "@/ui/Modal";

import { Findings } from "./Findings";
import { contentUrl, pictureUrl, type KeptFile } from "./queries";

type Run = NonNullable<KeptFile["facts"]>["runs"][number];

/** The pages of a file as pictures, with its trim and its bleed drawn over them. */
export function FileViewer({ file, onClose }: { readonly file: KeptFile; readonly onClose: () => void }) {
  const [boxes, setBoxes] = useState(true);
  const pages = file.facts?.pages ?? file.previews;
  const drawn = file.facts?.runs.some((run) => run.trim !== null) ?? false;
  return (
    <Modal
      open
      size="large"
      title={file.name}
      {...(file.summary === "" ? {} : { description: file.summary })}
      onClose={onClose}
      footer={
        <a
          href={contentUrl(file)}
          download={file.name}
          className="inline-flex h-11 items-center justify-center gap-2 rounded-md border border-line bg-raised px-3 text-sm font-medium shadow-card hover:bg-sunken md:h-8"
        >
          <Download className="size-4" aria-hidden />
          Download
        </a>
      }
    >
      <div className="flex flex-col gap-4 text-sm">
        {file.findings.length > 0 && <Findings findings={file.findings} />}
        {drawn && <Checkbox label="Show trim and bleed" checked={boxes} onChange={({ target }) => setBoxes(target.checked)} />}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without a control inside, the keyboard scrolls by the list */}
        <ol tabIndex={0} aria-label={`Pages of ${file.name}`} className="flex flex-col gap-4 rounded-sm">
          {Array.from({ length: file.previews }, (_, index) => index + 1).map((page) => (
            <Page key={page} file={file} page={page} pages={pages} boxes={boxes} />
          ))}
        </ol>
        {pages > file.previews && <p className="text-soft">{`The first ${file.previews} of ${pages} pages are shown. Download the file to see the rest.`}</p>}
      </div>
    </Modal>
  );
}

interface PageProps {
  readonly file: KeptFile;
  readonly page: number;
  readonly pages: number;
  readonly boxes: boolean;
}

function Page({ file, page, pages, boxes }: PageProps) {
  const run = file.facts?.runs.find((one) => one.first <= page && page <= one.last);
  const [width = 1, height = 1] = run ? [run.width, run.height] : (file.facts?.pixels ?? []);
  return (
    <li className="mx-auto w-full" style={{ maxWidth: `min(100%, calc(70dvh * ${width / height}))` }}>
      <div className="relative overflow-hidden border border-line bg-white shadow-card" style={{ aspectRatio: `${width} / ${height}` }}>
        <img src={pictureUrl(file, page)} alt={`${file.name}, page ${page} of ${pages}`} loading="lazy" className="size-full object-contain" />
        {boxes && run && (
          <>
            {run.bleed && <span aria-hidden className="absolute border border-dashed border-bleed outline-1 outline-white/70" style={placed(run.bleed, run)} />}
            {run.trim && <span aria-hidden className="absolute border border-trim outline-1 outline-white/70" style={placed(run.trim, run)} />}
          </>
        )}
      </div>
      {pages > 1 && <p className="mt-1 text-center text-xs text-faint tabular-nums">{`Page ${page}`}</p>}
    </li>
  );
}

/** A box of lengths as shares of its page. */
function placed([left = 0, top = 0, right = 0, bottom = 0]: readonly number[], { width, height }: Run): CSSProperties {
  return {
    left: `${(100 * left) / width}%`,
    top: `${(100 * top) / height}%`,
    width: `${(100 * (right - left)) / width}%`,
    height: `${(100 * (bottom - top)) / height}%`,
  };
}
