/** What the log says when the time has jumped or the network has changed. */
import { durationText } from '../../logging/duration-text.ts';
import type { Wake } from '../../system/wake-watch.ts';

/** A line in English, without its time. */
export function wakeText({ cause, jumpMs }: Wake): string {
  return `${FOUND[cause](jumpMs)}: connecting again`;
}

const FOUND: Readonly<Record<Wake['cause'], (jumpMs: number) => string>> = {
  time: (jumpMs) =>
    jumpMs < 0
      ? `the clock was set back by ${durationText(-jumpMs)}`
      : `${durationText(jumpMs)} have passed at once (the computer slept, or its clock was set)`,
  network: () => 'the addresses of this computer have changed',
  system: () => 'the computer woke up',
};
