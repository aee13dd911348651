import { useSearchParams } from 'react-router-dom';
import {
  LandingScope,
  landingScopeSchema,
} from '@goreliable/plugin-home-common';

/** The scope lives in the URL, so that a link to "all services" opens all services. */
export function useLandingScope(): [
  LandingScope,
  (scope: LandingScope) => void,
] {
  const [params, setParams] = useSearchParams();
  const parsed = landingScopeSchema.safeParse(params.get('scope'));
  const setScope = (scope: LandingScope) =>
    setParams(
      current => {
        const next = new URLSearchParams(current);
        if (scope === 'mine') {
          next.delete('scope');
        } else {
          next.set('scope', scope);
        }
        return next;
      },
      { replace: true },
    );
  return [parsed.success ? parsed.data : 'mine', setScope];
}
