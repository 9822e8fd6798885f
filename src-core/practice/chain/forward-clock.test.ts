import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createForwardClock } from './forward-clock.ts';

describe('the forward clock', () => {
  it('continues from where it was when the clock is set back', () => {
    const source = { micros: 5000 };
    const now = createForwardClock(() => source.micros, 0n);
    expect(now()).toBe(5000n);
    source.micros = 1000;
    expect(now()).toBe(5000n);
    source.micros = 1300;
    expect(now()).toBe(5300n);
  });

  it('starts no earlier than its minimum', () => {
    const source = { micros: 1000 };
    const now = createForwardClock(() => source.micros, 9000n);
    expect(now()).toBe(9000n);
    source.micros = 1001;
    expect(now()).toBe(9001n);
  });

  it('never runs backwards', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (readings) => {
        const source = { micros: 0 };
        const now = createForwardClock(() => source.micros, 0n);
        let last = 0n;
        for (const reading of readings) {
          source.micros = reading;
          const next = now();
          expect(next >= last).toBe(true);
          last = next;
        }
      }),
    );
  });
});
