import { Suspense, lazy, useCallback, useEffect, useRef, useState } from "react";
import { Outlet, ScrollRestoration, useLocation } from "react-router";
import { useSessionExpired } from "@/api/session";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { PageSkeleton } from "../PageSkeleton";
import { MenuOverlay } from "./MenuOverlay";
import { OfflineBanner } from "./OfflineBanner";
import { RouteAnnouncer } from "./RouteAnnouncer";
import { Sidebar } from "./Sidebar";
import { TopBar } from "./TopBar";
import { useChords } from "./useChords";
import { useNewVersion } from "./useNewVersion";

const loadPalette = () => import("../palette/Palette").then((module) => ({ default: module.Palette }));
const Palette = lazy(loadPalette);
const ShortcutSheet = lazy(() => import("./ShortcutSheet").then((module) => ({ default: module.ShortcutSheet })));
const SessionExpired = lazy(() => import("./SessionExpired").then((module) => ({ default: module.SessionExpired })));

/** Fetches the palette once the page has come to rest, so that what is typed right after Ctrl K is not lost. */
function usePaletteAtHand(): void {
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), 1_000);
    return () => clearTimeout(timer);
  }, []);
}

type Door = "palette" | "sheet" | "menu" | null;

export function Shell() {
  const [open, setOpen] = useState<Door>(null);
  const close = useCallback(() => setOpen(null), []);
  const expired = useSessionExpired();
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useChords({ palette: () => setOpen("palette"), sheet: () => setOpen("sheet") });
  useNewVersion();
  usePaletteAtHand();

  return (
    <div className="md:grid md:min-h-dvh md:grid-cols-[3.75rem_minmax(0,1fr)] xl:grid-cols-[14rem_minmax(0,1fr)]">
      <a
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-ink px-3 py-2 text-sm font-medium text-canvas focus:translate-y-0"
      >
        Skip to the content
      </a>
      <aside aria-label="Sidebar" className="sticky top-0 h-dvh border-r border-line max-md:hidden print:hidden">
        <Sidebar />
      </aside>
      <div className="flex min-h-dvh min-w-0 flex-col">
        <TopBar onMenu={() => setOpen("menu")} onSearch={() => setOpen("palette")} onSearchNear={() => void loadPalette()} />
        <OfflineBanner />
        <main id="main" ref={main} tabIndex={-1} className="mx-auto w-full max-w-[97.5rem] flex-1 px-3 py-4 outline-none md:px-6 md:py-6">
          <ErrorBoundary resetKey={pathname} title="This page stopped working">
            <Suspense fallback={<PageSkeleton />}>
              <Outlet />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <MenuOverlay open={open === "menu"} onClose={close} />
      <Suspense fallback={null}>
        {open === "palette" && <Palette onClose={close} />}
        {open === "sheet" && <ShortcutSheet onClose={close} />}
        {expired && <SessionExpired />}
      </Suspense>
      <RouteAnnouncer />
      <ScrollRestoration />
    </div>
  );
}
