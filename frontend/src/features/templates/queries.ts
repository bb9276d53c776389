import { queryOptions } from "@tanstack/react-query";

import { answer, api, ifMatch, type Schemas } from "@/api/client";

export type Template = Schemas["TemplateResponse"];
export type TemplateDetail = Schemas["TemplateDetail"];
export type TemplateKind = Template["kind"];

export const KIND_WORDS: Readonly<Record<TemplateKind, string>> = { quote: "Quote", section: "Section", line: "Line" };

/** One's own templates and those that are shared, by name. */
export function templatesQuery() {
  return queryOptions({
    queryKey: ["templates", "list"],
    queryFn: ({ signal }) => answer(api.GET("/api/templates", { signal })),
    staleTime: 30_000,
  });
}

function at(id: string) {
  return { path: { template_id: id } };
}

export function readTemplate(id: string): Promise<TemplateDetail> {
  return answer(api.GET("/api/templates/{template_id}", { params: at(id) }));
}

export function createTemplate(body: Schemas["TemplateCreate"]): Promise<TemplateDetail> {
  return answer(api.POST("/api/templates", { body }));
}

export function updateTemplate({ id, version }: Template, body: Schemas["TemplateUpdate"]): Promise<TemplateDetail> {
  return answer(api.PATCH("/api/templates/{template_id}", { params: { ...at(id), header: ifMatch(version) }, body }));
}

export async function deleteTemplate({ id, version }: Template): Promise<void> {
  await answer(api.DELETE("/api/templates/{template_id}", { params: { ...at(id), header: ifMatch(version) } }));
}

export function restoreTemplate(id: string): Promise<TemplateDetail> {
  return answer(api.POST("/api/templates/{template_id}/restore", { params: at(id) }));
}
