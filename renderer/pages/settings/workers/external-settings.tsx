import { useTranslation } from '../../../stores/use-translation.ts';
import { ChoiceSetting } from '../fields/choice-setting.tsx';
import { EnvironmentSetting } from './environment-setting.tsx';
import { commandText, isScript, readCommands, readScript } from '../reading/read-commands.ts';
import { readRatePattern } from '../reading/read-pattern.ts';
import { TextSetting } from '../fields/text-setting.tsx';
import { TypedRow } from '../fields/typed-row.tsx';
import { useConfig, useSetting } from '../fields/use-setting.ts';
import { TryExternal } from './try-external.tsx';

/** A path as a command, for the empty field. */
const EXAMPLE = '/path/to/gpu-miner --device {thread}';

/** What finds the rate in `Speed: 512.4 MH/s`, for the empty field. */
const EXAMPLE_PATTERN = 'Speed: ([0-9.]+) (\\w)H/s';

/** The program that searches nonces, and what it is given. */
export function ExternalSettings() {
  const translation = useTranslation();
  const { t } = translation;
  const config = useConfig();
  const single = useSetting('externalWorkerCommand');
  const list = useSetting('externalWorkerCommands');
  const script = isScript(config);
  const isList = list.value.length > 0;
  // The default is a command that says there is none.
  const hasCommand = isList || single.value !== single.defaultValue;
  return (
    <>
      <TypedRow
        row={{
          ...single.row,
          origin: isList ? list.row.origin : single.row.origin,
          about: t(
            script
              ? 'settings.externalWorkerCommand.script'
              : 'settings.externalWorkerCommand.lines',
          ),
        }}
        defaultText={t('settings.none')}
        placeholder={EXAMPLE}
        saved={hasCommand ? commandText(config) : ''}
        read={(text) => (script ? readScript : readCommands)(translation, text, list.facts)}
        save={single.save}
        form="lines"
        mono
      />
      <TryExternal hasCommand={hasCommand} />
      <ChoiceSetting
        name="externalWorkerTargetFormat"
        choices={{
          'le-bytes': t('settings.externalWorkerTargetFormat.bytes'),
          haskell: t('settings.externalWorkerTargetFormat.words'),
        }}
      />
      <TextSetting
        name="externalWorkerRatePattern"
        show={(pattern) => pattern ?? ''}
        read={readRatePattern}
        placeholder={EXAMPLE_PATTERN}
        mono
      />
      <EnvironmentSetting />
    </>
  );
}
