// What is typed into a form with data-draft is kept in this browser until it is handed in, so that a cut line or a reload loses nothing.
(() => {
  const prefix = "draft:";
  const timers = new WeakMap();
  const formOf = element => element?.closest?.("form[data-draft]");

  const keptOf = form => { try { return JSON.parse(localStorage.getItem(prefix + form.dataset.draft))?.values ?? {}; } catch { return {}; } };

  // What a dialog asked for stays kept while the dialog is closed.
  const valuesOf = form => {
    const values = keptOf(form);
    const fields = [...form.elements].filter(field => field.name?.startsWith("field:"));
    for (const field of fields) delete values[field.name.slice(6)];
    for (const field of fields) {
      const name = field.name.slice(6);
      if (field.type === "radio") { if (field.checked) values[name] = field.value; }
      else if (field.type === "checkbox" && field.dataset.many !== undefined) { (values[name] ??= []); if (field.checked) values[name].push(field.value); }
      else if (field.type === "checkbox") values[name] = field.checked;
      else if (field.dataset.json !== undefined) { if (field.value) values[name] = JSON.parse(field.value); }
      else if (field.value !== "") values[name] = field.value;
    }
    return values;
  };

  const save = form => {
    try {
      localStorage.setItem(prefix + form.dataset.draft, JSON.stringify({ at: new Date().toISOString(), values: valuesOf(form) }));
      const note = form.querySelector("[data-draft-note]");
      if (note) note.textContent = `草稿 ${new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" })} 已存在本机`;
    } catch { /* storage full or forbidden: the form itself still holds the text */ }
  };

  // What was never handed in goes after a week.
  const stale = key => { try { return !(Date.now() - Date.parse(JSON.parse(localStorage.getItem(key)).at) < 7 * 864e5); } catch { return true; } };
  try { for (const key of Object.keys(localStorage)) if (key.startsWith(prefix) && stale(key)) localStorage.removeItem(key); } catch { /* no storage here */ }

  const later = event => {
    const form = formOf(event.target);
    if (!form) return;
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => save(form), 300));
  };
  // On the window and before anybody else, so that it works while start.js keeps events away from a circuit that is not there.
  addEventListener("input", later, true);
  addEventListener("change", later, true);
  addEventListener("pagehide", () => document.querySelectorAll("form[data-draft][data-touched]").forEach(save));
  addEventListener("input", event => { const form = formOf(event.target); if (form) form.dataset.touched = ""; }, true);
  // A dialog that is closed may be opened again at once.
  addEventListener("close", event => event.target.querySelectorAll?.("form[data-draft][data-touched]").forEach(save), true);

  // A shared machine: signing out leaves nothing behind.
  document.addEventListener("submit", event => {
    if (!event.target.matches("[data-forgets-drafts]")) return;
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  });

  window.haochapingDrafts = {
    read: key => { try { return localStorage.getItem(prefix + key); } catch { return null; } },
    drop: key => {
      for (const form of document.querySelectorAll(`form[data-draft="${CSS.escape(key)}"]`)) { clearTimeout(timers.get(form)); delete form.dataset.touched; }
      try { localStorage.removeItem(prefix + key); } catch { /* nothing was kept */ }
    },
    saveOf: name => { const field = document.querySelector(`form[data-draft] [name="field:${CSS.escape(name)}"]`); if (field) save(field.form); },
    // After a reconnection the circuit has not heard what was typed meanwhile.
    tell: () => {
      for (const field of document.querySelectorAll("form[data-draft][data-touched] [name^='field:']")) {
        if (field.type === "hidden") continue;
        if (field.type === "radio" || field.type === "checkbox") { if (field.checked) field.dispatchEvent(new Event("change", { bubbles: true })); }
        else { field.dispatchEvent(new Event("input", { bubbles: true })); field.dispatchEvent(new Event("change", { bubbles: true })); }
      }
    },
  };
})();
