/** server/heddle.service, as the program and systemd read it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { parseCommandLine } from '../../command-line/options/parse-command-line.ts';

const UNIT = fileURLToPath(new URL('../../../server/heddle.service', import.meta.url));
const unit = readFileSync(UNIT, 'utf8');
const valueOf = (key: string): string | undefined =>
  new RegExp(`^${key}=(.*)$`, 'm').exec(unit)?.[1];

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

it('starts a program that mines, with the configuration of the administrator', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-unit-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'heddle.yaml'), 'practice: true\nstratumPassword: secret\n');
  const [program, ...argv] = (valueOf('ExecStart') ?? '').split(' ');
  expect(program).toBe('/usr/bin/node');
  expect(argv.slice(0, 2)).toEqual([
    '--disable-warning=ExperimentalWarning',
    '/opt/heddle/src-core/cli.ts',
  ]);
  const words = argv.slice(2).map((word) => word.replace('%d', folder).replace('%S', '/var/lib'));
  expect(await parseCommandLine(words)).toMatchObject({
    kind: 'mine',
    config: { practice: true, stratumPassword: 'secret' },
    dataDirectory: `/var/lib/${valueOf('StateDirectory')}`,
  });
  expect(valueOf('LoadCredential')).toBe('heddle.yaml:/etc/heddle/heddle.yaml');
});

it.skipIf(!hasSystemd)('is a unit that systemd reads, with little left open', () => {
  const verified = spawnSync('systemd-analyze', ['verify', UNIT], { encoding: 'utf8' });
  const complaints = verified.stderr
    .split('\n')
    // Other units of this computer, and a program that is installed elsewhere.
    .filter((line) => line.includes('heddle.service') && !line.includes('is not executable'));
  expect(complaints).toEqual([]);
  const security = ['security', '--offline=yes', '--threshold=20', UNIT];
  const rated = spawnSync('systemd-analyze', security, { encoding: 'utf8' });
  // Before version 250 it cannot rate a file.
  if (!/unrecognized option/.test(rated.stderr)) expect(rated.status).toBe(0);
});
