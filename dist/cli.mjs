#!/usr/bin/env node
import { C as plan, E as EXIT, O as OperatorError, S as demo, T as validate, _ as importTarget, a as renderError, b as portOf, c as onStopSignal, d as reporterOn, f as thisTerminal, g as init, h as sandbox, i as renderEvent, l as githubRepository, m as sandboxAccounts, o as openStarter, p as awsAccounts, r as version, s as openStage, u as filesIn, v as help, w as apply, x as doctor, y as parseCommandLine } from "./core.mjs";
// src/cli.ts
const terminal = thisTerminal(process.argv.includes("--no-color"));
async function main(argv) {
	const line = parseCommandLine(argv);
	const { command, folder, words, options } = line;
	const choice = choiceOf(line);
	const stopping = onStopSignal();
	const world = await openWorld(line, terminal, stopping.asked);
	switch (command) {
		case "init": return init(world, openStarter(words[0] ?? "."), options);
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
		case "import": return importTarget(world, {
			...choice,
			...given("out", options.out)
		});
		case "doctor": return doctor(world, choice);
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
function choiceOf({ folder, options }) {
	return {
		folder,
		json: options.json === true,
		accept: options.accept ?? [],
		only: options.only ?? [],
		...given("target", options.target)
	};
}
async function openWorld({ command, words, options }, { print, color, width }, stopped) {
	const report = reporterOn(terminal, (event) => renderEvent(event, { color }));
	const repository = githubRepository(command === "init" ? words[0] ?? "." : process.cwd(), process.env);
	const today = (/* @__PURE__ */ new Date()).toISOString().slice(0, 10);
	const world = {
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
		...world,
		...awsAccounts(report),
		repository
	};
	return {
		...world,
		...await sandboxAccounts(options.sandbox, report),
		repository: repository ?? "local"
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
