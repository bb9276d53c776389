import { useState } from "react";
import { Input } from "@/ui/Field";

interface WordsInputProps<T> {
  items: readonly T[];
  read: (text: string) => T[];
  disabled?: boolean;
  onChange: (items: T[]) => void;
}

/** A list typed with commas: the text stays as it is typed until the field is left. */
export function WordsInput<T extends string | number>({ items, read, disabled = false, onChange }: WordsInputProps<T>) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
      value={typed ?? items.join(", ")}
      disabled={disabled}
      className="tabular-nums"
      onChange={({ target }) => {
        setTyped(target.value);
        onChange(read(target.value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
