import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import { instance } from '@viz-js/viz';
import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, test } from 'vitest';
import type { DataPath } from '../../src/model/impact/data-path.ts';
import { finish } from '../../src/model/steps.ts';
import { dotText } from '../../src/render/graph/dot.ts';
import { mermaidText } from '../../src/render/graph/mermaid.ts';
import { svgText } from '../../src/render/graph/svg.ts';
import { inOrder, nameText, sortText } from '../../src/render/graph/words.ts';
import { dataPath } from './arbitraries.ts';

const RUNS = { numRuns: 60 };
const labels = (path: DataPath): readonly string[] =>
  inOrder(path).nodes.map((node) => `${sortText(node)} ${nameText(node)}`);

interface Vertex {
  readonly text: string;
  readonly classes: readonly string[];
  readonly link?: string;
}
interface Mermaid {
  initialize(config: object): void;
  mermaidAPI: {
    getDiagramFromText(text: string): Promise<{
      db: { getVertices(): Map<string, Vertex>; getEdges(): readonly unknown[]; getTooltip(id: string): unknown };
    }>;
  };
}

let mermaid: Mermaid;
beforeAll(() => {
  // Mermaid's own parser, in one script for browsers; it cleans labels through the DOM.
  const { window } = parseHTML('<html><body></body></html>');
  const browser = ['Element', 'DocumentFragment', 'HTMLTemplateElement', 'Node', 'NodeFilter'] as const;
  Object.assign(
    globalThis,
    { window, document: window.document },
    ...browser.map((name) => ({ [name]: window[name] })),
  );
  runInThisContext(readFileSync(createRequire(import.meta.url).resolve('@mermaid-js/tiny'), 'utf8'));
  ({ mermaid } = globalThis as unknown as { mermaid: Mermaid });
  mermaid.initialize({ securityLevel: 'strict' });
});

/** Mermaid keeps entity codes in a notation of its own until it draws. */
const decoded = (text: string): string =>
  text.replace(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCodePoint(Number(code)));

describe('Mermaid', () => {
  test('draws every node and edge under its own name, and nothing else, whatever the names are', async () => {
    await fc.assert(
      fc.asyncProperty(dataPath, async (path) => {
        const { db } = await mermaid.mermaidAPI.getDiagramFromText(finish(mermaidText(path)));
        const vertices = [...db.getVertices().values()];
        expect(vertices.map(({ text }) => decoded(text.replace('<br/>', ' ')).trim())).toEqual(
          labels(path).map((label) => label.trim()),
        );
        expect(vertices.flatMap(({ link = [] }) => link)).toEqual([]);
        expect(vertices.map(({ classes }) => classes.join(' '))).toEqual(
          inOrder(path).nodes.map(({ change = '' }) => change),
        );
        expect(db.getEdges()).toHaveLength(path.edges.length);
      }),
      RUNS,
    );
  });
});

describe('Graphviz', () => {
  test('draws every node and edge under its own name, and nothing else, whatever the names are', async () => {
    const viz = await instance();
    fc.assert(
      fc.property(dataPath, (path) => {
        const { objects = [], edges = [] } = viz.renderJSON(finish(dotText(path))) as {
          objects?: { label: string; href?: string; URL?: string }[];
          edges?: object[];
        };
        const plain = objects.map(({ label }) =>
          label.replace('\\n', ' ').replaceAll('\\\\', '\\').replaceAll('\\"', '"'),
        );
        expect(plain.map((label) => label.replaceAll('&amp;', '&'))).toEqual(labels(path));
        expect(objects.flatMap(({ href, URL }) => [href, URL].filter((one) => one !== undefined))).toEqual([]);
        expect(edges).toHaveLength(path.edges.length);
      }),
      RUNS,
    );
  });
});

describe('SVG', () => {
  const TAG = /^<\/?(?:svg|title|desc|style|defs|marker|path|rect|g|text)(?: [a-zA-Z-]+="[^"<]*")*\/?>$/;

  test('is well formed, holds no script and no address, and tells in words what it shows', () => {
    fc.assert(
      fc.property(dataPath, (path) => {
        const svg = svgText(path, 'Data path of production');
        const body = svg.replace(/<style>[\s\S]*?<\/style>/, '');
        expect((body.match(/<[^>]*>/g) ?? []).filter((tag) => !TAG.test(tag))).toEqual([]);
        const text = body.replace(/<[^>]*>/g, '');
        expect(text).not.toMatch(/[<>]|&(?!#\d+;)/);
        expect((body.match(/<[^>]*>/g) ?? []).join('')).not.toMatch(/ (?:on\w+|href|style)=|javascript:/i);
        const [picture = '', legend = ''] = body.split('<g class="legend">');
        expect(picture.match(/<g /g) ?? []).toHaveLength(path.nodes.length);
        expect(picture.match(/class="way/g) ?? []).toHaveLength(path.edges.length);
        for (const { sort } of path.nodes) expect(legend).toContain(`<g class="${sort}">`);
        expect(svg).toMatch(/role="img" aria-labelledby="title desc"/);
      }),
      RUNS,
    );
  });

  test('of 50 profiles no two nodes cover each other, and it stays readable', () => {
    const things = Array.from({ length: 12 }, (_, index) => ({
      id: `things/g${index}`,
      sort: 'things' as const,
      name: `g${index}`,
    }));
    const profiles = Array.from({ length: 50 }, (_, index) => ({
      id: `profile/P${index}`,
      sort: 'profile' as const,
      name: `P${index}`,
    }));
    const topics = Array.from({ length: 6 }, (_, index) => ({
      id: `topic/t${index}`,
      sort: 'topic' as const,
      name: `t${index}`,
    }));
    const edges = profiles.flatMap(({ id }, index) => [
      { from: `things/g${index % 12}`, to: id },
      { from: id, to: `topic/t${index % 6}` },
    ]);
    const svg = svgText({ nodes: [...things, ...profiles, ...topics], edges }, 'Fifty');
    const [picture = ''] = svg.split('<g class="legend">');
    const boxes = [
      ...picture.matchAll(/class="box" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g),
    ].map((match) => match.slice(1).map(Number));
    expect(boxes).toHaveLength(68);
    const overlap = boxes.filter(([x = 0, y = 0, w = 0, h = 0], index) =>
      boxes.some(
        ([x2 = 0, y2 = 0, w2 = 0, h2 = 0], other) =>
          other > index && x < x2 + w2 && x2 < x + w && y < y2 + h2 && y2 < y + h,
      ),
    );
    expect(overlap).toEqual([]);
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
    expect(Number(width)).toBeLessThan(1200);
    expect(Number(height)).toBeLessThan(4000);
  });

  test('of more than can be laid out in time is an overview, which says so and leaves nothing out', () => {
    const count = 1000;
    const nodes = Array.from({ length: count }, (_, nth) => [
      {
        id: `profile/P${nth}`,
        sort: 'profile' as const,
        name: `P${nth}`,
        ...(nth < 3 && { change: 'create' as const }),
      },
      { id: `topic/t${nth}`, sort: 'topic' as const, name: `t${nth}` },
    ]).flat();
    const edges = Array.from({ length: count }, (_, nth) => ({ from: `profile/P${nth}`, to: `topic/t${nth}` }));
    const svg = svgText({ nodes, edges }, 'A thousand');
    expect(svg).toContain('2000 nodes, 1000 edges. Overview: ');
    expect(svg).toMatch(/<text[^>]*>Overview: large groups are drawn as one box/);
    expect([...svg.matchAll(/<title>([^<]*)<\/title>/g)].map(([, name]) => name)).toEqual([
      '1000 of them',
      '997 of them',
      'P0',
      'P1',
      'P2',
    ]);
    expect(svg).toContain('997 × profile to 1000 × topic (997 ×).');
  });

  test('names the metrics that a profile exports, all of a few and the first of many', () => {
    const [from, to] = ['profile/P', 'topic/t'];
    const nodes = [
      { id: from, sort: 'profile' as const, name: 'P' },
      { id: to, sort: 'topic' as const, name: 't' },
    ];
    const drawn = (metrics: readonly string[]): string => svgText({ nodes, edges: [{ from, to, metrics }] }, 'Few');
    const labelsOf = (svg: string) => [...svg.matchAll(/class="label"[^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(labelsOf(drawn(['a', 'b on d', 'c', 'd']))).toEqual(['a', 'b on d', 'c', 'd']);
    expect(labelsOf(drawn(['a', 'b', 'c', 'd', 'e', 'f']))).toEqual(['a', 'b', 'c', 'and 3 more']);
    expect(finish(mermaidText({ nodes, edges: [{ from, to, metrics: ['a', 'b'] }] }))).toContain('|"a<br/>b"|');
  });
});
