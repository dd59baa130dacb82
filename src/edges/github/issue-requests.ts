import type { CommentKey } from '../../model/workflow/conversation.ts';
import type { GitHub } from './connect.ts';
import { isFailure } from './errors.ts';
import { isMarked, readMarker } from './marker.ts';

/** An issue of ours. */
export interface Issue {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly open: boolean;
  /** `not_planned` is people's word: we close as completed, and further issues of a key as duplicate. */
  readonly reason?: string;
  readonly labels: readonly string[];
  readonly digest?: string;
  /** How often its news changed: names the comments, so that none is posted twice. */
  readonly revision: number;
}

/** A label as it is made where the repository lacks it. */
export interface Label {
  readonly name: string;
  /** Six hexadecimal digits. */
  readonly color: string;
  readonly description: string;
}

/** What may be written to an issue. */
export interface IssueFields {
  readonly title?: string;
  readonly body?: string;
  readonly labels?: string[];
  readonly state?: 'open' | 'closed';
  readonly state_reason?: 'completed' | 'duplicate' | 'reopened';
}

/** The permission that writing issues takes. */
export const PERMISSION = 'issues: write';

const PAGE = 100;
/** How many pages of open issues to search for one that people took the label off. */
const UNLABELLED_PAGES = 5;

/** Our issues of this key, open or not, oldest first: by our author, beginning with the marker. */
export async function ownIssues(github: GitHub, key: CommentKey, label: string): Promise<readonly Issue[]> {
  const labelled = await listIssues(github, key, { state: 'all', labels: label }, Infinity);
  return labelled.length > 0 ? labelled : listIssues(github, key, { state: 'open' }, UNLABELLED_PAGES);
}

/** Makes an issue, with its label where that is new. */
export async function createIssue(github: GitHub, title: string, body: string, label: Label): Promise<Issue> {
  await ensureLabel(github, label);
  const { data } = await github.octokit.request('POST /repos/{owner}/{repo}/issues', {
    ...github.repository,
    title,
    body,
    labels: [label.name],
    request: { permission: PERMISSION },
  });
  return issueOf(data);
}

/** Writes the fields given, and no other. */
export async function updateIssue(github: GitHub, number: number, fields: IssueFields): Promise<void> {
  await github.octokit.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
    ...github.repository,
    issue_number: number,
    ...fields,
    request: { permission: PERMISSION },
  });
}

/** The bodies of all our open issues, whatever their key, also of those that people took the label off. */
export async function openBodies(github: GitHub, label: string): Promise<readonly string[]> {
  const labelled = await listOwn(github, { state: 'open', labels: label }, Infinity);
  const others = await listOwn(github, { state: 'open' }, UNLABELLED_PAGES);
  return [...labelled, ...others].map(({ body }) => body ?? '');
}

async function listIssues(
  github: GitHub,
  key: CommentKey,
  filter: IssueFilter,
  pages: number,
): Promise<readonly Issue[]> {
  return (await listOwn(github, filter, pages))
    .filter((issue) => isMarked(issue.body, key))
    .map(issueOf)
    .sort((left, right) => left.number - right.number);
}

interface IssueFilter {
  readonly state: 'all' | 'open';
  readonly labels?: string;
}

async function listOwn(github: GitHub, filter: IssueFilter, pages: number): Promise<readonly IssueBody[]> {
  const author = await github.author();
  let page = 0;
  const all = await github.octokit.paginate(
    'GET /repos/{owner}/{repo}/issues',
    { ...github.repository, ...filter, per_page: PAGE },
    ({ data }, done) => {
      if (++page >= pages) done();
      return data;
    },
  );
  return all.filter((issue) => issue.pull_request === undefined && issue.user?.login === author);
}

async function ensureLabel(github: GitHub, label: Label): Promise<void> {
  try {
    await github.octokit.request('GET /repos/{owner}/{repo}/labels/{name}', {
      ...github.repository,
      name: label.name,
    });
    return;
  } catch (error) {
    if (!isFailure(error, 'missing')) throw error;
  }
  try {
    await github.octokit.request('POST /repos/{owner}/{repo}/labels', {
      ...github.repository,
      ...label,
      request: { permission: PERMISSION },
    });
  } catch (error) {
    // Another run made it meanwhile, or this one did and the answer was lost: the issue will tell.
    if (!isFailure(error, 'refused', 'unreachable', 'broken')) throw error;
  }
}

interface IssueBody {
  readonly number: number;
  readonly html_url: string;
  readonly title: string;
  readonly body?: string | null | undefined;
  readonly state: string;
  readonly state_reason?: string | null | undefined;
  readonly labels: readonly (string | { readonly name?: string | undefined })[];
}

function issueOf(issue: IssueBody): Issue {
  const { digest, revision } = readMarker(issue.body)?.record ?? {};
  return {
    number: issue.number,
    url: issue.html_url,
    title: issue.title,
    body: issue.body ?? '',
    open: issue.state === 'open',
    ...(typeof issue.state_reason === 'string' && { reason: issue.state_reason }),
    labels: issue.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? []))),
    ...(typeof digest === 'string' && { digest }),
    revision: typeof revision === 'number' ? revision : 0,
  };
}
