import { durationInWords } from '../words';
import { Onset } from './types';

/** What fails at once was set off shortly before; what grows slowly may have been hours ago. */
const suspectMinutes = { sudden: 60, gradual: 360 };

/** How many minutes before a burn began what changed is worth a look. */
export function suspectWindowMinutes(shape: 'sudden' | 'gradual'): number {
  return suspectMinutes[shape];
}

/**
 * What is known of a burn's beginning, as a sentence without clock times, which
 * readers want in their own zone.
 */
export function onsetInWords(onset: Onset): string {
  switch (onset.kind) {
    case 'found': {
      const within = durationInWords(onset.latest - onset.earliest);
      return onset.shape === 'sudden'
        ? `It began at once; the moment is known to within ${within}`
        : `It began slowly; the moment is known to within ${within}`;
    }
    case 'before-range':
      return 'It burned already at the beginning of what was looked at';
    case 'not-burning':
      return 'It does not burn, so there is no beginning to look for';
    default:
      return onset.reason === 'no-data'
        ? 'Too little is recorded to say when it began'
        : 'It hardly rose above what is usual, so nobody can say when it began';
  }
}
