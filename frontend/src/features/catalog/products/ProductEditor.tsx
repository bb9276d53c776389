import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useBlocker } from "react-router";
import { ApiError } from "@/api/errors";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { ConfirmModal } from "@/ui/ConfirmModal";
import { Notice } from "@/ui/Notice";
import { PageHeader } from "@/ui/PageHeader";
import { toast } from "@/ui/toast";
import { BasicsCard } from "./BasicsCard";
import type { Shop } from "./FieldEditor";
import { FieldsCard } from "./FieldsCard";
import { FormPreview } from "./FormPreview";
import { archiveProduct, changeProduct, keepProducts, productFormsQuery, type Product, type Products } from "./queries";

interface ProductEditorProps {
  product: Product;
  products: Products;
  archived: boolean;
  publishes: boolean;
  shop: Shop;
}

/** A product's form, to be changed beside its preview; what is saved holds at once. */
export function ProductEditor({ product, products, archived, publishes, shop }: ProductEditorProps) {
  const client = useQueryClient();
  // What the draft started from: while it says the same, nothing is unsaved.
  const [start, setStart] = useState(product);
  const [draft, setDraft] = useState(product);
  const [version, setVersion] = useState(products.version);
  const [problem, setProblem] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const [archiving, setArchiving] = useState(false);
  const editable = publishes && !archived;
  const dirty = useMemo(() => JSON.stringify(draft) !== JSON.stringify(start), [draft, start]);
  const leaving = useBlocker(dirty);
  const problems = problem?.fields ?? [];
  const change = (some: Partial<Product>) => setDraft((before) => ({ ...before, ...some }));
  const all = useMemo(() => [...products.live, ...products.archived], [products]);
  const operationName = useMemo(() => {
    const names = new Map(shop.operations.map(({ code, name }) => [code, name]));
    return (code: string) => names.get(code) ?? code;
  }, [shop]);

  useEffect(() => {
    if (!dirty) return undefined;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    globalThis.addEventListener("beforeunload", stay);
    return () => globalThis.removeEventListener("beforeunload", stay);
  }, [dirty]);

  const take = async (done: Promise<Products>, said: string) => {
    const saved = await done;
    setVersion(saved.version);
    setProblem(null);
    await keepProducts(client, saved);
    toast(said);
  };
  const save = async () => {
    setBusy(true);
    try {
      await take(changeProduct(version, draft), `${draft.name} is saved: new lines are asked for it from now on.`);
      setStart(draft);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  /** Takes the version of whoever was faster; what is typed stays, and says what differs from theirs. */
  const reload = async () => {
    const theirs = await client.fetchQuery({ ...productFormsQuery(), staleTime: 0 });
    setVersion(theirs.version);
    setStart(theirs.live.find(({ code }) => code === start.code) ?? start);
    setProblem(null);
  };

  return (
    <>
      <title>{`${start.name} · Products · PatriotForge`}</title>
      <PageHeader
        back={{ to: "/rate-book/products", label: "Products" }}
        title={start.name}
        meta={
          <>
            <span>{start.code}</span>
            {archived && <Badge>Archived</Badge>}
            {dirty && <Badge tone="warn">Not saved</Badge>}
          </>
        }
        actions={
          publishes && (
            <>
              {editable && (
                <Button disabled={!dirty} onClick={() => setDraft(start)}>
                  Discard
                </Button>
              )}
              {archived ? (
                <Button onClick={() => void take(archiveProduct(version, start.code, true), `${start.name} is offered again.`).catch(setProblem)}>Restore</Button>
              ) : (
                <Button disabled={dirty} onClick={() => setArchiving(true)}>
                  Archive
                </Button>
              )}
              {editable && (
                <Button kind="primary" busy={busy} disabled={!dirty} onClick={() => void save()}>
                  Save
                </Button>
              )}
            </>
          )
        }
      />
      <div className="flex flex-col gap-4">
        {!publishes && <Notice tone="info">A product holds at once for everybody who quotes, so changing it needs a manager.</Notice>}
        {problem && (
          <Notice tone="bad">
            {problems.length > 0 ? "Nothing is saved: what is wrong is marked below." : problem.message}{" "}
            {problem.status === 412 && (
              <button type="button" className="font-semibold underline underline-offset-2" onClick={() => void reload()}>
                Go on from their version
              </button>
            )}
          </Notice>
        )}
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-4">
            <BasicsCard product={draft} problems={problems} editable={editable} onChange={change} />
            <FieldsCard product={draft} all={all} shop={shop} problems={problems} editable={editable} onChange={(fields) => change({ fields })} />
          </div>
          <div className="min-w-0 xl:sticky xl:top-[4.25rem]">
            <FormPreview product={draft} stocks={shop.stocks} operationName={operationName} />
          </div>
        </div>
      </div>
      <ConfirmModal open={archiving} title={`Archive ${start.name}?`} verb="Archive" danger onConfirm={() => take(archiveProduct(version, start.code, false), `${start.name} is archived.`)} onClose={() => setArchiving(false)}>
        <p>Nobody can add it to a quote any more. Lines that have it stay as they are, and it can be restored.</p>
      </ConfirmModal>
      <ConfirmModal
        open={leaving.state === "blocked"}
        title="Leave without saving?"
        verb="Leave"
        danger
        onConfirm={() => {
          leaving.proceed?.();
          return Promise.resolve();
        }}
        onClose={() => leaving.reset?.()}
      >
        <p>What you changed in this product is not saved yet.</p>
      </ConfirmModal>
    </>
  );
}
