import type { BackTest, TestedBehavior } from '../../model/impact/back-test.ts';
import type { Coverage, CoverageChange, Gap, MetricRef } from '../../model/impact/coverage.ts';
import type { DataPath, PathEdge, PathNode } from '../../model/impact/data-path.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { compact } from '../../model/values/json.ts';
import type { Change, Edit, Hazard, Outcome, Plan } from '../../model/plan.ts';
import { severityOf } from '../../model/problem.ts';
import type { Problem, Source } from '../../model/problem.ts';
import type { Review } from '../../model/review.ts';
import { lazily } from '../text/json.ts';
import { costOf } from './cost.ts';
import { compareTexts } from '../../model/values/text.ts';
import { maskChange, maskEdge, maskHazards, maskNode, maskText } from '../text/secrets.ts';

/** What `plan --json` prints: plans and what they mean for machines, without secrets, as `planDocumentSchema` describes. */
export function planDocument(reviews: readonly Review[]): object {
  return { schemaVersion: 1, targets: lazily(reviews, reviewOf) };
}

/** What `validate --json` prints, as `problemsDocumentSchema` describes. */
export function problemsDocument(problems: readonly Problem[]): object {
  return { schemaVersion: 1, problems: lazily(problems, problemOf) };
}

/** What `apply --json` prints, as `applyDocumentSchema` describes. */
export function outcomesDocument(
  applied: readonly { readonly plan: Plan; readonly outcomes: readonly Outcome[] }[],
): object {
  return { schemaVersion: 1, targets: lazily(applied, ({ plan, outcomes }) => appliedOf(plan, outcomes)) };
}

function reviewOf({ plan, scope, ...review }: Review): object {
  return {
    target: plan.target,
    account: plan.account,
    region: plan.region,
    digest: plan.digest,
    changes: lazily(plan.changes, (change) => changeOf(maskChange<Change>(change))),
    unchanged: plan.unchanged,
    unmanaged: plan.unmanaged,
    orphaned: plan.orphaned.map(({ address, section }) => ({ address, section })),
    ...(scope.read && { part: { read: scope.read.addresses.size, of: scope.read.of } }),
    hazards: maskHazards(plan.hazards).map(hazardOf),
    coverage: coverageOf(review.coverage),
    dataPath: dataPathOf(review.dataPath),
    ...(review.cost === undefined ? {} : { cost: costOf(review.cost) }),
    ...(review.backTest === undefined ? {} : { backTest: backTestOf(review.backTest) }),
    findings: lazily(review.findings.toSorted(compareSubjects), problemOf),
  };
}

/** So that a plan reads the same whatever file a resource stands in. */
function compareSubjects(left: Problem, right: Problem): number {
  return compareTexts(subjectOf(left), subjectOf(right));
}

function subjectOf({ address, code, message }: Problem): string {
  return [address ?? '', code, message].join(' ');
}

function changeOf(change: Change): JsonObject {
  return compact({
    action: change.action,
    address: change.address,
    edits: change.edits.map(editOf),
    source: change.source && sourceOf(change.source),
    digest: change.digest,
    waitsFor: change.waitsFor,
    because: change.action === 'replace' ? change.because : undefined,
    releases: change.action === 'replace' ? change.releases : undefined,
    renamedFrom: change.action === 'create' ? change.renamedFrom : undefined,
    renamedTo: change.action === 'delete' ? change.renamedTo : undefined,
  });
}

function editOf({ op, path, before, after, source, caveat }: Edit): JsonObject {
  return compact({ op, path, before, after, source: source && sourceOf(source), caveat });
}

function hazardOf({ id, rule, addresses, message, accepted, acceptable }: Hazard): JsonObject {
  return { id, rule, addresses, message, accepted, acceptable };
}

function coverageOf({ lost, gained, gaps }: Coverage): JsonObject {
  const change = ({ target, aspect, metrics, addresses }: CoverageChange): JsonObject => ({
    target,
    aspect,
    metrics: metrics.map(watchedOf),
    addresses,
  });
  const gap = ({ cause, profiles, metrics, from, until, meaning }: Gap): JsonObject => {
    return { cause, profiles, metrics: metrics.map(watchedOf), from, until, meaning };
  };
  return { lost: lost.map(change), gained: gained.map(change), gaps: gaps.map(gap) };
}

function watchedOf({ metric, dimension, excluded }: MetricRef): JsonObject {
  return compact({ metric, dimension, excluded });
}

function dataPathOf({ nodes, edges }: DataPath): object {
  return {
    nodes: lazily(nodes, (node) => nodeOf(maskNode(node))),
    edges: lazily(edges, (edge) => edgeOf(maskEdge(edge))),
  };
}

function nodeOf({ id, sort, name, change }: PathNode): JsonObject {
  return compact({ id, sort, name, change });
}

function edgeOf({ from, to, carries, metrics, change }: PathEdge): JsonObject {
  return compact({ from, to, carries, metrics, change });
}

function backTestOf({ source, hours, until, tested, notes }: BackTest): JsonObject {
  const behavior = ({ metric, sample, before, after, notes: own, ...rest }: TestedBehavior): JsonObject =>
    compact({
      ...rest,
      metric: watchedOf(metric),
      sample: { ...sample },
      before: before && { ...before },
      after: after && { ...after },
      notes: own,
    });
  return { source, hours, until, tested: tested.map(behavior), notes: notes.map(maskText) };
}

function problemOf(problem: Problem): JsonObject {
  const { code, check, address, message, hint, file, line, column } = problem;
  return compact({
    code,
    severity: severityOf(problem),
    check,
    address,
    message: maskText(message),
    hint: hint === undefined ? undefined : maskText(hint),
    file,
    line,
    column,
  });
}

function appliedOf(plan: Plan, outcomes: readonly Outcome[]): object {
  const reached = new Set(outcomes.map(({ address }) => address));
  const count = (status: Outcome['status']): number => outcomes.filter((outcome) => outcome.status === status).length;
  return {
    target: plan.target,
    account: plan.account,
    region: plan.region,
    digest: plan.digest,
    outcomes: lazily(outcomes, ({ action, address, status, detail }) =>
      compact({ action, address, status, detail: detail === undefined ? undefined : maskText(detail) }),
    ),
    verified: count('verified'),
    failed: count('failed'),
    skipped: count('skipped'),
    notReached: plan.changes.map(({ address }) => address).filter((address) => !reached.has(address)),
  };
}

function sourceOf({ file, line, column }: Source): JsonObject {
  return { file, line, column };
}
