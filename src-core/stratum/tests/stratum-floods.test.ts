/** Floods of requests that are valid one by one, over real sockets: what they leave behind. */
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { mkTargetLevel } from '../../chainweb/target.ts';
import { decodeWorkHeader } from '../../chainweb/work-header.ts';
import { unwrap } from '../../result.ts';
import { createLog } from '../../logging/logger.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';
import type { StratumTest } from '../../tests/stratum-test.ts';
import { authorizeByRules } from '../access/access-rules.ts';
import { openApprovalPrompt } from '../access/approval-prompt.ts';
import type { ApprovalEvent } from '../stratum-events.ts';
import type { StratumOptions } from '../connection/stratum-server.ts';

/** A server that has work. */
async function start(options: Partial<StratumOptions> = {}): Promise<StratumTest> {
  const test = await startStratumTest(options);
  test.offer();
  return test;
}

const PERIOD = { mode: { kind: 'period', seconds: 10 }, minLevel: 10 } as const;
/** Jobs are numbered through: a job's number is how many were made before it. */
const numberOf = ({ id }: { readonly id: string }): number => parseInt(id, 16);
const linesOf = (count: number, line: (i: number) => object): string =>
  Array.from({ length: count }, (_, i) => `${JSON.stringify({ id: i, ...line(i) })}\n`).join('');
const suggestion = (i: number): object => ({
  method: 'mining.suggest_difficulty',
  params: [i % 2 === 0 ? 1024 : 2048],
});
const authorization = (i: number): object => ({
  method: 'mining.authorize',
  params: ['account.rig', i % 2 === 0 ? 'd=43' : 'd=44'],
});

describe.each([
  ['levels suggested in turn', suggestion, mkTargetLevel(43)],
  ['levels asked for with the password in turn', authorization, mkTargetLevel(44)],
])('%s', (_what, line, last) => {
  it('make two jobs at most, the second by the last request', async () => {
    const { port, offer } = await start(PERIOD);
    const machine = await ScriptedMachine.start(port);
    machine.write(linesOf(30, line));
    await machine.answer(29);
    const second = await machine.until(() => machine.jobs.find(({ target }) => target === last));
    offer({ level: 60, height: 101, parent: 'next' });
    const next = await machine.nextJob();
    expect(numberOf(next) - numberOf(second)).toBe(1);
    expect(numberOf(second)).toBeLessThanOrEqual(4);
  });

  it('without limit end the connection, with one line in the log, and disturb no other machine', async () => {
    const { port, offer, logged, events } = await start(PERIOD);
    const flooder = await ScriptedMachine.start(port);
    const other = await ScriptedMachine.start(port, 'account.other');
    const before = numberOf(await other.job());
    flooder.write(linesOf(20_000, line));
    const job = await other.job();
    expect((await other.submit(job, other.find(job))).result).toBe(true);
    await flooder.closed;
    expect(flooder.received.at(-1)?.error?.[1]).toBe(
      'too many requests for another name or difficulty',
    );
    offer({ level: 60, height: 101, parent: 'next' });
    const next = await other.until(() =>
      other.jobs.find(({ header }) => unwrap(decodeWorkHeader(header)).height === 101),
    );
    expect(numberOf(next) - before).toBeLessThan(6);
    const lines = (await logged()).filter(({ text }) => text.includes('too many requests'));
    expect(lines.length).toBe(1);
    expect(events.filter(({ type }) => type === 'machine-changed').length).toBeLessThan(60);
  });
});

describe('names without end', () => {
  it('of one connection leave a few lines in the log and end it', async () => {
    const { port, logged, events } = await start();
    const flooder = await ScriptedMachine.start(port);
    flooder.write(
      linesOf(20_000, (i) => ({ method: 'mining.authorize', params: [`account.rig${i}`, 'x'] })),
    );
    await flooder.closed;
    const lines = (await logged()).filter(({ text }) => text.includes('authorized as'));
    expect(lines.length).toBeLessThanOrEqual(5);
    expect(events.filter(({ type }) => type === 'machine-changed').length).toBeLessThan(256 * 6);
  });

  it('of connections that come and go leave a few lines as well', async () => {
    const { port, logged } = await start();
    for (let i = 0; i < 60; i++) {
      const machine = await ScriptedMachine.start(port, `account.rig${i}`);
      await machine.leave();
    }
    const records = await logged();
    for (const what of ['new session', 'authorized as', 'session ended']) {
      expect(records.filter(({ text }) => text.includes(what)).length).toBeLessThanOrEqual(10);
    }
  });
});

describe('wrong passwords', () => {
  it('are answered a few times, then not even looked at, in whatever session', async () => {
    const rules = { allowedRigs: null, password: 'right', askFirst: null };
    const { port, logged } = await start({ authorize: authorizeByRules(rules) });
    const answers: string[] = [];
    for (let session = 0; session < 4; session++) {
      const machine = await ScriptedMachine.connect(port);
      for (let i = 0; i < 8; i++) {
        const { error } = await machine.request('mining.authorize', ['a.b', `${session} ${i}`]);
        answers.push(error?.[1] ?? '');
      }
      await machine.leave();
    }
    const looked = answers.filter((text) => text === 'Not authorized: the password is wrong');
    expect(looked.length).toBe(10);
    expect(answers.at(-1)).toContain('too many wrong passwords');
    const lines = (await logged()).filter(({ text }) => text.includes('not authorized'));
    expect(lines.length).toBeLessThanOrEqual(5);
  });
});

describe('questions to the user', () => {
  it('are few at a time, and any further name is refused with that reason', async () => {
    const asked: ApprovalEvent[] = [];
    const { logger } = createLog({ level: 'info', sink: () => undefined });
    const prompt = openApprovalPrompt((event) => asked.push(event), logger);
    const rules = { allowedRigs: null, password: null, askFirst: prompt.ask };
    const { port } = await start({ authorize: authorizeByRules(rules) });
    const machine = await ScriptedMachine.connect(port);
    machine.write(
      linesOf(20, (i) => ({ method: 'mining.authorize', params: [`account.rig${i}`, 'x'] })),
    );
    const refused = await machine.answer(19);
    expect(refused.error?.[1]).toContain('too many machines of this address');
    expect(asked.map(({ type }) => type)).toEqual(Array(4).fill('machine-asks'));
    expect(prompt.answer(2, true)).toBe(true);
    expect((await machine.answer(1)).result).toBe(true);
    prompt.close();
  });
});

describe('connections without end from one address', () => {
  it('are paced, while one that mines is back at once', async () => {
    const { port, offer, event } = await startStratumTest({
      isLoopbackExempt: false,
      limits: { connectionsAtOnce: 3, connectionsPerSecond: 0.001 },
    });
    offer();
    const connectFrom = (address: string): Promise<ScriptedMachine> =>
      ScriptedMachine.connect(port, '127.0.0.1', address);
    const miner = await connectFrom('127.0.0.3');
    await miner.subscribe();
    const job = await miner.job();
    await miner.submit(job, miner.find(job));
    // What its address is known for.
    await event((e) => e.type === 'machine-measured');
    const flood = await Promise.all(Array.from({ length: 9 }, () => connectFrom('127.0.0.2')));
    const answers = await Promise.all(
      flood.map((peer) => peer.request('mining.subscribe', []).catch(() => null)),
    );
    expect(answers.filter((answer) => answer !== null).length).toBe(3);
    const reasons = flood.flatMap(({ received }) => received.map(({ error }) => error?.[1]));
    expect(reasons).toContain('too many new connections from this address, try again later');
    for (let time = 0; time < 6; time++) {
      const again = await connectFrom('127.0.0.3');
      await again.subscribe();
      await again.leave();
    }
  });
});

describe('a connection that is refused', () => {
  it('is not read to the end of what it sends', async () => {
    const { port } = await startStratumTest({
      isLoopbackExempt: false,
      limits: { maxSessionsPerAddress: 1 },
    });
    const first = await ScriptedMachine.connect(port);
    await first.subscribe();
    // One that continues writing although the server has ended its side.
    const flooder = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    flooder.on('error', () => undefined).resume();
    const part = Buffer.alloc(1024 * 1024, '{"id":"€"}\n');
    const write = (): Promise<unknown> => new Promise((resolve) => flooder.write(part, resolve));
    let taken = 0;
    while (!((await write()) instanceof Error)) taken += 1;
    // What the system keeps for a reader; in the time to say goodbye it could read far more.
    expect(taken).toBeLessThan(16);
    expect((await first.request('mining.ping', [])).result).toBe('pong');
  });
});

describe('lines of 8 KiB that are no requests', () => {
  it('end their connection after a few, and what follows is hardly read', async () => {
    const { port, offer } = await startStratumTest();
    offer();
    const flooder = await ScriptedMachine.connect(port);
    flooder.write(`{"id":"${'€'.repeat(2_700)}","method":"mining.ping"}\n`.repeat(2_000));
    await flooder.closed;
    expect(flooder.received.length).toBeLessThan(10);
    const other = await ScriptedMachine.start(port);
    expect((await other.request('mining.ping', [])).result).toBe('pong');
  });
});
