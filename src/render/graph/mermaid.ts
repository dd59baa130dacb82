import type { DataPath, PathEdge, PathNode, PathSort } from '../../model/impact/data-path.ts';
import { mapped } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';
import { inOrder, labelLines, nameText, sortText } from './words.ts';

// https://mermaid.js.org/syntax/flowchart.html#node-shapes
const SHAPES: Readonly<Record<PathSort, readonly [open: string, close: string]>> = {
  things: ['([', '])'],
  profile: ['[', ']'],
  audit: ['[', ']'],
  topic: ['{{', '}}'],
  rule: ['[/', '/]'],
  stream: ['[[', ']]'],
  bucket: ['[(', ')]'],
  table: ['[', ']'],
  engine: ['(', ')'],
  subscribers: ['([', '])'],
  alarms: ['>', ']'],
  service: ['(', ')'],
};

// Dark text on light grounds, which reads on light and on dark pages.
const CLASSES: readonly string[] = [
  'classDef create fill:#dafbe1,stroke:#1a7f37,color:#0a3d1a,stroke-width:2px',
  'classDef update fill:#fff8c5,stroke:#9a6700,color:#4d3300,stroke-width:2px',
  'classDef replace fill:#ffebe9,stroke:#cf222e,color:#6e0b13,stroke-width:3px',
  'classDef delete fill:#ffebe9,stroke:#cf222e,color:#6e0b13,stroke-width:2px,stroke-dasharray:5 3',
];

/** A data path as a Mermaid flowchart, a node or edge a step. Names in it are inert. https://mermaid.js.org/syntax/flowchart.html */
export function* mermaidText(path: DataPath): Steps<string> {
  const { nodes, edges } = inOrder(path);
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index + 1}`]));
  const used = new Set(nodes.flatMap(({ change }) => change ?? []));
  const lines = [
    'flowchart LR',
    ...(yield* mapped(nodes, (node) => `  ${nodeLine(node, ids)}`)),
    ...(yield* mapped(edges, (edge) => `  ${edgeLine(edge, ids)}`)),
    ...CLASSES.filter((line) => [...used].some((change) => line.startsWith(`classDef ${change} `))).map(
      (line) => `  ${line}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function edgeLine(edge: PathEdge, ids: ReadonlyMap<string, string>): string {
  const [first = '', ...others] = labelLines(edge);
  const text = [first, ...others].map(escaped).join('<br/>');
  const arrow = edge.change === 'create' ? '==>' : edge.change === 'delete' || edge.carries ? '-.->' : '-->';
  return `${ids.get(edge.from)} ${arrow}${text === '' ? '' : `|"${text}"|`} ${ids.get(edge.to)}`;
}

function nodeLine(node: PathNode, ids: ReadonlyMap<string, string>): string {
  const [open, close] = SHAPES[node.sort];
  const label = `${escaped(sortText(node))}<br/>${escaped(nameText(node))}`;
  return `${ids.get(node.id)}${open}"${label}"${close}${node.change === undefined ? '' : `:::${node.change}`}`;
}

/** All that could be markup by its number. https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N} /-]|(?<![\p{L}\p{N}])-/gu, (character) => `#${character.codePointAt(0)};`);
}
