import type { DataPath } from '../../model/impact/data-path.ts';
import type { Review } from '../../model/review.ts';
import { finish } from '../../model/steps.ts';
import type { About } from './about.ts';
import type { Section } from './compose.ts';
import { mermaidText } from '../graph/mermaid.ts';
import { edgeText, inOrder, SORT_WORDS } from '../graph/words.ts';
import { shortened } from '../text/plain-text.ts';
import { codeCell, fenced, html, proseCell } from './escape.ts';
import { jobSummaryLink } from './plan.ts';
import { counted } from '../words/plan.ts';

/** What a reader takes in at a glance; also far below what Mermaid draws. https://mermaid.js.org/config/schema-docs/config.html#maxedges */
const MOST = { nodes: 40, edges: 60 } as const;

/** The data path around what plans alter, as pictures that can be folded away; as tables where they would be too large. */
export function pictureSection(reviews: readonly Review[], { runUrl }: About): Section {
  const pieces = reviews.flatMap(({ dataPath, plan }) => {
    if (dataPath.edges.length === 0) return [];
    const place = reviews.length > 1 ? ` · <code>${html(plan.target)}</code>` : '';
    const isSmall = dataPath.nodes.length <= MOST.nodes && dataPath.edges.length <= MOST.edges;
    const body = isSmall ? fenced(finish(mermaidText(dataPath)).trimEnd().split('\n'), 'mermaid') : table(dataPath);
    return [
      `<details><summary>Data path: what changes and what is next to it${place}</summary>\n\n${body}\n\n</details>`,
    ];
  });
  return {
    name: 'data path',
    groups: [{ head: '', pieces, glue: '\n\n' }],
    omission: () => `_Data path: see the ${jobSummaryLink(runUrl)}._`,
  };
}

function table(path: DataPath): string {
  const { nodes, edges } = inOrder(path);
  const named = new Map(
    nodes.map((node) => [node.id, `${SORT_WORDS[node.sort]} ${codeCell(shortened(node.name, 100))}`]),
  );
  const changed = edges.filter(({ change }) => change !== undefined);
  const shown = (changed.length > 0 ? changed : edges).slice(0, 200);
  const rows = shown.map(
    (edge) => `| ${named.get(edge.from)} | ${named.get(edge.to)} | ${proseCell(edgeText(edge))} |`,
  );
  const rest = edges.length - shown.length;
  const more =
    rest > 0 ? `\n\n${counted(rest, 'more edge')} not shown here; \`defender-gitops graph\` draws all of them.` : '';
  return `${['| From | To | |', '| --- | --- | --- |', ...rows].join('\n')}${more}`;
}
