// Starts the circuit and shows in words what its connection does: down → back, or lost → the page is opened anew and takes its draft from this browser.
(() => {
  const root = document.documentElement;
  const wait = ms => new Promise(done => setTimeout(done, ms));
  let retrying = false;

  const back = () => {
    root.dataset.connection = "back";
    window.haochapingDrafts?.tell();
    setTimeout(() => { if (root.dataset.connection === "back") delete root.dataset.connection; }, 4000);
  };

  const retry = async () => {
    for (let attempt = 0; retrying; attempt++) {
      try {
        if (await Blazor.reconnect()) { retrying = false; back(); return; }
        location.reload(); // the server is there, the circuit is not
        return;
      } catch {
        if (attempt >= 60) { retrying = false; root.dataset.connection = "lost"; return; }
        await wait(Math.min(1000 + attempt * 500, 5000));
      }
    }
  };

  Blazor.start({
    circuit: {
      reconnectionHandler: {
        onConnectionDown: () => { if (retrying) return; retrying = true; root.dataset.connection = "down"; retry(); },
        onConnectionUp: () => { if (retrying) { retrying = false; back(); } },
      },
    },
  });
})();
