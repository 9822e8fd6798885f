/** What machines send and the answers they get, over real sockets. */
import { describe, expect, it } from 'vitest';
import { decodeWorkHeader } from '../../chainweb/work-header.ts';
import { isSolved } from '../../chainweb/pow-hash.ts';
import { mkTargetLevel } from '../../chainweb/target.ts';
import { unwrap } from '../../result.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';
import { authorizeByRules } from '../access/access-rules.ts';

const NO_RULES = { allowedRigs: null, password: null, askFirst: null };

describe('the order of messages', () => {
  it('subscribe, then target and job at once, then authorize', async () => {
    const { port, offer } = await startStratumTest();
    offer();
    const machine = await ScriptedMachine.connect(port);
    await machine.subscribe();
    await machine.job();
    expect(machine.received.map(({ id, method, result }) => method ?? [id, result])).toEqual([
      [1000, [null, machine.nonce1, 6]],
      'mining.set_target',
      'mining.notify',
    ]);
    expect(machine.nonce1).toMatch(/^[0-9a-f]{4}$/);
    expect(await machine.request('mining.authorize', ['account.rig', 'x'])).toEqual({
      id: 1001,
      result: true,
      error: null,
    });
  });

  it('target and job again after each authorize answer, of the level in force', async () => {
    const { port, offer } = await startStratumTest({ mode: { kind: 'level', level: 8 } });
    offer();
    const machine = await ScriptedMachine.start(port);
    for (const name of ['one', 'two', 'two']) {
      const before = machine.received.length;
      const next = machine.nextJob();
      await machine.request('mining.authorize', [`account.${name}`, 'x']);
      const job = await next;
      const pushes = machine.received.slice(before);
      expect(pushes.map(({ method, result }) => method ?? result)).toEqual([
        true,
        'mining.set_target',
        'mining.notify',
      ]);
      expect(pushes[1]?.params).toEqual([mkTargetLevel(8).toString(16).padStart(64, '0')]);
      expect((await machine.submit(job, machine.find(job))).result).toBe(true);
    }
  });

  it('a miner that takes the first line after a request for its answer gets to mine', async () => {
    const { port, offer } = await startStratumTest({ mode: { kind: 'level', level: 8 } });
    offer();
    const machine = await ScriptedMachine.connect(port);
    await machine.subscribe();
    const early = await machine.job();
    const before = machine.received.length;
    await machine.request('mining.authorize', ['account.rig', 'x']);
    // What it reads as an answer is the target: only what follows the true answer counts.
    await machine.job(1);
    const late = machine.received.slice(before + 1);
    expect(late.map(({ method }) => method)).toEqual(['mining.set_target', 'mining.notify']);
    expect(early.target).toBe(mkTargetLevel(8));
  });

  it('authorize, then subscribe: nothing is pushed before the nonce1 is known', async () => {
    const { port, offer } = await startStratumTest();
    offer();
    const machine = await ScriptedMachine.connect(port);
    await machine.request('mining.authorize', ['account.rig', 'x']);
    await machine.request('mining.ping', []);
    expect(machine.jobs).toEqual([]);
    await machine.subscribe();
    const job = await machine.job();
    expect((await machine.submit(job, machine.find(job))).result).toBe(true);
  });

  it('no authorize at all: shares count, and name the machine', async () => {
    const { port, offer, event } = await startStratumTest();
    offer();
    const machine = await ScriptedMachine.start(port);
    const job = await machine.job();
    expect((await machine.submit(job, machine.find(job), 'account.rig')).result).toBe(true);
    const named = await event((e) => e.type === 'machine-changed' && e.machine.rig === 'rig');
    expect(named).toMatchObject({ machine: { user: 'account.rig', isAuthorized: false } });
  });

  it('subscribed before there is work: target and job come with the first work', async () => {
    const { port, offer } = await startStratumTest();
    const machine = await ScriptedMachine.connect(port);
    await machine.subscribe();
    expect(machine.received.length).toBe(1);
    offer();
    await machine.job();
    expect(machine.received.slice(1).map(({ method }) => method)).toEqual([
      'mining.set_target',
      'mining.notify',
    ]);
  });

  it.each([
    ['', undefined],
    [' with a password that it must know', authorizeByRules({ ...NO_RULES, password: 'known' })],
  ])('the conversation of the expect script%s', async (_what, authorize) => {
    // The steps of scripts/stratum.expect of chainweb-mining-client, in our own terms.
    const { port, offer } = await startStratumTest({ rateMs: 20, ...(authorize && { authorize }) });
    offer();
    const machine = await ScriptedMachine.connect(port);
    const say = (message: object): void => machine.write(`${JSON.stringify(message)}\r\n`);
    say({ id: 1, method: 'mining.authorize', params: ['wallet.one', 'known'] });
    say({ id: 2, method: 'mining.authorize', params: ['wallet.two', 'known'] });
    expect((await machine.answer(1)).result).toBe(true);
    expect((await machine.answer(2)).result).toBe(true);
    const nonces: unknown[] = [];
    for (const [id, params] of [
      [3, ['agent', null]],
      [4, ['agent']],
      [5, []],
    ] as const) {
      say({ id, method: 'mining.subscribe', params });
      nonces.push((await machine.answer(id)).result);
    }
    expect(nonces[1]).toEqual(nonces[0]);
    expect(nonces[2]).toEqual(nonces[0]);
    const third = await machine.job(2);
    expect(new Set(machine.jobs.map(({ id }) => id)).size).toBe(machine.jobs.length);
    expect(third.header.length).toBe(286);
  });
});

const PING = '{"id":8,"method":"mining.ping","params":[{}]}';

describe('a line', () => {
  it.each([
    ['\\r\\n', (line: string) => `${line}\r\n`],
    ['blank lines around it', (line: string) => `\r\n\n${line}\n\n`],
    ['NULs around it', (line: string) => `\0${line}\n\0`],
    ['no ending at all', (line: string) => line],
    ['NULs instead of an ending', (line: string) => `${line}\0\0`],
    ['\\r alone', (line: string) => `${line}\r`],
    ['another one before it on its line', (line: string) => `${PING}${line}\n`],
    ['another one before it, ended by \\r', (line: string) => `${PING}\r${line}\r`],
    ['line ends within it', (line: string) => `${line.replaceAll(',"', ',\n"')}\n`],
    ['a broken one before it', (line: string) => `{"id":1,"meth\n${line}\n`],
  ])('is understood with %s', async (_what, dress) => {
    const { port } = await startStratumTest();
    const machine = await ScriptedMachine.connect(port);
    machine.write(dress('{"id":9,"method":"mining.subscribe","params":["a\tb",null]}'));
    expect((await machine.answer(9)).error).toBeNull();
  });

  it('may come in pieces, or many at once', async () => {
    const { port, events } = await startStratumTest();
    const machine = await ScriptedMachine.connect(port);
    for (const byte of Buffer.from('{"id":1,"method":"mining.subscribe","params":["KD-BOXⅡ"]}\n')) {
      machine.socket.write(Buffer.of(byte));
    }
    await machine.answer(1);
    const agents = events.map((e) => (e.type === 'machine-changed' ? e.machine.agent : null));
    expect(agents).toContain('KD-BOXⅡ');
    const lines = Array.from({ length: 500 }, (_, i) => `{"id":"p${i}","method":"mining.ping"}\n`);
    machine.write(lines.join(''));
    await machine.answer('p499');
    const ids = machine.received.map(({ id }) => id);
    expect(ids).toEqual([1, ...lines.map((_, i) => `p${i}`)]);
  });

  it.each(['7', '"seven"', 'null', '0', '""', '12345678901234567890', '1e3', '-0.50'])(
    'has its id %s echoed',
    async (id) => {
      const { port } = await startStratumTest();
      const machine = await ScriptedMachine.connect(port);
      machine.write(`{"id":${id},"method":"mining.ping","params":[]}\n`);
      await machine.until(() => machine.received[0]);
      expect(machine.lines[0]).toBe(`{"id":${id},"result":"pong","error":null}`);
    },
  );

  it('is answered in ASCII, whatever characters came', async () => {
    const { port } = await startStratumTest();
    const machine = await ScriptedMachine.connect(port);
    await machine.subscribe();
    machine.write('{"id":"Ⅱ-ü-😀","method":"mining.submit","params":["a","é😀","1"]}\n');
    const { error } = await machine.answer('Ⅱ-ü-😀');
    expect(error).toEqual([21, expect.stringContaining('"é😀"'), null]);
    expect(machine.lines.join('')).toMatch(/^[ -~]*$/);
  });

  it.each([
    ['mining.extranonce.subscribe', [], true],
    [
      'mining.configure',
      [['version-rolling', 'minimum-difficulty'], {}],
      { 'version-rolling': false, 'minimum-difficulty': false },
    ],
    ['mining.ping', [], 'pong'],
    ['client.get_version', [], 'Heddle'],
    ['mining.suggest_difficulty', [1024], true],
    ['mining.suggest_target', ['00ff'], true],
  ])('%s gets a sensible answer', async (method, params, result) => {
    const { port } = await startStratumTest();
    const machine = await ScriptedMachine.connect(port);
    expect(await machine.request(method, params)).toEqual({ id: 1000, result, error: null });
  });

  it.each([
    '{"id":99,"method":"mining.foo","params":[]}',
    '{"id":99,"method":"mining.multi_version","params":[1],"extra":{}}',
    '{"id":99,"method":"mining.get_transactions"}',
    '{"id":99,"method":"mining.authorize","params":[7]}',
  ])('is answered and nothing breaks when it is %s', async (line) => {
    const { port, offer } = await startStratumTest();
    offer();
    const machine = await ScriptedMachine.connect(port);
    machine.write(`${line}\n`);
    const answer = await machine.answer(99);
    expect(answer).toMatchObject({ result: null, error: [20, expect.any(String), null] });
    await machine.subscribe();
    await machine.job();
  });

  it('that is not JSON is answered with id null, and the session goes on', async () => {
    const { port } = await startStratumTest();
    const machine = await ScriptedMachine.connect(port);
    machine.write('this is not json\n');
    expect(await machine.answer(null)).toMatchObject({
      result: null,
      error: [20, expect.stringContaining('not a JSON'), null],
    });
    await machine.subscribe();
  });
});

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
    const low = machine.find(job, (hash) => hash > job.target);
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
    const bad = machine.find(await machine.job(), (hash) => hash > mkTargetLevel(12));
    const { error } = await machine.request('mining.submit', ['a', 'fffff', bad]);
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
    const bad = machine.find(job, (hash) => hash > job.target);
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

describe('authorization that takes time', () => {
  it('answers when the user decided, however often it was asked for, and jobs wait for it', async () => {
    const decide: ((verdict: { accepted: true }) => void)[] = [];
    const { port, offer } = await startStratumTest({
      authorize: () => new Promise((resolve) => decide.push(resolve)),
    });
    offer();
    const machine = await ScriptedMachine.connect(port);
    await machine.subscribe();
    const answers = [1, 2].map(() => machine.request('mining.authorize', ['a.b', 'x']));
    await machine.request('mining.ping', []);
    expect(machine.received.length).toBe(2);
    expect(decide.length).toBe(2);
    for (const resolve of decide) resolve({ accepted: true });
    expect((await Promise.all(answers)).map(({ result }) => result)).toEqual([true, true]);
    await machine.job();
  });

  it('that fails refuses', async () => {
    const { port } = await startStratumTest({
      authorize: () => Promise.reject(new Error('broken')),
    });
    const machine = await ScriptedMachine.connect(port);
    expect((await machine.request('mining.authorize', ['a', 'x'])).error?.[0]).toBe(24);
  });
});

it('reports each stage that a machine passes, with its name and figures', async () => {
  const { port, offer, events, event } = await startStratumTest();
  offer({ level: 60, height: 7, chain: 3 });
  const machine = await ScriptedMachine.connect(port);
  await machine.subscribe(['kdaminer/1.0.0', null]);
  await machine.request('mining.authorize', ['k:ab.garage', 'x']);
  const job = await machine.job();
  for (let i = 0; i < 3; i++) await machine.submit(job, machine.find(job));
  await machine.leave();
  const left = await event((e) => e.type === 'machine-left');
  const stages = events.flatMap((e) => (e.type === 'machine-changed' ? [e.machine.stage] : []));
  expect([...new Set(stages)]).toEqual([
    'connected',
    'subscribed',
    'job-sent',
    'first-share',
    'mining',
  ]);
  const machines = events.flatMap((e) => (e.type === 'machine-changed' ? [e.machine] : []));
  expect(machines.at(-1)).toMatchObject({
    address: '127.0.0.1',
    agent: 'kdaminer/1.0.0',
    user: 'k:ab.garage',
    rig: 'garage',
    isAuthorized: true,
    nonce1: parseInt(machine.nonce1, 16),
    stage: 'mining',
  });
  expect(left).toMatchObject({
    reason: { kind: 'closed-by-machine' },
    measurement: {
      rig: 'garage',
      level: 0,
      shares: { accepted: 3, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 },
    },
  });
});
