/** The contract with real processes: programs that people use, and what can go wrong with them. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { isSolved } from '../../chainweb/pow-hash.ts';
import { targetFromBe } from '../../chainweb/target.ts';
import { unwrap } from '../../result.ts';
import { HandClock } from '../../tests/hand-clock.ts';
import { madeUpWork } from '../../tests/made-up-work.ts';
import { NONCE, atOnce, easy, externalTest, hard, never } from './tests/external-test.ts';

const test = externalTest();
const { workerOf, failureOf } = test;

describe('programs that people use', () => {
  it.each(['argv-and-stdin', 'environment'] as const)(
    'solves with one that uses %s',
    async (name) => {
      const work = madeUpWork({ level: 8 });
      const solution = unwrap(await workerOf(test.scripts.command(name)).solve(work, never));
      expect(solution.work).toBe(work);
      expect(isSolved(solution.bytes, work.target)).toBe(true);
      // Only the nonce is new: the creation time is kept, too.
      const { length } = work.bytes;
      expect(solution.bytes.subarray(0, length - 8)).toEqual(work.bytes.subarray(0, length - 8));
    },
  );

  it('counts the rate that it reported last, also in a search that is replaced', async () => {
    const command = `f() { case $1 in ffff*) printf '${NONCE} 1 5000';; *) sleep 60;; esac; }; f`;
    const worker = workerOf(command);
    unwrap(await worker.solve(easy, never));
    const preemption = new AbortController();
    const search = worker.solve(hard, preemption.signal);
    const counts = () =>
      test.events.flatMap((e) => (e.type === 'hashes-tried' ? [e.hashes / e.elapsedMs] : []));
    await vi.waitFor(() => expect(counts().length).toBe(2), 20_000);
    preemption.abort();
    expect((await search).ok).toBe(false);
    expect(counts()[1]).toBeCloseTo(5);
    expect(counts().length).toBe(3);
  });

  it('counts a rate on its error output before any answer, from the start of its search', async () => {
    const go = join(test.scripts.path, 'go');
    const command = `echo 'GPU0 fan 40%' >&2; until [ -e '${go}' ]; do sleep 0.02; done; echo 'GPU0: 2.5 MH/s' >&2; sleep 60; true`;
    const clock = new HandClock();
    const setting = { externalWorkerRatePattern: String.raw`: (\d+\.\d+) MH/s` };
    const preemption = new AbortController();
    const search = workerOf(command, setting, clock).solve(hard, preemption.signal);
    await vi.waitFor(() => expect(clock.waiting).toBe(1), 20_000);
    clock.pass(1_500);
    await writeFile(go, '');
    const reported = () => test.events.filter(({ type }) => type === 'rate-reported');
    await vi.waitFor(() => expect(reported()).toHaveLength(1), 20_000);
    clock.pass(750);
    preemption.abort();
    await search;
    expect(reported()).toEqual([{ type: 'rate-reported', worker: 'External 3' }]);
    // All of the time counts, also that before the first rate, and none of it twice.
    expect(test.events.filter(({ type }) => type === 'hashes-tried')).toMatchObject([
      { elapsedMs: 2_000, hashes: 5e6 },
      { elapsedMs: 250, hashes: 625_000 },
    ]);
  });

  it('keeps searching when the pattern does not finish on a line', async () => {
    const command = `for i in 1 2 3 4; do echo ${'a'.repeat(60)}! >&2; done; sleep 1; echo ${NONCE}; true`;
    const worker = workerOf(command, { externalWorkerRatePattern: '(a+)+$' });
    unwrap(await worker.solve(easy, never));
    await test.log.flush();
    const warnings = test.records.filter(({ level }) => level === 'warn');
    expect(warnings.map(({ text }) => text)).toEqual([
      expect.stringContaining('externalWorkerRatePattern'),
    ]);
  });

  it('reports the hashes of one that counts them, and none of one that does not', async () => {
    await workerOf(test.scripts.command('argv-and-stdin')).solve(madeUpWork({ level: 4 }), never);
    const [, hashes] = test.events;
    expect(hashes).toMatchObject({ type: 'hashes-tried', worker: 'External 3' });
    expect(hashes?.type === 'hashes-tried' && hashes.hashes).toBeGreaterThan(0);
    const before = test.events.length;
    await workerOf(`echo ${NONCE} 12; true`).solve(easy, never);
    expect(test.events.slice(before).map(({ type }) => type)).toEqual(['engine-chosen']);
  });

  it('gives arguments, input and environment, and the user’s variables win', async () => {
    process.env.HEDDLE_TEST_INHERITED = 'yes';
    const report = join(test.scripts.path, 'report.json');
    const work = { ...madeUpWork({ level: 0, chain: 7, height: 12 }), versionName: 'testnet04' };
    const worker = workerOf(`${test.scripts.command('report')} -d 0 'a b'`, {
      externalWorkerEnvironment: { REPORT: report, CHAINWEB_HEIGHT: 'mine' },
    });
    unwrap(await worker.solve(work, never));
    delete process.env.HEDDLE_TEST_INHERITED;
    const { argv, env, input } = JSON.parse(await readFile(report, 'utf8')) as {
      argv: string[];
      env: Record<string, string>;
      input: string;
    };
    const bytes = Buffer.from(work.bytes).toString('hex');
    expect(argv).toEqual(['-d', '0', 'a b', 'ff'.repeat(32)]);
    expect(input).toBe(bytes);
    expect(env).toMatchObject({
      HEDDLE_TEST_INHERITED: 'yes',
      PATH: process.env.PATH,
      CHAINWEB_TARGET: 'ff'.repeat(32),
      CHAINWEB_TARGET_BE: 'ff'.repeat(32),
      CHAINWEB_LEVEL: '0',
      CHAINWEB_DIFFICULTY: '1',
      CHAINWEB_WORK: bytes,
      CHAINWEB_CHAIN_ID: '7',
      CHAINWEB_HEIGHT: 'mine',
      CHAINWEB_VERSION: 'testnet04',
      CHAINWEB_WORKER_ID: '3',
    });
  });

  // The texts are those of the real client (its documents name the first, it prints the second).
  it.each([
    ['le-bytes', '492489f66d565a71a5c4497b2bc99fe58b62733952d913ac1501000000000000'],
    ['haskell', '715a566df6892449e59fc92b7b49c4a5ac13d9523973628b0000000000000115'],
  ] as const)('gives the target in the form %s as its last argument', async (form, text) => {
    const report = join(test.scripts.path, `report-${form}.json`);
    const worker = workerOf(test.scripts.command('report'), {
      externalWorkerTargetFormat: form,
      externalWorkerEnvironment: { REPORT: report },
    });
    const digits = '0000000000000115ac13d9523973628be59fc92b7b49c4a5715a566df6892449';
    const target = targetFromBe(Buffer.from(digits, 'hex'));
    await worker.solve(madeUpWork({ target }), never);
    const { argv } = JSON.parse(await readFile(report, 'utf8')) as { argv: string[] };
    expect(argv).toEqual([text]);
  });

  it('logs the error output line by line', async () => {
    await workerOf(`printf 'one\\n\\033[31mtwo\\033[0m\\r\\nlast' >&2; echo ${NONCE}; true`).solve(
      easy,
      never,
    );
    await test.log.flush();
    const lines = test.records.filter(({ text }) => !text.startsWith('(about'));
    expect(lines.map(({ level, text }) => `${level} ${text}`)).toEqual([
      'debug one',
      'debug two',
      'debug last',
      `info received nonce ${NONCE}`,
    ]);
    // Without a pattern no rate is looked for.
    expect(test.events.map(({ type }) => type)).toEqual(['engine-chosen']);
  });
});

describe('a program that misbehaves', () => {
  it.each([
    ['prints nothing', 'true', 'expected nonce from miner, got: '],
    ['prints garbage', 'echo no nonce; true', 'failed to decode nonce bytes: "no"'],
    ['prints half a byte', 'echo 00000000000000000; true', 'failed to decode nonce bytes: '],
    ['prints a short nonce', 'echo 00112233445566; true', 'process returned short nonce (14'],
    ['prints a long nonce', `echo ${NONCE}00; true`, 'process returned short nonce (18'],
    ['prints white space first', `echo ' ${NONCE}'; true`, 'process returned short nonce ('],
    ['fails', `echo ${NONCE}; exit 3;`, 'External worker failed with code: 3'],
    ['is not there', './no-such-program-here', 'External worker failed with code: 127'],
    ['crashes', 'kill -s SEGV $$;', 'External worker failed with code: -11 (ended by SIGSEGV)'],
  ])('is explained when it %s', async (_what, command, reason) => {
    expect(await failureOf(command)).toContain(reason);
  });

  it('is explained with its last words, if it has any', async () => {
    const failed = 'External worker failed with code: 1';
    expect(await failureOf('exit 1;')).toBe(failed);
    expect(await failureOf('echo "no GPU" >&2; exit 1;')).toBe(
      `${failed} - its last words: no GPU`,
    );
  });

  it.each([
    ['true', 'no-output', ''],
    ['echo no nonce; true', 'no-nonce', '"no nonce"'],
    [`echo ' ${NONCE}'; true`, 'no-nonce', `" ${NONCE}"`],
    ['exit 3;', 'exit-code', '3'],
    ['exec 0<&-; exit 4;', 'exit-code', '4'],
    ['./no-such-program-here', 'command-not-found', ''],
    ['/etc/passwd', 'command-not-runnable', ''],
    ['kill -s SEGV $$;', 'crashed', 'SIGSEGV'],
    ['yes', 'endless-output', ''],
    [`true ${'x'.repeat(3_000_000)}`, 'not-started', 'spawn E2BIG'],
  ])('has its own kind of fault (%#)', async (command, kind, detail) => {
    const result = await workerOf(command).solve(easy, never);
    expect(result).toMatchObject({ error: { fault: { kind, detail } } });
  });

  it('is reported with its last line of error output', async () => {
    const result = await workerOf('echo "no GPU" >&2; exit 1;').solve(easy, never);
    expect(result).toMatchObject({ error: { fault: { lastWords: 'no GPU' } } });
  });

  it('is explained when its nonce is wrong', async () => {
    const reason = await failureOf('echo 00000000000000ab; true', madeUpWork({ level: 200 }));
    expect(reason).toContain('wrong nonce: 00000000000000ab');
    const result = await workerOf('echo 00000000000000ab; true').solve(hard, never);
    const fault = { kind: 'wrong-nonce', detail: '00000000000000ab', lastWords: null };
    expect(result).toMatchObject({ error: { fault } });
  });

  it('is explained when the system cannot start it', async () => {
    const reason = await failureOf(`true ${'x'.repeat(3_000_000)}`);
    expect(reason).toMatch(/^it could not be started: .*E2BIG/);
  });

  it('is tried again with the next work when the system could not start it', async () => {
    const worker = workerOf(`true ${'x'.repeat(3_000_000)}`);
    const failure = { error: { kind: 'failed', fault: { kind: 'not-started' } } };
    for (const work of [easy, hard]) expect(await worker.solve(work, never)).toMatchObject(failure);
    await worker.close();
  });

  it('works even when it does not read its input', async () => {
    const worker = workerOf(`exec 0<&-; echo ${NONCE}; true`);
    // Enough attempts for the pipe to be closed before, while and after it is written.
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect((await worker.solve(easy, never)).ok).toBe(true);
    }
  });

  it('is ended when its output does not end', async () => {
    expect(await failureOf('yes')).toContain('more than 1 MiB');
  });

  it('may flood its error output: the log gets a few lines, and a search still ends at once', async () => {
    const abort = new AbortController();
    const search = workerOf('yes >&2; true').solve(easy, abort.signal);
    await vi.waitFor(() => expect(test.records.length).toBeGreaterThan(100), 10_000);
    abort.abort();
    expect(await atOnce(search)).toEqual({ ok: false, error: { kind: 'preempted' } });
    expect(test.records.length).toBeLessThan(1_000);
  });
});
