import { evaluate } from './evaluate.ts';
import { sqlError } from './problem.ts';
import type { SqlProblem } from './problem.ts';
import type { Message } from './message.ts';
import { parseTemplateExpression } from './parse.ts';
import type { Expression } from './tree.ts';
import { toText } from './value.ts';
import type { Value } from './value.ts';

/** A text with `${expression}` in it, read. https://docs.aws.amazon.com/iot/latest/developerguide/iot-substitution-templates.html */
export type Template = readonly (string | Expression)[];

/** Reads a text with substitution templates; a problem counts its place from the beginning of the text. */
export function parseTemplate(text: string): { readonly template: Template } | { readonly problem: SqlProblem } {
  const template: (string | Expression)[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$\{([^}]*)\}/g)) {
    template.push(text.slice(end, match.index));
    const { tree, problem } = parseTemplateExpression(match[1] ?? '');
    if (problem !== undefined) return { problem: { ...problem, at: problem.at + match.index + 2 } };
    template.push(tree);
    end = match.index + match[0].length;
  }
  return { template: [...template, text.slice(end)] };
}

/** Fills a template in for a message. Throws an SqlError where an expression has no text. */
export function fillTemplate(template: Template, message: Message, variables: Readonly<Record<string, Value>>): string {
  const scope = { message, variables, item: message.payload };
  return template
    .map((part) => {
      if (typeof part === 'string') return part;
      const text = toText(evaluate(part, scope));
      if (text === undefined)
        throw sqlError('undocumented', 'AWS does not document what a template without a value becomes', part.at);
      return text;
    })
    .join('');
}
