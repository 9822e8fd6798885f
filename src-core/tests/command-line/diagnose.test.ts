/** `--diagnose` as a user runs it, alone and beside a running miner. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeNode } from '../../practice/practice-node.ts';
import type { PracticeNode } from '../../practice/practice-node.ts';
import { unwrap } from '../../result.ts';
import { EXIT } from '../../system/exit-codes.ts';
import { logger } from '../../node/tests/node-test.ts';
import { freePort, serveHttp } from '../loopback-server.ts';
import { startProgram } from './child-program.ts';
import type { ChildProgram } from './child-program.ts';

const KEY = 'ab'.repeat(32);

let folder = '';
let node: PracticeNode;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-diagnose-'));
  node = unwrap(await startPracticeNode({ port: 0, graph: 'pair' }, logger));
});
afterEach(async () => {
  await node.close();
  await rm(folder, { recursive: true, force: true });
});

async function diagnosis(
  argv: readonly string[],
  variables: Record<string, string> = {},
): Promise<ChildProgram> {
  const port = argv.includes('--stratum-port') ? [] : ['--stratum-port', String(await freePort())];
  const run = startProgram(['--diagnose', '--data-dir', folder, ...port, ...argv], variables);
  await run.ended;
  return run;
}

const verdictOf = (run: ChildProgram, name: string): string | undefined =>
  run.lines
    .find((line) => line.slice(9).startsWith(`${name} `))
    ?.slice(0, 7)
    .trim();

describe('--diagnose', () => {
  it('prints an aligned list and exits with 0 where nothing failed', async () => {
    const run = await diagnosis(['--node', new URL(node.url).host, '--public-key', KEY]);
    expect(await run.ended).toBe(EXIT.done);
    const names = ['Configuration', 'Node', 'Sync', 'Account', 'Clock', 'Versions'];
    for (const name of names) expect([name, verdictOf(run, name)]).toEqual([name, 'ok']);
    const columns = run.lines.slice(1, -1).map((line) => line.search(/\S/) > 9 || line[9] !== ' ');
    expect(columns).not.toContain(false);
    expect(run.errors()).toBe('');
  });

  it('exits with a code of its own when a check failed, and says what to do', async () => {
    await node.close();
    const run = await diagnosis(['--node', new URL(node.url).host, '--public-key', KEY]);
    expect(await run.ended).toBe(EXIT.checkFailed);
    expect(verdictOf(run, 'Node')).toBe('fail');
    const at = run.lines.findIndex((line) => line.includes('No node answers at'));
    expect(run.lines[at + 1]).toContain('-> Start the node');
    expect(run.lines.at(-1)).toContain('1 failed');
  });

  it('is JSON for programs', async () => {
    const run = await diagnosis(['--json', '--node', new URL(node.url).host]);
    expect(await run.ended).toBe(EXIT.checkFailed);
    const { checks } = JSON.parse(run.lines.join('\n')) as { checks: readonly unknown[] };
    expect(checks).toContainEqual(
      expect.objectContaining({ kind: 'account', verdict: 'fail', fix: expect.any(String) }),
    );
    expect(checks).toContainEqual(expect.objectContaining({ kind: 'node', verdict: 'ok' }));
  });

  it('reports a configuration that cannot be read, and what else it can', async () => {
    const file = join(folder, 'a.yaml');
    await writeFile(file, 'threadCount: many');
    const run = await diagnosis(['--config-file', file]);
    expect(await run.ended).toBe(EXIT.checkFailed);
    expect(verdictOf(run, 'Configuration')).toBe('fail');
    expect(run.lines.join('\n')).toContain('key threadCount is "many"');
    expect(verdictOf(run, 'Node')).toBe('skipped');
    expect(verdictOf(run, 'Versions')).toBe('ok');
  });

  it('says as the start does that notices of machines need more than blocks for shares', async () => {
    const fix = '--stratum-difficulty period:10';
    const shared = ['--node', new URL(node.url).host, '--public-key', KEY];
    const port = ['--stratum-port', '0', '--stratum-interface', '127.0.0.1'];
    const miner = startProgram([
      ...['--data-dir', folder, '--worker', 'stratum', ...shared, ...port],
      ...['--notify-webhook', 'http://127.0.0.1:9/'],
    ]);
    try {
      expect(await miner.line(fix)).toMatch(/Warn .*Notices.* rate-low, rejects-high/);
    } finally {
      miner.child.kill('SIGTERM');
      await miner.ended;
    }
    const run = await diagnosis(['--worker', 'stratum', ...shared]);
    expect(verdictOf(run, 'Notices')).toBe('warn');
    expect(run.lines.join('\n')).toContain(`-> Set ${fix}`);
    const enough = await diagnosis(['--worker', 'stratum', ...shared, ...fix.split(' ')]);
    expect(verdictOf(enough, 'Notices')).toBe('ok');
  });

  it('sees the miner that runs', async () => {
    const port = ['--stratum-port', String(await freePort()), '--stratum-interface', '127.0.0.1'];
    const shared = ['--node', new URL(node.url).host, '--public-key', KEY, ...port];
    const miner = startProgram(['--data-dir', folder, '--worker', 'stratum', ...shared]);
    try {
      await miner.line('got new work');
      const run = await diagnosis(shared);
      const line = run.lines.find((each) => each.includes('Stratum port'));
      expect(line).toContain('The running Heddle serves port');
      expect(run.lines.join('\n')).toContain(`(process ${miner.child.pid}`);
      expect(await run.ended).toBe(EXIT.done);
    } finally {
      miner.child.kill('SIGTERM');
      await miner.ended;
    }
  });

  it('shows no secrets, wherever they were put', async () => {
    const server = await serveHttp((_, response) => {
      response.writeHead(302, { location: 'http://user:planted-1@other.invalid/?token=planted-2' });
      response.end('planted-3');
    });
    const file = join(folder, 'planted.yaml');
    await writeFile(
      file,
      [
        'stratumPassword: planted-4',
        'externalWorkerCommand: miner --password planted-5',
        'externalWorkerEnvironment: { TOKEN: planted-6 }',
        `node: ${server.address}`,
      ].join('\n'),
    );
    const variables = {
      HEDDLE_MACHINE_PASSWORD: 'planted-7',
      HTTP_PROXY: 'http://user:planted-8@127.0.0.1:1',
      no_proxy: '127.0.0.1',
    };
    const address = 'http://user:planted-9@127.0.0.1:1/config.yaml?token=planted-10';
    const inHome = join(homedir(), 'planted-folder');
    const runs = [
      await diagnosis(['--config-file', file, '--public-key', KEY], variables),
      await diagnosis(['--config-file', file, '--json'], variables),
      await diagnosis(['--config-file', address], variables),
      await diagnosis(['--config-file', join(inHome, 'none.yaml')], variables),
    ];
    await server.close();
    for (const run of runs) {
      const text = run.lines.join('\n') + run.errors();
      expect(text).toContain('skipped');
      expect(text).not.toMatch(/planted-\d/);
      expect(text).not.toContain(homedir());
    }
    expect(runs[3]!.lines.join('\n')).toContain('~/planted-folder');
  });
});
