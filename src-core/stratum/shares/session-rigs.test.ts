import { describe, expect, it } from 'vitest';
import { RigRates } from './rig-rates.ts';
import { SessionRigs } from './session-rigs.ts';

/** The reported rigs with their sessions. */
function reported(book: RigRates, nowMs: number): Record<string, number> {
  const rigs: Record<string, number> = {};
  book.report(
    (event) => {
      if (event.type === 'rig-measured') rigs[event.rig] = event.sessions;
    },
    0,
    nowMs,
  );
  return rigs;
}

describe('the rigs of a session', () => {
  it('are its address until it has a name, and nothing before it subscribed', () => {
    const book = new RigRates(0);
    const rigs = new SessionRigs(book, '10.0.0.2');
    expect(reported(book, 5_000)).toEqual({});
    rigs.open(5_000);
    expect([rigs.of('a.b'), reported(book, 10_000)]).toEqual(['10.0.0.2', { '10.0.0.2': 1 }]);
    rigs.add('a.b', 10_000);
    expect([rigs.of('a.c'), reported(book, 15_000)]).toEqual(['b', { b: 1 }]);
    rigs.close(15_000);
    expect(reported(book, 20_000)).toEqual({});
  });

  it('are counted apart by the user of each share where several were authorized', () => {
    const rigs = new SessionRigs(new RigRates(0), '10.0.0.2');
    rigs.add('account.left', 0);
    rigs.add('account.right', 0);
    rigs.open(0);
    expect(['account.left', 'account.right', 'account.other', ''].map((u) => rigs.of(u))).toEqual([
      'left',
      'right',
      'right',
      'right',
    ]);
  });

  it('are joined and left once each, however often they are named', () => {
    const book = new RigRates(0);
    const rigs = new SessionRigs(book, '10.0.0.2');
    rigs.open(0);
    rigs.open(0);
    for (const user of ['a.one', 'a.one', 'a.two', 'a.one', '10.0.0.2']) rigs.add(user, 0);
    expect([...rigs.names]).toEqual(['two', 'one', '10.0.0.2']);
    expect(reported(book, 5_000)).toEqual({ one: 1, two: 1, '10.0.0.2': 1 });
    rigs.close(5_000);
    rigs.add('a.three', 6_000);
    expect(reported(book, 10_000)).toEqual({});
  });

  it('keep the address as a name where the machine is named so', () => {
    const rigs = new SessionRigs(new RigRates(0), '10.0.0.2');
    rigs.add('10.0.0.2', 0);
    expect([...rigs.names]).toEqual(['10.0.0.2']);
    for (const user of ['a.one', 'a.two']) rigs.add(user, 0);
    expect([...rigs.names]).toEqual(['10.0.0.2', 'one', 'two']);
  });

  it('take nothing from another session of the same name before they subscribe', () => {
    const book = new RigRates(0);
    const [here, other] = [new SessionRigs(book, '10.0.0.2'), new SessionRigs(book, '10.0.0.3')];
    here.open(0);
    here.add('a.one', 0);
    other.add('a.one', 0);
    other.close(0);
    expect(reported(book, 5_000)).toEqual({ one: 1 });
  });

  it('are the 256 named last, however many names come', () => {
    const book = new RigRates(0);
    const rigs = new SessionRigs(book, '10.0.0.2');
    rigs.open(0);
    for (let i = 0; i < 1000; i++) rigs.add(`account.rig${i}`, i);
    expect(Object.keys(reported(book, 5_000)).length).toBe(256);
    expect([rigs.of('account.rig999'), rigs.of('account.rig744')]).toEqual(['rig999', 'rig744']);
    expect(rigs.of('account.rig743')).toBe('rig999');
  });
});
