/** The engine's kinds of cost, in the shop's words. */
export const BUCKETS: Readonly<Record<string, string>> = {
  paper: "Paper",
  material: "Material",
  clicks: "Clicks",
  machine: "Press",
  press: "Press",
  labour: "Labour",
  finishing: "Finishing",
  prepress: "Prepress",
  outwork: "Outside work",
  delivery: "Delivery",
};
