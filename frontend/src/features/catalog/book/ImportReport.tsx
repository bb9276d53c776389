import { formatCount } from "@/lib/count";
import { Select } from "@/ui/Select";
import type { ImportReport, SheetColumn } from "./queries";

interface ImportMappingProps {
  report: ImportReport;
  columns: readonly SheetColumn[];
  onMap: (header: string, field: string) => void;
}

/** Which column of the file fills which field, beside its first cells. */
export function ImportMapping({ report, columns, onMap }: ImportMappingProps) {
  const options = [{ value: "", label: "Leave out" }, ...columns.map((column) => ({ value: column.name, label: column.label }))];
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="relative overflow-x-auto rounded-md border border-line" tabIndex={0} role="region" aria-label="Columns of the file">
      <table className="text-sm">
        <thead>
          <tr>
            {report.columns.map((column) => (
              <th key={column.header} scope="col" className="min-w-36 bg-sunken p-2 text-left text-xs font-medium text-soft">
                <span className="mb-1 block truncate">{column.header}</span>
                <Select aria-label={`${column.header} fills`} value={column.field ?? ""} options={options} onChange={(event) => onMap(column.header, event.target.value)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.sample.map((row, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows of a file are known by their place
            <tr key={place}>
              {report.columns.map((column, index) => (
                <td key={column.header} className="max-w-48 truncate border-t border-line px-2 py-1 tabular-nums">
                  {row[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Every cell that is wrong, by its row and column. */
export function ImportProblems({ report }: { report: ImportReport }) {
  return (
    <div>
      <h3 className="mb-1 text-sm font-semibold">Cells that need attention</h3>
      <ul className="max-h-60 divide-y divide-line overflow-y-auto rounded-md border border-line text-sm">
        {report.problems.map((problem) => (
          <li key={`${problem.row} ${problem.column} ${problem.message}`} className="flex flex-wrap gap-x-3 px-3 py-1.5">
            <span className="font-medium tabular-nums">
              Row {formatCount(problem.row)}, {problem.column}
            </span>
            <span className="text-bad">{problem.message}</span>
          </li>
        ))}
      </ul>
      {report.problem_count > report.problems.length && <p className="mt-1 text-xs text-faint">and {formatCount(report.problem_count - report.problems.length)} more</p>}
    </div>
  );
}
