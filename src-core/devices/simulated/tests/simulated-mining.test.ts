/** Simulated machines with the whole core: practice network, miner and Stratum server over real sockets. */
import { describe, expect, it } from 'vitest';
import { host, miningTest } from '../../../tests/mining-test.ts';
import type { Mining } from '../../../tests/mining-test.ts';
import { freePort } from '../../../tests/loopback-server.ts';
import { startStratumTest } from '../../../tests/stratum-test.ts';
import { ask, digestAsk, goldshellToken, startDevice, tcpAsk } from './started-device.ts';
import type { StratumEvent } from '../../../stratum/stratum-events.ts';
import { SIMULATED_KINDS } from '../machine/kinds.ts';

const { practiceNode, mining } = miningTest();

/** A miner whose shares take some thousand hashes. */
async function startMiner(): Promise<{ miner: Mining; url: string }> {
  const node = await practiceNode(0, { firstDifficulty: 2_000_000 });
  const miner = await mining({
    worker: 'stratum',
    stratumInterface: '127.0.0.1',
    stratumPort: 0,
    stratumDifficulty: 14,
    stratumMinDifficulty: 0,
    node: host(node),
  });
  const { stratum } = await miner.until((now) => (now.stratum?.listening?.port ?? 0) > 0);
  return { miner, url: `stratum+tcp://127.0.0.1:${stratum?.listening?.port}` };
}

const hasShares = async (miner: Mining, rig: string, shares: number): Promise<void> =>
  void (await miner.until(({ stratum }) =>
    (stratum?.machines ?? []).some(
      (machine) => machine.rig === rig && machine.shares.accepted >= shares,
    ),
  ));

const hasShare = (event: StratumEvent): boolean =>
  event.type === 'machine-measured' && event.measurement.shares.accepted > 0;

describe('a simulated machine', () => {
  it.each(SIMULATED_KINDS)(
    '%s hashes for our pool and reports what it really did',
    async (kind) => {
      const { miner, url } = await startMiner();
      const pools = [{ url, user: `me.${kind}`, password: 'x' }];
      const device = await startDevice({ kind, pools, dutyCycle: 0.3 });
      await hasShares(miner, kind, 5);
      const { active } = device.mining();
      expect(active?.url).toBe(url);
      const [reported] = (await tcpAsk(device, 'pools')).POOLS ?? [];
      expect(reported).toMatchObject({ URL: url, User: `me.${kind}`, Status: 'Alive' });
      const counted = miner.snapshot().stratum?.machines.find(({ rig }) => rig === kind);
      expect(counted?.shares).toMatchObject({ low: 0, duplicate: 0, invalid: 0 });
      expect(active?.accepted).toBeGreaterThanOrEqual(5);
      // Five shares of 2^14 hashes can be luck, but not that much.
      expect(device.hashes()).toBeGreaterThan(2 ** 12);
      const [summary] = (await tcpAsk(device, 'summary')).SUMMARY ?? [];
      const rate =
        kind === 'antminer' ? Number(summary?.['GHS av']) * 1e9 : Number(summary?.['MHS av']) * 1e6;
      expect(rate).toBeGreaterThan(0);
      expect(rate * Math.max(1, Number(summary?.Elapsed))).toBeLessThanOrEqual(device.hashes() * 2);
    },
  );

  it('connects from its own address', async () => {
    const { miner, url } = await startMiner();
    const pools = [{ url, user: 'me.rig', password: 'x' }];
    // macOS has no other address of its own.
    const own = process.platform === 'darwin' ? '127.0.0.1' : '127.0.0.21';
    await startDevice({ kind: 'goldshell', host: own, pools, dutyCycle: 0.3 });
    await hasShares(miner, 'rig', 1);
    expect(miner.snapshot().stratum?.machines[0]?.address).toBe(own);
  });

  it('mines with new pools after the restart of a Goldshell, not before', async () => {
    const { miner, url } = await startMiner();
    const device = await startDevice({ kind: 'goldshell', dutyCycle: 0.3 });
    const headers = await goldshellToken(device);
    const pool = { url, legal: true, active: false, dragid: 0, user: 'me.box', pass: 'x' };
    await ask(device, 'PUT', '/mcb/pools', { headers, body: [{ ...pool, 'pool-priority': 0 }] });
    expect(device.pools()).toEqual([{ url, user: 'me.box', password: 'x' }]);
    expect(device.mining().pools.map((each) => each.url)).not.toContain(url);
    await ask(device, 'PUT', '/mcb/restart', { headers });
    await hasShares(miner, 'box', 1);
  });

  it('mines with new pools at once where an Antminer was written', async () => {
    const { miner, url } = await startMiner();
    const device = await startDevice({ kind: 'antminer', dutyCycle: 0.3 });
    const { json } = await digestAsk(device, 'GET', '/cgi-bin/get_miner_conf.cgi');
    const pools = [{ url, user: 'me.ka3', pass: 'x' }];
    const conf = { ...(json as object), pools };
    await digestAsk(device, 'POST', '/cgi-bin/set_miner_conf.cgi', conf);
    await hasShares(miner, 'ka3', 1);
  });

  it('goes to its second pool while the first does not answer, and back', async () => {
    const second = await startStratumTest({ mode: { kind: 'level', level: 8 } });
    second.offer();
    const firstPort = await freePort();
    const url = (port: number): string => `stratum+tcp://127.0.0.1:${port}`;
    const device = await startDevice({
      kind: 'goldshell',
      pools: [
        { url: url(firstPort), user: 'me.first', password: 'x' },
        { url: url(second.port), user: 'me.second', password: 'x' },
      ],
    });
    await second.event(hasShare);
    expect(device.mining().pools.map(({ isAlive }) => isAlive)).toEqual([false, true]);

    device.faults.staysOnFailover = true;
    const first = await startStratumTest({ port: firstPort, mode: { kind: 'level', level: 8 } });
    first.offer();
    const shares = device.mining().active?.accepted ?? 0;
    await second.event(() => (device.mining().active?.accepted ?? 0) > shares + 100);
    expect(first.events.filter(({ type }) => type === 'machine-changed')).toEqual([]);
    device.faults.staysOnFailover = false;
    await first.event(hasShare);
    expect(device.mining().active?.url).toBe(url(firstPort));
  });
});
