import { expect, it } from 'vitest';
import { readInputs } from '../../../src/edges/github/runner/inputs.ts';
import { inputVariables } from './runner-files.ts';

const ACTION = `
inputs:
  command: { default: auto }
  profiles: { default: profiles }
  target: { default: '' }
  token: { default: '\${{ github.token }}' }
  fail-on-drift: { default: 'false' }
  sandbox: {}
`;

const given = (inputs: Record<string, string> = {}) => readInputs(inputVariables(ACTION, inputs, 'ghs_x'));

it('are what action.yml says where the workflow says nothing', () => {
  expect(given()).toEqual({
    command: 'auto',
    profiles: 'profiles',
    targets: [],
    token: 'ghs_x',
    failOnDrift: false,
    onlyChanged: false,
    backTest: false,
    comment: 'always',
    sandbox: false,
  });
});

it('are the same where the action runs without its action.yml', () => {
  expect(readInputs({ PATH: '/bin' })).toEqual({ ...given(), token: '' });
});

it('are what the workflow says, spaces aside', () => {
  const inputs = {
    command: ' drift ',
    target: 'eu/west, us-east\n\n apac ',
    'fail-on-drift': 'True',
    'only-changed': 'true',
    'back-test': 'true',
    comment: 'changes',
    sandbox: 'true',
  };
  expect(given(inputs)).toMatchObject({
    command: 'drift',
    targets: ['eu/west', 'us-east', 'apac'],
    failOnDrift: true,
    onlyChanged: true,
    backTest: true,
    comment: 'changes',
    sandbox: true,
  });
});

it.each([
  {
    reason: 'a command that there is not',
    inputs: { command: 'destroy' },
    says: '`command` is "destroy"',
    hint: 'one of auto, validate, plan, apply, drift',
  },
  {
    reason: 'a comment that there is not',
    inputs: { comment: 'never' },
    says: '`comment` is "never"',
    hint: 'one of always, changes',
  },
  {
    reason: 'neither true nor false',
    inputs: { 'fail-on-drift': 'yes' },
    says: '`fail-on-drift` is "yes"',
    hint: 'true or false',
  },
  {
    reason: 'a name that action.yml lacks',
    inputs: { targets: 'x' },
    says: 'no input `targets`',
    hint: 'profiles, target, token',
  },
  {
    reason: 'several of them',
    inputs: { 'fail-on': 'x', path: 'y' },
    says: 'no input `fail-on`, `path`',
    hint: 'profiles',
  },
])('are refused: $reason', ({ inputs, says, hint }) => {
  const error = expect.objectContaining({
    code: 'DG6012',
    message: expect.stringContaining(says),
    hint: expect.stringContaining(hint),
  });
  expect(() => given(inputs as unknown as Record<string, string>)).toThrow(error);
});
