import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../../components/controls/button.tsx';
import type { SettingFacts } from '../../../../contract/screen-contract.ts';
import type { MessageId } from '../../../../messages/catalogues.ts';
import type { Translation } from '../../../../messages/translation.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { useViewStore } from '../../../stores/view-store.ts';
import { failureText } from '../../../wording/failures.ts';
import styles from '../settings.module.css';
import type { SaveState } from './use-save.ts';

export interface SettingRowTexts {
  /** Name of the setting; its control carries the id `setting-<name>`. */
  readonly name: string;
  readonly label: string;
  /** What it is, in a sentence. */
  readonly about: string;
  /** Where the value came from; null for a default. */
  readonly origin?: string | null | undefined;
  /** When a change applies; null for what changes no setting. */
  readonly applies: SettingFacts['appliesAt'] | null;
  readonly state: SaveState;
  /** Sets the default again; absent where it is set, or where there is none to return to. */
  readonly onDefault?: (() => void) | undefined;
}

interface SettingRowProps extends SettingRowTexts {
  /** The default as the control would show it. */
  readonly defaultText?: string | undefined;
  /** False where the control brings a name of its own, like a button. */
  readonly namesControl?: boolean;
  /** The control needs the whole width: it stands below the texts. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

const APPLIES: Readonly<Record<SettingFacts['appliesAt'], MessageId>> = {
  now: 'settings.note.now',
  'mostly-now': 'settings.note.mostlyNow',
  'next-start': 'settings.note.nextStart',
};

const SEPARATOR = ' · ';
/** Wider than a space; a line may end there. */
const ROOM = '\u2002';

/** One setting: texts on the left, control on the right, what became of a change below it. */
export function SettingRow(props: SettingRowProps) {
  const { name, label, namesControl = true, about, defaultText, applies, state } = props;
  const { origin = null, isWide = false, onDefault } = props;
  const translation = useTranslation();
  const { t } = translation;
  const row = useWantedField(name);
  const facts = [
    ...(defaultText === undefined ? [] : [t('settings.note.default', { value: defaultText })]),
    ...(applies === null ? [] : [t(APPLIES[applies])]),
  ];
  return (
    <div ref={row} className={styles.row} data-wide={isWide || undefined}>
      <div className={styles.texts}>
        {namesControl ? (
          <label htmlFor={`setting-${name}`} id={`setting-${name}-label`}>
            {label}
          </label>
        ) : (
          <strong>{label}</strong>
        )}
        <p>{about}</p>
      </div>
      <div className={styles.control}>
        {props.children}
        <p className={styles.note} data-tone={state.refusal === null ? undefined : 'bad'}>
          <span>
            {origin !== null && <strong>{origin}</strong>}
            {(origin === null ? facts : ['', ...facts]).join(SEPARATOR)}
            {onDefault !== undefined && ROOM}
            {onDefault !== undefined && (
              <Button
                size="small"
                kind="quiet"
                aria-label={t('settings.useDefault.of', { setting: label })}
                onClick={onDefault}
              >
                {t('settings.useDefault')}
              </Button>
            )}
          </span>
          <span role="status">{stateText(translation, state)}</span>
        </p>
      </div>
    </div>
  );
}

/** Brings the row into view and focuses its control when another page asked for it. */
function useWantedField(name: string) {
  const row = useRef<HTMLDivElement>(null);
  const wanted = useViewStore((view) => view.wantedField === name);
  useEffect(() => {
    if (!wanted) return;
    // A row among the advanced ones is folded away.
    row.current?.closest('details')?.setAttribute('open', '');
    const control = row.current?.querySelector<HTMLElement>(`#setting-${name}`) ?? null;
    control?.focus({ preventScroll: true });
    // A row may be taller than the window: its control is what is wanted.
    (control ?? row.current)?.scrollIntoView({ block: 'center' });
    useViewStore.setState({ wantedField: null });
  }, [wanted, name]);
  return row;
}

function stateText(translation: Translation, { status, refusal }: SaveState): string | null {
  const { t } = translation;
  if (refusal !== null) {
    return t('settings.note.notSaved', { reason: failureText(translation, refusal) });
  }
  if (status === 'saving') return t('settings.note.saving');
  return status === 'saved' ? t('settings.note.saved') : null;
}
