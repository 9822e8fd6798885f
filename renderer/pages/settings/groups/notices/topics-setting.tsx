import { Checkbox } from '@mantine/core';
import type { NoticeTopic } from '../../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../../stores/use-translation.ts';
import { noticeTopics } from '../../../../wording/notices/notice-topics.ts';
import { SettingRow } from '../../fields/setting-row.tsx';
import { useConfig, useSetting } from '../../fields/use-setting.ts';
import styles from './notices.module.css';

/** What notices are about, one switch each, and which of them pass in quiet hours. */
export function TopicsSetting() {
  const translation = useTranslation();
  const { t } = translation;
  const config = useConfig();
  const kinds = useSetting('notifyKinds');
  const pass = useSetting('notifyQuietPass');
  const hasQuietHours = config.notifyQuietHours !== null;
  const topics = noticeTopics(translation, config);
  const all = topics.map(({ topic }) => topic);
  const state =
    pass.row.state.status === 'idle' && pass.row.state.refusal === null
      ? kinds.row.state
      : pass.row.state;
  return (
    <SettingRow {...kinds.row} namesControl={false} state={state}>
      <table className={styles.topics} id="setting-notifyKinds" tabIndex={-1}>
        <thead>
          <tr>
            <th scope="col">{t('notices.kinds.what')}</th>
            <th scope="col">{t('notices.kinds.notify')}</th>
            {hasQuietHours && <th scope="col">{t('notices.kinds.inQuiet')}</th>}
          </tr>
        </thead>
        <tbody>
          {topics.map(({ topic, name, about }) => {
            const isOn = kinds.value.includes(topic);
            return (
              <tr key={topic}>
                <th scope="row">
                  {name}
                  <small>{about}</small>
                </th>
                <td>
                  <Checkbox
                    aria-label={`${t('notices.kinds.notify')}: ${name}`}
                    checked={isOn}
                    onChange={() =>
                      void kinds.save({ notifyKinds: toggled(all, kinds.value, topic) })
                    }
                  />
                </td>
                {hasQuietHours && (
                  <td>
                    <Checkbox
                      aria-label={`${t('notices.kinds.inQuiet')}: ${name}`}
                      checked={isOn && pass.value.includes(topic)}
                      disabled={!isOn}
                      onChange={() =>
                        void pass.save({ notifyQuietPass: toggled(all, pass.value, topic) })
                      }
                    />
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </SettingRow>
  );
}

/** `chosen` with `topic` switched, in the order of `all`. */
function toggled(
  all: readonly NoticeTopic[],
  chosen: readonly NoticeTopic[],
  topic: NoticeTopic,
): NoticeTopic[] {
  return all.filter((each) => chosen.includes(each) !== (each === topic));
}
