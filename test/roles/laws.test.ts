import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import { addressOf } from '../../src/model/address.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import type { Write } from '../../src/model/kind.ts';
import type { Policy } from '../../src/model/access/policy.ts';
import type { Desired, DesiredState } from '../../src/model/resource.ts';
import { diff } from '../../src/pipeline/plan/diff.ts';
import { accessDocuments } from '../../src/roles/access-documents.ts';
import { deniedBy } from '../../src/sandbox/iam/authorization.ts';
import { pairs } from '../arbitraries/specs.ts';
import { TARGET } from '../arbitraries/target.ts';
import { openAccount } from '../contract/account.ts';
import { begin, present } from '../contract/laws.ts';
import { policiesOf, REPOSITORY } from './documents.ts';
import { finish } from '../../src/model/steps.ts';

const NAME = 'Law';

/** What the apply role may do where the profiles want this of one resource. */
function policiesFor(kind: string, section: string, spec: JsonObject): readonly Policy[] {
  const address = addressOf(kind, kinds.find(({ name }) => name === kind)?.singleton ?? NAME);
  const desired: DesiredState = {
    resources: new Map([[address, { address, spec } as Desired]]),
    sections: new Set([section]),
  };
  const from = { kinds, targets: [TARGET], repository: REPOSITORY, forBackTest: false };
  const documents = finish(accessDocuments(desired, TARGET, from));
  return policiesOf(documents, 'defender-gitops-apply');
}

/** Roles of other accounts are no part of policies, so all are of this one. */
const atHome = (spec: JsonObject): JsonObject =>
  JSON.parse(
    JSON.stringify(spec).replaceAll(/arn:aws[a-z-]*:iam::\d{12}:/g, 'arn:aws:iam::111122223333:'),
  ) as JsonObject;

test.each(kinds)('any $name is made, changed and deleted with the policy that is printed for it', async (kind) => {
  const { create, update, delete: remove, immutable } = kind.write as Write;
  const name = kind.singleton ?? NAME;
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(pairs(kind), async (pair) => {
      let policies: readonly Policy[] = [];
      const denials: string[] = [];
      const account = await openAccount({
        intercept: (call) => {
          if (policies.length === 0) return undefined;
          const denied = deniedBy(policies, call);
          asked += 1;
          if (denied !== undefined) denials.push(`${denied.action} on ${denied.resource}`);
          return undefined;
        },
      });
      const under = (spec: JsonObject): void => void (policies = policiesFor(kind.name, kind.section, spec));
      const [live, desired] = [kind.normalize(atHome(pair.live), TARGET), kind.normalize(atHome(pair.desired), TARGET)];
      under(live);
      await begin(kind, account.aws, name, live);
      under(desired);
      const before = await present(kind, account.aws, name, live);
      if (diff(before.spec, desired).some((edit) => immutable(edit))) {
        await remove(account.aws, before);
        await create(account.aws, name, desired);
      } else await update(account.aws, before, desired);
      under({});
      await remove(account.aws, await present(kind, account.aws, name, desired));
      expect(denials).toEqual([]);
    }),
    { numRuns: 8 },
  );
  expect(asked).toBeGreaterThan(40);
});
