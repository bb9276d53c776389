import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { cn } from "@/lib/cn";
import { allowSingleKeys, singleKeysAllowed } from "@/lib/hotkeys";
import { chooseTheme, useTheme, type Theme } from "@/lib/theme";
import { Card, CardHeader } from "@/ui/Card";
import { Checkbox } from "@/ui/Checkbox";

const THEMES: { theme: Theme; label: string; Icon: typeof Sun }[] = [
  { theme: "light", label: "Light", Icon: Sun },
  { theme: "dark", label: "Dark", Icon: Moon },
  { theme: "system", label: "As the system", Icon: Monitor },
];

export function AppearanceCard() {
  const current = useTheme();
  const [keys, setKeys] = useState(singleKeysAllowed);
  return (
    <Card>
      <CardHeader title="Appearance and keys" />
      <div className="flex flex-col gap-4 p-4">
        <fieldset>
          <legend className="mb-1.5 text-xs font-medium text-soft">Theme</legend>
          <div className="grid max-w-md grid-cols-3 gap-2">
            {THEMES.map(({ theme, label, Icon }) => (
              <label
                key={theme}
                className={cn(
                  "flex h-16 cursor-pointer flex-col items-center justify-center gap-1 rounded-md border border-line text-center text-sm text-soft hover:border-line-strong has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-ink",
                  theme === current && "border-accent bg-accent-soft font-medium text-accent-ink",
                )}
              >
                <input type="radio" name="theme" className="sr-only" checked={theme === current} onChange={() => chooseTheme(theme)} />
                <Icon className="size-5 stroke-[1.75]" aria-hidden />
                {label}
              </label>
            ))}
          </div>
        </fieldset>
        <Checkbox
          label="Single-key shortcuts"
          hint="Keys such as C, J, K and / act when you are not typing. Press ? to see them all."
          checked={keys}
          onChange={(event) => {
            allowSingleKeys(event.target.checked);
            setKeys(event.target.checked);
          }}
        />
      </div>
    </Card>
  );
}
