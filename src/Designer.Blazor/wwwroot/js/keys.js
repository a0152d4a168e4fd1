// The keyboard of design.md §9. Single letters work outside fields only and can be switched off.
(() => {
  const off = () => { try { return localStorage.getItem("single-keys") === "off"; } catch { return false; } };
  const inField = element => element.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog[open]");
  const rows = () => [...document.querySelectorAll("[data-row]")];
  let went = 0;

  const step = by => {
    const all = rows();
    if (all.length === 0) return;
    const at = all.findIndex(row => row.contains(document.activeElement));
    const next = all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))];
    next.querySelector("[data-row-link]").focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const press = selector => { const found = document.querySelector(selector); found?.click(); return Boolean(found); };
  // What is being typed reaches the page before it is sent. A radio says by itself what was chosen: having the focus is no choice.
  const hand = field => { if (!field?.matches("[type=radio]")) field?.dispatchEvent(new Event("change", { bubbles: true })); };
  const go = href => { const link = document.querySelector(`.side a[href="${href}"], .bottom-bar a[href="${href}"]`); link?.click(); };

  // Choosing rows: x this one, Shift+x all from the last chosen to this one.
  let last = null;
  const pick = (row, range) => {
    const box = row?.querySelector("[data-pick]");
    if (!box) return;
    const all = rows(), [from, to] = [all.indexOf(last), all.indexOf(row)].sort((a, b) => a - b);
    if (range && from >= 0) for (const between of all.slice(from, to + 1)) { const other = between.querySelector("[data-pick]"); if (other && !other.checked) other.click(); }
    else box.click();
    last = row;
  };
  // What acts on chosen rows acts on the present one when none is chosen; the bar comes with the next drawing.
  const bulk = (row, selector, tries = 60) => {
    if (press(selector) || tries === 0) return;
    if (tries === 60) { if (!row) return; pick(row, false); }
    requestAnimationFrame(() => bulk(row, selector, tries - 1));
  };

  // Handing in a task leads to the next one, often of another case. Until the person has done anything on that page, the same keys again hand in nothing: it has not been read.
  const Chord = ["Control", "Enter", "Shift", "Alt", "Meta"];
  let looked = null;
  const led = () => document.querySelector("form[data-led]");
  const unread = () => { const form = led(); return form !== null && looked !== form.dataset.draft; };
  const sayOnLed = words => { const line = document.querySelector("[data-led-say]"); if (line && line.textContent !== words) line.textContent = words; };
  const look = () => { if (!unread()) return; looked = led().dataset.draft; sayOnLed(""); };
  for (const type of ["pointerdown", "wheel", "touchstart"]) addEventListener(type, look, { capture: true, passive: true });
  addEventListener("keydown", event => { if (!Chord.includes(event.key)) look(); }, true);

  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.target.closest?.("[data-primary]")) && (event.repeat || unread())) {
      event.preventDefault();
      if (unread()) sayOnLed("没有提交：这是下一件任务，请先看过再提交。");
      return;
    }
    if (event.ctrlKey && event.key.toLowerCase() === "s" && !event.shiftKey) {
      const save = document.querySelector("[data-draft-save]");
      if (save) { event.preventDefault(); hand(document.activeElement); if (!save.disabled) save.click(); }
      return;
    }
    if (event.ctrlKey) {
      if (event.key !== "Enter") return;
      const primary = document.querySelector("dialog[open] [data-primary]") ?? (document.querySelector("dialog[open]") ? null : document.querySelector("[data-primary]"));
      if (primary && !primary.disabled) { event.preventDefault(); hand(document.activeElement); primary.click(); }
      return;
    }
    const row = event.target.closest?.("[data-row]");
    if (row && (event.key === "ArrowDown" || event.key === "ArrowUp") && !inField(event.target)) { event.preventDefault(); step(event.key === "ArrowDown" ? 1 : -1); return; }
    if (inField(event.target) || off()) return;
    const afterG = Date.now() - went < 1200;
    went = 0;
    if (afterG && event.key === "i") { go("/inbox"); return; }
    if (afterG && event.key === "c") { go("/cases"); return; }
    switch (event.key) {
      case "g": went = Date.now(); break;
      case "j": step(1); break;
      case "k": step(-1); break;
      case "c": row?.querySelector("[data-claim]")?.click(); break;
      case "r": press("[data-show-new]"); break;
      case "x": case "X": pick(row, event.shiftKey); break;
      case "a": bulk(row, "[data-bulk=assign]"); break;
      case "u": bulk(row, "[data-bulk=urge]"); break;
      case "e": press("[data-bulk=export]") || press("[data-export]"); break;
      case "Escape": if (row) press("[data-bulk=none]"); break;
      case "/": { const field = document.querySelector("main [data-key-search]") ?? document.querySelector("[data-key-search]"); if (field) { event.preventDefault(); field.focus(); field.select(); } break; }
      case "?": document.getElementById("key-help")?.showModal(); break;
    }
  });

  document.addEventListener("change", event => {
    if (!event.target.matches("[data-single-keys]")) return;
    try { localStorage.setItem("single-keys", event.target.checked ? "on" : "off"); } catch { /* for this page only */ }
  });
  new MutationObserver(() => { const box = document.querySelector("[data-single-keys]"); if (box && off()) box.checked = false; }).observe(document.documentElement, { childList: true, subtree: true });

  // The whole row opens, the title is the link.
  document.addEventListener("click", event => {
    const row = event.target.closest("[data-row]");
    if (!row || event.defaultPrevented || event.target.closest("a, button, input, label, select") || String(getSelection()).length > 0) return;
    row.querySelector("[data-row-link]").click();
  });
})();
