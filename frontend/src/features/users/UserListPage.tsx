import { useQuery } from "@tanstack/react-query";
import { UserPlus, Users } from "lucide-react";
import { useState } from "react";
import { ROLE_NAMES, useCan } from "@/features/auth/queries";
import { toCount, plural } from "@/lib/count";
import { formatAgo } from "@/lib/dates";
import { useUrlState } from "@/lib/urlState";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { DataTable, type Column } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { ExportMenu } from "@/ui/ExportMenu";
import { PageHeader } from "@/ui/PageHeader";
import { Pagination } from "@/ui/Pagination";
import { SearchInput } from "@/ui/SearchInput";
import { Tabs } from "@/ui/Tabs";
import { InviteDialog } from "./InviteDialog";
import { USERS_PER_PAGE, usersQuery, type User } from "./queries";
import { UserDialog } from "./UserDialog";
import { UserStatusBadge } from "./UserStatusBadge";

const COLUMNS: Column<User>[] = [
  { id: "name", header: "Name", primary: true, cell: (user) => user.name },
  { id: "email", header: "Email", cell: (user) => <span className="wrap-anywhere">{user.email}</span> },
  { id: "role", header: "Role", cell: (user) => ROLE_NAMES[user.role] },
  { id: "status", header: "Status", cell: (user) => <UserStatusBadge status={user.status} /> },
  { id: "seen", header: "Last signed in", align: "right", cell: (user) => (user.last_login_at ? formatAgo(user.last_login_at) : "Never") },
];

const TABS = [
  { id: "all", label: "All" },
  { id: "active", label: "Active" },
  { id: "invited", label: "Invited" },
  { id: "inactive", label: "Inactive" },
];

function UserListPage() {
  const url = useUrlState({ status: "all", q: "", page: "1", open: "" });
  const { status, q, open } = url.values;
  const page = toCount(url.values.page) ?? 1;
  const { data, error, isPlaceholderData, refetch } = useQuery(usersQuery({ q, status, page }));
  const can = useCan();
  const [inviting, setInviting] = useState(false);
  const invite = (
    <Button kind="primary" icon={<UserPlus aria-hidden />} onClick={() => setInviting(true)}>
      Invite a user
    </Button>
  );
  return (
    <>
      <title>Users · PatriotForge</title>
      <PageHeader title="Users" meta={data ? plural(data.total, "person", "people") : null} actions={<>{can("exports:read") && <ExportMenu list="users" filters={{ q, status: status === "all" ? "" : status }} />}{invite}</>} />
      <Card>
        <Tabs label="Users by status" current={status} tabs={TABS.map((tab) => ({ ...tab, href: url.href({ status: tab.id }) }))} />
        <div className="border-b border-line p-2.5">
          <SearchInput label="Name or email" value={q} onSearch={(text) => url.set({ q: text }, { replace: true })} />
        </div>
        {error && !data ? (
          <ErrorState error={error} title="The users could not be loaded" retry={() => void refetch()} />
        ) : data?.total === 0 ? (
          <EmptyState title="Nobody matches" icon={<Users aria-hidden />} hint="Look for a part of the name or of the email address.">
            <Button onClick={() => url.set({ q: "", status: "all" })}>Clear the filters</Button>
            {invite}
          </EmptyState>
        ) : (
          <DataTable
            label="Users"
            columns={COLUMNS}
            rows={data?.items}
            rowId={(user) => user.id}
            onOpen={(user) => url.set({ open: user.id, page: String(page) })}
            stale={isPlaceholderData}
            card={(user) => (
              <span className="flex items-center justify-between gap-3">
                <span className="min-w-0">
                  <span className="block truncate font-medium">{user.name}</span>
                  <span className="block truncate text-xs text-faint">
                    {ROLE_NAMES[user.role]} · {user.email}
                  </span>
                </span>
                <UserStatusBadge status={user.status} />
              </span>
            )}
          />
        )}
        {data && data.total > 0 && <Pagination page={page} perPage={USERS_PER_PAGE} total={data.total} href={(to) => url.href({ page: String(to) })} />}
      </Card>
      <InviteDialog open={inviting} onClose={() => setInviting(false)} />
      <UserDialog user={data?.items.find((user) => user.id === open)} onClose={() => url.set({ open: "", page: String(page) }, { replace: true })} />
    </>
  );
}

export const Component = UserListPage;
