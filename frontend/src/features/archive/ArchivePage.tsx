import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Archive as ArchiveIcon, Download, PackageOpen } from "lucide-react";
import { useState } from "react";

import { ApiError } from "@/api/errors";
import { formatCount } from "@/lib/count";
import { formatMoment } from "@/lib/dates";
import { Badge, type Tone } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Notice } from "@/ui/Notice";
import { PageHeader } from "@/ui/PageHeader";
import { SkeletonLines } from "@/ui/Skeleton";

import { archivesQuery, archiveUrl, askForArchive, isBeingMade, type Archive } from "./queries";

const STATES: Record<Archive["state"], { readonly label: string; readonly tone: Tone }> = {
  waiting: { label: "Waiting", tone: "neutral" },
  making: { label: "Being made", tone: "accent" },
  ready: { label: "Ready", tone: "good" },
  failed: { label: "Stopped", tone: "bad" },
  gone: { label: "No longer kept", tone: "neutral" },
};

const KILO = 1024;

function sayBytes(bytes: number): string {
  if (bytes < KILO * KILO) return `${formatCount(Math.ceil(bytes / KILO))} KB`;
  return `${formatCount(Math.ceil(bytes / KILO / KILO))} MB`;
}

/** Everything that the shop wrote and keeps, as one file to take along. */
function ArchivePage() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(archivesQuery());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const ask = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await askForArchive();
      await client.invalidateQueries({ queryKey: archivesQuery().queryKey });
    } catch (failed) {
      if (!(failed instanceof ApiError)) throw failed;
      setProblem(failed.message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="mx-auto max-w-4xl">
      <title>Archive · PatriotForge</title>
      <PageHeader
        title="Archive of everything"
        back={{ to: "/settings", label: "Settings" }}
        actions={
          <Button kind="primary" icon={<ArchiveIcon aria-hidden />} busy={busy} disabled={data?.some(isBeingMade)} onClick={() => void ask()}>
            Make an archive
          </Button>
        }
      />
      <div className="flex flex-col gap-4">
        {problem !== null && <Notice tone="bad">{problem}</Notice>}
        <p className="max-w-2xl text-sm text-pretty text-soft">
          One ZIP with a CSV file for each kind of record, every document that was sent, every file that was attached, and a list of their SHA-256 sums. It holds costs and customers’
          data: keep it as you keep the books. Passwords and links that let people in are never part of it.
        </p>
        <Card aria-labelledby="archives">
          <CardHeader id="archives" title="Archives" meta="each is kept for seven days" />
          {error && !data ? (
            <ErrorState error={error} title="The archives could not be loaded" retry={() => void refetch()} />
          ) : data === undefined ? (
            <SkeletonLines lines={3} label="Loading the archives" />
          ) : data.length === 0 ? (
            <EmptyState compact title="No archive has been made yet" icon={<PackageOpen aria-hidden />} hint="It is made in the background; you can go on working." />
          ) : (
            <ul className="divide-y divide-line">
              {data.map((archive) => (
                <Row key={archive.id} archive={archive} />
              ))}
            </ul>
          )}
        </Card>
      </div>
    </div>
  );
}

export const Component = ArchivePage;

function Row({ archive }: { readonly archive: Archive }) {
  const { label, tone } = STATES[archive.state];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-sm">
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-2">
          {formatMoment(archive.created_at)} <Badge tone={tone}>{label}</Badge>
        </span>
        {archive.state === "ready" && archive.size_bytes !== null && archive.expires_at !== null && (
          <span className="block text-xs text-faint">{sayBytes(archive.size_bytes)}, kept until {formatMoment(archive.expires_at)}</span>
        )}
        {archive.sha256 !== null && archive.state === "ready" && <span className="block font-mono text-xs wrap-anywhere text-faint">SHA-256 {archive.sha256}</span>}
        {archive.problem !== null && <span className="block text-xs text-pretty text-bad">{archive.problem}</span>}
      </span>
      {isBeingMade(archive) && (
        <span className="flex items-center gap-2 text-xs text-faint tabular-nums">
          <progress aria-label="How much of the archive is made" value={archive.done} max={Math.max(archive.total, 1)} className="h-2 w-32 overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent" />
          {formatCount(archive.done)} of {formatCount(archive.total)}
        </span>
      )}
      {archive.state === "ready" && (
        <a href={archiveUrl(archive.id)} className="inline-flex min-h-8 items-center gap-1 font-medium text-accent-ink underline underline-offset-2">
          <Download className="size-4" aria-hidden /> Download
        </a>
      )}
    </li>
  );
}
