import {
  burnRate,
  episodeStep,
  reasonInWords,
} from '@goreliable/plugin-slo-common';
import { Episode, EpisodeChange, SloRecord } from '../store/types';

/**
 * What the records say about page-rate burn: episodes that begin, go on or
 * end.
 *
 * An SLO that is gone for good ends its episode too, or it would stay open for
 * ever.
 *
 * @param open - the episodes of this source that have not ended
 * @param now - milliseconds since the epoch
 */
export function episodeChanges(
  records: readonly SloRecord[],
  open: readonly Episode[],
  now: number,
): EpisodeChange[] {
  const openBySlo = new Map(open.map(episode => [episode.sloId, episode]));
  const known = new Set(records.map(({ id }) => id));
  const ofRecords = records.flatMap((record): EpisodeChange[] => {
    const episode = openBySlo.get(record.id);
    switch (episodeStep(episode, record.state, now)) {
      case 'start':
        return [{ step: 'start', episode: begin(record, now) }];
      case 'continue':
        return [{ step: 'continue', episode: goOn(episode!, record, now) }];
      case 'end':
        return [{ step: 'end', episode: { ...episode!, endedAtMs: now } }];
      default:
        return [];
    }
  });
  const ofForgotten = open
    .filter(({ sloId }) => !known.has(sloId))
    .map(
      (episode): EpisodeChange => ({
        step: 'end',
        episode: { ...episode, endedAtMs: now },
      }),
    );
  return [...ofRecords, ...ofForgotten];
}

function begin(record: SloRecord, now: number): Episode {
  const { id, key, objective, periodDays, entity } = record;
  const peak = currentBurnRate(record);
  return {
    id: `${id}@${new Date(now).toISOString()}`,
    sloId: id,
    source: key.source,
    facts: {
      service: key.service,
      name: key.name,
      periodDays,
      owners: entity?.owners ?? [],
      summary: reasonInWords(record.reason),
      ...(objective !== undefined && { objective }),
      ...(entity && { entityRef: entity.entityRef }),
    },
    startedAtMs: now,
    lastCriticalAtMs: now,
    ...(peak !== undefined && { peakBurnRate: peak }),
  };
}

function goOn(episode: Episode, record: SloRecord, now: number): Episode {
  const peaks = [episode.peakBurnRate, currentBurnRate(record)].filter(
    rate => rate !== undefined,
  );
  return {
    ...episode,
    lastCriticalAtMs: now,
    ...(peaks.length > 0 && { peakBurnRate: Math.max(...peaks) }),
  };
}

/** In the shortest window; `undefined` where it has no measurement. */
function currentBurnRate(record: SloRecord): number | undefined {
  const ratio = record.windows[0]?.errorRatio;
  return ratio === undefined || record.objective === undefined
    ? undefined
    : burnRate(ratio, record.objective);
}
