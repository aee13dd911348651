import { createHash } from 'node:crypto';
import { Slo, SloOverview } from '@goreliable/plugin-slo-common';
import { partOf } from './partOf';
import { PreparedAnswer } from '@goreliable/answers';

/** Different callers and entities that are remembered. */
const mostViews = 500;

/** Of the parts that are at hand for them, in bytes before they are compressed. */
const mostBytes = 64 * 1024 * 1024;

/** Which SLOs somebody is shown. */
export interface View {
  /** Names what `isVisible` goes by. */
  readonly key: string;
  isVisible(slo: Slo): boolean;
}

/**
 * The parts of an overview that are looked at. Each different set of SLOs is made once,
 * however many people see just that; the ones looked at last are kept.
 */
export class SharedParts {
  private readonly views = new Map<string, { view: View; digest: string }>();
  private readonly parts = new Map<string, PreparedAnswer>();
  private bytes = 0;

  constructor(private readonly overview: SloOverview) {}

  get(view: View): PreparedAnswer {
    const { key } = view;
    const known = this.views.get(key);
    const made = known && this.parts.get(known.digest);
    const { digest, answer } = made
      ? { digest: known.digest, answer: made }
      : this.make(view);
    this.views.delete(key);
    this.views.set(key, { view, digest });
    this.parts.delete(digest);
    this.parts.set(digest, answer);
    this.forgetOldest();
    return answer;
  }

  /** What was looked at last, the last one first. */
  latest(count: number): { view: View; answer: PreparedAnswer }[] {
    return [...this.views.values()]
      .reverse()
      .flatMap(({ view, digest }) => {
        const answer = this.parts.get(digest);
        return answer ? [{ view, answer }] : [];
      })
      .slice(0, count);
  }

  private make(view: View) {
    const part = partOf(this.overview, slo => view.isVisible(slo));
    const digest = digestOf(part);
    const shared = this.parts.get(digest);
    const answer = shared ?? new PreparedAnswer(part);
    this.bytes += shared ? 0 : answer.size;
    return { digest, answer };
  }

  private forgetOldest(): void {
    if (this.views.size > mostViews) {
      const [oldest] = this.views.keys();
      this.views.delete(oldest);
    }
    for (const [digest, { size }] of this.parts) {
      if (this.bytes <= mostBytes || this.parts.size === 1) {
        return;
      }
      this.parts.delete(digest);
      this.bytes -= size;
    }
  }
}

/** The same for parts of one overview with the same in them. */
function digestOf({ slos, specProblems = [] }: SloOverview): string {
  const hash = createHash('sha256');
  slos.forEach(({ id }) => hash.update(id).update('\n'));
  specProblems.forEach(problem => hash.update(JSON.stringify(problem)));
  return hash.digest('base64');
}
