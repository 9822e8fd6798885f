import { randomBytes } from 'node:crypto';
import { openGpuProcess } from '../../src-core/workers/gpu/process/gpu-process.ts';
import type {
  GpuProcess,
  StartGpuProcess,
} from '../../src-core/workers/gpu/process/gpu-process.ts';
import type { GpuEvent } from '../../src-core/workers/gpu/gpu-messages.ts';

type Report = Extract<GpuEvent, { type: 'hashes' }>;

/** A card that is ready to search. */
interface Card {
  /** Searches for about `durationMs` in work without a solution; what it reported. */
  run(durationMs: number): Promise<readonly Report[]>;
  end(): Promise<void>;
}

/** Opens a card in a process of its own; rejects with its fault. */
export function openCard(
  start: StartGpuProcess,
  name: string,
  allowSoftware: boolean,
  workBytes: number,
): Promise<Card> {
  let id = 0;
  let reports: Report[] = [];
  return new Promise((resolve, reject) => {
    const gpu: GpuProcess = openGpuProcess({
      start,
      allowSoftware,
      onEvent(event) {
        if (event.type === 'hashes' && event.id === id) reports.push(event);
        if (event.type === 'ready') resolve({ run, end: gpu.end });
      },
      onFault: ({ kind, detail }) => reject(new Error(`${name}: ${kind} ${detail}`)),
    });
    gpu.send({ type: 'open', name, intensity: 1 });

    async function run(durationMs: number): Promise<readonly Report[]> {
      id += 1;
      reports = [];
      gpu.send({
        type: 'search',
        id,
        work: randomBytes(workBytes).toString('hex'),
        target: '0',
        creationTimeMicros: '1700000000000000',
      });
      await new Promise((done) => setTimeout(done, durationMs));
      gpu.send({ type: 'rest' });
      // The last dispatches end after that.
      await new Promise((done) => setTimeout(done, 500));
      return reports;
    }
  });
}
