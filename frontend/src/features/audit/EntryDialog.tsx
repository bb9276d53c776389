import { Link } from "react-router";
import { formatMoment } from "@/lib/dates";
import { Modal } from "@/ui/Modal";
import { actionName, differences, fieldName } from "./diff";
import type { AuditEntry } from "./queries";

const RECORDS: Record<string, string> = { quote: "/quotes", customer: "/customers" };

/** One entry, whole: every field that changed, before and after, marked with sign and word, not only colour. */
export function EntryDialog({ entry, onClose }: { entry: AuditEntry | undefined; onClose: () => void }) {
  if (!entry) return null;
  const place = RECORDS[entry.entity];
  const changed = differences(entry.before, entry.after);
  return (
    <Modal open size="large" onClose={onClose} title={`${actionName(entry.action)} · ${entry.entity_label}`} description={`${entry.actor.name}, ${formatMoment(entry.at)}, from ${entry.address || "the server itself"}`}>
      {place && entry.entity_id && (
        <p className="mb-3 text-sm">
          <Link to={`${place}/${entry.entity_id}`} className="font-medium text-accent-ink underline underline-offset-2">
            Open the {entry.entity}
          </Link>
        </p>
      )}
      {changed.length === 0 ? (
        <p className="text-sm text-soft">This entry records the act itself; no field changed.</p>
      ) : (
        <div className="overflow-x-auto">
          <table className="w-full text-sm">
            <thead>
              <tr className="border-b border-line text-left text-xs text-soft">
                <th scope="col" className="py-1.5 pr-4 font-medium">
                  Field
                </th>
                <th scope="col" className="py-1.5 pr-4 font-medium">
                  Before
                </th>
                <th scope="col" className="py-1.5 font-medium">
                  After
                </th>
              </tr>
            </thead>
            <tbody>
              {changed.map((one) => (
                <tr key={one.field} className="border-b border-line align-top last:border-b-0">
                  <th scope="row" className="py-2 pr-4 text-left font-medium whitespace-nowrap">
                    {fieldName(one.field)}
                  </th>
                  <td className="py-2 pr-4">{one.before === null ? <Nothing /> : <del className="whitespace-pre-wrap wrap-anywhere text-bad decoration-1">{one.before}</del>}</td>
                  <td className="py-2">{one.after === null ? <Nothing /> : <ins className="whitespace-pre-wrap wrap-anywhere text-good no-underline">{one.after}</ins>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Modal>
  );
}

function Nothing() {
  return <span className="text-faint">nothing</span>;
}
