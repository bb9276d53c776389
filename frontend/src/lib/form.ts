import { useCallback, useRef, useState, type FormEvent } from "react";
import { ApiError } from "@/api/errors";

type Values = Record<string, unknown>;
export type FieldErrors<T extends Values> = Partial<Record<keyof T & string, string>>;

export interface Form<T extends Values> {
  values: T;
  errors: FieldErrors<T>;
  /** What went wrong with the whole: a sentence of the server, or of the network. */
  problem: ApiError | null;
  submitting: boolean;
  dirty: boolean;
  set: <K extends keyof T & string>(name: K, value: T[K]) => void;
  change: (values: Partial<T>) => void;
  /** Spread on a text control: name, value and change. */
  text: (name: keyof T & string) => TextControl;
  submit: (event?: FormEvent) => void;
  reset: (values: T) => void;
}

export interface TextControl {
  name: string;
  value: string;
  onChange: (event: { target: { value: string } }) => void;
}

interface Options<T extends Values> {
  initial: T;
  check?: (values: T) => FieldErrors<T>;
  send: (values: T) => Promise<void>;
}

/** Controlled inputs with the server's field errors set on the fields they name. */
export function useForm<T extends Values>({ initial, check, send }: Options<T>): Form<T> {
  const [values, setValues] = useState(initial);
  const [start, setStart] = useState(initial);
  const [errors, setErrors] = useState<FieldErrors<T>>({});
  const [problem, setProblem] = useState<ApiError | null>(null);
  const [submitting, setSubmitting] = useState(false);
  const busy = useRef(false);

  const set = useCallback(<K extends keyof T & string>(name: K, value: T[K]) => {
    setValues((current) => ({ ...current, [name]: value }));
    setErrors((current) => ({ ...current, [name]: undefined }));
  }, []);

  const change = useCallback((some: Partial<T>) => {
    setValues((current) => ({ ...current, ...some }));
    const named = Object.fromEntries(Object.keys(some).map((name) => [name, undefined]));
    setErrors((current) => ({ ...current, ...named }));
  }, []);

  const run = async (form: HTMLFormElement | null) => {
    const found = check?.(values) ?? {};
    setErrors(found);
    setProblem(null);
    if (Object.values(found).some(Boolean)) {
      focusFirstInvalid(form);
      return;
    }
    busy.current = true;
    setSubmitting(true);
    try {
      await send(values);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const named = fieldErrors(error, values);
      setErrors(named);
      setProblem(Object.keys(named).length > 0 ? null : error);
      focusFirstInvalid(form);
    } finally {
      busy.current = false;
      setSubmitting(false);
    }
  };

  return {
    values,
    errors,
    problem,
    submitting,
    dirty: Object.keys(values).some((name) => values[name] !== start[name]),
    set,
    change,
    text: (name) => ({
      name,
      value: values[name] as string,
      onChange: (event) => set(name, event.target.value as T[typeof name]),
    }),
    submit: (event) => {
      event?.preventDefault();
      const form = event?.currentTarget instanceof HTMLFormElement ? event.currentTarget : null;
      if (!busy.current) void run(form);
    },
    reset: (next) => {
      setValues(next);
      setStart(next);
      setErrors({});
      setProblem(null);
    },
  };
}

function fieldErrors<T extends Values>(error: ApiError, values: T): FieldErrors<T> {
  const named: FieldErrors<T> = {};
  for (const { path, message } of error.fields) {
    const name = path.find((part): part is keyof T & string => typeof part === "string" && part in values);
    if (name && !named[name]) named[name] = message;
  }
  return named;
}

function focusFirstInvalid(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
}
