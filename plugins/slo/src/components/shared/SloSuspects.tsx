import {
  Slo,
  SloOnset,
  suspectWindowMinutes,
} from '@goreliable/plugin-slo-common';
import { SuspectsOnset, SuspectsPanel } from '@goreliable/plugin-timeline';
import { useSloOnset } from '../../hooks/useSloOnset';

/** Whether it burns now, at page or at ticket rate. */
export function isBurning(slo: Slo): boolean {
  return slo.reason.code === 'burning';
}

function toPanelOnset({ onset, summary }: SloOnset): SuspectsOnset {
  return onset.kind === 'found' ? onset : { kind: 'unknown', text: summary };
}

/** What changed before the present burn of an SLO began, or before its last one. */
export function SloSuspects(props: {
  slo: Slo & { entityRef: string };
  embedded?: boolean;
  limit?: number;
}) {
  const { slo, embedded, limit } = props;
  const { data, error, refetch } = useSloOnset(slo.id, slo.since);
  let onset: SuspectsOnset = { kind: 'loading' };
  if (data) {
    onset = toPanelOnset(data);
  } else if (error) {
    onset = { kind: 'failed', error, onRetry: () => refetch() };
  }
  const shape = data?.onset.kind === 'found' ? data.onset.shape : 'sudden';
  return (
    <SuspectsPanel
      // Another burn is looked at from another distance.
      key={shape}
      windowMinutes={suspectWindowMinutes(shape)}
      entityRef={slo.entityRef}
      onset={onset}
      embedded={embedded}
      limit={limit}
    />
  );
}
