/** Why a kind of worker does not mine, in English, for the log. */
import type { GroupError } from '../../workers/fleet.ts';
import { gpuFaultText } from '../../workers/gpu/gpu-fault-text.ts';

/** A phrase without a stop. */
export function errorText(error: GroupError): string {
  switch (error.kind) {
    case 'listen':
      return `cannot listen on ${error.interfaceName} port ${error.port} (${error.reason}): ${error.detail}`;
    case 'stratum-difficulty':
      return `stratumDifficulty is ${JSON.stringify(error.value)}`;
    case 'no-command':
      return 'externalWorkerCommand is not set';
    case 'command-not-confirmed':
      return 'the user has not agreed to run its command';
    case 'gpu':
      return `the graphics cards cannot be asked: ${gpuFaultText(error.fault)}`;
    case 'no-gpu':
      return ['no graphics card was found', ...error.software].join(', but for ');
    case 'unexpected':
      return error.detail;
  }
}
