// Runs before the first paint, so that a dark room never flashes white. A file, because the policy allows no inline script.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("forge.theme");
  } catch {
    chosen = null;
  }
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
