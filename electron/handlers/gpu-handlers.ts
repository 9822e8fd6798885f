/** What is done for requests about the graphics cards of this computer. */
import { gpuFaultText, listGpus } from '../../src-core/index.ts';
import type { Logger, StartGpuProcess } from '../../src-core/index.ts';
import type { RequestHandlers } from '../../contract/answer-request.ts';
import type { MinerSettings } from '../settings/miner-settings.ts';

interface GpuHandlerParts {
  readonly settings: Pick<MinerSettings, 'current'>;
  readonly startGpu: StartGpuProcess;
  readonly logger: Logger;
}

/** Cards that cannot be asked are none to the screen; the log says why. */
export function createGpuHandlers({
  settings,
  startGpu,
  logger,
}: GpuHandlerParts): Pick<RequestHandlers, 'findGpus'> {
  return {
    async findGpus() {
      const { allowSoftwareGpu } = settings.current();
      const listed = await listGpus(startGpu, allowSoftwareGpu);
      if (!listed.ok) {
        logger.warn(`the graphics cards cannot be asked: ${gpuFaultText(listed.error)}`);
        return [];
      }
      return listed.value
        .filter(({ isSoftware }) => allowSoftwareGpu || !isSoftware)
        .map(({ name }) => name);
    },
  };
}
