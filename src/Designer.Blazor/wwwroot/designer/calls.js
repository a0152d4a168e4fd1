// Every call of Studio passes here. Studio breaks at answers it does not expect; here a call waits for a new sign-in or for the server to come back,
// and a refusal is said in its own words while Studio sees its action cancelled, which it takes calmly.
(() => {
  const native = window.fetch.bind(window);
  const heard = [];
  const tell = (kind, detail) => heard.forEach(listener => listener(kind, detail));
  const cancelled = () => new DOMException("The answer was shown to the person.", "AbortError");
  const wait = (ms, signal) => new Promise((done, failed) => {
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", () => { clearTimeout(timer); failed(cancelled()); }, { once: true });
  });

  const definitions = "/elsa/api/workflow-definitions";

  // What only reads, or changes nothing more when it is done a second time.
  const reading = /\/(journal|report|options\/[^/]+|type-definitions\/[^/]+|negotiate)$|\/workflow-instances$|\/export\//;
  const repeatable = (method, path) => method === "GET" || (method === "POST" && (reading.test(path) || path === definitions));
  // Studio shows the sentences of these refusals itself.
  const shownByStudio = (method, path, status) => status === 400 && method === "POST" && (path === definitions || /^\/elsa\/api\/workflow-definitions\/[^/]+\/retract$/.test(path));

  const sentences = async answer => {
    try {
      const problem = await answer.clone().json();
      const all = problem.errors?.generalErrors ?? [];
      return { code: problem.code, said: all.length ? all : [problem.title], findings: problem.findings ?? null };
    } catch {
      return { said: [`服务器没有正常回答（${answer.status}），请稍后再试。`], findings: null };
    }
  };

  let entering = null;
  const signInAgain = signal => {
    entering ??= new Promise(done => tell("signedOut", () => { entering = null; tell("signedIn"); done(); }));
    return Promise.race([entering, new Promise((_, failed) => signal?.addEventListener("abort", () => failed(cancelled()), { once: true }))]);
  };

  const serverBack = async signal => {
    tell("away");
    for (;;) {
      await wait(2000, signal);
      try {
        if ((await native("/health/live", { cache: "no-store" })).ok) { tell("back"); return; }
      } catch { /* still away */ }
    }
  };

  // Which state of a definition was read last. A save says it, and what somebody else changed meanwhile is not overwritten; saves go one after the other.
  const tags = new Map();
  const textOf = body => typeof body === "string" ? body : body instanceof ArrayBuffer || ArrayBuffer.isView(body) ? new TextDecoder().decode(body) : "";
  const readOf = (method, url, init) => {
    if (method === "GET") return new RegExp(`^${definitions}/by-definition-id/([^/]+)$`).exec(url.pathname)?.[1] ?? null;
    if (method !== "POST" || url.pathname !== definitions) return null;
    try { return JSON.parse(textOf(init?.body)).model?.definitionId ?? null; } catch { return null; }
  };
  const tagged = (init, tag) => {
    const headers = new Headers(init?.headers);
    headers.set("If-Match", tag);
    return { ...init, headers };
  };
  const remember = (method, url, read, answer) => {
    const tag = answer.headers.get("ETag");
    if (read && tag) tags.set(read, tag);
    else if (method !== "GET" && !reading.test(url.pathname)) tags.clear();
  };
  let saving = Promise.resolve(), unsaved = 0;
  const inTurn = save => {
    unsaved++;
    const done = saving.then(save).finally(() => { unsaved--; });
    saving = done.catch(() => {});
    return done;
  };
  // Whoever leaves before Studio has saved is asked by the browser.
  const soon = 1500;
  let changed = -soon;
  for (const kind of ["input", "drop", "pointerup"]) addEventListener(kind, event => { if (kind !== "pointerup" || event.target.closest?.(".x6-graph")) changed = performance.now(); }, true);
  addEventListener("beforeunload", event => {
    if (document.body.dataset.view === "edit" && document.body.dataset.may !== "read" && (unsaved > 0 || performance.now() - changed < soon)) event.preventDefault();
  });

  // Nothing is on its way to be saved, nor about to be: Studio saves half a second after the last change.
  const settled = async () => {
    for (let known; known !== saving;) {
      known = saving;
      await known;
      await wait(soon);
    }
  };

  // The tab that tries a step out shows what failed; an action that ends without an answer would leave it turning.
  const trial = "/elsa/api/tests/activities";
  const failedTrial = ({ said }) => Response.json({ activityState: {}, payload: {}, outputs: {}, status: "Faulted", exception: { type: "", message: said.join(" "), stackTrace: null, innerException: null } });

  const call = async (input, init, url, method) => {
    const read = readOf(method, url, init);
    for (;;) {
      let answer;
      try {
        answer = await native(input, method === "POST" && tags.has(read) ? tagged(init, tags.get(read)) : init);
      } catch (fault) {
        if (init?.signal?.aborted) throw fault;
        if (repeatable(method, url.pathname)) { await serverBack(init?.signal); continue; }
        tell("refused", { said: ["连接断开，这次操作可能没有完成，请连接恢复后核对。"], shown: false });
        throw cancelled();
      }
      if (answer.status === 401) { await signInAgain(init?.signal); continue; }
      if ([502, 503, 504].includes(answer.status) && repeatable(method, url.pathname)) { await serverBack(init?.signal); continue; }
      if (answer.ok) {
        remember(method, url, read, answer);
        if (method !== "GET" || url.pathname === "/elsa/api/descriptors/activities") tell("done", { method, path: url.pathname, answer });
        return answer;
      }
      const shown = shownByStudio(method, url.pathname, answer.status);
      const refusal = await sentences(answer);
      if (refusal.code === "definitionChanged") {
        await new Promise(done => tell("changed", { ...refusal, overwrite: done }));
        tags.delete(read);
        continue;
      }
      if (url.pathname === trial) return failedTrial(refusal);
      tell(method === "GET" ? "missed" : "refused", { ...refusal, shown, method, path: url.pathname });
      if (method === "GET" || reading.test(url.pathname) || shown) return answer;
      throw cancelled();
    }
  };

  window.fetch = (input, init) => {
    const url = new URL(typeof input === "string" ? input : input.url ?? String(input), document.baseURI);
    if (url.origin !== location.origin || !url.pathname.startsWith("/elsa/")) return native(input, init);
    const method = (init?.method ?? input.method ?? "GET").toUpperCase();
    const send = () => call(input, init, url, method);
    return method === "POST" && url.pathname === definitions ? inTurn(send) : send();
  };
  window.studioCalls = { hear: listener => heard.push(listener), settled };
})();
