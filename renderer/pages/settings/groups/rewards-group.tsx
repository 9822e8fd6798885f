import { useTranslation } from '../../../stores/use-translation.ts';
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { shortened } from '../../../wording/shortened.ts';
import { NewKey } from './new-key.tsx';
import { readAccount, readKey } from '../fields/read-settings.ts';
import { SettingGroup } from '../fields/setting-group.tsx';
import { TextSetting } from '../fields/text-setting.tsx';

export function RewardsGroup({ config }: { readonly config: MinerConfig }) {
  const translation = useTranslation();
  return (
    <SettingGroup
      question="Where do rewards go?"
      advanced={
        <TextSetting
          name="account"
          label="Account"
          sentence="The account to be paid, where it is not the key's own."
          defaultText="the key's own account"
          placeholder={config.publicKey === '' ? 'k:…' : `k:${shortened(config.publicKey)}`}
          saved={config.account ?? ''}
          read={readAccount}
          mono
        />
      }
    >
      <TextSetting
        name="publicKey"
        label="Public key"
        sentence={
          config.practice
            ? 'Rewards go to it. On the practice network they are worth nothing.'
            : 'Rewards go to it. Make sure that you hold its private key: without it they are lost.'
        }
        placeholder="64 digits, 0-9 and a-f"
        saved={config.publicKey}
        read={(text) => readKey(translation, text)}
        mono
      />
      <NewKey />
    </SettingGroup>
  );
}
