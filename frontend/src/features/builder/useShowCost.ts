import { useState } from "react";

const KEY = "forge.showCost";

/** Whether costs are on the screen: remembered in this browser, and never for who may not see them. */
export function useShowCost(allowed: boolean): [boolean, (show: boolean) => void] {
  const [show, setShow] = useState(() => localStorage.getItem(KEY) !== "no");
  return [
    allowed && show,
    (next) => {
      localStorage.setItem(KEY, next ? "yes" : "no");
      setShow(next);
    },
  ];
}
