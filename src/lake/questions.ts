import type { FedTable, PointField, StreamTable } from '../model/lake/table.ts';

/** A question that is asked of a table. */
export interface Question {
  readonly id: 'latest' | 'hourly' | 'silent' | 'disconnects' | 'alarms' | 'repeats';
  /** What is asked, without its question mark. */
  readonly title: string;
  /** Hours before the moment of asking that it looks at. */
  readonly hours: number;
  /** What of a data point it looks at; of `count` and `number` one is enough. */
  readonly needs: readonly PointField[];
}

/** The questions that the owner of a fleet asks. */
export const QUESTIONS: readonly Question[] = [
  {
    id: 'latest',
    title: 'What did each device report last, metric by metric',
    hours: 24,
    needs: ['metric', 'thing', 'timestamp', 'number'],
  },
  {
    id: 'hourly',
    title: 'How is each metric distributed, hour by hour (nearest rank)',
    hours: 24,
    needs: ['metric', 'timestamp', 'number'],
  },
  {
    id: 'silent',
    title: 'Which devices of the last week have been silent for an hour',
    hours: 168,
    needs: ['thing', 'timestamp'],
  },
  {
    id: 'disconnects',
    title: 'Which devices disconnect, how often, and for how long',
    hours: 24,
    needs: ['metric', 'thing', 'timestamp', 'number'],
  },
  {
    id: 'alarms',
    title: 'Which alarms do the exported behaviors raise, and beside which values',
    hours: 24,
    needs: ['metric', 'thing', 'timestamp', 'number'],
  },
  {
    id: 'repeats',
    title: 'How many records, and how many data points once older versions are left out',
    hours: 24,
    needs: ['metric', 'thing', 'timestamp', 'version'],
  },
];

/** The metrics that tell of disconnects. */
export const DISCONNECTS = ['aws:num-disconnects', 'aws:disconnect-duration'] as const;

/** Why a question cannot be asked of a table, a clause; undefined where it can. */
export function whyNotAsked(
  { id, needs }: Question,
  { table, metrics, behaviors }: FedTable<StreamTable>,
): string | undefined {
  const { fields } = table.points;
  const hasNumber = fields.count !== undefined || fields.number !== undefined;
  const missing = needs.filter((field) => (field === 'number' ? !hasNumber : fields[field] === undefined));
  if (missing.length > 0)
    return `its records have no ${missing.map((one) => (one === 'number' ? 'value' : one)).join(', ')}`;
  if (id === 'disconnects' && !DISCONNECTS.some((metric) => metrics.includes(metric)))
    return `neither ${DISCONNECTS.join(' nor ')} is exported to it`;
  if (id === 'alarms' && behaviors.length === 0)
    return 'no behavior with exportMetric holds a number against a threshold';
  return undefined;
}
