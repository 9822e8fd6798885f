import { useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { WeekHours } from '../../../../../src-core/config/week-hours.ts';
import { DAYS, HOURS, painted, stateOf } from './week-cells.ts';
import type { Cell } from './week-cells.ts';
import { WeekRow } from './week-row.tsx';
import styles from './week-grid.module.css';

interface WeekGridProps {
  /** The cell that has the focus, or would get it, carries this id. */
  readonly id: string;
  readonly label: string;
  readonly week: WeekHours;
  /** While it is being painted. */
  readonly onPaint: (week: WeekHours) => void;
  /** When one stroke is done, with what it made. */
  readonly onDone: (week: WeekHours) => void;
}

/** A stroke: everything from its first cell to the last one gets the same. */
interface Stroke {
  readonly before: WeekHours;
  readonly first: Cell;
  readonly isOn: boolean;
  /** How far it is, and what it made. */
  readonly last: Cell | null;
  readonly week: WeekHours;
}

const STEPS: Readonly<Record<string, readonly [day: number, hour: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -23],
  End: [0, 23],
};

/**
 * The hours of a week, to be switched by dragging over them, or a day by its name. With the keyboard: arrows move, Space switches
 * an hour, Shift with arrows carries it on.
 */
export function WeekGrid({ id, label, week, onPaint, onDone }: WeekGridProps) {
  const table = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState<Cell>({ day: 0, hour: 0 });
  const stroke = useRef<Stroke | null>(null);

  function begin(first: Cell, isOn: boolean): void {
    stroke.current = { before: week, first, isOn, last: null, week };
  }

  function paintTo(cell: Cell): void {
    if (stroke.current === null) return;
    const { before, first, isOn, last } = stroke.current;
    if (last?.day === cell.day && last.hour === cell.hour) return;
    const now = painted(before, first, cell, isOn);
    stroke.current = { ...stroke.current, last: cell, week: now };
    onPaint(now);
  }

  function end(): void {
    const done = stroke.current;
    stroke.current = null;
    if (done !== null && done.week !== done.before) onDone(done.week);
  }

  function moveFocus(cell: Cell): void {
    setFocus(cell);
    const place = `[data-day="${cell.day}"][data-hour="${cell.hour}"]`;
    table.current?.querySelector<HTMLElement>(place)?.focus();
  }

  function onPointerDown(event: PointerEvent): void {
    const { day, hour } = placeAt(event);
    if (day === null || event.button !== 0) return;
    event.preventDefault();
    if (hour === null) {
      switchDay(day);
      return;
    }
    const cell = { day, hour };
    event.currentTarget.setPointerCapture(event.pointerId);
    moveFocus(cell);
    begin(cell, stateOf(week, cell) !== 'on');
    paintTo(cell);
  }

  function onPointerMove(event: PointerEvent): void {
    const { day, hour } = placeAt(event);
    if (day !== null && hour !== null) paintTo({ day, hour });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const isSwitch = event.key === ' ' || event.key === 'Enter';
    const step = STEPS[event.key];
    if (!isSwitch && step === undefined) return;
    event.preventDefault();
    if (isSwitch) {
      begin(focus, stateOf(week, focus) !== 'on');
      paintTo(focus);
    }
    if (step === undefined) return;
    const next = { day: within(focus.day + step[0], 6), hour: within(focus.hour + step[1], 23) };
    if (event.shiftKey) {
      if (stroke.current === null) begin(focus, stateOf(week, focus) !== 'off');
      paintTo(next);
    }
    moveFocus(next);
  }

  function switchDay(day: number): void {
    const isOn = HOURS.some((hour) => stateOf(week, { day, hour }) !== 'on');
    const now = painted(week, { day, hour: 0 }, { day, hour: 23 }, isOn);
    onPaint(now);
    onDone(now);
  }

  return (
    <div
      ref={table}
      role="grid"
      aria-multiselectable
      aria-label={label}
      className={styles.grid}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => {
        if (event.key === 'Shift' || event.key === ' ' || event.key === 'Enter') end();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) end();
      }}
    >
      <div className={styles.row} aria-hidden>
        <span />
        {HOURS.filter((hour) => hour % 6 === 0).map((hour) => (
          <span key={hour} className={styles.hour}>
            {`${String(hour).padStart(2, '0')}:00`}
          </span>
        ))}
      </div>
      {DAYS.map((day) => (
        <WeekRow
          key={day}
          day={day}
          states={HOURS.map((hour) => stateOf(week, { day, hour })).join(' ')}
          focusedHour={focus.day === day ? focus.hour : null}
          focusedId={id}
        />
      ))}
    </div>
  );
}

/**
 * The cell under the pointer, or the day whose name is; while the pointer is captured, the event's target is the
 * whole table.
 */
function placeAt({ clientX, clientY }: PointerEvent): {
  readonly day: number | null;
  readonly hour: number | null;
} {
  const under = document.elementFromPoint(clientX, clientY);
  const { day, hour } = under instanceof HTMLElement ? under.dataset : {};
  return { day: numberOf(day), hour: numberOf(hour) };
}

function numberOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

function within(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
