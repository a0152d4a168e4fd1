// The ports of a human task follow its form. After every save the server says which "version" of the activity stands for the form; Studio takes that into its
// panel and leaves the canvas as it was, so the canvas is told here. What was connected stays connected: to the port of the same name, else to the next free one.
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

  // An edge whose port is gone would vanish with it.
  const keepConnected = (graph, node, ports) => {
    const edges = graph.getEdges().filter(edge => edge.getSourceCellId() === node.id);
    const taken = new Set(edges.map(edge => edge.getSourcePortId()));
    const free = ports.map(port => port.name).filter(name => !taken.has(name));
    for (const edge of edges)
      if (!ports.some(port => port.name === edge.getSourcePortId()) && free.length > 0) edge.setSource({ cell: node.id, port: free.shift() });
  };

  const follow = async (module, graphId, node, version) => {
    const { graph } = module.graphBindings[graphId];
    const ports = await portsOf(version);
    const items = drawn(node, ports);
    node.addPorts(items.filter(item => !node.ports.items.some(port => port.id === item.id)));
    keepConnected(graph, node, ports);
    for (const port of ports) node.portProp(port.name, "attrs/text/text", port.displayName);
    await module.updateActivity(graphId, { ...node.data, version }, { items });
  };

  const redraw = async definition => {
    const saved = new Map(activitiesIn(definition?.root).map(activity => [activity.id, activity]));
    const module = await designer();
    for (const [graphId, binding] of Object.entries(module.graphBindings)) {
      if (!document.getElementById(graphId)) continue;
      for (const node of binding.graph.getNodes()) {
        const now = saved.get(node.id);
        // What has been chosen since that save is for the next one to say.
        if (node.data?.type !== type || now?.type !== type || now.version === node.data.version || JSON.stringify(now.form?.expression) !== JSON.stringify(node.data.form?.expression)) continue;
        await follow(module, graphId, node, now.version);
      }
    }
  };

  window.studioCalls.hear((kind, detail) => {
    if (kind !== "done" || detail.method !== "POST" || detail.path !== "/elsa/api/workflow-definitions") return;
    detail.answer.clone().json().then(answer => redraw(answer.workflowDefinition)).catch(fault => console.warn("The ports of a task could not be redrawn.", fault));
  });
})();
