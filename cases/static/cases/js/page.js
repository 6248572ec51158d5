/* Small conveniences, and the warning before somebody is signed out, in one file because each costs a slow line a
   request. Every page works without it. */
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

  // Keys, a line each; cases/help/keys.py says the same to people. Letters can be turned off on the page of keys.
  const typing = (element) =>
    element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const stopIn = (row) => row.querySelector("th a[href]") || row.querySelector("input[type=checkbox], a[href]");
  const rowStops = () => {
    const rows = [...document.querySelectorAll("main tbody > tr")].filter((row) => row.getClientRects().length);
    return rows.map(stopIn).filter(Boolean);
  };
  const rowOf = (element) => element.closest("main tbody > tr");

  const step = (by) => {
    const stops = rowStops();
    const here = rowOf(document.activeElement);
    const at = here ? stops.findIndex((stop) => here.contains(stop)) : -1;
    const next = at < 0 ? stops[0] : stops[at + by];
    if (next) next.focus();
    return stops.length > 0;
  };
  // An arrow goes from row to row only where the reader stands on one: elsewhere it scrolls, chooses, or moves in a text.
  const arrow = (by) => (from) => {
    const row = rowOf(from);
    if (!row || from.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return false;
    const here = document.activeElement;
    step(by);
    return document.activeElement !== here;
  };
  const toSearch = () => {
    const search = [...document.querySelectorAll("[data-search]")].find((field) => field.offsetParent);
    if (!search) return false;
    search.focus();
    search.select();
    return true;
  };
  const toKeys = () => {
    const link = document.querySelector("[data-keys]");
    if (link) link.click();
    return Boolean(link);
  };
  const openRow = (from) => {
    const row = from.matches("input[type=checkbox]") && rowOf(from);
    const link = row && row.querySelector("a[href]");
    if (link) link.click();
    return Boolean(link);
  };
  const tickRow = (from) => {
    const row = rowOf(from);
    const box = row && row.querySelector("input[type=checkbox]");
    if (box) box.click();
    return Boolean(box);
  };
  const closeMenu = () => {
    const menu = document.querySelector("details.menu[open]");
    if (!menu) return false;
    menu.open = false;
    menu.querySelector("summary").focus();
    return true;
  };

  const letters = {
    "/": toSearch,
    "?": toKeys,
    j: () => step(1),
    k: () => step(-1),
    x: tickRow,
  };
  const others = {
    Enter: openRow,
    Escape: closeMenu,
    ArrowDown: arrow(1),
    ArrowUp: arrow(-1),
  };

  const LETTERS_OFF = "letters-off";
  const lettersOff = () => {
    try {
      return localStorage.getItem(LETTERS_OFF) === "1";
    } catch {
      return false; // a browser that keeps nothing
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.shiftKey && event.key.startsWith("Arrow")) return;
    const isLetter = Object.hasOwn(letters, event.key) && !typing(event.target) && !lettersOff();
    const act = isLetter ? letters[event.key] : Object.hasOwn(others, event.key) && others[event.key];
    if (act && act(event.target)) event.preventDefault();
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
    all(root, "[data-letters]", (box) => {
      box.closest("[hidden]").hidden = false;
      box.checked = !lettersOff();
      box.addEventListener("change", () => localStorage.setItem(LETTERS_OFF, box.checked ? "0" : "1"));
    });
    // How many rows are ticked, said where they are sent from.
    all(root, "[data-chosen]", (place) => {
      const count = () => {
        const ticked = document.querySelectorAll("[data-tick]:checked").length;
        place.hidden = !ticked;
        place.querySelector("b").textContent = ticked;
      };
      all(document, "[data-tick]", (box) => box.addEventListener("change", count));
      window.addEventListener("pageshow", count);
      count();
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
  // An answer from another address (the door, once somebody is signed out) is no part of this page.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo } = event.detail;
    const asked = new URL(pathInfo.finalRequestPath || pathInfo.requestPath, location.href).pathname;
    if (xhr.responseURL && new URL(xhr.responseURL).pathname !== asked) event.detail.shouldSwap = false;
  });
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

  // Coming back from a case, the reader stands on its row of the list again. The browser first goes to the row by
  // itself, and leaves the focus at the top.
  const standOnRow = () => {
    const target = location.hash.startsWith("#row-") && document.getElementById(location.hash.slice(1));
    const link = target && target.querySelector(".cell-name a");
    if (!link) return;
    link.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  };
  window.addEventListener("load", () => window.setTimeout(standOnRow));

  // What only one kind of field needs comes once somebody is at such a field: each file costs a slow line a request.
  const fetchScript = (address) => {
    const script = document.createElement("script");
    script.src = address;
    document.head.append(script);
  };
  const fetchOnceAt = (selector, address) => {
    const isThere = (element) => Boolean(element && element.closest(selector));
    const come = (event) => {
      if (!isThere(event.target)) return;
      document.removeEventListener("focusin", come);
      fetchScript(address);
    };
    if (isThere(document.activeElement)) fetchScript(address);
    else document.addEventListener("focusin", come);
  };
  const hints = document.querySelector("[data-word-script]");
  const isTyped = [...document.querySelectorAll("[data-word-hint]")].some((field) => field.value);
  if (hints && isTyped) fetchScript(hints.dataset.wordScript);
  else if (hints) fetchOnceAt("[data-word-hint]", hints.dataset.wordScript);
  const search = document.querySelector("[data-find-script]");
  if (search) fetchOnceAt("[data-find]", search.dataset.findScript);

  prepare(document);
  openTarget();
  document.addEventListener("htmx:afterSwap", (event) => prepare(event.detail.target));
})();

/* Warns before somebody is signed out for doing nothing, and leaves the page when it has happened: what stands on it
   is for whoever is signed in. Without it the end is the same, and nobody is warned. */
(() => {
  "use strict";
  const dialog = document.getElementById("session-end");
  if (!dialog || !dialog.showModal) return;
  const TICK = 1000;
  const BETWEEN_TRIES = 5000;
  const part = (name) => dialog.querySelector(`[data-${name}]`);
  const parts = (name) => dialog.querySelectorAll(`[data-${name}]`);
  let endsAt = 0;
  let warnsAt = 0;
  let mayStay = false;
  let isWarned = false;
  let isAsking = false;
  let isOver = false;
  let notBefore = 0;
  let typed = null;

  const learn = (end) => {
    endsAt = Date.now() + end.seconds * 1000;
    warnsAt = endsAt - end.warned * 1000;
    mayStay = end.may_stay;
    if (end.at) part("at").textContent = end.at;
    parts("idle").forEach((each) => (each.hidden = !mayStay));
    parts("day").forEach((each) => (each.hidden = mayStay));
  };

  // Gives false where nobody is signed in any more, null where there was no answer.
  const ask = async (url, options) => {
    try {
      const answer = await fetch(url, { redirect: "manual", ...options });
      if (answer.status === 200) return await answer.json();
      return answer.status >= 500 ? null : false;
    } catch {
      return null;
    }
  };

  // A step of a registration, a note or a flag is kept while it is typed, and says so when it is not.
  const unkept = () => {
    const kept = document.querySelector("form[data-keep]");
    if (kept) return "unkept" in kept.dataset ? kept : null;
    const again = document.querySelector("main [data-error-summary]");
    if (typed || !again) return typed;
    const refused = document.querySelector("main form[method=post]:has([aria-invalid=true])");
    return refused || document.querySelector("main form[method=post]");
  };

  const over = () => {
    isOver = true;
    if (unkept()) {
      part("before").hidden = true;
      part("after").hidden = false;
      dialog.classList.add("is-over");
      dialog.setAttribute("aria-labelledby", "session-over-title");
      if (!dialog.open) dialog.showModal();
      part("sign-in").focus();
      return;
    }
    // Without what follows "#", so that the browser asks for the page anew.
    window.location.replace(window.location.pathname + window.location.search);
  };

  const stay = async () => {
    const token = dialog.querySelector("[name=csrfmiddlewaretoken]").value;
    const end = await ask(dialog.dataset.stay, { method: "POST", headers: { "X-CSRFToken": token } });
    if (end) learn(end);
    if (end !== false) isWarned = false;
    else over();
  };

  const look = async () => {
    const now = Date.now();
    if (isOver || isAsking || now < Math.max(warnsAt, notBefore) || (isWarned && now < endsAt)) return;
    isAsking = true;
    // Another tab may have put off the end.
    const end = await ask(dialog.dataset.left);
    isAsking = false;
    notBefore = Date.now() + BETWEEN_TRIES;
    if (end === false) {
      over();
    } else if (end) {
      learn(end);
      isWarned = Date.now() >= warnsAt;
      if (isWarned && !dialog.open) dialog.showModal();
      if (!isWarned && dialog.open) dialog.close();
    }
  };

  dialog.addEventListener("cancel", (event) => {
    if (isOver) event.preventDefault();
  });
  // However it is closed, somebody is there.
  dialog.addEventListener("close", () => {
    if (isOver) over();
    else if (isWarned && mayStay) stay();
  });
  part("stay-button").addEventListener("click", () => dialog.close());
  part("close").addEventListener("click", () => dialog.close());
  part("sign-in").addEventListener("click", () => unkept().submit());
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form.method === "post" && form.closest("main")) typed = form;
  });

  learn({ seconds: Number(dialog.dataset.seconds), warned: Number(dialog.dataset.warned), may_stay: true });
  window.setInterval(look, TICK);
  document.addEventListener("visibilitychange", look);
})();
