/** What is wrong with a machine, in two words. */
import type { DeviceComplaint } from '../../contract/screen-contract.ts';
import type { MessageId } from '../../messages/catalogues.ts';

/** Of each kind of complaint, the worst first. */
export const COMPLAINT_LABELS: Readonly<Record<DeviceComplaint['kind'], MessageId>> = {
  'too-hot': 'devices.state.tooHot',
  'fan-stopped': 'devices.state.fanStopped',
  'board-missing': 'devices.state.boardMissing',
  'old-address': 'devices.state.oldAddress',
  'other-pool': 'devices.state.otherPool',
  slow: 'devices.state.slow',
  'hardware-errors': 'devices.state.hardwareErrors',
};
