import { expect, it } from 'vitest';
import { translationTo } from '../../messages/translation.ts';
import type { NodeReadiness, ReadinessStep } from '../../contract/screen-contract.ts';
import { isReady, readinessTexts } from './node-readiness.ts';

const done: ReadinessStep = { state: 'done' };
const network = { versionName: 'mainnet01', nodeVersion: null, graph: [], blockDelayMicros: null };

function readiness(
  steps: Partial<NodeReadiness['steps']> = {},
  position: NodeReadiness['position'] = { height: 7_300_000, newestAgeMs: 9_000, isRecent: true },
): NodeReadiness {
  const all = { reachable: done, position: done, mining: done, key: done };
  return { network, position, steps: { ...all, ...steps } };
}

const english = translationTo('en');
const linesOf = (now: NodeReadiness, first: number | null = null): string[] =>
  readinessTexts(english, now, 'localhost:1848', first).map(({ mark, text }) => `${mark}: ${text}`);

it('says that a node can be mined with', () => {
  expect(isReady(readiness())).toBe(true);
  expect(linesOf(readiness())).toEqual([
    'done: It answers, on the network mainnet01.',
    'done: Height 7,300,000, the newest block is 9\u00a0s old.',
    'done: It hands out work.',
    'done: It mines for your key.',
  ]);
});

it('tells a node that catches up from one that stands still', () => {
  const behind = readiness({}, { height: 9_000, newestAgeMs: 7_200_000, isRecent: false });
  expect(isReady(behind)).toBe(false);
  expect(linesOf(behind)[1]).toMatch(/^now: Height 9,000, .* still catching up, or the network/);
  expect(linesOf(behind, 8_000)[1]).toMatch(/^now: Height 9,000, 1,000 more than when you began/);
});

it('says what to do about a step that failed, and what waits for it', () => {
  const error = { kind: 'mining-off', detail: 'status 404', status: 404 } as const;
  const off = readiness({
    mining: { state: 'failed', error },
    key: { state: 'waiting', reason: 'earlier-step' },
  });
  expect(isReady(off)).toBe(false);
  expect(linesOf(off)[2]).toContain('Enable mining coordination');
  expect(linesOf(off)[3]).toBe('waiting: After the steps above');
});
