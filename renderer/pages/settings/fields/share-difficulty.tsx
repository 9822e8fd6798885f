import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { ChoiceSetting } from './choice-setting.tsx';
import {
  difficultyParts,
  difficultySetting,
  readLevel,
  readPeriod,
} from './read-worker-settings.ts';
import type { DifficultyParts } from './read-worker-settings.ts';
import { TextSetting } from './text-setting.tsx';
import { useSaveConfig } from './use-save.ts';

const MODES: Readonly<Record<DifficultyParts['mode'], string>> = {
  block: 'Whole blocks',
  period: 'By their pace',
  level: 'One level',
};
const SENTENCES: Readonly<Record<DifficultyParts['mode'], string>> = {
  block:
    'Machines report nothing but blocks. The hash rate is known only as well as blocks are frequent.',
  period:
    'Each machine gets the difficulty at which it sends shares at an even pace: the best view of its hash rate.',
  level: 'All machines send shares of one level, which is log2 of the hashes that a share takes.',
};

/** What machines have to report. */
export function ShareDifficulty({ config }: { readonly config: MinerConfig }) {
  const { state, save } = useSaveConfig();
  const parts = difficultyParts(config.stratumDifficulty);
  return (
    <>
      <ChoiceSetting
        name="stratumDifficulty"
        label="Machines report"
        sentence={SENTENCES[parts.mode]}
        defaultText="whole blocks"
        applies="next start"
        state={state}
        value={parts.mode}
        choices={MODES}
        onChoose={(mode) => void save({ stratumDifficulty: difficultySetting({ ...parts, mode }) })}
      />
      {parts.mode === 'period' && (
        <TextSetting
          name="stratumPeriod"
          label="Time between shares"
          sentence="Of one machine, on average. Shorter shows changes sooner."
          defaultText="10 s"
          unit="s"
          saved={String(parts.seconds)}
          read={readPeriod}
        />
      )}
      {parts.mode === 'level' && (
        <TextSetting
          name="stratumLevel"
          label="Level"
          sentence="44 suits one machine of a few TH/s; each level more halves the number of shares."
          saved={String(parts.level)}
          read={readLevel}
        />
      )}
    </>
  );
}
