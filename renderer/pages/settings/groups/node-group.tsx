import { NodeCheck } from '../../../components/setup/node-check.tsx';
import { useTranslation } from '../../../stores/use-translation.ts';
import { ChoiceRow } from '../fields/choice-row.tsx';
import { NumberSetting } from '../fields/number-setting.tsx';
import { readFallbackNodes, readNode } from '../reading/read-addresses.ts';
import { SettingGroup } from '../fields/setting-group.tsx';
import { SwitchSetting } from '../fields/switch-setting.tsx';
import { TextSetting } from '../fields/text-setting.tsx';
import { useConfig, useSetting } from '../fields/use-setting.ts';
import styles from '../settings.module.css';
import { PracticeSettings } from './practice-settings.tsx';

/** The practice network or the user's own nodes. */
export function NodeGroup() {
  const { t } = useTranslation();
  const { practice } = useConfig();
  return (
    <SettingGroup
      question={t('settings.nodes')}
      advanced={practice ? undefined : <AdvancedNodeSettings />}
    >
      <Network />
      {practice ? <PracticeSettings /> : <OwnNode />}
    </SettingGroup>
  );
}

function Network() {
  const { t } = useTranslation();
  const { value, defaultValue, row, save } = useSetting('practice');
  const nameOf = (practice: boolean) => (practice ? 'practice' : 'node');
  return (
    <ChoiceRow
      row={row}
      value={nameOf(value)}
      defaultValue={nameOf(defaultValue)}
      choices={{ practice: t('settings.practice.on'), node: t('settings.practice.off') }}
      onChoose={(chosen) => void save({ practice: chosen === 'practice' })}
    />
  );
}

function OwnNode() {
  const { node, useTls, insecure, publicKey, account } = useConfig();
  return (
    <>
      <TextSetting name="node" show={(address) => address} read={readNode} mono />
      <SwitchSetting name="useTls" />
      {useTls && <SwitchSetting name="insecure" />}
      <div className={styles.extra}>
        <NodeCheck settings={{ node, useTls, insecure, publicKey, account }} />
      </div>
    </>
  );
}

function AdvancedNodeSettings() {
  return (
    <>
      <TextSetting
        name="fallbackNodes"
        show={(nodes) => nodes.join('\n')}
        read={readFallbackNodes}
        form="lines"
        mono
      />
      <NumberSetting name="defaultHTTPTimeout" />
      <NumberSetting name="nodeConnectTimeout" />
    </>
  );
}
