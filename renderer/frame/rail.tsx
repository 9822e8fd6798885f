import { openPage, PAGES, useViewStore } from '../stores/view-store.ts';
import type { Page } from '../stores/view-store.ts';
import { Icon } from '../components/controls/icons.tsx';
import { useUnseenCount } from '../stores/notices/notice-store.ts';
import { useTranslation } from '../stores/use-translation.ts';
import { PAGE_ICONS, PAGE_NAMES } from './page-names.ts';
import styles from './rail.module.css';
import { useShortcutText } from './use-shortcut-text.ts';

const NAME = 'Heddle';
/** Of the notices that were not seen yet. */
const MOST_SHOWN = 9;

interface RailEntry {
  readonly page: Page;
  /** It and those after it stand at the foot of the rail. */
  readonly atFoot?: boolean;
}

const ENTRIES: readonly RailEntry[] = [
  { page: 'home' },
  { page: 'machines' },
  { page: 'blocks' },
  { page: 'notices' },
  { page: 'logs' },
  { page: 'diagnosis', atFoot: true },
  { page: 'settings' },
];

/** The pages, on the left; icons only in a narrow window. */
export function Rail() {
  const { t } = useTranslation();
  const shortcut = useShortcutText();
  const current = useViewStore((view) => view.page);
  return (
    <nav className={styles.rail} aria-label={t('frame.pages')}>
      <div className={styles.brand} aria-hidden="true">
        <Thread />
        <span className={styles.word}>{NAME}</span>
      </div>
      <ul className={styles.list}>
        {ENTRIES.map(({ page, atFoot }) => (
          <li key={page} data-foot={atFoot}>
            <a
              href={`#${page}`}
              className={styles.entry}
              aria-current={page === current ? 'page' : undefined}
              title={[t(PAGE_NAMES[page]), shortcut(String(PAGES.indexOf(page) + 1))].join('  ')}
              onClick={(event) => {
                event.preventDefault();
                openPage(page);
              }}
            >
              <Icon name={PAGE_ICONS[page]} />
              <span className={styles.word}>{t(PAGE_NAMES[page])}</span>
              {page === 'notices' && <UnseenNotices />}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** How many notices were not seen yet. */
function UnseenNotices() {
  const { t } = useTranslation();
  const count = useUnseenCount();
  if (count === 0) return null;
  return (
    <span className={styles.unseen}>
      <span aria-hidden="true">{count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}</span>
      <span className="unseen">{t('notices.page.new', { count })}</span>
    </span>
  );
}

/** Three threads through the eye of a heddle. */
function Thread() {
  return (
    <svg className={styles.thread} viewBox="0 0 24 24" fill="none" strokeLinecap="round">
      <path d="M2 7c8 0 7 10 20 10M2 17C10 17 9 7 22 7" stroke="var(--mark)" strokeWidth="1.75" />
      <path d="M2 12h20" stroke="var(--accent)" strokeWidth="1.75" />
      <circle cx="12" cy="12" r="3" fill="var(--accent)" />
    </svg>
  );
}
