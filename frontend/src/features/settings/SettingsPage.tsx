import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useEffect, useState } from "react";
import { Link, useLocation, useParams } from "react-router";

import { cn } from "@/lib/cn";
import { Card } from "@/ui/Card";
import { EmptyState } from "@/ui/EmptyState";
import { NotFound } from "@/ui/NotFound";
import { PageHeader } from "@/ui/PageHeader";
import { QueryProblem } from "@/ui/QueryProblem";
import { SearchInput } from "@/ui/SearchInput";
import { SkeletonLines } from "@/ui/Skeleton";

import { CalendarSection } from "./CalendarSection";
import { MailSection } from "./MailSection";
import { MoneySection } from "./MoneySection";
import { addressOf, placesFor, SECTIONS, type Place, type Section } from "./places";
import { RulesSection } from "./RulesSection";
import { settingsQuery, type Settings } from "./queries";
import { QuotesSection } from "./QuotesSection";
import { ShopSection } from "./ShopSection";
import { WordsSection } from "./WordsSection";

const BODIES: Readonly<Record<Section, React.ComponentType<{ readonly settings: Settings }>>> = {
  shop: ShopSection,
  quotes: QuotesSection,
  calendar: CalendarSection,
  money: MoneySection,
  mail: MailSection,
  approvals: RulesSection,
  words: WordsSection,
};

/** Everything that the shop sets for itself, a section at a time, each setting found by typing. */
function SettingsPage() {
  const { section = "shop" } = useParams();
  const { hash } = useLocation();
  const [text, setText] = useState("");
  const { data, error, refetch } = useQuery(settingsQuery());
  const info = SECTIONS.find(({ id }) => id === section);
  const ready = data !== undefined;

  useEffect(() => {
    const place = ready && hash !== "" ? document.getElementById(hash.slice(1)) : null;
    place?.scrollIntoView({ block: "start" });
    place?.querySelector<HTMLElement>("input, select, textarea, button")?.focus({ preventScroll: true });
  }, [hash, ready]);

  if (!info) return <NotFound thing="settings page" back={{ to: "/settings", label: "Settings" }} />;
  if (error && !data) return <QueryProblem error={error} title="The settings could not be loaded" retry={() => void refetch()} permission="settings:manage" />;
  const Body = BODIES[info.id];
  return (
    <>
      <title>{`${info.label} · Settings · PatriotForge`}</title>
      <PageHeader title="Settings" meta={info.hint} actions={<SearchInput label="Find a setting" value={text} onSearch={setText} />} />
      {text !== "" && <Found text={text} onChoose={() => setText("")} />}
      <div className="grid items-start gap-4 md:grid-cols-[12rem_minmax(0,1fr)]">
        <nav aria-label="Settings" className="overflow-x-auto md:sticky md:top-[4.25rem]">
          <ul className="flex min-w-max gap-1 md:min-w-0 md:flex-col">
            {SECTIONS.map(({ id, label }) => (
              <li key={id}>
                <Link
                  to={`/settings/${id}`}
                  aria-current={id === info.id ? "page" : undefined}
                  className={cn("flex min-h-11 items-center rounded-md px-3 text-sm whitespace-nowrap text-soft hover:bg-sunken hover:text-ink md:min-h-9", id === info.id && "bg-accent-soft font-medium text-accent-ink")}
                >
                  {label}
                </Link>
              </li>
            ))}
            <li>
              <Link to="/archive" className="flex min-h-11 items-center rounded-md px-3 text-sm whitespace-nowrap text-soft hover:bg-sunken hover:text-ink md:min-h-9">
                Archive of everything
              </Link>
            </li>
          </ul>
        </nav>
        <div className="min-w-0">{data ? <Body key={info.id} settings={data} /> : <Card><SkeletonLines lines={14} label="Loading the settings" /></Card>}</div>
      </div>
    </>
  );
}

function whereIs({ section, to }: Place): string | undefined {
  if (to === "/users") return "Users";
  return to?.startsWith("/rate-book") ? "Rate book" : SECTIONS.find(({ id }) => id === section)?.label;
}

function Found({ text, onChoose }: { readonly text: string; readonly onChoose: () => void }) {
  const found = placesFor(text);
  return (
    <Card aria-label="Settings found" className="mb-4">
      <p role="status" className="sr-only">
        {found.length === 1 ? "One setting found" : `${found.length} settings found`}
      </p>
      {found.length === 0 ? (
        <EmptyState title="No setting is called that" icon={<SearchX aria-hidden />} hint="Try another word for it: the search knows several for each." />
      ) : (
        <ul className="divide-y divide-line">
          {found.map((place) => (
            <li key={`${place.section} ${place.id}`}>
              <Link to={addressOf(place)} onClick={onChoose} className="flex min-h-11 flex-wrap items-center gap-x-2 px-4 text-sm hover:bg-sunken">
                <span className="font-medium">{place.label}</span>
                <span className="text-xs text-faint">{whereIs(place)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

export const Component = SettingsPage;
