import { QueryClientProvider } from "@tanstack/react-query";
import { render, type RenderResult } from "@testing-library/react";
import { createMemoryRouter, RouterProvider, type RouteObject } from "react-router";
import { createQueryClient } from "@/api/queryClient";
import { Toasts } from "@/ui/Toasts";

type Router = ReturnType<typeof createMemoryRouter>;

/** Renders routes at an address, with a client of its own. */
export function renderRoutes(routes: RouteObject[], address: string): RenderResult & { router: Router } {
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  const result = render(
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={router} />
      <Toasts />
    </QueryClientProvider>,
  );
  return { ...result, router };
}
