/** The service in a GPU process, with a card of paper: its answers to the miner's commands. */
import { describe, expect, it, vi } from 'vitest';
import { withTimeAndNonce } from '../../../chainweb/mining-work.ts';
import { isSolved } from '../../../chainweb/pow-hash.ts';
import { madeUpWork } from '../../../tests/made-up-work.ts';
import type { GpuCommand, GpuEvent } from '../gpu-messages.ts';
import { paperCard } from '../tests/paper-card.ts';
import { createGpuService } from './gpu-service.ts';

/** A service, and what it has said. */
function serviceOf(card = paperCard()) {
  const events: GpuEvent[] = [];
  const take = createGpuService({ gpu: card.gpu, send: (event) => void events.push(event) });
  const said = (type: GpuEvent['type']): GpuEvent[] => events.filter((each) => each.type === type);
  const until = (type: GpuEvent['type'], count = 1): Promise<void> =>
    vi.waitFor(() => expect(said(type).length).toBeGreaterThanOrEqual(count), {
      interval: 1,
      timeout: 20_000,
    });
  return { card, take, events, said, until };
}

/** Lets what waits for the card go on. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
}

const open: GpuCommand = { type: 'open', name: 'A Card', intensity: 1 };

function searchFor(id: number, level: number): Extract<GpuCommand, { type: 'search' }> {
  const { bytes, target, header } = madeUpWork({ level });
  return {
    ...{ type: 'search', id, target: target.toString(16) },
    work: Buffer.from(bytes).toString('hex'),
    creationTimeMicros: String(header.creationTimeMicros),
  };
}

describe('where there is no WebGPU', () => {
  const answer = (command: GpuCommand): Promise<GpuEvent> =>
    new Promise((resolve) => createGpuService({ gpu: null, send: resolve })(command));

  it('has no card to list or to open, and says so at once', async () => {
    expect(await answer({ type: 'list' })).toEqual({ type: 'adapters', adapters: [] });
    expect(await answer({ type: 'open', name: 'Iris Xe', intensity: 1 })).toEqual({
      type: 'fault',
      kind: 'gpu-missing',
      detail: 'Iris Xe',
    });
  });
});

describe('the service of a card', () => {
  it('lists it, and opens it once it has passed its test', async () => {
    const { card, take, events, until } = serviceOf();
    take({ type: 'list' });
    await until('adapters');
    take(open);
    await until('ready');
    const adapters = [{ name: 'A Card', isSoftware: false }];
    expect(events).toEqual([{ type: 'adapters', adapters }, { type: 'ready' }]);
    expect(card.made).toMatchObject({ devices: 1, dispatches: 1 });
  });

  it('searches what was wanted before it was open, and each later job until it is solved', async () => {
    const { take, events, said, until } = serviceOf();
    const { bytes, target } = madeUpWork({ level: 8 });
    take(searchFor(7, 8));
    take(open);
    await until('found');
    take(searchFor(8, 8));
    await until('found', 2);
    for (const event of said('found')) {
      if (event.type !== 'found') continue;
      const { creationTimeMicros, nonce } = event;
      const solved = withTimeAndNonce(bytes, BigInt(creationTimeMicros), BigInt(nonce));
      expect(isSolved(solved, target)).toBe(true);
    }
    // Each with the rest of its hashes before; no nonce of the first is tried again.
    expect(
      events.map((event) => ('id' in event ? `${event.type} ${event.id}` : event.type)),
    ).toEqual(['ready', 'hashes 7', 'found 7', 'hashes 8', 'found 8']);
    const [first, second] = said('found').map((event) => event.type === 'found' && event.nonce);
    expect(first).not.toBe(second);
  });

  it('leaves a job for another one, and rests when that is asked', async () => {
    const { card, take, said, until } = serviceOf();
    take(open);
    await until('ready');
    take(searchFor(1, 256));
    await vi.waitFor(() => expect(card.made.dispatches).toBeGreaterThan(2), {
      interval: 1,
      timeout: 20_000,
    });
    take(searchFor(2, 8));
    await until('found');
    await turns();
    expect(said('found')).toMatchObject([{ id: 2 }]);
    expect(said('hashes').map((event) => 'id' in event && event.id)).toEqual([1, 2]);
    take(searchFor(3, 256));
    take({ type: 'rest' });
    await until('hashes', 3);
    const { dispatches } = card.made;
    await turns();
    expect([card.made.dispatches, said('found').length]).toEqual([dispatches, 1]);
  });

  it('says nothing of a solution of work that was replaced while its dispatch ran', async () => {
    const { card, take, said, until } = serviceOf();
    take(open);
    await until('ready');
    const { dispatches } = card.made;
    take(searchFor(1, 4));
    while (card.made.dispatches === dispatches) await Promise.resolve();
    take(searchFor(2, 256));
    await until('hashes');
    take({ type: 'rest' });
    await until('hashes', 2);
    expect(said('hashes').map((event) => 'id' in event && event.id)).toEqual([1, 2]);
    expect(said('found')).toEqual([]);
  });

  it('ends a pause between dispatches for other work', async () => {
    const { card, take, said, until } = serviceOf();
    // A pause of minutes after the first dispatch, which is reported before.
    take({ ...open, intensity: 0.00001 });
    take(searchFor(1, 256));
    await until('hashes');
    await turns();
    // That of the test, and one.
    expect(card.made.dispatches).toBe(2);
    take(searchFor(2, 4));
    await until('found');
    expect(said('found')).toMatchObject([{ id: 2 }]);
  });
});

describe('a card that is of no more use', () => {
  const faultOf = (card = paperCard(), command: GpuCommand = open) => {
    const service = serviceOf(card);
    service.take(command);
    return { ...service, fault: service.until('fault').then(() => service.said('fault')) };
  };

  it('is missing', async () => {
    const { fault } = faultOf(paperCard('Another Card'));
    expect(await fault).toEqual([{ type: 'fault', kind: 'gpu-missing', detail: 'A Card' }]);
  });

  it('gives no device', async () => {
    const card = paperCard();
    card.refusal = new Error(`no device: ${'x'.repeat(1000)}`);
    const { events, fault } = faultOf(card);
    const detail = `no device: ${'x'.repeat(489)}`;
    expect(await fault).toEqual([{ type: 'fault', kind: 'gpu-failed', detail }]);
    expect(events).toHaveLength(1);
  });

  it('computes wrongly, in its test or later', async () => {
    const card = paperCard();
    card.spoil = (list) => list.set([0]);
    expect(await faultOf(card).fault).toMatchObject([
      { kind: 'gpu-wrong', detail: expect.stringContaining('0 nonces found, not the') },
    ]);
    const later = serviceOf();
    later.take(open);
    await later.until('ready');
    later.card.spoil = (list) => list.set([1, 0, 0, 0]);
    later.take(searchFor(1, 256));
    await later.until('fault');
    expect(later.said('fault')).toMatchObject([
      { kind: 'gpu-wrong', detail: expect.stringMatching(/^nonce \d+ is no candidate$/) },
    ]);
  });

  it('is lost while it searches, which ends the search; only the first fault counts', async () => {
    const { card, take, said, until } = serviceOf();
    take(open);
    await until('ready');
    take(searchFor(1, 256));
    await vi.waitFor(() => expect(card.made.dispatches).toBeGreaterThan(1), {
      interval: 1,
      timeout: 20_000,
    });
    card.lose('the driver was reset');
    await until('fault');
    card.complain('out of memory');
    await until('hashes');
    const { dispatches } = card.made;
    take(searchFor(2, 8));
    await turns();
    expect(card.made.dispatches).toBe(dispatches);
    expect(said('fault')).toEqual([
      { type: 'fault', kind: 'gpu-lost', detail: 'the driver was reset' },
    ]);
  });

  it('reports an error that belongs to no call', async () => {
    const { card, take, said, until } = serviceOf();
    take(open);
    await until('ready');
    card.complain('out of memory');
    expect(said('fault')).toEqual([{ type: 'fault', kind: 'gpu-failed', detail: 'out of memory' }]);
  });
});
