import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { WorkerFault } from '../worker.ts';
import { openGpuProcess } from './process/gpu-process.ts';
import type { StartGpuProcess } from './process/gpu-process.ts';
import type { AdapterName } from './search/adapters.ts';

/** How long drivers may take to be found. */
const LIST_MS = 30_000;

/** The graphics cards of this computer, those in software too. Starts a GPU process for the answer. */
export function listGpus(
  start: StartGpuProcess,
  allowSoftware: boolean,
): Promise<Result<readonly AdapterName[], WorkerFault>> {
  return new Promise((resolve) => {
    const opened = openGpuProcess({
      start,
      allowSoftware,
      onEvent: (event) => {
        if (event.type !== 'adapters') return;
        void opened.end().then(() => resolve(ok(event.adapters)));
      },
      onFault: (fault) => resolve(err(fault)),
    });
    opened.expectNews(LIST_MS);
    opened.send({ type: 'list' });
  });
}
