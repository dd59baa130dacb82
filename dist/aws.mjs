import { O as OperatorError } from "./core.mjs";
import { a as dist_es_exports$2, i as IoTClient, n as STSClient, o as FirehoseClient, r as dist_es_exports$1, t as dist_es_exports } from "./aws-sdk.mjs";
// src/edges/aws/assume-role.ts
/** Milliseconds before credentials end at which they are renewed. */
const MARGIN = 3e5;
/** Credentials of a role, assumed once for all clients and again before they end. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
function credentialsOf(role, sts, clock) {
	let held;
	const renew = () => held = assume(role, sts).catch((error) => {
		held = void 0;
		throw error;
	});
	return async () => {
		const credentials = await (held ?? renew());
		return credentials.expiration.getTime() - clock.now() > MARGIN ? credentials : renew();
	};
}
async function assume(role, sts) {
	const { Credentials } = await sts("AssumeRole", {
		RoleArn: role,
		RoleSessionName: "defender-gitops"
	});
	return {
		accessKeyId: Credentials.AccessKeyId,
		secretAccessKey: Credentials.SecretAccessKey,
		sessionToken: Credentials.SessionToken,
		expiration: Credentials.Expiration
	};
}
// src/edges/aws/quotas.ts
/**
* Published requests per second, account and region. What is not listed here is 10 in Device Defender; IAM publishes no
* rate, and is asked no faster than that.
* https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html
* https://docs.aws.amazon.com/general/latest/gr/iot-core.html#rules-limits
* https://docs.aws.amazon.com/firehose/latest/dev/limits.html
* https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
*/
const PER_SECOND = {
	"iot:DescribeSecurityProfile": 25,
	"iot:DescribeCustomMetric": 25,
	"iot:CreateTopicRule": 5,
	"iot:ReplaceTopicRule": 5,
	"iot:EnableTopicRule": 5,
	"iot:DisableTopicRule": 5,
	"iot:DeleteTopicRule": 5,
	"iot:GetTopicRule": 20,
	"iot:ListTopicRules": 1,
	"iot:DescribeThingGroup": 100
};
/** Operations that draw on one quota together. */
const SHARED = {
	"iot:TagResource": "iot:tags",
	"iot:UntagResource": "iot:tags",
	"iot:ListTagsForResource": "iot:tags"
};
/** The quota that an operation such as `iot:CreateTopicRule` draws on. Where regions or sources differ, the lower figure. */
function quotaOf(operation) {
	const name = SHARED[operation] ?? operation;
	if (operation.startsWith("firehose:")) return {
		name,
		perSecond: 5
	};
	return {
		name,
		perSecond: PER_SECOND[operation] ?? 10
	};
}
// src/edges/aws/budget.ts
/** What is left of a rate after it was throttled, at the least, and how much of the published one each answer gives back. */
const ADAPTATION = {
	cut: .7,
	least: .1,
	recovery: .02
};
/**
* A bucket for each quota, filled at its published rate; it holds one second's worth, because no burst is documented.
* It is filled more slowly after throttling, and faster again with every answer (additive increase, multiplicative decrease).
*/
function createBudget(clock) {
	const buckets = /* @__PURE__ */ new Map();
	const bucketOf = (operation) => {
		const { name, perSecond } = quotaOf(operation);
		const known = buckets.get(name);
		if (known !== void 0) return known;
		const bucket = {
			published: perSecond,
			rate: perSecond,
			due: -1e400,
			cutAt: -1e400
		};
		buckets.set(name, bucket);
		return bucket;
	};
	return {
		take: async (operation) => {
			const bucket = bucketOf(operation);
			const now = clock.now();
			bucket.due = Math.max(bucket.due, now - 1e3) + 1e3 / bucket.rate;
			if (bucket.due > now) await clock.sleep(bucket.due - now);
		},
		answered: (operation, isThrottled) => {
			const bucket = bucketOf(operation);
			const { published, rate } = bucket;
			if (!isThrottled) bucket.rate = Math.min(published, rate + published * ADAPTATION.recovery);
			if (!isThrottled || clock.now() < bucket.cutAt + 1e3) return;
			bucket.cutAt = clock.now();
			bucket.rate = Math.max(published * ADAPTATION.least, rate * ADAPTATION.cut);
			bucket.due = Math.max(bucket.due, clock.now());
		}
	};
}
// src/edges/aws/errors.ts
const NETWORK = {
	ECONNREFUSED: "nothing listens there",
	ENOTFOUND: "the host is not known",
	EAI_AGAIN: "the host cannot be looked up",
	ECONNRESET: "the connection was reset",
	ETIMEDOUT: "no answer came in time"
};
/**
* What to tell an operator about an error that a request ended with. Kinds tell errors apart by `name`, so AWS's is kept,
* with AWS's words. `tries` says how often the request was sent. Credentials never appear in a message. What AWS did not
* answer and no network explains is our bug.
*/
function explain(operation, target, error, tries = 1) {
	if (!(error instanceof Error) || error instanceof OperatorError) return error;
	const { name, code, $metadata } = error;
	const where = `${operation} in ${target.account}/${target.region}`;
	const told = (problem, message, hint) => {
		const operatorError = new OperatorError(problem, message, {
			...hint === void 0 ? {} : { hint },
			isAmbiguous: tries > 1,
			cause: error
		});
		operatorError.name = name;
		return operatorError;
	};
	if (name === "CredentialsProviderError" || name === "TokenProviderError") return told("DG4001", "There are no AWS credentials.", NO_CREDENTIALS);
	if (/^(ExpiredToken|UnrecognizedClient|InvalidClientTokenId|SignatureDoesNotMatch)/.test(name)) return told("DG4002", `AWS does not accept the credentials: ${error.message}`, "Sign in again, or renew the session.");
	if (/^(AccessDenied|Forbidden|AuthorizationError)/.test(name) || $metadata?.httpStatusCode === 403) return told("DG4003", `AWS refuses ${where}: ${error.message}`, "Give the role this permission.");
	if (name === "TimeoutError" || code !== void 0 && code in NETWORK) return told("DG4004", `AWS cannot be reached for ${where}: ${NETWORK[code ?? ""] ?? "no answer came in time"}.`, "Check the network, the region and AWS_ENDPOINT_URL.");
	return $metadata === void 0 ? error : told("DG4009", `${operation}: ${name}: ${error.message}`);
}
const NO_CREDENTIALS = "Set AWS_PROFILE or AWS_ACCESS_KEY_ID, or in GitHub Actions use aws-actions/configure-aws-credentials first. To try without an account: --sandbox.";
// src/edges/aws/patience.ts
const THROTTLES = /* @__PURE__ */ new Set([
	"ThrottlingException",
	"Throttling",
	"TooManyRequestsException",
	"RequestLimitExceeded",
	"ThrottledException"
]);
const TRANSIENT = /* @__PURE__ */ new Set([
	"InternalFailureException",
	"InternalException",
	"ServiceUnavailableException",
	"ServiceFailureException",
	"InternalFailure",
	"ServiceUnavailable"
]);
const BROKEN = /* @__PURE__ */ new Set([
	"ECONNRESET",
	"EPIPE",
	"ETIMEDOUT",
	"ECONNABORTED",
	"EAI_AGAIN"
]);
const ROLE_TEXT = /unable to assume role|Please check the role provided|is not authorized to|Access was denied|Verify that the IAM role has access/i;
const ROLE_OPERATIONS = /* @__PURE__ */ new Set([
	"iot:CreateTopicRule",
	"iot:ReplaceTopicRule",
	"iot:CreateSecurityProfile",
	"iot:UpdateSecurityProfile",
	"firehose:CreateDeliveryStream",
	"firehose:UpdateDestination"
]);
/** Whether AWS says that requests come too fast. */
function isThrottling(error) {
	return THROTTLES.has(error.name) || error.$metadata?.httpStatusCode === 429;
}
/**
* Whether and how long to be patient with an error; undefined where trying again is pointless.
* `LimitExceededException` is such a one, though the SDK counts it as throttling.
*/
function patienceWith(operation, error) {
	const status = error.$metadata?.httpStatusCode ?? 0;
	if (isThrottling(error)) return {
		reason: "AWS throttles",
		first: 1,
		most: 20,
		total: 120
	};
	if (error.name === "ConflictingResourceUpdateException") return {
		reason: "another change is under way",
		first: 1,
		most: 5,
		total: 30
	};
	if (TRANSIENT.has(error.name) || status >= 500) return {
		reason: `AWS answered ${error.name}`,
		first: 1,
		most: 8,
		total: 30
	};
	if (BROKEN.has(error.code ?? "") || error.name === "TimeoutError") return {
		reason: "the connection broke",
		first: 1,
		most: 8,
		total: 30
	};
	return ROLE_OPERATIONS.has(operation) && ["InvalidRequestException", "InvalidArgumentException"].includes(error.name) && ROLE_TEXT.test(error.message) ? {
		reason: "the role cannot be assumed yet",
		first: 2,
		most: 15,
		total: 120
	} : void 0;
}
// src/edges/aws/connect.ts
/** Milliseconds for one try; without `throwOnRequestTimeout` the SDK only warns when it passes. */
const TIMEOUT = {
	connectionTimeout: 5e3,
	requestTimeout: 3e4,
	throwOnRequestTimeout: true
};
/**
* Opens one account and region, and refuses where the credentials belong to another account, before anything is read.
* Loads the AWS SDK, which takes longer than all else: call it only where AWS is needed.
*/
async function connect(target, connection) {
	const { clock, report, requestHandler = TIMEOUT, ...rest } = connection;
	const own = {
		...rest,
		region: target.region,
		maxAttempts: 1,
		requestHandler
	};
	const budget = createBudget(clock);
	const service = (prefix, client, sdk) => patient(prefix, sender(client, sdk), {
		target,
		clock,
		report,
		budget
	});
	const role = target.assumeRoleArn;
	const config = role === void 0 ? own : {
		...own,
		credentials: credentialsOf(role, service("sts", new STSClient(own), dist_es_exports), clock)
	};
	const sendSts = service("sts", new STSClient(config), dist_es_exports);
	const aws = {
		target,
		iot: service("iot", new IoTClient(config), dist_es_exports$1),
		firehose: service("firehose", new FirehoseClient(config), dist_es_exports$2),
		iam: lazily(async () => {
			const { GetRoleCommand, IAMClient } = await import("./aws-sdk/client-iam.mjs");
			return service("iam", new IAMClient(config), { GetRoleCommand });
		}),
		until: (what, probe, seconds = 600) => until(what, probe, seconds, {
			clock,
			report
		})
	};
	await refuseOtherAccount(target, sendSts);
	return aws;
}
async function refuseOtherAccount(target, sts) {
	const { Account, Arn } = await sts("GetCallerIdentity", {});
	if (Account === target.account) return;
	throw new OperatorError("DG4005", `The credentials are for account ${Account} (${Arn}), but target ${target.name} is account ${target.account}.`, { hint: "Use credentials of the target, or choose another target with --target. Nothing was read." });
}
function sender(client, commands) {
	return (operation, input) => {
		const Command = commands[`${operation}Command`];
		if (Command === void 0) throw new Error(`The SDK has no operation ${operation}.`);
		return client.send(new Command(input));
	};
}
/** Opens a service when it is first sent to. */
function lazily(open) {
	let opened;
	return async (operation, input) => (await (opened ??= open()))(operation, input);
}
/** Sends within the budget, and again where that can help. */
function patient(prefix, send, { target, clock, report, budget }) {
	return async (name, input) => {
		const operation = `${prefix}:${name}`;
		const start = clock.now();
		for (let tries = 1;; tries++) {
			await budget.take(operation);
			try {
				const answer = await send(name, input);
				budget.answered(operation, false);
				return answer;
			} catch (error) {
				budget.answered(operation, isThrottling(error));
				const patience = patienceWith(operation, error);
				const seconds = patience === void 0 ? 0 : pauseOf(patience, tries);
				const waited = (clock.now() - start) / 1e3;
				if (patience === void 0 || waited + seconds > patience.total) throw explain(operation, target, error, tries);
				report({
					type: "retrying",
					operation,
					reason: patience.reason,
					seconds
				});
				await clock.sleep(seconds * 1e3);
			}
		}
	};
}
/** Exponential, with jitter, so that those who were throttled together do not come back together. */
function pauseOf({ first, most }, tries) {
	return Math.min(most, first * 2 ** (tries - 1)) * (.5 + Math.random() / 2);
}
async function until(what, probe, seconds, { clock, report }) {
	const start = clock.now();
	for (let pause = 1;; pause = Math.min(pause * 2, 10)) {
		const value = await probe();
		if (value !== void 0) return value;
		const waited = (clock.now() - start) / 1e3;
		if (waited + pause > seconds) throw new OperatorError("DG4006", `Waited ${Math.round(waited)} s for ${what}.`, { hint: "Run again later: what is done already is kept." });
		report({
			type: "waiting",
			what,
			seconds: Math.round(waited)
		});
		await clock.sleep(pause * 1e3);
	}
}
// src/edges/clock.ts
/** The machine's time. */
const realClock = {
	now: () => Date.now(),
	sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
};
/**
* Time that passes at once when everybody waits for it: for the sandbox inside the program. Who waits for less wakes first,
* and whatever that sets off is done before time moves on.
*/
function virtualClock(start = Date.now()) {
	let now = start;
	let isTurning = false;
	const sleepers = [];
	const turn = () => {
		const next = sleepers.shift();
		isTurning = next !== void 0;
		if (next === void 0) return;
		now = Math.max(now, next.until);
		next.wake();
		afterWork(turn);
	};
	return {
		now: () => now,
		sleep: (milliseconds) => new Promise((wake) => {
			const until = now + milliseconds;
			const later = sleepers.findIndex((other) => other.until > until);
			sleepers.splice(later < 0 ? sleepers.length : later, 0, {
				until,
				wake
			});
			if (!isTurning) afterWork(turn);
			isTurning = true;
		})
	};
}
/** An answer of the sandbox takes several turns of the event loop on its way through the SDK. */
function afterWork(next, turns = 3) {
	setImmediate(() => turns === 0 ? next() : afterWork(next, turns - 1));
}
export { virtualClock as n, connect as r, realClock as t };
