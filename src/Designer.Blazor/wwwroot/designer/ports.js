// The ports of a human task follow its form. After every save the server says which "version" of the activity stands for the form; Studio takes that into its
// panel and draws the ports when the panel is touched next, so the canvas is told here. What was connected stays connected: to the port of the same name, else to the next free one.
(() => {
  const type = "HaoChaPing.HumanTask";

  // The very module that Studio loaded; by another address it would be another one, without the drawing in it.
  const designer = async () => {
    const loaded = performance.getEntriesByType("resource").map(entry => entry.name).find(name => /\/designer\.entry\.js(\?|$)/.test(name));
    return import(loaded ?? new URL("_content/Elsa.Studio.Workflows.Designer/designer.entry.js", document.baseURI).href);
  };

  const activitiesIn = root => [root, ...(root?.activities ?? []).flatMap(activitiesIn), ...Object.values(root ?? {}).filter(value => value?.type && value?.id).flatMap(activitiesIn)].filter(Boolean);

  const portsOf = async version => {
    const answer = await fetch("/elsa/api/descriptors/activities");
    return (await answer.json()).items.find(item => item.typeName === type && item.version === version)?.ports ?? [];
  };

  const drawn = (node, ports) => {
    const here = node.ports.items;
    const fill = here.find(port => port.group === "out")?.attrs?.circle?.fill;
    return [
      ...here.filter(port => port.group === "in"),
      ...ports.map(port => ({ id: port.name, group: "out", attrs: { text: { text: port.displayName }, circle: { fill } } })),
    ];
  };

  const lines = graph => graph.getEdges().map(edge => edge.toJSON());

  // A line whose port goes is taken away with it: it is drawn again, from the port of the same name or from the next free one.
  const keepConnected = (graph, node, ports, before) => {
    const mine = before.filter(line => line.source.cell === node.id && graph.getCellById(line.target.cell));
    const free = ports.map(port => port.name).filter(name => !mine.some(line => line.source.port === name));
    for (const line of mine) {
      const port = ports.some(known => known.name === line.source.port) ? line.source.port : free.shift();
      if (!port) continue;
      const drawn = graph.getCellById(line.id);
      if (!drawn) graph.addEdge({ ...line, source: { cell: node.id, port } });
      else if (drawn.getSourcePortId() !== port) drawn.setSource({ cell: node.id, port });
    }
  };

  const follow = async (module, graphId, node, version, before) => {
    const { graph } = module.graphBindings[graphId];
    const ports = await portsOf(version);
    const items = drawn(node, ports);
    node.addPorts(items.filter(item => !node.ports.items.some(port => port.id === item.id)));
    keepConnected(graph, node, ports, before);
    for (const port of ports) node.portProp(port.name, "attrs/text/text", port.displayName);
    await module.updateActivity(graphId, { ...node.data, version }, { items });
  };

  const redraw = async (definition, before) => {
    const saved = new Map(activitiesIn(definition?.root).map(activity => [activity.id, activity]));
    const module = await designer();
    for (const [graphId, binding] of Object.entries(module.graphBindings)) {
      if (!document.getElementById(graphId)) continue;
      for (const node of binding.graph.getNodes()) {
        const now = saved.get(node.id);
        // What has been chosen since that save is for the next one to say.
        if (node.data?.type !== type || now?.type !== type || now.version === node.data.version || JSON.stringify(now.form?.expression) !== JSON.stringify(node.data.form?.expression)) continue;
        await follow(module, graphId, node, now.version, before[graphId] ?? []);
      }
    }
  };

  const linesBefore = async () => {
    const { graphBindings } = await designer();
    return Object.fromEntries(Object.entries(graphBindings).filter(([id]) => document.getElementById(id)).map(([id, { graph }]) => [id, lines(graph)]));
  };

  // Before Studio hears the answer.
  const patience = 5000;
  const call = window.fetch;
  window.fetch = async (input, init) => {
    const url = new URL(typeof input === "string" ? input : input.url ?? String(input), document.baseURI);
    const saves = url.pathname === "/elsa/api/workflow-definitions" && (init?.method ?? input.method ?? "GET").toUpperCase() === "POST" && document.querySelector(".graph-container");
    if (!saves) return call(input, init);
    const before = await linesBefore().catch(() => ({}));
    const answer = await call(input, init);
    if (!answer.ok) return answer;
    try {
      const saved = await answer.clone().json();
      await Promise.race([redraw(saved.workflowDefinition, before), new Promise(done => setTimeout(done, patience))]);
    } catch (fault) {
      console.warn("The ports of a task could not be redrawn.", fault);
    }
    return answer;
  };
})();
