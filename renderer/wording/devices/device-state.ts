/** The state of a machine by its own interface, as far as it says more than its session does. */
import type { DeviceComplaint, DeviceSnapshot } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { COMPLAINT_LABELS } from '../complaint-labels.ts';
import { complaintText } from './device-complaints.ts';
import { deviceErrorText } from './device-errors.ts';
import type { MachineState } from '../machines/machine-state.ts';
import { setupFaultText } from './setup-faults.ts';
import { setupStepText } from './setup-steps.ts';

/** The worst first. */
const COMPLAINT_ORDER = Object.keys(COMPLAINT_LABELS) as readonly DeviceComplaint['kind'][];

/** What a machine is called by its own interface: its model, or its address. */
export function deviceName({ model, host }: Pick<DeviceSnapshot, 'model' | 'host'>): string {
  return model ?? host;
}

/** The state of its worst complaint; null if it has none. */
export function complaintState(
  translation: Translation,
  device: Pick<DeviceSnapshot, 'complaints' | 'model' | 'host'>,
): MachineState | null {
  const [worst] = [...device.complaints].sort(
    (a, b) => COMPLAINT_ORDER.indexOf(a.kind) - COMPLAINT_ORDER.indexOf(b.kind),
  );
  if (worst === undefined) return null;
  const { happened, advice } = complaintText(translation, deviceName(device), worst);
  return {
    label: translation.t(COMPLAINT_LABELS[worst.kind]),
    meaning: `${happened} ${advice}`,
    reason: happened,
    tone: mayBreak(worst) ? 'bad' : 'warn',
    shape: 'quiet',
  };
}

/** Whether a complaint may damage the machine. */
export function mayBreak({ kind }: DeviceComplaint): boolean {
  return kind === 'too-hot' || kind === 'fan-stopped';
}

/** The state while its pools are written, or when that failed; null otherwise. */
export function setupState(
  translation: Translation,
  { setup }: Pick<DeviceSnapshot, 'setup'>,
): MachineState | null {
  if (setup === null || setup.state === 'done') return null;
  const { t } = translation;
  if (setup.state === 'running') {
    const { doing } = setupStepText(translation, setup.step);
    return {
      label: t(
        setup.kind === 'configure' ? 'devices.state.settingUp' : 'devices.state.puttingBack',
      ),
      meaning: doing,
      reason: doing,
      tone: 'calm',
      shape: 'half',
    };
  }
  const fault = setup.fault ?? ({ kind: 'device', error: { kind: 'cancelled' } } as const);
  const { happened, advice } = setupFaultText(translation, fault);
  return {
    label: t('devices.state.setupFailed'),
    meaning: `${happened} ${advice}`,
    reason: happened,
    tone: 'bad',
    shape: 'cross',
  };
}

/**
 * What a machine does that is not connected to the Stratum server.
 * @param isWatched whether machines are read without being asked to
 */
export function idleDeviceState(
  translation: Translation,
  device: DeviceSnapshot,
  isWatched: boolean,
): MachineState {
  const { t } = translation;
  const { error, reading } = device;
  if (error !== null) {
    const { happened, advice } = deviceErrorText(translation, error);
    const meaning = t('devices.meaning.noAnswer', { happened, advice });
    return {
      ...{ label: t('devices.state.noAnswer'), meaning, reason: happened },
      ...{ tone: 'warn', shape: 'quiet' },
    };
  }
  if (reading?.isAsleep === true) {
    return calm(t('devices.state.asleep'), t('devices.meaning.asleep'), 'gone');
  }
  const complaint = complaintState(translation, device);
  if (complaint !== null) return complaint;
  if (reading === null && !isWatched) {
    return calm(t('devices.state.notWatched'), t('devices.unwatched'), 'ring');
  }
  const active = reading?.pools.find(({ isActive, isAlive }) => isActive && isAlive);
  if (device.canPutBack && active === undefined) {
    return calm(t('devices.state.notConnected'), t('devices.meaning.notConnected'), 'ring');
  }
  // The one that its page has.
  const button = t(device.canConfigure ? 'devices.action.useHeddle' : 'devices.action.guide');
  return active === undefined
    ? calm(t('devices.state.notSetUp'), t('devices.meaning.notSetUp', { button }), 'ring')
    : calm(
        t('devices.state.otherPool'),
        t('devices.meaning.otherPool', { url: active.url, button }),
        'ring',
      );
}

function calm(label: string, meaning: string, shape: MachineState['shape']): MachineState {
  return { label, meaning, reason: meaning, tone: 'calm', shape };
}
