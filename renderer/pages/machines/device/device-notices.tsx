import type { DeviceSnapshot } from '../../../../contract/screen-contract.ts';
import { Icon } from '../../../components/controls/icons.tsx';
import { useTranslation } from '../../../stores/use-translation.ts';
import { complaintText } from '../../../wording/devices/device-complaints.ts';
import { deviceErrorText } from '../../../wording/devices/device-errors.ts';
import { mayBreak } from '../../../wording/devices/device-state.ts';
import { rateDifferenceText } from '../../../wording/devices/rate-difference.ts';
import styles from './device.module.css';

interface DeviceNoticesProps {
  readonly device: DeviceSnapshot;
  /** The name of the machine in them. */
  readonly name: string;
}

/** What is wrong with a machine, each with what to do. */
export function DeviceNotices({ device, name }: DeviceNoticesProps) {
  const translation = useTranslation();
  const { complaints, error, difference } = device;
  const explains = difference !== null && difference.kind !== 'other-pool';
  return (
    <>
      {complaints.map((complaint) => (
        <Notice
          key={complaint.kind}
          tone={mayBreak(complaint) ? 'bad' : 'warn'}
          {...complaintText(translation, name, complaint)}
        />
      ))}
      {error !== null && <Notice tone="warn" {...deviceErrorText(translation, error)} />}
      {error === null && explains && (
        <Notice tone="calm" {...rateDifferenceText(translation, difference)} />
      )}
    </>
  );
}

interface NoticeProps {
  readonly tone: 'calm' | 'warn' | 'bad';
  readonly happened: string;
  readonly advice: string;
}

function Notice({ tone, happened, advice }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone} role="status">
      {tone !== 'calm' && <Icon name="warning" />}
      <p className="selectable">
        <strong>{happened}</strong> {advice}
      </p>
    </div>
  );
}
