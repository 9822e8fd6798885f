/** A process with one door, for a crash, a hang and memory to be its own. It serves one order of its parent. */
import { reasonOf } from '../../src-core/system/thrown-reason.ts';
import { loadDoor } from './doors.ts';
import { runDoor } from './run-door.ts';
import type { DoorReport } from './run-door.ts';

export interface ProcessOrder {
  readonly door: string;
  readonly seed: number;
  /** Null for as many as a whole campaign of that door has. */
  readonly inputs: number | null;
}

export type ProcessMessage =
  /** Sent every second while the process is not stuck. */
  | { readonly kind: 'alive'; readonly sent: number }
  | { readonly kind: 'done'; readonly report: DoorReport }
  /** The door could not be opened. */
  | { readonly kind: 'failed'; readonly reason: string };

const ALIVE_MS = 1_000;

async function serve({ door: name, seed, inputs }: ProcessOrder): Promise<void> {
  let sent = 0;
  const say = (message: ProcessMessage): Promise<void> =>
    new Promise((resolve) => process.send?.(message, () => resolve()));
  const timer = setInterval(() => void say({ kind: 'alive', sent }), ALIVE_MS);
  try {
    const door = await loadDoor(name);
    const report = await runDoor(
      door,
      { seed, inputs: inputs ?? door.inputs },
      (now) => (sent = now),
    );
    await say({ kind: 'done', report });
  } catch (error) {
    await say({ kind: 'failed', reason: reasonOf(error) });
  }
  clearInterval(timer);
  process.disconnect();
}

process.once('message', (order: ProcessOrder) => void serve(order));
process.once('disconnect', () => process.exit());
