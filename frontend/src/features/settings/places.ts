export type Section = "shop" | "quotes" | "calendar" | "money" | "mail" | "approvals" | "words";

export interface SectionInfo {
  readonly id: Section;
  readonly label: string;
  readonly hint: string;
}

export const SECTIONS: readonly SectionInfo[] = [
  { id: "shop", label: "Shop and letterhead", hint: "Who your papers come from." },
  { id: "quotes", label: "Quotes", hint: "What a new quote starts with." },
  { id: "calendar", label: "Calendar", hint: "When the shop works." },
  { id: "money", label: "Money and units", hint: "Currency, units, and where taxes and floors are set." },
  { id: "mail", label: "Mail", hint: "How mail leaves." },
  { id: "approvals", label: "Approval rules", hint: "When a quote needs a colleague’s word." },
  { id: "words", label: "Quick entry words", hint: "What your shop calls its products, papers and finishing." },
];

/** One setting: where it stands, what it is called, and other words that somebody may look for. */
export interface Place {
  readonly section: Section;
  readonly id: string;
  readonly label: string;
  readonly words: string;
  /** It is set elsewhere: with the rates, or with the people. */
  readonly to?: string;
}

export const PLACES: readonly Place[] = [
  { section: "shop", id: "name", label: "Name", words: "company business shop title" },
  { section: "shop", id: "tagline", label: "Tagline", words: "slogan line under the name" },
  { section: "shop", id: "address_lines", label: "Address", words: "street town city zip location" },
  { section: "shop", id: "phone", label: "Phone", words: "telephone number call" },
  { section: "shop", id: "email", label: "E-mail", words: "mail address contact" },
  { section: "shop", id: "web", label: "Web address", words: "website site url homepage" },
  { section: "shop", id: "logo_svg", label: "Logo", words: "brand mark picture image svg png upload" },
  { section: "quotes", id: "valid_days", label: "Valid for", words: "validity expiry days expire until" },
  { section: "quotes", id: "usual_terms", label: "Usual terms of payment", words: "net 30 payment prospect" },
  { section: "quotes", id: "payment_terms", label: "Terms to choose from", words: "payment list net due on receipt" },
  { section: "quotes", id: "clauses", label: "Terms and conditions", words: "clauses legal small print pdf document" },
  { section: "quotes", id: "numbering", label: "Next quote number", words: "numbering start sequence series" },
  { section: "calendar", id: "time_zone", label: "Time zone", words: "clock hours midnight" },
  { section: "calendar", id: "works_on", label: "Working days", words: "week weekend rush saturday turnaround" },
  { section: "calendar", id: "closed_on", label: "Closed days", words: "holidays vacation christmas rush" },
  { section: "money", id: "currency", label: "Currency", words: "dollar usd money" },
  { section: "money", id: "unit", label: "Unit of sizes", words: "inches millimeters metric mm in" },
  { section: "money", id: "tax", label: "Sales tax", words: "tax rate code basis line document exempt resale", to: "/rate-book/edit/terms" },
  { section: "money", id: "floor", label: "Margin floor and target", words: "minimum profit margin goal", to: "/rate-book/edit/terms" },
  { section: "money", id: "gang", label: "Gang runs", words: "saving overrun run together", to: "/rate-book/edit/terms" },
  { section: "money", id: "rush", label: "Rush surcharges", words: "hurry express days", to: "/rate-book/edit/terms" },
  { section: "money", id: "rounding", label: "Rounding and minimum charge", words: "round cents least", to: "/rate-book/edit/terms" },
  { section: "mail", id: "sender_name", label: "Sender’s name", words: "from e-mail display" },
  { section: "mail", id: "reply_to", label: "Answers go to", words: "reply-to address e-mail" },
  { section: "mail", id: "footer", label: "Last lines of every mail", words: "footer signature imprint" },
  { section: "mail", id: "templates", label: "What mails say", words: "templates wording letter text subject fields merge", to: "/settings/mail-templates" },
  { section: "mail", id: "failed", label: "Mail that failed", words: "dead letters refused bounced repeat retry", to: "/messages" },
  { section: "approvals", id: "total_over_limit", label: "Large quotes", words: "approval total limit amount" },
  { section: "approvals", id: "below_floor", label: "Margin under the floor", words: "approval margin low" },
  { section: "approvals", id: "margin_unknown", label: "Margin not known", words: "approval cost missing" },
  { section: "approvals", id: "discount_over_limit", label: "Large discounts", words: "approval discount percent" },
  { section: "approvals", id: "typed_price", label: "Prices typed by hand", words: "approval override manual price" },
  { section: "approvals", id: "outside_without_quote", label: "Outside purchases", words: "approval vendor outsource" },
  { section: "approvals", id: "rush", label: "Rush jobs", words: "approval days hurry" },
  { section: "approvals", id: "nonstandard_terms", label: "Unusual terms of payment", words: "approval terms net" },
  { section: "approvals", id: "authority", label: "People’s own limits", words: "approval authority user limits sign", to: "/users" },
  { section: "words", id: "words", label: "Words of products, papers and finishing", words: "alias aliases synonyms typing nicknames" },
];

/** Every typed word must begin a word of the setting, of its section or of what else it is called. */
export function placesFor(text: string): readonly Place[] {
  const typed = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (typed.length === 0) return [];
  return PLACES.filter((place) => {
    const section = SECTIONS.find((one) => one.id === place.section)?.label ?? "";
    const words = `${place.label} ${place.words} ${section}`.toLowerCase().split(/[\s,’-]+/);
    return typed.every((one) => words.some((word) => word.startsWith(one)));
  });
}

export function addressOf(place: Place): string {
  return place.to ?? `/settings/${place.section}#${place.id}`;
}
