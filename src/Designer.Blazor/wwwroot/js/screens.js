// Small acts of every page that need no round trip: dialogs, copying, menus. Attributes name them, so pages stay plain markup.
(() => {
  const byId = id => document.getElementById(id);

  document.addEventListener("click", event => {
    const target = event.target;
    const opener = target.closest("[data-opens]");
    if (opener) byId(opener.dataset.opens)?.showModal();
    if (target.closest("[data-close]")) target.closest("dialog")?.close();
    if (target instanceof HTMLDialogElement) target.close(); // the backdrop
    if (target.closest("[data-back]")) history.back();
    if (target.closest("[data-reload]")) { event.preventDefault(); location.assign(target.closest("a")?.getAttribute("href") || location.href); }
    if (target.closest("[data-search-toggle]")) {
      const bar = target.closest(".topbar");
      bar.classList.toggle("searching");
      bar.querySelector("input")?.focus();
    }
    const copy = target.closest("[data-copy]");
    if (copy) navigator.clipboard?.writeText(copy.dataset.copy).then(() => {
      const label = copy.getAttribute("aria-label");
      copy.setAttribute("aria-label", "已复制");
      copy.classList.add("copied");
      setTimeout(() => { copy.setAttribute("aria-label", label); copy.classList.remove("copied"); }, 2000);
    });
    for (const open of document.querySelectorAll("details[data-closes][open]")) if (!open.contains(target)) open.open = false;
  });

  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    for (const open of document.querySelectorAll("details[data-closes][open]")) { open.open = false; open.querySelector("summary").focus(); }
    document.querySelector(".topbar.searching")?.classList.remove("searching");
  });

  // While the circuit is away, whatever would send waits; typing goes on.
  document.addEventListener("click", event => {
    if (["down", "lost"].includes(document.documentElement.dataset.connection) && event.target.closest("[data-sends]")) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true);

  // A modal dialog drawn by a page: opened when it appears; closing it by any way gives focus back and tells the page by the close event.
  window.haochaping = {
    openDialog: dialog => { if (dialog && !dialog.open) dialog.showModal(); },
    closeDialog: dialog => dialog?.close(),
    focus: selector => document.querySelector(selector)?.focus(),
  };
})();
