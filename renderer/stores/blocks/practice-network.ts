/** Whether a network is one of practice, by the names that practice nodes give: its coins are worth nothing. */
export function isPractice(versionName: string): boolean {
  return versionName === 'practice' || versionName.startsWith('practice-');
}
