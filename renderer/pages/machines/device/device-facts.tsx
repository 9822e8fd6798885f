import type { DeviceSnapshot } from '../../../../contract/screen-contract.ts';
import { Button } from '../../../components/controls/button.tsx';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { openPage } from '../../../stores/view-store.ts';
import { durationText } from '../../../wording/figures/durations.ts';
import { UNKNOWN, hashRateText } from '../../../wording/figures/si-number.ts';
import {
  celsiusText,
  costPerDayText,
  efficiencyText,
  fansText,
  hottestCelsius,
} from '../../../wording/devices/device-figures.ts';
import { modelText } from '../../../wording/devices/device-model.ts';
import { powerPlanText } from '../../../wording/devices/power-plan.ts';
import { Fact } from '../../../components/display/fact.tsx';
import styles from '../detail/machine-detail.module.css';
import { WattsFact } from './watts-fact.tsx';

/** What a machine is and what it reports now. */
export function DeviceFacts({ device }: { readonly device: DeviceSnapshot }) {
  const translation = useTranslation();
  const { t } = translation;
  const { reading, error, power } = device;
  const now = error === null ? reading : null;
  const active = now?.pools.find(({ isActive }) => isActive);
  return (
    <dl className={styles.facts}>
      <Fact name={t('devices.fact.model')}>{modelText(translation, device)}</Fact>
      <Fact name={t('machines.fact.address')}>
        <span className="mono">{device.host}</span>
      </Fact>
      <Fact name={t('devices.fact.firmware')}>{device.firmware ?? UNKNOWN}</Fact>
      {device.mac !== null && (
        <Fact name={t('devices.fact.mac')}>
          <span className="mono">{device.mac}</span>
        </Fact>
      )}
      <Fact name={t('devices.fact.reportedRate')}>
        {hashRateText(translation, now?.hashesPerSecond ?? null)}
      </Fact>
      <Fact name={t('devices.fact.temperature')}>
        {celsiusText(translation, hottestCelsius(now))}
      </Fact>
      <Fact name={t('devices.fact.fans')}>{fansText(translation, now?.fans ?? [])}</Fact>
      <Fact name={t('devices.fact.uptime')}>
        {durationText(translation, now?.uptimeSeconds ?? null)}
      </Fact>
      <Fact name={t('devices.fact.pool')}>
        {active === undefined ? (
          now === null ? (
            UNKNOWN
          ) : (
            t('devices.fact.noPool')
          )
        ) : (
          <span className="mono">{active.url}</span>
        )}
      </Fact>
      {device.powerPlan !== null && (
        <Fact name={t('devices.fact.powerPlan')}>
          {powerPlanText(translation, device.powerPlan)}
        </Fact>
      )}
      <Fact name={t('devices.fact.watts')}>
        <WattsFact device={device} />
      </Fact>
      {power !== null && (
        <>
          <Fact name={t('devices.fact.efficiency')}>
            {efficiencyText(translation, power.joulesPerTerahash)}
          </Fact>
          <Fact name={t('devices.fact.cost')}>
            <Cost watts={power.watts} />
          </Fact>
        </>
      )}
    </dl>
  );
}

function Cost({ watts }: { readonly watts: number }) {
  const translation = useTranslation();
  const price = useSettingsStore((settings) => settings.config?.electricityPrice ?? null);
  const currency = useSettingsStore((settings) => settings.config?.currency ?? 'USD');
  if (price !== null) return costPerDayText(translation, watts, price, currency);
  return (
    <Button kind="quiet" size="small" onClick={() => openPage('settings', 'electricityPrice')}>
      {translation.t('devices.fact.cost.enter')}
    </Button>
  );
}
