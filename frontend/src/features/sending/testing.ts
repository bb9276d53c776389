import type { Schemas } from "@/api/client";

import type { Sending } from "./queries";

const FIELDS: Schemas["MailFieldResponse"][] = [
  { name: "total", label: "Total", sample: "$864.25", body_only: false },
  { name: "link", label: "Link to the customer’s page", sample: "https://quotes.example/q/3q9x", body_only: true },
];

const TEMPLATE: Schemas["MailTemplateResponse"] = {
  code: "quote", kind: "quote", name: "Quote", subject: "Quote {{quote_number}}", body: "It comes to {{total}}.", own: false, changed: false, version: 0, changed_by: null, changed_at: null,
};

export const MAILS: Schemas["MailTemplateList"] = {
  kinds: [{ kind: "quote", title: "Quote", says: "To the customer, when a quote is sent for the first time.", several: true, fields: FIELDS }],
  templates: [TEMPLATE, { ...TEMPLATE, code: "rush", name: "Rush jobs", subject: "In a hurry", body: "Fast: {{total}}", own: true, version: 1 }],
};

export const PREVIEW: Schemas["MailPreview"] = {
  subject: "Quote 10482Q", text: "It comes to $864.25.", paragraphs: [[[{ text: "It comes to $864.25.", href: null, button: false }]]],
};

export const SENDING: Sending = {
  kind: "quote", to: ["maya@harbor.example"], cc: ["ben@harbor.example"], people: [{ name: "Maya Okafor", email: "maya@harbor.example" }],
  undo_until: null, mail: null, schedule: null, today: "2026-11-20", time_zone: "America/New_York",
};

export const FAILED_MAIL: Schemas["MessageResponse"] = {
  id: "m1", kind: "quote", quote_id: null, recipients: ["maya@harbor.example"], cc: [], refused: [{ address: "maya@harbor.example", reason: "550 no such mailbox" }],
  subject: "Quote 10482Q", status: "failed", attempts: 5, last_error: "The mail server refused maya@harbor.example. Check the address.",
  created_at: "2026-11-20T15:30:00Z", due_at: null, dismissed_at: null, sent_at: null,
};
