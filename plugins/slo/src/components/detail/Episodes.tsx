import {
  durationInWords,
  rateInWords,
  SloEpisodeSummary,
} from '@goreliable/plugin-slo-common';
import { RelativeTime, StateChip } from '@goreliable/ui';

function lengthOf(episode: SloEpisodeSummary): string | undefined {
  return episode.endedAt === undefined
    ? undefined
    : durationInWords(
        (Date.parse(episode.endedAt) - Date.parse(episode.startedAt)) / 1000,
      );
}

/** When the SLO burned at page rate before. */
export function Episodes(props: { episodes: readonly SloEpisodeSummary[] }) {
  const { episodes } = props;
  return (
    <section className="slo-panel" aria-labelledby="slo-episodes-heading">
      <h2 id="slo-episodes-heading">Page-rate burns</h2>
      {episodes.length === 0 ? (
        <p className="slo-note">
          None since the portal watches. Each one will be listed here, and told
          to the owners once.
        </p>
      ) : (
        <ul className="slo-list">
          {episodes.map(episode => {
            const length = lengthOf(episode);
            return (
              <li key={episode.id} className="slo-pair">
                <StateChip
                  size="small"
                  state={length === undefined ? 'critical' : 'ok'}
                  label={length === undefined ? 'Burning' : 'Over'}
                />
                <span>
                  Began <RelativeTime at={episode.startedAt} />
                  {length !== undefined && `, lasted ${length}`}
                  {episode.peakBurnRate !== undefined &&
                    `, at most at ${rateInWords(
                      episode.peakBurnRate,
                    )} times the sustainable rate`}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
