import type { JsonObject, JsonValue } from '../values/json.ts';
import { isObject } from '../values/json.ts';
import type { Kind } from '../kind.ts';

/** How each mark of ours begins: keys of tags, and what stands in brackets at the end of texts. */
export const OUR_TAGS = 'defender-gitops:';

/** The tag that marks what a repository owns; its value is the owner. */
export const OWNER_TAG = `${OUR_TAGS}owner`;

/** The tag that keeps a resource from being deleted or replaced, also after its lines are gone from the YAML. */
export const PROTECT_TAG = `${OUR_TAGS}protect`;

/** The tag that keeps the author's name of a resource that AWS has no name for. */
const NAME_TAG = `${OUR_TAGS}name`;

/**
 * What manages a resource whose tags begin with `aws:cloudformation:`. Nobody can remove them, and they may stay when the stack retains
 * the resource: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
 */
export const STACK = 'a CloudFormation stack';

/** Whether a tag says something that we say, so that it is no author's. */
export function isOurMark(key: string, value: JsonValue | undefined): boolean {
  return key === OWNER_TAG || key === NAME_TAG || (key === PROTECT_TAG && value === 'true');
}

/** What is kept in the account about whose a resource is. */
export interface Mark {
  /** Absent where nobody owns it. */
  readonly owner?: string;
  /** The author's name of it, where AWS has none. */
  readonly name?: string;
  readonly isProtected: boolean;
}

type Owned = Pick<Kind, 'ownership' | 'identity'>;

/** The mark on a live or desired resource. A section marks nothing: who has it owns what it is about. */
export function markOf({ ownership, identity }: Owned, spec: JsonObject): Mark {
  switch (ownership.by) {
    case 'tag': {
      const tags = tagsOf(spec);
      return { ...texts(tags[OWNER_TAG], tags[NAME_TAG]), isProtected: tags[PROTECT_TAG] === 'true' };
    }
    case 'text':
      return parsed(textOf(spec, ownership.member).mark, identity !== undefined);
    case 'section':
      return { isProtected: false };
  }
}

/** The owner that a live resource names; undefined where nobody owns it. */
export function ownerOf(kind: Owned, spec: JsonObject): string | undefined {
  return markOf(kind, spec).owner;
}

/** A spec with the mark of its owner in place of any other. What an author wrote is kept. */
export function withMark(kind: Owned, spec: JsonObject, { owner = '', name, isProtected }: Mark): JsonObject {
  const { ownership, identity } = kind;
  const key = identity === undefined ? undefined : name;
  switch (ownership.by) {
    case 'tag': {
      const { tags: _, ...members } = spec;
      const tags: Record<string, JsonValue | undefined> = { ...tagsOf(spec), [OWNER_TAG]: owner };
      if (key !== undefined) tags[NAME_TAG] = key;
      if (isProtected) tags[PROTECT_TAG] = 'true';
      return { ...members, tags };
    }
    case 'text': {
      const { text } = textOf(spec, ownership.member);
      const mark = `[${OUR_TAGS}${owner}${key === undefined ? '' : ` ${key}`}${isProtected ? ', protected' : ''}]`;
      return { ...spec, [ownership.member]: text === '' ? mark : `${text} ${mark}` };
    }
    case 'section':
      return spec;
  }
}

/** A spec as its author writes it: without any mark of ours. */
export function withoutMark({ ownership }: Owned, spec: JsonObject): JsonObject {
  switch (ownership.by) {
    case 'tag': {
      const { [OWNER_TAG]: _owner, [NAME_TAG]: _name, ...tags } = tagsOf(spec);
      return withTags(spec, tags[PROTECT_TAG] === 'true' ? without(tags, PROTECT_TAG) : tags);
    }
    case 'text': {
      const { text } = textOf(spec, ownership.member);
      return text === '' ? without(spec, ownership.member) : { ...spec, [ownership.member]: text };
    }
    case 'section':
      return spec;
  }
}

/** A spec that is left to others: nobody owns it. Protection stays where it is a tag of its own, until its next owner takes it off. */
export function givenUp(kind: Owned, spec: JsonObject): JsonObject {
  if (kind.ownership.by !== 'tag') return withoutMark(kind, spec);
  const { [OWNER_TAG]: _owner, [NAME_TAG]: _name, ...tags } = tagsOf(spec);
  return withTags(spec, tags);
}

function tagsOf({ tags }: JsonObject): JsonObject {
  return isObject(tags) ? tags : {};
}

function withTags(spec: JsonObject, tags: JsonObject): JsonObject {
  return Object.keys(tags).length === 0 ? without(spec, 'tags') : { ...spec, tags };
}

function without({ ...members }: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = members;
  return rest;
}

/** A text that ends in a mark, and what stands before it. */
const MARKED = new RegExp(`^(?:(.*) )?\\[${OUR_TAGS}([^\\[\\]]+)\\]$`, 's');

function textOf(spec: JsonObject, member: string): { readonly text: string; readonly mark: string | undefined } {
  const value = spec[member];
  const whole = typeof value === 'string' ? value : '';
  const [found, text = '', mark] = MARKED.exec(whole) ?? [];
  return found === undefined ? { text: whole, mark: undefined } : { text, mark };
}

/** `acme/iot-security legacyGateway, protected`; a name has no blanks, an owner may. */
function parsed(mark: string | undefined, isNamed: boolean): Mark {
  if (mark === undefined) return { isProtected: false };
  const [whole = '', protection] = mark.split(', ');
  const isProtected = protection === 'protected';
  const blank = isNamed ? whole.lastIndexOf(' ') : -1;
  if (blank < 0) return { owner: whole, isProtected };
  return { owner: whole.slice(0, blank), name: whole.slice(blank + 1), isProtected };
}

function texts(owner: JsonValue | undefined, name: JsonValue | undefined): Pick<Mark, 'owner' | 'name'> {
  return { ...(typeof owner === 'string' ? { owner } : {}), ...(typeof name === 'string' ? { name } : {}) };
}
