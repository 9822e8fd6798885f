/** The practice node as a program: what its options do, what it logs, and how it ends. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogSink } from '../logging/logger.ts';
import { collected } from '../tests/collected-run.ts';
import type { InsideRun } from '../tests/collected-run.ts';
import { KEY, MINER, api, ask, readJob } from './tests/mini-client.ts';
import { runPracticeProgram } from './practice-program.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-practice-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Served extends InsideRun {
  readonly log: readonly string[];
}

/**
 * Serves on a free port until `use` is done, and stops it then by a signal, or as `use` does. `readerOf` gets what
 * says that the reader of the log is gone, before anything is served.
 */
async function served(
  options: readonly string[],
  use?: (url: string, ends: { gone(): void }) => Promise<unknown>,
  readerOf: (gone: () => void) => void = () => undefined,
): Promise<Served> {
  const log: string[] = [];
  const before = new Set(process.listeners('SIGTERM'));
  let used = null as Promise<unknown> | null;
  const run = await collected(() =>
    runPracticeProgram(['--port', '0', ...options], ({ format, onGone }): LogSink => {
      expect(format).toBe('text');
      readerOf(onGone);
      const stop = (): void => {
        for (const listener of process.listeners('SIGTERM')) {
          if (!before.has(listener)) listener('SIGTERM');
        }
      };
      return (batch) => {
        for (const { level, tags, text } of batch) log.push([level, ...tags, text].join(' '));
        const url = /practice network \S+ on (\S+)/.exec(log.join('\n'))?.[1];
        if (url === undefined || used !== null) return;
        used = use?.(url, { gone: onGone }) ?? Promise.resolve();
        used.catch(() => undefined).finally(stop);
      };
    }),
  );
  if (use !== undefined && used === null) throw new Error(`it did not serve: ${run.stderr}`);
  await used;
  return { ...run, log };
}

const client = (url: string, graph = 'singleton') => api(url, `practice-${graph}`);
const SMALL = ['--graph', 'singleton'];

describe('the practice node program', () => {
  it('serves until a signal, in memory', async () => {
    let url = '';
    const run = await served(['--graph', 'pair', '--block-delay', '2.5'], async (at) => {
      url = at;
      const info = JSON.parse((await ask(`${at}/info`)).text) as unknown;
      expect(info).toMatchObject({ nodeVersion: 'practice-pair', nodeBlockDelay: 2_500_000 });
    });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(run).toEqual({
      ...{ code: 0, stdout: '', stderr: '' },
      log: [
        `info Practice Node practice network practice-pair on ${url}`,
        'info Practice Node blocks are kept in memory only',
        'info Practice Node stopping',
        'info Practice Node stopped',
      ],
    });
  });

  it('has twenty chains, a block of each in a minute, that pay nothing, by default', async () => {
    await served([], async (url) => {
      const info = JSON.parse((await ask(`${url}/info`)).text) as unknown;
      expect(info).toMatchObject({ nodeVersion: 'practice', nodeBlockDelay: 60_000_000 });
    });
  });

  it.each([
    ['refuses work without proof of work', [], 400],
    ['accepts it with --disable-pow', ['--disable-pow'], 200],
  ] as const)('%s', async (_what, options, status) => {
    const mine = async (url: string): Promise<void> => {
      const { work } = readJob((await client(url).work()).body);
      expect((await client(url).solved(work)).status).toBe(status);
    };
    const levelsOf = ({ log }: Served): Set<string | undefined> =>
      new Set(log.map((line) => line.split(' ')[0]));
    expect(levelsOf(await served([...SMALL, ...options], mine))).toEqual(new Set(['info']));
    const all = await served([...SMALL, ...options, '--log-level', 'debug'], mine);
    expect(levelsOf(all)).toEqual(new Set(['info', 'debug']));
  });

  it('asks for as much work as was said, and pays as much', async () => {
    const options = ['--first-difficulty', '1', '--reward', '7', '--disable-pow'];
    await served([...SMALL, ...options], async (url) => {
      const { work, target } = readJob((await client(url).work()).body);
      expect(target).toBe(2n ** 256n - 1n);
      await client(url).solved(work);
      const blocks = JSON.parse((await client(url).get('chain/0/block?minheight=1')).text) as {
        items: { payloadWithOutputs: { coinbase: string } }[];
      };
      const [{ payloadWithOutputs } = { payloadWithOutputs: { coinbase: '' } }] = blocks.items;
      const coinbase = Buffer.from(payloadWithOutputs.coinbase, 'base64url').toString();
      expect(JSON.parse(coinbase)).toMatchObject({ events: [{ params: ['', MINER.account, 7] }] });
    });
  });

  it('lets only the named keys mine', async () => {
    const other = 'cd'.repeat(32);
    const keys = ['--public-key', KEY.toUpperCase(), other];
    await served([...SMALL, ...keys], async (url) => {
      const statusOf = async (key: string): Promise<number> =>
        (await client(url).work({ ...MINER, account: `k:${key}`, 'public-keys': [key] })).status;
      expect(await statusOf(KEY)).toBe(200);
      expect(await statusOf(other)).toBe(200);
      expect(await statusOf('ef'.repeat(32))).toBe(403);
    });
  });

  it('keeps its blocks in a folder, until they are discarded', async () => {
    const options = [...SMALL, '--disable-pow', '--data-dir', folder];
    const heightAt = async (url: string): Promise<unknown> =>
      (JSON.parse((await client(url).get('cut')).text) as { height: unknown }).height;
    const run = await served(options, async (url) => {
      await client(url).solved(readJob((await client(url).work()).body).work);
      expect(await heightAt(url)).toBe(1);
      const second = await served(options);
      expect(second.code).toBe(1);
      expect(second.log).toEqual([
        expect.stringMatching(
          /^error Practice Node the practice chains in \S+practice\.db cannot be used: a practice network \(process \d+, since [-\d: ]+\) uses it$/,
        ),
      ]);
    });
    expect(run.log.join('\n')).not.toContain('in memory');
    await served(options, async (url) => expect(await heightAt(url)).toBe(1));
    await served([...options, '--reset'], async (url) => expect(await heightAt(url)).toBe(0));
  });

  it('names an address where it cannot listen', async () => {
    const run = await served([...SMALL, '--interface', '203.0.113.9', '--log-level', 'error']);
    expect(run.code).toBe(1);
    expect(run.log).toEqual([
      expect.stringMatching(
        /^error Practice Node cannot listen on 203\.0\.113\.9 port 0: .*EADDRNOTAVAIL/,
      ),
    ]);
  });

  it.each<[string, () => Promise<Served>]>([
    ['before it listens', () => served(SMALL, undefined, (gone) => gone())],
    ['later', () => served(SMALL, (url, { gone }) => ask(`${url}/info`).then(gone))],
  ])('ends where the reader of its log is gone %s', async (_, run) => {
    expect(await run()).toMatchObject({
      ...{ code: 141, stdout: '' },
      stderr: 'The reader of the log on stdout is gone: the practice node ends.\n',
    });
  });

  it.each([
    [['--port', '70000'], 'whole number from 0 to 65535'],
    [['--port', '1e3'], 'whole number from 0 to 65535'],
    [['--port', '-1'], 'whole number from 0 to 65535'],
    [['--first-difficulty', '0'], 'whole number from 1 to 9007199254740991'],
    [['--reward', '1000001'], 'whole number from 0 to 1000000'],
    [['--graph', 'cube'], 'Allowed choices are singleton, pair'],
    [['--block-delay', '0'], 'Expected seconds, from 0.001 to 86400.'],
    [['--block-delay', '86401'], 'Expected seconds, from 0.001 to 86400.'],
    [['--block-delay', ' '], 'Expected seconds, from 0.001 to 86400.'],
    [['--public-key', 'xyz'], 'Expected 64 digits 0-9 and letters a-f.'],
    [['--log-level', 'loud'], 'Allowed choices are quiet, error, warn, info, debug'],
    [['stray'], 'too many arguments'],
    [['--nonsense'], "unknown option '--nonsense'"],
  ])('refuses %j', async (options, text) => {
    const run = await served(options);
    expect(run).toMatchObject({ code: 1, stdout: '', log: [] });
    expect(run.stderr).toMatch(/^error: [^\n]+\n$/);
    expect(run.stderr).toContain(text);
  });

  it.each([
    ['--block-delay', '0.001', 1_000],
    ['--block-delay', '86400', 86_400_000_000],
  ])('takes %s %s', async (option, value, nodeBlockDelay) => {
    await served([...SMALL, option, value], async (url) => {
      const info = JSON.parse((await ask(`${url}/info`)).text) as unknown;
      expect(info).toMatchObject({ nodeBlockDelay });
    });
  });

  it('prints its help', async () => {
    const { code, stdout, stderr } = await served(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    const words = stdout.replace(/\s+/g, ' ');
    expect(words).toMatch(
      /^Usage: practice-node \[options\] A small chainweb network of your own\. /,
    );
    for (const line of [
      '--port <n> TCP port, 0 for any free one (default: 1848)',
      '--interface <address> address to listen on (default: "127.0.0.1")',
      '--graph <name> chains (choices: "singleton", "pair",',
      '--block-delay <s> seconds per block of one chain (3 times the chains)',
      '--first-difficulty <n> hashes per block until the first adjustment (50000000)',
      '--reward <coins> coins that each block pays (0)',
      '--data-dir <folder> keep the blocks here; by default in memory only',
      '--public-key <key...> keys that may mine, each as account k:KEY; by default any account',
      '--disable-pow accept blocks without proof of work',
      '--reset discard the blocks and start over',
      '--log-level <level> how much to log (choices:',
    ]) {
      expect(words).toContain(` ${line}`);
    }
  });
});
