import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLog } from '../../src-core/index.ts';
import { openMinerSettings } from '../settings/miner-settings.ts';
import { createDiagnosisHandlers } from './diagnosis-handlers.ts';

const { logger } = createLog({ level: 'quiet', sink: () => undefined });

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-diagnosis-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The request, with the settings of this text and no miner, and the kinds that were announced. */
async function handlersWith(yaml: string) {
  const file = join(folder, 'heddle.yaml');
  await writeFile(file, yaml);
  const announced: string[] = [];
  const handlers = createDiagnosisHandlers({
    host: { isMining: () => false, snapshot: () => ({ stratum: null, groups: [] }) as never },
    settings: await openMinerSettings(file, logger),
    folder,
    version: '1.2.3',
    announce: (name, content) => {
      if (name === 'checked') announced.push((content as { kind: string }).kind);
    },
  });
  return { ask: async () => handlers.diagnose(null), announced };
}

it('answers with the checks and the report of the terminal, and announces each check once', async () => {
  const { ask, announced } = await handlersWith(
    'practice: true\nworker: cpu\nstratumPassword: hunter2\nwrokr: cpu\n',
  );
  const [one, other] = await Promise.all([ask(), ask()]);
  expect(other).toBe(one);
  expect(announced.toSorted()).toEqual(one.checks.map(({ kind }) => kind).toSorted());
  expect(one.checks).toContainEqual(
    expect.objectContaining({ kind: 'configuration', verdict: 'warn', unknown: ['wrokr'] }),
  );
  expect(one.report).toMatch(/^Heddle diagnosis, /);
  expect(one.report).toContain('Heddle 1.2.3');
  expect(JSON.stringify(one)).not.toContain('hunter2');
});

it('reports settings that cannot be read', async () => {
  const { ask } = await handlersWith('worker: [');
  expect((await ask()).checks).toContainEqual(
    expect.objectContaining({
      kind: 'configuration',
      verdict: 'fail',
      error: expect.objectContaining({ kind: 'not-a-configuration' }) as unknown,
    }),
  );
});
