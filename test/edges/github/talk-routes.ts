import type { JsonValue } from '../../../src/model/values/json.ts';
import { commentBody, issueBody, labelBody, statusBody } from './bodies.ts';
import type { Answer } from './faults.ts';
import { found, NOT_FOUND, type Request, type Route } from './route.ts';
import { type Access, addComment, commitAt, type Issue, tick, type World } from './world.ts';

const BODY_LIMIT = 65_536;

/** Commenting on a pull request takes `pull-requests: write`; `issues: write` alone is refused. */
const thread =
  (number: (world: World, request: Request) => number, access: Access) => (world: World, request: Request) =>
    [world.pulls.has(number(world, request)) ? 'pull_requests' : 'issues', access] as const;
const ofIssue = (_: World, { values }: Request) => Number(values.issue_number);
const ofComment = (world: World, { values }: Request) => commentAt(world, values)?.number ?? 0;

/** Operations on what people read, as openapi.json names them. */
export const TALK_ROUTES: Readonly<Record<string, Route>> = {
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': {
    needs: thread(ofIssue, 'read'),
    answer: (world, request) => {
      const found = world.comments.filter(({ number }) => number === ofIssue(world, request));
      return { status: 200, body: found.map((comment) => commentBody(world, comment)) };
    },
  },
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': {
    needs: thread(ofIssue, 'write'),
    answer: (world, request) => {
      const body = String(request.body.body);
      if (body.length > BODY_LIMIT) return tooLong('IssueComment', 'data');
      const number = ofIssue(world, request);
      if (!world.issues.has(number)) return NOT_FOUND;
      return {
        status: 201,
        body: commentBody(world, addComment(world, { number, login: request.person.login, body })),
      };
    },
  },
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': {
    needs: thread(ofComment, 'write'),
    answer: (world, { values, body, person }) => {
      const comment = commentAt(world, values);
      if (comment === undefined) return NOT_FOUND;
      if (String(body.body).length > BODY_LIMIT) return tooLong('IssueComment', 'data');
      Object.assign(comment, { body: body.body, editor: person.login });
      return { status: 200, body: commentBody(world, comment) };
    },
  },
  'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}': {
    needs: thread(ofComment, 'write'),
    answer: (world, { values }) => {
      const comment = commentAt(world, values);
      if (comment === undefined) return NOT_FOUND;
      world.comments.splice(world.comments.indexOf(comment), 1);
      return { status: 204 };
    },
  },
  'GET /repos/{owner}/{repo}/issues': {
    needs: () => ['issues', 'read'],
    answer: (world, { query }) => {
      const { state = 'open', labels = '' } = query;
      const wanted = labels === '' ? [] : labels.split(',');
      const found = [...world.issues.values()]
        .filter((issue) => state === 'all' || issue.state === state)
        .filter((issue) => wanted.every((label) => issue.labels.includes(label)));
      return { status: 200, body: found.reverse().map((issue) => issueBody(world, issue)) };
    },
  },
  'POST /repos/{owner}/{repo}/issues': {
    needs: () => ['issues', 'write'],
    answer: (world, { body, person }) => {
      if (!world.issuesEnabled) return { status: 410, body: { message: 'Issues are disabled for this repo' } };
      if (String(body.body).length > BODY_LIMIT) return tooLong('Issue', 'body');
      const issue: Issue = {
        number: ++world.lastNumber,
        login: person.login,
        title: String(body.title),
        body: String(body.body ?? ''),
        state: 'open',
        reason: null,
        labels: texts(body.labels),
        createdAt: tick(world),
      };
      world.issues.set(issue.number, issue);
      return { status: 201, body: issueBody(world, issue) };
    },
  },
  'PATCH /repos/{owner}/{repo}/issues/{issue_number}': {
    needs: () => ['issues', 'write'],
    answer: (world, { values, body }) => {
      const issue = world.issues.get(Number(values.issue_number));
      if (issue === undefined) return NOT_FOUND;
      if (String(body.body ?? '').length > BODY_LIMIT) return tooLong('Issue', 'body');
      const { state_reason: reason = issue.reason, labels = issue.labels, ...others } = body;
      Object.assign(issue, others, { reason, labels: texts(labels) });
      return { status: 200, body: issueBody(world, issue) };
    },
  },
  'GET /repos/{owner}/{repo}/labels/{name}': {
    needs: () => ['issues', 'read'],
    answer: (world, { values }) => found(world.labels.get(values.name ?? ''), labelBody),
  },
  'POST /repos/{owner}/{repo}/labels': {
    needs: () => ['issues', 'write'],
    answer: (world, { body }) => {
      const name = String(body.name);
      if (world.labels.has(name)) return invalid('Label', 'name', 'already_exists');
      const label = {
        name,
        color: String(body.color ?? 'ededed'),
        description: String(body.description ?? ''),
      };
      world.labels.set(name, label);
      return { status: 201, body: labelBody(label) };
    },
  },
  'GET /repos/{owner}/{repo}/commits/{ref}/statuses': {
    needs: () => ['statuses', 'read'],
    answer: (world, { values }) => {
      const of = world.statuses.filter(({ sha }) => sha === commitAt(world, values.ref ?? '').sha);
      return { status: 200, body: of.toReversed().map(statusBody) };
    },
  },
  'POST /repos/{owner}/{repo}/statuses/{sha}': {
    needs: () => ['statuses', 'write'],
    answer: (world, { values, body, person }) => {
      const { state, context = 'default', description = null, target_url: url = null } = body;
      if (String(description ?? '').length > 140) return invalid('Status', 'description', 'custom');
      const status = {
        id: ++world.lastId,
        sha: values.sha ?? '',
        login: person.login,
        context: String(context),
        state: String(state),
        description: description === null ? null : String(description),
        url: url === null ? null : String(url),
        createdAt: tick(world),
      };
      world.statuses.push(status);
      return { status: 201, body: statusBody(status) };
    },
  },
};

function commentAt(world: World, { comment_id: id }: Request['values']) {
  return world.comments.find((comment) => comment.id === Number(id));
}

function tooLong(resource: string, field: string): Answer {
  return invalid(
    resource,
    field,
    'unprocessable',
    `${field === 'data' ? 'Body' : 'body'} is too long (maximum is 65536 characters)`,
  );
}

function invalid(resource: string, field: string, code: string, message?: string): Answer {
  const error = { resource, field, code, ...(message !== undefined && { message }) };
  const documentation_url = 'https://docs.github.com/rest';
  return { status: 422, body: { message: 'Validation Failed', documentation_url, errors: [error] } };
}

function texts(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
