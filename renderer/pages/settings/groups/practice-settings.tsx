import { Modal } from '@mantine/core';
import { useState } from 'react';
import { resetPractice } from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import type { Failure, MinerConfig } from '../../../../contract/screen-contract.ts';
import { useMinerStore } from '../../../stores/miner-store.ts';
import { ChoiceSetting } from '../fields/choice-setting.tsx';
import { readBlockDelay } from '../fields/read-settings.ts';
import { SettingRow } from '../fields/setting-row.tsx';
import styles from '../settings.module.css';
import { TextSetting } from '../fields/text-setting.tsx';
import { useSaveConfig } from '../fields/use-save.ts';

const GRAPHS: Readonly<Record<MinerConfig['practiceGraph'], string>> = {
  singleton: '1',
  pair: '2',
  triangle: '3',
  petersen: '10',
  twenty: '20',
};

/** The practice network: how many chains, how fast, and a way to begin anew. */
export function PracticeSettings({ config }: { readonly config: MinerConfig }) {
  const { state, save } = useSaveConfig();
  return (
    <>
      <ChoiceSetting
        name="practiceGraph"
        label="Chains"
        sentence="How many chains are braided. A change needs the practice chains to be reset."
        defaultText="20"
        applies="next start"
        state={state}
        value={config.practiceGraph}
        choices={GRAPHS}
        onChoose={(practiceGraph) => void save({ practiceGraph })}
      />
      <TextSetting
        name="practiceBlockDelay"
        label="Time between blocks"
        sentence="Of one chain, on average. The difficulty adapts to it."
        defaultText="60 s"
        unit="s"
        saved={String(config.practiceBlockDelay)}
        read={readBlockDelay}
      />
      <ResetPractice />
    </>
  );
}

function ResetPractice() {
  const mines = useMinerStore((miner) => (miner.snapshot?.phase ?? 'stopped') !== 'stopped');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [state, setState] = useState<{ done: boolean; refusal: Failure | null }>({
    done: false,
    refusal: null,
  });
  const reset = async (): Promise<void> => {
    setBusy(true);
    try {
      const outcome = await resetPractice();
      setState({ done: outcome.ok, refusal: outcome.ok ? null : outcome.failure });
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };
  return (
    <SettingRow
      name="resetPractice"
      label="Begin anew"
      namesControl={false}
      sentence={
        mines
          ? 'Deletes the practice chains. Stop mining first.'
          : 'Deletes the practice chains; they start again at height 0.'
      }
      applies="now"
      state={{ status: state.done ? 'saved' : 'idle', refusal: state.refusal }}
    >
      <div>
        <Button id="setting-resetPractice" disabled={mines} onClick={() => setAsking(true)}>
          Reset the practice chains
        </Button>
      </div>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title="Reset the practice chains?"
        withCloseButton={false}
      >
        <p>
          All blocks of the practice network are deleted. The list of the blocks you found, your key
          and your settings stay.
        </p>
        <div className={styles.buttons}>
          <Button kind="quiet" data-autofocus onClick={() => setAsking(false)}>
            Keep them
          </Button>
          <Button kind="danger" busy={busy} onClick={() => void reset()}>
            Reset the practice chains
          </Button>
        </div>
      </Modal>
    </SettingRow>
  );
}
