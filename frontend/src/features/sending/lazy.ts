import { lazy } from "react";

/** Most quotes have nothing to say of their mail: what says it comes when the page stands. */
export const SendingNotice = lazy(() => import("./SendingNotice").then((module) => ({ default: module.SendingNotice })));
