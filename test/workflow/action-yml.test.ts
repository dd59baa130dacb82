import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readInputs } from '../../src/edges/github/runner/inputs.ts';
import { OperatorError } from '../../src/model/problem.ts';
import { openPull } from '../edges/github/history.ts';
import { pullRequestEvent } from '../edges/github/payloads.ts';
import { inputVariables } from '../edges/github/runner-files.ts';
import { ACTION_YML, EXAMPLE, openStory } from './story.ts';

const action = parse(ACTION_YML) as { inputs: object; outputs: object; runs: object };

test('action.yml declares the inputs that are read, and their defaults are taken', () => {
  let hint = '';
  try {
    readInputs({ INPUT_UNKNOWN: 'x' });
  } catch (error) {
    if (error instanceof OperatorError) hint = error.hint ?? '';
  }
  expect(hint).toBe(`It has ${Object.keys(action.inputs).join(', ')}.`);
  expect(readInputs(inputVariables(ACTION_YML, {}, 'ghs_x'))).toEqual({ ...readInputs({}), token: 'ghs_x' });
});

test('action.yml declares the outputs that a plan sets', async () => {
  const story = await openStory();
  const ran = await story.runChild(pullRequestEvent(story.world, openPull(story.world, EXAMPLE)));
  expect(Object.keys(ran.outputs).sort()).toEqual(Object.keys(action.outputs).sort());
  await story.close();
});

test('action.yml runs the built program on Node 24', () => {
  expect(action.runs).toEqual({ using: 'node24', main: 'dist/action.mjs' });
});
