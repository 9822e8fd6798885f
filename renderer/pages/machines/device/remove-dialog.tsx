import { Modal } from '@mantine/core';
import type { DeviceSnapshot } from '../../../../contract/screen-contract.ts';
import { forgetMachine } from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import { openMachine } from '../../../stores/machine-list-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { deviceName } from '../../../wording/devices/device-state.ts';
import styles from './device.module.css';

interface RemoveDialogProps {
  readonly device: DeviceSnapshot;
  readonly onClose: () => void;
}

/** Asks before a machine is forgotten: its old pools go with it. */
export function RemoveDialog({ device, onClose }: RemoveDialogProps) {
  const { t } = useTranslation();
  const remove = (): void => {
    onClose();
    openMachine(null);
    void forgetMachine({ id: device.id });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('devices.remove.title', { name: deviceName(device) })}
      withCloseButton={false}
      size="32rem"
    >
      <div className={styles.dialog}>
        <p>{t('devices.remove.about')}</p>
        <div className={styles.buttons}>
          <Button kind="quiet" data-autofocus onClick={onClose}>
            {t('devices.login.cancel')}
          </Button>
          <Button kind="danger" onClick={remove}>
            {t('devices.remove.go')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
