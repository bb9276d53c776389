import { ROLE_NAMES, type Role } from "@/features/auth/queries";
import { Field } from "@/ui/Field";
import { Select } from "@/ui/Select";

const WHAT: Record<Role, string> = {
  sales: "Writes and sends their own quotes, edits customers. Sees no costs.",
  estimator: "Works on every quote, sees costs, proposes rates.",
  manager: "Everything but users and settings; approves, and reads the audit.",
  admin: "Everything but approving: users, settings and rates.",
};

export function RoleField({ value, onChange, error }: { value: Role; onChange: (role: Role) => void; error: string | undefined }) {
  return (
    <Field label="Role" hint={WHAT[value]} error={error}>
      <Select
        name="role"
        value={value}
        onChange={(event) => onChange(event.target.value as Role)}
        options={(Object.keys(ROLE_NAMES) as Role[]).map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
      />
    </Field>
  );
}
