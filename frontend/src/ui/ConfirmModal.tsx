import { useState, type ReactNode } from "react";
import { ApiError } from "@/api/errors";
import { Button } from "./Button";
import { Field, Input } from "./Field";
import { Modal } from "./Modal";
import { Notice } from "./Notice";

interface ConfirmModalProps {
  open: boolean;
  title: string;
  /** What will happen, in full. */
  children: ReactNode;
  verb: string;
  danger?: boolean;
  /** A dangerous act asks for this to be typed. */
  typeToConfirm?: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

export function ConfirmModal({ open, ...rest }: ConfirmModalProps) {
  return open ? <OpenConfirm {...rest} /> : null;
}

function OpenConfirm({ title, children, verb, danger = false, typeToConfirm, onConfirm, onClose }: Omit<ConfirmModalProps, "open">) {
  const [busy, setBusy] = useState(false);
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<ApiError | null>(null);
  const ready = typeToConfirm === undefined || typed.trim().toLowerCase() === typeToConfirm.toLowerCase();

  const confirm = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      size="small"
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind={danger ? "danger" : "primary"} busy={busy} disabled={!ready} onClick={() => void confirm()}>
            {verb}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-sm text-soft">
        {problem && <Notice tone="bad">{problem.message}</Notice>}
        {children}
        {typeToConfirm !== undefined && (
          <Field label={`Type ${typeToConfirm} to go on`}>
            <Input value={typed} onChange={(event) => setTyped(event.target.value)} />
          </Field>
        )}
      </div>
    </Modal>
  );
}
