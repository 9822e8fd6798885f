import { Button } from '../../../components/controls/button.tsx';
import { Icon } from '../../../components/controls/icons.tsx';
import { showMachines } from '../../../stores/machine-list-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import styles from './connect.module.css';

/** The way without typing: the alternative to connecting by hand. */
export function FindOffer() {
  const { t } = useTranslation();
  return (
    <section className={styles.offer} aria-label={t('find.offer')}>
      <Icon name="search" />
      <div>
        <h2>{t('find.offer')}</h2>
        <p className="muted">{t('find.offer.about')}</p>
      </div>
      <Button icon="search" onClick={() => showMachines('find')}>
        {t('find.title')}
      </Button>
    </section>
  );
}
