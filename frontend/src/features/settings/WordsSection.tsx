import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ListChecks, SearchX } from "lucide-react";
import { useMemo, useState } from "react";

import { ApiError } from "@/api/errors";
import { refresh, sheetQuery } from "@/features/catalog/book/queries";
import { productFormsQuery } from "@/features/catalog/products/queries";
import { Button, ButtonLink } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Field, Input } from "@/ui/Field";
import { Select } from "@/ui/Select";
import { SkeletonLines } from "@/ui/Skeleton";
import { toast } from "@/ui/toast";

import { WordRow } from "./WordRow";
import { WordTester } from "./WordTester";
import { KINDS, namedEntries, namedProducts, saveWords, type Books, type Named } from "./words";

const AT_ONCE = 40;

/** What the shop calls its products, papers and finishing, with a line to try the words on. */
export function WordsSection() {
  const products = useQuery(productFormsQuery());
  const stocks = useQuery(sheetQuery("stocks"));
  const operations = useQuery(sheetQuery("operations"));
  const asked = [products, stocks, operations];
  const error = asked.find((one) => one.error !== null && one.data === undefined)?.error;
  const retry = () => void Promise.all(asked.map((one) => one.refetch()));
  return (
    <div className="flex flex-col gap-4">
      <WordTester />
      <Card id="words" aria-label="Words" className="scroll-mt-24">
        <CardHeader
          title="Words"
          actions={
            <ButtonLink to="/rate-book/changes" icon={<ListChecks aria-hidden />}>
              Publish
            </ButtonLink>
          }
        />
        <p className="border-b border-line px-4 py-3 text-sm text-soft">
          Everything is known by its name and code; these are what people type instead. A word of a product holds at once. Words of papers and finishing are staged with the rate book and hold once it is published.
        </p>
        {error ? <ErrorState error={error} title="The words could not be loaded" retry={retry} /> : null}
        {products.data && stocks.data && operations.data ? (
          <WordList books={{ products: products.data, stocks: stocks.data, operations: operations.data }} />
        ) : (
          !error && <SkeletonLines lines={16} label="Loading the words" />
        )}
      </Card>
    </div>
  );
}

function WordList({ books }: { readonly books: Books }) {
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [kind, setKind] = useState("");
  const [shown, setShown] = useState(AT_ONCE);
  const [busy, setBusy] = useState(false);
  const all = useMemo(() => [...namedProducts(books.products), ...namedEntries(books.stocks, "stocks"), ...namedEntries(books.operations, "operations")], [books]);
  const typed = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = all.filter((one) => (kind === "" || one.kind === kind) && typed.every((word) => `${one.name} ${one.code} ${one.words.join(" ")}`.toLowerCase().includes(word)));
  const save = async (named: Named, words: readonly string[]) => {
    setBusy(true);
    try {
      await saveWords(client, books, named, words);
      toast(named.kind === "products" ? `The words of ${named.name} hold from now on.` : `The words of ${named.name} are staged: they hold once the rate book is published.`);
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      toast(problem.status === 412 ? "Somebody changed the rate book meanwhile: it is loaded anew, do it once more." : (problem.fields[0]?.message ?? problem.message), { tone: "bad" });
      if (problem.status === 412) await refresh(client);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 border-b border-line p-2.5">
        <Field label="A word, a name or a code" hideLabel className="w-full md:w-80">
          <Input type="search" placeholder="A word, a name or a code" value={text} onChange={({ target }) => setText(target.value)} />
        </Field>
        <Select aria-label="Of what" value={kind} options={[{ value: "", label: "Everything" }, ...KINDS.map(({ id, label }) => ({ value: id, label }))]} onChange={({ target }) => setKind(target.value)} />
      </div>
      {found.length === 0 && (
        <EmptyState title="Nothing is called that" icon={<SearchX aria-hidden />} hint="Look for what it is named in the rate book, then add your word.">
          <Button onClick={() => setText("")}>Clear the search</Button>
        </EmptyState>
      )}
      <ul className="divide-y divide-line">
        {found.slice(0, shown).map((named) => (
          <WordRow key={`${named.kind} ${named.code}`} named={named} all={all} busy={busy} onChange={(words) => void save(named, words)} />
        ))}
      </ul>
      {found.length > shown && (
        <div className="border-t border-line p-3 text-center">
          <Button onClick={() => setShown(found.length)}>Show all {found.length}</Button>
        </div>
      )}
    </>
  );
}
