import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import type { CollectionTag, ScalarTag } from 'yaml';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/command-table.ts';
import { PARTIES, title } from '../parties/installed.ts';

const folder = new URL('../../examples/subscriber/', import.meta.url).pathname;
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const lines = read('Dockerfile').split('\n');
const argumentsOf = (instruction: string): string[] =>
  lines.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.slice(instruction.length + 1));

/** CloudFormation's short functions, read as what they are applied to. */
const tags = ['!Ref', '!Sub', '!GetAtt'].map((tag): ScalarTag | CollectionTag => ({
  tag,
  resolve: (text: string) => text,
}));
interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: string;
}
const template = parse(read('ecs.yaml'), { customTags: tags }) as {
  readonly Resources: Readonly<Record<'Task' | 'TaskRole', { readonly Properties: Record<string, unknown> }>>;
};

describe('the Dockerfile', () => {
  test('is one', () => expect(validate(read('Dockerfile'))).toEqual([]));
  test('a mistake in it would be found', () => expect(validate('FROM a\nCOPYY b c\n')).not.toEqual([]));
  test('runs the program as nobody who may do anything, from a base without a shell', () => {
    expect(argumentsOf('FROM')).toEqual([expect.stringMatching(/^gcr\.io\/distroless\/nodejs24-debian12:nonroot$/)]);
    expect(argumentsOf('USER')).toEqual(['65532:65532']);
    expect(argumentsOf('RUN')).toEqual([]);
    expect(JSON.parse(argumentsOf('ENTRYPOINT')[0] ?? '')).toEqual(['/nodejs/bin/node', '/app/cli.mjs', 'subscribe']);
  });
  test('copies what is in the repository', () => {
    for (const copied of argumentsOf('COPY'))
      expect(existsSync(join(folder, '../..', copied.split(' ')[0] ?? '')), copied).toBe(true);
  });
});

describe('the template for Amazon ECS', () => {
  const task = template.Resources.Task.Properties as {
    ContainerDefinitions: readonly [{ Command: string[]; ReadonlyRootFilesystem: boolean; User: string }];
  };
  const [container] = task.ContainerDefinitions;

  test('starts the program with options that it has, on a file system that it cannot write to', () => {
    const options = Object.keys(COMMANDS.subscribe.options).map((name) => `--${name}`);
    expect(options).toEqual(expect.arrayContaining(container.Command.filter((word) => word.startsWith('--'))));
    expect(container).toMatchObject({ ReadonlyRootFilesystem: true, User: '65532:65532' });
  });

  test('lets it do what it needs with AWS IoT, and no more', () => {
    const { Policies } = template.Resources.TaskRole.Properties as {
      Policies: readonly [{ PolicyDocument: { Statement: readonly Statement[] } }];
    };
    const allowed = Policies[0].PolicyDocument.Statement.map(({ Action, Resource }) => [
      Action,
      Resource.replace(/^.*:\$\{AWS::AccountId\}:/, ''),
    ]);
    expect(allowed.slice(0, 3)).toEqual([
      ['iot:Connect', 'client/${AWS::StackName}'],
      ['iot:Subscribe', 'topicfilter/${Topic}'],
      ['iot:Receive', 'topic/${Topic}'],
    ]);
    expect(allowed.slice(3).flatMap(([action]) => action)).toEqual([
      'elasticfilesystem:ClientMount',
      'elasticfilesystem:ClientWrite',
    ]);
  });

  test.skipIf(!PARTIES.cfnLint.isHere)(title('passes cfn-lint', PARTIES.cfnLint), () => {
    expect(() => execFileSync('cfn-lint', [join(folder, 'ecs.yaml')], { encoding: 'utf8' })).not.toThrow();
  });
});
