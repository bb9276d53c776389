/** A block as a spreadsheet copies it: lines of cells between tabs, in quotes where a cell has a line break. */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const plain = text.replaceAll("\r\n", "\n").replace(/\n$/, "");
  for (let index = 0; index < plain.length; index += 1) {
    const letter = plain.charAt(index);
    if (quoted && letter === '"' && plain.charAt(index + 1) === '"') {
      cell += '"';
      index += 1;
    } else if (letter === '"' && (quoted || cell === "")) quoted = !quoted;
    else if (!quoted && (letter === "\t" || letter === "\n")) {
      rows.at(-1)?.push(cell);
      if (letter === "\n") rows.push([]);
      cell = "";
    } else cell += letter;
  }
  rows.at(-1)?.push(cell);
  return rows;
}

/** A block as a spreadsheet takes it. */
export function writeBlock(rows: string[][]): string {
  return rows.map((row) => row.map((cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join("\t")).join("\n");
}

/** The rows of a table cell: a line for each, its cells between bars. */
export function tableRows(text: string, columns: number): string[][] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const cells = line.split("|").map((cell) => cell.trim());
      return Array.from({ length: columns }, (_, index) => cells[index] ?? "");
    });
}

/** The text of a table's rows; one that is emptied stays until it is removed. */
export function tableText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.join(" | ")).join("\n");
}
