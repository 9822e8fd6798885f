import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../result.ts';
import { never, startWithDriver } from './simulated-driver.ts';

/** What no text to be shown would keep: blanks in a row and at the ends, a tab, an invisible character. */
const ODD = {
  url: 'stratum+tcp://127.0.0.1:7',
  user: ` the\u200b${'u'.repeat(300)}  rig `,
  password: '  d=8\t x ',
};

describe.each(['goldshell', 'antminer'] as const)('the pools of a simulated %s', (kind) => {
  it('are read and written exactly as they are', async () => {
    const { control, device, login } = await startWithDriver({ kind, pools: [ODD] });
    const pools = unwrap(await control.pools(login, never));
    expect(pools).toEqual([ODD]);
    unwrap(await control.setPools(login, pools, never));
    expect(device.pools()).toEqual([ODD]);
  });

  it('stay exactly as they are when it is sent to sleep', async () => {
    const { control, device, login } = await startWithDriver({ kind, pools: [ODD] });
    unwrap(await control.act(login, 'sleep', never));
    expect(device.pools()).toEqual([ODD]);
  });

  it('are refused, not cut, where they are longer than can be kept', async () => {
    const long = { ...ODD, password: 'x'.repeat(1_025) };
    const { control, login } = await startWithDriver({ kind, pools: [long] });
    const error = { kind: 'pools-too-long' };
    expect(await control.pools(login, never)).toEqual({ ok: false, error });
  });
});
