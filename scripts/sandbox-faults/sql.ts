import { inFile } from './fault.ts';
import type { Chapter } from './fault.ts';

const EVALUATE = ['test/sql/evaluate'];
const PARSE = ['test/sql'];

/** What the statement of a rule makes of a message. */
export const SQL: Chapter = {
  title: 'AWS IoT SQL: what a rule makes of it',
  faults: [
    ...inFile('src/sql/run.ts', EVALUATE, {
      'WHERE is ignored': ['if (!isWanted(query, scope)) return', 'if (message === undefined) return'],
      'a list at the top needs no newer version': ["message.version === '2015-10-08'", "message.version === 'beta'"],
      'a variable does not know those before it': [
        'variables[name] = evaluate(value, scope)',
        'variables[name] = evaluate(value, { ...scope, variables: {} })',
      ],
    }),
    ...inFile('src/sql/evaluate.ts', EVALUATE, {
      'an Undefined condition lets a message pass': ['return answer === true;', 'return answer !== false;'],
      'SELECT VALUE gives an object': [
        "if (select.type === 'value') return evaluate(select.value, scope);",
        "if (select.type === 'value') return { value: evaluate(select.value, scope) } as Value;",
      ],
      'AS is ignored': [
        "const name = alias ?? (value.type === 'name' ? value.name : undefined);",
        "const name = value.type === 'name' ? value.name : alias;",
      ],
      'an item that is Undefined is null': [
        'if (value === undefined) continue;',
        'if (value === undefined) {\n      object[name] = null;\n      continue;\n    }',
      ],
      'a * among other items is left out': ['return Object.entries(scope.item);', 'return [];'],
      'a member of nothing is Null': ['? value[name] : undefined', '? value[name] : null'],
      'CASE takes its last match': ['expression.branches.find(', 'expression.branches.findLast('],
      'CASE of Undefined takes ELSE': ['if (subject === undefined) return undefined;', ''],
      'CASE without ELSE gives Null': [
        'return result === undefined ? undefined : inner(result);',
        'return result === undefined ? null : inner(result);',
      ],
      'the wrong number of inputs is overlooked': ['inputs.length < least || inputs.length > most ? undefined :', ''],
      'NOT takes any value': [
        'const operand = toBoolean(evaluate(expression.operand, scope));',
        'const operand = Boolean(evaluate(expression.operand, scope));',
      ],
      'a nested WHERE is ignored': ['.filter((one) => isWanted(query, one))', ''],
      'a nested query of an object gives a list': [
        'selected(query.select, within(source)) : undefined',
        '[selected(query.select, within(source))] as Value : undefined',
      ],
      'a nested query takes the whole message': [
        '({ message, variables, item, outer: scope })',
        '({ ...scope, outer: scope })',
      ],
      'an empty list exists': ['found !== undefined && found.length > 0', 'found !== undefined'],
    }),
    ...inFile('src/sql/operate.ts', EVALUATE, {
      '= converts what it compares': [
        "'=': (left, right) => (left === undefined || right === undefined ? undefined : isEqual(left, right))",
        "'=': (left, right) => (left === undefined || right === undefined ? undefined : toText(left) === toText(right))",
      ],
      'Undefined equals Undefined': [
        "'=': (left, right) => (left === undefined || right === undefined ? undefined : isEqual(left, right))",
        "'=': (left, right) => isEqual(left ?? null, right ?? null)",
      ],
      'Undefined differs from everything': [
        "'<>': (left, right) => (left === undefined || right === undefined ? undefined :",
        "'<>': (left, right) => (left === undefined || right === undefined ? true :",
      ],
      'texts are compared by their letters': [
        "'<': (left, right) => both(toDecimal,",
        "'<': (left, right) => both(toText,",
      ],
      '+ adds texts that are numbers': [
        "if (typeof left === 'string' || typeof right === 'string')",
        'if (toDecimal(left) === undefined || toDecimal(right) === undefined)',
      ],
      '+ joins texts only': [
        "typeof left === 'string' || typeof right === 'string'",
        "typeof left === 'string' && typeof right === 'string'",
      ],
      'OR is content with one Boolean': [
        'OR: (left, right) => both(toBoolean, left, right, (a, b) => a || b)',
        'OR: (left, right) => toBoolean(left) === true || toBoolean(right) === true',
      ],
      'IN converts what it looks for': [
        'right.some((item) => isEqual(left, item))',
        'right.some((item) => toText(left) === toText(item))',
      ],
    }),
    ...inFile('src/sql/value.ts', EVALUATE, {
      'an empty text is 0': [
        "if (typeof value !== 'string' || !DECIMAL.test(value)) return undefined;",
        "if (typeof value !== 'string') return undefined;",
      ],
      'a Boolean is a number': [
        "if (typeof value === 'number') return value;",
        "if (typeof value === 'number' || typeof value === 'boolean') return Number(value);",
      ],
      'Null is the text null': ['value === undefined || value === null', 'value === undefined'],
      'only lower case is a Boolean': ['const word = value.toLowerCase();', 'const word = value;'],
      'halves are rounded up': ['Math.sign(number) * Math.round(Math.abs(number))', 'Math.round(number)'],
      'an index in a text is rounded': [
        "typeof value === 'string' ? Math.trunc(number) : roundHalfAway(number)",
        'roundHalfAway(number)',
      ],
    }),
    ...inFile('src/sql/cast.ts', EVALUATE, {
      'a cast to Int rounds': ['Math.floor(found)', 'Math.round(found)'],
      'a cast of a Boolean is Undefined': [
        "typeof value === 'boolean' ? Number(value) : toDecimal(value)",
        'toDecimal(value)',
      ],
      'a cast of a number to Boolean is Undefined': [
        "typeof value === 'number' ? value !== 0 : toBoolean(value)",
        'toBoolean(value)',
      ],
    }),
    ...inFile('src/sql/functions/number-functions.ts', EVALUATE, {
      'bit functions round': ['BigInt(Math.floor(left))', 'BigInt(Math.round(left))'],
      'log is the natural logarithm': ['log: ofNumbers(1, Math.log10)', 'log: ofNumbers(1, Math.log)'],
      'nanvl gives its first input whatever it is': [
        'run: ([first, second]) => first ?? second',
        'run: ([first]) => first',
      ],
      'power takes its inputs the other way round': ['base ** exponent', 'exponent ** base'],
      'trunc rounds': [
        'return Number(`${whole}.${digits.slice(0, Math.min(Math.max(places, 0), 34))}0`);',
        'return Number(number.toFixed(Math.min(Math.max(places, 0), 34)));',
      ],
      'trunc with places below zero cuts whole digits': [
        'return Number(`${whole}.${digits.slice(0, Math.min(Math.max(places, 0), 34))}0`);',
        'return Number(`${whole}.${digits.slice(0, places)}0`);',
      ],
    }),
    ...inFile('src/sql/functions/function.ts', EVALUATE, {
      'an imaginary result is Null': [
        'if (result === undefined || Number.isNaN(result)) return undefined;',
        'if (result === undefined || Number.isNaN(result)) return null as never;',
      ],
    }),
    ...inFile('src/sql/functions/text-functions.ts', EVALUATE, {
      'concat puts lists into a list': ['isList(input) ? input :', 'isList(input) ? [input] :'],
      'indexof counts from 1': ['return found;\n}', 'return found + 1;\n}'],
      'lpad pads up to a length': [
        'lpad: pad((text, spaces) => spaces + text)',
        'lpad: pad((text, spaces) => text.padStart(spaces.length))',
      ],
      'pads have no limit': ['Math.min(Math.max(Math.floor(number), 0), 1000)', 'Math.max(Math.floor(number), 0)'],
      'numbytes counts characters': ['new TextEncoder().encode(text).length', 'text.length'],
      'replace replaces once': ['text.replaceAll(find, () => replacement)', 'text.replace(find, () => replacement)'],
      'the end of a substring belongs to it': ['index(to ?? text.length)', 'index((to ?? text.length) + 1)'],
      'a place below zero counts from the end': [
        'return Math.max(Math.floor(number), 0);',
        'return Math.floor(number);',
      ],
      'trim takes one side only': ['(text) => text.trim()', '(text) => text.trimStart()'],
      'chr takes any character': ['code < 128', 'code < 65_536'],
    }),
    ...inFile('src/sql/functions/other-functions.ts', EVALUATE, {
      'lists count from 1': ['collection[toInt(key) ?? -1]', 'collection[(toInt(key) ?? 0) - 1]'],
      'topic levels count from 0': ['(toDecimal(level) ?? 0) - 1', 'toDecimal(level) ?? 0'],
      'isNull is true of Undefined': ['value === null }', 'value === null || value === undefined }'],
      'isUndefined is true of Null': [
        'run: ([value]) => value === undefined',
        'run: ([value]) => value === undefined || value === null',
      ],
      'timestamp() is in seconds': [
        'run: (_inputs, { now }) => now',
        'run: (_inputs, { now }) => Math.floor(now / 1000)',
      ],
      'transform takes any mode': ["mode !== 'enrichArray' || ", ''],
    }),
    ...inFile('src/sql/parse-expression.ts', PARSE, {
      'AND binds no tighter than OR': ["['OR'],\n  ['AND'],", "['OR', 'AND'],\n  [],"],
      'NOT binds tightest': ['const NOT_LEVEL = 2;', 'const NOT_LEVEL = 4;'],
      'operators bind from the right': [
        'right: level(cursor, row + 1), at: next.at',
        'right: level(cursor, row), at: next.at',
      ],
    }),
    ...inFile('src/sql/analyse.ts', EVALUATE, {
      'old statements have the newer functions': [
        'return since !== undefined && isOld ?',
        'return since === undefined && isOld && false ?',
      ],
      'old statements have nested queries': [
        "if (isOld && expression.type === 'query')",
        "if (isOld && expression.type === 'payload' && false)",
      ],
      'old statements cast to everything': [
        "if (isOld && expression.type === 'cast' &&",
        "if (isOld && expression.type === 'cast' && at < 0 &&",
      ],
    }),
    ...inFile('src/sql/template.ts', EVALUATE, {
      'a template without a value is empty': ['if (text === undefined)', 'if (text === null)'],
    }),
  ],
};
