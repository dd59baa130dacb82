import MarkdownIt from 'markdown-it';

// As GitHub renders comments: HTML goes through (GitHub takes out only what is dangerous to a browser), addresses become links.
const markdown = new MarkdownIt({ html: true, linkify: true });
markdown.linkify.set({ fuzzyLink: false });

const OURS =
  /^<\/?(?:h2|h3|p|table|thead|tbody|tr|th|td|ul|li|strong|em|hr|br|blockquote|details|summary|details open|a|a href="https:\/\/github\.com\/acme\/[^"]*")>$/;
// What GitHub makes active in text. https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
const ACTIVE =
  /@|#\d|https?:|www\.|\bGH-\d|\b[0-9a-f]{7,}\b|\b[A-Z]+-\d|:\w+:|\$|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]/;

/** What of a body is active and not ours, as a reader on GitHub would meet it; empty where all is well. */
export function activeIn(body: string): readonly string[] {
  const html = markdown.render(body);
  const bare = html.replace(/<pre>[\s\S]*?<\/pre>/g, '').replace(/<code[^>]*>[\s\S]*?<\/code>/g, '');
  const tags = [...bare.matchAll(/<[^>]*>/g)].map(([tag]) => tag).filter((tag) => !OURS.test(tag));
  const words = decoded(bare.replace(/<[^>]*>/g, ' '))
    .split(/\s+/)
    .filter((word) => ACTIVE.test(word));
  const comments = html.includes('<!--') ? ['<!--'] : [];
  return [...tags, ...words, ...comments];
}

/** What of a body is open at its end or closed too often; empty where it is balanced. */
export function unbalancedIn(body: string): readonly string[] {
  const lines = body.split('\n');
  const fences = markdown
    .parse(body, {})
    .filter(({ type, map, markup }) => type === 'fence' && lines[(map?.[1] ?? 0) - 1]?.trim() !== markup)
    .map(({ content }) => content);
  const bare = markdown
    .render(body)
    .replace(/<pre>[\s\S]*?<\/pre>/g, '')
    .replace(/<code[^>]*>[\s\S]*?<\/code>/g, '');
  let depth = 0;
  let least = 0;
  for (const [tag] of bare.matchAll(/<\/?details/g)) {
    depth += tag === '<details' ? 1 : -1;
    least = Math.min(least, depth);
  }
  const columns = [...bare.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) => row.split(/<t[hd]>/).length);
  const ragged = new Set(columns).size > 3 ? ['table'] : [];
  return [...fences, ...(depth !== 0 || least < 0 ? ['details'] : []), ...ragged];
}

/** The headings that a reader sees. */
export function headingsIn(body: string): readonly string[] {
  return [...markdown.render(body).matchAll(/<h(\d)>([\s\S]*?)<\/h\1>/g)].map(
    ([, level, title]) => `${level} ${title}`,
  );
}

function decoded(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)))
    .replace(/&(?:amp|lt|gt|quot);/g, '');
}
