import type { JsonObject, JsonValue } from '../../../model/values/json.ts';
import { isEqual, isList, isObject } from '../../../model/values/json.ts';
import type { Target } from '../../../model/settings.ts';
import type { OpenValue } from './foreign.ts';
import { leaveOpen } from './open-values.ts';
import { kindOfType, nameProperty, physicalArn, physicalRef, propertyAt, urlSuffix } from './physical-names.ts';

/** What a value becomes where a template takes its member away. */
export const NO_VALUE = Symbol('AWS::NoValue');

/** A value of a template with its functions worked out. */
export type Worked = JsonValue | typeof NO_VALUE;

/** A template in one target, with the defaults of its parameters, and what it left open so far. */
export interface Template {
  readonly parameters: JsonObject;
  readonly mappings: JsonObject;
  readonly conditions: JsonObject;
  readonly resources: JsonObject;
  readonly target: Target;
  readonly open: Map<string, OpenValue>;
  /** Conditions that are being worked out, to see a circle. */
  readonly holding: Set<string>;
}

/** A template, ready to be worked out. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
export function templateOf(value: JsonObject, target: Target): Template {
  const section = (name: string): JsonObject => (isObject(value[name]) ? value[name] : {});
  return {
    parameters: section('Parameters'),
    mappings: section('Mappings'),
    conditions: section('Conditions'),
    resources: section('Resources'),
    target,
    open: new Map(),
    holding: new Set(),
  };
}

/**
 * A value with the functions of the template worked out; what cannot be stands as `${var.NAME}` and is left open.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function work(template: Template, value: JsonValue): Worked {
  if (isList(value)) return value.map((item) => work(template, item)).filter((item) => item !== NO_VALUE);
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  const [[name, given = null] = ['', null]] = entries;
  const isCall = entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::'));
  if (isCall) return (FUNCTIONS[name] ?? unknownFunction(name))(template, isList(given) ? given : [given]);
  const members = entries.map(([key, member]): [string, Worked] => [key, work(template, member ?? null)]);
  return Object.fromEntries(members.filter(([, member]) => member !== NO_VALUE)) as JsonObject;
}

/** Whether a condition of the template holds; undefined where that cannot be told. */
export function holds(template: Template, name: string): boolean | undefined {
  const condition = template.conditions[name];
  if (condition === undefined || template.holding.has(name)) return undefined;
  template.holding.add(name);
  const result = truthOf(template, condition);
  template.holding.delete(name);
  return result;
}

/** The name that a resource of the template has, or gets here; undefined where AWS makes one up. */
export function nameIn(template: Template, id: string): string | undefined {
  const { type, properties } = resourceIn(template, id);
  const way = nameProperty(type);
  const given = way === undefined ? undefined : propertyAt(properties, way);
  const name = given === undefined ? undefined : work(template, given);
  if (typeof name === 'string') return name;
  // What is managed here and the template does not name is called as it is in the template.
  return kindOfType(type) === undefined ? undefined : id.replaceAll(/[^A-Za-z0-9_]/g, '');
}

function resourceIn({ resources }: Template, id: string): { readonly type: string; readonly properties: JsonObject } {
  const resource = resources[id];
  if (!isObject(resource)) return { type: '', properties: {} };
  const { Type, Properties } = resource;
  return { type: String(Type), properties: isObject(Properties) ? Properties : {} };
}

function leftOpen({ open }: Template, wanted: string, what: string, sample?: string): string {
  const base = wanted.replaceAll(/[^A-Za-z0-9_-]/g, '').slice(0, 60) || 'value';
  return leaveOpen(open, base, { what, ...(sample === undefined ? {} : { sample }) });
}

function isOpen(value: Worked | undefined): boolean {
  return value === undefined || (typeof value === 'string' && value.includes('${var.'));
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html */
function pseudo(target: Target): Readonly<Record<string, Worked>> {
  const { account, region, partition } = target;
  return {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': partition,
    'AWS::URLSuffix': urlSuffix(target),
    'AWS::NoValue': NO_VALUE,
  };
}

function ref(template: Template, id: string): Worked {
  const { parameters, target } = template;
  const own = pseudo(target)[id];
  if (own !== undefined) return own;
  const parameter = parameters[id];
  if (isObject(parameter)) return parameter['Default'] ?? leftOpen(template, id, `the parameter ${id}`);
  const { type, properties } = resourceIn(template, id);
  if (type === '') return leftOpen(template, id, `!Ref ${id}`);
  const name = nameIn(template, id);
  if (name !== undefined) return physicalRef(type, name, properties, target);
  const sample = physicalRef(type, id.toLowerCase(), properties, target);
  return leftOpen(template, id, `!Ref ${id}, of ${type}`, sample);
}

function attribute(template: Template, id: string, attr: string): Worked {
  const { type, properties } = resourceIn(template, id);
  const arnOf = (name: string): string | undefined =>
    attr === 'Arn' ? physicalArn(type, name, properties, template.target) : undefined;
  const name = nameIn(template, id);
  if (name !== undefined && attr.endsWith('Name')) return name;
  const known = name === undefined ? undefined : arnOf(name);
  const what = `!GetAtt ${id}.${attr}${type === '' ? '' : `, of ${type}`}`;
  return known ?? leftOpen(template, `${id}${attr}`, what, arnOf(id.toLowerCase()));
}

function substituted(template: Template, text: string, variables: JsonObject): string {
  return text.replaceAll(/\$\{([^}]*)\}/g, (whole, name: string) => {
    // AWS IoT's own templates: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const own = variables[name];
    const [id = '', ...attr] = name.trim().split('.');
    const given = attr.length > 0 ? { 'Fn::GetAtt': [id, attr.join('.')] } : { Ref: id };
    const value = work(template, own ?? given);
    return value === NO_VALUE || isObject(value) || isList(value) ? whole : String(value);
  });
}

type Call = (template: Template, args: readonly JsonValue[]) => Worked;

const unknownFunction =
  (name: string): Call =>
  (template, args) =>
    leftOpenCall(template, name.slice('Fn::'.length), args);

function leftOpenCall(template: Template, name: string, args: readonly JsonValue[]): string {
  return leftOpen(template, name, `!${name} ${JSON.stringify(args)}`);
}

const FUNCTIONS: Readonly<Record<string, Call>> = {
  Ref: (template, [id]) => ref(template, String(id)),
  'Fn::GetAtt': (template, args) => {
    const [id = '', ...attr] = args.length === 1 ? String(args[0]).split('.') : args.map(String);
    return attribute(template, id, attr.join('.'));
  },
  'Fn::Sub': (template, [text, variables]) => substituted(template, String(text), isObject(variables) ? variables : {}),
  'Fn::Join': (template, args) => {
    const [separator, list = null] = args;
    const parts = work(template, list);
    return isList(parts) ? parts.map(String).join(String(separator)) : leftOpenCall(template, 'Join', args);
  },
  'Fn::Split': (template, args) => {
    const [separator, given = null] = args;
    const text = work(template, given);
    const isKnown = typeof text === 'string' && !isOpen(text);
    return isKnown ? text.split(String(separator)) : leftOpenCall(template, 'Split', args);
  },
  'Fn::Select': (template, args) => {
    const [index = null, given = null] = args;
    const list = work(template, given);
    const chosen = isList(list) ? list[Number(work(template, index))] : undefined;
    return chosen ?? leftOpenCall(template, 'Select', args);
  },
  'Fn::If': (template, [name, then = null, otherwise = null]) => {
    const condition = holds(template, String(name));
    if (condition === undefined) return leftOpenCall(template, 'If', [name ?? null, then, otherwise]);
    return work(template, condition ? then : otherwise);
  },
  'Fn::FindInMap': (template, args) => {
    const way = args.slice(0, 3).map((step) => String(work(template, step)));
    const found = way.reduce<JsonValue | undefined>(
      (value, step) => (isObject(value) ? value[step] : undefined),
      template.mappings,
    );
    return found ?? leftOpen(template, way.join('-'), `!FindInMap [${way.join(', ')}]`);
  },
  'Fn::ImportValue': (template, [name = null]) => {
    const exported = work(template, name);
    const text = typeof exported === 'string' ? exported : 'Import';
    return leftOpen(template, text, `!ImportValue ${text}`);
  },
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html */
function truthOf(template: Template, value: JsonValue): boolean | undefined {
  if (!isObject(value)) return typeof value === 'boolean' ? value : undefined;
  const [[name, given = null] = ['', null]] = Object.entries(value);
  const args = isList(given) ? given : [given];
  const each = (): readonly (boolean | undefined)[] => args.map((arg) => truthOf(template, arg));
  if (name === 'Condition') return holds(template, String(given));
  if (name === 'Fn::Not') return not(each()[0]);
  if (name === 'Fn::And') return and(each());
  if (name === 'Fn::Or') return not(and(each().map(not)));
  if (name !== 'Fn::Equals') return undefined;
  const [one, other] = args.map((arg) => work(template, arg));
  if (one === undefined || other === undefined || isOpen(one) || isOpen(other)) return undefined;
  return one === NO_VALUE || other === NO_VALUE ? one === other : isEqual(one, other);
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function and(values: readonly (boolean | undefined)[]): boolean | undefined {
  if (values.includes(false)) return false;
  return values.includes(undefined) ? undefined : true;
}
