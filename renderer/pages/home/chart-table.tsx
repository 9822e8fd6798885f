import type { ChartPoint } from '../../stores/chart-store.ts';
import { exactText } from '../../wording/moments.ts';
import { difficultyText, hashRateText } from '../../wording/si-number.ts';
import styles from './home.module.css';

/** The chart's points as a table, newest first. */
export function ChartTable({ points }: { readonly points: readonly ChartPoint[] }) {
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label="Hash rate as a table">
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Hash rate</th>
            <th scope="col">Difficulty</th>
          </tr>
        </thead>
        <tbody>
          {[...points].reverse().map((point) => (
            <tr key={point.atMs}>
              <td>{exactText(point.atMs)}</td>
              <td>{hashRateText(point.hashesPerSecond)}</td>
              <td>{difficultyText(point.difficulty)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
