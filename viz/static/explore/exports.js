// Exports: what is shown, in formats other programs read.
const xml = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
  // Characters that XML cannot hold are left out.
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");

const FIELDS = [["label", "string"], ["kind", "string"], ["type", "string"], ["title", "string"], ["document", "string"], ["number", "string"], ["community", "string"], ["count", "int"], ["x", "double"], ["y", "double"]];

/** What is shown, with the names of the communities in place of their numbers. */
export function withCommunities({ nodes, edges }, communities) {
  return { edges, nodes: nodes.map((node) => ({ ...node, community: communities[node.community]?.label ?? null })) };
}

/** GraphML (graphml.graphdrawing.org), undirected, with positions. */
export function graphml({ nodes, edges }) {
  const keys = FIELDS.map(([name, type]) => `<key id="${name}" for="node" attr.name="${name}" attr.type="${type}"/>`);
  const rows = nodes.map((node) => `<node id="${xml(node.id)}">${FIELDS.filter(([name]) => node[name] !== null && node[name] !== undefined)
    .map(([name]) => `<data key="${name}">${xml(node[name])}</data>`).join("")}</node>`);
  const links = edges.map((edge, i) => `<edge id="e${i}" source="${xml(edge.source)}" target="${xml(edge.target)}"/>`);
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys, '<graph id="recgraph" edgedefault="undirected">', ...rows, ...links, "</graph>", "</graphml>", ""].join("\n");
}

/** GEXF 1.3 (gexf.net), with positions, sizes and colours. */
export function gexf({ nodes, edges }, ink) {
  const titles = ["kind", "type", "title", "document", "number", "community"];
  const rows = nodes.map((node) => {
    const values = titles.filter((name) => node[name]).map((name) => `<attvalue for="${name}" value="${xml(node[name])}"/>`).join("");
    const [r, g, b] = (ink[node.kind].match(/\d+/g) ?? [0, 0, 0]).slice(0, 3);
    return `<node id="${xml(node.id)}" label="${xml(node.label)}"><attvalues>${values}</attvalues>`
      + `<viz:color r="${r}" g="${g}" b="${b}"/><viz:position x="${node.x}" y="${-node.y}" z="0"/><viz:size value="${node.size}"/></node>`;
  });
  const links = edges.map((edge, i) => `<edge id="${i}" source="${xml(edge.source)}" target="${xml(edge.target)}"/>`);
  return ['<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">', '<graph defaultedgetype="undirected">',
    '<attributes class="node">', ...titles.map((name) => `<attribute id="${name}" title="${name}" type="string"/>`), "</attributes>",
    "<nodes>", ...rows, "</nodes>", "<edges>", ...links, "</edges>", "</graph>", "</gexf>", ""].join("\n");
}
