import type { Plan } from '../../model/plan.ts';
import type { Scope } from '../../model/scope.ts';
import { listed } from '../../model/values/text.ts';
import { wrap } from '../text/display-width.ts';
import { plainLine } from '../text/plain-text.ts';
import { partWords } from '../words/plan.ts';
import type { TerminalPage } from './change.ts';

/** What part of a target a plan is about, as lines; none where it is about all of it. */
export function scopeLines(scope: Scope, plan: Plan, page: TerminalPage): readonly string[] {
  return [...partLines(scope, page), ...onlyLines(scope, plan, page)];
}

function partLines({ read }: Scope, { paint, width }: TerminalPage): readonly string[] {
  return read === undefined ? [] : wrap(partWords(read), width).map((line) => paint.cyan(line));
}

function onlyLines({ only }: Scope, { changes }: Plan, { paint, width }: TerminalPage): readonly string[] {
  if (only === undefined) return [];
  const asked = `Only ${listed(only.map(plainLine))}`;
  const needed = changes.map(({ address }) => address).filter((address) => !only.includes(address));
  const text = needed.length === 0 ? `${asked}.` : `${asked}, with what that needs: ${listed(needed.map(plainLine))}.`;
  return wrap(text, width).map((line) => paint.cyan(line));
}
