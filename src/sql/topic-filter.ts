import { TOPIC_LEVELS } from '../catalogue/topics.ts';

/** Why a text is no MQTT topic filter that a rule may have. https://docs.aws.amazon.com/iot/latest/developerguide/topics.html */
export function topicFilterProblem(filter: string): string | undefined {
  const levels = filter.split('/');
  const isMisplaced = levels.some(
    (level, index) => (level.includes('#') && (level !== '#' || index < levels.length - 1)) || /.\+|\+./.test(level),
  );
  if (filter === '' || isMisplaced) return `Invalid topic filter: '${filter}'`;
  if (!filter.startsWith('$') && levels.length > TOPIC_LEVELS) return `Topic filter has too many levels: '${filter}'`;
  return undefined;
}
