/** Knowing an Antminer by what its web server demands. */
import { ok } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import type { DeviceIdentity } from '../../device.ts';
import type { DeviceError } from '../../device-error.ts';
import { askFields, CGMINER_PORT } from '../cgminer/ask-fields.ts';
import type { Fields } from '../cgminer/cgminer-json.ts';
import type { CgminerRequest, MachineAnswer, MachineLine } from '../reach/machine-line.ts';
import { antminerName } from './antminer-reading.ts';
import { challengesOf } from './digest-auth.ts';

/** A demand for digest authentication in a realm that begins `antMiner`. */
export function isAntminer({ status, headers }: MachineAnswer): boolean {
  if (status !== 401) return false;
  return challengesOf(headers['www-authenticate']).some(
    ({ scheme, parameters }) =>
      scheme === 'digest' && parameters.get('realm')?.toLowerCase().startsWith('antminer') === true,
  );
}

/** Model and firmware, which it reports at cgminer's interface; null each where that does not answer. */
export async function nameOfAntminer(
  machine: MachineLine,
  limits: Pick<CgminerRequest, 'connectMs' | 'answerMs'>,
): Promise<Result<Pick<DeviceIdentity, 'model' | 'firmware'>, DeviceError>> {
  const answers: (Fields | null)[] = [];
  for (const command of ['version', 'stats']) {
    const answer = await askFields(machine, { port: CGMINER_PORT, command, ...limits });
    if (!answer.ok && answer.error.kind === 'cancelled') return answer;
    answers.push(answer.ok ? answer.value : null);
    if (!answer.ok && answer.error.kind === 'unreachable') break;
  }
  const [version = null, stats = null] = answers;
  return ok(antminerName(version, stats));
}
