import { plural } from "@/lib/count";
import { dollars } from "@/lib/figures";

import { describeMarks, sheetSize } from "../SheetDrawing/geometry";
import type { Gang } from "./query";

/** What running together saves: the shop's cost for who may see it, else what the customer pays less. */
export function savingOf(gang: Gang): string {
  if (gang.internal) return `Run together, they save ${dollars(gang.internal.saves)} in cost.`;
  return gang.saves === "0.00" ? "Run together, they cost the customer the same." : `Run together, they cost the customer ${dollars(gang.saves)} less.`;
}

/** A difference as a person says it: a line may bear more together than alone, where its area is the greater part. */
export function lessOf(saves: string | undefined): string {
  if (saves === undefined || saves === "0.00") return "the same";
  return saves.startsWith("-") ? `${dollars(saves.slice(1))} more` : `${dollars(saves)} less`;
}

/** "Lines 1, 2 and 4", or "Versions of line 2" where a line is ganged with nothing but itself. */
export function namesOf(gang: Gang): string {
  const numbers = gang.lines.map((line) => String(line.position));
  const last = numbers.at(-1) ?? "";
  return numbers.length === 1 ? `Versions of line ${last}` : `Lines ${numbers.slice(0, -1).join(", ")} and ${last}`;
}

/** The gang's sheet in words, for who cannot see it drawn. */
export function describeGang(gang: Gang): string {
  const held = gang.lines.map((line) => `${line.ups} of line ${line.position}, ${line.title}`).join("; ");
  const marks = describeMarks(gang.layout);
  const drawn = marks.length > 0 ? ` Drawn with ${marks.join(", ")}.` : "";
  return `${gang.layout.n_up} up on a sheet of ${sheetSize(gang.layout)}, ${gang.press_name}: ${held}.${drawn}`;
}

/** The sheets of the run, and how short it could be at most. */
export function runOf(gang: Gang): string {
  const plates = gang.plates > 0 ? `, ${plural(gang.plates, "plate")}` : "";
  return `${plural(gang.net_sheets, "good sheet")}, ${plural(gang.gross_sheets, "sheet")} with waste and make-ready${plates}, ${plural(gang.layout.cuts.length, "cut")}. Proof: ${gang.proof}.`;
}
