import { LoaderCircle } from "lucide-react";
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { Link, type LinkProps } from "react-router";
import { cn } from "@/lib/cn";

export type ButtonKind = "primary" | "plain" | "quiet" | "danger";

const BASE =
  "inline-flex h-11 items-center justify-center gap-2 rounded-md px-3 text-sm font-medium whitespace-nowrap transition-colors select-none md:h-8 disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0";

const KINDS: Record<ButtonKind, string> = {
  primary: "bg-accent text-white hover:enabled:bg-accent-hover shadow-card forced-colors:border",
  plain: "border border-line bg-raised text-ink shadow-card hover:enabled:bg-sunken",
  quiet: "text-soft hover:enabled:bg-sunken hover:enabled:text-ink forced-colors:border",
  danger: "border border-line bg-raised text-bad shadow-card hover:enabled:bg-bad-soft",
};

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind;
  busy?: boolean;
  icon?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ kind = "plain", busy = false, icon, type = "button", className, children, disabled, ...rest }: ButtonProps) {
  return (
    // oxlint-disable-next-line react/button-has-type -- it is "button" unless a form asks for its submit
    <button {...rest} type={type} disabled={disabled || busy} aria-busy={busy || undefined} className={cn(BASE, KINDS[kind], className)}>
      {busy ? <LoaderCircle className="animate-spin" aria-hidden /> : icon}
      {children}
    </button>
  );
}

export interface ButtonLinkProps extends LinkProps {
  kind?: ButtonKind;
  icon?: ReactNode;
}

export function ButtonLink({ kind = "plain", icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={cn(BASE, KINDS[kind].replaceAll("hover:enabled:", "hover:"), className)}>
      {icon}
      {children}
    </Link>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, "children" | "icon"> {
  label: string;
  icon: ReactNode;
}

export function IconButton({ label, icon, kind = "quiet", className, ...rest }: IconButtonProps) {
  return (
    <Button {...rest} kind={kind} aria-label={label} title={label} className={cn("w-11 px-0 md:w-8", className)}>
      {icon}
    </Button>
  );
}
