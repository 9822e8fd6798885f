import type { Preferences } from '../../../../contract/screen-contract.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../../../../messages/languages.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { ChoiceSetting } from '../fields/choice-setting.tsx';
import { NumberSetting } from '../fields/number-setting.tsx';
import { PreferenceSetting, PreferenceSwitch } from '../fields/preference-setting.tsx';
import { SettingGroup } from '../fields/setting-group.tsx';
import { UpdateCheck } from './update-settings.tsx';

/** How the app looks and behaves, and what it reports. */
export function BehaviourGroup({ preferences }: { readonly preferences: Preferences }) {
  const { t } = useTranslation();
  return (
    <SettingGroup question={t('settings.behaviour')}>
      <LanguageSetting preferences={preferences} />
      <PreferenceSetting
        name="theme"
        label={t('settings.theme')}
        about={t('settings.theme.about')}
        preferences={preferences}
        choices={[
          ['system', t('settings.likeSystem')],
          ['light', t('settings.theme.light')],
          ['dark', t('settings.theme.dark')],
        ]}
      />
      <PreferenceSetting
        name="whenClosing"
        label={t('settings.whenClosing')}
        about={t('settings.whenClosing.about')}
        preferences={preferences}
        choices={[
          ['ask', t('settings.whenClosing.ask')],
          ['tray', t('settings.whenClosing.tray')],
          ['quit', t('settings.whenClosing.quit')],
        ]}
      />
      <PreferenceSwitch
        name="startAtLogin"
        label={t('settings.startAtLogin')}
        about={t('settings.startAtLogin.about')}
        preferences={preferences}
      />
      {preferences.startAtLogin && (
        <PreferenceSwitch
          name="startHidden"
          label={t('settings.startHidden')}
          about={t('settings.startHidden.about')}
          preferences={preferences}
        />
      )}
      <PreferenceSwitch
        name="mineAtLaunch"
        label={t('settings.mineAtLaunch')}
        about={t('settings.mineAtLaunch.about')}
        preferences={preferences}
      />
      <PreferenceSwitch
        name="keepAwake"
        label={t('settings.keepAwake')}
        about={t('settings.keepAwake.about')}
        preferences={preferences}
        defaultValue
      />
      <PreferenceSwitch
        name="checkForUpdates"
        label={t('settings.checkForUpdates')}
        about={t('settings.checkForUpdates.about')}
        preferences={preferences}
      />
      <UpdateCheck />
      <ChoiceSetting
        name="logLevel"
        choices={{
          quiet: t('settings.logLevel.quiet'),
          error: t('settings.logLevel.error'),
          warn: t('settings.logLevel.warn'),
          info: t('settings.logLevel.info'),
          debug: t('settings.logLevel.debug'),
        }}
      />
      <NumberSetting name="metricsPort" />
    </SettingGroup>
  );
}

/** The pseudo-language is for developers of the screen: it is chosen in the preferences file. */
function LanguageSetting({ preferences }: { readonly preferences: Preferences }) {
  const { t } = useTranslation();
  const offered = LANGUAGES.filter(
    (language) => language !== 'pseudo' || preferences.language === 'pseudo',
  );
  return (
    <PreferenceSetting
      name="language"
      label={t('settings.language')}
      about={t('settings.language.about')}
      preferences={preferences}
      choices={[
        ['system', t('settings.likeSystem')],
        ...offered.map((language) => [language, LANGUAGE_NAMES[language]] as const),
      ]}
    />
  );
}
