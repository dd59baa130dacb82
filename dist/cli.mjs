#!/usr/bin/env node
import { _ as validate, a as onStopSignal, c as reporterOn, d as help, f as parseCommandLine, g as apply, h as plan, i as openStage, l as thisTerminal, m as demo, n as renderEvent, o as githubRepository, p as portOf, r as renderError, s as filesIn, t as version, u as sandbox, v as EXIT, y as OperatorError } from "./core.mjs";
// src/cli.ts
const terminal = thisTerminal(process.argv.includes("--no-color"));
async function main(argv) {
	const line = parseCommandLine(argv);
	const { command, folder, words, options } = line;
	const choice = {
		folder,
		json: options.json === true,
		accept: options.accept ?? [],
		only: options.only ?? [],
		...given("target", options.target)
	};
	const stopping = onStopSignal();
	const world = await openWorld(line, terminal, stopping.asked);
	switch (command) {
		case "validate": return validate(world, choice);
		case "plan": return plan(world, {
			...choice,
			detailedExitcode: options["detailed-exitcode"] === true,
			...given("out", options.out)
		});
		case "apply": return apply(world, {
			...choice,
			...given("plan", options.plan)
		});
		case "demo": return demoOnStage(world, folder);
		case "sandbox": {
			const { serve } = await import("./edges/sandbox.mjs");
			return sandbox(world, await serve(options.state, portOf(options.port)), stopping.done);
		}
		case "version":
			world.print(`${version}\n`);
			return EXIT.fine;
		default: return help(world, words);
	}
}
async function openWorld({ command, options }, { print, color, width }, stopped) {
	const report = reporterOn(terminal, (event) => renderEvent(event, { color }));
	const repository = githubRepository(process.cwd(), process.env);
	const today = (/* @__PURE__ */ new Date()).toISOString().slice(0, 10);
	const common = {
		files: filesIn(process.cwd()),
		print,
		report,
		style: {
			color,
			width
		},
		today,
		stopped
	};
	if (command !== "demo" && options.sandbox === void 0) return {
		...common,
		connect: connectLazily(report),
		repository,
		spareTarget: void 0
	};
	const { openSandbox, SANDBOX_TARGET } = await import("./edges/sandbox.mjs");
	const { connect } = openSandbox(options.sandbox, report);
	return {
		...common,
		connect,
		repository: repository ?? "local",
		spareTarget: SANDBOX_TARGET
	};
}
/** The AWS SDK takes longer to load than all else: only who connects waits for it. */
function connectLazily(report) {
	return async (target) => {
		const [{ connect }, { realClock }] = await Promise.all([import("./edges/aws/connect.mjs"), import("./edges/clock.mjs")]);
		return connect(target, {
			clock: realClock,
			report
		});
	};
}
async function demoOnStage(world, folder) {
	const stage = openStage(folder);
	try {
		return await demo({
			...world,
			files: filesIn(stage.root)
		}, stage);
	} finally {
		stage.close();
	}
}
function given(name, value) {
	return value === void 0 ? {} : { [name]: value };
}
try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof OperatorError)) throw error;
	terminal.printError(renderError(error, terminal));
	process.exitCode = error.exitCode;
}
export {};
