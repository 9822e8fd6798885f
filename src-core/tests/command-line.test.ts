/**
 * Every option, key, default and merge rule of the command line. Rules are tested in this process;
 * every option is also given to the real program, a whole group of them at once.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ed25519 } from '@noble/curves/ed25519.js';
import { parse as parseYaml } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCommandLine } from '../config/command-line.ts';
import type { Command } from '../config/command-line.ts';
import { CONFIG_OPTIONS, negated } from '../config/config-options.ts';
import { HASKELL_KEYS, isHaskellKey } from '../config/haskell-keys.ts';
import { DEFAULT_CONFIG } from '../config/miner-config.ts';
import type { ConfigKey, MinerConfig } from '../config/miner-config.ts';
import { runProgram, startProgram } from './child-program.ts';
import {
  HASKELL_DIFF,
  HASKELL_FULL,
  HASKELL_MINIMAL,
  HASKELL_README_FILE,
} from './haskell-prints.ts';

const KEY = 'ab'.repeat(32);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-command-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const told = (...words: string[]): Promise<Command> => parseCommandLine(words);

async function configOf(...words: string[]): Promise<MinerConfig> {
  const command = await told(...words);
  if (command.kind !== 'mine') throw new Error(JSON.stringify(command));
  return command.config;
}

/** Options with a value: key, words, value of the key. The first word is the option. */
const VALUES: readonly [ConfigKey, readonly string[], unknown][] = [
  ['hashRate', ['--hash-rate', '1.5M'], 1_500_000],
  ['hashRate', ['-r', '10Ki'], 10_240],
  ['hashRate', ['--hash-rate=2e3k'], 2_000_000],
  ['node', ['--node', 'example.com:443'], 'example.com:443'],
  ['node', ['-n', '[::1]:80'], '[::1]:80'],
  ['fallbackNodes', ['--fallback-node', 'a:1', '--fallback-node', 'b:2'], ['a:1', 'b:2']],
  ['publicKey', ['--public-key', KEY], KEY],
  ['publicKey', ['-k', 'any text'], 'any text'],
  ['account', ['--account', 'k:me'], 'k:me'],
  ['account', ['-a', 'me'], 'me'],
  ['threadCount', ['--thread-count', '16'], 16],
  ['threadCount', ['-c', '1'], 1],
  ['threadCount', ['-c3'], 3],
  ['logLevel', ['--log-level', 'error'], 'error'],
  ['logLevel', ['-l', 'DEBUG'], 'debug'],
  ['logLevel', ['-l', 'other'], 'other'],
  ['logFormat', ['--log-format', 'json'], 'json'],
  ['logFile', ['--log-file', 'heddle.log'], 'heddle.log'],
  ['worker', ['--worker', 'Constant-Delay'], 'constant-delay'],
  ['worker', ['-w', 'CPU'], 'cpu'],
  ['externalWorkerCommand', ['--external-worker-cmd', './w -d 0 {thread}'], './w -d 0 {thread}'],
  [
    'externalWorkerCommands',
    ['--external-worker-program', './a -d 0', '--external-worker-program', './b {thread}'],
    ['./a -d 0', './b {thread}'],
  ],
  ['externalWorkerTargetFormat', ['--external-worker-target-format', 'haskell'], 'haskell'],
  [
    'externalWorkerEnvironment',
    ['--external-worker-env', 'GPU=0', '--external-worker-env', 'ARGS=a=b'],
    { GPU: '0', ARGS: 'a=b' },
  ],
  ['stratumPort', ['--stratum-port', '1918'], 1918],
  ['stratumPort', ['--stratum-port', '"1918"'], 1918],
  ['stratumInterface', ['--stratum-interface', '127.0.0.1'], '127.0.0.1'],
  ['stratumInterface', ['--stratum-interface', '"!4"'], '!4'],
  ['stratumDifficulty', ['--stratum-difficulty', '50'], 50],
  ['stratumDifficulty', ['--stratum-difficulty=block'], 'block'],
  ['stratumDifficulty', ['--stratum-difficulty', 'period:10'], 'period:10'],
  ['stratumRate', ['--stratum-rate', '500'], 500],
  ['stratumRate', ['-s', '100000'], 100_000],
  ['stratumMinDifficulty', ['--stratum-min-difficulty', '40'], 40],
  ['stratumAllowedRigs', ['--stratum-allowed-rig', 'a', '--stratum-allowed-rig', 'b'], ['a', 'b']],
  ['stratumPassword', ['--stratum-password', 'secret'], 'secret'],
  ['onDemandPort', ['--on-demand-port', '1919'], 1919],
  ['onDemandPort', ['--on-demand-port', '"0"'], 0],
  ['onDemandInterface', ['--on-demand-interface', '"*6"'], '*6'],
  ['onDemandInterface', ['--on-demand-interface', 'localhost'], 'localhost'],
  ['constantDelayBlockTime', ['--constant-delay-block-time', '5'], 5],
  ['defaultHTTPTimeout', ['--default-http-timeout', '2000000'], 2_000_000],
  ['cpuDutyCycle', ['--cpu-duty-cycle', '0.5'], 0.5],
  ['metricsPort', ['--metrics-port', '9100'], 9100],
  ['metricsInterface', ['--metrics-interface', '*4'], '*4'],
  ['practiceGraph', ['--practice-graph', 'pair'], 'pair'],
  ['practiceBlockDelay', ['--practice-block-delay', '2.5'], 2.5],
];

/** Flags and their short names; each has a `--no-` form. */
const FLAGS: readonly [ConfigKey, string][] = [
  ['useTls', '--tls'],
  ['useTls', '-t'],
  ['insecure', '--insecure'],
  ['insecure', '-x'],
  ['generateKey', '--generate-key'],
  ['stratumAskFirst', '--stratum-ask-first'],
  ['pauseOnBattery', '--pause-on-battery'],
  ['practice', '--practice'],
  ['practiceDisablePow', '--practice-disable-pow'],
];

/** All keys and defaults of chainweb-mining-client. */
const HASKELL_DEFAULTS: Readonly<Record<(typeof HASKELL_KEYS)[number], unknown>> = {
  account: null,
  constantDelayBlockTime: 30,
  defaultHTTPTimeout: 1_000_000,
  externalWorkerCommand: "echo 'no external worker command configured' && /bin/false",
  generateKey: false,
  hashRate: 1_000_000,
  insecure: false,
  logLevel: 'info',
  node: 'localhost:1848',
  onDemandInterface: '*',
  onDemandPort: 1917,
  publicKey: '',
  stratumDifficulty: 'block',
  stratumInterface: '*',
  stratumPort: 1917,
  stratumRate: 1000,
  threadCount: 2,
  useTls: false,
  worker: 'stratum',
};

describe('options', () => {
  it('are all tested here, with short names, and there is one for every key', () => {
    const words = [...VALUES.map(([, [word = '']]) => word), ...FLAGS.map(([, word]) => word)];
    const tested = new Set(words.map((word) => word.replace(/=.*$/, '')));
    for (const { long, short } of CONFIG_OPTIONS) {
      expect(tested).toContain(long);
      if (short !== undefined) expect(tested).toContain(short);
    }
    expect(new Set(CONFIG_OPTIONS.map(({ key }) => key))).toEqual(
      new Set(Object.keys(DEFAULT_CONFIG)),
    );
  });

  it('are the defaults of chainweb-mining-client when none is given', async () => {
    const config = await configOf();
    expect(config).toEqual(DEFAULT_CONFIG);
    for (const key of HASKELL_KEYS) expect(config[key]).toEqual(HASKELL_DEFAULTS[key]);
  });

  it.each(VALUES)('set %s by %j', async (key, words, value) => {
    expect(await configOf(...words)).toEqual({ ...DEFAULT_CONFIG, [key]: value });
  });

  it.each(FLAGS.filter(([key]) => key !== 'generateKey'))('set %s by %s', async (key, word) => {
    expect(await configOf(word)).toEqual({ ...DEFAULT_CONFIG, [key]: true });
  });

  it('unset flags that a file has set, and leave them when not given', async () => {
    const keys = FLAGS.map(([key]) => key);
    const path = await file(
      'flags.yaml',
      keys
        .map((key) => `${key}: true`)
        .filter(unique)
        .join('\n'),
    );
    const without = FLAGS.filter(([, word]) => word.startsWith('--')).map(([, word]) =>
      negated(word),
    );
    expect(await configOf('--config-file', path, ...without)).toEqual(DEFAULT_CONFIG);
    expect(await configOf('--config-file', path, '--no-generate-key')).toMatchObject({
      useTls: true,
      insecure: true,
      practice: true,
    });
  });

  it.each([
    [['--worker', 'gpu'], 'option --worker is "gpu": expected one of stratum, cpu, external'],
    [['-c', 'two'], 'option --thread-count is "two": expected a whole number from 1 to 1024'],
    [['-c', '0'], 'option --thread-count is 0: expected a whole number from 1 to 1024'],
    [['-c', '0x10'], 'option --thread-count is "0x10": expected a whole number'],
    [['-r', '5 M'], 'option --hash-rate is "5 M": expected hashes per second'],
    [['-w', 'simulation', '-r', '0'], 'option --hash-rate is 0: expected hashes per second'],
    [['--stratum-port', '70000'], 'option --stratum-port is 70000: expected a whole number from'],
    [
      ['--stratum-difficulty', '300'],
      'option --stratum-difficulty is 300: expected block, a level',
    ],
    [['--stratum-difficulty', 'easy'], 'option --stratum-difficulty is "easy": expected block'],
    [['--external-worker-env', 'NAME'], 'Expected NAME=VALUE'],
    [['--node', 'localhost'], 'option --node is "localhost": expected host:port'],
    [['--practice-graph', 'ring'], 'option --practice-graph is "ring": expected one of singleton'],
    [['-k', 'a', '-k', 'b'], 'option --public-key is given more than once'],
    [['--tls', '--no-tls'], 'option --tls or --no-tls is given more than once'],
    [['--print-config-as', 'foo'], "argument 'foo' is invalid. Allowed choices are full, minimal"],
    [['--thread', '1'], "unknown option '--thread'"],
    [['--node'], "option '-n, --node <HOST:PORT>' argument missing"],
    [['stray'], 'too many arguments'],
    [['--config-file', '/no/such/file.yaml'], '/no/such/file.yaml cannot be read: ENOENT'],
  ])('are refused with a reason: %j', async (words, reason) => {
    const command = await told(...words);
    expect(command.kind).toBe('refuse');
    expect(command.kind === 'refuse' && command.message).toContain(reason);
  });
});

describe('configuration files', () => {
  it('are applied in order, then the options, key by key', async () => {
    const one = await file('one.yaml', 'threadCount: 3\nnode: a:1\nuseTls: true\naccount: me\n');
    const two = await file('two.json', '{"node": "b:2", "account": null, "insecure": true}');
    const config = await configOf(
      '--config-file',
      one,
      '-c',
      '5',
      '--config-file',
      two,
      '--no-tls',
    );
    expect(config).toEqual({
      ...DEFAULT_CONFIG,
      threadCount: 5,
      node: 'b:2',
      insecure: true,
    });
    const otherWay = await configOf('--config-file', two, '--config-file', one);
    expect(otherWay).toMatchObject({ node: 'a:1', account: 'me', useTls: true, insecure: true });
  });

  it('are JSON by .json and .js, YAML otherwise', async () => {
    const json = '{"threadCount": 3,\t"node": "a:1"}';
    for (const name of ['a.json', 'a.js', 'A.JSON', 'a.yaml', 'a.yml', 'a']) {
      const path = await file(name, name.toLowerCase().includes('.j') ? json : 'threadCount: 3');
      expect((await configOf('--config-file', path)).threadCount).toBe(3);
    }
    const wrong = await told('--config-file', await file('b.json', 'threadCount: 3'));
    expect(wrong.kind === 'refuse' && wrong.message).toContain('b.json is not valid JSON');
  });

  it('of chainweb-mining-client are taken as they are', async () => {
    const path = await file('readme.yml', HASKELL_README_FILE);
    expect(await configOf('--config-file', path)).toEqual({
      ...DEFAULT_CONFIG,
      insecure: true,
      useTls: true,
      node: 'example.com:1848',
      publicKey: '87ef8fdb229ad10285ae191a168ea2ec0794621a127df21e372f41fd0246e4cf',
      stratumDifficulty: 50,
      threadCount: 10,
    });
    const full = await file('full.yml', HASKELL_FULL);
    expect(await configOf('--config-file', full)).toEqual({
      ...DEFAULT_CONFIG,
      publicKey: KEY,
      stratumDifficulty: 50,
    });
  });

  it('ask for a new key pair with generateKey', async () => {
    const path = await file('generate.yaml', 'generateKey: true\n');
    const command = await told('--config-file', path);
    expect(command.kind === 'print' && command.text).toMatch(/^public: {2}[0-9a-f]{64}\n/);
  });

  it('give notice of keys without effect, and keep them when printed', async () => {
    const path = await file('theirs.yaml', 'theirs: [1]\nThreadCount: 4\n');
    const command = await told('--config-file', path);
    expect(command).toMatchObject({
      config: DEFAULT_CONFIG,
      notices: [
        `${path}: key "theirs" is not known and has no effect`,
        `${path}: key "ThreadCount" is not known and has no effect; the key is called threadCount`,
      ],
    });
    const printed = await told('--config-file', path, '--print-config-as', 'minimal');
    expect(printed).toEqual({ kind: 'print', text: 'ThreadCount: 4\ntheirs:\n  - 1\n\n' });
  });
});

describe('the program', () => {
  const haskellLines = (text: string): string =>
    text
      .split(/^(?=\S)/m)
      .filter((entry) => isHaskellKey(entry.replace(/:.*$/s, '')) || entry.trim() === '')
      .join('');

  it('takes every option with a value', async () => {
    const long = VALUES.filter(([key], index) => isFirst(VALUES, key, index));
    const run = await runProgram(['--print-config', ...long.flatMap(([, words]) => words)]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(parseYaml(run.stdout)).toEqual({
      ...DEFAULT_CONFIG,
      ...Object.fromEntries(long.map(([key, , value]) => [key, value])),
    });
  });

  it('takes every short option, and every flag', async () => {
    const shorts = VALUES.filter(([, [word = '']]) => /^-\w$/.test(word));
    const given = shorts.filter(([key], index) => isFirst(shorts, key, index));
    const flags = FLAGS.filter(([key], index) => !isFirst(FLAGS, key, index)).concat(
      FLAGS.filter(([key]) => FLAGS.filter(([other]) => other === key).length === 1),
    );
    const run = await runProgram([
      '--headless',
      '--print-config-as=full',
      ...given.flatMap(([, words]) => words),
      ...flags.map(([, word]) => word),
    ]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(parseYaml(run.stdout)).toEqual({
      ...DEFAULT_CONFIG,
      ...Object.fromEntries(given.map(([key, , value]) => [key, value])),
      ...Object.fromEntries(FLAGS.map(([key]) => [key, true])),
    });
  });

  it('takes every long flag and its opposite, over files and an address', async () => {
    const server = createServer((_, response) => {
      response
        .setHeader('content-type', 'application/json')
        .end('{"threadCount": 7, "node": "a:1"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a`;
    const path = await file('over.yaml', 'node: b:2\ntheirs: 1\n');
    const long = FLAGS.filter(([, word]) => word.startsWith('--'));
    const [on, off] = await Promise.all([
      runProgram(['--config-file', address, '--print-config', ...long.map(([, word]) => word)]),
      runProgram([
        ...['--config-file', address, '--config-file', path, '--print-config-as', 'minimal'],
        ...long.map(([, word]) => negated(word)),
      ]),
    ]);
    server.close();
    server.closeAllConnections();
    expect(parseYaml(on.stdout)).toEqual({
      ...DEFAULT_CONFIG,
      threadCount: 7,
      node: 'a:1',
      ...Object.fromEntries(long.map(([key]) => [key, true])),
    });
    expect(off).toEqual({
      code: 0,
      stderr: '',
      stdout: 'node: b:2\ntheirs: 1\nthreadCount: 7\n\n',
    });
  });

  it('prints configurations byte for byte as chainweb-mining-client, ours in between', async () => {
    const words = ['--public-key', KEY, '--stratum-difficulty', '50', '--print-config-as'];
    const [full, minimal, diff] = await Promise.all(
      ['full', 'minimal', 'diff'].map((mode) => runProgram([...words, mode])),
    );
    expect(haskellLines(full?.stdout ?? '')).toBe(HASKELL_FULL);
    expect(minimal?.stdout).toBe(HASKELL_MINIMAL);
    expect(haskellLines(diff?.stdout ?? '')).toBe(HASKELL_DIFF);
    expect(Object.keys(parseYaml(full?.stdout ?? '') as object)).toEqual(
      Object.keys(DEFAULT_CONFIG).sort(),
    );
  });

  it('reads back what it printed', async () => {
    const words = ['-r', '10M', '-n', '[::1]:80', '--external-worker-cmd', `./w 'a: b' "c"`];
    const first = await runProgram([...words, '--print-config']);
    const path = await file('printed.yaml', first.stdout);
    const [again, empty] = await Promise.all([
      runProgram(['--config-file', path, '--print-config']),
      runProgram(['--print-config-as', 'minimal']),
    ]);
    expect(again.stdout).toBe(first.stdout);
    expect(empty.stdout).toBe('{}\n\n');
    expect(await configOf('--config-file', await file('empty.yaml', empty.stdout))).toEqual(
      DEFAULT_CONFIG,
    );
  });

  it('prints what chainweb-mining-client can read when asked for it', async () => {
    const run = await runProgram([
      ...['--stratum-difficulty', 'period', '--constant-delay-block-time', '2.4'],
      '--print-config-as=portable',
    ]);
    expect(parseYaml(run.stdout)).toMatchObject({
      stratumDifficulty: 'block',
      constantDelayBlockTime: 2,
    });
  });

  it('makes key pairs in two lines', async () => {
    const run = await runProgram(['--generate-key']);
    const pair = /^public: {2}([0-9a-f]{64})\nprivate: ([0-9a-f]{64})\n$/.exec(run.stdout);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const publicKey = ed25519.getPublicKey(Buffer.from(pair?.[2] ?? '', 'hex'));
    expect(Buffer.from(publicKey).toString('hex')).toBe(pair?.[1]);
  });

  it('tells what it is', async () => {
    const [version, info, longInfo, license] = await Promise.all(
      ['-v', '--info', '--long-info', '--license'].map((word) => runProgram([word])),
    );
    expect(version?.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await runProgram(['--version'])).stdout).toBe(version?.stdout);
    expect(info?.stdout).toMatch(/^heddle-\d+\.\d+\.\d+\nA desktop mining manager/);
    expect(longInfo?.stdout).toContain('Runs on: Node.js');
    expect(license?.stdout).toContain('MIT');
    for (const run of [version, info, longInfo, license]) expect(run?.code).toBe(0);
  });

  it('shows every option in its help, with defaults, within 90 columns', async () => {
    const [help, short, asked] = await Promise.all(
      ['--help', '-h', '-?'].map((word) => runProgram([word])),
    );
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(short?.stdout).toBe(help?.stdout);
    expect(asked?.stdout).toBe(help?.stdout);
    const text = help?.stdout ?? '';
    for (const { long, short: letter, key } of CONFIG_OPTIONS) {
      expect(text).toContain(letter === undefined ? `  ${long} ` : `  ${letter}, ${long} `);
      const usual = DEFAULT_CONFIG[key];
      if (typeof usual === 'number') {
        expect(text.replace(/\s+/g, ' ')).toContain(`(default: ${usual})`);
      }
    }
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(90);
  });

  it('refuses what is wrong with one message, status 1, and nothing on stdout', async () => {
    const broken = await file('broken.yaml', 'threadCount: many\n');
    const rows: readonly [readonly string[], string][] = [
      [['--config-file', broken], `${broken}: key threadCount is "many": expected a whole number`],
      [['--config-file', join(folder, 'none')], `${join(folder, 'none')} cannot be read: ENOENT`],
      [['--config-file', 'http://127.0.0.1:1/a'], 'http://127.0.0.1:1/a cannot be read: '],
      [['--nosuch'], "unknown option '--nosuch'\nheddle --help shows all options.\n"],
    ];
    const runs = await Promise.all(rows.map(([words]) => runProgram([...words, '--practice'])));
    runs.forEach((run, index) => {
      expect(run).toMatchObject({ code: 1, stdout: '' });
      expect(run.stderr).toContain(rows[index]?.[1]);
    });
  });

  it('starts with the file of the README of chainweb-mining-client', async () => {
    const path = await file('start.yml', HASKELL_README_FILE);
    // Its node and its port are not this test's to use: both are given elsewhere, after the file.
    const run = startProgram([
      ...['--config-file', path, '--data-dir', join(folder, 'data')],
      ...['--practice', '--practice-graph', 'singleton'],
      ...['--stratum-port', '0', '--stratum-interface', '127.0.0.1'],
    ]);
    await run.line('[Thread 9] got new work for chain');
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });
});

describe('completion', () => {
  const run = promisify(execFile);

  it('offers options and their words in bash', async () => {
    const script = await file('complete.bash', (await runProgram(['--completion', 'bash'])).stdout);
    const offered = async (...words: string[]): Promise<string[]> => {
      const line = `COMP_WORDS=(heddle ${words.map((word) => `'${word}'`).join(' ')})`;
      const { stdout } = await run('bash', [
        '--norc',
        '-c',
        `. '${script}'; ${line}; COMP_CWORD=${words.length}; _heddle; printf '%s\\n' "\${COMPREPLY[@]}"`,
      ]);
      return stdout.split('\n').filter((word) => word !== '');
    };
    expect(await offered('--stratum-p')).toEqual(['--stratum-port', '--stratum-password']);
    expect(await offered('-w', 'c')).toEqual(['cpu', 'constant-delay']);
    expect(await offered('--config-file', `${script.slice(0, -5)}`)).toEqual([script]);
  });

  it.each(['zsh', 'fish'] as const)('names every option for %s', async (shell) => {
    const command = await told('--completion', shell);
    const text = command.kind === 'print' ? command.text : '';
    for (const { long } of CONFIG_OPTIONS) {
      expect(text).toMatch(new RegExp(`(-l |\\b|')(--)?${long.slice(2)}\\b`));
    }
  });
});

describe('the table of keys', () => {
  it('names every key with its option and default', async () => {
    const text = await readFile(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
    const rows = text
      .split('\n')
      .map((line) => line.replace(/ +/g, ' '))
      .filter((line) => /^\| `\w+` /.test(line));
    for (const { key, long, short } of CONFIG_OPTIONS) {
      const row = rows.find((line) => line.startsWith(`| \`${key}\` |`)) ?? '';
      expect(row).toContain(`\`${long}`);
      if (short !== undefined) expect(row).toContain(`\`${short}\``);
      const usual = DEFAULT_CONFIG[key];
      const shown = usual === '' ? "''" : typeof usual === 'string' ? usual : JSON.stringify(usual);
      expect(row).toContain(`\`${shown}\``);
      expect(row).toContain(isHaskellKey(key) ? '| theirs |' : '| ours |');
    }
    expect(rows.map((row) => /`(\w+)`/.exec(row)?.[1])).toEqual(Object.keys(DEFAULT_CONFIG).sort());
  });
});

function isFirst<Row extends readonly unknown[]>(
  rows: readonly Row[],
  key: unknown,
  index: number,
): boolean {
  return rows.findIndex(([other]) => other === key) === index;
}

function unique<T>(value: T, index: number, all: readonly T[]): boolean {
  return all.indexOf(value) === index;
}
