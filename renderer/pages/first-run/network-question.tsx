import { Switch, TextInput } from '@mantine/core';
import { NodeCheck } from '../../components/setup/node-check.tsx';
import { readNodeAddress } from '../../wording/node-address.ts';
import type { Answers } from './answers.ts';
import styles from './first-run.module.css';
import { Choices, Question } from './question.tsx';

interface NetworkQuestionProps {
  readonly answers: Answers;
  readonly change: (changes: Partial<Answers>) => void;
}

/** Practice, or a node of one's own. */
export function NetworkQuestion({ answers, change }: NetworkQuestionProps) {
  return (
    <Question number={1} title="Where do you want to mine?">
      <Choices
        name="network"
        label="Where do you want to mine?"
        value={answers.practice ? 'practice' : 'node'}
        choices={[
          {
            value: 'practice',
            title: 'On the practice network',
            words: 'A braid of your own inside Heddle: real proof of work, nothing at stake.',
          },
          {
            value: 'node',
            title: 'With my own node',
            words: 'A chainweb node that you run or may use, with mining switched on.',
          },
        ]}
        onChoose={(chosen) => change({ practice: chosen === 'practice' })}
      />
      {!answers.practice && <NodeFields answers={answers} change={change} />}
    </Question>
  );
}

function NodeFields({ answers, change }: NetworkQuestionProps) {
  const typed = readNodeAddress(answers.node);
  const useTls = (typed.ok ? typed.useTls : null) ?? answers.useTls;
  return (
    <div className={styles.fields}>
      <TextInput
        label="Address of the node"
        placeholder="localhost:1848"
        classNames={{ input: 'mono' }}
        spellCheck={false}
        value={answers.node}
        error={typed.ok ? null : typed.fault}
        onChange={(event) => change({ node: event.currentTarget.value })}
      />
      <Switch
        label="TLS (https)"
        checked={useTls}
        disabled={typed.ok && typed.useTls !== null}
        withThumbIndicator={false}
        onChange={(event) => change({ useTls: event.currentTarget.checked })}
      />
      {useTls && (
        <Switch
          label="Allow a certificate that cannot be verified"
          checked={answers.insecure}
          withThumbIndicator={false}
          onChange={(event) => change({ insecure: event.currentTarget.checked })}
        />
      )}
      <NodeCheck
        settings={
          typed.ok
            ? {
                node: typed.address,
                useTls,
                insecure: answers.insecure,
                publicKey: checkKey(answers),
                account: null,
              }
            : null
        }
      />
    </div>
  );
}

/** The key to ask for work with: a node may mine for some keys only. */
function checkKey(answers: Answers): string {
  if (answers.keySource === 'made') return answers.pair?.publicKey ?? '';
  const key = answers.typedKey.trim().toLowerCase().replace(/^k:/, '');
  return /^[0-9a-f]{64}$/.test(key) ? key : '';
}
