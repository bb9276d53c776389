import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import "./customer.css";

import { writtenOffer } from "./api";
import { CustomerPage } from "./CustomerPage";

const root = document.querySelector("#root");
const offer = writtenOffer();
// Without an offer the page says why, as the server wrote it, and there is nothing to bring to life.
if (root && offer) {
  createRoot(root).render(
    <StrictMode>
      <CustomerPage first={offer} />
    </StrictMode>,
  );
}
