import type { LostReason } from "@/features/builder/model/wire";

export const LOST_REASONS: Record<LostReason, string> = {
  price: "Price",
  turnaround: "Turnaround",
  competitor: "Went to a competitor",
  cancelled: "Job cancelled",
  no_answer: "No answer",
  capability: "Beyond what we can do",
  other: "Another reason",
};
