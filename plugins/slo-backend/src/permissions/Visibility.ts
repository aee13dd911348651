import {
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { Slo, sloReadPermission } from '@goreliable/plugin-slo-common';
import { Clock } from '../ports';
import { allowsSlo, AllowsSlo } from './allowsSlo';

/** Which SLOs somebody may see. */
export type Visibility = {
  /** Milliseconds since the epoch until which it need not be asked for again. */
  untilMs: number;
} & (
  | { kind: 'everything' }
  | {
      kind: 'some';
      /** The same for everybody whom the same decision holds for. */
      key: string;
      isVisible(slo: Slo): boolean;
    }
);

interface Decided {
  decision: Promise<PolicyDecision>;
  untilMs: number;
}

/**
 * For how long a person's decision is used again. Asking costs a request to
 * the permission backend, and a page asks several times; a role that is taken
 * away is gone this much later.
 */
const reuseMs = 5_000;
const mostRemembered = 2_000;

/** Decides who sees which SLOs. */
export class VisibilityService {
  private readonly remembered = new Map<string, Decided>();
  private readonly isAuthorized: AllowsSlo;

  constructor(
    private readonly deps: {
      permissions: PermissionsService;
      permissionsRegistry: PermissionsRegistryService;
      now: Clock;
    },
  ) {
    this.isAuthorized = allowsSlo(deps.permissionsRegistry);
  }

  /** @throws NotAllowedError if they may see none at all */
  async of(credentials: BackstageCredentials): Promise<Visibility> {
    const { untilMs, ...decided } = this.decide(credentials);
    const decision = await decided.decision;
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return { untilMs, kind: 'everything' };
      case AuthorizeResult.CONDITIONAL:
        return {
          untilMs,
          kind: 'some',
          key: JSON.stringify(decision.conditions),
          isVisible: slo => this.isAuthorized(decision, slo),
        };
      default:
        throw new NotAllowedError('You are not allowed to see SLOs');
    }
  }

  private decide(credentials: BackstageCredentials): Decided {
    const principal = credentials.principal as Partial<BackstageUserPrincipal>;
    const now = this.deps.now();
    if (principal.type !== 'user' || !principal.userEntityRef) {
      // Services may carry restrictions of their own, and are answered locally.
      return { decision: this.ask(credentials), untilMs: now };
    }
    const known = this.remembered.get(principal.userEntityRef);
    if (known && now < known.untilMs) {
      return known;
    }
    const decision = this.ask(credentials);
    this.remembered.delete(principal.userEntityRef);
    if (this.remembered.size >= mostRemembered) {
      const [oldest] = this.remembered.keys();
      this.remembered.delete(oldest);
    }
    const entry = { decision, untilMs: now + reuseMs };
    this.remembered.set(principal.userEntityRef, entry);
    decision.catch(() => {
      // A failure is nobody's decision.
      if (this.remembered.get(principal.userEntityRef!) === entry) {
        this.remembered.delete(principal.userEntityRef!);
      }
    });
    return entry;
  }

  private async ask(
    credentials: BackstageCredentials,
  ): Promise<PolicyDecision> {
    const [decision] = await this.deps.permissions.authorizeConditional(
      [{ permission: sloReadPermission }],
      { credentials },
    );
    return decision;
  }
}
