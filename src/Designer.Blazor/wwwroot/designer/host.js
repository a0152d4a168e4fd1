// Around Studio: where its navigation leads, what is said when it waits, stops or is refused, and what the framing page hears. Runs before anything of Studio.
(() => {
  const framed = window.parent !== window;
  const readable = path => { try { return decodeURIComponent(path); } catch { return path; } };
  const leave = path => {
    if (framed && window.parent.Blazor?.navigateTo) window.parent.Blazor.navigateTo(path);
    else window.top.location.assign(path);
  };
  const post = (kind, detail) => { if (framed) window.parent.postMessage({ studio: kind, ...detail }, location.origin); };

  // Studio's language for dates and pagers; it reads this key when it starts.
  localStorage.setItem("BlazorCulture", "zh-CN");

  // What Studio would define in an inline script, which our policy does not run.
  let keys = null;
  window.editorHotkeys = {
    register: studio => {
      const list = document.body.dataset.view === "instances";
      keys = event => {
        if (!(event.ctrlKey || event.metaKey)) return;
        const asked = list ? (event.key === "r" ? "OnHotKeysCtrlR" : null) : event.key.toLowerCase() === "s" ? (event.shiftKey ? "OnHotKeysCtrlShiftS" : "OnHotKeysCtrlS") : null;
        if (asked) { event.preventDefault(); studio.invokeMethodAsync(asked); }
      };
      addEventListener("keydown", keys);
    },
    dispose: () => { if (keys) removeEventListener("keydown", keys); keys = null; },
  };

  // Addresses Studio believes in → pages of ours.
  const places = [
    [/^\/workflows\/definitions\/([^/?]+)\/edit/, id => `/designer/${id}`],
    [/^\/workflows\/instances\/([^/?]+)\/view/, id => `/designer/instances/${id}`],
    [/^\/alterations\/instances\/([^/?]+)/, id => `/designer/instances/${id}`],
    [/^\/workflows\/instances\/?$/, () => "/designer/instances"],
    [/^\/workflows\/definitions\/?$/, () => "/designer"],
  ];
  const placeOf = url => {
    const at = new URL(url, document.baseURI);
    if (at.origin !== location.origin) return null;
    const path = at.pathname.replace(/^\/elsa-studio(?=\/)/, "");
    for (const [pattern, page] of places) {
      const found = pattern.exec(path);
      if (found) return page(found[1]);
    }
    return path.startsWith("/diagnostics/") ? "" : null;
  };
  for (const name of ["pushState", "replaceState"]) {
    const native = history[name].bind(history);
    history[name] = (state, title, url) => {
      const place = url == null ? null : placeOf(url);
      if (place) leave(place); else native(state, title, url);
    };
  }
  addEventListener("click", event => {
    const link = event.target.closest?.("a[href]");
    const place = link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0 ? placeOf(link.href) : null;
    if (place === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (place) leave(place);
  }, true);

  // One box for everything that is said over Studio.
  const say = (tone, words, ...acts) => {
    document.getElementById("said")?.remove();
    if (!words) return;
    const box = document.createElement("div");
    box.id = "said";
    box.className = tone;
    box.setAttribute("role", tone === "stop" ? "alertdialog" : "alert");
    box.setAttribute("aria-label", words[0]);
    const inner = box.appendChild(document.createElement("div"));
    for (const word of words) inner.appendChild(document.createElement("p")).textContent = word;
    const line = inner.appendChild(document.createElement("div"));
    for (const [text, act] of acts) {
      const button = line.appendChild(document.createElement("button"));
      button.type = "button";
      button.textContent = text;
      button.addEventListener("click", act);
    }
    document.body.append(box);
    line.querySelector("button")?.focus();
  };
  const hush = () => say(null, null);

  let missed = null;
  const again = () => location.reload();
  const stopped = () => {
    document.getElementById("loading")?.remove();
    say("stop", ["设计器停了下来。", missed ?? "可能是网络中断，也可能是这一步设计器处理不了。已自动保存的内容还在。"], ["重新打开", again]);
    post("stopped", {});
  };

  // Signing in again happens in a small window of its own, so that what is drawn here stays as it is.
  const askToSignIn = done => {
    const channel = new BroadcastChannel("hcp-signed-in");
    channel.onmessage = () => { channel.close(); hush(); done(); };
    say("stop", ["登录已失效。", "重新登录后接着做，画布上的内容不会丢。"],
      ["重新登录", () => window.open("/sign-in?returnUrl=/elsa-studio/signed-in", "hcp-sign-in", "width=980,height=760")]);
  };

  // What a script may use, for completion: Studio asks for it where an input is turned into a script, but not in the editor of a script activity. ES5 is what runs here.
  const scripts = async () => {
    const languages = window.monaco?.languages?.typescript;
    if (!languages || document.body.dataset.view !== "edit") return;
    const id = document.body.dataset.home.split("/").pop();
    const answer = await fetch(`/elsa/api/scripting/javascript/type-definitions/${id}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" });
    if (!answer.ok) return;
    const { javascriptDefaults } = languages;
    javascriptDefaults.setCompilerOptions({ ...javascriptDefaults.getCompilerOptions(), target: languages.ScriptTarget.ES5, lib: ["es5"], allowNonTsExtensions: true });
    javascriptDefaults.addExtraLib(await answer.text(), "inmemory://haochaping/scripts.d.ts");
  };

  // What Studio asked for last, for what is done on its canvas from outside.
  let descriptors = [], stats = [];
  const canvas = () => import("/designer/canvas.js");

  const partly = /^\/elsa\/api\/(bulk-actions\/cancel\/workflow-instances|alterations\/(run|workflows\/retry))$/;
  const definitionOf = path => /^\/elsa\/api\/workflow-definitions(?:\/([^/]+))?(?:\/(publish|retract|revert\/\d+))?$/.exec(path);
  window.studioCalls.hear(async (kind, detail) => {
    if (kind === "signedOut") askToSignIn(detail);
    if (kind === "changed") say("stop", [...detail.said, "载入最新内容，会放弃您没有保存的改动；用我的覆盖，会丢掉对方的改动。"], ["载入最新内容", again], ["用我的覆盖", () => { hush(); detail.overwrite(); }]);
    if (kind === "away") say("bar", ["连接断开，正在重连…"]);
    if (kind === "back") hush();
    if (kind === "missed") missed = detail.said[0];
    if (kind === "refused" && !detail.shown) say("refusal", detail.said, ["知道了", hush]);
    if (kind === "refused" && detail.findings) post("refused", { findings: detail.findings });
    if (kind !== "done") return;
    const answer = detail.answer.clone();
    // Of many, some were not done: Studio does not look.
    if (partly.test(detail.path)) {
      const { notCancelled, results } = await answer.json();
      const left = (notCancelled ?? (results ?? []).filter(one => !one.isSuccessful).map(one => ({ message: one.log.logEntries[0].message })));
      if (left.length > 0) say("refusal", [`有 ${left.length} 个实例没有改变：`, ...new Set(left.map(one => one.message))], ["知道了", hush]);
    } else if (detail.path === "/elsa/api/descriptors/activities") descriptors = (await answer.json()).items;
    else if (detail.path === "/elsa/api/activity-executions/report") stats = (await answer.json()).stats;
    else if (definitionOf(detail.path)) {
      post("saved", {});
      scripts();
      const saved = await answer.json().catch(() => null);
      if (saved?.workflowDefinition) (await canvas()).portsFollow(saved.workflowDefinition.root, descriptors);
    }
  });

  // Studio opens in the middle of the canvas: a large diagram is shown whole, a running instance where it waits.
  let touched = false;
  addEventListener("pointerdown", () => { touched = true; }, { once: true, capture: true });
  const fit = tries => {
    if (touched) return;
    const nodes = document.querySelectorAll("#studio .x6-node elsa-activity-wrapper").length;
    const waits = document.body.dataset.view === "view" && stats.length === 0;
    if (nodes === 0 || waits) { if (tries > 0) setTimeout(() => fit(tries - 1), 100); return; }
    setTimeout(async () => {
      if (stats.length > 0 && (await canvas()).showWaiting(stats)) return;
      if (nodes > 6) document.querySelector("#studio .mud-toolbar button")?.click();
    }, 600);
  };

  // Progress: the runtime counts its files; afterwards we wait for the first row or node.
  const shown = "#studio .mud-table-body tr, #studio .x6-graph, #studio .react-flow, #studio .x6-node";
  const started = performance.now();
  const progress = () => {
    const loading = document.getElementById("loading");
    if (!loading) return;
    if (document.querySelector(shown)) {
      loading.remove();
      scripts();
      if (document.body.dataset.view === "edit" || document.body.dataset.view === "view") fit(200);
      return;
    }
    const percent = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--blazor-load-percentage")) || 0;
    loading.querySelector("progress").value = percent;
    const words = performance.now() - started > 60000 ? "载入时间过长，请检查网络后重新打开" : percent < 100 ? `正在载入设计器 ${Math.round(percent)}%` : "正在读取流程";
    const line = loading.querySelector("b");
    if (line.textContent !== words) line.textContent = words;
    setTimeout(progress, 100);
  };

  addEventListener("DOMContentLoaded", () => {
    const home = document.body.dataset.home;
    // This document belongs into its page: opened by itself, or left behind by the frame, the page is what was meant.
    if (!framed) { location.replace(home); return; }
    if (readable(window.parent.location.pathname) !== readable(home)) { leave(home); return; }
    const fault = document.getElementById("blazor-error-ui");
    new MutationObserver(() => { if (getComputedStyle(fault).display !== "none") stopped(); }).observe(fault, { attributes: true });
    const studio = document.getElementById("studio");
    customElements.whenDefined(studio.localName).then(() => {
      studio.editWorkflowDefinition = id => leave(`/designer/${encodeURIComponent(id)}`);
      studio.viewWorkflowInstance = id => leave(`/designer/instances/${encodeURIComponent(id)}`);
    });
    progress();
  });

  // The framing page asks to show a step: its node is brought into view and marked.
  addEventListener("message", event => {
    if (event.origin !== location.origin || event.data?.studio !== "show") return;
    canvas().then(module => module.show(event.data.activity));
  });
})();
