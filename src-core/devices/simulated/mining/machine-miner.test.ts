import { describe, expect, it, onTestFinished } from 'vitest';
import { powHash } from '../../../chainweb/pow-hash.ts';
import { targetFromLe } from '../../../chainweb/target.ts';
import { POOL_WORK, startScriptedPool } from '../tests/scripted-pool.ts';
import type { ScriptedPool } from '../tests/scripted-pool.ts';
import { createMachineMiner } from './machine-miner.ts';
import type { MachineMiner, MinerOptions } from './machine-miner.ts';

/** Mines with these pools until the end of the test. */
function mineWith(
  pools: readonly ScriptedPool[],
  options: Partial<MinerOptions> = {},
): MachineMiner {
  const miner = createMachineMiner({
    localAddress: '127.0.0.1',
    habits: { agent: 'test/1', sendsSession: true, sendsChain: false },
    dutyCycle: () => 0.2,
    staysOnFailover: () => false,
    retryMs: 300,
    ...options,
  });
  onTestFinished(() => miner.stop());
  miner.start(pools.map(({ url }, index) => ({ url, user: `me.${index}`, password: 'x' })));
  return miner;
}

/** Whether the header with this nonce, in hex, is a share. */
function isShare(nonce: string): boolean {
  const bytes = Buffer.from(POOL_WORK.bytes);
  bytes.writeBigUInt64LE(BigInt(`0x${nonce}`), bytes.length - 8);
  return targetFromLe(powHash(bytes)) <= POOL_WORK.target;
}

describe('the shares of a simulated machine', () => {
  it.each(['7f', '0a0b', 'c0ffee'])('have nonces that end with nonce1 %s', async (nonce1) => {
    const pool = await startScriptedPool({ nonce1 });
    mineWith([pool]);
    await pool.until(() => pool.shares.length >= 3);
    for (const share of pool.shares) {
      expect(share).toEqual(['me.0', 'job-1', expect.any(String)]);
      const nonce = `${String(share[2])}${nonce1}`;
      expect(nonce).toMatch(/^[0-9a-f]{16}$/);
      expect(isShare(nonce)).toBe(true);
    }
  });

  it('name the chain of the work where its firmware does', async () => {
    const pool = await startScriptedPool();
    mineWith([pool], { habits: { agent: 'test/1', sendsSession: true, sendsChain: true } });
    await pool.until(() => pool.shares.length > 0);
    expect(pool.shares[0]).toEqual(['me.0', 'job-1', expect.any(String), 7]);
  });
});

describe('a simulated machine', () => {
  it('hashes for none while its only pool is away, and tries it again', async () => {
    const pool = await startScriptedPool();
    const miner = mineWith([pool]);
    await pool.until(() => pool.shares.length > 0);
    expect(miner.active?.url).toBe(pool.url);
    pool.givesJobs = false;
    pool.drop();
    await pool.until(() => pool.connections === 2);
    expect(miner.active).toBeNull();
    expect(miner.pools.map(({ isAlive }) => isAlive)).toEqual([false]);
    const hashes = miner.hashes.total();
    // It gives up an attempt without a job.
    await pool.until(() => pool.connections === 3);
    expect(miner.hashes.total()).toBe(hashes);
    pool.givesJobs = true;
    const shares = pool.shares.length;
    await pool.until(() => pool.shares.length > shares);
    expect(miner.active?.url).toBe(pool.url);
  });

  it('leaves its second pool when the first is back', async () => {
    const [first, second] = [await startScriptedPool(), await startScriptedPool()];
    first.givesJobs = false;
    const miner = mineWith([first, second]);
    await second.until(() => second.shares.length > 0);
    first.givesJobs = true;
    await first.until(() => first.shares.length > 0);
    await second.until(() => second.open === 0);
    expect(miner.active?.url).toBe(first.url);
  });

  it('begins with its second pool where it stays there, and leaves it only when it may', async () => {
    const [first, second] = [await startScriptedPool(), await startScriptedPool()];
    let stays = true;
    mineWith([first, second], { staysOnFailover: () => stays });
    await second.until(() => second.shares.length > 0);
    expect(first.connections).toBe(0);
    stays = false;
    await first.until(() => first.shares.length > 0);
  });
});
