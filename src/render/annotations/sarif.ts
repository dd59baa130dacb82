import type { JsonObject } from '../../model/values/json.ts';
import { compact } from '../../model/values/json.ts';
import { severityOf } from '../../model/problem.ts';
import type { Problem, Severity } from '../../model/problem.ts';
import { lazily } from '../text/json.ts';
import { plainLine } from '../text/plain-text.ts';
import { maskText } from '../text/secrets.ts';
import { gravestFirst } from '../words/problems.ts';

/** What a result of an analysis is an instance of: a check, or a code of another problem. */
export interface SarifRule {
  /** The check's id, or the code. */
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
  /** What comes of it, and how to fix it. */
  readonly help: string;
  readonly source: string;
}

const HOME = 'https://github.com/defender-gitops/defender-gitops';

/** Problems for tools that read SARIF, such as code scanning of GitHub, without secrets. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarifDocument(problems: readonly Problem[], rules: readonly SarifRule[], version: string): object {
  const used = new Set(problems.map(ruleIdOf));
  const shown = rules.filter(({ id }) => used.has(id));
  const indexes = new Map(shown.map(({ id }, index) => [id, index]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'defender-gitops', version, informationUri: HOME, rules: shown.map(ruleOf) },
        },
        columnKind: 'utf16CodeUnits',
        results: lazily(gravestFirst(problems), (problem) => resultOf(problem, indexes)),
      },
    ],
  };
}

function ruleOf({ id, severity, summary, help, source }: SarifRule): JsonObject {
  return {
    id,
    shortDescription: { text: summary },
    help: { text: help },
    helpUri: source,
    defaultConfiguration: { level: severity },
  };
}

function resultOf(problem: Problem, indexes: ReadonlyMap<string, number>): JsonObject {
  const { message, hint, address, file, line, column } = problem;
  const text = [message, hint ?? ''].join(' ').trim();
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return compact({
    ruleId: ruleIdOf(problem),
    ruleIndex: indexes.get(ruleIdOf(problem)),
    level: severityOf(problem),
    message: { text: plainLine(maskText(text)) },
    locations: [
      compact({
        physicalLocation: { artifactLocation: { uri }, region: { startLine: line, startColumn: column } },
        logicalLocations: address === undefined ? undefined : [{ fullyQualifiedName: plainLine(address) }],
      }),
    ],
  });
}

function ruleIdOf({ check, code }: Problem): string {
  return check ?? code;
}
