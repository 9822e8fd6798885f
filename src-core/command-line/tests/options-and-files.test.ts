/**
 * Every option in every form, every key, every default, every merge rule and every refusal, given to
 * the program and compared with the facts of command-line-rows.ts.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { negated } from '../../config/setting-flags.ts';
import { DEFAULT_CONFIG } from '../../config/miner-config.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import type { ConfigKey } from '../../config/settings-table.ts';
import { serveHttp } from '../../tests/loopback-server.ts';
import type { LoopbackServer } from '../../tests/loopback-server.ts';
import { REFUSALS } from './command-line-refusals.ts';
import { from, MERGES } from './command-line-merges.ts';
import type { Given } from './command-line-merges.ts';
import { DEFAULTS, FILE_LINES, VALUES } from './command-line-rows.ts';
import { runInside } from './run-inside.ts';
import type { InsideRun } from '../../tests/collected-run.ts';
import { SETTING_OPTIONS } from './setting-options.ts';
import type { SettingOption } from './setting-options.ts';

/** One fact about one key. */
interface Row {
  readonly key: ConfigKey;
  readonly args: readonly string[];
  readonly value: unknown;
}

let folder = '';
const served = new Map<string, string>();
let server: LoopbackServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-command-'));
  server = await serveHttp(({ url = '' }, response) => {
    const text = served.get(url);
    if (text === undefined) {
      response.writeHead(404).end();
    } else {
      const type = url.endsWith('json') ? 'application/json' : 'text/yaml';
      response.writeHead(200, { 'content-type': type }).end(text);
    }
  });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Makes the files of a row, in a folder of its own, and runs the program on its arguments. */
async function run(number: number, { files = {}, args }: Given): Promise<InsideRun> {
  const place = join(folder, `row-${number}`);
  await mkdir(place, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    if (name.startsWith('http/')) served.set(`/${number}/${name.slice(5)}`, text);
    else await writeFile(join(place, name), text);
  }
  const located = args.map((word) => {
    if (word.startsWith('http/')) return `http://${server.address}/${number}/${word.slice(5)}`;
    return Object.hasOwn(files, word) ? join(place, word) : word;
  });
  return runInside(located);
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

/** Rows that speak of different keys share a run: what each of them does is still seen. */
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

it('takes every option with a value, long and short, apart and attached', async () => {
  for (const rows of batches(VALUES.flatMap(forms))) {
    const config = await configOf({ args: rows.flatMap(({ args }) => args) });
    expect(config).toEqual(expected(rows));
  }
});

describe('a flag', () => {
  const allOn: MinerConfig = {
    ...DEFAULTS,
    ...Object.fromEntries(FLAGS.map(({ key }) => [key, true])),
  };
  const files = { 'flags.yaml': FLAGS.map(({ key }) => `${key}: true\n`).join('') };
  const shorts = FLAGS.flatMap(({ key, short }) => (short === null ? [] : [{ key, short }]));

  it('is taken, long and short, and from a file', async () => {
    expect(await configOf({ args: FLAGS.map(({ long }) => long) })).toEqual(allOn);
    const rows = shorts.map(({ key, short }) => ({ key, args: [short], value: true }));
    expect(await configOf({ args: shorts.map(({ short }) => short) })).toEqual(expected(rows));
    expect(await configOf({ files, args: from('flags.yaml') })).toEqual(allOn);
  });

  it.each(FLAGS)('has an opposite that wins over a file that says true: $long', async (flag) => {
    const config = await configOf({ files, args: [...from('flags.yaml'), negated(flag.long)] });
    expect(config).toEqual({ ...allOn, [flag.key]: false });
  });
});

it('reads every key from a file, in YAML and in JSON', async () => {
  const lines: Row[] = [
    ...VALUES.map(([key, , value]) => ({ key, args: [JSON.stringify(value)], value })),
    ...FLAGS.map(({ key }) => ({ key, args: ['true'], value: true })),
    ...FILE_LINES.map(([key, text, value]) => ({ key, args: [text], value })),
  ];
  for (const rows of batches(lines)) {
    const text = rows.map(({ key, args: [value] }) => `${key}: ${value}\n`).join('');
    const config = await configOf({ files: { 'a.yaml': text }, args: from('a.yaml') });
    expect(config).toEqual(expected(rows));
  }
  const json = lines.filter(({ args: [text = ''], value }) => text === JSON.stringify(value));
  for (const rows of batches(json)) {
    const text = JSON.stringify(Object.fromEntries(rows.map(({ key, value }) => [key, value])));
    const config = await configOf({ files: { 'a.json': text }, args: from('a.json') });
    expect(config).toEqual(expected(rows));
  }
});

it.each(MERGES)('puts sources together, files in their order, then options: %j', async (...row) => {
  const [given, differs] = row;
  expect(await configOf(given)).toEqual({ ...DEFAULTS, ...differs });
});

it.each(REFUSALS)('refuses %j with a message and status 1, and prints nothing', async (...row) => {
  const [given, said] = row;
  const ended = await run((rowsRun += 1), given);
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended.stderr).toContain(said);
  expect(ended.stderr).not.toMatch(/^ {4}at /m);
});
