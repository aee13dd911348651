export interface Config {
  /**
   * Where golden paths put what they make. The address and credentials of
   * Gitea come from `integrations.gitea`.
   */
  goldenPath?: {
    /**
     * In front of a service's name it makes its Go module path;
     * `goreliable.dev` by default.
     */
    modulePathPrefix?: string;
    /**
     * In front of a service's name it makes its container image, without tag;
     * `ghcr.io/goreliable` by default.
     */
    imageRegistry?: string;
    gitea?: {
      /**
       * Which of `integrations.gitea` to use, by its `host`. May be left out
       * when there is only one.
       */
      host?: string;
      /** The organisation that gets a repository per service; `goreliable` by default. */
      organisation?: string;
      /**
       * The repository of that organisation with what runs where;
       * `gitops` by default.
       */
      gitopsRepository?: string;
      /** Whether new repositories are private; false by default. */
      private?: boolean;
    };
  };
}
