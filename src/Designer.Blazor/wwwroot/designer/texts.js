// Puts Studio's own English into Chinese from texts.zh.json: whole texts, and patterns for texts with something in them. What a person wrote — names on the canvas,
// scripts, inputs — is left alone. English that is not covered is kept in a list, which the browser tests read.
(() => {
  const attributes = ["placeholder", "title", "aria-label", "alt", "data-label"];
  const untouched = ".d-none, .monaco-editor, .x6-node, elsa-activity-wrapper, script, style, textarea, pre, code, #said, #loading";
  const english = /[A-Za-z]{2,}/;
  const seen = new Map();
  let texts = null, patterns = [], kept = [];

  const chinese = text => {
    if (Object.hasOwn(texts, text)) return texts[text];
    for (const [pattern, put] of patterns) if (pattern.test(text)) return text.replace(pattern, put);
    return null;
  };

  // A name or a value in a table or list is somebody's own.
  const isData = (element, text) => /^\S+$/.test(text) && Boolean(element.closest("td, .mud-list-item-text-extended, .mud-breadcrumbs"));

  const translated = (whole, element, where) => {
    const text = whole.trim();
    if (!english.test(text)) return null;
    // The same word means more in a menu than on a button.
    const found = (element.closest("[data-testid=menu-wrapper]") && texts["menu: " + text]) || chinese(text.replace(/\s+/g, " "));
    if (found !== null) return whole.replace(text, () => found);
    if (!kept.some(pattern => pattern.test(text)) && !isData(element, text)) seen.set(text, where());
    return null;
  };

  const path = element => {
    const parts = [];
    for (let at = element; at && parts.length < 4; at = at.parentElement) parts.unshift(at.localName + (at.classList.length ? "." + at.classList[0] : ""));
    return parts.join(" > ");
  };

  const onText = node => {
    const parent = node.parentElement;
    if (!parent || !english.test(node.data) || parent.closest(untouched)) return;
    const found = translated(node.data, parent, () => path(parent));
    if (found !== null && found !== node.data) node.data = found;
  };
  const onAttribute = (element, name) => {
    const value = element.getAttribute(name);
    if (!value || !english.test(value) || element.closest(".monaco-editor, .x6-node")) return;
    const found = translated(value, element, () => `${path(element)} [${name}]`);
    if (found !== null && found !== value) element.setAttribute(name, found);
  };
  const onTree = root => {
    if (root.nodeType === Node.TEXT_NODE) { onText(root); return; }
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest(".monaco-editor")) return;
    for (const name of attributes) if (root.hasAttribute(name)) onAttribute(root, name);
    for (const element of root.querySelectorAll(attributes.map(name => `[${name}]`).join(","))) for (const name of attributes) if (element.hasAttribute(name)) onAttribute(element, name);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) onText(walker.currentNode);
  };

  // What a closed list shows stands in an input nobody can type into.
  let waiting = false;
  const onLists = () => {
    waiting = false;
    for (const input of document.querySelectorAll("input[readonly]")) {
      const found = english.test(input.value) ? chinese(input.value) : null;
      if (found !== null) input.value = found;
    }
  };

  const observe = () => {
    new MutationObserver(changes => {
      for (const change of changes) {
        if (change.type === "characterData") onText(change.target);
        else if (change.type === "attributes") onAttribute(change.target, change.attributeName);
        else for (const node of change.addedNodes) onTree(node);
      }
      if (!waiting) { waiting = true; setTimeout(onLists, 200); }
    }).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes });
    onTree(document.documentElement);
  };

  fetch("/designer/texts.zh.json").then(answer => answer.json()).then(dictionary => {
    texts = dictionary.texts;
    patterns = Object.entries(dictionary.patterns).map(([pattern, put]) => [new RegExp(`^(?:${pattern})$`), put]);
    kept = dictionary.keep.map(pattern => new RegExp(`^(?:${pattern})$`));
    observe();
  });

  // English texts met so far that the dictionary does not cover, with where they stood.
  window.studioTexts = { uncovered: () => [...seen].map(([text, where]) => `${text}  (${where})`) };
})();
