import { useTranslation } from '../../stores/use-translation.ts';
import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { blockState } from '../../wording/block-states.ts';
import { countText } from '../../wording/figures/si-number.ts';
import { shortened } from '../../wording/shortened.ts';
import { Ago } from '../display/ago.tsx';
import type { Knot } from './braid-layout.ts';
import styles from './braid.module.css';

interface KnotTooltipProps {
  readonly knot: Knot;
  /** The element in which the knot is drawn. */
  readonly view: RefObject<HTMLElement | null>;
}

/** What a knot is, beside it. */
export function KnotTooltip({ knot, view }: KnotTooltipProps) {
  const translation = useTranslation();
  const { t } = translation;
  const self = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const mark = view.current?.querySelector(`[data-knot="${CSS.escape(knot.hash)}"]`);
    if (!mark || !view.current || !self.current) return;
    const at = mark.getBoundingClientRect();
    const around = view.current.getBoundingClientRect();
    const x = at.left + at.width / 2 - around.left;
    const y = at.top + at.height / 2 - around.top;
    const isRight = x > around.width / 2;
    self.current.style.transform =
      `translate(${x + (isRight ? -14 : 14)}px, ${y}px) ` +
      `translate(${isRight ? '-100%' : '0'}, -50%)`;
  });
  return (
    <div ref={self} className={styles.tooltip} role="tooltip">
      <strong>
        {t('braid.knot', { chain: knot.chain, height: countText(translation, knot.height) })}
      </strong>
      <div className={styles.facts}>
        <span>
          {knot.own === null
            ? t('braid.knot.others')
            : t('braid.knot.yours', { state: t(blockState(knot.own).name) })}
        </span>
        <Ago atMs={knot.createdAtMs} />
      </div>
      <div className="mono muted">{shortened(knot.hash, 8)}</div>
    </div>
  );
}
