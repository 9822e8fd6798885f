import { useEffect } from 'react';
import { Button } from '../../components/controls/button.tsx';
import { useCopied } from '../../components/controls/copy-text.tsx';
import { Panel } from '../../components/display/panel.tsx';
import { TaskPage } from '../../components/machines/task-page.tsx';
import { useDiagnosisStore } from '../../stores/diagnosis-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { checkRows } from '../../wording/diagnosis/check-rows.ts';
import { CheckRowView } from './check-row.tsx';
import { CrashReports } from './crash-reports.tsx';
import styles from './diagnosis.module.css';
import { runDiagnosis } from './run-diagnosis.ts';
import { Summary } from './summary.tsx';

/** Whether all is well: what support would check, each with a verdict and what to do. */
export function DiagnosisPage() {
  const { t } = useTranslation();
  const { running, checks, answer } = useDiagnosisStore();
  useEffect(() => {
    if (useDiagnosisStore.getState().answer === null) void runDiagnosis();
  }, []);
  return (
    <TaskPage
      title={t('diagnosis.title')}
      about={t('diagnosis.about')}
      buttons={
        <>
          <CopyReport report={answer?.report ?? null} />
          <Button kind="main" busy={running} onClick={() => void runDiagnosis()}>
            {t(running ? 'diagnosis.running' : 'diagnosis.runAgain')}
          </Button>
        </>
      }
    >
      <Summary />
      <Panel title={t('diagnosis.checks')}>
        <ul className={styles.list}>
          {checkRows(checks, running).map((row) => (
            <CheckRowView key={row.key} row={row} />
          ))}
        </ul>
      </Panel>
      <CrashReports />
    </TaskPage>
  );
}

/** The same text as in the terminal. */
function CopyReport({ report }: { readonly report: string | null }) {
  const { t } = useTranslation();
  const [copied, copy] = useCopied();
  return (
    <Button
      icon={copied ? 'check' : 'copy'}
      title={t('diagnosis.reportAbout')}
      disabled={report === null}
      onClick={() => report !== null && copy(report)}
    >
      {t(copied ? 'diagnosis.copied' : 'diagnosis.copyReport')}
    </Button>
  );
}
