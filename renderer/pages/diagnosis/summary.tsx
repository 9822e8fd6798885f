import { Ago } from '../../components/display/ago.tsx';
import { Icon } from '../../components/controls/icons.tsx';
import { useDiagnosisStore } from '../../stores/diagnosis-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import styles from './diagnosis.module.css';

/** The answer in a sentence, and when it was found. */
export function Summary() {
  const { t } = useTranslation();
  const { running, checks, answer } = useDiagnosisStore();
  const count = (verdict: string): number =>
    checks.filter((check) => check.verdict === verdict).length;
  const [failed, warned] = [count('fail'), count('warn')];
  const sentences = [
    ...(failed > 0 ? [t('diagnosis.failed', { count: failed })] : []),
    ...(warned > 0 ? [t('diagnosis.warned', { count: warned })] : []),
  ];
  const tone = running ? 'calm' : failed > 0 ? 'bad' : warned > 0 ? 'warn' : 'good';
  return (
    <div className={styles.summary} data-tone={tone} role="status">
      {running && <span>{t('diagnosis.running')}</span>}
      {!running && answer !== null && (
        <>
          <Icon name={tone === 'good' ? 'check' : 'warning'} />
          <strong>{sentences.length === 0 ? t('diagnosis.allWell') : sentences.join(' ')}</strong>
          <span className="muted">
            <Ago atMs={answer.atMs} />
          </span>
        </>
      )}
    </div>
  );
}
