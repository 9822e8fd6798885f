import type { MinerConfig } from '../../stores/facts.ts';
import { hashRateText } from '../../wording/si-number.ts';
import { SwitchSetting } from './choice-setting.tsx';
import {
  interfaceReader,
  numberReader,
  readHashRate,
  wholeReader,
} from './read-worker-settings.ts';
import { TextSetting } from './text-setting.tsx';
import { ThreadCount } from './thread-count.tsx';
import { useSaveConfig } from './use-save.ts';

interface SettingsProps {
  readonly config: MinerConfig;
}

const BLOCKS_SIDE_BY_SIDE = 'So many blocks are made side by side.';

/** Pretends a hash rate. */
export function SimulationSettings({ config }: SettingsProps) {
  return (
    <>
      <TextSetting
        name="hashRate"
        label="Hash rate"
        sentence="What the simulated machines have together, for example 5 MH/s."
        defaultText="1 MH/s"
        saved={hashRateText(config.hashRate)}
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
        label="Time for a block"
        sentence="Of each chain, where there are 20: each mining thread makes a block of any chain after a twentieth of it, as in chainweb-mining-client."
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
      sentence="The practice network then takes blocks that nobody hashed for, as this kind of mining needs it."
      defaultText="off"
      applies="next start"
      state={state}
      checked={config.practiceDisablePow}
      onChange={(practiceDisablePow) => void save({ practiceDisablePow })}
    />
  );
}
