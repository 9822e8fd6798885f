import { Switch, TextInput } from '@mantine/core';
import { NodeCheck } from '../../components/setup/node-check.tsx';
import { Choices } from '../../components/controls/choices.tsx';
import { NodeGuide } from '../../components/setup/node-guide.tsx';
import { useSettingFactsStore } from '../../stores/setting-facts-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { nodeAddressFaultText, readNodeAddress } from '../../wording/settings/node-address.ts';
import { readPublicKey } from '../../wording/settings/public-key.ts';
import type { Answers } from './answers.ts';
import styles from './first-run.module.css';
import { Question } from './question.tsx';

interface NetworkQuestionProps {
  readonly answers: Answers;
  readonly change: (changes: Partial<Answers>) => void;
}

/** The practice network, or the user's own node. */
export function NetworkQuestion({ answers, change }: NetworkQuestionProps) {
  const { t } = useTranslation();
  return (
    <Question number={1} title={t('first-run.network.question')}>
      <Choices
        layout="cards"
        name="network"
        label={t('first-run.network.question')}
        value={answers.practice ? 'practice' : 'node'}
        choices={[
          {
            value: 'practice',
            title: t('first-run.network.practice.title'),
            text: t('first-run.network.practice.text'),
          },
          {
            value: 'node',
            title: t('first-run.network.node.title'),
            text: t('first-run.network.node.text'),
          },
        ]}
        onChoose={(chosen) => change({ practice: chosen === 'practice' })}
      />
      {!answers.practice && <NodeFields answers={answers} change={change} />}
    </Question>
  );
}

function NodeFields({ answers, change }: NetworkQuestionProps) {
  const translation = useTranslation();
  const { t } = translation;
  const form = useSettingFactsStore((store) => store.facts.get('node')?.address ?? null);
  const typed = readNodeAddress(answers.node, form);
  const useTls = (typed.ok ? typed.useTls : null) ?? answers.useTls;
  const publicKey = checkKey(answers);
  const { insecure } = answers;
  const settings = typed.ok
    ? { node: typed.address, useTls, insecure, publicKey, account: null }
    : null;
  return (
    <div className={styles.fields}>
      <TextInput
        label={t('first-run.network.address')}
        placeholder={form?.example ?? ''}
        classNames={{ input: 'mono' }}
        spellCheck={false}
        value={answers.node}
        error={typed.ok ? null : nodeAddressFaultText(translation, typed.fault)}
        onChange={(event) => change({ node: event.currentTarget.value })}
      />
      <Switch
        label={t('first-run.network.tls')}
        checked={useTls}
        disabled={typed.ok && typed.useTls !== null}
        withThumbIndicator={false}
        onChange={(event) => change({ useTls: event.currentTarget.checked })}
      />
      {useTls && (
        <Switch
          label={t('first-run.network.insecure')}
          checked={answers.insecure}
          withThumbIndicator={false}
          onChange={(event) => change({ insecure: event.currentTarget.checked })}
        />
      )}
      <NodeCheck settings={settings} />
      <NodeGuide publicKey={publicKey} settings={settings} />
    </div>
  );
}

/** The key to ask for work with: a node may mine for some keys only. */
function checkKey(answers: Answers): string {
  if (answers.keySource === 'made') return answers.pair?.publicKey ?? '';
  const typed = readPublicKey(answers.typedKey);
  return typed.ok ? typed.publicKey : '';
}
