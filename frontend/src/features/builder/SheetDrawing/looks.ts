/** How the lines of a piece are drawn: told apart by their dashes, so that no colour is needed. */
export const LINES = [
  { name: "folds", word: "Fold", look: "stroke-violet", dashes: "7 3" },
  { name: "scores", word: "Score", look: "stroke-good", dashes: "7 2 1.5 2" },
  { name: "perforations", word: "Perforation", look: "stroke-bad", dashes: "1.5 2.5" },
] as const;

/** The pieces of each line that shares a sheet; each piece also bears its line's number. */
export const GANG_FILLS = ["fill-trim", "fill-bleed", "fill-warn", "fill-accent", "fill-faint"] as const;
