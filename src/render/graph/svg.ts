import { Graph, layout } from '@dagrejs/dagre';
import type { DataPath, PathNode } from '../../model/impact/data-path.ts';
import { displayWidth } from '../text/display-width.ts';
import { overviewOf } from './overview.ts';
import type { OverviewEdge } from './overview.ts';
import { inOrder, labelLines, nameText, SIGN_WORDS, SORT_WORDS, sortText } from './words.ts';
import { escapeMarkup } from '../text/html.ts';
import { plainLine } from '../text/plain-text.ts';
import { counted } from '../words/plan.ts';

interface SvgPoint {
  readonly x: number;
  readonly y: number;
}

interface Box extends SvgPoint {
  readonly width: number;
  readonly height: number;
}

const HEIGHT = 44;
const CHARACTER = 7.3;
const MARGIN = 16;
/** Of the words at edges and in the legend, which are smaller. */
const LABEL_CHARACTER = 6.2;
const LABEL_LINE = 13;
const LEGEND_ROW = 20;
/** So much the legend may take where the picture is narrow. */
const LEAST_WIDTH = 480;

// One set of colours for light and one for dark; who wants neither has the signs.
const STYLE = `
    .page { fill: #ffffff } text { font: 12px ui-sans-serif, system-ui, sans-serif; fill: #1f2328 }
    .sort { font-size: 10px; fill: #59636e } .box { fill: #f6f8fa; stroke: #818b98 } .way { fill: none; stroke: #818b98 }
    .create .box, .create.way { stroke: #1a7f37; stroke-width: 2 } .update .box { stroke: #9a6700; stroke-width: 2 }
    .replace .box, .delete .box, .delete.way { stroke: #cf222e; stroke-width: 2 } .delete .box { stroke-dasharray: 5 3 }
    .dashed { stroke-dasharray: 5 3 } .head { fill: #818b98 } .profile .box { fill: #ddf4ff } .rule .box { fill: #fff8c5 }
    .stream .box, .bucket .box, .table .box { fill: #dafbe1 } .topic .box { fill: #fbefff } .label { font-size: 10px }
    @media (prefers-color-scheme: dark) {
      .page { fill: #0d1117 } text { fill: #f0f6fc } .sort { fill: #9198a1 } .box { fill: #151b23; stroke: #656c76 }
      .way { stroke: #656c76 } .head { fill: #656c76 } .profile .box { fill: #0c2d6b } .rule .box { fill: #3d2e00 }
      .stream .box, .bucket .box, .table .box { fill: #033a16 } .topic .box { fill: #271052 }
      .create .box, .create.way { stroke: #3fb950 } .update .box { stroke: #d29922 }
      .replace .box, .delete .box, .delete.way { stroke: #f85149 }
    }`;

/** What stands at the top of a picture that does not show everything. */
const GROUPED = 'Overview: large groups are drawn as one box. `graph --format dot` has each.';

/**
 * A data path as a picture for light and dark pages, without scripts, with a legend, and with what it shows in words. Where there is too
 * much for a picture it is an overview, and says so.
 */
export function svgText(path: DataPath, title: string): string {
  const overview = overviewOf(path);
  const { nodes, edges } = inOrder(overview);
  const placed = place(nodes, edges, overview.isGrouped ? 2 * MARGIN : MARGIN);
  const { width = 0, height = 0 } = placed.graph() as Partial<Box>;
  const legend = legendSvg(nodes, edges, { width: Math.max(LEAST_WIDTH, width), top: height });
  const size = [Math.ceil(Math.max(1, width, legend.width)), Math.ceil(Math.max(1, height + legend.height))];
  const told = `${counted(path.nodes.length, 'node')}, ${counted(path.edges.length, 'edge')}.`;
  const notice = overview.isGrouped ? [GROUPED] : [];
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" width="${size[0]}" height="${size[1]}" viewBox="0 0 ${size.join(' ')}">`,
    `  <title id="title">${xml(title)}</title>`,
    `  <desc id="desc">${xml([told, ...notice, ...edges.map(edgeInWords)].join(' '))}</desc>`,
    `  <style>${STYLE}\n  </style>`,
    '  <defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0L8 4L0 8z"/></marker></defs>',
    `  <rect class="page" width="100%" height="100%"/>`,
    ...notice.map((text) => `  <text class="sort" x="${MARGIN}" y="${MARGIN}">${xml(text)}</text>`),
    ...edges.map((edge, index) => `  ${edgeSvg(edge, pointsOf(placed, edge, `e${index}`))}`),
    ...nodes.map((node) => `  ${nodeSvg(node, placed.node(node.id) as Box)}`),
    `  <g class="legend">${legend.lines.join('')}</g>`,
    '</svg>',
  ].join('\n')}\n`;
}

function place(nodes: readonly PathNode[], edges: readonly OverviewEdge[], marginy: number): Graph {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: 'LR',
    nodesep: 14,
    ranksep: 40 + Math.min(80, nodes.length),
    marginx: MARGIN,
    marginy,
  });
  for (const node of nodes) {
    const columns = Math.max(displayWidth(nameText(node)), displayWidth(sortText(node)));
    graph.setNode(node.id, { width: Math.ceil(columns * CHARACTER) + 24, height: HEIGHT });
  }
  edges.forEach((edge, index) => {
    const lines = countedLines(edge);
    const width = Math.ceil(Math.max(0, ...lines.map(displayWidth)) * LABEL_CHARACTER);
    const label = lines.length === 0 ? {} : { width, height: lines.length * LABEL_LINE, labelpos: 'c' };
    graph.setEdge(edge.from, edge.to, label, `e${index}`);
  });
  layout(graph);
  return graph;
}

/** Where an edge passes: dagre's points, but for the ends, which it puts wherever a straight line meets the box. */
function pointsOf(placed: Graph, edge: OverviewEdge, name: string): readonly SvgPoint[] {
  const { from, to } = edge;
  const { points } = placed.edge(from, to, name) as { points: SvgPoint[] };
  const [start, end] = [placed.node(from) as Box, placed.node(to) as Box];
  // An edge to the next rank that bears no words needs no point of its own.
  const between = points.length === 3 && countedLines(edge).length === 0 ? [] : points.slice(1, -1);
  return [{ x: start.x + start.width / 2, y: start.y }, ...between, { x: end.x - end.width / 2, y: end.y }];
}

function nodeSvg(node: PathNode, { x, y, width, height }: Box): string {
  const corner = node.sort === 'things' || node.sort === 'subscribers' ? height / 2 : 6;
  const left = round(x - width / 2);
  const top = round(y - height / 2);
  return [
    `<g class="${[node.sort, node.change ?? ''].join(' ').trim()}"><title>${xml(plainLine(node.name))}</title>`,
    `<rect class="box" x="${left}" y="${top}" width="${round(width)}" height="${round(height)}" rx="${corner}"/>`,
    `<text class="sort" x="${round(x)}" y="${round(y - 6)}" text-anchor="middle">${xml(sortText(node))}</text>`,
    `<text x="${round(x)}" y="${round(y + 11)}" text-anchor="middle">${xml(nameText(node))}</text></g>`,
  ].join('');
}

function edgeSvg(edge: OverviewEdge, points: readonly SvgPoint[]): string {
  const dashed = edge.change === 'delete' || edge.carries !== undefined ? ' dashed' : '';
  const line = `<path class="way ${edge.change ?? ''}${dashed}" d="${curve(points)}" marker-end="url(#head)"/>`;
  const lines = countedLines(edge);
  const middle = points[Math.floor(points.length / 2)];
  if (lines.length === 0 || middle === undefined) return line;
  const width = Math.max(...lines.map(displayWidth)) * LABEL_CHARACTER;
  const top = middle.y - (lines.length * LABEL_LINE) / 2;
  const texts = lines.map(
    (text, index) =>
      `<text class="label" x="${round(middle.x)}" y="${round(top + (index + 0.8) * LABEL_LINE)}" text-anchor="middle">${xml(text)}</text>`,
  );
  // The words hide the line where they are on it.
  const ground = `<rect class="page" x="${round(middle.x - width / 2)}" y="${round(top)}" width="${round(width)}" height="${lines.length * LABEL_LINE}"/>`;
  return [line, ground, ...texts].join('');
}

/** Out of the right side, into the left side, and level wherever it passes. */
function curve(points: readonly SvgPoint[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const pieces = rest.map((point, index) => {
    const before = points[index] ?? first;
    const middle = (before.x + point.x) / 2;
    return `C${at({ x: middle, y: before.y })} ${at({ x: middle, y: point.y })} ${at(point)}`;
  });
  return [`M${at(first)}`, ...pieces].join('');
}

function at({ x, y }: SvgPoint): string {
  return `${round(x)} ${round(y)}`;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

/** What is written at an edge, and how many it stands for where that is more than one. */
function countedLines(edge: OverviewEdge): readonly string[] {
  const [first = '', ...others] = labelLines(edge);
  const head = [edge.count === 1 ? '' : `${edge.count} ×`, first].filter((part) => part !== '').join(' ');
  return head === '' ? [] : [head, ...others];
}

function edgeInWords(edge: OverviewEdge): string {
  const text = countedLines(edge).join(', ');
  return `${plainLine(edge.from)} to ${plainLine(edge.to)}${text === '' ? '' : ` (${text})`}.`;
}

interface Legend {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** What boxes, lines and signs mean, as far as the picture has them: below it, in as many rows as are needed. */
function legendSvg(
  nodes: readonly PathNode[],
  edges: readonly OverviewEdge[],
  { width, top }: { readonly width: number; readonly top: number },
): Legend {
  const sorts = Object.entries(SORT_WORDS).filter(([sort]) => nodes.some((node) => node.sort === sort));
  const changes = new Set([...nodes, ...edges].flatMap(({ change }) => change ?? []));
  const carried = [...new Set(edges.flatMap(({ carries }) => carries ?? []))];
  const entries = [
    ...sorts.map(([sort, text]) => ({ sample: sampleBox(sort), text: text.replace(/ of$/, '') })),
    ...(carried.length === 0 ? [] : [{ sample: SAMPLE_LINE, text: carried.join(', ') }]),
    ...SIGN_WORDS.filter(([change]) => changes.has(change)).map(([, text]) => ({ sample: '', text })),
  ];
  let [x, row] = [MARGIN, 0];
  const lines = entries.map(({ sample, text }) => {
    const size = (sample === '' ? 0 : 28) + displayWidth(text) * LABEL_CHARACTER + 18;
    if (x > MARGIN && x + size > width) [x, row] = [MARGIN, row + 1];
    const place = `translate(${round(x)} ${round(top + row * LEGEND_ROW)})`;
    x += size;
    const textX = sample === '' ? 0 : 28;
    return `<g transform="${place}">${sample}<text class="sort" x="${textX}" y="11">${xml(text)}</text></g>`;
  });
  return { lines, width: row === 0 ? x : width, height: entries.length === 0 ? 0 : (row + 1) * LEGEND_ROW + 8 };
}

function sampleBox(sort: string): string {
  const corner = sort === 'things' || sort === 'subscribers' ? 7 : 3;
  return `<g class="${sort}"><rect class="box" x="1" y="1" width="20" height="13" rx="${corner}"/></g>`;
}

const SAMPLE_LINE = '<path class="way dashed" d="M0 8H22"/>';

// https://www.w3.org/TR/xml/#charsets
function xml(text: string): string {
  return escapeMarkup(text.replace(/[\ufffe\uffff]/g, '\ufffd'));
}
