/** What the program is to do, by its arguments and files. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usualCpuThreads } from '../../config/cpu-threads.ts';
import { parseCommandLine } from './parse-command-line.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-arguments-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(text: string): Promise<string> {
  const path = join(folder, 'a.yaml');
  await writeFile(path, text);
  return path;
}

describe('a command line', () => {
  it('mines where nothing else is asked for', async () => {
    expect(await parseCommandLine([])).toMatchObject({
      ...{ kind: 'mine', dataDirectory: null, notices: [] },
      config: { node: 'localhost:1848' },
    });
    const given = await parseCommandLine(['--data-dir', 'x', '-c', '7', '-w', 'cpu']);
    expect(given).toMatchObject({ dataDirectory: 'x', config: { threadCount: 7, worker: 'cpu' } });
  });

  it('mines with a thread for each core that is left, unless a number was given', async () => {
    const kinds = ['-w', 'cpu', '-w', 'stratum'];
    const usual = { cpuThreads: usualCpuThreads() };
    expect(await parseCommandLine(kinds)).toMatchObject({ config: usual });
    const chosen = { cpuThreads: null, threadCount: 2 };
    expect(await parseCommandLine([...kinds, '-c', '2'])).toMatchObject({ config: chosen });
  });

  it('warns of keys and values without effect', async () => {
    const path = await file(
      'threadcount: 1\nstratumRate: 0\nnode: a:1\nnode: b:2\nlogLevel: loud\n',
    );
    expect(await parseCommandLine(['--config-file', path])).toMatchObject({
      kind: 'mine',
      notices: [
        `${path}: key "threadcount" is not known and has no effect; the key is called threadCount`,
        `${path}: key stratumRate is 0, which is out of range: 1 is used`,
        `${path}: key node is given again in line 4: the last value counts`,
        'log level "loud" is not known: everything is logged',
      ],
    });
  });

  it.each([
    [['--find-machines'], { kind: 'find', ranges: [], asJson: false }],
    [
      ['--find-machines', '10.0.0.1, 10.0.0.2', '--json'],
      { kind: 'find', ranges: ['10.0.0.1', '10.0.0.2'], asJson: true },
    ],
    [
      ['--configure-machine', 'a'],
      { kind: 'configure', address: 'a', keepsOthers: false, worker: null, asks: true },
    ],
    [
      ['--configure-machine', 'a', '--keep-pools', '--worker-name', 'b', '--yes'],
      { kind: 'configure', address: 'a', keepsOthers: true, worker: 'b', asks: false },
    ],
    [['--put-back-machine', 'a'], { kind: 'put-back', address: 'a', asks: true }],
    [['--put-back-machine', 'a', '--yes'], { kind: 'put-back', address: 'a', asks: false }],
  ])('speaks to machines: %j', async (args, task) => {
    const command = await parseCommandLine(['--data-dir', 'x', ...args]);
    expect(command).toMatchObject({ kind: 'machines', task, dataDirectory: 'x' });
  });

  it.each([
    [[], null, false],
    [['--json'], null, true],
    [['--data-dir', 'x'], 'x', false],
  ])('diagnoses with %j', async (args, dataDirectory, asJson) => {
    const command = await parseCommandLine(['--diagnose', ...args]);
    expect(command).toMatchObject({ kind: 'diagnose', dataDirectory, asJson });
    expect(command).toMatchObject({ configuration: { ok: true } });
  });

  it('diagnoses a configuration that cannot be read, too', async () => {
    const command = await parseCommandLine(['--diagnose', '--tls', '-c', 'many']);
    const error = { kind: 'value', key: 'threadCount' };
    expect(command).toMatchObject({ kind: 'diagnose', configuration: { ok: false, error } });
  });

  it.each([
    ['--test-notice', 'test-notice'],
    ['--health', 'health'],
  ])('does as %s says', async (option, kind) => {
    expect(await parseCommandLine([option])).toMatchObject({ kind, config: { useTls: false } });
  });

  it.each([
    [['--json'], 'option --json only goes with --find-machines or --diagnose'],
    [['--keep-pools'], 'option --keep-pools only goes with --configure-machine'],
    [
      ['--yes', '--find-machines'],
      'option --yes only goes with --configure-machine or --put-back-machine',
    ],
    [['--nosuch=secret', 'x'], "unknown option '--nosuch'"],
    [['--nosuch', 'a=b'], "unknown option '--nosuch'"],
    [['--print-config', '--print-config'], 'option --print-config is given more than once'],
    [['--diagnose', '--find-machines'], expect.stringContaining('cannot be used with option')],
    [
      ['--configure-machine', 'a', '--worker-name', 'x'.repeat(65)],
      `option --worker-name is "${'x'.repeat(65)}": expected 1 to 64 letters, digits, ., _ or -`,
    ],
  ])('refuses %j', async (args, sentence) => {
    const command = await parseCommandLine(args);
    const message = command.kind === 'refuse' ? command.message.split('\n') : [];
    expect(message).toEqual([sentence, 'heddle --help shows all options.']);
  });

  it.each([
    ['-c', '+5', 5],
    ['-c', ' 5 ', 5],
    ['--node-connect-timeout', '2e1', 20],
    ['--node-connect-timeout', '2E+1', 20],
    ['--node-connect-timeout', '20000e-3', 20],
    ['--node-connect-timeout', '0.0000000002e11', 20],
  ])('reads the number %s %j as %d', async (option, text, value) => {
    const command = await parseCommandLine([option, text]);
    const key = option === '-c' ? 'threadCount' : 'nodeConnectTimeout';
    expect(command).toMatchObject({ kind: 'mine', config: { [key]: value } });
  });

  it('takes a text in quotes as it is, where it is no JSON text', async () => {
    const command = await parseCommandLine(['--stratum-interface', '"a\\x"']);
    const message = expect.stringContaining('option --stratum-interface is "\\"a\\\\x\\""');
    expect(command).toMatchObject({ kind: 'refuse', message });
  });
});
