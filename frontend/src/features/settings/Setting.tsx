import type { ReactNode } from "react";

import { Field, Input } from "@/ui/Field";

interface SettingProps {
  readonly id: string;
  readonly label: string;
  /** What it does, in a sentence. */
  readonly hint: ReactNode;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}

/** One setting, which the search leads to by its id. */
export function Setting({ id, label, hint, error, children }: SettingProps) {
  return (
    <div id={id} className="scroll-mt-24">
      <Field label={label} hint={hint} error={error}>
        {children}
      </Field>
    </div>
  );
}

interface TextSettingProps extends Omit<SettingProps, "children"> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: "text" | "email" | "tel" | "url";
  readonly placeholder?: string;
}

export function TextSetting({ value, onChange, type = "text", placeholder, ...rest }: TextSettingProps) {
  return (
    <Setting {...rest}>
      <Input type={type} value={value} placeholder={placeholder} onChange={(event) => onChange(event.target.value)} />
    </Setting>
  );
}
