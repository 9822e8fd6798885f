/** Shares that machines submit, and the answers they get, over real sockets. */
import { describe, expect, it } from 'vitest';
import { decodeWorkHeader } from '../../chainweb/work-header.ts';
import { isSolved } from '../../chainweb/pow-hash.ts';
import { unwrap } from '../../result.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';

describe('a submitted share', () => {
  it.each([
    ['user.worker, job, nonce2', (job: string, nonce2: string) => ['account.rig', job, nonce2]],
    ['no worker', (job: string, nonce2: string) => ['account', job, nonce2]],
    [
      'an extra chain, as of Goldshell 2.0.7',
      (job: string, nonce2: string) => ['a.b', job, nonce2, 5],
    ],
    ['the chain first', (job: string, nonce2: string) => [5, 'a.b', job, nonce2]],
    ['the chain first, as text', (job: string, nonce2: string) => ['5', 'a.b', job, nonce2]],
    ['a number as job id', (job: string, nonce2: string) => ['a.b', Number(job), nonce2]],
    ['an extra nonce text', (job: string, nonce2: string) => ['a.b', job, nonce2, 'ffff']],
    [
      'five params as in Bitcoin',
      (job: string, nonce2: string) => ['a.b', job, nonce2, '00', '11'],
    ],
    ['0x', (job: string, nonce2: string) => ['a.b', job, `0x${nonce2}`]],
    [
      'upper case',
      (job: string, nonce2: string) => ['a.b', job.toUpperCase(), nonce2.toUpperCase()],
    ],
    [
      'a short nonce2',
      (job: string, nonce2: string) => ['a.b', job, nonce2.replace(/^0+(?=.)/, '')],
    ],
    ['leading zeros', (job: string, nonce2: string) => ['a.b', `00${job}`, `0000${nonce2}`]],
    ['no user', (job: string, nonce2: string) => [null, job, nonce2]],
  ])('counts with %s', async (_what, params) => {
    const { port, offer, solutions } = await startStratumTest();
    offer({ level: 4 });
    const machine = await ScriptedMachine.start(port);
    const job = await machine.job();
    const nonce2 = machine.find(job, (hash) => hash < 1n << 252n);
    const answer = await machine.request('mining.submit', params(job.id, nonce2));
    expect(answer).toMatchObject({ result: true, error: null });
    // That it is this nonce which was judged shows in the block.
    const [solution] = solutions;
    expect(solution && isSolved(solution.bytes, solution.work.target)).toBe(true);
    const { nonce } = unwrap(decodeWorkHeader(solution?.bytes ?? new Uint8Array()));
    expect(nonce).toBe(BigInt(`0x${nonce2}${machine.nonce1}`));
  });

  it('counts with a worker member beside params', async () => {
    const { port, offer } = await startStratumTest();
    offer();
    const machine = await ScriptedMachine.start(port);
    const { id: job } = await machine.job();
    machine.write(`{"id":77,"method":"mining.submit","params":["a","${job}","01"],"worker":"b"}\n`);
    expect((await machine.answer(77)).result).toBe(true);
  });

  it('is refused with 20 when nonce2 is too long or no number, with the reason', async () => {
    const { port, offer } = await startStratumTest();
    offer();
    const machine = await ScriptedMachine.start(port);
    const job = await machine.job();
    const long = await machine.submit(job, '1000000000000');
    expect(long).toMatchObject({
      result: false,
      error: [20, expect.stringContaining('too long'), null],
    });
    const odd = await machine.submit(job, 'nonsense');
    expect(odd.error).toEqual([20, expect.stringContaining('not a hexadecimal'), null]);
  });

  it('that is refused is answered with false and the error, whatever is wrong with it', async () => {
    const { port, offer } = await startStratumTest({ mode: { kind: 'level', level: 8 } });
    offer();
    const machine = await ScriptedMachine.connect(port);
    const early = await machine.request('mining.submit', ['a', '1', '01']);
    await machine.subscribe();
    const job = await machine.job();
    const good = machine.find(job);
    await machine.submit(job, good);
    const low = machine.findMiss();
    const answers = [early];
    for (const params of [
      ['a', job.id, 'nonsense'],
      ['a', job.id, good],
      ['a', job.id, low],
      ['a', 'fffff', low],
      ['a', job.id],
      [],
    ]) {
      answers.push(await machine.request('mining.submit', params));
    }
    expect(answers.map(({ result, error }) => [result, error?.[0], error?.[2]])).toEqual(
      [25, 20, 22, 23, 21, 20, 20].map((code) => [false, code, null]),
    );
  });

  it('is refused with 21 for an unknown job', async () => {
    const { port, offer } = await startStratumTest({ mode: { kind: 'level', level: 12 } });
    offer();
    const machine = await ScriptedMachine.start(port);
    await machine.job();
    const { error } = await machine.request('mining.submit', ['a', 'fffff', machine.findMiss()]);
    expect(error).toEqual([21, expect.stringContaining('Unknown job "fffff"'), null]);
  });

  it('is refused with 21 when its parent was superseded, not when it was only refreshed', async () => {
    const { port, offer, event } = await startStratumTest();
    offer({ level: 60, parent: 'a', height: 1 });
    const machine = await ScriptedMachine.start(port);
    const first = await machine.job(0);
    offer({ level: 60, parent: 'a', height: 1, payload: 'refreshed' });
    await machine.job(1);
    expect((await machine.submit(first, machine.find(first))).result).toBe(true);
    offer({ level: 60, parent: 'b', height: 2 });
    await machine.job(2);
    const stale = await machine.submit(first, machine.find(first));
    expect(stale).toMatchObject({
      result: false,
      error: [21, expect.stringContaining('Stale'), null],
    });
    await machine.leave();
    const left = await event((e) => e.type === 'machine-left');
    expect(left).toMatchObject({ measurement: { shares: { accepted: 1, stale: 1 } } });
  });

  it('is refused with 22 the second time', async () => {
    const { port, offer } = await startStratumTest();
    offer();
    const machine = await ScriptedMachine.start(port);
    const job = await machine.job();
    expect((await machine.submit(job, '000000000001')).result).toBe(true);
    expect((await machine.submit(job, '0x1')).error).toEqual([22, expect.any(String), null]);
  });

  it('is refused with 23 when its hash is above the target of its job', async () => {
    const { port, offer } = await startStratumTest({ mode: { kind: 'level', level: 8 } });
    offer();
    const machine = await ScriptedMachine.start(port);
    const job = await machine.job();
    const bad = machine.findMiss();
    expect((await machine.submit(job, bad)).error).toEqual([
      23,
      expect.stringMatching(/^Low difficulty: .* asks for 8\.0$/),
      null,
    ]);
    expect((await machine.submit(job, machine.find(job))).result).toBe(true);
  });

  it('is refused with 24 from a machine that had to authorize and did not', async () => {
    const { port, offer, solutions } = await startStratumTest({
      authorize: ({ password }) =>
        password === 'secret'
          ? { accepted: true }
          : { accepted: false, refusal: { kind: 'wrong-password' } },
    });
    offer({ level: 1 });
    const machine = await ScriptedMachine.connect(port);
    await machine.subscribe();
    const refused = await machine.request('mining.authorize', ['a.b', 'guess']);
    expect(refused).toMatchObject({
      result: null,
      error: [24, 'Not authorized: the password is wrong', null],
    });
    expect(machine.jobs).toEqual([]);

    const friend = await ScriptedMachine.connect(port);
    await friend.subscribe();
    expect((await friend.request('mining.authorize', ['c.d', 'secret'])).result).toBe(true);
    const job = await friend.job();
    const bad = machine.find(job, (hash) => hash >> 255n === 1n);
    expect((await machine.submit(job, bad)).error?.[0]).toBe(24);
    // A block counts from any machine.
    const block = machine.find(job, (hash) => hash >> 255n === 0n);
    expect((await machine.submit(job, block)).result).toBe(true);
    expect(solutions.length).toBe(1);
  });

  it('is refused with 25 before subscribe', async () => {
    const { port, offer } = await startStratumTest();
    offer();
    const machine = await ScriptedMachine.connect(port);
    const { error } = await machine.request('mining.submit', ['a', '1', '01']);
    expect(error).toEqual([25, expect.stringContaining('mining.subscribe'), null]);
  });
});
