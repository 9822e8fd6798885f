/** A fault in the program while it starts to mine: a sentence and an exit code, and nothing stays open. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { minerConfigSchema } from '../../config/miner-config.ts';
import { LOCK_FILE, takeDataLock } from '../../system/data-lock.ts';
import { mineHeadless } from './mine-headless.ts';

vi.mock(import('../../mining/mining-session.ts'), () => ({
  createMiningSession: () => {
    throw new Error('no session');
  },
}));

it('says what is wrong, and gives the data folder back', async ({ onTestFinished }) => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'heddle-broken-'));
  onTestFinished(() => rm(dataDirectory, { recursive: true, force: true }));
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const config = minerConfigSchema.parse({ practice: true, workers: ['cpu'], logLevel: 'quiet' });
  const code = await mineHeadless({ kind: 'mine', config, dataDirectory, notices: [] });
  const text = said.mock.calls.join('');
  said.mockRestore();
  expect(code).toBe(1);
  expect(text).toBe('Heddle has ended because of a fault in it: no session\n');
  const lock = takeDataLock(join(dataDirectory, LOCK_FILE), 'terminal');
  expect(lock.ok).toBe(true);
  if (lock.ok) lock.value();
});
