export interface Config {
  search?: {
    collators?: {
      slo?: {
        /** When SLOs are brought into the search; every five minutes by default. */
        schedule?: {
          frequency: string | object;
          timeout: string | object;
          initialDelay?: string | object;
          scope?: 'global' | 'local';
        };
      };
    };
  };
  slo?: {
    /**
     * Prometheus-compatible stores (Prometheus, Thanos, Mimir, VictoriaMetrics)
     * in which recording rules of Sloth or Pyrra are evaluated.
     */
    prometheus?: Array<{
      /** Shown to people, and a part of each SLO's address: do not rename it lightly. */
      name: string;
      /** Address of the query API, without `/api/v1`. */
      url: string;
      /**
       * Sent with every request, e.g. a tenant for Mimir.
       * @visibility secret
       */
      headers?: { [name: string]: string };
      /** @visibility secret */
      bearerToken?: string;
      /** File with the token; read again when it changes. */
      bearerTokenFile?: string;
      basicAuth?: {
        username: string;
        /** @visibility secret */
        password: string;
      };
      tls?: {
        /** PEM file of the authorities to trust in place of the system's. */
        caFile?: string;
        certFile?: string;
        /** @visibility secret */
        keyFile?: string;
        serverName?: string;
      };
      /** For one query, with retries; e.g. `10s`, the default. */
      timeout?: string | object;
      /** Further tries of a failed query; 2 by default. */
      retries?: number;
      /** Queries at once; 8 by default. */
      concurrency?: number;
      /** Bytes an answer may have; 64 MiB by default, enough for 25,000 SLOs. */
      maxResponseBytes?: number;
      /**
       * Labels that tell apart the same SLO of several clusters in one store,
       * e.g. `[cluster]`. Without them such SLOs would be mixed up.
       */
      keyLabels?: string[];
      /** Only series with these label values, e.g. `{ tenant: shop }`. */
      matchers?: { [label: string]: string };
    }>;
    /** How often each source is asked; `30s` by default, at least `5s`. */
    refreshInterval?: string | object;
    /**
     * Age from which a sample says nothing of the present; `3m` by default. Longer
     * than the interval at which the rules are evaluated.
     */
    staleAfter?: string | object;
    /** For how long an SLO is shown that its source records no more; `24h` by default. */
    forgetAfter?: string | object;
    /**
     * Files of specs (Sloth `prometheus/v1` and `PrometheusServiceLevel`, OpenSLO
     * `v1`), beside those that the annotation `goreliable.dev/slo-specs` of
     * entities names. Read as the portal reads other addresses: their hosts are
     * named by `integrations` or `backend.reading.allow`.
     */
    specs?: Array<{
      /** Address of one file. */
      location: string;
      /** Name of the source that records its SLOs; the first one, if it is not recorded in any. */
      source?: string;
    }>;
    /** How often spec files are read; `5m` by default, at least `1m`. */
    specsInterval?: string | object;
    /**
     * How the rules that are loaded are made of specs, where not as Sloth makes
     * them; what is loaded is compared with that.
     */
    rules?: {
      corrections?: {
        periodRule?: 'sloth' | 'weighted' | 'tiled';
        nanSafe?: boolean;
      };
      /** Labels of all recording rules, over those of the specs. */
      extraLabels?: { [label: string]: string };
    };
    /**
     * Windows of burn rate alerts, for SLOs whose alerts are not generated
     * with Sloth's default windows. By period; the fields are those of
     * Sloth's `AlertWindows`.
     */
    alertWindows?: Array<{
      periodDays: number;
      page: {
        quick: AlertWindowConfig;
        slow: AlertWindowConfig;
      };
      ticket: {
        quick: AlertWindowConfig;
        slow: AlertWindowConfig;
      };
    }>;
  };
}

/** One condition of a multi-window burn rate alert. */
interface AlertWindowConfig {
  /** Percent of the period's budget that is gone when the long window fires. */
  errorBudgetPercent: number;
  /** Prometheus duration, e.g. `5m`. */
  shortWindow: string;
  /** Prometheus duration, e.g. `1h`. */
  longWindow: string;
}
