import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useRef } from "react";

import { cn } from "@/lib/cn";
import { Button, IconButton } from "@/ui/Button";
import { Field, Input, Textarea } from "@/ui/Field";

interface LinesEditorProps {
  readonly id: string;
  readonly legend: string;
  readonly hint: string;
  /** What one of them is called: "Line", "Clause". */
  readonly one: string;
  readonly lines: readonly string[];
  readonly most: number;
  readonly long?: boolean;
  readonly error: (place: number) => string | undefined;
  readonly onChange: (lines: string[]) => void;
}

/** Texts in an order of their own: added, written, moved and taken out. */
export function LinesEditor({ id, legend, hint, one, lines, most, long = false, error, onChange }: LinesEditorProps) {
  const list = useRef<HTMLFieldSetElement>(null);
  const put = (place: number, text: string) => onChange(lines.map((line, at) => (at === place ? text : line)));
  const move = (place: number, by: number) => {
    const next = [...lines];
    const [taken = ""] = next.splice(place, 1);
    next.splice(place + by, 0, taken);
    onChange(next);
  };
  const add = () => {
    onChange([...lines, ""]);
    requestAnimationFrame(() => [...(list.current?.querySelectorAll<HTMLElement>("input, textarea") ?? [])].at(-1)?.focus());
  };
  const Control = long ? Textarea : Input;
  return (
    <fieldset ref={list} id={id} className="flex min-w-0 flex-col gap-2">
      <legend className="text-xs font-medium text-soft">{legend}</legend>
      <p className="text-xs text-faint">{hint}</p>
      <ol className="flex flex-col gap-2">
        {lines.map((line, place) => (
          <li key={place} className={cn("flex items-start gap-1", long && "max-md:flex-col max-md:items-stretch")}>
            <Field label={`${one} ${place + 1}`} hideLabel error={error(place)} className="flex-1">
              <Control value={line} onChange={(event: { target: { value: string } }) => put(place, event.target.value)} />
            </Field>
            <span className="flex self-end md:self-start">
              <IconButton label={`Move ${one.toLowerCase()} ${place + 1} up`} icon={<ArrowUp aria-hidden />} disabled={place === 0} onClick={() => move(place, -1)} />
              <IconButton label={`Move ${one.toLowerCase()} ${place + 1} down`} icon={<ArrowDown aria-hidden />} disabled={place === lines.length - 1} onClick={() => move(place, 1)} />
              <IconButton label={`Take out ${one.toLowerCase()} ${place + 1}`} icon={<Trash2 aria-hidden />} onClick={() => onChange(lines.filter((_, at) => at !== place))} />
            </span>
          </li>
        ))}
      </ol>
      <Button icon={<Plus aria-hidden />} disabled={lines.length >= most} onClick={add} className="self-start">
        Add {one.toLowerCase() === "address line" ? "an" : "a"} {one.toLowerCase()}
      </Button>
    </fieldset>
  );
}

/** Without what nobody wrote anything in. */
export function written(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter(Boolean);
}
