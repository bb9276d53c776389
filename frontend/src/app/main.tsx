import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { startTransition, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { createQueryClient } from "@/api/queryClient";
import { Toasts } from "@/ui/Toasts";
import { createRouter } from "./router";
import "../index.css";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root.");

// In small steps, so that what a person does meanwhile waits for none of it.
startTransition(() => createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={createRouter()} />
        <Toasts />
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
));
