import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { generateKey } from '../../bridge.ts';
import { KeyBackup } from '../../components/setup/key-backup.tsx';
import { Choices } from '../../components/controls/choices.tsx';
import { useTranslation } from '../../stores/use-translation.ts';
import { publicKeyFaultText, readPublicKey } from '../../wording/settings/public-key.ts';
import { shortened } from '../../wording/shortened.ts';
import type { Answers } from './answers.ts';
import styles from './first-run.module.css';
import { Question } from './question.tsx';

interface KeyQuestionProps {
  readonly answers: Answers;
  readonly change: (changes: Partial<Answers>) => void;
}

/** A key created now, or one that the user has. */
export function KeyQuestion({ answers, change }: KeyQuestionProps) {
  const { t } = useTranslation();
  const { keySource, pair } = answers;
  useMadeKey(keySource === 'made' && pair === null, change);
  return (
    <Question number={2} title={t('first-run.key.question')}>
      <Choices
        layout="cards"
        name="key"
        label={t('first-run.key.question')}
        value={keySource}
        choices={[
          {
            value: 'made',
            title: t('first-run.key.made.title'),
            text: t('first-run.key.made.text'),
          },
          { value: 'own', title: t('first-run.key.own.title'), text: t('first-run.key.own.text') },
        ]}
        onChoose={(chosen) => change({ keySource: chosen })}
      />
      {keySource === 'own' && <OwnKey answers={answers} change={change} />}
      {keySource === 'made' && pair !== null && <MadeKey answers={answers} change={change} />}
    </Question>
  );
}

/** Creates a key as soon as one is wanted, so that Start is one click away. */
function useMadeKey(isWanted: boolean, change: KeyQuestionProps['change']): void {
  useEffect(() => {
    if (!isWanted) return undefined;
    let isOver = false;
    void generateKey().then((pair) => {
      if (!isOver) change({ pair });
    });
    return () => {
      isOver = true;
    };
  }, [isWanted, change]);
}

function OwnKey({ answers, change }: KeyQuestionProps) {
  const translation = useTranslation();
  const { t } = translation;
  const [left, setLeft] = useState(false);
  const typed = readPublicKey(answers.typedKey);
  const isJudged = left || answers.typedKey !== '';
  return (
    <TextInput
      label={t('first-run.key.own.label')}
      placeholder={t('first-run.key.own.placeholder')}
      classNames={{ input: 'mono' }}
      spellCheck={false}
      value={answers.typedKey}
      error={typed.ok || !isJudged ? null : publicKeyFaultText(translation, typed.fault)}
      onBlur={() => setLeft(true)}
      onChange={(event) => change({ typedKey: event.currentTarget.value })}
    />
  );
}

/** For practice the private key matters little; for real rewards it has to be stored first. */
function MadeKey({ answers, change }: KeyQuestionProps) {
  const { t } = useTranslation();
  const { pair, practice, stored } = answers;
  if (pair === null) return null;
  const backup = (
    <KeyBackup pair={pair} stored={stored} setStored={(value) => change({ stored: value })} />
  );
  if (!practice) return <div className={styles.fields}>{backup}</div>;
  return (
    <details className={styles.keyDetails}>
      <summary>{t('first-run.key.practice', { key: shortened(pair.publicKey) })}</summary>
      <div className={styles.fields}>{backup}</div>
    </details>
  );
}
