import { Button } from '../../../components/controls/button.tsx';
import { showMachines } from '../../../stores/machine-list-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { openPage } from '../../../stores/view-store.ts';
import { AskFirstSetting } from './ask-first-setting.tsx';
import { NumberSetting } from '../fields/number-setting.tsx';
import { interfaceReader, readProxies } from '../reading/read-addresses.ts';
import { readRigs, readStratumPassword } from '../reading/read-texts.ts';
import { SettingGroup } from '../fields/setting-group.tsx';
import { ShareDifficulty } from './share-difficulty.tsx';
import { TextSetting } from '../fields/text-setting.tsx';
import { useConfig } from '../fields/use-setting.ts';
import styles from '../settings.module.css';

/** The Stratum server: where machines find it, what it asks of them, who may come in. */
export function StratumGroup() {
  const { t } = useTranslation();
  const { stratumAskFirst } = useConfig();
  return (
    <SettingGroup question={t('settings.machines')} advanced={<AdvancedStratumSettings />}>
      <NumberSetting name="stratumPort" />
      <TextSetting
        name="stratumInterface"
        show={(place) => place}
        read={interfaceReader('stratumInterface')}
        mono
      />
      <div className={styles.extra}>
        <Button
          onClick={() => {
            showMachines('connect');
            openPage('machines');
          }}
        >
          {t('settings.machines.howTo')}
        </Button>
      </div>
      <ShareDifficulty />
      <AskFirstSetting />
      <TextSetting
        name="stratumAllowedRigs"
        about={t(
          stratumAskFirst
            ? 'settings.stratumAllowedRigs.asking'
            : 'settings.stratumAllowedRigs.about',
        )}
        show={(rigs) => rigs.join('\n')}
        read={readRigs}
        whenEmpty={t('settings.stratumAllowedRigs.default')}
        form="lines"
        mono
      />
      <TextSetting
        name="stratumPassword"
        show={(password) => password ?? ''}
        read={readStratumPassword}
        form="password"
        mono
      />
    </SettingGroup>
  );
}

function AdvancedStratumSettings() {
  return (
    <>
      <NumberSetting name="stratumMinDifficulty" />
      <NumberSetting name="stratumRate" />
      <NumberSetting name="stratumNodeTimeout" />
      <TextSetting
        name="stratumProxies"
        show={(proxies) => proxies.join('\n')}
        read={readProxies}
        form="lines"
        mono
      />
    </>
  );
}
