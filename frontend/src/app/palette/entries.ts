import { CirclePlus, FileText, LogOut, Monitor, Moon, Sun, User, Users, type LucideIcon } from "lucide-react";
import type { Permission } from "@/features/auth/queries";
import type { Command } from "@/lib/commands";
import { recents } from "@/lib/recents";
import { chooseTheme } from "@/lib/theme";
import { placesFor } from "../shell/navigation";

/** One row of the palette: it leads somewhere or does something. */
export interface Entry {
  id: string;
  group: string;
  label: string;
  hint?: string;
  keys?: string;
  Icon: LucideIcon;
  href?: string;
  run?: () => void;
}

export function localEntries(can: (permission: Permission) => boolean, commands: Command[], signOut: () => void): Entry[] {
  const writes = can("quotes:write_own") || can("quotes:write_all");
  return [
    ...commands.map(
      (command): Entry => ({
        id: command.id,
        group: "This screen",
        label: command.label,
        Icon: command.icon ?? FileText,
        run: command.run,
        ...(command.keys === undefined ? {} : { keys: command.keys }),
      }),
    ),
    ...(writes ? [{ id: "new-quote", group: "Actions", label: "New quote", Icon: CirclePlus, keys: "c", href: "/quotes/new" }] : []),
    { id: "light", group: "Actions", label: "Light theme", Icon: Sun, run: () => chooseTheme("light") },
    { id: "dark", group: "Actions", label: "Dark theme", Icon: Moon, run: () => chooseTheme("dark") },
    { id: "system", group: "Actions", label: "Theme of the system", Icon: Monitor, run: () => chooseTheme("system") },
    { id: "sign-out", group: "Actions", label: "Sign out", Icon: LogOut, run: signOut },
    ...placesFor(can).flatMap((group) => group.places.map(({ to, label, Icon, keys }): Entry => ({ id: to, group: "Go to", label, Icon, keys, href: to }))),
    { id: "/account", group: "Go to", label: "My account", Icon: User, keys: "g m", href: "/account" },
  ];
}

export function recentEntries(): Entry[] {
  return recents().map(({ kind, label, href }) => ({ id: `recent ${href}`, group: "Recent", label, href, Icon: kind === "quote" ? FileText : Users }));
}

/** Every word typed must start a word of the label. */
export function matches(entry: Entry, text: string): boolean {
  const words = entry.label.toLowerCase().split(/[\s/]+/);
  return text.toLowerCase().split(/\s+/).every((typed) => words.some((word) => word.startsWith(typed)));
}
