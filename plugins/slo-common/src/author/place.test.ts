import { obstacleInWords, ProposalObstacle } from './place';

describe('what stands in the way of a pull request', () => {
  it.each<[ProposalObstacle, RegExp]>([
    [{ kind: 'no-entity' }, /catalog knows nothing of shop.*slo-service/],
    [{ kind: 'no-repository' }, /No repository is known of shop.*source-loc/],
    [
      { kind: 'other-host', host: 'github.com', fileUrl: 'https://github.com' },
      /Gitea only, and github.com is none.*by hand/,
    ],
    [
      { kind: 'elsewhere', fileUrl: 'https://git/slo.yaml' },
      /not on a branch of the repository of shop.*by hand/,
    ],
  ])('is said with what to do: %j', (obstacle, words) => {
    expect(obstacleInWords(obstacle, 'shop')).toMatch(words);
  });
});
