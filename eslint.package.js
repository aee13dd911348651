const { builtinModules } = require('node:module');
const { join } = require('node:path');
const createConfig = require('@backstage/cli/config/eslint-factory');

/**
 * The directions in which imports may point (docs/architecture.md, "Invariants"):
 * what is shared knows nobody, a browser knows no server, and a plugin knows of
 * another one only what that one shares.
 */
const serverSide = [
  '@goreliable/answers',
  '@goreliable/lab',
  '@goreliable/upstream',
  '@goreliable/plugin-*-backend',
  '@goreliable/plugin-*-backend-module-*',
  '@goreliable/plugin-*-node',
  '@backstage/backend-*',
  '@backstage/plugin-*-backend',
  '@backstage/plugin-*-node',
  'express',
  'knex',
];
const browserSide = [
  '@goreliable/ui',
  '@backstage/core-*',
  '@backstage/frontend-*',
  '@backstage/plugin-*-react',
  '@mui/*',
  '@tanstack/*',
  'react',
  'react-*',
];
const otherBackends = [
  '@goreliable/plugin-*-backend',
  '@goreliable/plugin-*-backend-module-*',
];

const forbiddenByRole = {
  'common-library': [...serverSide, ...browserSide],
  'frontend-plugin': serverSide,
  'frontend-plugin-module': serverSide,
  'web-library': [...serverSide, '@goreliable/plugin-*'],
  frontend: serverSide,
  'node-library': [...browserSide, ...otherBackends],
  'backend-plugin': [...browserSide, ...otherBackends],
  'backend-plugin-module': [...browserSide, ...otherBackends],
  backend: browserSide,
};

/** The lab renders the platform's services with the portal's own renderer. */
const exceptions = {
  '@goreliable/lab': [
    '@goreliable/plugin-scaffolder-backend-module-golden-path',
  ],
};

const bareBuiltins = builtinModules.filter(name => !name.startsWith('node:'));
const nodeModules = [
  ...builtinModules,
  ...bareBuiltins.map(name => `node:${name}`),
];

const clockAndNetwork = [
  {
    selector:
      "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Domain code takes the time as a parameter.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Domain code takes the time as a parameter.',
  },
  {
    selector: "CallExpression[callee.name='fetch']",
    message: 'Domain code does no I/O.',
  },
];

/** The lint configuration of one package, by its role. */
module.exports = function forPackage(packageDir) {
  const { name, backstage } = require(join(packageDir, 'package.json'));
  const forbidden = forbiddenByRole[backstage.role];
  if (!forbidden) {
    throw new Error(
      `No import rules for the role ${backstage.role} of ${name}`,
    );
  }
  const isShared = backstage.role === 'common-library';
  return createConfig(packageDir, {
    ignorePatterns: ['storybook-static'],
    // A script talks to whoever has called it.
    overrides: [{ files: ['scripts/**'], rules: { 'no-console': 'off' } }],
    restrictedImportPatterns: [
      ...forbidden,
      ...(exceptions[name] ?? []).map(allowed => `!${allowed}`),
    ],
    // For browser packages Backstage's own configuration restricts these already.
    restrictedSrcImports: isShared ? nodeModules : [],
    restrictedSrcSyntax: isShared ? clockAndNetwork : [],
  });
};
