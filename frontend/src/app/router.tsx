import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import type { Permission } from "@/features/auth/queries";
import { quoteRoutes } from "@/features/quotes/routes";
import { NotFound } from "@/ui/NotFound";
import { Opening } from "./Opening";
import { RequirePermission } from "./RequirePermission";
import { RequireSession } from "./RequireSession";
import { RouteError } from "./RouteError";

interface PageModule {
  Component: React.ComponentType;
}

function page(path: string, permission: Permission | null, load: () => Promise<PageModule>): RouteObject {
  return {
    path,
    lazy: async () => {
      const { Component } = await load();
      if (permission === null) return { Component };
      return {
        element: (
          <RequirePermission permission={permission}>
            <Component />
          </RequirePermission>
        ),
      };
    },
  };
}

export const routes: RouteObject[] = [
  {
    ErrorBoundary: RouteError,
    HydrateFallback: Opening,
    children: [
      { path: "/login", lazy: () => import("@/features/auth/LoginPage") },
      { path: "/invitation/:token", lazy: () => import("@/features/auth/InvitationPage") },
      {
        element: <RequireSession />,
        children: [
          { index: true, element: <Navigate to="/quotes" replace /> },
          ...quoteRoutes,
          page("/search", null, () => import("@/features/search/SearchPage")),
          page("/notifications", null, () => import("@/features/notifications/NotificationsPage")),
          page("/follow-up", null, () => import("@/features/followup/FollowUpPage")),
          page("/approvals", null, () => import("@/features/approvals/ApprovalsPage")),
          page("/dashboard", null, () => import("@/features/reports/DashboardPage")),
          page("/reports/:report?", null, () => import("@/features/reports/ReportsPage")),
          page("/orders", null, () => import("@/features/orders/OrderListPage")),
          page("/orders/:orderId", null, () => import("@/features/orders/OrderPage")),
          page("/customers", "customers:read", () => import("@/features/customers/CustomerListPage")),
          page("/customers/:customerId", "customers:read", () => import("@/features/customers/CustomerPage")),
          page("/rate-book", "rates:read", () => import("@/features/catalog/StocksPage")),
          page("/rate-book/presses", "rates:read", () => import("@/features/catalog/PressesPage")),
          page("/rate-book/operations", "rates:read", () => import("@/features/catalog/OperationsPage")),
          page("/rate-book/products", "rates:stage", () => import("@/features/catalog/products/ProductsPage")),
          page("/rate-book/products/:code", "rates:stage", () => import("@/features/catalog/products/ProductPage")),
          page("/rate-book/rates", "rates:read", () => import("@/features/catalog/RateCardPage")),
          page("/rate-book/why-not", "rates:read", () => import("@/features/catalog/WhyNotPage")),
          page("/rate-book/edit/:kind", "rates:stage", () => import("@/features/catalog/RatesEditPage")),
          page("/rate-book/changes", "rates:stage", () => import("@/features/catalog/ChangesPage")),
          page("/rate-book/history", "rates:stage", () => import("@/features/catalog/HistoryPage")),
          page("/rate-book/price-lists", "rates:read", () => import("@/features/pricelists/PriceListsPage")),
          page("/rate-book/price-lists/:priceListId", "rates:read", () => import("@/features/pricelists/PriceListPage")),
          page("/imports", null, () => import("@/features/imports/ImportsPage")),
          page("/imports/:importId", null, () => import("@/features/imports/ImportPage")),
          page("/archive", "settings:manage", () => import("@/features/archive/ArchivePage")),
          page("/users", "users:manage", () => import("@/features/users/UserListPage")),
          page("/settings/mail-templates", "settings:manage", () => import("@/features/sending/MailTemplatesPage")),
          page("/messages", null, () => import("@/features/sending/MessagesPage")),
          page("/settings/:section?", "settings:manage", () => import("@/features/settings/SettingsPage")),
          page("/audit", "audit:read", () => import("@/features/audit/AuditPage")),
          page("/account", null, () => import("@/features/sessions/AccountPage")),
          { path: "*", element: <NotFound /> },
        ],
      },
    ],
  },
];

export function createRouter() {
  return createBrowserRouter(routes);
}
