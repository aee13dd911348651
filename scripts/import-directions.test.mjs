// The import rules hold only as long as the linter really applies them.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { ESLint } = createRequire(join(root, 'package.json'))('eslint');

async function rulesBrokenBy(packageDir, code, file = 'probe.ts') {
  const linter = new ESLint({ cwd: join(root, packageDir) });
  const [result] = await linter.lintText(code, {
    filePath: join(root, packageDir, 'src', file),
  });
  return result.messages.map(({ ruleId }) => ruleId);
}

const imports = module => `import x from '${module}';\n\nexport const y = x;\n`;

const forbidden = [
  ['plugins/slo-common', imports('@backstage/backend-plugin-api')],
  ['plugins/slo-common', imports('node:fs')],
  ['plugins/slo-common', imports('react')],
  ['plugins/slo', imports('@goreliable/upstream')],
  ['plugins/slo', imports('@goreliable/plugin-slo-backend')],
  ['plugins/slo', imports('@goreliable/plugin-timeline-node')],
  ['plugins/slo-backend', imports('@goreliable/plugin-timeline-backend')],
  ['plugins/slo-backend', imports('@goreliable/ui')],
  ['packages/ui', imports('@goreliable/plugin-slo')],
  ['packages/app', imports('@goreliable/lab')],
];
for (const [packageDir, code] of forbidden) {
  test(`${packageDir} may not: ${code.split('\n')[0]}`, async () => {
    const broken = await rulesBrokenBy(packageDir, code);
    assert.ok(broken.includes('no-restricted-imports'), broken.join(', '));
  });
}

for (const code of [
  'export const y = Date.now();\n',
  'export const y = new Date();\n',
  "export const y = fetch('http://localhost');\n",
]) {
  test(`plugins/slo-common may not: ${code.trim()}`, async () => {
    const broken = await rulesBrokenBy('plugins/slo-common', code);
    assert.ok(broken.includes('no-restricted-syntax'), broken.join(', '));
  });
}

const allowed = [
  ['plugins/slo', imports('@goreliable/plugin-slo-common')],
  ['plugins/slo', imports('@goreliable/ui')],
  ['plugins/slo-backend', imports('@goreliable/plugin-timeline-node')],
  ['plugins/slo-backend', imports('@goreliable/upstream')],
  ['plugins/slo-common', 'export const y = new Date(0);\n'],
];
for (const [packageDir, code] of allowed) {
  test(`${packageDir} may: ${code.split('\n')[0]}`, async () => {
    const broken = await rulesBrokenBy(packageDir, code);
    assert.deepEqual(
      broken.filter(rule => /^no-restricted/.test(rule ?? '')),
      [],
    );
  });
}
