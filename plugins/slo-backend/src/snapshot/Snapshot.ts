import { setImmediate as nextTurn } from 'node:timers/promises';
import { Slo, SloOverview } from '@goreliable/plugin-slo-common';
import { PreparedAnswer } from '@goreliable/answers';
import { SharedParts, View } from './SharedParts';

/** How many parts are made ready before a new snapshot takes the place of an old one. */
const mostFollowed = 20;

/** Everything that is known, ready to be handed out. */
export class Snapshot {
  private readonly byId: ReadonlyMap<string, Slo>;
  private readonly parts: SharedParts;
  private wholeAnswer?: PreparedAnswer;

  constructor(readonly overview: SloOverview) {
    this.byId = new Map(overview.slos.map(slo => [slo.id, slo]));
    this.parts = new SharedParts(overview);
  }

  slo(id: string): Slo | undefined {
    return this.byId.get(id);
  }

  /** For those who may see everything. */
  whole(): PreparedAnswer {
    this.wholeAnswer ??= new PreparedAnswer(this.overview);
    return this.wholeAnswer;
  }

  /** A part of it. People who may see the same share it. */
  view(view: View): PreparedAnswer {
    return this.parts.get(view);
  }

  /**
   * Makes ready what people ask the snapshot before this one for: then none of them
   * waits when this one takes its place.
   */
  async follow(previous: Snapshot): Promise<void> {
    const make: [PreparedAnswer, () => PreparedAnswer][] = previous.parts
      .latest(mostFollowed)
      // In their order, for the last one is to be kept the longest.
      .reverse()
      .map(({ view, answer }) => [answer, () => this.view(view)]);
    if (previous.wholeAnswer) {
      make.push([previous.wholeAnswer, () => this.whole()]);
    }
    const bodies: Promise<Buffer>[] = [];
    for (const [old, next] of make) {
      bodies.push(...old.asked.map(each => next().body(each)));
      await nextTurn();
    }
    await Promise.all(bodies);
  }
}
