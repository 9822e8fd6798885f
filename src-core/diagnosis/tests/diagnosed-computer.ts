/** Diagnoses of computers as tests want them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { DEFAULT_CONFIG } from '../../config/miner-config.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import { closeAfterTest, logger } from '../../node/tests/node-test.ts';
import type { PracticeOptions } from '../../practice/api/practice-options.ts';
import { startPracticeNode } from '../../practice/practice-node.ts';
import { ok, unwrap } from '../../result.ts';
import { freePort } from '../../tests/loopback-server.ts';
import type { Check, CheckOf } from '../checks.ts';
import { diagnose } from '../diagnose.ts';

type Diagnosed = Parameters<typeof diagnose>[0];

export const publicKey = 'ab'.repeat(32);

/** A data folder that is deleted when the test ends. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-diagnosis-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** The address of a practice node that runs until the test ends. */
export async function practice(options: Partial<PracticeOptions> = {}): Promise<string> {
  const easy = { port: 0, graph: 'pair', blockDelayMicros: 1e6, ...options } as const;
  const node = closeAfterTest(unwrap(await startPracticeNode(easy, logger)));
  return new URL(node.url).host;
}

/** The checks of a computer where all is well, but for `changes` and `system`; its data is in `folder`. */
export async function checksOf(
  folder: string,
  changes: Partial<MinerConfig>,
  system: Diagnosed['system'] = {},
): Promise<readonly Check[]> {
  const config: MinerConfig = {
    ...DEFAULT_CONFIG,
    publicKey,
    stratumInterface: '127.0.0.1',
    stratumDifficulty: 'period:10',
    stratumPort: await freePort(),
    ...changes,
  };
  const { checks } = await diagnose({
    configuration: ok({ config, unknown: [], adapted: [], repeated: [] }),
    folder,
    version: '1.2.3',
    system: {
      platform: 'linux',
      root: folder,
      environment: {},
      interfaces: [{ address: '127.0.0.1', interfaceName: 'lo' }],
      watchMs: 80,
      freeBytes: () => Promise.resolve(1e11),
      ...system,
    },
  });
  return checks;
}

/** The check of this kind, of that node where there are several. */
export function checkIn<Kind extends Check['kind']>(
  checks: readonly Check[],
  kind: Kind,
  node?: string,
): CheckOf<Kind> {
  const found = checks.find(
    (check) =>
      check.kind === kind && (node === undefined || ('node' in check && check.node === node)),
  );
  return found as CheckOf<Kind>;
}
