import { Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps, type KeyboardEvent } from "react";
import { Input } from "@/ui/Field";

type PasswordInputProps = Omit<ComponentProps<"input">, "type">;

export function PasswordInput(props: PasswordInputProps) {
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const watch = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));
  return (
    <>
      <span className="relative flex">
        <Input {...props} type={shown ? "text" : "password"} spellCheck={false} onKeyDown={watch} onKeyUp={watch} onBlur={() => setCapsLock(false)} className="pr-11" />
        <button
          type="button"
          aria-label={shown ? "Hide the password" : "Show the password"}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-0 right-0 flex w-10 items-center justify-center rounded-md text-faint hover:text-ink"
        >
          {shown ? <EyeOff className="size-4" aria-hidden /> : <Eye className="size-4" aria-hidden />}
        </button>
      </span>
      <span role="status" className="text-xs text-warn empty:hidden">
        {capsLock ? "Caps Lock is on." : ""}
      </span>
    </>
  );
}
