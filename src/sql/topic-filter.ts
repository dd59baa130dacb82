/** https://docs.aws.amazon.com/general/latest/gr/iot-core.html: at most 7 slashes, in other words 8 levels. */
const MAX_SLASHES = 7;

/** Why a text is no MQTT topic filter that a rule may have. https://docs.aws.amazon.com/iot/latest/developerguide/topics.html */
export function topicFilterFault(filter: string): string | undefined {
  const levels = filter.split('/');
  const isMisplaced = levels.some(
    (level, index) => (level.includes('#') && (level !== '#' || index < levels.length - 1)) || /.\+|\+./.test(level),
  );
  if (filter === '' || isMisplaced) return `Invalid topic filter: '${filter}'`;
  if (!filter.startsWith('$') && levels.length - 1 > MAX_SLASHES)
    return `Topic filter has too many levels: '${filter}'`;
  return undefined;
}

/** Whether an MQTT topic matches a topic filter. https://docs.aws.amazon.com/iot/latest/developerguide/topics.html */
export function topicMatches(filter: string, topic: string): boolean {
  const levels = topic.split('/');
  const filterLevels = filter.split('/');
  if (filterLevels.at(-1) !== '#' && filterLevels.length !== levels.length) return false;
  return filterLevels.every((level, index) => level === '#' || level === '+' || level === levels[index]);
}
