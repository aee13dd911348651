import { join } from 'node:path';
import type { LabContext } from '../../context';
import { writeFileAtomically } from '../../files';
import { giteaFiles } from './config';

/**
 * Writes the hooks that all repositories share (`core.hooksPath`), in place of those that
 * Gitea makes for each. They do what those do, but start Gitea only for what a person
 * pushes. Gitea's own start a process of it, a seventh of a second of a processor, three
 * times for each push, also for its own ones, of which it does not want to hear: two
 * thirds of what opening a pull request takes.
 */
export function writeHooks(
  context: Pick<LabContext, 'labDir' | 'toolPath'>,
): void {
  const { hooks } = giteaFiles(context);
  for (const [name, content] of Object.entries(hookScripts(context))) {
    writeFileAtomically(join(hooks, name), content, { mode: 0o755 });
  }
}

/** A script for each hook. */
export function hookScripts(
  context: Pick<LabContext, 'labDir' | 'toolPath'>,
): Record<string, string> {
  const { config } = giteaFiles(context);
  const call = [context.toolPath('gitea'), 'hook', `--config=${config}`]
    .map(quoted)
    .join(' ');
  const isInternal = '[ "$GITEA_INTERNAL_PUSH" = true ]';
  return {
    'pre-receive': script(
      `${isInternal} && exit 0`,
      `exec ${call} pre-receive`,
    ),
    // The heads of pull requests are Gitea's alone; of the rest it hears by the others.
    update: script(
      `${isInternal} && exit 0`,
      'case $1 in refs/pull/*/*) exit 1 ;; esac',
    ),
    'post-receive': script(
      `${isInternal} && exec git update-server-info`,
      `exec ${call} post-receive`,
    ),
    'proc-receive': script(`exec ${call} proc-receive`),
  };
}

function script(...lines: string[]): string {
  return ['#!/bin/sh', ...lines, ''].join('\n');
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
