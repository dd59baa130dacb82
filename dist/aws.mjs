import { y as OperatorError } from "./core.mjs";
import { a as dist_es_exports$2, i as IoTClient, n as STSClient, o as FirehoseClient, r as dist_es_exports$1, t as dist_es_exports } from "./aws-sdk.mjs";
// src/edges/aws/quotas.ts
/**
* Published requests per second, account and region. What is not listed here is 10 in Device Defender.
* https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html
* https://docs.aws.amazon.com/general/latest/gr/iot-core.html#rules-limits
* https://docs.aws.amazon.com/firehose/latest/dev/limits.html
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
/** A bucket for each quota, filled at its published rate; it holds one second's worth, because no burst is documented. */
function createBudget(clock) {
	const nextFree = /* @__PURE__ */ new Map();
	return { take: async (operation) => {
		const { name, perSecond } = quotaOf(operation);
		const interval = 1e3 / perSecond;
		const now = clock.now();
		const due = Math.max(nextFree.get(name) ?? -1e400, now - 1e3) + interval;
		nextFree.set(name, due);
		if (due > now) await clock.sleep(due - now);
	} };
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
* What to tell an operator about an error that a request ended with. Errors that AWS answered keep AWS's name and words;
* kinds tell them apart by `name`. Credentials never appear in a message.
*/
function explain(operation, target, error) {
	if (!(error instanceof Error)) return error;
	const { name, code, $metadata } = error;
	const where = `${operation} in ${target.account}/${target.region}`;
	if (name === "CredentialsProviderError" || name === "TokenProviderError") return new OperatorError("DG4001", "There are no AWS credentials.", {
		hint: "Set AWS_PROFILE or AWS_ACCESS_KEY_ID, or in GitHub Actions use aws-actions/configure-aws-credentials first. To try without an account: --sandbox.",
		cause: error
	});
	if (/^(ExpiredToken|UnrecognizedClient|InvalidClientTokenId|SignatureDoesNotMatch)/.test(name)) return new OperatorError("DG4002", `AWS does not accept the credentials: ${error.message}`, {
		hint: "Sign in again, or renew the session.",
		cause: error
	});
	if (/^(AccessDenied|Forbidden|AuthorizationError)/.test(name) || $metadata?.httpStatusCode === 403) return named(error, new OperatorError("DG4003", `AWS refuses ${where}: ${error.message}`, {
		hint: "Give the role this permission.",
		cause: error
	}));
	if (name === "TimeoutError" || code !== void 0 && code in NETWORK) return new OperatorError("DG4004", `AWS cannot be reached for ${where}: ${NETWORK[code ?? ""] ?? "no answer came in time"}.`, {
		hint: "Check the network, the region and AWS_ENDPOINT_URL.",
		cause: error
	});
	if ($metadata !== void 0) error.message = `${operation}: ${name}: ${error.message}`;
	return error;
}
/** Keeps AWS's name on our error, so that a kind can tell a refusal from a missing resource. */
function named(error, operatorError) {
	operatorError.name = error.name;
	return operatorError;
}
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
/**
* Whether and how long to be patient with an error; undefined where trying again is pointless.
* `LimitExceededException` is such a one, though the SDK counts it as throttling.
*/
function patienceWith(operation, error) {
	const status = error.$metadata?.httpStatusCode ?? 0;
	if (THROTTLES.has(error.name) || status === 429) return {
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
	const config = {
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
	const sendSts = service("sts", new STSClient(config), dist_es_exports);
	const aws = {
		target,
		iot: service("iot", new IoTClient(config), dist_es_exports$1),
		firehose: service("firehose", new FirehoseClient(config), dist_es_exports$2),
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
/** Sends within the budget, and again where that can help. */
function patient(prefix, send, { target, clock, report, budget }) {
	return async (name, input) => {
		const operation = `${prefix}:${name}`;
		let waited = 0;
		for (let tries = 0;; tries++) {
			await budget.take(operation);
			try {
				return await send(name, input);
			} catch (error) {
				const patience = patienceWith(operation, error);
				const seconds = patience === void 0 ? 0 : Math.min(patience.most, patience.first * 2 ** tries) * (.5 + Math.random() / 2);
				if (patience === void 0 || waited + seconds > patience.total) throw explain(operation, target, error);
				report({
					type: "retrying",
					operation,
					reason: patience.reason,
					seconds
				});
				await clock.sleep(seconds * 1e3);
				waited += seconds;
			}
		}
	};
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
/** Time that passes at once when it is waited for: for the sandbox inside the program. */
function virtualClock(start = Date.now()) {
	let now = start;
	return {
		now: () => now,
		sleep: async (milliseconds) => {
			const until = now + milliseconds;
			await new Promise((resolve) => setImmediate(resolve));
			now = Math.max(now, until);
		}
	};
}
export { virtualClock as n, connect as r, realClock as t };
