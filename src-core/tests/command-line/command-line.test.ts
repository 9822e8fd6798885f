/**
 * Every option in every form, every key, every default, every merge rule and every refusal, given to
 * the real program as a child process and compared with the facts of command-line-rows.ts.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { negated } from '../../config/setting-flags.ts';
import { DEFAULT_CONFIG } from '../../config/miner-config.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import type { ConfigKey } from '../../config/settings-table.ts';
import { runProgram } from './child-program.ts';
import type { ProgramRun } from './child-program.ts';
import { REFUSALS } from './command-line-refusals.ts';
import { MERGES } from './command-line-merges.ts';
import type { Given } from './command-line-merges.ts';
import { DEFAULTS, FILE_LINES, VALUES } from './command-line-rows.ts';
import { SETTING_OPTIONS } from './setting-options.ts';
import type { SettingOption } from './setting-options.ts';

/** For some hundred children, on a busy machine too. */
const PATIENCE_MS = 900_000;
/** Children that run at the same time. */
const AT_ONCE = 4;

/** One fact about one key. */
interface Row {
  readonly key: ConfigKey;
  readonly args: readonly string[];
  readonly value: unknown;
}

let folder = '';
const served = new Map<string, string>();
const server = createServer((request, response) => {
  const text = served.get(request.url ?? '');
  if (text === undefined) {
    response.writeHead(404).end();
  } else {
    const type = request.url?.endsWith('json') === true ? 'application/json' : 'text/yaml';
    response.writeHead(200, { 'content-type': type }).end(text);
  }
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-command-'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

/** Makes the files of a row, in a folder of its own, and runs the program on its arguments. */
async function run(number: number, { files = {}, args }: Given): Promise<ProgramRun> {
  const place = join(folder, `row-${number}`);
  await mkdir(place, { recursive: true });
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const [name, text] of Object.entries(files)) {
    if (name.startsWith('http/')) served.set(`/${number}/${name.slice(5)}`, text);
    else await writeFile(join(place, name), text);
  }
  const located = args.map((word) => {
    if (word.startsWith('http/')) return `${root}/${number}/${word.slice(5)}`;
    return Object.hasOwn(files, word) ? join(place, word) : word;
  });
  return runProgram(located);
}

let rowsRun = 0;

async function configOf(given: Given): Promise<unknown> {
  const ended = await run((rowsRun += 1), {
    ...given,
    args: [...given.args, '--print-config'],
  });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return parseYaml(ended.stdout);
}

/** Carries out all jobs, a few at the same time. */
async function all(jobs: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = jobs[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const job of waiting) await job();
    }),
  );
}

/** Rows that speak of different keys share a child: what each of them does is still seen. */
function batches(rows: readonly Row[]): Row[][] {
  const made: Row[][] = [];
  for (const row of rows) {
    const free = made.find((batch) => batch.every(({ key }) => key !== row.key));
    if (free === undefined) made.push([row]);
    else free.push(row);
  }
  return made;
}

const expected = (rows: readonly Row[], others: MinerConfig = DEFAULTS): object => ({
  ...others,
  ...Object.fromEntries(rows.map(({ key, value }) => [key, value])),
});

function optionOf(key: ConfigKey): SettingOption {
  const option = SETTING_OPTIONS.find((each) => each.key === key);
  if (option === undefined) throw new Error(`${key} has no option`);
  return option;
}

/** A value in all forms: `--long text`, `--long=text`, `-l text`, `-ltext`. */
function forms([key, given, value]: (typeof VALUES)[number]): Row[] {
  const texts = typeof given === 'string' ? [given] : given;
  const { long, short } = optionOf(key);
  const rows = [
    texts.flatMap((text) => [long, text]),
    texts.map((text) => `${long}=${text}`),
    ...(short === null
      ? []
      : [texts.flatMap((text) => [short, text]), texts.map((text) => `${short}${text}`)]),
  ];
  return rows.map((args) => ({ key, args, value }));
}

const FLAGS = SETTING_OPTIONS.filter(({ metavar }) => metavar === null);

it('has a row for every key', () => {
  expect(DEFAULT_CONFIG).toEqual(DEFAULTS);
  const covered = [...VALUES.map(([key]) => key), ...FLAGS.map(({ key }) => key)];
  expect(new Set(covered)).toEqual(new Set(Object.keys(DEFAULTS)));
  const shorts = SETTING_OPTIONS.flatMap(({ long, short }) => (short ? [`${long} ${short}`] : []));
  expect(shorts).toEqual([
    ...['--public-key -k', '--account -a', '--worker -w', '--thread-count -c', '--node -n'],
    ...['--tls -t', '--insecure -x', '--stratum-rate -s', '--hash-rate -r', '--log-level -l'],
  ]);
});

it(
  'takes every option with a value, long and short, apart and attached',
  async () => {
    await all(
      batches(VALUES.flatMap(forms)).map((rows) => async () => {
        const config = await configOf({ args: rows.flatMap(({ args }) => args) });
        expect(config).toEqual(expected(rows));
      }),
    );
  },
  PATIENCE_MS,
);

it(
  'takes every flag, long and short, and its opposite over a file that says true',
  async () => {
    const on: MinerConfig = {
      ...DEFAULTS,
      ...Object.fromEntries(FLAGS.map(({ key }) => [key, true])),
    };
    const yes = FLAGS.map(({ key }) => `${key}: true\n`).join('');
    await all([
      async () => {
        const rows = FLAGS.map(({ key, long }) => ({ key, args: [long], value: true }));
        expect(await configOf({ args: rows.flatMap(({ args }) => args) })).toEqual(on);
      },
      async () => {
        const rows = FLAGS.flatMap(({ key, short }) =>
          short === null ? [] : [{ key, args: [short], value: true }],
        );
        const config = await configOf({ args: rows.flatMap(({ args }) => args) });
        expect(config).toEqual(expected(rows));
      },
      async () => {
        const files = { 'flags.yaml': yes };
        expect(await configOf({ files, args: ['--config-file', 'flags.yaml'] })).toEqual(on);
      },
      // Each alone: the others stay as the file has them.
      ...FLAGS.map(({ key, long }) => async () => {
        const files = { 'flags.yaml': yes };
        const args = ['--config-file', 'flags.yaml', negated(long)];
        expect(await configOf({ files, args })).toEqual({ ...on, [key]: false });
      }),
    ]);
  },
  PATIENCE_MS,
);

it(
  'reads every key from a file, in YAML and in JSON',
  async () => {
    const lines: Row[] = [
      ...VALUES.map(([key, , value]) => ({ key, args: [JSON.stringify(value)], value })),
      ...FLAGS.map(({ key }) => ({ key, args: ['true'], value: true })),
      ...FILE_LINES.map(([key, text, value]) => ({ key, args: [text], value })),
    ];
    const json = lines.filter(({ args: [text = ''] }) => isJson(text));
    await all([
      ...batches(lines).map((rows) => async () => {
        const text = rows.map(({ key, args: [value] }) => `${key}: ${value}\n`).join('');
        const given = { files: { 'a.yaml': text }, args: ['--config-file', 'a.yaml'] };
        expect(await configOf(given)).toEqual(expected(rows));
      }),
      ...batches(json.filter(({ args: [text], value }) => text === JSON.stringify(value))).map(
        (rows) => async () => {
          const text = JSON.stringify(
            Object.fromEntries(rows.map(({ key, value }) => [key, value])),
          );
          const given = { files: { 'a.json': text }, args: ['--config-file', 'a.json'] };
          expect(await configOf(given)).toEqual(expected(rows));
        },
      ),
    ]);
  },
  PATIENCE_MS,
);

it(
  'puts sources together: files in their order, then options',
  async () => {
    await all(
      MERGES.map(([given, differs]) => async () => {
        expect(await configOf(given), JSON.stringify(given)).toEqual({ ...DEFAULTS, ...differs });
      }),
    );
  },
  PATIENCE_MS,
);

it(
  'refuses what is wrong with one message and status 1, and prints and starts nothing',
  async () => {
    await all(
      REFUSALS.map(([given, said]) => async () => {
        const ended = await run((rowsRun += 1), given);
        expect(ended, JSON.stringify(given)).toMatchObject({ code: 1, stdout: '' });
        expect(ended.stderr).toContain(said);
        expect(ended.stderr).not.toMatch(/^ {4}at /m);
      }),
    );
  },
  PATIENCE_MS,
);

function isJson(text: string): boolean {
  return /^["[{\d]|^(true|false|null)$/.test(text) && !text.includes('x') && !text.includes('#');
}
