/**
 * Everything the drivers can do, and all that reaches a machine meanwhile. A factory reset or new firmware is
 * never sent: whatever is asked or written must stand in the list of its family below.
 */
import { describe, expect, it } from 'vitest';
import { freePort } from '../../../tests/loopback-server.ts';
import { unwrap } from '../../../result.ts';
import type { DeviceControl } from '../../device.ts';
import type { SimulatedOptions } from '../../simulated/start-simulated-device.ts';
import { never, OURS, startWithDriver, THEIRS } from './simulated-driver.ts';
import type { SimulatedDriver } from './simulated-driver.ts';

const READ_COMMANDS = ['summary', 'devs', 'stats', 'pools', 'version'];
const ALLOWED = {
  goldshell: [
    ...READ_COMMANDS,
    'GET /mcb/status',
    'GET /',
    'GET /mcb/cgminer',
    'GET /user/login',
    'GET /mcb/pools',
    'PUT /mcb/pools',
    'PUT /mcb/newpool',
    'PUT /mcb/delpool',
    'GET /mcb/setting',
    // The settings that were read, with another LED or power plan.
    'PUT /mcb/setting',
    'PUT /mcb/restart',
  ],
  antminer: [
    ...READ_COMMANDS,
    'GET /mcb/status',
    'GET /',
    'GET /cgi-bin/get_system_info.cgi',
    'GET /cgi-bin/get_miner_conf.cgi',
    'POST /cgi-bin/set_miner_conf.cgi',
    'POST /cgi-bin/blink.cgi',
    'GET /cgi-bin/reboot.cgi',
  ],
  ibelink: READ_COMMANDS,
} as const;

/** What each function of a driver's control does to a machine; a new one does not compile without a line. */
const DOING: Readonly<
  Record<keyof DeviceControl, (machine: SimulatedDriver) => Promise<unknown> | null>
> = {
  needsRestart: () => null,
  maxPools: () => null,
  reportedMac: () => null,
  reportedModel: () => null,
  reportedPower: () => null,
  pools: async ({ control, login }) => unwrap(await control.pools(login, never)),
  async setPools({ control, login }) {
    unwrap(await control.setPools(login, [OURS, THEIRS], never));
    unwrap(await control.setPools(login, [THEIRS], never));
  },
  powerPlans: async ({ control, login }) => unwrap(await control.powerPlans(login, never)),
  async setPowerPlan({ control, login }) {
    const { plans, current } = unwrap(await control.powerPlans(login, never));
    const other = plans.find(({ id }) => id !== current);
    unwrap(await control.setPowerPlan(login, other?.id ?? -1, never));
  },
  act: () => null,
  // Last of all: it may be down afterwards.
  async actions({ control, login }) {
    const inOrder = [...control.actions].sort((a, b) => order(a) - order(b));
    for (const action of inOrder) unwrap(await control.act(login, action, never));
  },
};

function order(action: string): number {
  return action === 'restart' ? 1 : 0;
}

type Form = Pick<SimulatedOptions, 'kind'> & Partial<SimulatedOptions>;
const FORMS: readonly [name: string, family: keyof typeof ALLOWED, form: Form][] = [
  ['a Goldshell', 'goldshell', { kind: 'goldshell' }],
  [
    'a Goldshell with stray 401s',
    'goldshell',
    { kind: 'goldshell', faults: { sporadic401: 3, brokenStats: true } },
  ],
  ['an old Goldshell', 'goldshell', { kind: 'old-goldshell' }],
  [
    'a Goldshell that hides its status',
    'goldshell',
    { kind: 'goldshell', goldshell: { hidesStatus: true } },
  ],
  [
    'an old Goldshell without lists',
    'goldshell',
    { kind: 'old-goldshell', goldshell: { takesPoolList: false } },
  ],
  ['an Antminer', 'antminer', { kind: 'antminer' }],
  [
    'an Antminer of other firmware',
    'antminer',
    { kind: 'antminer', antminer: { hasMinerType: false, modeKey: 'bitmain-work-mode' } },
  ],
  ['an iBeLink', 'ibelink', { kind: 'ibelink' }],
];

describe('all that is asked of', () => {
  it.each(FORMS)('%s, or written to it, is harmless', async (_name, family, form) => {
    const machine = await startWithDriver(form);
    unwrap(await machine.driver.read(never));
    if (machine.driver.control !== null) {
      for (const doing of Object.values(DOING)) await doing(machine);
    }
    expect(surprises(machine, family)).toEqual([]);
  });

  it('a Goldshell whose mining program does not answer is harmless', async () => {
    const cgminerPort = await freePort();
    const machine = await startWithDriver({ kind: 'old-goldshell', cgminerPort });
    unwrap(await machine.driver.read(never));
    expect(asked(machine)).toContain('GET /mcb/cgminer');
    expect(surprises(machine, 'goldshell')).toEqual([]);
  });
});

function asked({ device }: SimulatedDriver): readonly string[] {
  return [...new Set(device.traffic.requests.map(({ what }) => what))];
}

function surprises(machine: SimulatedDriver, family: keyof typeof ALLOWED): readonly string[] {
  const allowed: readonly string[] = ALLOWED[family];
  return asked(machine).filter((what) => !allowed.includes(what));
}
