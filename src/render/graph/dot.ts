import type { DataPath, PathSort } from '../../model/impact/data-path.ts';
import { mapped } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';
import { edgeText, inOrder, nameText, sortText } from './words.ts';

// https://graphviz.org/doc/info/shapes.html
const SHAPES: Readonly<Record<PathSort, string>> = {
  things: 'oval',
  audit: 'box',
  profile: 'box',
  topic: 'hexagon',
  rule: 'parallelogram',
  stream: 'box3d',
  bucket: 'cylinder',
  table: 'tab',
  engine: 'component',
  subscribers: 'oval',
  alarms: 'cds',
  service: 'component',
};
const COLORS = { create: '#1a7f37', update: '#9a6700', replace: '#cf222e', delete: '#cf222e' } as const;

/** A data path in the language of Graphviz, a node or edge a step. Names in it are inert. https://graphviz.org/doc/info/lang.html */
export function* dotText(path: DataPath): Steps<string> {
  const { nodes, edges } = inOrder(path);
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index + 1}`]));
  const lines = [
    'digraph "data path" {',
    '  rankdir=LR; node [fontname="sans-serif", fontsize=11]; edge [fontname="sans-serif", fontsize=9];',
    ...(yield* mapped(nodes, (node) => {
      const color = node.change === undefined ? '' : `, color="${COLORS[node.change]}", penwidth=2`;
      const label = `${quotable(sortText(node))}\\n${quotable(nameText(node))}`;
      return `  ${ids.get(node.id)} [shape=${SHAPES[node.sort]}, label="${label}"${color}];`;
    })),
    ...(yield* mapped(edges, (edge) => {
      const style = edge.change === 'delete' || edge.carries !== undefined ? ', style=dashed' : '';
      const color = edge.change === undefined ? '' : `, color="${COLORS[edge.change]}"`;
      return `  ${ids.get(edge.from)} -> ${ids.get(edge.to)} [label="${quotable(edgeText(edge))}"${style}${color}];`;
    })),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

/** Inside quotes only quotes, backslashes and HTML entities mean something. https://graphviz.org/docs/attr-types/escString/ */
function quotable(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;');
}
