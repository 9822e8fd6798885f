import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../config/miner-config.ts';
import type { Notice, NoticeFacts, NoticeMessage } from './notice.ts';
import {
  EMPTY_GATE,
  GAP_MS,
  GATHER_MS,
  KEPT_LIMIT,
  emptied,
  released,
  withNotice,
  isWanted,
} from './notice-gate.ts';
import type { GateRules } from './notice-gate.ts';

const offline = (machine: string): NoticeFacts => ({
  kind: 'machine-offline',
  machine,
  sinceMs: 0,
});
const found: NoticeFacts = {
  ...{ kind: 'block-found', id: 'b', chain: 3, height: 9 },
  ...{ versionName: 'mainnet01', finder: 'garage' },
};
/** In local time, as quiet hours are. */
const at = (day: number, hour: number, minute = 0, ms = 0): number =>
  new Date(2026, 5, day, hour, minute, 0, ms).getTime();

/** Lets notices come at their times, looks every second until `endMs`, and returns what went out. */
function play(
  given: Partial<GateRules>,
  coming: readonly (readonly [number, NoticeFacts])[],
  endMs: number,
): readonly NoticeMessage[] {
  const rules = { ...DEFAULT_CONFIG, ...given };
  const out: NoticeMessage[] = [];
  let gate = EMPTY_GATE;
  const left: Notice[] = coming.map(([atMs, facts]) => ({ ...facts, atMs }));
  for (let nowMs = left[0]?.atMs ?? endMs; nowMs <= endMs; nowMs += 1_000) {
    while ((left[0]?.atMs ?? Infinity) <= nowMs) {
      const [notice] = left.splice(0, 1);
      if (notice !== undefined) gate = withNotice(gate, notice, rules);
    }
    const after = released(gate, rules, nowMs);
    gate = after.gate;
    out.push(...after.messages);
  }
  return out;
}

const kinds = (messages: readonly NoticeMessage[]): string[][] =>
  messages.map(({ notices }) => notices.map(({ kind }) => kind));

it('sends a single notice within seconds', () => {
  const start = at(1, 12);
  const [message, ...more] = play({}, [[start, found]], start + 300_000);
  expect(message).toMatchObject({ reason: 'at-once', more: 0, notices: [{ kind: 'block-found' }] });
  expect((message?.atMs ?? 0) - start).toBe(GATHER_MS);
  expect(more).toEqual([]);
});

it('drops what is switched off, with its end', () => {
  const start = at(1, 12);
  const back: NoticeFacts = { kind: 'machine-back', machine: 'a', awayMs: 1 };
  const coming = [offline('a'), back, found].map((facts) => [start, facts] as const);
  const notifyKinds: GateRules['notifyKinds'] = ['block-found'];
  expect(kinds(play({ notifyKinds }, coming, start + 300_000))).toEqual([['block-found']]);
});

describe('a storm', () => {
  it('becomes one message when all machines leave within seconds', () => {
    const start = at(1, 12);
    const coming = Array.from(
      { length: 20 },
      (_, n) => [start + n * 200, offline(`m${n}`)] as const,
    );
    const messages = play({}, coming, start + 300_000);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ reason: 'gathered' });
    expect(messages[0]?.notices).toHaveLength(20);
  });

  it('becomes one message a minute when it continues', () => {
    const start = at(1, 12);
    const coming = Array.from({ length: 600 }, (_, n) => [start + n * 1_000, found] as const);
    const messages = play({}, coming, start + 700_000);
    expect(messages.length).toBeLessThanOrEqual(600_000 / GAP_MS + 2);
    const told = messages.reduce((sum, { notices, more }) => sum + notices.length + more, 0);
    expect(told).toBe(600);
  });

  it('does not hold up a single notice that follows another', () => {
    const start = at(1, 12);
    const back: NoticeFacts = { kind: 'machine-back', machine: 'a', awayMs: 1 };
    const messages = play(
      {},
      [
        [start, offline('a')],
        [start + 7_000, back],
      ],
      start + 13_000,
    );
    expect(kinds(messages)).toEqual([['machine-offline'], ['machine-back']]);
  });

  it('of single notices, too, ends after a few messages', () => {
    const start = at(1, 12);
    const coming = Array.from({ length: 9 }, (_, n) => [start + n * 6_000, found] as const);
    expect(play({}, coming, start + GAP_MS)).toHaveLength(3);
  });

  it('keeps a bounded number and counts the rest', () => {
    const start = at(1, 12);
    const coming = Array.from({ length: 450 }, () => [start, found] as const);
    const [message] = play({}, coming, start + 60_000);
    expect(message?.notices).toHaveLength(KEPT_LIMIT);
    expect(message?.more).toBe(350);
  });
});

describe('quiet hours', () => {
  const notifyQuietHours = '22:00-07:00';

  it('hold back what waits and tell it in one message at their end', () => {
    const coming = [
      [at(1, 23), offline('a')],
      [at(2, 2), offline('b')],
      [at(2, 3), { kind: 'machine-back', machine: 'a', awayMs: 1 }],
    ] as const;
    const messages = play({ notifyQuietHours }, coming, at(2, 8));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ reason: 'after-quiet-hours', atMs: at(2, 7) });
    expect(kinds(messages)).toEqual([['machine-offline', 'machine-offline', 'machine-back']]);
  });

  it('let pass what may', () => {
    const coming = [
      [at(1, 23), offline('a')],
      [at(2, 1), found],
    ] as const;
    const messages = play({ notifyQuietHours }, coming, at(2, 6, 59));
    expect(kinds(messages)).toEqual([['block-found']]);
    expect(kinds(play({ notifyQuietHours, notifyQuietPass: [] }, coming, at(2, 6, 59)))).toEqual(
      [],
    );
  });

  it('end at once when they are switched off', () => {
    const quiet = { ...DEFAULT_CONFIG, notifyQuietHours };
    const gate = withNotice(EMPTY_GATE, { ...offline('a'), atMs: at(1, 23) }, quiet);
    expect(released(gate, quiet, at(1, 23, 30)).messages).toEqual([]);
    expect(released(gate, DEFAULT_CONFIG, at(1, 23, 30)).messages).toHaveLength(1);
  });

  it('are kept when the program ends, while the rest goes out', () => {
    const quiet = { ...DEFAULT_CONFIG, notifyQuietHours };
    let gate = withNotice(EMPTY_GATE, { ...offline('a'), atMs: at(1, 23) }, quiet);
    gate = withNotice(gate, { ...found, atMs: at(1, 23) }, quiet);
    expect(kinds(emptied(gate, at(1, 23)))).toEqual([['block-found']]);
  });
});

it('reports no blocks of the practice network, where they come every few seconds', () => {
  const start = at(1, 12);
  const coming = [
    [start, found],
    [start, offline('a')],
  ] as const;
  expect(kinds(play({ practice: true }, coming, start + 60_000))).toEqual([['machine-offline']]);
});

it('does not call the practice network stalled: it has the blocks alone that are mined here', () => {
  expect(isWanted('network-stalled', { ...DEFAULT_CONFIG, practice: true })).toBe(false);
  expect(isWanted('network-stalled', { ...DEFAULT_CONFIG, practice: false })).toBe(true);
});
