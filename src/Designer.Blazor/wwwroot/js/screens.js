// Small acts of every page that need no round trip: dialogs, copying, menus. Attributes name them, so pages stay plain markup.
(() => {
  // The clipboard of the browser is there on secure origins only; a hall's own network may be plain.
  const write = async text => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  };
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
    if (copy) write(copy.dataset.copy).then(() => {
      const words = copy.querySelector("span");
      const before = words?.textContent ?? copy.getAttribute("aria-label");
      const say = text => { if (words) words.textContent = text; else copy.setAttribute("aria-label", text); };
      say("已复制");
      copy.classList.add("copied");
      setTimeout(() => { say(before); copy.classList.remove("copied"); }, 2000);
    });
    for (const open of document.querySelectorAll("details[data-closes][open]")) if (!open.contains(target)) open.open = false;
  });

  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    for (const open of document.querySelectorAll("details[data-closes][open]")) { open.open = false; open.querySelector("summary").focus(); }
    document.querySelector(".topbar.searching")?.classList.remove("searching");
  });

  // A modal dialog drawn by a page: opened when it appears; closing it by any way gives focus back and tells the page by the close event.
  window.haochaping = {
    openDialog: dialog => { if (dialog && !dialog.open) dialog.showModal(); },
    closeDialog: dialog => dialog?.close(),
    focus: selector => document.querySelector(selector)?.focus(),
  };
})();
