import { BookOpen, ChartColumn, FileText, History, LayoutDashboard, Mail, PackageCheck, PhoneCall, Settings, ShieldUser, Stamp, Users, type LucideIcon } from "lucide-react";
import type { Permission } from "@/features/auth/queries";

export interface Place {
  to: string;
  label: string;
  Icon: LucideIcon;
  keys: string;
  permission?: Permission;
}

export interface PlaceGroup {
  title: string;
  places: readonly Place[];
}

const PLACES: readonly PlaceGroup[] = [
  {
    title: "Sell",
    places: [
      { to: "/dashboard", label: "Dashboard", Icon: LayoutDashboard, keys: "g d" },
      { to: "/quotes", label: "Quotes", Icon: FileText, keys: "g q" },
      { to: "/follow-up", label: "Follow-up", Icon: PhoneCall, keys: "g f" },
      { to: "/approvals", label: "Approvals", Icon: Stamp, keys: "g a" },
      { to: "/orders", label: "Orders", Icon: PackageCheck, keys: "g o" },
      { to: "/customers", label: "Customers", Icon: Users, keys: "g c", permission: "customers:read" },
    ],
  },
  {
    title: "Shop",
    places: [
      { to: "/rate-book", label: "Rate book", Icon: BookOpen, keys: "g l", permission: "rates:read" },
      { to: "/reports", label: "Reports", Icon: ChartColumn, keys: "g r" },
      { to: "/users", label: "Users", Icon: ShieldUser, keys: "g u", permission: "users:manage" },
      { to: "/settings", label: "Settings", Icon: Settings, keys: "g s", permission: "settings:manage" },
      { to: "/messages", label: "Mail", Icon: Mail, keys: "g e", permission: "audit:read" },
      { to: "/audit", label: "Audit", Icon: History, keys: "g h", permission: "audit:read" },
    ],
  },
];

/** Only what this person may open. */
export function placesFor(can: (permission: Permission) => boolean): PlaceGroup[] {
  return PLACES.map((group) => ({
    ...group,
    places: group.places.filter((place) => place.permission === undefined || can(place.permission)),
  })).filter((group) => group.places.length > 0);
}
