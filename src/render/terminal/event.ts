import type { Event, Reading } from '../../model/event.ts';
import type { SubscriptionCounts } from '../../model/exports/subscription.ts';
import { paletteFor } from '../text/palette.ts';
import { plainLine } from '../text/plain-text.ts';
import { counted, readingWords, secondsText } from '../words/plan.ts';
import { duration } from './progress.ts';
import { maskText } from '../text/secrets.ts';
import { renderOutcome } from './outcomes.ts';

/** How events are told; `verbose`: requests too, one by one. */
interface EventStyle {
  readonly color: boolean;
  readonly verbose?: boolean | undefined;
}

/** One line of progress, for standard error; empty for what takes no time and for what is not told one by one (see progress.ts). */
export function renderEvent(event: Event, options: EventStyle): string {
  const { dim, cyan, yellow } = paletteFor(options.color);
  switch (event.type) {
    case 'reading':
      return dim(readingText(event));
    case 'estimate':
      if (event.seconds < 1) return '';
      return dim(
        `… ${counted(event.requests, 'request')} to ${event.doing}, at least ${secondsText(event.seconds)} by AWS quota`,
      );
    case 'read':
      return readText(event.reading).map(dim).join('\n');
    case 'waiting':
      return dim(`… waiting for ${plainLine(event.what)}${event.seconds < 1 ? '' : ` (${duration(event.seconds)})`}`);
    case 'retrying':
      return yellow(
        `… ${plainLine(event.operation)} again${event.seconds < 1 ? '' : ` in ${duration(event.seconds)}`}: ${plainLine(maskText(event.reason))}`,
      );
    case 'subscribed':
      return `${cyan('→')} subscribed to ${plainLine(event.topic)} on ${plainLine(event.broker)}${event.resumed ? ', session resumed' : ', new session'}`;
    case 'received':
      return event.isLast ? receivedText(event.counts) : dim(`… ${receivedText(event.counts)}`);
    case 'starting':
      return `${cyan('→')} ${event.action} ${plainLine(event.address)}`;
    case 'finished':
      return renderOutcome(event.outcome, options);
    case 'called':
      return options.verbose === true ? dim(calledText(event)) : '';
    case 'queued':
    case 'sent':
    case 'planned':
      return '';
  }
}

/** `iot:ListTopicRules  production  ThrottlingException, ok  840 ms, after 200 ms for its quota` */
function calledText({ operation, target, asked, attempts }: Extract<Event, { type: 'called' }>): string {
  const [first, last] = [attempts[0], attempts.at(-1)];
  const outcomes = attempts.map(({ outcome }) => outcome).join(', ');
  const took = first === undefined || last === undefined ? 0 : last.answered - first.sent;
  const waited = first === undefined ? 0 : first.sent - asked;
  const parts = [operation, target, outcomes, `${took} ms${waited < 1 ? '' : `, after ${waited} ms for its quota`}`];
  return plainLine(parts.join('  '));
}

function readText(reading: Reading): readonly string[] {
  const unread = reading.unread.map((sentence) => `… ${plainLine(maskText(sentence))}`);
  return reading.seconds < 1 ? unread : [`… ${readingWords(reading)}`, ...unread];
}

function receivedText({ batches, points, duplicates, rejected, lag }: SubscriptionCounts): string {
  const parts = [
    counted(batches, 'batch'),
    `${counted(points, 'data point')} written`,
    counted(duplicates, 'duplicate'),
    `${rejected} rejected`,
    ...(lag === undefined ? [] : [`lag ${duration(lag)}`]),
  ];
  return parts.join(', ');
}

function readingText({ target, done, total, unit = 'resource' }: Extract<Event, { type: 'reading' }>): string {
  const name = plainLine(target);
  if (done < total) return `… reading ${name}: ${done} of ${counted(total, unit)}`;
  return total === 0 ? `… read ${name}: no ${unit}s found` : `… read ${name}: ${counted(total, unit)}`;
}
