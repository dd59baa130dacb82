import { A as isList, O as OperatorError, j as isObject, n as COMMENT_BYTES, u as filesIn } from "./core.mjs";
import { a as Octokit, i as summary, n as setOutput, o as RequestError, r as setSecret, t as core_exports } from "./github-sdk.mjs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { stat } from "node:fs/promises";
// src/edges/github/errors.ts
const CODES = {
	unreachable: "DG6001",
	denied: "DG6002",
	unauthenticated: "DG6003",
	missing: "DG6004",
	limited: "DG6005",
	broken: "DG6006",
	refused: "DG6007",
	"too-long": "DG6008"
};
const HINTS = {
	unreachable: "Check the network. Behind a proxy set NODE_USE_ENV_PROXY=1 beside HTTPS_PROXY.",
	denied: "Give it to the job under `permissions`. Pull requests from forks and by Dependabot have a read-only token always.",
	unauthenticated: "Pass a valid token, as in `token: ${{ github.token }}`.",
	missing: "GitHub also says so of a private repository that the token cannot see.",
	limited: "Run again later, or give the job a token of its own.",
	broken: "See https://www.githubstatus.com, then run again: running again is safe."
};
const DEFAULT_PAUSE = 60;
/** Says what an error of octokit means; undefined where it is none of GitHub's, so a bug of ours. */
function failureOf(error, now, permission) {
	if (!(error instanceof RequestError)) return void 0;
	const { response, status } = error;
	if (response === void 0) return {
		kind: "unreachable",
		reason: error.message
	};
	const said = messageIn(response.data) ?? `status ${status}`;
	const seconds = pauseOf(status, response.headers, said, now);
	if (seconds !== void 0) return {
		kind: "limited",
		reason: said,
		seconds
	};
	if (status >= 500 || status < 400) return {
		kind: "broken",
		reason: said
	};
	if (status === 401) return {
		kind: "unauthenticated",
		reason: said
	};
	if (status === 403 || status === 410) return {
		kind: "denied",
		reason: `${said}${needs(permission, response.headers["x-accepted-github-permissions"])}`
	};
	if (status === 404) return {
		kind: "missing",
		reason: said
	};
	if (status === 422 && /too long/i.test(JSON.stringify(response.data))) return {
		kind: "too-long",
		reason: said
	};
	return {
		kind: "refused",
		reason: `${said} (${status})`
	};
}
/** The error that ends a run for such a failure. */
function operatorError(failure, operation, redact) {
	const hint = HINTS[failure.kind];
	const message = redact(`GitHub, ${operation}: ${failure.reason}`);
	return new OperatorError(CODES[failure.kind], message, hint === void 0 ? {} : { hint });
}
/** Whether this is the error for such a failure. */
function isFailure(error, ...kinds) {
	return error instanceof OperatorError && kinds.some((kind) => CODES[kind] === error.code);
}
/** Gives what `work` gives, and what the token may not do as a value instead of an error. */
async function orDenied(work) {
	try {
		return await work();
	} catch (error) {
		if (isFailure(error, "denied", "missing")) return {
			status: "denied",
			reason: error.message
		};
		throw error;
	}
}
/**
* Seconds to wait where GitHub limits the rate: `retry-after`, else `x-ratelimit-reset`, else a minute.
* https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
*/
function pauseOf(status, headers, said, now) {
	const exhausted = headers["x-ratelimit-remaining"] === "0";
	if (!(status === 429 || status === 403 && (exhausted || "retry-after" in headers || /rate limit/i.test(said)))) return void 0;
	const after = Number(headers["retry-after"]);
	if (after > 0) return after;
	const reset = Number(headers["x-ratelimit-reset"]);
	return exhausted && reset > 0 ? Math.max(1, Math.ceil(reset - now / 1e3) + 1) : DEFAULT_PAUSE;
}
function needs(known, header) {
	const named = typeof header === "string" ? header.replaceAll("_", "-").replaceAll("=", ": ").replaceAll("; ", " or ") : void 0;
	const permission = known ?? named;
	return permission === void 0 ? "" : `. The permission is \`${permission}\``;
}
function messageIn(data) {
	if (typeof data !== "object" || data === null) return void 0;
	return "message" in data && typeof data.message === "string" ? data.message : void 0;
}
// src/edges/github/graphql.ts
/**
* Asks GraphQL. Every document that is sent may be sent twice, so lost answers are asked for again.
* What it refuses in a successful answer comes out like any other denial.
*/
async function graphql(octokit, document, variables = {}) {
	try {
		return await octokit.graphql(document, {
			...variables,
			request: { repeatable: true }
		});
	} catch (error) {
		const kind = refusalOf(error);
		if (kind === void 0) throw error;
		const reason = error instanceof Error ? error.message : "";
		throw operatorError(kind === "limited" ? {
			kind,
			reason,
			seconds: 0
		} : {
			kind,
			reason
		}, "GraphQL", (text) => text);
	}
}
/** GraphQL refuses in an answer with status 200, and the throttling plugin has an error of its own for one of its reasons. */
function refusalOf(error) {
	if (!(error instanceof Error && "response" in error)) return void 0;
	if (/rate limit/i.test(error.message)) return "limited";
	return error.name === "GraphqlResponseError" ? "denied" : void 0;
}
// src/edges/github/requests.ts
const PAUSES = [
	1,
	2,
	4
];
const LONGEST_WAIT = 900;
/** https://docs.github.com/en/rest/about-the-rest-api/api-versions (GitHub Enterprise Server knows no other) */
const API_VERSION = "2022-11-28";
/**
* Makes every request of this client name the API version, wait where GitHub limits the rate, and try again where the
* answer was lost and asking twice is harmless. A POST is not, unless it says `request: { repeatable: true }`, nor what
* says `false`: the error comes out and the caller looks what became of it. All failures come out as OperatorErrors.
*/
function governRequests(octokit, patience) {
	octokit.hook.wrap("request", async (request, options) => {
		options.headers["x-github-api-version"] = API_VERSION;
		return insist(options, patience, async () => {
			const response = await request(options);
			if (response.status !== 204 && typeof response.data !== "object") throw unreadable(options, response);
			return response;
		});
	});
}
async function insist(options, patience, send) {
	const operation = operationOf(options);
	const pauses = options.request.repeatable ?? options.method !== "POST" ? [...PAUSES] : [];
	for (let waited = 0;;) try {
		return await send();
	} catch (error) {
		const failure = failureOf(error, Date.now(), options.request.permission);
		if (failure === void 0) throw error;
		const seconds = pauseFor(failure, pauses);
		if (seconds === void 0 || waited + seconds > LONGEST_WAIT) throw operatorError(failure, operation, patience.redact);
		waited += seconds;
		patience.report({
			type: "retrying",
			operation,
			reason: patience.redact(failure.reason),
			seconds
		});
		await patience.sleep(seconds);
	}
}
function pauseFor(failure, pauses) {
	if (failure.kind === "limited") return failure.seconds;
	return failure.kind === "unreachable" || failure.kind === "broken" ? pauses.shift() : void 0;
}
/** octokit takes a body that was cut off, and one that a proxy put in its place, for a success with text as data. */
function unreadable(options, response) {
	return new RequestError("the answer is not JSON", response.status, {
		request: options,
		response: {
			...response,
			data: { message: "the answer is not JSON" }
		}
	});
}
function operationOf(options) {
	const path = options.url.replace(/^https?:\/\/[^/]+/, "").replace(/\?.*$/, "");
	return `${options.method} ${path}`;
}
// src/edges/github/connect.ts
const SILENT = {
	debug: () => {},
	info: () => {},
	warn: () => {},
	error: () => {}
};
/** Prepares a client; nothing is sent yet. Throws an OperatorError where token, address or repository cannot be right. */
function connectGitHub(connection) {
	const token = tokenOf(connection);
	const { sleep = (seconds) => setTimeout(seconds * 1e3), timeout = 3e4 } = connection;
	const octokit = new Octokit({
		auth: token,
		baseUrl: baseUrlOf(connection),
		userAgent: "defender-gitops",
		log: SILENT,
		retry: { enabled: false },
		throttle: connection.paced === false ? { enabled: false } : {
			onRateLimit: () => false,
			onSecondaryRateLimit: () => false
		},
		request: { fetch: (url, init) => fetch(url, {
			...init,
			signal: AbortSignal.timeout(timeout)
		}) }
	});
	governRequests(octokit, {
		sleep,
		report: connection.report ?? (() => {}),
		redact: (text) => text.replaceAll(token, "***")
	});
	return {
		octokit,
		repository: repositoryOf(connection),
		sleep,
		author: onceGiven(() => authorOf(octokit))
	};
}
/** A workflow's own token may not `GET /user`, but GraphQL tells it who it is. Where that is refused, it can only be this. */
async function authorOf(octokit) {
	try {
		return (await graphql(octokit, "query { viewer { login } }")).viewer.login;
	} catch (error) {
		if (isFailure(error, "denied", "missing")) return "github-actions[bot]";
		throw error;
	}
}
/** Asks until there is an answer, then never again. */
function onceGiven(ask) {
	let answer;
	return () => answer ??= ask().catch((error) => {
		answer = void 0;
		throw error;
	});
}
function tokenOf({ token }) {
	const trimmed = token.trim();
	if (/^[\x21-\x7e]+$/.test(trimmed)) return trimmed;
	throw new OperatorError("DG6003", `The token for GitHub ${trimmed === "" ? "is empty" : "holds characters that no token has"}.`, { hint: "Pass `token: ${{ github.token }}`." });
}
function baseUrlOf({ apiUrl }) {
	if (/^https?:\/\/[^\s/]/.test(apiUrl) && URL.canParse(apiUrl)) return apiUrl.replace(/\/+$/, "");
	throw new OperatorError("DG6009", `GITHUB_API_URL is no address: ${JSON.stringify(apiUrl)}.`);
}
function repositoryOf({ repository }) {
	const [owner, repo, ...rest] = repository.split("/");
	if (owner && repo && rest.length === 0) return {
		owner,
		repo
	};
	throw new OperatorError("DG6009", `GITHUB_REPOSITORY is no owner/name: ${JSON.stringify(repository)}.`);
}
// src/edges/github/marker.ts
const MARKER = /^<!-- defender-gitops:([^\s>]+)(?: ([A-Za-z0-9_-]+))? -->/;
/** Puts the marker before a body. No key and no record can end the HTML comment early. */
function withMarker({ key, record }, body) {
	const data = record === void 0 ? "" : ` ${Buffer.from(JSON.stringify(record)).toString("base64url")}`;
	return `<!-- defender-gitops:${encodeURIComponent(key)}${data} -->\n${body}`;
}
/** The marker that a body begins with. A marker further down is a quotation and counts for nothing. */
function readMarker(body) {
	const [line, key, data] = MARKER.exec(body ?? "") ?? [];
	if (line === void 0 || key === void 0) return void 0;
	const record = data === void 0 ? void 0 : parse$1(Buffer.from(data, "base64url").toString());
	return {
		key: parseKey(key),
		...isObject(record) && { record }
	};
}
/** Whether two bodies say the same: GitHub may hand back other line ends than it was given. */
function isSameBody(left, right) {
	return settled(left ?? "") === settled(right);
}
function settled(body) {
	return body.replaceAll("\r\n", "\n").trimEnd();
}
function parseKey(key) {
	try {
		return decodeURIComponent(key);
	} catch {
		return key;
	}
}
function parse$1(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
// src/edges/github/comments.ts
const ATTEMPTS$1 = 4;
/**
* Writes the one comment of this key on a pull request: the oldest that is by our own author and begins with the marker
* is rewritten, else one is made; further ones are deleted. Neither a lost answer nor a second run at the same time
* leaves two.
*/
function upsertComment(github, request) {
	return writeComment(github, pullRequestThread(request.pullRequest), request, request.body);
}
/** Hides our comments of this key as outdated, so that the next one is a new comment. */
function retireComment(github, request) {
	return orDenied(async () => {
		const own = await ownComments(github, pullRequestThread(request.pullRequest), request.key);
		const mutation = "mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized } } }";
		for (const { nodeId: id } of own) await graphql(github.octokit, mutation, { id });
		return {
			status: "retired",
			count: own.length
		};
	});
}
/** The comment of this key that `upsertComment` would rewrite. */
async function readComment(github, request) {
	const [oldest] = await ownComments(github, pullRequestThread(request.pullRequest), request.key);
	return oldest;
}
/** As `upsertComment`, on issues too. */
function writeComment(github, thread, marker, body) {
	const whole = withMarker(marker, body);
	return composeComment(github, thread, marker.key, () => whole);
}
/** As `writeComment`, with a text that is made of what stands there: the bodies of our comments of this key, oldest first. */
function composeComment(github, thread, key, compose) {
	return orDenied(async () => {
		try {
			return await converge(github, thread, key, compose);
		} catch (error) {
			if (isFailure(error, "too-long")) return { status: "too-long" };
			throw error;
		}
	});
}
/** Looks, acts on what it sees, and looks again until there is nothing left to do. */
async function converge(github, thread, key, compose) {
	let made;
	let status = "unchanged";
	for (let attempt = 1;; attempt++) {
		const found = withMade$1(await ownComments(github, thread, key), made);
		const [kept, ...spare] = found;
		const body = compose(found.map((comment) => comment.body));
		const same = kept !== void 0 && isSameBody(kept.body, body);
		if (!same) status = kept === void 0 ? "created" : "updated";
		try {
			if (kept === void 0) {
				made = await createComment(github, thread, body);
				continue;
			}
			if (!same) await updateComment(github, thread, kept.id, body);
		} catch (error) {
			const deleted = kept !== void 0 && isFailure(error, "missing");
			const unsure = isFailure(error, "unreachable", "broken");
			if (attempt === ATTEMPTS$1 || !(deleted || unsure)) throw error;
			if (unsure) await github.sleep(2 ** (attempt - 1));
			continue;
		}
		for (const { id } of spare) await deleteComment(github, thread, id);
		return {
			status,
			url: kept.url
		};
	}
}
/** Ours of this key, oldest first. Others may write our marker, and people may hide ours: neither counts. */
async function ownComments(github, thread, key) {
	const author = await github.author();
	return (await github.octokit.paginate("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
		...github.repository,
		issue_number: thread.number,
		per_page: 100
	})).filter((comment) => comment.user?.login === author && !isMinimized(comment)).map(commentOf).filter((comment) => readMarker(comment.body)?.key === key).sort((left, right) => left.id < right.id ? -1 : 1);
}
async function createComment(github, thread, body) {
	const { data } = await github.octokit.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
		...github.repository,
		issue_number: thread.number,
		body,
		request: { permission: thread.permission }
	});
	return commentOf(data);
}
async function updateComment(github, thread, id, body) {
	await github.octokit.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
		...github.repository,
		comment_id: id,
		body,
		request: {
			permission: thread.permission,
			repeatable: false
		}
	});
}
async function deleteComment(github, thread, id) {
	try {
		await github.octokit.request("DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", {
			...github.repository,
			comment_id: id,
			request: { permission: thread.permission }
		});
	} catch (error) {
		if (!isFailure(error, "missing")) throw error;
	}
}
function commentOf({ id, node_id: nodeId, html_url: url, body = "" }) {
	const record = readMarker(body)?.record;
	return {
		id,
		nodeId,
		url,
		body,
		...record && { record }
	};
}
function withMade$1(listed, made) {
	return made === void 0 || listed.some(({ id }) => id === made.id) ? listed : [...listed, made];
}
/** GitHub Enterprise Server and octokit's types know no such member yet. */
function isMinimized(comment) {
	return "minimized" in comment && comment.minimized !== void 0 && comment.minimized !== null;
}
function pullRequestThread(number) {
	return {
		number,
		permission: "pull-requests: write"
	};
}
// src/edges/github/files.ts
/**
* The texts of the files below a folder as a commit has them, by path from the repository's root; none where the commit
* has no such folder. Texts in `known` (the checked-out files, say) are recognised by git's hash and not fetched.
*/
async function filesAtCommit(github, request) {
	const steps = request.folder.split("/").filter((step) => step !== "" && step !== ".");
	const tree = await folderAt(github, request.commit, steps);
	if (tree === void 0) return /* @__PURE__ */ new Map();
	const known = new Map(Array.from(request.known ?? [], (text) => [blobHash(text), text]));
	const prefix = steps.map((step) => `${step}/`).join("");
	const files = (await entries(github, tree, true)).filter(({ type, mode }) => type === "blob" && mode !== SYMLINK).map(({ path, sha }) => ({
		path: `${prefix}${path}`,
		sha
	})).filter(({ path }) => request.wanted(path));
	return new Map(await Promise.all(files.map(async ({ path, sha }) => [path, known.get(sha) ?? await blob(github, sha)])));
}
/** The first parent of a commit: for the test merge that a pull request's run checks out, the tip of the base branch. */
async function firstParent(github, commit) {
	const { data } = await github.octokit.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
		...github.repository,
		commit_sha: commit
	});
	return data.parents[0]?.sha;
}
const SYMLINK = "120000";
async function folderAt(github, commit, steps) {
	let tree = commit;
	for (const step of steps) {
		const entry = (await entries(github, tree, false)).find(({ path, type }) => path === step && type === "tree");
		if (entry === void 0) return void 0;
		tree = entry.sha;
	}
	return tree;
}
async function entries(github, tree, recursive) {
	const { data } = await github.octokit.request("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
		...github.repository,
		tree_sha: tree,
		...recursive && { recursive: "1" }
	});
	if (data.truncated) throw new OperatorError("DG6007", `GitHub does not list all files of tree ${tree}: there are too many.`);
	return data.tree;
}
async function blob(github, sha) {
	const { data } = await github.octokit.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
		...github.repository,
		file_sha: sha
	});
	return Buffer.from(data.content, data.encoding === "base64" ? "base64" : "utf8").toString();
}
/** https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_object_storage */
function blobHash(text) {
	return createHash("sha1").update(`blob ${Buffer.byteLength(text)}\0`).update(text).digest("hex");
}
// src/edges/github/issue-requests.ts
/** The permission that writing issues takes. */
const PERMISSION = "issues: write";
const PAGE = 100;
/** How many pages of open issues to search for one that people took the label off. */
const UNLABELLED_PAGES = 5;
/** Our issues of this key, open or not, oldest first: by our author, beginning with the marker. */
async function ownIssues(github, key, label) {
	const labelled = await listIssues(github, key, {
		state: "all",
		labels: label
	}, 1e400);
	return labelled.length > 0 ? labelled : listIssues(github, key, { state: "open" }, UNLABELLED_PAGES);
}
/** Makes an issue, with its label where that is new. */
async function createIssue(github, title, body, label) {
	await ensureLabel(github, label);
	const { data } = await github.octokit.request("POST /repos/{owner}/{repo}/issues", {
		...github.repository,
		title,
		body,
		labels: [label.name],
		request: { permission: PERMISSION }
	});
	return issueOf(data);
}
/** Writes the fields given, and no other. */
async function updateIssue(github, number, fields) {
	await github.octokit.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
		...github.repository,
		issue_number: number,
		...fields,
		request: { permission: PERMISSION }
	});
}
async function listIssues(github, key, filter, pages) {
	const author = await github.author();
	let page = 0;
	return (await github.octokit.paginate("GET /repos/{owner}/{repo}/issues", {
		...github.repository,
		...filter,
		per_page: PAGE
	}, ({ data }, done) => {
		if (++page >= pages) done();
		return data;
	})).filter((issue) => issue.pull_request === void 0 && issue.user?.login === author).filter((issue) => readMarker(issue.body)?.key === key).map(issueOf).sort((left, right) => left.number - right.number);
}
async function ensureLabel(github, label) {
	try {
		await github.octokit.request("GET /repos/{owner}/{repo}/labels/{name}", {
			...github.repository,
			name: label.name
		});
		return;
	} catch (error) {
		if (!isFailure(error, "missing")) throw error;
	}
	try {
		await github.octokit.request("POST /repos/{owner}/{repo}/labels", {
			...github.repository,
			...label,
			request: { permission: PERMISSION }
		});
	} catch (error) {
		if (!isFailure(error, "refused", "unreachable", "broken")) throw error;
	}
}
function issueOf(issue) {
	const { digest, revision } = readMarker(issue.body)?.record ?? {};
	return {
		number: issue.number,
		url: issue.html_url,
		title: issue.title,
		body: issue.body ?? "",
		open: issue.state === "open",
		...typeof issue.state_reason === "string" && { reason: issue.state_reason },
		labels: issue.labels.flatMap((label) => typeof label === "string" ? label : label.name ?? []),
		...typeof digest === "string" && { digest },
		revision: typeof revision === "number" ? revision : 0
	};
}
// src/edges/github/issues.ts
const ATTEMPTS = 4;
/**
* Writes the one issue of this key, found by our author, the marker and the label: rewritten in place, commented on only
* where the digest changed, reopened where it was closed, made where there is none. Of several open ones the oldest stays.
*/
function upsertIssue(github, text) {
	return settle(async () => {
		const { issue, isNew } = await findOrCreate(github, text);
		const changed = issue.digest !== text.digest;
		if (isNew && !changed) return outcome("created", issue);
		if (!issue.open && issue.reason === "not_planned" && !changed) return outcome("declined", issue);
		const revision = issue.revision + (changed || !issue.open ? 1 : 0);
		const body = bodyOf$1(text, revision);
		const labels = [.../* @__PURE__ */ new Set([...issue.labels, text.label.name])];
		if (issue.open && issue.title === text.title && labels.length === issue.labels.length && isSameBody(issue.body, body)) return outcome("unchanged", issue);
		if (revision !== issue.revision) await comment(github, issue, `news-${revision}`, text.news);
		const reopen = issue.open ? {} : {
			state: "open",
			state_reason: "reopened"
		};
		await updateIssue(github, issue.number, {
			title: text.title,
			body,
			labels,
			...reopen
		});
		return outcome(issue.open ? "updated" : "reopened", issue);
	});
}
/** Closes the open issue of this key as completed, with a last comment. */
function closeIssue(github, request) {
	return settle(async () => {
		const [issue, ...spare] = (await ownIssues(github, request.key, request.label)).filter(({ open }) => open);
		if (issue === void 0) return { status: "none" };
		await closeDuplicates(github, spare);
		await comment(github, issue, `closed-${issue.revision}`, request.news);
		await updateIssue(github, issue.number, {
			state: "closed",
			state_reason: "completed"
		});
		return outcome("closed", issue);
	});
}
async function settle(work) {
	try {
		return await orDenied(work);
	} catch (error) {
		if (isFailure(error, "too-long")) return { status: "too-long" };
		throw error;
	}
}
/** Looks first, and again after making one or losing the answer, so that there is one in the end. */
async function findOrCreate(github, text) {
	let made;
	for (let attempt = 1;; attempt++) {
		const own = withMade(await ownIssues(github, text.key, text.label.name), made);
		const [oldest, ...spare] = own.filter(({ open }) => open);
		await closeDuplicates(github, spare);
		const issue = oldest ?? own.findLast(({ reason }) => reason !== "duplicate");
		if (issue !== void 0) return {
			issue,
			isNew: attempt > 1
		};
		try {
			made = await createIssue(github, text.title, bodyOf$1(text, 0), text.label);
		} catch (error) {
			if (attempt === ATTEMPTS || !isFailure(error, "unreachable", "broken")) throw error;
			await github.sleep(2 ** (attempt - 1));
		}
	}
}
/** REST cannot delete issues. */
async function closeDuplicates(github, issues) {
	for (const { number } of issues) await updateIssue(github, number, {
		state: "closed",
		state_reason: "duplicate"
	});
}
async function comment(github, { number }, key, body) {
	await writeComment(github, {
		number,
		permission: PERMISSION
	}, { key }, body);
}
function bodyOf$1({ key, digest, body }, revision) {
	return withMarker({
		key,
		record: {
			digest,
			revision
		}
	}, body);
}
function withMade(listed, made) {
	return made === void 0 || listed.some(({ number }) => number === made.number) ? listed : [...listed, made];
}
function outcome(status, { number, url }) {
	return {
		status,
		number,
		url
	};
}
// src/edges/github/parts.ts
const HEAD_BYTES = 1e3;
const EDITED = "_Somebody edited this comment. What other jobs had written here before is on the pages of their runs._";
const LEFT_OUT = "_Left out here for want of room: see the page of its run._";
/** The bytes that each of so many parts has for its text. */
function roomOfPart(name, of) {
	const share = Math.floor((COMMENT_BYTES - HEAD_BYTES) / Math.max(1, of));
	return Math.max(200, share - 64 - 2 * Buffer.byteLength(name));
}
/** The comment with one part written anew and all others that are found kept, by name. Once written, it stays the same. */
function withPart(key, found, { name, text }) {
	const read = found.map(readParts);
	const shown = text.toWellFormed().replaceAll(/\r\n?/g, "\n").trim().replace(/^## /, "### ");
	const own = {
		name,
		text: shown,
		digest: digestOf(shown)
	};
	const byName = new Map(read.toReversed().flatMap(({ parts }) => parts.map((part) => [part.name, part])));
	if (byName.get(name)?.digest !== own.digest) byName.set(name, own);
	let parts = [...byName.values()].sort((left, right) => left.name < right.name ? -1 : 1);
	const edited = read.some((one) => one.edited);
	for (;;) {
		const body = bodyOf(key, {
			parts,
			edited
		});
		const [longest] = parts.filter(({ text: one }) => !one.endsWith(LEFT_OUT)).sort(byLength);
		if (Buffer.byteLength(body) <= 6e4 || longest === void 0) return body;
		parts = parts.map((part) => part === longest ? {
			...part,
			text: `${headingOf(part)}\n\n${LEFT_OUT}`
		} : part);
	}
}
/** The names of the parts of a comment, and whether it is as our jobs wrote it. */
function readParts(body) {
	const { record } = readMarker(body) ?? {};
	const [, text = ""] = /^[^\n]*\n([^]*)$/.exec(body.replaceAll("\r\n", "\n").trimEnd()) ?? [];
	if (!isObject(record) || !isList(record["parts"]) || record["digest"] !== digestOf(text)) return {
		parts: [],
		edited: true
	};
	const known = record["parts"].filter(isPartRecord);
	const parts = [];
	let end = text.length;
	for (const [name, digest, length] of known.toReversed()) {
		parts.unshift({
			name,
			digest,
			text: text.slice(end - length, end)
		});
		end -= length + GLUE.length;
	}
	return {
		parts,
		edited: record["edited"] === true
	};
}
const GLUE = "\n\n---\n\n";
function bodyOf(key, { parts, edited }) {
	const text = [[headlineOf(parts), ...edited ? [EDITED] : []].join("\n\n"), ...parts.map((part) => part.text)].join(GLUE);
	return withMarker({
		key,
		record: {
			parts: parts.map((part) => [
				part.name,
				part.digest,
				part.text.length
			]),
			digest: digestOf(text),
			...edited && { edited }
		}
	}, text);
}
const MARKS = [
	"⛔",
	"❌",
	"⚠️",
	"✅"
];
/** Worst first, with how many jobs ended so. A job that had nothing to apply has no part. */
function headlineOf(parts) {
	const shown = MARKS.map((mark) => [mark, parts.filter((part) => headingOf(part).includes(` ${mark}`)).length]).filter(([, count]) => count > 0);
	const jobs = `${parts.length} ${parts.length === 1 ? "job" : "jobs"}`;
	return `## ${shown[0]?.[0] ?? ""} Results of ${jobs} so far: ${shown.map(([mark, count]) => `${count} ${mark}`).join(" · ")}`;
}
function headingOf({ text }) {
	return text.split("\n", 1)[0] ?? "";
}
function byLength(left, right) {
	return right.text.length - left.text.length;
}
function digestOf(text) {
	return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
function isPartRecord(value) {
	if (!Array.isArray(value)) return false;
	const [name, digest, length] = value;
	return typeof name === "string" && typeof digest === "string" && Number.isSafeInteger(length);
}
// src/edges/github/pull-requests.ts
const NOWHERE = /^0+$/;
/** GitHub's index of commits lags behind a merge. https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit */
const LAG = [
	1,
	2,
	4,
	8
];
/**
* Finds the pull requests whose merge, squash or rebase made the commits of a push to `branch`.
* Asks again for up to 15 seconds while there are commits without one. Only the line of first parents counts: what a
* merge commit brought in belongs to its pull request.
*/
async function findMergedPullRequests(github, push) {
	const line = await pushedLine(github, push);
	const found = /* @__PURE__ */ new Map();
	for (const pause of [0, ...LAG]) {
		if (pause > 0) await github.sleep(pause);
		const missing = line.filter((commit) => !found.has(commit));
		const answers = await Promise.all(missing.map((commit) => pullRequestsOf(github, commit)));
		for (const [index, pullRequests] of answers.entries()) {
			const pullRequest = pullRequests.find(({ merged, base, mergeCommit }) => merged && base === push.branch && mergeCommit !== void 0 && line.includes(mergeCommit));
			const commit = missing[index];
			if (pullRequest !== void 0 && commit !== void 0) found.set(commit, pullRequest);
		}
		if (found.size === line.length) break;
	}
	return {
		merged: [...new Map(line.flatMap((commit) => found.get(commit) ?? []).map((one) => [one.number, one])).values()],
		direct: line.filter((commit) => !found.has(commit))
	};
}
/** How many commits a branch has that a commit does not know. */
async function commitsSince(github, commit, branch) {
	const { data } = await github.octokit.request("GET /repos/{owner}/{repo}/compare/{basehead}", {
		...github.repository,
		basehead: `${commit}...${branch}`,
		per_page: 1
	});
	return data.total_commits;
}
/** The pushed commits from oldest to newest, along first parents. */
async function pushedLine(github, { before, after }) {
	const parents = NOWHERE.test(before) ? /* @__PURE__ */ new Map() : await compare(github, before, after);
	const line = [after];
	for (let parent = parents.get(after); parent !== void 0 && parents.has(parent); parent = parents.get(parent)) line.unshift(parent);
	return line;
}
/** First parents of the commits that are in `after` and not in `before`. */
async function compare(github, before, after) {
	const parents = /* @__PURE__ */ new Map();
	for (let page = 1;; page++) {
		const { data } = await github.octokit.request("GET /repos/{owner}/{repo}/compare/{basehead}", {
			...github.repository,
			basehead: `${before}...${after}`,
			per_page: 100,
			page
		});
		for (const { sha, parents: of } of data.commits) parents.set(sha, of[0]?.sha ?? "");
		if (data.commits.length === 0 || parents.size >= data.total_commits) return parents;
	}
}
async function pullRequestsOf(github, commit) {
	try {
		return (await github.octokit.paginate("GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls", {
			...github.repository,
			commit_sha: commit,
			per_page: 100
		})).map(pullRequestOf);
	} catch (error) {
		if (isFailure(error, "missing", "refused")) return [];
		throw error;
	}
}
function pullRequestOf(body) {
	return {
		number: body.number,
		title: body.title,
		url: body.html_url,
		state: body.state === "open" ? "open" : "closed",
		head: body.head.sha,
		base: body.base.ref,
		merged: body.merged_at !== null,
		...body.merge_commit_sha !== null && { mergeCommit: body.merge_commit_sha }
	};
}
// src/edges/github/statuses.ts
const CONTEXT = "defender-gitops/";
/** GitHub refuses longer descriptions. https://docs.github.com/en/rest/commits/statuses */
const DESCRIPTION_LIMIT = 140;
/**
* Sets the status of a target on a commit. The digest goes into the description, which nobody can edit afterwards;
* the summary before it is shortened to fit.
*/
function setStatus(github, request) {
	const { commit, target, state, url } = request;
	return orDenied(async () => {
		await github.octokit.request("POST /repos/{owner}/{repo}/statuses/{sha}", {
			...github.repository,
			sha: commit,
			state,
			context: `${CONTEXT}${target}`,
			description: describe(request),
			...url !== void 0 && { target_url: url },
			request: {
				permission: "statuses: write",
				repeatable: true
			}
		});
		return { status: "set" };
	});
}
/** Our own author's newest status per target; those that others set in our name are left out. */
async function readStatuses(github, commit) {
	const author = await github.author();
	const newestLast = (await github.octokit.paginate("GET /repos/{owner}/{repo}/commits/{ref}/statuses", {
		...github.repository,
		ref: commit,
		per_page: 100
	})).filter(({ context, creator }) => creator?.login === author && context.startsWith(CONTEXT)).sort((left, right) => left.id < right.id ? -1 : 1);
	return new Map(newestLast.map((status) => [status.context.slice(16), statusOf(status)]));
}
function describe({ summary, digest }) {
	const end = digest === void 0 ? "" : ` · ${digest}`;
	const room = DESCRIPTION_LIMIT - end.length;
	return `${summary.length > room ? `${summary.slice(0, room - 1)}…` : summary}${end}`;
}
function statusOf(status) {
	const digest = / · (sha256:[0-9a-f]{64})$/.exec(status.description ?? "")?.[1];
	const state = [
		"error",
		"failure",
		"pending"
	].find((known) => known === status.state) ?? "success";
	return {
		target: status.context.slice(16),
		state,
		...digest !== void 0 && { digest }
	};
}
// src/edges/github/review.ts
const SHA256 = "sha256:";
/** How many changes are recorded one by one, at about 57 bytes each. With more, the digest of the whole alone counts. */
const CHANGES_LIMIT = 250;
/** What the plan comment's marker records. */
function reviewRecord(head, targets) {
	const count = [...targets.values()].reduce((sum, { changes }) => sum + changes.length, 0);
	const packed = [...targets].map(([target, { digest, changes }]) => [target, {
		digest,
		changes: pack(count > CHANGES_LIMIT ? [] : changes)
	}]);
	return {
		head,
		targets: Object.fromEntries(packed)
	};
}
/**
* What was reviewed on the head of a pull request, per target, as our own author recorded it. A status decides: nobody
* can edit it. The changes come from the comment, which writers can edit, and count only where `digestOf` makes the
* status's digest of them. Without any status the comment counts if no one but our author edited it last.
* A target that is not in the answer was not reviewed.
*/
async function readReviewed(github, request) {
	const statuses = await readStatuses(github, request.head);
	const comment = await readComment(github, {
		pullRequest: request.pullRequest,
		key: request.key
	});
	const claimed = comment?.record?.head === request.head ? claims(comment.record) : /* @__PURE__ */ new Map();
	const whole = new Map([...claimed].filter(([target, { digest, changes }]) => request.digestOf(target, changes) === digest));
	const known = ([target, { digest }]) => {
		const claim = whole.get(target);
		return [target, claim?.digest === digest ? claim : {
			digest,
			changes: []
		}];
	};
	if (statuses.size === 0) return comment !== void 0 && await isUntouched(github, comment) ? new Map([...claimed].map(known)) : /* @__PURE__ */ new Map();
	const reviewed = [...statuses.values()].flatMap(({ target, digest }) => digest === void 0 ? [] : [known([target, {
		digest,
		changes: []
	}])]);
	return new Map(reviewed);
}
/** Anyone with write access can edit a comment of ours; REST does not tell who did. */
async function isUntouched(github, { nodeId }) {
	const query = "query ($id: ID!) { node(id: $id) { ... on IssueComment { editor { __typename login } } } }";
	try {
		const { node } = await graphql(github.octokit, query, { id: nodeId });
		if (node === null) return false;
		if (node.editor === null) return true;
		return (node.editor.__typename === "Bot" ? `${node.editor.login}[bot]` : node.editor.login) === await github.author();
	} catch (error) {
		if (isFailure(error, "denied", "missing")) return false;
		throw error;
	}
}
function claims({ targets }) {
	const entries = Object.entries(isObject(targets) ? targets : {}).flatMap(([target, claim]) => {
		if (!isObject(claim) || typeof claim.digest !== "string") return [];
		return [[target, {
			digest: claim.digest,
			changes: unpack(claim.changes)
		}]];
	});
	return new Map(entries);
}
function pack(digests) {
	return Buffer.concat(digests.map((digest) => Buffer.from(digest.slice(7), "hex"))).toString("base64url");
}
function unpack(packed) {
	const bytes = Buffer.from(typeof packed === "string" ? packed : "", "base64url");
	const count = Math.floor(bytes.length / 32);
	return Array.from({ length: count }, (_, index) => SHA256 + bytes.subarray(index * 32, index * 32 + 32).toString("hex"));
}
// src/edges/github/shared-comment.ts
/** Seconds between looks, once a part is written: together longer than GitHub takes to write. */
const WATCH = [
	3,
	6,
	12
];
const LOOKS = 40;
/**
* Writes one part of a comment that several jobs write at the same time. GitHub has no way to write only if nothing was
* written since, so each looks for its own part until nobody took it away for about half a minute. A job that is kept
* waiting longer between reading and writing, by a limit of the rate, can still take another's away.
*/
async function shareComment(github, { pullRequest, key, part }) {
	const thread = {
		number: pullRequest,
		permission: "pull-requests: write"
	};
	const write = () => composeComment(github, thread, key, (found) => withPart(key, found, part));
	const written = await write();
	let calm = 0;
	for (let look = 0; look < LOOKS; look++) {
		const pause = WATCH[calm];
		if (pause === void 0) return written;
		await github.sleep(pause * (1 + Math.random() / 2));
		const now = await write();
		if (now.status === "denied" || now.status === "too-long") return now;
		calm = now.status === "unchanged" ? calm + 1 : 0;
	}
	return {
		status: "denied",
		reason: "Other jobs keep writing the same comment."
	};
}
// src/edges/github/conversation.ts
/** The label of drift issues, by which they are found. */
const DRIFT_LABEL = {
	name: "defender-gitops-drift",
	color: "d93f0b",
	description: "An AWS account is not as the profiles say"
};
const PLAN_FILE = "defender-gitops-plan.json";
/** Opens the conversation of a run on GitHub. */
function openConversation({ run, runner, connect, temporary }) {
	const say = (work) => unsaid(() => work(connect()));
	return {
		annotate: runner.annotate,
		output: runner.output,
		summarize: async (markdown) => void await runner.summarize(markdown),
		keepPlan: (text) => {
			filesIn(temporary).write(PLAN_FILE, text);
			return join(temporary, PLAN_FILE);
		},
		comment: ({ pullRequest, key, body, review, part }) => {
			if (part !== void 0) {
				const text = body(roomOfPart(part.name, part.of));
				return say((github) => shareComment(github, {
					pullRequest,
					key,
					part: {
						name: part.name,
						text
					}
				}));
			}
			const marker = {
				key,
				...review && { record: reviewRecord(review.head, review.targets) }
			};
			const room = COMMENT_BYTES - Buffer.byteLength(withMarker(marker, ""));
			return say((github) => upsertComment(github, {
				pullRequest,
				...marker,
				body: body(room)
			}));
		},
		retire: (post) => say((github) => retireComment(github, post)),
		judge: (verdict) => say((github) => setStatus(github, {
			...verdict,
			url: run.runUrl
		})),
		reportDrift: ({ target, body, ...report }) => {
			const text = {
				...report,
				key: driftKey(target),
				label: DRIFT_LABEL,
				body: body(COMMENT_BYTES - MARKER_BYTES)
			};
			return say((github) => upsertIssue(github, text));
		},
		closeDrift: (target, news) => say((github) => closeIssue(github, {
			key: driftKey(target),
			label: DRIFT_LABEL.name,
			news
		})),
		mergedBy: async (push) => findMergedPullRequests(connect(), push),
		commitsSince: async (commit, branch) => commitsSince(connect(), commit, branch),
		reviewed: async (request) => readReviewed(connect(), request),
		baseFiles: async (folder, known) => {
			const github = connect();
			const commit = await firstParent(github, run.commit) ?? run.commit;
			const wanted = (path) => /\.ya?ml$/i.test(path) && !/(?:^|\/)\./.test(path);
			return {
				commit,
				files: await filesAtCommit(github, {
					commit,
					folder,
					wanted,
					known
				})
			};
		}
	};
}
/** More than the marker of an issue takes. */
const MARKER_BYTES = 500;
function driftKey(target) {
	return `drift:${target}`;
}
/** Why something was not said; undefined where it was. That GitHub cannot take it is no reason to end a run. */
async function unsaid(work) {
	try {
		const { status, reason } = await work();
		if (status === "too-long") return "GitHub finds the text too long.";
		return status === "denied" ? reason ?? "GitHub refuses it." : void 0;
	} catch (error) {
		if (error instanceof OperatorError) return error.message;
		throw error;
	}
}
// src/edges/github/event.ts
const BRANCH = /^refs\/heads\/(.+)$/;
/** https://docs.github.com/en/code-security/dependabot/working-with-dependabot/automating-dependabot-with-github-actions */
const DEPENDABOT = "dependabot[bot]";
/**
* Reads what a run is about. `payload` is the text of the file at GITHUB_EVENT_PATH.
* Throws an OperatorError outside GitHub Actions, for a payload that cannot be read, and for events that run with the
* repository's secrets while others decide what is in the files.
*/
function readRun(environment, payload) {
	const name = variable(environment, "GITHUB_EVENT_NAME");
	if (name === "pull_request_target" || name === "workflow_run") throw new OperatorError("DG6011", `defender-gitops does not run on ${name}.`, { hint: "It runs with the secrets of the repository on files that anyone can propose. Use `pull_request`." });
	const body = parse(payload);
	const repository = variable(environment, "GITHUB_REPOSITORY");
	const repositoryUrl = `${variable(environment, "GITHUB_SERVER_URL")}/${repository}`;
	const branch = BRANCH.exec(environment.GITHUB_REF ?? "")?.[1];
	return {
		event: readEvent(name, body, environment, branch),
		repository,
		commit: variable(environment, "GITHUB_SHA"),
		...branch !== void 0 && { branch },
		actor: environment.GITHUB_ACTOR ?? "",
		apiUrl: variable(environment, "GITHUB_API_URL"),
		repositoryUrl,
		attempt: Number(environment.GITHUB_RUN_ATTEMPT ?? "1"),
		runUrl: `${repositoryUrl}/actions/runs/${variable(environment, "GITHUB_RUN_ID")}`,
		workspace: variable(environment, "GITHUB_WORKSPACE")
	};
}
function readEvent(name, body, environment, branch) {
	switch (name) {
		case "pull_request": return pullRequestEvent(body, environment);
		case "push": return pushEvent(body);
		case "schedule": return {
			name,
			...typeof body.schedule === "string" && { cron: body.schedule }
		};
		case "workflow_dispatch": return {
			name,
			inputs: inputsOf(body.inputs),
			isDefaultBranch: branch !== void 0 && branch === object(body, "repository").default_branch
		};
		case "merge_group": {
			const group = object(body, "merge_group");
			const branch = text(group, "base_ref").replace(BRANCH, "$1");
			return {
				name,
				head: text(group, "head_sha"),
				base: text(group, "base_sha"),
				branch
			};
		}
		default: return {
			name: "other",
			event: name
		};
	}
}
function pullRequestEvent(body, environment) {
	const pullRequest = object(body, "pull_request");
	const head = object(pullRequest, "head");
	const base = object(pullRequest, "base");
	const restricted = restriction(head, base, environment);
	return {
		name: "pull_request",
		action: text(body, "action"),
		number: Number(pullRequest.number),
		title: text(pullRequest, "title"),
		url: text(pullRequest, "html_url"),
		head: text(head, "sha"),
		base: text(base, "sha"),
		branch: text(base, "ref"),
		merged: pullRequest.merged === true,
		draft: pullRequest.draft === true,
		...restricted !== void 0 && { restricted }
	};
}
/** A fork that was deleted leaves no repository behind. Dependabot pushes to the repository itself. */
function restriction(head, base, environment) {
	if ((isObject(head.repo) ? head.repo.full_name : void 0) !== object(base, "repo").full_name) return "fork";
	return environment.GITHUB_ACTOR === DEPENDABOT ? "dependabot" : void 0;
}
function pushEvent(body) {
	const branch = BRANCH.exec(text(body, "ref"))?.[1];
	return {
		name: "push",
		before: text(body, "before"),
		after: text(body, "after"),
		...branch !== void 0 && { branch },
		isDefaultBranch: branch !== void 0 && branch === object(body, "repository").default_branch,
		deleted: body.deleted === true
	};
}
/** Booleans and numbers of a form come as text, or as themselves from the API. */
function inputsOf(inputs) {
	const entries = Object.entries(isObject(inputs) ? inputs : {});
	return Object.fromEntries(entries.flatMap(([key, value]) => value === null ? [] : [[key, String(value)]]));
}
function parse(payload) {
	try {
		const body = JSON.parse(payload);
		if (isObject(body)) return body;
	} catch {}
	throw new OperatorError("DG6010", "The file at GITHUB_EVENT_PATH is no JSON object.");
}
function variable(environment, name) {
	const value = environment[name];
	if (value !== void 0 && value !== "") return value;
	throw new OperatorError("DG6010", `${name} is not set.`, { hint: "The action runs in GitHub Actions only; elsewhere use the command line." });
}
function object(body, member) {
	const value = body[member];
	return isObject(value) ? value : lacking(member);
}
function text(body, member) {
	const value = body[member];
	return typeof value === "string" ? value : lacking(member);
}
function lacking(member) {
	throw new OperatorError("DG6010", `The event's payload lacks \`${member}\`.`);
}
// src/edges/github/inputs.ts
const COMMANDS = [
	"auto",
	"validate",
	"plan",
	"apply",
	"drift"
];
const NAMES = [
	"command",
	"profiles",
	"target",
	"token",
	"fail-on-drift",
	"sandbox"
];
const PREFIX = "INPUT_";
/**
* Reads and checks the inputs. The runner only warns of an input that action.yml does not declare, and passes it on: here
* it is an error, as is a value that an input cannot have. Throws an OperatorError that names the input.
*/
function readInputs(environment) {
	refuseUnknown(environment);
	const command = read(environment, "command") || "auto";
	return {
		command: COMMANDS.find((known) => known === command) ?? wrong("command", command, `one of ${COMMANDS.join(", ")}`),
		profiles: read(environment, "profiles") || "profiles",
		targets: read(environment, "target").split(/[\s,]+/).filter((name) => name !== ""),
		token: read(environment, "token"),
		failOnDrift: readBoolean(environment, "fail-on-drift"),
		sandbox: readBoolean(environment, "sandbox")
	};
}
/** The runner writes names in capitals and keeps their hyphens. */
function read(environment, name) {
	return (environment[PREFIX + name.toUpperCase()] ?? "").trim();
}
function readBoolean(environment, name) {
	const value = read(environment, name).toLowerCase();
	if (value === "true") return true;
	return value === "false" || value === "" ? false : wrong(name, value, "true or false");
}
function refuseUnknown(environment) {
	const known = new Set(NAMES.map((name) => PREFIX + name.toUpperCase()));
	const unknown = Object.keys(environment).filter((variable) => variable.startsWith(PREFIX) && !known.has(variable));
	if (unknown.length === 0) return;
	const names = unknown.map((variable) => `\`${variable.slice(6).toLowerCase()}\``).join(", ");
	throw new OperatorError("DG6012", `defender-gitops has no input ${names}.`, { hint: `It has ${NAMES.join(", ")}.` });
}
function wrong(name, value, right) {
	throw new OperatorError("DG6012", `Input \`${name}\` is ${JSON.stringify(value)}.`, { hint: `It can be ${right}.` });
}
// src/edges/github/annotations.ts
/** GitHub's levels, the worst first. */
const LEVELS = [
	"error",
	"warning",
	"notice"
];
/** How many annotations of one level a step can show; the runner drops the others. https://github.com/actions/runner/blob/main/src/Runner.Worker/ExecutionContext.cs */
const BUDGET = 10;
/** Characters after which the runner cuts a message. */
const MESSAGE_LIMIT = 4096;
/**
* Chooses what there is room for at one level where `shown` are shown already: all, or the first ones and one that
* counts the rest.
*/
function withinBudget(annotations, level, shown) {
	const all = annotations.filter((annotation) => annotation.level === level);
	const room = Math.max(0, BUDGET - shown);
	if (all.length <= room) return {
		show: all.map(shorten),
		rest: []
	};
	const rest = all.slice(Math.max(0, room - 1));
	const count = {
		level,
		message: `${rest.length} more of this kind: see the log and the job summary.`
	};
	return {
		show: room === 0 ? [] : [...all.slice(0, room - 1).map(shorten), count],
		rest
	};
}
function shorten(annotation) {
	const { message } = annotation;
	return message.length <= MESSAGE_LIMIT ? annotation : {
		...annotation,
		message: `${message.slice(0, 4095)}…`
	};
}
// src/edges/github/log.ts
/** Characters that show nothing, and that .NET's comparison of texts therefore passes over. */
const UNSEEN = String.raw`(?:[^\p{L}\p{N}\p{P}\p{S}\s]|\ufeff)*`;
/** https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs (TryParseV2, TryParse) */
const COMMAND_AT_START = new RegExp(String.raw`^(?=[^\p{L}\p{N}\p{P}\p{S}]*:${UNSEEN}:)`, "u");
const COMMAND_ANYWHERE = new RegExp(String.raw`(#${UNSEEN}#${UNSEEN})(?=\[)`, "gu");
/**
* A text in which the runner finds no command, on stdout or stderr, whoever wrote it: a backslash is put before a line
* that begins with two colons and into every `##[`. Lines end as the runner ends them, also at a lone carriage return.
*/
function inert(text) {
	return text.split(/\r\n|[\r\n]/).map((line) => line.replace(COMMAND_AT_START, "\\").replace(COMMAND_ANYWHERE, "$1\\")).join("\n");
}
/** A shorter line of a secret, a bracket say, is in every text. */
const SHORTEST_LINE = 4;
/** Opens the runner of this process. Open it once: it counts the annotations. */
function openRunner() {
	const shown = {
		error: 1,
		warning: 0,
		notice: 0
	};
	const log = (text) => void process.stdout.write(`${inert(text)}\n`);
	return {
		log,
		annotate: (annotations) => {
			for (const level of LEVELS) {
				const { show, rest } = withinBudget(annotations, level, shown[level]);
				shown[level] += show.length;
				for (const annotation of show) issue(annotation);
				for (const { message, source } of rest) log(`${level}: ${place(source)}${message}`);
			}
		},
		fail: (message, source) => {
			process.exitCode = 1;
			issue({
				level: "error",
				message,
				...source && { source }
			});
		},
		output: (name, value) => setOutput(name, value),
		mask: (secret) => {
			const lines = secret.split(/\r\n|[\r\n]/).map((line) => line.trim());
			const all = [secret.trim(), ...lines.filter((line) => line.length >= SHORTEST_LINE)];
			for (const part of new Set(all)) if (part !== "") setSecret(part);
		},
		summarize
	};
}
async function summarize(markdown) {
	const file = process.env.GITHUB_STEP_SUMMARY;
	if (file === void 0 || file === "") return "absent";
	const before = await stat(file).then(({ size }) => size, () => 0);
	const text = markdown.endsWith("\n") ? markdown : `${markdown}\n`;
	if (before + Buffer.byteLength(text) > 1048576) return "too-long";
	try {
		await summary.addRaw(text).write();
		return "written";
	} catch {
		return "absent";
	}
}
function issue({ level, message, title, source }) {
	const { file, line, column } = source ?? {};
	core_exports[level](message, {
		...title !== void 0 && { title },
		...file !== void 0 && { file },
		...line !== void 0 && { startLine: line },
		...column !== void 0 && { startColumn: column }
	});
}
function place(source) {
	return source === void 0 ? "" : `${source.file}:${source.line}:${source.column} `;
}
export { connectGitHub as a, openConversation as i, readInputs as n, readRun as r, openRunner as t };
