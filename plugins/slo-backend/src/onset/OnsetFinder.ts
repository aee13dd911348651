import {
  burnRate,
  findOnset,
  Onset,
  onsetInWords,
  Slo,
  SloOnset,
  SloSeries,
  toOnsetResult,
} from '@goreliable/plugin-slo-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { Clock } from '../ports';
import { SeriesReader } from '../series/SeriesReader';
import { Episode } from '../store/types';
import { burningMoment } from './burningMoment';

const hour = 3_600;

/** How far back to look, nearest and finest first; most burns are found at once. */
const lookBackSeconds = [3 * hour, 72 * hour, 720 * hour];

/** What is looked at once more, finely, around a begin that was found coarsely. */
const closeUp = { before: 2 * hour, after: hour };

/** Faster than sustainable. */
const burningAbove = 1;

interface Looked {
  onset: Onset;
  series: SloSeries;
}

/**
 * Finds when an SLO began to burn, in its recorded series, which are read
 * through the cache that charts use: who looks at the same burn asks no store again.
 */
export class OnsetFinder {
  constructor(
    private readonly series: Pick<SeriesReader, 'read'>,
    private readonly now: Clock,
  ) {}

  /**
   * @param episodes - of the SLO, newest first
   * @param options.at - a moment in Unix seconds at which it burned; by default its
   *   present burn, or its last episode
   * @throws the signal's reason when aborted
   */
  async find(
    {
      slo,
      status,
      episodes,
    }: { slo: Slo; status: SourceStatus; episodes: readonly Episode[] },
    options: { at?: number; signal?: AbortSignal } = {},
  ): Promise<SloOnset> {
    const moment = burningMoment(slo, episodes, this.now() / 1000, options.at);
    if (moment === undefined) {
      return answer(slo, status, { kind: 'not-burning' });
    }
    const look = (from: number, to: number) =>
      this.look(slo, status, { from, to }, options.signal);
    const looked = await this.lookFurther(slo, moment.at, look);
    return {
      ...answer(slo, status, looked.onset),
      burningAt: new Date(moment.at * 1000).toISOString(),
      ...(moment.episodeId && { episodeId: moment.episodeId }),
      ...(looked.series.errorRatio.window && {
        window: looked.series.errorRatio.window,
      }),
      warnings: looked.series.warnings,
      sources: looked.series.sources,
    };
  }

  private async lookFurther(
    slo: Slo,
    at: number,
    look: (from: number, to: number) => Promise<Looked>,
  ): Promise<Looked> {
    let last: Looked | undefined;
    for (const [index, back] of lookBackSeconds.entries()) {
      const looked = await look(at - back, at);
      const { onset } = looked;
      if (onset.kind === 'found') {
        return index === 0 ? looked : await closer(looked, onset, at, look);
      }
      // Nothing further back can help where nothing is recorded here.
      if (onset.kind === 'unknown' && onset.reason === 'no-data') {
        return last ?? looked;
      }
      last = looked;
      if (onset.kind === 'not-burning' && slo.reason.code !== 'burning') {
        return looked;
      }
    }
    return last!.onset.kind === 'not-burning'
      ? { ...last!, onset: { kind: 'unknown', reason: 'unclear' } }
      : last!;
  }

  private async look(
    slo: Slo,
    status: SourceStatus,
    range: { from: number; to: number },
    signal: AbortSignal | undefined,
  ): Promise<Looked> {
    const series = await this.series.read(slo, status, range, signal);
    const { objective = 1 } = slo;
    const { window, values } = series.errorRatio;
    return {
      series,
      onset: findOnset(
        {
          timestamps: series.timestamps,
          stepSeconds: series.stepSeconds,
          values: values.map(ratio =>
            ratio === null ? null : burnRate(ratio, objective),
          ),
        },
        {
          burningAbove,
          anchor: range.to,
          windowSeconds: slo.windows.find(own => own.window === window)
            ?.seconds,
        },
      ),
    };
  }
}

/** The same begin looked at closely; as it was if that shows no other. */
async function closer(
  coarse: Looked,
  { at, earliest, latest }: Extract<Onset, { kind: 'found' }>,
  burningAt: number,
  look: (from: number, to: number) => Promise<Looked>,
): Promise<Looked> {
  const fine = await look(
    Math.min(earliest, at) - closeUp.before,
    Math.min(burningAt, Math.max(latest, at) + closeUp.after),
  );
  const isSame =
    fine.onset.kind === 'found' &&
    fine.onset.latest >= earliest &&
    fine.onset.earliest <= latest;
  return isSame ? fine : coarse;
}

function answer(slo: Slo, status: SourceStatus, onset: Onset): SloOnset {
  return {
    id: slo.id,
    onset: toOnsetResult(onset),
    summary: onsetInWords(onset),
    warnings: [],
    sources: [status],
  };
}
