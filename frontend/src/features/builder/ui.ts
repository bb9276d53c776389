import { createContext, useContext } from "react";

import type { ToKeep } from "@/features/templates/SaveTemplateModal";

import type { ByHand, Settable } from "./model/wire";

/** A part of a line whose making is to be set by hand, and the way that was picked for it, if one was. */
export interface Making {
  readonly lineId: string;
  readonly settable: Settable;
  readonly start?: Pick<ByHand, "press" | "method">;
}

/** What is open on this screen: not part of the quote, so neither saved nor undone. */
export interface BuilderUi {
  readonly openId: string | null;
  readonly open: (id: string | null) => void;
  readonly showCost: boolean;
  readonly canSeeCost: boolean;
  readonly canPrice: boolean;
  readonly canSend: boolean;
  readonly canProduce: boolean;
  readonly explain: (id: string) => void;
  readonly curve: (id: string) => void;
  readonly showFiles: (id: string) => void;
  readonly produce: (making: Making) => void;
  readonly keep: (what: ToKeep) => void;
  readonly pickTemplate: () => void;
}

export const BuilderUiContext = createContext<BuilderUi | null>(null);

export function useBuilderUi(): BuilderUi {
  const ui = useContext(BuilderUiContext);
  if (!ui) throw new Error("useBuilderUi needs a builder around it.");
  return ui;
}
