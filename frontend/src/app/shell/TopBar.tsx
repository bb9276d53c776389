import { Menu as MenuIcon, Monitor, Moon, Plus, Search, Sun } from "lucide-react";
import { useCan } from "@/features/auth/queries";
import { Bell } from "@/features/notifications/Bell";
import { chooseTheme, useTheme, type Theme } from "@/lib/theme";
import { ButtonLink, IconButton } from "@/ui/Button";
import { Kbd } from "@/ui/Kbd";

interface TopBarProps {
  onMenu: () => void;
  onSearch: () => void;
  onSearchNear: () => void;
}

export function TopBar({ onMenu, onSearch, onSearchNear }: TopBarProps) {
  const can = useCan();
  return (
    <header className="sticky top-0 z-30 flex h-[3.25rem] items-center gap-1.5 border-b border-line bg-canvas px-3 md:gap-2 md:px-6 print:hidden">
      <IconButton label="Open the menu" icon={<MenuIcon aria-hidden />} onClick={onMenu} className="md:hidden [&_svg]:size-5" />
      <button
        type="button"
        onClick={onSearch}
        onPointerEnter={onSearchNear}
        onFocus={onSearchNear}
        aria-keyshortcuts="Control+K Meta+K"
        className="flex h-11 min-w-0 flex-1 items-center gap-2.5 rounded-md border border-line bg-surface px-2.5 text-sm text-faint shadow-card hover:border-line-strong md:h-8 md:max-w-[26rem]"
      >
        <Search className="size-4 shrink-0" aria-hidden />
        <span className="flex-1 truncate text-left">Search or jump to…</span>
        <span className="max-md:hidden" aria-hidden>
          <Kbd keys="$mod+k" />
        </span>
      </button>
      <div className="ml-auto flex items-center gap-1.5 md:gap-2">
        <ThemeSwitch />
        <Bell />
        {(can("quotes:write_own") || can("quotes:write_all")) && (
          <ButtonLink to="/quotes/new" kind="primary" icon={<Plus aria-hidden />} className="max-md:w-11 max-md:px-0">
            <span className="max-md:sr-only">New quote</span>
          </ButtonLink>
        )}
      </div>
    </header>
  );
}

const NEXT: Record<Theme, Theme> = { light: "dark", dark: "system", system: "light" };
const ICONS = { light: Sun, dark: Moon, system: Monitor };

function ThemeSwitch() {
  const theme = useTheme();
  const Icon = ICONS[theme];
  return <IconButton label={`Theme: ${theme}. Switch to ${NEXT[theme]}`} icon={<Icon aria-hidden />} onClick={() => chooseTheme(NEXT[theme])} className="[&_svg]:size-5 md:[&_svg]:size-[18px]" />;
}
