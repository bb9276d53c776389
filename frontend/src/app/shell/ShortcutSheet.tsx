import { useShownHotkeys } from "@/lib/hotkeys";
import { Kbd } from "@/ui/Kbd";
import { Modal } from "@/ui/Modal";

/** What the keys do on the screen in view. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const hotkeys = useShownHotkeys();
  const groups = [...new Set(hotkeys.map((one) => one.group))].toSorted((a, b) => rank(a) - rank(b));
  return (
    <Modal open size="large" title="Keyboard shortcuts" description="On this screen. Single keys rest while you type; you can switch them off under My account." onClose={onClose}>
      <div className="gap-x-10 md:columns-2">
        {groups.map((group) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-xs font-semibold text-faint">{group}</h3>
            <dl className="divide-y divide-line text-sm">
              {hotkeys
                .filter((one) => one.group === group)
                .map((one) => (
                  <div key={`${one.keys}${one.label}`} className="flex min-h-8 items-center justify-between gap-4 py-1">
                    <dt className="text-soft">{one.label}</dt>
                    <dd>
                      <Kbd keys={one.keys} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

function rank(group: string): number {
  return { Everywhere: 0, "Go to": 1 }[group] ?? 2;
}

