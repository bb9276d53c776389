import { ImageOff, ImageUp } from "lucide-react";
import { useRef, useState } from "react";

import { ApiError } from "@/api/errors";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";

import { checkLogo } from "./queries";

const LARGEST = 590_000;

interface LogoSettingProps {
  readonly svg: string | null;
  readonly error: string | undefined;
  readonly onChange: (svg: string | null) => void;
}

/** The logo: chosen from a file, looked at by the server, kept with the other settings. */
export function LogoSetting({ svg, error, onChange }: LogoSettingProps) {
  const file = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const take = async (chosen: File) => {
    if (chosen.size > LARGEST) {
      setRefused("This file is larger than 590 kB: a logo of a letterhead needs far less.");
      return;
    }
    setBusy(true);
    setRefused(undefined);
    try {
      onChange(await checkLogo(await inBase64(chosen)));
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      setRefused(problem.message);
    } finally {
      setBusy(false);
      if (file.current) file.current.value = "";
    }
  };
  const said = refused ?? error;
  return (
    <div id="logo_svg" role="group" aria-labelledby="logo-label" className="flex scroll-mt-24 flex-col gap-1">
      <span id="logo-label" className="text-xs font-medium text-soft">
        Logo
      </span>
      <div className="flex flex-wrap items-center gap-3">
        <span className="grid size-20 place-items-center rounded-md border border-line bg-white p-2">
          {svg === null ? <span className="text-xs text-[#5f6a7d]">None</span> : <img alt="Your logo" className="size-16 object-contain" src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`} />}
        </span>
        <input ref={file} type="file" accept=".svg,.png,image/svg+xml,image/png" aria-label="Logo file" className="sr-only" tabIndex={-1} onChange={({ target }) => { const chosen = target.files?.[0]; if (chosen) void take(chosen); }} />
        <Button icon={<ImageUp aria-hidden />} busy={busy} onClick={() => file.current?.click()}>
          Choose a file
        </Button>
        {svg !== null && (
          <Button kind="quiet" icon={<ImageOff aria-hidden />} onClick={() => onChange(null)}>
            Take it out
          </Button>
        )}
      </div>
      <p className="text-xs text-faint">An SVG drawing, or a PNG of at most 2,000 pixels a side. It stands at the top left of every quote.</p>
      {said !== undefined && <Notice tone="bad">{said}</Notice>}
    </div>
  );
}

function inBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve((reader.result as string).replace(/^[^,]*,/, "")));
    reader.addEventListener("error", () => reject(reader.error ?? new Error("The file could not be read.")));
    reader.readAsDataURL(file);
  });
}
