/** The system's clock as this process sees it, which a case sets. Clocks that cannot be set go on as they are. */

const RealDate = Date;
let offsetMs = 0;

class SteppedDate extends RealDate {
  constructor(...given: [] | [number | string | Date]) {
    if (given.length === 0) super(SteppedDate.now());
    else super(...given);
  }

  static override now(): number {
    return RealDate.now() + offsetMs;
  }
}

/** Sets the clock of this process forth, or back by a negative step, in ms. */
export function stepClock(byMs: number): void {
  offsetMs += byMs;
  globalThis.Date = SteppedDate as DateConstructor;
}
