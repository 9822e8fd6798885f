import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DEFAULT_CONFIG } from '../config/miner-config.ts';
import { collectedLog } from '../tests/collected-log.ts';
import { HandClock } from '../tests/hand-clock.ts';
import { createNotices } from './notices.ts';

it.each([
  { kinds: ['mining-stopped'] as const, lines: 1 },
  { kinds: ['node-lost'] as const, lines: 0 },
])('logs and lists what the user wants to know of: $kinds', async ({ kinds, lines }) => {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-notices-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { logger, logged } = collectedLog();
  const notices = createNotices({
    ...{ folder, logger, clock: new HandClock(), environment: {} },
    config: () => ({ ...DEFAULT_CONFIG, notifyKinds: [...kinds] }),
    onEvent: () => undefined,
  });
  notices.take({ type: 'resume-failed' }, { blocks: [] });
  expect(notices.recent()).toHaveLength(lines);
  expect(await logged()).toHaveLength(lines);
  await notices.close();
});
