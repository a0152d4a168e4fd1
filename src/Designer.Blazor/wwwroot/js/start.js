// Starts the circuit and shows in words what its connection does: down → back, or lost → the page is opened anew and takes its draft from this browser.
(() => {
  const root = document.documentElement;
  const wait = ms => new Promise(done => setTimeout(done, ms));
  const closed = [];
  let retrying = false;

  const away = () => root.dataset.connection === "down" || root.dataset.connection === "lost";

  // While the circuit is away, whatever would send is disabled and says why; typing goes on.
  const hold = () => {
    for (const sender of document.querySelectorAll("[data-sends]:not(:disabled)")) {
      sender.dataset.held = sender.getAttribute("aria-describedby") ?? "";
      sender.setAttribute("aria-describedby", "offline-why");
      sender.title = document.getElementById("offline-why").textContent;
      sender.disabled = true;
    }
  };
  const free = () => {
    for (const sender of document.querySelectorAll("[data-held]")) {
      if (sender.dataset.held) sender.setAttribute("aria-describedby", sender.dataset.held); else sender.removeAttribute("aria-describedby");
      sender.removeAttribute("title");
      sender.disabled = false;
      delete sender.dataset.held;
    }
  };
  const say = state => {
    root.dataset.connection = state;
    if (away()) hold(); else free();
  };

  // Events that would go to a circuit that is not there end here; drafts.js, which stands before, has taken what was typed.
  const keep = event => {
    if (!away()) return;
    if (event.type === "close") closed.push(event.target);
    if (event.type === "submit") event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of ["input", "change", "submit", "close"]) addEventListener(type, keep, true);
  addEventListener("click", event => {
    if (!away()) return;
    const link = event.target.closest?.("a[href]");
    if (!link || link.target || link.hasAttribute("download") || link.hasAttribute("data-reload")) return;
    // A part of this page can be gone to; another page cannot be had now.
    event.preventDefault();
    event.stopImmediatePropagation();
    if (link.hash && link.pathname === location.pathname) document.querySelector(link.hash)?.scrollIntoView();
  }, true);

  const back = () => {
    say("back");
    window.haochapingDrafts?.tell();
    for (const dialog of closed.splice(0)) dialog.dispatchEvent(new Event("close"));
    setTimeout(() => { if (root.dataset.connection === "back") delete root.dataset.connection; }, 4000);
  };

  const retry = async () => {
    for (let attempt = 0; retrying; attempt++) {
      try {
        await fetch("/health/live", { cache: "no-store" }); // asked first: a circuit's attempt that fails fills the console
        if (await Blazor.reconnect()) { retrying = false; back(); return; }
        // The server is there, the circuit is not. What the designer still has to save comes first.
        await Promise.all([...document.querySelectorAll("iframe")].map(frame => frame.contentWindow?.studioCalls?.settled()));
        location.reload();
        return;
      } catch {
        if (attempt >= 60) { retrying = false; say("lost"); return; }
        await wait(Math.min(1000 + attempt * 500, 5000));
      }
    }
  };

  Blazor.start({
    circuit: {
      configureSignalR: builder => builder.configureLogging(6), // the bar says it in words; the console need not
      reconnectionHandler: {
        onConnectionDown: () => { if (retrying) return; retrying = true; say("down"); retry(); },
        onConnectionUp: () => { if (retrying) { retrying = false; back(); } },
      },
    },
  });
})();
