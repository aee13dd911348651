/**
 * Writes the JSON schemas that `kubeconform` checks charts against, from the
 * OpenAPI documents that Kubernetes and the Prometheus operator publish in
 * their Go modules. `kubeconform` would otherwise fetch them from a web site:
 * a Go module comes through the same proxy (or mirror) as every dependency
 * and its checksum is verified.
 *
 *   node kubernetes-schemas.mjs            prints the directory of the schemas
 *
 * The directory is `<cache>/kubernetes-schemas/<versions>`; it is written once
 * (about two seconds) and then only looked up. The cache is GORELIABLE_CACHE,
 * else XDG_CACHE_HOME/goreliable, else ~/.cache/goreliable.
 *
 * Every schema is strict: a field that the API does not know is an error,
 * because that is how a misspelt field in a chart goes unnoticed.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const KUBERNETES = { module: 'k8s.io/kubernetes', version: 'v1.34.1' };
const OPERATOR = {
  module: 'github.com/prometheus-operator/prometheus-operator',
  version: 'v0.85.0',
};

/** Custom resources that the golden paths' charts use, by their definition's file name. */
const OPERATOR_DEFINITIONS = [
  'servicemonitors-crd.json',
  'podmonitors-crd.json',
  'prometheusrules-crd.json',
];

const here = path.dirname(fileURLToPath(import.meta.url));

function cacheDirectory() {
  const base =
    process.env.GORELIABLE_CACHE ||
    path.join(
      process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
      'goreliable',
    );
  return path.join(base, 'kubernetes-schemas');
}

/** The unpacked folder of a Go module, downloaded if this machine lacks it. */
function moduleDirectory({ module, version }) {
  const answer = execFileSync(
    process.env.GO || 'go',
    ['mod', 'download', '-json', `${module}@${version}`],
    // Outside any module, so that no go.mod of a caller's folder is consulted.
    { cwd: os.tmpdir(), encoding: 'utf8', env: { ...process.env, GOFLAGS: '' } },
  );
  return JSON.parse(answer).Dir;
}

/**
 * Makes an OpenAPI schema one that judges a written manifest: unknown fields
 * are refused, and the two types that OpenAPI 2 cannot express (a number or a
 * text) are widened to what the API server takes.
 */
function strict(schema) {
  if (Array.isArray(schema)) {
    return schema.map(strict);
  }
  if (schema === null || typeof schema !== 'object') {
    return schema;
  }
  if (
    schema.format === 'int-or-string' ||
    schema['x-kubernetes-int-or-string']
  ) {
    return { oneOf: [{ type: 'string' }, { type: 'integer' }] };
  }
  const result = {};
  for (const [key, value] of Object.entries(schema)) {
    // Texts make up most of the bytes and decide nothing.
    if (key === 'description' && typeof value === 'string') {
      continue;
    }
    result[key] = strict(value);
  }
  if (
    result.properties &&
    result.additionalProperties === undefined &&
    !schema['x-kubernetes-preserve-unknown-fields']
  ) {
    result.additionalProperties = false;
  }
  return result;
}

const quantity = { oneOf: [{ type: 'string' }, { type: 'number' }] };

function schemaFileName({ group, version, kind }) {
  // kubeconform's default template: {{ .ResourceKind }}{{ .KindSuffix }}, where
  // the suffix is the first label of the group and the version.
  const groupPart = group ? `-${group.split('.')[0]}` : '';
  return `${kind}${groupPart}-${version}.json`.toLowerCase();
}

function pinTypeMeta(definition, { group, version, kind }) {
  return {
    ...definition,
    required: [...new Set([...(definition.required ?? []), 'apiVersion', 'kind'])],
    properties: {
      ...definition.properties,
      apiVersion: { enum: [group ? `${group}/${version}` : version] },
      kind: { enum: [kind] },
    },
  };
}

/** The definitions that a schema refers to, directly or through others. */
function closure(schema, definitions, found = {}) {
  for (const [, name] of JSON.stringify(schema).matchAll(
    /"#\/definitions\/([^"]+)"/g,
  )) {
    if (!found[name]) {
      found[name] = definitions[name];
      closure(definitions[name], definitions, found);
    }
  }
  return found;
}

function writeKubernetes(directory) {
  const { definitions } = JSON.parse(
    fs.readFileSync(
      path.join(moduleDirectory(KUBERNETES), 'api/openapi-spec/swagger.json'),
      'utf8',
    ),
  );
  const strictDefinitions = Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => [name, strict(schema)]),
  );
  strictDefinitions['io.k8s.apimachinery.pkg.api.resource.Quantity'] = quantity;

  for (const [name, definition] of Object.entries(definitions)) {
    const kinds = definition['x-kubernetes-group-version-kind'] ?? [];
    // Types such as DeleteOptions belong to every group; they are no manifests.
    if (kinds.length !== 1) {
      continue;
    }
    // Each file stands alone: kubeconform does not follow references to others.
    const root = pinTypeMeta(strictDefinitions[name], kinds[0]);
    fs.writeFileSync(
      path.join(directory, schemaFileName(kinds[0])),
      JSON.stringify({ ...root, definitions: closure(root, strictDefinitions) }),
    );
  }
}

function writeCustomResource(directory, definition) {
  const { group, names, versions } = definition.spec;
  for (const { name: version, schema } of versions) {
    const root = strict(schema.openAPIV3Schema);
    // A definition leaves metadata open; only its own fields are checked.
    root.properties.metadata = { type: 'object' };
    fs.writeFileSync(
      path.join(
        directory,
        schemaFileName({ group, version, kind: names.kind }),
      ),
      JSON.stringify(
        pinTypeMeta(root, { group, version, kind: names.kind }),
      ),
    );
  }
}

function writeAll(directory) {
  writeKubernetes(directory);
  const operator = path.join(
    moduleDirectory(OPERATOR),
    'jsonnet/prometheus-operator',
  );
  for (const file of OPERATOR_DEFINITIONS) {
    writeCustomResource(
      directory,
      JSON.parse(fs.readFileSync(path.join(operator, file), 'utf8')),
    );
  }
  // Schemas of our own, for resources whose definitions no registry carries.
  const own = path.join(here, 'schemas');
  for (const file of fs.existsSync(own) ? fs.readdirSync(own) : []) {
    fs.copyFileSync(path.join(own, file), path.join(directory, file));
  }
}

/** A change of this script or of the schemas beside it makes another directory. */
function fingerprint() {
  const hash = createHash('sha256');
  hash.update(fs.readFileSync(fileURLToPath(import.meta.url)));
  const own = path.join(here, 'schemas');
  for (const file of fs.existsSync(own) ? fs.readdirSync(own).sort() : []) {
    hash.update(file).update(fs.readFileSync(path.join(own, file)));
  }
  return hash.digest('hex').slice(0, 8);
}

function schemasDirectory() {
  const directory = path.join(
    cacheDirectory(),
    `${KUBERNETES.version}-${OPERATOR.version}-${fingerprint()}`,
  );
  if (!fs.existsSync(directory)) {
    // Several checks may start at once: each writes aside, the first rename wins.
    fs.mkdirSync(path.dirname(directory), { recursive: true });
    const aside = fs.mkdtempSync(`${directory}.`);
    writeAll(aside);
    try {
      fs.renameSync(aside, directory);
    } catch (error) {
      fs.rmSync(aside, { recursive: true, force: true });
      if (!fs.existsSync(directory)) {
        throw error;
      }
    }
  }
  return directory;
}

process.stdout.write(`${schemasDirectory()}\n`);
