import { useState } from 'react';
import { Button } from '../../../../components/controls/button.tsx';
import { Icon } from '../../../../components/controls/icons.tsx';
import { useTranslation } from '../../../../stores/use-translation.ts';
import { SettingRow } from '../../fields/setting-row.tsx';
import styles from './notices.module.css';

/** What became of a test, in words. */
export interface TestResult {
  readonly works: boolean;
  readonly text: string;
}

interface SendTestProps {
  readonly name: string;
  readonly label: string;
  readonly about: string;
  readonly isDisabled: boolean;
  /** What is tested: a result of something else would mislead. */
  readonly subject: string;
  readonly send: () => Promise<TestResult>;
}

const IDLE = { status: 'idle', refusal: null } as const;

/** A button that sends a test, and what became of it. */
export function SendTest({ name, label, about, isDisabled, subject, send }: SendTestProps) {
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
    <SettingRow {...{ name, label, about, applies: null, state: IDLE }} namesControl={false}>
      <Button
        id={`setting-${name}`}
        busy={isSending}
        disabled={isDisabled}
        onClick={() => void attempt()}
      >
        {t(isSending ? 'notices.test.busy' : 'notices.test.button')}
      </Button>
      <div role="status">
        {result !== null && (
          <p className={styles.result} data-works={result.works}>
            <Icon name={result.works ? 'check' : 'cross'} size={16} />
            <span>{result.text}</span>
          </p>
        )}
      </div>
    </SettingRow>
  );
}
