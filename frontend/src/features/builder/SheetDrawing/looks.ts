/** How the lines of a piece are drawn: told apart by their dashes, so that no colour is needed. */
export const LINES = [
  { name: "folds", word: "Fold", look: "stroke-violet", dashes: "7 3" },
  { name: "scores", word: "Score", look: "stroke-good", dashes: "7 2 1.5 2" },
  { name: "perforations", word: "Perforation", look: "stroke-bad", dashes: "1.5 2.5" },
] as const;

/** The pieces of each line that shares a sheet; each piece also bears its line's number. */
export const GANG_FILLS = [
  "fill-trim/20", "fill-violet/20", "fill-warn/20", "fill-good/20", "fill-bleed/20", "fill-accent/20", "fill-bad/20", "fill-ink/15",
] as const;
