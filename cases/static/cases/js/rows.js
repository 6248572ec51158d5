/* Coming back from a case, the reader stands on its row of the list again. */
(() => {
  "use strict";
  // The browser first goes to the row by itself, and leaves the focus at the top.
  const standOnRow = () => {
    const target = location.hash.startsWith("#row-") && document.getElementById(location.hash.slice(1));
    const link = target && target.querySelector(".cell-name a");
    if (!link) return;
    link.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  };
  window.addEventListener("load", () => window.setTimeout(standOnRow));
})();
