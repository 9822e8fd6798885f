import styles from './choices.module.css';

interface Choice<Value extends string> {
  readonly value: Value;
  readonly title: string;
  readonly text: string;
}

interface ChoicesProps<Value extends string> {
  /** Of the radio buttons that belong together. */
  readonly name: string;
  /** Of the group; left out inside a group that has one. */
  readonly label?: string;
  /** Cards stand side by side, rows below each other. */
  readonly layout: 'cards' | 'rows';
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChoose: (value: Value) => void;
}

/** Values with a title and a sentence each, one of them chosen. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { name, label, layout, value, choices, onChoose } = props;
  const group = label === undefined ? {} : { role: 'radiogroup', 'aria-label': label };
  return (
    <div className={styles.choices} data-layout={layout} {...group}>
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
