import { AUDIT_CHECKS, AUDIT_CHECKS_PAGE, MITIGATION_PAGE, SUPPRESSIONS_PAGE } from '../../catalogue/audit-checks.ts';
import { CUSTOM_METRICS } from '../../catalogue/custom-metrics.ts';
import { SELF_MANAGED } from '../../catalogue/metric.ts';
import type { Metric } from '../../catalogue/metric.ts';
import { AWS_METRICS } from '../../catalogue/metrics.ts';
import { DURATIONS, OPERATORS, OPERATOR_SOURCE } from '../../catalogue/operators.ts';
import { QUOTAS } from '../../catalogue/quotas.ts';
import { checks } from '../../checks/checks.ts';
import { CODES } from '../../model/codes.ts';
import { HAZARD_RULES } from '../../model/hazard-rules.ts';
import type { Chapter, ReferenceEntry } from '../../model/reference.ts';

/** All that `explain` and docs/reference.md tell, from the tables that the program itself works with. */
export function chapters(): readonly Chapter[] {
  return [metrics(), customMetrics(), operators(), auditChecks(), quotas(), checkChapter(), hazards(), codes()];
}

function metrics(): Chapter {
  return {
    title: 'Metrics',
    noun: 'metric',
    about: `What AWS measures itself (cloud) and what an agent on the device reports (device). Durations are ${DURATIONS.join(', ')} seconds.`,
    entries: Object.entries(AWS_METRICS).map(([name, metric]) => metricEntry(name, metric)),
  };
}

function customMetrics(): Chapter {
  return {
    title: 'Custom metrics',
    noun: 'type of custom metric',
    about: 'What devices report under names of your own, by `metricType`.',
    entries: Object.entries(CUSTOM_METRICS).map(([name, metric]) => metricEntry(name, metric)),
  };
}

const DURATION = { required: 'needed', allowed: 'may be given', forbidden: 'none' } as const;

function metricEntry(name: string, metric: Metric): ReferenceEntry {
  const { meaning, caution, side, unit = '', value, operators: fits, source } = metric;
  const yes = (is: boolean): string => (is ? 'yes' : 'no');
  return {
    name,
    ...(name.startsWith('aws:') && { alias: name.slice('aws:'.length) }),
    facts: [
      ['what', caution === undefined ? meaning : `${meaning}. ${caution}`],
      ['side', side],
      ['unit', unit],
      ['value', `\`${value}\``],
      ['operators', fits.map((operator) => `\`${operator}\``).join(', ')],
      ['durationSeconds', DURATION[metric.duration]],
      ['statisticalThreshold', yes(metric.statistical)],
      ['mlDetectionConfig', yes(metric.learning)],
      ['metricDimension', yes(metric.dimension)],
      ['self-managed', SELF_MANAGED.covers[side]],
      ['source', source],
    ],
  };
}

function operators(): Chapter {
  return {
    title: 'Operators',
    noun: 'operator',
    about: 'An operator says what is **normal**: an alarm is raised where it does not hold.',
    entries: Object.entries(OPERATORS).map(([name, { normal, values }]) => ({
      name,
      facts: [
        ['normal is', normal],
        ['value', values.map((value) => `\`${value}\``).join(', ')],
        ['source', OPERATOR_SOURCE],
      ],
    })),
  };
}

function auditChecks(): Chapter {
  return {
    title: 'Audit checks',
    noun: 'audit check',
    about: `What audits can look for: enabled in \`auditConfiguration\`, run by \`scheduledAudits\`. AWS documents [what mitigation can do](${MITIGATION_PAGE}) and [how findings are suppressed](${SUPPRESSIONS_PAGE}) for most.`,
    entries: Object.entries(AUDIT_CHECKS).map(([name, { finds, resource, actions = [], threshold }]) => ({
      name,
      facts: [
        ['what', `Finds ${finds}`],
        ['setting', threshold === undefined ? '' : `\`${threshold.name}\`, "${threshold.days}" days unless said`],
        ['mitigation', actions.map((action) => `\`${action}\``).join(', ')],
        ['suppressed by', resource === undefined ? '' : `\`${resource}\``],
        ['source', AUDIT_CHECKS_PAGE],
      ],
    })),
  };
}

function quotas(): Chapter {
  return {
    title: 'Quotas',
    noun: 'quota',
    about: 'Counted with live resources of all owners.',
    entries: Object.entries(QUOTAS).map(([name, { limit, what, adjustable, source }]) => ({
      name,
      facts: [
        ['what', what],
        ['at most', String(limit)],
        ['adjustable', adjustable ? 'yes' : 'no'],
        ['source', source],
      ],
    })),
  };
}

function checkChapter(): Chapter {
  return {
    title: 'Checks',
    noun: 'check',
    about:
      'What is found in profiles although the schema takes them. An error stops a run; a warning or a note is only told, and not even that where the resource has `silence: [{ check, reason }]`.',
    entries: checks.map(({ id, code, severity, summary, why, source }) => ({
      name: id,
      alias: code,
      facts: [
        ['what', summary],
        ['severity', severity],
        ['why', why],
        ['code', code],
        ['source', source],
      ],
    })),
  };
}

function hazards(): Chapter {
  return {
    title: 'Hazards',
    noun: 'hazard',
    about:
      'What a reviewer must accept, by `accept: [ID]` in the settings or `--accept ID` for one run. Open hazards stop an apply before anything is changed.',
    entries: Object.entries(HAZARD_RULES).map(([name, { meaning, acceptance }]) => ({
      name,
      facts: [
        ['what', meaning],
        ['can be accepted', acceptance],
      ],
    })),
  };
}

function codes(): Chapter {
  return {
    title: 'Codes',
    noun: 'code',
    about:
      'Problems are in the profiles, at file:line:column; the run ends with exit code 3 and nothing is compared. Errors are outside the profiles; the exit code is 1 unless the table says otherwise. Codes are never reused. DG8… are those of checks.',
    entries: Object.entries(CODES).map(([name, { meaning, remedy }]) => ({
      name,
      facts: [
        ['what', meaning],
        ['how to fix it', remedy],
      ],
    })),
  };
}
