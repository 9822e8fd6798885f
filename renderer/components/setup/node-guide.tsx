import { useState } from 'react';
import { openGuidePage } from '../../bridge.ts';
import type { Failure, GuidePage } from '../../../contract/screen-contract.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { failureText } from '../../wording/failures.ts';
import { NODE_PORTS, dockerCommand, nodeFlags } from '../../wording/node-commands.ts';
import { Button } from '../controls/button.tsx';
import { CopyButton } from '../controls/copy-button.tsx';
import type { NodeSettings } from './node-check.tsx';
import styles from './node-guide.module.css';
import { NodeReadiness } from './node-readiness.tsx';

interface NodeGuideProps {
  /** The user's key, or an empty text while there is none. */
  readonly publicKey: string;
  /** The node to watch; null while its address cannot be read. */
  readonly settings: NodeSettings | null;
}

/** For a user without a node: what to install, with which options, what it costs, and when it is ready. */
export function NodeGuide({ publicKey, settings }: NodeGuideProps) {
  const { t } = useTranslation();
  const key = publicKey === '' ? t('setup.guide.key') : publicKey;
  return (
    <details className={styles.guide}>
      <summary>{t('setup.guide.title')}</summary>
      <div className={styles.body}>
        <p>{t('setup.guide.what')}</p>
        <Pages />
        <Command
          title={t('setup.guide.docker')}
          text={dockerCommand(key)}
          label={t('setup.guide.docker.copy')}
        />
        <Command
          title={t('setup.guide.flags')}
          text={nodeFlags(key)}
          label={t('setup.guide.flags.copy')}
          about={t('setup.guide.flags.about')}
        />
        <dl className={styles.costs}>
          <dt>{t('setup.guide.disk')}</dt>
          <dd>{t('setup.guide.disk.text')}</dd>
          <dt>{t('setup.guide.computer')}</dt>
          <dd>{t('setup.guide.computer.text')}</dd>
          <dt>{t('setup.guide.ports')}</dt>
          <dd>{t('setup.guide.ports.text', NODE_PORTS)}</dd>
          <dt>{t('setup.guide.traffic')}</dt>
          <dd>{t('setup.guide.traffic.text')}</dd>
          <dt>{t('setup.guide.wait')}</dt>
          <dd>{t('setup.guide.wait.text')}</dd>
        </dl>
        <p className="muted">{t('setup.guide.tests')}</p>
        <h3>{t('setup.ready.title')}</h3>
        <NodeReadiness settings={settings} />
      </div>
    </details>
  );
}

interface CommandProps {
  readonly title: string;
  readonly text: string;
  /** What its button copies. */
  readonly label: string;
  readonly about?: string;
}

function Command({ title, text, label, about }: CommandProps) {
  return (
    <div className={styles.command}>
      <h3>{title}</h3>
      <div>
        <code className="mono selectable">{text}</code>
        <CopyButton text={text} label={label} />
      </div>
      {about !== undefined && <p className="muted">{about}</p>}
    </div>
  );
}

/** As shown on hover; what is opened is decided in the main process. */
const ADDRESSES: Readonly<Record<GuidePage, string>> = {
  releases: 'github.com/kda-community/chainweb-node',
  compose: 'github.com/kda-community/docker-compose-chainweb-node',
  snapshots: 'snapshots.chainweb-community.org',
};

function Pages() {
  const translation = useTranslation();
  const { t } = translation;
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const open = async (page: GuidePage): Promise<void> => {
    const outcome = await openGuidePage({ page });
    setRefusal(outcome.ok ? null : outcome.failure);
  };
  const names = {
    releases: t('setup.guide.open.releases'),
    compose: t('setup.guide.open.compose'),
    snapshots: t('setup.guide.open.snapshots'),
  };
  return (
    <div className={styles.pages}>
      {(['releases', 'compose', 'snapshots'] as const).map((page) => (
        <Button
          key={page}
          size="small"
          title={t('setup.guide.open.about', { address: ADDRESSES[page] })}
          onClick={() => void open(page)}
        >
          {names[page]}
        </Button>
      ))}
      {refusal !== null && <p role="alert">{failureText(translation, refusal)}</p>}
    </div>
  );
}
