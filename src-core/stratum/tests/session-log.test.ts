/** What the log says of a session: who comes, who may mine and who may not, blocks, faults. Over real sockets. */
import { describe, expect, it } from 'vitest';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';
import type { StratumTest } from '../../tests/stratum-test.ts';
import { authorizeByRules } from '../access/access-rules.ts';

const RULES = { allowedRigs: ['one'], password: null, askFirst: null };

/** The lines of sessions above debug, without what differs from run to run. */
async function linesOf({ logged }: StratumTest): Promise<string[]> {
  return (await logged())
    .filter(({ level, tags }) => level !== 'debug' && tags.includes('Stratum Session'))
    .map(({ level, text }) => `${level}: ${text.replace(/(?<=Nonce1 )[0-9a-f]{4}/, 'N')}`);
}

describe('the log', () => {
  it('says who came, as whom, and what block it solved', async () => {
    const test = await startStratumTest({ authorize: authorizeByRules(RULES) });
    test.offer({ level: 1, chain: 3, height: 77 });
    const machine = await ScriptedMachine.connect(test.port);
    await machine.subscribe(['miner/2', null]);
    await machine.request('mining.authorize', ['account.two', 'x']);
    await machine.request('mining.authorize', ['account.one', 'x']);
    const job = await machine.job();
    await machine.submit(
      job,
      machine.find(job, (hash) => hash >> 255n === 0n),
      'account.one',
    );
    await machine.leave();
    await test.event(({ type }) => type === 'machine-left');
    expect(await linesOf(test)).toEqual([
      'info: new session; sessionNonce1 N; agent miner/2',
      'warn: not authorized as "account.two": the rig name "two" is not on the list',
      'info: authorized as "account.one"',
      'info: solved the block at height 77 of chain 3',
      'info: session ended: the machine closed the connection',
    ]);
  });

  it('names five of each cause, and does not count one for the other', async () => {
    const test = await startStratumTest({ authorize: authorizeByRules(RULES) });
    const machine = await ScriptedMachine.connect(test.port);
    await machine.subscribe([]);
    for (let i = 0; i < 7; i++) await machine.request('mining.authorize', ['a.two', 'x']);
    for (let i = 0; i < 7; i++) await machine.request('mining.authorize', ['a.one', 'x']);
    const lines = await linesOf(test);
    const count = (start: string): number => lines.filter((line) => line.startsWith(start)).length;
    expect(count('info: new session; sessionNonce1 N; agent unknown')).toBe(1);
    expect([count('warn: not authorized'), count('info: authorized')]).toEqual([5, 5]);
  });

  it('says why no machine can be authorized', async () => {
    const authorize = () => Promise.reject(new Error('the list cannot be read'));
    const test = await startStratumTest({ authorize });
    const machine = await ScriptedMachine.connect(test.port);
    const { error } = await machine.request('mining.authorize', ['a.b', 'x']);
    expect(error?.[0]).toBe(24);
    expect((await linesOf(test))[0]).toMatch(
      /^error: authorization failed: .*the list cannot be read/s,
    );
  });
});

describe('a machine that never authorized', () => {
  it('counts for the name of its shares, from the first that has one', async () => {
    const { port, offer, event, server } = await startStratumTest();
    offer({ level: 1 });
    const machine = await ScriptedMachine.start(port);
    const job = await machine.job();
    const isBlock = (hash: bigint): boolean => hash >> 255n === 0n;
    await machine.submit(job, machine.find(job, isBlock), '');
    expect(await event(({ type }) => type === 'machine-found-block')).toMatchObject({ rig: null });
    await machine.submit(job, machine.find(job, isBlock), 'account.rig');
    await event((e) => e.type === 'machine-found-block' && e.rig === 'rig');
    expect(server.sessionCount).toBe(1);
  });
});
