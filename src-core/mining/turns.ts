/** Runs actions one after the other, in the order in which they were requested. */
type InTurn = <T>(act: () => Promise<T>) => Promise<T>;

/** A new queue. An action that throws rejects for its caller, and the next one still runs. */
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const turn = last.then(act);
    // The caller holds `turn` and gets a rejection there.
    last = turn.catch(() => undefined);
    return turn;
  };
}
