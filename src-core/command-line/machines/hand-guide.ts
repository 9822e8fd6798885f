/** What to enter, and where, on the web page of a machine that Heddle cannot configure. Pure. */
import type { SetupPlan } from '../../devices/device-setup.ts';
import type { KnownDevice } from '../../state/devices/device-list.ts';

/** What to enter if no password is set: machines require one. */
const ANY_PASSWORD = 'x';

/** The steps, one a line. `password` is that of the Stratum server; null without one. */
export function handGuide(
  { host, webPort }: Pick<KnownDevice, 'host' | 'webPort'>,
  { url, worker }: Pick<SetupPlan, 'url' | 'worker'>,
  password: string | null,
): string {
  return [
    'Heddle can read this machine but cannot change its settings. Use its own web page:',
    `  1. Open http://${host}${webPort === 80 ? '' : `:${webPort}`} in a web browser and log in.`,
    '  2. Open the page with the pools, often called Miner, Pools or Miner Configuration.',
    '  3. Enter for the first pool:',
    `       URL       ${url}`,
    `       worker    ${worker}`,
    `       password  ${password ?? ANY_PASSWORD}`,
    '  4. Empty the other pools and save. Restart the machine if it does not connect within two minutes.',
  ].join('\n');
}
