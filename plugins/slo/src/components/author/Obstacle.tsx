import {
  obstacleInWords,
  ProposalObstacle,
} from '@goreliable/plugin-slo-common';

/** Why no pull request can be opened for an SLO, and where its text belongs instead. */
export function Obstacle(props: {
  obstacle: ProposalObstacle;
  service: string;
}) {
  const { obstacle, service } = props;
  return (
    <>
      {obstacleInWords(obstacle, service)}
      {'fileUrl' in obstacle && (
        <>
          {' '}
          <a className="gr-link" href={obstacle.fileUrl}>
            Open the file
          </a>
        </>
      )}
    </>
  );
}
