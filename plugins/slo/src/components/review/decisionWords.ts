import { ReviewDecision } from '@goreliable/plugin-slo-common';

/** What the decisions of reviews are called, and mean. */
export const decisionWords: Record<
  ReviewDecision,
  { label: string; done: string; meaning: string }
> = {
  keep: {
    label: 'Keep',
    done: 'Kept',
    meaning:
      'It tells what people feel, and its alerts are worth waking up for.',
  },
  change: {
    label: 'Change',
    done: 'To be changed',
    meaning: 'Its objective, its queries or its alerts have to become others.',
  },
  retire: {
    label: 'Retire',
    done: 'Retired',
    meaning: 'Nobody acts on it. It is not reviewed again.',
  },
};
