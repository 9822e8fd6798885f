/** Peers that send what no machine sends, over real sockets: no other machine notices. */
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLog } from '../../logging/logger.ts';
import type { LogRecord } from '../../logging/log-record.ts';
import { unwrap } from '../../result.ts';
import { TRAPS } from '../../tests/hostile/json-texts.ts';
import { everywhere, hostileLine } from '../../tests/hostile/stratum-lines.ts';
import { madeUpWork } from '../../tests/made-up-work.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';
import type { Authorize } from '../access/authorization.ts';
import type { StratumEvent } from '../stratum-events.ts';
import { startStratumServer } from '../connection/stratum-server.ts';
import type { StratumServer } from '../connection/stratum-server.ts';

describe('any JSON value in any place of any message', () => {
  it('is answered or ends the session that sent it, while another one is served', async () => {
    const { port, offer, logged } = await startStratumTest({
      mode: { kind: 'period', seconds: 10 },
    });
    offer();
    const honest = await ScriptedMachine.start(port, 'account.honest');
    const lines = fc.array(hostileLine, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(lines, fc.boolean(), async (hostile, isLoggedIn) => {
        const peer = isLoggedIn
          ? await ScriptedMachine.start(port, 'account.rig')
          : await ScriptedMachine.connect(port);
        peer.write(`${hostile.join('\n')}\n{"id":"last","method":"mining.ping"}\n`);
        await Promise.race([peer.answer('last').catch(() => undefined), peer.closed]);
        expect((await honest.request('mining.ping', [])).result).toBe('pong');
        await peer.leave();
      }),
      { numRuns: 150, examples: TRAPS.map((trap) => [everywhere(trap), true]) },
    );
    expect((await logged()).filter(({ level }) => level === 'error')).toEqual([]);
  });

  it.each([
    [
      'an object as difficulty',
      '"id":1,"method":"mining.suggest_difficulty","params":[{"valueOf":1,"toString":1}]',
    ],
    ['a list as difficulty', '"id":1,"method":"mining.suggest_difficulty","params":[[1024]]'],
  ])('%s is refused', async (_what, members) => {
    const { port } = await startStratumTest();
    const peer = await ScriptedMachine.connect(port);
    peer.write(`{${members}}\n`);
    expect((await peer.answer(1)).error?.[1]).toContain('needs a number above 0');
  });

  it.each([
    ['nested lists', '['.repeat(2_000) + ']'.repeat(2_000)],
    ['an object', '{"a":1}'],
    ['a truth value', 'true'],
    ['a long text', `"${'é'.repeat(1_000)}"`],
    ['a long number', '9'.repeat(65)],
  ])('an id of %s is refused with the id null', async (_what, id) => {
    const { port } = await startStratumTest();
    const peer = await ScriptedMachine.connect(port);
    peer.write(`{"id":${id},"method":"mining.ping"}\n`);
    const { error } = await peer.answer(null);
    expect(error?.[0]).toBe(20);
    expect(error?.[1].length).toBeLessThan(200);
    expect((await peer.request('mining.ping', [])).result).toBe('pong');
  });
});

it('an address that reconnects to send more invalid lines is blocked, others are not', async () => {
  const { port, offer, event } = await startStratumTest({
    isLoopbackExempt: false,
    limits: { maxBadLinesPerAddress: 30 },
  });
  offer();
  const honest = await ScriptedMachine.start(port, 'account.honest');
  let answered = 0;
  for (let time = 0; time < 2; time++) {
    const peer = await ScriptedMachine.connect(port, '127.0.0.1', '127.0.0.2');
    peer.write('garbage\n'.repeat(100));
    await peer.closed;
    expect(peer.received.at(-1)?.error?.[1]).toBe('too many invalid Stratum lines');
    answered += peer.received.length;
  }
  // Far fewer than the 20 that each connection has for itself.
  expect(answered).toBeLessThan(38);
  const refused = await ScriptedMachine.connect(port, '127.0.0.1', '127.0.0.2');
  await refused.closed;
  expect(refused.received.at(-1)?.error?.[1]).toBe('too many invalid lines from this address');
  await event((e) => e.type === 'connection-refused' && e.refusal.kind === 'address-blocked');
  expect((await honest.request('mining.ping', [])).result).toBe('pong');
});

/** A server whose listener throws on events of the first session that `breaks` picks. */
async function startBreaking(
  breaks: (event: StratumEvent) => boolean,
  authorize?: Authorize,
): Promise<{ server: StratumServer; errors: () => Promise<LogRecord[]> }> {
  const records: LogRecord[] = [];
  const log = createLog({ level: 'info', sink: (batch) => void records.push(...batch) });
  const server = unwrap(
    await startStratumServer(
      {
        port: 0,
        interface: '127.0.0.1',
        mode: { kind: 'level', level: 0 },
        minLevel: 0,
        ...(authorize && { authorize, isAuthorizationRequired: false }),
      },
      (event) => {
        if (sessionOf(event) === 1 && breaks(event)) throw new Error('made to break');
      },
      log.logger,
    ),
  );
  onTestFinished(() => server.close());
  const errors = async (): Promise<LogRecord[]> => {
    await log.flush();
    return records.filter(({ level }) => level === 'error');
  };
  return { server, errors };
}

function sessionOf(event: StratumEvent): number | null {
  if (event.type === 'machine-changed') return event.machine.session;
  if (event.type === 'machine-measured') return event.measurement.session;
  return 'session' in event ? event.session : null;
}

const isStage =
  (stage: string) =>
  (event: StratumEvent): boolean =>
    event.type === 'machine-changed' && event.machine.stage === stage;
const isAuthorized = (event: StratumEvent): boolean =>
  event.type === 'machine-changed' && event.machine.isAuthorized;
const later: Authorize = async () => {
  await new Promise((resolve) => setImmediate(resolve));
  return { accepted: true };
};

describe('a fault while a session is handled', () => {
  it.each([
    ['at its begin', isStage('connected'), undefined],
    ['at a line', isStage('subscribed'), undefined],
    ['at a job', isStage('job-sent'), undefined],
    ['at a verdict that came later', isAuthorized, later],
    ['at a visit', ({ type }: StratumEvent) => type === 'machine-measured', undefined],
    ['at its end', ({ type }: StratumEvent) => type === 'machine-left', undefined],
  ])('%s ends that session with one line in the log', async (_when, breaks, authorize) => {
    const { server, errors } = await startBreaking(breaks, authorize);
    const broken = await ScriptedMachine.connect(server.port);
    broken.write('{"id":1,"method":"mining.subscribe","params":["test/1.0"]}\n');
    broken.write('{"id":2,"method":"mining.authorize","params":["account.rig","x"]}\n');
    if (authorize === undefined) await broken.answer(2).catch(() => undefined);
    server.offer(madeUpWork({ level: 60 }), 0, () => undefined);
    if (breaks({ type: 'machine-left' } as StratumEvent)) await broken.leave();
    await broken.closed;

    const honest = await ScriptedMachine.start(server.port, 'account.honest');
    expect((await honest.request('mining.ping', [])).result).toBe('pong');
    expect(server.sessionCount).toBe(1);
    const lines = await errors();
    expect(lines.map(({ text }) => text.includes('made to break'))).toEqual([true]);
  });

  it('refuses a machine when the check throws', async () => {
    const { server, errors } = await startBreaking(
      () => false,
      () => {
        throw new Error('made to break');
      },
    );
    const broken = await ScriptedMachine.connect(server.port);
    broken.write('{"id":1,"method":"mining.authorize","params":["account.rig","x"]}\n');
    await broken.closed;
    const other = await ScriptedMachine.connect(server.port);
    expect((await other.request('mining.ping', [])).result).toBe('pong');
    expect((await errors()).length).toBe(1);
  });
});
