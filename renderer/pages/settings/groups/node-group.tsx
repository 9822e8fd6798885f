import { NodeCheck } from '../../../components/setup/node-check.tsx';
import { useTranslation } from '../../../stores/use-translation.ts';
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { ChoiceSetting, SwitchSetting } from '../fields/choice-setting.tsx';
import { PracticeSettings } from './practice-settings.tsx';
import { readFallbackNodes, readNode, readTimeout } from '../fields/read-settings.ts';
import { SettingGroup } from '../fields/setting-group.tsx';
import styles from '../settings.module.css';
import { TextSetting } from '../fields/text-setting.tsx';
import { useSaveConfig } from '../fields/use-save.ts';

export function NodeGroup({ config }: { readonly config: MinerConfig }) {
  const { state, save } = useSaveConfig();
  return (
    <SettingGroup
      question="Which node?"
      advanced={config.practice ? undefined : <MoreOfNode config={config} />}
    >
      <ChoiceSetting
        name="practice"
        label="Network"
        sentence="The practice network runs inside Heddle, with real proof of work and no value."
        applies="next start"
        state={state}
        value={config.practice ? 'practice' : 'node'}
        choices={{ practice: 'Practice network', node: 'My own node' }}
        onChoose={(chosen) => void save({ practice: chosen === 'practice' })}
      />
      {config.practice ? <PracticeSettings config={config} /> : <OwnNode config={config} />}
    </SettingGroup>
  );
}

function OwnNode({ config }: { readonly config: MinerConfig }) {
  const translation = useTranslation();
  const tls = useSaveConfig();
  const insecure = useSaveConfig();
  const { node, useTls, publicKey, account } = config;
  return (
    <>
      <TextSetting
        name="node"
        label="Address"
        sentence="Host and port of the node's service API."
        defaultText="localhost:1848"
        placeholder="localhost:1848"
        saved={node}
        read={(text) => readNode(translation, text)}
        mono
      />
      <SwitchSetting
        name="useTls"
        label="TLS"
        sentence="On for an https address, off for an http address."
        defaultText="off"
        applies="next start"
        state={tls.state}
        checked={useTls}
        onChange={(checked) => void tls.save({ useTls: checked })}
      />
      {useTls && (
        <SwitchSetting
          name="insecure"
          label="Allow any certificate"
          sentence="For a node of your own whose certificate you signed yourself."
          defaultText="off"
          applies="next start"
          state={insecure.state}
          checked={config.insecure}
          onChange={(checked) => void insecure.save({ insecure: checked })}
        />
      )}
      <div className={styles.extra}>
        <NodeCheck settings={{ node, useTls, insecure: config.insecure, publicKey, account }} />
      </div>
    </>
  );
}

function MoreOfNode({ config }: { readonly config: MinerConfig }) {
  const translation = useTranslation();
  return (
    <>
      <TextSetting
        name="fallbackNodes"
        label="Other nodes"
        sentence="Turned to in this order while the first cannot be mined with. One address a line."
        defaultText="none"
        saved={config.fallbackNodes.join('\n')}
        read={(text) => readFallbackNodes(translation, text)}
        mono
        lines
      />
      <TextSetting
        name="defaultHTTPTimeout"
        label="Patience with the node"
        sentence="A request without an answer is given up after this time."
        defaultText="1 s"
        unit="s"
        saved={String(config.defaultHTTPTimeout / 1_000_000)}
        read={readTimeout}
      />
    </>
  );
}
