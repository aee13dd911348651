import { AuthorState, SloPreview } from '@goreliable/plugin-slo-common';
import { useProposalPlace } from '../../hooks/useSloPreview';
import { Written } from './authorState';
import { useSettled } from './useSettled';

/**
 * Why what is being written cannot be proposed. The service alone tells that in
 * most cases: nobody should learn it when everything is filled in.
 *
 * @param options.preview - knows the SLO itself, and so knows better
 * @param options.replaces - the name of the SLO that is changed
 * @param options.source - that it is tried on, if one is chosen
 */
export function useObstacle(
  state: AuthorState,
  { spec }: Written,
  options: {
    preview: SloPreview | undefined;
    replaces: string | undefined;
    source: string | undefined;
    settleMs: number;
  },
) {
  const { preview, replaces, source, settleMs } = options;
  const service = useSettled(
    (state.mode === 'form' ? state.draft.service : spec?.service) ?? '',
    settleMs,
  );
  const { data } = useProposalPlace(
    service === ''
      ? undefined
      : {
          service,
          ...(replaces && { replaces }),
          ...(source && { source }),
        },
  );
  const known =
    preview?.slo === undefined
      ? { obstacle: data?.obstacle, service }
      : { obstacle: preview.obstacle, service: preview.slo.service };
  const { obstacle } = known;
  return service !== '' && obstacle
    ? { obstacle, service: known.service }
    : undefined;
}
