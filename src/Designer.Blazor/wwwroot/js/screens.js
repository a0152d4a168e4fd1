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

  // A link to a part of this page takes the focus along; Blazor's own navigation would only scroll.
  addEventListener("click", event => {
    const link = event.target.closest?.("a[href*='#']");
    if (!link || link.pathname !== location.pathname || link.search !== location.search) return;
    const id = decodeURIComponent(link.hash.slice(1));
    const part = byId(id) ?? document.querySelector(`[name="${CSS.escape(id.replace("field-", "field:"))}"]:not([type=hidden])`);
    if (!part) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    part.scrollIntoView();
    if (part.tabIndex < 0 && !part.hasAttribute("tabindex")) part.tabIndex = -1;
    part.focus({ preventScroll: part.id === "main" || part.tagName === "SECTION" });
  }, true);

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
    // Drawings of the same thing: they show the first of what matters, and scroll as one.
    scrollTogether: (areas, matters) => {
      const all = [...document.querySelectorAll(areas)];
      const first = all.flatMap(area => [...area.querySelectorAll(matters)].map(part => part.getBoundingClientRect().left - area.getBoundingClientRect().left + area.scrollLeft)).sort((a, b) => a - b)[0];
      for (const area of all) {
        if (first !== undefined) area.scrollLeft = Math.max(0, first - 160);
        area.onscroll = () => { for (const other of all) if (other.scrollLeft !== area.scrollLeft) other.scrollLeft = area.scrollLeft; };
      }
    },
    focus: selector => document.querySelector(selector)?.focus(),
  };
})();
