import { changeOf } from './PullRequestRobot';

const file = (filename: string, status = 'added') => ({ filename, status });

describe('changeOf', () => {
  it('sees a new service', () => {
    expect(
      changeOf([
        file('services/one/config.yaml'),
        file('services/one/sealed-secrets/README.md'),
      ]),
    ).toEqual({ services: ['one'], addsOnly: true });
  });

  it.each([
    ['a changed file', [file('services/one/config.yaml', 'changed')]],
    ['a removed file', [file('services/one/config.yaml', 'deleted')]],
    [
      'a file beside the services',
      [file('services/one/config.yaml'), file('README.md')],
    ],
    ['a file in no folder', [file('services/one')]],
    ['nothing', []],
  ])('leaves %s to a person', (_, files) => {
    expect(changeOf(files).addsOnly).toBe(false);
  });
});
