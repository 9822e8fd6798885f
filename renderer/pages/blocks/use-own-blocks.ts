import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { getBlocks } from '../../bridge.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import type { OwnBlock } from '../../../contract/screen-contract.ts';
import { mergeBlocks } from './merge-blocks.ts';

const PAGE = 100;
const NONE: readonly OwnBlock[] = [];

interface OwnBlocks {
  /** Newest first. */
  readonly blocks: readonly OwnBlock[];
  /** Loads older ones, unless they are on their way already. */
  readonly loadOlder: () => void;
}

/** Own blocks of a network: the newest as they live in the snapshot, older ones from the history on demand. */
export function useOwnBlocks(versionName: string): OwnBlocks {
  const newest = useMinerStore((miner) => miner.snapshot?.blocks ?? NONE);
  const live = useMemo(
    () => newest.filter((block) => block.versionName === versionName),
    [newest, versionName],
  );
  const [older, setOlder] = useState<readonly OwnBlock[]>(NONE);
  const [hasMore, setHasMore] = useState(true);
  const blocks = useMemo(() => mergeBlocks(live, older), [live, older]);
  const oldestMs = blocks.at(-1)?.foundAtMs ?? null;
  const loading = useRef(false);

  const loadOlder = useCallback(() => {
    if (loading.current || !hasMore) return;
    loading.current = true;
    // Those found in the same millisecond as the oldest are asked for again, and merged away.
    const beforeMs = oldestMs === null ? Date.now() + 1 : oldestMs + 1;
    void getBlocks({ versionName, beforeMs, limit: PAGE })
      .then((page) => {
        setOlder((known) => mergeBlocks(known, page));
        if (page.length < PAGE) setHasMore(false);
      })
      .finally(() => {
        loading.current = false;
      });
  }, [versionName, hasMore, oldestMs]);

  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) loadOlder();
    isFirst.current = false;
  }, [loadOlder]);

  return { blocks, loadOlder };
}
