/** Runs what is asked one after the other, in the order it was asked. */
type InTurn = <T>(act: () => Promise<T>) => Promise<T>;

/** A queue of its own. An act that throws rejects for its caller; the next one runs all the same. */
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const turn = last.then(act);
    // The caller holds `turn` and hears of a rejection there.
    last = turn.catch(() => undefined);
    return turn;
  };
}
