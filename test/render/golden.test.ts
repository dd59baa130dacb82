import { expect, test } from 'vitest';
import type { Change, Outcome, Plan } from '../../src/model/plan.ts';
import type { Cost } from '../../src/model/impact/cost.ts';
import { finish } from '../../src/model/steps.ts';
import type { Review } from '../../src/model/review.ts';
import { outcomesDocument, planDocument, problemsDocument } from '../../src/render/json/plan.ts';
import { jsonText } from '../../src/render/text/json.ts';
import { renderComment, renderJobSummary } from '../../src/render/markdown/comment.ts';
import { renderDriftCleared, renderDriftIssue } from '../../src/render/markdown/drift.ts';
import { renderError } from '../../src/render/terminal/error.ts';
import { renderClosing, renderOutcome } from '../../src/render/terminal/outcomes.ts';
import { renderPlan, renderingPlans } from '../../src/render/terminal/plan.ts';
import { renderProblems } from '../../src/render/terminal/problems.ts';
import { OperatorError } from '../../src/model/problem.ts';
import { about, comments, drift } from './fixtures/comments.ts';
import * as plans from './fixtures/plans.ts';
import { problems, texts } from './fixtures/problems.ts';

const page = { color: false, width: 100 };
const golden = (name: string): string => `../golden/${name}`;
const ledger = (plan: Plan, outcomes: readonly Outcome[]): string =>
  [...outcomes.map((outcome) => renderOutcome(outcome, page)), renderClosing(plan, outcomes, page)].join('\n');

const terminal: readonly (readonly [string, Review])[] = [
  ['plan-create', plans.reviewOf(plans.everything)],
  ['plan-threshold', plans.reviewOf(plans.threshold)],
  ['plan-findings', plans.found],
  ['plan-back-test', plans.backTested],
  ['plan-update', plans.reviewOf(plans.edits)],
  ['plan-delete', plans.reviewOf(plans.deletes)],
  ['plan-rename', plans.reviewOf(plans.renameUnsaid)],
  ['plan-replace', plans.reviewOf(plans.replace)],
  ['plan-takeover', plans.reviewOf(plans.takeover)],
  ['no-changes', plans.reviewOf(plans.nothing)],
];

test.each(terminal)('the terminal shows %s as in its golden file', async (name, review) => {
  await expect(renderPlan(review, page)).toMatchFileSnapshot(golden(`${name}.txt`));
});

test('targets that do the same are told once, whatever their regions ask for it', () => {
  const review = plans.reviewOf(plans.everything);
  const total = { before: { low: 0, high: 0 }, after: { low: 100, high: 100 } };
  const other: Review = {
    ...review,
    plan: { ...review.plan, target: 'staging' },
    ...(review.cost !== undefined && { cost: { ...review.cost, total } }),
  };
  const told = finish(renderingPlans([review, other], page));
  expect(told.match(/^Plan for .*/gm)).toHaveLength(1);
  expect(told).toContain('The same for staging (111122223333, ap-south-1).');
  expect(told).toContain('Estimated cost: USD 344.72 more a month');
});

test('the terminal shows what a plan was cut to', async () => {
  const needed = ['CustomMetric/battery_level', 'Dimension/telemetryTopics'];
  const [profile] = plans.threshold.changes;
  const changes = [...plans.everything.changes.filter(({ address }) => needed.includes(address)), profile as Change];
  const cut = plans.reviewOf({ ...plans.threshold, changes }, { scope: { only: ['SecurityProfile/Soundbox'] } });
  await expect(renderPlan(cut, page)).toMatchFileSnapshot(golden('plan-only.txt'));
});

test('a plan that is carried out at once says nothing of a next step, unless a hazard stops it', () => {
  const shown = (plan: Plan): string => renderPlan(plans.reviewOf(plan), { ...page, applies: true });
  expect(renderPlan(plans.reviewOf(plans.threshold), page)).toContain('Next: ');
  expect(shown(plans.threshold)).not.toContain('Next: ');
  expect(shown(plans.deletes)).toContain('Next: this plan cannot be applied.');
});

test('a narrow terminal gets lines that it can hold, and colours where it has them', async () => {
  await expect(renderPlan(plans.reviewOf(plans.edits), { color: true, width: 60 })).toMatchFileSnapshot(
    golden('plan-narrow-color.txt'),
  );
});

test('problems come with their lines, sorted by file and place', async () => {
  await expect(renderProblems(problems, texts, page)).toMatchFileSnapshot(golden('problems.txt'));
});

test('the ledger says what was done, what failed, what was skipped and how to go on', async () => {
  await expect(ledger(plans.everything, plans.partly)).toMatchFileSnapshot(golden('ledger-partly.txt'));
  await expect(ledger(plans.everything, plans.partly.slice(0, 2))).toMatchFileSnapshot(golden('ledger-stopped.txt'));
  await expect(ledger(plans.deletes, plans.verified(plans.deletes))).toMatchFileSnapshot(golden('ledger-applied.txt'));
});

test('an error says what its operator can do', async () => {
  const hint =
    'Set AWS_PROFILE, or run `aws sso login`. In GitHub Actions, use aws-actions/configure-aws-credentials with a role that trusts this repository.';
  await expect(
    renderError(new OperatorError('DG4001', 'The credentials for production are missing.', { hint }), page),
  ).toMatchFileSnapshot(golden('error.txt'));
});

test.each(Object.entries(comments))('the comment in the state %s is as in its golden file', async (name, comment) => {
  await expect(renderComment(comment).body).toMatchFileSnapshot(golden(`comment-${name}.md`));
});

test('a comment says nothing of cost where no price is known', () => {
  const review = plans.reviewOf(plans.deletes);
  const told = (cost: Cost): string =>
    renderComment({ ...about, state: 'planned', reviews: [{ ...review, cost }] }).body;
  const { total, ...unpriced } = review.cost as Cost;
  expect(total && told({ ...unpriced, total })).toContain('Cost, estimated');
  expect(told(unpriced)).not.toMatch(/cost/i);
});

test('a comment that is too long says what it leaves out', async () => {
  const comment = comments['plan-targets'];
  if (comment === undefined) throw new Error('no such comment');
  const { body, omitted } = renderComment(comment, 3_600);
  await expect(`${body}\n<!-- omitted: ${JSON.stringify(omitted)} -->\n`).toMatchFileSnapshot(
    golden('comment-too-long.md'),
  );
  expect(renderJobSummary(comment).omitted).toEqual([]);
});

test('the drift issue offers both ways out', async () => {
  const { title, body, news } = renderDriftIssue(drift);
  await expect(
    `# ${title}\n\n${body}\n<!-- news -->\n${news}\n<!-- cleared -->\n${renderDriftCleared('production', drift.runUrl)}\n`,
  ).toMatchFileSnapshot(golden('drift-issue.md'));
});

test('machines get plans, problems and outcomes as JSON', async () => {
  await expect(
    jsonText(planDocument([plans.edits, plans.deletes].map((plan) => plans.reviewOf(plan)))),
  ).toMatchFileSnapshot(golden('plan.json'));
  await expect(jsonText(problemsDocument(problems))).toMatchFileSnapshot(golden('problems.json'));
  await expect(jsonText(outcomesDocument([{ plan: plans.everything, outcomes: plans.partly }]))).toMatchFileSnapshot(
    golden('outcomes.json'),
  );
});
