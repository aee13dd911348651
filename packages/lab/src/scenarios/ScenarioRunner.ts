import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { ConflictError, InputError } from '@backstage/errors';
import { timelineEventId } from '@goreliable/plugin-timeline-common';
import { z } from 'zod';
import type { LabContext } from '../context';
import { readFileIfExists, writeFileAtomically } from '../files';
import { organisation } from '../parts/gitea/api';
import type { Git } from '../platform/Git';
import type { TimelineOutbox } from '../platform/TimelineOutbox';
import { applyEdits } from './applyEdits';
import { scenarios as allScenarios } from './scenarios';
import type { Scenario } from './types';

const activeSchema = z.object({
  name: z.string(),
  since: z.iso.datetime(),
  repository: z.string(),
  commit: z.string(),
});

export type ActiveScenario = z.infer<typeof activeSchema>;

/** What `break` and `heal` did. */
export interface ScenarioOutcome {
  /** False if all was like that already. */
  readonly changed: boolean;
  readonly message: string;
  readonly scenario?: string;
}

export interface ScenarioRunnerOptions {
  readonly context: Pick<LabContext, 'labDir' | 'urls' | 'log'>;
  readonly git: Git;
  readonly timeline: TimelineOutbox;
  readonly scenarios?: readonly Scenario[];
  readonly now?: () => Date;
}

/** Breaks the platform by real commits, and heals it by reverting them. */
export class ScenarioRunner {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: ScenarioRunnerOptions) {}

  get all(): readonly Scenario[] {
    return this.options.scenarios ?? allScenarios;
  }

  /** What is broken at the moment. */
  active(): (ActiveScenario & { title: string }) | undefined {
    const text = readFileIfExists(this.statePath);
    if (text === undefined) {
      return undefined;
    }
    const active = activeSchema.parse(JSON.parse(text));
    const title = this.all.find(({ name }) => name === active.name)?.title;
    return { ...active, title: title ?? active.name };
  }

  /**
   * Pushes a scenario's commit. Once more for the same one changes nothing.
   *
   * @throws InputError for an unknown name; ConflictError if another scenario
   *   is active, or the code has changed too much.
   */
  async breakWith(name: string): Promise<ScenarioOutcome> {
    const scenario = this.all.find(candidate => candidate.name === name);
    if (!scenario) {
      const known = this.all.map(other => other.name).join(', ');
      throw new InputError(`There is no scenario '${name}'. Known: ${known}`);
    }
    return this.inTurn(() => this.begin(scenario));
  }

  /** Reverts what is broken, if anything is. */
  async heal(): Promise<ScenarioOutcome> {
    return this.inTurn(() => this.end());
  }

  private async begin(scenario: Scenario): Promise<ScenarioOutcome> {
    const { git, timeline } = this.options;
    const { repository, author, message, edits } = scenario.commit;
    const active = this.active();
    if (active && active.name !== scenario.name) {
      throw new ConflictError(
        `The scenario '${active.name}' is active. Heal it first: make heal`,
      );
    }
    const folder = this.checkoutOf(repository);
    await git.checkout(folder, `${organisation}/${repository}`);
    if (active && (await git.contains(folder, active.commit))) {
      return {
        changed: false,
        scenario: scenario.name,
        message: `'${scenario.name}' is active already. ${scenario.expect}`,
      };
    }
    applyEdits(folder, edits);
    const commit = await git.commitAll(folder, { message, author });
    if (!commit) {
      throw new ConflictError(
        `${repository} has the changes of '${scenario.name}' already`,
      );
    }
    const since = (this.options.now?.() ?? new Date()).toISOString();
    // Before the push: cut off in between, healing finds nothing to revert.
    this.remember({ name: scenario.name, since, repository, commit });
    await git.push(folder, `${organisation}/${repository}`);
    timeline.add({
      id: timelineEventId({ source: 'lab', key: `scenario:${commit}:begin` }),
      at: since,
      kind: 'scenario',
      severity: 'warning',
      entityRef: `component:default/${repository}`,
      title: `Scenario '${scenario.name}' began: ${scenario.title}`,
      actor: 'make break',
      data: { phase: 'begin', scenario: scenario.name, commit, repository },
    });
    return {
      changed: true,
      scenario: scenario.name,
      message: `${repository} has a new commit: "${message.split('\n')[0]}". ${
        scenario.expect
      }`,
    };
  }

  private async end(): Promise<ScenarioOutcome> {
    const { git, timeline } = this.options;
    const active = this.active();
    if (!active) {
      return { changed: false, message: 'Nothing is broken' };
    }
    const { name, repository, commit } = active;
    const folder = this.checkoutOf(repository);
    await git.checkout(folder, `${organisation}/${repository}`);
    const isThere = await git.contains(folder, commit);
    if (isThere && !(await git.isReverted(folder, commit))) {
      await git.revert(folder, commit).catch(error => {
        throw new ConflictError(
          `The commit ${commit.slice(
            0,
            8,
          )} of ${repository} cannot be reverted by itself any more; revert it by hand`,
          error,
        );
      });
      await git.push(folder, `${organisation}/${repository}`);
    }
    const at = (this.options.now?.() ?? new Date()).toISOString();
    timeline.add({
      id: timelineEventId({ source: 'lab', key: `scenario:${commit}:end` }),
      at,
      kind: 'scenario',
      severity: 'info',
      entityRef: `component:default/${repository}`,
      title: `Scenario '${name}' ended: ${active.title}`,
      actor: 'make heal',
      data: {
        ...{ phase: 'end', scenario: name, commit, repository },
        since: active.since,
      },
    });
    rmSync(this.statePath, { force: true });
    return {
      changed: true,
      scenario: name,
      message: `'${name}' is reverted in ${repository}; its release follows`,
    };
  }

  private get statePath(): string {
    return join(this.options.context.labDir, 'scenario.json');
  }

  private remember(active: ActiveScenario): void {
    writeFileAtomically(
      this.statePath,
      `${JSON.stringify(active, undefined, 2)}\n`,
    );
  }

  private checkoutOf(repository: string): string {
    const { labDir } = this.options.context;
    return join(labDir, 'platform', 'work', 'scenarios', repository);
  }

  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    const result = this.turn.then(act);
    this.turn = result.catch(() => {});
    return result;
  }
}
