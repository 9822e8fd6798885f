/** Writing the pools of a Goldshell. */
import { ok } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import type { DevicePool } from '../../device.ts';
import type { DeviceError } from '../../device-error.ts';
import { fieldsIn } from '../cgminer/cgminer-fields.ts';
import type { MachineAnswer } from '../reach/machine-line.ts';
import { jsonOf, poolsBody } from './goldshell-answers.ts';
import type { Ask } from './goldshell-round.ts';

type Written = Promise<Result<null, DeviceError>>;

/** All at once where the firmware can do that, else one by one. */
export async function writePools(ask: Ask, pools: readonly DevicePool[]): Written {
  const answer = await ask('PUT', '/mcb/pools', { json: poolsBody(pools) });
  if (isUnknownRoute(answer)) return writeOneByOne(ask, pools);
  return answer.ok ? ok(null) : answer;
}

/** Removes each pool that is there, and adds the new ones in the order in which they are preferred. */
async function writeOneByOne(ask: Ask, pools: readonly DevicePool[]): Written {
  const now = await ask('GET', '/mcb/pools');
  if (!now.ok) return now;
  const list = jsonOf(now.value);
  for (const pool of fieldsIn(Array.isArray(list) ? list : [])) {
    const gone = await ask('PUT', '/mcb/delpool', { json: pool });
    if (!gone.ok) return gone;
  }
  for (const pool of poolsBody(pools)) {
    const added = await ask('PUT', '/mcb/newpool', { json: pool });
    if (!added.ok) return added;
  }
  return ok(null);
}

/** Its web server answers what it does not know with a status, or with the page of its user interface. */
function isUnknownRoute(answer: Result<MachineAnswer, DeviceError>): boolean {
  if (answer.ok) return answer.value.body.trimStart().startsWith('<');
  const { error } = answer;
  return error.kind === 'refused' && (error.status === 404 || error.status === 405);
}
