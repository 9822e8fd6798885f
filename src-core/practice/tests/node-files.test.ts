/** What a node does with its data file when it cannot start, is damaged, or has ended. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { HistoryEvent } from '../../storage/storage-events.ts';
import { listenOnLoopback } from '../../tests/loopback-server.ts';
import { startPracticeNode } from '../practice-node.ts';
import { heightOf, quietLogger, startNode } from './started-node.ts';

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
  expect(taken).toMatchObject({ ok: false, error: { kind: 'listen', reason: 'in-use' } });
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

it('does nothing more once it has ended', async () => {
  const { node } = await startNode({ dataFile });
  await node.close();
  await node.reset();
  await node.kill();
  const again = await startNode({ dataFile });
  expect(again.node.versionName).toBe('practice-triangle');
});
