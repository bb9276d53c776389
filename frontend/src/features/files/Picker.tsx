import { Upload } from "lucide-react";
import { useRef, useState, type DragEvent } from "react";

import { Button } from "@/ui/Button";

import { TAKEN } from "./queries";

interface PickerProps {
  readonly label?: string;
  readonly onPick: (files: File[]) => void;
}

/** The button that opens the system's own file dialog. */
export function Picker({ label = "Add files", onPick }: PickerProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={<Upload aria-hidden />} onClick={() => input.current?.click()}>{label}</Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={TAKEN}
        aria-label={label}
        onChange={({ target }) => {
          onPick([...(target.files ?? [])]);
          // The same file may be chosen again after it was cancelled.
          target.value = "";
        }}
      />
    </>
  );
}

/** Lets files be dropped on an element; `over` is true while some hang above it. */
export function useDrop(onDrop: ((files: File[]) => void) | null) {
  const [over, setOver] = useState(false);
  const carries = (event: DragEvent) => onDrop !== null && event.dataTransfer.types.includes("Files");
  return {
    over,
    on: {
      onDragOver: (event: DragEvent) => {
        if (!carries(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event: DragEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event: DragEvent) => {
        if (!carries(event)) return;
        event.preventDefault();
        setOver(false);
        onDrop?.([...event.dataTransfer.files]);
      },
    },
  };
}
