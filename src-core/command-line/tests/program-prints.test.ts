/** What the program prints and ends with: configurations, keys, help, completion. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ed25519 } from '@noble/curves/ed25519.js';
import { parse as parseYaml } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageFile from '../../../package.json' with { type: 'json' };
import { DEFAULT_CONFIG } from '../../config/miner-config.ts';
import { isConfigKey, settingOf } from '../../config/settings-table.ts';
import { KEY } from './command-line-rows.ts';
import {
  HASKELL_DIFF,
  HASKELL_FULL,
  HASKELL_MINIMAL,
  HASKELL_README_FILE,
} from '../../tests/command-line/haskell-prints.ts';
import { runInside } from './run-inside.ts';
import { SETTING_OPTIONS } from './setting-options.ts';

function isHaskellKey(key: string): boolean {
  return isConfigKey(key) && settingOf(key).knownTo === 'chainweb-mining-client';
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-prints-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe('the program', () => {
  const haskellLines = (text: string): string =>
    `${text
      .trimEnd()
      .split(/^(?=\S)/m)
      .filter((entry) => isHaskellKey(entry.replace(/:.*$/s, '')))
      .join('')
      .trimEnd()}\n\n`;

  it('reads what chainweb-mining-client has written', async () => {
    const args = ['--print-config-as', 'minimal', '--config-file'];
    const [readme, full] = await Promise.all([
      runInside([...args, await file('readme.yml', HASKELL_README_FILE)]),
      runInside([...args, await file('full.yml', HASKELL_FULL)]),
    ]);
    expect(parseYaml(readme.stdout)).toEqual({
      insecure: true,
      useTls: true,
      node: 'example.com:1848',
      publicKey: '87ef8fdb229ad10285ae191a168ea2ec0794621a127df21e372f41fd0246e4cf',
      stratumDifficulty: 50,
      threadCount: 10,
    });
    expect(parseYaml(full.stdout)).toEqual({ publicKey: KEY, stratumDifficulty: 50 });
  });

  it('keeps keys that it does not know when it prints', async () => {
    const path = await file('theirs.yaml', 'theirs: [1]\nThreadCount: 4\n');
    const run = await runInside(['--config-file', path, '--print-config-as', 'minimal']);
    expect(run).toEqual({ code: 0, stderr: '', stdout: 'ThreadCount: 4\ntheirs:\n  - 1\n\n' });
  });

  it('prints configurations byte for byte as chainweb-mining-client, ours in between', async () => {
    const args = ['--public-key', KEY, '--stratum-difficulty', '50', '--print-config-as'];
    const [full, minimal, diff] = await Promise.all(
      ['full', 'minimal', 'diff'].map((mode) => runInside([...args, mode])),
    );
    expect(haskellLines(full?.stdout ?? '')).toBe(HASKELL_FULL);
    expect(minimal?.stdout).toBe(HASKELL_MINIMAL);
    expect(haskellLines(diff?.stdout ?? '')).toBe(HASKELL_DIFF);
    expect(Object.keys(parseYaml(full?.stdout ?? '') as object)).toEqual(
      Object.keys(DEFAULT_CONFIG).sort(),
    );
  });

  it('reads back what it printed', async () => {
    const args = ['-r', '10M', '-n', '[::1]:80', '--external-worker-cmd', `./w 'a: b' "c"`];
    const first = await runInside([...args, '--print-config']);
    const path = await file('printed.yaml', first.stdout);
    const [again, empty] = await Promise.all([
      runInside(['--config-file', path, '--print-config']),
      runInside(['--print-config-as', 'minimal']),
    ]);
    expect(again.stdout).toBe(first.stdout);
    expect(empty.stdout).toBe('{}\n\n');
    const emptyFile = await file('empty.yaml', empty.stdout);
    const fromEmpty = await runInside(['--config-file', emptyFile, '--print-config']);
    expect(parseYaml(fromEmpty.stdout)).toEqual(DEFAULT_CONFIG);
  });

  it('prints what chainweb-mining-client can read when asked for it', async () => {
    const run = await runInside([
      ...['--stratum-difficulty', 'period', '--constant-delay-block-time', '2.4'],
      '--print-config-as=portable',
    ]);
    expect(parseYaml(run.stdout)).toMatchObject({
      stratumDifficulty: 'block',
      constantDelayBlockTime: 2,
    });
  });

  it('makes key pairs in two lines', async () => {
    const asked = await file('generate.yaml', 'generateKey: true\n');
    const runs = await Promise.all(
      [['--generate-key'], ['--config-file', asked]].map((args) => runInside(args)),
    );
    for (const run of runs) {
      const pair = /^public: {2}([0-9a-f]{64})\nprivate: ([0-9a-f]{64})\n$/.exec(run.stdout);
      expect(run).toMatchObject({ code: 0, stderr: '' });
      const publicKey = ed25519.getPublicKey(Buffer.from(pair?.[2] ?? '', 'hex'));
      expect(Buffer.from(publicKey).toString('hex')).toBe(pair?.[1]);
    }
    expect(runs[0]?.stdout).not.toBe(runs[1]?.stdout);
  });

  it('says what it is', async () => {
    const [version, info, longInfo, license] = await Promise.all(
      ['-v', '--info', '--long-info', '--license'].map((word) => runInside([word])),
    );
    expect(version?.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await runInside(['--version'])).stdout).toBe(version?.stdout);
    expect(info?.stdout).toMatch(/^heddle-\d+\.\d+\.\d+\nA desktop mining manager[^\n]*\n$/);
    const { license: name, author, dependencies } = packageFile;
    expect(longInfo?.stdout).toBe(
      [
        info?.stdout.trimEnd(),
        `License: ${name}`,
        `Author: ${author.name} <${author.email}>`,
        `Runs on: Node.js ${process.versions.node}, ${process.platform} ${process.arch}`,
        'Dependencies:',
        ...Object.entries(dependencies).map((dependency) => `  ${dependency.join(' ')}`),
        '',
      ].join('\n'),
    );
    const whole = await readFile(new URL('../../../LICENSE', import.meta.url), 'utf8');
    expect(license?.stdout).toBe(whole);
    for (const run of [version, info, longInfo, license]) expect(run?.code).toBe(0);
  });

  it('shows every option in its help, with defaults, within 90 columns', async () => {
    const [help, short, asked] = await Promise.all(
      ['--help', '-h', '-?'].map((word) => runInside([word])),
    );
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(short?.stdout).toBe(help?.stdout);
    expect(asked?.stdout).toBe(help?.stdout);
    const text = help?.stdout ?? '';
    for (const { long, short: letter, key } of SETTING_OPTIONS) {
      expect(text).toContain(letter === null ? `  ${long} ` : `  ${letter}, ${long} `);
      const usual = DEFAULT_CONFIG[key];
      if (typeof usual === 'number') {
        expect(text.replace(/\s+/g, ' ')).toContain(`(default: ${usual})`);
      }
    }
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(90);
  });
});

describe('completion', () => {
  const run = promisify(execFile);

  it('offers options and the words that follow them in bash', async () => {
    const script = await file('complete.bash', (await runInside(['--completion', 'bash'])).stdout);
    const offered = async (...args: string[]): Promise<string[]> => {
      const line = `COMP_WORDS=(heddle ${args.map((word) => `'${word}'`).join(' ')})`;
      const { stdout } = await run('bash', [
        '--norc',
        '-c',
        `. '${script}'; ${line}; COMP_CWORD=${args.length}; _heddle; printf '%s\\n' "\${COMPREPLY[@]}"`,
      ]);
      return stdout.split('\n').filter((word) => word !== '');
    };
    const options = ['--stratum-port', '--stratum-proxy', '--stratum-password'];
    expect(await offered('--stratum-p')).toEqual(options);
    expect(await offered('-w', 'c')).toEqual(['cpu', 'constant-delay']);
    expect(await offered('--config-file', `${script.slice(0, -5)}`)).toEqual([script]);
  });

  it.each(['zsh', 'fish'] as const)('names every option for %s', async (shell) => {
    const run = await runInside(['--completion', shell]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const text = run.stdout;
    for (const { long } of SETTING_OPTIONS) {
      expect(text).toMatch(new RegExp(`(-l |\\b|')(--)?${long.slice(2)}\\b`));
    }
  });
});
