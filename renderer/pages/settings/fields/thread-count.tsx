import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { wholeReader } from './read-worker-settings.ts';
import { TextSetting } from './text-setting.tsx';

interface ThreadCountProps {
  readonly config: MinerConfig;
  /** What a thread is for this kind of worker. */
  readonly sentence: string;
}

/** How many pieces of work are asked for side by side. */
export function ThreadCount({ config, sentence }: ThreadCountProps) {
  return (
    <TextSetting
      name="threadCount"
      label="Mining threads"
      sentence={sentence}
      defaultText="2"
      saved={String(config.threadCount)}
      read={wholeReader('threadCount', 1, 1024)}
    />
  );
}
