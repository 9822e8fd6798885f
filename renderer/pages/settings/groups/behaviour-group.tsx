import type {
  MinerConfig,
  Preferences,
  Theme,
  WhenClosing,
} from '../../../../contract/screen-contract.ts';
import { ChoiceSetting } from '../fields/choice-setting.tsx';
import { readMetricsPort } from '../fields/read-worker-settings.ts';
import { SettingGroup } from '../fields/setting-group.tsx';
import { TextSetting } from '../fields/text-setting.tsx';
import { useSaveConfig, useSavePreferences } from '../fields/use-save.ts';

const THEMES: Readonly<Record<Theme, string>> = {
  system: 'Like the system',
  light: 'Light',
  dark: 'Dark',
};
const CLOSINGS: Readonly<Record<WhenClosing, string>> = {
  ask: 'Ask',
  tray: 'Keep mining in the tray',
  quit: 'Stop and quit',
};
const LEVELS: Readonly<Record<MinerConfig['logLevel'], string>> = {
  quiet: 'Nothing',
  error: 'Errors',
  warn: 'Warnings',
  info: 'Info',
  debug: 'Debug',
};

interface BehaviourGroupProps {
  readonly config: MinerConfig;
  readonly preferences: Preferences;
}

export function BehaviourGroup({ config, preferences }: BehaviourGroupProps) {
  const theme = useSavePreferences();
  const closing = useSavePreferences();
  const level = useSaveConfig();
  return (
    <SettingGroup question="How shall Heddle behave?">
      <ChoiceSetting
        name="theme"
        label="Appearance"
        sentence="Dark or light."
        defaultText="like the system"
        applies="now"
        state={theme.state}
        value={preferences.theme}
        choices={THEMES}
        onChoose={(chosen) => void theme.save({ theme: chosen })}
      />
      <ChoiceSetting
        name="whenClosing"
        label="When closing while mining"
        sentence="What the window's close button does."
        defaultText="ask"
        applies="now"
        state={closing.state}
        value={preferences.whenClosing}
        choices={CLOSINGS}
        onChoose={(whenClosing) => void closing.save({ whenClosing })}
      />
      <ChoiceSetting
        name="logLevel"
        label="Log"
        sentence="What is written, each with all that is more important. Debug writes a lot."
        defaultText="info"
        applies="now"
        state={level.state}
        value={config.logLevel}
        choices={LEVELS}
        onChoose={(logLevel) => void level.save({ logLevel })}
      />
      <TextSetting
        name="metricsPort"
        label="Metrics port"
        sentence="Prometheus reads numbers of the miner at /metrics of this port while it mines. Empty for none."
        defaultText="none"
        placeholder="none"
        saved={config.metricsPort === null ? '' : String(config.metricsPort)}
        read={readMetricsPort}
        mono
      />
    </SettingGroup>
  );
}
