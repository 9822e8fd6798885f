import { useTranslation } from '../../../stores/use-translation.ts';
import { hashRateText } from '../../../wording/figures/si-number.ts';
import { NumberSetting } from '../fields/number-setting.tsx';
import { interfaceReader } from '../reading/read-addresses.ts';
import { EXAMPLE_RATE, readHashRate } from '../reading/read-hash-rate.ts';
import { numberInUnit } from '../reading/read-number.ts';
import { SwitchSetting } from '../fields/switch-setting.tsx';
import { TextSetting } from '../fields/text-setting.tsx';
import { useConfig, useSetting } from '../fields/use-setting.ts';

/** Chains that one thread of the constant-delay worker serves, as in chainweb-mining-client. */
const CHAINS_SERVED = 20;

/** Simulates a hash rate. */
export function SimulationSettings() {
  const translation = useTranslation();
  const example = hashRateText(translation, EXAMPLE_RATE);
  return (
    <TextSetting
      name="hashRate"
      about={translation.t('settings.hashRate.about', { example })}
      show={(hashRate) => hashRateText(translation, hashRate)}
      read={readHashRate}
    />
  );
}

/** A block at a steady pace. */
export function ConstantDelaySettings() {
  const translation = useTranslation();
  const { value, facts } = useSetting('constantDelayBlockTime');
  const time = numberInUnit(translation, value / CHAINS_SERVED, facts);
  return (
    <NumberSetting
      name="constantDelayBlockTime"
      about={translation.t('settings.constantDelayBlockTime.about', { time })}
    />
  );
}

/** Blocks when they are requested. */
export function OnDemandSettings() {
  return (
    <>
      <NumberSetting name="onDemandPort" />
      <TextSetting
        name="onDemandInterface"
        show={(place) => place}
        read={interfaceReader('onDemandInterface')}
        mono
      />
    </>
  );
}

/** These workers do not hash: a network that checks proof of work refuses what they find. */
export function WithoutProof() {
  const { t } = useTranslation();
  const { practice, practiceDisablePow } = useConfig();
  if (!practice) return null;
  return (
    <SwitchSetting
      name="practiceDisablePow"
      about={t(
        practiceDisablePow ? 'settings.practiceDisablePow.on' : 'settings.practiceDisablePow.off',
      )}
    />
  );
}
