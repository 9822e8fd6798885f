import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PendingApprovals } from './pending-approvals.ts';
import type { AuthorizeRequest } from './authorization.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Asked {
  readonly rig: string;
  readonly withdrawn: AbortSignal;
  readonly resolve: (accept: boolean) => void;
}

function questions(): { readonly book: PendingApprovals; readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const book = new PendingApprovals(
    ({ rig }, withdrawn) => new Promise((resolve) => asked.push({ rig, withdrawn, resolve })),
  );
  return { book, asked };
}

function request(
  rig: string,
  address = '10.0.0.2',
  gone = new AbortController(),
): AuthorizeRequest & { leave(): void } {
  const peer = { address, agent: null };
  return { user: rig, rig, password: '', peer, gone: gone.signal, leave: () => gone.abort() };
}

describe('questions about rigs seen for the first time', () => {
  it('are asked once for all that wait, and the answer is kept', async () => {
    const { book, asked } = questions();
    const [first, second] = [book.about(request('a')), book.about(request('A'))];
    expect(asked.length).toBe(1);
    asked[0]?.resolve(true);
    expect(await Promise.all([first, second])).toEqual([true, true]);
    expect(book.about(request('a'))).toBe(true);
  });

  it('are at most four of one address and a hundred in all', () => {
    const { book, asked } = questions();
    // The questions of 25 addresses are all the server has open.
    for (let host = 0; host < 30; host++) {
      for (let rig = 0; rig < 6; rig++) {
        const answer = book.about(request(`rig ${rig}`, `10.0.0.${host}`));
        const isAsked = rig < 4 && host < 25;
        expect(answer instanceof Promise).toBe(isAsked);
        const where = host < 24 ? 'address' : 'server';
        if (!isAsked) expect(answer).toEqual({ kind: 'too-many-waiting', where });
      }
    }
    expect(asked.length).toBe(100);
  });

  it('are four of an IPv6 network, but of each address for itself', async () => {
    const { book, asked } = questions();
    const answers = Array.from({ length: 6 }, (_, host) =>
      book.about(request('a', `2001:db8::${host}`)),
    );
    expect(answers.slice(4)).toEqual(Array(2).fill({ kind: 'too-many-waiting', where: 'address' }));
    asked[0]?.resolve(true);
    expect(await answers[0]).toBe(true);
    expect(book.about(request('a', '2001:db8::0'))).toBe(true);
    expect(book.about(request('a', '2001:db8::5'))).toBeInstanceOf(Promise);
  });

  it('are withdrawn a while after all that waited have gone, and asked again later', async () => {
    const { book, asked } = questions();
    const [first, second] = [request('a'), request('a')];
    void book.about(first);
    void book.about(second);
    first.leave();
    vi.advanceTimersByTime(60_000);
    expect(asked[0]?.withdrawn.aborted).toBe(false);
    second.leave();
    vi.advanceTimersByTime(29_000);
    expect(asked[0]?.withdrawn.aborted).toBe(false);
    vi.advanceTimersByTime(2_000);
    expect(asked[0]?.withdrawn.aborted).toBe(true);
    // What comes for a question that was withdrawn is no answer.
    asked[0]?.resolve(false);
    await Promise.resolve();
    expect(book.about(request('a'))).toBeInstanceOf(Promise);
    expect(asked.length).toBe(2);
  });

  it('are left alone by a late answer to one that was withdrawn before', async () => {
    const { book, asked } = questions();
    const first = request('a');
    void book.about(first);
    first.leave();
    vi.advanceTimersByTime(30_000);
    const second = book.about(request('a'));
    asked[0]?.resolve(false);
    await Promise.resolve();
    expect(book.about(request('a'))).toBe(second);
    asked[1]?.resolve(true);
    expect(await second).toBe(true);
    expect(book.about(request('a'))).toBe(true);
    expect(asked.length).toBe(2);
  });

  it('stay for the whole while from the last time that a machine left', () => {
    const { book, asked } = questions();
    for (let i = 0; i < 3; i++) {
      const brief = request('a');
      void book.about(brief);
      brief.leave();
      vi.advanceTimersByTime(20_000);
      expect(asked[0]?.withdrawn.aborted).toBe(false);
    }
    vi.advanceTimersByTime(9_999);
    expect(asked[0]?.withdrawn.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(asked[0]?.withdrawn.aborted).toBe(true);
  });

  it('stay while a machine that flaps comes back in time', () => {
    const { book, asked } = questions();
    for (let i = 0; i < 100; i++) {
      const flapping = request('a');
      void book.about(flapping);
      vi.advanceTimersByTime(3000);
      flapping.leave();
    }
    expect(asked.length).toBe(1);
    expect(asked[0]?.withdrawn.aborted).toBe(false);
  });

  it('that fail are asked again by the next machine', async () => {
    let count = 0;
    const book = new PendingApprovals(() => Promise.reject(new Error(`failure ${++count}`)));
    await expect(book.about(request('a'))).rejects.toThrow('failure 1');
    await expect(book.about(request('a'))).rejects.toThrow('failure 2');
  });

  it('that answer themselves at once are asked every time', () => {
    const answers = [true, false];
    const book = new PendingApprovals(() => answers.shift() ?? false);
    expect([book.about(request('a')), book.about(request('a'))]).toEqual([true, false]);
  });

  it('remember the answers of at most ten thousand rigs', async () => {
    const { book, asked } = questions();
    for (let rig = 0; rig < 10_000; rig++) {
      void book.about(request(`rig ${rig}`));
      asked[rig]?.resolve(true);
      await Promise.resolve();
    }
    expect(book.about(request('rig 0'))).toBe(true);
    expect(book.about(request('one more'))).toEqual({
      kind: 'too-many-waiting',
      where: 'server',
    });
  });
});
