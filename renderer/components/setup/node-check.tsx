import { useState } from 'react';
import { checkNode } from '../../bridge.ts';
import type {
  MinerConfig,
  NodeCheck as NodeCheckResult,
} from '../../../contract/screen-contract.ts';
import { chainsText, latencyText } from '../../wording/mining-phase.ts';
import { nodeErrorText } from '../../wording/problems/node-errors.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { Button } from '../controls/button.tsx';
import { Icon } from '../controls/icons.tsx';
import styles from './node-check.module.css';

/** How to reach a node, and who is paid. */
export type NodeSettings = Pick<
  MinerConfig,
  'node' | 'useTls' | 'insecure' | 'publicKey' | 'account'
>;

interface NodeCheckProps {
  /** What to ask; null while the address cannot be read. */
  readonly settings: NodeSettings | null;
}

/** Asks a node whether it can be mined with, and shows its answer. */
export function NodeCheck({ settings }: NodeCheckProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<NodeSettings | null>(null);
  const [result, setResult] = useState<NodeCheckResult | null>(null);
  const [busy, setBusy] = useState(false);
  // An answer about other settings than those on the screen would mislead.
  const isCurrent = JSON.stringify(asked) === JSON.stringify(settings);

  const check = async (wanted: NodeSettings): Promise<void> => {
    setBusy(true);
    setResult(null);
    setAsked(wanted);
    try {
      setResult(await checkNode(wanted));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.check}>
      <Button
        busy={busy}
        disabled={settings === null}
        onClick={() => settings !== null && void check(settings)}
      >
        {busy ? t('setup.node.checking') : t('setup.node.check')}
      </Button>
      <div className={styles.answer} role="status">
        {result !== null && asked !== null && isCurrent && (
          <Answer result={result} node={asked.node} />
        )}
      </div>
    </div>
  );
}

function Answer({ result, node }: { readonly result: NodeCheckResult; readonly node: string }) {
  const translation = useTranslation();
  if (!result.ok) {
    const words = nodeErrorText(translation, result.error, node);
    return (
      <p data-tone="bad" title={result.error.detail}>
        <Icon name="warning" size={16} />
        <span>
          <strong>{words.happened}</strong>
          {words.advice}
        </span>
      </p>
    );
  }
  const { versionName, graph } = result.network;
  return (
    <p data-tone="good">
      <Icon name="check" size={16} />
      <span>
        <strong>{translation.t('setup.node.works')}</strong>
        {translation.t('setup.node.facts', {
          network: versionName,
          chains: chainsText(translation, graph.length),
          latency: latencyText(translation, result.latencyMs),
        })}
      </span>
    </p>
  );
}
