import { isList, isObject } from '../../model/values/json.ts';
import type { JsonValue } from '../../model/values/json.ts';

/** Lines of comment, in ASCII, with an empty line behind. */
export function comments(lines: readonly string[]): string {
  return `${lines.map((line) => `# ${line.replaceAll(/[^ -~]/g, '?')}`).join('\n')}\n`;
}

/** A name in the form that names have in Terraform: https://developer.hashicorp.com/terraform/language/style#resource-naming */
export function identifier(name: string): string {
  return name
    .replaceAll(/([a-z0-9])(?=[A-Z])/g, '$1_')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replace(/^(?=\d|_|$)/, 'r_')
    .toLowerCase();
}

/** A resource with its members, whose values are expressions. */
export function block(type: string, id: string, body: Readonly<Record<string, string>>): string {
  return `resource "${type}" "${id}" {\n${members(body, '  ')}\n}\n`;
}

/** A value as an expression; `indent` is what stands before the line that it begins in. */
export function expression(value: JsonValue, indent: string): string {
  const inner = `${indent}  `;
  if (isList(value)) {
    const items = value.map((item) => `${inner}${expression(item, inner)}`);
    return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n${indent}]`;
  }
  if (!isObject(value)) return typeof value === 'string' ? text(value) : JSON.stringify(value);
  const given = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [[/^[A-Za-z]\w*$/.test(name) ? name : text(name), expression(member, inner)] as const],
  );
  return `{\n${members(Object.fromEntries(given), inner)}\n${indent}}`;
}

/** Members, with their equals signs one below the other where they stand on lines of their own, as `terraform fmt` has them. */
export function members(all: Readonly<Record<string, string>>, indent: string): string {
  const entries = Object.entries(all);
  return entries
    .map(([name, value], index) => {
      let from = index;
      let to = index;
      const isLine = (at: number): boolean => !String(entries[at]?.[1]).includes('\n');
      if (isLine(index)) {
        while (from > 0 && isLine(from - 1)) from -= 1;
        while (to + 1 < entries.length && isLine(to + 1)) to += 1;
      }
      const width = Math.max(...entries.slice(from, to + 1).map(([one]) => one.length));
      return `${indent}${name.padEnd(width)} = ${value}`;
    })
    .join('\n');
}

/** A quoted text, in which nothing is a template. https://developer.hashicorp.com/terraform/language/expressions/strings */
export function text(value: string): string {
  const quoted = JSON.stringify(value).replaceAll('\\b', '\\u0008').replaceAll('\\f', '\\u000c');
  return quoted.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}
