import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { generateKey } from '../../bridge.ts';
import { KeyBackup } from '../../components/setup/key-backup.tsx';
import { readPublicKey } from '../../wording/public-key.ts';
import { shortened } from '../../wording/shortened.ts';
import type { Answers } from './answers.ts';
import styles from './first-run.module.css';
import { Choices, Question } from './question.tsx';

interface KeyQuestionProps {
  readonly answers: Answers;
  readonly change: (changes: Partial<Answers>) => void;
}

/** A key made now, or one's own. */
export function KeyQuestion({ answers, change }: KeyQuestionProps) {
  const { keySource, pair } = answers;
  useMadeKey(keySource === 'made' && pair === null, change);
  return (
    <Question number={2} title="Where do rewards go?">
      <Choices
        name="key"
        label="Where do rewards go?"
        value={keySource}
        choices={[
          { value: 'made', title: 'Make a key for me', words: 'A new key pair, only for mining.' },
          { value: 'own', title: 'I have a key', words: 'The public key of your wallet.' },
        ]}
        onChoose={(chosen) => change({ keySource: chosen })}
      />
      {keySource === 'own' && <OwnKey answers={answers} change={change} />}
      {keySource === 'made' && pair !== null && <MadeKey answers={answers} change={change} />}
    </Question>
  );
}

/** Has a key made as soon as one is wanted, so that Start is one click away. */
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
  const [left, setLeft] = useState(false);
  const typed = readPublicKey(answers.typedKey);
  const isJudged = left || answers.typedKey !== '';
  return (
    <TextInput
      label="Public key"
      placeholder="64 digits, 0-9 and a-f"
      classNames={{ input: 'mono' }}
      spellCheck={false}
      value={answers.typedKey}
      error={typed.ok || !isJudged ? null : typed.fault}
      onBlur={() => setLeft(true)}
      onChange={(event) => change({ typedKey: event.currentTarget.value })}
    />
  );
}

/** In practice the private key matters little; for real rewards it has to be stored first. */
function MadeKey({ answers, change }: KeyQuestionProps) {
  const { pair, practice, stored } = answers;
  if (pair === null) return null;
  const backup = (
    <KeyBackup pair={pair} stored={stored} setStored={(value) => change({ stored: value })} />
  );
  if (!practice) return <div className={styles.fields}>{backup}</div>;
  return (
    <details className={styles.keyDetails}>
      <summary>
        Your new key is <span className="mono">{shortened(pair.publicKey)}</span>. Practice rewards
        are worth nothing, so you need not keep it.
      </summary>
      <div className={styles.fields}>{backup}</div>
    </details>
  );
}
