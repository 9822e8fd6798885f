import { Modal, Radio } from '@mantine/core';
import { useState } from 'react';
import type {
  DeviceSnapshot,
  Failure,
  GivenLogin,
  PowerPlans,
} from '../../../../contract/screen-contract.ts';
import { setPowerPlan } from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import { useTranslation } from '../../../stores/use-translation.ts';
import { failureText } from '../../../wording/failures.ts';
import { deviceName } from '../../../wording/devices/device-state.ts';
import { powerPlanText } from '../../../wording/devices/power-plan.ts';
import styles from './device.module.css';

interface PowerPlanDialogProps {
  readonly device: DeviceSnapshot;
  readonly plans: PowerPlans;
  /** The login with which the plans were read; null where it is kept. */
  readonly login: GivenLogin | null;
  /** With the name of the plan that the machine took. */
  readonly onApplied: (plan: string) => void;
  readonly onClose: () => void;
}

/** The power plans that a machine offers, one of them to choose. */
export function PowerPlanDialog(props: PowerPlanDialogProps) {
  const { device, plans, login, onApplied, onClose } = props;
  const translation = useTranslation();
  const { t } = translation;
  const [chosen, setChosen] = useState(plans.current);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const wanted = plans.plans.find(({ id }) => id === chosen);
  const apply = async ({ id: plan, name }: PowerPlans['plans'][number]): Promise<void> => {
    setBusy(true);
    setRefusal(null);
    const outcome = await setPowerPlan({ id: device.id, plan, login });
    setBusy(false);
    if (!outcome.ok) return setRefusal(outcome.failure);
    onApplied(name);
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('devices.plans.title', { name: deviceName(device) })}
      withCloseButton={false}
      size="32rem"
    >
      <div className={styles.dialog}>
        {plans.plans.length === 0 && <p>{t('devices.plans.none')}</p>}
        {device.reading?.isAsleep === true && plans.plans.length > 0 && (
          <p>{t('devices.plans.wakes')}</p>
        )}
        {plans.plans.map((plan) => (
          <Radio
            key={plan.id}
            name="power-plan"
            classNames={{ description: styles.planAbout }}
            label={powerPlanText(translation, plan.name)}
            {...(plan.id === plans.current && { description: t('devices.plans.current') })}
            checked={chosen === plan.id}
            onChange={() => setChosen(plan.id)}
          />
        ))}
        {refusal !== null && (
          <p className={styles.bad} role="alert">
            {failureText(translation, refusal)}
          </p>
        )}
        <div className={styles.buttons}>
          <Button kind="quiet" onClick={onClose}>
            {t('devices.plans.close')}
          </Button>
          {plans.plans.length > 0 && (
            <Button
              kind="main"
              busy={busy}
              disabled={wanted === undefined || chosen === plans.current}
              onClick={() => {
                if (wanted !== undefined) void apply(wanted);
              }}
            >
              {t('devices.plans.apply')}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}
