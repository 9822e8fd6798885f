/** Writing the pools of a Goldshell. */
import { err, ok } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import type { DevicePool } from '../../device.ts';
import type { DeviceError } from '../../device-error.ts';
import { quotedAnswer } from '../../machine-text.ts';
import { fieldsIn } from '../cgminer/cgminer-fields.ts';
import type { MachineAnswer } from '../reach/machine-line.ts';
import { jsonOf, poolsBody } from './goldshell-answers.ts';
import type { Ask } from './goldshell-ask.ts';

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
  if (!Array.isArray(list)) return nonsense(now.value);
  const steps = [
    ...fieldsIn(list).map((json) => ({ path: '/mcb/delpool', json })),
    ...poolsBody(pools).map((json) => ({ path: '/mcb/newpool', json })),
  ];
  for (const { path, json } of steps) {
    const answer = await ask('PUT', path, { json });
    if (!answer.ok) return answer;
    if (isPage(answer.value)) return nonsense(answer.value);
  }
  return ok(null);
}

function nonsense({ body }: MachineAnswer): Result<never, DeviceError> {
  return err({ kind: 'nonsense', answer: quotedAnswer(body) });
}

/** Its web server answers what it does not know with a status, or with the page of its user interface. */
function isUnknownRoute(answer: Result<MachineAnswer, DeviceError>): boolean {
  if (answer.ok) return isPage(answer.value);
  const { error } = answer;
  return error.kind === 'refused' && (error.status === 404 || error.status === 405);
}

function isPage({ body }: MachineAnswer): boolean {
  return body.trimStart().startsWith('<');
}
