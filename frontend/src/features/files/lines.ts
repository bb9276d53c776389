/** A line that files can belong to. */
export interface FileLine {
  readonly id: string;
  readonly title: string;
}

export function lineOptions(lines: readonly FileLine[]) {
  return [{ value: "", label: "The whole quote" }, ...lines.map((line, index) => ({ value: line.id, label: `Line ${index + 1}: ${line.title}` }))];
}
