import { startMining, stopMining } from '../bridge.ts';
import { useMinerStore } from '../stores/miner-store.ts';
import { useViewStore } from '../stores/view-store.ts';
import { Button } from '../components/controls/button.tsx';

/** Starts mining when it stands, stops it when it runs. */
export function StartStopButton({ shortcut }: { readonly shortcut: string }) {
  const phase = useMinerStore((miner) => miner.snapshot?.phase ?? 'stopped');
  const command = useViewStore((view) => view.command);
  const keys = `${shortcut}Enter`;
  if (phase === 'stopping' || command === 'stop') {
    return (
      <Button icon="stop" busy>
        Stopping
      </Button>
    );
  }
  if (phase === 'stopped') {
    return (
      <Button
        kind="main"
        icon="play"
        busy={command === 'start'}
        title={keys}
        onClick={() => void startMining()}
      >
        Start mining
      </Button>
    );
  }
  return (
    <Button icon="stop" title={keys} onClick={() => void stopMining()}>
      Stop
    </Button>
  );
}
