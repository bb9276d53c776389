import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { answer, api, type Schemas } from "@/api/client";

export type Entry = Schemas["TimelineEntry"];
export type Group = Entry["group"];
export type Colleague = Schemas["ColleagueResponse"];
export type NoteWords = Schemas["NoteWrite"];

const PER_PAGE = 30;

function at(id: string) {
  return { path: { quote_id: id } };
}

/** What every page and group of a quote's activity is kept under. */
export function activityKey(id: string) {
  return ["quotes", "timeline", id];
}

export function activityQuery(id: string, group: Group | null) {
  return infiniteQueryOptions({
    queryKey: [...activityKey(id), group],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/api/quotes/{quote_id}/timeline", { params: { ...at(id), query: { page: pageParam, per_page: PER_PAGE, ...(group === null ? {} : { group }) } }, signal })),
    initialPageParam: 1,
    getNextPageParam: ({ page, per_page, total }) => (page * per_page < total ? page + 1 : undefined),
  });
}

/** Who may see the quote, and so be named in a note about it. */
export function colleaguesQuery(id: string) {
  return queryOptions({
    queryKey: ["quotes", "colleagues", id],
    queryFn: ({ signal }) => answer(api.GET("/api/quotes/{quote_id}/colleagues", { params: at(id), signal })),
    staleTime: 300_000,
  });
}

export function addNote(id: string, body: NoteWords) {
  return answer(api.POST("/api/quotes/{quote_id}/notes", { params: at(id), body }));
}

export function changeNote(id: string, noteId: string, body: NoteWords) {
  return answer(api.PUT("/api/quotes/{quote_id}/notes/{note_id}", { params: { path: { quote_id: id, note_id: noteId } }, body }));
}

export function deleteNote(id: string, noteId: string) {
  return answer(api.DELETE("/api/quotes/{quote_id}/notes/{note_id}", { params: { path: { quote_id: id, note_id: noteId } } }));
}
