/* Small conveniences. Every page works without this file. */
(() => {
  "use strict";
  const phone = window.matchMedia("(max-width: 767.98px)");

  // On a phone long pages fold; openTarget opens the part an address points to.
  const fold = (root) => {
    if (!phone.matches) return;
    for (const part of root.querySelectorAll("details[data-fold]")) part.open = false;
  };

  const openTarget = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const part = target && (target.querySelector("details[data-fold]") || target.closest("details"));
    if (part) part.open = true;
  };

  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
      const search = document.querySelector("[data-search]");
      if (search && search.offsetParent) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    }
    if (event.key === "Escape") {
      const menu = document.querySelector("details.menu[open]");
      if (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    }
  });

  // A menu closes when the reader goes elsewhere.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  // A table whose rows turn into cards keeps its meaning for screen readers.
  const name = (root) => {
    for (const table of root.querySelectorAll("table.as-cards")) {
      table.setAttribute("role", "table");
      for (const part of table.querySelectorAll("thead, tbody, tfoot")) part.setAttribute("role", "rowgroup");
      for (const row of table.rows) {
        row.setAttribute("role", "row");
        for (const cell of row.cells) {
          const head = cell.tagName === "TH";
          cell.setAttribute("role", !head ? "cell" : row.closest("thead") ? "columnheader" : "rowheader");
        }
      }
    }
  };

  const all = (root, selector, act) => root.querySelectorAll(selector).forEach(act);

  const prepare = (root) => {
    fold(root);
    name(root);
    all(root, "[data-print]", (button) => {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    });
    // A filter that is one choice need not wait for the button.
    all(root, "form[data-auto] select", (select) => {
      select.addEventListener("change", () => select.form.requestSubmit());
    });
    // Sent once: a second press while the first is on its way does nothing.
    all(root, "form[method=post]", (form) => {
      form.addEventListener("submit", (event) => {
        if (form.dataset.sent) event.preventDefault();
        form.dataset.sent = "1";
        window.setTimeout(() => delete form.dataset.sent, 4000);
      });
    });
    const wrong = root.querySelector("[data-error-summary]");
    if (wrong) wrong.focus();
  };

  let last = null;
  const notSent = (event) => {
    const strip = document.getElementById("not-sent");
    if (!strip) return;
    last = event.detail.elt;
    strip.hidden = false;
  };
  document.addEventListener("htmx:sendError", notSent);
  document.addEventListener("htmx:timeout", notSent);
  document.addEventListener("htmx:afterRequest", (event) => {
    const strip = document.getElementById("not-sent");
    if (strip && event.detail.successful) strip.hidden = true;
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-retry]") && last) {
      if (last.tagName === "FORM") last.requestSubmit();
      else last.click();
    }
  });

  window.addEventListener("hashchange", openTarget);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) all(document, "form", (form) => delete form.dataset.sent);
  });
  const closed = [];
  window.addEventListener("beforeprint", () => {
    all(document, "main details:not([open])", (part) => {
      closed.push(part);
      part.open = true;
    });
  });
  window.addEventListener("afterprint", () => {
    while (closed.length) closed.pop().open = false;
  });

  prepare(document);
  openTarget();
  document.addEventListener("htmx:afterSwap", (event) => prepare(event.detail.target));
})();
