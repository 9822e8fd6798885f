import { startMining, stopMining } from '../bridge.ts';
import { useMinerStore } from '../stores/miner-store.ts';
import { useViewStore } from '../stores/view-store.ts';
import { useTranslation } from '../stores/use-translation.ts';
import { Button } from '../components/controls/button.tsx';
import { useShortcutText } from './use-shortcut-text.ts';

/** Starts mining while it is stopped or paused, stops it otherwise. */
export function StartStopButton() {
  const { t } = useTranslation();
  const shortcut = useShortcutText();
  const phase = useMinerStore((miner) => miner.snapshot?.phase ?? 'stopped');
  const isPaused = useMinerStore((miner) => (miner.snapshot?.rests.length ?? 0) > 0);
  const command = useViewStore((view) => view.command);
  const keys = shortcut(t('frame.shortcut.enter'));
  if (phase === 'stopping' || command === 'stop') {
    return (
      <Button icon="stop" busy>
        {t('frame.phase.stopping')}
      </Button>
    );
  }
  if (phase === 'stopped') {
    return (
      <Button
        kind="main"
        icon="play"
        busy={command === 'start'}
        title={isPaused ? t('rests.anyway.about') : keys}
        onClick={() => void startMining()}
      >
        {t(isPaused ? 'rests.anyway' : 'frame.start')}
      </Button>
    );
  }
  return (
    <Button icon="stop" title={keys} onClick={() => void stopMining()}>
      {t('frame.stop')}
    </Button>
  );
}
