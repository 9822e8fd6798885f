import { useEffect, useState } from 'react';
import { nodeReadiness } from '../../bridge.ts';
import type { NodeReadiness as Readiness } from '../../../contract/screen-contract.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { isReady, readinessTexts } from '../../wording/node-readiness.ts';
import { Button } from '../controls/button.tsx';
import { Icon } from '../controls/icons.tsx';
import type { NodeSettings } from './node-check.tsx';
import styles from './node-guide.module.css';

/** Between two looks at the node, ms. */
const LOOK_EVERY_MS = 3_000;

/** Looks at a node again and again until it is ready to be mined on, and shows each step. */
export function NodeReadiness({ settings }: { readonly settings: NodeSettings | null }) {
  const { t } = useTranslation();
  const [watches, setWatches] = useState(false);
  return (
    <div className={styles.ready}>
      <Button
        size="small"
        disabled={settings === null && !watches}
        onClick={() => setWatches(!watches)}
      >
        {t(watches ? 'setup.ready.stop' : 'setup.ready.watch')}
      </Button>
      {watches && settings !== null && (
        // Another address or key starts over.
        <Steps key={JSON.stringify(settings)} settings={settings} />
      )}
    </div>
  );
}

function Steps({ settings }: { readonly settings: NodeSettings }) {
  const translation = useTranslation();
  const { readiness, firstHeight } = useReadiness(settings);
  if (readiness === null) return <p role="status">{translation.t('setup.node.checking')}</p>;
  const steps = readinessTexts(translation, readiness, settings.node, firstHeight);
  return (
    <div role="status">
      <ol className={styles.steps}>
        {steps.map(({ name, mark, text }) => (
          <li key={name} data-mark={mark}>
            <span className={styles.mark} aria-hidden="true">
              {mark === 'done' && <Icon name="check" size={16} />}
              {mark === 'bad' && <Icon name="warning" size={16} />}
            </span>
            <span>
              <strong>{name}</strong>
              <span className="muted">{text}</span>
            </span>
          </li>
        ))}
      </ol>
      {isReady(readiness) && <p className={styles.all}>{translation.t('setup.ready.all')}</p>}
    </div>
  );
}

/** The newest look at the node, and where its chains stood at the first. Ends when it is ready. */
function useReadiness(asked: NodeSettings): {
  readonly readiness: Readiness | null;
  readonly firstHeight: number | null;
} {
  // Those of the first render: equal ones come as another object each time.
  const [settings] = useState(asked);
  const [readiness, setReadiness] = useState<Readiness | null>(null);
  const [firstHeight, setFirstHeight] = useState<number | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const look = async (): Promise<void> => {
      const found = await nodeReadiness(settings);
      if (ended) return;
      setReadiness(found);
      setFirstHeight((first) => first ?? found.position?.height ?? null);
      if (!isReady(found)) timer = setTimeout(() => void look(), LOOK_EVERY_MS);
    };
    void look();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [settings]);
  return { readiness, firstHeight };
}
