/** One text or several: policies write a list of one either way. */
export type Texts = string | readonly string[];

/** A statement of a policy. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, Texts>>;
  readonly Action?: Texts;
  readonly NotAction?: Texts;
  readonly Resource?: Texts;
  readonly NotResource?: Texts;
  /** Values by operator and key. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Texts>>>>;
}

/** A policy document, of IAM or of AWS IoT. */
export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** What somebody wants to do. Without a context, no condition is evaluated. */
export interface AccessRequest {
  readonly action: string;
  readonly resource: string;
  /** Values by condition key. */
  readonly context?: Readonly<Record<string, string>>;
}

/** What policies come to: `depends` where it hangs on a condition or a variable that was not evaluated. */
export type Decision = 'allowed' | 'explicitly denied' | 'implicitly denied' | 'depends';

/** True, false, or undefined where it was not evaluated. */
type Holds = boolean | undefined;

/**
 * What the identity-based policies of one principal come to for a request: a deny wins, and without an allow it is denied.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function decide(policies: readonly Policy[], request: AccessRequest): Decision {
  const held = (effect: Statement['Effect']): readonly Holds[] =>
    policies
      .flatMap(({ Statement }) => Statement)
      .filter(({ Effect }) => Effect === effect)
      .map((statement) => holds(statement, request));
  const [allows, denies] = [held('Allow'), held('Deny')];
  if (denies.includes(true)) return 'explicitly denied';
  if (!allows.includes(true)) return allows.includes(undefined) ? 'depends' : 'implicitly denied';
  return denies.includes(undefined) ? 'depends' : 'allowed';
}

/** The texts as a list. */
export function listOf(texts: Texts | undefined): readonly string[] {
  return texts === undefined ? [] : typeof texts === 'string' ? [texts] : texts;
}

function holds({ Action, NotAction, Resource, NotResource, Condition }: Statement, request: AccessRequest): Holds {
  const { action, resource, context } = request;
  const isAction = (pattern: string): Holds => matches(pattern.toLowerCase(), action.toLowerCase());
  const isResource = (pattern: string): Holds => matchesArn(pattern, resource);
  return all([
    Action === undefined ? not(any(listOf(NotAction).map(isAction))) : any(listOf(Action).map(isAction)),
    Resource === undefined ? not(any(listOf(NotResource).map(isResource))) : any(listOf(Resource).map(isResource)),
    ...Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, wanted]) =>
        context === undefined ? undefined : conditionHolds(operator, listOf(wanted), valueOf(context, key)),
      ),
    ),
  ]);
}

/** Names of keys are compared without regard to case. */
function valueOf(context: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

/** Whether the value equals what is wanted, by operator. */
const COMPARISONS: Readonly<Record<string, (wanted: string, value: string) => Holds>> = {
  StringEquals: (wanted, value) => wanted === value,
  StringEqualsIgnoreCase: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
  StringLike: matches,
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function conditionHolds(operator: string, wanted: readonly string[], value: string | undefined): Holds {
  if (operator === 'Null') return wanted.includes(String(value === undefined));
  const name = operator.replace(/IfExists$/, '');
  const positive = name.replace(/^(String|Arn)Not/, '$1');
  const compare = COMPARISONS[positive];
  if (compare === undefined) return undefined;
  const isNegative = positive !== name;
  if (value === undefined) return isNegative || name !== operator;
  const found = any(wanted.map((one) => compare(one, value)));
  return isNegative ? not(found) : found;
}

/** The first five parts of an ARN are compared one by one, so that `*` stays within its part there. */
function matchesArn(pattern: string, arn: string): Holds {
  const [wanted, given] = [pattern.split(':'), arn.split(':')];
  if (wanted.length < 6) return pattern.endsWith('*') && matches(pattern, arn);
  const heads = wanted.slice(0, 5).map((part, index) => matches(part, given[index] ?? ''));
  return all([...heads, matches(wanted.slice(5).join(':'), given.slice(5).join(':'))]);
}

function matches(pattern: string, text: string): Holds {
  const known = compiled.get(pattern) ?? expressionOf(pattern);
  if (compiled.size >= MOST) compiled.clear();
  compiled.set(pattern, known);
  return known === 'variable' ? undefined : known.test(text);
}

/** Patterns that were met, because every request is held against the same ones; so many at the most. */
const compiled = new Map<string, RegExp | 'variable'>();
const MOST = 2000;

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
function expressionOf(pattern: string): RegExp | 'variable' {
  const parts = pattern.match(/\$\{[^}]*\}|[^]/g) ?? [];
  if (parts.some((part) => part.length > 1 && !/^\$\{[*?$]\}$/.test(part))) return 'variable';
  const source = parts.map((part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    return (part.length > 1 ? part.charAt(2) : part).replace(/[$()*+./?[\\\]^{|}]/, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`, 's');
}

function all(parts: readonly Holds[]): Holds {
  return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
}

function any(parts: readonly Holds[]): Holds {
  return parts.includes(true) ? true : parts.includes(undefined) ? undefined : false;
}

function not(part: Holds): Holds {
  return part === undefined ? undefined : !part;
}
