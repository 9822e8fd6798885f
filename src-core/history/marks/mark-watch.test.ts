import { describe, expect, it } from 'vitest';
import type { MachineSnapshot, MinerSnapshot } from '../../state/snapshot-types.ts';
import type { EventMark } from './history-mark.ts';
import { markEvent, markLook, NOTHING_MARKED } from './mark-watch.ts';

const START_MS = 1_700_000_000_000;
const NODE = 'http://node.lan:1848';
const OTHER = 'http://other.lan:1848';

/** A watch that is shown one event or look after the other. */
function watching() {
  let watch = NOTHING_MARKED;
  const all: EventMark[] = [];
  const keep = (after: ReturnType<typeof markLook>): readonly EventMark[] => {
    watch = after.watch;
    all.push(...after.marks);
    return after.marks;
  };
  return {
    all,
    event: (event: Parameters<typeof markEvent>[1], atMs: number) =>
      keep(markEvent(watch, event, START_MS + atMs)),
    look: (atMs: number, changes: Partial<MinerSnapshot>) =>
      keep(markLook(watch, { ...MINING, ...changes, atMs: START_MS + atMs })),
  };
}

const MINING = {
  phase: 'mining',
  node: { url: NODE, latencyMs: 3 },
  problems: [],
  rests: [],
  groups: [],
  stratum: null,
} as unknown as MinerSnapshot;

const lost = (node: string, atMs: number): MinerSnapshot['problems'][number] => ({
  kind: 'node',
  node,
  error: { kind: 'node-missing', detail: 'refused' },
  sinceMs: START_MS + atMs,
});

function machine(name: string, changes: Partial<MachineSnapshot>): MachineSnapshot {
  const fresh = { rig: name, address: '10.0.0.7', isOnline: true, connectedAtMs: START_MS };
  const rest = { shares: { accepted: 1 }, leftAtMs: null, leftReason: null };
  return { key: `${name}@10.0.0.7`, ...fresh, ...rest, ...changes } as MachineSnapshot;
}
const farm = (...machines: MachineSnapshot[]): Partial<MinerSnapshot> => ({
  stratum: { machines } as unknown as MinerSnapshot['stratum'],
});

describe('starts and stops', () => {
  it('are marked, and a pause is neither', () => {
    const { all, event } = watching();
    event({ type: 'mining-started' }, 0);
    event({ type: 'paused', reason: 'schedule' }, 1_000);
    event({ type: 'mining-stopped' }, 1_100);
    event({ type: 'rests-changed', rests: [] }, 9_000);
    event({ type: 'resumed', reason: 'schedule' }, 9_000);
    event({ type: 'mining-started' }, 9_100);
    event({ type: 'mining-stopped' }, 9_900);
    expect(all.map(({ kind, atMs }) => [kind, atMs - START_MS])).toEqual([
      ['started', 0],
      ['paused', 1_000],
      ['resumed', 9_100],
      ['stopped', 9_900],
    ]);
    expect(all[2]).toMatchObject({ reason: 'schedule' });
  });

  it('are marked after a stop during a pause', () => {
    const { all, event } = watching();
    event({ type: 'paused', reason: 'battery' }, 0);
    event({ type: 'rests-changed', rests: [] }, 1_000);
    event({ type: 'mining-started' }, 2_000);
    expect(all.map(({ kind }) => kind)).toEqual(['paused', 'started']);
  });
});

describe('a node', () => {
  it('is lost from its first failure on, and back when it answers again', () => {
    const { look } = watching();
    const problems = [lost(NODE, 2_000)];
    for (let second = 2; second < 12; second += 1) {
      expect(look(second * 1_000, { problems })).toEqual([]);
    }
    expect(look(12_000, { problems })).toEqual([
      { kind: 'node-lost', node: NODE, error: 'node-missing', atMs: START_MS + 2_000 },
    ]);
    expect(look(13_000, { problems })).toEqual([]);
    for (let second = 30; second < 40; second += 1) expect(look(second * 1_000, {})).toEqual([]);
    expect(look(40_000, {})).toEqual([{ kind: 'node-back', node: NODE, atMs: START_MS + 30_000 }]);
  });

  it('that is replaced by a fallback says which is used', () => {
    const { look } = watching();
    const onFallback = { problems: [lost(NODE, 0)], node: { url: OTHER, latencyMs: 3 } };
    look(0, onFallback);
    expect(look(10_000, onFallback)).toEqual([
      { kind: 'fallback-used', node: OTHER, lost: NODE, atMs: START_MS },
    ]);
  });

  it('that fails for a moment is not marked', () => {
    const { look, all } = watching();
    for (let second = 0; second < 60; second += 1) {
      look(second * 1_000, { problems: second % 10 < 5 ? [lost(NODE, second * 1_000)] : [] });
    }
    expect(all).toEqual([]);
  });
});

describe('machines', () => {
  it('come and leave, with the reason, but not those that gather after the start', () => {
    const { event, look } = watching();
    event({ type: 'mining-started' }, 0);
    expect(look(60_000, farm(machine('a', {})))).toEqual([]);
    const b = machine('b', { connectedAtMs: START_MS + 400_000 });
    expect(look(500_000, farm(machine('a', {}), b))).toEqual([
      { kind: 'machine-came', key: 'b@10.0.0.7', name: 'b', atMs: START_MS + 400_000 },
    ]);
    const leftReason = { kind: 'silent', ms: 600_000 } as const;
    const gone = machine('a', { isOnline: false, leftAtMs: START_MS + 510_000, leftReason });
    const left = {
      ...{ kind: 'machine-left', key: 'a@10.0.0.7', name: 'a', reason: leftReason },
      atMs: START_MS + 510_000,
    };
    expect(look(530_000, farm(gone, b))).toEqual([left]);
    expect(look(531_000, farm(gone, b))).toEqual([]);
    expect(look(900_000, farm(machine('a', { connectedAtMs: START_MS + 899_000 }), b))).toEqual([
      { kind: 'machine-came', key: 'a@10.0.0.7', name: 'a', atMs: START_MS + 899_000 },
    ]);
  });

  it('gather for two minutes after the start', () => {
    const { event, look } = watching();
    event({ type: 'mining-started' }, 0);
    expect(look(119_999, farm(machine('a', {})))).toEqual([]);
    expect(look(120_000, farm(machine('a', {}), machine('b', { rig: null })))).toMatchObject([
      { kind: 'machine-came', key: 'b@10.0.0.7', name: '10.0.0.7' },
    ]);
    // One that left without a time is not marked.
    expect(look(121_000, farm(machine('a', { isOnline: false })))).toEqual([]);
  });

  it('that were sent away as no node had work have no marks beside the one of the node', () => {
    const { event, look, all } = watching();
    event({ type: 'mining-started' }, -3_600_000);
    look(0, farm(machine('a', {})));
    all.length = 0;
    const leftReason = { kind: 'no-node', ms: 60_000 } as const;
    look(60_000, farm(machine('a', { isOnline: false, leftAtMs: START_MS, leftReason })));
    look(90_000, farm(machine('a', { connectedAtMs: START_MS + 89_000 })));
    expect(all).toEqual([]);
  });

  it('that never had a share accepted are not marked, and a flood of them is bounded', () => {
    const { event, look, all } = watching();
    event({ type: 'mining-started' }, -3_600_000);
    const shares = { accepted: 0 } as MachineSnapshot['shares'];
    expect(look(0, farm(machine('knocking', { shares })))).toEqual([]);
    const many = Array.from({ length: 3_000 }, (_, i) => machine(`rig ${i}`, {}));
    for (let second = 1; second < 3; second += 1) look(second * 1_000, farm(...many));
    expect(all.filter(({ kind }) => kind === 'machine-came')).toHaveLength(400);
  });

  it('of one address, or one IPv6 network, hide no marks of others, however many names they use', () => {
    const { event, look, all } = watching();
    event({ type: 'mining-started' }, -3_600_000);
    const flood = (name: string, addressOf: (i: number) => string): MachineSnapshot[] =>
      Array.from({ length: 600 }, (_, i) => machine(`${name} ${i}`, { address: addressOf(i) }));
    for (let second = 1; second < 10; second += 1) {
      look(second * 1_000, farm(...flood(`a ${second}`, () => '10.0.0.66')));
      look(second * 1_000, farm(...flood(`b ${second}`, (i) => `2001:db8:1:2::${i.toString(16)}`)));
    }
    look(20_000, farm(machine('honest', {})));
    look(3_700_000, farm(machine('of the next hour', { address: '10.0.0.66' })));
    expect(all.slice(-2)).toMatchObject([{ name: 'honest' }, { name: 'of the next hour' }]);
    expect(all.length).toBeLessThan(700);
  });
});
