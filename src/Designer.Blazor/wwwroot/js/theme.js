// Theme and text size, applied before the first paint; remembered in this browser only.
(() => {
  const root = document.documentElement;
  const remembered = name => { try { return localStorage.getItem(name); } catch { return null; } };
  const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* private window: for this page only */ } };
  const given = root.dataset.text; // the page was asked for in large type
  const sizes = ["normal", "large", "larger"];
  const show = () => {
    root.dataset.theme = remembered("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    const size = remembered("text");
    if (sizes.includes(size) && size !== "normal") root.dataset.text = size; else if (given && size === null) root.dataset.text = given; else delete root.dataset.text;
  };
  show();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  document.addEventListener("click", event => {
    if (event.target.closest("[data-theme-toggle]")) {
      remember("theme", root.dataset.theme === "dark" ? "light" : "dark");
      show();
    }
    if (event.target.closest("[data-text-toggle]")) {
      event.preventDefault(); // without scripts it is a link to the page in large type
      remember("text", sizes[(sizes.indexOf(root.dataset.text ?? "normal") + 1) % sizes.length]);
      show();
    }
    const reveal = event.target.closest("[data-reveal]");
    if (reveal) {
      const input = document.getElementById(reveal.dataset.reveal);
      const shown = input.type === "password";
      input.type = shown ? "text" : "password";
      reveal.setAttribute("aria-pressed", String(shown));
    }
  });
})();
