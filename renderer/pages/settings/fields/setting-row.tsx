import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Translation } from '../../../../messages/translation.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { useViewStore } from '../../../stores/view-store.ts';
import { failureText } from '../../../wording/failures.ts';
import type { SaveState } from './use-save.ts';
import { useSettingOrigin } from './use-setting-origin.ts';
import styles from '../settings.module.css';

interface SettingRowProps {
  /** Name of the setting; its control carries the id `setting-<name>`. */
  readonly name: string;
  /** The key whose origin is told, where it is not the name. */
  readonly originKey?: string;
  readonly label: string;
  /** False where the control brings a name of its own, like a button. */
  readonly namesControl?: boolean;
  /** What it is, in a sentence. */
  readonly sentence: ReactNode;
  readonly defaultText?: string;
  /** Null for what changes no setting. */
  readonly applies: 'now' | 'next start' | null;
  readonly state: SaveState;
  readonly children: ReactNode;
}

const APPLIES = { now: 'applies at once', 'next start': 'applies at the next Start' } as const;

/** One setting: words on the left, control on the right, what became of a change below it. */
export function SettingRow(props: SettingRowProps) {
  const { name, label, namesControl = true, sentence, defaultText, applies, state } = props;
  const translation = useTranslation();
  const origin = useSettingOrigin(props.originKey ?? name);
  const row = useRef<HTMLDivElement>(null);
  const wanted = useViewStore((view) => view.wantedField === name);
  useEffect(() => {
    if (!wanted) return;
    row.current?.scrollIntoView({ block: 'center' });
    row.current?.querySelector<HTMLElement>(`#setting-${name}`)?.focus();
    useViewStore.setState({ wantedField: null });
  }, [wanted, name]);
  return (
    <div ref={row} className={styles.row}>
      <div className={styles.words}>
        {namesControl ? (
          <label htmlFor={`setting-${name}`} id={`setting-${name}-label`}>
            {label}
          </label>
        ) : (
          <strong>{label}</strong>
        )}
        <p>{sentence}</p>
      </div>
      <div className={styles.control}>
        {props.children}
        <p className={styles.note} data-tone={state.refusal === null ? undefined : 'bad'}>
          <span>
            {noteStart(origin, defaultText)}
            {applies !== null && APPLIES[applies]}
          </span>
          <span role="status">{stateText(translation, state)}</span>
        </p>
      </div>
    </div>
  );
}

/** Where the value came from when it is not the default, and what the default is. */
function noteStart(origin: string | null, defaultText: string | undefined): ReactNode {
  const usual = defaultText === undefined ? '' : `default: ${defaultText} · `;
  if (origin === null) return usual.replace('d', 'D');
  return (
    <>
      <strong>{origin}</strong> · {usual}
    </>
  );
}

function stateText(translation: Translation, state: SaveState): string | null {
  if (state.refusal !== null) return `✕ Not saved: ${failureText(translation, state.refusal)}`;
  if (state.status === 'saving') return 'Saving';
  return state.status === 'saved' ? '✓ Saved' : null;
}
