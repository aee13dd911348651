#!/bin/sh
# Renders catalog-info/services/ from the golden paths and the answers.yaml beside
# what is rendered. Run it after a change of a template and commit both together;
# packages/lab/src/catalog/catalog.test.ts compares.
set -eu
cd -- "$(dirname -- "$0")/.."
for package in cli-node cli; do
  transform=node_modules/@backstage/$package/config/nodeTransform.cjs
  [ ! -e "$transform" ] || break
done
exec node --require "./$transform" packages/lab/src/catalog/renderMain.ts
