export type Role = "sales" | "estimator" | "manager" | "admin";

export interface Login {
  readonly email: string;
  readonly password: string;
}

/** The demo's logins as `make test-e2e` hands them over: a role, an address, a password each. */
export function loginOf(role: Role): Login {
  const given: unknown = JSON.parse(process.env["FORGE_E2E_LOGINS"] ?? "[]");
  const rows = Array.isArray(given) ? given.filter(isRow) : [];
  const found = rows.find(([name]) => name.toLowerCase().startsWith(role));
  if (!found) throw new Error(`FORGE_E2E_LOGINS has no ${role}; run the journeys by make test-e2e.`);
  return { email: found[1], password: found[2] };
}

function isRow(value: unknown): value is [string, string, string] {
  return Array.isArray(value) && value.length === 3 && value.every((part) => typeof part === "string");
}
