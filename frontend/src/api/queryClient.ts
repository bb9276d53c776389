import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./errors";

function worthAnotherTry(failures: number, error: Error): boolean {
  const passing = error instanceof ApiError && (error.status === 0 || error.status === 502 || error.status === 503);
  return passing && failures < 2;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // "always": being offline is an error with a Retry, not a wait without end.
      queries: { staleTime: 15_000, retry: worthAnotherTry, networkMode: "always", refetchOnWindowFocus: true },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
