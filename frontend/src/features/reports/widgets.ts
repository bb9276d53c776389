import type { Widget } from "./queries";

export const WIDGET_NAMES: Record<Widget, string> = {
  figures: "Figures",
  needs_you: "Needs you now",
  pipeline: "Pipeline",
  expiring: "Expiring this week",
  silent: "Silent",
  approved: "Recently approved",
  turnaround: "Team turnaround",
};
