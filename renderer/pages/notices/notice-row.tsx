import { Ago } from '../../components/display/ago.tsx';
import { Button } from '../../components/controls/button.tsx';
import { Shape } from '../../components/display/shape.tsx';
import type { Notice } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import { openNotice, placeOf } from '../../stores/notices/notice-places.ts';
import type { NoticePlace } from '../../stores/notices/notice-places.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { noticeSentence } from '../../../src-core/notices/notice-sentence.ts';
import { NOTICE_TITLES } from '../../../src-core/notices/notice-titles.ts';
import { noticeWords } from '../../wording/notices/notice-words.ts';
import styles from './notices.module.css';

const GOOD: readonly string[] = ['block-found', 'machine-back', 'node-back', 'workers-back'];

const SHOW: Readonly<Record<NonNullable<NoticePlace>, MessageId>> = {
  blocks: 'notices.page.show.blocks',
  machines: 'notices.page.show.machines',
  settings: 'notices.page.show.settings',
  logs: 'notices.page.show.logs',
};

interface NoticeRowProps {
  readonly notice: Notice;
  readonly isNew: boolean;
}

/** One notice: what it was, when, and the way to more of it. */
export function NoticeRow({ notice, isNew }: NoticeRowProps) {
  const translation = useTranslation();
  const { t } = translation;
  const place = placeOf(notice);
  return (
    <li className={styles.row} data-new={isNew}>
      <span className={styles.mark}>
        {GOOD.includes(notice.kind) ? (
          <Shape tone="good">
            <path d="m2 6.5 2.7 2.7L10 3.5" />
          </Shape>
        ) : (
          <Shape tone="warn">
            <path d="M6 2v5M6 9.8v.2" />
          </Shape>
        )}
      </span>
      <div className={styles.text}>
        <h2>
          {t(NOTICE_TITLES[notice.kind])}
          {isNew && <small>{t('notices.page.newMark')}</small>}
        </h2>
        <p>{noticeSentence(noticeWords(translation), notice)}</p>
      </div>
      {place !== null && (
        <Button kind="quiet" size="small" onClick={() => openNotice(notice)}>
          {t(SHOW[place])}
        </Button>
      )}
      <span className={styles.when}>
        <Ago atMs={notice.atMs} />
      </span>
    </li>
  );
}
