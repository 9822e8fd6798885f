import { expect, it } from 'vitest';
import type { OwnBlock } from '../../state/snapshot-types.ts';
import { noticesOfEvent } from './event-notices.ts';
import type { UncertainBlocks, WatchedEvent } from './event-notices.ts';

const own = { id: 'b', chain: 3, height: 7, versionName: 'mainnet01', worker: 'attic' };
const blocks = [{ ...own, id: 'a', height: 6 }, own] as unknown as OwnBlock[];
const error = { kind: 'timeout', detail: '' } as const;
const after = (uncertain: UncertainBlocks, event: WatchedEvent) =>
  noticesOfEvent(uncertain, event, { blocks });
const NONE: UncertainBlocks = new Set();

it('says where a block was found and by whom, as far as that is known', () => {
  const { notices } = after(NONE, { type: 'solution-accepted', id: 'b', atMs: 1 });
  const { worker, ...place } = own;
  expect(notices).toEqual([{ kind: 'block-found', ...place, finder: worker }]);
  const unknown = after(NONE, { type: 'solution-accepted', id: 'c', atMs: 1 });
  expect(unknown.notices).toEqual([
    { kind: 'block-found', id: 'c', chain: null, height: null, versionName: null, finder: null },
  ]);
  const orphaned = after(NONE, { type: 'block-orphaned', id: 'b', atMs: 1 });
  expect(orphaned.notices).toEqual([{ kind: 'block-orphaned', id: 'b', chain: 3, height: 7 }]);
});

it('reports no blocks of a practice network, whatever node it is behind', () => {
  const practised = blocks.map((block) => ({ ...block, versionName: 'practice-triangle' }));
  for (const type of ['solution-accepted', 'block-orphaned', 'block-confirmed'] as const) {
    const { notices } = noticesOfEvent(
      new Set(['b']),
      { type, id: 'b', atMs: 1 },
      {
        blocks: practised,
      },
    );
    expect(notices).toEqual([]);
  }
});

it('reports an uncertain block once the chain has it, and forgets it with that', () => {
  const uncertain = new Set(['a', 'b']);
  const confirmed = after(uncertain, { type: 'block-confirmed', id: 'b', atMs: 1 });
  expect(confirmed.notices).toMatchObject([{ kind: 'block-found', id: 'b' }]);
  expect([...confirmed.uncertain]).toEqual(['a']);
  expect(after(confirmed.uncertain, { type: 'block-confirmed', id: 'b', atMs: 1 }).notices).toEqual(
    [],
  );
  const orphaned = after(uncertain, { type: 'block-orphaned', id: 'a', atMs: 1 });
  expect([...orphaned.uncertain]).toEqual(['b']);
});

it('remembers the latest 500 uncertain blocks', () => {
  let uncertain = NONE;
  for (let i = 0; i < 501; i++) {
    uncertain = after(uncertain, {
      type: 'solution-uncertain',
      id: `${i}`,
      atMs: 1,
      error,
    }).uncertain;
  }
  expect([uncertain.size, uncertain.has('0'), uncertain.has('500')]).toEqual([500, false, true]);
});
