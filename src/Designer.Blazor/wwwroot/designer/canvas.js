// What is done on Studio's canvas from outside: a step is brought into view, the whole is shown, and the ports of a step follow what the server says they are now.
// Studio redraws a step's ports only when the step itself is edited again; a human task gets other ports by another form.
import { graphBindings } from "/elsa-studio/_content/Elsa.Studio.Workflows.Designer/designer.entry.js";

const graphs = () => Object.values(graphBindings).map(binding => binding.graph);
const nodeOf = id => graphs().flatMap(graph => graph.getNodes().map(node => ({ graph, node }))).find(found => found.node.id === id);

export function show(id) {
  const found = nodeOf(id);
  if (!found) return;
  if (found.graph.scale().sx < 0.8) found.graph.scale(1);
  found.graph.centerCell(found.node);
  found.graph.resetSelection?.(found.node);
  for (const marked of document.querySelectorAll(".marked")) marked.classList.remove("marked");
  document.querySelector(`.x6-node[data-cell-id="${CSS.escape(id)}"]`)?.classList.add("marked");
}

// Where a running instance stands: what failed, else what somebody has to do, else any other wait, such as for an appeal that may never come.
export function showWaiting(stats) {
  const found = wanted => stats.filter(wanted).map(stat => nodeOf(stat.activityId)).filter(Boolean);
  const waiting = found(stat => stat.isBlocked);
  const at = found(stat => stat.isFaulted)[0] ?? waiting.find(({ node }) => node.getData()?.type === "HaoChaPing.HumanTask") ?? waiting[0];
  at?.graph.centerCell(at.node);
  return Boolean(at);
}

function* activitiesIn(node) {
  if (!node || typeof node !== "object") return;
  if (typeof node.type === "string" && node.id) yield node;
  for (const value of Object.values(node)) if (value && typeof value === "object") yield* activitiesIn(value);
}

export function portsFollow(root, descriptors) {
  for (const activity of activitiesIn(root)) {
    const found = nodeOf(activity.id);
    if (!found || found.node.getData()?.version === activity.version) continue;
    const descriptor = descriptors.find(one => one.typeName === activity.type && one.version === activity.version);
    if (!descriptor) continue;
    const { node } = found;
    node.setData({ ...node.getData(), version: activity.version }, { overwrite: true });
    const out = node.getPorts().filter(port => port.group === "out");
    const wanted = descriptor.ports.filter(port => port.type === "Flow");
    node.removePorts(out.filter(port => !wanted.some(one => one.name === port.id)));
    node.addPorts(wanted.filter(one => !out.some(port => port.id === one.name))
      .map(one => ({ id: one.name, group: "out", attrs: { ...out[0]?.attrs, text: { text: one.displayName } } })));
  }
}
