/** Commands to cgminer's interface whose answers are read. */
import type { Result } from '../../../result.ts';
import type { DeviceError } from '../../device-error.ts';
import type { CgminerRequest, MachineLine } from '../reach/machine-line.ts';
import { parseCgminerAnswer } from './cgminer-json.ts';
import type { Fields } from './cgminer-json.ts';

export const CGMINER_PORT = 4028;
export const IBELINK_PORT = 4029;

/** Sends one command and reads its answer. */
export async function askFields(
  machine: MachineLine,
  request: CgminerRequest,
): Promise<Result<Fields, DeviceError>> {
  const answer = await machine.cgminer(request);
  return answer.ok ? parseCgminerAnswer(answer.value) : answer;
}

/**
 * Sends several commands, one after the other. A machine that does not answer the first is asked no
 * more; one that answers another with something that cannot be read is read without it.
 * @returns an answer for each command, null where there is none
 */
export async function askAll(
  machine: MachineLine,
  port: number,
  commands: readonly [string, ...string[]],
): Promise<Result<readonly (Fields | null)[], DeviceError>> {
  const [first, ...others] = commands;
  const head = await askFields(machine, { port, command: first });
  if (!head.ok) return head;
  const answers: (Fields | null)[] = [head.value];
  for (const command of others) {
    const answer = await askFields(machine, { port, command });
    if (!answer.ok && answer.error.kind === 'cancelled') return answer;
    answers.push(answer.ok ? answer.value : null);
  }
  return { ok: true, value: answers };
}
