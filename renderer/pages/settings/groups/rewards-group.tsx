import { useTranslation } from '../../../stores/use-translation.ts';
import { shortened } from '../../../wording/shortened.ts';
import { readAccount, readKey } from '../reading/read-texts.ts';
import { SettingGroup } from '../fields/setting-group.tsx';
import { TextSetting } from '../fields/text-setting.tsx';
import { useConfig } from '../fields/use-setting.ts';
import { NewKey } from './new-key.tsx';

/** The key and the account that are paid. */
export function RewardsGroup() {
  const { t } = useTranslation();
  const { publicKey, practice } = useConfig();
  const ownAccount = publicKey === '' ? 'k:…' : `k:${shortened(publicKey)}`;
  return (
    <SettingGroup
      question={t('settings.rewards')}
      advanced={
        <TextSetting
          name="account"
          show={(account) => account ?? ''}
          read={readAccount}
          whenEmpty={t('settings.account.default')}
          placeholder={ownAccount}
          mono
          form="wrapped"
        />
      }
    >
      <TextSetting
        name="publicKey"
        about={t(practice ? 'settings.publicKey.practice' : 'settings.publicKey.real')}
        show={(key) => key}
        read={readKey}
        placeholder={t('settings.publicKey.placeholder')}
        mono
        form="wrapped"
      />
      <NewKey />
    </SettingGroup>
  );
}
