import styles from './choices.module.css';

interface Choice<Value extends string> {
  readonly value: Value;
  readonly title: string;
  readonly text: string;
}

interface ListProps<Value extends string> {
  /** Of the radio buttons or check boxes that belong together. */
  readonly name: string;
  /** Of the group; left out inside a group that has one. */
  readonly label?: string;
  /** Cards stand side by side, rows below each other. */
  readonly layout: 'cards' | 'rows';
  readonly choices: readonly Choice<Value>[];
}

interface ChoicesProps<Value extends string> extends ListProps<Value> {
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
}

/** Values with a title and a sentence each, one of them chosen. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { value, onChoose, ...list } = props;
  return (
    <List
      {...list}
      role="radiogroup"
      input={(each) => (
        <input
          type="radio"
          name={list.name}
          value={each}
          checked={each === value}
          onChange={() => onChoose(each)}
        />
      )}
    />
  );
}

interface SeveralChoicesProps<Value extends string> extends ListProps<Value> {
  readonly values: readonly Value[];
  /** That one of them has to be chosen: the sentence that the last one shows. */
  readonly atLeastOne: string;
  /** With all that are chosen from now on: those of `values`, one more or one less. */
  readonly onChange: (values: readonly Value[]) => void;
}

/** The same, any of them chosen, at least one. */
export function SeveralChoices<Value extends string>(props: SeveralChoicesProps<Value>) {
  const { values, atLeastOne, onChange, ...list } = props;
  return (
    <List
      {...list}
      role="group"
      input={(each) => {
        const isChosen = values.includes(each);
        const isLast = isChosen && values.length === 1;
        return (
          <input
            type="checkbox"
            name={list.name}
            value={each}
            checked={isChosen}
            aria-disabled={isLast || undefined}
            title={isLast ? atLeastOne : undefined}
            onChange={() => {
              if (isLast) return;
              onChange(isChosen ? values.filter((other) => other !== each) : [...values, each]);
            }}
          />
        );
      }}
    />
  );
}

interface InputListProps<Value extends string> extends ListProps<Value> {
  readonly role: 'radiogroup' | 'group';
  readonly input: (value: Value) => React.ReactNode;
}

function List<Value extends string>(props: InputListProps<Value>) {
  const { label, layout, choices, role, input } = props;
  const group = label === undefined ? {} : { role, 'aria-label': label };
  return (
    <div className={styles.choices} data-layout={layout} {...group}>
      {choices.map(({ value, title, text }) => (
        <label key={value} className={styles.choice}>
          {input(value)}
          <span>
            <strong>{title}</strong>
            <span className="muted">{text}</span>
          </span>
        </label>
      ))}
    </div>
  );
}
