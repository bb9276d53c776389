import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Archive, CircleDollarSign, Download, FileUp, Layers, Plus, RotateCcw } from "lucide-react";
import { useState } from "react";
import { useParams } from "react-router";
import { ApiError } from "@/api/errors";
import { cn } from "@/lib/cn";
import { useUrlState } from "@/lib/urlState";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Checkbox } from "@/ui/Checkbox";
import { EmptyState } from "@/ui/EmptyState";
import { NotFound } from "@/ui/NotFound";
import { QueryProblem } from "@/ui/QueryProblem";
import { SearchInput } from "@/ui/SearchInput";
import { SkeletonLines } from "@/ui/Skeleton";
import { Tabs } from "@/ui/Tabs";
import { toast } from "@/ui/toast";
import { AddEntryDialog } from "./book/AddEntryDialog";
import { EntryEditor } from "./book/EntryEditor";
import { ImportDialog } from "./book/ImportDialog";
import { PricesDialog } from "./book/PricesDialog";
import { archiveEntry, refresh, sheetQuery, type Sheet, type SheetEntry, type SheetKind } from "./book/queries";
import { RateGrid } from "./book/RateGrid";
import { SaveBar } from "./book/SaveBar";
import { useEdits } from "./book/useEdits";
import { useSave } from "./book/useSave";
import { isKind, KINDS, MANY } from "./book/words";
import { OperationTester } from "./OperationTester";
import { RateBookHeader } from "./RateBookHeader";

function RatesEditPage() {
  const { kind } = useParams();
  return isKind(kind) ? <RateSheet key={kind} kind={kind} /> : <NotFound thing="rate sheet" back={{ to: "/rate-book", label: "Rate book" }} />;
}

function RateSheet({ kind }: { kind: SheetKind }) {
  const url = useUrlState({ q: "", archived: "", open: "" });
  const { data: sheet, error, refetch } = useQuery(sheetQuery(kind, url.values.archived === "1"));
  return (
    <>
      <title>{`Edit ${MANY[kind].toLowerCase()} · Rate book · PatriotForge`}</title>
      <RateBookHeader />
      {error && !sheet ? (
        <QueryProblem error={error} title="The rate book could not be loaded" retry={() => void refetch()} permission="rates:stage" />
      ) : (
        <Card>
          <Tabs label="Sheets of the rate book" current={kind} tabs={KINDS.map((one) => ({ id: one, label: MANY[one], href: `/rate-book/edit/${one}` }))} />
          {sheet ? <LoadedSheet sheet={sheet} url={url} /> : <SkeletonLines lines={14} label="Loading the sheet" />}
        </Card>
      )}
    </>
  );
}

interface LoadedSheetProps {
  sheet: Sheet;
  url: ReturnType<typeof useUrlState<{ q: string; archived: string; open: string }>>;
}

function LoadedSheet({ sheet, url }: LoadedSheetProps) {
  const client = useQueryClient();
  const edits = useEdits(sheet);
  const save = useSave(sheet, edits);
  const [day, setDay] = useState("");
  const [row, setRow] = useState("");
  const [dialog, setDialog] = useState<"add" | "import" | "prices" | null>(() => (new URLSearchParams(globalThis.location.search).has("import") ? "import" : null));
  const kind = sheet.kind === "terms" ? null : sheet.kind;
  const words = url.values.q.toLowerCase().split(/\s+/).filter(Boolean);
  const entries = sheet.entries.filter((entry) => words.every((word) => Object.values(entry.cells).some((text) => text.toLowerCase().includes(word))));
  const current = entries.find((entry) => entry.code === row);
  const chosen = entries.find((entry) => entry.code === url.values.open) ?? entries[0];

  const typedInto = (code: string) => Object.fromEntries(edits.cells.filter((cell) => cell.code === code).map(({ field, value }) => [field, value]));
  const archive = async (entry: SheetEntry) => {
    if (!kind || entry.id === null) return;
    try {
      await archiveEntry(kind, sheet.version, entry.id, entry.archived);
      await refresh(client);
      toast(`${entry.name} is ${entry.archived ? "back" : "archived"} once it is published.`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(error.message, { tone: "bad" });
    }
  };

  return (
    <>
      {kind && (
        <div className="flex flex-wrap items-center gap-2 border-b border-line p-2.5">
          <SearchInput label="Any cell" value={url.values.q} onSearch={(q) => url.set({ q }, { replace: true })} />
          <Checkbox label="Archived too" checked={url.values.archived === "1"} onChange={(event) => url.set({ archived: event.target.checked ? "1" : "" })} />
          <span className="ml-auto flex flex-wrap gap-2">
            <a href={`/api/catalog/staged/${kind}/export?format=xlsx`} className="inline-flex h-11 items-center gap-2 rounded-md border border-line bg-raised px-3 text-sm font-medium shadow-card hover:bg-sunken md:h-8">
              <Download className="size-4" aria-hidden /> Export
            </a>
            <Button icon={<FileUp aria-hidden />} onClick={() => setDialog("import")}>
              Import
            </Button>
            <Button kind="primary" icon={<Plus aria-hidden />} onClick={() => setDialog("add")}>
              Add
            </Button>
          </span>
        </div>
      )}
      {chosen === undefined ? (
        <EmptyState title="Nothing matches" icon={<Layers aria-hidden />} hint="Try a part of the name, a code or a supplier.">
          <Button onClick={() => url.set({ q: "" })}>Clear the search</Button>
        </EmptyState>
      ) : sheet.kind === "stocks" ? (
        <>
          <p className="flex flex-wrap items-center gap-x-3 border-b border-line px-4 py-1.5 text-xs text-soft">
            <span className="min-w-0 flex-1">Arrows move, typing or Enter edits, Shift with arrows selects, Ctrl D fills down, Ctrl V pastes a block from a spreadsheet, Ctrl Z undoes.</span>
            {current && !current.archived && (
              <Button kind="quiet" icon={<CircleDollarSign aria-hidden />} onClick={() => setDialog("prices")}>
                Prices of {current.code}
              </Button>
            )}
            {current && (
              <Button kind="quiet" icon={current.archived ? <RotateCcw aria-hidden /> : <Archive aria-hidden />} onClick={() => void archive(current)}>
                {current.archived ? "Restore" : "Archive"} {current.code}
              </Button>
            )}
          </p>
          <RateGrid label={MANY[sheet.kind]} entries={entries} columns={sheet.columns} edits={edits} onRow={setRow} />
        </>
      ) : (
        <div className="md:flex">
          {kind && (
            <nav aria-label={MANY[sheet.kind]} className="max-h-[70dvh] overflow-y-auto border-b border-line md:w-64 md:shrink-0 md:border-r md:border-b-0">
              <ul className="p-1.5">
                {entries.map((entry) => (
                  <li key={entry.code}>
                    <button
                      type="button"
                      aria-current={entry === chosen ? "true" : undefined}
                      className={cn("flex min-h-9 w-full items-center justify-between gap-2 rounded-md px-2.5 text-left text-sm hover:bg-sunken", entry === chosen && "bg-accent-soft font-medium text-accent-ink")}
                      onClick={() => url.set({ open: entry.code })}
                    >
                      <span className="truncate">{entry.name}</span>
                      {entry.changed.length > 0 && <span className="text-xs text-violet">staged</span>}
                    </button>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          <div className="min-w-0 flex-1">
            <EntryEditor
              key={chosen.code}
              entry={chosen}
              columns={sheet.columns}
              edits={edits}
              onArchive={kind ? (entry) => void archive(entry) : undefined}
              tester={
                kind === "operations" &&
                !chosen.archived && (
                  <div className="border-b border-line p-4">
                    <OperationTester key={chosen.code} code={chosen.code} kind={edits.text(chosen.code, "kind")} cells={typedInto(chosen.code)} />
                  </div>
                )
              }
            />
          </div>
        </div>
      )}
      <SaveBar
        edits={edits}
        busy={save.busy}
        problem={save.problem}
        day={edits.cells.some((cell) => cell.field === "price" || cell.field === "basis") ? { value: day, set: setDay } : undefined}
        onSave={() => void save.save(day === "" ? null : day)}
        onReload={() => void save.reload()}
      />
      {dialog === "add" && kind && <AddEntryDialog sheet={sheet} kind={kind} onClose={() => setDialog(null)} />}
      {dialog === "prices" && current && <PricesDialog entry={current} version={sheet.version} onClose={() => setDialog(null)} />}
      {dialog === "import" && kind && <ImportDialog sheet={sheet} kind={kind} onClose={() => setDialog(null)} />}
    </>
  );
}

export const Component = RatesEditPage;
