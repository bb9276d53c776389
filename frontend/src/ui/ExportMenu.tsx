import { Download } from "lucide-react";
import { useState } from "react";

import { ApiError } from "@/api/errors";
import { transport } from "@/api/transport";

import { Button } from "./Button";
import { Menu } from "./Menu";
import { toast } from "./toast";

/** Saves an answer as a file: what refuses is said here, and no page is left for it. */
async function save(address: string, name: string): Promise<void> {
  const response = await transport(new Request(new URL(address, globalThis.location.origin)));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

interface ExportMenuProps {
  /** What the API calls the list: `quotes`. */
  list: string;
  /** The filters of the screen; empty ones are left out. */
  filters: Readonly<Record<string, string>>;
}

/** The list as it is filtered, as a file for a spreadsheet. */
export function ExportMenu({ list, filters }: ExportMenuProps) {
  const [busy, setBusy] = useState(false);
  const begin = async (form: string) => {
    setBusy(true);
    try {
      const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ""));
      await save(`/api/exports/${list}.${form}?${query}`, `${list}.${form}`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(error.message, { tone: "bad" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Menu
      align="end"
      trigger={<Button busy={busy} icon={<Download aria-hidden />}>Export</Button>}
      items={[
        { id: "csv", label: "CSV", onSelect: () => void begin("csv") },
        { id: "xlsx", label: "Excel (XLSX)", onSelect: () => void begin("xlsx") },
      ]}
    />
  );
}
