/* Says on the page that the browser gave no passkey; what was tried goes nowhere else. */
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const told = document.querySelector("[data-passkey-failed]");
  if (told) told.hidden = false;
});
