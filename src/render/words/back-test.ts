import type { AlarmCount, BackTest, TestedBehavior } from '../../model/impact/back-test.ts';
import { counted } from './plan.ts';

/** What was looked at: `the last 24 hours until 2026-11-22 10:00 UTC, as the account has them`. */
export function periodText({ source, hours, until }: BackTest): string {
  const whose = source === 'account' ? 'as AWS has them' : 'of a simulated fleet';
  return `the last ${counted(hours, 'hour')} until ${until.slice(0, 16).replace('T', ' ')} UTC, ${whose}`;
}

/** What it comes to: `3 of 20 things in alarm → 7, 4 alarms → 9`; undefined where it was not tested. */
export function alarmsText({ before, after, judged }: TestedBehavior): string | undefined {
  if (after === undefined) return undefined;
  const [things, alarms] = [(count: AlarmCount) => count.things, (count: AlarmCount) => count.alarms].map((of) =>
    before === undefined ? String(of(after)) : `${of(before)} → ${of(after)}`,
  );
  return `in alarm ${things} of ${counted(judged, 'thing')}, ${alarms} ${after.alarms === 1 ? 'alarm' : 'alarms'}`;
}

/** Whose past it was: `20 of 250 things, 18 of which reported it`. */
export function sampleText({ sample, judged, after }: TestedBehavior): string {
  const of = `${sample.isMore === true ? 'more than ' : ''}${counted(sample.of, 'thing')}`;
  const chosen = sample.things === sample.of ? of : `${sample.things} of ${of}`;
  return after === undefined || judged === sample.things ? chosen : `${chosen}, ${judged} of which reported it`;
}

/** What is to be known of a behavior, each as a sentence. */
export function behaviorNotes({ isSuppressed, notes, isNew }: TestedBehavior): readonly string[] {
  return [
    ...(isNew ? ['New with this plan.'] : []),
    ...(isSuppressed ? ['Its alarms are suppressed: nobody is alerted.'] : []),
    ...notes,
  ];
}
