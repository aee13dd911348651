import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../../..');
const skeleton = join(root, 'templates/skeletons/go-common');

function first(file: string, pattern: RegExp): string | undefined {
  return pattern.exec(readFileSync(file, 'utf8'))?.[1];
}

/** The version that the checks run with, as the lab's tools pin it. */
function pinned(tool: string, module: string): string | undefined {
  const file = join(root, 'packages/lab/tools', tool, 'go.mod');
  return first(file, new RegExp(`^\\s*(?:require )?${module} (\\S+)`, 'm'));
}

const pipelines = ['ci.yaml.njk', 'release.yaml.njk'].map(name =>
  join(skeleton, '.gitea/workflows', name),
);

// What passes `make test` here has to pass in the service's own pipeline too.
it.each([
  ['HELM', 'helm', 'helm.sh/helm/v3'],
  ['KUBECONFORM', 'kubeconform', 'github.com/yannh/kubeconform'],
  ['SLOTH', 'sloth', 'github.com/slok/sloth'],
  ['PROMETHEUS', 'prometheus', 'github.com/prometheus/prometheus'],
  ['K6', 'k6', 'go.k6.io/k6'],
  ['ACTIONLINT', 'actionlint', 'github.com/rhysd/actionlint'],
])('pipelines have the same %s as the checks', (name, tool, module) => {
  const versions = pipelines
    .map(file => first(file, new RegExp(`^ +${name}_VERSION: (\\S+)$`, 'm')))
    .filter(version => version !== undefined);
  expect(versions).not.toHaveLength(0);
  expect(new Set(versions)).toEqual(new Set([pinned(tool, module)]));
});

it('make lint has the same golangci-lint as the checks', () => {
  expect(
    first(join(skeleton, 'Makefile.njk'), /^golangci_lint_version := (\S+)$/m),
  ).toBe(pinned('golangci-lint', 'github.com/golangci/golangci-lint/v2'));
});
