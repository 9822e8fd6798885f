/** `--diagnose` of configurations and folders, where no node answers. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from '../../tests/loopback-server.ts';
import { runInside } from '../tests/run-inside.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-diagnosis-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function diagnosed(text: string, ...words: string[]) {
  const file = join(folder, 'a.yaml');
  await writeFile(file, text);
  return runInside(['--diagnose', '--data-dir', folder, '--config-file', file, ...words]);
}

it('reports a configuration that cannot be read, and the folder that was named', async () => {
  const { code, stdout, stderr } = await diagnosed('threadCount: many');
  expect([code, stderr]).toEqual([7, '']);
  expect(stdout).toMatch(/^fail {5}Configuration {2}.*key threadCount is "many": expected/m);
  expect(stdout).toContain(`${folder} has `);
  expect(stdout).toMatch(/^ok {7}Versions {7}Heddle \d+\.\d+\.\d+, Node /m);
});

it('names the keys that have no effect, as JSON', async () => {
  const node = `127.0.0.1:${await freePort()}`;
  const text = `threadcount: 1\nstratumRate: 0\nworker: cpu\nworker: cpu\nnode: ${node}\n`;
  const { code, stdout } = await diagnosed(text, '--json');
  expect(code).toBe(7);
  const { checks } = JSON.parse(stdout) as { checks: unknown[] };
  expect(checks[0]).toMatchObject({
    ...{ kind: 'configuration', verdict: 'warn', error: null },
    ...{ unknown: ['threadcount'], adapted: ['stratumRate'], repeated: ['worker'] },
  });
  expect(checks).toContainEqual(
    expect.objectContaining({ kind: 'node', verdict: 'fail', says: expect.any(String) as string }),
  );
});
