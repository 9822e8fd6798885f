/** Why the graphics cards cannot be asked, in English, for the terminal and the log. */
import type { WorkerFault } from '../worker.ts';

/** A phrase without a stop, such as `the process that asks them ended with SIGSEGV`. */
export function gpuFaultText({ kind, detail, lastWords }: WorkerFault): string {
  const what = phraseOf(kind, detail);
  return lastWords === null ? what : `${what}; its last output: ${lastWords}`;
}

function phraseOf(kind: WorkerFault['kind'], detail: string): string {
  switch (kind) {
    case 'no-webgpu':
      return `WebGPU cannot be loaded: ${detail}`;
    case 'gpu-hung':
      return `the driver did not answer for ${detail} seconds`;
    case 'gpu-not-started':
      return `the process that asks them does not start: ${detail}`;
    case 'gpu-exited':
      return `the process that asks them ended with ${detail}`;
    default:
      return `the driver reports an error: ${detail}`;
  }
}
