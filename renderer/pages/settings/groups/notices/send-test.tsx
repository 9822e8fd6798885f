import { useState } from 'react';
import { Button } from '../../../../components/controls/button.tsx';
import { Icon } from '../../../../components/controls/icons.tsx';
import { useTranslation } from '../../../../stores/use-translation.ts';
import settings from '../../settings.module.css';
import styles from './notices.module.css';

/** What became of a test, in words. */
export interface TestResult {
  readonly works: boolean;
  readonly text: string;
}

interface SendTestProps {
  readonly button: string;
  readonly isDisabled: boolean;
  /** What is tested: a result of something else would mislead. */
  readonly subject: string;
  readonly send: () => Promise<TestResult>;
}

/** A button that sends a test, and what became of it. */
export function SendTest({ button, isDisabled, subject, send }: SendTestProps) {
  const { t } = useTranslation();
  const [isSending, setSending] = useState(false);
  const [sent, setSent] = useState<(TestResult & { readonly subject: string }) | null>(null);
  const attempt = async (): Promise<void> => {
    setSending(true);
    setSent(null);
    try {
      setSent({ ...(await send()), subject });
    } finally {
      setSending(false);
    }
  };
  const result = sent?.subject === subject ? sent : null;
  return (
    <div className={settings.extra}>
      <div>
        <Button busy={isSending} disabled={isDisabled} onClick={() => void attempt()}>
          {isSending ? t('notices.test.busy') : button}
        </Button>
        <div role="status">
          {result !== null && (
            <p className={styles.line} data-tone={result.works ? 'good' : 'bad'}>
              <Icon name={result.works ? 'check' : 'cross'} size={16} />
              <span>{result.text}</span>
            </p>
          )}
        </div>
      </div>
    </div>
  );
}
