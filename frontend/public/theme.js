// Runs before the first paint, so that a dark room never flashes white. A file, because the policy allows no inline script.
(() => {
  const outside = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    let chosen = null;
    try {
      chosen = localStorage.getItem("forge.theme");
    } catch {
      chosen = null;
    }
    const dark = chosen === "dark" || (chosen !== "light" && outside.matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  };
  paint();
  outside.addEventListener("change", paint);
})();
