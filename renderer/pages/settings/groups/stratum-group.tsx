import { Button } from '../../../components/controls/button.tsx';
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { showConnecting } from '../../../stores/machine-list-store.ts';
import { openPage } from '../../../stores/view-store.ts';
import { SwitchSetting } from '../fields/choice-setting.tsx';
import {
  interfaceReader,
  readRigs,
  readStratumPassword,
  wholeReader,
} from '../fields/read-worker-settings.ts';
import { SettingGroup } from '../fields/setting-group.tsx';
import styles from '../settings.module.css';
import { ShareDifficulty } from '../fields/share-difficulty.tsx';
import { TextSetting } from '../fields/text-setting.tsx';
import { useSaveConfig } from '../fields/use-save.ts';

/** The Stratum server: where machines find it, what it asks of them, who may come in. */
export function StratumGroup({ config }: { readonly config: MinerConfig }) {
  return (
    <SettingGroup question="How do machines connect?" advanced={<RarelyNeeded config={config} />}>
      <TextSetting
        name="stratumPort"
        label="Port"
        sentence="The number behind the address that machines are given. 0 takes any free one."
        defaultText="1917"
        saved={String(config.stratumPort)}
        read={wholeReader('stratumPort', 0, 65_535)}
      />
      <TextSetting
        name="stratumInterface"
        label="Heard on"
        sentence="* for all networks of this computer, one of its addresses for that network alone; !4 and !6 for one version of IP."
        defaultText="*"
        saved={config.stratumInterface}
        read={interfaceReader('stratumInterface')}
        mono
      />
      <div className={styles.extra}>
        <Button
          onClick={() => {
            showConnecting(true);
            openPage('machines');
          }}
        >
          How to connect a machine
        </Button>
      </div>
      <ShareDifficulty config={config} />
      <AskFirst config={config} />
      <TextSetting
        name="stratumPassword"
        label="Password"
        sentence="Machines have to give it. Empty takes any."
        defaultText="none"
        saved={config.stratumPassword ?? ''}
        read={readStratumPassword}
        mono
      />
    </SettingGroup>
  );
}

function AskFirst({ config }: { readonly config: MinerConfig }) {
  const { state, save } = useSaveConfig();
  return (
    <SwitchSetting
      name="stratumAskFirst"
      label="Ask me first"
      sentence="A machine that was never here before waits until you let it in; its name then joins the list below."
      defaultText="off"
      applies="next start"
      state={state}
      checked={config.stratumAskFirst}
      onChange={(stratumAskFirst) => void save({ stratumAskFirst })}
    />
  );
}

function RarelyNeeded({ config }: { readonly config: MinerConfig }) {
  return (
    <>
      <TextSetting
        name="stratumAllowedRigs"
        label="Machines that may mine"
        sentence={
          config.stratumAskFirst
            ? 'Their names, one a line: they are let in without a question.'
            : 'Their names, one a line. Empty lets every machine in.'
        }
        defaultText="all"
        saved={config.stratumAllowedRigs.join('\n')}
        read={readRigs}
        mono
        lines
      />
      <TextSetting
        name="stratumMinDifficulty"
        label="Lowest level"
        sentence="No machine gets easier shares than these, unless a whole block is easier. Each level is twice as hard as the one before."
        defaultText="42"
        saved={String(config.stratumMinDifficulty)}
        read={wholeReader('stratumMinDifficulty', 0, 256)}
      />
      <TextSetting
        name="stratumRate"
        label="Time between jobs"
        sentence="Machines get a fresh job after this time, and at once when a chain moves on. Where only blocks count, they get one every 1.2 s at least: no machine must run out of nonces."
        defaultText="1000 ms"
        unit="ms"
        saved={String(config.stratumRate)}
        read={wholeReader('stratumRate', 50, 3_600_000, 'ms')}
      />
    </>
  );
}
