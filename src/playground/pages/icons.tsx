import type { Conclusion } from '../model/records.ts';

/** Small drawings, 16 by 16, in the colour of the text around them. */

const PATHS = {
  check: 'M13.5 4.5 6.5 11.5 3 8',
  cross: 'M4 4l8 8M12 4l-8 8',
  dot: 'M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5',
  dash: 'M4 8h8',
  bang: 'M8 3.5v5M8 11.5v.5',
  branch: 'M5 2.5v11M5 8h3a3 3 0 0 0 3-3V2.5',
  pull: 'M4 4.5v8M4 2.5a1 1 0 1 0 0 2 1 1 0 0 0 0-2M4 11.5a1 1 0 1 0 0 2 1 1 0 0 0 0-2M12 11.5a1 1 0 1 0 0 2 1 1 0 0 0 0-2M12 11.5V6.5a2 2 0 0 0-2-2H8M9.500 2.500l-2 2 2 2',
  file: 'M4 1.500h5l3 3v10H4zM9 1.500v3h3',
  comment: 'M2.500 3h11v8h-6l-3 2.500V11h-2z',
  bolt: 'M9 1.500 3.500 9H8l-1 5.500L12.500 7H8z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** How a conclusion looks and what it is called. */
export function conclusionLook(conclusion: Conclusion | null): {
  readonly tone: 'good' | 'bad' | 'warn' | 'quiet' | 'busy';
  readonly icon: IconName;
  readonly word: string;
} {
  switch (conclusion) {
    case 'success':
      return { tone: 'good', icon: 'check', word: 'Successful' };
    case 'failure':
      return { tone: 'bad', icon: 'cross', word: 'Failed' };
    case 'timed_out':
      return { tone: 'bad', icon: 'cross', word: 'Timed out' };
    case 'action_required':
      return { tone: 'warn', icon: 'bang', word: 'Action required' };
    case 'cancelled':
      return { tone: 'quiet', icon: 'dash', word: 'Cancelled' };
    case 'neutral':
      return { tone: 'quiet', icon: 'dash', word: 'Neutral' };
    case 'skipped':
      return { tone: 'quiet', icon: 'dash', word: 'Skipped' };
    case 'stale':
      return { tone: 'quiet', icon: 'dash', word: 'Stale' };
    case null:
      return { tone: 'busy', icon: 'dot', word: 'In progress' };
  }
}
