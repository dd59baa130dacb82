import { checks } from '../checks/checks.ts';
import { CODES } from '../model/codes.ts';
import type { SarifRule } from '../render/annotations/sarif.ts';

const PROBLEMS = 'https://github.com/defender-gitops/defender-gitops/blob/v1/docs/problems.md';

/** Everything that problems can be instances of. */
export function sarifRules(): readonly SarifRule[] {
  return [
    ...checks.map(({ id, severity, summary, why, source }) => ({ id, severity, summary, help: why, source })),
    ...Object.entries(CODES).map(([id, { meaning, remedy }]): SarifRule => ({
      id,
      severity: 'error',
      summary: meaning,
      help: remedy,
      source: PROBLEMS,
    })),
  ];
}
