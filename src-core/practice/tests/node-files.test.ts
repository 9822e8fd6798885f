/** What a node does with its data file when it cannot start, is damaged, or has ended. */
import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { HistoryEvent } from '../../storage/storage-events.ts';
import { listenOnLoopback } from '../../tests/loopback-server.ts';
import { startPracticeNode } from '../practice-node.ts';
import { getJob, heightOf, quietLogger, startNode } from './started-node.ts';

let dataFile: string;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-node-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  dataFile = join(folder, 'practice.db');
});

it('frees it where its port is taken, and where a bug keeps it from starting', async () => {
  const other = await listenOnLoopback(createServer());
  onTestFinished(() => other.close());
  const place = { graph: 'triangle', dataFile } as const;
  const taken = await startPracticeNode({ ...place, port: other.port }, quietLogger);
  expect(taken).toMatchObject({
    ok: false,
    error: { kind: 'listen', server: 'practice', reason: 'in-use', setting: null },
  });
  const bug = new Error('no time');
  const nowMicros = (): never => {
    throw bug;
  };
  const broken = startPracticeNode({ ...place, port: 0, nowMicros }, quietLogger);
  await expect(broken).rejects.toThrow(bug);
  expect(await heightOf(await startNode({ dataFile }), 0)).toBe(0);
});

it('says that it was damaged, in its log and to who asks for it', async () => {
  writeFileSync(dataFile, 'no database '.repeat(100));
  const events: HistoryEvent[] = [];
  const node = await startNode({ dataFile, onDataFile: (event) => events.push(event) });
  expect(events).toMatchObject([{ type: 'history-failed', fault: { kind: 'set-aside' } }]);
  expect(await node.logged()).toMatch(
    /^error the practice network’s chains in \S+practice\.db was damaged and is kept as \S+; a new file was started$/m,
  );
});

it('is set aside where it was damaged, whether someone asks for that or not', async () => {
  writeFileSync(dataFile, 'no database '.repeat(100));
  expect(await heightOf(await startNode({ dataFile }), 0)).toBe(0);
});

it.skipIf(process.platform === 'win32')('says that it can be written again', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const data = join(dirname(dataFile), 'data');
  const node = await startNode({ dataFile: join(data, 'practice.db') });
  renameSync(data, `${data}-away`);
  symlinkSync(data, data);
  vi.advanceTimersByTime(2_000);
  rmSync(data);
  renameSync(`${data}-away`, data);
  vi.advanceTimersByTime(20_000);
  const lines = (await node.logged())
    .split('\n')
    .filter((line) => line.includes('network’s chains'));
  expect(lines).toEqual([
    expect.stringMatching(
      /^error the practice network’s chains in \S+ cannot be written \(.+\); mining continues$/,
    ),
    'info the practice network’s chains can be written again',
  ]);
});

it('continues from its newest block where the clock was set back', async () => {
  const start = (bornMs: number) => {
    let nowMs = bornMs;
    return startNode({ dataFile, checkPow: false, nowMicros: () => (nowMs += 1) * 1_000 });
  };
  const first = await start(1.8e12);
  await first.solved((await getJob(first, 0)).work);
  await first.node.close();
  const again = await start(1.8e12 - 3_600_000);
  await again.solved((await getJob(again, 1)).work);
  expect([await heightOf(again, 0), await heightOf(again, 1)]).toEqual([1, 1]);
});

it.each(['close', 'kill'] as const)('does nothing more after %s', async (end) => {
  const { node } = await startNode({ dataFile });
  await node[end]();
  await node.reset();
  await node.close();
  await node.kill();
  const again = await startNode({ dataFile });
  expect(again.node.versionName).toBe('practice-triangle');
});
