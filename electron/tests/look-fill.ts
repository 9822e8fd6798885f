import { openHistory } from '../../src-core/index.ts';
import { join } from 'node:path';
const MIN = 60_000;
function fill(folder: string): void {
  const now = Date.now();
  const history = openHistory(join(folder, 'history.db'));
  for (let at = now - 26 * 60 * MIN; at < now; at += 20_000) {
    const ago = (now - at) / MIN;
    if (ago > 400 && ago < 520) continue;
    if (ago > 20 && ago < 28) continue;
    const spike = ago > 900 && ago < 930 ? 30e6 : 0;
    const hashesPerSecond = 5e6 + 4e5 * Math.sin(ago / 40) + 2e5 * Math.random() + spike;
    history.addSample({ atMs: at, hashesPerSecond, difficulty: 1e9 * (1 + 0.1 * Math.floor(ago / 200)) });
  }
  const mark = (agoMin: number, facts: object) =>
    history.mark({ ...facts, atMs: now - agoMin * MIN } as never);
  mark(1300, { kind: 'started' });
  mark(925, { kind: 'settings-changed', keys: ['threadCount', 'node', 'practice'] });
  mark(520, { kind: 'node-lost', node: 'http://node.example:1848', error: 'timeout' });
  mark(400, { kind: 'node-back', node: 'http://node.example:1848' });
  mark(200, { kind: 'machine-left', key: 'x', name: 'rig07', reason: { kind: 'silent', ms: 60000 } });
  for (let i = 0; i < 12; i += 1) mark(190 + i / 10, { kind: 'machine-came', key: 'x' + i, name: 'rig' + i });
  mark(44, { kind: 'paused', reason: 'battery' });
  mark(42, { kind: 'resumed', reason: 'battery' });
  mark(28, { kind: 'stopped' });
  mark(20, { kind: 'started' });
  mark(10, { kind: 'fallback-used', node: 'http://b:1848', lost: 'http://a:1848' });
  history.close();
}


fill(process.argv[2]!);
