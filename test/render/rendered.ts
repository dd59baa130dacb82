import MarkdownIt from 'markdown-it';

// As GitHub renders comments: HTML goes through (GitHub takes out only what is dangerous to a browser), addresses become links.
const markdown = new MarkdownIt({ html: true, linkify: true });
markdown.linkify.set({ fuzzyLink: false });

const OURS =
  /^<\/?(?:h2|h3|p|table|thead|tbody|tr|th|td|ul|li|strong|em|hr|br|blockquote|details|summary|details open|a|a href="https:\/\/github\.com\/acme\/[^"]*")>$/;
// What GitHub makes active in text. https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
const ACTIVE =
  /@|#\d|https?:|www\.|\bGH-\d|\b[0-9a-f]{7,}\b|\b[A-Z]+-\d|:\w+:|\$|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]/;

/** What a reader on GitHub meets in a body. */
export interface Seen {
  /** What is active and not ours; empty where all is well. */
  readonly active: readonly string[];
  /** What is left open, closed too often or torn apart; empty where all is well. */
  readonly broken: readonly string[];
  readonly headings: readonly string[];
}

/** Renders a body and looks at it. */
export function see(body: string): Seen {
  const tokens = markdown.parse(body, {});
  const html = markdown.renderer.render(tokens, markdown.options, {});
  const bare = html.replace(/<pre>[\s\S]*?<\/pre>/g, '').replace(/<code[^>]*>[\s\S]*?<\/code>/g, '');
  const lines = body.split('\n');
  const open = tokens.filter(
    ({ type, map, markup }) => type === 'fence' && lines[(map?.[1] ?? 0) - 1]?.trim() !== markup,
  );
  return {
    active: activeIn(html, bare),
    broken: [...open.map(({ content }) => content), ...unbalanced(bare), ...torn(lines)],
    headings: [...html.matchAll(/<h(\d)>([\s\S]*?)<\/h\1>/g)].map(([, level, title]) => `${level} ${title}`),
  };
}

function activeIn(html: string, bare: string): readonly string[] {
  const tags = [...bare.matchAll(/<[^>]*>/g)].map(([tag]) => tag).filter((tag) => !OURS.test(tag));
  const words = decoded(bare.replace(/<[^>]*>/g, ' ')).split(/\s+/);
  return [...tags, ...words.filter((word) => ACTIVE.test(word)), ...(html.includes('<!--') ? ['<!--'] : [])];
}

function unbalanced(bare: string): readonly string[] {
  let depth = 0;
  for (const [tag] of bare.matchAll(/<\/?details/g)) {
    depth += tag === '<details' ? 1 : -1;
    if (depth < 0) return [tag];
  }
  return depth === 0 ? [] : ['<details'];
}

/** Rows that have not as many bars as the row above. */
function torn(lines: readonly string[]): readonly string[] {
  const bars = (line: string | undefined): number | undefined =>
    line?.startsWith('|') === true ? line.split('|').length : undefined;
  return lines.filter(
    (line, index) => bars(line) !== undefined && (bars(lines[index - 1]) ?? bars(line)) !== bars(line),
  );
}

function decoded(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)))
    .replace(/&(?:amp|lt|gt|quot);/g, '');
}
