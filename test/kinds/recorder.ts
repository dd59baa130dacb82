import type { Aws } from '../../src/model/aws.ts';
import { TARGET } from '../arbitraries/target.ts';

/** What an operation is answered with, by its input and by how often it was sent before; an Error is thrown. */
export type Answers = Readonly<Record<string, (input: object, nth: number) => unknown>>;

/** An error that AWS answers with. */
export const refusal = (name: string): Error => Object.assign(new Error(`${name} was answered`), { name });

/** An account that keeps what is sent to it, and answers as it is told; waiting asks ten times at most. */
export function recorder(answers: Answers = {}) {
  const sent: (readonly [operation: string, input: object])[] = [];
  const send = async (operation: string, input: object): Promise<unknown> => {
    const nth = sent.filter(([other]) => other === operation).length;
    sent.push([operation, input]);
    const answer = answers[operation]?.(input, nth);
    if (answer instanceof Error) throw answer;
    return answer ?? {};
  };
  const until: Aws['until'] = async (what, probe) => {
    for (let left = 10; left > 0; left--) {
      const value = await probe();
      if (value !== undefined) return value;
    }
    throw new Error(`waited for ${what}`);
  };
  const writes = (): readonly (readonly [string, object])[] => sent.filter(([name]) => !/^(Describe|List)/.test(name));
  return { aws: { target: TARGET, iot: send, firehose: send, until } as unknown as Aws, sent, writes };
}
