import { indentUnit, StreamLanguage } from '@codemirror/language';
import { yaml } from '@codemirror/legacy-modes/mode/yaml';
import { Extension } from '@codemirror/state';
import { lineNumbers } from '@codemirror/view';
import { lintGutter } from '@codemirror/lint';

/** YAML with line numbers, and a mark at each line with a problem. */
export function yamlSupport(): Extension {
  return [
    StreamLanguage.define(yaml),
    indentUnit.of('  '),
    lineNumbers(),
    lintGutter(),
  ];
}
