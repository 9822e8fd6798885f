import { useTranslation } from '../../../stores/use-translation.ts';
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { hashRateText } from '../../../wording/si-number.ts';
import { SwitchSetting } from '../fields/choice-setting.tsx';
import {
  interfaceReader,
  numberReader,
  readHashRate,
  wholeReader,
} from '../fields/read-worker-settings.ts';
import { TextSetting } from '../fields/text-setting.tsx';
import { ThreadCount } from '../fields/thread-count.tsx';
import { useSaveConfig } from '../fields/use-save.ts';

interface SettingsProps {
  readonly config: MinerConfig;
}

const BLOCKS_SIDE_BY_SIDE = 'How many blocks are in work at the same time.';

/** Pretends a hash rate. */
export function SimulationSettings({ config }: SettingsProps) {
  const translation = useTranslation();
  return (
    <>
      <TextSetting
        name="hashRate"
        label="Hash rate"
        sentence="What the simulated machines have together, for example 5 MH/s."
        defaultText="1 MH/s"
        saved={hashRateText(translation, config.hashRate)}
        read={readHashRate}
      />
      <ThreadCount config={config} sentence={BLOCKS_SIDE_BY_SIDE} />
      <WithoutProof config={config} />
    </>
  );
}

/** A block at a steady pace. */
export function ConstantDelaySettings({ config }: SettingsProps) {
  return (
    <>
      <TextSetting
        name="constantDelayBlockTime"
        label="Block time of a chain"
        sentence={`One thread then serves 20 chains: it makes a block after a twentieth of this, now ${config.constantDelayBlockTime / 20} s, as in chainweb-mining-client.`}
        defaultText="30 s"
        unit="s"
        saved={String(config.constantDelayBlockTime)}
        read={numberReader('constantDelayBlockTime', 0, 1e9, 's')}
      />
      <ThreadCount config={config} sentence={BLOCKS_SIDE_BY_SIDE} />
      <WithoutProof config={config} />
    </>
  );
}

/** Blocks when they are asked for. */
export function OnDemandSettings({ config }: SettingsProps) {
  return (
    <>
      <TextSetting
        name="onDemandPort"
        label="Port"
        sentence="Programs ask for blocks here: POST /make-blocks."
        defaultText="1917"
        saved={String(config.onDemandPort)}
        read={wholeReader('onDemandPort', 0, 65_535)}
      />
      <TextSetting
        name="onDemandInterface"
        label="Heard on"
        sentence="* for all networks of this computer, 127.0.0.1 for this computer alone."
        defaultText="*"
        saved={config.onDemandInterface}
        read={interfaceReader('onDemandInterface')}
        mono
      />
      <ThreadCount config={config} sentence={BLOCKS_SIDE_BY_SIDE} />
      <WithoutProof config={config} />
    </>
  );
}

/** These workers do not hash: a network that checks proof of work refuses what they find. */
function WithoutProof({ config }: SettingsProps) {
  const { state, save } = useSaveConfig();
  if (!config.practice) return null;
  return (
    <SwitchSetting
      name="practiceDisablePow"
      label="Practice without proof of work"
      sentence={
        config.practiceDisablePow
          ? 'The practice network takes blocks that nobody hashed for.'
          : 'Switch it on: the practice network refuses these blocks otherwise, as nobody hashed for them.'
      }
      defaultText="off"
      applies="next start"
      state={state}
      checked={config.practiceDisablePow}
      onChange={(practiceDisablePow) => void save({ practiceDisablePow })}
    />
  );
}
