/** What a round at a Goldshell's web server is made of. */
import type { Result } from '../../../result.ts';
import type { DeviceError } from '../../device-error.ts';
import type { MachineAnswer, MachineRequest } from '../reach/machine-line.ts';

/** A request after the login; a stray 401 was retried, and refusals are failures. */
export type Ask = (
  method: 'GET' | 'PUT',
  path: string,
  more?: Pick<MachineRequest, 'json' | 'mayHangUp'>,
) => Promise<Result<MachineAnswer, DeviceError>>;
