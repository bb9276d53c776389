import { exampleQuote } from "@/features/builder/testing/shop";
import { PRODUCTS } from "@/features/catalog/products/testing";
import { HARBOR } from "@/features/customers/testing";
import { DASHBOARD, REPORT } from "@/features/reports/testing";
import { FAILED_MAIL, MAILS } from "@/features/sending/testing";
import { SETTINGS } from "@/features/settings/testing";
import { statesOf, type Screen } from "@/testing/states";

const ID = "66666666-6666-4666-8666-666666666666";
const DRAFT = { ...exampleQuote(1), id: ID };
const SENT = { ...DRAFT, status: "sent" as const, sent_at: DRAFT.updated_at, allowed_actions: ["duplicate" as const] };
const FORMS = { "/api/catalog/products": [], "/api/catalog/printable-stocks": [], "/api/customers/c1": HARBOR };

function page(items: readonly object[]) {
  return { total: items.length, page: 1, per_page: 25, items };
}

const QUOTES = {
  ...page([
    {
      id: ID, number: "10482Q", revision: 1, title: "Fall menu kit", status: "draft", customer_id: HARBOR.id, customer_name: HARBOR.name,
      owner: DRAFT.owner, total: "864.25", light: "green", flags: [], valid_until: DRAFT.valid_until, version: 1,
      created_at: DRAFT.created_at, updated_at: DRAFT.updated_at, sent_at: null, deleted_at: null,
    },
  ]),
  counts: { all: 1, mine: 1, pending_review: 0, sent: 0, approved: 0, declined: 0, expired: 0, deleted: 0 },
  sums: { total: "864.25" }, mended: null,
};

const CUSTOMER = { ...HARBOR, primary_contact: HARBOR.contacts[0] };
const USER = { id: "u1", name: "Nadia Osei", email: "nadia@shop.example", role: "sales", status: "active", last_login_at: null, max_discount_percent: null };
const ENTRY = {
  id: 7, at: DRAFT.created_at, actor: { id: "u1", name: "Nadia Osei" }, action: "quote.sent", entity: "quote", entity_id: ID, entity_label: "10482Q",
  before: null, after: { status: "sent" }, address: "10.0.0.7", request_id: "req-9",
};
const STOCK = {
  id: "s1", code: "C2S-14-13X19", name: "14 pt coated cover", family: "coated", family_name: "Coated cover", form: "sheet", basis_weight_lb: null,
  gsm: "300", caliper_in: "0.0140", colour: "white", finish: "gloss", width_in: "13", height_in: "19", presses: [],
};
const RATE_CARD = { version: 3, published_at: DRAFT.created_at, published_by: "Nadia Osei", note: "", families: [], levels: [{ code: "standard", name: "Standard", multiplier: "1" }] };
const HERE = { id: "one", current: true, created_at: DRAFT.created_at, seen_at: DRAFT.created_at, address: "10.0.0.7", user_agent: "Firefox" };

const STAGED = { version: 7, card_version: 3, changes: [] };
const BOOK = { "/api/catalog/rate-card": RATE_CARD, "/api/catalog/staged": STAGED, "/api/catalog/printable-stocks": [], "/api/catalog/operations": [], "/api/catalog/presses": [] };

const NO_STORY = { ...page([]), counts: { all: 0, notes: 0, mails: 0, customer: 0, approvals: 0, changes: 0, files: 0 } };
const NO_APPROVALS = { ...page([]), counts: { waiting: 0, asked: 0 } };
const APPROVAL = {
  id: "77777777-7777-4777-8777-777777777777", quote_id: ID, number: "10477Q", version: 4, title: "Fall menu kit", owner: "Dana Ruiz", customer_name: HARBOR.name,
  status: "open", fingerprint: "a".repeat(64), amount: "3809.00", concession: "228.00", light: "red",
  rules: [{ rule: "below_floor", message: "It earns less than you may agree to." }], comment: "match competitor", asked_by: "Dana Ruiz", asked_at: DRAFT.created_at,
  for_name: null, won: 12, decided_by: null, decided_for: null, decided_at: null, answer: "", this_revision_only: false, valid_until: null, voided_at: null, voided_reason: "",
  internal: { margin_percent: "0.2400", lowest_margin_percent: "0.2400", floor_percent: "0.3000", won_margin_percent: "0.3600" },
};

const ORDER = {
  id: "88888888-8888-4888-8888-888888888888", number: "10482SO", quote_id: ID, quote_number: "10482Q", customer_name: HARBOR.name, title: "Fall menu kit", po_number: "PO 4471",
  total: "864.25", due_on: "2026-12-04", placed_at: DRAFT.created_at, placed_by: "Nadia Osei", note: "", contact: "Maya Okafor", phone: null, rep: "Nadia Osei", lines: [],
};

const TOLD = {
  id: "99999999-9999-4999-8999-999999999999", kind: "mentioned", quote_id: ID, number: "10482Q", actor_name: "Dana Ruiz", text: "Dana Ruiz named you in a note",
  said: "Can we run this 2-up?", told_at: DRAFT.created_at, read_at: null,
};
const CHOICES = [{ kind: "mentioned", in_app: true, by_mail: false, usual: false }];

const ARCHIVE = {
  id: "55555555-5555-4555-8555-555555555555", state: "ready", done: 40, total: 40, size_bytes: 90_000, sha256: "a".repeat(64), problem: null,
  created_at: DRAFT.created_at, expires_at: DRAFT.created_at,
};

const IMPORTED = {
  id: "99999999-9999-4999-8999-999999999999", kind: "customers", state: "checked", file_name: "old system.csv", row_count: 2, done: 2, created_by: "Nadia Osei",
  created_at: DRAFT.created_at, applied_at: null, result: null, problem: null, version: 3, size_bytes: 90,
  columns: [{ header: "Company", field: "name", samples: ["Harbor Coffee", ""] }], fields: [{ name: "name", label: "Name", group: "Customer", required: true }],
  duplicates: "skip", applied_before: null,
  report: { problems: [{ row: 3, column: 0, header: "Company", value: "", message: "Fill this in." }], problem_count: 1, duplicates: [], duplicate_count: 0, counts: [] },
};

const PLAN = { active: true, days_after: [3, 7, 14], days_before: [2], version: 0 };
const FOLLOW_UP = { plan: PLAN, own: false, why_not: null, next: null, reminders: [], chased_at: null };
const SILENT = {
  id: ID, number: "10482Q", version: 4, title: "Fall menu kit", customer_name: HARBOR.name, contact_name: "Maya Okafor", contact_phone: "(617) 555-0142", owner: DRAFT.owner,
  total: "864.25", sent_at: DRAFT.created_at, valid_until: DRAFT.valid_until, views: 3, last_viewed_at: DRAFT.created_at, reminders: 1, chased_at: null,
};

const NONE = { total: 0, items: [] };
const NOTHING = { mended: null, exact: null, page: 1, per_page: 25, quotes: NONE, customers: NONE, contacts: NONE, orders: NONE, stocks: NONE };
const HIT = {
  kind: "quotes", id: ID, parent_id: null, name: [{ text: "10482Q Fall ", hit: false }, { text: "menu", hit: true }, { text: " kit", hit: false }],
  known_by: [[{ text: HARBOR.name, hit: false }]], found_in: { place: "note", parts: [{ text: "the ", hit: false }, { text: "menu", hit: true }] }, status: "sent", total: "864.25", updated_at: DRAFT.updated_at,
};

const SCREENS: readonly Screen[] = [
  {
    name: "the search", address: "/search?q=mneu", asks: "/api/search", answer: { ...NOTHING, mended: "menu", quotes: { total: 1, items: [HIT] } }, loaded: HARBOR.name,
    broken: "The search did not come through", empty: { answer: NOTHING, says: "Nothing has “mneu”", offers: [] },
  },
  {
    name: "the dashboard", address: "/dashboard", asks: "/api/dashboard", answer: DASHBOARD, loaded: "41.0%", broken: "The dashboard could not be loaded",
    empty: { answer: { ...DASHBOARD, widgets: [] }, says: "Your dashboard is empty", offers: ["Choose widgets"] },
  },
  {
    name: "a report", address: "/reports/win-rate", asks: "/api/reports/win-rate", answer: REPORT, loaded: "41.7%", broken: "The report could not be loaded",
    empty: { answer: { ...REPORT, table: { ...REPORT.table, rows: [] } }, says: "Nothing to count here", offers: ["Last 90 days"] },
  },
  {
    name: "the report of margins", address: "/reports/margin", asks: "/api/reports/margin", answer: { ...REPORT, table: null, internal: REPORT.table }, loaded: "41.7%",
    broken: "The report could not be loaded", permission: "costs:view",
  },
  {
    name: "the follow-up", address: "/follow-up", asks: "/api/follow-up", answer: { ...page([SILENT]), counts: { silent: 1, expiring: 0 } }, loaded: "10482Q",
    broken: "The list could not be loaded", beside: { "/api/follow-up/plan": PLAN },
    empty: { answer: { ...page([]), counts: { silent: 0, expiring: 0 } }, says: "Nobody is silent", offers: ["All sent quotes"] },
  },
  {
    name: "the archives", address: "/archive", asks: "/api/archives", answer: [ARCHIVE], loaded: /SHA-256 aaaa/, broken: "The archives could not be loaded",
    permission: "settings:manage", rights: ["settings:manage"], empty: { answer: [], says: "No archive has been made yet", offers: ["Make an archive"] },
  },
  {
    name: "the imports", address: "/imports", asks: "/api/imports", answer: page([IMPORTED]), loaded: "old system.csv", broken: "The imports could not be loaded",
    empty: { answer: page([]), says: "No file has come in yet", offers: [] },
  },
  {
    name: "an import", address: `/imports/${IMPORTED.id}`, asks: `/api/imports/${IMPORTED.id}`, answer: IMPORTED, loaded: "Fill this in.", broken: "The import could not be opened", missing: "There is no such import",
  },
  {
    name: "the notifications", address: "/notifications", asks: "/api/notifications", answer: { ...page([TOLD]), unread: 1 }, loaded: /Dana Ruiz named you in a note/,
    broken: "The notifications could not be loaded", empty: { answer: { ...page([]), unread: 0 }, says: "Nothing has been told to you yet", offers: ["Choose what reaches you"] },
  },
  {
    name: "my notifications", address: "/account", asks: "/api/notifications/choices", answer: CHOICES, loaded: "Somebody names me in a note", broken: "Your choices could not be loaded",
    beside: { "/api/auth/sessions": [HERE] },
  },
  {
    name: "the orders", address: "/orders", asks: "/api/orders", answer: page([ORDER]), loaded: "10482SO", broken: "The orders could not be loaded",
    empty: { answer: page([]), says: "No orders yet", offers: ["Approved quotes"] },
  },
  {
    name: "an order", address: `/orders/${ORDER.id}`, asks: `/api/orders/${ORDER.id}`, answer: ORDER, loaded: "10482SO", broken: "The order could not be opened", missing: "There is no such order",
  },
  {
    name: "the approvals", address: "/approvals", asks: "/api/approvals", answer: { ...NO_APPROVALS, total: 1, items: [APPROVAL], counts: { waiting: 1, asked: 0 } },
    loaded: "10477Q", broken: "The approvals could not be loaded", empty: { answer: NO_APPROVALS, says: "You asked for nothing", offers: ["Go to the quotes"] },
  },
  {
    name: "the list of quotes", address: "/quotes", asks: "/api/quotes", answer: QUOTES, loaded: "10482Q", broken: "The quotes could not be loaded",
    empty: { answer: { ...QUOTES, total: 0, items: [] }, says: "No quote fits", offers: ["New quote", "Clear filters"], address: "/quotes?q=mugs" },
  },
  {
    name: "the builder", address: `/quotes/${ID}/edit`, asks: `/api/quotes/${ID}`, answer: DRAFT, loaded: "10482Q",
    broken: "The quote could not be opened", missing: "There is no such quote", beside: FORMS,
    empty: { answer: { ...DRAFT, lines: [] }, says: "What is to be printed?", offers: ["Charge", "Note"] },
  },
  {
    name: "a quote", address: `/quotes/${ID}`, asks: `/api/quotes/${ID}`, answer: SENT, loaded: /the customer has the ball/,
    broken: "The quote could not be opened", missing: "There is no such quote", beside: { [`/api/quotes/${ID}/timeline`]: NO_STORY, [`/api/quotes/${ID}/follow-up`]: FOLLOW_UP, [`/api/quotes/${ID}/links`]: [], [`/api/quotes/${ID}/customer-requests`]: [] },
  },
  {
    name: "the list of customers", address: "/customers", asks: "/api/customers", answer: page([CUSTOMER]), loaded: HARBOR.name,
    broken: "The customers could not be loaded", permission: "customers:read",
    empty: { answer: page([]), says: "No customers yet", offers: ["New customer"] },
  },
  {
    name: "a customer", address: `/customers/${HARBOR.id}`, asks: `/api/customers/${HARBOR.id}`, answer: HARBOR, loaded: HARBOR.name,
    broken: "The customer could not be loaded", permission: "customers:read", missing: "There is no such customer",
  },
  {
    name: "the stocks of the rate book", address: "/rate-book", asks: "/api/catalog/stocks", answer: page([STOCK]), loaded: "14 pt coated cover",
    broken: "The stocks could not be loaded", permission: "rates:read",
    empty: { answer: page([]), says: "No stock matches", offers: ["Clear the filters"], address: "/rate-book?q=mugs" },
    beside: { "/api/catalog/rate-card": RATE_CARD },
  },
  {
    name: "the products", address: "/rate-book/products", asks: "/api/catalog/product-forms", answer: PRODUCTS, loaded: "Flyers",
    broken: "The products could not be loaded", permission: "rates:stage", rights: ["rates:stage"], beside: BOOK,
    empty: { answer: { ...PRODUCTS, live: [] }, says: "No product matches", offers: ["Clear the filters"], address: "/rate-book/products?q=mugs" },
  },
  {
    name: "a product", address: "/rate-book/products/flyer", asks: "/api/catalog/product-forms", answer: PRODUCTS, loaded: "as the builder draws it",
    broken: "The product could not be loaded", permission: "rates:stage", rights: ["rates:stage"], beside: BOOK,
  },
  {
    name: "the users", address: "/users", asks: "/api/users", answer: page([USER]), loaded: "Nadia Osei", broken: "The users could not be loaded",
    permission: "users:manage", empty: { answer: page([]), says: "Nobody matches", offers: ["Clear the filters", "Invite a user"] },
  },
  {
    name: "the settings", address: "/settings/mail", asks: "/api/settings", answer: SETTINGS, loaded: "Last lines of every mail", broken: "The settings could not be loaded",
    permission: "settings:manage", rights: ["settings:manage"],
  },
  {
    name: "what mails say", address: "/settings/mail-templates", asks: "/api/mail-templates", answer: MAILS, loaded: "To the customer, when a quote is sent for the first time.",
    broken: "The mails could not be loaded", permission: "settings:manage", rights: ["settings:manage"],
  },
  {
    name: "the mail", address: "/messages", asks: "/api/messages", answer: page([FAILED_MAIL]), loaded: /The mail server refused maya/, broken: "The mail could not be loaded",
    empty: { answer: page([]), says: "Every mail has left", offers: [] },
  },
  {
    name: "my sessions", address: "/account", asks: "/api/auth/sessions", answer: [HERE], loaded: "This one", broken: "Your sessions could not be loaded",
    beside: { "/api/notifications/choices": CHOICES },
  },
  {
    name: "the audit", address: "/audit", asks: "/api/audit", answer: page([ENTRY]), loaded: "Nadia Osei", broken: "The audit could not be loaded",
    permission: "audit:read", empty: { answer: page([]), says: "Nothing happened here", offers: ["Clear the filters"] },
    beside: { "/api/users": page([]) },
  },
];

for (const one of SCREENS) statesOf(one);
