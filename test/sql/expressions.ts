import fc from 'fast-check';
import type { Expression } from '../../src/sql/tree.ts';

const name = fc.constantFrom('a', 'metrics', 'value', 'name', 'b_2');
/** Expressions of any depth, whatever they mean. */
export const expressions: fc.Arbitrary<Expression> = fc.letrec<{ any: Expression }>((tie) => {
  const any = tie('any');
  const at = 0;
  return {
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc
        .oneof(fc.nat(), fc.boolean(), fc.constantFrom('', 'x y', 'a"b'))
        .map((value): Expression => ({ type: 'literal', value, at })),
      name.map((text): Expression => ({ type: 'name', name: text, at })),
      name.map((text): Expression => ({ type: 'variable', name: text, at })),
      fc.tuple(any, name).map(([of, text]): Expression => ({ type: 'member', of, name: text, at })),
      fc.array(any, { maxLength: 3 }).map((inputs): Expression => ({ type: 'call', name: 'f', inputs, at })),
      fc.array(any, { maxLength: 3 }).map((items): Expression => ({ type: 'list', items, at })),
      fc
        .array(fc.record({ name: fc.constantFrom('k', 'a b'), value: any }), { maxLength: 2 })
        .map((members): Expression => ({ type: 'object', members, at })),
      any.map((operand): Expression => ({ type: 'not', operand, at })),
      any.map((operand): Expression => ({ type: 'minus', operand, at })),
      fc
        .tuple(fc.constantFrom('OR', 'AND', 'IN', '=', '<>', '<=', '+', '-', '*', '%'), any, any)
        .map(([operator, left, right]): Expression => ({ type: 'binary', operator: operator as '=', left, right, at })),
      fc
        .tuple(any, any, any)
        .map(([subject, when, result]): Expression => ({ type: 'case', subject, branches: [{ when, result }], at })),
      fc.tuple(any, any).map(([value, of]): Expression => ({
        type: 'query',
        query: { select: { type: 'value', value }, from: { type: 'value', value: of }, at },
        at,
      })),
    ),
  };
}).any;

/** Writes an expression with every bracket. */
export function print(tree: Expression): string {
  const all = (trees: readonly Expression[]): string => trees.map(print).join(', ');
  switch (tree.type) {
    case 'literal':
      return typeof tree.value === 'string' ? `'${tree.value}'` : JSON.stringify(tree.value);
    case 'name':
      return tree.name;
    case 'variable':
      return `@${tree.name}`;
    case 'member':
      return `(${print(tree.of)}).${tree.name}`;
    case 'call':
      return `${tree.name}(${all(tree.inputs)})`;
    case 'list':
      return `[${all(tree.items)}]`;
    case 'object':
      return `{${tree.members.map((member) => `"${member.name}": ${print(member.value)}`).join(', ')}}`;
    case 'not':
      return `(NOT ${print(tree.operand)})`;
    case 'minus':
      return `(- ${print(tree.operand)})`;
    case 'binary':
      return `(${print(tree.left)} ${tree.operator} ${print(tree.right)})`;
    case 'case':
      return `(CASE ${tree.subject ? print(tree.subject) : ''} ${tree.branches.map(({ when, result }) => `WHEN ${print(when)} THEN ${print(result)}`).join(' ')} END)`;
    case 'query': {
      const { select, from } = tree.query;
      return `(SELECT VALUE (${select.type === 'value' ? print(select.value) : ''}) FROM (${from?.type === 'value' ? print(from.value) : ''}))`;
    }
    default:
      throw new Error(`not printed: ${tree.type}`);
  }
}
