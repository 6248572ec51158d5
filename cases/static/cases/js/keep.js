/* Keeps what stands in a form while somebody types: a step of a registration, a note, a flag. The page works without
   this file. `data-unkept` on the form says that something stands there which the server does not have. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const strip = document.getElementById("not-sent");
  const elsewhere = document.querySelector("[data-kept-elsewhere]");
  const refused = document.querySelector("[data-kept-refused]");
  const kept = document.querySelector("[data-kept]");
  const AFTER_TYPING = 800;
  const BETWEEN_TRIES = 4000;
  const LONGEST_WAIT = 15000;
  let waiting = null;
  let isChanged = false;
  let isStopped = false;
  let isRefused = false;
  let hasFailed = false;
  const standing = () => new URLSearchParams(new FormData(form)).toString();
  let onServer = standing();

  const markUnkept = (is) => form.toggleAttribute("data-unkept", is);

  const told = (at) => {
    if (strip) strip.hidden = true;
    if (!kept || !at) return;
    kept.querySelector("[data-kept-at]").textContent = at;
    kept.hidden = false;
  };

  const failed = () => {
    hasFailed = true;
    if (strip) strip.hidden = false;
    plan(BETWEEN_TRIES);
  };

  // There is a line, but nobody who may write here: asking again by itself would change nothing.
  const turnedAway = () => {
    isStopped = true;
    isRefused = true;
    hasFailed = false;
    markUnkept(true);
    if (strip) strip.hidden = true;
    if (refused) refused.hidden = false;
  };

  // Whoever has signed in again elsewhere has a new token; the one on this page would be refused. Gives false where
  // there is none to be had: nobody is signed in yet, or the draft is gone.
  const renewToken = async () => {
    try {
      const answer = await fetch(window.location.href, { redirect: "manual" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const token = page.querySelector("form[data-keep] [name=csrfmiddlewaretoken]");
      if (!token) return false;
      form.elements.csrfmiddlewaretoken.value = token.value;
      return true;
    } catch {
      return false;
    }
  };

  // Gives true when the server has what stands on the page.
  const keep = async (isLeaving) => {
    isChanged = false;
    const stop = new AbortController();
    const body = standing();
    const limit = window.setTimeout(() => stop.abort(), LONGEST_WAIT);
    try {
      const answer = await fetch(form.dataset.keep, {
        method: "POST",
        body,
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        keepalive: isLeaving,
        redirect: "manual",
        signal: stop.signal,
      });
      if (answer.status === 409) {
        isStopped = true;
        hasFailed = false;
        if (strip) strip.hidden = true;
        if (elsewhere) elsewhere.hidden = false;
        return true;
      }
      if (answer.type === "opaqueredirect" || (answer.status >= 400 && answer.status < 500)) {
        turnedAway();
        return true;
      }
      if (answer.status !== 204) throw new Error("not kept");
      hasFailed = false;
      onServer = body;
      markUnkept(isChanged);
      told(answer.headers.get("Kept-At"));
      return true;
    } catch {
      isChanged = true;
      if (!isLeaving) failed();
      return false;
    } finally {
      window.clearTimeout(limit);
    }
  };

  const plan = (delay) => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      if (isChanged && !isStopped) keep(false);
    }, delay);
  };

  const changed = (event) => {
    if (event.target.type === "hidden" || standing() === onServer) return;
    isChanged = true;
    markUnkept(true);
    plan(AFTER_TYPING);
  };

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && isChanged && !isStopped) keep(true);
  });
  window.addEventListener("pagehide", () => {
    if (isChanged && !isStopped) keep(true);
  });
  window.addEventListener("online", () => {
    if (isChanged && !isStopped) keep(false);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-retry]")) keep(false);
  });

  // What is discarded is not kept once more on the way out.
  for (const other of document.querySelectorAll(".offered form")) {
    other.addEventListener("submit", () => {
      isStopped = true;
    });
  }

  // Without a line a press would lead to the browser's own page and take away what was typed.
  form.addEventListener("submit", async (event) => {
    if (navigator.onLine && !hasFailed && !isRefused) {
      isChanged = false;
      window.clearTimeout(waiting);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    delete form.dataset.sent;
    const button = event.submitter;
    if (!(await (isRefused ? renewToken() : keep(false)))) {
      const why = isRefused ? refused : strip;
      if (why) why.scrollIntoView({ block: "nearest" });
      return;
    }
    if (button && button.name) {
      const pressed = document.createElement("input");
      pressed.type = "hidden";
      pressed.name = button.name;
      pressed.value = button.value;
      form.append(pressed);
    }
    isChanged = false;
    form.submit();
  });
})();
