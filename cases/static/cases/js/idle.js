/* Warns before somebody is signed out for doing nothing, and leaves the page when it has happened: what stands on it
   is for whoever is signed in. Without this file the end is the same, and nobody is warned. */
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
    return typed || (again && document.querySelector("main form[method=post]"));
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
