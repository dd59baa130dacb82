import { troubleOf } from '../../disk/disk.ts';
import { OperatorError } from '../../model/problem.ts';

/** Does the work of an sink, and says of what fails that it cannot be written to `where`. */
export async function writingTo<Value>(where: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw new OperatorError('DG7106', `${where} cannot be written: ${troubleOf(error)}.`, {
      hint: 'What was not written is not acknowledged, and is delivered again once it can be.',
      cause: error,
    });
  }
}
