/* The search box while somebody types: the best few under it, a combobox with a list as WAI-ARIA describes it. What is
   typed goes by POST. Without this file the form is sent and the page of results says the same. */
(() => {
  "use strict";
  const AFTER_TYPING = 250;
  const SHORTEST = 2;
  let boxes = 0;

  const dress = (form) => {
    const field = form.querySelector("input[type=search]");
    const panel = document.createElement("div");
    const said = document.createElement("p");
    const id = `found-${(boxes += 1)}`;
    let waiting = 0;
    let asking = null;
    let at = -1;

    panel.className = "find-panel";
    panel.hidden = true;
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    field.parentElement.append(panel, said);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-haspopup": "listbox",
    })) {
      field.setAttribute(name, value);
    }

    const options = () => [...panel.querySelectorAll("[role=option]")];
    const isOpen = () => !panel.hidden;

    const stand = (place) => {
      const all = options();
      at = all.length ? (place + all.length + 1) % (all.length + 1) : -1;
      if (at === all.length) at = -1; // one step beyond the list is the field itself
      all.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
      if (at < 0) {
        field.removeAttribute("aria-activedescendant");
      } else {
        field.setAttribute("aria-activedescendant", all[at].id);
        all[at].scrollIntoView({ block: "nearest" });
      }
    };

    const close = () => {
      window.clearTimeout(waiting);
      if (asking) asking.abort();
      panel.hidden = true;
      panel.replaceChildren();
      at = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-controls");
      field.removeAttribute("aria-activedescendant");
      said.textContent = "";
    };

    const show = (page) => {
      panel.replaceChildren(...page.body.children);
      panel.hidden = false;
      const list = panel.querySelector("[role=listbox]");
      if (list) {
        list.id = id;
        options().forEach((option, number) => (option.id = `${id}-${number}`));
        field.setAttribute("aria-controls", id);
      }
      field.setAttribute("aria-expanded", String(Boolean(list)));
      stand(-1);
      said.textContent = [...panel.querySelectorAll("[data-said]")].map((part) => part.dataset.said).join(". ");
    };

    const ask = async () => {
      if (asking) asking.abort();
      asking = new AbortController();
      const { signal } = asking;
      try {
        const answer = await fetch(form.dataset.find, {
          method: "POST",
          body: new FormData(form),
          headers: { "HX-Request": "true" },
          redirect: "error", // the door of somebody who was signed out is no list
          signal,
        });
        if (!answer.ok) throw new Error("no answer");
        const text = await answer.text();
        if (!signal.aborted && document.activeElement === field) {
          show(new DOMParser().parseFromString(text, "text/html"));
        }
      } catch {
        if (!signal.aborted) close(); // the button still works
      }
    };

    const open = (option) => {
      location.assign(option.dataset.href);
    };

    field.addEventListener("input", () => {
      window.clearTimeout(waiting);
      if ([...field.value.trim()].length < SHORTEST) {
        close();
        return;
      }
      waiting = window.setTimeout(ask, AFTER_TYPING);
    });

    field.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const isStep = event.key === "ArrowDown" || event.key === "ArrowUp";
      if (isStep && isOpen()) {
        event.preventDefault();
        stand(event.key === "ArrowDown" ? at + 1 : at < 0 ? options().length - 1 : at - 1);
      } else if (event.key === "ArrowDown" && field.value.trim()) {
        event.preventDefault();
        ask();
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        open(options()[at]);
      } else if (event.key === "Escape" && isOpen()) {
        event.preventDefault();
        event.stopPropagation();
        close();
      }
    });

    // A press on the list must not take the focus from the field before it is followed.
    panel.addEventListener("mousedown", (event) => event.preventDefault());
    panel.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) open(option);
    });
    field.addEventListener("blur", close);
    form.addEventListener("submit", close);
    // Something may have been typed before this file had come.
    if (field === document.activeElement && field.value) field.dispatchEvent(new Event("input"));
  };

  document.querySelectorAll("form[data-find]").forEach(dress);
})();
