import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './first-run.module.css';

interface QuestionProps {
  readonly number: number;
  readonly title: string;
  readonly children: ReactNode;
}

/** One question with its number. */
export function Question({ number, title, children }: QuestionProps) {
  const id = useId();
  return (
    <section className={styles.question} aria-labelledby={id}>
      <span className={styles.number} aria-hidden="true">
        {number}
      </span>
      <div className={styles.answer}>
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </section>
  );
}

interface ChoicesProps<Value extends string> {
  /** Of the group of radio buttons. */
  readonly name: string;
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { value: Value; title: string; text: string }[];
  readonly onChoose: (value: Value) => void;
}

/** Answers side by side, one of them chosen. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { name, label, value, choices, onChoose } = props;
  return (
    <div className={styles.choices} role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          <span>
            <strong>{choice.title}</strong>
            <span className="muted">{choice.text}</span>
          </span>
        </label>
      ))}
    </div>
  );
}
