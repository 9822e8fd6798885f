/**
 * Tells a stream that has stalled from one whose chain has nothing to say. Blocks of a slow network, or
 * of a practice network that waits for its miner, may be minutes or hours apart, so silence alone says
 * little: what counts is whether the node's cut shows blocks that the stream did not announce.
 */

/** `stalled`: the chain has moved meanwhile, or may have; `quiet`: it has not. */
export type SilenceVerdict = 'stalled' | 'quiet';

interface SilenceWatch {
  /** The stream has just said something. */
  noteData(): void;
  stop(): void;
}

interface SilenceWatchOptions {
  /** Silence after which it is judged, ms. */
  readonly limitMs: number;
  /** The newest block of the chain by another way than the stream; undefined while that is not known. */
  readonly tip: () => string | undefined;
  /** Called at the end of each silence of that length. */
  readonly onSilent: (verdict: SilenceVerdict) => void;
}

/**
 * The part of the limit in which the cut may still be catching up with what the stream said last: 30 s
 * of 150 s, while the cut is polled at least every 10 s.
 */
const SETTLING = 1 / 5;

/** Starts to watch. */
export function watchSilence({ limitMs, tip, onSilent }: SilenceWatchOptions): SilenceWatch {
  const settlingMs = limitMs * SETTLING;
  let timer = setTimeout(settle, settlingMs);

  function settle(): void {
    const before = tip();
    const judge = (): void =>
      onSilent(before !== undefined && tip() === before ? 'quiet' : 'stalled');
    timer = setTimeout(judge, limitMs - settlingMs);
  }

  return {
    noteData() {
      clearTimeout(timer);
      timer = setTimeout(settle, settlingMs);
    },
    stop: () => clearTimeout(timer),
  };
}
