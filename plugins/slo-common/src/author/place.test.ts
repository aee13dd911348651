import { obstacleInWords, ProposalObstacle } from './place';

describe('what stands in the way of a pull request', () => {
  it.each<[ProposalObstacle, RegExp]>([
    [{ kind: 'no-entity' }, /catalog knows nothing of shop.*slo-service/],
    [{ kind: 'no-repository' }, /No repository is known of shop.*source-loc/],
    [
      { kind: 'other-host', host: 'bitbucket.org', fileUrl: 'https://b' },
      /Gitea, GitHub and GitLab, and bitbucket.org is none.*by hand/,
    ],
    [
      {
        kind: 'no-credentials',
        host: 'github.com',
        fileUrl: 'https://github.com',
        integration: 'integrations.github',
      },
      /no credentials for github.com.*by hand, or ask.*integrations.github/,
    ],
    [
      { kind: 'elsewhere', fileUrl: 'https://git/slo.yaml' },
      /not on a branch of the repository of shop.*by hand/,
    ],
  ])('is said with what to do: %j', (obstacle, words) => {
    expect(obstacleInWords(obstacle, 'shop')).toMatch(words);
  });
});
