import { keepPreviousData, queryOptions, type QueryClient } from "@tanstack/react-query";

import { answer, api, ifMatch, type Schemas } from "@/api/client";
import { toCount } from "@/lib/count";

export type Settings = Schemas["SettingsResponse"];
export type ShopValues = Schemas["ShopValues"];
export type CalendarValues = Schemas["CalendarValues"];
export type MoneyValues = Schemas["MoneyValues"];
export type QuoteValues = Schemas["QuoteValues"];
export type MailValues = Schemas["MailValues"];
export type Weekday = CalendarValues["works_on"][number];

const KEY = ["settings"];

export function settingsQuery() {
  return queryOptions({ queryKey: KEY, queryFn: ({ signal }) => answer(api.GET("/api/settings", { signal })) });
}

/** A group as it is kept: its values, its version, and who wrote it last. */
export interface Group<Values> {
  readonly version: number;
  readonly changed_by: string | null;
  readonly changed_at: string;
  readonly values: Values;
}

export type Save<Values> = (version: number, values: Values) => Promise<Group<Values>>;

function from(version: number) {
  return { header: ifMatch(version) };
}

export const saveShop: Save<ShopValues> = (version, body) => answer(api.PUT("/api/settings/shop", { params: from(version), body }));
export const saveCalendar: Save<CalendarValues> = (version, body) => answer(api.PUT("/api/settings/calendar", { params: from(version), body }));
export const saveMoney: Save<MoneyValues> = (version, body) => answer(api.PUT("/api/settings/money", { params: from(version), body }));
export const saveQuotes: Save<QuoteValues> = (version, body) => answer(api.PUT("/api/settings/quotes", { params: from(version), body }));
export const saveMail: Save<MailValues> = (version, body) => answer(api.PUT("/api/settings/mail", { params: from(version), body }));

export function saveNumbering(version: number, next: number): Promise<Settings["numbering"]> {
  return answer(api.PUT("/api/settings/numbering", { params: from(version), body: { next } }));
}

/** What the server makes of a logo: a drawing that is safe to show. */
export async function checkLogo(content: string): Promise<string> {
  return (await answer(api.POST("/api/settings/logo", { body: { content } }))).logo_svg;
}

/** One group is new; whatever else shows the shop (its name, its day) asks again. */
export async function keepGroup<Name extends keyof Settings>(client: QueryClient, name: Name, group: Settings[Name]): Promise<void> {
  client.setQueryData<Settings>(KEY, (known) => known && { ...known, [name]: group });
  await client.invalidateQueries({ queryKey: ["me"] });
}

export interface Tried {
  readonly shop?: ShopValues;
  readonly quotes?: QuoteValues;
}

/** A page of a sample quote with what is typed so far. */
export function previewQuery(tried: Tried, page: number) {
  return queryOptions({
    queryKey: ["settings", "preview", tried, page],
    queryFn: async ({ signal }) => {
      const { data, response } = await api.POST("/api/settings/preview", { body: { ...tried, page }, parseAs: "blob", signal });
      return { image: data as unknown as Blob, count: toCount(response.headers.get("X-Page-Count") ?? "1") ?? 1 };
    },
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
}
