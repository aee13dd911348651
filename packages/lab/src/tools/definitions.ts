import { Failure } from '../failure';
/**
 * A program that is compiled from Go modules. Its versions are pinned by
 * `packages/lab/tools/<name>/go.mod`; nothing is ever downloaded ready-built.
 */
export interface ToolDefinition {
  /** The folder below `packages/lab/tools`. */
  readonly name: string;
  /** Binary name to the Go package that it is built from. */
  readonly binaries: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
  /** Whether a C compiler is needed. */
  readonly cgo?: boolean;
  /**
   * Variables to set when linking. `$VERSION` stands for the version, without
   * its `v`, of the module that the first package belongs to in go.mod.
   */
  readonly variables?: Readonly<Record<string, string>>;
  /** Folders of a module that the program reads at run time, copied beside it. */
  readonly assets?: { readonly module: string; readonly folders: string[] };
  /** `run`: the core tier waits for it; `test`: only checks use it. */
  readonly neededBy: 'run' | 'test';
}

/**
 * All tools, in the order in which they are built: what most other parts
 * depend on comes first, what takes long and blocks nobody comes late.
 */
export const toolDefinitions: readonly ToolDefinition[] = [
  {
    name: 'nats-server',
    binaries: { 'nats-server': 'github.com/nats-io/nats-server/v2' },
    neededBy: 'run',
  },
  {
    name: 'gitea',
    binaries: { gitea: 'code.gitea.io/gitea' },
    tags: ['sqlite', 'sqlite_unlock_notify'],
    cgo: true,
    variables: { 'main.Version': '$VERSION' },
    assets: {
      module: 'code.gitea.io/gitea',
      folders: ['options', 'public', 'templates'],
    },
    neededBy: 'run',
  },
  {
    name: 'prometheus',
    binaries: {
      prometheus: 'github.com/prometheus/prometheus/cmd/prometheus',
      promtool: 'github.com/prometheus/prometheus/cmd/promtool',
    },
    // The module v0.305.2 is the server 3.5.2, and clients ask for the latter.
    variables: { 'github.com/prometheus/common/version.Version': '3.5.2' },
    neededBy: 'run',
  },
  {
    name: 'k6',
    binaries: { k6: 'go.k6.io/k6' },
    neededBy: 'run',
  },
  {
    name: 'alertmanager',
    binaries: {
      alertmanager: 'github.com/prometheus/alertmanager/cmd/alertmanager',
      amtool: 'github.com/prometheus/alertmanager/cmd/amtool',
    },
    variables: { 'github.com/prometheus/common/version.Version': '$VERSION' },
    neededBy: 'run',
  },
  {
    // What the rules of objectives are compared with.
    name: 'sloth',
    binaries: { sloth: 'github.com/slok/sloth/cmd/sloth' },
    variables: { 'github.com/slok/sloth/internal/info.Version': 'v$VERSION' },
    neededBy: 'test',
  },
  {
    name: 'helm',
    binaries: { helm: 'helm.sh/helm/v3/cmd/helm' },
    variables: {
      'helm.sh/helm/v3/internal/version.version': 'v$VERSION',
      // Without these, `helm template` renders for Kubernetes 1.20.
      'helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor': '1',
      'helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor': '33',
      'helm.sh/helm/v3/pkg/lint/rules.k8sVersionMajor': '1',
      'helm.sh/helm/v3/pkg/lint/rules.k8sVersionMinor': '33',
    },
    neededBy: 'test',
  },
  {
    name: 'kubeconform',
    binaries: { kubeconform: 'github.com/yannh/kubeconform/cmd/kubeconform' },
    variables: { 'main.version': 'v$VERSION' },
    neededBy: 'test',
  },
  {
    name: 'actionlint',
    binaries: { actionlint: 'github.com/rhysd/actionlint/cmd/actionlint' },
    neededBy: 'test',
  },
  {
    name: 'golangci-lint',
    binaries: {
      'golangci-lint': 'github.com/golangci/golangci-lint/v2/cmd/golangci-lint',
    },
    variables: { 'main.version': '$VERSION' },
    neededBy: 'test',
  },
];

/** @throws Failure that names the known tools. */
export function toolNamed(name: string): ToolDefinition {
  const found = toolDefinitions.find(tool => tool.name === name);
  if (!found) {
    const known = toolDefinitions.map(tool => tool.name).join(', ');
    throw new Failure(`There is no tool '${name}'. Known tools: ${known}`);
  }
  return found;
}

/** The tool that a binary is built with, e.g. `promtool` comes with prometheus. */
export function toolFor(binary: string): ToolDefinition {
  const found = toolDefinitions.find(tool => binary in tool.binaries);
  if (!found) {
    const known = toolDefinitions.flatMap(tool => Object.keys(tool.binaries));
    throw new Failure(
      `No tool has the binary '${binary}'. Known binaries: ${known.join(', ')}`,
    );
  }
  return found;
}
