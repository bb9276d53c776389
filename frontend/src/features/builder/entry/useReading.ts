import { useCallback, useEffect, useRef, useState } from "react";

import { ApiError } from "@/api/errors";

import { readEntry, type EntryReading } from "./reading";

/** A pause this short is still typing. */
const PAUSE_MS = 60;

interface Asked {
  readonly text: string;
  readonly reading: Promise<EntryReading | null>;
  readonly stop: AbortController;
}

export interface LiveReading {
  /** What was understood of the newest text that the server has answered; null before. */
  readonly reading: EntryReading | null;
  readonly problem: string | null;
  /** Waits for the answer to exactly this text. */
  readonly settle: (text: string) => Promise<EntryReading | null>;
}

/** Reads a line while it is typed: an older text's answer is never taken for the newest's. */
export function useReading(text: string, wanted: boolean): LiveReading {
  const [reading, setReading] = useState<EntryReading | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef<Asked | null>(null);

  const ask = useCallback((words: string): Promise<EntryReading | null> => {
    if (asked.current?.text === words) return asked.current.reading;
    asked.current?.stop.abort();
    const stop = new AbortController();
    const answered = readEntry(words, stop.signal).then(
      (found) => {
        if (stop.signal.aborted) return null;
        setReading(found);
        setProblem(null);
        return found;
      },
      (error: unknown) => {
        if (stop.signal.aborted) return null;
        asked.current = null;
        setProblem(error instanceof ApiError ? error.message : "The line could not be read. Try again.");
        return null;
      },
    );
    asked.current = { text: words, reading: answered, stop };
    return answered;
  }, []);

  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setTimeout(() => void ask(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, wanted, ask]);
  useEffect(() => () => asked.current?.stop.abort(), []);

  return { reading: wanted && reading?.text === text ? reading : null, problem, settle: ask };
}
