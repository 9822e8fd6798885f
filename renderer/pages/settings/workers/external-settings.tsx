import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { useOriginStore } from '../../../stores/origin-store.ts';
import { ChoiceSetting } from '../fields/choice-setting.tsx';
import { EnvironmentSetting } from '../fields/environment-setting.tsx';
import { commandText, isScript, readCommands, readScript } from '../fields/read-worker-settings.ts';
import { TextSetting } from '../fields/text-setting.tsx';
import { ThreadCount } from '../fields/thread-count.tsx';
import { TryExternal } from './try-external.tsx';
import { useSaveConfig } from '../fields/use-save.ts';

const FORMATS: Readonly<Record<MinerConfig['externalWorkerTargetFormat'], string>> = {
  'le-bytes': 'Little-endian bytes',
  haskell: 'As chainweb-mining-client',
};

/** The program that searches nonces, and what it is told. */
export function ExternalSettings({ config }: { readonly config: MinerConfig }) {
  const { state, save } = useSaveConfig();
  const script = isScript(config);
  const isList = config.externalWorkerCommands.length > 0;
  // The default is a command that says there is none.
  const none = useOriginStore(({ defaults }) => defaults?.externalWorkerCommand);
  const hasCommand = isList || config.externalWorkerCommand !== none;
  return (
    <>
      <TextSetting
        name="externalWorkerCommand"
        originKey={isList ? 'externalWorkerCommands' : 'externalWorkerCommand'}
        label="Command"
        sentence={`The target follows as its last argument, the work on its input; it prints the nonce. ${
          script
            ? 'These lines came from a file and are one script.'
            : 'One command a line, one thread each.'
        } {thread} stands for the number of the thread, from 0.`}
        defaultText="none"
        placeholder="/path/to/gpu-miner --device {thread}"
        saved={hasCommand ? commandText(config) : ''}
        read={script ? readScript : readCommands}
        mono
        lines
      />
      <TryExternal config={config} hasCommand={hasCommand} />
      {!isList && (
        <ThreadCount
          config={config}
          sentence="How many of the program run side by side, one for each graphics card."
        />
      )}
      <ChoiceSetting
        name="externalWorkerTargetFormat"
        label="Form of the target"
        sentence="64 hex digits either way. chainweb-mining-client has printed them word by word since version 0.3."
        defaultText="little-endian bytes"
        applies="next start"
        state={state}
        value={config.externalWorkerTargetFormat}
        choices={FORMATS}
        onChoose={(externalWorkerTargetFormat) => void save({ externalWorkerTargetFormat })}
      />
      <EnvironmentSetting config={config} />
    </>
  );
}
