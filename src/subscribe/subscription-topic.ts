import { basicIngestOf, TOPIC_LIMIT } from '../catalogue/topics.ts';
import { OperatorError } from '../model/problem.ts';

/** Refuses what nothing can be received from, as an OperatorError: before anything is connected to. */
export function checkSubscriptionTopic(filter: string): void {
  const [, group, inner] = /^\$share\/([^/]*)\/(.*)$/s.exec(filter) ?? [];
  const topic = inner ?? filter;
  const fault = faultOf(topic) ?? (group === undefined || /^[^+#]+$/.test(group) ? undefined : SHARE);
  if (fault !== undefined)
    throw new OperatorError('DG7105', `${JSON.stringify(filter)}: ${fault[0]}`, { hint: fault[1] });
}

const SHARE = ['the group of a shared subscription has no name.', 'Write $share/GROUP/TOPIC.'] as const;

function faultOf(topic: string): readonly [message: string, hint: string] | undefined {
  if (basicIngestOf(topic) !== undefined)
    return [
      'Basic Ingest delivers to its rule only; clients cannot subscribe to it.',
      'Export to an ordinary topic: `topics: { NAME: { mqtt: TOPIC } }` in the profiles.',
    ];
  if (topic.startsWith('$share')) return SHARE;
  if (topic === '' || /\p{Cc}/u.test(topic))
    return ['this is no topic.', 'Name the one that the profiles export to, as in `defender/metrics`.'];
  const levels = topic.split('/');
  if (levels.some((level) => level.length > 1 && /[+#]/.test(level)) || levels.slice(0, -1).includes('#'))
    return ['a wildcard is in the wrong place.', '`+` is a whole level, and `#` the last one.'];
  if (levels.length > TOPIC_LIMIT.slashes + 1 || new TextEncoder().encode(topic).length > TOPIC_LIMIT.bytes)
    return [`AWS takes at most ${TOPIC_LIMIT.bytes} bytes and ${TOPIC_LIMIT.slashes} slashes.`, 'Use a shorter topic.'];
  return undefined;
}
