import { Modal } from '@mantine/core';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Icon } from '../../components/controls/icons.tsx';
import { useTranslation } from '../../stores/use-translation.ts';
import { closePalette, useViewStore } from '../../stores/view-store.ts';
import { useShortcutText } from '../use-shortcut-text.ts';
import { paletteEntries } from './palette-entries.ts';
import { foundEntries, GROUP_NAMES } from './palette-entry.ts';
import type { PaletteEntry } from './palette-entry.ts';
import styles from './palette.module.css';

/** Pages, machines, settings and actions by a few letters of their names. */
export function Palette() {
  const { t } = useTranslation();
  const isOpen = useViewStore((view) => view.paletteOpen);
  return (
    <Modal.Root
      opened={isOpen}
      onClose={closePalette}
      size="36rem"
      yOffset="12vh"
      transitionProps={{ duration: 0 }}
      // What is opened takes the focus.
      returnFocus={false}
    >
      <Modal.Overlay backgroundOpacity={0.5} />
      <Modal.Content aria-label={t('frame.palette')}>
        <Modal.Body p={0}>
          <Search />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Is made again with each opening: it begins empty, with the entries of that moment. */
function Search() {
  const translation = useTranslation();
  const { t } = translation;
  const shortcut = useShortcutText();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const about = useViewStore((view) => view.paletteAbout);
  const [entries] = useState(() =>
    paletteEntries(translation, shortcut).filter(({ group }) => about === 'all' || group === about),
  );
  const purpose = t(about === 'all' ? 'frame.palette.search' : 'settings.search');
  const found = useMemo(() => foundEntries(entries, query), [entries, query]);
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const run = (entry: PaletteEntry | undefined): void => {
    if (entry === undefined) return;
    closePalette();
    entry.run();
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
    if (step !== 0) setChosen((chosen + step + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter') run(found[chosen]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <div className={styles.field}>
        <Icon name="search" />
        <input
          data-autofocus
          role="combobox"
          aria-label={purpose}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={found.length > 0 ? `${id}-${chosen}` : undefined}
          placeholder={purpose}
          spellCheck={false}
          autoComplete="off"
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul ref={list} id={id} className={styles.list} role="listbox" aria-label={t('frame.palette')}>
        {found.map((entry, at) => (
          <li
            key={entry.id}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === chosen}
            className={styles.entry}
            onMouseMove={() => setChosen(at)}
            onClick={() => run(entry)}
          >
            <Icon name={entry.icon} size={16} />
            <span className={styles.text}>
              {entry.text}
              {entry.within !== undefined && <span className="muted">{entry.within}</span>}
            </span>
            {entry.shortcut !== undefined && <kbd>{entry.shortcut}</kbd>}
            <span className={styles.group}>{t(GROUP_NAMES[entry.group])}</span>
          </li>
        ))}
      </ul>
      <p className={styles.none} role="status">
        {found.length === 0 && t('frame.palette.none')}
      </p>
    </>
  );
}
