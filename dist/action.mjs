import { D as maskText, O as OperatorError, c as onStopSignal, d as reporterOn, i as renderEvent, m as sandboxAccounts, p as awsAccounts, t as workflow, u as filesIn } from "./core.mjs";
import { a as connectGitHub, i as openConversation, n as readInputs, r as readRun, t as openRunner } from "./github.mjs";
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
// scripts/no-http-client.ts
/**
* Stands in the bundle for @actions/http-client, which @actions/core loads for a function that is not used here
* (asking GitHub for an OIDC token) and which brings undici with it: 420 kB of 630.
*/
const leftOut = () => {
	throw new Error("The bundle of defender-gitops leaves @actions/http-client out.");
};
/** Makes the requests of that function. */
function HttpClient() {
	return leftOut();
}
/** Signs them. */
function BearerCredentialHandler() {
	return leftOut();
}
// src/action.ts
const runner = openRunner();
const STYLE = {
	color: false,
	width: 120
};
async function main(env) {
	const { token, sandbox, profiles: folder, ...inputs } = readInputs(env);
	for (const secret of [
		token,
		env["AWS_SECRET_ACCESS_KEY"],
		env["AWS_SESSION_TOKEN"]
	]) if (secret !== void 0 && secret !== "") runner.mask(secret);
	const event = env["GITHUB_EVENT_PATH"] ?? "";
	const run = readRun(env, existsSync(event) ? readFileSync(event, "utf8") : "");
	const world = await openWorld(run, sandbox);
	const { apiUrl, repository } = run;
	const connect = () => github ??= connectGitHub({
		token,
		apiUrl,
		repository,
		report: world.report
	});
	let github;
	const conversation = openConversation({
		run,
		runner,
		connect,
		temporary: env["RUNNER_TEMP"] ?? tmpdir()
	});
	return workflow({
		world,
		run,
		conversation,
		options: {
			...inputs,
			folder,
			sandbox
		}
	});
}
async function openWorld({ workspace, repository }, sandbox) {
	const printError = (text) => runner.log(text.trimEnd());
	const report = reporterOn({
		...STYLE,
		print: printError,
		printError,
		live: false
	}, (progress) => renderEvent(progress, STYLE));
	return {
		...sandbox ? await sandboxAccounts(".defender/sandbox.json", report) : awsAccounts(report),
		files: filesIn(workspace),
		print: printError,
		report,
		repository,
		style: STYLE,
		today: (/* @__PURE__ */ new Date()).toISOString().slice(0, 10),
		stopped: onStopSignal().asked
	};
}
try {
	process.exitCode = await main(process.env);
} catch (error) {
	if (error instanceof OperatorError) {
		runner.fail(maskText([`${error.code}: ${error.message}`, error.hint ?? ""].join("\n").trim()));
		process.exitCode = error.exitCode;
	} else {
		runner.log(maskText(error instanceof Error ? error.stack ?? error.message : String(error)));
		runner.fail("This is a bug of defender-gitops. The log has what it takes to report it.");
	}
}
export { HttpClient as n, BearerCredentialHandler as t };
