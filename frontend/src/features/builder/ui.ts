import { createContext, useContext } from "react";

/** What is open on this screen: not part of the quote, so neither saved nor undone. */
export interface BuilderUi {
  readonly openId: string | null;
  readonly open: (id: string | null) => void;
  readonly showCost: boolean;
  readonly canSeeCost: boolean;
  readonly canPrice: boolean;
  readonly canSend: boolean;
  readonly explain: (id: string) => void;
  readonly curve: (id: string) => void;
}

export const BuilderUiContext = createContext<BuilderUi | null>(null);

export function useBuilderUi(): BuilderUi {
  const ui = useContext(BuilderUiContext);
  if (!ui) throw new Error("useBuilderUi needs a builder around it.");
  return ui;
}
