// What is typed into a form with data-draft is kept in this browser until it is handed in, so that a cut line or a reload loses nothing.
// The form of a task is also kept on the server (Inbox/DraftKeeper.cs): beside the values stands what the server had then, so that both can be brought together.
(() => {
  const prefix = "draft:";
  const timers = new WeakMap();
  const formOf = element => element?.closest?.("form[data-draft]");

  const recordOf = key => { try { return JSON.parse(localStorage.getItem(prefix + key)) ?? {}; } catch { return {}; } };

  // What a dialog asked for stays kept while the dialog is closed.
  const valuesOf = form => {
    const values = recordOf(form.dataset.draft).values ?? {};
    const fields = [...form.elements].filter(field => field.name?.startsWith("field:"));
    for (const field of fields) delete values[field.name.slice(6)];
    for (const field of fields) {
      const name = field.name.slice(6);
      if (field.type === "radio") { if (field.checked) values[name] = field.value; }
      else if (field.type === "checkbox" && field.dataset.many !== undefined) { (values[name] ??= []); if (field.checked) values[name].push(field.value); }
      else if (field.type === "checkbox") values[name] = field.checked;
      else if (field.dataset.json !== undefined) { if (field.value) values[name] = JSON.parse(field.value); }
      else values[name] = field.value; // also what has been emptied
    }
    return values;
  };

  const save = form => {
    try {
      localStorage.setItem(prefix + form.dataset.draft, JSON.stringify({ ...recordOf(form.dataset.draft), at: new Date().toISOString(), values: valuesOf(form) }));
      const note = form.querySelector("[data-draft-note]");
      if (note && document.documentElement.dataset.connection) note.textContent = `${new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" })} 已存在本机，连上后自动存到服务器`;
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

  // The page that was drawn on the server gives way to the living one: what was typed into the first goes on in the second, the caret too.
  const drawn = new Set(document.querySelectorAll("form[data-draft]"));
  const orphans = new Map();
  let lastField = null;
  addEventListener("focusin", event => { lastField = formOf(event.target) ? event.target : null; }, true);
  const twinOf = (field, form) => [...form.elements].find(other => other.name === field.name && other.type === field.type && (field.type !== "radio" && field.dataset.many === undefined || other.value === field.value));
  const adopt = (form, orphan) => {
    for (const field of orphan.elements) {
      const twin = field.name?.startsWith("field:") && field.type !== "hidden" ? twinOf(field, form) : null;
      if (!twin) continue;
      const isChoice = field.type === "radio" || field.type === "checkbox";
      if (isChoice ? twin.checked !== field.checked : twin.value !== field.value) {
        if (isChoice) twin.checked = field.checked; else twin.value = field.value;
        if (!isChoice) twin.dispatchEvent(new Event("input", { bubbles: true }));
        twin.dispatchEvent(new Event("change", { bubbles: true }));
      }
      if (field === lastField && (document.activeElement === field || document.activeElement === document.body)) focusAs(twin, field);
    }
  };
  const focusAs = (field, before) => {
    const caret = typeof before.selectionStart === "number" ? [before.selectionStart, before.selectionEnd] : null;
    field.focus({ preventScroll: true });
    if (caret) field.setSelectionRange(...caret);
  };
  // Until the living page has its form, whoever is in the middle of a word goes on writing in the old one, out of sight.
  const shelter = orphan => {
    if (!orphan.contains(lastField) || document.activeElement !== document.body) return;
    orphan.classList.add("unseen");
    document.body.append(orphan);
    focusAs(lastField, lastField);
    setTimeout(() => { orphans.delete(orphan.dataset.draft); orphan.remove(); }, 15000);
  };
  const formsIn = nodes => [...nodes].filter(node => node.nodeType === 1).flatMap(node => [...(node.matches("form[data-draft]") ? [node] : []), ...node.querySelectorAll("form[data-draft]")]);
  new MutationObserver(changes => {
    for (const change of changes) for (const form of formsIn(change.removedNodes)) if (!form.isConnected && drawn.delete(form)) orphans.set(form.dataset.draft, form);
    for (const change of changes) for (const form of formsIn(change.addedNodes)) {
      const orphan = orphans.get(form.dataset.draft);
      if (!orphan || orphan === form || !form.isConnected) continue;
      orphans.delete(form.dataset.draft);
      if (orphan.dataset.touched !== undefined || orphan.contains(lastField)) adopt(form, orphan);
      orphan.remove();
    }
    for (const orphan of orphans.values()) if (!orphan.isConnected) shelter(orphan);
  }).observe(document.documentElement, { childList: true, subtree: true });

  window.haochapingDrafts = {
    // What the server has now; with values, what the form holds after both were brought together.
    kept: (key, seen, values, author) => {
      const record = recordOf(key);
      record.seen = JSON.parse(seen);
      if (values) record.values = JSON.parse(values); else record.values ??= record.seen;
      if (author) record.author = author; else delete record.author;
      record.at ??= new Date().toISOString();
      try { localStorage.setItem(prefix + key, JSON.stringify(record)); } catch { /* the server has it */ }
      for (const note of document.querySelectorAll(`form[data-draft="${CSS.escape(key)}"] [data-draft-note]`)) note.textContent = "";
    },
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
